"""data/rules → what the name finder looks things up in: one table of known names, the word lists, and how a word is folded for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

from components.model import EntityType, Rules

Form = Literal["full", "acronym", "demonym", "variant"]
ACRONYM = 6  # letters; a listed name in capitals up to this long is told by case ("US", not "us"; "WHO", not "who")
ENDINGS = tuple(
    ending.split("/") for ending in "s/ es/ ies/y ed/ ed/e d/ ied/y ing/ ing/e ly/ er/ er/e ers/ ers/e est/".split()
)  # endings that words.toml leaves out, each with what it stands for at the word listed
_COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_FOLD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteer says of one written form: the entity it belongs to, of which type, and how it is written."""

    entity: str
    type: EntityType
    form: Form
    doubtful: bool = False  # oftener a person's name, or an ordinary word: the context must agree


@dataclass(frozen=True, eq=False)
class NameRules:
    """Everything looked up while names are found. Keys of `known` are folded forms, acronyms as they are written; `longest` is, by the
    first word of an entry, folded and without its 's, how many words the longest entry with it has."""

    known: Mapping[str, Known]
    longest: Mapping[str, int]
    given: frozenset[str]
    words: frozenset[str]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    openings: frozenset[str]
    functions: frozenset[str]
    heads: frozenset[str]
    weak_heads: frozenset[str]
    alone: frozenset[str]
    before_titles: frozenset[str]
    openers: frozenset[str]
    legal: frozenset[str]
    abbreviated: frozenset[str]  # states of the United States as newspapers shorten them
    other_heads: frozenset[str]
    other_openers: frozenset[str]
    place_after: frozenset[str]
    place_after_lower: frozenset[str]
    place_before: frozenset[str]
    place_openers: frozenset[str]
    other_before: frozenset[str]
    place_of: frozenset[str]
    place_prepositions: frozenset[str]
    directions: frozenset[str]
    org_after: frozenset[str]
    org_before: frozenset[str]
    bodies: tuple[str, ...]
    short_bodies: frozenset[str]
    speech: frozenset[str]
    kin: frozenset[str]
    titles: frozenset[str]  # nouns of office and occupation, lower case
    modifiers: frozenset[str]  # words that can stand before them, lower case
    offices: frozenset[str]
    opening_particles: frozenset[str]
    family_first: frozenset[str]
    surnames: frozenset[str]
    well_known: frozenset[str]
    women: frozenset[str]  # given names, folded
    men: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    word_pairs: Mapping[str, str]
    fillers: frozenset[str]
    _ordinary: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def names_go_on(self) -> frozenset[str]:
        """Words that stand before the rest of a name: "East", "Lake", "Hurricane", "van"."""
        return self.directions | self.place_before | self.other_before | self.opening_particles

    @cached_property
    def of_follows(self) -> frozenset[str]:
        """The nouns whose "of …" belongs to the name: "Bank of England", "Gulf of Aden"."""
        return self.openers | self.other_openers | self.place_before | self.place_after

    def ordinary(self, word: str) -> bool:
        """Whether a word (lower case) is ordinary English, by the word list and the endings it leaves out."""
        known = self._ordinary.get(word)
        if known is None:
            words = self.words
            known = word in words or any(word.endswith(end) and word[: -len(end)] + stem in words for end, stem in ENDINGS)
            known = known or ("-" in word and all(self.ordinary(part) for part in word.split("-") if part))
            self._ordinary[word] = known
        return known


@lru_cache(maxsize=8)
def name_rules(rules: Rules) -> NameRules:
    """The lists of data/rules compiled; for any list that is absent, an empty one."""
    names, places, organisations, roles, aliases = (rules.table(name) for name in ("names", "places", "organisations", "roles", "aliases"))
    known = _known(rules)
    longest: dict[str, int] = {}
    for key in known:
        words = key.split()
        first = (words[0] if words[0].islower() else fold(words[0])).removesuffix("'s")
        longest[first] = max(longest.get(first, 0), len(words))
    given_names = rules.table("given_names")
    given = _fold_all(names, "given") | _fold_all(given_names, "given")
    nicknames: dict[str, set[str]] = {}
    for row in _rows(aliases, "given"):
        forms = {fold(form) for form in _list(row)}
        given |= forms
        for form in forms:
            nicknames.setdefault(form, set()).update(forms)
    return NameRules(
        known=known,
        longest=longest,
        given=frozenset(given),
        words=frozenset(str(rules.table("words").get("words", "")).split()),
        honorifics=_folded(names, "honorifics"),
        suffixes=_folded(names, "suffixes"),
        never=frozenset(form for word in names.get("never", ()) for form in (word, word.replace("'", "’"))),
        openings=_folded(names, "openings"),
        functions=_folded(names, "functions"),
        heads=_folded(organisations, "heads"),
        weak_heads=_folded(organisations, "weak_heads"),
        alone=_folded(organisations, "alone"),
        before_titles=_folded(organisations, "before_titles"),
        openers=_folded(organisations, "openers"),
        legal=_folded(organisations, "legal"),
        abbreviated=frozenset(fold(form) for _, _, *forms in _rows(places, "states") for form in _short_states(forms)),
        other_heads=_folded(names, "other_heads"),
        other_openers=_folded(names, "other_openers"),
        place_after=_folded(places, "place_nouns_after"),
        place_after_lower=_exact(places, "place_nouns_after_lower"),
        place_before=_folded(places, "place_nouns_before"),
        place_openers=_folded(places, "place_openers"),
        other_before=_folded(names, "other_before"),
        place_of=_exact(places, "place_nouns_of"),
        place_prepositions=_exact(places, "place_prepositions"),
        directions=_folded(places, "directions"),
        org_after=_exact(organisations, "nouns_after"),
        org_before=_exact(organisations, "nouns_before"),
        bodies=tuple(sorted(organisations.get("bodies", ()), key=len, reverse=True)),
        short_bodies=_exact(organisations, "short_bodies"),
        speech=_exact(names, "speech"),
        kin=_exact(names, "kin"),
        titles=_folded(roles, "offices") | _folded(roles, "occupations"),
        modifiers=_folded(roles, "modifiers"),
        offices=_folded(roles, "offices"),
        opening_particles=_exact(names, "opening_particles"),
        family_first=_folded(names, "family_first"),
        surnames=_folded(names, "family_first") | _fold_all(given_names, "surnames"),
        well_known=_folded(names, "well_known"),
        women=_fold_all(given_names, "women"),
        men=_fold_all(given_names, "men"),
        nicknames={form: frozenset(forms) for form, forms in nicknames.items()},
        word_pairs=dict(tuple(pair.split("/")) for pair in names.get("word_pairs", ())),
        fillers=_folded(names, "fillers"),
    )


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """A word or name for looking up: no capitals, no diacritics, straight marks, plain blanks."""
    return _fold(text)


