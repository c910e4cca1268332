"""What people are called in a version: offices, ranks and occupations, each tied to the person and the organisation beside it.

The nouns of data/rules/roles.toml are looked for in one pass; round each noun the role grows over its words (roles_phrase), and who bears
it follows from where a name stands to it (roles_bearer). A noun that nobody bears is a role only where it is an office: "the minister".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from components.facts.roles_bearer import find_bearer
from components.facts.roles_phrase import B, Phrase, RoleRules, Surroundings, read_phrase, role_rules, surroundings, trim
from components.facts.written import written
from components.model import Name, Role, Rules, Sentence, Span, Version

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_OFFICE = re.compile(rf"(?:['’]s|s['’]){B}(?:[Oo]ffice|[Dd]epartment|[Aa]ssociation|[Uu]nion|[Ss]quad|[Cc]ourt)\b")
_AND = re.compile(rf"{B}and{B}$")
_HONORIFIC = re.compile(rf"{B}(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|Dame|Gov|Sen|Rep|Del|Gen|Lt|Col|Sgt|Capt|Rev|Hon)\.?$")
SHORTEST_TRADE = 8  # letters of an occupation told by its ending: "urologist" has nine


SHORTEST_TRADE = 8  # letters of an occupation told by its ending; "urologist" has nine


@dataclass(frozen=True, slots=True)
class _Found:
    role: Role
    phrase: Phrase


def find_roles(version: Version, names: Sequence[Name], rules: Rules) -> tuple[Role, ...]:
    """The roles in reading order, none over another. `person` is where the person stands in the same sentence; `entity` is the person's
    entity, also where only "the minister" stands and one minister was named; None where nobody is known to bear the role."""
    lists = role_rules(rules)
    around, sentences = surroundings(version, names), version.sentences
    found: list[_Found] = []
    open_: _Found | None = None  # the role last read, while nobody bears it
    index, free = 0, 0
    for start, noun in _nouns(version.text, lists):
        if start < free:
            continue
        while index < len(sentences) and sentences[index].span.end <= start:
            index += 1
        if index == len(sentences):
            break
        if start < sentences[index].span.start or around.person_over(start):
            continue
        one = _role(around, sentences[index], start, noun, found[-1] if found else None, lists)
        if one is None:
            continue
        if open_ is not None and _shares(version.text, open_, one):  # "former prime minister and party leader | Ann Cole"
            if found and found[-1] is open_:
                found.pop()
            found.append(_Found(replace(open_.role, person=one.role.person, entity=one.role.entity), open_.phrase))
        open_ = one if one.role.entity is None else None
        if one.role.entity is not None or _stands_alone(one.phrase, lists):
            found.append(one)
            free = one.role.span.end
    return _carried_on(version.text, found)


def _nouns(text: str, lists: RoleRules) -> Iterator[tuple[int, str]]:
    """Where a noun that can be a role stands, and the noun (folded, without a possessive)."""
    page, nouns, endings = written(text), lists.nouns, lists.endings
    inside: dict[str, list[tuple[int, str]]] = {}  # by stretch: where in it
    for stretch in page.distinct:
        if stretch.isalpha():
            if stretch.lower() in nouns or (stretch.endswith(endings) and len(stretch) >= SHORTEST_TRADE):
                inside[stretch] = [(0, stretch.lower())]
            continue
        for word in _WORDS.finditer(stretch):
            noun = word[0].lower()
            noun = noun if noun in nouns else _POSSESSIVE.sub("", noun)
            if noun in nouns or (noun.endswith(endings) and len(noun) >= SHORTEST_TRADE):
                inside.setdefault(stretch, []).append((word.start(), noun))
    for start, stretch in page.places(inside):
        for at, noun in inside[stretch]:
            yield start + at, noun


def _shares(text: str, before: _Found, one: _Found) -> bool:
    person = one.role.person
    last, start = before.phrase.last, one.role.span.start
    behind = person is not None and person.start >= one.role.span.end and before.role.sentence == one.role.sentence
    return behind and last <= start and _AND.fullmatch(text, last, start) is not None


def _role(around: Surroundings, sentence: Sentence, start: int, noun: str, before: _Found | None, lists: RoleRules) -> _Found | None:
    text = around.text
    phrase = read_phrase(around, sentence, start, noun, before.role.span.end if before else 0, lists)
    if phrase is None or _OFFICE.match(text, phrase.noun_end):
        return None  # the sheriff's office is no sheriff
    same_sentence = before is not None and before.role.sentence == sentence.index
    bearer = find_bearer(
        around, sentence, phrase, before.role if before and same_sentence else None, before.phrase.last if before else 0, lists
    )
    end, person = phrase.end, bearer.person if bearer else None
    if person is not None and person.start > max(end, phrase.last) and "," not in text[end : person.start]:
        end = trim(text, person.start)  # "Ambassador to the UN | Robert Wood": what stands between belongs to the role
        honorific = _HONORIFIC.search(text, phrase.noun_end, end)
        end = honorific.start() if honorific else end
    organisation = phrase.organisation.span if phrase.organisation else None
    role = Role(Span(phrase.start, end), sentence.index, person, bearer.entity if bearer else None, organisation)
    return _Found(role, replace(phrase, last=max(phrase.last, end)))


def _stands_alone(phrase: Phrase, lists: RoleRules) -> bool:
    """Whether it is a role though nobody is named: "the minister said", "the head of an investigative body", "UN chief warns"."""
    told = phrase.definite or phrase.organisation is not None or (phrase.tailed and phrase.determined)
    return told and (phrase.noun in lists.generic or (phrase.noun in lists.generic_with_of and phrase.tailed))


def _carried_on(text: str, found: Sequence[_Found]) -> tuple[Role, ...]:
    """The roles, with the entity of "the minister" where exactly one minister of that kind is named."""
    bearers: dict[str, dict[str, set[str]]] = {}
    for one in found:
        if one.role.entity is not None:
            bearers.setdefault(one.phrase.noun, {}).setdefault(one.role.entity, set()).update(_words(one.role, text))
    roles = []
    for one in found:
        role = one.role
        if role.entity is None and one.phrase.determined and role.organisation is None:
            fits = [entity for entity, words in bearers.get(one.phrase.noun, {}).items() if _words(role, text) <= words]
            role = replace(role, entity=fits[0]) if len(fits) == 1 else role
        roles.append(role)
    return tuple(roles)


def _words(role: Role, text: str) -> set[str]:
    return set(role.span.of(text).lower().replace("’s", "").split())
