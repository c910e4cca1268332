"""Mentions → names: each with its type and with the entity that all mentions of one person, organisation or place have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from components.facts.names_lists import NameRules, fold
from components.facts.names_people import People, as_written, find_people, form_of, who_is
from components.facts.names_runs import Attested
from components.facts.names_types import Mention, Types, decide_types, read_place, type_of
from components.model import EntityType, Name, Span, Version

ACRONYM = 7  # letters and points folded away; longer words in capitals are words
_PARENTHESIS = re.compile(r"[\s\u00a0]\(([A-Za-z][\w.&-]{1,9})\)")
_NEXT = re.compile(r"[\s\u00a0]*([\w'’-]+)")
_LANGUAGE_BEFORE = re.compile(r"(?<!\w)(?:in|into|from|speaks?|spoke|speaking|learn|learned|learnt|himself|herself)[\s\u00a0]$")
_LANGUAGE_AFTER = re.compile(r"[,.;:)”\"’?!]|[\s\u00a0](?:and|or|to|but|because|is|was|who|as|if|when|for|with|at|on|than)(?!\w)")
_NO_NAME = re.compile(r"[A-Z][a-z]{1,2}\d+|[A-Z]-[A-Z]{1,2}")  # Sh1.2bn, Rs500; (D-N.Y.)
_ENGLISH = re.compile(r"(?:ly|tions?|als?|ives?|ed|isms?|ics|ness|ary|ing|ity|ments?|ists?|ers?|ies|ances?|ences?|heroes|plays?)$")
_AUXILIARIES = frozenset("has had was is did will would and also".split())
_SMALL = frozenset("of the for and on in to de du la & des".split())
_REGIONS = frozenset("province region oblast prefecture governorate".split())


@dataclass(slots=True)
class Bodies:
    """Organisations and other things of several words by their full, short and acronym forms (folded); values are entities, those of a
    short form in order of first mention."""

    full: dict[str, str] = field(default_factory=dict)
    short: dict[str, list[str]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a mention is read against."""

    version: Version
    types: Types
    people: People
    bodies: Bodies
    seen: Attested
    lists: NameRules


def settle(version: Version, mentions: Sequence[Mention], before: Sequence[Mention], seen: Attested, lists: NameRules) -> tuple[Name, ...]:
    """Mentions → names. `before` are mentions that these may refer to but that are not answered for here (the story, for an aside)."""
    everything = (*before, *mentions)
    types = decide_types(version, everything, lists)
    context = _Context(version, types, find_people(everything, types, lists), _find_bodies(version, everything, types, lists), seen, lists)
    names = [name for mention in mentions if (name := _name(mention, context)) is not None]
    return (*names, *_described_again(version, mentions, names, lists))


def _name(mention: Mention, context: _Context) -> Name | None:
    """The name a mention is, or None where it turns out to be a capital and no more."""
    if mention.body:
        return _made(mention, mention.text, "organisation")
    if mention.known is not None:
        return _known_name(mention, context)
    lists, key, single = context.lists, mention.key, " " not in mention.key
    if _NO_NAME.fullmatch(mention.text) or key in lists.legal or (mention.titled and len(mention.text) == 1):
        return None
    person = who_is(context.people, key, mention.sentence)
    if mention.type == "title":
        behind_article = context.version.text[mention.start - 4 : mention.start].lower() == "the "
        return _person_name(mention, person, context) if person is not None and not behind_article else None
    kind = type_of(mention, context.types, lists)
    if single and kind != "person" and (country := _country_of(key, context.types)) is not None:
        return _made(mention, country, "place", "demonym")
    if single and key in lists.alone and not mention.titled:
        kind = "organisation"
    if kind == "person" or (person is not None and (kind in (None, "other") or single)):
        return _person_name(mention, person, context)
    if kind is None and key in lists.given and not lists.ordinary(key):
        return _made(mention, mention.text, "person", "given")
    if _is_shouted(mention, kind, context):
        return None
    return _acronym_name(mention, kind, context) or _other_name(mention, kind, context)


