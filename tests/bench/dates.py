"""Scores find_dates on a set of texts with gold TIMEX3 expressions.

    python tests/bench/dates.py SET [--errors [KIND]] [--limit N] [--speed] [--out FILE]

SET is a .jsonl file ({"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}) or a folder of TimeML .tml files, searched
through. The document creation time is the publication date. Strict is the same span, relaxed an overlapping one (one to one), value the
F1 of expressions found with the right value: the figures of TempEval-3.
"""

from __future__ import annotations

import argparse
import collections
import html
import json
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.facts.dates import find_dates
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import Version


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--errors", nargs="?", const="missed,extra,span,value", help="missed, extra, span or value, with commas")
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--out", type=Path, help="write what was found as JSON lines, one document each, for another scorer")
    parser.add_argument("--speed", action="store_true", help="the cost of finding dates against the cost of tokenising, and no figures")
    options = parser.parse_args()
    documents = read_jsonl(options.set) if options.set.suffix == ".jsonl" else read_timeml(options.set)
    if options.speed:
        print(speed(documents))
        return
    found = {document["id"]: predict(document) for document in documents}
    if options.out:
        lines = [json.dumps({"id": id, "timexes": timexes}) + "\n" for id, timexes in found.items()]
        options.out.write_text("".join(lines), encoding="utf-8")
    for name, figure in score(documents, found).items():
        print(f"{name:8} {figure}")
    if options.errors:
        rows = [row for row in errors(documents, found) if row[0] in options.errors.split(",")]
        for row in rows[: options.limit]:
            print(*row, sep=" | ")


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_timeml(folder: Path) -> list[dict[str, Any]]:
    """The documents of a folder of .tml files: the text between <TEXT> and </TEXT>, tags taken out, offsets into what is left."""
    documents = []
    for path in sorted(folder.rglob("*.tml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.S)
        created = re.search(r'<DCT>.*?value="([^"]+)"', source, re.S)
        if not body:
            continue
        text, timexes = "", []
        opened: list[tuple[int, dict[str, str]]] = []
        for tag in re.finditer(r"<(/?)(\w+)([^>]*)>|[^<]+", body[1]):
            if tag[2] is None:
                text += html.unescape(tag[0])
            elif tag[2] == "TIMEX3" and tag[1]:
                start, attributes = opened.pop()
                timexes.append({"start": start, "end": len(text), "text": text[start:], **attributes})
            elif tag[2] == "TIMEX3" and not tag[3].endswith("/"):
                opened.append((len(text), dict(re.findall(r'(type|value)="([^"]*)"', tag[3]))))
        documents.append({"id": path.name, "dct": created[1] if created else None, "text": text, "timexes": timexes})
    return documents


def version_of(document: dict[str, Any]) -> Version:
    created = document["dct"]
    published = date.fromisoformat(created[:10]) if created and re.match(r"\d{4}-\d\d-\d\d", created) else None
    return read_version(document["text"], id="gold", label="gold", rules=load_rules(), published=published)


def predict(document: dict[str, Any]) -> list[dict[str, Any]]:
    version = version_of(document)
    return [
        {"start": d.span.start, "end": d.span.end, "text": d.span.of(version.text), "type": d.type, "value": d.value, "reason": d.reason}
        for d in find_dates(version, load_rules())
    ]


def speed(documents: list[dict[str, Any]]) -> str:
    """Processor seconds, the least of five, for dates and for tokens of all documents."""
    versions = [version_of(document) for document in documents]
    find_dates(versions[0], load_rules())

    def least(work: Callable[[Version], object]) -> float:
        costs = []
        for _ in range(5):
            start = time.process_time()
            for version in versions:
                work(version)
            costs.append(time.process_time() - start)
        return min(costs)

    dates, tokens = least(lambda version: find_dates(version, load_rules())), least(lambda version: tokenise(version, TokenTable()))
    return f"dates {dates:.3f} s, tokens {tokens:.3f} s: {dates / tokens:.1f} times"


def match(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[int, int, bool]]:
    """Pairs of places (gold, found, same span), one to one: the same spans first."""
    places = {(f["start"], f["end"]): j for j, f in enumerate(found)}
    pairs = [(i, places[g["start"], g["end"]], True) for i, g in enumerate(gold) if (g["start"], g["end"]) in places]
    taken_gold, taken = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    for i, g in enumerate(gold):
        if i in taken_gold:
            continue
        for j, f in enumerate(found):
            if j not in taken and g["start"] < f["end"] and f["start"] < g["end"]:
                pairs.append((i, j, False))
                taken.add(j)
                break
    return pairs


def score(documents: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    count: collections.Counter[str] = collections.Counter()
    for document in documents:
        gold, got = document["timexes"], found[document["id"]]
        count["gold"] += len(gold)
        count["found"] += len(got)
        for i, j, same in match(gold, got):
            count["relaxed"] += 1
            count["strict"] += same
            count["type"] += gold[i].get("type") == got[j]["type"]
            count["value"] += gold[i]["value"] == got[j]["value"]
    figures = {}
    for name in ("strict", "relaxed", "type", "value"):
        precision, recall = count[name] / max(count["found"], 1), count[name] / max(count["gold"], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        counts = f"({count[name]} of {count['gold']}, {count['found']} found)"
        figures[name] = f"F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  {counts}"
    return figures


def errors(documents: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> list[tuple[str, ...]]:
    """Each error in its place: kind, document, publication, what the gold says, what was found, the words around it."""
    rows: list[tuple[str, ...]] = []
    for document in documents:
        text, gold, got = document["text"], document["timexes"], found[document["id"]]
        pairs = match(gold, got)

        def around(item: dict[str, Any], text: str = text) -> str:
            start, end = item["start"], item["end"]
            return re.sub(r"\s+", " ", f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 40]}")

        for i, j, same in pairs:
            if not same:
                rows.append(("span", document["id"], gold[i]["text"], got[j]["text"], around(gold[i])))
            if gold[i]["value"] != got[j]["value"]:
                values = (str(document["dct"]), str(gold[i]["value"]), got[j]["value"])
                rows.append(("value", document["id"], *values, around(gold[i]), got[j]["reason"]))
        rows += [("missed", document["id"], str(g["value"]), around(g)) for i, g in enumerate(gold) if i not in {p[0] for p in pairs}]
        rows += [("extra", document["id"], f["value"], around(f)) for j, f in enumerate(got) if j not in {p[1] for p in pairs}]
    return rows


if __name__ == "__main__":
    main()
