"""Text → the parts of a page: headline, deck, byline, dateline, timestamp, credit, note, body, list and what is put aside.

Every paragraph gets a kind by how it looks (looks.py); then two places are looked at as places: the head, up to the first running
paragraph, and the tail, where a page carries teasers of other stories. A story paragraph is never put aside for what it says alone: a
teaser must look like one (a kicker in capitals, cut off in mid-sentence, headlines behind the end, under "Related") and share hardly a
name or word with the story.

Every part says in words why it was taken for what it is; the caller can overrule each by its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from components.loader.looks import CAPITAL, STOPPED, WORD, Patterns, look, opening, patterns, stamp_date
from components.loader.paragraphs import find_paragraphs
from components.model import Part, PartKind, Rules, Span

HEADLINE = 220  # characters; longer first lines are paragraphs without a full stop
DECK = 300  # characters
HEAD = 14  # paragraphs looked at for headline, deck, byline and timestamp
TAIL = 60  # paragraphs looked at for teasers after the end
CUT_OFF = 20  # words; a shorter line without a full stop may be a subheading, a signature or a headline
SHARED_WORDS = 0.34  # share of a teaser's long words that the story has too: .10–.24 in seen teasers, .35 and more in last paragraphs
SHARED_NAMES = 0.34  # the same of its capitalised words; countries and agencies are everywhere, so some are always shared
PROSE_SHARE = 0.15  # of the words are articles, prepositions and the like, at least, in sentences; lists of names and results have fewer
HEARD = 40_000  # characters; how much of the beginning and of the end of a story is read for its names and words

CUT = "cut off in mid-sentence"  # signs of a teaser
HEADLINES = "one of several lines without a full stop"

CITY = r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.]{1,24}|Mc[A-Z]{2,20}|[A-Z]’[A-Z]{2,20})"
AGENCY = r"\s?\([^()\n]{2,40}\)"
REGION = r"(?:,\s[^\n,()—–:]{1,30}){0,3}"
DAY_OF_MONTH = r"(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s\d{4})?"
# "NAIROBI, Kenya (AP)", "LONDON, June 3 (Reuters)", "LONDON/PARIS"; "Washington (AFP)"; "Geneva, 3 May 2023"; "Kyiv"; "(CNN)". The dash
# behind it is not part of it; a capital, a figure or a quotation mark must follow.
DATELINE = re.compile(
    rf"(?P<place>(?P<capitals>{CITY}(?:[ /-]{{1,2}}(?:{CITY}|DE|DU|LA|AL)){{0,4}}(?:,\s[^\n,()—–:-]{{1,30}}){{0,3}}(?:{AGENCY})?)"
    rf"|{WORD}(?:[ -]{WORD}){{0,3}}{REGION}{AGENCY}|{WORD}(?:[ -]{WORD}){{0,3}},\s{DAY_OF_MONTH}(?:{AGENCY})?"
    rf"|{DAY_OF_MONTH}{AGENCY}|(?P<bare>{WORD}(?: {WORD}){{0,2}})"
    rf"|\([A-Z][A-Za-z ]{{1,24}}\))(?P<dash>\s?(?:—|–|--|-|_|‒|―)\s|\s?(?:—|–|--)|:\s)(?=[\s“‘\"'(]{{0,3}}[A-ZÀ-Ž0-9$£€])"
)
# "NEW DELHI, May 3 (PTI)": with an agency the dash may be missing.
DASHLESS = re.compile(
    rf"(?P<place>{CITY}(?:[ /-]{{1,2}}{CITY}){{0,3}}(?:,\s[^\n,()—–:-]{{1,30}}){{0,3}}\s\([A-Z][A-Za-z/ ]{{1,24}}\))\s(?=[“‘\"]?[A-Z0-9])"
)
KICKER = re.compile(r"(?=[^:\n]{4,60}:\s)[A-Z][A-Z’'\d/-]*(?:[ ,&]{1,2}[A-Z’'\d/-]+){0,7}:\s")
BROKEN_OFF = re.compile(r"\b(?:No|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|vs|the)\.\Z")
LAST_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,4}[’”']?\Z")
PROSE = frozenset("the a an of to in and that for on with was is has had by as at it its from be were which who their his her".split())
LONG_WORD = re.compile(r"[^\W\d_]{5,40}")
NAME_WORD = re.compile(rf"(?<![.!?:”\"]\s)(?<!\A){CAPITAL}[^\W\d_]{{2,30}}")


@dataclass(slots=True)
class Paragraph:
    """A paragraph on its way to a part. `kind` None: not decided yet, running text in the end."""

    start: int
    end: int
    text: str
    kind: PartKind | None = None
    reason: str = ""

    def decide(self, kind: PartKind | None, reason: str) -> None:
        """Give the paragraph a kind."""
        self.kind, self.reason = kind, reason


def find_parts(text: str, rules: Rules, overrule: Mapping[int, PartKind] | None = None) -> tuple[Part, ...]:
    """The parts of a text in reading order: one part a paragraph, and a dateline apart from the paragraph it opens.

    `overrule` gives the kind of the part that starts at an offset, whatever the rules say."""
    known = patterns(rules)
    paragraphs = [Paragraph(start, end, text[start:end]) for start, end in find_paragraphs(text)]
    for paragraph in paragraphs:
        paragraph.kind, paragraph.reason = look(paragraph.text, known)
    _lists(paragraphs, known)
    _head(paragraphs, known)
    _tail(paragraphs, known)
    parts: list[Part] = []
    opened = False
    for paragraph in paragraphs:
        kind = paragraph.kind or "body"
        start = paragraph.start
        if kind == "body":
            if place := _dateline(paragraph.text, opened, known):
                parts.append(Part("dateline", Span(start, start + place[0]), "a place before a dash, where the running text begins"))
                start += place[1]
            opened = True
        if start < paragraph.end:
            parts.append(Part(kind, Span(start, paragraph.end), paragraph.reason or "running text"))
    return tuple([_overruled(part, overrule) for part in parts] if overrule else parts)


def publication_date(text: str, parts: Iterable[Part], rules: Rules) -> date | None:
    """The latest full date on a timestamp of the text ("Updated 14:05 GMT, 3 May 2023"); None where no timestamp has one."""
    known = patterns(rules)
    dates = [stamp_date(part.span.of(text), known) for part in parts if part.kind == "timestamp"]
    return max((day for day in dates if day), default=None)


def _overruled(part: Part, overrule: Mapping[int, PartKind]) -> Part:
    kind = overrule.get(part.span.start, part.kind)
    return part if kind == part.kind else Part(kind, part.span, f"chosen by the reader (by rule: {part.kind}, {part.reason})")


def _lists(paragraphs: list[Paragraph], known: Patterns) -> None:
    """Lines under "Related" are headlines of other stories; a line that ends with a colon before a list is the list's heading."""
    for k, paragraph in enumerate(paragraphs[:-1]):
        if paragraph.kind is None and paragraphs[k + 1].kind == "list" and paragraph.text.endswith(":") and len(paragraph.text) <= 120:
            paragraph.decide("note", "the heading of a list")
        if paragraph.kind == "aside" and known.aside_list.match(paragraph.text):
            for other in paragraphs[k + 1 :]:
                if other.kind not in (None, "list", "timestamp") or len(other.text) > 160 or STOPPED.search(other.text):
                    break
                other.decide("aside", f"a line under “{opening(paragraph.text)}”")


