"""Speed of the loader alone, text to links, as ratios of CPU time taken in one run (so that a busy machine cancels out). Not a test.

    python tests/bench/loader.py CORPUS [--source sotu|synth] [--large]      CORPUS as made by ../shared/tools/gen_corpus.py

loader/floor: against reading both texts once (split at ". " and count every word). nway: all pairs of fifty versions with one token
table and one comparer, against as many separate comparisons. hostile: seconds for 1 MB, and that by the time for 100 kB."""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from components.loader.align import align  # noqa: E402
from components.loader.likeness import Comparer  # noqa: E402
from components.loader.rules import load_rules  # noqa: E402
from components.loader.stories import read_version  # noqa: E402
from components.loader.tokens import TokenTable, tokenise  # noqa: E402
from components.model import Link, Tokens, Version  # noqa: E402

WORD = re.compile(r"\w+|[^\w\s]")
RULES = load_rules()


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--source", default="sotu")
    arguments.add_argument("--large", action="store_true")
    chosen = arguments.parse_args()
    for profile in ("edit", "para"):
        for size in (30, 100, 300, 1000, *((3000, 10000) if chosen.large else ())):
            a, b = texts(chosen.corpus / f"{chosen.source}_{size}_{profile}.json")
            floor_time, loader_time = together(lambda a=a, b=b: floor(a, b), lambda a=a, b=b: load(a, b), 3 if size > 1000 else 15)
            milliseconds = f"{loader_time * 1e3:.1f} ms / {floor_time * 1e3:.1f} ms"
            print(f"loader/floor {profile} {size:6}: {loader_time / floor_time:5.2f}   ({milliseconds})")
    nway(chosen.corpus / f"{chosen.source}_nway.json")
    hostile()


def load(a: str, b: str) -> tuple[Link, ...]:
    """Text to links."""
    table = TokenTable()
    one, two = version(a, "a"), version(b, "b")
    return align(one, two, tokenise(one, table), tokenise(two, table))


def floor(*texts: str) -> None:
    """The least that any engine must do, as in yardstick.py."""
    for text in texts:
        text.split(". ")
        dict.fromkeys(WORD.findall(text))


def nway(path: Path) -> None:
    """Fifty versions of one story, all 1,225 pairs."""
    whole = ["\n".join(sentences) for sentences in json.loads(path.read_text(encoding="utf-8"))]
    pairs = list(itertools.combinations(range(len(whole)), 2))

    def shared() -> list[tuple[Link, ...]]:
        table, comparer = TokenTable(), Comparer()
        made: list[tuple[Version, Tokens]] = []
        for text in whole:
            one = version(text, "v")
            made.append((one, tokenise(one, table)))
        return [align(made[i][0], made[j][0], made[i][1], made[j][1], comparer=comparer) for i, j in pairs]

    start = time.process_time()
    alone = [load(whole[i], whole[j]) for i, j in pairs]
    middle = time.process_time()
    same = shared()
    end = time.process_time()
    differ = sum([(x.a, x.b) for x in one] != [(x.a, x.b) for x in two] for one, two in zip(alone, same, strict=True))
    seconds = f"{end - middle:.2f} s / {middle - start:.2f} s"
    print(f"nway {len(pairs)} pairs: shared/separate {(end - middle) / (middle - start):.3f}   ({seconds}; {differ} pairs differ)")


def hostile() -> None:
    """Texts that make careless patterns and comparisons hang."""
    shuffled = [f"Sentence number {k} speaks of the {k * 7919 % 1000}th house in street {k * 31 % 97}." for k in range(5000)]
    for name, make in HOSTILE.items():
        times = []
        for size in (100_000, 1_000_000):
            text = make(size)
            start = time.process_time()
            load(text, text[: size // 2] + " Indeed. " + text[size // 2 :])
            times.append(time.process_time() - start)
        print(f"hostile 1 MB of {name:28} {times[1]:6.2f} s   {times[1] / times[0]:5.1f} × 100 kB")
    mixed = random.Random(1).sample(shuffled, len(shuffled))
    for name, a, b in (
        ("3,000 identical sentences", "He said no to the plan. " * 3000, "He said no to the plan. " * 2900),
        ("3,000 and others", "He said no to the plan. " * 3000, "She said no. " * 100 + "He said no to the plan. " * 2900),
        ("3,000 nearly identical", *("\n".join(f"He said {said} to plan {k}." for k in range(3000)) for said in ("no", "yes"))),
        ("5,000 shuffled", "\n".join(shuffled), "\n".join(mixed)),
        ("200,000 blank lines", "One line." + "\n" * 200_000 + "Another line.", "One line." + "\n \n" * 100_000 + "Another line."),
        ("2 MB in one sentence", "word " * 400_000, "word other " * 200_000),
        ("5 MB on one line", "The man said no again. " * 220_000, "The man said no again. " * 220_000),
    ):
        start = time.process_time()
        load(a, b)
        print(f"hostile {name:36} {time.process_time() - start:6.2f} s")


HOSTILE: dict[str, Callable[[int], str]] = {
    "one repeated word": lambda size: "word " * (size // 5),
    "“": lambda size: "“" * size,
    "“ with blanks": lambda size: "“ " * (size // 2),
    "U.S.": lambda size: "U.S. " * (size // 5),
    "digits": lambda size: "1" * size,
    "digits and commas": lambda size: "1," * (size // 2),
    "A A": lambda size: "A A " * (size // 4),
    "no full stop": lambda size: ("and the river rose over Lima, " * (size // 30 + 1))[:size],
    "points": lambda size: "." * size,
    "points and blanks": lambda size: ". " * (size // 2),
    "short lines": lambda size: "A b\n" * (size // 4),
    "short sentences": lambda size: "No. " * (size // 4),
    "blanks": lambda size: "a" + " " * size + "b",
    "capitals": lambda size: "NATO, UN " * (size // 9),
    "one word without blanks": lambda size: "x" * size,
    "apostrophes": lambda size: "a'" * (size // 2),
    "dashes": lambda size: "— " * (size // 2),
    "names": lambda size: "Jane Roe and " * (size // 13),
    "brackets": lambda size: "(" * size,
    "bullets": lambda size: "- a\n" * (size // 4),
}


def version(text: str, name: str) -> Version:
    return read_version(text, id=name, label=name.upper(), rules=RULES)


def texts(path: Path) -> tuple[str, str]:
    """Both texts of a generated pair, blank lines between paragraphs."""
    pair = json.loads(path.read_text(encoding="utf-8"))
    sides = []
    for side in "ab":
        rows = itertools.groupby(zip(pair[side], pair[f"{side}_par"], strict=True), key=lambda row: row[1])
        sides.append("\n\n".join(" ".join(sentence for sentence, _ in paragraph) for _, paragraph in rows))
    return sides[0], sides[1]


def together(one: Callable[[], object], two: Callable[[], object], times: int) -> tuple[float, float]:
    """The best CPU time of each, taken in turns."""
    best = [float("inf")] * 2
    for _ in range(times):
        for k, run in enumerate((one, two)):
            start = time.process_time()
            run()
            best[k] = min(best[k], time.process_time() - start)
    return best[0], best[1]


if __name__ == "__main__":
    main()
