"""What stands around a number: the words before it, its approximator, the noun it counts, and whether it is an age, a label or a year."""

from __future__ import annotations

import re
from typing import Literal

from components.facts.numbers_rules import Draft, NumberRules
from components.facts.numerals import BLANK, Numeral
from components.model import Span

LOOK_BACK = 44  # characters before a number that can say what it is; "slightly smaller than or equal to" has 34
HEAD_WORDS = 7  # words after a number among which the counted noun is looked for
OLDEST = 122  # years; the oldest age on record
BREAK = re.compile(r"[.!?;][”’\"']?[ ]+(?=[“‘\"']?[A-Z])|;|\n(?![a-z])")
WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?|§")


def words_before(text: str, start: int, length: int = LOOK_BACK) -> list[str]:
    """The words before `start` in its line and sentence, as written, nearest last."""
    window = text[max(0, start - length) : start]
    cut = 0
    for stop in BREAK.finditer(window):
        cut = stop.end()
    return WORDS.findall(window, cut)


def words_after(text: str, end: int, length: int) -> list[str]:
    """The words that begin within `length` characters after `end`, in its line and sentence, as written."""
    stop = BREAK.search(text, end, end + length)
    return WORDS.findall(text, end, stop.start() if stop else end + length)


def words_around(text: str, start: int, end: int, before: int, after: int) -> set[str]:
    """The words in small letters within so many characters before and after, in the same line and sentence."""
    return {word.lower().rstrip(".") for word in (*words_before(text, start, before), *words_after(text, end, after))}


OPENERS = frozenset(".!?:;\n“\"‘'(—–•*|-")


def begins(text: str, at: int) -> bool:
    """Whether the word at `at` begins a sentence, a line or a quotation, where a capital says nothing."""
    before = text[max(0, at - 4) : at].rstrip(" \u00a0")
    return at == 0 or not before or before[-1] in OPENERS or (before[-1] in "”’)" and before[-2:-1] in OPENERS)


PIECE = re.compile(r"[^\s<>~≈≤≥(“\"‘]+|[<>≤≥]=?|[~≈]")
SYMBOLS = "<>~≈≤≥="


def approximator(text: str, start: int, grammar: NumberRules, small: bool = False) -> tuple[Span | None, str | None]:
    """The words directly before `start` that say how exactly the number is meant, and their meaning. Of two the inner one decides,
    unless it says "about" ("at least about", but "adds up to more than"). Not "worry about two things", nor (`small`: a bare number
    below ten) "over two villages"."""
    span: Span | None = None
    bound: str | None = None
    at = start
    for _ in range(2):
        window = text[max(0, at - 16) : at].rstrip().lower()
        last = window[-1:] if window[-1:] in SYMBOLS else window[max(map(window.rfind, " \n(“\"‘")) + 1 :]
        if last not in grammar.closing and last != "=":
            break
        pieces = [(piece.start(), piece[0].lower()) for piece in PIECE.finditer(text, max(0, at - LOOK_BACK), at)]
        for length in range(min(6, len(pieces)), 0, -1):
            phrase = tuple(piece for _, piece in pieces[-length:])
            if phrase in grammar.bounds:
                if length == 1 and _only_a_preposition(pieces, small, grammar):
                    return span, bound
                if bound in (None, "about"):
                    bound = grammar.bounds[phrase]
                span = Span(pieces[-length][0], span.end if span else pieces[-1][0] + len(pieces[-1][1]))
                break
        else:
            break
        at = span.start if span else at
    return span, bound


def _only_a_preposition(pieces: list[tuple[int, str]], small: bool, grammar: NumberRules) -> bool:
    """Whether the last piece ("about", "over" …) belongs to the word before it, or to a noun, rather than to the number."""
    last, before = pieces[-1][1], pieces[-2][1] if len(pieces) > 1 else ""
    return (last == "about" and before in grammar.lists["prepositions about"]) or (small and last in grammar.lists["prepositions place"])


WORD_AFTER = re.compile(rf"(?:{BLANK}{{1,2}}|[-‐‑])[“\"‘]?([^\W\d_]+(?:[’'-][^\W\d_]+|\.[^\W\d_](?![^\W\d_]))*)")
NUMBERS = frozenset({"unit", "teen", "tens"})


