"""Where the reader is: story, versions, dates, rule, filters, panel and what is selected. All of it stands in the address, nothing else
remembers it, so that a pasted link opens exactly that screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode

import streamlit as st

LONGEST: Final = 2000  # characters of one value in the address; browsers cut an address at a few thousand
DIGEST: Final = "digest"  # in the session: the digests of the texts on the screen
UNKNOWN: Final = "unknown"  # a publication date the reader has taken away


@dataclass(frozen=True, slots=True)
class Place:
    """One field for each key of the address; "" is its absence. Lists are separated by commas."""

    story: str = ""  # slug
    a: str = ""  # id of version A
    b: str = ""
    published_a: str = ""  # 2024-06-28, or "unknown"; "": as story.toml and the text say
    published_b: str = ""
    rule: str = ""  # quotation policy: strict (when absent), lenient
    back: str = ""  # parts put back: a100,b2300 (side and start of the part)
    panel: str = ""
    sel: str = ""  # id of a finding or of a difference
    show: str = ""  # severities shown besides Check first and Check: minor,cosmetic
    open: str = ""  # folds opened in the panel
    hide: str = ""  # marks not shown in the text: fact,wording,style
    layout: str = ""  # of the text: side by side (when absent), one
    axis: str = ""  # of the timeline: compressed (when absent), linear, busy
    kind: str = ""  # filters of the table
    severity: str = ""
    verdict: str = ""
    q: str = ""
    sort: str = ""  # a column of the table, with - in front: falling
    present: str = ""  # the number of the screen shown in Present, from 1
    text: str = ""  # digests of both texts when the link was made: 1a2b3c.4d5e6f

    def href(self, **changes: str) -> str:
        """The address of this place with some changes: "?story=…&panel=read"."""
        values = ((key, changes[key] if key in changes else getattr(self, key)) for key in KEYS)
        return "?" + urlencode([(key, value) for key, value in values if value])

    def listed(self, key: str) -> tuple[str, ...]:
        """The values of a key that holds a list."""
        return tuple(value for value in str(getattr(self, key)).split(",") if value)

    def toggled(self, key: str, value: str) -> str:
        """The list of `key` with `value` put in or taken out."""
        now = self.listed(key)
        return ",".join(v for v in now if v != value) if value in now else ",".join((*now, value))

    def further(self, page: int) -> int:
        """How many entries of a long list are shown, `page` more for each time more were asked for."""
        return page * (1 + self.listed("open").count("more"))

    def swapped(self) -> str:
        """The parts put back, once A is B."""
        return ",".join(("b" if key[0] == "a" else "a") + key[1:] for key in self.listed("back"))


KEYS: Final = tuple(field.name for field in fields(Place))
STORY_KEYS: Final = ("a", "b", "published_a", "published_b", "back", "sel", "open", "present", "text", "q", "kind", "severity", "verdict")


def read(parameters: Mapping[str, str]) -> Place:
    """The place an address speaks of; unknown keys and endless values are passed over."""
    return Place(**{key: parameters[key] for key in KEYS if key in parameters and len(parameters[key]) <= LONGEST})


def here() -> Place:
    """The place of this session."""
    return read(st.query_params)


def go(**changes: str) -> None:
    """Write changes into the address. Another story forgets what belonged to the old one; a new selection says of which texts it is."""
    now = {key: value for key, value in st.query_params.items() if key in KEYS}
    st.query_params.from_dict(after(now, changes, st.session_state.get(DIGEST, "")))


def after(now: Mapping[str, str], changes: Mapping[str, str], digest: str) -> dict[str, str]:
    """The address once the changes are made; an empty value takes a key out."""
    made = dict(now)
    if changes.get("story", now.get("story", "")) != now.get("story", ""):
        made = {key: value for key, value in made.items() if key not in STORY_KEYS}
    if "sel" in changes:
        made["text"] = digest if changes["sel"] else ""
    made.update(changes)
    return {key: value for key, value in made.items() if value}


def changes_of(query: str) -> dict[str, str]:
    """What a link of the page asks for: "panel=read&sel=" → {"panel": "read", "sel": ""}. Only keys of a place, only short values."""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=len(KEYS))
    return {key: value for key, value in pairs if key in KEYS and len(value) <= LONGEST}


def day_of(value: str) -> date | None:
    """A day of the address, None where it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
