"""Quotations: the words between quotation marks, what kind of quotation they are, and (quotations_speakers) who says them.

The marks are read in one pass with a stack for each paragraph: every mark is first told from an apostrophe by its neighbours, then
opened or closed. What cannot be paired is reported as `unclosed` or `stray` and never completed by a guess. No pattern spans a
quotation, so a megabyte of marks costs what a megabyte of text does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from components.facts.quotations_speakers import RUNS_ON, attribute
from components.model import Name, Quotation, Role, Rules, Span, Version

Form = Literal["speech", "scare", "title", "unclosed", "stray"]
Turn = Literal["open", "close", "either", "elision"]

DEPTH = 6  # quotations inside one another; a newspaper needs three, hostile text has a million
LOOSE = 6  # loose marks of a sentence reported one by one; more are one report over all of them
FURTHER = 6  # paragraphs over which a quotation may run without a mark before it is called unclosed
TITLE_WORDS = 10  # words; a longer line in capitals is a headline quoted, not a title


def find_quotations(version: Version, names: tuple[Name, ...], roles: tuple[Role, ...], rules: Rules) -> tuple[Quotation, ...]:
    """Every quotation of a version in reading order, an enclosing one before what it encloses, each with its speaker where the text
    names one and in `reason` how that was found or why not. A quotation that runs over paragraphs is one for each paragraph."""
    ready = compiled(rules)
    quoted = _pairs(version, ready)
    parents = _parents(quoted)
    found = tuple(
        Quotation(
            Span(quote.start, quote.end),
            quote.sentence,
            Span(quote.inner_start, quote.inner_end),
            quote.marks,
            quote.loose or _form(version.text, quote, ready),
            parent=parent,
            reason=quote.reason,
        )
        for quote, parent in zip(quoted, parents, strict=True)
    )
    return attribute(version, found, names, roles, rules)


@dataclass(frozen=True, eq=False)
class MarkRules:
    """The lists of quotations.toml that the marks and the forms need."""

    elisions: frozenset[str]
    works: frozenset[str]
    set_off: tuple[str, ...]  # each after a blank, so that str.endswith finds whole words
    programme: re.Pattern[str]
    small: frozenset[str]


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> MarkRules:
    """The word lists of these rules, ready for use."""
    table = rules.table("quotations")
    return MarkRules(
        frozenset(table.get("elisions", ())),
        frozenset(table.get("works", ())),
        tuple(f" {words}{article}" for words in table.get("set_off", ()) for article in ("", " the", " a", " an")),
        re.compile(rf"\b(?:{'|'.join(table.get('programme', ())) or '(?!)'})\s(?:\S{{1,20}}\s?\S{{0,20}}['’]s?\s)?$"),
        frozenset(table.get("small_words", ())),
    )


class _Mark(NamedTuple):
    """One mark: where it stands, what it can do there, and the sentence it is in."""

    at: int
    end: int
    glyph: str
    double: bool
    turn: Turn
    sentence: int


class _Quoted(NamedTuple):
    """A pair of marks, or a loose one, and what is to be said about it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    marks: str
    sentence: int
    loose: Literal["unclosed", "stray"] | None = None
    reason: str = ""


# --- the marks of a text ------------------------------------------------------------------------------------------------------------

MARK = re.compile(r"""([“”„‟‘’‚‛"'«»‹›])\1{5,}+|[“”„‟‘’‚‛"'«»‹›]|``""")  # six of one mark and more are a rule drawn with it: one mark
GLYPHS = frozenset("“”„‟‘’‚‛\"'«»‹›`")
DOUBLE = frozenset("“”„‟\"«»") | {"``", "''"}
OPENING = frozenset("“„‘‚«‹‛‟") | {"``"}
CLOSING = frozenset("”’»›") | {"''"}
BEFORE_OPENING = frozenset("([{—–-/")
DECADE = re.compile(r"\d0s\b|\d\d(?![\d.,]*\d)\b")  # the ’90s, the class of ’08
LETTERS = re.compile(r"[^\W\d_]{1,12}")
GENITIVE = re.compile(r"s\b")  # Washington, D.C.’s lawyers; (WHO)’s
FEET = re.compile(r"\d['’′]\s?\d{1,2}$")  # 6'2", at the place of the inches