def counted(
    text: str, at: int, grammar: NumberRules, *, plural: bool, one: bool = False, skip: frozenset[str] = frozenset()
) -> Span | None:
    """The noun that is counted by a number ending at `at`: the first plural among the words that follow ("additional identical DPRK
    missiles"), the last of several in a row ("arms dealers"). Not `plural`, where the noun may be in the singular: else the last word
    before a preposition, a verb or a mark ends the phrase; after `one`, a later word in s is a verb ("one car learns"). `skip`: articles
    to step over first."""
    stop, people = grammar.lists["counted stop"], grammar.lists["counted people"]
    last: Span | None = None
    found: Span | None = None
    for k in range(HEAD_WORDS):
        match = WORD_AFTER.match(text, at)
        if match is None:
            break
        word, at = re.split("[’']", match[1], maxsplit=1)[0].lower(), match.end()
        if not last and word in skip:
            continue
        if k == 0 and word in people:
            return counted(text, at, grammar, plural=True) or Span(*match.span(1))
        if word in stop or grammar.numerals.atoms.get(word, ("",))[0] in NUMBERS:
            break
        if last and not found and not plural and word.endswith(("ed", "ing")):
            break
        many = _plural(word, grammar)
        if (found and not many) or (one and many and last):
            break
        if many or not (word.endswith("est") or (word.endswith("ly") and word not in grammar.lists["counted lies"])):
            last = Span(*match.span(1))
        if many:
            found = last
        elif not plural and k >= 3:
            break
        if text[at - 1] == "s" and text[at : at + 1] in ("’", "'"):
            break
    return found or (None if plural else last)


def is_verb_after_one(word: str, grammar: NumberRules) -> bool:
    """ "one runs", "one really": after "one" a word in s or ly makes it a pronoun."""
    return (_plural(word, grammar) and word not in grammar.lists["counted plurals"]) or (
        word.endswith("ly") and word not in grammar.lists["counted lies"]
    )


def _plural(word: str, grammar: NumberRules) -> bool:
    if word in grammar.lists["counted plurals"]:
        return True
    word = word.rpartition("-")[2]
    return word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "ous")) and word not in grammar.lists["counted singulars"]


AGED = re.compile(r"\bage(?:d|s|[ ]of|s[ ]of)?[ ](?:(?:\d{1,3}|\w{3,9}),?[ ](?:and[ ]|to[ ]|or[ ])?)?\Z")
NOW = (", now ", ", then ", " turned ", " turns ", " turning ")
BEING = tuple(f"{who} {verb} " for who in ("he", "she", " i", "“i", "‘i", '"i', "\ni", "who", "to") for verb in ("is", "was", "be"))
NAMED = re.compile(r"((?:[^\W\d_][\w.’'-]*)|[)”])(?:(,)[ \u00a0\n]|[ \u00a0\n]\()\Z")
SET_OFF = re.compile(r"[,.;)](?!\d)|[ ]and[ ]|\n|\Z")
SAID = re.compile(r"[,.;!?)](?!\d)|[ ](?:and|when|at|in|or|with)\b|\n|\Z")
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
)


def is_age(text: str, draft: Draft, grammar: NumberRules) -> bool:
    """ "aged 34", "at the age of 34", "aged 8 and 10", "Smith, 34,", "Smith (34)", "a daughter, 5.", "He was 91." """
    value = draft.value or 0.0
    if not 0 < value <= OLDEST or value != int(value):
        return False
    before = text[max(0, draft.start - 24) : draft.start].lower().replace("\n", " ")
    if "age" in before and AGED.search(before):
        return True
    if (" " + before).endswith((*NOW, *BEING)) and SAID.match(text, draft.end):
        return True
    named = NAMED.search(text, max(0, draft.start - 24), draft.start) if before.endswith((", ", " (", ",\u00a0")) else None
    if named is None:
        return False
    word, comma = named[1], named[2]
    if not (SET_OFF.match(text, draft.end) if comma else text[draft.end : draft.end + 1] == ")"):
        return False
    if word.lower() in grammar.numerals.atoms:
        return False  # "one, two, three"
    return word == ")" or word.lower() in grammar.lists["ages kin"] or (any(map(str.isupper, word)) and word.rstrip(".") not in CALENDAR)


