"""The list of findings: one line each, how serious, what, who, the words of both. Every panel that lists findings lists them so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from components.model import Difference
from components.panels import thread
from components.panels.card import both
from components.panels.html import Html, hidden, join, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SHOWN, Side, View, worst
from components.panels.words import KIND, SEVERITY, SEVERITY_SIGN, VERDICT, VERDICT_SIGN, count, value
from components.tables import Finding

PAGE: Final = 200  # findings of a list that are shown at once
PASSAGES: Final = frozenset({"omission", "addition", "off_story"})


def shown_findings(view: View, place: Place) -> tuple[Finding, ...]:
    """What lists show now: Check first and Check, and what the reader asked for besides."""
    severities = {*SHOWN, *place.listed("show")}
    return tuple(finding for finding in view.findings if finding.severity in severities)


def chosen(view: View, place: Place, *, first: bool) -> tuple[Finding | None, Difference | None]:
    """What is selected; with `first`, the first finding of the list where nothing is."""
    finding, difference = view.selected(place.sel)
    shown = shown_findings(view, place)
    return (shown[0], None) if finding is None and first and shown else (finding, difference)


def listing(view: View, place: Place, shown: Sequence[Finding]) -> Html:
    """One line a finding: how serious, what, who, the words of both. A very long list shows its first page, and how many are left."""
    many = PAGE * (1 + place.listed("open").count("more"))
    rows = tag(
        "ul", *(tag("li", row(view, place, finding)) for finding in shown[:many]), class_="findings", data_list=True, aria_label="Findings"
    )
    if len(shown) <= many:
        return rows
    more = ",".join((*place.listed("open"), "more"))
    return join(
        (
            rows,
            tag("p", f"{count(len(shown) - many, 'more finding')} – ", thread.link(place, "Show", open=more, focus="more"), class_="note"),
        )
    )


def row(view: View, place: Place, finding: Finding) -> Html:
    """A finding as a line of a list."""
    ids = " ".join((finding.id, *(difference.id for difference in finding.differences)))
    return thread.link(
        place,
        tag("span", SEVERITY_SIGN[finding.severity], hidden(f" {SEVERITY[finding.severity]}. ")),
        tag("span", KIND[finding.kind], hidden(": "), class_="kind"),
        tag("span", piece(subject(view, finding)), hidden(". "), class_="who"),
        tag("span", *said(view, finding), class_="what"),
        tag(
            "span",
            VERDICT_SIGN[finding.verdict],
            hidden(f" {VERDICT[finding.verdict]}"),
            class_="verdict" + (" differs" if finding.verdict == "conflict" else ""),
        ),
        sel=finding.id,
        pick=ids,
        focus=f"finding-{finding.id}",
        class_="row",
    )


def said(view: View, finding: Finding) -> tuple[Html, ...]:
    """A's words │ B's words; how it begins, where whole sentences stand in one version only."""
    difference = worst(finding)
    words_a, words_b = view.words(difference)
    if finding.kind not in PASSAGES:
        pair = view.pair.get(difference.id) if words_a == words_b else None
        meant = [f" ({value(fact)})" if pair else "" for fact in ((pair.a, pair.b) if pair else (None, None))]
        return both(words_a + meant[0], words_b + meant[1])
    side: Side = "a" if words_a else "b"
    return hidden(f"{side.upper()}: "), tag("span", piece(beginning(words_a or words_b)), class_=f"w{side}"), hidden(". ")


def subject(view: View, finding: Finding) -> str:
    """Who or what it is about; how many sentences, where whole sentences stand in one version only."""
    if finding.kind in PASSAGES and worst(finding).level == "sentence":
        return count(sum(1 for d in finding.differences if d.kind == finding.kind), "sentence")
    if finding.subject.casefold() == KIND[finding.kind].casefold():
        return ""
    return beginning(finding.subject, 32)


def beginning(words: str, most: int = 44) -> str:
    """The first words of a passage, whole."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
