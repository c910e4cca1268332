"""What the panels need of one comparison, worked out once and shared by every session that looks at it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from typing import Final, Literal

from components.model import SEVERITIES, STORY_PARTS, Comparison, Difference, Link, Pair, Severity, Span, Story, Version
from components.tables import Finding, findings

Side = Literal["a", "b"]
Look = Literal["", "fact", "wording", "style"]
SHOWN: Final[tuple[Severity, ...]] = ("critical", "major")  # what lists show at first, and what the numbers beside the panels count
WORD = re.compile(r"\S+")
LONGEST: Final = 60  # characters in which a neighbouring word is looked for
ASIDE_PARTS: Final = frozenset({"aside", "credit", "note", "timestamp"})
WORDING: Final = frozenset({"wording", "omission", "addition", "punctuation", "layout", "moved"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one version that a difference is about; an empty span is the place where the other version has words."""

    span: Span
    difference: Difference


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. `gap`: nothing stands here, the other version has words. `others`: the difference ids."""

    text: str
    look: Look = ""
    conflict: bool = False
    gap: bool = False
    difference: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A comparison with its findings (in list order) and the ways to look things up in it."""

    story: Story
    comparison: Comparison
    findings: tuple[Finding, ...]
    finding: Mapping[str, Finding]  # by the finding's id
    difference: Mapping[str, Difference]  # by id
    cores: Mapping[str, tuple[Span | None, Span | None]]  # by a difference's id: the words that really differ
    pair: Mapping[str, Pair]  # by the id of the difference that shows it
    finding_of: Mapping[str, Finding]  # by a difference's id
    marks_a: Mapping[int, tuple[Mark, ...]]  # by sentence
    marks_b: Mapping[int, tuple[Mark, ...]]
    link_a: Mapping[int, int]  # sentence → place of its link in the comparison
    link_b: Mapping[int, int]
    numbers_a: tuple[int, ...]  # by sentence: how many sentences of the story there are up to it
    numbers_b: tuple[int, ...]
    digest: str  # of both texts: 1a2b3c.4d5e6f

    def version(self, side: Side) -> Version:
        """The version on this side."""
        return self.comparison.a if side == "a" else self.comparison.b

    def marks(self, side: Side) -> Mapping[int, tuple[Mark, ...]]:
        """Marks by sentence of this side."""
        return self.marks_a if side == "a" else self.marks_b

    def runs(self, side: Side, sentence: int) -> tuple[Run, ...]:
        """One sentence cut at its marks."""
        version = self.version(side)
        return runs(version.text, version.sentences[sentence].span, self.marks(side).get(sentence, ()))

    def words(self, difference: Difference) -> tuple[str, str]:
        """A's words and B's words, "" where a side has nothing (or only the neighbours of the other side's words)."""
        core_a, core_b = self.cores[difference.id]
        a, b = self.comparison.a.text, self.comparison.b.text
        return (
            " ".join(difference.a.of(a).split()) if difference.a and core_a and len(core_a) else "",
            " ".join(difference.b.of(b).split()) if difference.b and core_b and len(core_b) else "",
        )

    def pairs(self, kind: str) -> list[Pair]:
        """The pairs of one kind of fact in the story; what stands in a part that was put aside is not among them."""
        return [pair for pair in self.comparison.pairs if pair.kind == kind and not self.aside(pair)]

    def aside(self, pair: Pair) -> bool:
        """Whether a pair's facts stand in parts that were put aside."""
        sides = ((self.comparison.a, pair.a), (self.comparison.b, pair.b))
        return all(version.sentences[fact.sentence].part in ASIDE_PARTS for version, fact in sides if fact is not None)

    def of_panel(self, *panels: str) -> tuple[Finding, ...]:
        """The findings a panel answers for, in list order."""
        return tuple(finding for finding in self.findings if finding.panel in panels)

    def selected(self, sel: str) -> tuple[Finding | None, Difference | None]:
        """The finding and the difference that an id of the address means; its worst row where the id is a finding's."""
        if sel in self.finding:
            return self.finding[sel], worst(self.finding[sel])
        return self.finding_of.get(sel), self.difference.get(sel)

    def sentence(self, sel: str) -> tuple[Side, int] | None:
        """The sentence an id of the address means ("a12", "b3"), None where it means none."""
        if sel[:1] not in ("a", "b") or not sel[1:].isascii() or not sel[1:].isdigit() or len(sel) > 8:
            return None
        side: Side = "a" if sel[0] == "a" else "b"
        return (side, int(sel[1:])) if int(sel[1:]) < len(self.version(side).sentences) else None

    def number(self, side: Side, index: int) -> int:
        """The how-manieth sentence of the story this is, from 1: the frame of the page and what was put aside are not counted."""
        return (self.numbers_a if side == "a" else self.numbers_b)[index]

    def link_of(self, difference: Difference) -> int | None:
        """The place of the link in which a difference stands."""
        if difference.a_sentence is not None and difference.a_sentence in self.link_a:
            return self.link_a[difference.a_sentence]
        return self.link_b.get(difference.b_sentence) if difference.b_sentence is not None else None


