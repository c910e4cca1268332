"""Timeline: who, when, in which version. Lanes of names against time; A a circle, B a diamond, joined where they agree."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from components.model import Rules
from components.panels import ledger, thread
from components.panels.charts import DARK, LIGHT, sendable
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.timeline_events import (
    PUBLISHED,
    STATEMENTS,
    Axis,
    Event,
    Stretch,
    countries_of,
    entries,
    events,
    lanes,
    merged,
    place_on,
    row_levels,
    said_of_dates,
    stretches,
    ticks,
)
from components.panels.view import View
from components.panels.words import count
from components.tables import Finding, table_bytes

MOST: Final = 14  # lanes before "more"
LANE: Final = 38  # pixels of a lane
ROW: Final = 36  # pixels of a row of the small chart
STUB: Final = 0.035  # share of the small axis an open span takes
BEYOND: Final = 0.024  # how far outside the axis an arrow points, as a share of it: clear of a mark at its end
LISTED: Final = 300  # events listed in words at once
LEVEL: Final = {-1: "-", 0: "", 1: "+"}
COLUMNS: Final = ("lane", "row", "side", "left", "right", "middle", "who", "when", "text", "says", "sentence", "target", "ids", "hollow",
                  "conflict", "span", "before", "after", "sign")  # fmt: skip
KINDS: Final = dict.fromkeys(("left", "right", "middle"), "float64") | dict.fromkeys(
    ("hollow", "conflict", "span", "before", "after"), "bool"
)
FILE: Final = ("lane", "when", "version", "as_written", "says", "sentence", "also_named", "damaged_text_beside_it")
AXES: Final[dict[str, str]] = {"": "Compressed", "linear": "Linear", "busy": "Busy months"}
LEGEND: Final = (
    "● A  ◆ B, joined where they agree; alone: only there. ≠ the dates differ. † damaged text beside the date. ×2 said twice. Hollow: no "
    "date of its own (statements stand on the day the story opens with). Bars: months, years; with an arrow: no end or no beginning "
    "here. Grey: years in which nothing happens. Shift and the wheel zoom."
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that is ready to be sent: its specification with data in Arrow, its height in pixels, its words for a screen reader, how
    many lanes there are and how many marks lie beside the axis."""

    spec: dict[str, Any]
    height: int
    words: str
    lanes: int
    outside: int


def show(view: View, place: Place, rules: Callable[[], Rules]) -> None:
    """What is said of the dates, the switch of the axis, the chart, the events in words, what has no date, and the file."""
    found = view_events(view, rules)
    dated, undated = ([event for event in found if (event.start is None) == none] for none in (False, True))
    axis: Axis = "linear" if place.axis == "linear" else "busy" if place.axis == "busy" else "compressed"
    said, differs = said_of_dates(view)
    switch = (thread.link(place, name, axis=key, current=place.axis == key, focus=f"axis-{key}") for key, name in AXES.items())
    bar = tag("div", tag("p", said, class_="differs" if differs else None), tag("span", *switch, class_="switch end"), class_="bar-line")
    st.html(tag("div", bar, tag("p", LEGEND, class_="note"), class_="rb"))
    if dated:
        every = "lanes" in place.listed("open")
        drawn = draw(view, dated, axis=axis, every=every, key="timeline")
        st.html(tag("div", rest(place, drawn, every), listing(view.key, replace(place, sel=""), dated), class_="rb"))
    else:
        st.html(tag("div", tag("p", "No date can be placed on a time axis.", class_="message"), class_="rb"))
    if undated:
        items = ((f"{event.side.upper()}: {event.text} ({event.lane})", event.target) for event in undated)
        words = tag("p", "Words of time whose day cannot be told.", class_="note")
        st.html(tag("div", ledger.section(f"No date ({len(undated)})", words, ledger.chips(place, items)), class_="rb"))
    if found:
        ledger.save(view, _file(view.key, found), len(found), "timeline")
    ledger.dock(view, place, walk(view, place))


