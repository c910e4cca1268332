"""Pairing the quotations of two versions and telling whether their words were kept."""

from __future__ import annotations

import time

import pytest

from components.differences.quotations_audit import pair_quotations, same_quotation, word_for_word
from components.model import Quotation, Span


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("baseless accusations,", "baseless accusations"),
        ("someone’s alleged ‘arms transfers’.", "someone's alleged \"arms transfers.\""),
        ("We will wait for every last ballot", "we will wait for every last ballot."),
        ("It is  time", "It is\u00a0time"),
        ("We do not know …", "we do not know ..."),
    ],
)
def test_marks_blanks_and_the_stop_at_the_end_leave_a_quotation_word_for_word(a: str, b: str) -> None:
    assert word_for_word(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("This court can do neither.", "This court cannot do either."),
        ("We are ready", "We are not ready"),
        ("We are ready?", "We are ready"),
        ("the boys’ club", "the boy’s club"),
        ("no, we agree", "no we agree"),
        ("the Court ruled", "the court ruled"),
    ],
)
def test_a_word_a_negation_or_a_comma_inside_is_not_word_for_word(a: str, b: str) -> None:
    assert not word_for_word(a, b)


def test_an_altered_and_a_shortened_quotation_are_still_the_same_quotation() -> None:
    whole = "to spread unfounded accusations in order to distract attention from their own destructive actions in the region"
    altered = "to disseminate baseless accusations in order to detract attention from their own destructive actions in the region"
    assert same_quotation(whole, altered) > 0.7
    assert same_quotation(whole, "distract attention from their own destructive actions") > 0.9
    assert same_quotation(whole, "The judgment will be felt far beyond the coast of this country and its lakes") < 0.4
    assert same_quotation(whole, whole) == 1.0
    assert same_quotation("", "") == 0.0


def test_linked_sentences_come_first_and_each_quotation_is_taken_once() -> None:
    a, text_a = story("the long winter is over", "an accounting mistake", "an accounting mistake")
    b, text_b = story("an accounting error", "the long winter is now over", "an accounting mistake")
    links = {(0, 1), (1, 0), (2, 2)}
    pairs = pair_quotations(a, b, text_a, text_b, lambda i, j: (i, j) in links)
    assert [pair[:2] for pair in pairs] == [(0, 1), (1, 0), (2, 2)]


def test_a_quotation_moved_to_another_paragraph_is_found_there() -> None:
    a, text_a = story("Tomorrow we start work on the courts", "It is time")
    b, text_b = story("No one came", "It is time", "Tomorrow we will start work on the courts")
    assert [pair[:2] for pair in pair_quotations(a, b, text_a, text_b, lambda i, j: False)] == [(0, 2), (1, 1), (None, 0)]


def test_two_words_anywhere_must_be_the_same_two_words() -> None:
    a, text_a = story("national security", "grave concern")
    b, text_b = story("national interest", "grave concern")
    assert [pair[:2] for pair in pair_quotations(a, b, text_a, text_b, lambda i, j: False)] == [(0, None), (1, 1), (None, 0)]
    assert pair_quotations(a, b, text_a, text_b, lambda i, j: i == j)[0][:2] == (0, 0)


def test_stray_marks_are_paired_with_nothing() -> None:
    mark = Quotation(Span(0, 1), 0, Span(1, 1), "”", "stray")
    assert pair_quotations((mark,), (mark,), "”", "”", lambda i, j: True) == ((0, None, 0.0), (None, 0, 0.0))


def test_no_quotations_make_no_pairs() -> None:
    assert pair_quotations((), (), "", "", lambda i, j: True) == ()


def test_thousands_of_quotations_are_paired_in_seconds() -> None:
    said = [f"we said on day {k} that the mine at place {k % 97} would stay shut for {k % 31} years" for k in range(4000)]
    a, text_a = story(*said)
    b, text_b = story(*reversed(said))
    begin = time.process_time()
    pairs = pair_quotations(a, b, text_a, text_b, lambda i, j: i == j)
    assert time.process_time() - begin < 6.0
    assert sum(pair[2] == 1.0 for pair in pairs) > 3900


def story(*inner: str) -> tuple[tuple[Quotation, ...], str]:
    """Quotations, one a sentence, and the text they stand in."""
    text, found = "", []
    for k, words in enumerate(inner):
        start = len(text)
        text += f"“{words}” "
        found.append(Quotation(Span(start, start + len(words) + 2), k, Span(start + 1, start + 1 + len(words)), "“”"))
    return tuple(found), text
