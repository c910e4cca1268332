"""The reader: both texts side by side, a row a link, in step. An inline component without a build step; its texts are set by textContent.

The rows travel once; what is selected reaches it through the page's thread, and the card of it as a template beside the reader, which the
reader copies under the row: so choosing another row sends no text again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.panels.thread import ASSETS

_reader = st.components.v2.component(
    "readback.reader",
    html='<div class="reader"></div>',
    css=(ASSETS / "reader.css").read_text(encoding="utf-8"),
    js=(ASSETS / "reader.js").read_text(encoding="utf-8"),
)


def show(
    rows: list[dict[str, Any]],
    *,
    version: str,
    labels: tuple[str, str],
    layout: str,
    hidden: Sequence[str],
    open: Sequence[str],
    search: str,
) -> None:
    """`rows` as read.py makes them, `version` their digest; `hidden` are the looks not shown (fact, wording, style), `search` words whose
    rows stay bright. The reader fills the window from its own top."""
    _reader(
        key="reader",
        data={
            "rows": rows,
            "version": version,
            "labels": labels,
            "layout": layout,
            "hidden": list(hidden),
            "open": list(open),
            "search": search.casefold(),
        },
    )