def _known_name(mention: Mention, context: _Context) -> Name | None:
    """A name of the gazetteer, unless the text says that it is a person's ("Houston said") or no name here ("US$")."""
    known, key, text, seen = mention.known, mention.key, context.version.text, context.seen
    assert known is not None
    if text[mention.end : mention.end + 1] == "$":
        return None
    if key in context.lists.abbreviated and text[mention.start - 2 : mention.start] != ", ":
        return None  # "Del." is Delaware behind a town, else a delegate
    dateline = context.version.sentences[mention.sentence].part == "dateline" and text[mention.start - 1 : mention.start] != "("
    if dateline and known.type == "organisation" and known.form == "full":
        return _made(mention, known.entity, "place")  # UNITED NATIONS —
    person = who_is(context.people, key, mention.sentence) if " " not in key and known.form != "demonym" else None
    unattested = mention.weak and key not in seen.strong
    if known.type == "place" and known.form != "demonym" and " " not in key:
        if person is not None or known.doubtful or mention.weak:
            vote = read_place(text, mention, context.lists)
            if person is not None and vote.place <= 0 and (known.doubtful or vote.person > 0):
                return _person_name(mention, person, context)
            if unattested and vote.place <= 0 and (key in seen.lower or known.doubtful):
                return None
            if known.doubtful and person is None and vote.person > max(vote.place, 1):
                return _made(mention, mention.text, "person", "surname")
    elif unattested and key in seen.lower:
        return None
    elif known.type == "person" and person is not None:
        return _person_name(mention, person, context)
    if known.form == "demonym" and _is_language(text, mention):
        return _made(mention, mention.text, "other")
    entity = context.bodies.acronyms.get(key, known.entity) if known.type == "organisation" and mention.text.isupper() else known.entity
    return _made(mention, entity, known.type, known.form if entity == known.entity else "acronym")


def _person_name(mention: Mention, person: int | None, context: _Context) -> Name | None:
    if person is None:
        return _made(mention, as_written(mention.text), "person", "full" if " " in mention.key else "surname")
    if mention.weak and context.lists.ordinary(mention.key) and mention.key in context.seen.lower and not _acts(mention, context):
        return None  # "Stone walls …" at a sentence's start is not Mr Stone
    return _made(mention, context.people.entities[person], "person", form_of(context.people, person, mention.key, context.lists))


def _acronym_name(mention: Mention, kind: EntityType | None, context: _Context) -> Name | None:
    """A name in capitals ("CWIA"), or written as a word where its letters are those of a name in the version ("Nema")."""
    folded, acronyms = mention.key.replace(".", ""), context.bodies.acronyms
    capitals = mention.text.replace(".", "").isupper()
    if len(folded) > ACRONYM or not (capitals or (folded in acronyms and not context.lists.ordinary(folded))):
        return None
    if any(letter.isdigit() for letter in folded):
        return _made(mention, mention.text, "other")
    if folded in acronyms:
        return _made(mention, acronyms[folded], "organisation", "acronym")
    return _made(mention, mention.text, kind or "organisation", "acronym") if len(folded) > 1 and kind != "place" else None


def _other_name(mention: Mention, kind: EntityType | None, context: _Context) -> Name | None:
    lists, key, single, seen = context.lists, mention.key, " " not in mention.key, context.seen
    if mention.weak and single and key in seen.lower:
        return None
    whole, shorter = context.bodies.full.get(key), context.bodies.short.get(key, [])
    telling = not single or key in lists.heads or not lists.ordinary(key) or key in seen.strong
    if kind != "place" and whole is None and shorter and telling:
        return _made(mention, shorter[0], "organisation", "variant")
    if kind == "organisation" and whole is not None:
        fuller = [entity for entity in shorter if entity != whole]
        return _made(mention, fuller[0], "organisation", "variant") if fuller else _made(mention, whole, "organisation")
    if kind == "place":
        return _made(mention, _place_entity(mention.text, lists), "place")
    if kind is None and single and (lists.ordinary(key) or key in lists.titles or key in lists.honorifics):
        return None
    if kind is None and mention.weak and key not in seen.strong and (len(key) < 4 or not key.isalpha() or _ENGLISH.search(key)):
        return None  # a sentence's first word that the word list lacks: "Repeatedly", "Sequestration"; but not "Orvex"
    return _made(mention, _canonical(mention.text, lists) if kind == "organisation" else as_written(mention.text), kind or "other")


def _made(mention: Mention, entity: str, type: EntityType, form: str = "full") -> Name:
    return Name(Span(mention.start, mention.end), mention.sentence, entity, type, form)


