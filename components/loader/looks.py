"""What a line looks like by itself: byline, timestamp, credit, note, list item, a line of the site.

The words are in data/rules/parts.toml; here they become patterns, each of bounded length. A line's first word says which are worth trying.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.loader.paragraphs import BULLET
from components.model import PartKind, Rules

SHORT = 320  # characters; no longer paragraph is anything but running text or a list item
BYLINE = 160  # characters
CREDIT = 160  # characters of a credit, and the last characters of a caption in which one is looked for
STAMP = 140  # characters
LINK_LINE = 160  # characters of a line that invites to read something else
ARROWS = "»›▶►→>"
PLAIN_CREDIT = 60  # characters; “Video: Crowds flee as the bridge collapses” is longer and belongs to the site

STOPPED = re.compile(r"[.!?…。！？।؟۔][”’\"'»“‘)\]]{0,6}\Z")
RULE = re.compile(r"[\W_]{1,80}\Z")
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ]"
WORD = rf"{CAPITAL}[\w’'.-]{{0,30}}"
PARTICLE = r"(?:(?:de|da|del|della|der|den|di|dos|du|el|al|bin|ibn|la|le|van|von|ter|ten|y|e)\s+){0,2}"
PERSON = rf"{WORD}(?:\s+{PARTICLE}{WORD}){{1,3}}"
PEOPLE = rf"{PERSON}(?:\s*(?:,|,?\s+and|&|\+)\s+{PERSON}){{0,5}}"
PLACE = rf"{WORD}(?:[\s-]{WORD}){{0,3}}(?:,\s+{WORD}(?:\s{WORD}){{0,2}})?"
FIRST_WORD = re.compile(r"[^\W_]+")
READING_TIME = re.compile(r"\d{1,3}[\s-]{0,2}min(?:ute)?s?\s(?:read|listen|watch)\b", re.I)
AGO = re.compile(r"(?:\w{4,12}:?\s)?\d{1,2}\s?(?:m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\sago\Z", re.I)
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:am|pm|Z|h|[+-]\d{2}:?\d{2})?\Z|\d{1,2}(?:am|pm)\Z|[+-]\d{2}:?\d{2}\Z", re.I)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T\d{2}:?\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?\Z", re.I)
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
YEAR = re.compile(r"(\d{4})\Z")
NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?\Z")
EVERYTHING = frozenset({"aside", "contributors", "note", "credit", "timestamp", "byline"})


@dataclass(frozen=True, slots=True)
class Patterns:
    """data/rules/parts.toml, compiled. `first_words` says of a line's first word which kinds of line it can open."""

    first_words: Mapping[str, frozenset[str]]
    byline: re.Pattern[str]
    person_line: re.Pattern[str]
    bare_names: re.Pattern[str]
    contributors: re.Pattern[str]
    agency_line: re.Pattern[str]
    credit_line: re.Pattern[str]
    credit_end: re.Pattern[str]
    note: re.Pattern[str]
    about_author: re.Pattern[str]
    note_end: tuple[str, ...]
    aside: re.Pattern[str]
    aside_always: re.Pattern[str]
    aside_list: re.Pattern[str]
    aside_end: tuple[str, ...]
    sections: re.Pattern[str]
    stamp_words: frozenset[str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    no_dateline: frozenset[str]


@lru_cache(maxsize=8)
def patterns(rules: Rules) -> Patterns:
    """The lists of data/rules/parts.toml as patterns (every list may be missing: then it matches nothing)."""
    table = rules.table("parts")

    def words(section: str, name: str) -> list[str]:
        return sorted(table.get(section, {}).get(name, ()), key=len, reverse=True)

    def either(section: str, *names: str) -> str:
        found = [word for name in names for word in words(section, name)]
        return "(?:" + "|".join([re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in found] or ["(?!)"]) + ")"

    agency, nobody, library = either("agencies", "names"), either("byline", "nobody"), either("credit", "libraries")
    credit, agencies_or_nobody = either("credit", "words"), rf"(?:{agency}|(?i:{nobody}))"
    job = rf"(?:{CAPITAL}?[\w’'&-]{{1,20}}\s+){{0,4}}{either('byline', 'jobs')}[\w\s,]{{0,40}}"
    author = rf"(?:{PEOPLE}|(?i:{nobody})|{agency}|{CAPITAL}{{2,20}}|{WORD}\s+{WORD})"
    and_more = r"\s*(?:,|,?\s+and|&|\+)\s+"
    behind = r"(?:,?\s+(?:in|for|at|of)\s[^\n]{1,60}|,\s[^\n]{1,80}|\s*[|/–—-]\s*[^\n]{1,60}|\s*\([^()\n]{1,40}\))?"
    in_places = rf",?\s+in\s+{PLACE}(?:(?:,?\s+and\s+|,\s+){PERSON}\s+in\s+{PLACE}){{0,3}}"
    photo = r"\((?:AP|Reuters|AFP|File|EPA|Getty|PA|Courtesy)\s(?:[Pp]hoto|[Ii]mages?|of)[^()\n]{0,80}\)"
    months = {name.lower(): k for k, name in enumerate(table.get("timestamp", {}).get("months", ()), 1)}
    months |= {name[:3]: k for name, k in months.items()} | ({"sept": 9} if months else {})
    first_words: dict[str, set[str]] = {name: {"timestamp"} for name in months}
    for kind, section, names in (
        ("aside", "aside", ("openers", "always", "lines")),
        ("contributors", "byline", ("contributors",)),
        ("note", "note", ("openers",)),
        ("credit", "credit", ("words", "libraries")),
        ("timestamp", "timestamp", ("words", "weekdays", "months")),
        ("byline", "byline", ("openers",)),
    ):
        for opener in (word for name in names for word in words(section, name)):
            if word := FIRST_WORD.match(opener):
                first_words.setdefault(word.group().lower(), set()).add(kind)
    return Patterns(
        first_words={word: frozenset(kinds) for word, kinds in first_words.items()},
        byline=re.compile(rf"(?i:{either('byline', 'openers')})\s+{author}(?:{and_more}{author}){{0,5}}{behind}\.?\Z"),
        person_line=re.compile(
            rf"{PEOPLE}(?:{in_places}|,?\s+(?i:{job})|\s*[,|/–—]\s*{agency}(?:\s+{job})?|\s*[,|/]\s*{PLACE}|\s+for\s+{PLACE})\Z"
        ),
        bare_names=re.compile(rf"{PEOPLE}\Z"),
        contributors=re.compile(
            rf"[(\[]?(?i:{either('byline', 'contributors')})"
            rf"|(?:(?!\w{{3}}\.\s[A-Z])[^\n]){{2,200}}\scontribut(?:ed|ing)"
            rf"(?: to (?:this|the) (?:report|story|article)| reporting)[^\n]{{0,60}}\Z"
            rf"|{PERSON} report(?:ed|s|ing) from {PLACE}[^\n]{{0,100}}\Z"
        ),
        agency_line=re.compile(
            rf"[\s(—–-]*{agencies_or_nobody}(?:\s*(?:,|/|&|and\s|with\s|in\s)(?:\s?(?:and|with|in)\s)?\s*"
            rf"(?:{agencies_or_nobody}|(?i:staff|agencies)|{PLACE}|[A-Z]{{3,20}}(?: [A-Z]{{3,20}}){{0,2}})){{0,4}}[\s).]*\Z"
        ),
        credit_line=re.compile(
            rf"(?i:image|picture|photo)\s(?i:source|caption|credit)s?\s?[,:]"
            rf"|\(?(?i:{credit})\s*(?::|/|\s[bB]y\s|\s©|\||\.\.\.|…)\s*\S"
            rf"|\(?(?:©\s?)?{library}(?:\s*[/,|]\s*[^/\n]{{2,40}}){{0,3}}[)\s]*\Z"
            rf"|\(?[^/\n.]{{2,50}}(?:\s?/\s?[^/\n.]{{2,40}}){{0,2}}\s?/\s?{library}\)?\Z|{photo}\Z"
        ),
        credit_end=re.compile(
            rf"(?:[\w.!?”’\")]\s+\(?{credit}\s*(?::|\s[bB]y\s)\s*[^\n:]{{2,70}}|{photo}|[.!?]\s+[^/\n.!?]{{2,40}}/\s?{library})\Z"
        ),
        note=re.compile(rf"[\[(*\s]{{0,3}}(?i:{either('note', 'openers')})"),
        about_author=re.compile(rf"{PERSON}\s(?:is|covers|reports|writes)\s[^\n]{{4,240}}\s(?:More about|Read more from)\s{PERSON}\Z"),
        note_end=tuple(words("note", "endings")) or ("\0",),
        aside=re.compile(rf"[\[(*>»→▶|\s]{{0,4}}(?:(?i:{either('aside', 'openers', 'always')})|(?i:{either('aside', 'lines')})\s*\Z)"),
        aside_always=re.compile(rf"[\[(*>»→▶|\s]{{0,4}}(?i:{either('aside', 'always')})"),
        aside_end=tuple(words("aside", "endings")) or ("\0",),
        aside_list=re.compile(rf"(?i:{either('aside', 'lists')})[^\n.]{{0,40}}\Z"),
        sections=re.compile(rf"(?i:{either('aside', 'sections')})(?:\s*[|/>»•·,&-]\s*[\w ]{{2,30}}){{0,3}}\Z"),
        stamp_words=frozenset(word.lower() for word in words("timestamp", "words") + words("timestamp", "zones")),
        months=months,
        weekdays=frozenset(word.lower() for word in words("timestamp", "weekdays")),
        no_dateline=frozenset(words("dateline", "never")),
    )


def look(text: str, known: Patterns) -> tuple[PartKind | None, str]:
    """What a paragraph is by its own looks, wherever it stands, and why; None for running text and for what only its place can tell."""
    first = text[0]
    if first in "•‣▪●◦∙·*–—-(0123456789abcdefghijklmnopqrstuvwxyz" and BULLET.match(text):
        return "list", "begins with a bullet or a number"
    if len(text) > SHORT:
        return None, ""
    word = FIRST_WORD.match(text)
    tries = known.first_words.get(word.group().lower(), frozenset()) if word else EVERYTHING
    credits = len(text) <= (PLAIN_CREDIT if "aside" in tries else CREDIT) and ("credit" in tries or "/" in text)
    if credits and known.credit_line.match(text):
        return "credit", "names the maker or owner of a picture"
    if "aside" in tries and known.aside.match(text) and _is_aside(text, known):
        return "aside", f"a line of the site, not of the story: begins with “{opening(text)}”"
    if first in ARROWS and not STOPPED.search(text):
        return "aside", "begins with an arrow, as links do"
    if len(text) <= LINK_LINE and _invites(text, known):
        return "aside", "ends as an invitation to read something else"
    if ("contributors" in tries or "contribut" in text or " report" in text) and known.contributors.match(text):
        return "byline", "says who helped with the report"
    if " about " in text and known.about_author.match(text):
        return "note", "says who wrote the text"
    if ("note" in tries and known.note.match(text)) or text.rstrip(". ").lower().endswith(known.note_end):
        return "note", f"a note about the text: “{opening(text)}”"
    named = text[-1] == ")" or ":" in text or "/" in text or " by " in text or " By " in text
    if named and known.credit_end.search(text, max(0, len(text) - CREDIT)):
        return "credit", "a caption that ends with the maker or owner of a picture"
    if first.isdigit() or "timestamp" in tries:
        if READING_TIME.match(text):
            return "aside", "how long the text takes to read, said by the site"
        if len(text) <= STAMP and (is_stamp(text, known) or AGO.match(text)):
            return "timestamp", "nothing but a date or time"
    by = "byline" in tries and len(text) <= BYLINE and not (text.endswith(".") and len(text) > 60)
    if by and known.byline.match(text) and not _has_date_word(text, known):
        return "byline", f"begins with “{text.split()[0]}” and a name"
    if word is None and RULE.match(text):
        return "note", "a line of marks between parts of the page"
    return None, ""


def is_stamp(text: str, known: Patterns) -> bool:
    """Whether every word is a date, a time or a word of timestamps, and a day or a clock time is among them."""
    tokens = _stamp_tokens(text)
    if not 1 <= len(tokens) <= 22:
        return False
    days = clocks = leads = numbers = whole = 0
    for token in tokens:
        lower = token.lower().rstrip(".")
        if ISO.match(token) or NUMERIC.match(token):
            whole += 1
        elif lower in known.months or lower in known.weekdays:
            days += 1
        elif CLOCK.match(token):
            clocks += 1
        elif lower in known.stamp_words:
            leads += 1
        elif NUMBER.match(lower):
            numbers += 1
        else:
            return False
    return whole > 0 or (days > 0 and (numbers > 0 or clocks > 0 or days > 1)) or (clocks > 0 and leads > 0)


def stamp_date(text: str, known: Patterns) -> date | None:
    """The last full date of a timestamp. "3/5/2023" is left alone: nobody knows whose order it is."""
    tokens = [token.strip(".").lower() for token in _stamp_tokens(text)]
    found = None
    for k, token in enumerate(tokens):
        day = month = year = 0
        if iso := ISO.match(token):
            year, month, day = (int(part) for part in iso.groups())
        elif numeric := NUMERIC.match(token):
            one, two, year = (int(part) for part in numeric.groups())
            day, month = (one, two) if one > 12 else (two, one) if two > 12 or one == two else (0, 0)
        elif month := known.months.get(token, 0):
            for day_at, year_at in ((k - 1, k + 1), (k + 1, k + 2), (k + 1, k + 3)):
                if 0 <= day_at < len(tokens) and year_at < len(tokens):
                    one_day, one_year = DAY.match(tokens[day_at]), YEAR.match(tokens[year_at])
                    if one_day and one_year:
                        day, year = int(one_day[1]), int(one_year[1])
                        break
        if year and month and day:
            try:
                found = date(year, month, day)
            except ValueError:
                continue
    return found


def opening(text: str) -> str:
    """The first words of a line, to name it by."""
    words = text.split()
    return " ".join(words[:3]).rstrip(":,.") + ("" if len(words) <= 3 else " …")


def _stamp_tokens(text: str) -> list[str]:
    return [token for token in re.split(r"[\s,|·•()\[\]]+|:(?=\s)", text) if token and token not in "-–—/:"]


def _is_aside(text: str, known: Patterns) -> bool:
    """An opener that could also open a sentence ("More stories were heard …") needs a line that is no sentence."""
    return not STOPPED.search(text) or ":" in text[:40] or bool(known.aside_always.match(text))


def _invites(text: str, known: Patterns) -> bool:
    """Whether a line ends in "read the full story"; where it is a sentence, only with a capital ("… sold. Read more.")."""
    line = text.rstrip(". »›>→…")
    ending = next((ending for ending in known.aside_end if line.lower().endswith(ending)), None)
    return ending is not None and (not STOPPED.search(text) or line[-len(ending)].isupper())


def _has_date_word(text: str, known: Patterns) -> bool:
    words = {word.strip(",.").lower() for word in text.split()[1:3]}
    return bool(words & (known.months.keys() | known.weekdays)) or any(character.isdigit() for character in text[:30])
