"""Who bears a role: where the person's name stands to it, and whom "He" at a sentence's start means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from components.facts.names_lists import fold
from components.facts.roles_phrase import ARTICLE, B, Phrase, RoleRules, Surroundings
from components.model import Name, Role, Sentence, Span

NEAR = 40  # characters between a name and a role in apposition to it, with an age and "who was once"
FAR = 90  # characters between a subject and its verb: "Hladik, 61, a former mining engineer, | has been"
_BEHIND = re.compile(rf"{B}(?:(?:[A-Z][\w.]*|of|for|the){B}){{0,5}}")
_FOR = re.compile(rf"{B}(?:of|for|to){B}(?:the{B})?(?:[A-Z][a-z]{{1,4}}\.?{B})?")  # "a critic of Mr Peña", "an aide to Clinton"
_STEP = re.compile(rf"[\w.]+{B}")
_AGE = rf"(?:,{B}(?:aged{B})?\d{{1,3}})?"
_AFTER_NAME = re.compile(
    rf"(?:[’']s)?{_AGE},{B}(?:(?:{ARTICLE}|[Oo]ne of|also|now|then|who (?:is|was|has been)){B})*(?:[\w-]+-year-old{B})?$"
)
_DASHED = re.compile(rf"(?:{B}[—–-]{{1,2}}{B}{ARTICLE}{B}|{B}\((?:{ARTICLE}{B})?)$")  # "Ana Ruiz — the mayor —", "Ana Ruiz (the mayor)"
_COLON = re.compile(rf":{B}(?:{ARTICLE}{B})?$")  # in a list of people: "Ana Ruiz: mayor since 2011"
_COMMA = re.compile(rf",{B}((?:[A-Z]\w*\.?{B})?)(?:[A-Z]\w*\.?{B})?")
_JOINED = re.compile(
    rf",?{B}(?:and|or|and later|and then|and also){B}(?:(?:the|an?|his|her|its|their|also){B})?$"
    rf"|{B}(?:of|for|at){B}[^,.;:“”\"]{{3,60}},{B}and{B}(?:the{B})?$"
)
_PRONOUN = re.compile(rf"[“\"‘']?(He|She)(?:[’']s|{B}(?:has|had|is|was|will|also|later|then|once|first|previously|currently|now))*{B}$")
_SOMEBODY = re.compile(r"(?<!\w)(?:he|she|him)(?!\w)")
_OBJECT = re.compile(rf"{B}(?:(?:as|to be){B})?(?:(?:the|an?|its|his|her|their){B})?$")
_QUOTE = re.compile(r"[“”\"]")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A role's person where one stands in the sentence; the entity alone where only a pronoun or an earlier role says who."""

    person: Span | None
    entity: str | None


def find_bearer(
    around: Surroundings, sentence: Sentence, phrase: Phrase, before: Role | None, last: int, lists: RoleRules
) -> Bearer | None:
    """Who bears a role, by the first that holds: a name right behind it, a name before it between commas, a name behind it between
    commas, the bearer of the role it is joined to (`before`, whose phrase ends at `last`), the subject of a verb that gives it, the object
    of one. None where nobody is told."""
    name = _behind(around, sentence, phrase) or _in_apposition(around, sentence, phrase) or _between_commas(around, sentence, phrase)
    if name is not None:
        return Bearer(name.span, name.entity)
    if before is not None and before.entity is not None and _joined(around.text, phrase, before, last):
        return Bearer(before.person, before.entity)
    return _subject(around, sentence, phrase, lists) or _object(around, sentence, phrase, lists)


def _behind(around: Surroundings, sentence: Sentence, phrase: Phrase) -> Name | None:
    """ "President | Putin", "Ambassador to the UN | Robert Wood"; honorifics may stand between, another name may not."""
    for at in dict.fromkeys((phrase.end, phrase.last)):
        behind = _BEHIND.match(around.text, at, sentence.span.end)
        place = at + 1
        while behind is not None and place <= behind.end():
            if place in around.starts:
                person = around.person_at(place)
                if person is not None and not _FOR.fullmatch(around.text, at, place):
                    return person
                break
            step = _STEP.match(around.text, place)
            if step is None:
                break
            place = step.end()
    return None


