"""What the mentions of a version name and which of them name the same: types by evidence from all mentions, surnames to full names,
acronyms to what they stand for, short forms to long ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from components.facts.names_lists import Known, NameRules, fold
from components.facts.names_runs import Attested, PieceType
from components.model import EntityType, Name, Span, Version

BEARERS = 40  # people of one family name that are told apart; a text that names more is a list
_AGE = re.compile(r",? (?:aged )?\(?(?:1[0-9]|[2-9][0-9]|10[0-9])(?:[,)]| ?[-–] ?year)")
_NEXT = re.compile(r"[\s\u00a0]*([\w'’-]+)")
_APPOSITION = re.compile(r",[\s\u00a0](?:an?|the|who|whose|his|her|its|their|one of)[\s\u00a0]([^,.;:\n]{2,80})|,[\s\u00a0](?:who|whose)\b")
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)(,?)[\s\u00a0]*[\"“‘']?$")
_OF_PLACE = re.compile(r"([a-z]+) of(?: the)? $")
_COMMA_NAME = re.compile(r",[\s\u00a0]([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?)")
_PARENTHESIS = re.compile(r"[\s\u00a0]\(([A-Za-z][\w.&-]{1,9})\)")
_LANGUAGE_BEFORE = re.compile(r"(?<!\w)(?:in|into|from|speaks?|spoke|speaking|learn|learned|learnt|himself|herself)[\s\u00a0]$")
_LANGUAGE_AFTER = re.compile(r"[,.;:)”\"’?!]|[\s\u00a0](?:and|or|to|but|because|is|was|who|as|if|when|for|with|at|on|than)(?!\w)")
_MOTION = re.compile(r"(?<!\w)(?:(?<!ing[\s\u00a0])to|from|at|into)[\s\u00a0]$")  # not "according to"
_NO_NAME = re.compile(r"[A-Z][a-z]{1,2}\d+|[A-Z]-[A-Z]{1,2}")  # Sh1.2bn, Rs500; (D-N.Y.)
_INNER_CAPITAL = re.compile(r"^(?!Ma?c|De|Di|La|Le|Van|Fitz|O['’])\w*[a-z][A-Z]")  # PolitiFact, MicroMega; not McConnell, DeGeneres
_IN_A_BODY = re.compile(r"(?<!\w)([Ss]hares?|[Ss]takes?|published|appeared|reported)[\s\u00a0]in[\s\u00a0][\"“‘']?$")
_ARTICLES = frozenset(["a", "an", "his", "her", "their", "its", "my", "our", "this", "that", "each", "every", "own"])
_SMALL = frozenset("of the for and on in to de du la & des".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One written name before it is known whose it is; `text` has single blanks. `body`: a body known by a description ("UN panel of experts")."""

    start: int
    end: int
    sentence: int
    text: str
    type: PieceType
    known: Known | None
    titled: bool
    weak: bool
    body: bool = False

    @property
    def key(self) -> str:
        return fold(self.text)


@dataclass(slots=True)
class People:
    """The people of a version by every word that can stand for them; values are places in `entities`, in order of first mention."""

    entities: list[str] = field(default_factory=list)
    words: list[tuple[str, ...]] = field(default_factory=list)
    by_form: dict[str, list[int]] = field(default_factory=dict)
    full: dict[str, int] = field(default_factory=dict)
    seen_at: list[list[int]] = field(default_factory=list)  # the sentences where each is named in full, in order


def settle(version: Version, mentions: Sequence[Mention], before: Sequence[Mention], seen: Attested, lists: NameRules) -> tuple[Name, ...]:
    """Mentions → names. `before` are mentions that these may refer to but that are not answered for here (the story, for an aside)."""
    everything = (*before, *mentions)
    types = _types(version, everything, lists)
    people = _people(everything, types, version, lists)
    organisations = _organisations(version, everything, types, lists)
    names = [name for mention in mentions if (name := _name(version, mention, types, people, organisations, seen, lists)) is not None]
    names.extend(_bodies_again(version, mentions, names, lists))
    return tuple(names)


