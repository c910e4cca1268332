"""What the panels need of one comparison, worked out once and shared by every session that looks at it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import accumulate
from typing import Final, Literal

from components.model import SEVERITIES, STORY_PARTS, Comparison, Difference, Facts, Link, Pair, Part, Severity, Span, Story, Version
from components.panels.words import PART
from components.tables import Finding, findings

Side = Literal["a", "b"]
SIDES: Final[tuple[Side, ...]] = ("a", "b")
Look = Literal["", "fact", "wording", "style"]
SHOWN: Final[tuple[Severity, ...]] = ("critical", "major")  # what lists show at first, and what the numbers beside the panels count
WORD = re.compile(r"\S+")
TOKEN = re.compile(r"\w+|[^\w\s]")
NEAR: Final = 60  # characters before and after words that tell where the other version would have them
LONG: Final = 10_000  # characters; in a longer passage that place is not looked for
MARKS: Final = dict.fromkeys(map(ord, "“”„‟‘’‚‛«»'"), '"')  # single or double, straight or curly: no other word
MANY: Final = 80  # words; a longer change is marked from its first to its last word
ELSEWHERE: Final = "elsewhere in the sentence"  # the level of words that stand in another place: they are marked whole
ASIDE_PARTS: Final = frozenset({"aside", "credit", "note", "timestamp"})
WORDING: Final = frozenset({"wording", "omission", "addition", "punctuation", "layout", "moved"})

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one version that a difference is about; an empty span is the place where the other version has words."""

    span: Span
    difference: Difference


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. `gap`: nothing stands here, the other version has words. `difference`, `finding`: the ids of what
    it is about, "" where nothing differs."""

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
    gravest: Mapping[str, Difference]  # by the finding's id: the row that gave it its severity
    difference: Mapping[str, Difference]  # by id
    cores: Mapping[str, tuple[Spans, Spans]]  # by a difference's id: what is marked in A, in B; an empty span is a place that lacks words
    pair: Mapping[str, Pair]  # by the id of the difference that shows it
    finding_of: Mapping[str, Finding]  # by a difference's id
    marks: Mapping[Side, Mapping[int, tuple[Mark, ...]]]  # by side and sentence
    link: Mapping[tuple[Side, int], Link]  # by side and sentence: the link it stands in
    numbers: Mapping[Side, tuple[int, ...]]  # by sentence: how many sentences of the story there are up to it
    put_aside: Mapping[Side, tuple[Part, ...]]  # teasers, credits, time stamps, notes that no note of the other version answers
    digest: str  # of both texts: 1a2b3c.4d5e6f

    @property
    def key(self) -> tuple[object, ...]:
        """What everything made of this comparison hangs on: texts, dates and settings."""
        versions = ((v.id, v.label, v.published, v.published_from) for v in (self.comparison.a, self.comparison.b))
        return (self.story.slug, self.digest, self.comparison.settings, *versions)

    def version(self, side: Side) -> Version:
        """The version on this side."""
        return self.comparison.a if side == "a" else self.comparison.b

    def facts(self, side: Side) -> Facts:
        """What the version on this side says."""
        return self.comparison.facts_a if side == "a" else self.comparison.facts_b

    def runs(self, side: Side, sentence: int) -> tuple[Run, ...]:
        """One sentence cut at its marks."""
        version = self.version(side)
        return runs(version.text, version.sentences[sentence].span, self.marks[side].get(sentence, ()))

    def words(self, difference: Difference) -> tuple[str, str]:
        """A's words and B's words, "" where a side has nothing (or only the neighbours of the other side's words)."""
        sides = (("a", difference.a, self.comparison.a, "added"), ("b", difference.b, self.comparison.b, "omitted"))
        a, b = (
            " ".join(span.of(version.text).split()) if span is not None and side != difference.lacks and difference.verdict != alone else ""
            for side, span, version, alone in sides
        )
        return a, b

    def pairs(self, kind: str) -> list[Pair]:
        """The pairs of one kind of fact in the story; what stands in a part that was put aside is not among them."""
        return [pair for pair in self.comparison.pairs if pair.kind == kind and not self.aside(pair)]

    def aside(self, pair: Pair) -> bool:
        """Whether a pair's facts stand in parts that were put aside."""
        sides = zip(SIDES, (pair.a, pair.b), strict=True)
        return all(any(part.span.contains(fact.span) for part in self.put_aside[side]) for side, fact in sides if fact is not None)

    def of_panel(self, *panels: str) -> tuple[Finding, ...]:
        """The findings a panel answers for, in list order."""
        return tuple(finding for finding in self.findings if finding.panel in panels)

    def selected(self, sel: str) -> tuple[Finding | None, Difference | None]:
        """The finding and the difference that an id of the address means; its worst row where the id is a finding's."""
        if sel in self.finding:
            return self.finding[sel], self.gravest[sel]
        return self.finding_of.get(sel), self.difference.get(sel)

    def sentence(self, sel: str) -> tuple[Side, int] | None:
        """The sentence an id of the address means ("a12", "b3"), None where it means none."""
        if sel[:1] not in ("a", "b") or not sel[1:].isascii() or not sel[1:].isdigit() or len(sel) > 8:
            return None
        side: Side = "a" if sel[0] == "a" else "b"
        return (side, int(sel[1:])) if int(sel[1:]) < len(self.version(side).sentences) else None

    def where(self, side: Side, index: int) -> str:
        """Where a sentence stands: sentence 3 of A, headline of B."""
        part = self.version(side).sentences[index].part
        return f"{f'sentence {self.number(side, index)}' if part in STORY_PARTS else PART[part].lower()} of {side.upper()}"

    def number(self, side: Side, index: int) -> int:
        """The how-manieth sentence of the story this is, from 1: the frame of the page and what was put aside are not counted."""
        return self.numbers[side][index]


def view_of(story: Story, comparison: Comparison) -> View:
    """Everything the panels look up, in one pass over the differences and links."""
    found = findings(comparison)
    link: dict[tuple[Side, int], Link] = {}
    for one in comparison.links:
        link |= {("a", sentence): one for sentence in one.a} | {("b", sentence): one for sentence in one.b}
    marks: dict[Side, dict[int, list[Mark]]] = {"a": defaultdict(list), "b": defaultdict(list)}
    words: dict[str, tuple[Spans, Spans]] = {}
    stands = [_link(link, difference) for difference in comparison.differences]
    several = Counter(map(id, stands))
    for at, difference in zip(stands, comparison.differences, strict=True):
        words[difference.id] = cores(comparison, difference, at, alone=several[id(at)] == 1)
        versions = (comparison.a, comparison.b)
        for side, version, linked, spans in zip(SIDES, versions, (at.a, at.b), words[difference.id], strict=True):
            own = sentence_of(difference, side)
            for span in spans:
                for sentence in _sentences(version, span, linked if own is None else (own,)):
                    marks[side][sentence].append(Mark(span, difference))
    return View(
        story,
        comparison,
        found,
        {finding.id: finding for finding in found},
        {finding.id: worst(finding) for finding in found},
        {difference.id: difference for difference in comparison.differences},
        words,
        {pair.difference: pair for pair in comparison.pairs if pair.difference is not None},
        {difference.id: finding for finding in found for difference in finding.differences},
        {side: {sentence: tuple(sorted(here, key=_place)) for sentence, here in marks[side].items()} for side in SIDES},
        link,
        {"a": _numbers(comparison.a), "b": _numbers(comparison.b)},
        {
            "a": _aside(comparison.a, {i for link in comparison.links if link.b for i in link.a}),
            "b": _aside(comparison.b, {j for link in comparison.links if link.a for j in link.b}),
        },
        f"{digest(comparison.a.text)}.{digest(comparison.b.text)}",
    )


def _link(link: Mapping[tuple[Side, int], Link], difference: Difference) -> Link:
    """The link a difference stands in, an empty one for what stands in no sentence."""
    places = ((side, index) for side in SIDES if (index := sentence_of(difference, side)) is not None)
    return next((link[place] for place in places), Link((), (), None, "kept"))


def _numbers(version: Version) -> tuple[int, ...]:
    return tuple(accumulate(int(sentence.part in STORY_PARTS) for sentence in version.sentences))


def _aside(version: Version, linked: Set[int]) -> tuple[Part, ...]:
    """The parts that are not compared; a note with a linked sentence is."""
    answered = [version.sentences[i].span for i in linked if version.sentences[i].part == "note"]
    return tuple(part for part in version.parts if part.kind in ASIDE_PARTS and not any(map(part.span.contains, answered)))


def span_of(difference: Difference, side: Side) -> Span | None:
    """Where a difference stands in the text of this side; None where it has no place there."""
    return difference.a if side == "a" else difference.b


def sentence_of(difference: Difference, side: Side) -> int | None:
    """The sentence of this side that a difference stands in; None where there is none."""
    return difference.a_sentence if side == "a" else difference.b_sentence


def digest(text: str) -> str:
    """Six letters that change when a text does."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def worst(finding: Finding) -> Difference:
    """The row that gave a finding its severity, the first of them in the text."""
    return min(finding.differences, key=lambda difference: SEVERITIES.index(difference.severity))


def places(finding: Finding) -> tuple[Difference, ...]:
    """The rows of a finding that count: those of style do where there are no others."""
    return tuple(row for row in finding.differences if row.severity != "cosmetic" or finding.severity == "cosmetic")


def look(difference: Difference) -> Look:
    """How the words of a difference are marked: style faintly, wording plainly, facts strongly."""
    if difference.severity == "cosmetic":
        return "style"
    return "wording" if difference.kind in WORDING and difference.severity == "minor" else "fact"


def cores(comparison: Comparison, difference: Difference, link: Link, *, alone: bool) -> tuple[Spans, Spans]:
    """What is marked in A and in B: the words that differ, and an empty span where a side lacks the other's words ("transfers ‸ between"
    against "transfers occurring between"). `link`: the sentences the difference stands in; `alone`: no other difference stands there.
    () where a side has no place for them."""
    a, b = comparison.a.text, comparison.b.text
    if difference.a is None or difference.lacks == "a":
        words = difference.b or Span(0, 0)
        return _places(a, difference.a or _reach(comparison.a, link.a, difference), b, words), _spans(difference.b)
    if difference.b is None or difference.lacks == "b":
        return _spans(difference.a), _places(b, difference.b or _reach(comparison.b, link.b, difference), a, difference.a)
    if difference.level == ELSEWHERE or (difference.kind == "moved" and not alone):
        return (difference.a,), (difference.b,)
    if difference.kind in ("wording", "moved"):
        return pieces(a, difference.a, b, difference.b)
    core_a, core_b = core(a, difference.a, b, difference.b)
    return (core_a,), (core_b,)


def _spans(span: Span | None) -> Spans:
    return () if span is None else (span,)


def _places(text: str, span: Span | None, other: str, words: Span) -> Spans:
    return () if span is None else _spans(gap(text, span, other, words))


def _reach(version: Version, linked: Sequence[int], difference: Difference) -> Span | None:
    """The sentences in which the place of words is looked for that the other version has inside a sentence of the link."""
    if not linked or difference.verdict not in ("omitted", "added"):
        return None
    return Span(version.sentences[linked[0]].span.start, version.sentences[linked[-1]].span.end)


def gap(text: str, span: Span, other: str, words: Span) -> Span | None:
    """The place in `span` that stands for `words` of the other text: where the most of its neighbours before and after are the same.
    None in a long span where none is; in a short one, which shows the word before and the word after, the place between the two."""
    if len(span) > LONG:
        return None
    before = [m[0].casefold() for m in TOKEN.finditer(other, max(0, words.start - NEAR), words.start)][::-1]
    after = [m[0].casefold() for m in TOKEN.finditer(other, words.end, words.end + NEAR)]
    tokens = list(TOKEN.finditer(text, max(0, span.start - NEAR), span.end + NEAR))
    folded = [m[0].casefold() for m in tokens]
    best, where = (0, 0), None
    for i, token in enumerate(tokens):
        place = tokens[i - 1].end() if i and tokens[i - 1].end() >= span.start else token.start()
        if not span.start <= place <= span.end:
            continue
        left, right = _alike(folded[max(0, i - len(before)) : i][::-1], before), _alike(folded[i : i + len(after)], after)
        if (score := (min(left, 1) + min(right, 1), left + right)) > best:
            best, where = score, place
    if where is None and len(span) <= 2 * NEAR:
        first = WORD.search(text, span.start, span.end)
        where = first.end() if first else span.start
    return None if where is None else Span(where, where)


def _alike(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words are the same before the first that is not."""
    return next((i for i, (x, y) in enumerate(zip(mine, theirs, strict=False)) if x != y), min(len(mine), len(theirs)))


