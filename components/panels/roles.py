"""Titles: who is called what? The ledger of roles, and the frame of the page: headline, dateline, byline, credit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from components.model import Difference, Pair, PartKind, Role, Verdict, Version
from components.panels import ledger
from components.panels.html import Html, tag
from components.panels.ledger import Row
from components.panels.state import Place
from components.panels.view import SIDES, View, sentence_of
from components.panels.words import PART, listed

FRAME: Final[tuple[PartKind, ...]] = ("headline", "deck", "byline", "dateline", "credit")


def show(view: View, place: Place) -> None:
    """Titles of people, those that one version has alone, the frame."""
    rows = titles(view)
    both = [row for row in rows if row.verdict not in ("omitted", "added")]
    frame = frame_rows(view)
    shown = {view.finding_of[id].id for row in (*rows, *frame) for id in row.ids.split() if id in view.finding_of}
    heads = ("Says", "Person", "A", "B")
    st.html(
        tag(
            "div",
            ledger.section(
                "Titles of people",
                ledger.listing(place, both, heads, name="Titles of people in both versions")
                if both
                else tag("p", "No person has a title in both versions.", class_="note"),
            ),
            alone(place, rows, "omitted", "A"),
            alone(place, rows, "added", "B"),
            ledger.section(
                "Headline and frame", ledger.listing(place, frame, ("Says", "Part of the page", "A", "B"), name="Headline and frame")
            ),
            ledger.rest(view, place, "titles", shown),
            class_="rb",
        )
    )
    ledger.download(view, [*rows, *frame, *ledger.findings_rows(view, place, "titles", shown)], "titles")
    ledger.dock(view, place, ledger.walk(view, place, "titles"))


def titles(view: View) -> list[Row]:
    """The pairs of roles: what differs first, what only one version has last. A title more that one version gives to a person whose title
    both know, and that is no difference, stands with it: U.S. Ambassador; also “US envoy”."""
    pairs = sorted(view.pairs("role"), key=ledger.order)
    known = {person(pair) for pair in pairs if pair.a is not None and pair.b is not None}
    also: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if (pair.a is None or pair.b is None) and pair.difference is None and person(pair) in known:
            also[person(pair)].append(pair)
    further = {id(pair) for several in also.values() for pair in several}
    return [_row(view, pair, also.pop(person(pair), ())) for pair in pairs if id(pair) not in further]


def person(pair: Pair) -> str:
    """Whose title it is, "" where nobody is named."""
    role = pair.a or pair.b
    return role.entity or "" if isinstance(role, Role) else ""


def _row(view: View, pair: Pair, also: Sequence[Pair]) -> Row:
    a, b = view.comparison.a, view.comparison.b
    further_a, further_b = ([title(a, other.a) for other in also if other.a], [title(b, other.b) for other in also if other.b])
    return ledger.row_of(view, pair, person(pair) or "(not named)", _with(title(a, pair.a), further_a), _with(title(b, pair.b), further_b))


def _with(first: str, further: Sequence[str]) -> str:
    more = [text for text in dict.fromkeys(further) if text != first]
    return f"{first}; also {listed([f'“{text}”' for text in more])}" if more else first


def title(version: Version, role: object) -> str:
    """executive director, Conflict Armament Research"""
    if not isinstance(role, Role):
        return ""
    text = " ".join(role.span.of(version.text).split())
    if role.organisation is None or role.span.contains(role.organisation):
        return text
    return f"{text}, {' '.join(role.organisation.of(version.text).split())}"


def alone(place: Place, rows: list[Row], verdict: str, side: str) -> Html | None:
    """The titles only one version has, in a line."""
    here = [row for row in rows if row.verdict == verdict]
    if not here:
        return None
    return ledger.section(
        f"Only in {side} ({len(here)})",
        ledger.chips(place, ((f"{row.who}, {row.a or row.b}" if row.who != "(not named)" else row.a or row.b, row.target) for row in here)),
    )


def frame_rows(view: View) -> list[Row]:
    """Headline, deck, byline, dateline, credit of both versions, each with what is said about it."""
    rows = []
    for part in FRAME:
        a, b = (" ".join(" ".join(p.span.of(v.text).split()) for p in v.parts if p.kind == part) for v in map(view.version, SIDES))
        difference = next((d for d in view.comparison.differences if d.kind in FRAME and part_of(view, d) == part), None)
        if difference:
            ids = f"{difference.id} {difference.finding}"
            rows.append(Row(difference.verdict, difference.severity, PART[part], a, b, why=difference.note, target=difference.id, ids=ids))
        elif a or b:
            target = next((f"{side}{s.index}" for side in SIDES for s in view.version(side).sentences if s.part == part), "")
            verdict: Verdict | Literal["same"] = "same" if a == b else "omitted" if not b else "added" if not a else "equivalent"
            rows.append(Row(verdict, None, PART[part], a, b, target=target, ids=target))
    return rows


def part_of(view: View, difference: Difference) -> PartKind | None:
    """The part of the page a difference stands in; None for one that stands in no sentence."""
    places = ((view.version(side).sentences, sentence_of(difference, side)) for side in SIDES)
    return next((sentences[index].part for sentences, index in places if index is not None), None)
