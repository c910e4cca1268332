"""What people are called in a version: offices, ranks and occupations, each tied to the person and the organisation beside it.

The nouns of data/rules/roles.toml are looked for in one pass; round each noun the role grows to the left over its modifiers and over a
nationality or an organisation ("Russian UN Ambassador"), to the right over "of …". Who bears it follows from where a name stands: after
it ("President Putin"), before it between commas ("Leff, executive director of …,"), after it between commas ("the director, Leff,"), or
before a verb that gives it ("Kovar was elected president").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.facts.names_lists import fold, name_rules
from components.model import Name, Role, Rules, Sentence, Span, Version

MODIFIERS = 5  # words before the noun; "former acting deputy assistant defence secretary" has five
TAIL = 6  # words after "of": "head of the city council's health committee" has six
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PREVIOUS = re.compile(r"([^\W\d_][\w’'-]*)[ \u00a0\n]$")
_DETERMINER = re.compile(
    r"(?<![\w-])([Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Oo]ne|[Aa]nother|[Tt]hat|[Tt]his)[ \u00a0\n]$|(?<=\w)([’']s|(?<=s)[’'])[ \u00a0\n]$|(?<=\.)([’']s)[ \u00a0\n]$"
)
_TAIL = re.compile(r"[ \u00a0\n](of|for|to|at|in|with|on)[ \u00a0\n](?:(the|an?|his|her|its|their)[ \u00a0\n])?")
_TAIL_WORD = re.compile(r"([a-z][a-z-]*(?:[’']s)?)(?=([ \u00a0\n]|[,.;:)”\"’?!—–-]|$))")
_AND = re.compile(r"and[ \u00a0\n]([a-z][a-z-]+)(?=[,.;:]|[ \u00a0\n](?:of|at|for|in)[ \u00a0\n])")  # "director of planning and policy"
_AGE = r"(?:,[ \u00a0\n](?:aged[ \u00a0\n])?\d{1,3})?"
_AFTER_NAME = re.compile(
    rf"(?:[’']s)?{_AGE},[ \u00a0\n](?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Oo]ne of|also|now|then|who (?:is|was|has been))[ \u00a0\n])*(?:[\w-]+-year-old[ \u00a0\n])?$"
)
_JOINED = re.compile(
    r",?[ \u00a0\n](?:and|or|and later|and then|and also)[ \u00a0\n](?:(?:the|an?|his|her|its|their|also)[ \u00a0\n])?$|,[ \u00a0\n](?:(?:the|an?|also)[ \u00a0\n])?$"
)
_JOINED_FAR = re.compile(r"[ \u00a0\n](?:of|for|at)[ \u00a0\n][^,.;:“”\"]{3,60},[ \u00a0\n]and[ \u00a0\n](?:the[ \u00a0\n])?$")
_PRONOUN = re.compile(
    r"[“\"‘']?(He|She)(?:[’']s|[ \u00a0\n](?:has|had|is|was|will|also|later|then|once|first|previously|currently|now))*[ \u00a0\n]$"
)
_SOMEBODY = re.compile(r"(?<!\w)(?:he|she|him)(?!\w)")
_FORMER = re.compile(
    r"(?<![\w-])(?:[Ff]ormer|[Aa]cting|[Dd]eputy|[Ii]nterim|[Cc]urrent|[Ii]ncoming|[Oo]utgoing|[Rr]etired|[Vv]eteran|[Ss]enior|[Tt]op)[ \u00a0\n]$"
)
_OBJECT = re.compile(r"[ \u00a0\n](?:(?:as|to be)[ \u00a0\n])?(?:(?:the|an?|its|his|her|their)[ \u00a0\n])?$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_OFFICE = re.compile(r"(?:['’]s|s['’])[ \u00a0\n](?:[Oo]ffice|[Dd]epartment|[Aa]ssociation|[Uu]nion|[Ss]quad|[Cc]ourt)\b")
_PAIR = re.compile(r"(?<!\w)([^\W\d_]+)[ \u00a0\n]and[ \u00a0\n]$")
_HONORIFIC = re.compile(r"[ \u00a0\n](?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|Dame|Gov|Sen|Rep|Del|Gen|Lt|Col|Sgt|Capt|Rev|Hon)\.?$")
_PARENTHESIS = re.compile(r"[ \u00a0\n]\([^()\n]{2,60}\)")
_KIND = re.compile(r"[ \u00a0\n]([a-z]+)(?=[,.;:)])")
_COMMA = re.compile(r",[ \u00a0\n]((?:[A-Z]\w*\.?[ \u00a0\n])?)(?:[A-Z]\w*\.?[ \u00a0\n])?")
_OWNER = re.compile(r"(?<!\w)(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Tt]his)[ \u00a0\n](?:[\w-]+[ \u00a0\n]){0,2}[\w-]+$")
_QUOTE = re.compile(r"[“”\"]")


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The lists of roles.toml, lower case. `fixed` are phrases of several words by their first noun, longest first."""

    nouns: frozenset[str]
    offices: frozenset[str]
    generic: frozenset[str]
    generic_with_of: frozenset[str]
    modifiers: frozenset[str]
    fixed: Mapping[str, tuple[str, ...]]
    stops: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    fields: frozenset[str]  # whose "in …" says in what: a lecturer in history
    kinds: frozenset[str]  # what an organisation is: magazine, company, party …
    link: re.Pattern[str]
    becoming: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A role while it is being read: the words of the role, where its phrase begins (article included) and ends ("of …" included)."""

    role: Role
    first: int
    last: int
    determined: bool
    noun: str


@lru_cache(maxsize=8)
def role_rules(rules: Rules) -> RoleRules:
    """The lists of data/rules/roles.toml compiled."""
    table = rules.table("roles")
    offices = frozenset(word.lower() for word in table.get("offices", ()))
    fixed: dict[str, list[str]] = {}
    for phrase in table.get("fixed", ()):
        if " " in phrase:
            fixed.setdefault(phrase.split()[0], []).append(phrase)
    links = "|".join(table.get("links", ("was",)))
    return RoleRules(
        nouns=offices
        | frozenset(word.lower() for word in table.get("occupations", ()))
        | frozenset(phrase.split()[0] for phrase in fixed if phrase in offices),
        offices=offices,
        generic=frozenset(table.get("generic", ())),
        generic_with_of=frozenset(table.get("generic_with_of", ())),
        modifiers=frozenset(word.lower() for word in table.get("modifiers", ())),
        fixed={first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in fixed.items()},
        stops=frozenset(rules.table("names").get("functions", ()))
        | frozenset(rules.table("names").get("speech", ()))
        | {"says", "said", "who", "that", "which"},
        women=name_rules(rules).women,
        men=name_rules(rules).men,
        fields=frozenset(table.get("fields", ())),
        kinds=frozenset(rules.table("organisations").get("nouns_before", ())),
        link=re.compile(
            rf"(?<![\w’'-])(?:{links})(?:[ \u00a0\n](?:as|to|also|now|then|still|once|later|again|currently|only|in as|down as))?[ \u00a0\n](?:(?:the|an?|its|his|her|their|one of)[ \u00a0\n])?$"
        ),
        becoming=re.compile(
            rf"(?<![\w’'-])(?:{links}|names?|appoints?|elects?|makes?|chose|picked)[ \u00a0\n](?:[\w.]+[ \u00a0\n]){{0,2}}$"
        ),
    )


def find_roles(version: Version, names: Sequence[Name], rules: Rules) -> tuple[Role, ...]:
    """The roles in reading order, none over another. `person` is where the person stands in the same sentence; `entity` is the person's
    entity, also where only "the minister" stands and one minister was named; None where nobody is known to bear the role."""
    lists = role_rules(rules)
    text, sentences = version.text, version.sentences
    people = [name for name in names if name.entity_type == "person"]
    places = _Places(
        {name.span.end: name for name in names}, {name.span.start: name for name in names}, [name.span.start for name in people], people
    )
    found: list[_Found] = []
    index, free = 0, 0
    for match in _WORD.finditer(text):
        noun = _POSSESSIVE.sub("", match.group().lower())
        if noun not in lists.nouns or match.start() < free:
            continue
        while index < len(sentences) and sentences[index].span.end <= match.start():
            index += 1
        if index == len(sentences):
            break
        if match.start() < sentences[index].span.start or match.start() in places.inside_names(match.start()):
            continue
        one = _role(text, match.start(), match.start() + len(noun), noun, sentences, index, found[-1] if found else None, places, lists)
        if one is not None:
            found.append(one)
            free = one.role.span.end
    return _carried_on(text, found)


@dataclass(slots=True)
class _Places:
    """Names by where they end and begin, and the people in reading order."""

    ends: Mapping[int, Name]
    starts: Mapping[int, Name]
    person_starts: Sequence[int]
    people: Sequence[Name]

    def inside_names(self, at: int) -> tuple[int, ...]:
        """(at,) where a person's name stands there: "Judge" in "Mike Judge"."""
        k = bisect_right(self.person_starts, at) - 1
        return (at,) if k >= 0 and self.people[k].span.end > at else ()

    def antecedent(self, text: str, sentences: Sequence[Sentence], sentence: int, pronoun: str, lists: RoleRules) -> str | None:
        """Whom "He" or "She" at a sentence's start means: the one person of the sentence before, where no pronoun there means another and
        the given name does not say otherwise; None where that cannot be told."""
        if sentence == 0:
            return None
        span = sentences[sentence - 1].span
        low, high = bisect_right(self.person_starts, span.start - 1), bisect_right(self.person_starts, span.end - 1)
        entities = {name.entity for name in self.people[low:high]}
        if len(entities) != 1 or _SOMEBODY.search(text, span.start, span.end):
            return None
        (entity,) = entities
        return None if fold(entity.split()[0]) in (lists.women if pronoun == "He" else lists.men) else entity

    def last_person(self, before: int, floor: int) -> Name | None:
        """The person named last before a place, not before `floor`."""
        k = bisect_right(self.person_starts, before - 1) - 1
        return self.people[k] if k >= 0 and self.people[k].span.start >= floor and self.people[k].span.end <= before else None


