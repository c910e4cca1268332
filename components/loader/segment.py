"""Parts → sentences, each with its span.

One pattern runs once over the text and proposes every place where a sentence may end: a point, question or exclamation mark or an
ellipsis, with the quotation marks and brackets that close behind it. What stands before and after decides: abbreviations, initials, numbers,
a small letter that goes on, "“Why?” Juma asked". The lists are in data/rules/abbreviations.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from components.model import Part, PartKind, Rules, Sentence, Span

RUNNING: frozenset[PartKind] = frozenset({"body", "list", "note", "aside"})  # the other kinds are one sentence a part
OPENERS = "“‘\"'«„‹([{‚¿¡*•_—–-"
CLOSERS = "”’\"'»“‘›)\\]}"
ENDS = "。！？｡।॥؟۔።"  # full stops of other scripts; the CJK ones need no blank behind them

# A place where a sentence may end. Groups: the mark, its closers. At most twelve closers, and a footnote number in brackets.
CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…{ENDS}]+(?:[ \u00a0]\.(?=[ \u00a0]\.|[ \u00a0][^.]))*+)"
    rf"(?P<close>(?:[{CLOSERS}」』）]|\[\d{{1,3}}\]){{0,12}}(?:\ ”(?=\s))?)(?=\s|$|(?<=[{ENDS}{CLOSERS}」』）])|(?<=[^\W\d_A-Z][^\W\d_A-Z]\.)[A-Z][a-z])"
)
LAST_WORD = re.compile(r"[^\s“”‘\"«»(\[{—–/]*\Z")  # tried on at most 24 characters
NEXT_WORD = re.compile(r"[^\W_][\w.’'-]*")
BULLET = re.compile(r"(?:[•‣▪●◦∙·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
NUMBERED = re.compile(r"(?:\A|\n|\s)\(?(?:\d{1,3}|[a-zA-Z])\Z")
INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
REACH = 24  # characters looked at on either side of a mark for a word


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The lists of abbreviations.toml, ready to ask; all in small letters but the starters and what follows a clock time."""

    before_names: frozenset[str]
    before_numbers: frozenset[str]
    dates: frozenset[str]
    inside: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    after_numbers: frozenset[str]
    starters: frozenset[str]
    attribution: re.Pattern[str]
    marked_names: tuple[str, ...]
    all: frozenset[str]


def find_sentences(text: str, parts: tuple[Part, ...], rules: Rules) -> tuple[Sentence, ...]:
    """The sentences of every part in reading order; `paragraph` counts paragraphs from 0 (a dateline shares that of its lede).

    Headline, deck, byline, dateline, timestamp and credit are one sentence a part. A list item leaves its bullet outside."""
    ends = sentence_ends(text, rules)
    sentences: list[Sentence] = []
    paragraph = -1
    before = 0
    for part in parts:
        start, end = part.span.start, part.span.end
        if paragraph < 0 or text.find("\n", before, start) >= 0:
            paragraph += 1
        before = end
        if part.kind == "list" and (bullet := BULLET.match(text, start, end)):
            start = bullet.end()
        if part.kind in RUNNING:
            for k in range(bisect_left(ends, start + 1), len(ends)):
                stop = ends[k]
                if stop >= end:
                    break
                sentences.append(Sentence(len(sentences), part.kind, paragraph, Span(start, stop)))
                start = stop + 1 if text[stop] == " " else stop
                while text[start].isspace():
                    start += 1
        if start < end:
            sentences.append(Sentence(len(sentences), part.kind, paragraph, Span(start, end)))
    return tuple(sentences)