def view_of(story: Story, comparison: Comparison) -> View:
    """Everything the panels look up, in one pass over the differences and links."""
    found = findings(comparison)
    marks: dict[Side, dict[int, list[Mark]]] = {"a": defaultdict(list), "b": defaultdict(list)}
    words = {difference.id: cores(comparison, difference) for difference in comparison.differences}
    for difference in comparison.differences:
        a, b = words[difference.id]
        for side, span in (("a", a), ("b", b)):
            if span is not None:
                for sentence in _sentences(comparison.a if side == "a" else comparison.b, span, difference, side):
                    marks["a" if side == "a" else "b"][sentence].append(Mark(span, difference))
    return View(
        story,
        comparison,
        found,
        {finding.id: finding for finding in found},
        {difference.id: difference for difference in comparison.differences},
        words,
        {pair.difference: pair for pair in comparison.pairs if pair.difference is not None},
        {difference.id: finding for finding in found for difference in finding.differences},
        {sentence: tuple(sorted(several, key=_place)) for sentence, several in marks["a"].items()},
        {sentence: tuple(sorted(several, key=_place)) for sentence, several in marks["b"].items()},
        {sentence: place for place, link in enumerate(comparison.links) for sentence in link.a},
        {sentence: place for place, link in enumerate(comparison.links) for sentence in link.b},
        tuple(accumulate(int(sentence.part in STORY_PARTS) for sentence in comparison.a.sentences)),
        tuple(accumulate(int(sentence.part in STORY_PARTS) for sentence in comparison.b.sentences)),
        f"{digest(comparison.a.text)}.{digest(comparison.b.text)}",
    )


