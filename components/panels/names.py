"""Names and terms: damaged words, terms, names in another form, and how often each form stands in each version."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

import streamlit as st

from components.model import Facts, Kind, Version
from components.panels import ledger
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import ASIDE_PARTS, View
from components.panels.words import listed

SECTIONS: Final[tuple[tuple[str, frozenset[Kind], str], ...]] = (
    ("Damaged text", frozenset({"glitch"}), "No damaged word found."),
    ("Names and places", frozenset({"name", "place", "entity"}), "No name differs."),
    ("Terms", frozenset({"terminology"}), "No term differs."),
    ("Other words", frozenset({"wording", "punctuation", "layout"}), ""),
)
MOST: Final = 40  # entities whose forms are listed


def show(view: View, place: Place) -> None:
    """The findings by sort, then the forms."""
    own = view.of_panel("names")
    sorts = ((title, [finding for finding in own if finding.kind in kinds], nothing) for title, kinds, nothing in SECTIONS)
    parts = (ledger.findings_of(view, place, *sort) for sort in sorts)
    st.html(tag("div", *parts, forms(view), class_="rb"))
    ledger.download(view, ledger.findings_rows(view, place, "names"), "names-and-terms")
    ledger.dock(view, place, ledger.walk(view, place, "names"))


def forms(view: View) -> Html | None:
    """North Korea 7 and DPRK 12 in A │ 6 and 3 in B: the forms of what both versions name and write in more than one way."""
    rows = form_rows(view)
    if not rows:
        return None
    head = tag("div", tag("span", "Name"), tag("span", "Forms in A"), tag("span", "Forms in B"), class_="row head", aria_hidden="true")
    body = (
        tag(
            "li",
            tag(
                "div",
                tag("span", piece(entity), class_="who"),
                tag("span", hidden("A: "), piece(a)),
                tag("span", hidden("B: "), piece(b)),
                class_="row",
            ),
        )
        for entity, a, b in rows[:MOST]
    )
    return ledger.section("Forms used, with their counts", tag("div", head, tag("ul", *body), class_="ledger forms"))


def form_rows(view: View) -> list[tuple[str, str, str]]:
    """(name, forms in A, forms in B) of each name that is written in more than one way, most frequent first."""
    a, b = written(view.comparison.a, view.comparison.facts_a), written(view.comparison.b, view.comparison.facts_b)
    both = [entity for entity in a if entity in b and len(set(a[entity]) | set(b[entity])) > 1]
    both.sort(key=lambda entity: -(a[entity].total() + b[entity].total()))
    return [(entity, said(a[entity].items()), said(b[entity].items())) for entity in both]


def said(forms_of: Iterable[tuple[str, int]]) -> str:
    """North Korea 7 and DPRK 12"""
    return listed([f"{form} {number}" for form, number in sorted(forms_of, key=lambda item: -item[1])])


def written(version: Version, facts: Facts) -> dict[str, Counter[str]]:
    """Entity → how often each of its forms stands in the story (what was put aside is not counted)."""
    forms_of: dict[str, Counter[str]] = defaultdict(Counter)
    for name in facts.names:
        if version.sentences[name.sentence].part not in ASIDE_PARTS:
            forms_of[name.entity][" ".join(name.span.of(version.text).split())] += 1
    return forms_of
