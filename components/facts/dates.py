"""One version → its dates, times, periods, durations and sets, each a TIMEX3 value with its exact characters.

Three steps, a module each: dates_words.py turns the text into letters, one for each class of words; dates_read.py has the grammar over these
letters and says what its words mean; dates_resolve.py counts that from the publication date or from the date last mentioned.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from components.facts.dates_read import GRAMMAR, READERS, Words
from components.facts.dates_resolve import Reading, Tense, resolve
from components.facts.dates_words import Lexicon, compiled, scan
from components.model import Date, Rules, Span, Version

OPENING = 24  # characters; a date that begins before them opens its sentence: "By the end of 1942 …"
LOOKBACK = 160  # characters before a date, and after it, in which its verb is looked for


def find_dates(version: Version, rules: Rules) -> tuple[Date, ...]:
    """The dates of a version in reading order; they do not overlap. Without a publication date nothing is invented: what is not known
    stays X in the value, and the reason says so."""
    readings = _readings(version, compiled(rules))
    return tuple(
        Date(Span(r.start, r.end), r.sentence, m.value, m.type, m.granularity, r.modifier, m.reason, m.relative)
        for r, m in zip(readings, resolve(readings, version.published), strict=True)
    )


def _readings(version: Version, lexicon: Lexicon) -> list[Reading]:
    """What the grammar finds, leftmost first; where the words turn out to mean no date, the search goes on one word later."""
    text, found = version.text, scan(version, lexicon)
    starts = [sentence.span.start for sentence in version.sentences]
    readings: list[Reading] = []
    place = 0
    while match := GRAMMAR.search(found.letters, place):
        kind = match.lastgroup or ""
        words = Words(text, found, match.start(), match.end(), lexicon)
        place = match.start() + 1
        for reading in READERS[kind](words):
            index = max(bisect_right(starts, reading.start) - 1, 0)
            sentence = version.sentences[index].span
            tense = _tense(text, sentence, reading, lexicon) if reading.wants_tense else None
            readings.append(replace(reading, sentence=index, tense=tense, leads=reading.start - sentence.start < OPENING))
            place = max(place, match.end())
    return readings


def _tense(text: str, sentence: Span, reading: Reading, lexicon: Lexicon) -> Tense:
    """The tense of the verb nearest before the date in its sentence; failing that, of the first one after it."""
    if text[reading.end : reading.end + 2] in ("'s", "’s"):  # "Wednesday's ruling", but "until Friday's vote"
        return "future" if reading.modifier in ("before", "until") else "past"
    if reading.modifier == "as soon as":
        return "future"
    before = [verb.group() for verb in lexicon.verb.finditer(text, max(sentence.start, reading.start - LOOKBACK), reading.start)]
    after = [verb.group() for verb in lexicon.verb.finditer(text, reading.end, min(sentence.end, reading.end + LOOKBACK))]
    verb = next((verb.lower() for verb in (*reversed(before), *after) if verb not in lexicon.neither), None)
    return None if verb is None else "future" if verb in lexicon.future else "past"
