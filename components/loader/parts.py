"""Text → the parts of a page: headline, deck, byline, dateline, timestamp, credit, note, body, list and what is put aside.

Lines become paragraphs first (a line break of hard-wrapped text is none), then every paragraph gets a kind by how it begins, ends or
looks, then two places are looked at as places: the head, up to the first running paragraph, and the tail, where a page carries teasers of
other stories. A story paragraph is never put aside for what it says alone: a teaser must look like one (a kicker in capitals, cut off in
mid-sentence, under "Related") and share hardly a name or word with the story.

Every part says in words why it was taken for what it is; the caller can overrule each by its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.model import Part, PartKind, Rules, Span

WRAP = 120  # characters; the longest line of a text that can be hard-wrapped (mail wraps at 72 to 80, some feeds at 100)
SHORT = 320  # characters; no line longer than this is anything but running text
HEADLINE = 220  # characters; longer first lines are paragraphs without a full stop
DECK = 300  # characters
HEAD = 14  # paragraphs looked at for headline, deck, byline and timestamp
TAIL = 40  # paragraphs looked at for teasers after the end
HEARD = 40_000  # characters; how much of the beginning and of the end of a story is read for its names and words
CUT_OFF = 20  # words; a shorter line without a full stop may be a subheading or a signature
SHARED_WORDS = 0.34  # share of a teaser's long words that the story has too: .10–.24 in seen teasers, .35 and more in last paragraphs
SHARED_NAMES = 0.34  # the same of its capitalised words; countries and agencies are everywhere, so some are always shared

LINE = re.compile(r"\S[^\n\x0b\x0c\x85\u2028\u2029]*")
STOPPED = re.compile(r"[.!?…。！？।؟۔][”’\"'»“‘)\]]{0,6}\Z")
BULLET = re.compile(r"[•‣▪●◦∙·*–—-]\s+\S|\(?\d{1,3}[.)]\s+\S|\(?[a-z]\)\s+\S")
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ]"
WORD = rf"{CAPITAL}[\w’'.-]{{0,30}}"
PARTICLE = r"(?:(?:de|da|del|della|der|den|di|dos|du|el|al|bin|ibn|la|le|van|von|ter|ten|y|e)\s+){0,2}"
PERSON = rf"{WORD}(?:\s+{PARTICLE}{WORD}){{1,3}}"
PEOPLE = rf"{PERSON}(?:\s*(?:,|,?\s+and|&|\+)\s+{PERSON}){{0,5}}"
PLACE = rf"{WORD}(?:[\s-]{WORD}){{0,3}}(?:,\s+{WORD}(?:\s{WORD}){{0,2}})?"
CITY = r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.]{1,24}|Mc[A-Z]{2,20}|[A-Z]’[A-Z]{2,20})"
# "NAIROBI, Kenya (AP)", "LONDON, June 3 (Reuters)", "ST. PETERSBURG", "LONDON/PARIS", "Washington (AFP)", "(CNN)"; the dash behind it is not part of it.
DATELINE = re.compile(
    rf"(?P<place>{CITY}(?:[ /-]{{1,2}}(?:{CITY}|DE|DU|LA|AL)){{0,4}}(?P<more>(?:,\s[^\n,()—–:-]{{1,30}}){{0,3}})(?P<agency>\s?\([^()\n]{{2,40}}\))?"
    rf"|{WORD}(?:[ -]{WORD}){{0,3}}(?:,\s[^\n,()—–:]{{1,30}}){{0,3}}\s?\([^()\n]{{2,40}}\)"
    rf"|\([A-Z][A-Za-z ]{{1,24}}\))"
    rf"(?P<dash>\s?(?:—|–|--|-|_|‒|―)\s|\s?(?:—|–|--)|:\s)(?=[\s“‘\"'(]{{0,3}}[A-ZÀ-Ž0-9$£€])"
)
KICKER = re.compile(r"(?=[^:\n]{4,60}:\s)[A-Z][A-Z’'\d/-]*(?:[ ,&]{1,2}[A-Z’'\d/-]+){0,7}:\s")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:am|pm|Z|h|[+-]\d{2}:?\d{2})?\Z|\d{1,2}(?:am|pm)\Z|[+-]\d{2}:?\d{2}\Z", re.I)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T\d{2}:?\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?\Z")
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z")
FIRST_WORD = re.compile(r"[^\W_]+")
EVERYTHING = frozenset({"aside", "contributors", "note", "credit", "timestamp", "byline"})
LONG_WORD = re.compile(r"[^\W\d_]{5,40}")
NAME_WORD = re.compile(rf"(?<![.!?:”\"]\s)(?<!\A){CAPITAL}[^\W\d_]{{2,30}}")


@dataclass(frozen=True, slots=True)
class Patterns:
    """data/rules/parts.toml, compiled. `first_words` says of a line's first word which kinds of line it can open."""

    first_words: Mapping[str, frozenset[str]]
    opener: re.Pattern[str]
    person_line: re.Pattern[str]
    bare_names: re.Pattern[str]
    contributors: re.Pattern[str]
    agency_line: re.Pattern[str]
    credit_line: re.Pattern[str]
    credit_end: re.Pattern[str]
    note: re.Pattern[str]
    note_end: tuple[str, ...]
    aside: re.Pattern[str]
    aside_list: re.Pattern[str]
    stamp_words: frozenset[str]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    no_dateline: frozenset[str]


