"""What only one version has: sentences, the people and dates in them that the other has nowhere, and paragraphs of other stories."""

from __future__ import annotations

from components.differences.collation import Collation, Row
from components.differences.edits import SideName
from components.model import STORY_PARTS, Date, Fact, Facts, Name, Number, Part, PartKind, Quotation, Role, Sentence, Verdict, Version

PASSAGE: frozenset[PartKind] = STORY_PARTS | {"note"}


def compare_omissions(collation: Collation) -> None:
    """Rows for the sentences of one side only, in the order of the text; a run of them is one finding."""
    _side(collation, "a")
    _side(collation, "b")


def _side(collation: Collation, name: SideName) -> None:
    version, _, _ = _this(collation, name)
    known = _Known(collation, name)
    run = 0
    last = -2
    for sentence in _alone(collation, name):
        if sentence.index != last + 1:
            run += 1
        last = sentence.index
        passage = ("passage", name, run)
        _sentence(collation, name, sentence, passage)
        _people(collation, name, sentence, known)
        if sentence.part != "note":
            _dates(collation, name, sentence, known, passage)
    for part in version.parts:
        if part.kind == "aside":
            _aside(collation, name, part)


def _this(collation: Collation, name: SideName) -> tuple[Version, Facts, Facts]:
    if name == "a":
        return collation.a, collation.facts_a, collation.facts_b
    return collation.b, collation.facts_b, collation.facts_a


def _alone(collation: Collation, name: SideName) -> list[Sentence]:
    version = collation.a if name == "a" else collation.b
    return [
        version.sentences[i]
        for link in collation.links
        if not (link.b if name == "a" else link.a)
        for i in (link.a if name == "a" else link.b)
        if version.sentences[i].part in PASSAGE
    ]


def _row(collation: Collation, name: SideName, row: Row) -> Row:
    """The row on the side it is on; its `a` is given as the span."""
    if name == "b":
        row.a, row.b = None, row.a
    collation.rows.append(row)
    return row


def _verdict(name: SideName) -> Verdict:
    return "omitted" if name == "a" else "added"


def _sentence(collation: Collation, name: SideName, sentence: Sentence, group: tuple[object, ...]) -> None:
    types: tuple[type[Fact], ...] = (Name, Role, Date, Number, Quotation)
    weighty = sentence.part != "note" and any(collation.facts_at(name, sentence.index, type_) for type_ in types)
    row = Row(
        "omission" if name == "a" else "addition",
        _verdict(name),
        sentence.span,
        None,
        "sentence",
        marks=frozenset({"facts" if weighty else "sentence"}),
        group=group,
    )
    _row(collation, name, row)


class _Known:
    """The people and dates that the other version has anywhere, and those of this one that are told already."""

    def __init__(self, collation: Collation, name: SideName) -> None:
        _, _, other = _this(collation, name)
        self.people = {n.entity.casefold() for n in other.names if n.entity_type == "person"}
        self.last = {entity.split()[-1] for entity in self.people}
        self.dates = {d.value for d in other.dates}
        self.told: set[str] = set()


def _people(collation: Collation, name: SideName, sentence: Sentence, known: _Known) -> None:
    for fact in collation.facts_at(name, sentence.index, Name):
        if fact.entity_type != "person" or fact.entity.casefold() in known.told:
            continue
        known.told.add(fact.entity.casefold())
        if fact.entity.casefold() in known.people or _meant(collation, fact.entity, known):
            continue
        speaks = any(q.entity == fact.entity for q in (collation.facts_a if name == "a" else collation.facts_b).quotations)
        marks = frozenset({"speaker only here" if speaks else "person only here"})
        _row(
            collation,
            name,
            Row("name", _verdict(name), fact.span, None, "named in one version only", fact.entity, marks=marks, group=("voices",)),
        )


def _meant(collation: Collation, entity: str, known: _Known) -> bool:
    """Whether the other version names the person in another form."""
    if len(known.people) > MANY:
        return entity.casefold().split()[-1] in known.last
    return any(collation.variant(entity, other, "person") for other in known.people)


MANY = 200  # people; where a text names more, only surnames are compared


def _dates(collation: Collation, name: SideName, sentence: Sentence, known: _Known, passage: tuple[object, ...]) -> None:
    for fact in collation.facts_at(name, sentence.index, Date):
        if (
            fact.type not in ("DATE", "TIME")
            or not fact.value[:4].isdigit()
            or fact.value in known.dates
            or fact.value in known.told
        ):
            continue
        known.told.add(fact.value)
        row = _row(
            collation,
            name,
            Row("date", _verdict(name), fact.span, None, "dated in one version only", marks=frozenset({"date only here"}), group=passage),
        )
        for answer in collation.answers:
            if answer.a is fact or answer.b is fact:
                answer.row = row


def _aside(collation: Collation, name: SideName, part: Part) -> None:
    version, other = (collation.a, collation.b) if name == "a" else (collation.b, collation.a)
    text = part.span.of(version.text)
    if any(p.kind == "aside" and p.span.of(other.text) == text for p in other.parts):
        return
    _row(
        collation,
        name,
        Row(
            "off_story",
            _verdict(name),
            part.span,
            None,
            "put aside",
            detail=part.reason,
            marks=frozenset({"aside"}),
            group=("aside", name, part.span.start),
        ),
    )
