"""Rows as they are written → differences as they are shown: each with its id, its finding, its severity and a note in words."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from typing import Literal

from components.differences.collation import Collation, Row, in_order
from components.differences.edits import OTHER, SIDES, SideName
from components.differences.severity import weigh
from components.model import Difference, Kind, Pair, Quotation, Span, Verdict, Version

CONTEXT = 24  # characters before and after a row's words that its id is made from
SHORT = 60  # characters of a text quoted in a note


def settle(collation: Collation, swapped: bool) -> tuple[tuple[Difference, ...], tuple[Pair, ...]]:
    """The differences in the order of the text, and the pairs that name them. `swapped`: the collation was made with the sides the other
    way round; notes and order are those of the reader's a and b."""
    seen: Counter[str] = Counter()
    made: dict[int, Difference] = {}
    groups: dict[tuple[object, ...], str] = {}
    first: SideName = "b" if swapped else "a"  # what the collation calls the reader's a
    a, b = collation.version(first), collation.version(OTHER[first])
    _disjoin(collation)
    _gather(collation)
    rows = sorted(collation.rows, key=lambda row: _place(collation, row, first))
    for row in rows:
        span_a, span_b = row.on(first), row.on(OTHER[first])
        content = _content(row, collation)
        seen[content] += 1
        content_id = hashlib.sha1(f"{content}\x1f{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
        finding = groups.setdefault(row.group, f"f{content_id}") if row.group else f"f{content_id}"
        severity, reason = weigh(row, collation.rules, collation.settings.quotations)
        kind, verdict, lacks = row.kind, row.verdict, row.lacks
        if swapped:
            kind, verdict = MIRRORED_KINDS.get(kind, kind), MIRRORED.get(verdict, verdict)
            lacks = OTHER[lacks] if lacks else ""
        sentence_a, sentence_b = _sentence(collation, first, span_a), _sentence(collation, OTHER[first], span_b)
        note = _note(row, None if lacks == "a" else span_a, None if lacks == "b" else span_b, a, b)
        made[id(row)] = Difference(
            content_id, finding, kind, verdict, severity,
            row.subject or _subject(None if lacks == "a" else span_a, None if lacks == "b" else span_b, a, b), span_a, span_b, row.level,
            row.similarity, note, reason, sentence_a, sentence_b, lacks,
        )  # fmt: skip
    differences = tuple(made[id(row)] for row in rows)
    pairs = []
    for answer in collation.answers:
        fact_a, fact_b = in_order(first, answer.a, answer.b)
        answered = MIRRORED.get(answer.verdict, answer.verdict) if swapped else answer.verdict
        pairs.append(Pair(answer.kind, fact_a, fact_b, answered, answer.level, made[id(answer.row)].id if answer.row else None))
    pairs.sort(key=lambda p: (p.a is None, p.a.span.start if p.a else p.b.span.start if p.b else 0, p.kind))
    return differences, tuple(pairs)


def _disjoin(collation: Collation) -> None:
    """No two rows of one kind share a word: a span over the words around a place gives way to any other, down to the place itself."""
    for name in SIDES:
        text = collation.version(name).text
        by_kind: dict[str, list[tuple[Span, Row]]] = {}
        for row in collation.rows:
            if span := row.on(name):
                by_kind.setdefault(row.kind, []).append((span, row))
        for rows in by_kind.values():
            rows.sort(key=lambda pair: pair[0])
            reach: tuple[Span, Row] | None = None  # the row before that reaches furthest
            for y, row in rows:
                if reach and len(reach[0]) and len(y) and reach[0].end > y.start:
                    x, before = reach
                    if before.lacks == name:
                        x = _trimmed(x.start, max(y.start, x.start), text)
                        before.put(name, x)
                        reach = x, before
                    elif row.lacks == name:
                        y = _trimmed(min(x.end, y.end), y.end, text)
                        row.put(name, y)
                if reach is None or y.end >= reach[0].end:
                    reach = y, row


def _gather(collation: Collation) -> None:
    """What stands inside a quotation and was told as words of the sentence belongs to the quotation's finding, and to its speaker."""
    pairs = [(x.a, x.b) for x in collation.answers if x.kind == "quotation" and isinstance(x.a, Quotation) and isinstance(x.b, Quotation)]
    pairs.reverse()  # of the parts of one quotation, the first stands for all
    partner: dict[SideName, dict[int, Quotation]] = {"a": {id(x): y for x, y in pairs}, "b": {id(y): x for x, y in pairs}}
    whole: dict[SideName, list[Quotation]] = {
        name: [q for q in collation.facts(name).quotations if q.parent is None and q.form != "stray"] for name in SIDES
    }
    starts: dict[SideName, list[int]] = {name: [q.span.start for q in whole[name]] for name in SIDES}
    for row in collation.rows:
        if row.group or row.a is None or row.b is None or len(row.a) + len(row.b) > LONGEST:
            continue
        inside: dict[SideName, Quotation] = {}
        for name in SIDES:
            span = row.on(name)
            at = bisect_right(starts[name], span.start) - 1 if span else -1
            if span and at >= 0 and whole[name][at].span.contains(span):
                inside[name] = whole[name][at]
        if not inside or (len(inside) == 1 and row.kind != "quotation"):
            continue
        first: SideName = "a" if "a" in inside else "b"
        second = OTHER[first]
        inside[second] = partner[first].get(id(inside[first]), inside.get(second, inside[first]))
        inside[first] = partner[second].get(id(inside[second]), inside[first])
        row.group = ("quotation", inside["a"].span, inside["b"].span)
        if row.kind == "quotation":
            row.subject = row.subject or inside["a"].entity or inside["b"].entity or ""


LONGEST = 2000  # characters; no row that is about words inside a quotation is longer


def _trimmed(start: int, end: int, text: str) -> Span:
    """The span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _place(collation: Collation, row: Row, first: SideName) -> tuple[int, int, int, str]:
    """The order of the text of the first side; what only the second has stands where its neighbours are linked."""
    here, there = row.on(first), row.on(OTHER[first])
    if here:
        return here.start, 0, there.start if there else 0, row.kind
    assert there is not None
    return _beside(collation, there, first), 1, there.start, row.kind


def _beside(collation: Collation, span: Span, first: SideName) -> int:
    """Where in the first text a place of the second belongs: after the end of the nearest linked sentence before it; 0 where there is
    none."""
    second = OTHER[first]
    sentences = collation.sentences(second, span)
    for index in range(sentences[0].index if sentences else len(collation.version(second).sentences), -1, -1):
        link = collation.link[second].get(index)
        if link and (answers := in_order(first, link.a, link.b)[0]):
            return collation.version(first).sentences[answers[-1]].span.end
    return 0


MIRRORED_KINDS: dict[Kind, Kind] = {"omission": "addition", "addition": "omission"}
MIRRORED: dict[Verdict | Literal["same"], Verdict] = {"omitted": "added", "added": "omitted"}


def _content(row: Row, collation: Collation) -> str:
    """What an id is made of: kind, both texts and both contexts, whichever side is a."""
    kind = "omission" if row.kind == "addition" else row.kind
    sides = sorted(_with_context(span, version) for span, version in ((row.a, collation.a), (row.b, collation.b)))
    return "\x1f".join((kind, *sides))


def _with_context(span: Span | None, version: Version) -> str:
    if span is None:
        return ""
    if len(span) > 3 * CONTEXT:
        return span.of(version.text)
    return "\x1e".join(
        (version.text[max(span.start - CONTEXT, 0) : span.start], span.of(version.text), version.text[span.end : span.end + CONTEXT])
    )


def _sentence(collation: Collation, name: SideName, span: Span | None) -> int | None:
    """The sentence in which the span begins; None where there is no span, or it stands in no sentence."""
    found = collation.sentences(name, span) if span else ()
    return found[0].index if found else None


def _subject(a: Span | None, b: Span | None, version_a: Version, version_b: Version) -> str:
    for span, version in ((b, version_b), (a, version_a)):
        if span and 0 < len(span) <= SHORT:
            return " ".join(span.of(version.text).split())
    return ""


def _note(row: Row, a: Span | None, b: Span | None, version_a: Version, version_b: Version) -> str:
    words_a, words_b = _quoted(a, version_a), _quoted(b, version_b)
    alone = f"only in A: {words_a}" if words_a else f"only in B: {words_b}"
    said = f"{words_a} in A, {words_b} in B" if words_a and words_b else alone
    detail = row.level if words_a == words_b else row.detail
    note = f"{row.subject}: {said}" if row.subject and row.subject.casefold() not in said.casefold() else said
    return f"{note} ({detail})" if detail else note


def _quoted(span: Span | None, version: Version) -> str:
    if span is None:
        return ""
    words = " ".join(span.of(version.text).split())
    return words if len(words) <= 2 * SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"
