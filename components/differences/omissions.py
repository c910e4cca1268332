"""What only one version has: sentences, the people and dates in them that the other has nowhere, and paragraphs of other stories."""

from __future__ import annotations

from components.differences.collation import Collation, Row, in_order
from components.differences.edits import OTHER, SIDES, SideName
from components.model import STORY_PARTS, Date, Fact, Kind, Name, Number, Part, PartKind, Quotation, Role, Sentence, Span, Verdict

PASSAGE: frozenset[PartKind] = STORY_PARTS | {"note"}
FACTS: tuple[type[Fact], ...] = (Name, Role, Date, Number, Quotation)


def compare_omissions(collation: Collation) -> None:
    """Rows for the sentences of one side only, in the order of the text; a run of them is one finding."""
    for name in SIDES:
        known = _Known(collation, name)
        run, last = 0, -2
        for sentence in _alone(collation, name):
            run += sentence.index != last + 1
            last = sentence.index
            group = ("passage", name, run)
            _sentence(collation, name, sentence, group)
            _people(collation, name, sentence, known)
            if sentence.part != "note":
                _dates(collation, name, sentence, known, group)
        for part in collation.version(name).parts:
            if part.kind == "aside":
                _aside(collation, name, part)


class _Known:
    """The people and dates that the other version has anywhere, and those of this one that are told already."""

    def __init__(self, collation: Collation, name: SideName) -> None:
        other = collation.facts(OTHER[name])
        self.people = {n.entity.casefold() for n in other.names if n.entity_type == "person"}
        self.last = {entity.split()[-1] for entity in self.people}
        self.dates = {d.value for d in other.dates}
        self.told: set[str] = set()


def _alone(collation: Collation, name: SideName) -> list[Sentence]:
    """The sentences of the story, and of its notes, that answer none of the other side, in the order of the links."""
    sentences = collation.version(name).sentences
    sides = (in_order(name, link.a, link.b) for link in collation.links)
    return [sentences[i] for here, there in sides if not there for i in here if sentences[i].part in PASSAGE]


def _sentence(collation: Collation, name: SideName, sentence: Sentence, group: tuple[object, ...]) -> None:
    weighty = sentence.part != "note" and any(collation.facts_at(name, sentence.index, type_) for type_ in FACTS)
    kind: Kind = "omission" if name == "a" else "addition"
    _write(collation, name, kind, sentence.span, "sentence", "facts" if weighty else "sentence", group)


def _write(
    collation: Collation, name: SideName, kind: Kind, span: Span, level: str, mark: str, group: tuple[object, ...],
    subject: str = "", detail: str = "",
) -> Row:  # fmt: skip
    """The row of something that stands on one side alone."""
    verdict: Verdict = "omitted" if name == "a" else "added"
    row = Row(kind, verdict, *in_order(name, span, None), level, subject, detail, frozenset({mark}), group)
    collation.rows.append(row)
    return row


def _people(collation: Collation, name: SideName, sentence: Sentence, known: _Known) -> None:
    """A row for each person of the sentence, at the first mention, whom the other version does not name."""
    for fact in collation.facts_at(name, sentence.index, Name):
        folded = fact.entity.casefold()
        if fact.entity_type != "person" or folded in known.told:
            continue
        known.told.add(folded)
        if folded in known.people or _meant(collation, fact.entity, known):
            continue
        speaks = any(q.entity == fact.entity for q in collation.facts(name).quotations)
        mark = "speaker only here" if speaks else "person only here"
        _write(collation, name, "name", fact.span, "named in one version only", mark, ("voices",), fact.entity)


def _meant(collation: Collation, entity: str, known: _Known) -> bool:
    """Whether the other version names the person in another form."""
    if len(known.people) > MANY:
        return entity.casefold().split()[-1] in known.last
    return any(collation.variant(entity, other, "person") for other in known.people)


MANY = 200  # people; where a text names more, only surnames are compared


def _dates(collation: Collation, name: SideName, sentence: Sentence, known: _Known, group: tuple[object, ...]) -> None:
    """A row for each date of the sentence whose year is known and that the other version has nowhere."""
    for fact in collation.facts_at(name, sentence.index, Date):
        dated = fact.type in ("DATE", "TIME") and fact.value[:4].isdigit()
        if not dated or fact.value in known.dates or fact.value in known.told:
            continue
        known.told.add(fact.value)
        row = _write(collation, name, "date", fact.span, "dated in one version only", "date only here", group)
        for answer in collation.answers:
            if answer.a is fact or answer.b is fact:
                answer.row = row


def _aside(collation: Collation, name: SideName, part: Part) -> None:
    """A row for a paragraph of another story, unless the other version has put the same aside."""
    here, there = collation.version(name), collation.version(OTHER[name])
    text = part.span.of(here.text)
    if any(other.kind == "aside" and other.span.of(there.text) == text for other in there.parts):
        return
    group = ("aside", name, part.span.start)
    _write(collation, name, "off_story", part.span, "put aside", "aside", group, detail=part.reason)