def _head(paragraphs: list[Paragraph], known: Patterns) -> None:
    """Headline, deck and byline: what stands before the first running paragraph."""
    headline = False
    for k, paragraph in enumerate(paragraphs[:HEAD]):
        text = paragraph.text
        if paragraph.kind == "list" and not headline and text[0].isdigit() and paragraphs[k + 1 :] and paragraphs[k + 1].kind != "list":
            paragraph.kind = None  # "10 ways to …"
        if paragraph.kind == "list" and known.agency_line.match(text):
            paragraph.decide("byline", "an agency or desk below the headline")  # "- AP, LUND"
        if paragraph.kind is not None:
            continue
        if paragraphs[k + 1 :] and paragraphs[k + 1].kind == "timestamp" and text.lower() in known.stamp_words:
            paragraph.decide("timestamp", "the word before a date")
            continue
        if not headline:
            if len(text) <= 80 and known.agency_line.match(text):
                paragraph.decide("byline", "an agency or desk above the running text")
                continue
            if known.sections.match(text) and paragraphs[k + 1 :] and _is_headline(paragraphs, k + 1):
                paragraph.decide("aside", "the name of a section of the site, above the headline")
                continue
            if not _is_headline(paragraphs, k):
                return
            headline = True
            paragraph.decide("headline", "the first line, without a full stop")
        elif len(text) <= 120 and known.agency_line.match(text):
            paragraph.decide("byline", "an agency or desk below the headline")
        elif len(text) <= 120 and not STOPPED.search(text) and known.person_line.match(text):
            paragraph.decide("byline", "a name with a place or a job, below the headline")
        elif len(text) <= 100 and not STOPPED.search(text) and known.bare_names.match(text):
            paragraph.decide("byline", "nothing but a name, below the headline")
        elif _is_deck(paragraphs, k, known):
            paragraph.decide("deck", "between the headline and the running text")
        else:
            return


def _is_headline(paragraphs: list[Paragraph], k: int) -> bool:
    """A line that is no sentence, with running text somewhere below it."""
    text = paragraphs[k].text
    if paragraphs[k].kind is not None or len(text) > HEADLINE or not any(other.kind is None for other in paragraphs[k + 1 :]):
        return False
    stop = STOPPED.search(text)
    if stop is None:
        return text[-1] not in ":;,"
    if stop.group()[0] in "!?…" or text.endswith("..."):
        return len(text) <= 140 and len(re.findall(r"[.!?]\s", text)) <= 1
    return len(text) <= 110 and bool(LAST_INITIALS.search(text)) and not re.search(r"[a-z]\.\s", text)