def _types(version: Version, mentions: Iterable[Mention], lists: NameRules) -> dict[str, EntityType]:
    """The type of every form that the gazetteer does not know and the form itself does not tell, by the words around its mentions."""
    votes: dict[str, list[int]] = {}  # by form: for a person, an organisation, a place; after an article
    types: dict[str, EntityType] = {}
    acronyms: set[str] = set()
    parts = version.sentences
    for mention in mentions:
        if mention.known is not None:
            continue
        key = mention.key
        if mention.type in ("person", "organisation", "place", "other"):
            if mention.type == "person" or key not in types:
                types[key] = mention.type  # type: ignore[assignment]
            continue
        vote = votes.setdefault(key, [2 if mention.type == "likely" else 0, 0, 0, 0])
        vote[0] += (mention.type == "likely") + 3 * (key in lists.well_known)
        part = parts[mention.sentence].part
        if part == "dateline":
            vote[1 if version.text[mention.start - 1 : mention.start] == "(" else 2] += 9
        elif part == "byline":
            vote[0] += 3
        _vote(version.text, mention, vote, lists)
        if _INNER_CAPITAL.search(mention.text) and " " not in key:
            vote[1] += 3
        if part != "byline" and len(mention.text) < 8 and mention.text.replace(".", "").isupper():
            acronyms.add(key)
    for key, (person, organisation, place, articles) in votes.items():
        if key in types:
            continue
        if articles:
            person -= 2 if person != 2 else 1
            organisation += " " in key or not (lists.ordinary(key) or key in lists.given)
        if key in acronyms:
            person = 0
        most = max(person, organisation, place)
        if " " not in key and person <= max(organisation, place, 1):
            person, most = 0, max(organisation, place)
        if most > 0:
            types[key] = "person" if person == most else "place" if place == most else "organisation"
    _places_again(mentions, types, lists)
    return types


def _places_again(mentions: Iterable[Mention], types: dict[str, EntityType], lists: NameRules) -> None:
    """ "Kwale" is a place where "Kwale County" is one, and "Aldovan" belongs to "Aldova"."""
    for mention in mentions:
        first, _, last = mention.key.rpartition(" ")
        if first and mention.known is None and last in lists.place_after_lower and types.get(mention.key) == "place" and types.get(first) != "person":
            types.setdefault(first, "place")


def _vote(text: str, mention: Mention, vote: list[int], lists: NameRules) -> None:
    before, after = text[max(0, mention.start - 48) : mention.start], text[mention.end : mention.end + 90]
    own = after[:2] in ("’s", "'s")
    if own:
        after = after[2:]
    following = _NEXT.match(after)
    word = following.group(1) if following else ""
    if own and (word in lists.kin or word in ("lawyer", "death", "life", "career", "parents", "family", "mother")):
        vote[0] += 2
    if not own and word in lists.speech:
        vote[0] += 2
    if word in lists.org_after and not own:
        vote[1] += 2
    if word in lists.place_after_lower and not own:
        vote[2] += 3
    if _AGE.match(after):
        vote[0] += 4
    apposition = None if own else _APPOSITION.match(after)
    if apposition:
        described = apposition.group(1)
        if described is None:
            vote[0] += 2
        else:
            words = described.split()
            head = next((w for w in words if w in ("of", "at", "for", "in", "who", "that", "from", "on", "near")), None)
            noun = words[(words.index(head) if head else len(words)) - 1]
            if noun in lists.org_before:
                vote[1] += 3
                vote[0] += noun in lists.titles
            elif noun in lists.titles:
                vote[0] += 3
            elif noun in lists.place_of:
                vote[2] += 3
    previous = _BEFORE.search(before)
    last = previous.group(1) if previous else ""
    comma = bool(previous and previous.group(2))
    if last == "in" and (context := _IN_A_BODY.search(before)):
        vote[1] += 3
        vote[2] -= 2 * (context.group(1)[0] in "Ss")  # "shares in", "a stake in"
    if last in lists.org_before:
        vote[1] += 4
        vote[0] += 2 * (last in lists.titles and comma)
    elif last in lists.kin or last in lists.titles:
        vote[0] += 1 if last in ("named", "called") else 3
    elif last in lists.place_of and (comma or last not in ("people", "area", "north", "south", "east", "west")):
        vote[2] += 2
    elif last in lists.place_prepositions and not comma:
        vote[2] += 2 if last in ("in", "near", "outside", "across", "throughout") else 0 if last in ("to", "from", "at", "above", "off") else 1
    elif last == "the":
        vote[3] += 1
    elif last in _ARTICLES:
        vote[0] -= 2
    elif last == "of" and (of := _OF_PLACE.search(before)) and of.group(1) in lists.place_of:
        vote[2] += 3
    named = _COMMA_NAME.match(after)
    if named and (known := lists.known.get(fold(named.group(1)))) and known.type == "place" and known.form != "demonym" and (last in lists.place_prepositions or mention.text.isupper()):
        vote[2] += 3
    if after.startswith("-based"):
        vote[2] += 3
    if not own and mention.type != "likely" and (acronym := _PARENTHESIS.match(after)) and acronym.group(1).isupper() and acronym.group(1).isalpha():
        vote[1] += 3


