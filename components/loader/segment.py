"""Parts → sentences, each with its span.

One pattern runs once over the text and proposes every place where a sentence may end: a point, question or exclamation mark or an
ellipsis, with the quotation marks and brackets that close behind it. What stands before and after decides: abbreviations, initials,
numbers, a small letter that goes on, "“Why?” Juma asked". The lists are in data/rules/abbreviations.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from components.model import Part, PartKind, Rules, Sentence, Span

RUNNING: frozenset[PartKind] = frozenset({"body", "list", "note", "aside", "credit"})  # the other kinds are one sentence a part
OPENERS = "“‘\"'«„‹([{‚¿¡*•_—–-"
CLOSERS = "”’\"'»“‘›)\\]}」』）"
ENDS = "。！？｡।॥؟۔"  # full stops of other scripts; the CJK ones need no blank behind them
LISTS = (
    "never", "before_names", "before_names_or_last", "before_numbers", "months", "weekdays", "inside", "inside_small", "clock",
    "after_numbers",
)  # fmt: skip
REACH = 24  # characters looked at on either side of a mark for a word
SIGNATURE = 70  # characters; what follows a dash behind a closing quotation mark, up to the end of the line, when it names the speaker

# A place where a sentence may end. Groups: the mark, its closers (at most twelve; a footnote's number in brackets is one). Behind it a
# blank or the end, or nothing at all where the closers or a capital after two small letters say that a blank was lost ("war.The").
CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…{ENDS}]+(?:[ \u00a0]\.(?=[ \u00a0]\.|[ \u00a0][^.]))*+)"
    rf"(?P<close>(?:[{CLOSERS}]|\[\d{{1,3}}\]){{0,12}}(?:\ ”(?=\s))?)"
    rf"(?=\s|$|(?<=[{ENDS}{CLOSERS}])|(?<=[^\W\d_A-Z][^\W\d_A-Z]\.)[A-Z][a-z])"
)
LAST_WORD = re.compile(r"[^\s“”‘\"«»(\[{—–/]*\Z")  # tried on at most REACH characters
NEXT_WORD = re.compile(r"[^\W_][\w.’'-]*")
BULLET = re.compile(r"(?:[•‣▪●◦∙·*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+")
INITIAL = re.compile(r"(?:[^\W\d_]\.){0,4}[^\W\d_]\Z")
NUMERAL = re.compile(r"[([]?\d{1,3}\Z")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The lists of abbreviations.toml, ready to ask: folded to small letters where `capitals` or the rules below look at the case."""

    never: frozenset[str]
    names: frozenset[str]
    names_or_last: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[str]
    inside: frozenset[str]
    inside_small: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    measures: frozenset[str]
    lettered: frozenset[str]
    starters: frozenset[str]
    attribution: re.Pattern[str]
    marked_names: tuple[str, ...]
    all: frozenset[str]  # every abbreviation, folded: a word that is not among them needs no second look
    credit: re.Pattern[str]


def find_sentences(text: str, parts: tuple[Part, ...], rules: Rules) -> tuple[Sentence, ...]:
    """The sentences of every part in reading order; `paragraph` counts paragraphs from 0 (a dateline shares that of its lede).

    Headline, deck, byline, dateline and timestamp are one sentence a part; a caption and the credit behind it are two. A list item
    leaves its bullet outside."""
    ends = sentence_ends(text, rules)
    sentences: list[Sentence] = []
    paragraph = -1
    before = 0
    for part in parts:
        start, end, kind = part.span.start, part.span.end, part.kind
        if paragraph < 0 or text.find("\n", before, start) >= 0:
            paragraph += 1
        before = end
        if kind == "list" and (bullet := BULLET.match(text, start, end)):
            start = bullet.end()
        if kind in RUNNING:
            inside = ends[bisect_left(ends, start + 1) : bisect_left(ends, end)]
            for stop in inside if kind != "credit" else _credit_ends(text, part.span, inside, rules):
                sentences.append(Sentence(len(sentences), kind, paragraph, Span(start, stop)))
                start = stop + 1 if text[stop] == " " else stop
                while text[start].isspace():
                    start += 1
        if start < end:
            sentences.append(Sentence(len(sentences), kind, paragraph, Span(start, end)))
    return tuple(sentences)


