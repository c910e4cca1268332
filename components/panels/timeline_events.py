"""What the timeline draws: events of both versions, the lane of each, and where it stands on a time axis that closes over empty years.

Everything here is plain and testable; timeline.py makes the picture. Dates are days (`date.toordinal`), places on the axis run 0 … 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from components.model import STORY_PARTS, Date, Difference, Fact, Facts, Name, Pair, Rules, Span, Version
from components.panels.view import ASIDE_PARTS, SIDES, Side, View
from components.panels.words import count, day, listed, timex

Axis = Literal["compressed", "linear", "busy"]
APART: Final = 300  # days without an event that close into a break
PAD: Final = 18  # days of room at either end of a busy stretch
BREAK: Final = 0.03  # share of the axis a break takes
CLOSE: Final = 0.03  # share of the axis within which two marks of one row would cover each other: they stand one above the other
RECENT: Final = 14  # days before publication within which the meeting a story reports may lie
OPENING: Final = 4  # sentences of the story in which it is named
NEAR: Final = 400  # characters before and after a date in which its clause and the names beside it are looked for
BESIDE: Final = 40  # characters between a date and damaged words that stand beside it; longer damage than LONG is another matter
LONG: Final = 80
STATEMENTS: Final = "Statements"
PUBLISHED: Final = "Published"
COUNTRIES: Final = "Countries"
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
# Where a clause ends, as far as that can be told cheaply: stronger marks than a comma, quotation marks, the words that open another clause
CUT: Final = re.compile(
    r"[;:]\s|\s[—–-]\s|[—“”\"]|,?\s(?=(?:which|who|whom|whose|where|that|while|although|though|because|when|after|before|but)\s)"
)
CLOCK: Final = re.compile(r"\d\d:\d\d")
RELATIVE: Final = re.compile(r"(?:which|who|whom|whose|where)\s")  # its clause speaks of the name right before it


@dataclass(frozen=True, slots=True)
class Event:
    """What one version asserts when. `start` and `end` are None where no day can be told; `inherited`: no date of its own, but the day
    the story opens with (or its publication); `open`: no end is known ("since 2018"). `who`: the names of its clause, the lane's first;
    `ids`: what selects it, blanks between; `damage`: damaged words beside the date; `pairs`: the pairs of dates it stands for, several
    where it was said several times."""

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
    open: bool = False
    who: str = ""
    ids: str = ""
    damage: str = ""
    pairs: tuple[str, ...] = ()


def events(view: View, countries: Collection[str] = ()) -> list[Event]:
    """The events of both versions: dates with their pairs, the statements that inherit the meeting’s date, the publications.
    `countries`: names that make no lane of their own."""
    around = Around(view, countries)
    found: list[Event] = []
    for place, pair in enumerate(view.pairs("date")):
        lane, who = around.lane(pair)
        sides: tuple[tuple[Side, Fact | None], ...] = (("a", pair.a), ("b", pair.b))
        made = [
            _event(around, f"e{place}", lane, who, side, fact, pair)
            for side, fact in sides
            if isinstance(fact, Date) and fact.type in ("DATE", "TIME")
        ]
        if len(made) == 2 and pair.verdict in ("same", "equivalent") and made[0].start == made[1].start:
            last = max((event.end for event in made if event.end is not None), default=None)  # "earlier this year" in both: one span
            made = [replace(event, end=last) for event in made]
        found += made
    return [*merged(found), *statements(view), *publications(view)]


def countries_of(rules: Rules) -> frozenset[str]:
    """The countries of data/rules/places.toml, by the name that stands for all their forms."""
    table = rules.table("places").get("countries", "")
    return frozenset(line.partition("|")[0].strip() for line in table.splitlines() if line.strip())


class Around:
    """What stands beside a date in its clause: names, and damaged words. Everything is looked up by its place in the text."""

    def __init__(self, view: View, countries: Collection[str] = ()) -> None:
        self.view, self.countries = view, countries
        self.counts = mentions(view)
        self.names: dict[Side, list[Name]] = {}
        self.damaged: dict[Side, list[tuple[Span, Difference]]] = {}
        self.sentences: dict[tuple[Side, int], str] = {}
        for side in SIDES:
            self.names[side] = sorted(view.facts(side).names, key=lambda name: name.span.start)
            marks = (mark for several in view.marks[side].values() for mark in several if mark.difference.verdict == "glitch")
            self.damaged[side] = sorted(((mark.span, mark.difference) for mark in marks), key=lambda one: one[0].start)

    def lane(self, pair: Pair) -> tuple[str, str]:
        """The lane of a date and all the names of its clause, rarest first. Where the clause has no name the sentence's are taken; a
        damaged name is no lane's where there is a whole one; what only countries name stands in their lane."""
        sides: tuple[tuple[Side, Fact | None], ...] = (("a", pair.a), ("b", pair.b))
        facts = [(side, fact) for side, fact in sides if fact is not None]
        beside = [(fact, name) for side, fact in facts for name in self.whole(side, self.in_clause(side, fact))]
        beside = beside or [(fact, name) for side, fact in facts for name in self.whole(side, self.in_sentence(side, fact))]
        if not beside:
            return opening(self.view, pair), ""
        ordered = sorted(beside, key=lambda one: (self.country(one[1].entity), self.counts[one[1].entity], far(one[1], one[0])))
        who = list(dict.fromkeys(name.entity for _, name in ordered))
        return COUNTRIES if self.country(who[0]) else who[0], listed(who)

    def sentence(self, side: Side, index: int) -> str:
        """A sentence in one line; one that holds many dates is made once."""
        if (side, index) not in self.sentences:
            version = self.view.version(side)
            self.sentences[side, index] = " ".join(version.sentences[index].span.of(version.text).split())
        return self.sentences[side, index]

    def country(self, entity: str) -> bool:
        """Whether this is a country: "Korea" too, which news says of either."""
        return entity in self.countries

    def whole(self, side: Side, names: Sequence[Name]) -> Sequence[Name]:
        """The names that are not damaged, or all where none is whole."""
        text = self.view.version(side).text
        return [n for n in names if not any(d.subject != n.span.of(text) for d in self.glitches(side, n.span))] or names

    def in_clause(self, side: Side, fact: Fact) -> list[Name]:
        """The names in the clause of a date, the one that a relative clause speaks of included."""
        version = self.view.version(side)
        inside, relative = clause(version.text, version.sentences[fact.sentence].span, fact.span)
        names = self.in_sentence(side, fact)
        return [n for n in names if n.span.overlaps(inside) or (relative and 0 <= inside.start - n.span.end <= 2)]

    def in_sentence(self, side: Side, fact: Fact) -> list[Name]:
        """The names of its sentence, not farther away than a clause may reach."""
        names = self.names[side]
        first = bisect_left(names, fact.span.start - NEAR, key=lambda name: name.span.start)
        last = bisect_left(names, fact.span.end + NEAR, key=lambda name: name.span.start)
        return [name for name in names[first:last] if name.sentence == fact.sentence]

    def glitches(self, side: Side, span: Span) -> list[Difference]:
        """The damage that touches a stretch of text."""
        marks = self.damaged[side]
        first = bisect_left(marks, span.start - NEAR, key=lambda one: one[0].start)
        last = bisect_left(marks, span.end, key=lambda one: one[0].start)
        return [difference for at, difference in marks[first:last] if at.overlaps(span) or (not len(at) and span.start < at.start)]

    def damage(self, side: Side, fact: Fact | None) -> str:
        """Damaged words in the clause of a date: "Kharkivon │ Kharkiv, on"."""
        if fact is None:
            return ""
        version = self.view.version(side)
        inside, _ = clause(version.text, version.sentences[fact.sentence].span, fact.span)
        near = Span(max(inside.start, fact.span.start - BESIDE), min(inside.end, fact.span.end + BESIDE))
        both = (self.view.words(difference) for difference in self.glitches(side, near))
        return "; ".join(dict.fromkeys(f"{a or 'nothing'} │ {b or 'nothing'}" for a, b in both if max(len(a), len(b)) <= LONG))


