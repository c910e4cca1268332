"""How alike two sentences are, 0 … 1, whatever else the texts say: the same two sentences always get the same number.

Half is the longest common subsequence of words (Dice), half the words in common by weight. Both on stems, which take off what spelling
habits and endings add: "organisation", "organizations" and "organization" are one, so are "nine" and "9". A function word weighs
little, any other word the more the longer it is: long words are rare. Where the words of two sentences are turned round and replaced,
`meaning` says how much of what they say is the same: words of content alone, in any order, a synonym nearly as good as the word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import add

from rapidfuzz.distance import LCSseq

from components.model import Tokens

MARK = "\0"  # stands for every mark
LIGHT = 250  # weight of a function word
HEAVY = (400, 100, 8)  # weight of any other: the first, and the second for each of its letters, at most the third
PAIRS = 8  # pairs of neighbouring words that are enough to find a sentence by
AKIN = 0.8  # what a synonym is worth of a word
LONG = 6_000  # words; two longer sentences are compared by the words in common, without their order (that is quadratic)

SMALL = ("zero one two three four five six seven eight nine ten", 0, 1)
TEENS = ("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 11, 1)
TENS = ("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
NUMBERS = {word: str(first + step * k) for words, first, step in (SMALL, TEENS, TENS) for k, word in enumerate(words.split())}
MONTHS = frozenset(("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"))
ENDINGS = ("'s", "ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
SPELLINGS = (("ae", "e"), ("oe", "e"), ("isa", "iza"), ("yse", "yze"), ("ll", "l"), ("ence", "ense"), ("ogue", "og"))  # British, American
FUNCTION_WORDS = """
    a an the and or but nor so if than then there here this that these those of to in on at by for from with as into over under about
    after before between through during out up down off is are was were be been being am do does did has have had having will would can
    could should may might must shall not no i me my we us our you your he him his she her it its they them their who whom whose which
    what when where why how more most other some such only own same too very just also say says said 's mr mrs ms dr
