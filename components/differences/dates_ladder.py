"""How two dates that answer each other differ: the same day in another form, a less exact one, another day, or one that cannot be told.

    compare_two(x, y, a, b, words)    "Jan. 2"/"January 2nd" → equivalent; "2024"/"June 2024" → variant; "May 3"/"May 5" → conflict

A date is also a stretch of days, of which "early" or "the end of" leave a part, and a limit ("before October"); a length of time is so
many days, of which "less than" says on which side the truth lies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from components.differences.levels import Level, Outcome, walk
from components.differences.vocabulary import Vocabulary
from components.model import Date, Version

MONTHS_OF = {"SP": range(3, 6), "SU": range(6, 9), "FA": range(9, 12), "WI": (12, 1, 2), "Q1": range(1, 4), "Q2": range(4, 7),
             "Q3": range(7, 10), "Q4": range(10, 13), "H1": range(1, 7), "H2": range(7, 13)}  # fmt: skip
HOURS_OF = {"MO": range(13), "AF": range(12, 19), "EV": range(16, 25), "NI": (*range(18, 25), *range(7)), "DT": range(5, 22)}
OPPOSITE = (
    {"before", "after"},
    {"since", "until"},
    {"early", "late"},
    {"start", "end"},
    {"more than", "less than"},
    {"early", "mid"},
    {"mid", "late"},
    {"at most", "at least"},
    {"at most", "more than"},
    {"less than", "at least"},
    {"until", "after"},
    {"by", "after"},
    {"before", "end"},
    {"after", "start"},
)
CLOCK = re.compile(r"[\d\s.:]*(?:[ap]\.? ?m\.?)?(?:noon|midday|midnight|o'clock)?(?: local time| [a-z]{2,4}t| gmt| utc)?\Z")
PART = re.compile(r"(\d+(?:\.\d+)?)([CEYMWDHS])")
DAYS = {"C": 36525.0, "E": 3652.5, "Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0}


SEASON = 60  # days between two publications; within them a month or a day of a month named without its year is that of one year
ROUNDED = 0.05  # share; "two weeks" for 15 days is .07
ABOUT = 0.10  # share; the same where one side says "about"


def compare_two(x: Date, y: Date, a: Version, b: Version, words: Vocabulary) -> Outcome:
    """How a date of a and a date of b that answer each other differ."""
    words_x, words_y = in_words(x, a.text), in_words(y, b.text)
    apart = abs((a.published - b.published).days) if a.published and b.published else None
    if words_x == words_y:
        return _same_words(x, y, words_x, apart)
    may_x, may_y = _may_be(x, words_x), _may_be(y, words_y)
    if may_x and may_y and len(may_x | may_y) > 1 and len(may_x) + len(may_y) > 2:
        told = may_x.isdisjoint(may_y)
        return Outcome("conflict", "another day, however it is read") if told else Outcome("unclear", "day and month can be read two ways")
    if x.relative and y.relative and _year_alone(x, y, apart) and _pointers(words_x) == _pointers(words_y) and not _opposed(x, y):
        return Outcome("equivalent", "the same day of the year in another form")
    if apart is not None and apart <= SEASON and x.relative and y.relative and not _pointers(words_x) | _pointers(words_y):
        y = _nearest_year(x, y)
    if _clock_alone(words_x) and _clock_alone(words_y) and "T" in x.value and "T" in y.value:  # of whatever day
        same = x.value.partition("T")[2] == y.value.partition("T")[2]
        return Outcome("equivalent", "the same time of day in another form") if same else Outcome("conflict", "another time of day")
    weekdays = WEEKDAY.findall(words_x), WEEKDAY.findall(words_y)
    if weekdays[0] and weekdays[1] and weekdays[0] != weekdays[1] and x.value == y.value and DIGIT.search(words_x + words_y):
        return Outcome("conflict", "another weekday beside the same date")
    if x.relative and y.relative and _bare(words_x, words) == _bare(words_y, words) != "":
        return Outcome("equivalent", "the same words but for an article")
    if _week_apart(x, y, words_x, words_y):
        return Outcome("equivalent", "the same weekday, ahead or behind")
    figures = DIGIT.findall(words_x), DIGIT.findall(words_y)
    if (
        figures[0]
        and figures[1]
        and figures[0] != figures[1]
        and DIGIT.sub("0", words_x) == DIGIT.sub("0", words_y)
        and not _month_day(x, y)
    ):
        return Outcome("conflict", "other figures")
    return walk(LEVELS, x, y)


def _same_words(x: Date, y: Date, said: str, apart: int | None) -> Outcome:
    """How two dates of the same words differ: the same only where they are the same time as far as that is known."""
    if not (_known(x) and _known(y)):
        return Outcome("same", "the same words" if _known(x) == _known(y) else "the same words; the time is known in one version only")
    if x.value == y.value:
        return Outcome("same", "the same words")
    if _clock_alone(said) and x.value.partition("T")[2] == y.value.partition("T")[2]:
        return Outcome("equivalent", "the same time of day")
    if _year_alone(x, y, apart):
        return Outcome("equivalent", "the same day of the year")
    if apart == 0 or _vague(said) or not (PUBLICATION in x.reason and PUBLICATION in y.reason):
        return Outcome("unclear", "the same words, counted from another day")
    return Outcome(
        "conflict", "another day by the publication dates", "the same words, but not the same time by the two publication dates"
    )


def _may_be(x: Date, said: str) -> frozenset[str]:
    """The days that a date may be: two where day and month in figures can be read two ways, none where it is no day."""
    if (figures := FIGURES.fullmatch(said)) and x.value.endswith("-XX-XX"):
        one, two = int(figures[1]), int(figures[2])
        return frozenset({f"{x.value[:4]}-{one:02}-{two:02}", f"{x.value[:4]}-{two:02}-{one:02}"})
    return frozenset({x.value}) if x.granularity == "day" and _known(x) else frozenset()


def of_one_season(a: Version, b: Version) -> bool:
    """Whether two versions were published within some weeks of one another, or one of them on a day that is not known."""
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= SEASON


def _bare(said: str, words: Vocabulary) -> str:
    return " ".join(word for word in said.split() if word not in words.small_in_dates)


def _week_apart(x: Date, y: Date, words_x: str, words_y: str) -> bool:
    """A weekday alone that was taken for the last and may be the next, against a day that is just that."""
    days = [_day(d.value) for d in (x, y)]
    alone = any(WEEKDAY.fullmatch(words) for words in (words_x, words_y))
    return bool(alone and days[0] and days[1] and abs((days[0] - days[1]).days) == 7)


def _month_day(x: Date, y: Date) -> bool:
    """Both are whole dates of one value: 1/2/2024 and 2/1/2024, or 07 and 7."""
    return x.value == y.value and x.granularity == "day"


PUBLICATION = "publication date"  # what the reason of a date says that was counted from it
FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
DIGIT = re.compile(r"\d+")
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b")


def _known(x: Date) -> bool:
    return "X" not in x.value


def _start(x: Date) -> str:
    return x.value.split("/")[0]


def in_words(fact: Date, text: str) -> str:
    """The words of a date, folded."""
    return " ".join(fact.span.of(text).casefold().replace("\u00a0", " ").replace("’", "'").split())


def _year_alone(x: Date, y: Date, apart: int | None) -> bool:
    """Whether two dates differ in a year that neither needs to name: so soon after one another both papers mean the same ("turns 19 in
    July", "will turn 19 in July")."""
    p, q = _start(x), _start(y)
    return apart is not None and apart <= SEASON and p[4:5] == "-" and p[4:6] != "-W" and p[4:] == q[4:] and p[:4] != q[:4]


def _nearest_year(x: Date, y: Date) -> Date:
    """y in the year in which it lies nearest to x: two papers of one season that name no year mean one, whatever their tenses say."""
    p, q = _days(x), _days(y)
    if p is None or q is None or {x.value[4:6], y.value[4:6]} & {"", "-W"} or abs((p[0] - q[0]).days) <= HALF_A_YEAR:
        return y
    moved = replace(y, value=f"{int(y.value[:4]) + (1 if q[0] < p[0] else -1):04}{y.value[4:]}")
    there = _days(moved)
    return moved if there and abs((p[0] - there[0]).days) <= HALF_A_YEAR else y


HALF_A_YEAR = 183  # days


def _vague(words: str) -> bool:
    """Whether the words name a week, month or year by its article alone ("over the week")."""
    return words in ("the day", "the week", "the weekend", "the month", "the quarter", "the season", "the year", "the decade")


POINTERS = frozenset({"last", "past", "previous", "this", "current", "next", "coming", "following", "that", "ago", "later", "earlier"})


def _pointers(words: str) -> frozenset[str]:
    return POINTERS.intersection(words.split())


def _span(x: Date) -> float | None:
    """The length of a duration in days; None where it is none, or is not known."""
    if not x.value.startswith("P"):
        return None
    body = x.value[1:]
    days, _, time = body.partition("T")
    found = PART.findall(days)
    if "".join(n + u for n, u in found) != days:
        return None
    hours = sum(float(n) * {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}.get(u, 0) for n, u in PART.findall(time))
    return sum(float(n) * DAYS.get(u, 0) for n, u in found) + hours


def _rounded_length(x: Date, y: Date) -> bool:
    """ "less than an hour" and 50 minutes, "nearly three hours" and 168 minutes: the bound holds, and the coarser figure is the nearest
    in its unit; without a bound it must come close."""
    p, q = _span(x), _span(y)
    if not p or not q or _opposed(x, y) or (x.modifier and y.modifier and x.modifier != y.modifier):
        return False
    for coarse, fine, bounded in ((p, q, x), (q, p, y)):
        side = SIDE_OF.get(bounded.modifier or "", 0)
        unit = _unit(bounded)
        other = y if bounded is x else x
        if side and (fine - coarse) * side >= 0 and abs(fine - coarse) < unit and not SIDE_OF.get(other.modifier or "", 0):
            return True
        if not side and unit > _unit(other) and abs(fine - coarse) <= (ABOUT if bounded.modifier == "about" else ROUNDED) * max(p, q):
            return True
        if bounded.modifier == "about" and abs(fine - coarse) <= ABOUT * max(p, q):
            return True
    return False


SIDE_OF = {"more than": 1, "at least": 1, "less than": -1, "at most": -1}  # on which side of the figure the truth lies


def _unit(x: Date) -> float:
    """The length in days of the smallest unit that is written."""
    days, _, time = x.value[1:].partition("T")
    if found := PART.findall(time):
        return {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}.get(found[-1][1], 1.0)
    return min((DAYS.get(unit, 1.0) for _, unit in PART.findall(days)), default=1.0)


def _days(x: Date) -> tuple[date, date] | None:
    """The first and the last day of a date, whatever stands before it; None where it is no date, or not all of it is known."""
    value = _start(x)[:10]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        try:
            first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return None
        return first, first + timedelta(6)
    if day := _day(value):
        return day, day
    year, _, part = value.partition("-")
    months = MONTHS_OF.get(part, (int(part),) if re.fullmatch(r"0[1-9]|1[0-2]", part) else None if part else range(1, 13))
    if not re.fullmatch(r"\d{4}", year) or not 0 < int(year) < 9999 or months is None or part == "WI":
        return None
    first, last = date(int(year), min(months), 1), date(int(year), max(months), 1)
    return first, (last + timedelta(31)).replace(day=1) - timedelta(1)


def _stretch(x: Date) -> tuple[float, float] | None:
    """The days that "early", "late" … leave of a date, counted from the first day of the calendar."""
    whole = _days(x)
    if whole is None:
        return None
    low, high = whole[0].toordinal(), whole[1].toordinal() + 1
    first, last = SHARES.get(x.modifier or "", (0.0, 1.0))
    return low + first * (high - low), low + last * (high - low)


SHARES = {"early": (0.0, 0.45), "mid": (0.25, 0.75), "late": (0.55, 1.0), "start": (0.0, 0.33), "end": (0.67, 1.0)}


def _overlap(x: Date, y: Date) -> bool:
    """Whether the parts that are meant of two dates meet; True where that is not known."""
    p, q = _stretch(x), _stretch(y)
    return p is None or q is None or (p[0] < q[1] and q[0] < p[1])


def _same_limit(x: Date, y: Date) -> bool:
    """ "before October" and "by the end of September", "after 3 May" and "from 4 May"."""
    p, q = _limit(x), _limit(y)
    return p is not None and p == q and {"before", "after"} & {x.modifier, y.modifier} != set()


def _limit(x: Date) -> tuple[bool, date] | None:
    """Whether it ends there, and the last or the first day that counts."""
    whole = _days(x)
    if whole is None or x.modifier is None:
        return None
    first, last = whole
    if x.modifier == "before":
        return True, first - timedelta(1)
    if x.modifier == "after":
        return False, last + timedelta(1)
    if x.modifier in ("end", "until", "by", "to"):
        return True, last
    return (False, first) if x.modifier in ("start", "since", "from") else None


def _next_to(x: Date, y: Date) -> bool:
    """ "the end of September" and "October", "late May" and "early June": two stretches that touch, of which one has no sharp edge."""
    p, q = _stretch(x), _stretch(y)
    if p is None or q is None or not {x.modifier, y.modifier} & SHARES.keys() or {x.granularity, y.granularity} - {"day", "week", "month"}:
        return False
    return p[0] == q[1] or q[0] == p[1]


def _same_value(x: Date, y: Date) -> bool:
    return x.value == y.value and "X" not in x.value[:4] and not _opposed(x, y)


def _same_unknown(x: Date, y: Date) -> bool:
    """Alike in what is known, with the same places unknown in both ("January 2nd", "Jan. 2" of some year)."""
    return x.value == y.value and any(map(str.isdigit, x.value)) and not _opposed(x, y)


def _bound_on_one_side(x: Date, y: Date) -> bool:
    """As long, but "more than" or "less than" that on one side only."""
    return x.modifier != y.modifier and bool({x.modifier, y.modifier} & SIDE_OF.keys()) and same_length(x, y) and not _opposed(x, y)


def same_length(x: Date, y: Date) -> bool:
    """Whether two lengths of time are as long, in whatever units ("90 minutes", "an hour and a half")."""
    p, q = _span(x), _span(y)
    if p is None or q is None or not p or _opposed(x, y):
        return False
    same_units = PART.sub(lambda m: m[2], x.value) == PART.sub(lambda m: m[2], y.value)
    return p == q if same_units else abs(p - q) <= 0.02 * max(p, q)  # a year has 365.25 days, a month 30.4


def _opposed(x: Date, y: Date) -> bool:
    return any({x.modifier, y.modifier} == pair for pair in OPPOSITE)


def _contains(x: Date, y: Date) -> bool:
    """Whether one of them lies in the other."""
    short, long = sorted((_start(x), _start(y)), key=len)
    if "X" in short + long or short.startswith("P") or long.startswith("P") or _opposed(x, y) or not _overlap(x, y):
        return False
    if long.startswith(short) and len(long) > len(short):
        return True
    (day, _, part), (other_day, _, clock) = short.partition("T"), long.partition("T")
    if part in HOURS_OF and clock[2:3] == ":":
        return day == other_day and int(clock[:2]) in HOURS_OF[part]
    year, _, part = short.partition("-")
    for season, months in MONTHS_OF.items():
        for p, q in ((short, long), (long, short)):
            if p[5:] == season and q[:4] == p[:4] and q[5:7].isdigit() and int(q[5:7]) in months:
                return True
    return len(short) == 3 and long.startswith(short) and bool(year) and not part


def _weekday(x: Date, y: Date) -> bool:
    """A weekday of an unknown week against a day that falls on it."""
    for p, q in ((x.value, y.value), (y.value, x.value)):
        if p.startswith("XXXX-WXX-") and re.fullmatch(r"\d{4}-\d\d-\d\d", q[:10]):
            day = _day(q)
            return day is not None and day.isoweekday() == int(p[9:10])
    return False


def _day(value: str) -> date | None:
    """The day a value names; None where it names none, or one that no calendar has (30 February)."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _compatible(x: Date, y: Date) -> bool:
    """Nothing known of the one contradicts what is known of the other, and something is not known."""
    p, q = _start(x), _start(y)
    if "X" not in p + q and "REF" not in p + q:
        return False
    if "REF" in p + q or "W" in p + q:
        return True
    return all(i == j or "X" in (i, j) for i, j in zip(p, q, strict=False))


def _clock_alone(words: str) -> bool:
    """Whether folded words name a time of day and no day ("2.30 pm local time")."""
    return bool(CLOCK.match(words))


BOUNDS = frozenset({"since", "until", "before", "after", "by"})


def other_bound(x: Date, y: Date) -> bool:
    """The same day with another relation to it ("since 1953", "in 1953")."""
    return x.value == y.value and x.modifier != y.modifier and bool(BOUNDS & {x.modifier, y.modifier}) and not _opposed(x, y)


LEVELS: tuple[Level[Date], ...] = (
    Level("a bound in one version only", "variant", _bound_on_one_side),
    Level("the same value in another form", "equivalent", _same_value),
    Level("the same in what is written", "equivalent", _same_unknown),
    Level("the same length of time", "equivalent", same_length),
    Level("a rounded length of time", "variant", _rounded_length),
    Level("less exact on one side", "variant", _contains),
    Level("the same limit in other words", "equivalent", _same_limit),
    Level("next to each other, and no sharp edge between them", "unclear", _next_to),
    Level("the weekday of that date, the week not known", "unclear", _weekday),
    Level("a publication date is missing", "unclear", _compatible),
    Level(
        "a length of time against a date",
        "unclear",
        lambda x, y: x.value.startswith("P") != y.value.startswith("P") or (x.type == "SET") != (y.type == "SET"),
    ),
    Level("another date", "conflict", lambda x, y: True),
)