def clause(text: str, sentence: Span, at: Span) -> tuple[Span, bool]:
    """The clause around `at`, and whether it is a relative one: "which the country left in 2019", which a comma ends."""
    first, last = max(sentence.start, at.start - NEAR), min(sentence.end, at.end + NEAR)
    start, end = first, last
    for cut in CUT.finditer(text, first, last):
        if cut.end() <= at.start:
            start = cut.end()
        elif cut.start() >= at.end:
            end = cut.start()
            break
    relative = RELATIVE.match(text, start) is not None
    comma = text.find(", ", at.end, end) if relative else -1
    return Span(start, comma if comma >= 0 else max(end, at.end)), relative


def moment(value: str) -> str:
    """A TIMEX3 value in words, its clock time too: 2 September 2024, 05:40."""
    at, _, clock = value.partition("T") if value[:1].isdigit() else (value, "", "")
    return f"{timex(at)}, {clock[:5]}" if CLOCK.match(clock) else timex(at)


def _event(around: Around, id: str, lane: str, who: str, side: Side, fact: Date, pair: Pair) -> Event:
    view, version = around.view, around.view.version(side)
    first, last = interval(fact, version.published)
    modifier = "earlier in" if fact.modifier == "earlier" else fact.modifier
    finding = view.difference[pair.difference].finding if pair.difference else ""
    sentences = [f"{s}{f.sentence}" for s, f in (("a", pair.a), ("b", pair.b)) if f is not None]
    return Event(
        id,
        lane,
        side,
        first,
        last,
        " ".join(filter(None, (modifier, moment(fact.value)))) if first is not None else "no day known",
        " ".join(fact.span.of(version.text).split()),
        around.sentence(side, fact.sentence),
        SAID[pair.verdict],
        pair.difference or f"{side}{fact.sentence}",
        conflict=pair.verdict == "conflict",
        joined=pair.a is not None and pair.b is not None,
        open=fact.modifier == "since",
        who=who,
        ids=" ".join(filter(None, (pair.difference, finding, *sentences))),
        damage=around.damage(side, fact),
        pairs=(id,),
    )


