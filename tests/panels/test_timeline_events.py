"""Events, lanes and places on the time axis."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from components.comparison import compare, compare_texts
from components.loader.rules import load_rules
from components.loader.stories import load_story
from components.model import Date, Span, Story
from components.panels import strip
from components.panels.state import Place
from components.panels.timeline import FILE, by_version, cells, frame, listing, picture, sendable, ties
from components.panels.timeline_events import (
    COUNTRIES,
    PUBLISHED,
    STATEMENTS,
    Event,
    clause,
    countries_of,
    days_of,
    entries,
    events,
    interval,
    lanes,
    moment,
    place_on,
    row_levels,
    said_of_dates,
    stretches,
    ticks,
)
from components.panels.view import View, view_of

SHARED = Path(__file__).parents[2].parent / "shared"

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


def test_the_first_month_of_a_stretch_says_its_year() -> None:
    labels = [words for _, words in ticks(stretches(made(day(1989, 2), day(2024, 5, 3), day(2024, 9, 2), day(2024, 9, 3))))]
    assert "May 2024" in labels and "Jun" in labels and "May" not in labels


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
    spec_of_lanes = "'domain': [\"'+alert(1)+'\"]"
    assert spec_of_lanes in str(spec) and "alert" not in str(spec).replace(spec_of_lanes, ""), "a scale's domain is data"


def test_the_same_chart_is_the_same_to_the_letter_when_it_is_drawn_again() -> None:
    found = [event for event in events(view()) if event.start is not None]
    first, again = (picture(found, lanes(found), axis="compressed", dark=False)[0].to_dict() for _ in range(2))
    assert first == again


def told(a: str, b: str, published: date | None = date(2024, 6, 30)) -> View:
    comparison = compare_texts(a, b, published_a=published, published_b=published)
    return view_of(Story("made", "Made", "en", (comparison.a, comparison.b)), comparison)


def of(a: str, b: str | None = None) -> list[Event]:
    """The events with a day of their own of two versions (of one twice)."""
    found = events(told(a, a if b is None else b), countries_of(load_rules()))
    return [event for event in found if event.start is not None and event.lane not in (STATEMENTS, PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Lena Hoss said that the bridge in Orsola was closed on 2 May.", "2 May", "the bridge in Orsola was closed on 2 May."),
        ("The treaty, which Norland left in 2019, bound Sudland.", "2019", "which Norland left in 2019"),
        ("“Three fell on Brasko in May,” Hoss said.", "May", "Three fell on Brasko in May,"),
        ("Talks opened in 2018; Hoss left in 2020.", "2020", "Hoss left in 2020."),
    ],
)
def test_a_date_stands_in_its_clause(text: str, at: str, expected: str) -> None:
    place = text.index(at)
    inside, _ = clause(text, Span(0, len(text)), Span(place, place + len(at)))
    assert inside.of(text).removeprefix("that ") == expected


def test_an_event_stands_in_the_lane_of_its_clause_and_tells_the_other_names() -> None:
    text = "Ukraine and Poland told Lena Hoss that the Brasko Institute had left Poland in 2019.\n\nPoland and Lena Hoss were silent.\n"
    (a, b) = of(text)
    assert a.lane == b.lane == "Brasko Institute" and "Poland" in a.who and "Ukraine" not in a.who


def test_a_relative_clause_speaks_of_the_name_before_it() -> None:
    text = "Poland spoke of the Brasko Convention, which Germany left in 2019.\n"
    assert {event.lane for event in of(text)} == {"Brasko Convention"}


def test_what_only_countries_name_shares_one_lane() -> None:
    text = "Ukraine bought ten ships in 2019.\n\nPoland sold two of them in March 2021.\n\nThe Korean lettering was painted over in 2022.\n"
    assert {event.lane for event in of(text)} == {COUNTRIES}


def test_damage_beside_a_date_is_a_sign_and_no_conflict() -> None:
    a = "Lena Hoss described the strike on the second largest city, Kharkivon January 2nd.\n"
    b = "Lena Hoss described the strike on the second-largest city, Kharkiv, on Jan. 2.\n"
    found = of(a, b)
    assert [event.conflict for event in found] == [False, False] and all("Kharkivon" in event.damage for event in found)
    drawn = frame(found, "compressed")
    assert list(drawn["sign"]) == ["†", "†"] and not drawn["conflict"].any()
    assert drawn["says"].str.contains("Kharkivon").all()


def test_what_is_said_twice_at_one_time_is_one_mark_that_tells_the_number() -> None:
    text = "The Brasko Institute sank in 2019.\n\nIn 2019 the Brasko Institute was sold.\n"
    found = of(text)
    assert [event.side for event in found] == ["a", "b"]
    assert list(frame(found, "compressed")["sign"]) == ["×2", "×2"]


def test_an_open_span_starts_at_its_mark_and_ends_in_an_arrow_at_the_right_edge() -> None:
    drawn = frame(of("The Norwind Institute has measured the tide since 2018. It moved in 2023.\n"), "compressed")
    open_one = drawn[drawn["after"]].iloc[0]
    assert open_one["middle"] == open_one["left"] < 0.5 and open_one["right"] > drawn["middle"].max() + 0.02
    assert not drawn[drawn["when"] == "2023"]["after"].any()


def test_an_open_span_that_began_earlier_reaches_into_the_busy_months_with_an_arrow_at_either_end() -> None:
    text = "The Norwind Institute has measured the tide since 1988.\n\nIt moved on 2 May 2024, and sank on 9 May 2024.\n"
    drawn = frame(of(text), "busy")
    assert drawn[drawn["when"] == "since 1988"][["before", "after", "left"]].iloc[0].tolist() == [True, True, 0.0]


def test_earlier_this_year_is_one_span_in_both_versions_though_they_were_printed_on_different_days() -> None:
    text = "Lena Hoss inspected the Brasko bridge earlier this year.\n"
    comparison = compare_texts(text, text, published_a=date(2024, 6, 28), published_b=date(2024, 6, 30))
    a, b = (e for e in events(view_of(Story("s", "S", "en", (comparison.a, comparison.b)), comparison)) if e.lane != PUBLISHED)
    assert (a.start, a.end) == (b.start, b.end) and a.joined and not a.conflict


def test_marks_of_one_row_that_would_cover_each_other_stand_on_levels() -> None:
    assert row_levels([("x", "a", 0.5), ("x", "a", 0.5), ("x", "a", 0.505), ("x", "b", 0.5), ("x", "a", 0.9)]) == [0, -1, 1, 0, 0]


def test_a_line_joins_what_agrees_and_a_broken_red_one_what_differs() -> None:
    found = [event for event in events(view()) if event.start is not None]
    lines = ties(found, frame(found, "compressed"), "compressed")
    assert (lines.groupby("tie").size() == 2).all()
    differing = lines[lines["conflict"]]
    assert len(differing) == 2 and differing["middle"].nunique() == 2
    assert (lines[~lines["conflict"]].groupby("tie")["middle"].nunique() == 1).all()


def test_the_small_chart_has_two_rows_and_every_time_once_in_each() -> None:
    found = [event for event in events(view()) if event.start is not None]
    rows = by_version(found)
    assert {event.lane for event in rows} == {"A", "B"}
    times = [(event.lane, event.start, event.end) for event in rows if not event.conflict]
    assert len(times) == len(set(times))
    assert not any(event.text.startswith("publication date") for event in rows)
    _, height = picture(rows, ["A", "B"], axis="compressed", dark=False, small=True)
    assert 90 <= height <= 110


def test_the_list_tells_each_event_once_with_both_versions() -> None:
    found = [event for event in events(view()) if event.start is not None]
    told_of = entries(found)
    assert sorted(id(event) for several in told_of for event in several) == sorted(map(id, found))
    (differing,) = [several for several in told_of if several[0].conflict]
    assert [event.side for event in differing] == ["a", "b"]
    html = listing(("a list",), Place(), found)
    assert f"All {len(told_of)} events as a list" in html and "2 January 2024 │ 5 January 2024" in html


def test_what_a_mark_stands_for_is_selected_by_its_difference_its_finding_and_both_sentences() -> None:
    made = view()
    conflict = next(event for event in events(made) if event.conflict)
    finding = made.finding_of[conflict.target]
    assert {conflict.target, finding.id, "a0", "b0"} <= set(conflict.ids.split())


def test_the_cells_of_the_strip_know_every_finding_of_their_sentence() -> None:
    made = view()
    drawn = strip.cells(made)
    for finding in made.findings:
        wanted = {("A", d.a_sentence) for d in finding.differences if d.a_sentence is not None}
        several = [(side, ids.split()) for side, ids in zip(drawn["side"], drawn["ids"], strict=True)]
        ringed = {(side, int(ids[0][1:])) for side, ids in several if finding.id in ids}
        assert wanted <= ringed
    assert not strip.cells(made, "institute")["found"].all() and strip.cells(made, "institute")["found"].any()


def test_the_data_of_a_chart_is_sent_as_it_will_be_read() -> None:
    found = [event for event in events(view()) if event.start is not None]
    spec = sendable(picture(found, lanes(found), axis="compressed", dark=False)[0])
    assert spec["datasets"] and all(isinstance(data, bytes) for data in spec["datasets"].values())
    assert len(json.dumps({key: value for key, value in spec.items() if key != "datasets"})) < 40_000


def test_the_file_holds_every_event_with_its_words() -> None:
    found = events(view())
    made = cells(found)
    assert len(made) == len(found) and all(len(row) == len(FILE) for row in made)
    assert ("5 January 2024", "B", "5 January 2024", "≠ the dates differ") in {row[1:5] for row in made}


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (A, B, "≠ 1 of the 3 dates found in both versions differs."),
        (A, A, "None of the 4 dates found in both versions differs."),
        ("It sank.", "It sank.", "No date is found in both versions."),
        ("It sank in 2019.", "It sank in 2019.", "The one date found in both versions does not differ."),
    ],
)
def test_agreement_of_dates_is_stated_within_its_limits(a: str, b: str, words: str) -> None:
    assert said_of_dates(told(a, b))[0] == words


@pytest.mark.parametrize(
    ("value", "words"), [("2024-09-02T05:40", "2 September 2024, 05:40"), ("2024-09-02TMO", "2 September 2024"), ("2019", "2019")]
)
def test_a_clock_time_is_said_with_its_day(value: str, words: str) -> None:
    assert moment(value) == words


def test_a_clause_is_looked_for_near_its_date_only() -> None:
    text = "Lena Hoss " + "that on 2 May 2023 which Brasko " * 3000 + "sank.\n"
    inside, _ = clause(text, Span(0, len(text)), Span(60_000, 60_010))
    assert len(inside) < 900


@pytest.fixture(scope="module")
def debris() -> View:
    folder = SHARED / "stories" / "missile-debris"
    if not folder.is_dir():
        pytest.skip("the missile-debris story is not beside the project (../shared/stories)")
    story = load_story(folder, load_rules())
    return view_of(story, compare(story.version("paraphrase"), story.version("newspaper"), load_rules()))


def gold() -> dict[str, list[dict[str, object]]]:
    file = SHARED / "gold" / "missile-debris" / "timeline.json"
    made: dict[str, list[dict[str, object]]] = json.loads(file.read_text(encoding="utf-8"))
    return made


def test_all_dated_events_of_the_debris_story_are_drawn_and_nothing_that_must_not(debris: View) -> None:
    dated = [event for event in events(debris, countries_of(load_rules())) if event.start is not None]
    drawn = frame(dated, "compressed")
    assert len(drawn) == len(dated), "every one has a place on the axis"
    known = gold()
    wanted = [event for event in known["events"] if event["id"] in known["core_events_with_own_date_expression"]]
    assert len(wanted) == 12 and all(event["draw"] for event in wanted)
    for event in wanted:
        first, last = days_of(str(event["date"]).replace("/..", ""))
        for side in str(event["versions"]).lower():
            assert any(
                e.side == side and e.start == first and (e.open if ".." in str(event["date"]) else (e.end or 0) - (last or 0) <= 2)
                for e in dated
            ), event["title"]
    allowed = {days_of(str(event["date"]).replace("/..", ""))[0] for event in known["events"] if event["date"]}
    assert {event.start for event in dated} <= allowed, "no date of a teaser, no designator, no damaged word"
    assert not any(event.conflict for event in dated)
    assert not ties(dated, drawn, "compressed")["conflict"].any()


def test_the_lanes_of_the_debris_story_are_few_and_none_is_a_country(debris: View) -> None:
    countries = countries_of(load_rules())
    found = events(debris, countries)
    order = lanes([event for event in found if event.start is not None])
    assert len(order) <= 14 and not set(order) & countries and {COUNTRIES, STATEMENTS} <= set(order)
    assert {event.lane for event in found if event.damage} == {"Kharkiv"}
    assert said_of_dates(debris)[0] == "None of the 7 dates found in both versions differs."