def _people(mentions: Sequence[Mention], types: dict[str, EntityType], version: Version, lists: NameRules) -> People:
    people = People()
    longest: dict[str, Mention] = {}
    for mention in mentions:
        if _type(mention, types, lists) == "person" and " " in mention.text:
            longest.setdefault(mention.key, mention)
    sentences: dict[str, list[int]] = {}
    for mention in mentions:
        if mention.key in longest:
            sentences.setdefault(mention.key, []).append(mention.sentence)
    for mention in sorted(longest.values(), key=lambda m: (-len(m.text.split()), m.start)):
        words = tuple(w for w in mention.key.split() if w not in lists.suffixes)
        if len(words) < 2:
            continue
        same = next((place for place in people.by_form.get(words[-1], [])[:BEARERS] if _same_words(words, people.words[place], lists)), None)
        if same is None:
            same = len(people.entities)
            people.entities.append(mention.known.entity if mention.known else _as_written(mention.text))
            people.words.append(words)
            people.seen_at.append([])
            for form in _forms(words):
                people.by_form.setdefault(form, []).append(same)
        people.full[mention.key] = same
        people.seen_at[same] = sorted({*people.seen_at[same], *sentences[mention.key]})
    for places in people.by_form.values():
        places.sort(key=lambda place: people.seen_at[place][0])
    return people


def _same_words(words: tuple[str, ...], fuller: tuple[str, ...], lists: NameRules) -> bool:
    """Whether a name can be a fuller one of the same version, with fewer given names, initials or a nickname."""
    if words[-1] != fuller[-1]:
        return False
    if words[0] == fuller[0] or fuller[0] in lists.nicknames.get(words[0], ()):
        return all(any(w.rstrip(".") == f or (len(w.rstrip(".")) == 1 and f.startswith(w[0])) for f in fuller) for w in words[1:-1]) or len(words) == 2
    initial = words[0].rstrip(".")
    return (len(initial) == 1 and fuller[0].startswith(initial)) or all(word in fuller for word in words)


def _forms(words: tuple[str, ...]) -> Iterator[str]:
    for start in range(1, len(words)):
        yield " ".join(words[start:])
    yield words[0]
    if len(words) > 2:
        yield " ".join(words[:2])
        yield words[1]


def _as_written(text: str) -> str:
    """A name in capitals as it would stand in running text."""
    if not text.isupper() or (" " not in text and len(text) < 6):
        return text
    return " ".join("-".join(part.capitalize() for part in word.split("-")) if "." not in word else word for word in text.split())