def _find_bodies(version: Version, mentions: Sequence[Mention], types: Types, lists: NameRules) -> Bodies:
    """The organisations and things of several words, with what can stand for them: an acronym in parentheses or of their first letters,
    the name without "Ltd.", its last words ("Security Council"), its first word where that is a word of no other meaning."""
    found = Bodies()
    for mention in mentions:
        kind = type_of(mention, types, lists)
        if kind not in ("organisation", "other") or " " not in mention.text or mention.body or mention.key in found.full:
            continue
        entity = found.full[mention.key] = mention.known.entity if mention.known else _canonical(mention.text, lists)
        parenthesis = _PARENTHESIS.match(version.text, mention.end)
        if parenthesis:
            found.acronyms[parenthesis.group(1).replace(".", "").casefold()] = entity
        words = mention.key.split()
        for initials in ("".join(word[0] for word in words if word not in _SMALL), "".join(word[0] for word in words)):
            if len(initials) > 1:
                found.acronyms.setdefault(initials, entity)
        for short in _short_forms(words, kind == "organisation", lists):
            found.short.setdefault(short, []).append(entity)
    return found


def _short_forms(words: list[str], organisation: bool, lists: NameRules) -> Iterator[str]:
    while len(words) > 1 and words[-1] in lists.legal:
        words = words[:-1]
        yield " ".join(words)
    for start in range(1, len(words)):
        last = start == len(words) - 1
        if words[start] in _SMALL or words[start - 1] in _SMALL:
            continue  # "Lagos" is not the University of Lagos
        if not last or (organisation and words[start] in lists.heads) or not lists.ordinary(words[start]):
            yield " ".join(words[start:])
    if organisation and len(words) > 1:
        if not lists.ordinary(words[0]) and words[0] not in lists.known:
            yield words[0]
        if len(words) > 2 and words[1] not in _SMALL:
            yield " ".join(words[:2])


def _canonical(text: str, lists: NameRules) -> str:
    """An organisation's name with the acronym that opens it written out: "UN Human Rights Office" → "United Nations Human …"."""
    first, _, rest = text.partition(" ")
    known = lists.known.get(first if first.replace(".", "").isupper() else fold(first))
    return f"{known.entity} {rest}" if rest and known and known.form == "acronym" else as_written(text)


def _place_entity(text: str, lists: NameRules) -> str:
    """ "Liaoning Province" → "Liaoning" where the gazetteer knows it; anything else as written."""
    first, _, last = text.rpartition(" ")
    known = lists.known.get(fold(first)) if first and fold(last) in _REGIONS else None
    return known.entity if known and known.type == "place" else as_written(text)


def _country_of(key: str, types: Types) -> str | None:
    """The place of this version whose people a word means: "Aldovan" where "Aldova" is named."""
    for ending in ("n", "an", "ian", "ese", "i", "ns", "ans", "ians", "ish"):
        stem = key.removesuffix(ending)
        if stem != key and len(stem) > 3:
            for place in (stem, stem + "a", stem + "e", stem + "o", stem + "y", stem + "ia"):
                if types.get(place) == "place" and place != key:
                    return place.title()
    return None


def _is_language(text: str, mention: Mention) -> bool:
    """ "filled in in English," is no country's."""
    before = _LANGUAGE_BEFORE.search(text, max(0, mention.start - 12), mention.start)
    return before is not None and _LANGUAGE_AFTER.match(text, mention.end) is not None


def _is_shouted(mention: Mention, kind: EntityType | None, context: _Context) -> bool:
    """An ordinary word in capitals: "put behind bars, UNLESS he returned"."""
    if kind is not None or not mention.text.isupper() or not context.lists.ordinary(mention.key):
        return False
    return (len(mention.key) > 5 or mention.key in context.seen.lower) and mention.key not in context.bodies.acronyms


def _acts(mention: Mention, context: _Context) -> bool:
    following = _NEXT.match(context.version.text, mention.end)
    return following is not None and (following.group(1) in context.lists.speech or following.group(1) in _AUXILIARIES)


def _described_again(version: Version, mentions: Sequence[Mention], names: Sequence[Name], lists: NameRules) -> Iterator[Name]:
    """Later mentions of a body that a description names: "the panel" after "UN panel of experts"."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.body:
            for short in lists.short_bodies:
                if mention.text.endswith(" " + short) or mention.text.rpartition(" of ")[0].endswith(" " + short):
                    first.setdefault(short, mention)
    if not first:
        return
    shorts = "|".join(sorted(map(re.escape, first), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]hat|[Tt]his) ({shorts})(?![\w-])")
    taken = {place for name in names for place in (name.span.start, name.span.end)}
    sentences, index = version.sentences, 0
    for match in pattern.finditer(version.text, min(mention.end for mention in first.values())):
        start, end = match.span(1)
        while index < len(sentences) - 1 and sentences[index].span.end <= start:
            index += 1
        if sentences[index].part != "aside" and start not in taken and end not in taken:
            yield Name(Span(start, end), index, first[match.group(1)].text, "organisation", "variant")
