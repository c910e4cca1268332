"""Every value that travels between the stages of Readback: frozen, small, and knowing nothing of the stages.

A `Version` is one text of a story. Its text is never altered: whatever is found in it is a `Span` of its characters, and
`span.of(version.text)` gives back exactly those characters. `a` and `b` are the two sides of a comparison, in that order, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

PartKind = Literal["headline", "deck", "byline", "dateline", "timestamp", "credit", "note", "body", "list", "aside"]
Operation = Literal["kept", "edited", "split", "merged", "moved", "omitted", "added"]
Kind = Literal[
    "headline", "dateline", "byline", "credit", "date", "number", "quotation", "attribution", "role", "name", "entity",
    "place", "glitch", "terminology", "wording", "punctuation", "layout", "omission", "addition", "moved", "off_story",
]  # fmt: skip
Verdict = Literal["conflict", "equivalent", "variant", "glitch", "omitted", "added", "moved", "unclear"]
Severity = Literal["critical", "major", "minor", "cosmetic"]
EntityType = Literal["person", "organisation", "place", "other"]
QuotationPolicy = Literal["strict", "lenient"]

SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor", "cosmetic")  # worst first
STORY_PARTS: frozenset[PartKind] = frozenset({"body", "list"})  # what is aligned sentence by sentence


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start to end (end excluded) of one version's text; start == end is an insertion point."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact characters of this span."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """True even when empty: an insertion point is a place. Ask `len(span)` for its size."""
        return True

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: where it stands, and its folded form for comparing."""

    span: Span
    norm: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one version in bulk, in reading order: parallel tuples, so that comparing never builds objects.

    Token k stands at text[starts[k]:ends[k]], `norms[k]` is its folded form, `ids[k]` the number of that form in the story's token
    table. Sentence i owns the tokens bounds[i] to bounds[i + 1].
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    norms: tuple[str, ...]
    ids: tuple[int, ...]
    bounds: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, k: int) -> Token:
        return Token(Span(self.starts[k], self.ends[k]), self.norms[k])


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of whole lines that serves one purpose on the page, with the reason it was taken for that, in words."""

    kind: PartKind
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or headline, dateline, list item …). `paragraph` counts the paragraphs of the whole text from 0."""

    index: int
    part: PartKind
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd inside one version, whatever the other says. `kind` is a `Kind` or "contradiction" or "drift"."""

    kind: str
    severity: Severity
    spans: tuple[Span, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a story, taken apart.

    `published_from` says who gave the publication date: "given" (story.toml or the reader) or "text" (a timestamp in the text); None
    when `published` is None. `warnings` are sentences about the file (encoding, mojibake …).
    """

    id: str
    label: str
    text: str
    parts: tuple[Part, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    published: date | None = None
    source: str | None = None
    warnings: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    file: str | None = None
    encoding: str = "utf-8"
    published_from: Literal["given", "text"] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The versions of one story, in the order of its story.toml. `note` is a line the dashboard shows about the story itself."""

    slug: str
    title: str
    language: str
    versions: tuple[Version, ...]
    note: str | None = None

    def version(self, id: str) -> Version:
        """The version with this id; KeyError that names the ids there are."""
        for version in self.versions:
            if version.id == id:
                return version
        raise KeyError(f'no version "{id}" in story "{self.slug}" (there are: {", ".join(v.id for v in self.versions)})')


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences that answer each other, by index. An omitted link has no b, an added one no a; similarity is 0 … 1, None where one
    side is empty. `reason` says in words why the link was made."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    similarity: float | None
    operation: Operation
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as written. `entity` is the same for every mention of one entity in this version (its fullest form there, or the
    gazetteer's name); `form` says how it was written: full, surname, given, acronym, demonym, variant."""

    span: Span
    sentence: int
    entity: str
    entity_type: EntityType
    form: str = "full"


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is called, without article and without the organisation ("executive director"), except where the organisation is
    written inside it ("US Deputy Ambassador to the UN"). `entity` is the person's entity; None where nobody is named."""

    span: Span
    sentence: int
    person: Span | None
    entity: str | None
    organisation: Span | None


@dataclass(frozen=True, slots=True)
class Date:
    """A date, time, period or duration. `value` is a TIMEX3 value; what is not known stays X. `reason` says in words where the value
    comes from, or what is missing."""

    span: Span
    sentence: int
    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    granularity: str  # day, month, year, week, weekend, quarter, season, half, decade, century, time, hour, minute …
    modifier: str | None = None  # since, before, after, until, early, mid, late, about, more than, less than, start, end …
    reason: str = ""
    relative: bool = False  # resolved (or to be resolved) from the publication date or from another date of the text


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity. `value` is in the unit written; `low`/`high` bound a range; `bound` is the approximator's meaning."""

    span: Span
    sentence: int
    value: float | None
    type: str  # cardinal, ordinal, money, percent, measure, age, score, fraction, vague …
    unit: str | None = None
    approximator: Span | None = None
    bound: str | None = None  # about, more than, less than, at least, at most, nearly; None: as it stands
    counted: Span | None = None
    high: float | None = None  # the upper end of a range; `value` is the lower; a score's second figure


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `span` has the marks, `inner` has not. `form`: speech, scare (a word or two set off), title (of a
    work), unclosed (opened and never closed), stray (a mark that belongs to nothing). `speaker` is where the speaker stands in the text,
    `entity` who that is. `parent` is the place of the enclosing quotation among the version's quotations."""

    span: Span
    sentence: int
    inner: Span
    marks: str
    form: Literal["speech", "scare", "title", "unclosed", "stray"] = "speech"
    speaker: Span | None = None
    entity: str | None = None
    cue: Span | None = None
    parent: int | None = None
    reason: str = ""  # how the speaker was found, or why none was


Fact = Name | Role | Date | Number | Quotation


@dataclass(frozen=True, slots=True)
class Facts:
    """What one version says, each kind in reading order."""

    names: tuple[Name, ...] = ()
    roles: tuple[Role, ...] = ()
    dates: tuple[Date, ...] = ()
    numbers: tuple[Number, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    def all(self) -> tuple[Fact, ...]:
        """Every fact in reading order; the places in this tuple are the places the JSON speaks of."""
        facts: list[Fact] = [*self.names, *self.roles, *self.dates, *self.numbers, *self.quotations]
        return tuple(sorted(facts, key=lambda fact: (fact.span.start, fact.span.end, type(fact).__name__)))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts that answer each other, or one that nothing answers. `verdict` "same" is alike to the letter. `difference` is the id of
    the difference that shows it, None where nothing differs."""

    kind: Kind
    a: Fact | None
    b: Fact | None
    verdict: Verdict | Literal["same"]
    level: str
    difference: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One editorial change: one row of the table. `finding` groups the rows an editor decides at once; `level` names the rule that
    decided; `note` can be read without the screen. `a_sentence`/`b_sentence` are indices of sentences, None where a side has none.
    `lacks` is the side that has nothing there: its span is over the words around the place."""

    id: str
    finding: str
    kind: Kind
    verdict: Verdict
    severity: Severity
    subject: str
    a: Span | None
    b: Span | None
    level: str
    similarity: float | None
    note: str
    reason: str = ""  # why it is as severe as it is, in words
    a_sentence: int | None = None
    b_sentence: int | None = None
    lacks: Literal["", "a", "b"] = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader can choose. `link_threshold` is a similarity, 0 … 1; None is the loader's own. `put_back_a/b` are the starts of parts
    that were put aside and shall count as body."""

    quotations: QuotationPolicy = "strict"
    link_threshold: float | None = None
    put_back_a: tuple[int, ...] = ()
    put_back_b: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything Readback says about two versions of one story."""

    a: Version
    b: Version
    links: tuple[Link, ...]
    facts_a: Facts
    facts_b: Facts
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    settings: Settings = Settings()
    related: bool = True  # False: these do not look like versions of one story


@dataclass(frozen=True, eq=False)
class Rules:
    """The tables of data/rules, by file name without .toml. Compared and hashed by identity, so that what is compiled from one set of
    rules can be cached against it."""

    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Any]:
        """The table of data/rules/<name>.toml; empty where there is none."""
        return self.tables.get(name, {})
