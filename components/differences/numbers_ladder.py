"""How two numbers that answer each other differ, and how well two numbers can answer each other at all.

    compare_numbers(a, b, text_a, text_b, rules)    "nine"/"9" → equivalent; "5.32bn"/"about 5.3bn" → variant; "300"/"26" → conflict
    may_answer(a, b, text_a, text_b, rules)         0 … 1, for pairing the numbers of two linked sentences

A number is compared as a stretch from low to high in the base unit of its dimension, with what its approximator says of it. Nothing here
says which of two numbers is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from components.differences.levels import Level, Outcome, walk
from components.model import Number, Rules, Span

EXACT = 1e-9  # relative; two spellings of one value
ROUNDED = 0.025  # relative; "16,000" for 16,234 is 0.014, without an approximator; 26 for 62 never
ABOUT = 0.10  # relative; "almost 60" for 57 is 0.05, "about 300" for 320 is 0.07; "more than 11,000" for 17,000 is 0.35: another figure
CONVERTED = 0.08  # relative; news converts 2 miles to 3 km (0.07) and 4 miles to 6 km (0.07), never 1 mile to 2 km (0.24)
WHOLE = 0.5  # percentage points; "two-thirds" is 67%, not 68%
NEAR = 40  # characters on each side that are a number's neighbourhood


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number ready to be compared. `low` and `high` are in the base unit of `dimension`; a score keeps its two figures in order.
    `step` is the size of its last written figure that is no closing nought, in the base unit; `size` is what a vague word allows."""

    written: str
    type: str
    dimension: str
    unit: str
    family: str
    low: float
    high: float
    step: float
    bound: str | None
    approximator: str
    size: tuple[float, float] | None


def compare_numbers(a: Number, b: Number, text_a: str, text_b: str, rules: Rules) -> Outcome:
    """The first level of `LEVELS` that holds for the two numbers."""
    return walk(LEVELS, _reading(a, text_a, rules), _reading(b, text_b, rules))


def may_answer(a: Number, b: Number, text_a: str, text_b: str, rules: Rules) -> float:
    """0 … 1: how well the two can be about the same thing, by kind and unit (half of it), counted noun and neighbours (a fifth each), and
    value (a tenth). 0 where they cannot: money and a percentage, an age and a distance."""
    x, y = _reading(a, text_a, rules), _reading(b, text_b, rules)
    kind = _kinds_agree(x, y)
    if not kind:
        return 0.0
    counted_a, counted_b = noun(a.counted, text_a), noun(b.counted, text_b)
    same_noun = 1.0 if counted_a and counted_a == counted_b else 0.0 if counted_a and counted_b else 0.5
    around_a, around_b = _around(a.span, text_a), _around(b.span, text_b)
    near = len(around_a & around_b) / max(min(len(around_a), len(around_b)), 1)
    ratio = min(x.low, y.low) / max(x.low, y.low) if x.low > 0 and y.low > 0 else 0.0
    value = 1.0 if _same_value(x, y) else 0.5 * ratio
    return min(0.5 * kind + 0.2 * same_noun + 0.2 * near + 0.1 * value, 1.0)


# ------------------------------------------------------------------------------------------------------------------------ the ladder


def _to_the_letter(a: _Reading, b: _Reading) -> bool:
    return (a.approximator, a.written, a.type) == (b.approximator, b.written, b.type)


def _size_against_size(a: _Reading, b: _Reading) -> bool:
    """ "dozens" and "scores": two vague words whose sizes meet."""
    return bool(a.size and b.size and a.size[0] < b.size[1] and b.size[0] < a.size[1])


def _size_against_number(a: _Reading, b: _Reading) -> bool:
    """ "dozens" and 36."""
    if (a.size is None) == (b.size is None) or a.dimension != b.dimension:
        return False
    size, other = (a.size, b) if a.size else (b.size, a)
    return size is not None and size[0] <= other.high and other.low <= size[1]