@dataclass(slots=True)
class Paragraph:
    """A paragraph on its way to a part. `kind` None: not decided yet."""

    start: int
    end: int
    text: str
    kind: PartKind | None = None
    reason: str = ""


def find_parts(text: str, rules: Rules, overrule: Mapping[int, PartKind] | None = None) -> tuple[Part, ...]:
    """The parts of a text in reading order: one part a paragraph, and a dateline apart from the paragraph it opens.

    `overrule` gives the kind of the part that starts at an offset, whatever the rules say."""
    known = patterns(rules)
    paragraphs = [Paragraph(start, end, text[start:end]) for start, end in find_paragraphs(text)]
    for paragraph in paragraphs:
        if len(paragraph.text) <= SHORT:
            paragraph.kind, paragraph.reason = _by_itself(paragraph.text, known)
    _lists(paragraphs, known)
    _head(paragraphs, known)
    _tail(paragraphs, known)
    parts: list[Part] = []
    opened = False
    for paragraph in paragraphs:
        kind = paragraph.kind or "body"
        start = paragraph.start
        if kind == "body" and (place := _dateline(paragraph.text, opened, known)):
            parts.append(Part("dateline", Span(start, start + place[0]), "a place before a dash, where the running text begins"))
            start += place[1]
        opened = opened or kind == "body"
        if start < paragraph.end:
            parts.append(Part(kind, Span(start, paragraph.end), paragraph.reason or "running text"))
    if overrule:
        return tuple(
            Part(overrule[part.span.start], part.span, f"chosen by the reader (by rule: {part.kind}, {part.reason})")
            if overrule.get(part.span.start, part.kind) != part.kind
            else part
            for part in parts
        )
    return tuple(parts)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, without the blanks around it.

    A line is a paragraph, except where lines are hard-wrapped: the next line's first word would not have fitted on this one, or this
    line has no full stop and the next goes on with a small letter."""
    lines: list[tuple[int, int]] = []
    longest = 0
    for match in LINE.finditer(text):
        start, end = match.span()
        if text[end - 1].isspace():
            end = start + len(match.group().rstrip())
        longest = max(longest, end - start)
        lines.append((start, end))
    wrapped = longest <= WRAP and _is_wrapped(text, lines, longest)
    joined: list[tuple[int, int]] = []
    open_start = -1
    for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
        if open_start < 0:
            open_start = start
        if following is None or not _goes_on(text, start, end, following, longest if wrapped else 0):
            joined.append((open_start, end))
            open_start = -1
    return joined


def publication_date(text: str, parts: Iterable[Part], rules: Rules) -> date | None:
    """The latest full date on a timestamp of the text ("Updated 14:05 GMT, 3 May 2023"); None where no timestamp has one."""
    known = patterns(rules)
    dates = [_stamp_date(part.span.of(text), known) for part in parts if part.kind == "timestamp"]
    return max((day for day in dates if day), default=None)


@lru_cache(maxsize=8)
def patterns(rules: Rules) -> Patterns:
    """The lists of data/rules/parts.toml as patterns (every list may be missing: then it matches nothing)."""
    table = rules.table("parts")

    def words(section: str, name: str) -> list[str]:
        return sorted(table.get(section, {}).get(name, ()), key=len, reverse=True)

    def either(section: str, name: str) -> str:
        found = words(section, name)
        return "(?:" + "|".join(re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in found) + ")" if found else "(?!)"

    agency = either("agencies", "names")
    nobody = either("byline", "nobody")
    job = rf"(?:{CAPITAL}?[\w’'&-]{{1,20}}\s+){{0,4}}{either('byline', 'jobs')}[\w\s,]{{0,40}}"
    author = rf"(?:{PEOPLE}|(?i:{nobody})|{agency}|{CAPITAL}{{2,20}}|{WORD}\s+{WORD})"
    library = either("credit", "libraries")
    months = {name.lower(): k for k, name in enumerate(table.get("timestamp", {}).get("months", ()), 1)}
    months |= {name[:3]: k for name, k in months.items()} | ({"sept": 9} if months else {})
    first_words: dict[str, set[str]] = {}
    for kind, places in (
        ("aside", (("aside", "openers"), ("aside", "lines"))),
        ("contributors", (("byline", "contributors"),)),
        ("note", (("note", "openers"),)),
        ("credit", (("credit", "words"), ("credit", "libraries"))),
        ("timestamp", (("timestamp", "words"), ("timestamp", "weekdays"), ("timestamp", "months"))),
        ("byline", (("byline", "openers"),)),
    ):
        for place in places:
            for opener in words(*place):
                if word := FIRST_WORD.match(opener):
                    first_words.setdefault(word.group().lower(), set()).add(kind)
    for name in months:
        first_words.setdefault(name, set()).add("timestamp")
    return Patterns(
        first_words={word: frozenset(kinds) for word, kinds in first_words.items()},
        opener=re.compile(rf"(?i:{either('byline', 'openers')})\s+{author}(?:\s*(?:,|,?\s+and|&)\s+{author}){{0,5}}(?:,?\s+(?:in|for|at|of)\s[^\n]{{1,60}}|,\s[^\n]{{1,80}}|\s*[|/–—-]\s*[^\n]{{1,60}}|\s*\([^()\n]{{1,40}}\))?\.?\Z"),
        person_line=re.compile(rf"{PEOPLE}(?:,?\s+in\s+{PLACE}(?:(?:,?\s+and\s+|,\s+){PERSON}\s+in\s+{PLACE}){{0,3}}|,?\s+(?i:{job})|\s*[,|/–—]\s*{agency}(?:\s+{job})?|\s*,\s*{PLACE})\Z"),
        bare_names=re.compile(rf"{PEOPLE}\Z"),
        contributors=re.compile(rf"\(?(?i:{either('byline', 'contributors')})|[^\n]{{2,200}}\s(?:contributed to this (?:report|story|article)|contributed reporting|contributed to the report)[^\n]{{0,60}}\Z"),
        agency_line=re.compile(rf"[\s(—–-]*(?:{agency}|(?i:{nobody}))(?:\s*(?:,|/|and|&|with)\s*(?:{agency}|(?i:{nobody}|staff|agencies))){{0,4}}[\s).]*\Z"),
        credit_line=re.compile(rf"\(?(?i:{either('credit', 'words')})\s*(?::|/|\s[bB]y\s|\s©|\|)\s*\S|\(?(?:{library})(?:\s*[/,|]\s*[^/\n]{{2,40}}){{0,3}}[)\s]*\Z|\(?[^/\n.]{{2,50}}(?:\s?/\s?[^/\n.]{{2,40}}){{0,2}}\s?/\s?{library}\)?\Z|\((?:AP|Reuters|AFP|File|EPA|Getty)\s[Pp]hoto[^()\n]{{0,80}}\)\Z"),
        credit_end=re.compile(rf"(?:[.!?”’\"]\s+\(?{either('credit', 'words')}\s*(?::|\s[bB]y\s)\s*[^\n:]{{2,70}}|\((?:AP|Reuters|AFP|File|EPA|Getty|PA)\s(?:[Pp]hoto|[Ii]mages?)[^()\n]{{0,80}}\)|[.!?]\s+[^/\n.!?]{{2,40}}/\s?{library})\Z"),
        note=re.compile(rf"[\[(*\s]{{0,3}}(?i:{either('note', 'openers')})"),
        note_end=tuple(words("note", "endings")),
        aside=re.compile(rf"[\[(*>»→▶|\s]{{0,4}}(?:(?i:{either('aside', 'openers')})|(?i:{either('aside', 'lines')})\s*\Z)"),
        aside_list=re.compile(rf"(?i:{either('aside', 'lists')})[^\n.]{{0,40}}\Z"),
        stamp_words=frozenset(word.lower() for word in words("timestamp", "words") + words("timestamp", "zones")),
        months=months,
        weekdays=frozenset(word.lower() for word in words("timestamp", "weekdays")),
        no_dateline=frozenset(words("dateline", "never")),
    )


def _is_wrapped(text: str, lines: list[tuple[int, int]], longest: int) -> bool:
    """Whether most breaks between neighbouring lines stand where the next word did not fit."""
    breaks = full = 0
    for (start, end), (following, stop) in zip(lines, lines[1:], strict=False):
        if text.count("\n", end, following) == 1:
            breaks += 1
            full += end - start + 1 + _first_word(text, following, stop) > longest
    return full >= 2 and full * 3 >= breaks * 2 or full >= 1 and full == breaks


def _goes_on(text: str, start: int, end: int, following: tuple[int, int], width: int) -> bool:
    """Whether the paragraph goes on in the following line. `width` is that of hard-wrapped text, 0 where it is not."""
    if text.count("\n", end, following[0]) != 1:
        return False
    bullet = BULLET.match(text, *following)
    if bullet:
        return False
    if width and end - start + 1 + _first_word(text, *following) > width:
        return True
    return text[following[0]].islower() and text[end - 1] not in ".!?…:;”’\"'" and end - start > 25


def _first_word(text: str, start: int, end: int) -> int:
    blank = text.find(" ", start, end)
    return (end if blank < 0 else blank) - start


def _by_itself(text: str, known: Patterns) -> tuple[PartKind | None, str]:
    """What a short paragraph is by its own looks, wherever it stands. Its first word says which patterns are worth trying."""
    first = text[0]
    if first in "•‣▪●◦∙·*–—-(0123456789abcdefghijklmnopqrstuvwxyz" and BULLET.match(text):
        return "list", "begins with a bullet or a number"
    word = FIRST_WORD.match(text)
    tries = known.first_words.get(word.group().lower(), frozenset()) if word else EVERYTHING
    if "aside" in tries and known.aside.match(text) and _is_aside(text):
        return "aside", f"a line of the site, not of the story: begins with “{_opening(text)}”"
    if ("contributors" in tries or "contribut" in text) and known.contributors.match(text):
        return "byline", "says who helped with the report"
    if ("note" in tries and known.note.match(text)) or text.rstrip(". ").lower().endswith(known.note_end or ("\0",)):
        return "note", f"a note about the text: “{_opening(text)}”"
    if ("credit" in tries or "/" in text) and len(text) <= 160 and known.credit_line.match(text):
        return "credit", "names the maker or owner of a picture"
    if (text[-1] == ")" or ":" in text or "/" in text or " by " in text or " By " in text) and known.credit_end.search(text, max(0, len(text) - 140)):
        return "credit", "a caption that ends with the maker or owner of a picture"
    if ("timestamp" in tries or first.isdigit()) and len(text) <= 140 and _is_stamp(text, known):
        return "timestamp", "nothing but a date or time"
    if "byline" in tries and len(text) <= 160 and known.opener.match(text) and not (text.endswith(".") and len(text) > 60) and not _has_date_word(text, known):
        return "byline", f"begins with “{text.split()[0]}” and a name"
    return None, ""


def _is_aside(text: str) -> bool:
    """An opener that could also open a sentence ("Follow the money …", "More stories were heard.") needs a line that is no sentence."""
    return not STOPPED.search(text) or ":" in text[:40] or len(text) < 60


def _lists(paragraphs: list[Paragraph], known: Patterns) -> None:
    """Lines under "Related" are headlines of other stories; a line that ends with a colon before a list is the list's heading."""
    for k, paragraph in enumerate(paragraphs[:-1]):
        below = paragraphs[k + 1]
        if paragraph.kind is None and below.kind == "list" and paragraph.text.endswith(":") and len(paragraph.text) <= 120:
            paragraph.kind, paragraph.reason = "note", "the heading of a list"
        if paragraph.kind == "aside" and known.aside_list.match(paragraph.text):
            for other in paragraphs[k + 1 :]:
                if other.kind not in (None, "list", "timestamp") or len(other.text) > 160 or STOPPED.search(other.text):
                    break
                other.kind, other.reason = "aside", f"a line under “{_opening(paragraph.text)}”"