def core(text_a: str, a: Span, text_b: str, b: Span) -> tuple[Span, Span]:
    """A fact without the words both sides share at either end; the whole spans where only blanks or capitals differ."""
    words_a, words_b = _words(text_a, a), _words(text_b, b)
    left = _alike([w.of(text_a) for w in words_a], [w.of(text_b) for w in words_b])
    right = _alike([w.of(text_a) for w in words_a[left:][::-1]], [w.of(text_b) for w in words_b[left:][::-1]])
    if not words_a or not words_b or left + right in (0, max(len(words_a), len(words_b))):
        return a, b
    return _between(words_a, left, len(words_a) - right), _between(words_b, left, len(words_b) - right)


def pieces(text_a: str, a: Span, text_b: str, b: Span) -> tuple[Spans, Spans]:
    """A change of wording without the words both sides share, inside it too: "provided the council with" against "gave the council" is
    "provided" against "gave", and "with" against a place after "council"."""
    words_a, words_b = _words(text_a, a), _words(text_b, b)
    if not words_a or not words_b or max(len(words_a), len(words_b)) > MANY:
        return (a,), (b,)
    folded_a, folded_b = ([w.of(text).translate(MARKS) for w in words] for text, words in ((text_a, words_a), (text_b, words_b)))
    match = SequenceMatcher(None, folded_a, folded_b, autojunk=False)
    differ = [(a1, a2, b1, b2) for tag, a1, a2, b1, b2 in match.get_opcodes() if tag != "equal"]
    if not differ:
        return (a,), (b,)
    return tuple(_between(words_a, a1, a2) for a1, a2, _, _ in differ), tuple(_between(words_b, b1, b2) for _, _, b1, b2 in differ)