def sentence_ends(text: str, rules: Rules) -> list[int]:
    """Where sentences end inside running text, in order: offsets behind the mark and its closers. The end of a paragraph is among them
    only where a mark stands there."""
    known = abbreviations(rules)
    listed = known.all
    ends = []
    for match in CANDIDATE.finditer(text):
        at, end = match.span()
        if text[end : end + 2] in ("\n\n", ""):
            ends.append(end)  # the end of a paragraph
            continue
        start = end + 2 if text[end + 1 : end + 2] in ("“", "‘") else end + 1
        if end - at == 1 and text[at] == "." and text[end] == " " and text[start : start + 1].isupper():
            blank = text.rfind(" ", max(0, at - REACH), at)  # the plain case, decided at once
            word = text[blank + 1 : at]
            if len(word) > 1 and ((word.isalpha() and word.lower() not in listed) or (blank >= 0 and word.isdigit())):
                ends.append(end)
                continue
        mark = match["mark"]
        if mark[0] in ENDS or _ends(text, at, mark, match["close"], end, known):
            ends.append(end)
    return ends


@lru_cache(maxsize=8)
def abbreviations(rules: Rules) -> Abbreviations:
    """The lists of data/rules/abbreviations.toml (each may be missing: then it is empty)."""
    table = rules.table("abbreviations")

    def words(*names: str) -> frozenset[str]:
        return frozenset(word.lower() for name in names for word in table.get(name, ()))

    def either(found: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True)) or r"(?!)"

    return Abbreviations(
        never=words("never"),
        names=words("before_names"),
        names_or_last=words("before_names_or_last"),
        numbers=words("before_numbers"),
        dates=words("months", "weekdays"),
        inside=words("inside"),
        inside_small=words("inside_small"),
        clock=words("clock"),
        after_clock=frozenset(table.get("after_clock", ())),
        measures=words("after_numbers"),
        lettered=words("lettered"),
        starters=frozenset(table.get("starters", ())),
        attribution=re.compile(rf"(?:[A-Z][\w’'.-]{{0,30}}\s){{1,3}}(?:{either(table.get('speech', []))})\b"),
        marked_names=tuple(table.get("marked_names", ())),
        all=words(*LISTS),
        credit=re.compile(rf"(?<=\S)\s(?=\(?(?i:{either(rules.table('parts').get('credit', {}).get('words', []))})\s*(?::|\sby\s))"),
    )


def _credit_ends(text: str, span: Span, ends: list[int], rules: Rules) -> list[int]:
    """Ends of sentences in a caption, the beginning of the credit behind it among them."""
    return sorted({*ends, *(match.start() for match in abbreviations(rules).credit.finditer(text, span.start, span.end))})


def _ends(text: str, at: int, mark: str, close: str, end: int, known: Abbreviations) -> bool:
    """Whether the sentence ends at `end`, behind `mark` (which begins at `at`) and the closers `close`."""
    size = len(text)
    after = end
    while after < size and text[after].isspace():
        after += 1
    if after == size:
        return True
    following = text[after]
    opened = following in OPENERS
    if opened:  # what stands inside the quotation mark or bracket decides
        if following in "—–-" and close and _line_end(text, after) - after < SIGNATURE:
            return False  # “It’s a long game.” - Matthew Ingram
        opened = following not in "—–-"
        stop = min(size, after + 8)
        while after < stop and (text[after] in OPENERS or text[after].isspace()):
            after += 1
        if after == size:
            return True
        following = text[after]
    ellipsis = (len(mark) > 1 and "." in mark) or mark == "…"
    if ellipsis and at and text[at - 1].isspace() and text[:at].rstrip()[-1:] in (".", "!", "?", "”", '"'):
        return False  # “… of the church. ... The next thing”: the ellipsis begins the next sentence
    if following.islower():
        return mark == "." and not close and not opened and _slipped(text, at, known)
    if following in ",;:.!?…)]}/":
        return text.startswith(("...", "…", ". . ."), after) and after > end and not ellipsis
    if mark[0] in "!?":
        if close and known.attribution.match(text, after, after + 140) and not _starts(text, after, known):
            return False  # “What happened?” Juma asked.
        return not text.endswith(known.marked_names, 0, end) if known.marked_names else True
    if ellipsis:
        return opened or following != "I" or bool(close)
    return close not in ("", ")") or _point_ends(text, at, after, following, opened, bool(close), known)


