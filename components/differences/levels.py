"""A comparison is a short ladder of named levels, strictest first: the first that holds decides, and its name is kept for the reader.

    LEVELS = (
        Level("to the letter", "same", lambda a, b: a.text == b.text),
        Level("same words", "equivalent", lambda a, b: a.norm == b.norm),
        Level("other words", "conflict", lambda a, b: True),
    )
    walk(LEVELS, a, b)                                 # Outcome(verdict="equivalent", level="same words")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from components.model import Verdict

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing two facts came to. `level` names the rule that decided; `note` says more in words, or nothing."""

    verdict: Verdict | Literal["same"]
    level: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Level(Generic[Fact]):
    """One rung: where `holds(a, b)`, the two facts differ by `verdict` and no more."""

    name: str
    verdict: Verdict | Literal["same"]
    holds: Callable[[Fact, Fact], bool]


def walk(levels: Iterable[Level[Fact]], a: Fact, b: Fact) -> Outcome:
    """The outcome of the first level that holds for a and b. Where none holds it cannot be told: a ladder that always knows ends in a
    level that always holds."""
    for level in levels:
        if level.holds(a, b):
            return Outcome(level.verdict, level.name)
    return Outcome("unclear", "no rule fits")
