"""Texts for the benches: news of other people's making, read from a folder that the caller names, never kept in this project."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

SHORTEST, LONGEST = 600, 6000  # characters of one article: room for a change; the length of a long news story
MARK = re.compile(r"[\"“”]")
OPENING = re.compile(r"(?<!\w)[\"“](?=[\w\[(£$‘'.…])")  # a mark at the end of a quotation that was never opened looks otherwise
CLOSING = re.compile(r"(?<![\s\[(])[\"”](?!\w)")
RUNNING = re.compile(r"[.?!][\"”’]? *$")
CREDIT = re.compile(r"\b(?:Image|Photo|Picture|Illustration|File photo): ")  # a caption is no running text
SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?])[\"”’]? +(?=[\"“‘]?[A-Z][a-z]*[ ,'’])")
INNER_STOP = re.compile(r"[.!?][\"”’)]* +[\"“‘(]?[A-Z0-9]")  # may be the end of a sentence, may be none
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Lt|Prof|No|vs|Jr|Sr|Inc|Ltd|Co|Corp|[A-Z]|[A-Z][a-z]{2,3})\.$")


@dataclass(frozen=True, slots=True)
class Article:
    """One text: where it is from, and the day it is taken to be published (None where the file does not say)."""

    name: str
    text: str
    published: date | None = None

    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of every paragraph of running text: a hundred characters and more, ended by a full stop; never the first, which
        is a headline more often than not."""
        found = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.text)]
        return [(s, e) for s, e in found[1:] if e - s >= 100 and RUNNING.search(self.text, s, e) and not CREDIT.search(self.text, s, e)]

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end of the sentences of a paragraph of whose ends nobody would doubt; the others are left out."""
        cuts = [start, *(m.end() for m in SENTENCE_END.finditer(self.text, start, end)), end]
        found = [(s, s + len(self.text[s:e].rstrip())) for s, e in pairwise(cuts)]
        doubtful = [bool(ABBREVIATION.search(self.text, max(s, e - 8), e) or INNER_STOP.search(self.text, s, e)) for s, e in found]
        return [span for k, span in enumerate(found) if not doubtful[k] and not (k and doubtful[k - 1])]

    def quotations(self) -> list[tuple[int, int]]:
        """Start and end (marks included) of what stands between double quotation marks within one paragraph; a paragraph whose marks do
        not come in pairs is taken as one long quotation, so that nothing is planted into it by mistake."""
        spans: list[tuple[int, int]] = []
        for paragraph in re.finditer(r"[^\n]+", self.text):
            marks = [m.start() for m in MARK.finditer(self.text, paragraph.start(), paragraph.end())]
            opening = all(OPENING.match(self.text, mark) for mark in marks[::2])
            closing = all(CLOSING.match(self.text, mark) for mark in marks[1::2])
            if len(marks) % 2 or not opening or not closing:
                spans.append((paragraph.start(), paragraph.end()))
            else:
                spans += [(start, end + 1) for start, end in zip(marks[::2], marks[1::2], strict=True)]
        return spans


def read_articles(folder: Path) -> list[Article]:
    """Every text of a folder and its folders (.txt files, and the "text" of each line of .jsonl files; "dct" is its date), long ones cut
    at a paragraph's end. SystemExit where there is none."""
    if not folder.exists():
        raise SystemExit(f"{folder}: no such folder (expected a folder of news texts, .txt or .jsonl)")
    files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.suffix in {".txt", ".jsonl"})
    articles = [article for file in files for whole in _texts(file) for article in _pieces(whole)]
    if not articles:
        raise SystemExit(f"{folder}: no text of {SHORTEST} characters or more (expected .txt files, or .jsonl with a text a line)")
    return articles


def _texts(file: Path) -> Iterator[Article]:
    raw = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix == ".txt":
        yield Article(file.stem, raw.replace("\r\n", "\n"))
        return
    for number, line in enumerate(filter(str.strip, raw.splitlines()), 1):
        record = json.loads(line)
        if isinstance(record.get("text"), str):
            day = record.get("dct")
            yield Article(str(record.get("id", f"{file.stem} {number}")), record["text"], date.fromisoformat(day[:10]) if day else None)


def _pieces(article: Article) -> Iterator[Article]:
    """The article, or its parts of at most LONGEST characters, cut between paragraphs."""
    piece: list[str] = []
    count = 0
    for paragraph in [*article.text.strip().split("\n"), None]:
        if paragraph is None or (piece and sum(map(len, piece)) + len(paragraph) > LONGEST):
            text = "\n".join(piece).strip() + "\n"
            if SHORTEST <= len(text) <= 2 * LONGEST:
                yield Article(article.name + (f" part {count + 1}" if count or paragraph is not None else ""), text, article.published)
            count, piece = count + 1, []
        if paragraph is not None:
            piece.append(paragraph)
