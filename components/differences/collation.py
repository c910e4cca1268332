"""Two versions side by side while their differences are written down: what every kind of difference works on.

A *collation* holds the versions, their facts, the linked passages and the rows written so far. Rows are written kind by kind, the most
specific first; each tells the changed words it accounts for, so that no change is said twice and none is forgotten.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, zip_longest
from typing import Any, Literal, TypeVar

from components.differences.edits import SIDES, Passage, Side, SideName
from components.model import (
    STORY_PARTS,
    EntityType,
    Fact,
    Facts,
    Kind,
    Link,
    PartKind,
    Quotation,
    Rules,
    Sentence,
    Settings,
    Span,
    Tokens,
    Verdict,
    Version,
)  # fmt: skip

F = TypeVar("F", bound=Fact)
T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Row:
    """A difference while it is written: what it is, where, and `marks` for the rules of severity. `group` says which finding it belongs
    to: rows with equal groups are decided at once; None stands alone."""

    kind: Kind
    verdict: Verdict
    a: Span | None
    b: Span | None
    level: str
    subject: str = ""
    detail: str = ""
    marks: frozenset[str] = frozenset()
    group: tuple[object, ...] | None = None
    similarity: float | None = None
    lacks: Literal["", "a", "b"] = ""  # the side that has nothing there: its span is over the words around the place

    def on(self, name: SideName) -> Span | None:
        """Where it is on a side."""
        return self.a if name == "a" else self.b

    def put(self, name: SideName, span: Span | None) -> None:
        """Put it elsewhere on a side."""
        if name == "a":
            self.a = span
        else:
            self.b = span


@dataclass(slots=True, eq=False)
class Answer:
    """Two facts that answer each other while they are compared; `row` shows where they differ."""

    kind: Kind
    a: Fact | None
    b: Fact | None
    verdict: Verdict | Literal["same"]
    level: str
    row: Row | None = None


class Collation:
    """Versions a and b, their links and facts, and what has been written about them."""

    def __init__(
        self, a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens, links: Sequence[Link], facts_a: Facts, facts_b: Facts,
        rules: Rules, settings: Settings, variant: Callable[[str, str, EntityType | None], str | None],
    ) -> None:  # fmt: skip
        self.a, self.b, self.tokens_a, self.tokens_b = a, b, tokens_a, tokens_b
        self.links, self.facts_a, self.facts_b, self.rules, self.settings = links, facts_a, facts_b, rules, settings
        self._variant = lru_cache(maxsize=None)(variant)
        self._ends_a = [sentence.span.end for sentence in a.sentences]
        self._ends_b = [sentence.span.end for sentence in b.sentences]
        self._sides: dict[tuple[SideName, tuple[int, ...]], Side] = {}
        self.rows: list[Row] = []
        self.answers: list[Answer] = []
        self.linked = [link for link in links if link.a and link.b and a.sentences[link.a[0]].part in COMPARED]
        self.passages = [
            Passage(link, Side(a, tokens_a, link.a), Side(b, tokens_b, link.b))
            for link in self.linked
            if link.operation != "kept" and not self._alike(link)
        ]
        # by side and sentence
        self.passage: dict[SideName, dict[int, Passage]] = {
            "a": {i: passage for passage in self.passages for i in passage.link.a},
            "b": {j: passage for passage in self.passages for j in passage.link.b},
        }
        self.link: dict[SideName, dict[int, Link]] = {
            "a": {i: link for link in links for i in link.a},
            "b": {j: link for link in links for j in link.b},
        }

    def version(self, name: SideName) -> Version:
        """The version on a side."""
        return self.a if name == "a" else self.b

    def facts(self, name: SideName) -> Facts:
        """The facts of the version on a side."""
        return self.facts_a if name == "a" else self.facts_b

    def variant(self, x: str, y: str, entity_type: EntityType | None = None) -> str | None:
        """Why two names can mean one thing, in words; None where they cannot. Two spellings that one version has both are two names."""
        reason = self._variant(x, y, entity_type)
        if reason in SPELLINGS and any({x.casefold(), y.casefold()} <= named for named in self._named):
            return None
        return reason

    def _alike(self, link: Link) -> bool:
        """Whether the link is of one sentence that is the same to the letter in both."""
        if len(link.a) > 1 or len(link.b) > 1:
            return False
        return self.a.sentences[link.a[0]].span.of(self.a.text) == self.b.sentences[link.b[0]].span.of(self.b.text)

    def write(self, row: Row) -> Row:
        """Add a row, and tell the words it covers."""
        self.rows.append(row)
        for name in SIDES:
            if span := row.on(name):
                for passage, side in self.sides(name, span):
                    if row.lacks != name:  # the words around a place are not what the row is about
                        side.tell(*side.range_of(span))
                    if not passage.rows or passage.rows[-1] is not row:
                        passage.rows.append(row)
        return row

    def side(self, name: SideName, sentences: tuple[int, ...]) -> Side:
        """The tokens of some sentences of a side; made once."""
        if (name, sentences) not in self._sides:
            self._sides[name, sentences] = Side(self.version(name), self.tokens_a if name == "a" else self.tokens_b, sentences)
        return self._sides[name, sentences]

    def sentences(self, name: SideName, span: Span) -> Sequence[Sentence]:
        """The sentences of a side that share a character with the span (or hold it, where it is empty)."""
        sentences, ends = self.version(name).sentences, self._ends_a if name == "a" else self._ends_b
        first = bisect_right(ends, span.start) if len(span) else bisect_left(ends, span.start)
        last = first
        while last < len(ends) and sentences[last].span.start <= max(span.end - 1, span.start):
            last += 1
        return sentences[first:last]

    def sides(self, name: SideName, span: Span) -> Iterator[tuple[Passage, Side]]:
        """The passages that hold the span, each with the side it is on."""
        for sentence in self.sentences(name, span):
            if passage := self.passage[name].get(sentence.index):
                yield passage, passage.seen_from(name)[0]

    def changed(self, name: SideName, span: Span) -> bool:
        """Whether the span of a side has a changed word that no row has told yet."""
        return any(changed(side, span) for _, side in self.sides(name, span))

    def answer(
        self, kind: Kind, a: Fact | None, b: Fact | None, verdict: Verdict | Literal["same"], level: str, row: Row | None = None
    ) -> None:
        """Keep two facts as a pair."""
        self.answers.append(Answer(kind, a, b, verdict, level, row))

    def answer_alone(self, kind: Kind, fact: Fact, name: SideName, level: str = "only in one version", row: Row | None = None) -> None:
        """Keep a fact of one side that nothing answers."""
        self.answers.append(Answer(kind, *in_order(name, fact, None), "omitted" if name == "a" else "added", level, row))

    @cached_property
    def entity_types(self) -> dict[str, EntityType]:
        """What kind of thing each entity of either version is."""
        return {name.entity: name.entity_type for name in (*self.facts_a.names, *self.facts_b.names)}

    @cached_property
    def _named(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(name.entity.casefold() for name in facts.names) for facts in (self.facts_a, self.facts_b))

    @cached_property
    def acronyms(self) -> dict[str, frozenset[str]]:
        """The folded acronyms by which either version calls an entity."""
        found: dict[str, set[str]] = {}
        for facts, version in ((self.facts_a, self.a), (self.facts_b, self.b)):
            for name in facts.names:
                if name.form == "acronym":
                    found.setdefault(name.entity, set()).add("".join(filter(str.isalnum, name.span.of(version.text).casefold())))
        return {entity: frozenset(letters) for entity, letters in found.items()}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The folded words of all names of both versions."""
        return frozenset(
            word.casefold().strip(".,’'")
            for facts, version in ((self.facts_a, self.a), (self.facts_b, self.b))
            for name in facts.names
            for word in name.span.of(version.text).replace("-", " ").split()
        )

    def answer_rest(self, kind: Kind, facts_a: Iterable[Fact], facts_b: Iterable[Fact], told: set[int]) -> None:
        """Keep the facts whose id() is not among those told as such that nothing answers."""
        for fact in facts_a:
            if id(fact) not in told:
                self.answer_alone(kind, fact, "a")
        for fact in facts_b:
            if id(fact) not in told:
                self.answer_alone(kind, fact, "b")

    @cached_property
    def _by_sentence(self) -> dict[SideName, dict[tuple[type, int], list[Any]]]:
        return {"a": _by_sentence(self.facts_a), "b": _by_sentence(self.facts_b)}

    def facts_at(self, name: SideName, sentence: int, type_: type[F]) -> Sequence[F]:
        """The facts of one type in one sentence of a side, in reading order."""
        return self._by_sentence[name].get((type_, sentence), ())

    @cached_property
    def _reach(self) -> dict[SideName, dict[tuple[type, int], list[int]]]:
        """For each fact of a sentence how far it and those before it reach: what a span cannot touch need not be looked at."""
        return {
            name: {key: list(accumulate((fact.span.end for fact in facts), max)) for key, facts in self._by_sentence[name].items()}
            for name in SIDES
        }

    def facts_over(self, name: SideName, span: Span, type_: type[F]) -> Iterator[F]:
        """The facts of one type of a side that share a character with the span, in reading order."""
        for sentence in self.sentences(name, span):
            facts = self.facts_at(name, sentence.index, type_)
            first = bisect_right(self._reach[name].get((type_, sentence.index), ()), span.start)
            last = bisect_left(facts, span.end, first, key=lambda fact: fact.span.start)
            yield from (fact for fact in facts[first:last] if fact.span.overlaps(span))

    def facts_in(self, link: Link, type_: type[F]) -> tuple[list[F], list[F]]:
        """The facts of one type in the sentences of a link, side by side, in reading order."""
        in_a = [fact for i in link.a for fact in self.facts_at("a", i, type_)]
        return in_a, [fact for j in link.b for fact in self.facts_at("b", j, type_)]

    def quoted(self, name: SideName, span: Span) -> bool:
        """Whether the span stands between quotation marks."""
        near = (i for s in self.sentences(name, span) for i in (s.index, s.index - 1))
        return any(quotation.span.contains(span) for i in near for quotation in self.facts_at(name, i, Quotation))

    def linked_sentences(self, i: int, j: int) -> bool:
        """Whether sentence i of a and sentence j of b are in one link."""
        return i in self.link["a"] and j in self.link["a"][i].b