def merged(found: Iterable[Event], *, rows: bool = False) -> list[Event]:
    """Events of one lane, side and time together: each is drawn once, its texts listed. `rows`: whatever the lane."""
    groups: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in found:
        alone = event.start is None or event.conflict  # a date that differs keeps its own line to the other one
        groups["" if rows else event.lane, event.side, event.start, event.end, event.open, id(event) if alone else 0].append(event)
    return [_together(several) for several in groups.values()]


def _together(several: Sequence[Event]) -> Event:
    def each(values: Iterable[str], between: str) -> str:
        return between.join(dict.fromkeys(filter(None, values)))

    return several[0] if len(several) == 1 else replace(
        min(several, key=lambda event: event.inherited),
        text=each((e.text for e in several), " · "),
        who=each((e.who for e in several), "; "),
        sentence=each((e.sentence for e in several), " · "),
        said=each((e.said for e in several), "; "),
        ids=each((id for e in several for id in e.ids.split()), " "),
        damage=each((e.damage for e in several), "; "),
        joined=any(e.joined for e in several),
        pairs=tuple(dict.fromkeys(pair for e in several for pair in e.pairs)),
    )  # fmt: skip


def statements(view: View) -> list[Event]:
    """Those who are quoted without a date of their own speak on the day the story reports: drawn hollow, for the date is inherited."""
    done = []
    for side in SIDES:
        version, facts = view.version(side), view.facts(side)
        meeting = meeting_day(version, facts)
        dated = {fact.sentence for fact in facts.dates}
        spoken = [q for q in facts.quotations if q.entity and q.sentence not in dated and version.sentences[q.sentence].part in STORY_PARTS]
        if meeting is None or not spoken:
            continue
        who = listed(list(dict.fromkeys(q.entity for q in spoken if q.entity)))
        when = f"{day(date.fromordinal(meeting))}, taken from the opening"
        ids = " ".join(dict.fromkeys(f"{side}{q.sentence}" for q in spoken))
        done.append(
            Event("statements", STATEMENTS, side, meeting, meeting, when, who, "", "no date of their own", ids.partition(" ")[0],
                  inherited=True, who=who, ids=ids, pairs=("statements",))
        )  # fmt: skip
    both = len(done) == 2 and done[0].start == done[1].start
    return [replace(event, joined=both) for event in done]


def meeting_day(version: Version, facts: Facts) -> int | None:
    """The day the story reports (a meeting, mostly): the first day named in its opening that lies shortly before the publication."""
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
    for side in SIDES:
        version = view.version(side)
        if version.published is not None:
            at, whose = version.published.toordinal(), "given" if version.published_from != "text" else "in the text"
            words = f"publication date ({whose})"
            done.append(
                Event(f"published-{side}", PUBLISHED, side, at, at, day(version.published), words, "", "publication", "")
            )
    return done