def _head(paragraphs: list[Paragraph], known: Patterns) -> None:
    """Headline, deck and byline: what stands before the first running paragraph."""
    first_running = next((k for k, p in enumerate(paragraphs) if p.kind is None and (len(p.text) > SHORT or STOPPED.search(p.text))), len(paragraphs))
    headline = None
    for k, paragraph in enumerate(paragraphs[:HEAD]):
        if paragraph.kind == "list" and headline is None and k < first_running and paragraph.text[0].isdigit() and k + 1 < len(paragraphs) and paragraphs[k + 1].kind != "list":
            paragraph.kind = None  # "10 ways to …"
        if paragraph.kind is not None:
            continue
        text = paragraph.text
        if headline is None:
            if not _is_headline(paragraphs, k, known):
                return
            headline = k
            paragraph.kind, paragraph.reason = "headline", "the first line, without a full stop"
        elif known.agency_line.match(text):
            paragraph.kind, paragraph.reason = "byline", "an agency or desk below the headline"
        elif len(text) <= 120 and not STOPPED.search(text) and known.person_line.match(text):
            paragraph.kind, paragraph.reason = "byline", "a name with a place or a job, below the headline"
        elif len(text) <= 100 and not STOPPED.search(text) and known.bare_names.match(text) and k < first_running:
            paragraph.kind, paragraph.reason = "byline", "nothing but a name, below the headline"
        elif _is_deck(paragraphs, k, known):
            paragraph.kind, paragraph.reason = "deck", "between the headline and the running text"
        else:
            return


