"""The words of a role: from its noun to the left over modifiers, a nationality, an organisation; to the right over "of …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.facts.names_lists import name_rules
from components.model import Name, Rules, Sentence, Version

MODIFIERS = 5  # words before the noun; "former acting deputy assistant defence secretary" has five
TAIL = 6  # words after "of": "head of the city council's health committee" has six
B = "[ \u00a0\n]"  # one blank
ARTICLE = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)"

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PREVIOUS = re.compile(rf"([^\W\d_][\w’'-]*){B}$")
_DETERMINER = re.compile(rf"(?<![\w-])({ARTICLE}|[Oo]ne|[Aa]nother|[Tt]hat|[Tt]his){B}$|(?:(?<=[\w.])[’']s|(?<=s)[’']){B}$")
_OWNER = re.compile(rf"(?<!\w)(?:{ARTICLE}|[Tt]his){B}(?:[\w-]+{B}){{0,2}}[\w-]+$")
_HONORIFIC = re.compile(rf"[A-Z][a-z]{{1,4}}\.?{B}")
_FORMER = frozenset(["former", "acting", "interim", "ex", "late", "then"])  # nothing of the role stands before them
_PAIR = re.compile(rf"(?<!\w)([^\W\d_]+){B}and{B}$")
_BEFORE_BODY = re.compile(
    rf"(?<![\w-])(?:former|acting|deputy|interim|current|incoming|outgoing|retired|veteran|senior|top){B}$", re.IGNORECASE
)
_TAIL = re.compile(rf"{B}(of|for|to|at|in|with|on){B}(?:(the|an?|his|her|its|their){B})?")
_TAIL_WORD = re.compile(rf"([a-z][a-z-]*(?:[’']s)?)(?=({B}|[,.;:)”\"’?!—–-]|$))")
_AND = re.compile(rf"and{B}([a-z][a-z-]+)(?=[,.;:]|{B}(?:of|at|for|in){B})")  # "director of planning and policy"
_KIND = re.compile(rf"{B}([a-z]+)(?=[,.;:)])")
_PARENTHESIS = re.compile(rf"{B}\([^()\n]{{2,60}}\)")


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The lists of roles.toml, lower case. `fixed` are phrases of several words by their first noun, longest first."""

    nouns: frozenset[str]
    endings: tuple[str, ...]  # of occupations that no list has all of: "neonatologist"
    generic: frozenset[str]
    generic_with_of: frozenset[str]
    modifiers: frozenset[str]
    fixed: Mapping[str, tuple[str, ...]]
    stops: frozenset[str]  # words that no role goes on over
    fields: frozenset[str]  # whose "in …" says in what: a lecturer in history
    trades: frozenset[str]  # what a role can be "of" though it ends in -ing: engineering, housing
    kinds: frozenset[str]  # what an organisation is: magazine, company, party …
    women: frozenset[str]  # given names, folded
    men: frozenset[str]
    link: re.Pattern[str]  # "was named", "is now", "served as" before a role
    giving: re.Pattern[str]  # "appointed", "elected" before a name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What roles are found in: the text, its sentences and its names by where they end and begin, the people in reading order."""

    text: str
    sentences: Sequence[Sentence]
    ends: Mapping[int, Name]
    starts: Mapping[int, Name]
    people: Sequence[Name]
    person_starts: Sequence[int]

    def person_over(self, at: int) -> bool:
        """Whether a person's name covers a character: "Judge" in "Mike Judge"."""
        k = bisect_right(self.person_starts, at) - 1
        return k >= 0 and self.people[k].span.end > at

    def person_at(self, at: int) -> Name | None:
        """The person whose name begins here."""
        name = self.starts.get(at)
        return name if name is not None and name.entity_type == "person" else None

    def people_between(self, low: int, high: int) -> list[Name]:
        """The people whose names end after `low` and not after `high`, the last first."""
        k = bisect_right(self.person_starts, high - 1) - 1
        found = []
        while k >= 0 and self.people[k].span.end >= low:
            if self.people[k].span.end <= high:
                found.append(self.people[k])
            k -= 1
        return found

    def last_person(self, low: int, high: int) -> Name | None:
        """The person named last between two places."""
        k = bisect_right(self.person_starts, high - 1) - 1
        inside = k >= 0 and self.people[k].span.start >= low and self.people[k].span.end <= high
        return self.people[k] if inside else None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role's words and what stands round them, as places in the text.

    The role is start to end; its noun ends at `noun_end`. `first` is where the phrase begins, article and possessor included; `last`
    where it ends, the organisation behind it included. `determined` by an article or a possessive; `definite` unless by "a". `tailed`:
    it has an "of …"."""

    noun: str
    start: int
    end: int
    noun_end: int
    first: int
    last: int
    determined: bool
    definite: bool
    tailed: bool
    organisation: Name | None


@lru_cache(maxsize=8)
def role_rules(rules: Rules) -> RoleRules:
    """The lists of data/rules/roles.toml compiled."""
    table = rules.table("roles")
    words = {key: frozenset(word.lower() for word in table.get(key, ())) for key in ("offices", "occupations", "modifiers")}
    fixed: dict[str, list[str]] = {}
    for phrase in table.get("fixed", ()):
        fixed.setdefault(phrase.split()[0], []).append(phrase)
    links = "|".join(table.get("links", ("was",)))
    grammar = rules.table("names")
    return RoleRules(
        nouns=words["offices"] | words["occupations"],
        endings=tuple(table.get("endings", ())),
        generic=frozenset(table.get("generic", ())),
        generic_with_of=frozenset(table.get("generic_with_of", ())),
        modifiers=words["modifiers"],
        fixed={first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in fixed.items()},
        stops=frozenset(grammar.get("functions", ())) | frozenset(grammar.get("speech", ())),
        fields=frozenset(table.get("fields", ())),
        trades=frozenset(table.get("trades", ())),
        kinds=frozenset(rules.table("organisations").get("nouns_before", ())),
        women=name_rules(rules).women,
        men=name_rules(rules).men,
        link=re.compile(
            rf"(?<![\w’'-])(?:{links})(?:{B}(?:as|to|also|now|then|still|once|later|again|currently|only|in as|down as))?{B}"
            rf"(?:(?:the|an?|its|his|her|their|one of){B})?$"
        ),
        giving=re.compile(rf"(?<![\w’'-])(?:{links}|names?|appoints?|elects?|makes?|chose|picked){B}(?:[\w.]+{B}){{0,2}}$"),
    )


def surroundings(version: Version, names: Sequence[Name]) -> Surroundings:
    """A version's names where roles look for them."""
    people = [name for name in names if name.entity_type == "person"]
    return Surroundings(
        version.text,
        version.sentences,
        {name.span.end: name for name in names},
        {name.span.start: name for name in names},
        people,
        [name.span.start for name in people],
    )


