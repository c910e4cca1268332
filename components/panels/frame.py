"""What stands on every panel: the names of the panels with what each has to check, and a card for each version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from components.model import STORY_PARTS, Part, Version
from components.panels import thread
from components.panels.html import Html, hidden, join, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SHOWN, SIDES, Side, View
from components.panels.words import PART, SEVERITY, SEVERITY_SIGN, VERDICT, VERDICT_SIGN, count, day

PANELS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {  # key → name on screen, and the findings it answers for
    "overview": ("Overview", ("titles", "quotes", "dates", "names", "only")),
    "read": ("Read", ()),
    "titles": ("Titles", ("titles",)),
    "quotes": ("Quotes", ("quotes",)),
    "dates": ("Dates & numbers", ("dates",)),
    "names": ("Names & terms", ("names",)),
    "only": ("Only in one version", ("only",)),
    "timeline": ("Timeline", ()),
    "table": ("Table", ()),
}
KEYS_HELP: Final = (
    ("n, p", "next, previous finding"),
    ("↑ ↓", "one row up, one row down"),
    ("← →", "in Read: from one marked word of a row to the next"),
    ("Enter", "choose the row or the word"),
    ("Esc", "close the card"),
    ("t", "show what is chosen in the text"),
    ("?", "open or close this help"),
)


def show(view: View, place: Place, panel: str, notes: Sequence[str | Html]) -> None:
    """Panel names, the two cards, and what could not be opened."""
    st.html(tag("div", names(view, place, panel), cards(view, place), class_="rb"))
    messages(notes)


def messages(notes: Sequence[str | Html]) -> None:
    """Sentences about what could not be opened; nothing where all could."""
    if notes:
        st.html(tag("div", *(tag("p", note, class_="message", role="alert") for note in notes), class_="rb"))


def names(view: View, place: Place, panel: str) -> Html:
    """The panel names; the number beside a name counts its findings at Check first and Check."""
    links = []
    for key, (name, owns) in PANELS.items():
        number = sum(1 for finding in view.of_panel(*owns) if finding.severity in SHOWN)
        shown = tag("span", hidden(", "), str(number), hidden(" to check"), class_="n") if owns else None
        links.append(thread.link(place, name, shown, panel=key, open="", focus=f"panel-{key}", current=key == panel))
    present = thread.link(place, "Present", class_="button", present="1", label="Present: one finding a screen")
    return tag("nav", *links, tag("span", present, _help(), class_="end"), class_="panels", aria_label="Panels")


def _help() -> Html:
    keys = join(join((tag("dt", key), tag("dd", what))) for key, what in KEYS_HELP)
    return tag(
        "details",
        tag("summary", "?", hidden(" Help"), data_keys="?"),
        tag(
            "div",
            tag("h3", "Keys"),
            tag("dl", keys),
            tag("h3", "Marks"),
            tag(
                "p",
                tag("mark", "words of A", class_="a"),
                " underlined once, ",
                tag("mark", "words of B", class_="b"),
                " twice, ",
                tag("mark", "style", class_="style"),
                " dotted. ≠ and red: the versions state different things. Readback does not know which is right.",
            ),
            tag("h3", "Signs"),
            tag("p", " · ".join(f"{sign} {SEVERITY[severity]}" for severity, sign in SEVERITY_SIGN.items() if sign != "·"), ", · Style"),
            tag("p", ", ".join(f"{sign} {VERDICT[verdict]}" for verdict, sign in VERDICT_SIGN.items() if verdict != "same")),
        ),
        class_="help",
    )


def cards(view: View, place: Place) -> Html:
    """Version A, the swap, version B, and the way to other texts."""
    other = thread.link(
        place,
        "⇄",
        label="Swap A and B",
        a=view.comparison.b.id,
        b=view.comparison.a.id,
        published_a=place.published_b,
        published_b=place.published_a,
        back=place.swapped(),
        sel="",
        text="",
    )
    return tag(
        "section",
        _card(view, place, "a"),
        tag("div", other, class_="swap"),
        _card(view, place, "b"),
        tag(
            "div",
            tag("button", "Compare your own texts", type="button", class_="button", data_open="own"),
            tag("button", "Change story", type="button", class_="button", data_open="story"),
            class_="do",
        ),
        class_="cards",
        aria_label="The two versions",
    )


def _card(view: View, place: Place, side: Side) -> Html:
    version = view.version(side)
    return tag(
        "article",
        tag("h2", tag("span", side.upper(), class_=f"side {side}"), piece(version.label)),
        tag("p", *_published(version, side), " · ", size(version)),
        tag("p", *_parts(view, place, side)),
        *(tag("p", piece(warning)) for warning in version.warnings),
        class_=side,
    )


def _published(version: Version, side: Side) -> tuple[str | Html, ...]:
    if version.published is None:
        return "Publication date not known · ", tag("button", "set it", type="button", class_="plain", data_open=f"published_{side}")
    return day(version.published), " (in the text)" if version.published_from == "text" else " (given)"


def size(version: Version) -> str:
    """32 sentences, 1,062 words: of the story itself."""
    inside = [sentence for sentence in version.sentences if sentence.part in STORY_PARTS]
    return f"{count(len(inside), 'sentence')}, {count(sum(len(s.span.of(version.text).split()) for s in inside), 'word')}"


def _parts(view: View, place: Place, side: Side) -> list[str | Html]:
    version = view.version(side)
    has: list[str | Html] = []
    for kind in ("headline", "dateline", "byline"):
        there = any(part.kind == kind for part in version.parts)
        has += [f"{kind} ", tag("span", "✓", hidden(" yes")) if there else tag("span", "–", hidden(" none")), "  "]
    credits = [part.span.of(version.text).strip() for part in version.parts if part.kind == "credit"]
    has += ["credit ", piece(credits[0][:60]) if credits else tag("span", "–", hidden(" none"))]
    if aside := kinds_of(part for part in view.put_aside[side] if part.kind != "credit"):
        has += [" · ", thread.link(place, f"{aside} put aside", panel="read", open=f"aside-{side}", focus=f"aside-{side}")]
    return has


def kinds_of(parts: Iterable[Part]) -> str:
    """4 teasers, 1 note"""
    return ", ".join(count(number, PART[kind].lower()) for kind, number in Counter(part.kind for part in parts).items())


def put_aside(view: View) -> str:
    """1 credit, 4 teasers, 487 words: what of both versions is not compared; "" where all is."""
    parts = [(view.version(side).text, part) for side in SIDES for part in view.put_aside[side]]
    words = sum(len(part.span.of(text).split()) for text, part in parts)
    return f"{kinds_of(part for _, part in parts)}, {count(words, 'word')}" if parts else ""