def _is_headline(paragraphs: list[Paragraph], k: int, known: Patterns) -> bool:
    """A line that is no sentence, with running text somewhere below it."""
    text = paragraphs[k].text
    if len(text) > HEADLINE or DATELINE.match(text) and STOPPED.search(text):
        return False
    if not any(other.kind is None for other in paragraphs[k + 1 :]):
        return False
    stop = STOPPED.search(text)
    if stop is None:
        return text[-1] not in ":;,"
    if stop.group()[0] in "!?…" or text.endswith("..."):
        return len(text) <= 140 and len(re.findall(r"[.!?]\s", text[:140])) <= 1
    return bool(re.search(r"\b(?:[A-Z]\.){2,4}[’”']?\Z", text)) and len(text) <= 110 and not re.search(r"[a-z]\.\s", text)


def _is_deck(paragraphs: list[Paragraph], k: int, known: Patterns) -> bool:
    """A line below the headline that is no sentence, or any short one that a byline or timestamp still follows."""
    text = paragraphs[k].text
    if len(text) > DECK or text.endswith(":") or k + 1 == len(paragraphs):
        return False
    below = [other.kind or _name_line(other.text, known) for other in paragraphs[k + 1 : k + 3]]
    if "byline" in below[:1] or ("timestamp" in below[:1] and not DATELINE.match(text)):
        return True
    return not STOPPED.search(text) and 3 <= len(text.split()) <= 40 and any(other.kind is None for other in paragraphs[k + 1 :]) and not DATELINE.match(text)