@dataclass(slots=True)
class Organisations:
    """Organisations (and other things of several words) by short forms and by acronyms; values are entities in order of first mention."""

    entity: dict[str, str] = field(default_factory=dict)
    short: dict[str, list[str]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)


def _organisations(version: Version, mentions: Sequence[Mention], types: dict[str, EntityType], lists: NameRules) -> Organisations:
    found = Organisations()
    for mention in mentions:
        kind = _type(mention, types, lists)
        if kind not in ("organisation", "other") or " " not in mention.text or mention.body:
            continue
        whole = kind == "organisation"
        if mention.key in found.entity:
            continue
        entity = mention.known.entity if mention.known else _canonical(mention.text, lists)
        found.entity[mention.key] = entity
        parenthesis = _PARENTHESIS.match(version.text, mention.end)
        if parenthesis:
            found.acronyms[parenthesis.group(1).replace(".", "").casefold()] = entity
        words = mention.key.split()
        for initials in ("".join(w[0] for w in words if w not in _SMALL), "".join(w[0] for w in words)):
            if len(initials) > 1:
                found.acronyms.setdefault(initials, entity)
        while len(words) > 1 and words[-1] in lists.legal:
            words = words[:-1]
            found.short.setdefault(" ".join(words), []).append(entity)
        for start in range(1, len(words)):
            if words[start] in _SMALL or words[start - 1] in _SMALL:
                continue  # "Lagos" is not the University of Lagos
            if start < len(words) - 1 or (whole and words[start] in lists.heads) or not lists.ordinary(words[start]):
                found.short.setdefault(" ".join(words[start:]), []).append(entity)
        if len(words) > 1 and whole:
            if not lists.ordinary(words[0]) and words[0] not in lists.known:
                found.short.setdefault(words[0], []).append(entity)
            if len(words) > 2 and words[1] not in _SMALL:
                found.short.setdefault(" ".join(words[:2]), []).append(entity)
    return found


def _canonical(text: str, lists: NameRules) -> str:
    """An organisation's name with the acronym or alias that opens it written out: "UN Human Rights Office" → "United Nations Human …"."""
    first, _, rest = text.partition(" ")
    known = lists.known.get(first if first.replace(".", "").isupper() else fold(first))
    return f"{known.entity} {rest}" if rest and known and known.form == "acronym" else _as_written(text)


def _type(mention: Mention, types: dict[str, EntityType], lists: NameRules) -> EntityType | None:
    """The type of a mention as far as its own form and the votes tell; None where neither does."""
    if mention.known is not None:
        return mention.known.type
    if mention.type in ("person", "organisation", "place", "other"):
        return mention.type  # type: ignore[return-value]
    decided = types.get(mention.key)
    if decided or " " not in mention.text:
        return decided
    if mention.type == "likely":
        return "person"
    words = mention.key.split()
    ordinary = [lists.ordinary(word) for word in words]
    if len(words) <= 4 and not ordinary[-1] and not (ordinary[0] and words[0] not in lists.given and words[-1] not in lists.surnames) and not any(letter.isdigit() for letter in mention.text) and not mention.text.isupper():
        return "person"
    if len(words) <= 3 and not all(ordinary) and (words[0] in lists.family_first or words[-1] in lists.surnames):
        return "person"
    return "other"


