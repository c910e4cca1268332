"""Plant one error at a time in texts of other people's making, and count how many come back as exactly one row of the right kind.

    python tests/bench/planted.py FOLDER [--plants 1300] [--seed 1] [--only KIND] [--missed 5] [--json FILE]

FOLDER holds news texts (.txt, or .jsonl with a "text" in each line). A plant changes one fact in one place: the two texts are alike but for
it, so that every row beside the one it deserves is a false alarm. What it deserves is said here without asking Readback: kind and
verdict follow from the change by the contract. Half of the plants are made in A. Finding means that a row touches the place.
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
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two threads of a small matrix product only wait for each other
sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from texts import Article, read_articles  # noqa: E402

from components.comparison import compare_texts  # noqa: E402
from components.model import Comparison, Difference, Span  # noqa: E402

PUBLISHED = date(2024, 6, 28)  # for texts that do not say
Bounds = tuple[int, int]

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
MONTHS, WEEKDAYS, COUNTRIES, CITIES, ROLES, UNITS = (WORDS[k] for k in ("months", "weekdays", "countries", "cities", "roles", "units"))
MONTH = "|".join(MONTHS)
DURATION = r"(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?)"
COUNTED = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty)"
SAYING = r"(?:said|says|told|added|explained|warned|insisted|commented|claimed|argued)"
PERSON = r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?"


@dataclass(frozen=True, slots=True)
class Plant:
    """One change: `edits` are (start, end, new words) of the article, in order; `place` is what was changed there, `kinds` and
    `verdicts` are what the contract allows for the row when the plant is in B."""

    edits: tuple[tuple[int, int, str], ...]
    place: Bounds
    kinds: frozenset[str]
    verdicts: frozenset[str]

    def text(self, before: str) -> str:
        out, at = [], 0
        for start, end, words in self.edits:
            out += [before[at:start], words]
            at = end
        return "".join([*out, before[at:]])

    def changed_place(self) -> Bounds:
        """Where the change stands in the changed text: the new words of the first edit that has any, else the point of the first cut."""
        shift, first = 0, None
        for start, end, words in self.edits:
            if first is None:
                first = (start, start)
            if words:
                return start + shift, start + shift + len(words)
            shift -= end - start
        assert first is not None
        return first


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one plant. `right`: exactly one row, of an allowed kind and verdict; `rows` tells the others in words."""

    kind: str
    article: str
    before: str
    after: str
    in_a: bool
    found: bool
    right: bool
    rows: tuple[str, ...]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--plants", type=int, default=1300, help="how many altogether (default 1300)")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", choices=KINDS, action="append", help="one kind of plant only")
    arguments.add_argument("--missed", type=int, default=0, metavar="N", help="show N plants of each kind that did not come back right")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="write every outcome")
    given = arguments.parse_args()
    articles = read_articles(given.folder)
    kinds = given.only or list(KINDS)
    outcomes = []
    for kind in kinds:
        rng = random.Random(f"{given.seed} {kind}")
        for article, plant in plants(kind, articles, -(-given.plants // len(kinds)), rng):
            outcomes.append(outcome(kind, article, plant, in_a=rng.random() < 0.5))
    print(summary(outcomes, kinds))
    if given.missed:
        print(missed(outcomes, kinds, given.missed))
    if given.json:
        given.json.write_text(json.dumps([asdict(o) for o in outcomes], ensure_ascii=False, indent=1), encoding="utf-8")


def plants(kind: str, articles: list[Article], count: int, rng: random.Random) -> Iterator[tuple[Article, Plant]]:
    """At most `count` different plants of one kind, spread over the articles: one from each in turn, in random order."""
    words = vocabulary(articles)
    waiting = []
    for article in articles:
        possible = list(KINDS[kind](article, rng, words))
        rng.shuffle(possible)
        waiting.append((article, possible))
    rng.shuffle(waiting)
    while count and (waiting := [(article, possible) for article, possible in waiting if possible]):
        for article, possible in waiting[:count]:
            yield article, possible.pop()
        count -= min(count, len(waiting))


def outcome(kind: str, article: Article, plant: Plant, *, in_a: bool) -> Outcome:
    published = article.published or PUBLISHED
    changed = plant.text(article.text)
    texts = (changed, article.text) if in_a else (article.text, changed)
    comparison = compare_texts(*texts, published_a=published, published_b=published)
    places = (plant.changed_place(), plant.place) if in_a else (plant.place, plant.changed_place())
    touching = [d for d in comparison.differences if touches(d.a, places[0]) or touches(d.b, places[1])]
    wanted = [d for d in touching if d.kind in turned(plant.kinds, in_a) and d.verdict in turned(plant.verdicts, in_a)]
    excused = [d for d in comparison.differences if d not in wanted and is_of_a_lost_sentence(d, wanted)]
    right = len(wanted) == 1 and len(comparison.differences) == 1 + len(excused)
    (start, end), (start_b, end_b) = plant.place, plant.changed_place()
    return Outcome(
        kind, article.name, around(article.text, start, end), around(changed, start_b, end_b), in_a, bool(touching), right,
        tuple(told(comparison, d) for d in comparison.differences),
    )  # fmt: skip


def touches(span: Span | None, place: Bounds) -> bool:
    return span is not None and span.start <= place[1] and place[0] <= span.end


def turned(names: frozenset[str], in_a: bool) -> frozenset[str]:
    """The kinds or verdicts as seen from the other side."""
    other = {"omission": "addition", "addition": "omission", "omitted": "added", "added": "omitted"}
    return frozenset(other.get(name, name) for name in names) if in_a else names


def is_of_a_lost_sentence(row: Difference, wanted: list[Difference]) -> bool:
    """A person or date that the other version has nowhere has a row of its own inside a sentence on one side only (contract)."""
    side = row.a or row.b
    return (
        row.kind in {"name", "date"}
        and row.verdict in {"omitted", "added"}
        and side is not None
        and any(w.kind in {"omission", "addition"} and w.verdict == row.verdict and (w.a or w.b).contains(side) for w in wanted)  # type: ignore[union-attr]
    )


def around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", "¶")


def told(comparison: Comparison, row: Difference) -> str:
    a, b = (side.of(version.text) if side else None for side, version in ((row.a, comparison.a), (row.b, comparison.b)))
    return f"{row.kind} {row.verdict} {row.level!r}: {str(a)[:60]!r} | {str(b)[:60]!r}"


# The kinds of plants. Each takes an article, chance, and the words of all articles, and gives every plant that is possible there.

Words = dict[str, list[str]]  # see vocabulary()


def digits(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    """One digit of a number that is no date, time, year or part of a name; no zero at its end, where another digit only says it more
    exactly."""
    number = re.compile(r"(?<![\w.,/:\-–])(?:US\$|[$£€])?(\d[\d,]*(?:\.\d+)?)(?![\w/:\-–]|[.,]\d)")
    for m in outside(article, number):
        figure, before, after = m[1].rstrip(","), article.text[max(0, m.start() - 30) : m.start()], article.text[m.end() : m.end() + 20]
        if re.fullmatch(r"1\d{3}|20\d{2}", figure) or re.search(rf"(?:{MONTH}|[A-Z][\w.]*|\bat|\bin|\bto) $", before):
            continue
        if re.match(rf" ?(?:am|pm|a\.m|p\.m|o'clock|GMT|{MONTH}|and \d|to \d|or \d)", after):
            continue
        exact = figure if "." in figure else figure.rstrip("0,") or figure
        at = rng.choice([k for k, char in enumerate(exact) if char.isdigit()])
        new = figure[:at] + other(figure[at], "123456789", rng) + figure[at + 1 :]
        kinds = {"number", "date"} if re.match(rf" (?:\w+ )?{DURATION}\b", after) else {"number"}
        yield swap(m.start(1), m.start(1) + len(figure), new, kinds)


def days(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for m in outside(article, re.compile(rf"\b(?:{MONTH}) (\d\d?)(?![\d:])|(?<![\d.,])(\d\d?) (?:{MONTH})\b")):
        k = 1 if m[1] else 2
        yield swap(m.start(k), m.end(k), other(m[k], [str(day) for day in range(1, 29)], rng), {"date"})


def months(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    near = rf"\b({MONTH})(?= \d)|(?<=\d )({MONTH})\b|(?<=\b[Ii]n )({'|'.join(m for m in MONTHS if m != 'May')})\b"
    for m in outside(article, re.compile(near)):
        yield swap(m.start(), m.end(), other(m[0], [month for month in MONTHS if month != "May"], rng), {"date"})


def weekdays(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for m in outside(article, re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b(?! [A-Z])")):
        yield swap(m.start(), m.end(), other(m[0], WEEKDAYS, rng), {"date"})


def years(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for m in outside(article, re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y) ((?:19|20)\d\d)\b(?![-–/])")):
        yield swap(m.start(1), m.end(1), m[1][:2] + other(m[1][2:], [f"{year:02}" for year in range(20)], rng), {"date"})


def letters(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    """One letter inside the last word of a proper name of two words, a word that no text has in small letters."""
    for m in outside(article, re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,} ([A-Z][a-z]{4,})(?![\w'’-]| [A-Z])")):
        name = m[1]
        if {name.lower(), name} & {*words["small"], *MONTHS, *WEEKDAYS, *ROLES} or name.endswith(("ian", "ish", "ese", "ean")):
            continue
        at = rng.randrange(2, len(name) - 1)
        new = other(name[at], "aeiou" if name[at] in "aeiou" else "bdfgklmnprst", rng)
        yield swap(m.start(1), m.end(1), name[:at] + new + name[at + 1 :], {"name", "entity", "place"}, {"conflict", "variant"})


def roles(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    """The word for a title, before a name or between commas after one."""
    word = rf"({'|'.join(ROLES)}|{'|'.join(role.capitalize() for role in ROLES)})"
    place = rf"(?<![Pp]rime )(?<![\w-])\b{word}(?= [A-Z][a-z]+ [A-Z][a-z]+)|(?<=[a-z], the ){word}(?= (?:of|at|for)\b)"
    for m in outside(article, re.compile(place)):
        new = other(m[0].lower(), ROLES, rng)
        if "general" in (new, m[0]) or (m[0].lower()[0] in "ae") != (new[0] in "ae"):  # "an ambassador" must not become "an president"
            continue
        yield swap(m.start(), m.end(), new.capitalize() if m[0][0].isupper() else new, {"role"})


def quoted_words(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    """One word of a quotation of five words and more, for a word of the same ending."""
    for start, end in article.quotations():
        if "\n" in article.text[start:end] or not 5 <= len(article.text[start:end].split()) <= 60 or article.text[start] not in '"“':
            continue
        if any(s <= start < e for s, e in article.quotations() if (s, e) != (start, end)):
            continue
        for m in re.finditer(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])", article.text[start:end]):
            if m[0] in words["function"]:
                continue
            new = other(m[0], words[ending(m[0])], rng)
            if new[:4] != m[0][:4]:
                yield swap(start + m.start(), start + m.end(), new, {"quotation"})


def speakers(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    """The person named beside a verb of saying, next to quotation marks."""
    title = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord) )?"
    name = rf"{title}({PERSON})"
    before, after = rf"[\"”] {SAYING} {name}(?=[,.]| (?!and\b|of\b)[a-z]+ [^A-Z])", rf"[\"”] {name} {SAYING}[,.]"
    opening = rf"(?<=\. ){name} {SAYING}(?:[,:]|) [\"“]|^{name} {SAYING}(?:[,:]|) [\"“]"
    beside = re.compile(f"{before}|{after}|{opening}", re.M)
    for m in outside(article, beside, touching=True):
        k = next(k for k in (1, 2, 3, 4) if m[k])
        known = words["people" if " " in m[k] else "surnames"]
        if not is_person(m[k], words) or not known:
            continue
        new = other(m[k], known, rng)
        if new.split()[-1] not in article.text:
            yield swap(m.start(k), m.end(k), new, {"attribution"})


def places(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for known in (COUNTRIES, CITIES):
        for m in outside(article, re.compile(rf"(?<=[a-z] )({'|'.join(known)})(?=[.;]| [a-z]|, (?:and|but|where|which|who)\b)")):
            if re.search(r"[A-Z][\w']+ (?:of |in )?$", article.text[max(0, m.start() - 40) : m.start()]):
                continue  # "Bank of Ireland", "Real Madrid"
            yield swap(m.start(), m.end(), other(m[0], known, rng), {"place"})


def negations(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for m in outside(article, re.compile(r"\b(?:is|are|was|were|ha[sd]|have|did|does|do|will|would|could|should|must)( not)(?= [a-z]{3})")):
        yield swap(m.start(1), m.end(1), "", {"wording", "omission"})
    for m in outside(article, re.compile(r"\b(?:is|are|was|were|will|would|should|has been|had been)(?= (?!not\b)[a-z]{3,}ed\b)")):
        yield swap(m.end(), m.end(), " not", {"wording", "addition"})


def units(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for m in outside(article, re.compile(rf"\b{COUNTED} ({'|'.join(UNITS)})\b")):
        yield swap(m.start(1), m.end(1), UNITS[m[1]], {"number", "date"} if re.match(DURATION, m[1]) else {"number"})
    for m in outside(article, re.compile(r"(?<![\w$])[$£](?=\d)")):
        yield swap(m.start(), m.end(), "£" if m[0] == "$" else "$", {"number"})


def fusions(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for m in outside(article, re.compile(r"(?<= )[a-z]{3,}( )[a-z]{3,}(?=[ ,.])")):
        joined = m[0].replace(" ", "")
        if joined not in words["small"] and joined not in WORDS["real_when_joined"]:
            yield Plant(((m.start(), m.end(), joined),), (m.start(), m.end()), frozenset({"glitch"}), frozenset({"glitch"}))


def dropped(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    for paragraph in article.paragraphs():
        sentences = article.sentences(*paragraph)
        for (start, end), (following, _) in pairwise(sentences):
            if is_plain(article, start, end) and following - end <= 2:
                yield Plant(((start, following, ""),), (start, end), frozenset({"omission"}), frozenset({"omitted"}))


def moved(article: Article, rng: random.Random, words: Words) -> Iterator[Plant]:
    """A sentence that goes to the end of another paragraph, over four at least; neither has a quotation whose speaker could change."""
    paragraphs = [p for p in article.paragraphs() if not re.search(r"[\"“”]", article.text[slice(*p)])]
    for paragraph in paragraphs:
        sentences = article.sentences(*paragraph)
        for (start, end), (following, _) in pairwise(sentences):
            far = [to for _, to in paragraphs if is_far(article.text[min(start, to) : max(following, to)], end - start)]
            if far and is_plain(article, start, end) and following - end <= 2:
                to = rng.choice(far)
                cut, paste = (start, following, ""), (to, to, " " + article.text[start:end])
                yield Plant(tuple(sorted((cut, paste))), (start, end), frozenset({"moved"}), frozenset({"moved"}))


KINDS: dict[str, Callable[[Article, random.Random, Words], Iterator[Plant]]] = {
    "digit": digits, "day": days, "month": months, "weekday": weekdays, "year": years, "name letter": letters, "role word": roles,
    "quoted word": quoted_words, "speaker": speakers, "place": places, "negation": negations, "unit": units, "fused word": fusions,
    "dropped sentence": dropped, "moved sentence": moved,
}  # fmt: skip


def swap(start: int, end: int, new: str, kinds: set[str], verdicts: frozenset[str] | set[str] = frozenset({"conflict"})) -> Plant:
    return Plant(((start, end, new),), (start, end), frozenset(kinds), frozenset(verdicts))


def outside(article: Article, pattern: re.Pattern[str], *, touching: bool = False) -> Iterator[re.Match[str]]:
    """Matches in running text and outside quotation marks; with `touching`, the match may begin or end at a mark."""
    quoted = article.quotations()
    for start, end in article.paragraphs():
        for m in pattern.finditer(article.text, start, end):
            s, e = (m.start() + 1, m.end() - 1) if touching else (m.start(), m.end())
            if not any(s < quote_end and quote_start < max(e, s + 1) for quote_start, quote_end in quoted):
                yield m


def is_plain(article: Article, start: int, end: int) -> bool:
    """A sentence of six words and more without quotation marks, whose words stand nowhere else in the article."""
    sentence = article.text[start:end]
    return len(sentence.split()) >= 6 and not re.search(r"[\"“”‘]", sentence) and article.text.count(sentence) == 1


def is_far(between: str, length: int) -> bool:
    """Over four sentences at least, and over so much text that it is the one sentence that has moved and not the others."""
    return len(re.findall(r"[.?!][ \n]", between)) > 4 and len(between) > 4 * length


def other(this: str, among: str | list[str], rng: random.Random) -> str:
    return rng.choice([one for one in among if one != this])


def ending(word: str) -> str:
    return next((end for end in ("ing", "ed", "ly", "s") if word.endswith(end)), "plain")


def vocabulary(articles: list[Article]) -> Words:
    """What plants are made of: words in small letters by ending, those that stand in very many texts ("function"), people's names."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(set(re.findall(r"(?<![\w'’-])[a-z]+(?![\w'’-])", article.text)))
    small = sorted(counts)
    kinds: Words = {"small": small, "function": [w for w in small if counts[w] > 0.25 * len(articles)]}
    for end in ("ing", "ed", "ly", "s", "plain"):
        kinds[end] = [w for w in small if len(w) >= 5 and ending(w) == end and counts[w] > 1] or small
    told_by = re.compile(rf"({PERSON}) {SAYING}|{SAYING} ({PERSON})[,.]")
    people = sorted({m[1] or m[2] for article in articles for m in told_by.finditer(article.text)})
    kinds["people"] = [person for person in people if " " in person and is_person(person, kinds)]
    kinds["surnames"] = sorted({person.split()[1] for person in kinds["people"]})
    return kinds


def is_person(name: str, words: Words) -> bool:
    """Neither word is a common word, a title, a place or a party of these texts."""
    known = {*words["small"], *WORDS["no_person"], *ROLES, *COUNTRIES, *CITIES}
    return not known & {form for word in name.split() for form in (word, word.lower())} and not name.endswith(("ian", "ish", "ese", "ean"))


def summary(outcomes: list[Outcome], kinds: list[str]) -> str:
    lines = [f"{'planted':18}{'plants':>7}{'found':>8}{'one right row':>15}   what came instead, most frequent first"]
    for kind in [*kinds, "all"]:
        of = [o for o in outcomes if kind in (o.kind, "all")]
        if not of:
            lines.append(f"{kind:18}{0:7}       –              –   nowhere to plant one in these texts")
            continue
        wrong = Counter(shape(o) for o in of if not o.right) if kind != "all" else Counter()
        instead = " · ".join(f"{n} × {what}" for what, n in wrong.most_common(4))
        lines.append(f"{kind:18}{len(of):7}{share(o.found for o in of):>8}{share(o.right for o in of):>15}   {instead}")
    return "\n".join(lines)


def shape(o: Outcome) -> str:
    """The rows of an outcome by kind and verdict, at most three of them."""
    rows = [" ".join(row.split()[:2]) for row in o.rows]
    return " + ".join(rows[:3]) + (f" + {len(rows) - 3} more" if len(rows) > 3 else "") if rows else "nothing"


def share(values: Iterator[bool]) -> str:
    given = list(values)
    return f"{sum(given) / len(given):.3f}"


def missed(outcomes: list[Outcome], kinds: list[str], count: int) -> str:
    lines = []
    for kind in kinds:
        for o in [o for o in outcomes if o.kind == kind and not o.right][:count]:
            side = "A" if o.in_a else "B"
            lines += ["", f"{kind} (in {side}) · {o.article}", f"    was    …{o.before}…", f"    became …{o.after}…"]
            lines += [f"    row    {row}" for row in o.rows]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
