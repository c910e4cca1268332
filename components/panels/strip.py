"""The overview strip: both versions from first to last sentence as two rows of cells, lines between linked ones."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from components.model import SEVERITIES, STORY_PARTS
from components.panels.charts import DARK, LIGHT, sendable
from components.panels.state import Place
from components.panels.view import SIDES, View
from components.panels.words import SEVERITY, VERDICT, count

CELLS: Final = ("side", "place", "number", "severity", "says", "text", "target", "ids", "conflict", "found", "alone")
HEIGHT: Final = 84  # pixels
MANY: Final = 150  # sentences from which a box is too narrow for an edge of its own


def show(view: View, place: Place) -> None:
    """The strip. A click selects the sentence's worst difference; the sentences of what is selected are ringed in the browser
    (thread.js), so that the chart stays the same whatever is."""
    drawn = _drawn(view.key, place.q.casefold(), st.context.theme.type == "dark", view)
    if drawn is not None:
        a, b = (count(sum(s.part in STORY_PARTS for s in v.sentences), "sentence") for v in (view.comparison.a, view.comparison.b))
        words = f"Where they differ: {a} of A above {b} of B, lines between those that answer each other"
        with st.container(key="strip"):
            st.vega_lite_chart(drawn, height=HEIGHT, theme=None, alt=words)


@st.cache_resource(max_entries=64, show_spinner=False)
def _drawn(key: tuple[object, ...], search: str, dark: bool, _view: View) -> dict[str, Any] | None:
    chart = picture(_view, search, dark=dark)
    return None if chart is None else sendable(chart)


def cells(view: View, search: str = "") -> pd.DataFrame:
    """One row a sentence of the story: side, place in its row, worst severity, what a click selects, all the ids that select it,
    whether a search (in lower case) finds it, and whether the other version has nothing for it."""
    links = view.comparison.links
    alone = {"a": {i for link in links if not link.b for i in link.a}, "b": {j for link in links if not link.a for j in link.b}}
    rows: list[tuple[Any, ...]] = []
    for side in SIDES:
        version = view.version(side)
        for at, sentence in enumerate(s for s in version.sentences if s.part in STORY_PARTS):
            marks = [mark.difference for mark in view.marks[side].get(sentence.index, ())]
            worst_one = min(marks, key=lambda d: SEVERITIES.index(d.severity), default=None)
            worst = worst_one.severity if worst_one else None
            text = " ".join(sentence.span.of(version.text).split())
            ids = dict.fromkeys((f"{side}{sentence.index}", *(id for d in marks for id in (d.id, d.finding))))
            says = ", ".join(dict.fromkeys(VERDICT[d.verdict] for d in marks if d.severity == worst)) if worst else "the same in both"
            rows.append(
                (
                    side.upper(),
                    at,
                    at + 1,
                    SEVERITY[worst] if worst else "No difference",
                    says,
                    text[:90],
                    worst_one.id if worst_one else f"{side}{sentence.index}",
                    " ".join(ids),
                    any(d.verdict == "conflict" for d in marks),
                    not search or search in text.casefold(),
                    sentence.index in alone[side],
                )
            )
    kinds = {"place": "int64", "number": "int64", "conflict": "bool", "found": "bool", "alone": "bool"}
    return pd.DataFrame(rows, columns=list(CELLS)).astype({column: kinds.get(column, "object") for column in CELLS})


def lines(view: View) -> pd.DataFrame:
    """A line from each sentence of A to each of B that answers it, by their places in their rows."""
    a, b = view.comparison.a.sentences, view.comparison.b.sentences
    rows = [
        (view.number("a", i) - 1, view.number("b", j) - 1)
        for link in view.comparison.links
        for i in link.a
        for j in link.b
        if a[i].part in STORY_PARTS and b[j].part in STORY_PARTS
    ]
    return pd.DataFrame(rows, columns=["a", "b"]).astype("int64")


def picture(view: View, search: str, *, dark: bool) -> alt.LayerChart | None:
    """The chart; None where neither version has a sentence."""
    data = cells(view, search)
    if data.empty:
        return None
    of = DARK if dark else LIGHT
    ramp = ["#f0ece4", "#b3aca0", "#736d64", "#45413b", "#2b2926"] if dark else ["#33302c", "#8b8479", "#c4bcae", "#e6e0d3", "#f5f1e8"]
    longest = max(int(data["place"].max()) + 1, 8)
    many = longest > MANY
    scale = alt.Scale(domain=[-0.2, longest + 0.2], nice=False, zero=False)
    height = alt.Scale(domain=[-0.25, 3.25], nice=False, zero=False)  # B from 0 to 1, the lines, A from 2 to 3
    colour = alt.Color("severity:N", scale=alt.Scale(domain=[*SEVERITY.values(), "No difference"], range=ramp), legend=None)
    tips = [
        alt.Tooltip("side:N", title="Version"),
        alt.Tooltip("number:Q", title="Sentence"),
        alt.Tooltip("severity:N", title="Check"),
        alt.Tooltip("says:N", title="Says"),
        alt.Tooltip("text:N", title="Text"),
    ]
    base = alt.Chart(data).transform_calculate(
        left="datum.place + 0.08", right="datum.place + 0.92", top="datum.side === 'A' ? 3 : 1", bottom="datum.side === 'A' ? 2 : 0"
    )
    x, y = alt.X("left:Q", scale=scale, axis=None), alt.Y("top:Q", scale=height, axis=None)
    boxes = (
        base.mark_rect(stroke=of.edge, strokeWidth=0 if many else 0.8, cursor="pointer")
        .encode(
            x=x,
            x2="right:Q",
            y=y,
            y2="bottom:Q",
            color=colour,
            tooltip=tips,
            opacity=alt.condition("datum.found", alt.value(1), alt.value(0.2)),
            fillOpacity=alt.condition("datum.alone", alt.value(0.22), alt.value(1)),
            strokeDash=alt.condition("datum.alone", alt.value([3, 2]), alt.value([1, 0])),
        )
        .properties(name="cells")
    )
    conflict = (
        base.transform_filter("datum.conflict")
        .mark_rect(filled=False, stroke=of.red, strokeWidth=1 if many else 2, cursor="pointer")
        .encode(x=x, x2="right:Q", y=y, y2="bottom:Q", tooltip=tips)
    )
    rings = base.transform_calculate(
        left="datum.left - 0.06", right="datum.right + 0.06", top="datum.top + 0.14", bottom="datum.bottom - 0.14"
    ).mark_rect(filled=False, stroke="transparent", strokeWidth=2.6, aria=False)  # thread.js finds them by their name
    rings = rings.encode(x=x, x2="right:Q", y=y, y2="bottom:Q").properties(name="rings")
    ties = (
        alt.Chart(lines(view))
        .transform_calculate(x1="datum.a + 0.5", x2="datum.b + 0.5", y1="2", y2="1")
        .mark_rule(color=of.edge, strokeWidth=0.3 if many else 1)
    )
    ties = ties.encode(
        x=alt.X("x1:Q", scale=scale, axis=None),
        x2="x2:Q",
        y=alt.Y("y1:Q", scale=height, axis=None),
        y2="y2:Q",
    )
    names = pd.DataFrame({"side": ["A", "B"], "at": [2.5, 0.5]})
    label = (
        alt.Chart(names)
        .mark_text(align="left", fontWeight="bold", fontSize=12, color=of.ink, dx=-14)
        .encode(x=alt.value(0), y=alt.Y("at:Q", scale=height, axis=None), text="side:N")
    )
    chart: alt.LayerChart = (
        alt.layer(ties, boxes, conflict, rings, label)
        .configure(background="transparent", font="Source Sans, sans-serif", padding={"left": 18, "right": 4, "top": 2, "bottom": 2})
        .configure_view(stroke=None)
    )
    return chart