def _in_apposition(around: Surroundings, sentence: Sentence, phrase: Phrase) -> Name | None:
    """ "Jonah Leff, 46, | executive director of …"."""
    for name in around.people_between(max(sentence.span.start, phrase.first - NEAR), phrase.first):
        start = name.span.end
        if any(_AFTER_NAME.fullmatch(around.text, start, end) for end in (phrase.start, phrase.first)):
            return name
        if _DASHED.fullmatch(around.text, start, phrase.start):
            return name
        if sentence.part == "list" and _COLON.fullmatch(around.text, start, phrase.start):
            return name
    return None


def _between_commas(around: Surroundings, sentence: Sentence, phrase: Phrase) -> Name | None:
    """ "the director, | Jonah Leff,", "the chief of staff, Gen. | Omar Saleh,"."""
    text, last = around.text, phrase.last
    if not (phrase.determined or text[phrase.start].isupper() or phrase.start == sentence.span.start):
        return None
    comma = _COMMA.match(text, last, sentence.span.end)
    for at in (last + 2, comma.end(1), comma.end()) if comma else ():
        name = around.person_at(at)
        if name is not None and text[name.span.end : name.span.end + 1] in tuple(",.;:)—"):
            return name
    return None


def _joined(text: str, phrase: Phrase, before: Role, last: int) -> bool:
    """ "a professor at Peking University and | the lead author"; not "Minister Ruiz and | president"."""
    told_before = before.person is None or before.person.start < before.span.start
    return told_before and last <= phrase.first and _JOINED.fullmatch(text, last, phrase.start) is not None


def _subject(around: Surroundings, sentence: Sentence, phrase: Phrase, lists: RoleRules) -> Bearer | None:
    """ "Kovar was elected | president", "He was | deputy editor"."""
    text, floor = around.text, sentence.span.start
    link = next((found for found in _links(text, floor, phrase, lists)), None)
    if link is None:
        return None
    subject = around.last_person(floor, link.start())
    pronoun = _PRONOUN.match(text, floor, link.start())
    if subject is None:
        return Bearer(None, _antecedent(around, sentence.index, pronoun.group(1), lists)) if pronoun else None
    stretch = text[subject.span.end : link.start()]
    near = len(stretch) < FAR // 4 or (len(stretch) < FAR and stretch.startswith(","))
    if not near or stretch.startswith(("’s", "'s")) or _QUOTE.search(stretch):
        return None
    return Bearer(subject.span, subject.entity)


def _links(text: str, floor: int, phrase: Phrase, lists: RoleRules) -> Iterator[re.Match[str]]:
    for end in dict.fromkeys((phrase.start, phrase.first)):
        link = lists.link.search(text, max(floor, end - NEAR - 8), end)
        if link is not None:
            yield link


def _object(around: Surroundings, sentence: Sentence, phrase: Phrase, lists: RoleRules) -> Bearer | None:
    """ "Voters elected Olaf Berg | president"."""
    text, floor = around.text, sentence.span.start
    for name in around.people_between(max(floor, phrase.first - NEAR), phrase.first):
        if _OBJECT.fullmatch(text, name.span.end, phrase.start) and lists.giving.search(
            text, max(floor, name.span.start - NEAR), name.span.start
        ):
            return Bearer(name.span, name.entity)
    return None


def _antecedent(around: Surroundings, sentence: int, pronoun: str, lists: RoleRules) -> str | None:
    """Whom "He" or "She" at a sentence's start means: the one person of the sentence before, where no pronoun there means another and the
    given name does not say otherwise; None where that cannot be told."""
    if sentence == 0:
        return None
    span = around.sentences[sentence - 1].span
    entities = {name.entity for name in around.people_between(span.start, span.end)}
    if len(entities) != 1 or _SOMEBODY.search(around.text, span.start, span.end):
        return None
    (entity,) = entities
    return None if fold(entity.split()[0]) in (lists.women if pronoun == "He" else lists.men) else entity
