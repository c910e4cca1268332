"""Timeline: who, when, in which version. Lanes of names against time; A a circle, B a diamond, joined where they agree."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from components.panels import ledger, state, thread
from components.panels.html import Html, tag
from components.panels.state import Place
from components.panels.timeline_events import Axis, Event, events, lanes, place_on, stretches, ticks
from components.panels.view import View
from components.panels.words import count

MOST: Final = 14  # lanes before "more"
LANE: Final = 34  # pixels of a lane
COLUMNS: Final = (
    "id",
    "lane",
    "who",
    "side",
    "left",
    "right",
    "middle",
    "when",
    "text",
    "sentence",
    "said",
    "target",
    "shape",
    "conflict",
    "span",
    "joined",
)
AXES: Final[dict[str, str]] = {"": "Compressed", "linear": "Linear", "busy": "Busy months"}


def show(view: View, place: Place) -> None:
    """The switch of the axis, the chart, what has no date."""
    found = view_events(view)
    dated = [event for event in found if event.start is not None]
    undated = [event for event in found if event.start is None]
    conflicts = sum(1 for event in dated if event.conflict) // 2
    st.html(
        tag(
            "div",
            tag(
                "div",
                tag(
                    "p",
                    f"≠ {count(conflicts, 'date')} differ."
                    if conflicts > 1
                    else "≠ One date differs."
                    if conflicts
                    else "No date differs.",
                ),
                tag(
                    "span",
                    *(thread.link(place, name, axis=key, current=place.axis == key, focus=f"axis-{key}") for key, name in AXES.items()),
                    class_="switch end",
                ),
                class_="bar-line",
            ),
            legend(),
            class_="rb",
        )
    )
    if dated:
        axis: Axis = "linear" if place.axis == "linear" else "busy" if place.axis == "busy" else "compressed"
        draw(view, dated, axis=axis, every="lanes" in place.listed("open"), key="timeline")
        rest(place, dated, axis)
    else:
        st.html(tag("div", tag("p", "No date can be placed on a time axis.", class_="message"), class_="rb"))
    if undated:
        items = ((f"{event.side.upper()}: {event.text} ({event.lane})", event.target) for event in undated)
        st.html(
            tag(
                "div",
                ledger.section(
                    f"No date ({len(undated)})",
                    tag("p", "Words of time whose day cannot be told.", class_="note"),
                    ledger.chips(place, items),
                ),
                class_="rb",
            )
        )
    ledger.dock(view, place, ledger.walk(view, place, "dates"))


@st.cache_resource(max_entries=64, show_spinner=False)
def _events(key: tuple[object, ...], _view: View) -> list[Event]:
    return events(_view)


@st.cache_resource(max_entries=128, show_spinner=False)
def _spec(
    key: tuple[object, ...], axis: Axis, dark: bool, small: bool, every: bool, _dated: Sequence[Event]
) -> tuple[dict[str, Any], int, str]:
    order = lanes(_dated)
    shown = order if every else _fewer(order, _dated, 7 if small else MOST)
    inside = [event for event in _dated if event.lane in shown]
    chart, height = picture(inside, shown, axis=axis, dark=dark, small=small)
    marks = "; ".join(f"{event.lane}, {event.side.upper()}, {event.when}" for event in inside[:40])
    return chart.to_dict(), height, f"Timeline: {count(len(inside), 'mark')} in {count(len(shown), 'lane')}: {marks}"


def view_key(view: View) -> tuple[object, ...]:
    """What a comparison's charts hang on."""
    comparison = view.comparison
    versions = (comparison.a, comparison.b)
    return (view.story.slug, view.digest, comparison.settings, *((v.id, v.published, v.published_from) for v in versions))


def view_events(view: View) -> list[Event]:
    """The events of a comparison, worked out once."""
    return _events(view_key(view), view)


def legend() -> Html:
    """What the marks mean, in words and shapes."""
    return tag(
        "p",
        "● A  ◇ B, joined where they agree; alone: only there. Hollow: the date is the meeting’s or the publication’s. "
        "≠ in red: the dates differ. A bar is a month, a year or longer; grey gaps are years in which nothing happens. "
        "Shift and the wheel zoom.",
        class_="note",
    )


