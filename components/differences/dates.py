"""Dates that answer each other: the same day in another form, a less exact one, another day, or one that cannot be told."""

from __future__ import annotations

import re
from datetime import date

from components.differences.collation import Collation, Row, changed, one_sided, pair_facts
from components.differences.edits import SIDES, Passage, SideName
from components.differences.levels import Level, Outcome, walk
from components.differences.vocabulary import Vocabulary, vocabulary
from components.model import Date

MONTHS_OF = {"SP": range(3, 6), "SU": range(6, 9), "FA": range(9, 12), "WI": (12, 1, 2), "Q1": range(1, 4), "Q2": range(4, 7),
             "Q3": range(7, 10), "Q4": range(10, 13), "H1": range(1, 7), "H2": range(7, 13)}  # fmt: skip
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
)
CLOCK = re.compile(r"[\d\s.:]*(?:[ap]\.? ?m\.?)?(?:noon|midday|midnight|o'clock)?(?: local time| [a-z]{2,4}t| gmt| utc)?\Z")
PART = re.compile(r"(\d+(?:\.\d+)?)([CEYMWDHS])")
DAYS = {"C": 36525.0, "E": 3652.5, "Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0}


def compare_dates(collation: Collation) -> None:
    """Rows and pairs for the dates of all linked sentences; a relative date alike in both that falls on other days is a row too."""
    told: set[int] = set()
    for link in collation.linked:
        passage = collation.passage["a"].get(link.a[0])
        dates_a, dates_b = collation.facts_in(link, Date)
        found: list[tuple[Date | None, Date | None]] = list(
            pair_facts(passage, dates_a, dates_b, _likeness) if passage else zip(dates_a, dates_b, strict=False)
        )
        for x, y in _with_the_rest(collation, found):
            told.update(id(d) for d in (x, y) if d)
            if x and y:
                _pair(collation, x, y)
            elif passage and x:
                _alone(collation, passage, x, "a")
            elif passage and y:
                _alone(collation, passage, y, "b")
    collation.answer_rest("date", collation.facts_a.dates, collation.facts_b.dates, told)


def _with_the_rest(
    collation: Collation, found: list[tuple[Date | None, Date | None]]
) -> list[tuple[Date | None, Date | None]]:  # fmt: skip
    """The pairs, and as one more the two dates that are left over where each side has one and nothing speaks against them."""
    rest_a, rest_b = [x for x, y in found if x and not y], [y for x, y in found if y and not x]
    if len(rest_a) != 1 or len(rest_b) != 1:
        return found
    x, y = rest_a[0], rest_b[0]
    outcome = _compare(x, y, _words(x, collation.a.text), _words(y, collation.b.text), False, vocabulary(collation.rules))
    if outcome.verdict != "unclear" or x.type != y.type:
        return found
    return [pair for pair in found if pair[0] and pair[1]] + [(x, y)]


def _likeness(x: Date, y: Date) -> float:
    """How well two dates can answer each other: 1 where they are the same day, in whatever words."""
    if x.value == y.value and any(map(str.isdigit, x.value)):
        return 1.0
    kinds = {x.type, y.type}
    return 0.5 if len(kinds) == 1 or kinds == {"DATE", "TIME"} else 0.2


def _pair(collation: Collation, x: Date, y: Date) -> None:
    words_x, words_y = _words(x, collation.a.text), _words(y, collation.b.text)
    outcome = _compare(x, y, words_x, words_y, collation.a.published != collation.b.published, vocabulary(collation.rules))
    if words_x == words_y and collation.quoted("a", x.span):
        outcome = Outcome("same", "the speaker's own words")  # reckoned from the day of speaking, not of printing
    row = None
    bounded = _other_bound(x, y) and _bound_changed(collation, x, y)
    if bounded:
        outcome = Outcome("variant", "the same date in another relation")
    touched = words_x == words_y or bounded or collation.changed("a", x.span) or collation.changed("b", y.span)
    if outcome.verdict != "same" and touched:
        mark = {"conflict": "other", "unclear": "unclear", "variant": "variant"}.get(outcome.verdict, "style")
        row = collation.write(
            Row("date", outcome.verdict, x.span, y.span, outcome.level, "", outcome.note, frozenset({mark}),
                group=("swap", "date", *sorted((words_x, words_y))))
        )  # fmt: skip
    collation.answer("date", x, y, outcome.verdict, outcome.level, row)


def _bound_changed(collation: Collation, x: Date, y: Date) -> bool:
    """Whether the word before a date that says how something stands to it ("since", "until") was changed."""
    words = vocabulary(collation.rules).before_dates
    for name, span in zip(SIDES, (x.span, y.span), strict=True):
        for _, side in collation.sides(name, span):
            i, _ = side.range_of(span)
            if any(k in side.left and side.norms[k] in words for k in range(max(i - 2, 0), i)):
                return True
    return False


def _alone(collation: Collation, passage: Passage, fact: Date, name: SideName) -> None:
    if changed(passage.seen_from(name)[0], fact.span):
        one_sided(collation, passage, fact, name, "date", "", frozenset({"date"}))
    else:
        collation.answer_alone("date", fact, name, "the words are in both")


def _words(fact: Date, text: str) -> str:
    return " ".join(fact.span.of(text).casefold().replace("\u00a0", " ").replace("’", "'").split())


def _compare(x: Date, y: Date, words_x: str, words_y: str, printed_apart: bool, words: Vocabulary) -> Outcome:
    """How two dates that answer each other differ. `printed_apart`: the versions have not the same publication date."""
    if words_x == words_y:
        told = printed_apart and not _clock_alone(words_x) and PUBLICATION in x.reason and PUBLICATION in y.reason
        if told and _known(x) and _known(y) and _start(x) != _start(y):
            return Outcome(
                "conflict", "another day by the publication dates", "the same words, but not the same time by the two publication dates"
            )
        return Outcome("same", "the same words")
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
DIGIT = re.compile(r"\d+")
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b")


def _known(x: Date) -> bool:
    return "X" not in x.value


def _start(x: Date) -> str:
    return x.value.split("/")[0]


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


def _same_value(x: Date, y: Date) -> bool:
    return x.value == y.value and "X" not in x.value[:4] and not _opposed(x, y)


def _same_unknown(x: Date, y: Date) -> bool:
    """Alike in what is known, with the same places unknown in both ("January 2nd", "Jan. 2" of some year)."""
    return x.value == y.value and any(map(str.isdigit, x.value)) and not _opposed(x, y)


def _same_length(x: Date, y: Date) -> bool:
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
    if "X" in short + long or short.startswith("P") or long.startswith("P") or _opposed(x, y):
        return False
    if long.startswith(short) and len(long) > len(short):
        return True
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


def _other_bound(x: Date, y: Date) -> bool:
    """The same day with another relation to it ("since 1953", "in 1953")."""
    return x.value == y.value and x.modifier != y.modifier and bool(BOUNDS & {x.modifier, y.modifier}) and not _opposed(x, y)


LEVELS: tuple[Level[Date], ...] = (
    Level("the same value in another form", "equivalent", _same_value),
    Level("the same in what is written", "equivalent", _same_unknown),
    Level("the same length of time", "equivalent", _same_length),
    Level("less exact on one side", "variant", _contains),
    Level("the weekday of that date, the week not known", "unclear", _weekday),
    Level("a publication date is missing", "unclear", _compatible),
    Level(
        "a length of time against a date",
        "unclear",
        lambda x, y: x.value.startswith("P") != y.value.startswith("P") or (x.type == "SET") != (y.type == "SET"),
    ),
    Level("another date", "conflict", lambda x, y: True),
)
