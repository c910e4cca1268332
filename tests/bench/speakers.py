"""Score the speakers of quotations on a folder of PolNeAR (Newell, Margolin and Ruths, LREC 2018), named by the caller.

    python -m tests.bench.speakers FOLDER [--wrong] [--half 0|1]          FOLDER holds text/*.txt and attributions/*.ann

Gold: every stretch of four words or more between double quotation marks of which an attribution with a source covers half or more. A
quotation found answers it when they overlap; its speaker is right when the speaker's span, or another mention of the speaker's entity,
overlaps the annotated source. A speaker given to a quoted stretch that no such attribution covers counts against precision. The texts are
read as the program reads any file: parts, sentences, names and roles are its own. An article that several people annotated is scored
by the first of them. `--half` takes every second article, so that one half can be looked at and the other only measured.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from components.facts.names import find_names
from components.facts.quotations import find_quotations
from components.facts.roles import find_roles
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import Name, Quotation, Span, Version

WORDS = 4  # words; shorter fragments are not scored
DOUBLE = re.compile("""[“”"]|''""")


@dataclass(frozen=True)
class Said:
    """A quoted stretch of an annotated content, and the stretches of its source."""

    span: Span
    sources: tuple[Span, ...]


def gold(text: str, annotations: str) -> list[Said]:
    """Every quoted stretch of a text with the sources of the smallest content that covers half of it or more; () where none does."""
    spans: dict[str, list[Span]] = {}
    relations: list[tuple[tuple[Span, ...], list[Span]]] = []
    for line in sorted(annotations.splitlines(), reverse=True):  # the T lines of spans before the E lines that speak of them
        id, _, rest = line.partition("\t")
        if id.startswith("T"):
            place = rest.split("\t")[0].split(" ", 1)[1]
            spans[id] = [Span(int(start), int(end)) for start, end in (piece.split() for piece in place.split(";"))]
        elif id.startswith("E"):
            parts = [item.partition(":") for item in rest.split()]
            source = tuple(span for role, _, id in parts if role.startswith("Source") for span in spans.get(id, ()))
            relations.append((source, [span for role, _, id in parts if role.startswith("Content") for span in spans.get(id, ())]))
    result = []
    for stretch in quoted(text):
        covering = [
            (sum(map(len, content)), source)
            for source, content in relations
            if 2 * sum(max(0, min(span.end, stretch.end) - max(span.start, stretch.start)) for span in content) >= len(stretch)
        ]
        with_source = [item for item in covering if item[1]] or [(0, ())]
        result.append(Said(stretch, min(with_source)[1]))
    return result


def quoted(text: str) -> Iterator[Span]:
    """The stretches between double marks, four words or more; one that is not closed goes to its paragraph's end."""
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in DOUBLE.finditer(text, paragraph.start(), paragraph.end()):
            if opened is None and mark.group() != "”":
                opened = mark.end()
            elif opened is not None and mark.group() != "“":
                if len(text[opened : mark.start()].split()) >= WORDS:
                    yield Span(opened, mark.start())
                opened = None
        if opened is not None and len(text[opened : paragraph.end()].split()) >= WORDS:
            yield Span(opened, paragraph.end())


@dataclass
class Score:
    """Counts over all texts: gold stretches, speakers given, given to a gold stretch, right."""

    gold: int = 0
    given: int = 0
    answered: int = 0
    right: int = 0

    def lines(self) -> str:
        """The figures in words."""
        precision, recall = self.right / max(self.given, 1), self.right / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"{self.gold} quoted stretches, {self.answered} answered, {self.right} right; "
            f"{self.given - self.answered} speakers given elsewhere\n"
            f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}\n"
            f"right where it does not abstain {self.right / max(self.answered, 1):.3f}, "
            f"abstains on {1 - self.answered / max(self.gold, 1):.3f}"
        )


def score(version: Version, names: tuple[Name, ...], quotations: tuple[Quotation, ...], annotations: str, total: Score) -> Iterator[str]:
    """Add one text to the counts; gives a line for each stretch that was wrong, missed or given a speaker for nothing."""
    text = version.text
    outer = [quote for quote in quotations if quote.parent is None]
    for item in gold(text, annotations):
        best = max(outer, key=lambda quote: min(quote.inner.end, item.span.end) - max(quote.inner.start, item.span.start), default=None)
        given = best is not None and best.inner.overlaps(item.span) and best.speaker is not None
        total.gold += bool(item.sources)
        total.given += given
        total.answered += given and bool(item.sources)
        truth = " / ".join(span.of(text) for span in item.sources)
        if not given or best is None or best.speaker is None:
            if item.sources:
                why = next((quote.form + ", " + quote.reason for quote in quotations if quote.span.overlaps(item.span)), "not found")
                yield f"MISSED [{truth}] {why}\n  {here(text, item.span)}"
            continue
        mentions = [best.speaker] + [name.span for name in names if best.entity is not None and name.entity == best.entity]
        if any(mention.overlaps(source) for mention in mentions for source in item.sources):
            total.right += 1
        else:
            what = "WRONG" if item.sources else "EXTRA"
            yield f"{what} [{truth}] not [{best.speaker.of(text)} = {best.entity}] {best.reason}\n  {here(text, item.span)}"


def here(text: str, span: Span) -> str:
    """A quoted stretch with the words around it, on one line."""
    inside = span.of(text) if len(span) < 80 else f"{text[span.start : span.start + 40]} … {text[span.end - 30 : span.end]}"
    return f"{text[max(0, span.start - 130) : span.start]}▶{inside}◀{text[span.end : span.end + 90]}".replace("\n", "⏎")


Reader = Callable[[str], tuple[Version, tuple[Name, ...], tuple[Quotation, ...]]]


def run(folder: Path, find: Reader, half: int | None = None) -> tuple[Score, list[str]]:
    """Score every text of a folder with `find`, which reads a text and gives its names and quotations."""
    total, lines = Score(), []
    for k, file in enumerate(sorted((folder / "text").glob("*.txt"))):
        if half is not None and k % 2 != half:
            continue
        annotated = sorted((folder / "attributions").glob(f"{glob_safe(file.stem)}_*.ann"))
        version, names, quotations = find(file.read_text(encoding="utf-8"))
        for line in score(version, names, quotations, annotated[0].read_text(encoding="utf-8"), total):
            lines.append(f"{file.stem[:40]}: {line}")
    return total, lines


def glob_safe(stem: str) -> str:
    """A file name with the signs that patterns read taken literally."""
    return re.sub(r"([\[\]*?])", r"[\1]", stem)


def read(text: str) -> tuple[Version, tuple[Name, ...], tuple[Quotation, ...]]:
    """A text as the program reads it."""
    rules = load_rules()
    version = read_version(text, id="v", label="v", rules=rules)
    names = find_names(version, rules)
    return version, names, find_quotations(version, names, find_roles(version, names, rules), rules)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print every stretch that was wrong or missed")
    parser.add_argument("--half", type=int, choices=(0, 1))
    arguments = parser.parse_args()
    total, lines = run(arguments.folder, read, arguments.half)
    if arguments.wrong:
        print("\n".join(lines))
    print(total.lines())


if __name__ == "__main__":
    main()
