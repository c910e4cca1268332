"""What stands around the story: headline, deck, byline, dateline, timestamp and credit. One row over the whole line."""

from __future__ import annotations

import re

from components.differences.collation import Collation, Row
from components.differences.numbers_ladder import compare_numbers, may_answer
from components.differences.severity import of_the_dead
from components.differences.vocabulary import Vocabulary, same_stem, style_of, vocabulary
from components.model import Kind, Number, PartKind, Sentence, Span, Verdict

KINDS: dict[PartKind, Kind] = {
    "headline": "headline",
    "deck": "headline",
    "byline": "byline",
    "dateline": "dateline",
    "timestamp": "date",
    "credit": "credit",
}
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
ANSWERS = 0.5  # of 1, as may_answer gives it: the kind and unit of two numbers, or nearly so and what they count
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
TOWN = re.compile(rf"(?:(?! {MONTH})[^,(–—/\d-]|-(?=\w))+", re.IGNORECASE)  # "BUDAPEST | , July 23 (NWA)"
DAY = re.compile(rf"\d+|\b{MONTH}", re.IGNORECASE)
RESTYLED = 0.8  # share of the words; a headline that keeps so many, in these or other forms, is the same in another form


def compare_frame(collation: Collation) -> None:
    """A row for each headline, byline, dateline … that differs or that one version lacks."""
    for link in collation.links:
        a, b = [collation.a.sentences[i] for i in link.a], [collation.b.sentences[j] for j in link.b]
        part = (a or b)[0].part
        if part not in KINDS:
            continue
        kind, span_a, span_b = KINDS[part], _whole(a), _whole(b)
        if span_a and span_b:
            if level := _differ(collation, kind, a, b, span_a, span_b):
                verdict, name, mark = level
                row = Row(kind, verdict, span_a, span_b, name, part, marks=frozenset({mark}), similarity=link.similarity)
                collation.rows.append(row)
        else:
            collation.rows.append(
                Row(kind, "omitted" if span_a else "added", span_a, span_b, "only in one version", part, marks=frozenset({"frame"}))
            )


def _whole(sentences: list[Sentence]) -> Span | None:
    """From the first sentence to the last; None where there are none."""
    return Span(sentences[0].span.start, sentences[-1].span.end) if sentences else None


def _differ(
    collation: Collation, kind: Kind, a: list[Sentence], b: list[Sentence], span_a: Span, span_b: Span
) -> tuple[Verdict, str, str] | None:
    """Verdict, level and mark of two lines that answer each other; None where they are the same but for capitals."""
    text_a, text_b = span_a.of(collation.a.text), span_b.of(collation.b.text)
    said_a, said_b = WORD.findall(text_a.casefold()), WORD.findall(text_b.casefold())
    words = vocabulary(collation.rules)
    if text_a.casefold() == text_b.casefold():
        return None
    if said_a == said_b or style_of(said_a, said_b, words):
        return "equivalent", "the same words in another style", "style"
    if kind == "dateline" and (level := _filed(collation, text_a, text_b)):
        return level
    if [w for w in said_a if w[0].isdigit()] != [w for w in said_b if w[0].isdigit()] and kind in ("credit", "dateline", "date"):
        return ("variant", "another line", "frame") if kind == "credit" else ("conflict", "another number or date", "other")
    if _numbers_conflict(collation, a, b):
        return "conflict", "another number", "other"
    if kind == "byline":
        return _credited(said_a, said_b, words)
    if _kept(said_a, said_b, words):
        return "equivalent", "the same words in another form", "style"
    return "variant", "another line", "frame"


def _filed(collation: Collation, a: str, b: str) -> tuple[Verdict, str, str] | None:
    """Two datelines of one town, of which one has the country, the agency or the day besides, or of two days; None where the towns are
    two."""
    days_a, days_b = ({day.casefold() for day in DAY.findall(text)} for text in (a, b))
    town_a, town_b = (TOWN.match(text) for text in (a, b))
    if days_a and days_b and days_a != days_b:
        return "conflict", "another number or date", "other"
    if not (town_a and town_b):
        return None
    if town_a[0].strip().casefold() == town_b[0].strip().casefold():
        return "equivalent", "the same place, with more beside it", "style"
    reason = collation.variant(town_a[0].strip().title(), town_b[0].strip().title(), "place")
    return ("variant", "another spelling of the place", "frame") if reason else None


def _numbers_conflict(collation: Collation, a: list[Sentence], b: list[Sentence]) -> bool:
    """Whether two lines have another toll or percentage, or another number of the same things."""
    in_a = [number for sentence in a for number in collation.facts_at("a", sentence.index, Number)]
    in_b = [number for sentence in b for number in collation.facts_at("b", sentence.index, Number)]
    texts = collation.a.text, collation.b.text
    if len(in_a) == len(in_b) == 1 and in_a[0].type == in_b[0].type in ("cardinal", "percent"):
        x, y = in_a[0], in_b[0]
        tolls = all(of_the_dead(text, s.span, collation.rules) for text, sentences in ((texts[0], a), (texts[1], b)) for s in sentences)
        if (tolls or x.type == "percent") and compare_numbers(x, y, *texts, collation.rules).verdict == "conflict":
            return True
    counted = [(x, y) for x, y in zip(in_a, in_b, strict=False) if x.counted and y.counted] if len(in_a) == len(in_b) else []
    return any(
        may_answer(x, y, *texts, collation.rules) >= ANSWERS and compare_numbers(x, y, *texts, collation.rules).verdict == "conflict"
        for x, y in counted
    )


def _credited(said_a: list[str], said_b: list[str], words: Vocabulary) -> tuple[Verdict, str, str]:
    """Verdict, level and mark of two bylines."""
    x, y = set(said_a) - words.function, set(said_b) - words.function
    shared = x & y
    if x == y or (shared and x < y) or (len(shared) >= 2 and y < x):
        return "equivalent", "the same names in another style", "style"
    return ("variant", "not the same names", "frame") if shared else ("conflict", "credited to somebody else", "other")


def _kept(said_a: list[str], said_b: list[str], words: Vocabulary) -> bool:
    """Whether a line keeps most of its words, in these or other forms."""
    x, y = ([word for word in said if word not in words.function] for said in (said_a, said_b))
    if not x or not y:
        return False
    kept = sum(any(same_stem(p, q) for q in y) for p in x) + sum(any(same_stem(p, q) for p in x) for q in y)
    return kept >= RESTYLED * (len(x) + len(y))