def rest(place: Place, dated: Sequence[Event], axis: Axis) -> None:
    """How many lanes and events are not drawn, and the way to see them."""
    order = lanes(dated)
    lines: list[str | Html] = []
    every = "lanes" in place.listed("open")
    if len(order) > MOST:
        lines += [
            f"{count(len(order) - MOST, 'more lane')} – " if not every else f"All {len(order)} lanes – ",
            thread.link(place, "Fewer" if every else "Show", open=place.toggled("open", "lanes"), focus="lanes"),
        ]
    parts = stretches(dated, axis)
    outside = [
        event
        for event in dated
        if event.start is not None and place_on(parts, event.start) is None and (event.end is None or place_on(parts, event.end) is None)
    ]
    if outside:
        lines += [
            " " if lines else "",
            f"{count(len(outside), 'mark')} outside these months – ",
            thread.link(place, "Show", axis="", focus="axis-all"),
        ]
    if lines:
        st.html(tag("div", tag("p", *lines, class_="note"), class_="rb"))


def draw(view: View, dated: Sequence[Event], *, axis: Axis, key: str, every: bool = False, small: bool = False) -> None:
    """The chart; a click selects what a mark stands for."""
    spec, height, words = _spec(view_key(view), axis, st.context.theme.type == "dark", small, every, dated)
    st.vega_lite_chart(dict(spec), height=height, theme=None, on_select=_picker(key), selection_mode="pick", key=key, alt=words)


def wrapped(lane: str, width: int = 24) -> str:
    """A lane's name in at most two lines, broken between words."""
    lines = textwrap.wrap(lane, width, max_lines=2, placeholder=" …", break_long_words=True)
    return "\n".join(lines)


def _fewer(order: Sequence[str], dated: Sequence[Event], most: int) -> list[str]:
    often = {lane: sum(2 if event.conflict else 1 for event in dated if event.lane == lane) for lane in order}
    kept = set(sorted(order, key=lambda lane: (-often[lane], order.index(lane)))[:most])
    return [lane for lane in order if lane in kept]


def _picker(key: str) -> Any:
    def picked() -> None:
        target = picked_target(st.session_state.get(key))
        if target:
            state.go(sel=target)

    return picked


def picked_target(selection: Any) -> str:
    """What a click on a chart selects; "" for a click beside the marks."""
    try:
        points = selection["selection"]["pick"]
    except (KeyError, TypeError):
        return ""
    return str(points[0].get("target", "")) if isinstance(points, list) and points else ""


def frame(dated: Sequence[Event], axis: Axis) -> pd.DataFrame:
    """One row a mark, with its place on the axis; the same columns and dtypes for no rows as for many."""
    parts = stretches(dated, axis)
    rows = []
    for event in dated:
        assert event.start is not None and event.end is not None
        left, right = place_on(parts, event.start), place_on(parts, event.end)
        if left is None and right is None:
            continue
        left, right = (0.0 if left is None else left), (1.0 if right is None else right)
        span = event.end - event.start > 6
        rows.append(
            (
                event.id,
                wrapped(event.lane),
                event.lane,
                event.side.upper(),
                left,
                right,
                (left + right) / 2 if event.end - event.start < 400 else left,
                event.when,
                event.text,
                event.sentence,
                event.said,
                event.target,
                f"{event.side.upper()}{' inherited' if event.inherited else ''}",
                event.conflict,
                span,
                event.joined,
            )
        )
    numbers = {"left": "float64", "right": "float64", "middle": "float64", "conflict": "bool", "span": "bool", "joined": "bool"}
    return (
        pd.DataFrame(rows, columns=list(COLUMNS))
        .astype({column: numbers.get(column, "string") for column in COLUMNS})
        .astype({c: "object" for c in COLUMNS if c not in numbers})
    )