def read_phrase(around: Surroundings, sentence: Sentence, start: int, noun: str, free: int, lists: RoleRules) -> Phrase | None:
    """The phrase round the noun that begins at `start`, not before `free`; None where the next noun will take this one along ("chief
    executive")."""
    text, floor, ceiling = around.text, max(sentence.span.start, free), sentence.span.end
    end = noun_end = _fixed_end(text, start, noun, lists) or start + len(noun)
    if end == start + len(noun) and _next_noun_leads(around, start, end, lists):
        return None
    start, organisation = _grow_left(around, start, floor, lists)
    if start < free:
        start = free + len(text[free:end]) - len(text[free:end].lstrip(" ,\n\u00a0"))
    determiner = _DETERMINER.search(text, max(floor, start - 9), start)
    first = determiner.start() if determiner else start
    if determiner and determiner.group(1) is None:  # "the council’s | chief engineer": the phrase begins with its possessor
        possessor = around.ends.get(first)
        owner = _OWNER.search(text, max(floor, first - 40), first) if possessor is None else None
        first = possessor.span.start if possessor else owner.start() if owner else first
        if organisation is None and possessor is not None and possessor.entity_type != "person":
            organisation = possessor
    end, last, behind, tailed = _grow_right(around, end, ceiling, lists)
    if behind is not None and (organisation is None or organisation.entity_type == "place"):
        organisation = behind  # "US Ambassador to the UN"
    definite = determiner is not None and (determiner.group(1) or "").lower() not in ("a", "an", "another", "one")
    return Phrase(noun, start, end, noun_end, first, last, determiner is not None, definite, tailed, organisation)


def trim(text: str, at: int) -> int:
    """A place moved left over blanks and commas."""
    while text[at - 1] in " \u00a0\n,":
        at -= 1
    return at


def _fixed_end(text: str, start: int, noun: str, lists: RoleRules) -> int | None:
    for phrase in lists.fixed.get(noun, ()):
        end = start + len(phrase)
        if text[start:end].lower() == phrase and not text[end : end + 1].isalnum():
            return end
    return None


def _next_noun_leads(around: Surroundings, start: int, end: int, lists: RoleRules) -> bool:
    following = _WORD.match(around.text, end + 1) if around.text[end : end + 1] in tuple(" \u00a0\n") else None
    if following is None or following.group().lower() not in lists.nouns or following.start() in around.starts:
        return False
    return following.group()[0].islower() or around.text[start].isupper()


