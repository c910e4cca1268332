"""What stands around a story: headline, byline, dateline, credit."""

from __future__ import annotations

from components.comparison import compare_texts
from tests.differences.rows import Row, shown

BODY = """\
Mara Lind of the harbour office said the ferry would sail again in May. The crew had waited for weeks in the cold.

Tomas Berg, the captain, said nobody had been asked about the winter.
"""


def rows(a: str, b: str) -> list[Row]:
    return shown(compare_texts(a, b))


def headlines(a: str, b: str) -> list[Row]:
    return rows(f"{a}\n\n{BODY}", f"{b}\n\n{BODY}")


def bylines(a: str, b: str) -> list[Row]:
    return rows(f"Ferry sails again\n\n{a}\n\n{BODY}", f"Ferry sails again\n\n{b}\n\n{BODY}")


def test_another_headline_is_one_row_over_the_whole_line() -> None:
    a, b = "Ferry sails again", "Captain angry about a cold winter"
    assert headlines(a, b) == [("headline", "variant", "minor", a, b)]


def test_the_same_headline_in_capitals_of_titles_is_nothing() -> None:
    assert headlines("Ferry sails again", "Ferry Sails Again") == []


def test_another_toll_in_the_headline_is_a_conflict() -> None:
    a, b = "Five killed as bus leaves road", "Six killed as bus leaves road"
    assert headlines(a, b) == [("headline", "conflict", "major", a, b)]


def test_a_toll_in_figures_for_a_toll_in_words_is_the_same_headline() -> None:
    assert [row[1:3] for row in headlines("Five killed as bus leaves road", "5 killed as bus leaves road")] == [("equivalent", "cosmetic")]


def test_a_headline_with_its_words_in_other_forms_is_style() -> None:
    assert [row[1:3] for row in headlines("Mayor closes the harbour bridge", "Mayor closed harbour bridge")] == [("equivalent", "cosmetic")]


def test_a_headline_that_one_version_lacks_is_a_row_of_one_side() -> None:
    assert rows(f"Ferry sails again\n\n{BODY}", BODY) == [("headline", "omitted", "minor", "Ferry sails again", "")]
    assert rows(BODY, f"Ferry sails again\n\n{BODY}") == [("headline", "added", "minor", "", "Ferry sails again")]


def test_a_story_credited_to_somebody_else_is_a_conflict() -> None:
    assert bylines("By Ines Torvald", "By Per Lund") == [("byline", "conflict", "major", "By Ines Torvald", "By Per Lund")]


def test_two_authors_in_another_order_are_style() -> None:
    assert [row[:3] for row in bylines("By Ines Torvald and Per Lund", "By Per Lund and Ines Torvald")] == [
        ("byline", "equivalent", "cosmetic")
    ]


def test_an_author_more_on_one_side_is_not_somebody_else() -> None:
    assert [row[0:2] for row in bylines("By Ines Torvald", "By Ines Torvald and Per Lund")] == [("byline", "equivalent")]


def test_one_author_of_two_exchanged_is_told_as_such() -> None:
    assert [row[:2] for row in bylines("By Ines Torvald and Per Lund", "By Ines Torvald and Anna Brekke")] == [("byline", "variant")]


def test_a_dateline_with_another_day_is_a_conflict_of_datelines_and_of_nothing_else() -> None:
    found = rows(f"BERGEN, May 3 (Harbour News) - {BODY}", f"BERGEN, May 4 (Harbour News) - {BODY}")
    assert [row[:2] for row in found] == [("dateline", "conflict")]


def test_another_photographer_is_a_credit_and_style() -> None:
    found = rows(f"Ferry sails again\n\n{BODY}\nPhoto: Ines Torvald\n", f"Ferry sails again\n\n{BODY}\nPhoto: Per Lund\n")
    assert found == [("credit", "variant", "cosmetic", "Photo: Ines Torvald", "Photo: Per Lund")]


def test_a_headline_does_not_make_the_words_of_the_story_a_difference() -> None:
    found = headlines("Ferry to sail in May, says Mara Lind", "Captain Tomas Berg waits")
    assert {row[0] for row in found} == {"headline"}


def datelines(a: str, b: str) -> list[Row]:
    return rows(f"Ferry sails again\n\n{a} – {BODY}", f"Ferry sails again\n\n{b} – {BODY}")


def test_a_dateline_with_the_day_the_country_or_the_agency_besides_is_style() -> None:
    for more in ("BUDAPEST, July 23 (NWA)", "BUDAPEST, Hungary (NWA)", "BUDAPEST, July 23", "BUDAPEST (NWA)"):
        assert [row[:3] for row in datelines(more, "BUDAPEST") if row[0] == "dateline"] == [("dateline", "equivalent", "cosmetic")]


def test_a_dateline_of_another_month_is_a_conflict() -> None:
    assert [row[:2] for row in datelines("BUDAPEST, July 23", "BUDAPEST, June 23") if row[0] == "dateline"] == [("dateline", "conflict")]
