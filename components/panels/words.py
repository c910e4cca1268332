"""The words on the screen: what severities, verdicts and kinds are called where an editor reads them, dates and counts included.

The contract's words stay in JSON and CSV. Neither version is called older, right or original.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from components.model import Date, Fact, Kind, Number, PartKind, Severity, Verdict

SEVERITY: Final[dict[Severity, str]] = {"critical": "Check first", "major": "Check", "minor": "Minor", "cosmetic": "Style"}
SEVERITY_SIGN: Final[dict[Severity, str]] = {"critical": "▲", "major": "◆", "minor": "○", "cosmetic": "·"}
VERDICT: Final[dict[str, str]] = {
    "conflict": "Differs",
    "equivalent": "Same, other form",
    "variant": "Other words",
    "glitch": "Damaged text",
    "omitted": "Only in A",
    "added": "Only in B",
    "moved": "Moved",
    "unclear": "Cannot tell",
    "same": "Same",
}
VERDICT_SIGN: Final[dict[str, str]] = {
    "conflict": "≠",
    "equivalent": "=",
    "variant": "≈",
    "glitch": "†",
    "omitted": "A",
    "added": "B",
    "moved": "↕",
    "unclear": "?",
    "same": "=",
}
VERDICTS: Final[tuple[Verdict, ...]] = ("conflict", "unclear", "glitch", "variant", "equivalent", "omitted", "added", "moved")
KIND: Final[dict[Kind, str]] = {
    "headline": "Headline",
    "dateline": "Dateline",
    "byline": "Byline",
    "credit": "Credit",
    "date": "Date",
    "number": "Number",
    "quotation": "Quotation",
    "attribution": "Who said it",
    "role": "Title",
    "name": "Name",
    "entity": "Name",
    "place": "Place",
    "glitch": "Damaged text",
    "terminology": "Term",
    "wording": "Wording",
    "punctuation": "Punctuation",
    "layout": "Layout",
    "omission": "Only in A",
    "addition": "Only in B",
    "moved": "Moved",
    "off_story": "Put aside",
}
PART: Final[dict[PartKind, str]] = {
    "headline": "Headline",
    "deck": "Deck",
    "byline": "Byline",
    "dateline": "Dateline",
    "timestamp": "Time stamp",
    "credit": "Credit",
    "note": "Note",
    "aside": "Teaser",
}
VAGUE: Final = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
LENGTH: Final = re.compile(r"P(T?)(\d{1,9}(?:\.\d{1,9})?|X)([YMWDHS])")
UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}


def day(value: date) -> str:
    """28 June 2024."""
    return f"{value.day} {value:%B %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """1 sentence, 2 sentences, 1,062 words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: list[str], last: str = "and") -> str:
    """a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def timex(value: str) -> str:
    """A TIMEX3 value in words: 2024-01-02 → 2 January 2024, 2024-01 → January 2024, P2D → 2 days; anything else as it is."""
    if value.count("/") == 1:
        first, last = value.split("/")
        return f"{timex(first)} to {timex(last)}" if last.strip(".") else f"{timex(first)} on"
    if value in VAGUE:
        return VAGUE[value]
    if length := LENGTH.fullmatch(value):
        return count_of(length[2], UNITS.get(length[1] + length[3], "unit"))
    parts = value.split("-")
    unknown = ", year not known" if value.startswith("XXXX") else ""
    try:
        year = 2000 if unknown else int(parts[0])
        if len(parts) == 3 and len(value) == 10 and "X" not in "".join(parts[1:]):
            written = day(date(year, int(parts[1]), int(parts[2])))
            return written[:-5] + unknown if unknown else written
        if len(parts) == 2 and len(value) == 7 and parts[1].isdigit():
            month = f"{date(year, int(parts[1]), 1):%B}"
            return month + unknown if unknown else f"{month} {year}"
    except ValueError:
        pass
    return ("year not known" if value == "XXXX" else "day not known") if value.startswith("XXXX") else value


def count_of(number: str, unit: str) -> str:
    """12 minutes, 1 day, some weeks: a length whose number may be X."""
    return f"some {unit}s" if number == "X" else f"{number} {unit}" if number == "1" else f"{number} {unit}s"


def value(fact: Fact | None) -> str:
    """The value in words: since 2018, 2 January 2024, about 300."""
    if isinstance(fact, Date):
        return " ".join(filter(None, (fact.modifier if fact.modifier not in ("on", "in", "at") else None, timex(fact.value))))
    if isinstance(fact, Number) and fact.value is not None:
        upper = f" to {fact.high:,g}" if fact.high is not None else ""
        return " ".join(filter(None, (fact.bound, f"{fact.value:,.10g}{upper}", fact.unit)))
    return ""
