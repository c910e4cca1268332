"""Which numbers of two linked sentences answer each other, and the rows that come of it."""

from __future__ import annotations

from tests.differences.rows import Row, rows


def numbers(a: str, b: str) -> list[Row]:
    return [row for row in rows(a, b) if row[0] == "number"]


def test_a_number_put_elsewhere_in_the_sentence_is_the_same_number() -> None:
    a = "The harbour union, which has 4,100 members, called a strike over wages on the docks."
    b = "A strike over wages on the docks was called by the harbour union of 4,100 members."
    assert not numbers(a, b)


def test_a_figure_with_its_digits_turned_round_is_another_number_wherever_it_stands() -> None:
    a = "Ranked 58th, the Latvian swimmer Ilze Ozola won the final of the river cup."
    b = "In the final of the river cup the Latvian swimmer Ilze Ozola, who is 85th in the table, won."
    assert [row[1:] for row in numbers(a, b)] == [("conflict", "major", "58th", "85th")]


def test_a_number_goes_with_what_it_counts_and_not_with_the_next_one() -> None:
    a = "At least 64 sailors drowned when the ferry sank, the inquiry’s report of 38 pages says."
    b = "The report of the inquiry, which runs to 38 pages, puts the sailors drowned when the ferry sank at no fewer than 46."
    assert [row[1:] for row in numbers(a, b)] == [("conflict", "critical", "At least 64", "at no fewer than 46")]


def test_as_many_of_two_things_that_changed_places_are_still_compared_by_place() -> None:
    found = numbers("Two nurses and five guards were hurt.", "Five nurses and two guards were hurt.")
    assert [row[1] for row in found] == ["conflict", "conflict"]


def test_an_amount_said_again_in_brackets_is_one_difference_with_that_amount() -> None:
    a = "The gale blew at 193 kilometres per hour (120 mph) over the pass."
    b = "The gale blew at 120 mph over the pass."
    assert [row[1:] for row in numbers(a, b)] == [("equivalent", "cosmetic", "193 kilometres per hour (120 mph)", "120 mph")]
    assert [row[1:] for row in numbers(b, a)] == [("equivalent", "cosmetic", "120 mph", "193 kilometres per hour (120 mph)")]


def test_another_amount_beside_a_bracket_is_one_conflict() -> None:
    a = "The fund gave 500 million crowns ($48 million) to the port."
    b = "The fund gave 600 million crowns to the port."
    assert [row[1] for row in numbers(a, b)] == ["conflict"]


def test_a_number_changed_in_a_note_that_both_versions_have_is_told() -> None:
    a = "The ferry burned for six hours.\n\nCorrection: An earlier version said that 14 people were on board.\n"
    [row] = numbers(a, a.replace("14", "41"))
    assert row[1] == "conflict"


def test_what_a_number_is_joined_to_is_what_it_counts() -> None:
    a = "At least 64 sailors drowned when the ferry sank, the inquiry’s 38-page report says."
    b = "The report of the inquiry, which runs to 38 pages, puts the sailors drowned when the ferry sank at no fewer than 46."
    assert [row[1] for row in numbers(a, b) if "64" in row[3]] == ["conflict"]
    assert not [row for row in numbers(a, b) if row[1] == "conflict" and "38" in row[3] + row[4]]


def test_a_quarter_of_a_million_pounds_is_money() -> None:
    a = "By spring the mill owed £240,000 to the tax office."
    b = "By spring the mill owed almost a quarter of a million pounds to the tax office."
    assert [row[1] for row in numbers(a, b)] == ["variant"]


def test_a_number_said_twice_in_one_version_is_no_number_of_that_version_alone() -> None:
    a = "The union asked six times, and six times the board was silent."
    b = "The union asked six times, and the board was silent."
    assert not numbers(a, b)
    assert [row[1] for row in numbers("Six nurses and six guards were hurt.", "Six nurses were hurt.")] == ["omitted"]
