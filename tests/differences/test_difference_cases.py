"""Every case of tests/cases/differences.toml: two sentences and the rows an editor would write."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from components.comparison import compare
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import Comparison

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "differences.toml").read_text(encoding="utf-8"))["case"]
BEFORE = "The council met in the old town hall on the square.\n\n"
AFTER = "\n\nA second meeting will be held when the papers are ready."


def compared(case: dict[str, Any]) -> Comparison:
    rules = load_rules()
    a, b = (
        read_version(BEFORE + case[side] + AFTER, id=side, label=side.upper(), rules=rules, published=case.get(f"published_{side}"))
        for side in ("a", "b")
    )
    return compare(a, b, rules)


def shown(comparison: Comparison) -> list[list[str]]:
    words = lambda span, text: span.of(text) if span else ""  # noqa: E731
    return [[d.kind, d.verdict, d.severity, words(d.a, comparison.a.text), words(d.b, comparison.b.text)] for d in comparison.differences]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_rows_are_those_an_editor_would_write(case: dict[str, Any]) -> None:
    found = shown(compared(case))
    wanted = [list(row) for row in case["rows"]]
    assert [row for row in found if row in wanted or row[2] != "cosmetic"] == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_other_way_round_every_row_is_mirrored(case: dict[str, Any]) -> None:
    turned = {"omission": "addition", "addition": "omission", "omitted": "added", "added": "omitted"}
    there = shown(compared(case))
    back = shown(compared({"a": case["b"], "b": case["a"], "published_a": case.get("published_b"), "published_b": case.get("published_a")}))
    assert sorted([turned.get(k, k), turned.get(v, v), s, b, a] for k, v, s, a, b in back) == sorted(there)