def _marks(version: Version, rules: MarkRules) -> Iterator[_Mark]:
    """The quotation marks of a text in order; apostrophes inside words and signs for inches are left out."""
    text = version.text
    starts = [sentence.span.start for sentence in version.sentences]
    last, opened = -1, False  # where the mark before ended, and whether it opened
    for found in MARK.finditer(text):
        at, end, glyph = found.start(), found.end(), found[1] or found.group()
        if at < last:
            continue  # the second half of ''
        before = text[at - 1] if at else "\n"
        if glyph not in DOUBLE:
            if text[end : end + 1].isalnum() and (before.isalnum() or (before in ".)%" and GENITIVE.match(text, end))):
                continue
            twice = glyph in "'’" and text[end : end + 1] == glyph and text[end + 1 : end + 2] != glyph
            if twice and (text[end + 1 : end + 2].isdigit() or not _elided(text, end + 1, glyph, rules)):
                end, glyph = end + 1, "''"
        elif glyph == '"' and before.isdigit() and FEET.search(text, max(at - 6, 0), at):
            continue
        if at == last:
            before = " " if opened else "."
        turn: Turn = "elision"
        if glyph in DOUBLE or not _elided(text, end, glyph, rules):
            turn = _turn(glyph, before, _after(text, end), at != last and before.isspace() and text[end : end + 1].isspace())
        last, opened = end, turn == "open"
        yield _Mark(at, end, glyph, glyph in DOUBLE, turn, max(bisect_right(starts, at) - 1, 0))


def _elided(text: str, end: int, glyph: str, rules: MarkRules) -> bool:
    """Whether a single mark stands where letters or digits were left out: ’tis, ’em, 'n', the ’90s (‘ only where nobody would open)."""
    if text[end : end + 1].isdigit():
        return DECADE.match(text, end) is not None
    word = LETTERS.match(text, end)
    if word is None or word.group().lower() not in rules.elisions:
        return False
    return glyph != "‘" or word.group() in ("n", "em", "til")


def _after(text: str, end: int) -> str:
    """The first character after `end` that is no quotation mark (at most three are passed over); a newline at the text's end."""
    for k in range(end, min(end + 3, len(text))):
        if text[k] not in GLYPHS:
            return text[k]
    return "\n"


def _turn(glyph: str, before: str, after: str, apart: bool) -> Turn:
    """What a mark can do where it stands (`apart`: blanks on both sides). Curly marks say it by their shape unless their neighbours
    contradict it."""
    opens = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
    closes = not before.isspace() and before not in "([{" and not after.isalnum()
    if glyph in OPENING:
        return "either" if apart or (closes and not opens) else "open"
    if glyph in CLOSING:
        return "either" if opens and not closes else "close"
    return "open" if opens and not closes else "close" if closes and not opens else "either"


# --- pairs --------------------------------------------------------------------------------------------------------------------------


def _pairs(version: Version, rules: MarkRules) -> list[_Quoted]:
    """The quotations of a text in reading order, enclosing ones first, loose marks among them."""
    marks, result = list(_marks(version, rules)), list[_Quoted]()
    start = 0
    while start < len(marks):
        stop, paragraph = start + 1, _paragraph(version, marks[start])
        while stop < len(marks) and _paragraph(version, marks[stop]) == paragraph:
            stop += 1
        following = marks[stop] if stop < len(marks) else None
        if _pair_paragraph(version, marks[start:stop], result, following):
            stop += 1
        start = stop
    result.sort(key=lambda quote: (quote.start, -quote.end))
    return result


def _paragraph(version: Version, mark: _Mark) -> int:
    return version.sentences[mark.sentence].paragraph if version.sentences else 0


