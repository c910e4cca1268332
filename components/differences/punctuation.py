"""Marks that differ: at the edges of changed words, or alone."""

from __future__ import annotations

from components.differences.collation import Collation, Row
from components.differences.edits import QUOTES, Hunk, Passage, Side, SideName, is_word
from components.differences.vocabulary import vocabulary
from components.model import Kind, Span


def part_marks(collation: Collation, passage: Passage, area: Hunk) -> Hunk:
    """Marks at the edges of an area that one side lacks become rows of their own; the area without them."""
    a1, a2, b1, b2 = area.a1, area.a2, area.b1, area.b2
    if not (passage.a.words(a1, a2) and passage.b.words(b1, b2)):
        return area
    tail_a, tail_b = _tail(passage.a, a1, a2), _tail(passage.b, b1, b2)
    if tail_a != tail_b:
        compare_marks(collation, passage, Hunk(a2 - tail_a, a2, b2 - tail_b, b2))
    head_a, head_b = _head(passage.a, a1, a2 - tail_a), _head(passage.b, b1, b2 - tail_b)
    if head_a != head_b:
        compare_marks(collation, passage, Hunk(a1, a1 + head_a, b1, b1 + head_b))
    return Hunk(a1 + head_a, a2 - tail_a, b1 + head_b, b2 - tail_b)


def _tail(side: Side, i: int, j: int) -> int:
    n = 0
    while j - n > i and not is_word(side.norms[j - n - 1]):
        n += 1
    return n


def _head(side: Side, i: int, j: int) -> int:
    n = 0
    while i + n < j and not is_word(side.norms[i + n]):
        n += 1
    return n


def compare_marks(collation: Collation, passage: Passage, area: Hunk) -> None:
    a, b = passage.a, passage.b
    quotes = any(norm in QUOTES for norm in (*a.norms[area.a1 : area.a2], *b.norms[area.b1 : area.b2]))
    span_a = a.span(area.a1, area.a2) if area.a1 < area.a2 else a.around(area.a1)
    span_b = b.span(area.b1, area.b2) if area.b1 < area.b2 else b.around(area.b1)
    inside = not quotes and _inside(collation, span_a.start, "a") and _inside(collation, span_b.start, "b")
    kind: Kind = "quotation" if inside else _of_fact(collation, passage, area, span_a, span_b) or "punctuation"
    collation.write(Row(kind, "equivalent", span_a, span_b, "quotation marks" if quotes else "punctuation", marks=frozenset({"style"}),
                         lacks="a" if area.a1 == area.a2 else "b" if area.b1 == area.b2 else ""))  # fmt: skip


def _of_fact(collation: Collation, passage: Passage, area: Hunk, span_a: Span, span_b: Span) -> Kind | None:
    """The kind of the fact that a mark belongs to: a point after a form of address, a hyphen after a number."""
    for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2)):
        if j - i == 1 and i and side.norms[i] == "." and side.norms[i - 1] in vocabulary(collation.rules).honorifics:
            return "name"
        if j - i == 1 and i and side.norms[i] == "-" and side.norms[i - 1][:1].isdigit():
            return "number"
    return None


def _inside(collation: Collation, at: int, name: SideName) -> bool:
    """Whether a place is between the first and the last word of a quotation."""
    return collation.quoted(name, Span(at - 1, at + 2))
