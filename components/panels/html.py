"""The one place where text becomes HTML. A `str` given to `tag` is a stranger's text and is escaped; `Html` was made here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

TURNS = re.compile(  # right-to-left letters and the marks that turn the direction
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
VOID = frozenset({"br", "hr", "input", "wbr"})


class Html(str):
    """Markup that may be shown: made by `tag`, `join` and `text` only."""

    __slots__ = ()


def tag(name: str, *children: str | Html | None, **attributes: str | int | bool | None) -> Html:
    """One element. Children that are not `Html` are escaped, None is left out. In attribute names a final underscore is dropped and the
    others become hyphens (`class_`, `data_pick`); True gives the bare attribute, None and False none."""
    head = name + "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    return Html(f"<{head}>") if name in VOID else Html(f"<{head}>{join(children)}</{name}>")


def join(children: Iterable[str | Html | None]) -> Html:
    """Children one after the other, escaped where they are plain text."""
    return Html("".join(text(child) for child in children if child is not None))


def text(value: str | Html) -> Html:
    """A stranger's text as HTML; what is `Html` already stays as it is."""
    return value if isinstance(value, Html) else Html(escape(value, quote=True).replace("\x00", "\N{REPLACEMENT CHARACTER}"))


def words(value: str, class_: str = "") -> Html:
    """A piece of an article; isolated where it holds letters or marks that turn the direction of writing, so that they end with it."""
    return tag("bdi", value, class_=class_ or None) if class_ or TURNS.search(value) else text(value)


def hidden(label: str) -> Html:
    """Words for a screen reader only."""
    return tag("span", label, class_="sr")


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
