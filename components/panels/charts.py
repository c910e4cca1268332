"""What the charts share: the colours of page.css, for Vega knows no CSS, and how a chart is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd
from streamlit.dataframe_util import convert_anything_to_arrow_bytes


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours, by their names in page.css; `grid`, the lines behind a chart, is fainter than any line of the page."""

    ink: str
    soft: str
    edge: str
    paper: str
    a: str
    b: str
    red: str
    grid: str


LIGHT: Final = Palette("#23211e", "#5c574f", "#867e70", "#fffdf8", "#8f4700", "#1d5a9e", "#b3261e", "#e6e0d3")
DARK: Final = Palette("#ece8e1", "#b9b2a7", "#7d766b", "#171614", "#f2ad66", "#93c4ea", "#ff8f85", "#34312d")


def sendable(chart: alt.LayerChart) -> dict[str, Any]:
    """A chart's specification, its data as the bytes Streamlit sends: made once, not on every rerun."""
    spec: dict[str, Any] = chart.to_dict()
    spec["datasets"] = {name: convert_anything_to_arrow_bytes(pd.DataFrame(rows)) for name, rows in spec.get("datasets", {}).items()}
    return spec
