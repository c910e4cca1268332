"""Numbers: how many, how much, how old, how far, and by how much to how much, each with its exact words.

    find_numbers(version, rules, dates)    "more than 11,000 containers" → Number(span of "11,000", value=11000.0, type="cardinal",
                                            approximator=span of "more than", bound="more than", counted=span of "containers")

A number's span holds unit and currency ("US$5.3 billion"), not the approximator, not the counted noun. `unit` is a name of
data/rules/units.toml: an ISO code or a family of currencies ("dollar" where the text does not say whose), "%", "kilometre" … Types:
cardinal, ordinal, fraction, money, percent (percentage and basis points too), measure, age, score, vote, vague ("dozens": no value), and
reference: the figure in "Article 4", which is no quantity and answers none. Labels ("KN-23", "Room 12", "Boeing 737"), years, clock
times, telephone numbers and the pronoun "one" are no numbers.

Reading goes from the numeral (numerals.py) outwards: what stands before it and its unit (numbers_units.py), a second numeral that belongs
to it (numbers_ranges.py), approximator, counted noun, age or label (numbers_context.py); words have traps of their own (numbers_words.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from components.facts.numbers_context import approximator, begins, counted, is_age, is_dated, is_day, label
from components.facts.numbers_ranges import add_second, add_votes, add_whole
from components.facts.numbers_rules import Draft, NumberRules, compiled
from components.facts.numbers_units import OLD, Lead, is_metres, lead, with_unit
from components.facts.numbers_words import both, counts, is_fraction, ordinal, vague
from components.facts.numerals import BLANK, VULGAR, Numeral, read_numeral
from components.facts.written import written
from components.model import Date, Number, Rules, Span, Version


def find_numbers(version: Version, rules: Rules, dates: tuple[Date, ...] = ()) -> tuple[Number, ...]:
    """The numbers of a version in reading order. What lies inside the span of one of `dates` is no number."""
    grammar, text = compiled(rules), version.text
    starts = [sentence.span.start for sentence in version.sentences]
    taken = sorted(date.span for date in dates)
    found: list[Number] = []
    position = 0
    for at in _hits(text, grammar):
        if at < position:
            continue
        date = _date_at(at, taken)
        if date is not None and not OLD.match(text, date.end):
            position = date.end
            continue
        sentence = max(bisect_right(starts, at) - 1, 0)
        title = bool(starts) and version.sentences[sentence].part in ("headline", "deck")
        draft, position = _read_figures(text, at, grammar) if _is_figure(text[at]) else _read_words(text, at, grammar, title)
        if draft is not None:
            if found and draft.start < found[-1].span.end:
                draft.start = at  # "5€5": the sign is taken
            date = _date_at(draft.start, taken)
            if date is None or date.end < draft.end:
                found.append(draft.number(sentence))
    return tuple(found)


FIGURES = frozenset("0123456789").union(VULGAR)
OPENING = re.compile(rf"[{''.join(FIGURES)}]|(?<![^\W_])[A-Za-z]++(?!\w)|\.(?=[0-9])")


def _hits(text: str, grammar: NumberRules) -> Iterator[int]:
    """Where a number may begin: a figure, or a word of a numeral behind a character that is no letter (its place is that of a point
    before it)."""
    page, words = written(text), grammar.first_words
    inside: dict[str, list[int]] = {}  # by stretch: where in it
    for stretch in page.distinct:
        if stretch.isalpha():
            if stretch in words:
                inside[stretch] = [0]
        elif places := [found.start() for found in OPENING.finditer(stretch) if not found[0].isalpha() or found[0] in words]:
            inside[stretch] = places
    for start, stretch in page.places(inside):
        for place in inside[stretch]:
            at = start + place
            if text[at] in FIGURES:
                yield at
            elif text[at] not in "aA." or grammar.article.match(text, at) or POINT.match(text, at):
                yield at - (text[at - 1 : at] == ".")


POINT = re.compile(r"(?<![^\W_])(?<![\w.)].)\.[0-9]")  # ".5"


def _is_figure(character: str) -> bool:
    return character.isdecimal() or character in VULGAR or character == "."


def _date_at(at: int, taken: list[Span]) -> Span | None:
    k = bisect_right(taken, Span(at, 1 << 60)) - 1
    return taken[k] if k >= 0 and at < taken[k].end else None


# -------------------------------------------------------------------------------------------------------- numbers that begin with a figure


CHAIN = re.compile(r"\d++(?:(?:-\d++){2,}|(?:/\d++){2,}|(?:\.\d++){2,}|(?::\d++){1,})")  # 2024-06-28, 5/17/2018, 192.168.1.2, 14:05
CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)")
TELEPHONE = re.compile(r"(?:\+\d{1,3}[ -]?|0)(?:\d{2,}[ /-]){1,4}\d{2,}|\d{3}-\d{4}(?!\d)|\d{4,}(?:-\d{4,})+")
CLASS_OF = re.compile(r"(?<![^\W_])['’‘]\d\ds?(?!\w)")  # '99
NOTE = re.compile(r"\[\d{1,3}\]")  # a footnote
ITEM = re.compile(r"\d{1,2}[.)][ \u00a0]")  # "2) …" at the start of a line
CLOCK = re.compile(r":\d|[ \u00a0]?(?:[ap]\.?m\b|o[’']clock|GMT\b|BST\b|hrs?\b(?! of))", re.IGNORECASE)
SUFFIX = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
HANGS_ON = re.compile(r"[^\W\d]|/\w")
BODY = re.compile(r"\d*+(?:[.,:/-]?\d++)*+[^\W\d_]{0,20}")


def _read_figures(text: str, at: int, grammar: NumberRules) -> tuple[Draft | None, int]:
    """The number whose first figure stands at `at`, and where to go on."""
    barrier = grammar.names.match(text, at) or (CHAIN.match(text, at) if not CONTINENTAL.match(text, at) else None)
    barrier = barrier or TELEPHONE.match(text, at - (text[at - 1 : at] == "+")) or CLASS_OF.match(text, at - 1 if at else 0)
    if barrier:
        return None, max(barrier.end(), at + 1)
    if NOTE.match(text, at - 1 if at else 0) or (text[at - 1 : at] in ("", "\n") and ITEM.match(text, at)):
        return None, _past(text, at)
    before = lead(text, at, grammar)
    numeral = read_numeral(text, at, grammar.numerals) if before else None
    if numeral is None or before is None or CLOCK.match(text, numeral.end):
        return None, _past(text, at)
    if numeral.plain and (suffix := SUFFIX.match(text, numeral.end)):
        return _ordinal_figures(text, numeral, suffix.end(), grammar), suffix.end()
    draft = _draft(text, numeral, before, grammar)
    return (draft, draft.end) if draft else (None, max(_past(text, at), numeral.end))


def _past(text: str, at: int) -> int:
    """Past all that hangs on a label: it is no number either."""
    body = BODY.match(text, at)
    return max(body.end() if body else at, at + 1)


ON_THE = re.compile(r"\bon the \Z")
WORD = re.compile(rf"(?:{BLANK}|-)([A-Za-z]+)")


def _ordinal_figures(text: str, numeral: Numeral, end: int, grammar: NumberRules) -> Draft | None:
    """ "the 18th such change"; not "28th June", "the 19th century", "on the 28th"."""
    start = numeral.start
    if is_day(text, start, end) or ON_THE.search(text, max(0, start - 8), start):
        return None
    word = WORD.match(text, end)
    if word and word[1].lower() in grammar.lists["idioms periods"]:
        return None
    return Draft(start, end, numeral.value, "ordinal", counted=counted(text, end, grammar, plural=False))


# ---------------------------------------------------------------------------------------------------------- numbers that begin with a word


FIRST_WORD = re.compile(r"[A-Za-z]+")
POSSESSIVE = re.compile(r"[’']s\b")
NEGATIVE = re.compile(r"\b(?:minus|negative)[ ]\Z", re.IGNORECASE)
SPOKEN_YEAR = re.compile(  # "nineteen" + " eighty-four"
    r"[ ](?:oh|ten|eleven|twelve|\w{3,4}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b(?:[- ]\w{3,5}\b)?"
)


def _read_words(text: str, at: int, grammar: NumberRules, title: bool) -> tuple[Draft | None, int]:
    """The number whose first word stands at `at`, and where to go on."""
    first = FIRST_WORD.match(text, at)
    word, past = (first[0].lower(), first.end()) if first else ("", at + 1)
    if text[at - 1 : at] in ("-", "‑") and text[at - 2 : at - 1].isalnum():
        return None, past
    if match := grammar.vague.match(text, at):
        draft = vague(text, match, grammar)
        return (draft, draft.end) if draft else (None, past)
    if word == "both":
        return both(text, at, grammar), past
    numeral = read_numeral(text, at, grammar.numerals)
    if numeral is None:
        return None, past
    if text.startswith(("-" + word, "‑" + word), numeral.end) or (numeral.value == 0 and text.startswith("-", numeral.end)):
        return None, numeral.end  # "fifty-fifty", "a zero-sum game"
    if 10 <= numeral.value <= 20 and (year := SPOKEN_YEAR.match(text, numeral.end)):
        return None, year.end()
    if text[at].isupper() and not title and not begins(text, at):
        return None, numeral.end  # "the Big Four", "Fifth Avenue"
    if numeral.sort == "ordinal":
        return ordinal(text, numeral, grammar, title), numeral.end
    if numeral.sort == "fraction" and not is_fraction(text, numeral, grammar):
        return (ordinal(text, numeral, grammar, title) if word in ("a", "an") else None), numeral.end
    alone = word == "one" and numeral.value == 1 and not numeral.scale
    if alone and (POSSESSIVE.match(text, numeral.end) or not counts(text, numeral, grammar)):
        return None, numeral.end
    draft = _draft(text, numeral, lead(text, at, grammar) or Lead(at), grammar)
    return draft, draft.end if draft else numeral.end


# ------------------------------------------------------------------------------------------------------------------------- both kinds


OF = re.compile(rf"{BLANK}of(?=[ \u00a0\n])")
ARTICLES = frozenset({"the", "these", "those", "his", "her", "its", "their", "our", "all"})


def _draft(text: str, numeral: Numeral, before: Lead, grammar: NumberRules) -> Draft | None:
    """The number around a numeral; None where it turns out to be a label, a year, or a part of a word."""
    value = numeral.value * before.factor
    draft = Draft(before.start, numeral.end, value, numeral.sort)
    if numeral.scale == "m" and before.currency is None and is_metres(text, numeral, grammar):
        draft.value, draft.type, draft.unit = value / 1_000_000, "measure", "metre"
    else:
        add_second(text, draft, numeral, before, grammar)
        if draft.type in ("score", "vote"):
            draft.approximator, draft.bound = approximator(text, draft.start, grammar)
            return draft
        if not with_unit(text, draft, numeral, before, grammar):
            if HANGS_ON.match(text, draft.end) or (numeral.scale in ("b", "B", "T") and "." not in text[numeral.start : numeral.end]):
                return None  # "1990s", "Room 3B"
            add_whole(text, draft, numeral, grammar)
    if before.negative and draft.value:
        draft.value = -draft.value
    return _in_context(text, draft, numeral, grammar)


def _in_context(text: str, draft: Draft, numeral: Numeral, grammar: NumberRules) -> Draft | None:
    """The draft with approximator and counted noun, or as an age or a reference; None where it is a label, a year or a day."""
    small = draft.type == "cardinal" and not numeral.figures and numeral.value < 10
    draft.approximator, draft.bound = approximator(text, draft.start, grammar, small)
    after = grammar.bound_after.match(text, draft.end)
    end = after.end() if after else draft.end
    of = OF.match(text, end)
    head = None
    if draft.type in ("cardinal", "fraction", "percent") or (draft.type == "measure" and of):
        one = draft.value == 1 and draft.type == "cardinal"
        single = one or bool(of) or text[end : end + 1] in ("-", "‑")
        head = counted(text, of.end() if of else end, grammar, plural=not single, one=one, skip=ARTICLES)
    if draft.type == "cardinal":
        if draft.high is None and is_age(text, draft, grammar):
            draft.type, draft.unit = "age", "year"
            return draft
        kind = label(text, draft, numeral, head, grammar)
        if kind == "reference":
            draft.type = "reference"
            return draft
        if kind == "label" or is_dated(text, draft, numeral, head, draft.approximator):
            return None
    spell = (draft.type == "cardinal" and draft.high) or draft.unit == "year"
    if spell and AGES.search(text, max(0, draft.start - 6), draft.start):  # "aged 8-10 years"
        draft.type, draft.unit = "age", "year"
    draft.counted = head
    after = after or (grammar.bound_after.match(text, head.end) if head else None)  # "300 or more people", "300 people or more"
    if after and draft.approximator is None:
        draft.approximator, draft.bound = Span(*after.span(1)), grammar.bounds_after[after[1].lower()]
    add_votes(text, draft)
    return draft


AGES = re.compile(r"\b(?:aged?|ages)[ ]\Z", re.IGNORECASE)
