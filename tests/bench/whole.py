"""Speed of the whole comparison and of each of its stages, as ratios of CPU time taken in one run (so that a busy machine cancels out).
Not a test.

    python tests/bench/whole.py CORPUS [--source sotu|synth] [--sizes 30,100,1000]      CORPUS as made by ../shared/tools/gen_corpus.py

Each figure is the stage's time by the time of reading both texts once (split at ". " and count every word). `facts/tokens` and
`dates+numbers/tokens` are by the time of tokenising both versions. hostile: seconds for a megabyte compared with itself but for its
last word, and that by the time for 100 kB.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from loader import floor, texts  # noqa: E402

from components import comparison as whole  # noqa: E402
from components.comparison import compare_texts  # noqa: E402
from components.differences.collation import Collation  # noqa: E402
from components.loader.align import align  # noqa: E402
from components.loader.rules import load_rules  # noqa: E402
from components.loader.stories import read_version  # noqa: E402
from components.loader.tokens import TokenTable, tokenise  # noqa: E402
from components.model import Facts, Settings  # noqa: E402

RULES = load_rules()
HOSTILE = ("word ", "“", "'", "U.S. ", "7", "A A ", "1,", "January ", "said ", "the the ")


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--source", default="sotu")
    arguments.add_argument("--sizes", default="30,100,300,1000")
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    compare_texts("One sentence of a story. Another of it.", "One sentence of the story. Another of it.")
    gc.collect()
    gc.freeze()
    report: dict[str, Any] = {}
    spent: dict[int, tuple[float, int]] = {}
    for size in map(int, given.sizes.split(",")):
        a, b = texts(given.corpus / f"{given.source}_{size}_edit.json")
        report[str(size)] = ratios(a, b)
        spent[size] = cpu(lambda a=a, b=b: compare_texts(a, b))[0], len(a.split())
        print(f"{size:6}", "  ".join(f"{name} {value:.1f}" for name, value in report[str(size)].items()))
    small, large = min(spent), max(spent)
    if small < large:
        growth = math.log(spent[large][0] / spent[small][0]) / math.log(spent[large][1] / spent[small][1])
        print(f"growth {small} → {large}: {growth:.3f}")
    for piece in HOSTILE:
        small_time, large_time = (hostile(piece, size) for size in (100_000, 1_000_000))
        print(f"hostile {piece!r:10} {large_time:5.2f} s, {large_time / max(small_time, 1e-6):5.1f} × that of 100 kB", flush=True)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


def hostile(piece: str, size: int) -> float:
    """Seconds for `size` characters of one piece compared with themselves but for one word more."""
    text = piece * (size // len(piece))
    return cpu(lambda: compare_texts(text, text + " end"), 1)[0]


def ratios(text_a: str, text_b: str) -> dict[str, float]:
    """Every stage by the floor."""
    base, _ = cpu(lambda: floor(text_a, text_b), 9)
    spent: dict[str, float] = {}

    def stage(name: str, work: Callable[[], Any]) -> Any:
        spent[name], made = cpu(work)
        return made

    versions = stage("read", lambda: [read_version(t, id=i, label=i, rules=RULES) for t, i in ((text_a, "a"), (text_b, "b"))])
    table = TokenTable()
    tokens = stage("tokens", lambda: [tokenise(v, TokenTable()) for v in versions])
    tokens = [tokenise(v, table) for v in versions]
    links = stage("align", lambda: align(*versions, *tokens))
    dates = stage("dates", lambda: [whole.find_dates(v, RULES) for v in versions])
    numbers = stage("numbers", lambda: [whole.find_numbers(v, RULES, d) for v, d in zip(versions, dates, strict=True)])
    names = stage("names", lambda: [whole.find_names(v, RULES) for v in versions])
    roles = stage("roles", lambda: [whole.find_roles(v, n, RULES) for v, n in zip(versions, names, strict=True)])
    quotations = stage("quotations", lambda: [whole.find_quotations(*each, RULES) for each in zip(versions, names, roles, strict=True)])
    facts = [Facts(*each) for each in zip(names, roles, dates, numbers, quotations, strict=True)]
    damage = stage("damage", lambda: [whole.find_damage(v, f, RULES) for v, f in zip(versions, facts, strict=True)])

    def collated() -> Collation:
        made = Collation(*versions, *tokens, links, *facts, RULES, Settings(), lambda x, y, kind: whole.name_variant(x, y, RULES, kind))
        whole._write(made, *damage)
        return made

    collation = stage("write", collated)
    stage("settle", lambda: whole.settle(collation, False))
    stage("all", lambda: compare_texts(text_a, text_b))
    out = {name: value / base for name, value in spent.items()}
    finding = ("dates", "numbers", "names", "roles", "quotations")
    out["facts/tokens"] = sum(spent[name] for name in finding) / spent["tokens"]
    out["dates+numbers/tokens"] = (spent["dates"] + spent["numbers"]) / spent["tokens"]
    return out


def cpu(work: Callable[[], Any], times: int = 4) -> tuple[float, Any]:
    """The least CPU time of a few runs, in seconds, and what the last gave."""
    least, made = math.inf, None
    for _ in range(times):
        start = time.process_time()
        made = work()
        least = min(least, time.process_time() - start)
    return least, made


if __name__ == "__main__":
    main()
