"""How two numbers differ. The pairs are in tests/cases/numbers.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from components.differences.levels import Level, Outcome, walk
from components.differences.numbers_ladder import LEVELS, compare_numbers, may_answer
from components.facts.numbers import find_numbers
from components.loader.rules import load_rules
from components.model import Number, Version

PAIRS = tomllib.loads((Path(__file__).parents[1] / "cases" / "numbers.toml").read_text(encoding="utf-8"))["pair"]
RULES = load_rules()


def number(text: str) -> Number:
    return find_numbers(Version("a", "a", text), RULES)[0]


def compare(a: str, b: str) -> Outcome:
    return compare_numbers(number(a), number(b), a, b, RULES)


def pairing(a: str, b: str) -> float:
    return may_answer(number(a), number(b), a, b, RULES)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["says"])
def test_an_editor_says_so_of_the_two_numbers(case: dict[str, str]) -> None:
    assert compare(case["a"], case["b"]).verdict == case["verdict"]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["says"])
def test_the_other_way_round_the_verdict_is_the_same(case: dict[str, str]) -> None:
    there, back = compare(case["a"], case["b"]), compare(case["b"], case["a"])
    assert (there.verdict, there.level) == (back.verdict, back.level)
    assert pairing(case["a"], case["b"]) == pytest.approx(pairing(case["b"], case["a"]))


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["says"])
def test_a_number_compared_with_itself_is_the_same(case: dict[str, str]) -> None:
    assert compare(case["a"], case["a"]).verdict == "same"


def test_the_name_of_the_rule_is_kept_for_the_reader() -> None:
    assert compare("some 310 miles", "about 500km").level == "same amount in another unit"
    assert compare("about 5.3bn", "5.32bn").level == "rounded"
    assert compare("26 men", "62 men").level == "another value"
    assert {level.name for level in LEVELS} >= {compare(case["a"], case["b"]).level for case in PAIRS}


def test_a_number_answers_its_like_before_all_others() -> None:
    a = "nearly 300 parts"
    assert pairing(a, "almost 300 components") > pairing(a, "26 companies")
    assert pairing("26 companies", "62 companies") > pairing("26 companies", "eight countries")
    assert pairing("$5 million", "$6 million") > pairing("$5 million", "6 million people")


def test_things_of_another_kind_do_not_answer_each_other() -> None:
    assert pairing("$5 million", "5 per cent") == 0
    assert pairing("aged 34", "34 km") == 0
    assert pairing("10 miles", "10 tonnes") == 0


def test_the_neighbours_tell_two_equal_kinds_apart() -> None:
    a = "Kovar had 51.8% of the vote"
    assert pairing(a, "Kovar had 52.4 per cent of the vote") > pairing(a, "with 88 per cent of stations counted")


def test_a_ladder_that_ends_before_it_knows_says_so() -> None:
    levels: tuple[Level[int], ...] = (Level("equal", "same", lambda a, b: a == b),)
    assert walk(levels, 1, 1) == Outcome("same", "equal")
    assert walk(levels, 1, 2).verdict == "unclear"