def _name_line(text: str, known: Patterns) -> str | None:
    fits = len(text) <= 120 and not STOPPED.search(text) and (known.person_line.match(text) or known.bare_names.match(text))
    return "byline" if fits else None


def _tail(paragraphs: list[Paragraph], known: Patterns) -> None:
    """Teasers of other stories after the end, and the agency's name on the last line."""
    last = len(paragraphs)
    for k in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 6), -1):
        paragraph = paragraphs[k]
        if paragraph.kind is None and k > 1 and len(paragraph.text) <= 80 and known.agency_line.match(paragraph.text):
            paragraph.kind, paragraph.reason = "note", "the agency’s name after the end"
        elif paragraph.kind is None:
            break
    suspects: dict[int, list[str]] = {}
    first = last
    misses = 0
    for k in range(last - 1, max(1, last - TAIL), -1):
        paragraph = paragraphs[k]
        if paragraph.kind == "list" or (paragraph.kind is None and not (signs := _signs(paragraph.text))):
            misses += 1
            if misses > 2 or not suspects:
                break
            continue
        if paragraph.kind is None:
            suspects[k] = signs
            first = k
    if not suspects:
        return
    story = [p for p in paragraphs[:first] if p.kind in (None, "list")]
    if len(story) < 2:
        return
    heard = " ".join(p.text for p in story)
    if len(heard) > 2 * HEARD:
        heard = heard[:HEARD] + heard[-HEARD:]
    words, names = _long_words(heard), _names(heard)
    for k in range(first, last):
        paragraph = paragraphs[k]
        if paragraph.kind is not None:
            continue
        signs = suspects.get(k, [])
        said, named = _long_words(paragraph.text), _names(paragraph.text)
        shared_words, shared_names = len(said & words) / max(1, len(said)), len(named & names)
        foreign = shared_words < SHARED_WORDS and shared_names <= SHARED_NAMES * len(named)
        enclosed = not signs and k + 1 in suspects and shared_words < SHARED_WORDS / 2 and shared_names <= 1
        if foreign and (signs or enclosed):
            shares = f"it shares {shared_names} of its {len(named)} names and {len(said & words)} of its {len(said)} longer words with the story"
            paragraph.kind, paragraph.reason = "aside", "a teaser of another story: " + ", ".join(["after the last paragraph", *signs, shares])


