"""Whether an unknown name is a person's, an organisation's or a place's: votes by the words around all its mentions.

"in Dornaval", "Kovar, 46,", "the Green Dawn party": one mention that tells settles the others. A name that no mention tells anything of
keeps what its own form suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from components.facts.names_lists import Known, NameRules, fold
from components.facts.names_pieces import PieceType
from components.model import EntityType, Version

Types = Mapping[str, EntityType]  # by folded form

SURE, STRONG, CLEAR, SLIGHT = 9, 3, 2, 1  # votes: a dateline; "Kovar, a former judge,"; "Kovar said"; "into Dornaval"
WINDOW = 48  # characters before a name that are looked at
AHEAD = 90  # characters after it: an apposition has to fit
TOLD: tuple[EntityType, ...] = ("person", "organisation", "place", "other")

_AGE = re.compile(r",? (?:aged )?\(?(?:1[0-9]|[2-9][0-9]|10[0-9])(?:[,)]| ?[-–] ?year)")
_NEXT = re.compile(r"[\s\u00a0]*([\w'’-]+)")
_APPOSITION = re.compile(r",[\s\u00a0](?:an?|the|who|whose|his|her|its|their|one of)[\s\u00a0]([^,.;:\n]{2,80})|,[\s\u00a0](?:who|whose)\b")
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)(,?)[\s\u00a0]*[\"“‘']?$")
_OPENING = "\"“‘'"
_OF_PLACE = re.compile(r"([a-z]+) of(?: the)? $")
_COMMA_NAME = re.compile(r",[\s\u00a0]([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?)")
_ACRONYM = re.compile(r"[\s\u00a0]\(([A-Z]{2,10})\)")
_IN_A_BODY = re.compile(r"(?<!\w)([Ss]hares?|[Ss]takes?|published|appeared|reported)[\s\u00a0]in[\s\u00a0][\"“‘']?$")
_MOTION = re.compile(r"(?<!\w)(?:(?<!ing[\s\u00a0])to|from|at|into)[\s\u00a0]$")  # not "according to"
_INNER_CAPITAL = re.compile(r"^(?!Ma?c|De|Di|La|Le|Van|Fitz|O['’])\w*[a-z][A-Z]")  # PolitiFact, MicroMega; not McConnell, DeGeneres
_LED_BY = re.compile(
    r"(?<!\w)(?:led|chaired|headed|written|directed|composed|played|coached|sung|painted|survived|represented)[\s\u00a0]by[\s\u00a0]$"
)
_SPOKEN_FOR = re.compile(r"(?<!\w)spokes[a-z]+[\s\u00a0](?:for|of)[\s\u00a0](?:the[\s\u00a0])?$")
_ARTICLES = frozenset(["a", "an", "his", "her", "their", "its", "my", "our", "this", "that", "each", "every", "own"])
_STATIC = frozenset(["in", "near", "outside", "across", "throughout"])  # what stands behind them is a place
_MOVING = frozenset(["to", "from", "at", "above", "off"])  # … or anything
_AROUND = frozenset(["people", "area", "north", "south", "east", "west"])  # of places only with their "of"
_OWNED = frozenset(["lawyer", "death", "life", "career", "parents", "family", "mother"])  # what people have


class Mention(NamedTuple):
    """One written name before it is known whose it is; `text` has single blanks, `key` is its folded form. `titled`: a title or an
    honorific stands before it; `weak`: only a sentence's start made its capital; `body`: known by a description ("UN panel of experts")."""

    start: int
    end: int
    sentence: int
    text: str
    key: str
    type: PieceType
    known: Known | None
    titled: bool = False
    weak: bool = False
    body: bool = False


@dataclass(slots=True)
class Votes:
    """What the mentions of one form say so far; `articles` counts the mentions behind "the"."""

    person: int = 0
    organisation: int = 0
    place: int = 0
    articles: int = 0


