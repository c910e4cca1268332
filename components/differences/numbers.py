"""Numbers that answer each other, row by row; how two of them differ is the ladder in numbers_ladder.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from components.differences.collation import MOST_PAIRS, Collation, Row, changed, in_order, one_sided, pair_facts
from components.differences.edits import SIDES, Passage, Side, SideName
from components.differences.levels import Outcome
from components.differences.numbers_ladder import compare_numbers, may_answer, noun
from components.differences.severity import of_the_dead
from components.model import Number, Rules, Span


def compare_all_numbers(collation: Collation) -> None:
    """Rows and pairs for the numbers of all linked sentences; a number in no linked sentence answers one alike elsewhere, or none. The
    figure of "Article 4" is no quantity: one that was changed is told with the words."""
    told = {id(number) for facts in (collation.facts_a, collation.facts_b) for number in facts.numbers if number.type == "reference"}
    for link in collation.linked:
        passage = collation.passage["a"].get(link.a[0])
        numbers_a, numbers_b = ([n for n in numbers if id(n) not in told] for numbers in collation.facts_in(link, Number))
        if passage is None:
            for x, y in zip(numbers_a, numbers_b, strict=False):
                told.update((id(x), id(y)))
                collation.answer("number", x, y, "same", "the same sentence")
            continue
        _scores(collation, passage, numbers_a, numbers_b, told)
        answered: dict[int, tuple[Number, Row | None]] = {}  # id() of a number → what answers it, and their row
        for one, other in _answers(collation, passage, numbers_a, numbers_b):
            told.update(id(n) for n in (one, other) if n)
            if one and other:
                row = _pair(collation, passage, one, other)
                answered[id(one)], answered[id(other)] = (other, row), (one, row)
            elif one:
                _alone(collation, passage, one, "a", answered)
            elif other:
                _alone(collation, passage, other, "b", answered)
    collation.answer_rest("number", collation.facts_a.numbers, collation.facts_b.numbers, told)


def _answers(
    collation: Collation, passage: Passage, numbers_a: list[Number], numbers_b: list[Number]
) -> Iterator[tuple[Number | None, Number | None]]:  # fmt: skip
    """The numbers that answer each other by their place, or that are as many of the same thing; then, of those left, two that count the
    same, or can both hold, or are one figure with its digits turned round, where no third comes with them."""
    text_a, text_b, rules = collation.a.text, collation.b.text, collation.rules

    def likeness(x: Number, y: Number) -> float:
        return SURE if _same(x, y) and _counts_same(x, y, text_a, text_b) else may_answer(x, y, text_a, text_b, rules)

    pairs = list(pair_facts(passage, numbers_a, numbers_b, likeness))
    left_a, left_b = [x for x, y in pairs if x and not y], [y for x, y in pairs if y and not x]
    yield from ((x, y) for x, y in pairs if x and y)
    if len(left_a) * len(left_b) <= MOST_LEFT:
        tests: tuple[Callable[[Number, Number], bool], ...] = (
            lambda x, y: _same(x, y) or _counts_same(x, y, text_a, text_b),
            lambda x, y: {x.type, y.type} in KINDRED and compare_numbers(x, y, text_a, text_b, rules).verdict in AGREE,
            _turned,
        )
        for holds in tests:
            fits = {(id(x), id(y)) for x in left_a for y in left_b if holds(x, y)}
            for x in list(left_a):
                found = [y for y in left_b if (id(x), id(y)) in fits]
                if len(found) == 1 and sum((id(other), id(found[0])) in fits for other in left_a) == 1:
                    left_a.remove(x)
                    left_b.remove(found[0])
                    yield x, found[0]
    yield from ((x, None) for x in left_a)
    yield from ((None, y) for y in left_b)


AGREE = frozenset({"same", "equivalent", "variant"})
KINDRED = ({"cardinal"}, {"money"}, {"percent"}, {"measure"}, {"fraction", "percent"}, {"score"}, {"vote"})  # types that count alike
SURE = 2.0  # likeness of as many of the same thing, whatever stands in the place of either
MOST_LEFT = 400  # pairs of numbers of one passage that nothing answers by its place; a long sentence has four


def _counts_same(x: Number, y: Number, text_a: str, text_b: str) -> bool:
    nouns_a, nouns_b = ({noun(span, text) for span in (n.counted, _joined(n, text)) if span} for n, text in ((x, text_a), (y, text_b)))
    return x.type == y.type and not nouns_a.isdisjoint(nouns_b)


def _joined(x: Number, text: str) -> Span | None:
    """The word that a hyphen joins to a number ("a 38-page report")."""
    match = JOINED.match(text, x.span.end)
    return Span(*match.span(1)) if match else None


JOINED = re.compile(r"[-‐‑]([^\W\d_]{3,30})")


def _same(x: Number, y: Number) -> bool:
    return x.value is not None and (x.value, x.high, x.unit, x.type) == (y.value, y.high, y.unit, y.type)


def _turned(x: Number, y: Number) -> bool:
    """Whether two numbers of one kind are one figure with its digits turned round (64 and 46)."""
    if x.value is None or y.value is None or (x.type, x.unit) != (y.type, y.unit) or x.high is not None or y.high is not None:
        return False
    digits_x, digits_y = (sorted(f"{n.value:g}".replace(".", "")) for n in (x, y))
    return x.value != y.value and len(digits_x) > 1 and digits_x == digits_y


def _scores(collation: Collation, passage: Passage, numbers_a: list[Number], numbers_b: list[Number], told: set[int]) -> None:
    """A pair of figures that one side writes as one number and the other as two ("61.2 - 38.8", "61.2% to 38.8%"): told as one change,
    and taken out of the two lists."""
    if len(numbers_a) * len(numbers_b) > MOST_PAIRS:
        return
    for name in SIDES:
        here, there = passage.seen_from(name)
        whole, parts = in_order(name, numbers_a, numbers_b)
        for x in [n for n in whole if n.high is not None]:
            low, high = passage.across(name, *here.range_of(x.span))
            two = [n for n in parts if there.range_of(n.span)[0] < high and low < there.range_of(n.span)[1]]
            if len(two) != 2 or any(n.high is not None for n in two):
                continue
            spans = in_order(name, x.span, Span(two[0].span.start, two[1].span.end))
            same = (x.value, x.high) == (two[0].value, two[1].value)
            level = "the same figures in another form" if same else "other figures"
            row = collation.write(
                Row("number", "equivalent" if same else "conflict", *spans, level, marks=frozenset({"style" if same else "other"}))
            )
            collation.answer("number", *in_order(name, x, two[0]), row.verdict, level, row)
            told.update((id(x), *map(id, two)))
            whole.remove(x)
            for n in two:
                parts.remove(n)


def _pair(collation: Collation, passage: Passage, x: Number, y: Number) -> Row | None:
    outcome = compare_numbers(x, y, collation.a.text, collation.b.text, collation.rules)
    if outcome.verdict == "unclear" and "currency" in outcome.level and _glossed(collation, x, "a") and _glossed(collation, y, "b"):
        outcome = Outcome("equivalent", "the same amount, converted into another currency beside it")
    row = None
    touched = any(
        changed(side, span) for number, side in ((x, passage.a), (y, passage.b)) for span in (number.span, number.approximator) if span
    )
    if outcome.verdict != "same" and touched:
        mark = {"conflict": "other", "variant": "variant", "unclear": "unclear"}.get(outcome.verdict, "style")
        toll = of_the_dead(collation.a.text, x.span, collation.rules) or of_the_dead(collation.b.text, y.span, collation.rules)
        marks = {mark, "toll"} if toll else {mark}
        spans = _with(x, passage.a), _with(y, passage.b)
        row = collation.write(
            Row("number", outcome.verdict, *spans, outcome.level, _counted(collation, x, y), outcome.level, frozenset(marks))
        )
    collation.answer("number", x, y, outcome.verdict, outcome.level, row)
    return row


def _with(x: Number, side: Side) -> Span:
    """The number with its approximator where that changed."""
    if x.approximator and changed(side, x.approximator) and x.approximator.end <= x.span.start:
        return Span(x.approximator.start, x.span.end)
    return x.span


def _alone(collation: Collation, passage: Passage, fact: Number, name: SideName, answered: dict[int, tuple[Number, Row | None]]) -> None:
    if not changed(passage.seen_from(name)[0], fact.span):
        collation.answer_alone("number", fact, name, "the words are in both")
    elif _said_twice(collation, fact, name, answered):
        collation.answer_alone("number", fact, name, "said twice")
    elif beside := _glossed(collation, fact, name):
        _gloss(collation, passage, fact, beside, name, answered.get(id(beside)))
    elif _against_multiple(collation, passage, fact, name):
        pass
    elif _against_one(collation, passage, fact, name):
        marks = {"other", "toll"} if of_the_dead(collation.version(name).text, fact.span, collation.rules) else {"other"}
        row = one_sided(collation, passage, fact, name, "number", "", frozenset(marks))
        row.verdict, row.level = "conflict", "one of them against more"
    else:
        one_sided(collation, passage, fact, name, "number", "", frozenset({"number"}))


def _against_multiple(collation: Collation, passage: Passage, fact: Number, name: SideName) -> bool:
    """Write the row of "half" or "three times" where the other side has a word that says how many times ("doubled"); False where there is
    none in its place."""
    times = fact.counted if fact.counted and fact.counted.of(collation.version(name).text).casefold() == "times" else None
    if fact.value is None or not ((times and fact.type == "cardinal") or fact.type == "fraction"):
        return False
    here, there = passage.seen_from(name)
    factors = _multiples(collation.rules)
    found = [k for k in range(*passage.across(name, *here.range_of(fact.span))) if k in there.left and there.norms[k] in factors]
    if len(found) != 1:
        return False
    same = abs(factors[there.norms[found[0]]] - fact.value) < 0.01  # a third
    level, mark = ("as many times in another form", "style") if same else ("another number of times", "other")
    spans = in_order(name, Span(fact.span.start, times.end if times else fact.span.end), there.span(found[0], found[0] + 1))
    row = collation.write(Row("number", "equivalent" if same else "conflict", *spans, level, marks=frozenset({mark})))
    collation.answer_alone("number", fact, name, level, row)
    return True


@lru_cache(maxsize=8)
def _multiples(rules: Rules) -> dict[str, float]:
    """Folded words that say how many times, from data/rules/numbers.toml."""
    return {word: float(factor) for factor, words in rules.table("numbers").get("multiples", {}).items() for word in words}


def _said_twice(collation: Collation, fact: Number, name: SideName, answered: dict[int, tuple[Number, Row | None]]) -> bool:
    """Whether the sentence says as many of the same thing a second time, and the other version says it too."""
    text = collation.version(name).text
    again = (n for n in collation.facts_at(name, fact.sentence, Number) if n is not fact and id(n) in answered and _same(n, fact))
    return any(_same(answered[id(n)][0], fact) and (not fact.counted or _counts_same(n, fact, text, text)) for n in again)


def _against_one(collation: Collation, passage: Passage, fact: Number, name: SideName) -> bool:
    """Whether the other side has "a" or "one" of what this side has several of ("two guards", "a guard")."""
    if not fact.counted or fact.value in (None, 1) or fact.type != "cardinal":
        return False
    here, there = passage.seen_from(name)
    low, high = passage.across(name, *here.range_of(fact.span))
    noun = fact.counted.of(collation.version(name).text).casefold().removesuffix("s")
    near = there.norms[max(low - 1, 0) : high + 2]
    return any(x in ("a", "an", "one") and y.removesuffix("s") == noun for x, y in pairwise(near)) or near[:1] == ["one"] == near[1:2]


def _glossed(collation: Collation, fact: Number, name: SideName) -> Number | None:
    """The other of two numbers for one amount, one of them in brackets ("2.2 pounds (1 kilogram)"); None where there is none."""
    text = collation.version(name).text
    for other in collation.facts_at(name, fact.sentence, Number):
        first, second = sorted((other, fact), key=lambda n: n.span.start)
        between = text[first.span.end : second.span.start]
        if first.unit and second.unit and first.unit != second.unit and len(between) <= 3 and between.strip() in ("(", "/", "["):
            same = first.type == second.type == "money"
            return other if same or compare_numbers(first, second, text, text, collation.rules).verdict != "conflict" else None
    return None


def _gloss(
    collation: Collation, passage: Passage, fact: Number, beside: Number, name: SideName, answer: tuple[Number, Row | None] | None
) -> None:  # fmt: skip
    """A number that only says again, in another unit, what the one `beside` it says: told with that one and its `answer`, if it has one."""
    level = "the same amount in another unit, beside it"
    if answer is None:
        row = one_sided(collation, passage, fact, name, "number", "", frozenset({"style"}))
        row.verdict, row.level = "equivalent", level
        return
    other, told = answer
    text = collation.version(name).text
    end = max(fact.span.end, beside.span.end)
    whole = Span(min(fact.span.start, beside.span.start), end + (text[end : end + 1] in (")", "]")))
    if told:
        span = told.on(name) or whole
        told.put(name, Span(min(span.start, whole.start), max(span.end, whole.end)))
        for _, side in collation.sides(name, whole):
            side.tell(*side.range_of(whole))
        collation.answer_alone("number", fact, name, level, told)
    else:
        row = collation.write(Row("number", "equivalent", *in_order(name, whole, other.span), level, marks=frozenset({"style"})))
        collation.answer_alone("number", fact, name, level, row)


def _counted(collation: Collation, x: Number, y: Number) -> str:
    """What the two numbers count, in the words of the first that says so; "" where neither does."""
    for number, text in ((x, collation.a.text), (y, collation.b.text)):
        if number.counted:
            return number.counted.of(text)
    return ""
