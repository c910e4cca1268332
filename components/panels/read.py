"""Read: how does it sit in the text? The rows of the reader are made here; reader.py shows them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final

import streamlit as st

from components.model import SEVERITIES, STORY_PARTS, Difference, Link, PartKind, Severity
from components.panels import reader, thread
from components.panels.card import brief
from components.panels.findings import beginning, shown_findings
from components.panels.frame import put_aside
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import ASIDE_PARTS, SIDES, Mark, Run, Side, View, reading_order, worst
from components.panels.words import PART, SEVERITY, SEVERITY_SIGN, VERDICT_SIGN, count, listed
from components.tables import Finding

FRAME: Final[frozenset[PartKind]] = frozenset({"headline", "deck", "byline", "dateline"})
LOOKS: Final = (("fact", "facts"), ("wording", "wording"), ("style", "style"))
TAIL: Final = 2  # sentences of a passage only one version has that are shown before it folds

Row = dict[str, Any]


def show(view: View, place: Place) -> None:
    """Layout, marks, steps and counts above; the reader; in it the card, under the row of what is selected."""
    shown = shown_findings(view, place)
    finding, chosen = view.selected(place.sel)
    card = tag("template", brief(view, place, shown, finding, chosen), data_card=(chosen or worst(finding)).id) if finding else None
    st.html(tag("div", bar(view, place, shown, finding), card, class_="rb reading"))
    rows, version = _rows(view.key, place.listed("back"), view)
    reader.show(
        rows,
        version=version,
        labels=(view.comparison.a.label, view.comparison.b.label),
        layout=place.layout or "two",
        hidden=place.listed("hide"),
        open=place.listed("open"),
        search=place.q,
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _rows(key: tuple[object, ...], back: Sequence[str], _view: View) -> tuple[list[Row], str]:
    """The rows of the reader and their digest, made once for all sessions."""
    rows = reader_rows(_view, back)
    return rows, blake2b(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def bar(view: View, place: Place, shown: Sequence[Finding], finding: Finding | None) -> Html:
    """Layout, marks, the way to the next finding and back, and how the sentences answer each other."""
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
        steps(view, place, shown, finding),
        search,
        tag("span", tally(view), class_="soft end"),
        class_="bar-line",
    )


def steps(view: View, place: Place, shown: Sequence[Finding], finding: Finding | None) -> Html:
    """▲◆ next (n) · previous (p): along the list as it is filtered and ordered; round its ends."""
    if not shown:
        return tag("span", "no finding to check", class_="soft steps")
    order = {other.id: at for at, other in enumerate(view.findings)}
    now = order[finding.id] if finding else -1
    after = next((other for other in shown if order[other.id] > now), shown[0])
    before = next((other for other in reversed(shown) if order[other.id] < now), shown[-1])
    signs = "".join(sign for severity, sign in SEVERITY_SIGN.items() if any(other.severity == severity for other in shown))
    return tag(
        "span",
        tag("span", f"{signs} ", aria_hidden="true"),
        thread.link(place, "next", hidden(" finding"), sel=worst(after).id, keys="n", focus="next"),
        tag("span", " (n) · ", aria_hidden="true"),
        thread.link(place, "previous", hidden(" finding"), sel=worst(before).id, keys="p", focus="previous"),
        tag("span", " (p)", aria_hidden="true"),
        class_="steps",
    )


def tally(view: View) -> str:
    """12 linked · 20 only in A · 2 only in B · 5 put aside"""
    body = [link for link in view.comparison.links if part_of(view, link) in STORY_PARTS]
    linked = sum(1 for link in body if link.a and link.b)
    only_a, only_b = (
        sum(len(side) for side, other in sides if not other) for sides in (((k.a, k.b) for k in body), ((k.b, k.a) for k in body))
    )
    aside = sum(len(view.put_aside[side]) for side in SIDES)
    return f"{linked} linked · {only_a} only in A · {only_b} only in B" + (f" · {aside} put aside" if aside else "")


def part_of(view: View, link: Link) -> PartKind:
    """The part of the page a link's sentences stand in."""
    return view.comparison.a.sentences[link.a[0]].part if link.a else view.comparison.b.sentences[link.b[0]].part