def _is_deck(paragraphs: list[Paragraph], k: int, known: Patterns) -> bool:
    """A line below the headline that is no sentence, or any short one that a byline or timestamp still follows."""
    text = paragraphs[k].text
    if len(text) > DECK or text.endswith(":") or k + 1 == len(paragraphs) or _dateline(text, False, known):
        return False
    below = paragraphs[k + 1]
    short = below.kind is None and len(below.text) <= 120 and not STOPPED.search(below.text)
    named = below.kind in ("byline", "timestamp") or (short and (known.person_line.match(below.text) or known.bare_names.match(below.text)))
    if named and any(other.kind is None for other in paragraphs[k + 2 :]):
        return True
    return not STOPPED.search(text) and 3 <= len(text.split()) <= 40 and any(other.kind is None for other in paragraphs[k + 1 :])


def _tail(paragraphs: list[Paragraph], known: Patterns) -> None:
    """Teasers of other stories after the end, and the agency's name on the last line."""
    for k in range(len(paragraphs) - 1, max(1, len(paragraphs) - 6), -1):
        paragraph = paragraphs[k]
        if paragraph.kind in (None, "list") and len(paragraph.text) <= 80 and known.agency_line.match(paragraph.text):
            paragraph.decide("note", "the agency’s name after the end")
        elif paragraph.kind in (None, "list"):
            break
    suspects, first = _suspects(paragraphs)
    lonely = next(iter(suspects.values())) if len(suspects) == 1 else []  # the signs of the only paragraph that has any
    if lonely == [CUT]:
        return  # a story may be cut off too
    story = [p for p in paragraphs[:first] if p.kind in (None, "list")]
    if not suspects or len(story) < 2:
        return
    heard = " ".join([p.text for p in paragraphs[:first] if p.kind in (None, "list", "headline", "deck")])
    if len(heard) > 2 * HEARD:
        heard = heard[:HEARD] + heard[-HEARD:]
    words, names = _long_words(heard), _names(heard)
    for k in range(first, len(paragraphs)):
        paragraph = paragraphs[k]
        if paragraph.kind is not None:
            continue
        signs = suspects.get(k, [])
        said, named = _long_words(paragraph.text), _names(paragraph.text)
        common_words, common_names = len(said & words), len(named & names)
        weak = len(lonely) == 1 or not signs or signs == [HEADLINES]  # then it must share next to nothing
        limit = SHARED_WORDS / 2 if weak else SHARED_WORDS
        if weak and not signs and k + 1 not in suspects:
            continue
        if common_words < limit * max(1, len(said)) and common_names <= (0 if weak else SHARED_NAMES * len(named)):
            shares = f"it shares {common_names} of its {len(named)} names and {common_words} of its {len(said)} longer words with the story"
            paragraph.decide("aside", "a teaser of another story: " + ", ".join(["after the last paragraph", *signs, shares]))


def _suspects(paragraphs: list[Paragraph]) -> tuple[dict[int, list[str]], int]:
    """Paragraphs behind the end that look like teasers, each with its signs, and where the first of them stands. At most two paragraphs
    without a sign may stand among them."""
    suspects: dict[int, list[str]] = {}
    first = len(paragraphs)
    misses = 0
    for k in range(len(paragraphs) - 1, max(1, len(paragraphs) - TAIL), -1):
        paragraph = paragraphs[k]
        if paragraph.kind not in (None, "list"):
            continue
        signs = _signs(paragraph.text) if paragraph.kind is None else []
        if not signs and _is_line(paragraph) and (_is_line(paragraphs[k - 1]) or suspects.get(k + 1) == [HEADLINES]):
            signs = [HEADLINES]
        if signs:
            suspects[k] = signs
            first = k
        else:
            misses += 1
            if misses > 2 or not suspects:
                break
    return suspects, first


def _is_line(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return paragraph.kind is None and not STOPPED.search(text) and 4 <= len(text.split()) < CUT_OFF and text[-1] not in ":;,"


def _signs(text: str) -> list[str]:
    """What makes a paragraph look like a teaser."""
    signs = []
    if kicker := KICKER.match(text):
        signs.append(f"begins with a line in capitals (“{kicker.group().strip()}”)")
    unfinished = (not STOPPED.search(text) and text[-1] != ":") or text.endswith(("...", "…")) or BROKEN_OFF.search(text)
    if unfinished and len(words := text.split()) >= CUT_OFF and sum(word in PROSE for word in words) >= PROSE_SHARE * len(words):
        signs.append(CUT)
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
        if len(text) <= 60 and not opened and (match := DATELINE.match(text + " X")) and match.end() == len(text) + 1:
            return match.end("place"), len(text)  # on a line of its own
        match = DASHLESS.match(head)
        return (match.end("place"), match.end()) if match and not opened else None
    place, dash = match["place"], match["dash"]
    capitals = place.split(",")[0].split(" (")[0]
    if capitals in known.no_dateline or capitals.upper() in known.no_dateline:
        return None
    agency = place.endswith(")")
    if (opened and not agency) or (dash == ": " and (opened or match["capitals"] is None or len(capitals.split()) > 2)):
        return None
    if not agency and (dash == "- " or (match["bare"] is not None and dash.strip() not in ("—", "–", "--"))):
        return None
    return match.end("place"), match.end()
