"""Numbers: what they are, where they stand, and how long reading takes. The sentences are in tests/cases/numbers.toml."""

from __future__ import annotations

import json
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.facts.dates import find_dates
from components.facts.numbers import find_numbers
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import Date, Number, Sentence, Span, Version

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "numbers.toml").read_text(encoding="utf-8"))["case"]
SHARED = Path(__file__).parents[2].parent / "shared"


def numbers(text: str, dates: tuple[Date, ...] = ()) -> tuple[Number, ...]:
    return find_numbers(Version("a", "a", text), load_rules(), dates)


def told(number: Number, text: str) -> list[object]:
    value: object = "" if number.value is None else [number.value, number.high] if number.high is not None else number.value
    return [number.span.of(text), value, f"{number.type} {number.unit}" if number.unit else number.type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_an_editor_reads_these_numbers(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = numbers(text)
    assert [told(number, text) for number in found] == case["numbers"]
    if "counted" in case:
        assert [number.counted.of(text) if number.counted else "" for number in found] == case["counted"]
    if "bounds" in case:
        assert [number.bound or "" for number in found] == case["bounds"]


def test_the_approximator_is_a_span_of_its_own() -> None:
    text = "They sold more than 11,000 tickets and 300 or so badges."
    first, second = numbers(text)
    assert first.approximator is not None and first.approximator.of(text) == "more than"
    assert second.approximator is not None and second.approximator.of(text) == "or so"


def test_of_two_approximators_the_outer_one_decides() -> None:
    text = "It takes at least about 40 men."
    (number,) = numbers(text)
    assert number.bound == "at least"
    assert number.approximator is not None and number.approximator.of(text) == "at least about"


def test_a_number_knows_its_sentence() -> None:
    text = "Two came. Three left."
    sentences = (Sentence(0, "body", 0, Span(0, 9)), Sentence(1, "body", 0, Span(10, 21)))
    found = find_numbers(Version("a", "a", text, sentences=sentences), load_rules())
    assert [number.sentence for number in found] == [0, 1]


def test_what_a_date_holds_is_no_number_but_an_age_that_goes_on_behind_it_is() -> None:
    text = "On 5 May a 12-year-old left for three weeks with two bags."
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in ("5 May", "12-year", "three weeks")]
    dates = tuple(Date(span, 0, "P1D", "DURATION", "day") for span in spans)
    assert [number.span.of(text) for number in numbers(text, dates)] == ["12-year-old", "two"]


def test_a_text_without_numbers_has_none() -> None:
    assert numbers("") == ()
    assert numbers("Nobody came, and no one minded.") == ()


PIECES = (
    *("5", "five", "half", "a", "of", "and", "-", ".", ",", "€", "$", "million", "m", "to", "%", "third", "one", "miles", " ", "(", "½"),
    *("Sh", "more than", "aged", "’s", "\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_whatever_the_words_the_spans_slice_back_and_follow_each_other(words: list[str]) -> None:
    for text in ("".join(words), " ".join(words)):
        end = 0
        for number in numbers(text):
            assert end <= number.span.start < number.span.end <= len(text)
            assert number.span.of(text).strip() == number.span.of(text)
            end = number.span.end
            if number.approximator:
                assert not number.approximator.overlaps(number.span)


WORST = [
    "1", "1,", "1-", "1.", "1/", "111,", "1,00,", "1 000 ", "one ", "hundred ", "one hundred and ", "twenty-", "half a ", "a ", "$", "½",
    "minus ", "more than ", "at least 1 ", "aged 1 and ", "Smith, 34, ", "5 feet 2 ", "5 votes to ", "one in ", "3 big bad red ",
    "12 Oak Elm ", "x10^", "1e", "0 11 ", "+1 ", "'99", "both the ", "one point ", "twenty fifths ", "Article 4 and ", "5m ",
    "between 1 and ", "of a million ", " ",
]  # fmt: skip


@pytest.mark.parametrize("unit", WORST, ids=repr)
def test_the_worst_text_for_each_pattern_costs_no_more_than_its_length(unit: str) -> None:
    """Four times the text may take eight times as long on a machine at work, not sixteen; a megabyte at this pace is under a minute."""

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            numbers(text)
            best = min(best, time.process_time() - start)
        return best

    numbers("one")
    short, long = seconds(8_000), seconds(32_000)
    assert long < max(8 * short, 0.1)
    assert long < 2


def test_a_megabyte_of_prose_takes_seconds() -> None:
    text = "On that day 12 people, one of them 34, paid $5.3 million for about 300 parts, or two-thirds of all there were. " * 9000
    start = time.process_time()
    assert len(numbers(text)) == 9000 * 5
    assert time.process_time() - start < 30


def test_the_debris_story_says_these_numbers() -> None:
    gold = SHARED / "gold" / "missile-debris" / "facts.json"
    if not gold.exists():
        pytest.skip("the gold of the missile-debris story is not beside the project (../shared/gold)")
    facts = json.loads(gold.read_text(encoding="utf-8"))
    rules = load_rules()
    found = wanted = extra = 0
    for side, name, day in (("A", "paraphrase", date(2024, 6, 28)), ("B", "newspaper", date(2024, 6, 30))):
        text = (SHARED / "stories" / "missile-debris" / f"{name}.txt").read_text(encoding="utf-8")
        version = read_version(text, id=side, label=side, rules=rules, published=day)
        spans = [number.span for number in find_numbers(version, rules, find_dates(version, rules))]
        gold = facts[side]["numbers"]
        meant = [g for g in gold if g["in_story"] and g["value"] is not None and not g.get("spurious") and not g.get("optional")]
        neutral = [g for g in gold if g not in meant]
        right = [g for g in meant if any(span.overlaps(Span(g["core"]["start"], g["core"]["end"])) for span in spans)]
        found, wanted = found + len(right), wanted + len(meant)
        aside = max(g["end"] for g in meant)  # what follows the last number of the story is of other stories
        known = [Span(g["start"], g["end"]) for g in (*meant, *neutral)]
        extra += sum(span.start < aside and not any(span.overlaps(other) for other in known) for span in spans)
    assert found / wanted >= 0.95
    assert found / (found + extra) >= 0.95
