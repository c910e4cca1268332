"""data/rules/*.toml → Rules: the word lists and tables that people edit."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from components.model import Rules

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"


class RulesError(ValueError):
    """A rules file that cannot be used; the message names the file, the place and what would be right."""


@cache
def load_rules(folder: Path = RULES) -> Rules:
    """The rules of every .toml file in `folder`, by file name. RulesError where the folder is missing or a file is no TOML."""
    if not folder.is_dir():
        raise RulesError(f"{folder}: no such folder of rules (expected a folder of .toml files)")
    return Rules({file.stem: _table(file) for file in sorted(folder.glob("*.toml"))})


def _table(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesError(f"{file.name}: not readable as TOML: {error}") from error
