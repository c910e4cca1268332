"""The sidebar: which story, which two versions, when they were published, how strict quotations are read; or two texts of one's own.

What was chosen is written into the address; texts are loaded and compared once, and every session that asks for the same shares the result.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Final

import streamlit as st

from components.model import Settings, Story, Version
from components.panels import frame, state
from components.panels.engine import Engine
from components.panels.html import Html, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import Side, View, view_of

ROOT: Final = Path(__file__).resolve().parents[2]
OWN: Final = "own"  # the story of the address that stands for texts of one's own
NOT_IN_ADDRESS: Final = (
    "Texts of your own stay in this browser tab: they are not in the address and are lost when the page is reloaded. "
    "Save them as a story folder; the upload below opens it again."
)

Note = str | Html


def view(engine: Engine, place: Place) -> tuple[View | None, list[Note]]:
    """The comparison the address asks for, and sentences about what it asks for that is not there. None where nothing can be shown."""
    notes: list[Note] = []
    root = stories_folder()
    shelf = _shelf(engine, root, notes)
    story = _story(engine, place, root, shelf, notes)
    _sidebar_stories(place, shelf, story)
    if story is None:
        _sidebar_own(engine, None)
        return None, notes
    a, b = _versions(place, story, notes)
    settings = Settings(
        quotations="lenient" if place.rule == "lenient" else "strict",
        put_back_a=_put_back(place, "a"),
        put_back_b=_put_back(place, "b"),
    )
    _sidebar_versions(story, a, b, settings)
    a, b = _dated(a, place.published_a), _dated(b, place.published_b)
    _sidebar_dates(a, b)
    shown = compared(engine, story, a, b, settings)
    _sidebar_own(engine, replace(story, versions=tuple({a.id: a, b.id: b}.get(v.id, v) for v in story.versions)))
    notes += [*misread(place), *stale(place, shown)]
    return shown, notes


def stories_folder(arguments: Sequence[str] | None = None) -> Path:
    """--stories DIR, else READBACK_STORIES, else data/stories."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--stories")
    known, _ = parser.parse_known_args(sys.argv[1:] if arguments is None else arguments)
    return Path(known.stories or os.environ.get("READBACK_STORIES") or ROOT / "data" / "stories")


def misread(place: Place) -> list[Note]:
    """What an address asks for that is no panel and no date."""
    notes: list[Note] = []
    if place.panel and place.panel not in frame.PANELS:
        notes.append(tag("span", "There is no panel “", piece(place.panel[:40]), "”. The Overview is open."))
    for side, asked in (("A", place.published_a), ("B", place.published_b)):
        if asked and asked != state.UNKNOWN and state.day_of(asked) is None:
            notes.append(tag("span", "“", piece(asked[:40]), f"” is no date, so {side} keeps its own. A date looks so: 2024-06-28."))
    return notes


def stale(place: Place, shown: View) -> list[Note]:
    """What a link speaks of that has changed or gone since it was made."""
    notes: list[Note] = []
    then, now = place.text.split("."), shown.digest.split(".")
    changed = [side for side, old, new in zip("AB", then, now, strict=False) if old != new] if len(then) == 2 else []
    gone = bool(place.sel) and shown.selected(place.sel) == (None, None) and shown.sentence(place.sel) is None
    if changed:
        what = "Version " + " and version ".join(changed)
        notes.append(
            f"{what} {'has' if len(changed) == 1 else 'have'} changed since this link was made"
            + ("; the finding is no longer there." if gone else ".")
        )
    elif gone:
        notes.append(f"This link speaks of a finding that is not in this comparison ({place.sel[:40]}). Everything else is open.")
    return notes


def _shelf(engine: Engine, root: Path, notes: list[Note]) -> list[tuple[str, str]]:
    try:
        found = _folders(str(root), _stamp(root), engine)
    except engine.errors as error:
        notes.append(str(error))
        return []
    if not found:
        notes.append(
            f"There is no story in {root.name}: a story is a folder with a story.toml and a text file for each version. "
            "Compare your own texts in the sidebar."
        )
    return found


