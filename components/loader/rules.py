"""data/rules/*.toml → Rules: the word lists and tables that people edit."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from components.model import SEVERITIES, Rules

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"


class RulesError(ValueError):
    """A rules file that cannot be used; the message names the file, the place and what would be right."""


@cache
def load_rules(folder: Path = RULES) -> Rules:
    """The rules of every .toml file in `folder`, by file name. RulesError where the folder is missing or a file is no TOML."""
    if not folder.is_dir():
        raise RulesError(f"{folder}: no such folder of rules (expected a folder of .toml files)")
    tables = {file.stem: _table(file) for file in sorted(folder.glob("*.toml"))}
    _check_severities(tables.get("severity", {}))
    return Rules(tables)


def _check_severities(table: dict[str, Any]) -> None:
    for number, rule in enumerate(table.get("rule", ()), 1):
        for key in ("severity", "lenient"):
            if rule.get(key, "minor" if key == "lenient" else None) not in SEVERITIES:
                raise RulesError(f'severity.toml: rule {number} has {key} = {rule.get(key)!r} (expected one of {", ".join(SEVERITIES)})')


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesError(f"{file.name}: not readable as TOML: {error}") from error
