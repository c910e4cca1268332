"""The page: choose a story and two versions, compare them, hand the comparison to the panels."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.panels import (
    choose,
    dates,
    findings,
    frame,
    names,
    overview,
    passages,
    present,
    quotations,
    read,
    roles,
    state,
    table,
    thread,
    timeline,
)

PANELS = {
    "overview": overview.show,
    "read": read.show,
    "titles": roles.show,
    "quotes": quotations.show,
    "dates": dates.show,
    "names": names.show,
    "only": passages.show,
    "timeline": timeline.show,
    "table": table.show,
}

st.set_page_config(page_title="Readback", page_icon="◫", layout="wide", initial_sidebar_state="collapsed")
st.html(thread.ASSETS / "page.css")

place = state.here()
view, notes = choose.view(place)
place = state.here()
if view is None:
    frame.messages(notes)
    thread.show()
else:
    st.session_state[state.DIGEST] = view.digest
    place = replace(place, text=view.digest)
    panel = place.panel if place.panel in PANELS else "overview"
    finding, difference = findings.chosen(view, place, first=panel == "overview")
    thread.show(*(found.id for found in (finding, difference) if found is not None), place.sel)
    if place.present:
        present.show(view, place)
    else:
        frame.show(view, place, panel, notes)
        PANELS[panel](view, place)
