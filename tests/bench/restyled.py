"""Rewrite the house style of texts of other people's making at random, and count the false alarms: nothing they say has changed.

    python tests/bench/restyled.py FOLDER [--plants 3000] [--seed 1] [--only KIND] [--missed 5] [--json FILE]

FOLDER holds news texts (.txt, or .jsonl with a "text" in each line). Every place where a house style could differ is rewritten with a
chance of one half, until at least `--plants` changes are made; quotation marks, dashes and line ends change all through a text, which
counts as one change. Every row that says "conflict" is a false one. A row counts for the kind of change it touches; one that touches
none counts as "elsewhere".
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two threads of a small matrix product only wait for each other
sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from texts import Article, read_articles  # noqa: E402

from components.comparison import compare_texts  # noqa: E402
from components.model import Span  # noqa: E402

PUBLISHED = date(2024, 6, 28)  # for texts that do not say
WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
MONTHS: list[str] = WORDS["months"]
MONTH = "|".join(MONTHS)
SHORT = {month: f"{month[:4] if month == 'September' else month[:3]}." for month in MONTHS if len(month) > 5}  # March to July stay whole
FIGURES = {word: str(figure) for figure, word in enumerate(WORDS["figures"], 2)}
BRITISH: dict[str, str] = WORDS["british"]  # American → British
AMERICAN = {british: american for american, british in BRITISH.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """One rewriting: which kind, where in the article, and the words put there."""

    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Restyled:
    """A text after its changes; `places` are where each change stands in it, in the order of `changes`. `made` counts them: signs changed
    all through a text count as one."""

    text: str
    changes: tuple[Change, ...]
    places: tuple[tuple[int, int], ...]

    def made(self) -> Counter[str]:
        counts = Counter(change.kind for change in self.changes)
        return Counter({kind: 1 if kind in SIGNS else count for kind, count in counts.items()})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a comparison: the kind of change it touches ("elsewhere": none), and what it says of which words."""

    article: str
    change: str
    kind: str
    verdict: str
    level: str
    before: str
    after: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--plants", type=int, default=3000, help="how many changes at least (default 3000)")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", choices=[*KINDS, *SIGNS], action="append", help="one kind of change only")
    arguments.add_argument("--missed", type=int, default=0, metavar="N", help="show N false conflicts of each kind")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="write every false conflict")
    given = arguments.parse_args()
    articles = read_articles(given.folder)
    rng = random.Random(given.seed)
    made: Counter[str] = Counter()
    rows: list[Row] = []
    for article in articles_in_turn(articles, rng):
        restyled = restyle(article, rng, given.only or [*KINDS, *SIGNS])
        made += restyled.made()
        rows += outcome(article, restyled, in_a=rng.random() < 0.5)
        if made.total() >= given.plants:
            break
    print(summary(made, rows))
    if given.missed:
        print(missed(rows, given.missed))
    if given.json:
        alarms = [asdict(row) for row in rows if row.verdict == "conflict"]
        given.json.write_text(json.dumps(alarms, ensure_ascii=False, indent=1), encoding="utf-8")


def articles_in_turn(articles: list[Article], rng: random.Random) -> Iterator[Article]:
    """Every article in random order, again and again, ten times at most (a folder may be too small for as many changes as asked for)."""
    for _ in range(10):
        yield from rng.sample(articles, len(articles))


