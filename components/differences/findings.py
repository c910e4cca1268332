"""Rows as they are written → differences as they are shown: each with its id, its finding, its severity and a note in words."""

from __future__ import annotations

import hashlib
from collections import Counter

from components.differences.collation import Collation, Row
from components.differences.edits import OTHER, SideName
from components.differences.severity import weigh
from components.model import Difference, Pair, Span, Version

CONTEXT = 24  # characters before and after a row's words that its id is made from
SHORT = 60  # characters of a text quoted in a note


def settle(collation: Collation, swapped: bool) -> tuple[tuple[Difference, ...], tuple[Pair, ...]]:
    """The differences in the order of the text, and the pairs that name them. `swapped`: the collation was made with the sides the other
    way round; notes and order are those of the reader's a and b."""
    seen: Counter[str] = Counter()
    made: dict[int, Difference] = {}
    groups: dict[tuple[object, ...], str] = {}
    a, b = (collation.b, collation.a) if swapped else (collation.a, collation.b)
    _disjoin(collation)
    rows = sorted(collation.rows, key=lambda row: _place(collation, row, swapped))
    for row in rows:
        span_a, span_b = (row.b, row.a) if swapped else (row.a, row.b)
        content = _content(row, collation)
        seen[content] += 1
        content_id = hashlib.sha1(f"{content}\x1f{seen[content]}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
        finding = groups.setdefault(row.group, f"f{content_id}") if row.group else f"f{content_id}"
        severity, reason = weigh(row, collation.rules, collation.settings.quotations)
        kind, verdict = _mirrored(row) if swapped else (row.kind, row.verdict)
        sentence_a, sentence_b = (
            _sentence(collation, name, span) for name, span in (("b" if swapped else "a", span_a), ("a" if swapped else "b", span_b))
        )
        lacks = row.lacks if not swapped or not row.lacks else OTHER[row.lacks]
        note = _note(row, None if lacks == "a" else span_a, None if lacks == "b" else span_b, a, b)
        made[id(row)] = Difference(
            content_id, finding, kind, verdict, severity, row.subject or _subject(span_a, span_b, a, b), span_a, span_b, row.level,
            row.similarity, note, reason, sentence_a, sentence_b, lacks,
        )  # fmt: skip
    differences = tuple(made[id(row)] for row in rows)
    pairs = []
    for answer in collation.answers:
        fact_a, fact_b = (answer.b, answer.a) if swapped else (answer.a, answer.b)
        if fact_a is None and fact_b is None:
            continue
        difference = made.get(id(answer.row)) if answer.row else None
        verdict = answer.verdict
        if swapped and verdict in ("omitted", "added"):
            verdict = "added" if verdict == "omitted" else "omitted"
        pairs.append(Pair(answer.kind, fact_a, fact_b, verdict, answer.level, difference.id if difference else None))
    pairs.sort(key=lambda p: (p.a is None, p.a.span.start if p.a else p.b.span.start if p.b else 0, p.kind))
    return differences, tuple(pairs)


def _disjoin(collation: Collation) -> None:
    """No two rows of one kind share a word: a span over the words around a place gives way to any other, down to the place itself."""
    sides: tuple[SideName, ...] = ("a", "b")
    for name in sides:
        by_kind: dict[str, list[Row]] = {}
        for row in collation.rows:
            if (row.a if name == "a" else row.b) is not None:
                by_kind.setdefault(row.kind, []).append(row)
        for rows in by_kind.values():
            rows.sort(key=lambda row: _key(row, name))
            reach: Row | None = None  # the row before that reaches furthest
            for row in rows:
                if reach is not None and len(_on(reach, name)) and len(_on(row, name)) and _on(reach, name).end > _on(row, name).start:
                    x, y = _on(reach, name), _on(row, name)
                    if reach.lacks == name:
                        _put(reach, name, Span(x.start, max(y.start, x.start)), collation)
                    elif row.lacks == name:
                        _put(row, name, Span(min(x.end, y.end), y.end), collation)
                if reach is None or _on(row, name).end >= _on(reach, name).end:
                    reach = row


def _key(row: Row, name: SideName) -> tuple[int, int]:
    span = _on(row, name)
    return span.start, span.end


def _on(row: Row, name: SideName) -> Span:
    span = row.a if name == "a" else row.b
    assert span is not None
    return span


def _put(row: Row, name: SideName, span: Span, collation: Collation) -> None:
    text = (collation.a if name == "a" else collation.b).text
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if name == "a":
        row.a = Span(start, end)
    else:
        row.b = Span(start, end)


def _place(collation: Collation, row: Row, swapped: bool) -> tuple[int, int, int, str]:
    """The order of the text of a; what only b has stands where its neighbours are linked."""
    first, second = (row.b, row.a) if swapped else (row.a, row.b)
    if first:
        return first.start, 0, second.start if second else 0, row.kind
    assert second is not None
    return _beside(collation, second, swapped), 1, second.start, row.kind


def _beside(collation: Collation, span: Span, swapped: bool) -> int:
    """Where in the first text a place of the second belongs: after the end of the nearest linked sentence before it."""
    second, first = ("a", collation.b) if swapped else ("b", collation.a)
    links = collation.link["a"] if swapped else collation.link["b"]
    sentences = collation.sentences("a" if second == "a" else "b", span)
    index = sentences[0].index if sentences else (len((collation.a if second == "a" else collation.b).sentences))
    while index >= 0:
        link = links.get(index)
        there = (link.b if swapped else link.a) if link else ()
        if there:
            return first.sentences[there[-1]].span.end
        index -= 1
    return 0


def _mirrored(row: Row):  # type: ignore[no-untyped-def]
    kind = {"omission": "addition", "addition": "omission"}.get(row.kind, row.kind)
    verdict = {"omitted": "added", "added": "omitted"}.get(row.verdict, row.verdict)
    return kind, verdict


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


def _sentence(collation: Collation, name: str, span: Span | None) -> int | None:
    if span is None:
        return None
    found = collation.sentences("a" if name == "a" else "b", span)
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
