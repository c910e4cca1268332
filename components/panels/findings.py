"""The list of findings: one line each, how serious, what, who, the words of both. Every panel that lists findings lists them so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from components.model import Difference
from components.panels import thread, voices
from components.panels.card import both
from components.panels.html import Html, hidden, join, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SHOWN, Side, View, places, worst
from components.panels.words import KIND, SEVERITY, SEVERITY_SIGN, VERDICT, VERDICT_SIGN, count, listed, value
from components.tables import Finding

PAGE: Final = 200  # findings of a list that are shown at once
PASSAGES: Final = frozenset({"omission", "addition", "off_story"})
TOLD: Final = frozenset({"wording", "punctuation", "layout", "omission", "addition", "number", "date"})  # about their own words
WIDE: Final = 48  # characters; longer words stand where nobody is named, too
ROOM: Final = 84  # characters of a line for the words of a finding with several places; the first place always stands there whole


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
    items = (tag("li", row(view, place, finding)) for finding in shown[: place.further(PAGE)])
    rows = tag("ul", *items, class_="findings", data_list=True, aria_label="Findings")
    return join((rows, more(place, len(shown) - place.further(PAGE), "finding")))


def more(place: Place, left: int, one: str) -> Html | None:
    """How many entries of a long list are not shown yet, and the way to the next of them; None where all are."""
    link = thread.link(place, "Show", open=",".join((*place.listed("open"), "more")), focus=f"more-{one}")
    return tag("p", f"{count(left, f'more {one}')} – ", link, class_="note") if left > 0 else None


def style_only(place: Place, number: int, where: str) -> Html | None:
    """How many findings are style only, and the switch that shows or hides them; None where there are none. `where`: in which list."""
    shown = "cosmetic" in place.listed("show")
    change = place.toggled("show", "cosmetic")
    link = thread.link(place, "Hide" if shown else "Show", hidden(f" style: {where}"), show=change, focus=f"show-{where}")
    return tag("p", f"{count(number, 'finding')} of style only – ", link, class_="note") if number else None


def row(view: View, place: Place, finding: Finding) -> Html:
    """A finding as a line of a list."""
    ids = " ".join((finding.id, *(difference.id for difference in finding.differences)))
    kind, who, words = line(view, finding)
    return thread.link(
        place,
        tag("span", SEVERITY_SIGN[finding.severity], hidden(f" {SEVERITY[finding.severity]}. ")),
        tag("span", kind, hidden(": "), class_="kind"),
        tag("span", piece(who), hidden(". ") if who else None, class_="who"),
        tag("span", *words, class_="what"),
        tag(
            "span",
            sign(view, finding),
            hidden(f" {VERDICT[finding.verdict]}"),
            class_="verdict" + (" differs" if finding.verdict == "conflict" else ""),
        ),
        sel=finding.id,
        pick=ids,
        focus=f"finding-{finding.id}",
        class_="row" if who or len(finding.a_words) + len(finding.b_words) < WIDE else "row bare",
    )


def line(view: View, finding: Finding) -> tuple[str, str, tuple[Html, ...]]:
    """What kind it is, who or what it is about, and the words of both versions."""
    if finding.people:
        name, a, b = voices.of_finding(view, finding)
        numbers = ", ".join(f"{len(who)} only in {side}" for side, who in (("A", a), ("B", b)) if who)
        return name, numbers, both(listed(list(a)), listed(list(b)))
    return KIND[finding.kind], subject(view, finding), said(view, finding)


def sign(view: View, finding: Finding) -> str:
    """The sign of its verdict; A and B for people only in A and people only in B."""
    if not finding.people:
        return VERDICT_SIGN[finding.verdict]
    _, a, b = voices.of_finding(view, finding)
    return " ".join(side for side, who in (("A", a), ("B", b)) if who)


def said(view: View, finding: Finding) -> tuple[Html, ...]:
    """A's words │ B's words, place by place; how it begins, where whole sentences stand in one version only."""
    difference = worst(finding)
    words_a, words_b = view.words(difference)
    if finding.kind in PASSAGES or nobody_named(finding):
        side: Side = "a" if words_a else "b"
        return hidden(f"{side.upper()}: "), tag("span", piece(beginning(words_a or words_b)), class_=f"w{side}"), hidden(". ")
    if words_a == words_b and (pair := view.pair.get(difference.id)) is not None:
        return both(f"{words_a} ({value(pair.a)})", f"{words_b} ({value(pair.b)})")
    counted = places(finding)
    if len(counted) < 2:
        return both(words_a, words_b)
    pairs = list(dict.fromkeys(((words_a, words_b), *(view.words(d) for d in counted))))
    fit = max(1, sum(1 for reach in accumulate(len(a) + len(b) + 6 for a, b in pairs) if reach <= ROOM))
    shown = [tag("span", *both(*pair), class_="place") for pair in pairs[:fit]]
    left = [tag("span", f"{len(pairs) - fit} more", class_="place soft")] if len(pairs) > fit else []
    return tag("span", f"{count(len(counted), 'place')}: ", class_="soft"), *shown, *left


def subject(view: View, finding: Finding) -> str:
    """Who or what it is about; how many sentences, where whole sentences stand in one version only."""
    if finding.kind in PASSAGES and worst(finding).level == "sentence":
        return count(sum(1 for d in finding.differences if d.kind == finding.kind), "sentence")
    if nobody_named(finding):
        return "no speaker named"
    if finding.subject.casefold() == KIND[finding.kind].casefold():
        return ""
    short = beginning(finding.subject, 32)
    told = finding.subject in (finding.a_words, finding.b_words) and (finding.kind in TOLD or short != finding.subject)
    return "" if told else short


def nobody_named(finding: Finding) -> bool:
    """Whether it is about a quotation whose speaker the text does not name: its words are the whole sentence."""
    return finding.kind == "attribution" and finding.verdict == "glitch"


def beginning(words: str, most: int = 44) -> str:
    """The first words of a passage, whole."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