def _pair_paragraph(version: Version, marks: list[_Mark], result: list[_Quoted], following: _Mark | None) -> bool:
    """Pair the marks of one paragraph into `result`. What stays open at its end runs on where the next paragraph opens again, or where
    the next mark of all, a few paragraphs on, closes it; in the second case True, and that mark is used up."""
    text = version.text
    stack: list[_Mark] = []
    loose: list[_Mark] = []
    elided: _Mark | None = None
    for k, mark in enumerate(marks):
        word_before = not mark.double and mark.glyph in "'’" and text[mark.at - 1 : mark.at].isalnum()
        if mark.turn == "elision":
            elided = mark
            continue
        partner = None if mark.turn == "open" else _partner(stack, mark, through=not word_before)
        if partner is None and mark.glyph == "''" and mark.turn == "close" and stack and not stack[-1].double:
            partner = len(stack) - 1  # 'Don't Stop Believin'': an apostrophe, and the end
            mark = mark._replace(at=mark.at + 1, glyph="'")
        if partner is not None and stack[partner].glyph == "’" and word_before:
            continue  # the ’hood and the kids’ club: two apostrophes
        if partner is not None:
            if word_before and _possessive(text, marks, k):
                continue
            loose += stack[partner + 1 :]
            result.append(_pair(stack[partner], mark))
            del stack[partner:]
        elif mark.turn != "close":
            stack.append(mark)
            if len(stack) > DEPTH:
                loose.append(stack.pop(0))
        elif elided is not None and not mark.double and (not word_before or _whole_word(text, mark.at)):
            result.append(_pair(elided, mark))  # ’Tis the season,’ he said: the elision opened a quotation after all
            elided = None
        elif not word_before and not (mark.glyph == '"' and text[mark.at - 1 : mark.at].isdigit()):
            loose.append(mark)
    closed = False
    if stack and following is not None and stack[0].turn == "open":
        here, there = version.sentences[marks[-1].sentence], version.sentences[following.sentence]
        if _opens_paragraph(version, following, here.paragraph + 1):
            result += _over_paragraphs(version, stack.pop(0), here.paragraph, None)
        elif stack[0].double and following.double and following.turn == "close" and there.part == here.part:
            closed = there.paragraph <= here.paragraph + FURTHER
            result += _over_paragraphs(version, stack.pop(0), there.paragraph, following) if closed else ()
    loose += [mark for mark in stack if mark.glyph != "’"]  # ’ that opens nothing is an apostrophe of a word not listed
    result += _loose(version, marks, sorted(loose, key=lambda mark: mark.at))
    return closed


def _opens_paragraph(version: Version, mark: _Mark, paragraph: int) -> bool:
    """Whether a mark opens this paragraph at its first character."""
    sentence = version.sentences[mark.sentence]
    return mark.turn != "close" and sentence.paragraph == paragraph and mark.at == sentence.span.start


def _over_paragraphs(version: Version, first: _Mark, paragraph: int, last: _Mark | None) -> Iterator[_Quoted]:
    """A quotation from its opening mark to the end of a paragraph, or to a closing mark in a later one: a piece for each paragraph."""
    sentences, place = version.sentences, first.sentence
    start, inner = first.at, first.end
    while place < len(sentences) and sentences[place].paragraph <= paragraph:
        here = place
        while place + 1 < len(sentences) and sentences[place + 1].paragraph == sentences[here].paragraph:
            place += 1
        if last is not None and sentences[here].paragraph == paragraph:
            marks = last.glyph if start == inner else first.glyph + last.glyph
            yield _Quoted(start, last.end, inner, last.at, marks, here, None, "opened in a paragraph before")
            return
        end, marks = sentences[place].span.end, first.glyph if start < inner else ""
        yield _Quoted(start, end, inner, end, marks, here, None, RUNS_ON)
        place += 1
        start = inner = sentences[place].span.start if place < len(sentences) else end


def _partner(stack: list[_Mark], mark: _Mark, through: bool) -> int | None:
    """The place in the stack of the mark that this one closes: the nearest of its weight; past others only where `through`."""
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].double == mark.double:
            return place
        if not through:
            return None
    return None


def _possessive(text: str, marks: list[_Mark], k: int) -> bool:
    """Whether a single mark after a word inside a single quotation is an apostrophe (‘the boys’ club is shut’): the word ends in s or n,
    another word follows, and the next single mark closes for certain."""
    mark = marks[k]
    follows = text[mark.end : mark.end + 2]
    if text[mark.at - 1].lower() not in "snzx" or follows[:1] != " " or not follows[1:].isalnum():
        return False
    later = next((later for later in marks[k + 1 : k + 4] if not later.double), None)
    return later is not None and later.turn == "close" and (text[later.at - 1].lower() != "s" or not _after(text, later.end).isspace())


def _whole_word(text: str, at: int) -> bool:
    """Whether the word before a mark is one that loses no letter and owns nothing there: no boys’, droppin’, ol’."""
    return text[max(0, at - 3) : at].isalpha() and text[at - 1].lower() not in "snzx"