def label(text: str, draft: Draft, numeral: Numeral, head: Span | None, grammar: NumberRules) -> Literal["reference", "label"] | None:
    """ "reference" ("Article 4", "Articles 2 and 3"), "label" ("Room 12", "Boeing 737", "Reactor 4 of the plant", "12 Oak Street",
    "half past six") or None."""
    joined = text[max(0, draft.start - 5) : draft.start].endswith((" and ", " or ", " to "))
    if numeral.plain and joined and grammar.referred.search(text, max(0, draft.start - 30), draft.start):
        return "reference"
    if numeral.plain and grammar.street.match(text, draft.end):
        return "label"
    if not numeral.plain and (numeral.figures or numeral.value >= 100):
        return None
    words = words_before(text, draft.start)
    word = words[-1] if words else ""
    place = draft.start - len(word) - (text[draft.start - 1 : draft.start] in (" ", "\u00a0"))
    if not word or not text.startswith(word, place):
        return None
    lower = word.lower() if len(words) < 2 or word.lower() != "of" else f"{words[-2].lower()} of"
    if lower in grammar.lists["designators references"]:
        return "reference"
    counts = head is not None and not text.startswith(" of ", draft.end)
    listed = lower in grammar.lists["designators labels"] and not _is_subject(text, words, draft.end, grammar)
    if not numeral.figures:
        return "label" if lower == "past" or (listed and not counts and lower not in ("no", "nos")) else None
    if listed:
        return "label" if word[0].isupper() or lower.endswith(".") or not counts else None
    capital = word[0].isupper() and word.rstrip(".") not in CALENDAR and not begins(text, place)
    return "label" if capital and not counts and numeral.value < 10_000 else None


def _is_subject(text: str, words: list[str], end: int, grammar: NumberRules) -> bool:
    """ "In the district 12 were hurt": after an article and a word in small letters a figure before a verb counts."""
    follows = WORD_AFTER.match(text, end)
    after = follows[1].lower() if follows else ""
    stands = after in grammar.lists["counted people"] or (after in grammar.lists["counted stop"] and after != "of")
    return stands and len(words) > 1 and words[-1].islower() and words[-2].lower() in DETERMINERS


DETERMINERS = frozenset({"the", "a", "an", "this", "that", "each", "every", "another", "his", "her", "its", "their", "our", "my", "one"})
MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?[ \u00a0](?:of[ ])?(?:{MONTHS})\b")
MONTH_BEFORE = re.compile(rf"\b(?:{MONTHS})\.?[ \u00a0](?:\d{{1,2}}(?:st|nd|rd|th)?(?:[-–]|,?[ ]|[ ]and[ ]))?\Z")
BEFORE_YEARS = frozenset({
    "in", "since", "by", "until", "till", "from", "of", "during", "after", "before", "early", "late", "mid", "year", "and", "to", "the",
    "through", "spring", "summer", "autumn", "fall", "winter",
})  # fmt: skip


def is_dated(text: str, draft: Draft, numeral: Numeral, head: Span | None, approximated: Span | None) -> bool:
    """Whether bare figures are a year or the day of a month: a guard for texts whose dates were not looked for, or not all found."""
    if not numeral.plain:
        return False
    if text[numeral.start] == "0" and numeral.end - numeral.start > 1:
        return True  # "runway 09"
    value = numeral.value
    if value <= 2100 and is_day(text, draft.start, draft.end):
        return True
    if numeral.end - numeral.start != 4 or not 1000 <= value <= 2100:
        return False
    if approximated is not None and (head is not None or " " in approximated.of(text) or value < 1800):
        return False
    words = words_before(text, draft.start)
    if words and words[-1].lower() in BEFORE_YEARS:
        return head is None or value >= 1700
    return value >= 1800 and head is None


def is_day(text: str, start: int, end: int) -> bool:
    """Whether the figures stand beside a month: "28 June", "March 12-15", "June 28, 2024"."""
    if MONTH_AFTER.match(text, end):
        return True
    before = text[max(0, start - 20) : start]
    return not before.islower() and bool(MONTH_BEFORE.search(before))
