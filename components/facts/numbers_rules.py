"""data/rules/numbers.toml and units.toml, compiled for reading numbers, and the two values that reading passes around."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from components.facts.numerals import BLANK, NumeralRules
from components.facts.numerals import compiled as compiled_numerals
from components.model import Number, Rules, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of data/rules/units.toml; a currency's dimension is "money"."""

    name: str
    dimension: str


@dataclass(slots=True)
class Draft:
    """A number while it is being read; `number` makes the fact of it."""

    start: int
    end: int
    value: float | None
    type: str
    unit: str | None = None
    high: float | None = None
    approximator: Span | None = None
    bound: str | None = None
    counted: Span | None = None

    def number(self, sentence: int) -> Number:
        """The fact, in the sentence with this index."""
        span = Span(self.start, self.end)
        return Number(span, sentence, self.value, self.type, self.unit, self.approximator, self.bound, self.counted, self.high)


@dataclass(frozen=True, eq=False, slots=True)
class NumberRules:
    """Everything reading needs. `units`: form → unit, `signs`: currency before a figure → its code, `unit`: the pattern of all forms after
    a numeral (blank or hyphen, sign with its capitals, word, % or °), `bounds`: words of an approximator → its meaning, `closing`: the last
    words of approximators, `lists`: "section name" → words."""

    numerals: NumeralRules
    first_words: frozenset[str]
    article: re.Pattern[str]
    units: dict[str, Unit]
    signs: dict[str, str]
    unit: re.Pattern[str]
    vague: re.Pattern[str]
    bounds: dict[tuple[str, ...], str]
    closing: frozenset[str]
    bound_after: re.Pattern[str]
    bounds_after: dict[str, str]
    names: re.Pattern[str]
    street: re.Pattern[str]
    referred: re.Pattern[str]
    warm: re.Pattern[str]
    lists: dict[str, frozenset[str]]

    def unit_of(self, match: re.Match[str]) -> Unit | None:
        """The unit that a match of `unit` names."""
        form: str = match[2] or match[3] or match[4]
        lower = form.lower()
        return self.units.get(form) or self.units.get(lower) or self.units.get(lower.replace("-", " ").replace("\n", " "))


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> NumberRules:
    """The rules of numbers, compiled once for each set of rules."""
    table, numerals = rules.table("numbers"), compiled_numerals(rules)
    units, signs, unit = _units(rules)
    vague = sorted(table.get("vague", {}), key=len, reverse=True)
    bounds = {tuple(form.split()): bound for bound, forms in table.get("approximators", {}).items() for form in forms}
    after = {form: bound for bound, forms in table.get("approximators_after", {}).items() for form in forms}
    sections = ("designators", "scores", "ranges", "one", "idioms", "counted", "ages", "pounds", "metres", "units", "prepositions")
    lists = {f"{section} {name}": frozenset(words) for section in sections for name, words in table.get(section, {}).items()}
    labels = table.get("designators", {})
    return NumberRules(
        numerals,
        _first_words(numerals, vague),
        _article(numerals, vague),
        units,
        signs,
        unit,
        re.compile(rf"(?i:({_any(vague)}))(?![\w’'-])"),
        bounds,
        frozenset(form[-1] for form in bounds),
        re.compile(rf"{BLANK}?(?i:({_any(after)}))(?!\w)"),
        after,
        re.compile(rf"(?:{_any(labels.get('names', ()))})(?![\w%])"),
        re.compile(rf"(?:[ ][A-Z][\w’'.-]{{0,20}}){{1,3}}?[ ](?:{_any(labels.get('streets', ()))})\b"),
        re.compile(rf"\b(?i:{_any(labels.get('references', ()))}) \d{{1,4}}(?:, \d{{1,4}})?,? (?:and|or|to) \Z"),
        re.compile(rf"(?i:{_any(table.get('units', {}).get('warm', ()))})"),
        lists,
    )


def _any(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first; one that never matches where there are none."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"


def _first_words(numerals: NumeralRules, vague: list[str]) -> frozenset[str]:
    """Every word that a number may begin with, in the three ways to write it: three, Three, THREE (but "a", "A", "an", "An")."""
    begins = ("unit", "teen", "tens", "hundred", "scale", "ordinal")
    words = {word for word, (sort, _) in numerals.atoms.items() if sort in begins} | {"half", "both"} | {form.split()[0] for form in vague}
    return frozenset(form for word in words - {"a"} for form in (word, word.capitalize(), word.upper())) | {"a", "A", "an", "An"}


def _article(numerals: NumeralRules, vague: list[str]) -> re.Pattern[str]:
    """An article that begins a number: "a dozen", "an eighth"."""
    carried = [word for word, (sort, _) in numerals.atoms.items() if sort not in ("unit", "teen", "ordinals", "halves")]
    return re.compile(rf"[aA]n?{BLANK}{{1,2}}(?:{_any([*carried, *(form[2:] for form in vague if form.startswith('a '))])})\b")


def _units(rules: Rules) -> tuple[dict[str, Unit], dict[str, str], re.Pattern[str]]:
    """Form → unit, currency sign before a figure → currency, and the pattern of all units after a numeral."""
    table = rules.table("units")
    money = table.get("currencies", {})
    units: dict[str, Unit] = {}
    before: dict[str, str] = {}
    spelled: list[str] = []
    signed: list[str] = []
    for dimension, members in table.items():
        for name, unit in members.items() if dimension not in ("currencies", "currency") else ():
            spelled += unit.get("forms", ())
            signed += unit.get("signs", ())
            units |= {form: Unit(name, dimension) for form in (*unit.get("forms", ()), *unit.get("signs", ()))}
    for family, words in money.get("families", {}).items():
        before |= {word: family for word in words if not word.islower() or word == "dollar"}
        units |= {word: Unit(family, "money") for word in words}
        spelled += [word for word in words if word.islower()]
        signed += [word for word in words if not word.islower()]
    for name, words in money.get("subunits", {}).items():
        units |= {word: Unit(name, "money") for word in words}
        spelled += [word for word in words if len(word) > 1]
        signed += [word for word in words if len(word) == 1]
    for code, currency in table.get("currency", {}).items():
        before |= dict.fromkeys(currency.get("before", ()), code)
        units |= {word: Unit(code, "money") for word in currency.get("words", ())}
        spelled += currency.get("words", ())
    initials: dict[str, set[str]] = {}
    for form in spelled:
        initials.setdefault(form[0], set()).add(form[1:])
    words = "|".join(
        rf"[{re.escape(initial + initial.upper())}](?i:{_any(rests - {''})}){'?' * ('' in rests)}"  # "?" where the letter alone is a form
        for initial, rests in sorted(initials.items())
    )
    words = words.replace("\\ ", "[ \\n-]")  # "60,000-square-foot"
    pattern = rf"({BLANK}{{0,2}}|[-‐‑])(?:({_any(set(signed))})(?![^\W_])|({words})(?![^\W_])|([%％°º]))"
    return units, before, re.compile(pattern)