def walk(view: View, place: Place) -> tuple[Finding, ...]:
    """The findings about dates, in list order: what next and previous walk here."""
    return tuple(finding for finding in ledger.walk(view, place, "dates") if finding.kind == "date")


def draw(view: View, dated: Sequence[Event], *, axis: Axis, key: str, every: bool = False, small: bool = False) -> Drawn:
    """The chart; a click selects what a mark stands for, and what is selected is ringed in the browser (thread.js)."""
    drawn = _drawn(view.key, axis, st.context.theme.type == "dark", small, every, dated)
    with st.container(key=key):
        st.vega_lite_chart(drawn.spec, height=drawn.height, theme=None, alt=drawn.words)
    return drawn


def view_events(view: View, rules: Callable[[], Rules]) -> list[Event]:
    """The events of a comparison, worked out once. `rules` know the countries."""
    return _events(view.key, view, rules)


@st.cache_resource(max_entries=64, show_spinner=False)
def _events(key: tuple[object, ...], _view: View, _rules: Callable[[], Rules]) -> list[Event]:
    return events(_view, countries_of(_rules()))


@st.cache_resource(max_entries=128, show_spinner=False)
def _drawn(key: tuple[object, ...], axis: Axis, dark: bool, small: bool, every: bool, _dated: Sequence[Event]) -> Drawn:
    found = by_version(_dated) if small else list(_dated)
    order = ["A", "B"] if small else lanes(found)
    shown = order if every or small else _fewer(order, found, MOST)
    inside = [event for event in found if event.lane in shown]
    chart, height = picture(inside, shown, axis=axis, dark=dark, small=small)
    parts = stretches(inside, axis)
    outside = sum(not _on_axis(parts, event) for event in inside)
    marks = "; ".join(f"{event.lane}, {event.side.upper()}, {event.when}" for event in inside[:40])
    words = f"Timeline: {count(len(inside), 'mark')} in {count(len(shown), 'row' if small else 'lane')}: {marks}"
    return Drawn(sendable(chart), height, words, len(order), outside)


@st.cache_resource(max_entries=64, show_spinner=False)
def _file(key: tuple[object, ...], _found: Sequence[Event]) -> bytes:
    return table_bytes(FILE, cells(_found))


def by_version(dated: Sequence[Event]) -> list[Event]:
    """The events in two rows, A and B: what happens at one time is one mark. The publications are left to the whole timeline."""
    rows = merged((event for event in dated if event.lane != PUBLISHED), rows=True)
    return [replace(event, lane=event.side.upper()) for event in rows]


def cells(found: Sequence[Event]) -> list[tuple[str, ...]]:
    """The events as they stand in the panel's file, those with a date in order."""
    ordered = sorted(found, key=lambda event: (event.start is None, event.start or 0, event.lane, event.side))
    return [(e.lane, e.when, e.side.upper(), e.text, e.said, e.sentence, e.who, e.damage) for e in ordered]


def rest(place: Place, drawn: Drawn, every: bool) -> Html | None:
    """How many lanes and events are not drawn, and the way to see them."""
    lines: list[str | Html] = []
    if drawn.lanes > MOST:
        lines += [
            f"All {drawn.lanes} lanes – " if every else f"{count(drawn.lanes - MOST, 'more lane')} – ",
            thread.link(place, "Fewer" if every else "Show", hidden(" lanes"), open=place.toggled("open", "lanes"), focus="lanes"),
            " ",
        ]
    if drawn.outside:
        lines += [f"{count(drawn.outside, 'mark')} outside these months – ", thread.link(place, "Show", axis="", focus="axis-all")]
    return tag("p", *lines, class_="note") if lines else None