def digest(text: str) -> str:
    """Six letters that change when a text does."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def worst(finding: Finding) -> Difference:
    """The row that gave a finding its severity, the first of them in the text."""
    return min(finding.differences, key=lambda difference: SEVERITIES.index(difference.severity))


def look(difference: Difference) -> Look:
    """How the words of a difference are marked: style faintly, wording plainly, facts strongly."""
    if difference.severity == "cosmetic":
        return "style"
    return "wording" if difference.kind in WORDING and difference.severity == "minor" else "fact"


def cores(comparison: Comparison, difference: Difference) -> tuple[Span | None, Span | None]:
    """The words that really differ: what both sides share at either end is trimmed by whole words, so that "transfers between" against
    "transfers occurring between" marks "occurring" and a place between two words."""
    if difference.a is None or difference.b is None:
        return difference.a, difference.b
    a, b = comparison.a.text, comparison.b.text
    if (place := between(a, difference.a, b, difference.b)) is not None:
        return place, difference.b
    if (place := between(b, difference.b, a, difference.a)) is not None:
        return difference.a, place
    return core(a, difference.a, b, difference.b)


def between(text: str, span: Span, other: str, words: Span) -> Span | None:
    """The place in `span` where the other version has `words`: a side that lacks words shows the one before and the one after them
    ("transfers between" against "occurring", which stands between "transfers" and "between"). None where it shows words of its own."""
    neighbours = [Span(m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]
    if not len(words) or not 1 <= len(neighbours) <= 2:
        return Span(span.start, span.start) if len(words) and not neighbours else None
    before = other[max(0, words.start - LONGEST) : words.start].split()
    after = other[words.end : words.end + LONGEST].split()
    first, last = neighbours[0], neighbours[-1]
    follows = bool(before) and bare(before[-1]) == bare(first.of(text))
    leads = bool(after) and bare(after[0]) == bare(last.of(text))
    if len(neighbours) == 2:
        return Span(first.end, first.end) if follows and leads else None
    return Span(first.end, first.end) if follows else Span(first.start, first.start) if leads else None


def bare(word: str) -> str:
    """A word without the marks around it."""
    return word.strip("“”‘’\"',.;:!?()").casefold()


def core(text_a: str, a: Span, text_b: str, b: Span) -> tuple[Span, Span]:
    """See `cores`; the whole spans where only blanks or capitals differ."""
    words_a = [Span(m.start(), m.end()) for m in WORD.finditer(text_a, a.start, a.end)]
    words_b = [Span(m.start(), m.end()) for m in WORD.finditer(text_b, b.start, b.end)]
    left = 0
    while left < min(len(words_a), len(words_b)) and words_a[left].of(text_a) == words_b[left].of(text_b):
        left += 1
    right = 0
    while right < min(len(words_a), len(words_b)) - left and words_a[-1 - right].of(text_a) == words_b[-1 - right].of(text_b):
        right += 1
    if not words_a or not words_b or left + right in (0, max(len(words_a), len(words_b))):
        return a, b
    return _between(words_a, left, right), _between(words_b, left, right)


def _between(words: Sequence[Span], left: int, right: int) -> Span:
    inside = words[left : len(words) - right]
    if inside:
        return Span(inside[0].start, inside[-1].end)
    place = words[left - 1].end if left else words[0].start
    return Span(place, place)


def runs(text: str, span: Span, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """The characters of `span` in order, cut where a mark begins or ends. Where marks overlap the worst, then the shortest wins."""
    inside = [
        mark
        for mark in marks
        if (mark.span.start < span.end and mark.span.end > span.start) or (not len(mark.span) and _touches(span, mark.span))
    ]
    cuts = sorted({span.start, span.end, *(min(max(p, span.start), span.end) for m in inside for p in (m.span.start, m.span.end))})
    gaps = {mark.span.start: mark for mark in reversed(inside) if not len(mark.span)}
    done: list[Run] = []
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        if start in gaps:
            done.append(_run("", gaps[start], gap=True))
        if end is None:
            break
        over = [mark for mark in inside if len(mark.span) and mark.span.start <= start and end <= mark.span.end]
        words = text[start:end]
        done.append(_run(words, min(over, key=_weight)) if over else Run(words))
    return tuple(done)


def _run(words: str, mark: Mark, gap: bool = False) -> Run:
    difference = mark.difference
    return Run(words, look(difference), difference.verdict == "conflict", gap, difference.id, difference.finding)


def _touches(span: Span, place: Span) -> bool:
    return span.start <= place.start <= span.end


def _weight(mark: Mark) -> tuple[int, int]:
    return SEVERITIES.index(mark.difference.severity), len(mark.span)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.span.start, mark.span.end


def _sentences(version: Version, span: Span, difference: Difference, side: str) -> list[int]:
    """The sentences a mark reaches into; the difference's own first (a quotation may run over several)."""
    own = difference.a_sentence if side == "a" else difference.b_sentence
    if own is None or own >= len(version.sentences):
        return []
    last = own
    while last + 1 < len(version.sentences) and version.sentences[last + 1].span.start < span.end:
        last += 1
    return list(range(own, last + 1))


def reading_order(links: Sequence[Link]) -> list[int]:
    """The places of the links as an editor reads them: in the order of A; what only B has follows what it follows in B."""
    last, follows = -1, {}  # sentence of B → the sentence of A that was last answered before it
    for place in sorted((p for p, link in enumerate(links) if link.b), key=lambda p: links[p].b[0]):
        last = links[place].a[0] if links[place].a else last
        follows[place] = last
    return sorted(range(len(links)), key=lambda p: (links[p].a[0], 0, 0) if links[p].a else (follows[p], 1, links[p].b[0]))
