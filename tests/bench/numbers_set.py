"""Score the numbers against a set of utterances with expected values; measure what reading dates and numbers costs.

    python tests/bench/numbers_set.py ../shared/gold/numbers/recognizers.jsonl [--model NumberModel] [--wrong]
    python tests/bench/numbers_set.py --speed ../shared/stories/missile-debris/newspaper.txt

Each line of the set is {"id", "model", "text", "results": [{"start", "end", "resolution": {"value"}}]}. The engine has one setting; the
set asks one question a model, so for each model only the types it asks for are kept (`ASKED`), and ranges are written in its notation.
Printed by model: precision, recall, F1 of overlapping spans, and value F1 (span overlaps and value equal to a millionth).

The cost is that of the text read over and over to 300,000 characters, in times the cost of tokenising it (best of five).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.facts.dates import find_dates
from components.facts.numbers import find_numbers
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import Number, Version

TIME = {"second", "millisecond", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"}
DEGREES = {"degree", "degree Celsius", "degree Fahrenheit", "kelvin"}
ASKED: dict[str, Callable[[Number, str], bool]] = {
    "NumberModel": lambda number, text: number.type != "ordinal" and not (number.type == "measure" and text[number.span.end - 1].isalpha()),
    "OrdinalModel": lambda number, text: number.type == "ordinal",
    "PercentModel": lambda number, text: number.type == "percent",
    "CurrencyModel": lambda number, text: number.type == "money",
    "DimensionModel": lambda number, text: number.type == "measure" and number.unit not in TIME,
    "AgeModel": lambda number, text: number.type == "age",
    "TemperatureModel": lambda number, text: number.type == "measure" and number.unit in DEGREES,
    "NumberRangeModel": lambda number, text: number.high is not None or number.bound not in (None, "about", "nearly"),
}


def value(number: Number, model: str) -> float | str | None:
    """The value as the set writes it."""
    if model != "NumberRangeModel" or number.value is None:
        return f"{number.value:g}%" if number.type == "percent" and number.value is not None and model == "PercentModel" else number.value
    low = f"{number.value:.12g}"
    if number.high is not None:
        return f"[{low},{number.high:.12g})"
    return {"more than": f"({low},)", "less than": f"(,{low})", "at least": f"[{low},)", "at most": f"(,{low}]"}.get(number.bound or "")


def predict(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What the engine says of one utterance, as far as its model asks."""
    text, model = row["text"], row["model"]
    numbers = find_numbers(Version("a", "a", text), load_rules())
    kept = [number for number in numbers if ASKED[model](number, text)]
    return [{"start": n.span.start, "end": n.span.end, "text": n.span.of(text), "value": value(n, model)} for n in kept]


def right(expected: dict[str, Any], got: float | str | None) -> bool:
    want = (expected["resolution"] or {}).get("value")
    try:
        a, b = float(str(want).rstrip("%")), float(str(got).rstrip("%"))
        return abs(a - b) <= 1e-6 * max(1, abs(a), abs(b))
    except ValueError:
        return want is not None and str(want) == str(got)


def speed(path: Path) -> str:
    """What dates and numbers cost, in times the tokens of the same version."""
    text = path.read_text(encoding="utf-8")
    rules = load_rules()
    version = read_version(("\n\n" + text) * (300_000 // len(text) + 1), id="a", label="a", rules=rules)
    dates = find_dates(version, rules)
    steps: tuple[Callable[[], object], ...] = (
        lambda: tokenise(version, TokenTable()), lambda: find_dates(version, rules), lambda: find_numbers(version, rules, dates)
    )  # fmt: skip
    costs = [min(_seconds(step) for _ in range(5)) for step in steps]
    tokens, d, n = costs
    return f"tokens 1.0 ({tokens:.3f} s)  dates {d / tokens:.1f}  numbers {n / tokens:.1f}  together {(d + n) / tokens:.1f}"


def _seconds(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("set", type=Path, nargs="?")
    parser.add_argument("--speed", type=Path, metavar="TEXT")
    parser.add_argument("--model")
    parser.add_argument("--wrong", action="store_true", help="print every utterance that is not wholly right")
    parser.add_argument("--predictions", type=Path, help="write the predictions as JSON lines, for another scorer")
    asked = parser.parse_args()
    if asked.speed:
        print(speed(asked.speed))
    if asked.set is None:
        return
    rows = [json.loads(line) for line in asked.set.read_text(encoding="utf-8").splitlines()]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    written = []
    for row in rows:
        if asked.model not in (None, row["model"]):
            continue
        got, count = predict(row), counts[row["model"]]
        written.append({"id": row["id"], "results": got})
        used: set[int] = set()
        hits = values = 0
        for exact in (True, False):
            for want in row["results"]:
                if want.get("used"):
                    continue
                for k, one in enumerate(got):
                    same = (one["start"], one["end"]) == (want["start"], want["end"])
                    if k not in used and (same if exact else one["start"] < want["end"] and want["start"] < one["end"]):
                        used.add(k)
                        want["used"], hits, values = True, hits + 1, values + right(want, one["value"])
                        break
        count.update(gold=len(row["results"]), found=len(got), hits=hits, values=values)
        if asked.wrong and not (len(row["results"]) == len(got) == values):
            expected = [(w["text"], (w["resolution"] or {}).get("value")) for w in row["results"]]
            print(row["id"], repr(row["text"][:200]), "\n    wanted", expected, "\n    got   ", [(g["text"], g["value"]) for g in got])
    for model, c in counts.items():
        total = c["found"] + c["gold"]
        print(
            f"{model:17} precision {c['hits'] / max(c['found'], 1):.3f}  recall {c['hits'] / max(c['gold'], 1):.3f}  "
            f"span F1 {2 * c['hits'] / max(total, 1):.3f}  value F1 {2 * c['values'] / max(total, 1):.3f}"
        )
    if asked.predictions:
        asked.predictions.write_text("".join(json.dumps(row) + "\n" for row in written), encoding="utf-8")


if __name__ == "__main__":
    main()
