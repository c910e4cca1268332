"""The page: choose a story and two versions, compare them, hand the comparison to the panels. It joins the panels to the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from components.comparison import compare
from components.loader.rules import RulesError, load_rules
from components.loader.stories import StoryError, load_story, story_folders, story_from_uploads, story_zip
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
from components.panels.engine import Engine
from components.panels.state import Place
from components.panels.view import View

ENGINE = Engine(
    folders=story_folders,
    load=lambda folder: load_story(folder, load_rules()),
    unpack=lambda files: story_from_uploads(files, load_rules()),
    pack=story_zip,
    compare=lambda a, b, settings: compare(a, b, load_rules(), settings),
    errors=(StoryError, RulesError, OSError),
)
PANELS: dict[str, Callable[[View, Place], None]] = {
    "overview": partial(overview.show, compared=partial(choose.compared, ENGINE), rules=load_rules),
    "read": read.show,
    "titles": roles.show,
    "quotes": quotations.show,
    "dates": dates.show,
    "names": names.show,
    "only": passages.show,
    "timeline": partial(timeline.show, rules=load_rules),
    "table": table.show,
}

st.set_page_config(page_title="Readback", page_icon="◫", layout="wide", initial_sidebar_state="collapsed")
st.html(thread.ASSETS / "page.css")

place = state.here()
view, notes = choose.view(ENGINE, place)
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