@st.cache_resource(max_entries=64, show_spinner=False)
def listing(key: tuple[object, ...], place: Place, _dated: Sequence[Event]) -> Html:
    """Every event in words under its time, as links that select it: for the keyboard, for ears and for paper."""
    made = entries(_dated)
    every = len(made) <= LISTED or "events" in place.listed("open")
    groups = itertools.groupby(made if every else made[:LISTED], key=_times)
    items = (
        tag("li", tag("span", when, class_="when"), tag("ul", *(tag("li", _entry(place, several)) for several in group)))
        for when, group in groups
    )
    more = thread.link(place, "Show", hidden(" every event"), open=place.toggled("open", "events"), focus="events")
    left = None if every else tag("p", f"{count(len(made) - LISTED, 'more event')} – ", more, class_="note")
    words = f"All {len(made):,} events as a list" if len(made) != 1 else "The event in words"
    return tag("details", tag("summary", words), tag("ol", *items, data_list=True), left, class_="events")


def _times(several: Sequence[Event]) -> str:
    return " │ ".join(dict.fromkeys(event.when for event in several))


def _entry(place: Place, several: Sequence[Event]) -> Html:
    sides = (
        tag("span", tag("span", "● A " if event.side == "a" else "◆ B ", class_=f"of-{event.side}"), piece(event.text), class_="said")
        for event in several
    )
    first = several[0]
    said = tag("span", first.said, class_="differs" if first.conflict else "soft")
    damage = next((event.damage for event in several if event.damage), "")
    name = first.lane if first.lane in (STATEMENTS, PUBLISHED) else first.who or first.lane
    line = (tag("b", piece(name)), *sides, said, tag("span", "† ", piece(damage), class_="soft") if damage else None)
    if not first.target:
        return tag("span", *line, class_="event")
    ids = " ".join(dict.fromkeys(id for event in several for id in event.ids.split()))
    return thread.link(place, *line, sel=first.target, pick=ids or first.target, focus=f"event-{first.id}", class_="event")


def wrapped(lane: str, width: int = 18) -> str:
    """A lane's name in at most three lines, broken between words."""
    return "\n".join(textwrap.wrap(lane, width, max_lines=3, placeholder=" …", break_long_words=True))


def _fewer(order: Sequence[str], dated: Sequence[Event], most: int) -> list[str]:
    often = dict.fromkeys(order, 0)
    for event in dated:
        often[event.lane] += 2 if event.conflict else 1
    kept = set(sorted(order, key=lambda lane: (-often[lane], order.index(lane)))[:most])
    return [lane for lane in order if lane in kept]


