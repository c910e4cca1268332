"""The differences of two texts as rows that can be read in a test."""

from __future__ import annotations

from components.comparison import compare_texts
from components.model import Comparison

Row = tuple[str, str, str, str, str]
BEFORE = "Rain fell on the hills all night long.\n\n"
AFTER = "\n\nSchools in the valley stayed shut for want of teachers."


def rows(a: str, b: str) -> list[Row]:
    """The differences of two sentences that stand in the same surroundings."""
    return shown(compared(a, b))


def compared(a: str, b: str) -> Comparison:
    """Two sentences compared between a sentence before and one after that are the same in both."""
    return compare_texts(BEFORE + a + AFTER, BEFORE + b + AFTER)


def shown(comparison: Comparison) -> list[Row]:
    """Kind, verdict, severity and the words of each side, "" where it has nothing there."""
    return [
        (
            d.kind, d.verdict, d.severity,
            d.a.of(comparison.a.text) if d.a and d.lacks != "a" else "",
            d.b.of(comparison.b.text) if d.b and d.lacks != "b" else "",
        )
        for d in comparison.differences
    ]  # fmt: skip
