"""Only in one version: the passages one side has alone with the facts that go with them, the voices, and what was put aside."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.model import STORY_PARTS, Facts, Part, Version
from components.panels import findings, frame, ledger, thread
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.ledger import Row
from components.panels.state import Place
from components.panels.view import SIDES, Side, View, sentence_of
from components.panels.voices import voices
from components.panels.words import PART, SEVERITY, SEVERITY_SIGN, count
from components.tables import Finding

PASSAGE = frozenset({"omission", "addition"})
NAMED = frozenset({"person", "organisation"})


def show(view: View, place: Place) -> None:
    """Passages of A, of B, the voices, what was put aside."""
    found = [finding for finding in view.of_panel("only") if finding.kind in PASSAGE and whole(finding)]
    people = tuple(finding for finding in view.of_panel("only") if finding.people)
    aside_ones = (finding for finding in view.of_panel("only") if finding.kind == "off_story")
    shown = {finding.id for finding in (*found, *people, *aside_ones)}
    st.html(
        tag(
            "div",
            side_part(view, place, found, "a"),
            side_part(view, place, found, "b"),
            ledger.section("Voices", findings.listing(view, place, people) if people else None, *spoken(view)),
            ledger.rest(view, place, "only", shown, "Words and dates only in one version, and what moved"),
            aside(view, place),
            class_="rb",
        )
    )
    others = ledger.findings_rows(view, place, "only", {finding.id for finding in found})
    ledger.download(view, [*rows(view, found), *others], "only-in-one-version")
    ledger.dock(view, place, ledger.walk(view, place, "only"))


def spoken(view: View) -> list[Html]:
    """Who speaks in one version only, in sentences."""
    return [tag("p", piece(line)) for line in voices(view).lines()]


def whole(finding: Finding) -> bool:
    """Whether a finding is a passage of whole sentences, not words inside linked ones."""
    return any(difference.level == "sentence" for difference in finding.differences)


def side_part(view: View, place: Place, found: Sequence[Finding], side: Side) -> Html:
    """What only one version has, in its order."""
    kind = "omission" if side == "a" else "addition"
    here = sorted((finding for finding in found if finding.kind == kind), key=lambda finding: min(sentences_of(finding, side), default=0))
    title = f"Only in {side.upper()}"
    if not here:
        return ledger.section(title, tag("p", f"No sentence is only in {side.upper()}.", class_="note"))
    indices = [i for finding in here for i in sentences_of(finding, side)]
    version = view.version(side)
    total = sum(1 for s in version.sentences if s.part in STORY_PARTS)
    words = sum(len(version.sentences[i].span.of(version.text).split()) for i in indices)
    summary = f"{len(indices)} of {count(total, 'sentence')}, {count(words, 'word')}, in {count(len(here), 'passage')}."
    return ledger.section(
        title, tag("p", summary), tag("div", *(passage(view, place, finding, side) for finding in here), class_="passages")
    )


def sentences_of(finding: Finding, side: Side) -> list[int]:
    """The sentences of a passage, in order."""
    return sorted({index for d in finding.differences if (index := sentence_of(d, side)) is not None})


def passage(view: View, place: Place, finding: Finding, side: Side) -> Html:
    """One passage: its numbers, its text, its facts."""
    version = view.version(side)
    indices = sentences_of(finding, side)
    numbers = [view.number(side, i) for i in indices]
    where = f"sentence {numbers[0]}" if len(numbers) == 1 else f"sentences {numbers[0]} to {numbers[-1]}"
    facts = facts_in(version, view.facts(side), indices)
    text = [tag("span", piece(version.sentences[i].span.of(version.text)), " ") for i in indices]
    head = thread.link(
        place,
        tag("b", f"{SEVERITY_SIGN[finding.severity]} {SEVERITY[finding.severity]}"),
        f" · {count(len(indices), 'sentence')} · {where} of {side.upper()}",
        sel=finding.id,
        pick=" ".join((finding.id, *(d.id for d in finding.differences))),
        focus=f"passage-{finding.id}",
        class_="passage-head",
    )
    rest = tag("details", tag("summary", f"{count(len(text) - 2, 'more sentence')}"), tag("p", *text[2:])) if len(text) > 3 else None
    return tag(
        "article",
        head,
        tag("div", tag("p", *(text[:2] if rest else text)), rest, class_="serif"),
        tag("dl", *(tag("div", tag("dt", name), tag("dd", piece(", ".join(items)))) for name, items in facts), class_="with"),
        class_=f"passage {side}",
    )


def facts_in(version: Version, facts: Facts, indices: Sequence[int]) -> list[tuple[str, list[str]]]:
    """The facts that stand in these sentences, by sort: who is quoted, which people and organisations are named, numbers, dates. Sorts
    without one are left out."""
    inside = set(indices)
    numbers, dates = ([fact.span for fact in several if fact.sentence in inside] for several in (facts.numbers, facts.dates))
    quoted = [q.entity for q in facts.quotations if q.sentence in inside and q.entity and q.form != "scare"]
    named = [n.entity for n in facts.names if n.sentence in inside and n.entity not in quoted and n.entity_type in NAMED]
    sorts = (
        ("Quoted", quoted),
        ("Named", named),
        ("Numbers", [" ".join(span.of(version.text).split()) for span in numbers]),
        ("Dates", [" ".join(span.of(version.text).split()) for span in dates]),
    )
    return [(name, list(dict.fromkeys(items))) for name, items in sorts if items]


def aside(view: View, place: Place) -> Html | None:
    """What was put aside, each part with its reason, the way to read it and the way to put it back."""
    items = [_aside(view, place, side, view.version(side), part) for side in SIDES for part in view.put_aside[side]]
    back = place.listed("back")
    undo = (
        tag(
            "p", f"{count(len(back), 'part')} put back by you – ", thread.link(place, "put aside again", back="", sel="", focus="undo-back")
        )
        if back
        else None
    )
    if not items and not back:
        return None
    return ledger.section(
        "Put aside, not compared",
        tag("p", f"{frame.put_aside(view)}.") if items else None,
        undo,
        tag("ul", *items, class_="asides"),
    )


def _aside(view: View, place: Place, side: Side, version: Version, part: Part) -> Html:
    text = " ".join(part.span.of(version.text).split())
    key = f"{side}{part.span.start}"
    sentence = next((f"{side}{s.index}" for s in version.sentences if part.span.contains(s.span)), "")
    return tag(
        "li",
        tag(
            "p",
            tag("b", f"{PART[part.kind]} in {side.upper()}"),
            f", {count(len(text.split()), 'word')}: ",
            piece(part.reason or "no part of the story"),
            ".",
        ),
        tag(
            "span",
            tag("details", tag("summary", "Read", class_="button"), tag("p", piece(text), class_="serif")),
            " ",
            thread.link(place, "Show in text", panel="read", sel=sentence, class_="button") if sentence else None,
            " ",
            thread.link(
                place,
                "Put back",
                hidden(" and compare it"),
                back=",".join((*place.listed("back"), key)),
                sel="",
                class_="button",
                focus=f"back-{key}",
            ),
            class_="do",
        ),
    )


def rows(view: View, found: Sequence[Finding]) -> list[Row]:
    """Every sentence of the passages, for the file."""
    a, b = view.comparison.a.text, view.comparison.b.text
    return [
        Row(d.verdict, d.severity, d.subject, d.a.of(a) if d.a else "", d.b.of(b) if d.b else "", "", d.note, d.id, d.id)
        for finding in found
        for d in finding.differences
    ]
