"""Units and currencies of a number: before it ("US$5", "minus 20") and after it ("5.3 billion euros", "6ft 2in", "34 years old")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from components.facts.numbers_context import counted, words_around
from components.facts.numbers_rules import Draft, NumberRules, Unit
from components.facts.numerals import BLANK, Numeral, read_numeral

AROUND = 90  # characters before a number whose words say whether "pounds" are money and "35C" is warm


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands directly before a numeral: where the number begins with it, its sign, its currency, and what that multiplies by."""

    start: int
    negative: bool = False
    currency: str | None = None
    factor: float = 1


MINUS = ("minus ", "negative ")
MAGNITUDE = ("magnitude ", "magnitude-", "magnitude of ")


def lead(text: str, at: int, grammar: NumberRules) -> Lead | None:
    """What stands before the numeral at `at`; None where it hangs on the letters or the dash of a label ("J5", "KN-23")."""
    money = _currency_before(text, at, grammar) if text[at].isdecimal() or text[at] == "." else None
    start = money.start if money else at
    currency, factor = (money.currency, money.factor) if money else (None, 1.0)
    before, earlier = text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    if start == 0 or before in " \n(“‘":
        words = text[max(0, start - 9) : start].lower()
        negative = next((word for word in MINUS if words.endswith(word) and not words.endswith("or " + word)), "")
        return Lead(start - len(negative), bool(negative), currency, factor)
    if money is None and (before.isalnum() or before in "_#№@&"):
        return None
    if before in "-−":
        if earlier.isalpha():
            return Lead(start, False, currency, factor) if text[max(0, start - 10) : start].lower().endswith(MAGNITUDE) else None
        after_figure = earlier.isalnum() or earlier in (")", "’", ".") or text[max(0, start - 4) : start - 1].rstrip()[-1:].isdecimal()
        return Lead(start, False, currency, factor) if after_figure else Lead(start - 1, True, currency, factor)
    if before in "–‑" and earlier.isupper():
        return None
    return Lead(start, False, currency, factor)


LARGE = re.compile(r"\d++(?:[.,]\d++)++(?!-)|\d++ ?(?:bn|m|mn|tn|billion|million|trillion)\b|\d{4,}")
LONGEST_SIGN = 7  # "Mex$", "dollar"


def _currency_before(text: str, at: int, grammar: NumberRules) -> Lead | None:
    """The currency that ends at `at`, with one blank at most between. Codes that are words or labels too, only before what looks like an
    amount: "R50 million", not "N95" or "COP26"."""
    end = at - (text[at - 1 : at] in (" ", "\u00a0"))
    for length in range(min(LONGEST_SIGN, end), 0, -1):
        sign = text[end - length : end]
        code = grammar.signs.get(sign)
        if code is None:
            continue
        previous = text[end - length - 1 : end - length] if end > length else ""
        million = previous in ("M", "m") and len(sign) == 3 and sign.isalpha()  # "MUSD 60"
        if sign[0].isalpha() and previous.isalnum() and not million:
            continue
        if sign in grammar.lists["units risky"] and not LARGE.match(text, at):
            continue
        return Lead(end - length - million, False, code, 1_000_000.0 if million else 1.0)
    return None


PART_OF_A = re.compile(r"[ ](?:of[ ])?an?(?=[ ])")  # "half a mile", "a quarter of a percentage point"
MARKED_INCHES = re.compile(r"['’′](\d{1,2})(?:[\"”″]|['’′]{2})")


def with_unit(text: str, draft: Draft, numeral: Numeral, before: Lead, grammar: NumberRules) -> bool:
    """Give the draft the currency before it or the unit after it; whether it has one now."""
    if before.currency is not None:
        draft.type, draft.unit = "money", before.currency
        again = grammar.unit.match(text, draft.end)
        unit = grammar.unit_of(again) if again else None
        if again and unit == Unit(before.currency, "money") and before.currency != "dollar":
            draft.end = again.end()  # "€10 EUR"; but "$5 dollars" says two things
        return True
    part = PART_OF_A.match(text, draft.end) if numeral.sort == "fraction" and not numeral.figures else None
    found = unit_after(text, part.end() if part else draft.end, numeral, grammar)
    if found is not None:
        _measure(text, draft, *found, grammar)
        return True
    if numeral.figures and (inches := MARKED_INCHES.match(text, draft.end)):
        draft.value, draft.end, draft.type, draft.unit = (draft.value or 0) + int(inches[1]) / 12, inches.end(), "measure", "foot"
        return True
    if draft.high is None and text[max(0, draft.start - 13) : draft.start].lower().endswith(MAGNITUDE):
        draft.type, draft.unit = "measure", "magnitude"
        return True
    return False


OLD = re.compile(rf"(?:{BLANK}|-\n?)olds?\b|{BLANK}of[ \n]age\b", re.IGNORECASE)