def _other_size(a: _Reading, b: _Reading) -> bool:
    return a.size is not None or b.size is not None


def _other_measure(a: _Reading, b: _Reading) -> bool:
    """Percentages and percentage points, money and a length, an ordinal and a count: alike in figures only."""
    return a.dimension != b.dimension and (not _kinds_agree(a, b) or "points" in (a.dimension, b.dimension))


def _other_currency(a: _Reading, b: _Reading) -> bool:
    if not a.dimension == b.dimension == "money" or a.unit == b.unit:
        return False
    if "cent" in (a.unit, b.unit):
        return "pound" in (a.family, b.family)  # cents are of dollars, euros, rand …
    parts = {"penny", a.family, b.family}
    return a.family != b.family or not {a.unit, b.unit} & parts


def _same_value(a: _Reading, b: _Reading) -> bool:
    return a.size is None and b.size is None and _close(a.low, b.low, EXACT) and _close(a.high, b.high, EXACT)


def _opposed(a: _Reading, b: _Reading) -> bool:
    """ "more than 300" and "nearly 300": the figure is the same, the truth lies on different sides of it."""
    sides = {_side(a), _side(b)}
    return sides == {1, -1} and a.high >= b.low * (1 - ABOUT) and b.high >= a.low * (1 - ABOUT) and _same_value(a, b)


def _restyled(a: _Reading, b: _Reading) -> bool:
    return _same_value(a, b) and a.bound == b.bound and _same_form(a, b)


def _converted(a: _Reading, b: _Reading) -> bool:
    """ "310 miles" and "500 km", "2.2 pounds" and "1 kg", "a third" and "33%": they agree to half of the last written figure."""
    if a.unit == b.unit or a.dimension != b.dimension or a.dimension in ("count", "money") or _against(a, b):
        return False
    if a.dimension == "percent":
        return a.bound == b.bound and max(abs(a.low - b.low), abs(a.high - b.high)) <= WHOLE
    return all(_close(p, q, CONVERTED) and abs(p - q) <= (a.step + b.step) / 2 * (1 + EXACT) for p, q in ((a.low, b.low), (a.high, b.high)))


def _bound_on_one_side(a: _Reading, b: _Reading) -> bool:
    return _same_value(a, b) and (a.bound is None or b.bound is None) and _same_form(a, b)


def _neighbouring_bounds(a: _Reading, b: _Reading) -> bool:
    """ "more than 300" and "at least 300", "about 300" and "nearly 300"."""
    return _same_value(a, b) and _same_form(a, b)


def _same_but_form(a: _Reading, b: _Reading) -> bool:
    """ "aged 30" and "30", "second" and "two"."""
    return _same_value(a, b)


def _mirrored(a: _Reading, b: _Reading) -> bool:
    return a.type == b.type and a.type in ("score", "vote") and (a.low, a.high) == (b.high, b.low)


def _rounded(a: _Reading, b: _Reading) -> bool:
    """ "5.32bn" and "about 5.3bn", "57 times" and "almost 60 times", "at least 20" and 21: the coarser figure allows the finer. Two figures
    that both are "about" something, or differ in one figure only (1,010 and 1,000), are two figures."""
    if a.dimension != b.dimension or a.dimension in ("score", "ordinal", "reference", "age"):
        return False
    if a.low != a.high or b.low != b.high or a.low * b.low <= 0 or (a.bound and b.bound):
        return False
    if not (a.bound or b.bound) and _one_figure_apart(a.written, b.written):
        return False
    return any(_allows(coarse, fine) for coarse, fine in ((a, b), (b, a)) if not fine.bound)


def _one_figure_apart(a: str, b: str) -> bool:
    """Whether the two are alike but for one character: a slip of the finger, not a rounding."""
    return len(a) == len(b) and sum(p != q for p, q in zip(a, b, strict=True)) == 1