def sentence_ends(text: str, rules: Rules) -> list[int]:
    """Where sentences end inside running text, in order: offsets behind the mark and its closers. Ends of paragraphs are not among them
    unless a mark stands there."""
    known = abbreviations(rules)
    listed = known.all
    ends = []
    for match in CANDIDATE.finditer(text):
        at, end = match.span()
        if end - at == 1 and text[at] == "." and text[end + 1 : end + 2].isupper() and text[end] == " ":  # the plain case, decided at once
            word = text[text.rfind(" ", max(0, at - REACH), at) + 1 : at]
            if len(word) > 1 and word.isalpha() and word.lower() not in listed:
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

    speech = "|".join(re.escape(word) for word in table.get("speech", ())) or r"(?!)"
    return Abbreviations(
        before_names=words("before_names"),
        before_numbers=words("before_numbers"),
        dates=words("months", "weekdays"),
        inside=words("inside"),
        clock=words("clock"),
        after_clock=frozenset(table.get("after_clock", ())),
        after_numbers=words("after_numbers"),
        starters=frozenset(table.get("starters", ())),
        attribution=re.compile(rf"(?:[A-Z][\w’'.-]{{0,30}}\s){{1,3}}(?:{speech})\b"),
        marked_names=tuple(table.get("marked_names", ())),
        all=words("before_names", "before_numbers", "months", "weekdays", "inside", "clock", "after_numbers"),
    )


def _ends(text: str, at: int, mark: str, close: str, end: int, known: Abbreviations) -> bool:
    """Whether the sentence ends at `end`, behind `mark` (which begins at `at`) and the closers `close`."""
    size = len(text)
    after = end
    while after < size and text[after].isspace():
        after += 1
    if after == size:
        return True
    following = text[after]
    opened = False
    if following in OPENERS:  # what stands inside the quotation mark or bracket decides
        inside = after
        while inside < size and inside < after + 8 and (text[inside] in OPENERS or text[inside].isspace()):
            inside += 1
        if inside == size:
            return True
        opened = following not in "—–-"
        following = text[inside]
        after = inside
    if following.islower():
        return mark == "." and not close and not opened and _slipped(text, at, known)
    if following in ",;:.!?…)]}/":
        return False
    if mark[0] in "!?":
        if close and known.attribution.match(text, after, after + 140):
            return False
        return not (known.marked_names and any(text.endswith(name, 0, end) for name in known.marked_names))
    if len(mark) > 1 or mark == "…":
        return opened or following != "I" or bool(close)
    return close not in ("", ")") or _point_ends(text, at, after, following, opened, bool(close), known)


def _slipped(text: str, at: int, known: Abbreviations) -> bool:
    """Whether a point before a small letter ends a sentence all the same, because the word before it is no abbreviation."""
    word = LAST_WORD.search(text, max(0, at - REACH), at)
    folded = word.group().lower() if word else ""
    return len(folded) >= 4 and folded.isalpha() and folded not in known.all or folded.isdigit() and len(folded) > 1


def _point_ends(text: str, at: int, after: int, following: str, opened: bool, closed: bool, known: Abbreviations) -> bool:
    """Whether a single point ends a sentence, by the word before it and the word that follows."""
    found = LAST_WORD.search(text, max(0, at - REACH), at)
    word = found.group() if found else ""
    if not word or closed:
        return True
    folded = word.lower().rsplit("-", 1)[-1] if "-" in word else word.lower()
    digit = following.isdigit()
    if folded in known.before_numbers and digit:
        return False
    if folded in known.after_numbers and not text[max(0, at - len(word) - 2) : at - len(word)].strip().isdigit():
        return True  # "in", "min": a word, unless a number stands before it
    if folded in known.dates and word[0].isupper():
        return not digit and _starts(text, after, known)
    if folded in known.before_names and (word[0].isupper() or not word[0].isalpha() or folded not in ("hon", "sec", "rep", "gen", "st", "fr", "op")):
        return False
    if folded in known.clock:
        follower = NEXT_WORD.match(text, after, after + REACH)
        return not digit and not (follower and follower.group().rstrip(".") in known.after_clock)
    if folded in known.inside or INITIAL.match(folded):
        if len(word) == 1 and word.islower():
            return True
        if len(word) == 1 and text[max(0, at - 2) : at - 1].isdigit():
            return True
        return not digit and (opened or _starts(text, after, known))
    if word.isdigit() and len(word) < 4 and NUMBERED.search(text, max(0, at - 8), at) and (at - len(word) == 0 or text[at - len(word) - 1] == "\n"):
        return False  # "1. Wash your hands."
    return True


def _starts(text: str, after: int, known: Abbreviations) -> bool:
    """Whether the word at `after` plainly begins a sentence."""
    word = NEXT_WORD.match(text, after, after + REACH)
    return bool(word) and word is not None and word.group() in known.starters
