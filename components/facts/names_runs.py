"""Runs of capitalised words: where they stand in a version, what they are made of, and what their capitals can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components.facts.names_lists import fold
from components.model import Sentence, Version

QUOTED = 200  # characters; how far back the single mark is looked for that a mark after an s may close
TITLE_CASE = 0.8  # share of a headline's longer words that have a capital; "Kovar claims victory in Aldova’s presidential runoff" has .33
UPPER = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_BLANK = r"(?:[ \u00a0\u2009\u202f]|\n(?=\S))"
_APOSTROPHE = "['’]"
_SHORT = (  # with a full stop that ends no sentence
    "St|Mt|Ft|Dr|Mr|Mrs|Ms|Messrs|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Brig|Prof|Rev|Fr|Hon|Jr|Sr|"
    "Inc|Ltd|Corp|Co|Bros|Det|Supt|Insp|Atty"
)
_WORD = (
    rf"(?:[{UPPER}]\.){{2,6}}(?:[{UPPER}](?!\w))?"  # U.N., U.S.A
    rf"|(?:{_SHORT})\.(?!\w)"
    rf"|[{UPPER}]\.(?={_BLANK}?[{UPPER}])"  # the J. of J. K. Rowling
    rf"|(?:(?:al|el|as|ar|an|ash|at|az|ad|ul|ed|es)-|[dl]{_APOSTROPHE})?[{UPPER}]\w{{0,40}}"  # al-Assad, d'Ivoire
    rf"(?:&[{UPPER}]\w{{0,10}}|{_APOSTROPHE}(?:[{UPPER}]\w{{1,30}}|\w{{1,12}})|[-‐‑]\w{{1,30}}){{0,4}}"  # AT&T, O'Neill, Jean-Luc
    rf"(?:(?<=s){_APOSTROPHE}(?={_BLANK}[{UPPER}]))?"  # the Prosecutors' Office
)
_SMALL = (  # words that can stand inside a name, or between two
    "of|for|and|on|in|to|de|du|del|della|di|da|do|dos|das|des|la|las|los|le|van|von|der|den|bin|ibn|bint|ben|ul|y|e|al|el|af|av|zu|ter|&"
)
_ARTICLE = "the|an?|la|las|los|der|den|de"
_START = re.compile(rf"[{UPPER}](?<!\w.)")  # a run's first capital; the pattern begins with a class of letters, which makes it fast
_PREFIX = re.compile(rf"(?<!\w)(?:al|el|as|ar|an|ash|at|az|ad|ul|ed|es)-$|(?<!\w)[dl]{_APOSTROPHE}$")  # of a run's first word
_RUN = re.compile(rf"(?:{_WORD})(?:{_BLANK}(?:(?:{_SMALL}){_BLANK}(?:(?:{_ARTICLE}){_BLANK})?)?(?:{_WORD})){{0,14}}")
_LAST = re.compile(_WORD)  # a run's last word by itself: the initial of "J.Kennedy" is without its point
_LOWER_WORD = re.compile(r"[a-z](?<![\w'’-].)[a-z]{1,23}+(?!\w)")
_OPENING = "\"'“‘«„([{:;•*–—-\n/"
_BEFORE_WORD = "\"'“‘«„([ \u00a0"
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


class Word(NamedTuple):
    """One capitalised word of a run, its place counted from the run's start; `text` and `end` are without a possessive ending. `link` is
    what stands between it and the word before: "" for a blank alone, "of", "of the", "and" …"""

    start: int
    end: int
    text: str
    fold: str
    link: str
    possessive: bool


class Run(NamedTuple):
    """Capitalised words of one sentence: `start` in the version's text, whether the first word would be a capital anyhow, and whether
    all would (a headline in title case, a line in capitals)."""

    start: int
    sentence: int
    words: tuple[Word, ...]
    first_weak: bool
    all_weak: bool


@dataclass(frozen=True, slots=True)
class Attested:
    """What the rest of the text says of single words (folded): seen with a capital where no capital was due, seen with any capital
    outside lines where all have one, seen in lower case."""

    strong: frozenset[str]
    capital: frozenset[str]
    lower: frozenset[str]


def find_runs(version: Version) -> tuple[Run, ...]:
    """The runs of capitalised words of every sentence, in reading order; no run crosses a sentence's end."""
    text, sentences = version.text, version.sentences
    runs: list[Run] = []
    weak = _sentences_of_capitals(version)
    cache: dict[str, tuple[Word, ...]] = {}
    index, last = 0, len(sentences) - 1
    end = 0
    for capital in _START.finditer(text) if sentences else ():
        start = capital.start()
        if start < end:
            continue
        if text[start - 1 : start] in ("-", "'", "’") and (prefix := _PREFIX.search(text, max(end, start - 4), start)):
            start = prefix.start()
        match = _RUN.match(text, start)
        assert match is not None
        end = match.end()
        while index < last and sentences[index].span.end <= start:
            index += 1
        if not sentences[index].span.start <= start < sentences[index].span.end:
            continue
        written = match.group()
        words = cache.get(written)
        if words is None:
            words = cache[written] = _words(written)
        if "’ " in written:
            words = _closed(text, start, words, max(sentences[index].span.start, start - QUOTED))
        for here, inside in _by_sentence(words, start, index, sentences):
            opens = _opens(text, start + inside[0].start, sentences[here].span.start)
            runs.append(Run(start, here, inside, opens, here in weak))
    return tuple(runs)