def _pair(first: _Mark, last: _Mark) -> _Quoted:
    reason = "" if _match(first.glyph, last.glyph) else f"opened with {first.glyph}, closed with {last.glyph}"
    return _Quoted(first.at, last.end, first.end, last.at, first.glyph + last.glyph, first.sentence, None, reason)


def _match(first: str, last: str) -> bool:
    return first + last in ("“”", "‘’", '""', "''", "«»", "»«", "‹›", "›‹", "„“", "„”", "‚‘", "‚’", "``''", "''''", "””", "’’")


def _loose(version: Version, marks: list[_Mark], loose: list[_Mark]) -> Iterator[_Quoted]:
    """What is reported of marks without a partner: an opening one up to the next mark or the sentence's end, a closing one alone."""
    text, order, k = version.text, [mark.at for mark in marks], 0
    while k < len(loose):
        mark, sentence = loose[k], loose[k].sentence
        same = k
        while same < len(loose) and loose[same].sentence == sentence:
            same += 1
        if same - k > LOOSE:
            last, reason = loose[same - 1], f"{same - k} marks that belong to nothing"
            yield _Quoted(mark.at, last.end, mark.end, last.at, mark.glyph + last.glyph, sentence, "stray", reason)
            k = same
        elif mark.turn == "close":
            yield _Quoted(mark.at, mark.end, mark.end, mark.end, mark.glyph, sentence, "stray", f"{mark.glyph} closes nothing")
            k += 1
        else:
            place = bisect_right(order, mark.at)
            following = marks[place] if place < len(marks) else None
            end = version.sentences[sentence].span.end if version.sentences else len(text)
            if following is not None and k + 1 < same and following is loose[k + 1]:
                inner = mark.end + len(text[mark.end : following.at].rstrip())
                reason = f"opened with {mark.glyph} and never closed: {following.glyph} follows, which belongs to nothing"
                yield _Quoted(mark.at, following.end, mark.end, inner, mark.glyph + following.glyph, sentence, "unclosed", reason)
                k += 2
            else:
                stop = min(end, following.at) if following is not None else end
                stop = mark.end + len(text[mark.end : stop].rstrip())
                yield _Quoted(mark.at, stop, mark.end, stop, mark.glyph, sentence, "unclosed", f"opened with {mark.glyph} and never closed")
                k += 1


def _parents(quoted: list[_Quoted]) -> list[int | None]:
    """For each quotation the place of the one that encloses it."""
    parents: list[int | None] = []
    open_now: list[int] = []
    for place, quote in enumerate(quoted):
        while open_now and quoted[open_now[-1]].end < quote.end:
            open_now.pop()
        parents.append(open_now[-1] if open_now else None)
        open_now.append(place)
    return parents


# --- forms --------------------------------------------------------------------------------------------------------------------------

WORDS = re.compile(r"[^\W_][\w’'.-]{0,40}")
LONGEST_TITLE = 120  # characters
BEFORE = 60  # characters read before a quotation, and half as many after it, for the words that set it off


def _form(text: str, quote: _Quoted, rules: MarkRules) -> Form:
    """Speech unless the words beside it say otherwise: "so-called" and the like set it off; a line in capitals beside the word for a work
    (the film “…”, “…” magazine) or after "on" or an owner's ’s (on NBC's “…”) is a title. A word or two that nobody says are called
    scare quotes later, when no speaker was found."""
    if quote.inner_end - quote.inner_start > LONGEST_TITLE:
        return "speech"
    before = text[max(0, quote.start - BEFORE) : quote.start]
    if f" {before}".lower().rstrip(" ").endswith(rules.set_off):
        return "scare"
    words = WORDS.findall(text, quote.inner_start, quote.inner_end)
    if not 0 < len(words) <= TITLE_WORDS or not _capitals(words, rules.small) or text[quote.inner_end - 1] in "?!":
        return "speech"
    near = [word.lower() for word in WORDS.findall(before)[-2:]]
    following = [word.lower() for word in WORDS.findall(text[quote.end : quote.end + BEFORE // 2])[:1]]
    beside_a_work = not rules.works.isdisjoint(near) or not rules.works.isdisjoint(following)
    return "title" if beside_a_work or (len(words) > 1 and rules.programme.search(before)) else "speech"


def _capitals(words: list[str], small: frozenset[str]) -> bool:
    """Whether a line is written as titles are: every word but the small ones with a capital or a figure."""
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in small for word in words) and not words[0][0].islower()
