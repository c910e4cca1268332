"""What the timeline draws: events of both versions, the lane of each, and where it stands on a time axis that closes over empty years.

Everything here is plain and testable; timeline.py makes the picture. Dates are days (`date.toordinal`), places on the axis run 0 … 1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from components.model import STORY_PARTS, Date, Fact, Facts, Name, Pair, Version
from components.panels.view import Side, View
from components.panels.words import day, listed, timex

Axis = Literal["compressed", "linear", "busy"]
APART: Final = 300  # days without an event that close into a break
PAD: Final = 18  # days of room at either end of a busy stretch
BREAK: Final = 0.03  # share of the axis a break takes
RECENT: Final = 14  # days before publication within which the meeting a story reports may lie
OPENING: Final = 4  # sentences of the story in which it is named
STATEMENTS: Final = "Statements at the meeting"
PUBLISHED: Final = "Published"
SIDES: Final[tuple[Side, ...]] = ("a", "b")
NOBODY: Final = "No name beside it"
SAID: Final = {
    "same": "both, the same words",
    "equivalent": "both, the same in another form",
    "conflict": "≠ the dates differ",
    "unclear": "cannot be told",
    "variant": "both, in other words",
    "glitch": "both, damaged text",
    "moved": "both",
    "omitted": "only in A",
    "added": "only in B",
}


@dataclass(frozen=True, slots=True)
class Event:
    """What one version asserts when. `start` and `end` are None where no day can be told; `inherited`: the meeting's date, not its own."""

    id: str
    lane: str
    side: Side
    start: int | None
    end: int | None
    when: str
    text: str
    sentence: str
    said: str
    target: str
    conflict: bool = False
    joined: bool = False
    inherited: bool = False


def events(view: View) -> list[Event]:
    """The events of both versions: dates with their pairs, the statements that inherit the meeting's date, the publications."""
    counts, names = mentions(view), by_sentence(view)
    found: list[Event] = []
    for place, pair in enumerate(view.pairs("date")):
        lane = lane_of(view, pair, counts, names)
        for side, fact in (("a", pair.a), ("b", pair.b)):
            if isinstance(fact, Date) and fact.type in ("DATE", "TIME"):
                found.append(_event(view, f"e{place}", lane, "a" if side == "a" else "b", fact, pair))
    return [*merged(found), *statements(view), *publications(view)]


def _event(view: View, id: str, lane: str, side: Side, fact: Date, pair: Pair) -> Event:
    version = view.version(side)
    first, last = interval(fact, version.published)
    when = " ".join(filter(None, (fact.modifier, timex(fact.value)))) if first is not None else "no day known"
    return Event(
        id,
        lane,
        side,
        first,
        last,
        when,
        " ".join(fact.span.of(version.text).split()),
        " ".join(version.sentences[fact.sentence].span.of(version.text).split()),
        SAID[pair.verdict],
        pair.difference or f"{side}{fact.sentence}",
        pair.verdict == "conflict",
        pair.a is not None and pair.b is not None,
    )


def merged(found: Iterable[Event]) -> list[Event]:
    """Events of one lane, side and time together: each is drawn once, its texts listed."""
    groups: dict[tuple[str, Side, int | None, int | None, bool], list[Event]] = defaultdict(list)
    for event in found:
        key = (
            (event.lane, event.side, event.start, event.end, event.conflict)
            if event.start is not None
            else (event.lane, event.side, None, id(event), False)
        )
        groups[key].append(event)
    return [
        replace(several[0], text=" · ".join(dict.fromkeys(e.text for e in several)), joined=any(e.joined for e in several))
        for several in groups.values()
    ]


def statements(view: View) -> list[Event]:
    """Those who are quoted without a date of their own speak at the meeting the story reports: drawn hollow, for the date is inherited."""
    done = []
    for side, facts in (("a", view.comparison.facts_a), ("b", view.comparison.facts_b)):
        version = view.version("a" if side == "a" else "b")
        meeting = meeting_day(version, facts)
        dated = {fact.sentence for fact in facts.dates}
        spoken = [q for q in facts.quotations if q.entity and q.sentence not in dated and version.sentences[q.sentence].part in STORY_PARTS]
        if meeting is None or not spoken:
            continue
        who = listed(list(dict.fromkeys(q.entity for q in spoken if q.entity)))
        when = f"{day(date.fromordinal(meeting))}, taken from the meeting"
        done.append(
            Event(
                "statements",
                STATEMENTS,
                "a" if side == "a" else "b",
                meeting,
                meeting,
                when,
                who,
                "",
                "date inherited",
                f"{side}{spoken[0].sentence}",
                inherited=True,
            )
        )
    both = len(done) == 2 and done[0].start == done[1].start
    return [replace(event, joined=both) for event in done]


