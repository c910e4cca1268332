"""Reading one numeral: figures, words, or both ("5.3", "twelve hundred", "two-thirds", "three and a half million") → its value.

A numeral is what stands before unit, currency and counted noun; what it means is for `components.facts.numbers` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from components.model import Rules

Sort = Literal["cardinal", "ordinal", "fraction"]

VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅛": 1 / 8,
    "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
BLANK = r"(?:[ \u00a0\u202f]|\n(?=[a-z]))"  # between two words of a line, or of two lines that were wrapped
LONGEST = 14  # words of one numeral; "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has eight


@dataclass(frozen=True, slots=True)
class Numeral:
    """text[start:end] read as a number. `figures`: written in figures; `plain`: figures alone, without separator, decimals or scale, so
    that it may also be a year or a label; `scale` is the last word or letter that multiplied it ("million", "bn"), or empty."""

    start: int
    end: int
    value: float
    sort: Sort = "cardinal"
    figures: bool = False
    plain: bool = False
    scale: str = ""
    factor: float = 1


@dataclass(frozen=True, slots=True)
class NumeralRules:
    """The words of numerals, compiled. `atoms` gives the sort of a word and its value: unit, teen, tens, hundred, scale, dozen, ordinal,
    ordinals (with the plural s), half."""

    atoms: dict[str, tuple[str, float]]
    scale: re.Pattern[str]
    short: dict[str, float]


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> NumeralRules:
    """The numeral rules of data/rules/numbers.toml."""
    table = rules.table("numbers")
    atoms: dict[str, tuple[str, float]] = {}
    for word, value in table.get("cardinals", {}).items():
        atoms[word] = ("unit" if value < 10 else "teen" if value < 20 else "tens", value)
    for word, value in table.get("scales", {}).items():
        atoms[word] = ("dozen" if value == 12 else "hundred" if value == 100 else "scale", value)
    for word, value in table.get("ordinals", {}).items():
        atoms[word] = ("ordinal", value)
        if value > 2:
            atoms[word + "s"] = ("ordinals", value)
    atoms |= {"half": ("half", 2), "halves": ("halves", 2), "quarter": ("half", 4), "quarters": ("halves", 4)}
    short = table.get("short_scales", {})
    words = "|".join(sorted(table.get("scales", {}), key=len, reverse=True))
    letters = "|".join(sorted((form for form in short if len(form) > 1), key=len, reverse=True))
    single = "|".join(form for form in short if len(form) == 1)
    scale = rf"(?:{BLANK}{{0,2}}|-)(?:(?i:({words}))|({letters or 'bn'}))(?![^\W_])|({single or 'k'})(?![^\W_])"
    return NumeralRules(atoms, re.compile(scale), dict(short))


def read_numeral(text: str, at: int, rules: NumeralRules) -> Numeral | None:
    """The longest numeral that starts at `at`, or None."""
    first = text[at]
    if first.isdecimal() or first == "." or first in VULGAR:
        return _figures(text, at, rules)
    return _words(text, at, rules)


FIGURES = re.compile(
    r"""(?: (?P<groups>\d{1,3}(?:,\d{3}){1,6}+(?!,?\d) | \d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}+(?!\d)
                     | \d{1,3}(?:\x20\d{3}){2,6}+(?!\d) | \d{1,2}(?:,\d{2}){1,6}?,\d{3}(?!,?\d) )
          | (?P<continental>\d{1,3}(?:\.\d{3}){1,6}+,\d{1,2}(?!\d|,\d))
          | (?P<comma>(?<![\d,])\d{1,3},\d{1,2}(?![\d,]|\.\d))
          | (?P<plain>\d++) )?
        (?P<decimals>\.\d++(?!\.\d))?
        (?P<power>[eE][+-]?\d{1,3}(?![\w.])|x10\^-?\d{1,3})?""",
    re.VERBOSE,
)
OVER = re.compile(r"(\d{1,4})[ ]{0,1}/[ ]{0,1}(\d{1,4})(?![\d/])")
MIXED = re.compile(r"[ ]{1,2}(\d{1,2})/(\d{1,2})(?![\d/])")


def _figures(text: str, at: int, rules: NumeralRules) -> Numeral | None:
    over = OVER.match(text, at)
    if over and 0 < int(over[1]) < int(over[2]) <= 100:
        value, end, sort, plain = int(over[1]) / int(over[2]), over.end(), "fraction", False
    else:
        match = FIGURES.match(text, at)
        if match is None:
            return None
        if match.end() == at and text[at] not in VULGAR:
            return None
        value, end, sort = _value_of(match), match.end(), "cardinal"
        plain = bool(match["plain"]) and not match["decimals"] and not match["power"]
        mixed = MIXED.match(text, end) if plain else None
        if mixed and 0 < int(mixed[1]) < int(mixed[2]):
            value, end, plain = value + int(mixed[1]) / int(mixed[2]), mixed.end(), False
        elif (glyph := text[end : end + 2].lstrip()[:1]) in VULGAR and glyph:
            value, end, plain = value + VULGAR[glyph], text.index(glyph, end) + 1, False
            sort = "fraction" if value < 1 else "cardinal"
    numeral = Numeral(at, end, value, sort, True, plain)  # type: ignore[arg-type]
    return _scaled(text, numeral, rules)


def _value_of(match: re.Match[str]) -> float:
    if continental := match["continental"]:
        return float(continental.replace(".", "").replace(",", "."))
    whole = match["comma"].replace(",", ".") if match["comma"] else re.sub(r"[^\d]", "", match["groups"] or match["plain"] or "0")
    value = float((whole + (match["decimals"] or ""))[:320] if not match["comma"] else whole)
    if power := match["power"]:
        value *= float(f"1e{int(power[4:] if power.startswith('x') else power[1:])}")
    return value


def _scaled(text: str, numeral: Numeral, rules: NumeralRules) -> Numeral:
    """The numeral with the scales that follow its figures ("5.3 billion", "3 lakh crore", "6 crore and two hundred")."""
    match = rules.scale.match(text, numeral.end)
    if match is None:
        return numeral
    if letters := match[2] or match[3]:
        factor = rules.short[letters]
        return Numeral(numeral.start, match.end(), _times(numeral.value, factor), "cardinal", True, False, letters, factor)
    return _run(text, numeral.start, numeral.end, numeral.value, "figures", rules) or numeral


def _times(value: float, factor: float) -> float:
    """The product to fifteen places: 4.1 million is 4,100,000, not 4,099,999.9999999995."""
    return float(f"{value * factor:.15g}")


WORD = re.compile(r"[A-Za-z]+")
SEPARATOR = re.compile(rf"[ \u00a0]?[-‐‑][ \u00a0]?(?!and\b)|(?:{BLANK}{{1,2}}|-)(and(?:{BLANK}{{1,2}}|-))?")


def _words(text: str, at: int, rules: NumeralRules) -> Numeral | None:
    word = WORD.match(text, at)
    if word is None:
        return None
    if word[0].lower() in ("a", "an"):
        if follows := A_HALF.match(text, word.end()):  # "a half-million"
            sort, factor = rules.atoms.get(follows[1].lower(), ("", 0.0))
            if sort in ("scale", "hundred", "dozen"):
                return Numeral(at, follows.end(), factor / 2, "cardinal", scale=follows[1].lower())
        return _run(text, at, word.end(), 1, "article", rules)
    sort, value = rules.atoms.get(word[0].lower(), ("", 0.0))
    if sort == "half" and value == 2:
        return _half(text, at, word.end(), rules)
    if sort == "ordinal":
        return Numeral(at, word.end(), value, "ordinal")
    if sort not in ("unit", "teen", "tens", "hundred", "scale"):
        return None
    if sort in ("hundred", "scale"):
        bare = _run(text, at, at, 1, "article", rules)
        return bare if bare and bare.end > word.end() else None  # "hundred thousand", but no "million" alone
    return _run(text, at, word.end(), value, sort, rules)


def _run(text: str, start: int, end: int, value: float, sort: str, rules: NumeralRules) -> Numeral | None:
    """A numeral whose first word or figures (of this `sort`, up to `end`) are worth `value`, with all that carries it on."""
    total, current, smallest, scale, factor = 0.0, value, 0.0, "", 1.0
    figures, begun = sort == "figures", end
    for _ in range(LONGEST):
        gap = SEPARATOR.match(text, end) if end > start else None
        word = WORD.match(text, gap.end() if gap else end)
        if word is None or (gap is None and end > start):
            break
        next_sort, next_value = rules.atoms.get(word[0].lower(), ("", 0.0))
        joined = bool(gap and gap[1])
        if joined and (sort not in ("hundred", "scale") or next_sort not in ("unit", "teen", "tens", "ordinal")):
            break
        if joined and _fraction_after(text, end, rules):
            break
        if next_sort in ("unit", "teen", "tens") and _fits(current, sort, next_sort):
            if gap and len(gap[0]) > 1 and not gap[0].isspace() and not joined and sort != "tens":
                break  # a dash between blanks joins "fifty - two" only
            current += next_value
        elif next_sort == "ordinal" and next_value < 100 and _fits(current, sort, _sort_of(next_value)):
            return Numeral(start, word.end(), total + current + next_value, "ordinal")
        elif next_sort == "hundred" and sort != "hundred" and 0 < current < 100 and sort != "scale":
            current, scale, factor = current * next_value, word[0].lower(), next_value
        elif next_sort == "dozen" and sort in ("unit", "teen", "tens", "figures", "article"):
            current, scale, factor = current // 100 * 100 + current % 100 * next_value, "dozen", next_value
        elif next_sort == "scale" and current > 0 and (not smallest or next_value < smallest):
            total, current, smallest, scale, factor = total + _times(current, next_value), 0.0, next_value, word[0].lower(), next_value
        elif next_sort == "scale" and sort == "scale" and not joined:
            total, smallest, scale, factor = total * next_value, next_value, word[0].lower(), factor * next_value
        else:
            break
        sort, end = ("hundred" if next_sort == "dozen" else next_sort), word.end()
        if next_sort in ("unit", "teen", "tens"):
            scale, factor = "", 1.0
    if sort == "article" and end == begun:
        return _part(text, start, end, 1.0, "article", rules)
    value = total + current
    if not figures and (decimals := _point(text, end, rules)):
        value, end = value + decimals[1], decimals[0]
        if followed := rules.scale.match(text, end):
            end, value = followed.end(), _times(value, rules.atoms.get((followed[1] or "").lower(), ("", 1.0))[1])
    if sort != "figures" and (part := _part(text, start, end, value, sort, rules)):
        return part
    if fraction := _fraction_after(text, end, rules):
        multiplied = factor if scale and factor >= 1000 and sort == "scale" else 1.0
        value, end = value + fraction[1] * multiplied, fraction[0]
        followed = rules.scale.match(text, end) if not scale else None
        if followed and followed[1]:
            factor = rules.atoms[followed[1].lower()][1]
            value, end, scale = _times(value, factor), followed.end(), followed[1].lower()
    return Numeral(start, end, value, "cardinal", figures, False, scale, factor)


def _sort_of(value: float) -> str:
    return "unit" if value < 10 else "teen" if value < 20 else "tens" if value < 100 else "hundred"


def _fits(current: float, sort: str, next_sort: str) -> bool:
    """Whether a unit, teen or tens can follow: "twenty" + "one", "hundred" + "sixteen", but not "nineteen" + "eighty"."""
    if sort in ("article", "figures"):
        return False
    if next_sort == "unit":
        return sort in ("tens", "hundred", "scale") and current % 10 == 0
    return sort in ("hundred", "scale") and current % 100 == 0


def _point(text: str, end: int, rules: NumeralRules) -> tuple[int, float] | None:
    """" point nought four" → where it ends, 0.04."""
    if text[end : end + 7].lower() != " point ":
        return None
    digits, end = "", end + 6
    for _ in range(LONGEST):
        word = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        sort, value = rules.atoms.get(word[0].lower(), ("", 0.0)) if word else ("", 0.0)
        if word is None or sort != "unit":
            break
        digits, end = digits + str(int(value)), word.end()
    return (end, float("0." + digits)) if digits else None


OF_A = re.compile(rf"{BLANK}of{BLANK}an?{BLANK}([A-Za-z]+)")


def _part(text: str, start: int, end: int, value: float, sort: str, rules: NumeralRules) -> Numeral | None:
    """A fraction in words from its upper number on: "two" + " thirds", "a" + " twenty-first", "one" + "-eighth"."""
    lower = _lower(text, end, rules)
    if lower is None:
        return None
    stop, below, plural = lower
    if not plural and value != 1 and not (text.startswith("-", end) and text.startswith("-", stop)):
        return None  # "three-quarter-length" is one, "two third men" is none
    result, scale = value / below, ""
    if times := OF_A.match(text, stop):
        kind, factor = rules.atoms.get(times[1].lower(), ("", 0.0))
        if kind in ("scale", "hundred", "dozen"):
            result, stop, scale = result * factor, times.end(), times[1].lower()
    return Numeral(start, stop, result, "cardinal" if scale else "fraction", scale=scale)


def _lower(text: str, end: int, rules: NumeralRules) -> tuple[int, float, bool] | None:
    """The lower number of a fraction after `end`: where it ends, its value, and whether it is in the plural."""
    gap = SEPARATOR.match(text, end)
    word = WORD.match(text, gap.end()) if gap and not gap[1] else None
    if word is None:
        return None
    sort, value = rules.atoms.get(word[0].lower(), ("", 0.0))
    if sort == "tens" and (gap := SEPARATOR.match(text, word.end())) and (unit := WORD.match(text, gap.end())):
        singular = unit[0].lower().removesuffix("s")  # "twenty firsts", though there are no "firsts" alone
        unit_sort, unit_value = rules.atoms.get(singular, ("", 0.0))
        return (unit.end(), value + unit_value, unit[0].lower() != singular) if unit_sort == "ordinal" else None
    if (sort in ("ordinal", "half") and value > 2) or sort in ("half", "ordinals", "halves"):
        return word.end(), value, sort in ("ordinals", "halves")
    return None


def _fraction_after(text: str, end: int, rules: NumeralRules) -> tuple[int, float] | None:
    """ " and a half", " and two thirds" → where it ends, and its value."""
    gap = SEPARATOR.match(text, end)
    word = WORD.match(text, gap.end()) if gap and gap[1] else None
    if word is None:
        return None
    sort, value = rules.atoms.get(word[0].lower(), ("", 0.0))
    if sort == "half" and value == 2:
        return word.end(), 0.5  # "two and half years"
    if word[0].lower() in ("a", "an"):
        sort, value = "unit", 1.0
    end = word.end()
    if sort == "tens" and (more := SEPARATOR.match(text, end)) and not more[1] and (unit := WORD.match(text, more.end())):
        unit_sort, unit_value = rules.atoms.get(unit[0].lower(), ("", 0.0))
        if unit_sort == "unit":
            value, end = value + unit_value, unit.end()
    if sort not in ("unit", "teen", "tens"):
        return None
    lower = _lower(text, end, rules)
    return (lower[0], value / lower[1]) if lower and (lower[2] or value == 1) else None


A_HALF = re.compile(rf"{BLANK}half-([A-Za-z]+)", re.IGNORECASE)
HALF_OF = re.compile(rf"(?:{BLANK}|-)(?:an?(?:{BLANK}|-))?([A-Za-z]+)")


def _half(text: str, at: int, end: int, rules: NumeralRules) -> Numeral:
    """ "half", "half a million", "half-dozen", "half a century" (the last a plain half: centuries are no scale)."""
    if follows := HALF_OF.match(text, end):
        sort, factor = rules.atoms.get(follows[1].lower(), ("", 0.0))
        if sort in ("scale", "hundred", "dozen"):
            return Numeral(at, follows.end(), factor / 2, "cardinal", scale=follows[1].lower())
    return Numeral(at, end, 0.5, "fraction")