def unit_after(text: str, end: int, numeral: Numeral, grammar: NumberRules) -> tuple[Unit, int] | None:
    """The unit or currency after `end`, and where it ends. None where the form is another word here ("the second", "20 won")."""
    match = grammar.unit.match(text, end)
    unit = grammar.unit_of(match) if match else None
    if match is None or unit is None:
        return None
    form: str = match[2] or match[3] or match[4]
    gap, lower, stop = match[1], form.lower(), match.end()
    letter = len(form) == 1 and form.isalpha()
    if lower in ("c", "f", "c.") and unit.dimension == "temperature":
        return (unit, stop) if grammar.warm.search(text, max(0, end - AROUND), end + 60) else None
    if (letter and gap and form != "m") or (form == "p" and numeral.value > 999):
        return None  # "5 G", "1080p"
    if lower == "second" and gap not in ("-", "‐", "‑") and numeral.value != 1:
        return None
    year = unit.dimension == "time" and numeral.plain and 1800 <= numeral.value <= 2100 and gap == " " and not lower.endswith("s")
    if year and not OLD.match(text, stop):
        return None  # "World Cup 2018 day five"
    if unit.dimension == "money" and lower in grammar.lists["units words"] and not (numeral.scale or numeral.value >= 100):
        return None
    if lower in ("pound", "pounds"):
        return (Unit("pound", "mass") if _weighs(text, end, stop, numeral, grammar) else unit), stop
    if lower == "stone" and counted(text, stop, grammar, plural=True):
        return None
    return unit, stop


def _weighs(text: str, end: int, stop: int, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "200 pounds" is a weight: not with a million before it, nor where the words around speak of money."""
    around = words_around(text, end, stop, AROUND, 60)
    if around & grammar.lists["pounds weight"]:
        return True
    scale = grammar.numerals.atoms.get(numeral.scale, ("", 1.0))[1]  # "half a million pounds"
    return max(numeral.factor, scale) < 1_000_000 and not around & grammar.lists["pounds money"]


INCHES = re.compile(r"[ -]?(?:and[ ])?(\d{1,2}(?:\.\d)?)[ -]?(?:inch(?:es)?|ins?|″|\")(?![^\W_])")
OUNCES = re.compile(r"[ ](?:and[ ])?(\d{1,2})[ ]?(?:ounces?|oz)(?![^\W_])")


def _measure(text: str, draft: Draft, unit: Unit, end: int, grammar: NumberRules) -> None:
    """The draft in this unit, with the smaller unit that belongs to it ("5 feet 2 inches", "13 dollars 45 cents")."""
    value = draft.value or 0.0
    draft.end, draft.unit, draft.type = end, unit.name, "measure"
    if unit.dimension in ("percent", "points"):
        draft.type = "percent"
    elif unit.dimension == "money":
        draft.type = "money"
        if draft.high is None and value.is_integer() and unit.name not in ("cent", "penny"):
            _add_cents(text, draft, grammar)
    elif unit.dimension == "time" and (old := OLD.match(text, end)):
        draft.type, draft.end = "age", old.end()
    elif unit.name == "foot" and (inches := INCHES.match(text, end)):
        draft.value, draft.end = value + float(inches[1]) / 12, inches.end()
    elif unit == Unit("pound", "mass") and (ounces := OUNCES.match(text, end)):
        draft.value, draft.end = value + float(ounces[1]) / 16, ounces.end()


AND = re.compile(r"[ ](?:and[ ])?(?=\w)")
ENDS = re.compile(r"[.,;!?]?(?:\s|\Z)(?![a-z$£€])")


def _add_cents(text: str, draft: Draft, grammar: NumberRules) -> None:
    """ "thirteen dollars forty-five cents", "20 dollars and 50 cents", "15 dollars 50"."""
    joined = AND.match(text, draft.end)
    cents = read_numeral(text, joined.end(), grammar.numerals) if joined else None
    if cents is None or cents.sort != "cardinal" or cents.scale or not 0 < cents.value < 100:
        return
    match = grammar.unit.match(text, cents.end)
    unit = grammar.unit_of(match) if match else None
    if match and unit and unit.name in ("cent", "penny"):
        draft.value, draft.end = (draft.value or 0) + cents.value / 100, match.end()
    elif not unit and cents.plain and cents.end - cents.start == 2 and ENDS.match(text, cents.end):
        draft.value, draft.end = (draft.value or 0) + cents.value / 100, cents.end


def is_metres(text: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether the m of "1.8m" is metres: not where what there are millions of follows, or a unit ("340m crowns"), and only near words of
    length and of races."""
    if grammar.unit.match(text, numeral.end) or counted(text, numeral.end, grammar, plural=True):
        return False
    if numeral.value >= 1e9:
        return True  # nobody writes a thousand millions as "8,849m"
    return not grammar.lists["metres cues"].isdisjoint(words_around(text, numeral.start, numeral.end, 60, 40))
