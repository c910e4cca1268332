"""What the panels look up: marks, words, the order of reading. Texts are invented."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from components import compare, load_rules, load_story
from components.comparison import compare_texts
from components.model import Link, Span, Story
from components.panels.view import SIDES, Mark, View, core, gap, pieces, reading_order, runs, view_of

ROOT = Path(__file__).resolve().parents[2]
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


def place(text: str, shown: str, other: str, words: str) -> str:
    """The text with a mark at the place that stands for `words` of the other text; `shown` is what the side that lacks them shows."""
    start, there = text.index(shown), other.index(words)
    found = gap(text, Span(start, start + len(shown)), other, Span(there, there + len(words)))
    return text if found is None else f"{text[: found.start]}‸{text[found.end :]}"


def test_a_side_that_lacks_a_word_is_marked_between_its_neighbours() -> None:
    text, other = "the arms transfers between us and them", "the arms transfers occurring between us and them"
    assert place(text, "transfers between", other, "occurring") == "the arms transfers‸ between us and them"


def test_a_comma_that_one_side_lacks_is_marked_where_it_would_stand() -> None:
    text, other = "the “grave charges” and the mayor", "the “grave charges,” and the mayor"
    assert place(text, "charges” and", other, ",") == "the “grave charges‸” and the mayor"


def test_a_word_dropped_between_two_words_that_differ_is_marked_between_what_stands_there() -> None:
    assert place("the pilot left", "pilot left", "the helmsman slowly went", "slowly") == "the pilot‸ left"


def test_words_are_not_guessed_into_a_long_passage_without_a_neighbour_they_share() -> None:
    assert "‸" not in place("fog " * 60, "fog " * 60, "Seven ferries sailed", "ferries")


def test_words_one_version_has_inside_a_linked_sentence_have_a_place_in_the_other() -> None:
    comparison = compare_texts("The board of the port met on Monday in Oslo.\n", "The board of the port met quietly on Monday in Oslo.\n")
    view = view_of(Story("port", "Port", "en", (comparison.a, comparison.b)), comparison)
    cut = view.runs("a", 0)
    assert [run.gap for run in cut] == [False, True, False] and cut[0].text.endswith("met")
    assert [run.text for run in view.runs("b", 0) if run.look] == ["quietly"]


def test_a_change_of_wording_leaves_the_words_inside_it_that_are_the_same_unmarked() -> None:
    a, b = "provided the council with", "gave the council"
    in_a, in_b = pieces(a, Span(0, len(a)), b, Span(0, len(b)))
    assert [span.of(a) for span in in_a] == ["provided", "with"]
    assert [span.of(b) for span in in_b] == ["gave", ""] and in_b[1].start == len(b)


def test_a_sentence_that_only_moved_has_no_marked_word() -> None:
    lines = [f"The {who} counted {n} {what} before noon." for n, (who, what) in enumerate((("mayor", "boats"), ("clerk", "lamps")), 12)]
    lines += ["Nobody spoke to the pilots.", "Rain fell on the harbour all night."]
    lines[0] = f"“{lines[0][:-1]},” she said."
    comparison = compare_texts("\n\n".join(lines), "\n\n".join((*lines[1:], lines[0].replace("“", "‘").replace("”", "’"))))
    assert any(d.kind == "moved" for d in comparison.differences)
    view = view_of(Story("rain", "Rain", "en", (comparison.a, comparison.b)), comparison)
    assert not any(run.look for index in range(len(lines)) for run in view.runs("a", index))


def test_no_mark_of_the_sample_stories_begins_or_ends_inside_a_word() -> None:
    rules = load_rules()
    for folder in sorted((ROOT / "data" / "stories").iterdir()):
        story = load_story(folder, rules)
        view = view_of(story, compare(story.versions[0], story.versions[1], rules))
        for side in SIDES:
            for sentence in view.version(side).sentences:
                cut = view.runs(side, sentence.index)
                text = "".join(run.text for run in cut)
                for place in list(accumulate(len(run.text) for run in cut))[:-1]:
                    assert not text[place - 1 : place + 1].isalpha() or len(text[place - 1 : place + 1]) < 2, text[place - 12 : place + 12]


def test_a_sentence_is_cut_at_its_marks_and_loses_no_character(view: View) -> None:
    for side in SIDES:
        version = view.version(side)
        for sentence in version.sentences:
            assert "".join(run.text for run in view.runs(side, sentence.index)) == sentence.span.of(version.text)


def test_every_changed_word_of_linked_sentences_is_marked(view: View) -> None:
    marked = {word for index in view.marks["a"] for run in view.runs("a", index) if run.look for word in run.text.split()}
    assert {"executive", "rusted", "40", "Kiev"} <= marked
    marked = {word for index in view.marks["b"] for run in view.runs("b", index) if run.look for word in run.text.split()}
    assert {"operations", "broken", "60", "Kyiv"} <= marked


def test_the_numbers_of_the_panels_count_every_finding_once(view: View) -> None:
    panels = ("titles", "quotes", "dates", "names", "only")
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