def _signs(text: str) -> list[str]:
    """What makes a paragraph look like a teaser."""
    signs = []
    if kicker := KICKER.match(text):
        signs.append(f"begins with a line in capitals (“{kicker.group().strip()}”)")
    if not STOPPED.search(text) and text[-1] not in ":" or text.endswith(("...", "…")) or re.search(r"\b(?:No|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|vs)\.\Z", text):
        if len(text.split()) >= CUT_OFF:
            signs.append("cut off in mid-sentence")
    return signs


def _long_words(text: str) -> set[str]:
    """Words of five letters and more, cut to six so that endings do not matter."""
    return {word[:6].lower() for word in LONG_WORD.findall(text)}


def _names(text: str) -> set[str]:
    """Capitalised words inside sentences, cut to five letters so that "Russia" and "Russian" are one."""
    return {word[:5].lower() for word in NAME_WORD.findall(text)}


def _dateline(text: str, opened: bool, known: Patterns) -> tuple[int, int] | None:
    """Where the dateline ends and where the running text begins behind its dash; None without a dateline. After the first running
    paragraph only one that names its agency counts."""
    head = text[:160]
    if not (head[0].isupper() or head[0] == "(") or (opened and ")" not in head):
        return None
    match = DATELINE.match(head)
    if match is None:
        if len(text) <= 60 and not opened and (match := DATELINE.match(text.rstrip() + " X")) and match.end() >= len(text):
            return match.end("place"), len(text)
        return None
    place = match["place"]
    if place.rstrip(" :") in known.no_dateline or place.split(",")[0] in known.no_dateline or match["dash"] == ": " and (opened or len(place.split()) > 3):
        return None
    if opened and not place.endswith(")"):
        return None
    if match["dash"].strip() == "-" and match["dash"] == "- " and not place.endswith(")"):
        return None
    return match.end("place"), match.end()


