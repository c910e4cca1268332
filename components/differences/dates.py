"""Dates that answer each other: the same day in another form, a less exact one, another day, or one that cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from components.differences.collation import Collation, Row, changed, one_sided, pair_facts
from components.differences.dates_ladder import compare_two, in_words, of_one_season, other_bound, same_length
from components.differences.edits import SIDES, Passage, SideName
from components.differences.levels import Outcome
from components.differences.vocabulary import vocabulary
from components.model import Date, Number


def compare_dates(collation: Collation) -> None:
    """Rows and pairs for the dates of all linked sentences; a relative date alike in both that falls on other days is a row too."""
    told: set[int] = set()
    for link in collation.linked:
        passage = collation.passage["a"].get(link.a[0])
        dates_a, dates_b = (_no_rates(collation, name, dates) for name, dates in zip(SIDES, collation.facts_in(link, Date), strict=True))
        found: Iterable[tuple[Date | None, Date | None]] = (
            _answers(collation, passage, dates_a, dates_b) if passage else zip(dates_a, dates_b, strict=False)
        )
        values: set[str] = set()  # that both sides have
        for x, y in found:
            told.update(id(d) for d in (x, y) if d)
            if x and y:
                _pair(collation, x, y)
                values.update({x.value} & {y.value})
            elif (alone := x or y) and alone.value in values and alone.value[:4].isdigit():
                collation.answer("date", x, y, "omitted" if x else "added", "said twice")  # "today (8 June)"
            elif passage and x:
                _alone(collation, passage, x, "a")
            elif passage and y:
                _alone(collation, passage, y, "b")
    collation.answer_rest("date", collation.facts_a.dates, collation.facts_b.dates, told)


def _no_rates(collation: Collation, name: SideName, dates: list[Date]) -> list[Date]:
    """The dates that are no part of a number's unit ("90 kilometres per hour")."""
    return [date for date in dates if not any(number.span.contains(date.span) for number in collation.facts_over(name, date.span, Number))]


def _answers(
    collation: Collation, passage: Passage, dates_a: list[Date], dates_b: list[Date]
) -> Iterator[tuple[Date | None, Date | None]]:  # fmt: skip
    """The dates that answer each other by their place; then, of those left, two that can both hold and no third with them; then the two
    that are left over where each side has one, if nothing speaks against them."""
    said = {id(d): in_words(d, version.text) for dates, version in ((dates_a, collation.a), (dates_b, collation.b)) for d in dates}
    pairs = list(pair_facts(passage, dates_a, dates_b, lambda x, y: 1.0 if said[id(x)] == said[id(y)] else _likeness(x, y)))
    rest_a, rest_b = [x for x, y in pairs if x and not y], [y for x, y in pairs if y and not x]
    yield from ((x, y) for x, y in pairs if x and y)
    if len(rest_a) * len(rest_b) <= MOST_LEFT:
        verdicts = {(id(x), id(y)): _verdict(collation, x, y) for x in rest_a for y in rest_b}
        alone = len(rest_a) == len(rest_b) == 1
        for x in list(rest_a):
            hold = [y for y in rest_b if verdicts[id(x), id(y)] in (AGREE | {"unclear"} if alone and x.type == y.type else AGREE)]
            if len(hold) == 1 and sum(verdicts[id(other), id(hold[0])] in AGREE for other in rest_a) <= 1:
                rest_a.remove(x)
                rest_b.remove(hold[0])
                yield x, hold[0]
    yield from ((x, None) for x in rest_a)
    yield from ((None, y) for y in rest_b)


AGREE = frozenset({"same", "equivalent", "variant"})
MOST_LEFT = 400  # pairs of dates of one passage that nothing answers by its place; a long sentence has four


def _verdict(collation: Collation, x: Date, y: Date) -> str:
    return compare_two(x, y, collation.a, collation.b, vocabulary(collation.rules)).verdict


def _likeness(x: Date, y: Date) -> float:
    """How well two dates can answer each other: 1 where they are the same day or as long, in whatever words."""
    if (x.value == y.value and any(map(str.isdigit, x.value))) or same_length(x, y):
        return 1.0
    kinds = {x.type, y.type}
    return 0.5 if len(kinds) == 1 or kinds == {"DATE", "TIME"} else 0.2


def _pair(collation: Collation, x: Date, y: Date) -> None:
    words_x, words_y = in_words(x, collation.a.text), in_words(y, collation.b.text)
    outcome = compare_two(x, y, collation.a, collation.b, vocabulary(collation.rules))
    if words_x == words_y and outcome.verdict != "same" and (collation.quoted("a", x.span) or collation.quoted("b", y.span)):
        outcome = Outcome("unclear", "the speaker's own words, counted from another day")  # the day of speaking, not of printing
    row = None
    bounded = other_bound(x, y) and _bound_changed(collation, x, y)
    if bounded:
        outcome = Outcome("variant", "the same date in another relation")
    if words_x == words_y:  # worth a row though no word changed?
        touched = bounded or outcome.verdict == "conflict" or (outcome.verdict == "unclear" and not of_one_season(collation.a, collation.b))
    else:
        touched = bounded or collation.changed("a", x.span) or collation.changed("b", y.span)
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