def reader_rows(view: View, back: Sequence[str] = ()) -> list[Row]:
    """The rows of the reader in reading order: the frame, the linked sentences, what was put aside. Passages of one version are one
    group that folds, unchanged rows another; where a moved sentence stands in B a line says so. `back`: the parts that were put back
    already."""
    links = [view.comparison.links[place] for place in reading_order(view.comparison.links)]
    frame = [link for link in links if part_of(view, link) in FRAME]
    aside = [link for link in links if _outside(view, link)]
    body = [link for link in links if part_of(view, link) not in FRAME and not _outside(view, link)]
    rows = [_row(view, link, PART[part_of(view, link)]) for link in frame]
    begun = 0
    for at, moved in sorted(elsewhere(body).items()):
        rows += [row for group in _groups(view, body[begun:at]) for row in _folded(view, group)]
        rows.append(_elsewhere(view, moved))
        begun = at
    rows += [row for group in _groups(view, body[begun:]) for row in _folded(view, group)]
    if aside:
        rows.append({"type": "head", "text": f"Put aside, not compared: {put_aside(view)}"})
        rows += [_aside(view, link, back) for link in aside]
    return rows


def _outside(view: View, link: Link) -> bool:
    """Whether a link's sentences were put aside; a note that another note answers was not."""
    return part_of(view, link) in ASIDE_PARTS and not (part_of(view, link) == "note" and link.a and link.b)


def elsewhere(links: Sequence[Link]) -> dict[int, list[Link]]:
    """Where moved sentences stand in B: by the place in `links` (in the order of A) before which they would stand there."""
    still = sorted((j, at) for at, link in enumerate(links) if link.operation != "moved" for j in link.b)
    found: dict[int, list[Link]] = {}
    for link in sorted((link for link in links if link.operation == "moved" and link.a and link.b), key=lambda link: link.b[0]):
        after = bisect_left(still, (link.b[0], -1))
        found.setdefault(still[after - 1][1] + 1 if after else 0, []).append(link)
    return found


def _elsewhere(view: View, moved: Sequence[Link]) -> Row:
    in_a = listed([str(view.number("a", i)) for link in moved for i in link.a])
    in_b = listed([str(view.number("b", i)) for link in moved for i in link.b])
    version, first = view.comparison.b, moved[0].b[0]
    many_a, many_b = (sum(map(len, several)) > 1 for several in ((link.a for link in moved), (link.b for link in moved)))
    words = beginning(" ".join(version.sentences[first].span.of(version.text).split()), 60)
    return {
        "type": "elsewhere",
        "n": f"B {view.number('b', first)}",
        "sign": "",
        "says": "",
        "signs": "↕",
        "a": [],
        "b": [[words]],
        "ids": [f"at{link.b[0]}" for link in moved],
        "also": [],
        "pick": "",
        "missing": "",
        "note": f"Moved: here B has its sentence{'s' * many_b} {in_b}, shown beside sentence{'s' * many_a} {in_a} of A.",
        "go": f"b{first}",
        "says_go": "Go there",
    }


def _aside(view: View, link: Link, back: Sequence[str]) -> Row:
    side: Side = "a" if link.a else "b"
    sentence = view.version(side).sentences[(link.a or link.b)[0]]
    part = next((part for part in view.version(side).parts if part.span.contains(sentence.span)), None)
    first = part if part and sentence.span.start == part.span.start else None
    return _row(view, link, PART[sentence.part]) | {
        "type": "aside",
        "a": [_cell(Run(run.text)) for i in link.a for run in view.runs("a", i)],
        "b": [_cell(Run(run.text)) for i in link.b for run in view.runs("b", i)],
        "note": f"Put aside: {first.reason}." if first and first.reason else "",
        "back": ",".join((*back, f"{side}{first.span.start}")) if first else "",
    }


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
    return link.operation == "kept" and not _marks(view, link)