def _name(
    version: Version, mention: Mention, types: dict[str, EntityType], people: People, organisations: Organisations, seen: Attested, lists: NameRules
) -> Name | None:
    span, key = Span(mention.start, mention.end), mention.key
    part = version.sentences[mention.sentence].part

    def name(entity: str, type: EntityType, form: str = "full") -> Name:
        return Name(span, mention.sentence, entity, type, form)

    if mention.known is not None:
        known = mention.known
        if version.text[mention.end : mention.end + 1] == "$":
            return None  # US$
        if key in lists.abbreviated and version.text[mention.start - 2 : mention.start] != ", ":
            return None  # "Del." is Delaware behind a town, else a delegate
        if part == "dateline" and known.type == "organisation" and known.form == "full":
            return name(known.entity, "place")
        if known.type == "place" and known.form != "demonym" and " " not in mention.text:
            person = _person(people, key, mention.sentence)
            vote = [0, 0, 0, 0]
            if person is not None or known.doubtful or mention.weak:
                _vote(version.text, mention, vote, lists)
                vote[2] += _MOTION.search(version.text, max(0, mention.start - 14), mention.start) is not None
            if person is not None and vote[2] <= 0 and (known.doubtful or vote[0] > 0):
                return name(people.entities[person], "person", _person_form(people, person, key, lists))
            if mention.weak and vote[2] <= 0 and (key in seen.lower or known.doubtful) and key not in seen.strong:
                return None
            if known.doubtful and person is None and vote[0] > max(vote[2], 1):
                return name(mention.text, "person", "surname")
        elif mention.weak and key in seen.lower and key not in seen.strong:
            return None
        elif known.type == "person" and " " not in key and (person := _person(people, key, mention.sentence)) is not None:
            return name(people.entities[person], "person", _person_form(people, person, key, lists))
        if known.form == "demonym" and _LANGUAGE_BEFORE.search(version.text, max(0, mention.start - 12), mention.start) and _LANGUAGE_AFTER.match(version.text, mention.end):
            return name(mention.text, "other")  # "completed in English,"
        if known.type == "organisation" and key in organisations.acronyms and organisations.acronyms[key] != known.entity and mention.text.isupper():
            return name(organisations.acronyms[key], "organisation", "acronym")
        return name(known.entity, known.type, known.form)
    if mention.body:
        return name(mention.text, "organisation")
    if _NO_NAME.fullmatch(mention.text) or key in lists.legal or (mention.titled and len(mention.text) == 1):
        return None
    kind = _type(mention, types, lists)
    if kind != "person" and " " not in key and (country := _people_of(key, types)) is not None:
        return name(country, "place", "demonym")
    if " " not in key and key in lists.alone and not mention.titled:
        kind = "organisation"
    if kind == "person" or (kind is None and _person(people, key, mention.sentence) is not None) or (kind in ("place", "organisation", "other") and " " not in mention.text and _person(people, key, mention.sentence) is not None):
        person = people.full.get(key)
        if person is not None:
            return name(people.entities[person], "person")
        person = _person(people, key, mention.sentence)
        if person is not None:
            if mention.weak and lists.ordinary(key) and key in seen.lower and not _speaks(version.text, mention, lists):
                return None
            return name(people.entities[person], "person", _person_form(people, person, key, lists))
        return name(_as_written(mention.text), "person", "surname" if " " not in mention.text else "full")
    if kind is None and " " not in key and key in lists.given and not lists.ordinary(key):
        return name(mention.text, "person", "given")
    folded = key.replace(".", "")
    if mention.text.isupper() and kind is None and lists.ordinary(key) and (len(key) > 5 or key in seen.lower) and folded not in organisations.acronyms:
        return None  # UNLESS
    if mention.text.replace(".", "").isupper() and len(folded) <= 7 or (len(folded) <= 7 and folded in organisations.acronyms and " " not in folded and not lists.ordinary(folded)):
        if any(letter.isdigit() for letter in folded):
            return name(mention.text, "other")
        if folded in organisations.acronyms:
            return name(organisations.acronyms[folded], "organisation", "acronym")
        if len(folded) > 1 and kind != "place":
            return name(mention.text, kind or "organisation", "acronym")
    if kind in (None, "organisation", "other", "place"):
        whole = organisations.entity.get(key)
        shorter = organisations.short.get(key)
        if mention.weak and " " not in key and key in seen.lower:
            return None
        if whole is None and shorter and kind != "place" and (" " in key or key in lists.heads or not lists.ordinary(key) or key in seen.strong):
            return name(shorter[0], "organisation", "variant")
        if whole is not None and kind == "organisation":
            fuller = [entity for entity in shorter or () if entity != whole]
            return name(fuller[0], "organisation", "variant") if fuller else name(whole, "organisation")
    if kind == "place":
        return name(_place_entity(mention.text, lists), "place")
    if " " not in key and (key in lists.titles or key in lists.honorifics or lists.ordinary(key)) and kind is None:
        return None
    if kind is None and mention.weak and key not in seen.strong:
        return None
    return name(_canonical(mention.text, lists) if kind == "organisation" else _as_written(mention.text), kind or "other")


