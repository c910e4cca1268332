"""Names of linked passages: spellings of other scripts, names of bodies in other words, letters that nobody explains."""

from __future__ import annotations

import pytest

from tests.differences.rows import rows


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Boyan Tsvetkov", "Boyan Cvetkov", "name"),
        ("Hashim al-Nayef", "Hashem el-Nayif", "name"),
        ("Park Chung-su", "Pak Jeong-su", "name"),
        ("El Hasher", "Al-Hashir", "place"),
    ],
)
def test_another_spelling_of_a_name_of_another_script_is_minor(a: str, b: str, kind: str) -> None:
    frame = "The convoy reached the town of {} on Monday." if kind == "place" else "The mayor met {} on Monday."
    assert rows(frame.format(a), frame.format(b)) == [(kind, "variant", "minor", a, b)]


def test_two_people_whose_names_sound_alike_are_two_where_one_version_has_both() -> None:
    a = "The mayor met Boyan Tsvetkov on Monday. A driver took them home."
    b = "The mayor met Boyan Cvetkov on Monday. Boyan Tsvetkov took them home."
    assert ("name", "conflict", "major", "Boyan Tsvetkov", "Boyan Cvetkov") in rows(a, b)


def test_an_acronym_written_as_a_word_is_the_body_that_the_other_version_writes_out() -> None:
    a = "The Rural Health Research Institute (RUHRI) paid for the trial. Mara Lind called the RUHRI slow."
    b = "Ruhri paid for the trial. Mara Lind called Ruhri slow."
    assert "conflict" not in {row[1] for row in rows(a, b)}


def test_the_same_letters_in_other_capitals_are_style() -> None:
    a = "The Rural Health Research Institute (RUHRI) paid. Mara Lind works at RUHRI in Oslo."
    b = "The Rural Health Research Institute (Ruhri) paid. Mara Lind works at Ruhri in Oslo."
    assert {row[2] for row in rows(a, b)} == {"cosmetic"}


@pytest.mark.parametrize(
    ("a", "b"),
    [("National Assembly", "People’s Assembly"), ("Renewal Alliance", "Rebirth Coalition"), ("Liberty Movement", "Freedom Party")],
)
def test_a_name_of_a_body_translated_in_two_ways_is_minor(a: str, b: str) -> None:
    assert rows(f"The {a} voted on Monday.", f"The {b} voted on Monday.") == [("entity", "variant", "minor", a, b)]


@pytest.mark.parametrize(
    ("a", "b"), [("Harrow Bank", "Merrow Bank"), ("National Council", "National Assembly"), ("Supreme Court", "High Court")]
)
def test_another_body_is_a_conflict(a: str, b: str) -> None:
    assert [row[:3] for row in rows(f"The {a} met on Monday.", f"The {b} met on Monday.")] == [("entity", "conflict", "major")]


def test_letters_that_no_version_explains_cannot_be_told_from_a_name_written_out() -> None:
    a, b = "A tremor was felt, the Volcano Agency said.", "A tremor was felt, the PKGM said."
    assert [row[:3] for row in rows(a, b)] == [("entity", "unclear", "major")]


@pytest.mark.parametrize(
    ("a", "b"), [("Stephen Marsh", "Steven Marsh"), ("Catherine Vane", "Katherine Vane"), ("Philip Lund", "Phillip Lund")]
)
def test_a_given_name_that_its_bearer_writes_in_one_way_is_checked(a: str, b: str) -> None:
    assert [row[:3] for row in rows(f"The mayor met {a} on Monday.", f"The mayor met {b} on Monday.")] == [("name", "conflict", "major")]


@pytest.mark.parametrize(("a", "b"), [("Tom Marsh", "Thomas Marsh"), ("Kate Vane", "Katie Vane")])
def test_a_short_form_of_a_given_name_is_the_same_person(a: str, b: str) -> None:
    assert "conflict" not in {row[1] for row in rows(f"The mayor met {a} on Monday.", f"The mayor met {b} on Monday.")}


def test_a_capital_for_its_country_is_no_other_place() -> None:
    a = "The United States and Kenya backed the plan, while Norway asked for time."
    b = "The plan was backed by Washington and Nairobi, while Norway asked for time."
    found = [row for row in rows(a, b) if row[0] == "place"]
    assert {row[1:3] for row in found} == {("variant", "minor")} and len(found) == 2


def test_another_capital_is_another_place() -> None:
    a, b = "Norway backed the plan on Monday.", "Nairobi backed the plan on Monday."
    assert [row[:3] for row in rows(a, b)] == [("place", "conflict", "major")]


def test_a_description_in_the_place_of_a_name_says_less_exactly_who_it_is() -> None:
    a = "Tomas Berg came late. The judge told Berg that the case was closed."
    assert rows(a, a.replace("told Berg", "told the driver")) == [("name", "variant", "minor", "Berg", "the driver")]


def test_another_number_behind_a_name_is_another_product() -> None:
    a = "The Orvane 4, the newest model of the maker, was launched in Oslo."
    b = "The newest model of the maker, the Orvane 5, was launched in Oslo."
    found = next(row for row in rows(a, b) if row[:3] == ("entity", "conflict", "major"))
    assert "Orvane 4" in found[3] and "Orvane 5" in found[4]
