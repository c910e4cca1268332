"""What the expressions of dates_grammar.py say, before anything is counted from anywhere: one small reader for each rule.

A reader may find that the words mean no date after all ("a second term", "June Smith"), or several ("3-5 June").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from components.facts.dates_calendar import Point, length
from components.facts.dates_expression import NEIGHBOUR, Expression, Reading
from components.facts.dates_grammar import letter_set, letters
from components.facts.dates_words import GAP

MODERN = range(1800, 2100)  # years that a bare number before a plural may be: "2008 elections", not "1709 schoolchildren"
REPORTED = 4  # quarters: the year-earlier quarter lies four back


def _moment(words: Expression) -> list[Reading]:
    """A day, with the time of day said beside it."""
    fields: dict[str, Any] = {"clock": words.clock, "zone": words.get("zone")}
    if words.has("written"):
        point, clock, note = words.get("written")
        if isinstance(point, str):
            return [words.reading("word", word=point, unit="day", note=note)]
        return [words.reading("point", point=point, **fields | {"clock": clock or fields["clock"]})]
    if words.has("day"):
        return [words.reading("unit", unit="day", step=words.get("day"), origin="publication", **fields)]
    if words.has("festival"):
        return _festival(words, fields)
    if words.has("day_unit"):
        return [words.reading("unit", unit="day", step=words.step or 0, origin=words.origin, **fields)]
    return _calendar_days(words, fields) if words.has("any_month") else _weekday(words, fields)


def _festival(words: Expression, fields: dict[str, Any]) -> list[Reading]:
    if words.fits("festival") and (words.follows_name or (words.follows("the") and words.word_after[:1].isupper())):
        return []  # White Christmas, the Good Friday Agreement
    return [words.reading("festival", word=words.get("festival"), point=Point(words.year), **fields | words.which_year)]


def _weekday(words: Expression, fields: dict[str, Any]) -> list[Reading]:
    """Friday, last Friday, Friday last week; not the Sun, not the Sunday Times."""
    if words.fits("weekday") and words.follows("the") and words.word_after[:1].isupper():
        return []
    if words.fits("THIS? weekday_short") or (words.has("unit") and words.get("unit") != "week"):
        return []
    origin = "mention" if words.has("anaphoric") else "publication"
    unit = {"unit": "week"} if words.has("unit") else {}
    return [words.reading("point", weekday=words.get("any_weekday"), step=words.step, origin=origin, **fields | unit)]


def _calendar_days(words: Expression, fields: dict[str, Any]) -> list[Reading]:
    """One day, or the several of "June 3-5" and "12, 13 and 14 March 1945", each with its month and year; "the week of March 6"."""
    if words.has("unit") and not words.has("which"):
        if words.get("unit") != "week":
            return []
        fields = fields | {"unit": "week"}
    month, year, meanings = words.get("any_month"), words.year, words.meanings
    if year is None and not words.has("which"):
        year = words.year_ahead(month)
    any_day, era = letter_set("any_day"), letters("era")
    days = [k for k, letter in enumerate(words.letters) if letter in any_day and words.letters[k + 1 : k + 2] != era]
    if not all(1 <= meanings[k] <= 31 for k in days):
        return []
    starts = [0, *(k - (words.letters[k - 1] == letters("the")) for k in days[1:])]
    ends = [*(k + 1 for k in days[:-1]), len(meanings)]
    weekday = words.get("any_weekday") if len(days) == 1 else None
    fields = words.which_year | fields
    return [
        words.part(start, end).reading("point", point=Point(year, month, meanings[day]), weekday=weekday, **fields)
        for day, start, end in zip(days, starts, ends, strict=True)
    ]


def _clock(words: Expression) -> list[Reading]:
    return [words.reading("point", clock=words.clock, zone=words.get("zone"))]


def _part(words: Expression) -> list[Reading]:
    """This morning, that night, the next evening, tomorrow night, mid-afternoon, in the morning."""
    if words.has("day"):
        return [words.reading("unit", unit="day", step=words.get("day"), origin="publication", clock=words.clock)]
    if words.step is None:
        return [words.reading("point", clock=words.clock, origin="mention")] if words.follows("in border") else []
    if words.says("deictic", "last", "past") and words.get("part") != "NI":
        return []
    return [words.reading("unit", unit="day", step=words.step, origin=words.origin, clock=words.clock)]


def _month(words: Expression) -> list[Reading]:
    """October, early May, last November, June 2024; "may" and names of people are none."""
    if words.fits("month | month_or_word | month_short point?"):
        before_noun = words.follows("the") and words.precedes_other and words.word_after[:1].islower()  # "the March accession"
        if not words.has("month") and not words.follows("in border to and or comma dash") and not before_noun:
            return []
        if words.word_after[:1].isupper() and not words.follows("in border to"):
            return []  # June Smith
    if words.has("month_short") and not words.has("point any_year year"):
        return []
    month, year = words.get("any_month"), words.year
    if year is None and not words.has("which"):
        year = words.year_ahead(month)
    return [words.reading("point", point=Point(year, month), **words.which_year)]


def _season(words: Expression) -> list[Reading]:
    """The spring of 2019, last winter; not the fall of Saigon, not the Summer Olympics."""
    if words.fits("the? season"):
        if words.precedes("of") or (words.says("season", "fall", "spring") and not words.follows("in border over and")):
            return []
        if words.word_after[:1].isupper() and not words.follows("in border over"):
            return []
    return [words.reading("point", point=Point(words.year, period=words.get("season")), **words.which_year)]


def _code(words: Expression) -> list[Reading]:
    """Q3 2024, "in Q3"; not the Audi Q3."""
    if not words.has("any_year era year") and not words.follows("in border to the of and"):
        return []
    return [words.reading("point", point=Point(words.year, period=words.get("code")), **words.which_year)]


def _quarter(words: Expression) -> list[Reading]:
    """The third quarter, third-quarter, the first half of 2019; not the second half of a match."""
    number, half = words.get("ordinal second"), words.has("half")
    if number is None or not 1 <= number <= (2 if half else 4) or (half and not words.has("any_year year")):
        return []
    if words.fits("the ordinal dash quarter | the second dash quarter"):
        words = words.part(1)  # "the third-quarter loss": the article is the loss's
    fields = words.which_year
    if words.has("year") and words.step is None:
        fields |= {"unit": "year", "step": 0}  # "the first quarter of the year"
    return [words.reading("point", point=Point(words.year, period=f"{'H' if half else 'Q'}{number}"), **fields)]


def _comparison(words: Expression) -> list[Reading]:
    """The year-earlier quarter, the 1988 period, the latest quarter: an earnings report speaks of its own quarter."""
    if words.fits("the? year [sequel border]") or (words.has("border") and words.get("border") not in ("before", "after")):
        return []
    if words.has("units"):
        return [words.reading("length", unit=words.get("units"), number=_count(words))]
    if words.fits("the year dash [sequel border]"):
        words = words.part(1)  # "the year-ago results": the article is the results'
    number = words.get("ordinal second")
    if number is not None and words.year is None:
        return [words.reading("point", point=Point(period=f"Q{number}"), unit="year", step=-1)] if number <= 4 else []
    if words.has("latest"):
        return [words.reading("unit", unit="quarter", step=-1)]
    step = -REPORTED if words.has("sequel border") else REPORTED * (words.step or 0)
    return [words.reading("unit", unit="quarter", point=Point(words.year), step=step, origin="mention")]


def _shift(words: Expression) -> list[Reading]:
    """Two weeks ago, three days later, the day before; where the other end is an event, only the length is known."""
    if words.has("border") and words.get("border") not in ("before", "after"):
        return []
    sign = words.get("sequel") or (-1 if words.get("border") == "before" else 1)
    if words.has("day"):
        return [words.reading("unit", unit="day", step=words.get("day") + sign, origin="publication")]
    if words.has("deictic"):  # "the week before last"
        return [words.reading("unit", unit=words.get("unit year"), step=sign + (words.step or 0))]
    if words.fits("units sequel"):
        return [words.reading("word", word="PAST_REF" if sign < 0 else "FUTURE_REF")]
    the_day = words.fits("the day_unit border")
    if words.has("border") and words.word_after:  # "two days before the vote": the vote's day is not written
        return [] if the_day else _length(words.part(0, len(words.letters) - 1))
    if the_day:
        return [words.reading("unit", unit="day", step=sign, origin="mention")]
    unit = _unit_of(words)
    if unit in ("hour", "minute", "second"):
        return _length(words)
    if unit is None or words.has("the"):
        return []
    origin = "text" if words.says("sequel", "ago") else "mention"
    return [words.reading("shift", unit=unit, number=_count(words), step=sign, origin=origin)]


def _unit_of(words: Expression) -> str | None:
    """The name of the unit; None where the word is none ("a second term", "a quarter of")."""
    unit: str | None = words.get("any_unit")
    if unit is None and words.has("counting"):
        unit = "second" if words.has("second") else "quarter" if words.has("quarter") else None
    return unit


def _count(words: Expression) -> float | None:
    """The count before the unit; None where it is vague. Of a range the lower end: "two to three weeks"."""
    if words.has("some"):
        return None if words.get("some") == "X" else float(words.get("some"))
    number: float | None = None
    for hit in words.hits:
        if number is not None and hit.letter in letters("to or figures"):
            break
        if hit.letter in letters("figures"):
            number = float(hit.meaning)
        elif hit.letter in letters("magnitude"):
            number = (number or 1.0) * hit.meaning
        elif hit.letter in letters("counting"):
            number = (number or 0.0) + hit.meaning
    if words.has("half"):
        return (number or 0.0) + 0.5 if number is not None or not words.has("and") else 1.5
    return 1.0 if number is None else number


def _length(words: Expression) -> list[Reading]:
    """Eighteen months, a three-year term, half an hour; no ages ("12-year-old"), no rates ("$100 a day")."""
    unit, count = _unit_of(words), _count(words)
    quarters = unit == "quarter" and words.precedes("of") and not words.has("some")  # "three quarters of the town"
    if unit is None or _is_age(words) or quarters or (words.has("the") and not words.has("counting")):
        return []
    lasts = words.lasts or words.follows("in over border approximate and") or words.precedes("border")
    if words.fits("article [unit day_unit year]") and not lasts:
        return []
    if words.has("over") and not words.fits("over article .*") and not words.lasts:
        words = words.part(1)  # "spread over three years": no more than three
    dashed = words.fits("(the | article) [counting some] .* dash .*")
    single = words.fits("(the | article) [counting] .* [unit day_unit year]") and count != 1
    if (dashed or single) and not words.has("long") and not words.precedes("period"):
        words = words.part(1)  # "a two-day visit", "a five year low": the article is the noun's
    if words.precedes("period") and words.has("dash"):
        words = words.part(0, len(words.letters) + 1)  # "a sixty-day period"
    return [words.reading("length", unit=unit, number=count)]


def _is_age(words: Expression) -> bool:
    """12-year-old, 30 years of age, aged 8–10 years."""
    before, after = words.text[max(0, words.start - NEIGHBOUR) : words.start], words.text[words.end : words.end + NEIGHBOUR]
    return bool(re.match(r"[-\s]old\b|\s{1,3}of\s{1,3}age\b", after) or re.search(r"\baged\s(?:\d{1,2}\s?[-–]\s?)?$", before))


def _stretch(words: Expression) -> list[Reading]:
    """The past two months, the first nine months, recent years."""
    return [words.reading("length", unit=words.get("units"), number=_count(words) if words.has("counting some article") else None)]


def _set(words: Expression) -> list[Reading]:
    """Every Monday, on Tuesdays, daily, every two weeks."""
    if words.has("set"):
        named = words.written("set")[0].isupper() and words.follows_name  # LA Weekly
        return [] if named else [words.reading("set", word=words.get("set"))]
    part = f"T{words.get('part parts')}" if words.has("part parts") else ""
    if words.has("weekday weekdays"):
        return [words.reading("set", word=f"XXXX-WXX-{words.get('weekday weekdays')}{part}", unit="day")]
    if words.has("month"):
        return [words.reading("set", word=f"XXXX-{words.get('month'):02}", unit="month")]
    if words.has("season"):
        return [words.reading("set", word=f"XXXX-{words.get('season')}", unit="season")]
    if part:
        return [words.reading("set", word=f"XXXX-XX-XX{part}", unit="part of day")]
    unit = words.get("any_unit") or ("second" if words.has("second") else "quarter" if words.has("quarter") else "half")
    return [words.reading("set", word=length(_count(words), unit), unit=unit)]


def _decade(words: Expression) -> list[Reading]:
    """The 1990s, the early '80s, the sixties; not "in his 30s"."""
    decade = words.get("decade")
    listed = words.follows("and") and words.scan.letters[words.first - 2] in letters("decade")  # "the 1970s and 80s"
    if decade < 100 and words.written("decade")[0].isdigit() and not words.has("the phase edge") and not listed:
        return []
    return [words.reading("word", word=f"{(decade + 1900 if decade < 100 else decade) // 10}", unit="decade")]