def decide_types(version: Version, mentions: Iterable[Mention], lists: NameRules) -> Types:
    """The type of every form that neither the gazetteer nor the form itself tells; forms that nothing tells are left out."""
    votes: dict[str, Votes] = {}
    types: dict[str, EntityType] = {}
    acronyms: set[str] = set()
    for mention in mentions:
        key = mention.key
        if mention.known is not None or mention.type == "title":
            continue
        if mention.type in ("person", "organisation", "place", "other"):
            if mention.type == "person" or key not in types:
                types[key] = mention.type
            continue
        likely = mention.type == "likely"
        if key not in votes:
            votes[key] = Votes(person=CLEAR if likely else 0)
        vote = votes[key]
        vote.person += SLIGHT * likely + STRONG * (key in lists.well_known)
        part = version.sentences[mention.sentence].part
        if part == "dateline" and version.text[mention.start - 1 : mention.start] == "(":
            vote.organisation += SURE  # "NAIROBI, Kenya (AP)"
        elif part == "dateline":
            vote.place += SURE
        elif part == "byline":
            vote.person += STRONG
        elif len(mention.text) < 8 and mention.text.replace(".", "").isupper():
            acronyms.add(key)
        count_votes(version.text, mention, vote, lists)
    for key, vote in votes.items():
        decided = None if key in types else _winner(key, vote, key in acronyms, lists)
        if decided:
            types[key] = decided
    for key in [key for key, type_ in types.items() if type_ == "organisation"]:
        company, _, last = key.rpartition(" ")
        if company and last in lists.legal:
            types[company] = "organisation"  # "Corvane" is what "Corvane Inc." is, whatever it says and does
    _short_places(mentions, types, lists)
    return types


def type_of(mention: Mention, types: Types, lists: NameRules) -> EntityType | None:
    """The type of a mention by gazetteer, form, votes and the look of its words, in this order; None for one word that nothing tells."""
    if mention.known is not None:
        return mention.known.type
    if mention.type in ("person", "organisation", "place", "other"):
        return mention.type
    if mention.key in types or " " not in mention.text:
        return types.get(mention.key)
    return "person" if mention.type == "likely" or _looks_like_a_person(mention, lists) else "other"


def read_place(text: str, mention: Mention, lists: NameRules) -> Votes:
    """The votes of one mention of a known place that could be a person too; motion speaks for the place: "flew to Houston"."""
    vote = Votes(place=SLIGHT if _MOTION.search(text, max(0, mention.start - 14), mention.start) else 0)
    count_votes(text, mention, vote, lists)
    return vote


def count_votes(text: str, mention: Mention, vote: Votes, lists: NameRules) -> None:
    """Adds what the words round one mention say."""
    after = text[mention.end : mention.end + AHEAD]
    own, comma_after = after.startswith(("’s", "'s")), after.startswith(",")
    following = _NEXT.match(after, 2 if own else 0)
    word = following.group(1) if following else ""
    if own:
        vote.person += CLEAR * (word in lists.kin or word in _OWNED)
    else:
        vote.person += CLEAR * (word in lists.speech) + (SLIGHT + STRONG) * (_AGE.match(after) is not None)
        vote.organisation += STRONG + SLIGHT if word in lists.org_before else CLEAR * (word in lists.org_after)
        vote.place += STRONG * (word in lists.place_after_lower)
        apposition = _APPOSITION.match(after) if comma_after else None
        if apposition:
            _count_apposition(apposition.group(1), vote, lists)
        if mention.type != "likely" and _ACRONYM.match(after):
            vote.organisation += STRONG
    vote.place += STRONG * after.startswith("-based")
    vote.organisation += STRONG * (" " not in mention.key and _INNER_CAPITAL.search(mention.text) is not None)

    before = text[max(0, mention.start - WINDOW) : mention.start]
    previous = _BEFORE.search(before, before.rstrip().rstrip(_OPENING).rstrip().rfind(" ") + 1)
    last, comma = (previous.group(1), bool(previous.group(2))) if previous else ("", False)
    _count_before(before, last, comma, vote, lists)
    named = _COMMA_NAME.match(after) if comma_after else None
    if named and (last in lists.place_prepositions or mention.text.isupper()):  # "in Irving, Texas"
        known = lists.known.get(fold(named.group(1))) or lists.known.get(fold(named.group(1).rstrip(".")))
        vote.place += STRONG * (known is not None and known.type == "place" and known.form != "demonym")


