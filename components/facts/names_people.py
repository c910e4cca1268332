"""The people of one version: which full names are one person's, and whom a family name or a given name alone means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from components.facts.names_lists import NameRules
from components.facts.names_types import Mention, Types, type_of

BEARERS = 40  # people of one family name that are told apart; a text that names more is a list


@dataclass(slots=True)
class People:
    """Everybody named in full; a person is a place in the parallel lists. `sentences` are those where the full name stands, in order."""

    entities: list[str] = field(default_factory=list)
    words: list[tuple[str, ...]] = field(default_factory=list)
    sentences: list[list[int]] = field(default_factory=list)
    full: dict[str, int] = field(default_factory=dict)  # by the full name, folded
    by_form: dict[str, list[int]] = field(default_factory=dict)  # by any shorter form, in order of first mention


def find_people(mentions: Sequence[Mention], types: Types, lists: NameRules) -> People:
    """Everybody whom a mention names in full; "Robert Wood", "Robert A. Wood" and "Bob Wood" are one person, called by the fullest."""
    people = People()
    first: dict[str, Mention] = {}
    sentences: dict[str, list[int]] = {}
    for mention in mentions:
        if " " in mention.text and type_of(mention, types, lists) == "person":
            first.setdefault(mention.key, mention)
            sentences.setdefault(mention.key, []).append(mention.sentence)
    for mention in sorted(first.values(), key=lambda m: (-len(m.key.split()), m.start)):
        words = tuple(word for word in mention.key.split() if word not in lists.suffixes)
        if len(words) < 2:
            continue
        bearers = people.by_form.get(words[-1], [])[:BEARERS]
        person = next((bearer for bearer in bearers if _is_shorter(words, people.words[bearer], lists)), None)
        if person is None:
            person = len(people.entities)
            people.entities.append(mention.known.entity if mention.known else as_written(mention.text))
            people.words.append(words)
            people.sentences.append([])
            for form in _forms(words):
                people.by_form.setdefault(form, []).append(person)
        people.full[mention.key] = person
        people.sentences[person] = sorted({*people.sentences[person], *sentences[mention.key]})
    for bearers in people.by_form.values():
        bearers.sort(key=lambda person: people.sentences[person][0])
    return people


def who_is(people: People, key: str, sentence: int) -> int | None:
    """The person a folded form stands for: whoever bears it as a family name before whoever bears it as a given name; of several, the one
    named in full in this sentence or the one before, else the one the version named first. None where nobody bears it."""
    if key in people.full:
        return people.full[key]
    bearers = people.by_form.get(key, [])[:BEARERS]
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    family = [person for person in bearers if people.words[person][-1] == key.split()[-1]] or bearers
    near = [person for person in family if 0 <= sentence - _last_before(people.sentences[person], sentence) <= 1]
    return near[-1] if len(near) == 1 else family[0]


def form_of(people: People, person: int, key: str, lists: NameRules) -> str:
    """How a mention names a person: full, surname or given."""
    words = people.words[person]
    if key in people.full or key == " ".join(words):
        return "full"
    return "surname" if words[-len(key.split()) :] == tuple(key.split()) or (words[0] == key and key in lists.family_first) else "given"


def as_written(text: str) -> str:
    """A name in capitals as it would stand in running text; acronyms stay."""
    if not text.isupper() or (" " not in text and len(text) < 6):
        return text
    return " ".join("-".join(part.capitalize() for part in word.split("-")) if "." not in word else word for word in text.split())


def _is_shorter(words: tuple[str, ...], fuller: tuple[str, ...], lists: NameRules) -> bool:
    """Whether a name says the same with fewer given names, with initials or with a nickname."""
    if words[-1] != fuller[-1]:
        return False
    if words[0] == fuller[0] or fuller[0] in lists.nicknames.get(words[0], ()):
        return all(any(word.rstrip(".") == f or (len(word.rstrip(".")) == 1 and f[0] == word[0]) for f in fuller) for word in words[1:-1])
    initial = words[0].rstrip(".")
    return (len(initial) == 1 and fuller[0].startswith(initial)) or all(word in fuller for word in words)


def _forms(words: tuple[str, ...]) -> Iterator[str]:
    """What can stand for a name: its ends ("bin Salman", "Salman"), its first word, its first two, any word in its middle ("Lula")."""
    for start in range(1, len(words)):
        yield " ".join(words[start:])
    yield words[0]
    if len(words) > 2:
        yield " ".join(words[:2])
        yield from (word for word in words[1:-1] if len(word) > 3)


def _last_before(sentences: Sequence[int], sentence: int) -> int:
    at = bisect_right(sentences, sentence)
    return sentences[at - 1] if at else -9
