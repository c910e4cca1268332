"""One version → its dates, times, periods, durations and sets, each a TIMEX3 value with its exact characters.

Three steps: dates_words.py turns the text into letters, one for each class of words; dates_grammar.py knows which words stand together
(an expression, dates_expression.py), and dates_read.py says what they mean; dates_resolve.py counts that from the publication date or from
the date last mentioned, with the calendar of dates_calendar.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from components.facts.dates_expression import Expression, Reading
from components.facts.dates_grammar import CORE, CORE_CLASSES, GRAMMAR, INNER_CLASSES, letter_set
from components.facts.dates_read import READERS
from components.facts.dates_resolve import resolve
from components.facts.dates_words import GAP, Lexicon, Tense, compiled, scan
from components.facts.written import written
from components.model import Date, Rules, Sentence, Span, Version

REACH = 40  # letters; no expression of the grammar is longer
INNER = letter_set(INNER_CLASSES)
LOOKBACK = 160  # characters before a date, and after it, in which its verb is looked for
PIECE, FIGURE = re.compile(r"[^\W_]+"), re.compile(r"\d")
WORD = re.compile(r"[a-zA-Z]++(?:['’][a-z]{1,2}+)?+")


def find_dates(version: Version, rules: Rules) -> tuple[Date, ...]:
    """The dates of a version in reading order; they do not overlap. Without a publication date nothing is invented: what is not known
    stays X in the value, and the reason says so."""
    readings = _readings(version, compiled(rules))
    dates: list[Date] = []
    for r, m in zip(readings, resolve(readings, version.published), strict=True):
        found = Date(Span(r.start, r.end), r.sentence, m.value, m.type, m.granularity, r.modifier, m.reason, m.relative)
        if m.type == "DURATION" and dates and (joined := _joined(dates[-1], found, version.text)):
            dates[-1] = joined
        else:
            dates.append(found)
    return tuple(dates)


def _joined(one: Date, other: Date, text: str) -> Date | None:
    """Two lengths of time in a row as one ("two hours and 48 minutes"), the second in a smaller unit and less than one of the first's; None
    where they are two."""
    if one.type != "DURATION" or other.modifier or one.sentence != other.sentence or other.span.start - one.span.end > len(", and "):
        return None
    known = UNITS.get(one.granularity), UNITS.get(other.granularity)
    last, amount = LAST.search(one.value), LAST.search(other.value)
    if None in known or not last or not amount or text[one.span.end : other.span.start].strip() not in ("", "and", ",", ", and"):
        return None
    (size, small), (least, _) = (unit or (0, False) for unit in known)
    if size <= least or float(amount[1]) * least >= size or (not small and "," in text[one.span.end : other.span.start]):
        return None
    clock = "T" if "T" in other.value and "T" not in one.value else ""
    return replace(one, span=Span(one.span.start, other.span.end), value=one.value + clock + amount[0], granularity=other.granularity)


UNITS = {  # in days, and whether a comma may stand between two ("1 hour, 20 minutes"; "three years, six months" may be two)
    "year": (365.25, False), "month": (30.4375, False), "week": (7.0, False), "day": (1.0, True), "hour": (1 / 24, True),
    "minute": (1 / 1440, True), "second": (1 / 86400, True),
}  # fmt: skip
LAST = re.compile(r"([0-9.]+)[A-Z]\Z")


def _readings(version: Version, lexicon: Lexicon) -> list[Reading]:
    """What the grammar finds, leftmost first; where the words turn out to mean no date, the search goes on one word later."""
    found = scan(version.text, dated_sentences(version, lexicon), lexicon)
    starts = [sentence.span.start for sentence in version.sentences]
    readings: list[Reading] = []
    place = 0
    while core := CORE.search(found.letters, place):
        match = _match(found.letters, place, core.start())
        if match is None:
            place = core.start() + 1
            continue
        place = match.start() + 1
        sentence = version.sentences[bisect_right(starts, found.spans[match.start()][0]) - 1]
        expression = Expression(version.text, found, sentence, match.start(), match.end(), lexicon, match.lastgroup or "")
        for reading in READERS[expression.rule](expression):
            tense = _tense(version.text, sentence.span, reading, lexicon) if reading.wants_tense else None
            readings.append(reading._replace(tense=tense) if tense else reading)
            place = expression.last
    return readings


def dated_sentences(version: Version, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences that can hold a date: those with a figure or with a word of `CORE_CLASSES`."""
    page, core = written(version.text), core_words(lexicon)
    telling = set()
    for stretch in page.distinct:
        small = stretch.lower()
        if small in core or not (small.isalpha() or (core.isdisjoint(PIECE.findall(small)) and FIGURE.search(small) is None)):
            telling.add(stretch)
    sentences, index = version.sentences, 0
    for start, stretch in page.places(telling):
        while index < len(sentences) and sentences[index].span.end <= start:
            index += 1
        while index < len(sentences) and sentences[index].span.start < start + len(stretch):
            yield sentences[index]
            index += 1


@lru_cache(maxsize=8)
def core_words(lexicon: Lexicon) -> frozenset[str]:
    """The words of `CORE_CLASSES` in small letters; of a phrase the longest word alone."""
    core = letter_set(CORE_CLASSES)
    return frozenset(max(PIECE.findall(word.lower())[::-1], key=len) for word, (letter, _) in lexicon.words.items() if letter in core)


def _match(scanned: str, place: int, core: int) -> re.Match[str] | None:
    """The first expression that begins at `place` or after it and not after the word at `core`, with no gap between."""
    reach = max(place, core - REACH)
    for first in range(max(reach, scanned.rfind(GAP, reach, core) + 1), core + 1):
        if scanned[first] not in INNER and (match := GRAMMAR.match(scanned, first)):
            return match
    return None


def _tense(text: str, sentence: Span, reading: Reading, lexicon: Lexicon) -> Tense:
    """The tense of the verb nearest before the date in its sentence; failing that, of the first one after it."""
    if text[reading.end : reading.end + 2] in ("'s", "’s"):  # "Wednesday's ruling", but "until Friday's vote"
        return "future" if reading.modifier in ("before", "until") else "past"
    if reading.modifier == "as soon as":
        return "future"
    before = WORD.findall(text, max(sentence.start, reading.start - LOOKBACK), reading.start)
    if tense := _first_tense(before, reversed(range(len(before))), lexicon):
        return tense
    after = WORD.findall(text, reading.end, min(sentence.end, reading.end + LOOKBACK))
    return _first_tense(after, range(len(after)), lexicon)


def _first_tense(words: list[str], places: Iterable[int], lexicon: Lexicon) -> Tense:
    """The tense of the first of these places that gives one."""
    for k in places:
        verb = words[k]
        if (verb in lexicon.verbs or verb.endswith(("ed", "'ll", "’ll"))) and (
            tense := _verb_tense(words[k - 1] if k else "", verb, lexicon)
        ):
            return tense
    return None


def _verb_tense(before: str, word: str, lexicon: Lexicon) -> Tense:
    """The tense a word gives its sentence ("will", "going to", "said"), None where it gives none."""
    if before == "be":  # "will be held"
        return None
    for verb in (f"{before} {word}", word):
        if verb in lexicon.tenses:
            return lexicon.tenses[verb]
    return "past" if word.endswith("ed") and word.islower() else "future" if word.endswith(("'ll", "’ll")) else None