def _role(
    text: str,
    start: int,
    end: int,
    noun: str,
    sentences: Sequence[Sentence],
    index: int,
    before: _Found | None,
    places: _Places,
    lists: RoleRules,
) -> _Found | None:
    sentence = sentences[index]
    floor, ceiling = sentence.span.start, sentence.span.end
    phrase = next(
        (
            p
            for p in lists.fixed.get(noun, ())
            if text[start : start + len(p)].lower() == p and not text[start + len(p) : start + len(p) + 1].isalnum()
        ),
        None,
    )
    if phrase is not None:
        end = start + len(phrase)
    else:
        following = _WORD.match(text, end + 1) if text[end : end + 1] in " \u00a0\n" else None
        if (
            following
            and following.group().lower() in lists.nouns
            and following.start() not in places.starts
            and (following.group()[0].islower() or text[start].isupper())
        ):
            return None  # "chief executive", "director general": the last noun will take this one along
    start, organisation = _grow_left(text, start, floor, places, lists)
    if before is not None and start < before.role.span.end:
        start = max(start, before.role.span.end)
        start += len(text[start:end]) - len(text[start:end].lstrip(" ,\n\u00a0"))
    determiner = _DETERMINER.search(text, max(floor, start - 9), start)
    first = determiner.start() if determiner else start
    if determiner and determiner.group(1) is None:  # "the council’s chief engineer": the phrase begins with its possessor
        possessor_name = places.ends.get(first)
        owner = _OWNER.search(text, max(floor, first - 40), first) if possessor_name is None else None
        first = possessor_name.span.start if possessor_name else owner.start() if owner else first
        if organisation is None and possessor_name is not None and possessor_name.entity_type != "person":
            organisation = possessor_name
    span_end, last, tail_organisation, tailed = _grow_right(text, end, ceiling, places, lists)
    if tail_organisation is not None and (organisation is None or organisation.entity_type == "place"):
        organisation = tail_organisation  # "US Ambassador to the UN"
    person, entity = _bearer(text, start, first, span_end, last, determiner, sentences, index, before, places, lists)
    if (
        person is not None
        and person.span.start >= end
        and person.span.start > span_end
        and places.starts.get(person.span.start) is person
        and last < person.span.start
        and "," not in text[span_end : person.span.start]
    ):
        span_end = _trim(text, person.span.start)
        honorific = _HONORIFIC.search(text, end, span_end)
        span_end = honorific.start() if honorific else span_end
        last = max(last, span_end)
    if organisation is not None and tailed and person is not None and person.span.start < start:
        pass
    known = person is not None or entity is not None
    if _OFFICE.match(text, end):
        return None  # the sheriff's office is no sheriff
    definite = determiner is not None and (determiner.group(1) or "").lower() not in ("a", "an", "another", "one")
    if not known and not _stands_alone(noun, definite, organisation is not None or tailed and determiner is not None, tailed, lists):
        return None
    role = Role(
        Span(start, span_end),
        sentence.index,
        person.span if person else None,
        entity or (person.entity if person else None),
        organisation.span if organisation else None,
    )
    return _Found(role, first, last, determiner is not None, noun)


