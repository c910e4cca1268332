"""Titles: who is called what? The ledger of roles, and the frame of the page: headline, dateline, byline, credit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.model import Kind, Pair, PartKind, Role, Version
from components.panels import ledger
from components.panels.html import Html, tag
from components.panels.ledger import Row
from components.panels.state import Place
from components.panels.view import View
from components.panels.words import VERDICTS, listed

FRAME: Final[tuple[tuple[PartKind, Kind, str], ...]] = (
    ("headline", "headline", "Headline"),
    ("deck", "headline", "Deck"),
    ("byline", "byline", "Byline"),
    ("dateline", "dateline", "Dateline"),
    ("credit", "credit", "Credit"),
)
ORDER: Final = (*VERDICTS, "same")


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
            ledger.rest(view, place, ("titles",), shown),
            class_="rb",
        )
    )
    ledger.download(view, [*rows, *frame], "titles")
    ledger.dock(view, place, ledger.walk(view, place, "titles"))


def titles(view: View) -> list[Row]:
    """The pairs of roles: what differs first, what only one version has last. A title more that one version gives to a person whose title
    both know, and that is no difference, stands with it: U.S. Ambassador; also “US envoy”."""
    pairs = sorted(view.pairs("role"), key=lambda pair: (pair.verdict in ("omitted", "added"), ORDER.index(pair.verdict)))
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
    for part, kind, name in FRAME:
        a, b = (" ".join(p.span.of(v.text).strip() for p in v.parts if p.kind == part) for v in (view.comparison.a, view.comparison.b))
        found = [d for d in view.comparison.differences if d.kind == kind and (part != "deck" or d.subject.casefold() == "deck")]
        if not a and not b:
            continue
        if found:
            difference = found[0]
            finding = view.finding_of.get(difference.id)
            rows.append(
                Row(
                    difference.verdict,
                    difference.severity,
                    name,
                    a,
                    b,
                    "",
                    difference.note,
                    difference.id,
                    f"{difference.id} {finding.id if finding else ''}".strip(),
                )
            )
        else:
            sentence = next(
                (
                    f"{side}{s.index}"
                    for side, v in (("a", view.comparison.a), ("b", view.comparison.b))
                    for s in v.sentences
                    if s.part == part
                ),
                "",
            )
            rows.append(
                Row(
                    "same" if a == b else "omitted" if not b else "added" if not a else "variant",
                    None,
                    name,
                    a,
                    b,
                    "",
                    "",
                    sentence,
                    sentence,
                )
            )
    return rows