def _count_apposition(described: str | None, vote: Votes, lists: NameRules) -> None:
    """ ", a former judge": the noun before the first preposition tells; None is ", who"."""
    if described is None:
        vote.person += CLEAR
        return
    words = described.split()
    stop = next((k for k, w in enumerate(words) if w in ("of", "at", "for", "in", "who", "that", "from", "on", "near")), len(words))
    noun = words[stop - 1]
    if noun in lists.org_before:
        vote.organisation += STRONG
        vote.person += SLIGHT * (noun in lists.titles)
    elif noun in lists.titles:
        vote.person += STRONG
    elif noun in lists.place_of:
        vote.place += STRONG


def _count_before(before: str, last: str, comma: bool, vote: Votes, lists: NameRules) -> None:
    context = _IN_A_BODY.search(before) if last == "in" else None
    if context:
        vote.organisation += STRONG
        vote.place -= CLEAR * (context.group(1)[0] in "Ss")  # "shares in", "a stake in"
    vote.person += CLEAR * (last == "by" and _LED_BY.search(before) is not None)
    vote.organisation += STRONG * (last in ("for", "of", "the") and _SPOKEN_FOR.search(before) is not None)
    if last in lists.org_before:
        vote.organisation += STRONG + SLIGHT
        vote.person += CLEAR * (last in lists.titles and comma)  # "his publisher, Laila Aziz"
    elif last in lists.kin or last in lists.titles:
        vote.person += SLIGHT if last in ("named", "called") else STRONG
    elif last in lists.place_of and (comma or last not in _AROUND):
        vote.place += CLEAR
    elif last in lists.place_prepositions and not comma:
        vote.place += CLEAR if last in _STATIC else 0 if last in _MOVING else SLIGHT
    elif last == "the":
        vote.articles += 1
    elif last in _ARTICLES:
        vote.person -= CLEAR
    elif last == "of":
        of = _OF_PLACE.search(before)
        vote.place += STRONG * (of is not None and of.group(1) in lists.place_of)


def _winner(key: str, vote: Votes, acronym: bool, lists: NameRules) -> EntityType | None:
    person, organisation, place = vote.person, vote.organisation, vote.place
    if vote.articles:
        person -= SLIGHT if person == CLEAR else CLEAR
        organisation += SLIGHT * (" " in key or not (lists.ordinary(key) or key in lists.given))
    if " " not in key and key in lists.words:
        place = place if place > CLEAR else 0  # "Women in Power"
        person = person if key not in lists.heads else 0
    words = key.split()
    bearable = words[0] in lists.given or words[-1] in lists.surnames or not all(word in lists.words for word in words)
    if len(words) > 1 and person <= CLEAR and not bearable:
        organisation, person = max(organisation, person), 0  # "Network Rail said": words of English that speak
    if acronym or (" " not in key and person <= max(organisation, place, SLIGHT)):
        person = 0
    most = max(person, organisation, place)
    if most <= 0:
        return None
    return "person" if person == most else "place" if place == most else "organisation"


def _short_places(mentions: Iterable[Mention], types: dict[str, EntityType], lists: NameRules) -> None:
    """ "Kwale" is a place where "Kwale County" is one."""
    for mention in mentions:
        if mention.known is None and types.get(mention.key) == "place":
            first, _, last = mention.key.rpartition(" ")
            if first and last in lists.place_after_lower:
                types.setdefault(first, "place")


def _looks_like_a_person(mention: Mention, lists: NameRules) -> bool:
    """Two to four words, the last of no English meaning, or a family name at either end: "Sehar Memon", "Starry Lee"."""
    words = mention.key.split()
    ordinary = [lists.ordinary(word) for word in words]
    if any(letter.isdigit() for letter in mention.text) or mention.text.isupper():
        return False
    if len(words) <= 4 and not ordinary[-1] and (not ordinary[0] or words[0] in lists.given or words[-1] in lists.surnames):
        return True
    return len(words) <= 3 and not all(ordinary) and (words[0] in lists.family_first or words[-1] in lists.surnames)