def _century(words: Expression) -> list[Reading]:
    if words.get("unit") != "century":
        return []
    return [words.reading("word", word=f"{'BC' if words.get('era') == 'BC' else ''}{words.get('ordinal') - 1:02}", unit="century")]


def _unit(words: Expression) -> list[Reading]:
    """Last year, this week, the same month; "the past year" and "the last week of August" are lengths."""
    unit = words.get("unit day_unit year") or ("quarter" if words.has("quarter") else None)
    if unit is None:
        return []
    if words.says("deictic", "past") or (words.fits("the deictic .*") and words.precedes("of")):
        return [words.reading("length", unit=unit, number=1)]
    return [words.reading("unit", unit=unit, step=words.step or 0, origin=words.origin)]


def _the_unit(words: Expression) -> list[Reading]:
    """The year, the quarter, the weekend, the end of the month, year-end."""
    unit = words.get("unit day_unit year") or "quarter"
    opens = words.precedes("of sequel dash") or words.word_after in ("before", "after")  # "the year of the flood", "the week after"
    if (words.fits("the .") and opens) or (words.fits("the unit") and unit not in ("week", "weekend")):
        return []
    if unit == "year" and (words.has("fiscal") or words.word_after in ("ended", "ending", "to")):
        return [words.reading("length", unit=unit, number=1)]
    step = None if words.fits("the unit") and unit == "weekend" else 0
    return [words.reading("unit", unit=unit, step=step, origin="mention" if unit == "quarter" else "text")]


