"""Sentences split, joined or moved: the same words in another arrangement."""

from __future__ import annotations

from typing import Literal

from components.differences.collation import Collation, Row
from components.differences.edits import Passage
from components.model import Span


def compare_layout(collation: Collation) -> None:
    """A row for each joint of a split or merged link, and one for each moved link."""
    for passage in collation.passages:
        for j in passage.b.joints:
            _joint(collation, passage, j, "split")
        for i in passage.a.joints:
            _joint(collation, passage, i, "merged")
    for link in collation.linked:
        if link.operation == "moved":
            a = Span(collation.a.sentences[link.a[0]].span.start, collation.a.sentences[link.a[-1]].span.end)
            b = Span(collation.b.sentences[link.b[0]].span.start, collation.b.sentences[link.b[-1]].span.end)
            collation.rows.append(
                Row("moved", "moved", a, b, "another place in the text", marks=frozenset({"moved"}), similarity=link.similarity)
            )


def _joint(collation: Collation, passage: Passage, at: int, operation: str) -> None:
    """The hunk at the end of a sentence that the other side runs on."""
    for hunk in passage.hunks:
        low, high = (hunk.b1, hunk.b2) if operation == "split" else (hunk.a1, hunk.a2)
        if not low <= at <= high:
            continue
        left_a = [k for k in range(hunk.a1, hunk.a2) if k in passage.a.left]
        left_b = [k for k in range(hunk.b1, hunk.b2) if k in passage.b.left]
        if not (left_a or left_b):
            return
        span_a = passage.a.span(left_a[0], left_a[-1] + 1) if left_a else passage.a.around(hunk.a1)
        span_b = passage.b.span(left_b[0], left_b[-1] + 1) if left_b else passage.b.around(hunk.b1)
        level = "one sentence made two" if operation == "split" else "two sentences made one"
        lacks: Literal["", "a", "b"] = "" if left_a and left_b else "a" if left_b else "b"
        collation.write(Row("layout", "equivalent", span_a, span_b, level, marks=frozenset({"style"}), lacks=lacks))
        return