def _grow_left(text: str, start: int, floor: int, places: _Places, lists: RoleRules) -> tuple[int, Name | None]:
    """Where the role begins: over modifiers, then over the nationality and the organisation that stand before it without a possessive."""
    organisation: Name | None = None
    pending: int | None = None  # the start over ordinary words, kept only where an article stands before them
    for _ in range(MODIFIERS):
        if start - 1 < floor:
            break
        name = places.ends.get(start - 1 if pending is None else pending - 1)
        if name is not None and name.entity_type != "person" and text[start - 1] in " \u00a0\n-":
            start = name.span.start if pending is None else start
            if pending is not None:
                start, pending = name.span.start, None
            organisation = organisation or name
            continue
        if organisation is not None and (former := _FORMER.search(text, max(floor, start - 14), start)):
            start = former.start()
            break
        here = start if pending is None else pending
        previous = _PREVIOUS.search(text, max(floor, here - 26), here)
        if previous is None:
            break
        word = previous.group(1).lower()
        if (
            pending is None
            and organisation is None
            and (word in lists.modifiers or (word in lists.nouns and previous.group(1)[0].isupper()))
        ):
            start = previous.start(1)
            pair = _PAIR.search(text, max(floor, start - 24), start)
            if pair and pair.group(1).lower() in lists.modifiers:
                start = pair.start(1)  # "interior and overseas minister"
        elif (
            organisation is None
            and len(word) > 2
            and text[previous.start(1) - 1] not in "’'"
            and word not in lists.stops
            and word.isalpha()
            and previous.group(1).islower()
            and not word.endswith(("ed", "ing", "ly"))
        ):
            pending = previous.start(1)
        else:
            break
    if pending is not None and _DETERMINER.search(text, max(floor, pending - 9), pending):
        start = pending
    return start, organisation


