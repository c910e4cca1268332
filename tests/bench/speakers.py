"""Score the speakers of quotations on a folder of PolNeAR (Newell, Margolin and Ruths, LREC 2018), named by the caller.

    python -m tests.bench.speakers FOLDER [--wrong] [--half 0|1]          FOLDER holds text/*.txt and attributions/*.ann

Gold: every stretch of four words or more between double quotation marks inside the content of an attribution that has a source. A
quotation found answers it when they overlap; its speaker is right when the speaker's span, or another mention of the speaker's entity,
overlaps the annotated source. A speaker given to a quoted stretch that no attribution covers counts against precision. The texts are
read as the program reads any file: parts, sentences, names and roles are its own. An article that several people annotated is scored
by the first of them. `--half` takes every second article, so that one half can be looked at and the other only measured.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from components.model import Name, Quotation, Span, Version

WORDS = 4  # words; shorter fragments are not scored
DOUBLE = re.compile('[“”"]')


@dataclass(frozen=True)
class Said:
    """A quoted stretch of an annotated content, and the stretches of its source."""

    span: Span
    sources: tuple[Span, ...]


def gold(text: str, annotations: str) -> tuple[list[Said], list[Span]]:
    """The quoted stretches with a source, smallest content first where contents overlap; and every content, with a source or without."""
    spans: dict[str, list[Span]] = {}
    events: list[dict[str, list[str]]] = []
    for line in annotations.splitlines():
        if line.startswith("T"):
            id, place, _ = line.split("\t", 2)
            spans[id] = [Span(int(a), int(b)) for a, b in (piece.split() for piece in place.split(" ", 1)[1].split(";"))]
        elif line.startswith("E"):
            roles: dict[str, list[str]] = {}
            for item in line.split("\t", 1)[1].split():
                role, _, id = item.partition(":")
                roles.setdefault(role.rstrip("0123456789"), []).append(id)
            events.append(roles)
    said: dict[Span, tuple[int, Said]] = {}
    contents: list[Span] = []
    for roles in events:
        sources = tuple(span for id in roles.get("Source", ()) for span in spans[id])
        for id in roles.get("Content", ()):
            size = sum(len(span) for span in spans[id])
            for content in spans[id]:
                contents.append(content)
                for span in quoted(text, content) if sources else ():
                    if span not in said or said[span][0] > size:
                        said[span] = (size, Said(span, sources))
    return sorted((item for _, item in said.values()), key=lambda item: item.span), contents


def quoted(text: str, content: Span) -> Iterator[Span]:
    """The stretches between double marks inside a content, four words or more; one that is not closed goes to the content's end."""
    opened: int | None = None
    for mark in DOUBLE.finditer(text, content.start, content.end):
        if opened is None and mark.group() != "”":
            opened = mark.end()
        elif opened is not None and mark.group() != "“":
            if len(text[opened : mark.start()].split()) >= WORDS:
                yield Span(opened, mark.start())
            opened = None
    if opened is not None and len(text[opened : content.end].split()) >= WORDS:
        yield Span(opened, content.end)


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
            f"{self.gold} quoted stretches, {self.answered} answered, {self.right} right; {self.given - self.answered} speakers given elsewhere\n"
            f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}\n"
            f"right where it does not abstain {self.right / max(self.answered, 1):.3f}, abstains on {1 - self.answered / max(self.gold, 1):.3f}"
        )


def score(version: Version, names: tuple[Name, ...], quotations: tuple[Quotation, ...], annotations: str, total: Score) -> Iterator[str]:
    """Add one text to the counts; gives a line for each stretch that was wrong or missed."""
    text = version.text
    want, contents = gold(text, annotations)
    total.gold += len(want)
    used: set[int] = set()
    outer = [quote for quote in quotations if quote.parent is None and quote.speaker is not None]
    for item in want:
        best = max(outer, key=lambda quote: min(quote.span.end, item.span.end) - max(quote.span.start, item.span.start), default=None)
        here = f"  …{text[max(0, item.span.start - 130) : item.span.start]}▶{text[item.span.start : item.span.start + 40]}…{text[item.span.end - 30 : item.span.end]}◀{text[item.span.end : item.span.end + 90]}".replace("\n", "⏎")
        truth = " / ".join(span.of(text) for span in item.sources)
        if best is None or not best.inner.overlaps(item.span) or best.speaker is None:
            why = next((quote.form + ", " + quote.reason for quote in quotations if quote.span.overlaps(item.span)), "not found")
            yield f"MISSED [{truth}] {why}\n{here}"
            continue
        used.add(best.span.start)
        total.answered += 1
        mentions = [best.speaker] + [name.span for name in names if best.entity is not None and name.entity == best.entity]
        if any(mention.overlaps(source) for mention in mentions for source in item.sources):
            total.right += 1
        else:
            yield f"WRONG [{truth}] not [{best.speaker.of(text)} = {best.entity}] {best.reason}\n{here}"
    extra = [q for q in outer if q.span.start not in used and len(q.inner.of(text).split()) >= WORDS and q.form == "speech" and not any(q.inner.overlaps(item.span) for item in want)]
    for quote in extra:
        covered = any(content.overlaps(quote.inner) for content in contents)
        yield f"EXTRA{' (content without source or in other marks)' if covered else ''} [{quote.speaker.of(text) if quote.speaker else ''}] {quote.reason}\n  …{text[max(0, quote.span.start - 100) : quote.span.end + 60]}".replace("\n", "⏎")
    total.given += len(extra)


def run(folder: Path, find: Callable[[str], tuple[Version, tuple[Name, ...], tuple[Quotation, ...]]], half: int | None = None) -> tuple[Score, list[str]]:
    """Score every text of a folder with `find`, which reads a text and gives its names and quotations."""
    total, lines = Score(), []
    for k, file in enumerate(sorted((folder / "text").glob("*.txt"))):
        if half is not None and k % 2 != half:
            continue
        annotated = sorted((folder / "attributions").glob(f"{glob_safe(file.stem)}_*.ann"))
        version, names, quotations = find(file.read_text(encoding="utf-8"))
        for line in score(version, names, quotations, annotated[0].read_text(encoding="utf-8"), total):
            lines.append(f"{file.stem[:40]}: {line}")
    total.given += total.answered
    return total, lines


def glob_safe(stem: str) -> str:
    """A file name with the signs that patterns read taken literally."""
    return re.sub(r"([\[\]*?])", r"[\1]", stem)


def read(text: str) -> tuple[Version, tuple[Name, ...], tuple[Quotation, ...]]:
    """A text as the program reads it."""
    from components.facts.names import find_names
    from components.facts.quotations import find_quotations
    from components.facts.roles import find_roles
    from components.loader.rules import load_rules
    from components.loader.stories import read_version

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
