"""The page: choose a story and two versions, compare them, hand the comparison to the panels."""

from __future__ import annotations

import gc

import streamlit as st

from components.panels import choose, dates, frame, names, overview, passages, quotations, read, roles, state, table, thread

PANELS = {
    "overview": overview.show,
    "read": read.show,
    "titles": roles.show,
    "quotes": quotations.show,
    "dates": dates.show,
    "names": names.show,
    "only": passages.show,
    "table": table.show,
}

st.set_page_config(page_title="Readback", page_icon="◫", layout="wide", initial_sidebar_state="collapsed")
st.html(thread.ASSETS / "page.css")

place = state.here()
view, notes = choose.view(place)
frame.messages(notes)
if view is not None:
    place = state.here()
    finding, difference = view.selected(place.sel)
    thread.show(*(found.id for found in (finding, difference) if found is not None))
    panel = place.panel if place.panel in PANELS else "overview"
    frame.show(view, place, panel)
    PANELS[panel](view, place)