def _year(words: Expression) -> list[Reading]:
    """2019, late 1940, fiscal 2023, 490 BC, '68, the year two thousand, 1914-18."""
    if words.fits("number"):
        number = words.get("number")
        return [words.reading("point", point=Point(-int(number)))] if words.scan.ancient and number in range(32, 1000) else []
    if words.fits("the? year cardinal magnitude .*"):
        return [words.reading("point", point=Point(int(_count(words) or 0)))]
    year, end = words, None
    if words.fits(".* [dash slash] [small number]"):
        year, end = words.part(0, len(words.letters) - 2), words.hits[-1]
    if year.year is None or (year.fits("four") and not _may_be_year(year)):
        return []
    if year.fits("short_year") and not year.follows("in border of phase the and comma dash"):
        return []
    first = year.reading("point", point=Point(year.year))
    if end is None or end.end - end.start != 2 or not year.year % 100 < end.meaning < 100:
        return [first]
    return [first, words.part(len(words.letters) - 1).reading("point", point=Point(year.year // 100 * 100 + end.meaning))]


def _may_be_year(words: Expression) -> bool:
    """Whether a bare number of four digits is a year by the words around it: no price, no flight, no count of people."""
    before, after = words.word_before.lower(), words.word_after
    model = words.follows("dash") and words.scan.letters[words.first - 2] == GAP  # KN-2023
    if words.follows("currency") or words.precedes("percent units") or model:
        return False
    plural = after.islower() and len(after) > 3 and after.endswith(("s", "men", "ren", "people"))
    if plural and words.get("four") not in MODERN and not words.follows("in border the"):
        return False  # a survey of 1709 schoolchildren
    return before not in words.lexicon.not_after and after.lower() not in words.lexicon.not_before


def _units(words: Expression) -> list[Reading]:
    """For years, months-long, days before the vote: a length whose number nobody says."""
    if words.has("long"):
        return [words.reading("length", unit=words.get("units unit"), number=None if words.has("units") else 1)]
    before, after = words.word_before.lower(), words.word_after
    lasts = before in ("in", "within", "over") or (words.lasts and before != "of")  # "hundreds of years" is vaguer still
    return [words.reading("length", unit=words.get("units"), number=None)] if lasts or after in ("before", "after") else []


def _past(words: Expression) -> list[Reading]:
    """In the past."""
    return [words.reading("word", word="PAST_REF")] if words.says("deictic", "past") and words.follows("in") else []


def _word(words: Expression) -> list[Reading]:
    """Now, currently; not "every now and again"."""
    return [] if words.follows("each") else [words.reading("word", word=words.get("reference") or "PRESENT_REF")]


READERS: dict[str, Callable[[Expression], list[Reading]]] = {
    "shift": _shift, "moment": _moment, "clock": _clock, "part": _part, "code": _code, "quarter": _quarter, "comparison": _comparison,
    "month": _month, "season": _season, "set": _set, "stretch": _stretch, "length": _length, "decade": _decade, "century": _century,
    "unit": _unit, "year": _year, "the_unit": _the_unit, "units": _units, "past": _past, "word": _word,
}  # fmt: skip
