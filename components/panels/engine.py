"""What the panels ask of the engine. The page hands it to them: panels know the values of model.py and never the stages that make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from components.model import Comparison, Settings, Story, Version


@dataclass(frozen=True, slots=True)
class Engine:
    """`folders` lists slug and title of the stories in a folder, `load` opens one, `unpack` makes a story of uploaded files (name and
    bytes), `pack` makes it a .zip that `unpack` opens again. `errors` is what these raise, each with a sentence to show."""

    folders: Callable[[Path], Sequence[tuple[str, str]]]
    load: Callable[[Path], Story]
    unpack: Callable[[Sequence[tuple[str, bytes]]], Story]
    pack: Callable[[Story], bytes]
    compare: Callable[[Version, Version, Settings], Comparison]
    errors: tuple[type[Exception], ...]