def frame(dated: Sequence[Event], axis: Axis, small: bool = False) -> pd.DataFrame:
    """One row a mark, with its place on the axis; the same columns and dtypes for no rows as for many. `before`, `after`: it goes on
    beyond what is drawn."""
    parts = stretches(dated, axis)
    placed: list[tuple[Event, float, float, float, bool]] = []
    for event in dated:
        assert event.start is not None and event.end is not None
        if not _on_axis(parts, event):
            continue
        left, right = place_on(parts, event.start), place_on(parts, event.end)
        before, left, right = left is None, 0.0 if left is None else left, 1.0 if right is None else right
        if event.open:
            right = left + STUB if small else 1 + BEYOND
        middle = left if event.open or before or event.end - event.start >= 400 else (left + right) / 2
        placed.append((event, left, right, middle, before))
    levels = row_levels([(event.lane, event.side, middle) for event, _, _, middle, _ in placed])
    rows = [
        (
            wrapped(event.lane),
            ("" if small else event.side.upper()) + LEVEL[level],
            event.side.upper(),
            left,
            right,
            middle,
            short(event.who or event.lane),
            event.when,
            short(event.text),
            event.said + (f"; † damaged text beside it: {event.damage}" if event.damage else ""),
            short(event.sentence),
            event.target,
            event.ids,
            event.inherited,
            event.conflict,
            event.open or (event.end or 0) - (event.start or 0) > 6,
            before,
            event.open,
            " ".join(filter(None, ("†" if event.damage else "", f"×{len(event.pairs)}" if len(event.pairs) > 1 and not small else ""))),
        )
        for (event, left, right, middle, before), level in zip(placed, levels, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({column: KINDS.get(column, "object") for column in COLUMNS})


def short(text: str, most: int = 280) -> str:
    """What a tooltip can hold."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def ties(dated: Sequence[Event], data: pd.DataFrame, axis: Axis) -> pd.DataFrame:
    """Two rows for each line between the marks of A and B: those that agree, and (`conflict`) those whose dates differ."""
    parts = stretches(dated, axis)
    drawn = [event for event in dated if event.start is not None and _on_axis(parts, event)]
    at = {(event.side, pair): k for k, event in enumerate(drawn) for pair in event.pairs if event.joined}
    joined = dict.fromkeys((at["a", pair], at["b", pair]) for side, pair in at if side == "a" and ("b", pair) in at)
    rows = [
        (f"t{number}", *data.iloc[k][["lane", "row", "middle", "conflict"]])
        for number, (one, other) in enumerate(joined)
        if data["conflict"].iloc[one] or data["middle"].iloc[one] == data["middle"].iloc[other]
        for k in (one, other)
    ]
    return pd.DataFrame(rows, columns=["tie", "lane", "row", "middle", "conflict"])


def _on_axis(parts: Sequence[Stretch], event: Event) -> bool:
    """Whether any of an event is drawn; one with an open end that began before the axis is."""
    assert event.start is not None and event.end is not None
    inside = place_on(parts, event.start) is not None or place_on(parts, event.end) is not None
    return inside or (event.open and event.start < parts[0].first)


def picture(dated: Sequence[Event], order: Sequence[str], *, axis: Axis, dark: bool, small: bool = False) -> tuple[alt.LayerChart, int]:
    """The chart and its height in pixels (Streamlit's height has axis and labels in it)."""
    of = DARK if dark else LIGHT
    data, parts = frame(dated, axis, small), stretches(dated, axis)
    labels = ticks(parts)
    lookup = "{" + ",".join(f"'{place:.4f}':'{text}'" for place, text in labels) + "}"  # years and months of our own making
    x_axis = alt.Axis(
        values=[round(place, 4) for place, _ in labels], labelExpr=f"{lookup}[format(datum.value,'.4f')] || ''", labelOverlap="greedy",
        labelSeparation=8, grid=True, title=None, labelAngle=0, ticks=False, domain=False, labelPadding=4,
    )  # fmt: skip
    scale = alt.Scale(domain=[-BEYOND - 0.015, 1 + BEYOND + 0.015], nice=False, zero=False)
    middle, left, edge = (alt.X(f"{field}:Q", scale=scale, axis=x_axis) for field in ("middle", "left", "edge"))
    y_axis = alt.Axis(
        labelExpr="split(datum.label, '\\n')", labelLimit=260, labelLineHeight=12, grid=True, domain=False, ticks=False, labelPadding=6,
        labelFontWeight="bold" if small else "normal",
        labelOffset={"condition": [{"test": "length(split(datum.label, '\\n')) > 2", "value": -12},
                                   {"test": "indexof(datum.label, '\\n') > 0", "value": -6}], "value": 0},
    )  # fmt: skip
    # The lanes are the scale's domain, not a sorting: a sorting becomes an expression, and no word of an article stands in one.
    y = alt.Y("lane:N", sort=None, scale=alt.Scale(domain=[wrapped(lane) for lane in order]), title=None, axis=y_axis)
    levels = ["-", "", "+"] if small else ["A-", "A", "A+", "B-", "B", "B+"]
    offset = alt.YOffset("row:N", scale=alt.Scale(domain=levels, paddingInner=0, paddingOuter=0.2))
    colour = alt.Color("side:N", scale=alt.Scale(domain=["A", "B"], range=[of.a, of.b]), legend=None)
    titles = {"who": "Who or what", "side": "Version", "when": "When", "text": "As written", "says": "Says", "sentence": "Sentence"}
    tips = [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
    at = {"x": middle, "y": y, "yOffset": offset}
    base = alt.Chart(data)
    gaps = pd.DataFrame([(one.right, two.left) for one, two in itertools.pairwise(parts)], columns=["left", "right"])
    lines = ties(dated, data, axis)
    layers: list[Any] = []
    if len(gaps):
        layers.append(alt.Chart(gaps).mark_rect(color=of.ink, opacity=0.1, clip=True, aria=False).encode(x=left, x2="right:Q"))
    for conflict, stroke, dash in ((False, of.soft, [1, 0]), (True, of.red, [3, 2])):
        some = lines[lines["conflict"] == conflict] if len(lines) else lines
        if len(some):
            tied = alt.Chart(some).mark_line(color=stroke, strokeWidth=1.6, strokeDash=dash, clip=True, aria=False)
            layers.append(tied.encode(**at, detail="tie:N"))
    bars = base.transform_filter("datum.span").mark_bar(height=3.5 if small else 5, cornerRadius=2, opacity=0.6, clip=True, aria=False)
    layers.append(bars.encode(x=left, x2="right:Q", y=y, yOffset=offset, color=colour))
    for field, place, shape in (("after", "datum.right", "triangle-right"), ("before", f"{-BEYOND}", "triangle-left")):
        if data[field].any():
            arrow = base.transform_filter(f"datum.{field}").transform_calculate(edge=place)
            arrow = arrow.mark_point(filled=True, size=70, shape=shape, opacity=0.9, clip=True, aria=False)
            layers.append(arrow.encode(x=edge, y=y, yOffset=offset, color=colour))
    shapes = alt.Shape("side:N", scale=alt.Scale(domain=["A", "B"], range=["circle", "diamond"]), legend=None)
    points = base.mark_point(filled=True, size=72 if small else 100, strokeWidth=1.8, opacity=1, cursor="pointer", clip=True).encode(
        **at, fill=alt.condition("datum.hollow", alt.value(of.paper), colour), stroke=colour, shape=shapes, tooltip=tips
    )
    # A name of its own: Altair would count up, and the chart would be sent anew. thread.js finds the rings by theirs.
    layers.append(points.properties(name="marks") if small else points.properties(name="marks").add_params(_zoom()))
    signs = base.mark_text(align="left", dx=8, fontSize=13, fontWeight="bold", color=of.ink, clip=True, aria=False)
    layers.append(signs.transform_filter("datum.sign !== ''").encode(**at, text="sign:N"))
    unequal: dict[str, Any] = {"text": "≠", "fontSize": 15, "fontWeight": "bold", "color": of.red, "aria": False}
    if small:  # once, between the two rows: beside each mark there is no room
        halves = lines[lines["conflict"]].groupby("tie", as_index=False)["middle"].mean() if len(lines) else lines[["middle"]]
        for halo in (3, 0):
            sign = alt.Chart(halves).mark_text(**unequal, stroke=of.paper, strokeWidth=halo)
            layers.append(sign.encode(x=middle, y=alt.value(alt.ExprRef("height / 2"))))
    else:
        layers.append(base.transform_filter("datum.conflict").mark_text(align="right", dx=-10, clip=True, **unequal).encode(**at))
    rings = base.mark_point(filled=False, size=190 if small else 280, stroke="transparent", strokeWidth=2.6, opacity=1, aria=False)
    layers.append(rings.encode(**at).properties(name="rings"))
    chart = alt.layer(*layers).configure(background="transparent", font="Source Sans, sans-serif").configure_view(stroke=None)
    chart = chart.configure_axis(labelColor=of.ink, gridColor=of.grid, labelFontSize=12)
    return chart, 26 + ROW * 2 if small else 44 + LANE * len(order)


def _zoom() -> alt.Parameter:
    """Shift and the wheel zoom the time axis, Shift and dragging moves it; the page keeps its own wheel."""
    return alt.selection_interval(
        name="zoom",
        bind="scales",
        encodings=["x"],
        zoom="wheel![event.shiftKey]",
        translate="[pointerdown[event.shiftKey], window:pointerup] > window:pointermove!",
    )
