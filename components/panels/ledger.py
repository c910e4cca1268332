"""What the ledgers share: a row with the words of both versions, the list of such rows, its file, and the card that docks below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from components.model import Fact, Pair, Severity, Verdict
from components.panels import findings, thread
from components.panels.card import card, of_link
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import Side, View
from components.panels.words import SEVERITY, SEVERITY_SIGN, VERDICT, VERDICT_SIGN, VERDICTS
from components.tables import Finding, file_name, table_bytes

PAGE: Final = 300  # rows of a ledger that are shown at once
COLUMNS: Final = ("says", "check", "who_or_what", "a_words", "b_words", "value", "why")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ledger. `target` is what a click selects: a difference, or a sentence ("a12") where nothing differs."""

    verdict: Verdict | Literal["same"]
    severity: Severity | None
    who: str
    a: str
    b: str
    value: str = ""
    why: str = ""
    target: str = ""
    ids: str = ""  # every id that selects this row, the target's first, blanks between

    def cells(self) -> tuple[str, ...]:
        """The row as it stands in the ledger's file, in the words of the screen."""
        return VERDICT[self.verdict], SEVERITY[self.severity] if self.severity else "", self.who, self.a, self.b, self.value, self.why


def row_of(view: View, pair: Pair, who: str, a: str, b: str, value: str = "", why: str = "") -> Row:
    """The ledger's row of a pair of facts."""
    difference = view.difference.get(pair.difference or "")
    if difference is None:
        target = sentence_id(pair.a, pair.b)
        return Row(pair.verdict, None, who, a, b, value, why, target, target)
    ids = f"{difference.id} {difference.finding}"
    return Row(pair.verdict, difference.severity, who, a, b, value, why or difference.note, difference.id, ids)


def order(pair: Pair) -> tuple[bool, int]:
    """Where a pair stands in a ledger: in both versions before in one, what differs before what agrees."""
    return pair.verdict in ("omitted", "added"), (*VERDICTS, "same").index(pair.verdict)


def sentence_id(a: Fact | None, b: Fact | None) -> str:
    """The id by which a sentence is selected: a12, b3."""
    return f"a{a.sentence}" if a is not None else f"b{b.sentence}" if b is not None else ""


def listing(place: Place, rows: Sequence[Row], heads: Sequence[str], *, name: str, values: bool = False) -> Html:
    """The rows under their heads; each is a link that selects what it is about. A very long ledger shows its first page."""
    head = tag("div", *(tag("span", text) for text in heads), class_="row head", aria_hidden="true")
    many = place.further(PAGE)
    lines = tag("ul", *(tag("li", _line(place, row, values)) for row in rows[:many]), data_list=True, aria_label=name)
    return tag("div", head, lines, findings.more(place, len(rows) - many, "row"), class_="ledger values" if values else "ledger")


def _line(place: Place, row: Row, values: bool) -> Html:
    says = tag(
        "span",
        tag(
            "span",
            "" if row.verdict in ("omitted", "added") else f"{VERDICT_SIGN[row.verdict]} ",
            VERDICT[row.verdict],
            class_="differs" if row.verdict == "conflict" else None,
        ),
        tag("span", f" {SEVERITY_SIGN[row.severity]}", hidden(f" {SEVERITY[row.severity]}"))
        if row.severity and row.severity != "cosmetic"
        else None,
        hidden(". "),
    )
    sides = [
        tag(
            "span",
            tag("span", f"{side}: ", class_="sr of"),
            tag("span", piece(words), class_=f"w{side.lower()}" if row.verdict not in ("same", "equivalent") else None),
            hidden(". "),
        )
        if words
        else tag("span", tag("span", f"{side}: ", class_="sr of"), "nothing", class_="none")
        for side, words in (("A", row.a), ("B", row.b))
    ]
    last = [tag("span", piece(row.value), tag("span", piece(row.why), class_="sub") if row.why else None)] if values else []
    if row.why and not values and row.verdict != "same" and not (row.a[:12] in row.why and row.b[:12] in row.why):
        last = [tag("span", piece(row.why), class_="sub")]
    return thread.link(
        place,
        says,
        tag("span", piece(row.who), class_="who"),
        *sides,
        *last,
        sel=row.target,
        pick=row.ids,
        focus=f"row-{row.target}",
        class_="row",
    )