def _grow_left(around: Surroundings, start: int, floor: int, lists: RoleRules) -> tuple[int, Name | None]:
    """(start of the role, the organisation or country inside it). Ordinary words that are no modifiers belong to it only where an article
    stands before them: "the commission chair"."""
    text = around.text
    organisation: Name | None = None
    pending = start  # the start over ordinary words
    for _ in range(MODIFIERS):
        if pending - 1 < floor:
            break
        name = around.ends.get(pending - 1)
        if name is not None and name.entity_type != "person" and name.span.start >= floor:
            start = pending = name.span.start
            organisation = organisation or (name if name.entity_type in ("organisation", "place") else None)
            continue
        previous = _PREVIOUS.search(text, max(floor, pending - 26), pending)
        if previous is None:
            break
        if organisation is not None:
            former = _BEFORE_BODY.search(text, max(floor, pending - 14), pending)
            start = pending = former.start() if former else pending
            break
        written, word = previous.group(1), previous.group(1).lower()
        modifier = word in lists.modifiers or word.rpartition("-")[2] in lists.modifiers or (word in lists.nouns and written[0].isupper())
        if pending == start and modifier:
            start = pending = previous.start(1)
            if word in _FORMER:
                break
            pair = _PAIR.search(text, max(floor, start - 24), start)
            if pair and pair.group(1) in lists.modifiers:
                start = pending = pair.start(1)  # "interior and overseas minister"
        elif _is_plain(written, lists) and text[previous.start(1) - 1] not in "’'":
            pending = previous.start(1)
        else:
            break
    if pending < start and _DETERMINER.search(text, max(floor, pending - 9), pending):
        start = pending
    return start, organisation


def _is_plain(word: str, lists: RoleRules) -> bool:
    return word.islower() and word.isalpha() and len(word) > 2 and word not in lists.stops and not word.endswith(("ed", "ing", "ly"))


def _grow_right(around: Surroundings, end: int, ceiling: int, lists: RoleRules) -> tuple[int, int, Name | None, bool]:
    """(end of the role, end of its phrase, its organisation, whether it has an "of …"): "director of operations | at the Institute"."""
    text = around.text
    last, tailed = end, False
    for _ in range(3):
        tail = _TAIL.match(text, last, min(ceiling, last + 16))
        if tail is None:
            break
        preposition, at = tail.group(1), tail.end()
        name = around.starts.get(at)
        if name is None and preposition in ("of", "for", "to") and (honorific := _HONORIFIC.match(text, at)):
            name = around.starts.get(honorific.end())
        if name is not None and name.entity_type == "person" and preposition in ("of", "for", "to"):
            return end, name.span.end, None, True  # "an attorney | for Pagliano": whose, not who
        if name is not None:
            if name.entity_type == "person" or (preposition == "in" and name.entity_type != "organisation"):
                break
            return end, _past_kind(text, name.span.end, ceiling), _owned(around, name), True
        in_a_field = preposition == "in" and not tail.group(2) and text[end - 12 : end].rpartition(" ")[2].lower() in lists.fields
        if preposition not in ("of", "for") and not in_a_field:
            break
        stop = _words_end(text, at, ceiling, lists)
        if stop == at:
            break
        name = around.starts.get(stop)
        if name is not None and name.entity_type == "organisation" and text[at:stop].split()[-1] in lists.kinds:
            return end, name.span.end, name, True  # "deputy editor | of the magazine Al Jisr"
        end = last = trim(text, stop)
        tailed = True
    return end, last, None, tailed


def _words_end(text: str, at: int, ceiling: int, lists: RoleRules) -> int:
    """Where up to TAIL lower-case words that mean something end, a blank behind them included."""
    for _ in range(TAIL):
        word = _TAIL_WORD.match(text, at, ceiling)
        if word is None or word.group(1) in lists.stops or (word.group(1).endswith("ing") and word.group(1) not in lists.trades):
            break
        at = word.end()
        if word.group(2) not in (" ", "\u00a0", "\n"):
            break
        at += 1
        joined = _AND.match(text, at, ceiling)
        if joined and joined.group(1) not in lists.nouns and joined.group(1) not in lists.stops:
            at = joined.start(1)
    return at


def _owned(around: Surroundings, name: Name) -> Name:
    """ "a curator at London’s Natural History Museum": the museum, not London."""
    owns = around.text.startswith(("’s ", "'s "), name.span.end)
    inner = around.starts.get(name.span.end + 3) if owns else None
    return inner if inner is not None and inner.entity_type == "organisation" else name


def _past_kind(text: str, at: int, ceiling: int) -> int:
    """Past what is said of an organisation right behind its name: "the Lombardy | region", "CEI | (Italian Episcopal Conference)"."""
    kind = _KIND.match(text, at, ceiling) or _PARENTHESIS.match(text, at, ceiling)
    return kind.end() if kind else at