@st.cache_resource(max_entries=8, show_spinner=False)
def _folders(root: str, stamp: tuple[tuple[str, int, int], ...], _engine: Engine) -> list[tuple[str, str]]:
    return list(_engine.folders(Path(root)))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file in a folder, or in a folder in it, does."""
    if not folder.is_dir():
        return ()
    files = [*folder.iterdir(), *folder.glob("*/story.toml")]
    return tuple(sorted((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files))


def _story(engine: Engine, place: Place, root: Path, shelf: list[tuple[str, str]], notes: list[Note]) -> Story | None:
    if place.story == OWN and (own := st.session_state.get("own_story")):
        return _own(own, engine)
    slugs = [slug for slug, _ in shelf]
    wanted = place.story if place.story in slugs else slugs[0] if slugs else None
    if place.story == OWN != wanted:
        notes.append("The texts of your own that this address speaks of are not in this browser tab. " + NOT_IN_ADDRESS)
    elif place.story and place.story != wanted:
        notes.append(tag("span", "There is no story “", piece(place.story[:80]), "” here. This is the first one there is."))
    for slug in [wanted, *(other for other in slugs if other != wanted)] if wanted else []:
        try:
            return _loaded(str(root / slug), _stamp(root / slug), engine)
        except engine.errors as error:
            notes.append(tag("span", "This story cannot be opened. ", piece(str(error))))
    return None


@st.cache_resource(max_entries=32, show_spinner=False)
def _loaded(folder: str, stamp: tuple[tuple[str, int, int], ...], _engine: Engine) -> Story:
    return _engine.load(Path(folder))


@st.cache_resource(max_entries=32, show_spinner="Reading your texts …")
def _own(files: tuple[tuple[str, bytes], ...], _engine: Engine) -> Story:
    return _engine.unpack(list(files))


def _versions(place: Place, story: Story, notes: list[Note]) -> tuple[Version, Version]:
    ids = [version.id for version in story.versions]
    for asked in (place.a, place.b):
        if asked and asked not in ids:
            notes.append(tag("span", "This story has no version “", piece(asked[:80]), "”. Two that it has are open."))
    a = place.a if place.a in ids else next(id for id in ids if id != place.b or len(ids) == 1)
    b = place.b if place.b in ids else next((id for id in ids if id != a), a)
    return story.version(a), story.version(b)


def _dated(version: Version, asked: str) -> Version:
    if asked == state.UNKNOWN:
        return replace(version, published=None, published_from=None)
    day = state.day_of(asked)
    return version if day is None else replace(version, published=day, published_from="given")


def _put_back(place: Place, side: Side) -> tuple[int, ...]:
    return tuple(
        sorted(int(key[1:]) for key in place.listed("back") if key[0] == side and key[1:].isascii() and key[1:].isdigit() and len(key) < 10)
    )


def _key(version: Version) -> tuple[str, str, str, date | None, str | None]:
    return (
        version.id,
        version.label,
        blake2b(version.text.encode("utf-8", "surrogatepass")).hexdigest(),
        version.published,
        version.published_from,
    )


@st.cache_resource(max_entries=128, show_spinner="Comparing …")
def _view(key: tuple[object, ...], _engine: Engine, _story: Story, _a: Version, _b: Version, _settings: Settings) -> View:
    return view_of(_story, _engine.compare(_a, _b, _settings))


def compared(engine: Engine, story: Story, a: Version, b: Version, settings: Settings) -> View:
    """The view of two versions, worked out once for all sessions."""
    return _view((story.slug, story.note, *_key(a), *_key(b), settings), engine, story, a, b, settings)


# The sidebar


def _sidebar_stories(place: Place, shelf: list[tuple[str, str]], story: Story | None) -> None:
    titles = dict(shelf)
    if story is not None and place.story == OWN:
        titles[OWN] = "Your own texts"
    if not titles or story is None:
        return
    st.session_state["story"] = story.slug if story.slug in titles else OWN
    st.sidebar.html(tag("div", tag("h3", "What is compared"), class_="rb"))
    st.sidebar.selectbox("Story", list(titles), format_func=lambda slug: titles[slug], key="story", on_change=_chosen, args=("story",))


def _sidebar_versions(story: Story, a: Version, b: Version, settings: Settings) -> None:
    labels = {version.id: version.label for version in story.versions}
    for side, version in (("a", a), ("b", b)):
        st.session_state[side] = version.id
        st.sidebar.selectbox(
            f"Version {side.upper()}", list(labels), format_func=lambda id: labels[id], key=side, on_change=_chosen, args=(side,)
        )
    st.sidebar.button("Swap A and B", on_click=_swap, args=(a.id, b.id), width="stretch")
    st.session_state["rule"] = settings.quotations
    st.sidebar.selectbox(
        "Words inside quotation marks",
        ["strict", "lenient"],
        format_func=lambda rule: {"strict": "Strict: any other word counts", "lenient": "Lenient: grammar words are minor"}[rule],
        key="rule",
        on_change=_chosen,
        args=("rule",),
    )


def _sidebar_dates(a: Version, b: Version) -> None:
    for side, version in (("a", a), ("b", b)):
        st.session_state[f"published_{side}"] = version.published
        st.sidebar.date_input(
            f"{side.upper()} was published on",
            value=None,
            key=f"published_{side}",
            format="YYYY-MM-DD",
            on_change=_day_chosen,
            args=(side,),
            min_value=date(1700, 1, 1),
            max_value=date(2200, 1, 1),
            help="Resolves “Friday” and “last year”. Empty it where it is not known: such dates are then “Cannot tell”, never guessed.",
        )


def _sidebar_own(engine: Engine, story: Story | None) -> None:
    """The way to other texts; there is no `story` where none can be opened."""
    with st.sidebar.expander("Compare your own texts", expanded=bool(st.session_state.get("own_error")), key="own"):
        st.html(tag("div", tag("p", NOT_IN_ADDRESS, class_="note"), class_="rb"))
        if error := st.session_state.get("own_error"):
            st.html(tag("div", tag("p", piece(error), class_="message", role="alert"), class_="rb"))
        st.file_uploader(
            "Two or more text files, or one saved story folder (.zip)",
            type=["txt", "text", "md", "zip"],
            accept_multiple_files=True,
            key="own_files",
            on_change=_uploaded,
            args=(engine,),
            help="Plain text, UTF-8 or Windows-1252, one file for each version.",
        )
        st.text_area("Text of version A", key="own_a", height=120, placeholder="Paste the text of one version …")
        st.text_area("Text of version B", key="own_b", height=120, placeholder="… and of the other")
        st.button("Compare the two pasted texts", on_click=_pasted, args=(engine,), width="stretch")
        if story is not None and st.session_state.get("own_story") and state.here().story == OWN:
            st.download_button(
                "Save as story folder (.zip)",
                data=_packed(tuple(map(_key, story.versions)), engine, story),
                file_name=f"{story.slug}.zip",
                mime="application/zip",
                on_click="ignore",
                width="stretch",
            )


@st.cache_resource(max_entries=32, show_spinner=False)
def _packed(key: tuple[object, ...], _engine: Engine, _story: Story) -> bytes:
    return _engine.pack(_story)


def _chosen(key: str) -> None:
    value = st.session_state[key]
    state.go(
        **{
            key: "" if key == "rule" and value == "strict" else value,
            **({} if key in ("rule", "story") else {"sel": "", "text": "", f"published_{key}": ""}),
        }
    )


def _swap(a: str, b: str) -> None:
    place = state.here()
    state.go(a=b, b=a, published_a=place.published_b, published_b=place.published_a, sel="", text="", back=place.swapped())


def _day_chosen(side: str) -> None:
    value = st.session_state[f"published_{side}"]
    state.go(**{f"published_{side}": value.isoformat() if isinstance(value, date) else state.UNKNOWN})


def _uploaded(engine: Engine) -> None:
    files = tuple((file.name, file.getvalue()) for file in st.session_state["own_files"] or ())
    if not files:
        st.session_state.pop("own_error", None)
    elif len(files) == 1 and not files[0][0].lower().endswith(".zip"):
        st.session_state["own_error"] = f"{files[0][0]}: one text is here, two are needed. Choose the other version too."
    else:
        take(engine, files)


def _pasted(engine: Engine) -> None:
    texts = [(f"Version {side.upper()}.txt", str(st.session_state.get(f"own_{side}", "")).encode()) for side in ("a", "b")]
    empty = [name[:-4] for name, text in texts if not text.strip()]
    if empty:
        st.session_state["own_error"] = f"{' and '.join(empty)}: nothing was pasted yet. Both texts are needed."
    else:
        take(engine, tuple(texts))


def take(engine: Engine, files: tuple[tuple[str, bytes], ...]) -> None:
    """Open texts of one's own; what cannot be read is said, and what was open stays open."""
    try:
        _own(files, engine)
    except engine.errors as error:
        st.session_state["own_error"] = str(error)
        return
    st.session_state.pop("own_error", None)
    st.session_state["own_story"] = files
    state.go(**dict.fromkeys(state.STORY_KEYS, "") | {"story": OWN})
