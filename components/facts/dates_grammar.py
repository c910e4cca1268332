"""The grammar of dates: which words stand together, over the letters of dates_words.py.

A rule is a regular expression whose words are classes of words ("month" is any month of data/rules/dates.toml, "the" an article, "small" a
number from 1 to 31), groups of classes ("any_month") or, in capitals, parts named before. Blanks are for the eye. So that hostile text
costs no more than its length, nothing repeats without a bound.
"""

from __future__ import annotations

import re
from functools import lru_cache

from components.facts.dates_words import LETTERS

GROUPS = {
    "any_month": "month month_or_word month_short",
    "any_weekday": "weekday weekday_short",
    "any_day": "small ordinal second",  # of the month
    "any_year": "four short_year",
    "any_unit": "unit day_unit year units",  # those that are nothing else
    "one_unit": "unit day_unit year second quarter half",
    "figures": "small number four",
    "counting": "small number four cardinal magnitude spoken_century",
    "which": "deictic anaphoric this that latest current",
}

PARTS = {
    "MONTH": "month | month_or_word | month_short point?",
    "DAY": "the? [any_day] (?! [percent slash])",
    "YEAR": "era [figures] | [figures] era | four | short_year | spoken_century cardinal dash? cardinal?",
    "LAST": "this deictic? | the? anaphoric anaphoric? | the? [deictic current latest]",
    "THIS": "LAST | that anaphoric?",  # "said that Friday …" is no date of its own, "that year" is
    "THAT_YEAR": "THIS fiscal? year",
    "OF_YEAR": "comma? of? YEAR | comma? [of in]? THAT_YEAR",
    "WEEKDAY": "weekday | weekday_short point?",
    "EDGE": "the? phase [dash in]? the? | the? edge of the? | sequel in? the?",
    "PHASE": "EDGE | approximate",
    "CLOCK": "([time clock] (in the? part)? | small in the? part) zone?",
    "NUMBER": "(article | [figures])? magnitude (magnitude | and? cardinal (dash cardinal)?){0,3} "
    "| [cardinal spoken_century] (dash? [cardinal magnitude] | and cardinal){0,3} | [small number] | four (?= units | dash unit)",
    "COUNT": "article? some of? | half article? | article half of? | NUMBER ([to or dash] NUMBER)? | article",
    "LENGTH": "(approximate? the? | over) COUNT (and article? half)? more? dash? ([one_unit] | units) (and article half)? (dash? long)?",
    "MORE_DAYS": "(([dash border and to or] | comma and?) the? [any_day] (?! [percent slash one_unit units cardinal])){0,4}",
    "MONTH_DAY": "MONTH dash? DAY MORE_DAYS OF_YEAR?",
    "DAY_MONTH": "DAY MORE_DAYS dash? of? MONTH OF_YEAR?",
    "CALENDAR_DAY": "(this deictic? | the? [deictic anaphoric])? (WEEKDAY comma?)? (MONTH_DAY | DAY_MONTH)",
    "THIS_WEEKDAY": "LAST? WEEKDAY (of? [deictic this] unit)?",
    "ANY_DAY": "CALENDAR_DAY | written | THIS_WEEKDAY | day | THIS? festival OF_YEAR? | THIS day_unit",
    "BEFORE_DAY": "CLOCK comma? in? | (the? phase (dash | in the)? | the)? part [of in] the? | weekday part [of in] | phase dash? part "
    "| phase dash? | approximate (?= [any_month any_day the written]) | sequel (in the)? | the? edge of | the unit of",
}

# One reader in dates_read.py for each. Where several fit, the first does.
RULES = {
    "shift": "LENGTH [sequel border] | the day_unit border day? | the [unit year] border deictic | units sequel",
    "set": "each ([small number cardinal] | ordinal)? more? [one_unit units weekday part season month] part? "
    "| set | weekdays part? | weekday parts",
    "moment": "BEFORE_DAY? ANY_DAY (comma? in? CLOCK | phase? part)?",
    "clock": "approximate? CLOCK",
    "part": "PHASE? (THIS part | day part) | phase dash? part | (?<= in) the part",
    "code": "PHASE? the? code (of? fiscal? YEAR | OF_YEAR)?",
    "quarter": "PHASE? (THAT_YEAR possessive fiscal? | (LAST | the)? fiscal?) "
    "YEAR? [ordinal second] dash? fiscal? [quarter half] (of? the fiscal? year | of? fiscal YEAR | OF_YEAR)?",
    "comparison": "the? year dash? [sequel border] [ordinal second]? (quarter | period | COUNT? units)? "
    "| (the? YEAR | THAT_YEAR possessive | the latest) (quarter | period)",
    "month": "PHASE? THIS? MONTH OF_YEAR?",
    "season": "PHASE? (THIS | the)? season OF_YEAR?",
    "stretch": "approximate? (this deictic | the? [deictic anaphoric latest recent]) more? COUNT? more? units "
    "| approximate? the ordinal COUNT more? units | COUNT [deictic anaphoric recent] units",
    "length": "LENGTH",
    "decade": "PHASE? the? decade",
    "century": "PHASE? the? ordinal dash? unit era?",
    "unit": "EDGE? THIS fiscal? [one_unit]",
    "year": "(the? phase [dash in]? | the? edge of | approximate | sequel in?)? (the? fiscal? [year units])? fiscal? YEAR "
    "([dash slash] [small number])? | the? year cardinal magnitude (and? cardinal (dash? cardinal)?)? | (?<= [in border]) number",
    "the_unit": "the [year unit quarter] | EDGE the? [unit day_unit year quarter] | approximate? year dash? edge "
    "| [unit year] possessive edge | the more? fiscal year | the more year",
    "units": "units (dash? long)? | unit dash? long",
    "past": "the deictic",
    "word": "[reference current]",
}

# Every expression has a word of one of these classes: only around them the rules are tried.
CORE_CLASSES = (
    "any_month any_weekday weekdays day any_unit second quarter half decade season part clock time written code any_year era "
    "spoken_century festival reference set current deictic period"
)


# No expression begins with a word of these classes: there the rules need not be tried.
INNER_CLASSES = "in border of to and or percent comma point dash slash currency possessive"


@lru_cache(maxsize=512)
def letters(names: str) -> str:
    """The letters of classes and groups, named with blanks between."""
    return "".join(letters(GROUPS[name]) if name in GROUPS else LETTERS[name] for name in names.split())


@lru_cache(maxsize=512)
def letter_set(names: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(letters(names))


@lru_cache(maxsize=512)
def pattern(rule: str) -> re.Pattern[str]:
    """A rule as a pattern over letters."""
    return re.compile(_translated(rule))


def _translated(rule: str) -> str:
    """A rule with letters for its words, so that it is an ordinary regular expression."""
    rule = re.sub(r"\[[^\]]*\]", lambda match: f"[{re.escape(letters(match[0][1:-1]))}]".replace(" ", ""), rule)
    rule = re.sub(r"\((?!\?)", "(?:", rule)
    return re.sub(r"(?<![\w\[])([A-Z_]+|[a-z_]{2,})(?![\w\]])(?![^\[]*\])", _word, rule).replace(" ", "")


def _word(match: re.Match[str]) -> str:
    name = match[0]
    return f"(?:{_translated(PARTS[name])})" if name in PARTS else re.escape(letters(name))


GRAMMAR = re.compile("|".join(f"(?P<{name}>{_translated(rule)})" for name, rule in RULES.items()))
CORE = re.compile(_translated(f"[{CORE_CLASSES}] | [in border] number"))