def section(title: str, *content: str | Html | None) -> Html:
    """A part of a panel under its heading."""
    return tag("section", tag("h3", title), *content, class_="part")


def chips(place: Place, items: Iterable[tuple[str, str]]) -> Html:
    """Short facts in a line, each a link to its sentence: (text, what it selects)."""
    return tag(
        "ul",
        *(tag("li", thread.link(place, piece(text), sel=target, pick=target, focus=f"chip-{target}")) for text, target in items),
        class_="chips",
    )


def rest(view: View, place: Place, panel: str, shown: Collection[str], title: str = "Also here") -> Html | None:
    """The findings a panel answers for and has not shown yet: whatever is counted beside its name stands on it."""
    return findings_of(view, place, title, [finding for finding in view.of_panel(panel) if finding.id not in shown])


def findings_of(view: View, place: Place, title: str, found: Sequence[Finding], nothing: str = "") -> Html | None:
    """One sort of findings under its heading; what is style only is counted and one click away. `nothing` is what is said where there
    is none ("": the sort is left out)."""
    if not found:
        return section(title, tag("p", nothing, class_="note")) if nothing else None
    shown = told(place, found)
    style = sum(finding.severity == "cosmetic" for finding in found)
    return section(title, findings.listing(view, place, shown) if shown else None, findings.style_only(place, style, title))


def findings_rows(view: View, place: Place, panel: str, shown: Collection[str] = ()) -> list[Row]:
    """The findings a panel lists below its rows, those of `shown` left out, as rows of its file."""
    return [
        Row(finding.verdict, finding.severity, finding.subject, finding.a_words, finding.b_words, "", finding.title, finding.id, finding.id)
        for finding in walk(view, place, panel)
        if finding.id not in shown
    ]


def download(view: View, rows: Sequence[Row], name: str) -> None:
    """The button that saves what a ledger shows."""
    save(view, table_bytes(COLUMNS, [row.cells() for row in rows]), len(rows), name)


def save(view: View, data: bytes, number: int, name: str = "", which: str = "these") -> None:
    """A button that saves a file of so many rows; `name` ends the file's name."""
    file = file_name(view.story.slug, view.comparison)
    st.download_button(
        f"Download {which} {number:,} rows (CSV)" if number != 1 else "Download this row (CSV)",
        data=data,
        file_name=file.removesuffix(".csv") + f"_{name}.csv" if name else file,
        mime="text/csv",
        on_click="ignore",
        key=f"csv_{name}",
        disabled=not number,
    )


def dock(view: View, place: Place, walked: Sequence[Finding]) -> None:
    """The card of what is selected, docked to the lower edge of the window. Next and previous walk `walked`; where nothing is selected,
    there is only the key that begins to."""
    finding, chosen = view.selected(place.sel)
    sentence = view.sentence(place.sel)
    if finding is not None:
        st.html(tag("div", card(view, place, walked, finding, chosen, close=True), class_="rb drawer"))
        return
    begin = thread.link(place, "First finding of this panel", sel=walked[0].id, keys="n", class_="sr") if walked else None
    st.html(tag("div", _plain(view, place, *sentence) if sentence else None, begin, class_="rb drawer" if sentence else "rb"))


def walk(view: View, place: Place, panel: str) -> tuple[Finding, ...]:
    """The findings of a panel that its ledgers show now, in list order: what next and previous walk there."""
    return told(place, view.of_panel(panel))


def told(place: Place, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """These findings without those of style only, unless they were asked for."""
    style = "cosmetic" in place.listed("show")
    return tuple(finding for finding in found if style or finding.severity != "cosmetic")


def _plain(view: View, place: Place, side: Side, index: int) -> Html:
    """A sentence and what answers it, where nothing differs or no difference was chosen."""
    return tag(
        "article",
        tag(
            "header",
            tag("span", view.where(side, index).capitalize()),
            thread.link(place, "Close", sel="", keys="Escape", class_="button"),
        ),
        tag(
            "div",
            of_link(view, side, index),
            tag("div", thread.link(place, "Show in text", class_="button", panel="read", sel=place.sel, keys="t"), class_="do"),
            class_="body",
        ),
        class_="detail",
        aria_label="The sentence that is selected",
    )
