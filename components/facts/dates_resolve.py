"""What a date as written means: a TIMEX3 value, and in words where it comes from or what is missing.

Relative dates are counted from the publication date; in running narrative, and after words like "the next day", from the date last
mentioned. Source of the values: TimeML 1.2.1, TIMEX3 ("2024-06", "2024-W26", "2024-SU", "P18M", "XXXX-WXX-1").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future"] | None
Origin = Literal["publication", "mention", "text"]

AGAINST_QUARTER = 5.0  # months; a company "expects to report" the quarter that ended
AGAINST_TENSE = 7.0  # months; "paid Nov. 9" in October is next month's, "January 2nd" in June is past
COUNTABLE = range(1000, 9000)  # years from which weeks and years are counted without leaving the calendar
FAR = 2  # years; a narrative's dates lie further than this from its publication, an earnings report's "1987" does not
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
LENGTH = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y"}
MANY = {"decade": (10, "Y"), "century": (100, "Y"), "millennium": (1000, "Y"), "fortnight": (2, "W"), "half": (6, "M")}


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar: the places that are known, from the year down. `period` is Q1 … Q4, H1, H2, SP, SU, FA, WI, Wnn or
    Wnn-WE and stands in place of the month. A year before Christ is negative."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    period: str | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value; X for the year that is not known."""
        year = "XXXX" if self.year is None else f"BC{-self.year:04}" if self.year < 0 else f"{self.year:04}"
        if self.period:
            return f"{year}-{self.period}"
        if self.day is not None:
            return f"{year}-{'XX' if self.month is None else f'{self.month:02}'}-{self.day:02}"
        return year if self.month is None else f"{year}-{self.month:02}"

    @property
    def first(self) -> date | None:
        """The first day of the stretch; None where the calendar has none (unknown year, before Christ, 30 February)."""
        try:
            if self.year is None:
                return None
            if self.period and self.period[0] == "W" and self.period[1:3].isdigit():
                return date.fromisocalendar(self.year, int(self.period[1:3]), 6 if self.period.endswith("WE") else 1)
            month = self.month or (first_month(self.period) if self.period else 1)
            return date(self.year, month, self.day or 1)
        except ValueError:
            return None

    @property
    def unit(self) -> str:
        """day, month, year, week, weekend, quarter, half or season."""
        if self.period:
            kind = {"Q": "quarter", "H": "half"}.get(self.period[0])
            return kind or ("season" if self.period in SEASON_MONTH else "weekend" if self.period.endswith("WE") else "week")
        return "day" if self.day is not None else "month" if self.month is not None else "year"


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as its words say it, before anything is counted from anywhere. Steps count periods: -1 the last, 0 this, 1 the next."""

    kind: Literal["point", "unit", "shift", "length", "set", "word", "festival"]
    start: int
    end: int
    sentence: int = 0
    point: Point = Point()
    weekday: int | None = None
    step: int | None = None  # of the whole ("last Friday", "next month") or of the year ("June last year")
    origin: Origin = "text"  # what it is counted from; "text": the publication date in news, the date last mentioned in narrative
    unit: str | None = None
    count: float | None = None  # None: X
    clock: str | None = None  # "T14:05", "TMO"
    zone: str | None = None
    modifier: str | None = None
    word: str | None = None  # a value as it stands, or the festival's rule
    note: str = ""  # what an editor should know about it
    tense: Tense = None
    leads: bool = False  # it opens its sentence

    @property
    def wants_tense(self) -> bool:
        """Whether the tense of its verb decides on which side of the publication date it lies."""
        point = self.point
        return self.step is None and point.year is None and (self.weekday is not None or point != Point() or self.kind == "festival")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value with its granularity, and in words where it comes from."""

    value: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    granularity: str
    reason: str
    relative: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a date: the publication date, and what the text spoke of last."""

    today: Point | None
    narrative: bool
    mentioned: Point | None = None
    sentence: int = 0  # in which it was mentioned
    quarter: Point | None = None  # the quarter an earnings report is about
    longer: int = -1  # the last sentence about more months than a quarter's

    def base(self, reading: Reading) -> Point | None:
        """The point a reading counts from."""
        if self.mentioned is not None and (reading.origin == "mention" or self.narrative and reading.origin == "text"):
            return self.mentioned
        return self.today

    def after(self, reading: Reading, point: Point | None) -> Context:
        """The context for what follows. A look aside ("a year earlier", "in 1977" between two days) does not move a story."""
        if reading.kind == "length" and reading.unit == "month" and (reading.count or 0) > 3:
            return replace(self, longer=reading.sentence)
        if point is None or point.year is None or reading.kind == "shift" and reading.unit not in ("day", "week", "month"):
            return self
        if reading.unit == "quarter" and reading.kind == "unit":
            return self
        if self.narrative and point.unit == "year" and not reading.leads and self.mentioned is not None:
            return self
        return replace(self, mentioned=point, sentence=reading.sentence, quarter=point if point.unit == "quarter" else self.quarter)


def resolve(readings: Sequence[Reading], published: date | None) -> list[Meaning]:
    """The meaning of each reading, in reading order: what was said before gives what is left out later."""
    if published is not None and published.year not in COUNTABLE:
        published = None
    context = Context(day_point(published) if published else None, is_narrative(readings, published))
    meanings = []
    for reading in readings:
        meaning, point = _mean(reading, context)
        meanings.append(meaning)
        context = context.after(reading, point)
    return meanings


def is_narrative(readings: Sequence[Reading], published: date | None) -> bool:
    """Whether a text tells its story away from its publication: more of its full dates lie far from there than words count from there."""
    years = [r.point.year for r in readings if r.kind == "point" and r.point.year is not None]
    far = sum(1 for year in years if published is None or abs(year - published.year) > FAR)
    near = sum(1 for r in readings if r.origin != "mention" and (r.step is not None or r.weekday is not None and r.point.year is None))
    return far >= 5 and far > 4 * near


def _mean(reading: Reading, context: Context) -> tuple[Meaning, Point | None]:
    """The meaning, and the point it names if it names one."""
    if reading.kind == "length":
        return Meaning(length(reading.count, reading.unit or "day"), "DURATION", reading.unit or "day", "as written", False), None
    if reading.kind == "set":
        return Meaning(reading.word or "", "SET", reading.unit or "day", "as written", False), None
    if reading.kind == "word":
        return Meaning(reading.word or "", "DATE", reading.unit or "vague", reading.note or "as written", False), None
    base = context.base(reading)
    found, relative = _point(reading, base, context)
    known = found if isinstance(found, Point) else None
    value = known.value if known else str(found)
    reason = _reason(reading, base, context.today, relative)
    if reading.clock:
        day = value if known is None or known.unit == "day" else "XXXX-XX-XX"
        return Meaning(day + reading.clock, "TIME", _clock_unit(reading.clock), reason, relative), known
    return Meaning(value, "DATE", known.unit if known else granularity(value), reason, relative), known


def _point(reading: Reading, base: Point | None, context: Context) -> tuple[Point | str, bool]:
    """The point, or a value with X where the origin is not known; and whether it was counted from another date."""
    if reading.kind == "festival":
        return festival(reading.word or "", reading, base)
    if reading.kind == "unit":
        if reading.unit == "quarter":
            return _quarter(reading, context), True
        return move(base, reading.unit or "day", reading.step or 0, reading), True
    if reading.kind == "shift":
        if reading.count is None:
            return ("FUTURE_REF" if (reading.step or 0) > 0 else "PAST_REF"), True
        quarter = context.quarter if context.longer != reading.sentence else None
        if reading.unit == "year" and reading.count == 1 and reading.step == -1 and quarter is not None and quarter.year is not None:
            return replace(quarter, year=quarter.year - 1), True
        return shift(base, reading.unit or "day", int(reading.count * (reading.step or 0))), True
    point = reading.point
    if point.year is not None:
        return point, False
    if reading.weekday is not None and point.day is None:
        return _weekday(reading, base), True
    if point == Point():  # a clock time alone
        near = context.mentioned if context.mentioned is not None and reading.sentence - context.sentence <= 1 else base
        return (near if near is not None and near.unit == "day" else context.today or point), True
    whole = complete(point, base, reading, context.narrative and context.mentioned is not None)
    if reading.unit == "week" and whole.first is not None:  # "the week of March 6"
        return week_point(whole.first), True
    return whole, True


def _quarter(reading: Reading, context: Context) -> Point | str:
    """The quarter a report is about, the same one of another year, or the last one that ended before publication."""
    quarter = context.quarter
    if quarter is None or quarter.year is None:
        if reading.point.year is not None or reading.step == -4:
            return reading.point if reading.point.year is not None else shift(context.today, "year", -1)
        if reading.step == -1:
            return shift(context.today, "quarter", -1)
        return shift(context.mentioned, "quarter", 0) if context.narrative else shift(context.today, "quarter", min(-1, reading.step or 0))
    if reading.point.year is not None:
        return replace(quarter, year=reading.point.year)
    if reading.origin != "mention":
        return shift(context.today, "quarter", reading.step or 0)
    return replace(quarter, year=quarter.year + reading.step // 4) if reading.step in (-4, 4) else shift(quarter, "quarter", reading.step or 0)


def complete(point: Point, base: Point | None, reading: Reading, narrative: bool) -> Point:
    """A month, day or period without its year: the year of the nearest one on the side that the tense says."""
    if base is None or base.year is None:
        return point
    if point.month is None and point.period is None and point.day is not None:  # "the 12th"
        return replace(point, year=base.year, month=base.month or 1)
    if reading.unit == "year" and reading.step is not None:  # "June last year"
        return replace(point, year=base.year + reading.step)
    here = _order(base)
    candidates = [replace(point, year=base.year + k) for k in (-1, 0, 1)]
    if point.day is not None and all(candidate.first is None for candidate in candidates):
        return point  # 29 February between leap years
    if reading.step is not None:
        if base.month is None and base.period is None:
            return candidates[1 + reading.step]
        sides = {-1: [c for c in candidates if _order(c)[:2] < here[:2]][-1:], 0: candidates[1:2], 1: [c for c in candidates if _order(c) > here][:1]}
        return (sides[max(-1, min(1, reading.step))] or candidates[1:2])[0]
    if narrative:
        if base.month is None and base.period is None:
            return candidates[1]
        return min(candidates, key=lambda c: _distance(c, base))
    against = AGAINST_QUARTER if point.unit == "quarter" else AGAINST_TENSE
    against = against if reading.tense == "future" or reading.modifier in ("until", "by") and reading.tense is None else -against
    return min(candidates, key=lambda c: (c.day is not None and c.first is None, _distance(c, base, against)))


def _distance(point: Point, base: Point, against: float = 0) -> float:
    """Months between the middle of a point and a base; `against` is added to what lies before it, or, negative, to what lies after."""
    months = _middle(point) - _middle(base)
    if point.unit == base.unit == "month" and not months:
        return 0
    return abs(months) + (max(against, 0) if months < 0 else max(-against, 0) if months > 0 else 0)


def _middle(point: Point) -> float:
    """The middle of a point in months."""
    month = point.month or (first_month(point.period) if point.period else 7)
    half = {"quarter": 1.5, "season": 1.5, "half": 3.0}.get(point.unit, 0.5)
    return 12.0 * (point.year or 0) + month + (half if point.day is None else (point.day - 1) / 31)


def _order(point: Point) -> tuple[int, int, int]:
    month = point.month or (first_month(point.period) if point.period else 1)
    return point.year or 0, month, point.day or 0


def _weekday(reading: Reading, base: Point | None) -> Point | str:
    here = base.first if base is not None else None
    weekday = reading.weekday or 1
    if here is None:
        return f"XXXX-WXX-{weekday}"
    if reading.unit == "week":
        monday = here - timedelta(days=here.weekday()) + timedelta(weeks=reading.step or 0)
        return day_point(monday + timedelta(days=weekday - 1))
    back = (here.isoweekday() - weekday) % 7
    if reading.step is not None and reading.step < 0:
        return day_point(here - timedelta(days=back or 7))
    forward = (weekday - here.isoweekday()) % 7
    if reading.step is not None and reading.step > 0:
        return day_point(here + timedelta(days=forward or 7))
    if reading.tense == "future" or reading.step == 0 and reading.tense is None:
        return day_point(here + timedelta(days=forward))
    return day_point(here - timedelta(days=back))


def move(base: Point | None, unit: str, steps: int, reading: Reading) -> Point | str:
    """The calendar unit that lies `steps` from the one `base` lies in: last month, this week, the next day."""
    if base is None or base.year is None:
        return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(unit, "XXXX")
    if unit in ("decade", "century"):
        width = 1 if unit == "decade" else 2
        return f"{base.year // 10**width + steps:0{4 - width}}"
    if unit == "weekend":
        here = base.first
        if here is None:
            return "XXXX-WXX-WE"
        if reading.step is None and reading.tense != "future" and here.isoweekday() < 6:
            steps -= 1
        return week_point(here + timedelta(weeks=steps), "-WE")
    return shift(base, unit, steps)


def shift(base: Point | None, unit: str, steps: int) -> Point | str:
    """The point `steps` units after `base`, as exact as its unit: three weeks ago is a week, two years earlier a year."""
    empty = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}.get(unit, "XXXX")
    if base is None or base.year is None:
        return empty
    many, unit = (10, "year") if unit == "decade" else (100, "year") if unit == "century" else (2, "week") if unit == "fortnight" else (1, unit)
    steps *= many
    if unit == "year":
        return _in_calendar(Point(base.year + steps))
    if unit == "month":
        month = base.month or (first_month(base.period) if base.period else None)
        if month is None:
            return f"{base.year:04}-XX"
        years, month = divmod(month - 1 + steps, 12)
        return _in_calendar(Point(base.year + years, month + 1))
    if unit == "quarter":
        month = base.month or (first_month(base.period) if base.period else 1)
        years, quarter = divmod((month - 1) // 3 + steps, 4)
        return _in_calendar(Point(base.year + years, period=f"Q{quarter + 1}"))
    here = base.first
    if here is None or base.unit not in ("day", "week") and unit == "day":
        return f"{base.year:04}-XX-XX" if base.month is None else f"{base.year:04}-{base.month:02}-XX"
    try:
        if unit == "week":
            return week_point(here + timedelta(weeks=steps))
        return day_point(here + timedelta(days=steps)) if unit == "day" else base
    except OverflowError:
        return empty


def _in_calendar(point: Point) -> Point | str:
    """The point, if its year can be written in four figures: "three million years ago" is only the past."""
    year = point.year or 0
    return point if abs(year) < 10_000 else "PAST_REF" if year < 0 else "FUTURE_REF"


def festival(rule: str, reading: Reading, base: Point | None) -> tuple[Point | str, bool]:
    """A festival by its rule: "12-25", "11 4 4" (fourth Thursday of November), "easter-2"."""
    year = reading.point.year
    if year is not None:
        return festival_day(rule, year), False
    if base is None or base.year is None:
        return ("XXXX-" + rule if re.fullmatch(r"\d\d-\d\d", rule) else "XXXX-XX-XX"), True
    days = [festival_day(rule, base.year + k) for k in (-1, 0, 1)]
    if reading.unit == "year" and reading.step is not None:
        return days[1 + max(-1, min(1, reading.step))], True
    now = (base.year, base.month or 1, base.day or 1)
    if reading.step is not None and reading.step > 0 or reading.step is None and reading.tense == "future":
        return next(d for d in days if _order(d) >= now), True
    if reading.step == 0 or base.month is None:
        return days[1], True
    return [d for d in days if _order(d) <= now][-1], True


def festival_day(rule: str, year: int) -> Point:
    """The day of a festival in a year."""
    if year not in COUNTABLE:
        return Point(year)
    if rule.startswith("easter"):
        return day_point(easter(year) + timedelta(days=int(rule[6:])))
    if "-" in rule:
        return Point(year, int(rule[:2]), int(rule[3:]))
    month, weekday, which = rule.split()
    first = date(year, int(month), 1)
    day = 1 + (int(weekday) - first.isoweekday()) % 7
    if which == "election":  # the Tuesday after the first Monday
        return Point(year, int(month), 2 + (1 - first.isoweekday()) % 7)
    day += 7 * (int(which) - 1)
    return Point(year, int(month), day if day <= 31 and _exists(year, int(month), day) else day - 7)


def _exists(year: int, month: int, day: int) -> bool:
    return Point(year, month, day).first is not None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    after = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


def length(count: float | None, unit: str) -> str:
    """A length of time: 18 months P18M, three years P3Y, weeks PXW, two decades P20Y."""
    factor, letter = MANY.get(unit, (1, LENGTH.get(unit, "D")))
    time = "T" if letter[0] == "T" else ""
    number = "X" if count is None else f"{count * factor:g}" if count * factor < 1e6 else str(int(count * factor))
    return f"P{time}{number}{letter.removeprefix('T')}"


def day_point(day: date) -> Point:
    return Point(day.year, day.month, day.day)


def week_point(day: date, suffix: str = "") -> Point:
    year, week, _ = day.isocalendar()
    return Point(year, period=f"W{week:02}{suffix}")


def first_month(period: str) -> int:
    """The month a quarter, half, season or week begins in (a week's own date says better)."""
    if period[0] == "Q" and period[1:].isdigit():
        return 3 * int(period[1:]) - 2
    if period[0] == "H":
        return 6 * int(period[1:]) - 5
    return SEASON_MONTH.get(period, 1)


def granularity(value: str) -> str:
    """The granularity of a value that is no point: XXXX-WXX-5 is a day, 199X a decade."""
    if value.endswith("_REF"):
        return "vague"
    if "-W" in value:
        return "weekend" if value.endswith("WE") else "week" if value.count("-") == 1 else "day"
    if "-Q" in value:
        return "quarter"
    return {2: "century", 3: "decade", 4: "year", 7: "month"}.get(len(value), "day")


def _clock_unit(clock: str) -> str:
    return "minute" if ":" in clock else "part of day"


def _reason(reading: Reading, base: Point | None, today: Point | None, relative: bool) -> str:
    """In words: where the value comes from, or what is missing."""
    zone = f"; {reading.zone} as written" if reading.zone else ""
    if not relative:
        return "as written" + zone
    what = "the year" if reading.kind in ("point", "festival") and reading.weekday is None else "counted"
    if base is None:
        return f"{'the year' if what == 'the year' else 'the day it is counted from'} is not known: no publication date" + zone
    if base == today and today is not None:
        return f"{what} from the publication date {in_words(today)}" + zone
    return f"{what} from the date mentioned before, {in_words(base)}" + zone


def in_words(point: Point) -> str:
    """A point as an editor writes it: 28 June 2024, June 2024, 2024."""
    year = "" if point.year is None else f"{-point.year} BC" if point.year < 0 else str(point.year)
    if point.period:
        return f"{point.period} {year}"
    parts = [str(point.day) if point.day else "", MONTHS[point.month - 1] if point.month else "", year]
    return " ".join(part for part in parts if part)