def meeting_day(version: Version, facts: Facts) -> int | None:
    """The day the story reports: the first day named in its opening sentences that lies shortly before the publication."""
    if version.published is None:
        return None
    opening = [s.index for s in version.sentences if s.part in STORY_PARTS][:OPENING]
    for fact in facts.dates:
        first, last = interval(fact, version.published) if fact.granularity == "day" else (None, None)
        if first is not None and first == last and fact.sentence in opening and 0 <= version.published.toordinal() - first <= RECENT:
            return first
    return None


def publications(view: View) -> list[Event]:
    """When each version was published, where that is known."""
    done = []
    for side, version in (("a", view.comparison.a), ("b", view.comparison.b)):
        if version.published is not None:
            at = version.published.toordinal()
            whose = "given" if version.published_from != "text" else "in the text"
            done.append(
                Event(
                    f"published-{side}",
                    PUBLISHED,
                    "a" if side == "a" else "b",
                    at,
                    at,
                    day(version.published),
                    f"publication date ({whose})",
                    "",
                    "publication",
                    "",
                    inherited=True,
                )
            )
    return done


def mentions(view: View) -> Counter[str]:
    """How often each name stands in both versions together."""
    return Counter(name.entity for facts in (view.comparison.facts_a, view.comparison.facts_b) for name in facts.names)


def lane_of(view: View, pair: Pair, counts: Counter[str], names: Mapping[tuple[Side, int], Sequence[Name]]) -> str:
    """The rarest name that either version puts into the sentence of the date; the nearest of equally rare ones. A damaged name is no
    name of a lane where the sentence has a whole one."""
    facts: tuple[tuple[Side, Fact | None], ...] = (("a", pair.a), ("b", pair.b))
    beside = [(side, fact, name) for side, fact in facts if fact is not None for name in names.get((side, fact.sentence), ())]
    whole = [item for item in beside if not damaged(view, item[0], item[2])] or beside
    if not whole:
        return opening(view, pair)
    return min(whole, key=lambda item: (counts[item[2].entity], far(item[2], item[1])))[2].entity


def by_sentence(view: View) -> dict[tuple[Side, int], list[Name]]:
    """The names of each sentence of either side."""
    found: dict[tuple[Side, int], list[Name]] = defaultdict(list)
    for side in SIDES:
        for name in (view.comparison.facts_a if side == "a" else view.comparison.facts_b).names:
            found[side, name.sentence].append(name)
    return found


def damaged(view: View, side: Side, name: Name) -> bool:
    """Whether a damaged word is (part of) this name."""
    text = name.span.of(view.version(side).text)
    marks = view.marks(side).get(name.sentence, ())
    return any(m.difference.kind == "glitch" and m.span.overlaps(name.span) and text != m.difference.subject for m in marks)


def far(name: Name, fact: Fact) -> int:
    """Characters between a name and a fact."""
    return max(name.span.start - fact.span.end, fact.span.start - name.span.end, 0)


def opening(view: View, pair: Pair) -> str:
    """How the sentence begins, where it names nobody."""
    version, fact = (view.comparison.a, pair.a) if pair.a is not None else (view.comparison.b, pair.b)
    if fact is None:
        return NOBODY
    words = " ".join(version.sentences[fact.sentence].span.of(version.text).split()).strip("“”‘’\"' ")
    return words if len(words) <= 30 else words[:30].rsplit(" ", 1)[0] + " …"


YEAR = re.compile(r"(\d{4})\Z")
DECADE = re.compile(r"(\d{3})\Z")
MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?\Z")
WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?\Z")
QUARTER = re.compile(r"(\d{4})-([QH])([1-4])\Z")
SEASON = re.compile(r"(\d{4})-(SP|SU|FA|AU|WI)\Z")


def interval(fact: Date, published: date | None) -> tuple[int | None, int | None]:
    """First and last day of a date; "since 2018" runs to the publication. (None, None) where no day can be told."""
    first, last = days_of(fact.value)
    if first is None or last is None:
        return None, None
    if fact.modifier == "since" and published is not None and published.toordinal() > first:
        last = published.toordinal()
    if fact.relative and fact.granularity != "day" and published is not None and first <= published.toordinal() < last:
        last = published.toordinal()  # "earlier this year" has not run beyond the day it was printed
    return first, last


