"""Dates: the cases of tests/cases/dates.toml in an editor's words, and what holds for every text."""

from __future__ import annotations

import json
import re
import time
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.facts.dates import dated_sentences, find_dates
from components.facts.dates_grammar import CORE_CLASSES, GRAMMAR, INNER_CLASSES, letters
from components.facts.dates_words import LETTERS, compiled
from components.loader.rules import load_rules
from components.model import Date, Rules, Sentence, Span, Version

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]
SHARED = ROOT.parent / "shared"
FRIDAY = date(2024, 6, 28)


def version(text: str, published: date | None = None) -> Version:
    """A version whose sentences end at a full stop before a blank and a capital, short words excepted."""
    ends = [m.end() for m in re.finditer(r"(?<!\bJan)(?<!\bNov)(?<!\bp\.m)(?<!\ba\.m)[.] (?=[A-Z])", text)]
    bounds = [0, *ends, len(text)]
    sentences = tuple(Sentence(i, "body", 0, Span(a, b)) for i, (a, b) in enumerate(pairwise(bounds)))
    return Version("v", "v", text, sentences=sentences, published=published)


def dates(text: str, published: date | None = None) -> tuple[Date, ...]:
    return find_dates(version(text, published), load_rules())


def only(text: str, published: date | None = None) -> Date:
    (found,) = dates(text, published)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_an_editor_reads_the_same_dates(case: dict[str, Any]) -> None:
    found = dates(case["text"], case.get("published"))
    expected = [tuple(row) for row in case["dates"]]
    got = [(d.span.of(case["text"]), d.value, d.modifier) for d in found]
    assert [row[:2] for row in got] == [row[:2] for row in expected]
    assert [row[2] for row, wanted in zip(got, expected, strict=True) if len(wanted) > 2] == [row[2] for row in expected if len(row) > 2]


def test_every_case_says_something_different() -> None:
    assert len({case["says"] for case in CASES}) == len(CASES)


def test_the_reason_names_the_publication_date() -> None:
    assert only("It struck on January 2nd.", FRIDAY).reason == "the year from the publication date 28 June 2024"


def test_the_reason_says_what_is_missing() -> None:
    assert only("It struck on January 2nd.").reason == "the year is not known: no publication date"
    assert only("It struck on Friday.").reason == "the day it is counted from is not known: no publication date"


def test_the_reason_says_that_two_readings_are_possible() -> None:
    assert only("Dated 3/4/2024.").reason == "3/4/2024 may be 3 April or 4 March"


def test_the_reason_says_that_the_weekday_is_wrong() -> None:
    assert only("It is set for Tuesday, Nov. 6, 2024.").reason == "as written, but 6 November 2024 was a Wednesday"
    assert only("It is set for Tuesday, Nov. 5, 2024.").reason == "as written"


def test_the_reason_names_the_date_mentioned_before() -> None:
    assert dates("It left on 9 April 2023. The next day it sank.")[1].reason == "counted from the date mentioned before, 9 April 2023"


@pytest.mark.parametrize(
    ("words", "type_", "granularity"),
    [
        ("28 June 2024", "DATE", "day"), ("June 2024", "DATE", "month"), ("2024", "DATE", "year"), ("last week", "DATE", "week"),
        ("the weekend", "DATE", "weekend"), ("the first quarter of 2024", "DATE", "quarter"), ("summer 2024", "DATE", "season"),
        ("the 1990s", "DATE", "decade"), ("the 19th century", "DATE", "century"), ("9 a.m. Tuesday", "TIME", "minute"),
        ("18 months", "DURATION", "month"), ("every Monday", "SET", "day"), ("Thursday night", "TIME", "part of day"),
    ],
)  # fmt: skip
def test_each_date_knows_its_type_and_how_exact_it_is(words: str, type_: str, granularity: str) -> None:
    found = only(f"It was so over {words}." if words == "the weekend" else f"It was so in {words}.", FRIDAY)
    assert (found.type, found.granularity) == (type_, granularity)


def test_a_date_that_counts_from_another_is_relative() -> None:
    assert [d.relative for d in dates("On 3 May 2024, last week, for 18 months.", FRIDAY)] == [False, True, False]


def test_a_date_knows_its_sentence() -> None:
    assert [d.sentence for d in dates("It fell in 1977. Nobody saw. It rose in 1980.")] == [0, 2]


def test_no_date_reaches_over_the_end_of_a_sentence() -> None:
    text = "They came in May. 12 left."
    assert [d.span.of(text) for d in dates(text, FRIDAY)] == ["May"]


def test_a_line_break_inside_a_date_is_a_blank() -> None:
    text = "They came on June\n19, at\nleast two\nweeks late."
    assert [d.value for d in dates(text, FRIDAY)] == ["2024-06-19", "P2W"]


