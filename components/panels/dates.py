"""Dates and numbers: what really conflicts? Both ledgers, as written, with the value and where it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from components.model import Date, Fact, Number, Pair, Version
from components.panels import ledger
from components.panels.html import Html, tag
from components.panels.ledger import Row
from components.panels.state import Place
from components.panels.view import View
from components.panels.words import count, day, value

PUBLICATION: Final = re.compile(r"the publication date \d{1,2} \w{3,9} \d{4}")


def show(view: View, place: Place) -> None:
    """Dates, then numbers."""
    dates, numbers = rows(view, "date"), rows(view, "number")
    shown = {view.finding_of[id].id for row in (*dates, *numbers) for id in row.ids.split() if id in view.finding_of}
    st.html(
        tag(
            "div",
            ledger.section(
                "Dates", tag("p", summary(dates, "date"), put_aside(view, "date")), _ledger(place, dates, "Dates"), unknown(view)
            ),
            ledger.section("Numbers", tag("p", summary(numbers, "number"), put_aside(view, "number")), _ledger(place, numbers, "Numbers")),
            ledger.rest(view, place, "dates", shown),
            class_="rb",
        )
    )
    ledger.download(view, [*dates, *numbers, *ledger.findings_rows(view, place, "dates", shown)], "dates-and-numbers")
    ledger.dock(view, place, ledger.walk(view, place, "dates"))


def rows(view: View, kind: Literal["date", "number"]) -> list[Row]:
    """The pairs of dates or of numbers: those in both versions first, what differs before what agrees."""
    return [_row(view, pair) for pair in sorted(view.pairs(kind), key=ledger.order)]


def _row(view: View, pair: Pair) -> Row:
    a, b = written(view.comparison.a, pair.a), written(view.comparison.b, pair.b)
    return ledger.row_of(view, pair, "Date" if pair.kind == "date" else "Number", a, b, _values(pair), _reasons(view, pair))


def written(version: Version, fact: Fact | None) -> str:
    """As written, with the modifier or approximator that stands before it and what is counted after it."""
    if fact is None:
        return ""
    start, end = fact.span.start, fact.span.end
    if isinstance(fact, Number):
        if fact.approximator is not None:
            start, end = min(start, fact.approximator.start), max(end, fact.approximator.end)
        if fact.counted is not None:
            start, end = min(start, fact.counted.start), max(end, fact.counted.end)
    return " ".join(version.text[start:end].split())


def _values(pair: Pair) -> str:
    a, b = value(pair.a), value(pair.b)
    return a or b if a == b or not a or not b else f"{a} │ {b}"


def _reasons(view: View, pair: Pair) -> str:
    sides = ((view.comparison.a, "A", pair.a), (view.comparison.b, "B", pair.b))
    return reasons([(version, side, fact.reason) for version, side, fact in sides if isinstance(fact, Date) and fact.reason])


def reasons(said: Sequence[tuple[Version, str, str]]) -> str:
    """Where a value comes from, in one line; whose publication date it rests on, and who gave that."""
    plain = dict.fromkeys(PUBLICATION.sub("the publication date", reason) for _, _, reason in said)
    given = [(version, side) for version, side, reason in said if PUBLICATION.search(reason)]
    if len(plain) == 1 and len(given) == 2:
        return PUBLICATION.sub(f"both publication dates ({' and '.join(dict.fromkeys(_giver(v) for v, _ in given))})", said[0][2])
    whose = {
        side: f"{side}’s publication date, {day(version.published)} ({_giver(version)})" for version, side in given if version.published
    }
    words = dict.fromkeys(PUBLICATION.sub(whose.get(side, "the publication date"), reason) for _, side, reason in said)
    return "; ".join(reason for reason in words if reason != "as written")


def _giver(version: Version) -> str:
    return "in the text" if version.published_from == "text" else "given"


def summary(made: list[Row], name: str) -> str:
    """7 dates in both versions: 0 differ · 3 the same in another form · 4 the same words. Only in A 4 · only in B 1"""
    numbers = Counter(row.verdict for row in made)
    alone = numbers["omitted"] + numbers["added"]
    total = len(made) - alone
    if not made:
        return f"No {name} found in either version."
    words = [f"{numbers['conflict']} differ", f"{numbers['equivalent']} the same in another form", f"{numbers['same']} the same words"]
    words += [
        f"{number} {what}"
        for number, what in (
            (numbers["unclear"], "cannot be told"),
            (numbers["variant"], "in other words"),
            (numbers["glitch"], "damaged"),
            (numbers["moved"], "moved"),
        )
        if number
    ]
    both = f"{count(total, name)} in both versions: {' · '.join(words)}." if total else f"No {name} is in both versions."
    return both + (f" Only in A {numbers['omitted']} · only in B {numbers['added']}." if alone else "")


def put_aside(view: View, kind: str) -> str:
    """· put aside with other parts of the page 12"""
    number = sum(1 for pair in view.comparison.pairs if pair.kind == kind and view.aside(pair))
    return f" In what was put aside: {number}." if number else ""


def _ledger(place: Place, made: list[Row], name: str) -> Html:
    """Those in both versions as rows, those of one version in a line."""
    both = [row for row in made if row.verdict not in ("omitted", "added")]
    rows_of_both = ledger.listing(place, both, ("Says", "A", "B", "Value, and why"), name=name, values=True) if both else None
    lines = [
        tag(
            "div",
            tag("b", f"Only in {side} "),
            ledger.chips(place, ((_said(row), row.target) for row in made if row.verdict == verdict)),
            class_="alone",
        )
        for side, verdict in (("A", "omitted"), ("B", "added"))
        if any(row.verdict == verdict for row in made)
    ]
    return tag("div", rows_of_both, *lines)


def _said(row: Row) -> str:
    words = row.a or row.b
    return words if row.value in ("", words) or not row.value[:1].isdigit() or row.who == "Number" else f"{words} ({row.value})"


def unknown(view: View) -> Html | None:
    """Which version has no publication date, and what that means."""
    missing = [side for side, version in (("A", view.comparison.a), ("B", view.comparison.b)) if version.published is None]
    if not missing:
        return None
    return tag(
        "p",
        f"{' and '.join(missing)} {'has' if len(missing) == 1 else 'have'} no publication date: “Friday” or “last year” cannot be told. ",
        tag("button", "Set it", type="button", class_="button", data_open=f"published_{missing[0].lower()}"),
        class_="note",
    )
