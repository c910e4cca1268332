"""What a date as written means: a TIMEX3 value, and in words where it comes from or what is missing.

Relative dates are counted from the publication date; in running narrative, and after words like "the next day", from the date last
mentioned. Source of the values: TimeML 1.2.1, TIMEX3 ("2024-06", "2024-W26", "2024-SU", "P18M", "XXXX-WXX-1").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from components.facts.dates_calendar import (
    COUNTABLE,
    WEEKDAYS,
    Point,
    day_point,
    festival_day,
    granularity,
    length,
    shift,
    unknown,
    week_point,
)
from components.facts.dates_expression import NOWHERE, Reading
from components.facts.dates_read import REPORTED

AGAINST_TENSE = 8.0  # months; "paid Nov. 9" in October is next month's, "the Sept. 11 attacks" in June are past
AGAINST_TENSE_QUARTER = 5.0  # months; a company "expects to report" the quarter that ended
FAR = 2  # years; a narrative's dates lie further than this from its publication, an earnings report's "1987" does not
MANY_FAR = 5  # dates so far; a news story's background has fewer
FAR_TO_NEAR = 4  # times as many far dates as words that count from publication ("last week", "Friday")
QUARTER = 3  # months


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value with its granularity, and in words where it comes from."""

    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    granularity: str
    reason: str
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a date: the publication date, and what the text spoke of last."""

    today: Point | None
    narrative: bool
    mentioned: Point | None = None
    sentence: int = 0  # in which it was mentioned
    passing: Point | None = None  # the year named last, "that year"
    quarter: Point | None = None  # the quarter an earnings report is about
    longer: int = -1  # the last sentence about more months than a quarter's

    def base(self, reading: Reading) -> Point | None:
        """The point a reading counts from."""
        if reading.is_clock:
            near = self.mentioned if reading.sentence - self.sentence <= 1 or self.narrative or reading.origin == "mention" else None
            return near if near is not None and near.unit == "day" else self.today
        that_year = reading.origin == "mention" and reading.unit == "year" and reading.kind != "shift" and not reading.step
        if that_year and self.passing is not None:
            return self.passing
        if self.mentioned is not None and (reading.origin == "mention" or (self.narrative and reading.origin == "text")):
            return self.mentioned
        return self.today

    def after(self, reading: Reading, point: Point | None) -> Context:
        """The context for what follows. A look aside ("a year earlier", "in 1977" between two days) does not move a story."""
        if reading.kind == "length" and reading.unit == "month" and (reading.number or 0) > QUARTER:
            return replace(self, longer=reading.sentence)
        if point is None or point.year is None:
            return self
        far = reading.kind == "shift" and reading.unit not in ("day", "week", "month")
        aside = far or (reading.kind == "unit" and reading.unit == "quarter")
        if aside:
            return self
        year = Point(point.year)
        if self.narrative and point == year and not reading.leads and self.mentioned is not None:
            return replace(self, passing=year)
        ended = self.today is None or point.middle + QUARTER / 2 <= self.today.middle
        quarter = point if point.unit == "quarter" and (ended or self.quarter is None) else self.quarter  # no forecast is what it is about
        return Context(self.today, self.narrative, point, reading.sentence, year, quarter, self.longer)


def resolve(readings: Sequence[Reading], published: date | None) -> list[Meaning]:
    """The meaning of each reading, in reading order: what was said before gives what is left out later."""
    today = day_point(published) if published is not None and published.year in COUNTABLE else None
    context = Context(today, is_narrative(readings, today))
    meanings = []
    for place, reading in enumerate(readings):
        meaning, point = _meaning(reading, _with_day_ahead(context, readings, place) if reading.is_clock else context)
        meanings.append(meaning)
        context = context.after(reading, point)
    return meanings


def _with_day_ahead(context: Context, readings: Sequence[Reading], place: int) -> Context:
    """The context of a clock time whose day stands after it in its sentence: "at 3:15 a.m. (0115 GMT) on Wednesday"."""
    sentence = readings[place].sentence
    day = next((reading for reading in readings[place + 1 : place + 3] if reading.sentence == sentence and reading.is_day), None)
    if day is None or any(reading.sentence == sentence and reading.is_day for reading in readings[max(0, place - 2) : place]):
        return context
    return context.after(day, _meaning(day, context)[1])


def is_narrative(readings: Sequence[Reading], today: Point | None) -> bool:
    """Whether a text tells its story away from its publication: far more of its full dates lie far from there than words count from
    there."""
    points = [reading.point for reading in readings if reading.kind == "point"]
    if today is None or today.year is None:  # then bare years may be a news story's background
        far = sum(point.year is not None and point.month is not None for point in points)
    else:
        far = sum(point.year is not None and abs(point.year - today.year) > FAR for point in points)
    near = sum(r.origin != "mention" and (r.step is not None or (r.weekday is not None and r.point.year is None)) for r in readings)
    return far >= MANY_FAR and far > FAR_TO_NEAR * near


def _meaning(reading: Reading, context: Context) -> tuple[Meaning, Point | None]:
    """The meaning, and the point it names if it names one."""
    if reading.kind == "length":
        unit = reading.unit or "day"
        return Meaning(length(reading.number, unit), "DURATION", unit, "as written"), None
    if reading.kind == "set":
        return Meaning(reading.word or "", "SET", reading.unit or "day", "as written"), None
    if reading.kind == "word":
        return Meaning(reading.word or "", "DATE", reading.unit or "vague", reading.note or "as written"), None
    found = _found(reading, context)
    point = found if isinstance(found, Point) else None
    value = point.value if point is not None else str(found)
    reason, relative = _reason(reading, context), reading.point.year is None
    if reading.clock:
        day = value if point is None or point.unit == "day" else unknown("day")
        return Meaning(day + reading.clock, "TIME", "minute" if ":" in reading.clock else "part of day", reason, relative), point
    return Meaning(value, "DATE", point.unit if point is not None else granularity(value), reason, relative), point


def _found(reading: Reading, context: Context) -> Point | str:
    """The point, or a value with X where what it counts from is not known."""
    base = context.base(reading)
    if reading.kind == "festival":
        return _festival(reading, base)
    if reading.kind == "unit":
        return _unit(reading, base, context)
    if reading.kind == "shift":
        return _shift(reading, base, context)
    if reading.point.year is not None:
        return reading.point
    if reading.weekday is not None and reading.point.day is None:
        return _weekday(reading, base)
    if reading.is_clock:
        return base or unknown("day")
    whole = _completed(reading, base, context)
    return week_point(whole.first) if reading.unit == "week" and whole.first is not None else whole  # "the week of March 6"


def _completed(reading: Reading, base: Point | None, context: Context) -> Point:
    """A month, day or quarter without its year: the nearest one on the side that the tense says, if that is not too far."""
    point = reading.point
    if base is None or base.year is None:
        return point
    before, same, after = around = [replace(point, year=base.year + k) for k in (-1, 0, 1)]
    by_weekday = [day for day in around if day.first is not None and day.first.isoweekday() == reading.weekday]
    if by_weekday:  # "Tuesday, Nov. 5" is the one that is a Tuesday
        return by_weekday[0]
    if point.day is not None and all(candidate.first is None for candidate in around):
        return point  # 29 February between leap years
    if reading.unit == "year" and reading.step is not None:  # "June last year"
        return replace(point, year=base.year + reading.step)
    if reading.step is not None:  # "last June"
        if reading.step == 0 or base.first_month is None:
            return around[1 + reading.step]
        if reading.step < 0:
            return same if same.order[:2] < base.order[:2] else before
        return same if same.order > base.order else after
    if context.narrative and context.mentioned is not None:
        return same if base.first_month is None else min(around, key=lambda candidate: _months(candidate, base, 0))
    against = AGAINST_TENSE_QUARTER if point.unit == "quarter" else AGAINST_TENSE
    if not (reading.tense == "future" or (reading.tense is None and reading.modifier in ("until", "by"))):
        against = -against
    return min((day for day in around if day.first), key=lambda candidate: _months(candidate, base, against), default=same)


def _months(point: Point, base: Point, against: float) -> float:
    """Months between the middles of two points; `against` is added to what lies before `base` or, negative, to what lies after."""
    months = point.middle - base.middle
    if point.unit == base.unit == "month" and not months:
        return 0.0
    return abs(months) + (max(against, 0.0) if months < 0 else max(-against, 0.0) if months > 0 else 0.0)


def _weekday(reading: Reading, base: Point | None) -> Point | str:
    """The weekday on the side that the tense says; the day of `base` itself counts as past and as ahead."""
    here, weekday = base.first if base is not None else None, reading.weekday or 1
    if here is None:
        return f"XXXX-WXX-{weekday}"
    if reading.unit == "week":  # "Friday last week"
        return day_point(here + timedelta(weeks=reading.step or 0, days=weekday - here.isoweekday()))
    back, forward = (here.isoweekday() - weekday) % 7, (weekday - here.isoweekday()) % 7
    if reading.step:
        return day_point(here - timedelta(days=back or 7) if reading.step < 0 else here + timedelta(days=forward or 7))
    ahead = reading.tense == "future" or reading.step == 0
    return day_point(here + timedelta(days=forward) if ahead else here - timedelta(days=back))


def _unit(reading: Reading, base: Point | None, context: Context) -> Point | str:
    """The calendar unit so many steps from the one spoken of: last month, this week, the next day."""
    unit, steps = reading.unit or "day", reading.step or 0
    if unit == "quarter":
        return _quarter(reading, context)
    if base is not None and base.year is not None and unit in ("decade", "century"):
        width = 1 if unit == "decade" else 2
        number = abs(base.year) // 10**width + (steps if base.year > 0 else -steps)
        return f"{'' if base.year > 0 else 'BC'}{max(number, 0):0{4 - width}}"
    if unit == "weekend" and reading.step is None and reading.tense != "future" and base is not None and base.first is not None:
        steps -= base.first.isoweekday() < 6  # "over the weekend", written on a Monday
    return shift(base, unit, steps)


def _quarter(reading: Reading, context: Context) -> Point | str:
    """The quarter a report is about, the same one of another year, or the last one that ended before publication."""
    step, quarter = reading.step or 0, context.quarter
    if quarter is not None and quarter.year is not None and (reading.origin == "mention" or reading.point.year is not None):
        if reading.point.year is not None:
            return replace(quarter, year=reading.point.year)
        return replace(quarter, year=quarter.year + step // REPORTED) if step % REPORTED == 0 else shift(quarter, "quarter", step)
    if reading.point.year is not None:
        return reading.point
    if step == -REPORTED:
        return shift(context.today, "year", -1)
    if context.narrative and reading.origin == "mention":
        return shift(context.mentioned, "quarter", step)
    return shift(context.today, "quarter", min(-1, step) if reading.origin == "mention" else step)


def _shift(reading: Reading, base: Point | None, context: Context) -> Point | str:
    """So many units before or after; "a year earlier" in an earnings report is the same quarter of the year before."""
    step = reading.step or 0
    if reading.number is None:
        return "FUTURE_REF" if step > 0 else "PAST_REF"
    quarter = context.quarter if context.longer != reading.sentence else None
    if reading.unit == "year" and reading.number == 1 and step < 0 and quarter is not None and quarter.year is not None:
        return replace(quarter, year=quarter.year - 1)
    return shift(base, reading.unit or "day", int(reading.number * step))


def _festival(reading: Reading, base: Point | None) -> Point | str:
    """A festival in the year written, or the nearest on the side that the tense says."""
    rule = reading.word or ""
    if reading.point.year is not None:
        return festival_day(rule, reading.point.year)
    if base is None or base.year is None:
        return f"XXXX-{rule}" if rule[:2].isdigit() and "-" in rule else unknown("day")
    before, same, after = around = [festival_day(rule, base.year + k) for k in (-1, 0, 1)]
    if (reading.unit == "year" and reading.step is not None) or reading.step == 0 or base.month is None:
        return around[1 + max(-1, min(1, reading.step or 0))]
    if (reading.step is None and reading.tense == "future") or (reading.step or 0) > 0:
        return same if same.order >= base.order else after
    return same if same.order <= base.order else before


def _reason(reading: Reading, context: Context) -> str:
    """In words: where the value comes from, or what is missing."""
    zone = f"; {reading.zone} as written" if reading.zone else ""
    if reading.point.year is not None:
        day = reading.point.first if reading.weekday is not None else None
        wrong = day is not None and day.isoweekday() != reading.weekday
        return "as written" + (f", but {reading.point.in_words} was a {WEEKDAYS[day.weekday()]}" if day and wrong else "") + zone
    base = context.base(reading)
    year = reading.kind == "festival" or (reading.kind == "point" and reading.point != NOWHERE)
    what = "the day" if reading.is_clock else "the year" if year else "counted"
    if base is None:
        return f"{what.replace('counted', 'the day it is counted from')} is not known: no publication date" + zone
    mentioned = "date spoken of," if reading.is_clock else "date mentioned before,"
    return f"{what} from the {'publication date' if base == context.today else mentioned} {base.in_words}" + zone
