"""Overview: what must I look at? The findings, most serious first, the selected one open beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from components.model import SEVERITIES, Rules, Settings, Story, Verdict, Version
from components.panels import frame, strip, table, thread, timeline
from components.panels.card import card, heading, sentences
from components.panels.findings import PAGE, chosen, listing, shown_findings
from components.panels.html import Html, hidden, join, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SHOWN, SIDES, View, worst
from components.panels.voices import title
from components.panels.words import SEVERITY, SEVERITY_SIGN, count, listed
from components.tables import Finding

LEAD = (
    "Two versions of one story. Readback lists where their facts differ, most serious first, with the words of both. "
    "It does not know which is right."
)
DISAGREE: Final[dict[Verdict, str]] = {  # what becomes of dates and numbers in both versions that do not agree
    "conflict": "differ",
    "unclear": "cannot be told",
    "variant": "in other words",
    "glitch": "damaged",
    "moved": "moved",
}
Compared = Callable[[Story, Version, Version, Settings], View]
MOST_VERSIONS = 6  # of the matrix: 15 pairs are compared at once
BLIND = (
    "What a sentence means, whether it is true, and a lost “not” in a sentence that only one version has. "
    "Words alike in both versions are not checked "
    "against the world. Two sentences that share too few words are taken for two sentences, one only in A and one only in B."
)


def show(view: View, place: Place, compared: Compared, rules: Callable[[], Rules]) -> None:
    """The list on the left, the card, the strip and the small timeline on the right."""
    shown = shown_findings(view, place)
    finding, difference = chosen(view, place, first=True)
    st.html(tag("div", tag("p", LEAD, class_="lead"), counts(view, place), class_="rb"))
    if len(view.story.versions) > 2:
        st.html(tag("div", matrix(view, place, compared), class_="rb"))
    left, right = st.columns([1.32, 1], gap="medium")
    with left:
        st.html(
            tag(
                "div",
                tag("p", piece(view.story.note), class_="note") if view.story.note else None,
                empty(view) if not shown else listing(view, place, shown),
                put_aside(view, place),
                blind(),
                class_="rb",
            )
        )
    with right:
        if finding is not None:
            inside = card(view, place, shown, finding, difference, close=bool(place.sel))
            st.html(tag("div", inside, class_="rb picked" if place.sel else "rb"))
        st.html(tag("div", tag("h3", "Where they differ"), tag("p", where(view), class_="note"), class_="rb"))
        strip.show(view, place)
        dated = [event for event in timeline.view_events(view, rules) if event.start is not None]
        if dated:
            st.html(tag("div", tag("h3", thread.link(place, "When", panel="timeline")), class_="rb"))
            timeline.draw(view, dated, axis="compressed", key="small", small=True)
    st.html(printed(view, place, shown[:PAGE]))


def printed(view: View, place: Place, shown: Sequence[Finding]) -> Html:
    """For paper only: the findings as a list with both sentences, then the table."""
    items = [
        tag(
            "li",
            tag("p", heading(finding), " · ", tag("b", piece(finding.subject))),
            sentences(view, worst(finding), finding),
            tag("p", piece(title(view, finding))),
        )
        for finding in shown
    ]
    rows = [difference for finding in shown for difference in finding.differences]
    return tag(
        "div", tag("h2", piece(view.story.title)), tag("ol", *items), table.grid(view, place, rows, links=False), class_="rb printed"
    )


def matrix(view: View, place: Place, compared: Compared) -> Html:
    """Every pair of versions of a story that has three or more: how many findings to check, and the way to each pair."""
    versions = view.story.versions[:MOST_VERSIONS]
    head = tag("tr", tag("td"), *(tag("th", piece(version.label), scope="col") for version in versions[1:]))
    rows = [
        tag(
            "tr",
            tag("th", piece(a.label), scope="row"),
            *(_cell(view, place, a, b, compared) if k >= i else tag("td") for k, b in enumerate(versions[1:])),
        )
        for i, a in enumerate(versions[:-1])
    ]
    more = len(view.story.versions) - len(versions)
    rest = tag("p", f"{count(more, 'more version')}: choose them in the sidebar.", class_="note") if more else None
    return tag(
        "details",
        tag("summary", f"{len(view.story.versions)} versions: every pair, with what there is to check"),
        tag("table", tag("thead", head), tag("tbody", *rows), class_="rows matrix"),
        rest,
        open=True,
    )


def _cell(view: View, place: Place, a: Version, b: Version, compared: Compared) -> Html:
    now = {view.comparison.a.id, view.comparison.b.id} == {a.id, b.id}
    other = view if now else compared(view.story, a, b, Settings(quotations=view.comparison.settings.quotations))
    numbers = Counter(finding.severity for finding in other.findings)
    changed = sum(1 for link in other.comparison.links if link.operation != "kept")
    words = (tag("span", f"{SEVERITY_SIGN[s]} {numbers[s]}", hidden(f" {SEVERITY[s]}, "), " ", class_="nowrap") for s in SEVERITIES)
    link = thread.link(
        place,
        *words,
        tag("span", f" {count(changed, 'sentence')} not the same", class_="soft"),
        a=a.id,
        b=b.id,
        sel="",
        text="",
        back="",
        published_a="",
        published_b="",
        current=now,
        focus=f"pair-{a.id}-{b.id}",
    )
    return tag("td", link, class_="now" if now else None)


def where(view: View) -> str:
    """▲ at sentences 3, 4, 11 of A"""
    first = sorted(
        {
            view.number("a", d.a_sentence)
            for f in view.findings
            for d in f.differences
            if d.severity == "critical" and d.a_sentence is not None
        }
        - {0}
    )
    shown = ", ".join(map(str, first[:12])) + (" …" if len(first) > 12 else "")
    return (
        (f"▲ at {'sentence' if len(first) == 1 else 'sentences'} {shown} of A. " if first else "")
        + "Stronger: more serious; red: ≠; faint: only in one version."
    )


def counts(view: View, place: Place) -> Html:
    """How many findings there are at each severity, and what agrees."""
    numbers = Counter(finding.severity for finding in view.findings)
    names = {"critical": "to check first", "major": "to check", "minor": "minor", "cosmetic": "style only"}
    parts: list[Html] = []
    for severity in SEVERITIES:
        line: list[str | Html] = [f"{SEVERITY_SIGN[severity]} ", tag("b", str(numbers[severity])), f" {names[severity]}"]
        if severity not in SHOWN and numbers[severity]:
            on = severity in place.listed("show")
            line += [
                " – ",
                thread.link(
                    place,
                    "Hide" if on else "Show",
                    hidden(f" {names[severity]}"),
                    show=place.toggled("show", severity),
                    focus=f"show-{severity}",
                ),
            ]
        parts.append(tag("span", *line))
    agreed = agreement(view)
    if agreed:
        parts.append(thread.link(place, agreed, panel="dates"))
    return tag("div", *parts, class_="counts")


def agreement(view: View) -> str:
    """All 7 dates and 5 of 6 numbers (1 in other words) found in both versions agree."""
    said = []
    for kind in ("date", "number"):
        verdicts = Counter(pair.verdict for pair in view.pairs(kind) if pair.a is not None and pair.b is not None)
        total = verdicts.total()
        agree = verdicts["same"] + verdicts["equivalent"]
        if total and agree == total:
            said.append(f"all {count(total, kind)}" if total > 1 else f"the one {kind}")
        elif total:
            rest = [f"{verdicts[verdict]} {words}" for verdict, words in DISAGREE.items() if verdicts[verdict]]
            said.append(f"{agree} of {count(total, kind)} ({', '.join(rest)})")
    words = listed(said)
    return f"{words[0].upper()}{words[1:]} found in both versions agree." if words else ""


def empty(view: View) -> Html:
    """A sentence where there is nothing to list."""
    comparison = view.comparison
    linked = sum(1 for link in comparison.links if link.a and link.b)
    style = sum(1 for finding in view.findings if finding.severity == "cosmetic")
    minor = sum(1 for finding in view.findings if finding.severity == "minor")
    if comparison.a.text == comparison.b.text:
        return tag("p", "The two texts are the same, character for character.", class_="message")
    if not comparison.related:
        return tag(
            "p",
            "These do not look like versions of one story: too few sentences answer each other. No difference is listed.",
            class_="message",
        )
    if view.findings and all(finding.severity == "cosmetic" for finding in view.findings):
        return tag(
            "p", f"The two texts differ in style only: {count(style, 'difference')}, no fact. They can be shown above.", class_="message"
        )
    rest = join(
        (f" {count(minor, 'minor difference')}." if minor else "", f" {count(style, 'difference')} of style only." if style else "")
    )
    return tag("p", f"No difference of fact found in {count(linked, 'linked sentence')}.", rest, class_="message")


def put_aside(view: View, place: Place) -> Html | None:
    """What was put aside, counted by itself; one click shows it, one puts it back."""
    said = frame.put_aside(view)
    if not said:
        return None
    back = ",".join((*place.listed("back"), *(f"{side}{part.span.start}" for side in SIDES for part in view.put_aside[side])))
    return tag(
        "p",
        f"Put aside, not compared: {said} – ",
        thread.link(place, "Show", hidden(" what was put aside"), panel="only", sel="", focus="aside"),
        " · ",
        thread.link(place, "Put back", hidden(" and compare it"), back=back, sel="", focus="back"),
        class_="note",
    )


def blind() -> Html:
    """What Readback cannot see, folded."""
    return tag("details", tag("summary", "What Readback cannot see"), tag("p", BLIND, class_="note"))
