"""How two dates that answer each other differ, in sentences of two versions that were published on the days named."""

from __future__ import annotations

from datetime import date

import pytest

from components.comparison import compare_texts
from components.model import Comparison

A, B = date(2024, 5, 5), date(2024, 5, 6)
AROUND = "Rain fell on the hills all night long.\n\n{}\n\nSchools in the valley stayed shut for want of teachers."


def compared(a: str, b: str, published_a: date = A, published_b: date = B) -> Comparison:
    return compare_texts(AROUND.format(a), AROUND.format(b), published_a=published_a, published_b=published_b)


def dates(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Verdict and words of the rows about dates."""
    a, b = comparison.a.text, comparison.b.text
    return [(d.verdict, d.a.of(a) if d.a else "", d.b.of(b) if d.b else "") for d in comparison.differences if d.kind == "date"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The ferry reached the island in less than an hour.", "The ferry reached the island in 50 minutes."),
        ("The hearing went on for nearly three hours.", "The hearing went on for 170 minutes."),
        ("The climb took more than a year.", "The climb took 17 months."),
        ("The crossing took about two weeks.", "The crossing took 15 days."),
        ("The hearing went on for just over nine hours.", "The hearing went on for nine hours and ten minutes."),
        ("The lease runs for two years.", "The lease runs for at least 24 months."),
    ],
)
def test_a_length_of_time_that_keeps_within_the_bound_of_the_other_is_less_exact(a: str, b: str) -> None:
    assert [verdict for verdict, _, _ in dates(compared(a, b))] == ["variant"]
    assert [verdict for verdict, _, _ in dates(compared(b, a))] == ["variant"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The ferry reached the island in less than an hour.", "The ferry reached the island in 70 minutes."),
        ("The contract runs for at least two years.", "The contract runs for three years."),
        ("The crossing took two weeks.", "The crossing took 20 days."),
        ("The mine opened in the first half of 2021.", "The mine opened in late 2021."),
        ("The mine opened in late March 2021.", "The mine opened on March 4, 2021."),
        ("The bridge shuts before October 2021.", "The bridge shuts by the end of October 2021."),
    ],
)
def test_a_time_outside_the_bound_of_the_other_is_another_time(a: str, b: str) -> None:
    assert [verdict for verdict, _, _ in dates(compared(a, b))] == ["conflict"]
    assert [verdict for verdict, _, _ in dates(compared(b, a))] == ["conflict"]


def test_before_a_month_is_by_the_end_of_the_month_before_it() -> None:
    found = dates(compared("The bridge shuts before October 2021.", "The bridge shuts by the end of September 2021."))
    assert [verdict for verdict, _, _ in found] == ["equivalent"]


def test_the_year_that_neither_names_is_one_year_for_both() -> None:
    found = dates(compared("The bridge, built in stages, opened before October.", "The bridge will be opened by the end of September."))
    assert [verdict for verdict, _, _ in found] == ["equivalent"]


def test_hours_and_minutes_are_as_long_as_the_minutes_alone() -> None:
    found = dates(compared("The final lasted two hours and 48 minutes.", "The final lasted 168 minutes."))
    assert found == [("equivalent", "two hours and 48 minutes", "168 minutes")]


def test_two_vague_dates_that_touch_cannot_be_told_apart() -> None:
    found = dates(compared("The mine opened in late May 2021.", "The mine opened in early June 2021."))
    assert [verdict for verdict, _, _ in found] == ["unclear"]


def test_a_month_or_a_day_of_the_year_named_by_both_a_day_apart_is_the_same_whatever_the_tense() -> None:
    assert not dates(compared("The singer, who turns 30 in August, left.", "The singer, who will turn 30 in August, left."))
    assert not dates(compared("The judge set the hearing for Nov. 3.", "The judge said the hearing will be held on Nov. 3."))
    found = dates(compared("The judge set the hearing for Nov. 3.", "The hearing will be held on November 3."))
    assert "conflict" not in [verdict for verdict, _, _ in found]


def test_the_week_by_its_article_alone_is_no_week_of_the_calendar() -> None:
    sunday, monday = date(2024, 5, 5), date(2024, 5, 6)
    assert not dates(compared("Sales over the week rose by a tenth.", "Sales over the week grew by a tenth.", sunday, monday))


def test_yesterday_in_both_is_another_day_by_the_publication_dates() -> None:
    assert dates(compared("The pier burned down yesterday.", "The pier burned down yesterday.")) == [("conflict", "yesterday", "yesterday")]


def test_as_long_a_time_in_another_place_of_the_sentence_is_one_difference() -> None:
    a = "Rain put off the start by 90 minutes, while crowds waited in the square."
    b = "While crowds waited in the square, rain put it off by an hour and a half."
    assert dates(compared(a, b)) == [("equivalent", "90 minutes", "an hour and a half")]


def test_a_rate_is_no_date() -> None:
    a = "The train ran at 210 kilometres per hour through the tunnel."
    b = "The train ran through the tunnel."
    assert not dates(compared(a, b))


def test_a_day_said_again_in_brackets_is_no_date_of_one_version_alone() -> None:
    thursday, friday = date(2024, 6, 6), date(2024, 6, 7)
    a, b = "The findings are published today (Thursday 6 June) in a journal.", "The findings were published yesterday in a journal."
    found = dates(compared(a, b, thursday, friday))
    assert ("equivalent", "today", "yesterday") in found
    assert not [row for row in found if "June" in row[1]]


def pairs(comparison: Comparison) -> list[tuple[str, str]]:
    """Verdict and level of the dates in both versions."""
    return [(pair.verdict, pair.level) for pair in comparison.pairs if pair.kind == "date" and pair.a and pair.b]


def test_a_weekday_moved_inside_the_sentence_is_one_row_where_it_is_another_day() -> None:
    a = "The keeper of the lighthouse assured the harbour board on Tuesday that the lamp would be mended."
    b = "The keeper of the lighthouse on Tuesday assured the board that the lamp would be mended."
    june, july = date(2024, 6, 5), date(2024, 6, 13)
    found = dates(compared(a, b, june, july))
    assert [verdict for verdict, _, _ in found] == ["conflict"]
    assert all("Tuesday" in words for words in found[0][1:])
    assert not dates(compared(a, b, june, june))


@pytest.mark.parametrize(("later", "verdict"), [(date(2024, 5, 6), "same"), (date(2025, 5, 6), "unclear")])
def test_the_speakers_own_words_in_papers_a_year_apart_are_not_called_the_same_time(later: date, verdict: str) -> None:
    said = "“We repaired the two western locks earlier this year,” the engineer said."
    found = compared(said, said, A, later)
    assert [told for told, _ in pairs(found)] == [verdict]
    assert [told for told, _, _ in dates(found)] == [verdict] * (verdict != "same")


def test_the_same_words_are_the_same_time_only_where_the_values_are_equal() -> None:
    said = "“We lost the key yesterday,” the warden said. Sales rose over the week. Doors open at 7 pm."
    found = compared(said, said, date(2024, 5, 5), date(2024, 5, 14))
    for pair in found.pairs:
        assert pair.kind != "date" or not (pair.a and pair.b) or pair.verdict != "same" or pair.a.value == pair.b.value  # type: ignore[union-attr]
    assert "unclear" in [verdict for verdict, _ in pairs(found)]
    assert not dates(found)


def test_where_one_publication_date_is_not_known_the_same_words_are_the_same_in_words_only() -> None:
    said = AROUND.format("The pier burned down on Monday.")
    found = compare_texts(said, said, published_a=A)
    assert pairs(found) == [("same", "the same words; the time is known in one version only")]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("3/4/2024", "5/4/2024", "conflict"),
        ("3/4/2024", "April 4, 2024", "conflict"),
        ("3/4/2024", "4/3/2024", "unclear"),
        ("3/4/2024", "3 April 2024", "unclear"),
    ],
)
def test_a_day_in_figures_that_can_be_read_two_ways_differs_only_where_no_reading_agrees(a: str, b: str, verdict: str) -> None:
    text = "The deal on the harbour was signed on {} in the town hall."
    assert dates(compared(text.format(a), text.format(b))) == [(verdict, a, b)]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("on Friday morning", "at 9 a.m. on Friday", "variant"),
        ("in the morning", "at 2 a.m.", "variant"),
        ("on Friday evening", "at 9 a.m. on Friday", "conflict"),
    ],
)
def test_an_hour_lies_in_its_part_of_the_day_or_is_another_time(a: str, b: str, verdict: str) -> None:
    text = "The dam above the village broke {}, officials said."
    assert [row[0] for row in dates(compared(text.format(a), text.format(b), B, B))] == [verdict]