def _point_ends(text: str, at: int, after: int, following: str, opened: bool, closed: bool, known: Abbreviations) -> bool:
    """Whether a single point ends a sentence, by the word before it and the word that follows."""
    word = _last_word(text, at)
    if not word or closed:
        return True
    folded, capital, digit = word.lower(), word[0].isupper(), following.isdigit()
    if "-" in folded and folded not in known.names:
        folded = folded.rsplit("-", 1)[-1]
    if folded in known.never and not capital:
        return False
    if folded in known.numbers and digit:
        return False
    if folded in known.clock:
        follower = NEXT_WORD.match(text, after, after + REACH)
        return not digit and not (follower and follower.group().rstrip(".") in known.after_clock)
    if folded in known.measures and not capital:
        return not text[max(0, at - len(word) - 2) : at - len(word)].strip().isdigit() or _starts(text, after, known)
    if capital and folded in known.dates:
        return not digit and (opened or _starts(text, after, known))
    if capital and folded in known.names:
        return False
    if (len(folded) == 1 and folded.isalpha()) or ("." in folded and INITIAL.match(folded)):
        return _initial_ends(text, at, after, word, digit, opened, known)
    if (capital and (folded in known.inside or folded in known.names_or_last)) or folded in known.inside_small:
        return not digit and (opened or _starts(text, after, known))
    line = text.rfind("\n", max(0, at - 8), at) + 1
    return not (NUMERAL.match(word) and text[line:at].strip() == word)  # "1. Wash your hands."


def _initial_ends(text: str, at: int, after: int, word: str, digit: bool, opened: bool, known: Abbreviations) -> bool:
    """Whether the point of a single letter or of letters with points ("J.", "U.S.") ends a sentence."""
    if digit:
        return False
    before = _last_word(text, at - len(word) - 1).lower()
    if len(word) == 1:
        if word.islower() or before in known.lettered or before.isdigit():
            return True
        if word == "I":  # "World War I. Then", but "I. M. Pei"
            return text[after + 1 : after + 2] != "."
    return opened or _starts(text, after, known)


def _slipped(text: str, at: int, known: Abbreviations) -> bool:
    """Whether a point before a small letter ends a sentence all the same, because the word before it is no abbreviation."""
    folded = _last_word(text, at).lower()
    return (len(folded) >= 4 and folded.isalpha() and folded not in known.all) or (folded.isdigit() and len(folded) > 1)


def _last_word(text: str, at: int) -> str:
    """The word that ends at `at`; empty where a blank stands before it."""
    words = text[max(0, at - REACH) : max(0, at)].rsplit(None, 1)
    if not words or text[at - 1].isspace():
        return ""
    if words[-1].isalpha():
        return words[-1]
    found = LAST_WORD.search(words[-1])
    return found.group() if found else ""


def _starts(text: str, after: int, known: Abbreviations) -> bool:
    """Whether the word at `after` plainly begins a sentence."""
    found = NEXT_WORD.match(text, after, after + REACH)
    word = found.group() if found else ""
    return word in known.starters or (len(word) > 1 and word.isupper() and word.capitalize() in known.starters)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at, at + 4 * SIGNATURE)
    return found if found >= 0 else min(len(text), at + 4 * SIGNATURE)