def _grow_right(text: str, end: int, ceiling: int, places: _Places, lists: RoleRules) -> tuple[int, int, Name | None, bool]:
    """(end of the role, end of its phrase, its organisation, whether it has an "of …"): "director of operations | at Conflict Armament …"."""
    span_end = last = end
    tailed = False
    for _ in range(3):
        tail = _TAIL.match(text, last, min(ceiling, last + 16))
        if tail is None:
            break
        at = tail.end()
        name = places.starts.get(at)
        if name is not None and name.entity_type != "person":
            if tail.group(1) in ("of", "for", "at", "to", "with", "on") or (tail.group(1) == "in" and name.entity_type == "organisation"):
                inner = places.starts.get(name.span.end + 3) if text[name.span.end : name.span.end + 2] in ("’s", "'s") else None
                name = (
                    inner if inner is not None and inner.entity_type == "organisation" else name
                )  # "a curator at London’s Natural History Museum"
                return span_end, _past_kind(text, name.span.end, ceiling), name, True
            break
        if name is not None or not (
            tail.group(1) in ("of", "for", "to")
            or (tail.group(1) == "in" and text[end - 12 : end].rpartition(" ")[2].lower() in lists.fields and not tail.group(2))
        ):
            break
        words, began = 0, at
        while words < TAIL and (word := _TAIL_WORD.match(text, at, ceiling)) and word.group(1) not in lists.stops:
            words += 1
            at = word.end()
            if word.group(2) not in (" ", "\u00a0", "\n"):
                break
            at += 1
            joined = _AND.match(text, at, ceiling)
            if joined and joined.group(1) not in lists.nouns and joined.group(1) not in lists.stops:
                at = joined.start(1)
            if _TAIL_WORD.match(text, at, ceiling) is None:
                break
        if not words or tail.group(1) == "to":
            break
        name = places.starts.get(at)
        if name is not None and name.entity_type == "organisation" and text[began:at].split()[-1] in lists.kinds:
            return span_end, name.span.end, name, True  # "deputy editor of the magazine Al Jisr"
        span_end = last = _trim(text, at)
        tailed = True
    return span_end, last, None, tailed


def _past_kind(text: str, at: int, ceiling: int) -> int:
    """Past what is said of an organisation right behind its name: "the Lombardy | region", "CEI | (Italian Episcopal Conference)"."""
    kind = _KIND.match(text, at, ceiling) or _PARENTHESIS.match(text, at, ceiling)
    return kind.end() if kind else at


def _trim(text: str, at: int) -> int:
    while text[at - 1] in " \u00a0\n,":
        at -= 1
    return at