def _is_stamp(text: str, known: Patterns) -> bool:
    """Whether every word is a date, a time or a word of timestamps, and a day or a clock time is among them."""
    tokens = _stamp_tokens(text)
    if not 1 <= len(tokens) <= 22:
        return False
    days = clocks = leads = numbers = 0
    for token in tokens:
        lower = token.lower().rstrip(".")
        if lower in known.months or lower in known.weekdays or ISO.match(token) or NUMERIC.match(token):
            days += 1
        elif CLOCK.match(token):
            clocks += 1
        elif lower in known.stamp_words:
            leads += 1
        elif re.match(r"\d{1,4}(?:st|nd|rd|th)?\Z", lower):
            numbers += 1
        else:
            return False
    return (days > 0 and (numbers > 0 or ISO.match(tokens[-1]) is not None or NUMERIC.match(tokens[-1]) is not None or days + clocks > 1)) or (clocks > 0 and leads > 0) or _stamp_date(text, known) is not None


def _stamp_tokens(text: str) -> list[str]:
    return [token for token in re.split(r"[\s,|·•()\[\]]+|:(?=\s)", text) if token and token not in "-–—/:"]


def _stamp_date(text: str, known: Patterns) -> date | None:
    """The last full date of a timestamp. "3/5/2023" is left alone: nobody knows whose order it is."""
    tokens = [token.strip(".").lower() for token in _stamp_tokens(text)]
    found = None
    for k, token in enumerate(tokens):
        day = month = year = 0
        if iso := ISO.match(token.upper()):
            year, month, day = (int(x) for x in iso.groups())
        elif numeric := NUMERIC.match(token):
            one, two, year = (int(x) for x in numeric.groups())
            day, month = (one, two) if one > 12 else (two, one) if two > 12 else (one, two) if one == two else (0, 0)
        elif month := known.months.get(token, 0):
            near = [(k - 1, k + 1), (k + 1, k + 2), (k + 1, k + 3)]
            for day_at, year_at in near:
                if 0 <= day_at < len(tokens) and year_at < len(tokens):
                    d, y = re.match(r"(\d{1,2})(?:st|nd|rd|th)?\Z", tokens[day_at]), re.match(r"(\d{4})\Z", tokens[year_at])
                    if d and y:
                        day, year = int(d[1]), int(y[1])
                        break
        if year and month and day:
            try:
                found = date(year, month, day)
            except ValueError:
                continue
    return found


def _has_date_word(text: str, known: Patterns) -> bool:
    words = {word.strip(",.").lower() for word in text.split()[1:3]}
    return bool(words & (known.months.keys() | known.weekdays)) or any(ch.isdigit() for ch in text[:30])


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:3]).rstrip(":,.") + ("" if len(words) <= 3 else " …")
