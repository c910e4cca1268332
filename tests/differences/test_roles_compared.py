"""The role ledger: what the same person is called in both versions."""

from __future__ import annotations

import pytest

from components.comparison import compare_texts
from components.differences.roles import plain
from components.loader.rules import load_rules
from tests.differences.rows import BEFORE, rows


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Foreign Minister", "Finance Minister"),
        ("Deputy Mayor", "Mayor"),
        ("Acting President", "President"),
        ("Mayor", "Former Mayor"),
    ],
)
def test_another_office_before_a_name_is_checked_first(before: str, after: str) -> None:
    found = rows(f"{before} Mara Lind opened the pier.", f"{after} Mara Lind opened the pier.")
    assert found == [("role", "conflict", "critical", before, after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Premier Mara Lind opened the pier.", "Prime Minister Mara Lind opened the pier."),
        ("Chairwoman Mara Lind opened the pier.", "Chair Mara Lind opened the pier."),
        ("Mara Lind, a spokesman for the ministry, opened the pier.", "Mara Lind, a spokeswoman for the ministry, opened the pier."),
        ("Vice President Mara Lind opened the pier.", "Vice-President Mara Lind opened the pier."),
    ],
)
def test_the_same_office_in_another_word_is_style(before: str, after: str) -> None:
    assert {row[:3] for row in rows(before, after)} == {("role", "equivalent", "cosmetic")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("President Mara Lind opened the pier.", "Mara Lind, the president, opened the pier."),
        ("Referee Janet Moyo stopped the match.", "The referee, Janet Moyo, stopped the match."),
        ("Mara Lind, head of the clinic, left the island.", "The head of the clinic, Mara Lind, left the island."),
    ],
)
def test_a_title_on_the_other_side_of_the_name_is_style(before: str, after: str) -> None:
    assert {row[2] for row in rows(before, after)} == {"cosmetic"}
    assert "role" in {row[0] for row in rows(before, after)}


def test_a_title_that_says_less_is_minor() -> None:
    assert rows("Commission chair Mara Lind opened the pier.", "Chair Mara Lind opened the pier.") == [
        ("role", "variant", "minor", "Commission chair", "Chair")
    ]


def test_a_title_that_one_version_dropped_is_checked() -> None:
    assert rows("Mara Lind, head of the clinic, opened the pier.", "Mara Lind opened the pier.") == [
        ("role", "omitted", "major", "head of the clinic", "")
    ]


def test_a_title_is_compared_wherever_the_person_stands() -> None:
    a = "Mara Lind, head of the clinic, opened the pier. Later it rained."
    b = "The pier was opened. Later it rained, and Mara Lind, director of the clinic, went home."
    assert [row for row in rows(a, b) if row[0] == "role"] == [
        ("role", "conflict", "critical", "head of the clinic", "director of the clinic")
    ]


def test_another_body_with_the_same_title_is_told_with_the_body_and_not_the_title() -> None:
    a, b = "Mara Lind, head of the Harbour Institute, left.", "Mara Lind, head of the Fisheries Institute, left."
    assert rows(a, b) == [("entity", "conflict", "major", "Harbour Institute", "Fisheries Institute")]


def test_a_title_of_a_person_spelt_otherwise_is_still_compared() -> None:
    a, b = "Jana Petrik, head of the clinic, left the hall.", "Jana Petrak, director of the clinic, left the hall."
    assert rows(a, b) == [
        ("name", "conflict", "major", "Jana Petrik", "Jana Petrak"),
        ("role", "conflict", "critical", "head of the clinic", "director of the clinic"),
    ]


def test_titles_that_agree_are_pairs_and_no_rows() -> None:
    text = BEFORE + "Mara Lind, head of the clinic, left the hall."
    comparison = compare_texts(text, text + " It rained.")
    assert [(p.verdict, p.level, p.difference) for p in comparison.pairs if p.kind == "role"] == [("same", "to the letter", None)]


def test_a_title_is_put_into_the_first_word_of_its_set() -> None:
    rules = load_rules()
    assert plain("Premier", rules) == plain("Prime Minister", rules).casefold() == "prime minister"
    assert plain("former  Chairwoman of the board", rules).casefold() == "former chair of the board"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mara Lind, a political analyst in Varda, was in town.", "Mara Lind, a political scientist in Varda, was in town."),
        ("The party leader, Mara Lind, was in town.", "The party chief, Mara Lind, was in town."),
        ("U.N. Secretary-General Mara Lind was in town.", "UN chief Mara Lind was in town."),
        ("The speaker of parliament, Mara Lind, was in town.", "The chairwoman of parliament, Mara Lind, was in town."),
    ],
)
def test_a_near_synonym_of_a_title_is_no_other_office(a: str, b: str) -> None:
    assert [row[:3] for row in rows(a, b)] == [("role", "variant", "minor")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The museum’s director told the council.", "The museum’s deputy director told the council."),
        ("Former minister Mara Lind was in town.", "Minister Mara Lind was in town."),
        ("The acting mayor, Mara Lind, was in town.", "The mayor, Mara Lind, was in town."),
        ("Mara Lind, a neonatologist at the clinic, was in town.", "Mara Lind, a neurologist at the clinic, was in town."),
        ("Mara Lind, chairwoman of the bank, was in town.", "Mara Lind, president of the bank, was in town."),
        ("Goalkeeper Tom Tate was sent off.", "Striker Tom Tate was sent off."),
    ],
)
def test_another_office_is_a_conflict(a: str, b: str) -> None:
    assert [row[:3] for row in rows(a, b)] == [("role", "conflict", "critical")]


def test_a_rank_before_the_name_and_an_office_beside_it_do_not_contradict_each_other() -> None:
    a, b = "Colonel Tomas Berg said the road was open.", "Tomas Berg, a spokesman, said the road was open."
    assert [row[:3] for row in rows(a, b) if row[0] == "role"] == [("role", "variant", "minor")]


@pytest.mark.parametrize("office", ["Major", "Spokesman"])
def test_another_word_put_for_a_rank_before_the_name_is_a_conflict(office: str) -> None:
    a, b = "Colonel Tomas Berg said the road was open.", f"{office} Tomas Berg said the road was open."
    assert [row[:3] for row in rows(a, b)] == [("role", "conflict", "critical")]


def test_a_title_in_the_plural_among_others_is_style() -> None:
    a, b = "The lamp went out, said Mara Lind, a surgeon at the clinic.", "The lamp went out, said Mara Lind, one of the clinic’s surgeons."
    assert [row[:3] for row in rows(a, b) if row[0] == "role"] == [("role", "equivalent", "cosmetic")]


def test_the_best_of_several_titles_in_a_sentence_answers() -> None:
    a = "Tomas Berg, a spokesman for the navy and a former diver, said the road was open."
    b = "Former diver Tomas Berg, spokesperson for the navy, said the road was open."
    assert "conflict" not in {row[1] for row in rows(a, b)}
