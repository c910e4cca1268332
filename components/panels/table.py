"""Table: every row, filtered and ordered as asked, and the file of exactly what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from components.model import SEVERITIES, Difference, Span, Version
from components.panels import findings, ledger, state, thread
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SIDES, Side, View, span_of
from components.panels.words import KIND, SEVERITY, SEVERITY_SIGN, VERDICT, VERDICT_SIGN, VERDICTS
from components.tables import Finding, csv_bytes

AROUND: Final = 45  # characters of a sentence shown before its words, twice as many after
PAGE: Final = 200  # rows shown before "more"
ORDERS: Final[dict[str, Callable[[Difference], Any]]] = {
    "check": lambda d: SEVERITIES.index(d.severity),
    "kind": lambda d: KIND[d.kind],
    "says": lambda d: VERDICTS.index(d.verdict),
    "who": lambda d: d.subject.casefold(),
    "place": lambda d: (d.a_sentence if d.a_sentence is not None else 10**6, d.b_sentence if d.b_sentence is not None else 10**6),
}
HEADS: Final = (
    ("check", "Check"),
    ("kind", "Kind"),
    ("says", "Says"),
    ("who", "Who or what"),
    ("", "A’s words"),
    ("", "B’s words"),
    ("", "Why"),
    ("place", "A’s sentence"),
    ("", "B’s sentence"),
)


def show(view: View, place: Place) -> None:
    """Filters, how many rows they leave, the files, the rows."""
    filters(view, place)
    place = replace(state.here(), text=place.text)  # what was just filtered; the digest stays, so that no link changes with a selection
    shown = filtered(view, place)
    everything = view.comparison.differences
    st.html(tag("div", tag("p", *_counted(place, len(shown), everything, view)), class_="rb"))
    with st.container(horizontal=True):
        ledger.save(view, csv_bytes(view.comparison, shown, view.story.slug), len(shown))
        ledger.save(view, _everything(view.key, view), len(everything), "all", which="all")
    many = place.further(PAGE)
    st.html(
        tag(
            "div",
            grid(view, place, shown[:many])
            if shown
            else tag("p", "No row is left by these filters." if everything else "No difference found.", class_="message"),
            findings.more(place, len(shown) - many, "row"),
            class_="rb",
        )
    )
    ledger.dock(view, place, walk(view, shown))


def walk(view: View, shown: Sequence[Difference]) -> tuple[Finding, ...]:
    """The findings of these rows, in the order of the rows."""
    return tuple({d.finding: view.finding[d.finding] for d in shown}.values())


@st.cache_resource(max_entries=32, show_spinner=False)
def _everything(key: tuple[object, ...], _view: View) -> bytes:
    return csv_bytes(_view.comparison, None, _view.story.slug)


def filters(view: View, place: Place) -> None:
    """Kinds, severities, verdicts and words; each is written into the address when it changes."""
    differences = view.comparison.differences
    kinds = Counter(KIND[d.kind] for d in differences)
    says = [verdict for verdict in VERDICTS if any(d.verdict == verdict for d in differences)]
    columns = st.columns([2, 1.6, 2, 1.4])
    st.session_state["kind"] = [kind for kind in place.listed("kind") if kind in kinds]
    st.session_state["severity"] = [severity for severity in place.listed("severity") if severity in SEVERITIES]
    st.session_state["verdict"] = [verdict for verdict in place.listed("verdict") if verdict in says]
    st.session_state["q"] = place.q
    columns[0].multiselect(
        "Kind",
        sorted(kinds),
        key="kind",
        on_change=_filtered,
        args=("kind",),
        placeholder="All kinds",
        format_func=lambda kind: f"{kind} ({kinds[kind]})",
    )
    columns[1].multiselect(
        "Check",
        list(SEVERITIES),
        key="severity",
        on_change=_filtered,
        args=("severity",),
        placeholder="All but style",
        format_func=lambda s: SEVERITY[s],
    )
    columns[2].multiselect(
        "Says", says, key="verdict", on_change=_filtered, args=("verdict",), placeholder="Everything", format_func=lambda v: VERDICT[v]
    )
    columns[3].text_input("Words in a row", key="q", on_change=_filtered, args=("q",), placeholder="Search")


def _filtered(key: str) -> None:
    value = st.session_state[key]
    state.go(**{key: ",".join(value) if isinstance(value, list) else str(value)[:200]})


def filtered(view: View, place: Place) -> list[Difference]:
    """The rows that the filters of the address leave, in the order it asks for: the order of the findings when it asks for none."""
    kinds, severities, verdicts, words = place.listed("kind"), place.listed("severity"), place.listed("verdict"), place.q.casefold()
    wanted = severities or ([s for s in SEVERITIES if s != "cosmetic"] if "cosmetic" not in place.listed("show") else SEVERITIES)
    rows = [
        d
        for finding in view.findings
        for d in finding.differences
        if d.severity in wanted
        and (not kinds or KIND[d.kind] in kinds)
        and (not verdicts or d.verdict in verdicts)
        and (not words or words in haystack(view, d))
    ]
    order = ORDERS.get(place.sort.lstrip("-"))
    return sorted(rows, key=order, reverse=place.sort.startswith("-")) if order else rows


def haystack(view: View, difference: Difference) -> str:
    """What a search looks into: the words, the sentences, who, why."""
    a, b = view.comparison.a, view.comparison.b
    parts = [
        difference.subject,
        difference.note,
        KIND[difference.kind],
        *(span.of(v.text) for span, v in ((difference.a, a), (difference.b, b)) if span),
    ]
    parts += [v.sentences[i].span.of(v.text) for i, v in ((difference.a_sentence, a), (difference.b_sentence, b)) if i is not None]
    return "\n".join(parts).casefold()


def _counted(place: Place, shown: int, everything: Sequence[Difference], view: View) -> list[str | Html]:
    """Showing 78 of 129 rows · 51 style rows hidden – Show"""
    style = sum(1 for d in everything if d.severity == "cosmetic")
    line: list[str | Html] = [f"Showing {shown} of {len(everything)} rows"]
    if place.listed("severity"):
        hidden_by = len(everything) - shown
        line += [
            f" · {hidden_by} hidden by the filters – ",
            thread.link(
                place, "Show all", kind="", severity="", verdict="", q="", show=",".join(dict.fromkeys((*place.listed("show"), "cosmetic")))
            ),
        ]
        return line
    on = "cosmetic" in place.listed("show")
    if style:
        line += [
            f" · {style} style rows {'shown' if on else 'hidden'} – ",
            thread.link(place, "Hide" if on else "Show", hidden(" style rows"), show=place.toggled("show", "cosmetic"), focus="show-style"),
        ]
    others = len(everything) - shown - (0 if on else style)
    if others > 0:
        line += [
            f" · {others} more hidden by the filters – ",
            thread.link(place, "Show", hidden(" all rows"), kind="", verdict="", q="", focus="show-all"),
        ]
    return line


def grid(view: View, place: Place, rows: Sequence[Difference], *, links: bool = True) -> Html:
    """The rows as a table; the words of both sides are never cut. Without links it is for paper."""
    heads = [
        tag("th", _sorter(place, key, name) if key and links else name, scope="col", aria_sort=_sorted(place, key)) for key, name in HEADS
    ]
    body = [_line(view, place, difference, links) for difference in rows]
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body, data_list=links), class_="rows")
    return tag(
        "div",
        table,
        class_="grid-wrap",
        tabindex="0" if links else None,
        role="region" if links else None,
        aria_label="All rows" if links else None,
    )


def _sorted(place: Place, key: str) -> str | None:
    return {key: "ascending", f"-{key}": "descending"}.get(place.sort) if key else None


def _sorter(place: Place, key: str, name: str) -> Html:
    arrow = {"ascending": " ▴", "descending": " ▾"}.get(_sorted(place, key) or "", "")
    return thread.link(place, name, arrow, sort=f"-{key}" if place.sort == key else key, focus=f"sort-{key}")


def _line(view: View, place: Place, d: Difference, links: bool) -> Html:
    a, b = view.comparison.a, view.comparison.b
    words_a, words_b = view.words(d)
    first = _words(words_a, "a", _nothing(view, d, "a"))
    return tag(
        "tr",
        tag("td", tag("span", f"{SEVERITY_SIGN[d.severity]} {SEVERITY[d.severity]}", class_="nowrap")),
        tag("td", KIND[d.kind]),
        tag("td", tag("span", f"{VERDICT_SIGN[d.verdict]} {VERDICT[d.verdict]}", class_="differs" if d.verdict == "conflict" else None)),
        tag("td", piece(d.subject)),
        tag("td", thread.link(place, first, sel=d.id, pick=d.id, focus=f"tr-{d.id}", class_="cell") if links else first, class_="words"),
        tag("td", _words(words_b, "b", _nothing(view, d, "b")), class_="words"),
        tag("td", piece(d.note), class_="wide"),
        tag("td", _sentence(a, d.a_sentence, d.a), class_="wide serif"),
        tag("td", _sentence(b, d.b_sentence, d.b), class_="wide serif"),
        data_pick=d.id if links else None,
    )


def _words(text: str, side: Side, nothing: Html) -> Html:
    return tag("span", hidden(f"{side.upper()}: "), tag("span", piece(text), class_=f"w{side}")) if text else nothing


def _nothing(view: View, difference: Difference, side: Side) -> Html:
    """An empty side with its neighbours: transfers (nothing here) between."""
    span = span_of(difference, side)
    at = next((place.start for place in view.cores[difference.id][SIDES.index(side)] if not len(place)), None)
    nothing = tag("span", "(nothing here)", class_="none")
    if span is None or at is None:
        return nothing
    before, after = (" ".join(words.of(view.version(side).text).split()) for words in (Span(span.start, at), Span(at, span.end)))
    return tag("span", piece(f"{before} " if before else ""), nothing, piece(f" {after}" if after else ""))


def _sentence(version: Version, index: int | None, words: Span | None) -> Html:
    if index is None:
        return tag("span", "(nothing here)", class_="none")
    return piece(excerpt(version.text, version.sentences[index].span, words))


def excerpt(text: str, sentence: Span, words: Span | None) -> str:
    """The sentence around its words, cut between words; in full it stands in the card and in the file."""
    middle = sentence.start if words is None else words.start
    start, end = max(sentence.start, middle - AROUND), min(sentence.end, middle + 2 * AROUND)
    cut = text[start:end]
    if start > sentence.start:
        cut = "… " + cut.partition(" ")[2]
    if end < sentence.end:
        cut = cut.rpartition(" ")[0] + " …"
    return " ".join(cut.split())