def test_curly_apostrophes_are_apostrophes() -> None:
    text = "This year’s third quarter and New Year’s Eve in the ’90s."
    assert [d.value for d in dates(text, date(2024, 11, 1))] == ["2024-Q3", "2023-12-31", "199"]


def test_the_leap_day_is_no_trouble_in_other_years() -> None:
    assert only("It closed on February 29.", date(2023, 6, 1)).value.endswith("-02-29")


def test_three_words_of_rules_are_enough() -> None:
    rules = Rules({"dates": {"month": {"juin": 6}}})
    text = "Le 28 juin 2024."
    (found,) = find_dates(version(text), rules)
    assert (found.span.of(text), found.value) == ("28 juin 2024", "2024-06-28")


def test_no_rules_and_no_text_give_no_dates() -> None:
    assert find_dates(version("On Friday."), Rules({})) == ()
    assert dates("") == ()


WORDS = [
    "last", "June", "May", "the", "of", "2024", "3", "12", "Friday", "year", "years", "ago", "before", "end", "early", "night", "at",
    "9 a.m.", "quarter", "first", "second", "a", "few", "more than", "'68", "1990s", "BC", "Christmas", "today", "-", ",", ".", "fiscal",
    "month", "to", "\n", "word", "29", "February",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([None, date(1, 1, 1), FRIDAY, date(2024, 2, 29), date(9999, 12, 31)]))
def test_any_words_in_any_order_give_dates_in_order_inside_the_text(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    found = dates(text, published)
    ends = [0, *(d.span.end for d in found)]
    assert all(end <= d.span.start < d.span.end <= len(text) for end, d in zip(ends, found, strict=False))
    assert all(d.value for d in found)
    if published is None:
        assert all(d.value.startswith(("XXXX", "P")) for d in found if d.relative and not re.search(r"\d{2}|BC", text))


@pytest.mark.parametrize(
    "unit",
    [
        "May ", "3 May ", "the ", "last ", "year ", "at least ", "12:", "1,", "June 3-5, ", "2024-06-", "'9", "nineteen ninety ",
        "two hundred and ", "- ", "\n", "Friday said ", "in 490 BC ",
    ],
)  # fmt: skip
def test_the_worst_text_costs_twice_as_much_at_twice_the_length(unit: str) -> None:
    def cost(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        made = Version("v", "v", text, sentences=(Sentence(0, "body", 0, Span(0, length)),), published=FRIDAY)
        start = time.process_time()
        find_dates(made, load_rules())
        return time.process_time() - start

    cost(1000)
    assert cost(40_000) < 3 * cost(20_000) + 0.3  # seconds; a quadratic pattern costs four times as much
    assert cost(40_000) < 4  # seconds: a megabyte in a hundred at the very worst, on a busy machine


@pytest.mark.skipif(not SHARED.is_dir(), reason="the debris story is beside the project only where it is developed")
def test_the_debris_story_has_its_dates() -> None:
    facts = json.loads((SHARED / "gold/missile-debris/facts.json").read_text(encoding="utf-8"))
    right = 0
    for side, name, published in (("A", "paraphrase.txt", date(2024, 6, 28)), ("B", "newspaper.txt", date(2024, 6, 30))):
        text = (SHARED / "stories/missile-debris" / name).read_text(encoding="utf-8")
        found = {d.span: d.value for d in dates(text, published)}
        wanted = [g for g in facts[side]["dates"] if g["in_story"] and g["value"] and not g.get("optional")]
        right += sum(found.get(Span(g["core"]["start"], g["core"]["end"])) == g["value"].split("/..")[0] for g in wanted)
    assert right >= 17


def test_no_expression_begins_with_a_word_that_only_stands_inside_one() -> None:
    following = "".join(set(LETTERS.values()))
    for first in letters(INNER_CLASSES):
        for second in following:
            assert GRAMMAR.match(first + second) is None
            assert all(GRAMMAR.match(first + second + third) is None for third in following)


def test_every_word_that_dates_are_found_by_makes_its_sentence_worth_reading() -> None:
    lexicon = compiled(load_rules())
    words = [word for word, (letter, _) in lexicon.words.items() if letter in letters(CORE_CLASSES)]
    assert len(words) > 300
    for word in (*words, "2019", "'68", "9 a.m.", "Q3", "1990s"):
        text = f"Nobody knew it. She met him ({word}, Juma said) there. It rained."
        bounds = (0, 16, len(text) - 10, len(text))
        made = Version("v", "v", text, sentences=tuple(Sentence(i, "body", 0, Span(a, b)) for i, (a, b) in enumerate(pairwise(bounds))))
        assert [sentence.index for sentence in dated_sentences(made, lexicon)] == [1], word
