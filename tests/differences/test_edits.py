"""Word by word: which words of two sentences answer each other, and that every changed word is told once."""

from __future__ import annotations

from itertools import pairwise

from components.differences.edits import Passage, Side, aligned, is_word
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import Link, Span


def passage(a: str, b: str) -> Passage:
    """The two texts, all their sentences taken for one link."""
    rules, table = load_rules(), TokenTable()
    versions = [read_version(text, id=id, label=id.upper(), rules=rules) for id, text in (("a", a), ("b", b))]
    places = [tuple(range(len(version.sentences))) for version in versions]
    sides = [Side(version, tokenise(version, table), where) for version, where in zip(versions, places, strict=True)]
    return Passage(Link(places[0], places[1], 0.9, "edited"), sides[0], sides[1])


def changes(a: str, b: str) -> list[tuple[str, str]]:
    """What stands in a and what in b wherever they differ, "" where there is nothing."""
    found = passage(a, b)
    return [(found.a.span(h.a1, h.a2).of(a), found.b.span(h.b1, h.b2).of(b)) for h in found.hunks]


def test_one_word_for_another_is_one_edit() -> None:
    assert changes("The mayor closed the bridge.", "The mayor opened the bridge.") == [("closed", "opened")]


def test_a_word_put_in_is_an_edit_with_an_empty_place_on_the_other_side() -> None:
    assert changes("She spoke to supporters.", "She spoke to cheering supporters.") == [("", "cheering")]


def test_a_word_taken_out_is_an_edit_with_an_empty_place_on_the_other_side() -> None:
    assert changes("The court did not agree.", "The court did agree.") == [("not", "")]


def test_a_sentence_compared_with_itself_has_no_changes() -> None:
    assert changes("“We won’t go,” she said.", "“We won’t go,” she said.") == []


def test_quotation_marks_of_another_style_are_no_edit() -> None:
    assert changes("“We will go,” she said.", '"We will go," she said.') == []


def test_a_curly_apostrophe_is_no_edit() -> None:
    assert changes("The mayor’s dog barked.", "The mayor's dog barked.") == []


def test_a_capital_in_mid_sentence_is_an_edit() -> None:
    assert changes("The plan of the council failed.", "The plan of the Council failed.") == [("council", "Council")]


def test_a_capital_that_opens_a_sentence_is_no_edit() -> None:
    assert changes("It rained. The boats stayed.", "It rained; the boats stayed.") == [(".", ";")]


def test_a_capital_that_opens_a_quotation_is_no_edit() -> None:
    assert changes("She called it “a castle in the air.”", "She called it “A castle in the air.”") == []


def test_the_choice_of_words_does_not_depend_on_which_side_is_a() -> None:
    a, b = "the cat and the dog and the cat".split(), "the dog and the cat and the dog".split()
    turned = [(equal, b1, b2, a1, a2) for equal, a1, a2, b1, b2 in aligned(b, a)]
    assert list(aligned(a, b)) == turned


def test_edits_of_two_lists_of_words_cover_both_from_end_to_end() -> None:
    a, b = "we will close the old bridge tonight".split(), "tonight we may open the bridge".split()
    ops = list(aligned(a, b))
    assert [k for _, a1, a2, _, _ in ops for k in range(a1, a2)] == list(range(len(a)))
    assert [k for _, _, _, b1, b2 in ops for k in range(b1, b2)] == list(range(len(b)))
    assert all(a[a1:a2] == b[b1:b2] for equal, a1, a2, b1, b2 in ops if equal)
    assert not any(not x[0] and not y[0] for x, y in pairwise(ops))  # neighbouring changes are one


def test_a_changed_word_that_is_told_is_no_longer_left() -> None:
    found = passage("The mayor closed the bridge.", "The mayor opened the bridge.")
    place = found.a.range_of(Span(10, 16))
    assert found.a.left == {2}
    found.a.tell(*place)
    assert found.a.left == set()
    assert found.b.left == {2}


def test_a_word_that_stayed_answers_itself_and_a_changed_one_its_whole_stretch() -> None:
    found = passage("The mayor closed the bridge.", "Yesterday the mayor shut down the bridge.")
    mayor, closed = found.a.range_of(Span(4, 9)), found.a.range_of(Span(10, 16))
    assert found.b.span(*found.across("a", *mayor)).of(found.b.text) == "mayor"
    assert found.b.span(*found.across("a", *closed)).of(found.b.text) == "shut down"
    shut = found.b.range_of(Span(20, 24))
    assert found.a.span(*found.across("b", *shut)).of(found.a.text) == "closed"


def test_what_one_side_lacks_is_shown_by_the_words_around_the_place() -> None:
    found = passage("She spoke to cheering supporters.", "She spoke to supporters.")
    place = found.across("a", *found.a.range_of(Span(13, 21)))
    assert place[0] == place[1]
    assert found.b.around(place[0]).of(found.b.text) == "to supporters"


def test_the_words_around_a_place_leave_out_the_marks() -> None:
    side = passage("“Yes,” she said.", "“Yes,” she said.").a
    assert [side.words(0, len(side))] == [["yes", "she", "said"]]
    assert side.span(0, 0) == Span(0, 0)


def test_two_sentences_of_one_link_have_a_joint() -> None:
    found = passage("It rained. The boats stayed.", "It rained and the boats stayed.")
    assert (len(found.a.joints), found.b.joints) == (1, [])


def test_words_and_figures_and_signs_of_money_are_words_and_marks_are_none() -> None:
    assert all(map(is_word, ("mayor", "14", "$3", "€", "don't", "5%")))
    assert not any(map(is_word, (",", "“", "-", "(")))
