"""Read: how does it sit in the text? The rows of the reader are made here; reader.py shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import streamlit as st

from components.model import SEVERITIES, Link, PartKind, Severity
from components.panels import reader, thread
from components.panels.card import brief
from components.panels.findings import shown_findings
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import Run, Side, View, reading_order
from components.panels.words import SEVERITY, SEVERITY_SIGN, VERDICT_SIGN, count
from components.tables import Finding

FRAME: Final[dict[PartKind, str]] = {"headline": "Headline", "deck": "Deck", "byline": "Byline", "dateline": "Dateline"}
ASIDE: Final[dict[PartKind, str]] = {"aside": "teaser", "credit": "credit", "timestamp": "time stamp", "note": "note"}
LOOKS: Final = (("fact", "facts"), ("wording", "wording"), ("style", "style"))
TAIL: Final = 2  # sentences of a passage only one version has that are shown before it folds

Row = dict[str, Any]


def show(view: View, place: Place) -> None:
    """Marks and counts above, the reader, the card of what is selected below."""
    shown = shown_findings(view, place)
    finding, chosen = view.selected(place.sel)
    st.html(
        tag("div", bar(view, place), brief(view, place, shown, finding, chosen) if finding else start(place, shown), class_="rb reading")
    )
    rows = reader_rows(view, place.listed("back"))
    reader.show(
        rows,
        labels=(view.comparison.a.label, view.comparison.b.label),
        layout=place.layout or "two",
        hidden=place.listed("hide"),
        open=place.listed("open"),
        search=place.q,
    )


def start(place: Place, shown: Sequence[Finding]) -> Html:
    """What stands where the card will stand, so that nothing jumps."""
    first = thread.link(place, "the first finding", sel=shown[0].id, keys="n", focus="after") if shown else "no finding to check"
    words = tag("p", "Nothing is selected: click a marked word or a row, or begin with ", first, " (n).", class_="soft")
    return tag("article", tag("div", words, class_="body flat"), class_="detail idle")


def bar(view: View, place: Place) -> Html:
    """Layout, marks, and how the sentences answer each other."""
    layout = tag(
        "span",
        thread.link(place, "Side by side", layout="", current=place.layout != "one", focus="two"),
        thread.link(place, "One column", layout="one", current=place.layout == "one", focus="one"),
        class_="switch",
    )
    marks = [
        thread.link(
            place,
            "☐ " if look in place.listed("hide") else "☑ ",
            name,
            hidden(" marks, hidden" if look in place.listed("hide") else " marks, shown"),
            hide=place.toggled("hide", look),
            class_="tick",
            focus=f"hide-{look}",
        )
        for look, name in LOOKS
    ]
    search = tag("span", "Search: ", piece(place.q), " – ", thread.link(place, "Clear", q="", focus="clear")) if place.q else None
    return tag(
        "div",
        layout,
        tag("span", "Marks: ", *marks, class_="marks"),
        search,
        tag("span", tally(view), class_="soft end"),
        class_="bar-line",
    )


def tally(view: View) -> str:
    """12 linked · 20 only in A · 2 only in B · 5 put aside"""
    body = [link for link in view.comparison.links if part_of(view, link) in ("body", "list")]
    linked = sum(1 for link in body if link.a and link.b)
    only_a, only_b = (
        sum(len(side) for side, other in sides if not other) for sides in (((k.a, k.b) for k in body), ((k.b, k.a) for k in body))
    )
    aside = sum(1 for link in view.comparison.links if part_of(view, link) in ASIDE)
    return f"{linked} linked · {only_a} only in A · {only_b} only in B" + (f" · {aside} put aside" if aside else "")


def part_of(view: View, link: Link) -> PartKind:
    """The part of the page a link's sentences stand in."""
    return view.comparison.a.sentences[link.a[0]].part if link.a else view.comparison.b.sentences[link.b[0]].part


def reader_rows(view: View, back: Sequence[str] = ()) -> list[Row]:
    """The rows of the reader in reading order: the frame, the linked sentences, what was put aside. Passages of one version are one
    group that folds, unchanged rows another. `back`: the parts that were put back already."""
    links = [view.comparison.links[place] for place in reading_order(view.comparison.links)]
    frame = [link for link in links if part_of(view, link) in FRAME]
    aside = [link for link in links if part_of(view, link) in ASIDE]
    body = [link for link in links if part_of(view, link) not in FRAME and part_of(view, link) not in ASIDE]
    rows = [_row(view, link, FRAME[part_of(view, link)]) for link in frame]
    for group in _groups(view, body):
        rows += _folded(view, group)
    if aside:
        rows.append({"type": "head", "text": f"Put aside, not compared: {_counted(view, aside)}"})
        for link in aside:
            side: Side = "a" if link.a else "b"
            sentence = view.version(side).sentences[(link.a or link.b)[0]]
            part = next((part for part in view.version(side).parts if part.span.contains(sentence.span)), None)
            rows.append(
                _row(view, link, ASIDE[sentence.part].capitalize())
                | {
                    "type": "aside",
                    "a": [_cell(Run(run.text)) for i in link.a for run in view.runs("a", i)],
                    "b": [_cell(Run(run.text)) for i in link.b for run in view.runs("b", i)],
                    "reason": part.reason if part and sentence.span.start == part.span.start else "",
                    "back": ",".join((*back, f"{side}{part.span.start}")) if part and sentence.span.start == part.span.start else "",
                }
            )
    return rows