def picture(dated: Sequence[Event], order: Sequence[str], *, axis: Axis, dark: bool, small: bool = False) -> tuple[alt.LayerChart, int]:
    """The chart and its height in pixels (Streamlit's height has axis and labels in it)."""
    ink, soft, line = ("#ece8e1", "#b9b2a7", "#3d3a35") if dark else ("#23211e", "#5c574f", "#ddd6c8")
    a, b, red, paper = ("#f2ad66", "#93c4ea", "#ff8f85", "#171614") if dark else ("#8f4700", "#1d5a9e", "#b3261e", "#fffdf8")
    data = frame(dated, axis)
    parts = stretches(dated, axis)
    labels = ticks(parts)
    lookup = "{" + ",".join(f"'{place:.4f}':'{text}'" for place, text in labels) + "}"  # years and months of our own making
    scale = alt.Scale(domain=[-0.015, 1.015], nice=False, zero=False)
    x_axis = alt.Axis(
        values=[round(place, 4) for place, _ in labels],
        labelExpr=f"{lookup}[format(datum.value,'.4f')] || ''",
        labelOverlap="greedy",
        grid=True,
        title=None,
        labelAngle=0,
        ticks=False,
        domain=False,
    )
    x = alt.X("middle:Q", scale=scale, axis=x_axis)
    y = alt.Y(
        "lane:N",
        sort=[wrapped(lane) for lane in order],
        title=None,
        axis=alt.Axis(
            labelExpr="split(datum.label, '\\n')",
            labelLimit=260,
            labelLineHeight=13,
            grid=True,
            domain=False,
            ticks=False,
            labelPadding=8,
            labelOffset={"condition": {"test": "indexof(datum.label, '\\n') > 0", "value": -6}, "value": 0},
        ),
    )
    offset = alt.YOffset("side:N", scale=alt.Scale(domain=["A", "B"], paddingInner=0.2, paddingOuter=0.35))
    colour = alt.Color("side:N", scale=alt.Scale(domain=["A", "B"], range=[a, b]), legend=None)
    tips = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (
            ("who", "Who or what"),
            ("side", "Version"),
            ("when", "When"),
            ("text", "As written"),
            ("said", "Says"),
            ("sentence", "Sentence"),
        )
    ]
    pick = alt.selection_point(name="pick", fields=["target"], on="click", toggle=False, empty=True)
    zoom = alt.selection_interval(
        name="zoom",
        bind="scales",
        encodings=["x"],
        zoom="wheel![event.shiftKey]",
        translate="[pointerdown[event.shiftKey], window:pointerup] > window:pointermove!",
    )
    base = alt.Chart(data)
    gaps = pd.DataFrame([{"left": one.right, "right": two.left} for one, two in itertools.pairwise(parts)], columns=["left", "right"])
    layers: list[Any] = []
    if len(gaps):
        layers.append(alt.Chart(gaps).mark_rect(color=ink, opacity=0.1).encode(x=alt.X("left:Q", scale=scale, axis=x_axis), x2="right:Q"))
    joined = (
        data[data["joined"]]
        .groupby("id")
        .filter(lambda group: len(group) > 1 and not group["conflict"].any() and group["middle"].nunique() == 1)
        if len(data)
        else data
    )
    if len(joined):
        layers.append(alt.Chart(joined).mark_line(color=soft, strokeWidth=1.6).encode(x=x, y=y, yOffset=offset, detail="id:N"))
    bars = (
        base.transform_filter("datum.span")
        .mark_bar(height=5, cornerRadius=2, opacity=0.75)
        .encode(x=alt.X("left:Q", scale=scale, axis=x_axis), x2="right:Q", y=y, yOffset=offset, color=colour, tooltip=tips)
    )
    ring = (
        base.transform_filter("datum.conflict")
        .mark_point(size=330, filled=False, strokeWidth=2.2, stroke=red, shape="square")
        .encode(x=x, y=y, yOffset=offset, tooltip=tips)
    )
    shapes = alt.Shape("side:N", scale=alt.Scale(domain=["A", "B"], range=["circle", "diamond"]), legend=None)
    fill = alt.condition("datum.shape === 'A inherited' || datum.shape === 'B inherited'", alt.value(paper), colour)
    points = base.mark_point(filled=True, size=70 if small else 105, strokeWidth=1.8, opacity=1).encode(
        x=x,
        y=y,
        yOffset=offset,
        fill=fill,
        stroke=colour,
        shape=shapes,
        tooltip=tips,
        opacity=alt.condition(pick, alt.value(1), alt.value(0.45)),
    )
    points = points.properties(name="marks")  # a name of its own: Altair would count up, and every rerun would send the chart anew
    layers += [bars, ring, points.add_params(pick) if small else points.add_params(pick, zoom)]
    chart = alt.layer(*layers).configure(background="transparent", font="Source Sans, sans-serif").configure_view(stroke=None)
    chart = chart.configure_axis(labelColor=ink, gridColor=line, labelFontSize=12 if small else 13)
    return chart, (34 if small else 44) + (26 if small else LANE) * len(order)
