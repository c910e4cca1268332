"""The calendar behind dates: stretches of it, their TIMEX3 values, and what lies so many days, weeks or years from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

COUNTABLE = range(1000, 9000)  # years from which weeks and festivals are counted without leaving the calendar
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
HALF = {"quarter": 1.5, "season": 1.5, "half": 3.0}  # half their length, in months
LETTER = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y"}
MANY = {"decade": (10, "year"), "century": (100, "year"), "millennium": (1000, "year"), "fortnight": (2, "week"), "half": (6, "month")}
UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}  # else XXXX


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
    def in_words(self) -> str:
        """As an editor writes it: 28 June 2024, June 2024, 2024."""
        year = "" if self.year is None else f"{-self.year} BC" if self.year < 0 else str(self.year)
        if self.period:
            return f"{self.period} {year}"
        parts = [str(self.day) if self.day else "", MONTHS[self.month - 1] if self.month else "", year]
        return " ".join(part for part in parts if part)

    @property
    def unit(self) -> str:
        """day, month, year, week, weekend, quarter, half or season."""
        if self.period:
            kind = {"Q": "quarter", "H": "half"}.get(self.period[0])
            return kind or ("season" if self.period in SEASON_MONTH else "weekend" if self.period.endswith("WE") else "week")
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def first(self) -> date | None:
        """The first day; None where the calendar has none (unknown year, before Christ, 30 February)."""
        try:
            if self.year is None:
                return None
            if self.period and self.unit in ("week", "weekend"):
                return date.fromisocalendar(self.year, int(self.period[1:3]), 6 if self.unit == "weekend" else 1)
            return date(self.year, self.first_month or 1, self.day or 1)
        except ValueError:
            return None

    @property
    def first_month(self) -> int | None:
        """The month, or the one that the quarter, half, season or week begins in; None for a whole year."""
        if self.month is not None or self.period is None:
            return self.month
        if self.period[1:].isdigit() and self.period[0] in "QH":
            return 1 + (int(self.period[1:]) - 1) * (3 if self.period[0] == "Q" else 6)
        if self.period in SEASON_MONTH:
            return SEASON_MONTH[self.period]
        return date.fromisocalendar(self.year or 2000, int(self.period[1:3]), 1).month

    @property
    def middle(self) -> float:
        """The middle in months since the year 0."""
        half = (self.day - 1) / 31 if self.day is not None else HALF.get(self.unit, 0.5)
        return 12.0 * (self.year or 0) + (self.first_month or 7) + half

    @property
    def order(self) -> tuple[int, int, int]:
        """What comes first has the lower one; the places that are not known are 0."""
        return self.year or 0, self.first_month or 0, self.day or 0


def day_point(day: date) -> Point:
    return Point(day.year, day.month, day.day)


def week_point(day: date, suffix: str = "") -> Point:
    """The ISO week of a day; with the suffix -WE its weekend."""
    year, week, _ = day.isocalendar()
    return Point(year, period=f"W{week:02}{suffix}")


def unknown(unit: str) -> str:
    """The value of a unit of which nothing is known."""
    return UNKNOWN.get(unit, "XXXX")


def shift(base: Point | None, unit: str, steps: int) -> Point | str:
    """The point `steps` units after `base`, as exact as its unit: three weeks ago is a week, two years earlier a year. A value with X
    where `base` is not exact enough, a TIMEX3 reference where the year has more than four figures."""
    if base is None or base.year is None:
        return unknown(unit)
    many, unit = MANY.get(unit, (1, unit))
    steps *= many
    month = base.first_month
    if unit == "year":
        return _in_calendar(Point(base.year + steps))
    if unit == "month":
        if month is None:
            return f"{base.year:04}-XX"
        years, month = divmod(month - 1 + steps, 12)
        return _in_calendar(Point(base.year + years, month + 1))
    if unit == "quarter":
        years, quarter = divmod(((month or 1) - 1) // 3 + steps, 4)
        return _in_calendar(Point(base.year + years, period=f"Q{quarter + 1}"))
    here = base.first
    if here is None or (unit == "day" and base.unit not in ("day", "week")):
        return f"{base.year:04}-XX-XX" if base.month is None else f"{base.year:04}-{base.month:02}-XX"
    try:
        there = here + timedelta(weeks=steps) if unit.startswith("week") else here + timedelta(days=steps)
    except OverflowError:
        return unknown(unit)
    return day_point(there) if unit == "day" else week_point(there, "-WE" if unit == "weekend" else "")


def _in_calendar(point: Point) -> Point | str:
    """The point, if its year can be written in four figures: "three million years ago" is only the past."""
    year = point.year or 0
    return point if abs(year) < 10_000 else "PAST_REF" if year < 0 else "FUTURE_REF"


def length(count: float | None, unit: str) -> str:
    """A length of time: 18 months P18M, three years P3Y, weeks PXW, two decades P20Y."""
    many, unit = MANY.get(unit, (1, unit))
    number = "X" if count is None else f"{count * many:.15g}"
    letter = LETTER[unit]
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"


def festival_day(rule: str, year: int) -> Point:
    """The day of a festival in a year, by its rule: "12-25", "11 4 4" (fourth Thursday of November; the fifth is the last), "11 4 4+1"
    (the day after it), "11 2 election" (the Tuesday after the first Monday), "easter-2"."""
    if year not in COUNTABLE:
        return Point(year)
    if rule.startswith("easter"):
        return day_point(easter(year) + timedelta(days=int(rule[6:])))
    if "-" in rule:
        return Point(year, int(rule[:2]), int(rule[3:]))
    month, weekday, which = rule.split()
    first = date(year, int(month), 1)
    if which == "election":
        return Point(year, int(month), 2 + (1 - first.isoweekday()) % 7)
    which, _, later = which.partition("+")
    days = (int(weekday) - first.isoweekday()) % 7 + 7 * (int(which) - 1)
    day = first + timedelta(days=days)
    return day_point((day if day.month == first.month else day - timedelta(weeks=1)) + timedelta(days=int(later or 0)))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Oudin 1940, as the United States Naval Observatory gives it)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    after = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


def granularity(value: str) -> str:
    """The granularity of a value that is no point: XXXX-WXX-5 is a day, 199 a decade."""
    if value.endswith("_REF"):
        return "vague"
    if "-W" in value:
        return "weekend" if value.endswith("WE") else "week" if value.count("-") == 1 else "day"
    if "-Q" in value:
        return "quarter"
    return {2: "century", 3: "decade", 4: "year", 7: "month"}.get(len(value), "day")