def mentions(view: View) -> Counter[str]:
    """How often each name stands in both versions together, what was put aside not counted."""
    places = ((view.version(side).sentences, name) for side in SIDES for name in view.facts(side).names)
    return Counter(name.entity for sentences, name in places if sentences[name.sentence].part not in ASIDE_PARTS)


def far(name: Name, fact: Fact) -> int:
    """Characters between a name and a fact."""
    return max(name.span.start - fact.span.end, fact.span.start - name.span.end, 0)


def opening(view: View, pair: Pair) -> str:
    """How the sentence begins, where it names nobody."""
    version, fact = (view.comparison.a, pair.a) if pair.a is not None else (view.comparison.b, pair.b)
    if fact is None:
        return NOBODY
    words = " ".join(version.sentences[fact.sentence].span.of(version.text)[:200].split()).strip("“”‘’\"' ")
    return words if len(words) <= 30 else words[:30].rsplit(" ", 1)[0] + " …"


def said_of_dates(view: View) -> tuple[str, bool]:
    """Whether dates differ, within what was found in both versions; True where one does."""
    both = [pair for pair in view.pairs("date") if pair.a is not None and pair.b is not None]
    differ, unclear = (sum(pair.verdict == verdict for pair in both) for verdict in ("conflict", "unclear"))
    rest = f" {count(unclear, 'date')} cannot be told." if unclear else ""
    if not both:
        return "No date is found in both versions.", False
    if differ:
        return f"≠ {differ} of the {count(len(both), 'date')} found in both versions {'differs' if differ == 1 else 'differ'}.{rest}", True
    if len(both) == 1:
        return f"The one date found in both versions {'cannot be told.' if unclear else 'does not differ.'}", False
    return f"None of the {len(both):,} dates found in both versions differs.{rest}", False


def entries(found: Iterable[Event]) -> list[list[Event]]:
    """The events as they are told in a list: those with a day by that day, each with what A and what B asserts of it."""
    made: dict[str, list[Event]] = {}
    dated = (event for event in found if event.start is not None)
    for event in sorted(dated, key=lambda e: (e.start or 0, e.end or 0, e.lane in (STATEMENTS, PUBLISHED), e.side)):
        other = next((key for key in event.pairs if key in made), None)
        if other is not None and made[other][0].side != event.side and len(made[other]) == 1:
            made[other].append(event)
        else:
            made["".join(event.pairs[:1]) or event.id] = [event]
    return [sorted(several, key=lambda event: event.side) for several in made.values()]


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
        done.append(Stretch(max(part[0] - PAD, 1), min(part[1] + PAD, date.max.toordinal()), left, right))
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
                    first = not made or made[-1][0] < stretch.left  # of its stretch: it says the year
                    name = f"{date(year, month, 1):%b %Y}" if first else f"{date(year, month, 1):%b}"
                    made.append((stretch.at(at), str(year) if step == 12 or month == 1 else name))
        if not any(stretch.left <= place <= stretch.right for place, _ in made):
            made.append((stretch.at((stretch.first + stretch.last) // 2), str(date.fromordinal(stretch.last).year)))
    return list({round(place, 4): (place, label) for place, label in made}.values())  # one label at a place


def lanes(found: Sequence[Event]) -> list[str]:
    """The lanes, by their first day; the countries, the statements and the publications last."""
    first: dict[str, int] = {}
    for event in found:
        if event.start is not None:
            first[event.lane] = min(first.get(event.lane, event.start), event.start)
    last = (COUNTRIES, NOBODY, STATEMENTS, PUBLISHED)
    return [*(lane for lane in sorted(first, key=lambda lane: first[lane]) if lane not in last), *(lane for lane in last if lane in first)]


def row_levels(places: Sequence[tuple[str, Side, float]]) -> list[int]:
    """Where marks of one lane and side would cover each other they stand on another level: 0, above (-1) or below (1)."""
    taken: dict[tuple[str, Side], dict[int, float]] = defaultdict(dict)
    levels = [0] * len(places)
    for k in sorted(range(len(places)), key=lambda k: places[k][2]):
        lane, side, at = places[k]
        row = taken[lane, side]
        free = [level for level in (0, -1, 1) if at - row.get(level, -1.0) >= CLOSE]
        levels[k] = free[0] if free else min(row, key=lambda level: row[level])
        row[levels[k]] = at
    return levels