def _people_of(key: str, types: dict[str, EntityType]) -> str | None:
    """The place of this version whose people a word means: "Aldovan" where "Aldova" is named."""
    for ending in ("n", "an", "ian", "ese", "i", "ns", "ans", "ians", "ish"):
        if key.endswith(ending) and len(key) - len(ending) > 3:
            stem = key[: -len(ending)]
            for place in (stem, stem + "a", stem + "e", stem + "o", stem + "y", stem + "ia"):
                if types.get(place) == "place" and place != key:
                    return place.title()
    return None


def _person(people: People, key: str, sentence: int) -> int | None:
    """The person a form stands for: whoever bears it as a family name before whoever bears it as a given name; of several, one named in
    full in this sentence or the one before, else the one the version named first."""
    if key in people.full:
        return people.full[key]
    places = people.by_form.get(key)
    if not places or len(places) == 1:
        return places[0] if places else None
    family = [place for place in places[:BEARERS] if people.words[place][-1] == key.split()[-1]] or places
    near = [place for place in family if 0 <= sentence - _last(people.seen_at[place], sentence) <= 1]
    return near[-1] if len(near) == 1 else family[0]


def _last(sentences: list[int], before: int) -> int:
    at = bisect_right(sentences, before)
    return sentences[at - 1] if at else -9


def _person_form(people: People, person: int, key: str, lists: NameRules) -> str:
    words = people.words[person]
    if key == " ".join(words):
        return "full"
    if " ".join(words).endswith(" " + key) or (words[0] == key and key in lists.family_first):
        return "surname"
    return "given"


def _speaks(text: str, mention: Mention, lists: NameRules) -> bool:
    following = _NEXT.match(text, mention.end)
    return bool(following and (following.group(1) in lists.speech or following.group(1) in ("has", "had", "was", "is", "did", "will", "would", "and", "also")))


def _place_entity(text: str, lists: NameRules) -> str:
    """ "Liaoning Province" → "Liaoning" where the gazetteer knows it; anything else as written."""
    first, _, last = text.rpartition(" ")
    known = lists.known.get(fold(first)) if first and fold(last) in lists.place_after else None
    return known.entity if known and known.type == "place" and fold(last) in ("province", "region", "oblast", "prefecture", "governorate") else _as_written(text)


def _bodies_again(version: Version, mentions: Sequence[Mention], names: Sequence[Name], lists: NameRules) -> Iterator[Name]:
    """Later mentions of a body that a description names: "the panel" after "UN panel of experts"."""
    taken = sorted((name.span.start, name.span.end) for name in names)
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.body:
            for short in lists.short_bodies:
                if mention.text.endswith(" " + short) or mention.text.rpartition(" of ")[0].endswith(" " + short):
                    first.setdefault(short, mention)
    if not first:
        return
    pattern = re.compile(r"(?<![\w-])(?:[Tt]he|[Ii]ts|[Tt]hat|[Tt]his) (" + "|".join(sorted(map(re.escape, first), key=len, reverse=True)) + r")(?![\w-])")
    spans = [sentence.span for sentence in version.sentences]
    index = 0
    asides = {sentence.index for sentence in version.sentences if sentence.part == "aside"}
    for match in pattern.finditer(version.text, min(mention.end for mention in first.values())):
        start, end = match.span(1)
        while index < len(spans) - 1 and spans[index].end <= start:
            index += 1
        if index in asides or any(a < end and start < b for a, b in taken):
            continue
        yield Name(Span(start, end), index, first[match.group(1)].text, "organisation", "variant")
