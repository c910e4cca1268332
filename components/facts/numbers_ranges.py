"""Two numerals that make one number: ranges ("10-15", "between 10 and 15"), scores ("2-1"), votes ("52 votes to 48"), "one in five"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from components.facts.numbers_context import counted, words_after, words_before
from components.facts.numbers_rules import Draft, NumberRules
from components.facts.numbers_units import Lead, is_metres
from components.facts.numerals import BLANK, Numeral, read_numeral

CONNECT = re.compile(rf"-?{BLANK}(?P<word>to|and|or)[ \u00a0\n]|-(?P<hyphened>to)-|[ ]?(?P<dash>[-–—‑])[ ]?(?=[^ ])")
SIGN = re.compile(r"(?:US|A|C|HK|NZ)?[$£€](?=\d)")
GOES_ON = re.compile(r"[-/:]\d")


@dataclass(frozen=True, slots=True)
class _Two:
    """Two numerals and what joins them: a `word` (to, and, or) or a `dash`, perhaps `spaced`; `words` stand before them, `adjacent` without
    a gap. `between`: the last of them is "between". `measured`: a unit or a currency belongs to them; `twice`: to each."""

    first: Numeral
    second: Numeral
    word: str | None
    dash: str | None
    spaced: bool
    words: list[str]
    adjacent: bool
    between: bool
    measured: bool
    twice: bool

    @property
    def low(self) -> float:
        """The first value, with the scale that only the second has ("5-7 million")."""
        shared = self.second.scale and not self.first.scale and self.first.value <= self.second.value / self.second.factor
        return self.first.value * (self.second.factor if shared else 1)


def add_second(text: str, draft: Draft, numeral: Numeral, before: Lead, grammar: NumberRules) -> None:
    """Make the draft a range, a score or a vote where a second numeral follows that belongs to it. Not "from 10 to 15" and "rose 10 to 15",
    which are two numbers."""
    two = _read_two(text, numeral, before, grammar)
    kind = _kind(text, two, grammar) if two else None
    if two and kind:
        draft.start = text.rindex(two.words[-1], 0, before.start) if two.between else before.start
        draft.end, draft.value, draft.high, draft.type = two.second.end, two.low, two.second.value, kind


def _read_two(text: str, first: Numeral, before: Lead, grammar: NumberRules) -> _Two | None:
    unit = None
    middle = CONNECT.match(text, first.end)
    if middle is None:
        unit = grammar.unit.match(text, first.end)
        middle = CONNECT.match(text, unit.end()) if unit else None
    if middle is None:
        return None
    word, dash = middle["word"] or middle["hyphened"], middle["dash"]
    words = words_before(text, before.start)
    between = bool(words) and words[-1].lower() == "between"
    if word == "and" and not (between or middle[0].startswith("-")):  # "16- and 17-year-olds"
        return None
    sign = SIGN.match(text, middle.end())
    second = _read_second(text, sign.end() if sign else middle.end(), first, bool(dash), before, grammar)
    if second is None or (sign and before.currency is None):
        return None
    again = grammar.unit.match(text, second.end)
    if unit is not None and ((word and not between) or not (sign or again)):
        return None
    if unit is not None and again and grammar.unit_of(unit) != grammar.unit_of(again):
        return None
    adjacent = bool(words) and text.startswith(words[-1] + " ", before.start - len(words[-1]) - 1)
    measured = bool(unit or again or before.currency)
    return _Two(first, second, word, dash, bool(dash) and middle[0] != dash, words, adjacent, between, measured, bool(unit))


def _read_second(text: str, at: int, first: Numeral, dashed: bool, before: Lead, grammar: NumberRules) -> Numeral | None:
    if at >= len(text) or not (text[at].isdecimal() or (text[at].isalpha() and not dashed)):
        return None
    if first.sort != "cardinal" and not first.figures:
        return None
    second = read_numeral(text, at, grammar.numerals)
    if second is None or second.sort == "ordinal" or (second.sort == "fraction" and dashed) or GOES_ON.match(text, second.end):
        return None
    if second.scale == "m" and before.currency is None and is_metres(text, second, grammar):
        return replace(second, value=second.value / 1_000_000, end=second.end - 1, scale="", factor=1)
    return second


def _kind(text: str, two: _Two, grammar: NumberRules) -> str | None:
    """The type of the pair: score, vote, or (for a range) cardinal or fraction; None where it is no pair."""
    low, high, unmarked = two.low, two.second.value, two.word == "to" and not two.between
    noun = two.measured or bool(two.second.scale) or counted(text, two.second.end, grammar, plural=True) is not None
    if two.dash and not two.measured and (score := _score(text, two, noun, grammar)):
        return score
    if two.dash and two.first.plain and 1000 <= low <= 2100 and not noun:
        return None  # "1914-18"
    if unmarked and not two.measured and low > high:
        return _cue(two.words, text, two.second.end, grammar) or ("score" if high == 1 else None)  # "outnumbered by two to one"
    if low >= high or (two.spaced and not two.measured):
        return None
    if unmarked and two.adjacent and two.words[-1].lower() in grammar.lists["ranges change"]:
        return None
    if two.word == "or" and (high > low * 3 or two.twice):
        return None
    return "fraction" if two.second.sort == "fraction" else "cardinal"


def _score(text: str, two: _Two, noun: bool, grammar: NumberRules) -> str | None:
    """ "2-1", "52-48", "55.0 - 45.0" → score or vote; None where it is a range ("10-15")."""
    first, second = two.first, two.second
    if first.scale or second.scale or max(first.value, second.value) >= 1000 or first.sort != "cardinal":
        return None
    cue = _cue(two.words, text, second.end, grammar)
    if two.spaced:
        return None if noun or text.startswith(" of ", second.end) else cue or "score"
    if first.value >= second.value:
        return cue or "score"
    return cue if not noun or cue == "vote" else None


def _cue(words: list[str], text: str, end: int, grammar: NumberRules) -> str | None:
    """Whether the five words before or the three after speak of a vote or of a match."""
    near = {word.lower() for word in (*words[-5:], *words_after(text, end, 26)[:3])}
    if near & grammar.lists["scores votes"]:
        return "vote"
    return "score" if near & grammar.lists["scores cues"] else None


VOTES_TO = re.compile(r" to (\d{1,4})(?!\d|[.,:]\d)")


def add_votes(text: str, draft: Draft) -> None:
    """ "52 votes to 48": the second figure belongs to the first."""
    if draft.type == "cardinal" and draft.high is None and draft.counted and draft.counted.of(text).lower() in ("votes", "vote"):
        match = VOTES_TO.match(text, draft.counted.end)
        if match:
            draft.type, draft.high, draft.end = "vote", float(match[1]), match.end()


OUT_OF = re.compile(rf"(?:{BLANK}|-)(out[ -]of|in|over)[ \u00a0\n-](?:every[ \u00a0])?(?=\w)")
WHOLES = frozenset({12.0, 20.0, 25.0, 50.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0})  # and all to ten: "one in five", "1 in 20"


def add_whole(text: str, draft: Draft, numeral: Numeral, grammar: NumberRules) -> None:
    """ "one in five", "two out of three", "one over three": a fraction. Not "12 in six boxes", "two in three days", "one in 2019"."""
    middle = OUT_OF.match(text, numeral.end)
    second = read_numeral(text, middle.end(), grammar.numerals) if middle and draft.high is None else None
    if middle is None or second is None or second.sort != "cardinal" or not second.value:
        return
    follows = text[second.end : second.end + 1]
    if follows.isalnum() or follows == ":" or grammar.unit.match(text, second.end):
        return
    part, whole = numeral.value, second.value
    if middle[1] == "in" and not (part < whole and (whole <= 10 or whole in WHOLES or (part == 1 and not second.plain))):
        return
    if middle[1] == "over" and part > 1 and not second.figures:
        return
    draft.value, draft.end, draft.type = (draft.value or 0.0) / whole, second.end, "fraction"
