"""Events, lanes and places on the time axis."""

from __future__ import annotations

from datetime import date

import pytest

from components.comparison import compare_texts
from components.model import Date, Span, Story
from components.panels.timeline import frame, picked_target, picture
from components.panels.timeline_events import (
    PUBLISHED,
    STATEMENTS,
    Event,
    days_of,
    events,
    interval,
    lanes,
    place_on,
    stretches,
    ticks,
)
from components.panels.view import View, view_of

A = (
    "Lena Hoss told the Harbour Council on Friday that the Brasko bridge was closed on 2 January 2024.\n\n"
    "The bridge was built in 1961.\n\n“Nobody asked the pilots,” said Ivo Talvik.\n\n"
    "The Norwind Institute has measured the tide since 2018.\n"
)
B = (
    "Lena Hoss told the Harbour Council on Friday that the Brasko bridge was closed on 5 January 2024.\n\n"
    "“Nobody asked the pilots,” said Ivo Talvik.\n\nThe Norwind Institute has measured the tide since 2018.\n"
)


def view(published: date | None = date(2024, 6, 30)) -> View:
    comparison = compare_texts(A, B, published_a=published, published_b=published)
    return view_of(Story("harbour", "Harbour", "en", (comparison.a, comparison.b)), comparison)


def day(year: int, month: int = 1, of: int = 1) -> int:
    return date(year, month, of).toordinal()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-01-02", day(2024, 1, 2), day(2024, 1, 2)),
        ("2024-01-02T14:00", day(2024, 1, 2), day(2024, 1, 2)),
        ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
        ("2023", day(2023), day(2023, 12, 31)),
        ("198", day(1980), day(1989, 12, 31)),
        ("2024-Q2", day(2024, 4), day(2024, 6, 30)),
        ("2024-H2", day(2024, 7), day(2024, 12, 31)),
        ("2024-SU", day(2024, 6), day(2024, 8, 31)),
        ("2024-W01", day(2024, 1, 1), day(2024, 1, 7)),
        ("2024-W01-WE", day(2024, 1, 6), day(2024, 1, 7)),
        ("2018/2020", day(2018), day(2020, 12, 31)),
    ],
)
def test_a_value_has_a_first_and_a_last_day(value: str, first: int, last: int) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["XXXX-01-02", "P2D", "PAST_REF", "2024-02-31", "2024-13", "", "2024-W60"])
def test_what_names_no_day_has_none(value: str) -> None:
    assert days_of(value) == (None, None)


def test_since_runs_to_the_publication() -> None:
    fact = Date(Span(0, 4), 0, "2018", "DATE", "year", "since")
    assert interval(fact, date(2024, 6, 30)) == (day(2018), day(2024, 6, 30))


def test_earlier_this_year_does_not_run_beyond_the_day_it_was_printed() -> None:
    fact = Date(Span(0, 4), 0, "2024", "DATE", "year", "early", relative=True)
    assert interval(fact, date(2024, 6, 30)) == (day(2024), day(2024, 6, 30))


def test_an_event_is_drawn_once_for_each_version_that_asserts_it() -> None:
    found = events(view())
    assert len({(e.lane, e.side, e.start, e.end, e.conflict) for e in found if e.start is not None}) == len(
        [e for e in found if e.start is not None]
    )


def test_dates_that_differ_are_marked_and_stand_apart() -> None:
    conflict = [event for event in events(view()) if event.conflict]
    assert [event.side for event in conflict] == ["a", "b"]
    assert [event.start for event in conflict] == [day(2024, 1, 2), day(2024, 1, 5)]
    assert len({event.lane for event in conflict}) == 1


def test_those_who_speak_without_a_date_inherit_the_meetings() -> None:
    said = [event for event in events(view()) if event.lane == STATEMENTS]
    assert [event.start for event in said] == [day(2024, 6, 28)] * 2
    assert all(event.inherited and "Ivo Talvik" in event.text for event in said)


def test_without_a_publication_date_nothing_is_guessed() -> None:
    found = events(view(None))
    assert not [event for event in found if event.lane in (STATEMENTS, PUBLISHED)]
    assert all(event.start is None for event in found if event.text == "Friday")


def made(*days: int, lane: str = "x") -> list[Event]:
    return [Event(f"e{k}", lane, "a", at, at, "", "", "", "", "") for k, at in enumerate(days)]


def test_empty_years_close_into_breaks_and_keep_the_order() -> None:
    days = [day(1977, 5), day(2009, 3), day(2024, 1), day(2024, 6)]
    axis = stretches(made(*days))
    assert len(axis) == 3
    places = [place_on(axis, at) for at in days]
    assert (
        places == sorted(p for p in places if p is not None)
        and places[0] is not None
        and places[0] >= 0
        and places[-1] is not None
        and places[-1] <= 1
    )


def test_a_linear_axis_has_no_break() -> None:
    assert len(stretches(made(day(1977), day(2024)), "linear")) == 1


def test_the_busy_months_alone_leave_the_rest_beside_the_axis() -> None:
    axis = stretches(made(day(1977), day(2024, 1), day(2024, 2)), "busy")
    assert place_on(axis, day(1977)) is None and place_on(axis, day(2024, 1)) is not None


def test_every_label_of_the_axis_stands_on_it() -> None:
    labels = ticks(stretches(made(day(1977), day(2009), day(2024, 1), day(2024, 6))))
    assert labels and all(0 <= place <= 1 for place, _ in labels)
    assert {"1977", "2009", "2024"} <= {words for _, words in labels}


def test_statements_and_publications_stand_last() -> None:
    found = events(view())
    assert lanes([event for event in found if event.start is not None])[-2:] == [STATEMENTS, PUBLISHED]


def test_the_frame_has_the_same_columns_and_kinds_for_no_event() -> None:
    full, empty = frame([event for event in events(view()) if event.start is not None], "compressed"), frame([], "compressed")
    assert list(full.dtypes.items()) == list(empty.dtypes.items())


def test_no_article_text_is_part_of_an_expression() -> None:
    hostile = [Event("e0", "'+alert(1)+'", "a", day(2024), day(2024), "w", "datum.x", "</script>", "s", "t")]
    spec = picture(hostile, ["'+alert(1)+'"], axis="compressed", dark=False)[0].to_dict()
    spec.pop("datasets")
    assert "alert" not in str(spec).replace("sort': [\"'+alert(1)+'\"]", "")


def test_a_click_beside_the_marks_selects_nothing() -> None:
    assert picked_target({"selection": {"pick": {}}}) == ""
    assert picked_target(None) == ""
    assert picked_target({"selection": {"pick": [{"target": "d1"}]}}) == "d1"


def test_the_same_chart_is_the_same_to_the_letter_when_it_is_drawn_again() -> None:
    found = [event for event in events(view()) if event.start is not None]
    first, again = (picture(found, lanes(found), axis="compressed", dark=False)[0].to_dict() for _ in range(2))
    assert first == again