def _bearer(
    text: str,
    start: int,
    first: int,
    span_end: int,
    last: int,
    determiner: re.Match[str] | None,
    sentences: Sequence[Sentence],
    index: int,
    before: _Found | None,
    places: _Places,
    lists: RoleRules,
) -> tuple[Name | None, str | None]:
    """The person beside the role, or the entity of one who bears it without standing there."""
    sentence = sentences[index]
    floor = sentence.span.start
    for at in (span_end, last):  # "President Putin", "Ambassador to the UN Robert Wood"
        after = re.compile(r"[ \u00a0\n](?:(?:[A-Z][\w.]*|of|for|the|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)[ \u00a0\n]){0,5}").match(
            text, at, sentence.span.end
        )
        if after is not None:
            for stop in sorted({after.end(), at + 1}):
                name = places.starts.get(stop)
                if name is not None and name.entity_type == "person":
                    return name, None
            position = at + 1
            while position <= after.end():
                name = places.starts.get(position)
                if name is not None:
                    if name.entity_type == "person":
                        return name, None
                    break
                step = re.compile(r"[\w.]+[ \u00a0\n]").match(text, position)
                if step is None:
                    break
                position = step.end()
    window = max(floor, first - 40)
    for name in _people_ending(places, window, first):  # "Jonah Leff, executive director of …"
        if _AFTER_NAME.fullmatch(text, name.span.end, start) or _AFTER_NAME.fullmatch(text, name.span.end, first):
            return name, None
    comma = _COMMA.match(text, last) if determiner or text[start].isupper() or start == floor else None
    if comma is not None:  # "the director, Jonah Leff,", "the chief of staff, Gen. Omar Saleh,"
        for at in (last + 2, comma.end(1), comma.end()):
            name = places.starts.get(at)
            if (
                name is not None
                and name.entity_type == "person"
                and text[name.span.end : name.span.end + 1] in ",.;:)—"
                and name.span.end < len(text)
            ):
                return name, None
    if (
        before is not None
        and before.role.sentence == sentence.index
        and (before.role.person or before.role.entity)
        and before.last <= first
    ):
        if (_JOINED.fullmatch(text, before.last, start) or _JOINED_FAR.fullmatch(text, before.last, start)) and (
            text[before.last : before.last + 1] != "," or "and" in text[before.last : start]
        ):
            if before.role.person is None or before.role.person.start < before.role.span.start:
                name = (
                    next(
                        (
                            n
                            for n in _people_ending(places, before.role.person.start, before.role.person.end + 1)
                            if n.span == before.role.person
                        ),
                        None,
                    )
                    if before.role.person
                    else None
                )
                return name, before.role.entity
    link = lists.link.search(text, max(floor, start - 48), start) or lists.link.search(text, max(floor, first - 48), first)
    if link is not None:
        subject = places.last_person(link.start(), floor)
        stretch = text[subject.span.end : link.start()] if subject else ""
        pronoun = _PRONOUN.match(text, floor, link.start())
        if pronoun is not None and not places.last_person(link.start(), floor):
            return None, places.antecedent(text, sentences, index, pronoun.group(1), lists)
        if (
            subject is not None
            and len(stretch) < 90
            and not _QUOTE.search(stretch)
            and not stretch.startswith(("’s", "'s"))
            and (len(stretch) < 24 or stretch.startswith(","))
        ):
            return subject, None
    for name in _people_ending(places, window, first):  # "appointed Leff director"
        if _OBJECT.fullmatch(text, name.span.end, start) and lists.becoming.search(text, max(floor, name.span.start - 40), name.span.start):
            return name, None
    return None, None


def _people_ending(places: _Places, low: int, high: int) -> list[Name]:
    k = bisect_right(places.person_starts, high - 1) - 1
    found = []
    while k >= 0 and places.people[k].span.end >= low:
        if places.people[k].span.end <= high:
            found.append(places.people[k])
        k -= 1
    return found


def _stands_alone(noun: str, definite: bool, told: bool, tailed: bool, lists: RoleRules) -> bool:
    """Whether it is a role though nobody is named: "the minister said", "the head of an investigative body", "UN chief warns"."""
    return (definite or told) and (noun in lists.generic or (noun in lists.generic_with_of and tailed))


def _carried_on(text: str, found: Sequence[_Found]) -> tuple[Role, ...]:
    """The roles, with the entity of "the minister" where exactly one minister of that kind is named."""
    bearers: dict[str, dict[str, set[str]]] = {}
    for one in found:
        if one.role.entity is not None:
            words = {word.lower() for word in one.role.span.of(text).replace("’s", "").split()}
            bearers.setdefault(one.noun, {}).setdefault(one.role.entity, set()).update(words)
    roles = []
    for one in found:
        role = one.role
        if role.entity is None and one.determined and role.organisation is None:
            words = {word.lower() for word in role.span.of(text).split()}
            fits = [entity for entity, of in bearers.get(one.noun, {}).items() if words <= of]
            if len(fits) == 1:
                role = Role(role.span, role.sentence, None, fits[0], None)
        roles.append(role)
    return tuple(roles)