def _words(text: str, span: Span) -> list[Span]:
    return [Span(m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]


def _between(words: Sequence[Span], first: int, last: int) -> Span:
    """The words from `first` to before `last`; the place before `first` where there are none."""
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    place = words[first - 1].end if first else words[0].start
    return Span(place, place)


def runs(text: str, span: Span, marks: Sequence[Mark]) -> tuple[Run, ...]:
    """The characters of `span` in order, cut where a mark begins or ends. Where marks overlap the worst, then the shortest wins. What
    has only moved is not marked from end to end: none of its words differs for that."""
    inside = [
        mark
        for mark in marks
        if (mark.difference.kind != "moved" or mark.span not in (mark.difference.a, mark.difference.b))
        and ((mark.span.start < span.end and mark.span.end > span.start) or (not len(mark.span) and _touches(span, mark.span)))
    ]
    cuts = sorted({span.start, span.end, *(min(max(p, span.start), span.end) for m in inside for p in (m.span.start, m.span.end))})
    gaps = {mark.span.start: mark for mark in sorted(inside, key=_weight, reverse=True) if not len(mark.span)}
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


def _sentences(version: Version, span: Span, linked: Sequence[int]) -> list[int]:
    """The sentences a mark reaches into, from the linked one it begins in (a quotation may run over several)."""
    own = next((i for i in reversed(linked) if i < len(version.sentences) and version.sentences[i].span.start <= span.start), None)
    own = linked[0] if own is None and linked and linked[0] < len(version.sentences) else own
    if own is None:
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
