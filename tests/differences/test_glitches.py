"""Damage to a text: what is no difference of sense but must be mended."""

from __future__ import annotations

import pytest

from components.comparison import find_facts
from components.differences.glitches_words import is_known, known_words
from components.loader.rules import load_rules
from components.loader.stories import read_version
from tests.differences.rows import BEFORE, rows


def remarks(text: str) -> list[tuple[str, str, str]]:
    """What is odd in one text alone: kind, what it is, and where."""
    rules = load_rules()
    _, version = find_facts(read_version(BEFORE + text, id="a", label="A", rules=rules), rules)
    return [(remark.kind, remark.note, remark.spans[0].of(version.text)) for remark in version.remarks]


@pytest.mark.parametrize(
    ("a", "b", "damaged", "whole"),
    [
        ("It was in Kharkivthat the talks began.", "It was in Kharkiv that the talks began.", "Kharkivthat", "Kharkiv that"),
        ("Nobody wanted tosay where the boat was.", "Nobody wanted to say where the boat was.", "tosay", "to say"),
        ("The goverment fell in the spring.", "The government fell in the spring.", "goverment", "government"),
        ("The mayor wich left was old.", "The mayor which left was old.", "wich", "which"),
        ("The wall is not intend to stop anyone.", "The wall is not intended to stop anyone.", "is not intend", "is not intended"),
        ("The crew of the the lifeboat was out.", "The crew of the lifeboat was out.", "the the", "the"),
        ("The crew sold nets nets to the town.", "The crew sold nets to the town.", "nets nets", "nets"),
        ("The planks of both mills met in spring.", "The boards of both mills met in spring.", "planks", "boards"),
        ("Dalibor Vrankovar left the town hall.", "Dalibor Vrankov left the town hall.", "Vrankovar", "Vrankov"),
    ],
)
def test_a_damaged_word_is_a_glitch_on_whichever_side_it_stands(a: str, b: str, damaged: str, whole: str) -> None:
    assert rows(a, b) == [("glitch", "glitch", "major", damaged, whole)]
    assert rows(b, a) == [("glitch", "glitch", "major", whole, damaged)]


@pytest.mark.parametrize(
    ("a", "b", "slip", "meant"),
    [
        ("The boat lost it's mast.", "The boat lost its mast.", "it's", "its"),
        ("The crew lead the way home.", "The crew led the way home.", "lead", "led"),
        ("The boat came form the island.", "The boat came from the island.", "form", "from"),
    ],
)
def test_one_word_for_another_that_it_is_easily_taken_for_is_small_damage(a: str, b: str, slip: str, meant: str) -> None:
    assert rows(a, b) == [("glitch", "glitch", "minor", slip, meant)]
    assert rows(b, a) == [("glitch", "glitch", "minor", meant, slip)]


def test_a_fused_name_is_seen_where_the_other_version_has_it_elsewhere_in_the_sentence() -> None:
    found = rows("The Harbour Council met again in spring.", "In spring the HarbourCouncil met again.")
    assert ("glitch", "glitch", "major", "Harbour Council", "HarbourCouncil") in found


@pytest.mark.parametrize(("a", "b"), [("Peter Anders", "Peter Anderson"), ("Jan Novak", "Jan Novakova"), ("the Kenyan", "the Kenyans")])
def test_a_name_with_an_ending_of_names_is_another_name_and_no_damage(a: str, b: str) -> None:
    assert "glitch" not in {row[0] for row in rows(f"At noon {a} left the town.", f"At noon {b} left the town.")}


def test_a_word_inside_quotation_marks_is_told_as_a_quotation_and_not_as_a_slip() -> None:
    assert {row[0] for row in rows('"The boards were old," he said.', '"The planks were old," he said.')} == {"quotation"}


def test_a_capital_in_mid_sentence_is_small_damage() -> None:
    assert rows("The crew ran In the dark.", "The crew ran in the dark.") == [("glitch", "glitch", "minor", "In", "in")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The ceasefire held in the town.", "The cease fire held in the town."),
        ("The boat was underway to the island.", "The boat was under way to the island."),
        ("The well-known captain left the town.", "The well known captain left the town."),
        ("The colour of the harbour had changed.", "The color of the harbor had changed."),
    ],
)
def test_a_word_that_is_written_in_two_ways_is_no_damage(a: str, b: str) -> None:
    assert {row[0] for row in rows(a, b)} <= {"wording", "punctuation"}
    assert {row[2] for row in rows(a, b)} <= {"cosmetic"}


def test_another_real_word_of_nearly_the_same_letters_is_no_misspelling() -> None:
    assert "glitch" not in {row[0] for row in rows("The horse stood by the river.", "The house stood by the river.")}


def test_a_name_is_never_taken_for_a_misspelt_word() -> None:
    assert "glitch" not in {row[0] for row in rows("Mara Lindt left the town.", "Mara Lind left the town.")}


def test_a_quotation_that_is_never_closed_is_damage_to_its_marks() -> None:
    a, b = "“The road is open, Mara Lind said before the vote.", "“The road is open,” Mara Lind said before the vote."
    assert [row[:3] for row in rows(a, b)] == [("punctuation", "glitch", "major")]


def test_a_full_stop_before_the_speaker_is_small_damage() -> None:
    a, b = "“The road is open.” said Mara Lind before the vote.", "“The road is open,” said Mara Lind before the vote."
    assert rows(a, b) == [("punctuation", "glitch", "minor", ".”", ",”")]


def test_damage_that_both_versions_have_is_a_remark_of_each_and_no_row() -> None:
    text = "The crew of of the boat came home."
    assert rows(text, text) == []
    assert remarks(text) == [("glitch", "a word twice", "of of")]


@pytest.mark.parametrize(
    ("text", "note", "place"),
    [
        ("The crew came home.They had seen nothing of it.", "a space lost", "home."),
        ("The cafÃ© was closed on that day.", "characters of a wrong encoding", "Ã©"),
        ("The road was shut. The mayor saw to to it.", "a word twice", "to to"),
        ("The GOvernment fell in the spring.", "broken capitals", "GOvernment"),
        ("The ferry sailed at dawn. The captain went to the", "cut off in mid-sentence", "to the"),
    ],
)
def test_certain_damage_is_remarked_in_a_version_alone(text: str, note: str, place: str) -> None:
    assert [(said, words) for _, said, words in remarks(text)] == [(note, place)]


@pytest.mark.parametrize(
    "text",
    [
        "He said that that was late, and she had had enough.",
        "McDONALD bought an iPhone from eBay for the MPs and the NGOs.",
        "The paper is at example.com and costs 3.50 a day.",
        "The crew did not say where it went, and it is not known why.",
        "Mara Lind said the road was open.",
    ],
)
def test_plain_english_is_not_damaged(text: str) -> None:
    assert remarks(text) == []


def test_a_page_full_of_damage_is_told_in_few_words() -> None:
    found = remarks("The crew of of the boat came home. " * 1000)
    assert len(found) == 301
    assert found[-1][1] == "700 more damaged places"


def test_forms_of_a_known_word_are_known() -> None:
    words = known_words(load_rules())
    assert all(is_known(word, words) for word in ("bridge", "bridges", "stopped", "studies", "closing", "happily", "running"))
    assert not any(is_known(word, words) for word in ("goverment", "tosay", "brigde"))