def _within_range(a: _Reading, b: _Reading) -> bool:
    """ "10-15" and 12, "10 to 15" and "about 11"."""
    if a.dimension != b.dimension or a.type in ("score", "vote") or b.type in ("score", "vote"):
        return False
    if (a.low == a.high) == (b.low == b.high):
        return False
    wide, point = (a, b) if a.low != a.high else (b, a)
    return wide.low * (1 - EXACT) <= point.low <= wide.high * (1 + EXACT)


def _two_bounds(a: _Reading, b: _Reading) -> bool:
    """ "at least 112" and "more than 110": both can hold, and they are one figure more or less rounded."""
    ways = [{"more than", "at least"}, {"less than", "at most", "nearly"}]
    return any(a.bound in way and b.bound in way for way in ways) and a.unit == b.unit and _close(a.low, b.low, ROUNDED)


LEVELS: tuple[Level[_Reading], ...] = (
    Level("to the letter", "same", _to_the_letter),
    Level("another kind of number", "conflict", _other_measure),
    Level("two words for one size", "variant", _size_against_size),
    Level("a size against a number", "unclear", _size_against_number),
    Level("another size", "conflict", _other_size),
    Level("the same figure in another currency", "conflict", lambda a, b: _other_currency(a, b) and _close(a.low, b.low, EXACT)),
    Level("another currency, and no rate of exchange", "unclear", _other_currency),
    Level("the other side of the same figure", "conflict", _opposed),
    Level("same value in another form", "equivalent", _restyled),
    Level("same amount in another unit", "equivalent", _converted),
    Level("approximate in one version only", "variant", _bound_on_one_side),
    Level("same figure, another approximator", "variant", _neighbouring_bounds),
    Level("same figure, used otherwise", "variant", _same_but_form),
    Level("the same result from the other side", "variant", _mirrored),
    Level("rounded", "variant", _rounded),
    Level("two bounds of one figure", "variant", _two_bounds),
    Level("inside the range", "variant", _within_range),
    Level("another value", "conflict", lambda a, b: True),
)


# ------------------------------------------------------------------------------------------------------------------------- its pieces


def _close(p: float, q: float, tolerance: float) -> bool:
    return abs(p - q) <= tolerance * max(abs(p), abs(q))


def _side(reading: _Reading) -> Literal[-1, 0, 1]:
    """Where the truth lies by the approximator: above the figure (1), below it (-1), or on either side."""
    if reading.bound in ("more than", "at least"):
        return 1
    return -1 if reading.bound in ("less than", "at most", "nearly") else 0


def _against(a: _Reading, b: _Reading) -> bool:
    return {_side(a), _side(b)} == {1, -1}


def _allows(coarse: _Reading, fine: _Reading) -> bool:
    """Whether a rounded or bounded figure can stand for a finer one: "almost 60" for 57, "at least 20" for 21, not "nearly 300" for 312."""
    apart = abs(coarse.low - fine.low)
    if coarse.step <= fine.step * (1 + EXACT) and not (coarse.bound and apart <= coarse.step * (1 + EXACT)):
        return False
    if not _close(coarse.low, fine.low, ABOUT if coarse.bound else ROUNDED):
        return False
    if side := _side(coarse):
        return (fine.low - coarse.low) * side >= 0
    return coarse.bound == "about" or apart <= coarse.step / 2 * (1 + EXACT)


SCORES = frozenset({"score", "vote"})
ALIKE = {
    frozenset({"count", "percent"}): 0.5, frozenset({"count", "age"}): 0.5, frozenset({"count", "score"}): 0.3,
    frozenset({"age", "time"}): 0.8, frozenset({"count", "ordinal"}): 0.3, frozenset({"percent", "points"}): 0.7,
    frozenset({"count", "degree"}): 0.4, frozenset({"temperature", "degree"}): 0.9, frozenset({"count", "reference"}): 0.2,
    frozenset({"percent", "score"}): 0.3,
}  # fmt: skip


