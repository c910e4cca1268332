"""What two sentences are compared on: strings of one character a word, on stems, and how much each word weighs.

Stems take off what spelling habits and endings add: "organisation", "organizations" and "organization" are one, so are "nine" and "9".
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log

from components.model import Tokens

MARK = "\0"  # stands for every mark
SMALL = ("zero one two three four five six seven eight nine ten", 0, 1)
TEENS = ("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 11, 1)
TENS = ("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
NUMBERS = {word: str(first + step * k) for words, first, step in (SMALL, TEENS, TENS) for k, word in enumerate(words.split())}
MONTHS = frozenset(("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"))
ENDINGS = ("'s", "ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
SPELLINGS = (("ae", "e"), ("oe", "e"), ("isa", "iza"), ("yse", "yze"), ("ll", "l"), ("ence", "ense"), ("ogue", "og"))  # British, American


@dataclass(slots=True)
class Prepared:
    """One version's sentences as strings of one character a word: what all comparing is done on."""

    words: list[str]  # folded words (all marks, where a sentence has no word)
    stems: dict[int, str] = field(default_factory=dict)  # the same as stems, for the sentences that were asked for
    counts: dict[str, int] = field(default_factory=dict)  # stem → how often the version has it; empty until somebody asks


class Stems(dict[int, str]):
    """Character of a folded word → character of its stem, worked out when asked for (`str.translate` asks)."""

    def __init__(self) -> None:
        self.norms: dict[int, str] = {}
        self.numbers: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        norm = self.norms[code]
        root = stem(norm) if norm[0].isalnum() else norm
        self[code] = found = self.numbers.setdefault(root, _character(len(self.numbers)))
        return found


@dataclass(slots=True)
class Comparer:
    """What the alignments of one story's versions share: prepared versions, stems, and every pair of sentences compared so far.

    All versions must come from one TokenTable."""

    word_of: dict[int, str] = field(default_factory=dict)  # token id → its character; MARK for marks
    stems: Stems = field(default_factory=Stems)
    prepared: dict[int, tuple[Tokens, Prepared]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)  # sentence → its stems
    common: dict[tuple[str, str], int] = field(default_factory=dict)  # pair of sentences → stems in common, in order

    def prepare(self, tokens: Tokens) -> Prepared:
        """The version's sentences as strings; made once for each version."""
        known = self.prepared.get(id(tokens))
        if known is None:
            known = self.prepared[id(tokens)] = (tokens, Prepared(self._words(tokens)))
        return known[1]

    def count(self, version: Prepared) -> None:
        """See to it that the version's stems are counted."""
        if not version.counts:
            counts = version.counts
            words = Counter("".join(version.words))
            for root, number in zip("".join(words).translate(self.stems), words.values(), strict=True):
                counts[root] = counts.get(root, 0) + number

    def _words(self, tokens: Tokens) -> list[str]:
        word_of, norms, ids = self.word_of, self.stems.norms, tokens.ids
        if not word_of.keys() >= (distinct := set(ids)):
            norm_of = dict(zip(ids, tokens.norms, strict=True))
            for number in distinct - word_of.keys():
                character, norm = _character(number), norm_of[number]
                norms[ord(character)] = norm
                word_of[number] = character if norm[0].isalnum() else MARK
        text = "".join(map(word_of.__getitem__, ids))
        bounds = tokens.bounds
        return [
            text[low:high].replace(MARK, "") or "".join(map(_character, ids[low:high]))  # where a sentence has no word: its marks
            for low, high in pairwise(bounds)
        ]


class Weights(dict[str, int]):
    """Stem → its weight in thousandths, higher the rarer it is in the two versions; worked out when asked for. Whole numbers, so that a
    sum is the same in whatever order a set gives its members."""

    def __init__(self, one: Prepared, two: Prepared) -> None:
        self.one, self.two = one.counts, two.counts
        self.total = len(one.words) + len(two.words)

    def __missing__(self, stem: str) -> int:
        self[stem] = weight = int(1000 * log(1 + self.total / (self.one.get(stem, 0) + self.two.get(stem, 0) or 1))) + 1
        return weight


@lru_cache(maxsize=1 << 16)
def stem(norm: str) -> str:
    """What is left of a folded word when spelling habits and endings are taken off; only ever compared, never shown."""
    word = norm.replace(".", "").replace("’", "'") if not norm[0].isdigit() else norm.replace(",", "")
    if not word.isascii():
        word = "".join(ch for ch in unicodedata.normalize("NFD", word) if not unicodedata.combining(ch)) or word
    if word[0].isdigit():
        return word[:-2] if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() else word
    if word in NUMBERS:
        return NUMBERS[word]
    if word in MONTHS or word == "sept":
        return word[:3]
    if len(word) < 4:
        return word
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    if word.endswith("our"):
        word = word[:-3] + "or"
    if word.endswith("tre"):
        word = word[:-3] + "ter"
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if word.endswith(("ise", "ize")):
        word = word[:-3] + "iz"
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _character(number: int) -> str:
    """The character that stands for a word: any but the surrogates."""
    code = (number + 0x100) % 0x10F000
    return chr(code if code < 0xD800 else code + 0x800)