def _fold(text: str) -> str:
    return _plain(text.translate(_FOLD)).casefold()


@lru_cache(maxsize=1 << 15)
def key_of(text: str) -> str:
    """The key of a written form in `NameRules.known`: short capitals as they are, anything else folded."""
    return text.translate(_FOLD) if _is_acronym(text) else fold(text)


def _plain(text: str) -> str:
    return text if text.isascii() else _COMBINING.sub("", unicodedata.normalize("NFKD", text))


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and len(letters) <= ACRONYM and " " not in text


def _known(rules: Rules) -> dict[str, Known]:
    known: dict[str, Known] = {}
    places, organisations, aliases = rules.table("places"), rules.table("organisations"), rules.table("aliases")
    taken = _fold_all(rules.table("given_names"), "given") | set(str(rules.table("words").get("words", "")).split())  # names and words
    doubtful = {fold(name) for name in places.get("also_people", ())}
    sure = {fold(name) for name in places.get("rather_places", ())}

    def add(entity: str, type: EntityType, written: Iterable[str], form: Form | None = None, over: bool = False) -> None:
        for name in written:
            key = key_of(name.removeprefix("the "))
            if not key or (key in known and not (over and known[key].type == type)):
                continue
            told: Form = form or ("full" if name == entity else "acronym" if _is_acronym(name) else "variant")
            known[key] = Known(entity, type, told, type == "place" and told != "demonym" and fold(name) in doubtful)

    for name, *forms in _rows(organisations, "known"):
        add(name, "organisation", [name, *_list(forms)])
    for table in ("countries", "regions", "states"):
        for name, people, *forms in _rows(places, table):
            add(name, "place", [name, *_list(forms)])
            add(name, "place", _list([people]), "demonym")
    for name, _, *forms in _rows(places, "states"):
        add(name, "place", _short_states(forms))
    for people, name in _rows(places, "city_people"):
        add(name, "place", _list([people]), "demonym")
    for name, *forms in _rows(aliases, "places"):
        add(name, "place", [name, *_list(forms)], over=True)
    for name, *forms in _rows(aliases, "people"):
        add(name, "person", [name, *_list(forms)])
    for name, *forms in _rows(aliases, "things"):
        add(name, "other", [name, *_list(forms)])
    cities = " ".join(f"{places.get('more_cities', '')};{rules.table('cities').get('cities', '')}".split())
    for plain, folded in zip(_plain(cities).split(";"), _fold(cities).split(";"), strict=True):
        key = folded.strip()
        if len(key) > 2 and (key in doubtful or key in sure or key not in taken) and key not in known:
            known[key] = Known(plain.strip(), "place", "full", key in doubtful)
    return known


@lru_cache(maxsize=8)
def body_pattern(lists: NameRules) -> re.Pattern[str]:
    """What follows the name of a body or a country to make it another body: " panel of experts", " embassy"."""
    return re.compile(r"[ \u00a0\n](" + "|".join(map(re.escape, lists.bodies)) + r")(?![\w-])" if lists.bodies else r"(?!)")


def _rows(table: Mapping[str, Any], key: str) -> list[list[str]]:
    """The rows of a list that is written "name | … | …", one a line."""
    return [[part.strip() for part in line.split("|")] for line in str(table.get(key, "")).splitlines() if line.strip()]


def _list(forms: list[str]) -> list[str]:
    """The parts of a row's last column, which are separated by commas."""
    return [part.strip() for part in forms[0].split(",") if part.strip()] if forms else []


def _short_states(forms: list[str]) -> list[str]:
    """ "Wis." and, where the full stop ends the sentence, "Wis"; not the letters of "N.Y.", which stand for nothing else."""
    short = forms[0] if forms else ""
    return [short, short.rstrip(".")] if short.count(".") == 1 else []


def _folded(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table.get(key, ()))


def _fold_all(table: Mapping[str, Any], key: str) -> frozenset[str]:
    """The words of a long list, folded all at once."""
    return frozenset(_fold(str(table.get(key, ""))).split())


def _exact(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(table.get(key, ()))
