"""What the panels look up: marks, words, the order of reading. Texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from components.comparison import compare_texts
from components.model import Link, Span, Story
from components.panels.view import Mark, View, between, core, reading_order, runs, view_of

A = (
    "Harbour board names new pilot\n\n"
    "Lena Hoss, executive director of the Norwind Institute, opened the exhibition in Kiev on January 2nd.\n\n"
    "“We counted every rusted anchor,” she said.\n\nThe board paid 40 divers for the work.\n"
)
B = (
    "Harbour board names pilot\n\nLena Hoss, director of operations at the Norwind Institute, opened the exhibition in Kyiv on Jan. 2.\n\n"
    "“We counted every broken anchor,” she said.\n\nThe board paid 60 divers for the work. Visitors came from Oslo.\n"
)


@pytest.fixture(scope="module")
def view() -> View:
    comparison = compare_texts(A, B, published_a=date(2024, 1, 5), published_b=date(2024, 1, 6))
    return view_of(Story("harbour", "Harbour", "en", (comparison.a, comparison.b)), comparison)


def test_what_both_sides_share_at_either_end_is_not_marked() -> None:
    a, b = "Russian UN Ambassador", "Russian Ambassador"
    marked_a, marked_b = core(a, Span(0, len(a)), b, Span(0, len(b)))
    assert marked_a.of(a) == "UN" and (marked_b.start, marked_b.end) == (7, 7)


def test_a_side_that_shows_the_words_around_a_gap_is_marked_between_them() -> None:
    text, other = "the arms transfers between us and them", "the arms transfers occurring between us and them"
    words = Span(other.index("occurring"), other.index(" between us"))
    place = between(text, Span(text.index("transfers"), text.index(" us")), other, words)
    assert place is not None and len(place) == 0 and text[: place.start].endswith("transfers")


def test_words_that_answer_each_other_are_no_gap() -> None:
    a, b = "rose by ten percent", "rose by six percent"
    assert between(a, Span(8, 11), b, Span(8, 11)) is None


def test_a_sentence_is_cut_at_its_marks_and_loses_no_character(view: View) -> None:
    for side in ("a", "b"):
        version = view.comparison.a if side == "a" else view.comparison.b
        for sentence in version.sentences:
            assert "".join(run.text for run in view.runs("a" if side == "a" else "b", sentence.index)) == sentence.span.of(version.text)


def test_every_changed_word_of_linked_sentences_is_marked(view: View) -> None:
    marked = {word for index in view.marks_a for run in view.runs("a", index) if run.look for word in run.text.split()}
    assert {"executive", "rusted", "40", "Kiev"} <= marked
    marked = {word for index in view.marks_b for run in view.runs("b", index) if run.look for word in run.text.split()}
    assert {"operations", "broken", "60", "Kyiv"} <= marked


def test_the_numbers_of_the_panels_count_every_finding_once(view: View) -> None:
    panels = ("titles", "quotes", "dates", "names", "only", "other")
    assert sorted(finding.id for panel in panels for finding in view.of_panel(panel)) == sorted(finding.id for finding in view.findings)


def test_what_only_b_has_stands_after_what_it_follows_there() -> None:
    links = [
        Link((0,), (0,), 1.0, "kept"),
        Link((1,), (3,), 0.9, "edited"),
        Link((), (1,), None, "added"),
        Link((), (2,), None, "added"),
        Link((2,), (), None, "omitted"),
    ]
    assert reading_order(links) == [0, 2, 3, 1, 4]


def test_what_b_has_before_everything_stands_first() -> None:
    links = [Link((0,), (1,), 1.0, "kept"), Link((), (0,), None, "added")]
    assert reading_order(links) == [1, 0]


def test_an_id_of_the_address_means_a_finding_a_difference_a_sentence_or_nothing(view: View) -> None:
    finding = view.findings[0]
    assert view.selected(finding.id)[0] is finding
    assert view.selected(finding.differences[0].id) == (finding, finding.differences[0])
    assert view.selected("nonsense") == (None, None)
    assert view.sentence("a0") == ("a", 0)
    assert view.sentence("a99999") is None and view.sentence("ax") is None and view.sentence("") is None


def test_where_marks_lie_on_each_other_the_worst_shows(view: View) -> None:
    worst = next(d for d in view.comparison.differences if d.severity == "critical" and d.a is not None)
    style = next(d for d in view.comparison.differences if d.severity != "critical" and d.a is not None)
    assert worst.a is not None
    cut = runs(view.comparison.a.text, worst.a, [Mark(worst.a, style), Mark(worst.a, worst)])
    assert [run.difference for run in cut] == [worst.id]