def restyle(article: Article, rng: random.Random, kinds: list[str]) -> Restyled:
    """The article with about half of its possible changes made, first those of words, then those that put one sign for another."""
    paragraphs = article.paragraphs()
    possible = [c for k in kinds if k in KINDS for c in KINDS[k](article, rng) if any(s <= c.start and c.end <= e for s, e in paragraphs)]
    rng.shuffle(possible)
    chosen: list[Change] = []
    for change in possible[: (len(possible) + 1) // 2]:
        if all(change.end < c.start - 1 or c.end + 1 < change.start for c in chosen):
            chosen.append(change)
    chosen.sort(key=lambda c: c.start)
    out, places, at, length = [], [], 0, 0
    for c in chosen:
        out += [article.text[at : c.start], c.words]
        length += c.start - at
        places.append((length, length + len(c.words)))
        length += len(c.words)
        at = c.end
    text = "".join([*out, article.text[at:]])
    for kind in kinds:
        if kind in SIGNS and rng.random() < 0.5:
            text, signs = SIGNS[kind](text, rng)
            chosen += [Change(kind, -1, -1, "") for _ in signs]  # in the article they stand nowhere of their own
            places += signs
    return Restyled(text, tuple(chosen), tuple(places))


def outcome(article: Article, restyled: Restyled, *, in_a: bool) -> list[Row]:
    """Every row of the comparison, with the kind of change it belongs to."""
    published = article.published or PUBLISHED
    texts = (restyled.text, article.text) if in_a else (article.text, restyled.text)
    comparison = compare_texts(*texts, published_a=published, published_b=published)
    rows = []
    for d in comparison.differences:
        plain, styled = (d.b, d.a) if in_a else (d.a, d.b)
        before, after = (side.of(text) if side else "nothing" for side, text in ((plain, article.text), (styled, restyled.text)))
        rows.append(Row(article.name, blamed(restyled, plain, styled), d.kind, d.verdict, d.level, before, after))
    return rows


def blamed(restyled: Restyled, plain: Span | None, styled: Span | None) -> str:
    for change, place in zip(restyled.changes, restyled.places, strict=True):
        if touches(plain, (change.start, change.end)) or touches(styled, place):
            return change.kind
    return "elsewhere"


def touches(span: Span | None, place: tuple[int, int]) -> bool:
    return span is not None and span.start <= place[1] and place[0] <= span.end


# Changes of words. Each takes an article and chance, and gives every change of its kind that is possible there.


def dates(article: Article, rng: random.Random) -> Iterator[Change]:
    taken = set()
    for m in re.finditer(rf"\b({MONTH}) (\d\d?), ((?:1[5-9]|20)\d\d)\b,?", article.text):
        taken.add(m.start(1))
        comma = "," if m[0].endswith(",") and rng.random() < 0.5 else ""
        forms = [f"{m[2]} {m[1]} {m[3]}{comma}", f"{SHORT.get(m[1], m[1])} {m[2]}, {m[3]}" + m[0][len(f"{m[1]} {m[2]}, {m[3]}") :]]
        yield from change("date style", m, rng.choice(forms))
    for m in re.finditer(rf"\b({MONTH}) (\d\d?)(?![\d:,–-]|\w)|(?<![\d.,–-])\b(\d\d?) ({MONTH})\b(?! \d)", article.text):
        month, day = m[1] or m[4], m[2] or m[3]
        if m.start() not in taken and 1 <= int(day) <= 31:
            forms = [f"{day} {month}", f"{SHORT.get(month, month)} {day}", f"{month} {day}{suffix(int(day))}"]
            yield from change("date style", m, rng.choice(forms))


def suffix(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def times(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"\b(\d\d?)(?:[:.](\d\d))? ?([ap])\.?m\b\.?(?= [a-z])", article.text):
        minutes = m[2] or ""
        forms = [f"{m[1]}{':' + minutes if minutes else ''} {m[3]}.m.", f"{m[1]}{'.' + minutes if minutes else ''}{m[3]}m"]
        yield from change("time style", m, rng.choice(forms))


def numbers(article: Article, rng: random.Random) -> Iterator[Change]:
    figures = {figure: word for word, figure in FIGURES.items()}
    for m in re.finditer(rf"(?<=[a-z] )({'|'.join(FIGURES)})(?= (?:[a-z]+ )?[a-z]{{3,}}s\b)", article.text):
        yield from change("number style", m, FIGURES[m[0]])
    for m in re.finditer(rf"(?<=[a-z] )({'|'.join(figures)})(?= (?:[a-z]+ )?[a-z]{{3,}}s\b)", article.text):
        yield from change("number style", m, figures[m[0]])


def money(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"([$£€]\d[\d.,]*)( million| billion|m\b|bn\b)", article.text):
        other = {" million": ["m"], " billion": ["bn"], "m": [" million"], "bn": [" billion"]}[m[2]]
        yield from change("money style", m, m[1] + rng.choice(other))


def percent(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"(?<=\d)(?:%| ?per ?cent\b)", article.text):
        yield from change("percent", m, rng.choice(["%", " percent", " per cent"]))


def spellings(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"(?<![\w'’-])(?:e-mail|[A-Za-z]{4,})(?![\w'’-])", article.text):
        other = BRITISH.get(m[0]) or AMERICAN.get(m[0])
        if other:
            yield from change("spelling", m, other)


def dotted(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"\b(?:U\.S\.|U\.N\.|U\.K\.|E\.U\.)(?= [a-z])|\b(?:US|UN|UK|EU)\b(?=[, ] ?[a-z])", article.text):
        letters = m[0].replace(".", "")
        yield from change("dotted acronym", m, letters if "." in m[0] else "".join(f"{letter}." for letter in letters))


def acronyms(article: Article, rng: random.Random) -> Iterator[Change]:
    """Where a text says "the Full Name Here (FNH)", a later "the FNH" may be written out, and the full name shortened; not inside quotation
    marks, where another name is another word."""
    quoted = article.quotations()
    for m in re.finditer(r"\b(?:The )?((?:[A-Z][a-z]+ (?:(?:of|for|and|the) )*){1,6}[A-Z][a-z]+) \(([A-Z]{2,6})\)", article.text):
        if "".join(word[0] for word in m[1].split() if word[0].isupper()) == m[2]:
            for form, other in ((rf"{m[2]}\b(?![-/])", m[1]), (rf"{re.escape(m[1])}\b(?! \()", m[2])):
                for later in re.finditer(rf"(?<=\bthe ){form}", article.text):
                    if later.start() > m.end() and not any(start < later.start() < end for start, end in quoted):
                        yield from change("acronym after expansion", later, other)


def honorifics(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"\b(Mr|Mrs|Ms|Dr)(\.?)(?= [A-Z])", article.text):
        yield from change("honorific", m, m[1] if m[2] else m[1] + ".")


def serial_commas(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"(?<=\w), (\w{3,})(,?) and (?=\w{3,}[ .])", article.text):
        if m[1] not in {"said", "which", "however", "who", "added", "too"}:
            yield from change("serial comma", m, f", {m[1]} and " if m[2] else f", {m[1]}, and ")


def contractions(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"\b(is|are|was|were|does|did|do|has|had|have|would|could|should)( not|n['’]t)\b", article.text):
        yield from change("contraction", m, m[1] + ("n’t" if m[2] == " not" else " not"))


def hard_spaces(article: Article, rng: random.Random) -> Iterator[Change]:
    for m in re.finditer(r"(?<=\d) (?=[a-z])|(?<=\bMr) (?=[A-Z])|(?<=\bMs) (?=[A-Z])", article.text):
        if rng.random() < 0.3:
            yield from change("hard space", m, "\u00a0")


KINDS: dict[str, Callable[[Article, random.Random], Iterator[Change]]] = {
    "date style": dates, "time style": times, "number style": numbers, "money style": money, "percent": percent, "spelling": spellings,
    "dotted acronym": dotted, "acronym after expansion": acronyms, "honorific": honorifics, "serial comma": serial_commas,
    "contraction": contractions, "hard space": hard_spaces,
}  # fmt: skip


def change(kind: str, m: re.Match[str], words: str) -> Iterator[Change]:
    if m[0] != words:
        yield Change(kind, m.start(), m.end(), words)


# Changes of signs, for a whole text: they put one character for another, or two in the other order, so that nothing else moves.
# Each gives the text, and the place of every change.

Signs = list[tuple[int, int]]


def quotation_marks(text: str, rng: random.Random) -> tuple[str, Signs]:
    """Straight, curly double or curly single marks; only where the marks of a paragraph come in pairs."""
    opening, closing = rng.choice([("“", "”"), ("‘", "’"), ('"', '"')])
    pairs = [pair for pair in Article("", text).quotations() if is_quotation(text, *pair)]
    return signs(text, {start: opening for start, _ in pairs} | {end - 1: closing for _, end in pairs})


def marks_and_stops(text: str, rng: random.Random) -> tuple[str, Signs]:
    """A comma or full stop before the closing mark goes after it, or the other way round."""
    new: dict[int, str] = {}
    for start, end in Article("", text).quotations():
        if not is_quotation(text, start, end):
            continue
        if text[end - 2] in ",.":
            new |= {end - 2: text[end - 1], end - 1: text[end - 2]}
        elif text[end : end + 1] in (",", ".") and text[end - 2].isalnum():
            new |= {end - 1: text[end], end: text[end - 1]}
    return signs(text, new)


def apostrophes(text: str, rng: random.Random) -> tuple[str, Signs]:
    old, new = ("'", "’") if text.count("'") > text.count("’") else ("’", "'")
    return signs(text, {m.start(): new for m in re.finditer(rf"(?<=\w){old}(?=\w)", text)})


def dashes(text: str, rng: random.Random) -> tuple[str, Signs]:
    dash = rng.choice("—–-")
    return signs(text, {m.start(): dash for m in re.finditer(r"(?<= )[—–-](?= )", text)})


def hard_wrap(text: str, rng: random.Random) -> tuple[str, Signs]:
    """Lines of 72 characters and paragraphs parted by an empty line, as a mail or a terminal has them."""
    if re.search(r"[^\n]\n[^\n]", text):  # paragraphs parted by a line end only would run together
        return text, []
    lines = ("\n".join(wrapped(line)) for line in text.split("\n"))
    return "\n".join(lines), [(-1, -1)]


def wrapped(line: str) -> list[str]:
    """Lines of at most 72 characters, with every blank but the last of a line kept, so that no offset moves."""
    out = []
    while len(line) > 72 and (at := line.rfind(" ", 0, 72)) > 0:
        out.append(line[:at])
        line = line[at + 1 :]
    return [*out, line]


SIGNS: dict[str, Callable[[str, random.Random], tuple[str, Signs]]] = {
    "quotation marks": quotation_marks, "mark before stop": marks_and_stops, "apostrophe": apostrophes, "dash": dashes,
    "hard wrap": hard_wrap,
}  # fmt: skip


def is_quotation(text: str, start: int, end: int) -> bool:
    return bool(re.fullmatch("[\"“][^\"“”\n]+[\"”]", text[start:end]))


def signs(text: str, new: dict[int, str]) -> tuple[str, Signs]:
    """The text with the characters of `new` put at their places, and the places where that changed something."""
    changed = {at: char for at, char in new.items() if text[at] != char}
    out = list(text)
    for at, char in changed.items():
        out[at] = char
    return "".join(out), [(at, at + 1) for at in changed]


def summary(made: Counter[str], rows: list[Row]) -> str:
    lines = [f"{'changed':26}{'changes':>8}{'false conflicts':>17}{'share':>8}   rows by verdict"]
    for kind in [*KINDS, *SIGNS, "elsewhere", "all"]:
        of = [row for row in rows if kind in (row.change, "all")]
        changes = made.total() if kind == "all" else made[kind]
        if not changes and not of:
            continue
        false = sum(row.verdict == "conflict" for row in of)
        verdicts = " · ".join(f"{n} {verdict}" for verdict, n in Counter(row.verdict for row in of).most_common())
        lines.append(f"{kind:26}{changes:8}{false:17}{f'{false / changes:.2%}' if changes else '–':>8}   {verdicts}")
    return "\n".join(lines)


def missed(rows: list[Row], count: int) -> str:
    lines = []
    for kind in [*KINDS, *SIGNS, "elsewhere"]:
        for row in [row for row in rows if row.change == kind and row.verdict == "conflict"][:count]:
            lines.append(f"{kind} · {row.article}: {row.kind} {row.level!r}: {row.before[:100]!r} | {row.after[:100]!r}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