def _kinds_agree(a: _Reading, b: _Reading) -> float:
    """1 where both are of one dimension, less where a writer may pass from one to the other, 0 where they are different things."""
    if a.dimension == b.dimension:
        return 1.0
    kinds = frozenset({a.dimension, b.dimension})
    if kinds in ALIKE:
        return ALIKE[kinds]
    return 0.4 if "count" in kinds else 0.0


def _same_form(a: _Reading, b: _Reading) -> bool:
    """Whether two numbers of one value are also of one kind: 75 per cent is three-quarters, but 30 is no age of 30."""
    return a.dimension == b.dimension


def _reading(number: Number, text: str, rules: Rules) -> _Reading:
    """A number in the base unit of its dimension."""
    units = _units(rules)
    written = " ".join(number.span.of(text).split())
    dimension, factor, offset, family = units.get((number.type == "money", number.unit or ""), ("count", 1.0, 0.0, ""))
    if number.type in ("age", "ordinal", "reference"):
        dimension = number.type
    elif number.type in SCORES:
        dimension = "score"
    elif number.type == "fraction" and number.unit is None:
        dimension, factor = "percent", 100.0
    size = None
    if number.value is None:
        low, high = rules.table("numbers").get("vague", {}).get(written.casefold(), (0.0, float("inf")))
        size = (float(low), float(high))
    value = number.value or 0.0
    upper = number.high if number.high is not None else value
    low, high = (value + offset) * factor, (upper + offset) * factor
    approximator = " ".join(number.approximator.of(text).split()) if number.approximator else ""
    return _Reading(
        written, number.type, dimension, number.unit or "", family, low, high, _step(written, value) * factor,
        number.bound, approximator, size,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _units(rules: Rules) -> dict[tuple[bool, str], tuple[str, float, float, str]]:
    """(is money, name of a unit) → (dimension, factor, offset, family of currencies), from data/rules/units.toml."""
    units: dict[tuple[bool, str], tuple[str, float, float, str]] = {}
    table = rules.table("units")
    for dimension, members in table.items():
        if dimension not in ("currency", "currencies"):
            units |= {(False, name): (dimension, float(unit["factor"]), float(unit.get("offset", 0)), "") for name, unit in members.items()}
    units |= {(True, code): ("money", 1.0, 0.0, currency.get("family", code)) for code, currency in table.get("currency", {}).items()}
    money = table.get("currencies", {})
    units |= {(True, family): ("money", 1.0, 0.0, family) for family in money.get("families", {})}
    return units | {(True, "cent"): ("money", 0.01, 0.0, "dollar"), (True, "penny"): ("money", 0.01, 0.0, "pound")}


FIGURE = re.compile(r"\d[\d,\u00a0\u202f]*(?:\.(\d+))?")


def _step(written: str, value: float) -> float:
    """The size of the last figure that is written and is no closing nought: 0.1 billion for "5.3bn", 100 for "300", 1 for "57"."""
    match = FIGURE.search(written)
    if match:
        whole = re.sub(r"\D", "", match[0].partition(".")[0])
        mantissa = float(re.sub(r"[^\d.]", "", match[0]) or 0)
        scale = abs(value) / mantissa if mantissa and value else 1.0
        if match[1]:
            return float(scale * 10.0 ** -len(match[1]))
        return scale * 10.0 ** (len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0)
    if value != int(value):
        return abs(value) / 10 or 1.0
    digits = str(int(abs(value)))
    return 10.0 ** (len(digits) - len(digits.rstrip("0")) if digits != "0" else 0)


def noun(span: Span | None, text: str) -> str:
    """A counted noun without its plural: "missiles" and "missile" are one."""
    word = span.of(text).casefold() if span else ""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") if not word.endswith("ss") else word


def _around(span: Span, text: str) -> set[str]:
    """The longer words near a number, folded."""
    before, after = text[max(span.start - NEAR, 0) : span.start], text[span.end : span.end + NEAR]
    return set(re.findall(r"[^\W\d_]{4,}", (before + " " + after).casefold()))
