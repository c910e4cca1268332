"""Marks that differ: at the edges of changed words, or alone."""

from __future__ import annotations

from itertools import takewhile

from components.differences.collation import Collation, Row
from components.differences.edits import QUOTES, Hunk, Passage, Side, SideName, is_word
from components.differences.vocabulary import vocabulary
from components.model import Kind, Span


def part_marks(collation: Collation, passage: Passage, area: Hunk) -> Hunk:
    """Marks at the edges of an area that one side lacks become rows of their own; the area without them."""
    a1, a2, b1, b2 = area.a1, area.a2, area.b1, area.b2
    if not (passage.a.words(a1, a2) and passage.b.words(b1, b2)):
        return area
    short = vocabulary(collation.rules).spelling  # the point of a word cut short belongs to it ("Col.")
    tail_a, tail_b = (
        0 if side.norms[j - 1] == "." and j - 2 >= i and side.norms[j - 2] in short else _tail(side, i, j)
        for side, i, j in ((passage.a, a1, a2), (passage.b, b1, b2))
    )
    if tail_a != tail_b:
        compare_marks(collation, passage, Hunk(a2 - tail_a, a2, b2 - tail_b, b2))
    head_a, head_b = _head(passage.a, a1, a2 - tail_a), _head(passage.b, b1, b2 - tail_b)
    if head_a != head_b:
        compare_marks(collation, passage, Hunk(a1, a1 + head_a, b1, b1 + head_b))
    return Hunk(a1 + head_a, a2 - tail_a, b1 + head_b, b2 - tail_b)


def _tail(side: Side, i: int, j: int) -> int:
    """How many marks tokens i to j end with."""
    return sum(1 for _ in takewhile(lambda norm: not is_word(norm), reversed(side.norms[i:j])))


def _head(side: Side, i: int, j: int) -> int:
    """How many marks tokens i to j begin with."""
    return sum(1 for _ in takewhile(lambda norm: not is_word(norm), side.norms[i:j]))


def compare_marks(collation: Collation, passage: Passage, area: Hunk) -> None:
    """The row of marks that differ, or that one side lacks; of the kind of the fact they belong to."""
    a, b = passage.a, passage.b
    quotes = any(norm in QUOTES for norm in (*a.norms[area.a1 : area.a2], *b.norms[area.b1 : area.b2]))
    span_a, span_b = a.shown(area.a1, area.a2), b.shown(area.b1, area.b2)
    inside = not quotes and _inside(collation, span_a.start, "a") and _inside(collation, span_b.start, "b")
    kind: Kind = "quotation" if inside else _of_fact(collation, passage, area) or "punctuation"
    level = "quotation marks" if quotes else "punctuation"
    collation.write(Row(kind, "equivalent", span_a, span_b, level, marks=frozenset({"style"}), lacks=area.lacks))


def _of_fact(collation: Collation, passage: Passage, area: Hunk) -> Kind | None:
    """The kind of the fact that a mark belongs to: a point after a form of address, a hyphen after a number; None where it is none's."""
    for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2)):
        if j - i == 1 and i and side.norms[i] == "." and side.norms[i - 1] in vocabulary(collation.rules).honorifics:
            return "name"
        if j - i == 1 and i and side.norms[i] == "-" and side.norms[i - 1][:1].isdigit():
            return "number"
    return None


def _inside(collation: Collation, at: int, name: SideName) -> bool:
    """Whether a place is between the first and the last word of a quotation."""
    return collation.quoted(name, Span(at - 1, at + 2))
