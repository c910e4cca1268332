"""One thread through every panel: the small component that turns clicks and keys into a new address, and marks what is selected.

Everything that can be clicked is a link with its full address (`link`); the component answers a plain click without loading the page
anew. What is selected is marked here, in the browser: the panels' HTML does not change when another row is chosen.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.panels import state
from components.panels.html import Html, tag
from components.panels.state import Place

ASSETS = Path(__file__).resolve().parents[1] / "assets"
KEY = "thread"

_thread = st.components.v2.component("readback.thread", js=(ASSETS / "thread.js").read_text(encoding="utf-8"), isolate_styles=False)


def show(*selected: str) -> None:
    """Mount it once a page. `selected`: the ids of the finding and the difference that are marked wherever they stand."""
    _thread(key=KEY, data={"selected": [id for id in selected if id]}, on_go_change=_go, height="content")


def link(
    place: Place,
    *children: str | Html | None,
    class_: str | None = None,
    current: bool = False,
    pick: str | None = None,
    keys: str | None = None,
    focus: str | None = None,
    label: str | None = None,
    **changes: str,
) -> Html:
    """A link to this place with some changes. `pick`: the ids (spaces between) by which it is marked as selected; `keys`: the keys that
    press it; `focus`: a name that keeps the focus on its successor after the page has changed; `label`: its accessible name.

    The address of a link that stays on its panel leaves out what is selected: so a long list is the same whatever is, and is not sent
    again. A plain click keeps the selection, for it sends the changes alone."""
    return tag(
        "a",
        *children,
        href=(place if "panel" in changes or "present" in changes else replace(place, sel="")).href(**changes),
        data_go=urlencode(changes),
        data_pick=pick,
        data_keys=keys,
        data_focus=focus,
        class_=class_,
        aria_current="true" if current else None,
        aria_label=label,
    )


def _go() -> None:
    asked = getattr(st.session_state.get(KEY), "go", None)
    if isinstance(asked, str):
        state.go(**state.changes_of(asked))