def attested(version: Version, runs: Sequence[Run]) -> Attested:
    """What the story (not its asides) says of single words."""
    sentences, text = version.sentences, version.text
    strong: set[str] = set()
    first: set[str] = set()
    for run in runs:
        if not run.all_weak and sentences[run.sentence].part != "aside":
            first.add(run.words[0].fold)
            strong.update(word.fold for word in (run.words[1:] if run.first_weak else run.words))
    if any(sentence.part == "aside" for sentence in sentences):
        text = "\n".join(sentence.span.of(text) for sentence in sentences if sentence.part != "aside")
    return Attested(frozenset(strong), frozenset(strong | first), frozenset(_LOWER_WORD.findall(text)))


def _by_sentence(words: tuple[Word, ...], start: int, index: int, sentences: Sequence[Sentence]) -> list[tuple[int, tuple[Word, ...]]]:
    """The words of a run, which may go on over a full stop, by the sentence they stand in."""
    if start + words[-1].start < sentences[index].span.end:
        return [(index, words)]
    found = []
    while words and index < len(sentences):
        span = sentences[index].span
        inside = tuple(word for word in words if span.start <= start + word.start < span.end)
        if inside:
            found.append((index, inside))
        words = tuple(word for word in words if start + word.start >= span.end)
        index += 1
    return found


def _words(written: str) -> tuple[Word, ...]:
    words: list[Word] = []
    link, start = "", 0
    *before, last = written.split()  # at one blank each
    for text in (*before, last if last.isalpha() else _LAST.findall(last)[0]):
        if text.islower() or text == "&":
            link += f" {text}" if link else text
        else:
            ending = 2 if text.endswith(("'s", "’s")) else 1 if text.endswith(("s'", "s’")) else 0
            word = text[: len(text) - ending]
            words.append(Word(start, start + len(word), word, fold(word), link, ending > 0))
            link = ""
        start += len(text) + 1
    return tuple(words)


def _closed(text: str, start: int, words: tuple[Word, ...], floor: int) -> tuple[Word, ...]:
    """The words with a quotation's end told from a possessive: ‘No Limits’ Partnership is not the Limits’ partnership."""
    told = list(words)
    for k, word in enumerate(words[:-1]):
        at = start + word.end
        if word.possessive and text[at : at + 2] == "’ " and text.rfind("‘", floor, at) > text.rfind("’ ", floor, at):
            told[k] = word._replace(possessive=False)
            told[k + 1] = words[k + 1]._replace(link="’")
    return tuple(told)


def _opens(text: str, start: int, floor: int) -> bool:
    """Whether a word stands where any word has a capital: at a sentence's start, behind an opening mark, a colon, a dash, a bullet."""
    before = start - 1
    while before >= floor and text[before] in _BEFORE_WORD:
        if text[before] in " \u00a0" and (before == floor or text[before - 1] not in _OPENING):
            return False
        before -= 1
    return before < floor or text[before] in _OPENING or start - 1 > before


def _sentences_of_capitals(version: Version) -> frozenset[int]:
    """Sentences where capitals tell nothing: lines in title case, lines all in capitals."""
    weak = set()
    for sentence in version.sentences:
        start, end, part = sentence.span.start, min(sentence.span.end, sentence.span.start + 400), sentence.part
        headline = part in ("headline", "deck")
        if not headline and not all(word[0][0].isupper() for word in _LONG_WORD.finditer(version.text, start, end)):
            continue
        words = _LONG_WORD.findall(version.text, start, end)
        if len(words) < 3 or part in ("byline", "dateline"):
            continue
        if headline:
            if sum(word[0].isupper() for word in words) > TITLE_CASE * len(words):
                weak.add(sentence.index)
        elif all(word.isupper() for word in words) or (
            len(words) > 5 and version.text[sentence.span.end - 1] not in '.!?”"'
        ):
            weak.add(sentence.index)
    return frozenset(weak)