def _counted(view: View, links: Sequence[Link]) -> str:
    a, b = view.comparison.a, view.comparison.b
    spans = [(version, i) for link in links for version, several in ((a, link.a), (b, link.b)) for i in several]
    words = sum(len(version.sentences[i].span.of(version.text).split()) for version, i in spans)
    return count(words, "word")


def _groups(view: View, links: Sequence[Link]) -> Iterator[list[Link]]:
    """Neighbouring links of one sort together: only in A, only in B, unchanged; a link that differs stands alone."""
    group: list[Link] = []
    sort = ""
    for link in links:
        now = "a" if not link.b else "b" if not link.a else "same" if unchanged(view, link) else ""
        if group and (now != sort or not now):
            yield group
            group = []
        group, sort = [*group, link], now
    if group:
        yield group


def unchanged(view: View, link: Link) -> bool:
    """Whether no difference stands in a link."""
    return not any(view.marks_a.get(i) for i in link.a) and not any(view.marks_b.get(i) for i in link.b) and link.operation == "kept"


def _folded(view: View, group: Sequence[Link]) -> list[Row]:
    rows = [_row(view, link) for link in group]
    if len(group) == 1:
        return rows
    first = group[0]
    if first.a and first.b:
        return [{"type": "fold", "text": f"{count(len(rows), 'sentence')} the same in both", "rows": rows, "name": f"same-{rows[0]['n']}"}]
    side: Side = "a" if first.a else "b"
    words = _counted(view, group)
    for row in rows[1:]:
        row["quiet"] = True
    rows[0]["missing"] = f"nothing here: {count(len(rows), 'sentence')}, {words} only in {side.upper()}"
    if len(rows) <= TAIL + 1:
        return rows
    rest = rows[TAIL:]
    return [
        *rows[:TAIL],
        {
            "type": "fold",
            "text": f"{count(len(rest), 'more sentence')} only in {side.upper()}",
            "rows": rest,
            "name": f"only-{side}{rest[0]['n']}",
        },
    ]


def _row(view: View, link: Link, name: str = "") -> Row:
    """One link: its number, its signs, both cells as runs [text, look, difference, finding, conflict, gap], the ids that select it."""
    marks = [mark for i in link.a for mark in view.marks_a.get(i, ())] + [mark for i in link.b for mark in view.marks_b.get(i, ())]
    differences = {mark.difference.id: mark.difference for mark in marks}
    worst: Severity | None = min((d.severity for d in differences.values()), key=SEVERITIES.index, default=None)
    signs = [
        sign
        for verdict, sign in VERDICT_SIGN.items()
        if verdict in ("conflict", "glitch", "unclear", "moved") and any(d.verdict == verdict for d in differences.values())
    ]
    if link.operation == "moved" and "↕" not in signs:
        signs.append("↕")
    return {
        "type": "row",
        "n": name or _number(view, link),
        "sign": SEVERITY_SIGN[worst] if worst else "",
        "severity": worst or "",
        "says": SEVERITY[worst] if worst else "",
        "signs": " ".join(signs),
        "a": [_cell(run) for i in link.a for run in (*view.runs("a", i), *_space(i, link.a))],
        "b": [_cell(run) for i in link.b for run in (*view.runs("b", i), *_space(i, link.b))],
        "ids": [
            *dict.fromkeys(id for d in differences.values() for id in (d.id, d.finding)),
            *(f"a{i}" for i in link.a),
            *(f"b{i}" for i in link.b),
        ],
        "pick": min(differences.values(), key=lambda d: SEVERITIES.index(d.severity)).id
        if differences
        else f"a{link.a[0]}"
        if link.a
        else f"b{link.b[0]}",
        "moved": _moved(view, link),
        "missing": f"No {name.lower()} in this text" if name and name in FRAME.values() else "nothing here",
    }


def _space(index: int, several: Sequence[int]) -> tuple[Run, ...]:
    return (Run(" "),) if index != several[-1] else ()


def _cell(run: Run) -> list[Any]:
    return [run.text, run.look, run.difference, run.finding, int(run.conflict), int(run.gap)] if run.look else [run.text]


def _number(view: View, link: Link) -> str:
    """The sentence's number in A, in B where A has none; numbers count the sentences of the story."""
    side: Side = "a" if link.a else "b"
    numbers = [view.number(side, index) for index in (link.a or link.b)]
    text = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    return text if side == "a" else f"B {text}"


def _moved(view: View, link: Link) -> str:
    return (
        f"Moved: sentence {view.number('a', link.a[0])} of A, sentence {view.number('b', link.b[0])} of B"
        if link.operation == "moved" and link.a and link.b
        else ""
    )