SPELLINGS = frozenset({"transliteration", "another spelling", "surname alone, another spelling"})  # reasons of `variant`


def pair_facts(
    passage: Passage, facts_a: Sequence[F], facts_b: Sequence[F], likeness: Callable[[F, F], float]
) -> Iterator[tuple[F | None, F | None]]:
    """The facts of a passage that answer each other, then those that nothing answers. Two facts answer each other where they stand in the
    same place and `likeness` (0 … 1) is above nought, or anywhere in the passage where it is 1; the likest first. In a passage of very
    many facts, which is no prose, they answer each other in order."""
    if len(facts_a) * len(facts_b) > MOST_PAIRS:
        yield from zip_longest(facts_a, facts_b)
        return
    candidates = []
    for x, fact_a in enumerate(facts_a):
        low, high = passage.across("a", *passage.a.range_of(fact_a.span))
        for y, fact_b in enumerate(facts_b):
            like = likeness(fact_a, fact_b)
            b1, b2 = passage.b.range_of(fact_b.span)
            here = b1 < high and low < b2
            if like >= 1 or (here and like > 0):
                candidates.append((-like - here / 2, abs(b1 - low), x, y))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, _, x, y in sorted(candidates):
        if x not in taken_a and y not in taken_b:
            taken_a.add(x)
            taken_b.add(y)
            yield facts_a[x], facts_b[y]
    yield from ((fact, None) for x, fact in enumerate(facts_a) if x not in taken_a)
    yield from ((None, fact) for y, fact in enumerate(facts_b) if y not in taken_b)