def _folded(view: View, group: Sequence[Link]) -> list[Row]:
    rows = [_row(view, link) for link in group]
    if len(group) == 1:
        return rows
    first = group[0]
    if first.a and first.b:
        return [{"type": "fold", "text": f"{count(len(rows), 'sentence')} the same in both", "rows": rows}]
    side: Side = "a" if first.a else "b"
    words = _counted(view, group)
    for row in rows[1:]:
        row["quiet"] = True
    rows[0]["missing"] = f"nothing here: {count(len(rows), 'sentence')}, {words} only in {side.upper()}"
    if len(rows) <= TAIL + 1:
        return rows
    rest = rows[TAIL:]
    return [*rows[:TAIL], {"type": "fold", "text": f"{count(len(rest), 'more sentence')} only in {side.upper()}", "rows": rest}]


def _row(view: View, link: Link, name: str = "") -> Row:
    """One link: its number, its signs, both cells as runs [text, look, difference, conflict, what is lacking], the ids that select it.
    `alone` is the difference that says the whole row stands in one version only; `also` are findings whose gravest words stand in another
    row."""
    differences = {mark.difference.id: mark.difference for mark in _marks(view, link)}
    gravest: Severity | None = min((d.severity for d in differences.values()), key=SEVERITIES.index, default=None)
    signs = [
        sign
        for verdict, sign in VERDICT_SIGN.items()
        if verdict in ("conflict", "glitch", "unclear", "moved") and any(d.verdict == verdict for d in differences.values())
    ]
    if link.operation == "moved" and "↕" not in signs:
        signs.append("↕")
    findings = {d.finding: view.gravest[d.finding].id in differences for d in differences.values()}
    sentences = [*(f"a{i}" for i in link.a), *(f"b{i}" for i in link.b)]
    alone = max(differences.values(), key=_length, default=None) if not link.a or not link.b else None
    row = {
        "type": "row",
        "n": name or ("Note" if part_of(view, link) == "note" else _number(view, link)),
        "sign": SEVERITY_SIGN[gravest] if gravest else "",
        "says": SEVERITY[gravest] if gravest else "",
        "signs": " ".join(signs),
        "a": _cells(view, "a", link.a),
        "b": _cells(view, "b", link.b),
        "ids": [*differences, *(finding for finding, here in findings.items() if here), *sentences],
        "also": [finding for finding, here in findings.items() if not here],
        "pick": min(differences.values(), key=lambda d: SEVERITIES.index(d.severity)).id if differences else sentences[0],
        "alone": alone.id if alone else "",
        "same": unchanged(view, link),
        "missing": f"no {name.lower()} in this text" if part_of(view, link) in FRAME else "nothing here",
    }
    if link.operation == "moved" and link.a and link.b:
        row["note"] = f"Moved: sentence {view.number('a', link.a[0])} of A, sentence {view.number('b', link.b[0])} of B."
        row["go"], row["says_go"] = f"at{link.b[0]}", "Show its place in B"
    return row


def _marks(view: View, link: Link) -> list[Mark]:
    return [mark for side, several in zip(SIDES, (link.a, link.b), strict=True) for i in several for mark in view.marks[side].get(i, ())]


def _length(difference: Difference) -> int:
    return len(difference.a or difference.b or ()) if difference.a is None or difference.b is None else 0


def _cells(view: View, side: Side, sentences: Sequence[int]) -> list[list[Any]]:
    """The runs of a cell; where this side lacks words, the words the other has, for the name of the mark that stands there."""
    done: list[list[Any]] = []
    for index in sentences:
        for run in view.runs(side, index):
            done.append(_cell(run, view.words(view.difference[run.difference])[side == "a"] if run.gap else ""))
        if index != sentences[-1]:
            done.append([" "])
    return done


def _cell(run: Run, lacks: str = "") -> list[Any]:
    return [run.text, run.look, run.difference, int(run.conflict), beginning(lacks, 60)] if run.look else [run.text]


def _number(view: View, link: Link) -> str:
    """The sentence's number in A, in B where A has none; numbers count the sentences of the story."""
    side: Side = "a" if link.a else "b"
    numbers = [view.number(side, index) for index in (link.a or link.b)]
    text = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    return text if side == "a" else f"B {text}"