def days_of(value: str) -> tuple[int | None, int | None]:
    """First and last day of a TIMEX3 value, or of two with a stroke between; (None, None) for what names no day."""
    if "/" in value:
        left, _, right = value.partition("/")
        first, last = days_of(left)[0], days_of(right)[1]
        return first, last if last is not None else first
    try:
        if m := DAY.match(value):
            at = date(int(m[1]), int(m[2]), int(m[3])).toordinal()
            return at, at
        if m := MONTH.match(value):
            return _months(int(m[1]), int(m[2]), 1)
        if m := YEAR.match(value):
            return _months(int(m[1]), 1, 12)
        if m := DECADE.match(value):
            return _months(int(m[1]) * 10, 1, 120)
        if m := WEEK.match(value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return (monday + timedelta(5 if m[3] else 0)).toordinal(), (monday + timedelta(6)).toordinal()
        if m := QUARTER.match(value):
            long = 3 if m[2] == "Q" else 6
            return _months(int(m[1]), 1 + long * (int(m[3]) - 1), long)
        if m := SEASON.match(value):
            return _months(int(m[1]), {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}[m[2]], 3)
    except ValueError:
        pass
    return None, None


def _months(year: int, month: int, several: int) -> tuple[int, int]:
    after = year * 12 + month - 1 + several
    return date(year, month, 1).toordinal(), date(after // 12, after % 12 + 1, 1).toordinal() - 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A busy stretch of time, first to last day, and its place on the axis, left to right."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: int) -> float:
        """Where a day of this stretch stands."""
        return self.left + (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, 1) * (self.right - self.left)


def stretches(found: Sequence[Event], axis: Axis = "compressed") -> list[Stretch]:
    """The busy stretches of the axis. Compressed: years without an event close into a break, and a stretch has room by the root of its
    length and of its events. Linear: one stretch. Busy: the stretch with the most events alone."""
    spans = sorted((e.start, e.end) for e in found if e.start is not None and e.end is not None)
    joined: list[list[int]] = []
    for first, last in spans:
        long = last - first > 3 * 366  # an open span ("since 2018") is no reason to spell out its years
        for one, other in ((first, first), (last, last)) if long else ((first, last),):
            if joined and any(one - APART <= part[1] and other + APART >= part[0] for part in joined):
                part = next(part for part in joined if one - APART <= part[1] and other + APART >= part[0])
                part[0], part[1] = min(part[0], one), max(part[1], other)
            else:
                joined.append([one, other])
    joined = _overlapping(joined)
    if not joined:
        return []
    if axis == "linear":
        joined = [[joined[0][0], joined[-1][1]]]
    inside = [sum(1 for first, last in spans if first <= part[1] and last >= part[0]) for part in joined]
    if axis == "busy":
        best = max(range(len(joined)), key=lambda k: (inside[k], joined[k][1]))
        joined, inside = [joined[best]], [inside[best]]
    weights = [((part[1] - part[0]) + 2 * PAD) ** 0.5 * max(number, 1) ** 0.5 for part, number in zip(joined, inside, strict=True)]
    free = 1 - BREAK * (len(joined) - 1)
    done, left = [], 0.0
    for part, weight in zip(joined, weights, strict=True):
        right = left + free * weight / sum(weights)
        done.append(Stretch(max(part[0] - PAD, 1), part[1] + PAD, left, right))
        left = right + BREAK
    return done


def _overlapping(parts: list[list[int]]) -> list[list[int]]:
    done: list[list[int]] = []
    for first, last in sorted(parts):
        if done and first - APART <= done[-1][1]:
            done[-1][1] = max(done[-1][1], last)
        else:
            done.append([first, last])
    return done


def place_on(axis: Sequence[Stretch], day: int) -> float | None:
    """Where a day stands on the axis, 0 … 1; the edge of the next stretch for a day inside a break; None beside the axis."""
    if not axis or day < axis[0].first or day > axis[-1].last:
        return None
    for stretch in axis:
        if day <= stretch.last:
            return stretch.at(day) if day >= stretch.first else stretch.left
    return None


def ticks(axis: Sequence[Stretch]) -> list[tuple[float, str]]:
    """Labels of the axis: years, and months where there is room for them."""
    made: list[tuple[float, str]] = []
    for stretch in axis:
        room = stretch.right - stretch.left
        years = range(date.fromordinal(stretch.first).year, date.fromordinal(stretch.last).year + 1)
        length = stretch.last - stretch.first
        if length < 500 and room < 0.16:
            middle = (stretch.first + stretch.last) // 2
            made.append((stretch.at(middle), str(date.fromordinal(middle).year)))
            continue
        step = 1 if length < 460 and room > 0.45 else 3 if length < 1000 and room > 0.3 else 12
        every = max(1, round(len(years) / (room * 16))) if step == 12 else 1
        for year in years:
            for month in range(1, 13, step):
                at = date(year, month, 1).toordinal()
                if stretch.first <= at <= stretch.last and (step < 12 or (year - years[0]) % every == 0):
                    made.append((stretch.at(at), str(year) if step == 12 or month == 1 else f"{date(year, month, 1):%b}"))
        if not any(stretch.left <= place <= stretch.right for place, _ in made):
            made.append((stretch.at((stretch.first + stretch.last) // 2), str(date.fromordinal(stretch.last).year)))
    return made


def lanes(found: Sequence[Event]) -> list[str]:
    """The lanes, by their first day; the statements and the publications last."""
    first: dict[str, int] = {}
    for event in found:
        if event.start is not None:
            first[event.lane] = min(first.get(event.lane, event.start), event.start)
    named = [lane for lane in sorted(first, key=lambda lane: first[lane]) if lane not in (STATEMENTS, PUBLISHED, NOBODY)]
    return [*named, *(lane for lane in (NOBODY, STATEMENTS, PUBLISHED) if lane in first)]