COMPARED: frozenset[PartKind] = STORY_PARTS | {"note"}  # linked sentences whose words are compared; what else is linked is the frame
MOST_PAIRS = 10_000  # pairs of facts of one kind in one passage; a long sentence of a news story has a hundred


def in_order(name: SideName, here: T, there: T) -> tuple[T, T]:
    """What belongs to the side called `name` and what belongs to the other, as a and b."""
    return (here, there) if name == "a" else (there, here)


def changed(side: Side, span: Span) -> bool:
    """Whether the span has a changed word that no row has told yet."""
    return not side.left.isdisjoint(range(*side.range_of(span)))


def _by_sentence(facts: Facts) -> dict[tuple[type, int], list[Any]]:
    places: dict[tuple[type, int], list[Any]] = {}
    kinds: tuple[tuple[Fact, ...], ...] = (facts.names, facts.roles, facts.dates, facts.numbers, facts.quotations)
    for fact in chain.from_iterable(kinds):
        places.setdefault((type(fact), fact.sentence), []).append(fact)
    return places


def one_sided(
    collation: Collation, passage: Passage, fact: Fact, name: SideName, kind: Kind, subject: str, marks: frozenset[str]
) -> Row:  # fmt: skip
    """Write the row of a fact that the other side of the passage lacks: with the words that stand in its place it is said otherwise there,
    else that side shows the words around."""
    here, there = passage.seen_from(name)
    i, j = here.range_of(fact.span)
    low, high = passage.across(name, i, j)
    untold = [k for k in range(low, high) if k in there.left]
    other = there.span(untold[0], untold[-1] + 1) if untold and untold[-1] - untold[0] < j - i + REPLACED else there.around(low)
    lacks: Literal["", "a", "b"] = "" if other != there.around(low) else "b" if name == "a" else "a"
    verdict: Verdict = "variant" if not lacks else "omitted" if name == "a" else "added"
    level = "on one side of a linked sentence" if lacks else "other words in its place"
    spans = in_order(name, fact.span, other)
    row = collation.write(Row(kind, verdict, *spans, level, subject, marks=marks | {"one side"}, lacks=lacks))
    collation.answer_alone(kind, fact, name, row.level, row)
    return row


REPLACED = 4  # words; a fact is shown against what stands in its place where that is not much longer than the fact
