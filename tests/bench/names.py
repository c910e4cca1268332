"""Scores name_variant on pairs of proper names, and times names and roles against tokenising.

    python tests/bench/names.py PAIRS [--errors]          {"type": "PER|ORG|LOC", "a", "b", "same"} a line, or entity types in full
    python tests/bench/names.py --speed TEXT [TEXT …]     text files; seconds of the processor, the best of three

Many pairs cannot be known from the names alone ("Champion"/"Williams"): precision says more than recall.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.facts.names import find_names, name_variant
from components.facts.roles import find_roles
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import EntityType

TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pairs", type=Path, nargs="?")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--speed", type=Path, nargs="+")
    options = parser.parse_args()
    if options.pairs:
        score(options.pairs, options.errors)
    for path in options.speed or ():
        print(f"{path.name}: {speed(path.read_text(encoding='utf-8', errors='replace'))}")


def score(path: Path, errors: bool) -> None:
    rules = load_rules()
    counts: collections.Counter[tuple[bool, bool]] = collections.Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        pair: dict[str, Any] = json.loads(line)
        reason = name_variant(pair["a"], pair["b"], rules, TYPES.get(pair["type"], pair["type"]))
        counts[reason is not None, pair["same"]] += 1
        if errors and (reason is not None) != pair["same"]:
            print("missed" if reason is None else f"wrong ({reason})", pair["type"], pair["a"], pair["b"], sep=" | ")
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    print(f"precision {right / max(right + wrong, 1):.4f}  recall {right / max(right + missed, 1):.4f}  ({right} right, {wrong} wrong)")


def speed(text: str) -> str:
    """How many times the cost of tokenising names and roles are."""
    rules = load_rules()
    version = read_version(text, id="a", label="A", rules=rules)
    names = find_names(version, rules)  # the lists are compiled once
    find_roles(version, names, rules)
    tokens = seconds(lambda: tokenise(version, TokenTable()))
    named, roles = seconds(lambda: find_names(version, rules)), seconds(lambda: find_roles(version, names, rules))
    shares = f"names {named:.3f} s ({named / tokens:.1f} ×), roles {roles:.3f} s ({roles / tokens:.1f} ×)"
    return f"{len(text):,} characters, tokens {tokens:.3f} s, {shares}"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


if __name__ == "__main__":
    main()
