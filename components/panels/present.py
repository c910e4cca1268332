"""Present: the findings the lists show now, one a screen, A above B, large; the last screen is the counts."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from components.model import SEVERITIES
from components.panels import findings, frame, ledger, overview, table, thread, timeline
from components.panels.card import heading, marked, passage, why
from components.panels.html import Html, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SIDES, Run, Side, View, sentence_of, worst
from components.panels.voices import of_finding, title
from components.panels.words import SEVERITY, SEVERITY_SIGN, count
from components.tables import Finding

LONG = 330  # characters of a sentence that still fit at full size


def show(view: View, place: Place) -> None:
    """The screen the address asks for."""
    shown = listed(view, place)
    asked = int(place.present) if place.present.isdecimal() and len(place.present) < 6 else 1
    at = min(max(asked, 1), len(shown) + 1)
    screen = counts(view, shown) if at > len(shown) else slide(view, shown[at - 1], at, len(shown))
    st.html(tag("div", screen, _steps(place, at, len(shown)), class_="rb present", role="main"))


def listed(view: View, place: Place) -> tuple[Finding, ...]:
    """The findings that the list of this panel shows now."""
    if place.panel == "table":
        return table.walk(view, table.filtered(view, place))
    if place.panel == "timeline":
        return timeline.walk(view, place)
    return ledger.walk(view, place, place.panel) if place.panel in frame.PANELS["overview"][1] else findings.shown_findings(view, place)


def slide(view: View, finding: Finding, at: int, of: int) -> Html:
    """One finding: kind, who, both texts, one line why."""
    difference = worst(finding)
    texts = [_text(view, finding, side) for side in SIDES]
    long = max(len(words) for words, _ in texts)
    who = findings.subject(view, finding) if not finding.people else ""
    return tag(
        "section",
        tag("p", tag("b", f"{at} of {of}"), " · ", heading(finding), tag("b", " · ", piece(who)) if who else None, class_="top"),
        *(
            tag("div", tag("span", side.upper(), class_=f"side {side}"), tag("div", html, class_="text"), class_=f"line {side}")
            for side, (_, html) in zip(SIDES, texts, strict=True)
        ),
        tag("p", piece(title(view, finding) or why(difference)), class_="why"),
        class_="slide" + (" long" if long > LONG else ""),
    )


def _text(view: View, finding: Finding, side: Side) -> tuple[str, Html]:
    if finding.people:
        _, *alone = of_finding(view, finding)
        names = ", ".join(alone[SIDES.index(side)])
        return names, tag("span", piece(names), class_=f"w{side}") if names else tag("span", "(nobody)", class_="none")
    difference = worst(finding)
    sentence = sentence_of(difference, side)
    if sentence is None:
        return "", tag("span", f"(nothing here: only in {'B' if side == 'a' else 'A'})", class_="none")
    runs: list[Run] = [run for index in passage(view, side, sentence) for run in view.runs(side, index)]
    return "".join(run.text for run in runs), marked(runs, side, {d.id for d in finding.differences})


def counts(view: View, shown: tuple[Finding, ...]) -> Html:
    """The last screen: how many findings there are at each severity."""
    numbers = Counter(finding.severity for finding in view.findings)
    return tag(
        "section",
        tag("p", tag("b", piece(view.story.title)), class_="top"),
        tag("ul", *(tag("li", f"{SEVERITY_SIGN[s]} {count(numbers[s], 'finding')} · {SEVERITY[s]}") for s in SEVERITIES)),
        tag("p", overview.agreement(view) or "", class_="why"),
        tag("p", f"{count(len(shown), 'finding')} shown here.", class_="why"),
        class_="slide end",
    )


def _steps(place: Place, at: int, of: int) -> Html:
    return tag(
        "nav",
        thread.link(
            place, "‹", present=str(at - 1), keys="ArrowLeft ArrowUp PageUp", label="Previous", class_="button", focus="present-back"
        )
        if at > 1
        else None,
        thread.link(
            place, "›", present=str(at + 1), keys="ArrowRight ArrowDown PageDown Space", label="Next", class_="button", focus="present-on"
        )
        if at <= of
        else None,
        thread.link(place, "×", present="", keys="Escape", label="Leave", class_="button"),
        aria_label="Screens",
    )