"""


class Stems(dict[int, str]):
    """Character of a folded word → character of its stem, worked out when asked for (`str.translate` asks). `norms` has the folded words,
    `weights` what each stem weighs."""

    def __init__(self) -> None:
        self.norms: dict[int, str] = {}
        self.words: dict[str, set[str]] = {}  # stem → the folded words it was made of
        self.numbers: dict[str, str] = {}
        self.weights: dict[str, int] = {}

    def __missing__(self, code: int) -> str:
        norm = self.norms.get(code, MARK)
        root, weight = weigh(norm)
        numbers = self.numbers
        found = numbers.get(root)
        if found is None:
            found = numbers[root] = _character(len(numbers))
            self.weights[found] = weight
        self.words.setdefault(found, set()).add(norm)
        self[code] = found
        return found


@dataclass(slots=True)
class Comparer:
    """What the alignments of one story's versions share: versions as strings of one character a word, stems, and every pair of sentences
    compared so far. All versions must come from one TokenTable. `senses` gives the numbers of a folded word's senses, which it shares with
    its synonyms; none where there is no thesaurus."""

    senses: Callable[[str], Iterable[int]] = lambda word: ()
    word_of: dict[int, str] = field(default_factory=dict)  # token id → its character; MARK for marks
    stems: Stems = field(default_factory=Stems)
    versions: dict[int, tuple[Tokens, list[str]]] = field(default_factory=dict)
    stemmed: dict[str, str] = field(default_factory=dict)  # sentence of words → of stems
    known: dict[str, tuple[frozenset[str], int]] = field(default_factory=dict)  # sentence of stems → its stems and what they weigh
    looked_up: dict[str, list[str]] = field(default_factory=dict)  # sentence of stems → words and pairs of words to find it by
    scores: dict[tuple[str, str], float] = field(default_factory=dict)  # two sentences of stems → how alike
    meant: dict[str, frozenset[int]] = field(default_factory=dict)  # stem → the senses of its words

    def sentences(self, tokens: Tokens) -> list[str]:
        """A version's sentences, one character a word; made once for each version. Where a sentence has no word: its marks."""
        made = self.versions.get(id(tokens))
        if made is None:
            made = self.versions[id(tokens)] = (tokens, self._sentences(tokens))
        return made[1]

    def to_stems(self, sentence: str) -> str:
        """A sentence of words as stems."""
        found = self.stemmed.get(sentence)
        if found is None:
            found = self.stemmed[sentence] = sentence.translate(self.stems)
        return found

    def content(self, sentence: str) -> tuple[frozenset[str], int]:
        """The stems of a sentence and what they weigh together."""
        found = self.known.get(sentence)
        if found is None:
            words = frozenset(sentence)
            found = self.known[sentence] = words, sum(map(self.stems.weights.__getitem__, words))
        return found

    def compare(self, x: str, y: str) -> float:
        """How alike two sentences of stems are, 0 … 1."""
        score = self.scores.get((x, y))
        if score is None:
            size = len(x) + len(y)
            score = common_words(x, y) / size
            if score >= 0.05:  # fewer than one word in twenty on either side: not worth weighing
                (words_x, mass_x), (words_y, mass_y) = self.content(x), self.content(y)
                score += sum(map(self.stems.weights.__getitem__, words_x & words_y)) / (mass_x + mass_y)
            self.scores[x, y] = score
        return score

    def meaning(self, x: str, y: str) -> float:
        """How much of what two sentences of stems say is the same, 0 … 1: the words of content in common by weight, in any order."""
        weights = self.stems.weights
        full_x, full_y = ({word for word in self.content(sentence)[0] if weights[word] > LIGHT} for sentence in (x, y))
        mass = sum(map(weights.__getitem__, (*full_x, *full_y)))
        shared = sum(map(weights.__getitem__, full_x & full_y)) + AKIN * self.akin(full_x - full_y, full_y - full_x)
        return 2 * shared / mass if mass else 0.0

    def akin(self, x: Iterable[str], y: Iterable[str]) -> int:
        """What the stems of x weigh that mean the same as one of y, each of y answering one."""
        weights, found = self.stems.weights, 0
        there = {word: senses for word in sorted(y) if (senses := self._senses_of(word))}
        for word in sorted(x):
            senses = self._senses_of(word) if there else frozenset()
            answer = next((other for other, others in there.items() if not senses.isdisjoint(others)), None)
            if answer is not None:
                found += min(weights[word], weights[answer])
                del there[answer]
        return found

    def _senses_of(self, stem_: str) -> frozenset[int]:
        known = self.meant.get(stem_)
        if known is None:
            heavy = self.stems.weights[stem_] > LIGHT
            words = self.stems.words.get(stem_, ()) if heavy else ()
            known = self.meant[stem_] = frozenset(sense for word in words for sense in self.senses(word))
        return known

    def keys(self, sentence: str) -> list[str]:
        """Pairs of neighbouring words of a sentence of stems, each once, and in a short sentence the words too."""
        found = self.looked_up.get(sentence)
        if found is None:
            pairs = list(dict.fromkeys(map(add, sentence, sentence[1:])))
            found = self.looked_up[sentence] = pairs if len(pairs) >= PAIRS else [*dict.fromkeys(sentence), *pairs]
        return found

    def _sentences(self, tokens: Tokens) -> list[str]:
        word_of, norms, ids = self.word_of, self.stems.norms, tokens.ids
        if not word_of.keys() >= (distinct := set(ids)):
            norm_of = dict(zip(ids, tokens.norms, strict=True))
            for number in distinct - word_of.keys():
                character, norm = _character(number), norm_of[number]
                norms[ord(character)] = norm
                word_of[number] = character if norm[0].isalnum() else MARK
        text = "".join(map(word_of.__getitem__, ids))
        return [
            text[low:high].replace(MARK, "") or "".join(map(_character, ids[low:high]))  # no word: the marks
            for low, high in pairwise(tokens.bounds)
        ]


def common_words(x: str, y: str) -> int:
    """Words that two sentences have in common in order; whatever their order where both are longer than any sentence should be."""
    if len(x) > LONG and len(y) > LONG:
        return sum(min(x.count(word), y.count(word)) for word in set(x) & set(y)) if len(set(x)) < 2000 else min(len(x), len(y))
    return LCSseq.similarity(x, y)


@lru_cache(maxsize=1 << 16)
def weigh(norm: str) -> tuple[str, int]:
    """A folded word's stem and what it weighs; a mark is its own stem."""
    if not norm[0].isalnum():
        return norm, LIGHT
    root = stem(norm)
    first, each, most = HEAVY
    return root, LIGHT if root in LIGHT_STEMS else first + each * min(most, len(root))


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


LIGHT_STEMS = frozenset(stem(word) if word[0].isalnum() else word for word in FUNCTION_WORDS.split())


@lru_cache(maxsize=1 << 16)
def _character(number: int) -> str:
    """The character that stands for a word: any but the surrogates and MARK."""
    code = (number + 0x100) % 0x10F000
    return chr(code + 1 if code < 0xD7FF else code + 0x801)
