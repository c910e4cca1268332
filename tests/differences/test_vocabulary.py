"""What words are to each other, by lists of a test's own."""

from __future__ import annotations

import pytest

from components.differences.glitches_alone import find_damage
from components.differences.vocabulary import Vocabulary, same_forms, same_stem, style_of, vocabulary
from components.loader.stories import read_version
from components.model import Facts, Rules

RULES = Rules({
    "wording": {
        "function": ["of", "and", "the"], "negations": ["not", "nothing"], "denials": ["refused"],
        "absences": ["lack"], "no_denial": ["for nothing", "not only"],
        "opposites": [["ebb sink", "rise light"], ["old", "new"]],
        "contrasts": {"tide": ["ebb", "flood"], "and_the": ["and", "the"], "illness": ["heart failure", "stroke"]},
    },
    "spellings": {"pairs": "harbour/harbor"},
    "synonyms": {"own": "mend repair", "forms": "lit/light", "sets": "ignite light"},
})  # fmt: skip


@pytest.fixture
def words() -> Vocabulary:
    return vocabulary(RULES)


def test_a_denial_turns_the_sense_and_two_of_them_do_not(words: Vocabulary) -> None:
    assert words.turns(["did", "not", "sail"], ["did", "sail"])
    assert words.turns(["won't", "sail"], ["will", "sail"])
    assert not words.turns(["did", "not", "sail"], ["refused", "to", "sail"])
    assert not words.turns(["all", "for", "nothing"], ["all", "in", "vain"])


def test_a_negation_that_another_word_answers_denies_nothing(words: Vocabulary) -> None:
    assert words.denies(["did", "not", "sail"], ["did", "sail"])
    assert words.denies(["did", "not", "lack", "oars"], ["lacked", "oars"])
    assert not words.denies(["not", "mended"], ["unmended"])
    assert not words.denies(["had", "no", "oars"], ["lacked", "oars"])
    assert not words.denies(["not", "a", "longer", "boat"], ["the", "longest", "boat"])
    assert words.denies(["not", "a", "longer", "boat"], ["the", "oldest", "boat"])
    assert not words.turns(["not", "only", "boats"], ["boats"])


def test_opposites_contrast_in_any_form_and_not_where_one_side_has_both(words: Vocabulary) -> None:
    assert words.contrast(["ebbed"], ["rises"]) == "opposites"
    assert words.contrast(["a", "lit", "boat", "of", "oak"], ["sinks"]) == "opposites"
    assert words.contrast(["ebbed"], ["sinking"]) is None
    assert words.contrast(["ebbed"], ["new"]) is None
    assert words.contrast(["sinks", "and", "rises"], ["rises"]) is None


def test_words_of_one_closed_set_contrast_and_a_word_both_sides_have_does_not(words: Vocabulary) -> None:
    assert words.contrast(["ebb"], ["flood"]) == "tide"
    assert words.contrast(["heart", "failure"], ["stroke"]) == "illness"
    assert words.contrast(["possible"], ["impossible"]) == "prefix"
    assert words.contrast(["ebb"], ["calm"]) is None
    assert words.contrast(["ebb", "flood"], ["flood", "ebb"]) is None


def test_a_word_of_grammar_has_an_opposite_in_a_short_change_only(words: Vocabulary) -> None:
    assert words.contrast(["and"], ["the"]) == "and_the"
    assert words.contrast(["salt", "and", "old", "nets"], ["the", "fish"]) is None


def test_words_of_one_set_are_synonyms_in_any_form(words: Vocabulary) -> None:
    assert words.synonymous("mended", "repairs")
    assert words.synonymous("lit", "ignited")
    assert not words.synonymous("mended", "lit")


@pytest.mark.parametrize(
    ("a", "b", "style"),
    [
        ("harbour", "harbor", "spelling or contraction"),
        ("cannot go", "can't go", "spelling or contraction"),
        ("they will go", "they'll go", "spelling or contraction"),
        ("u.n.", "un", "spelling or contraction"),
        ("life boat", "lifeboat", "written together or apart"),
        ("boat", "boat", "capitals"),
        ("", "", "punctuation"),
        ("boat", "ship", None),
    ],
)
def test_two_stretches_that_differ_in_style_alone(words: Vocabulary, a: str, b: str, style: str | None) -> None:
    assert style_of(a.split(), b.split(), words) == style_of(b.split(), a.split(), words) == style


def test_forms_of_one_word_have_one_stem() -> None:
    assert same_stem("marks", "markings")
    assert not same_stem("mark", "marvel")
    assert same_forms(["boats", "sailed"], ["boat", "sails"])
    assert not same_forms(["boats"], ["boat", "sails"])


def test_words_told_twice_are_those_of_the_rules() -> None:
    version = read_version("The crew of of the lifeboat sang sang in the rain.", id="a", label="A", rules=Rules({}))
    doubled = [damage.span.of(version.text) for damage in find_damage(version, Facts(), Rules({"glitches": {"twice": ["sang"]}}))]
    assert doubled == ["sang sang"]
    assert find_damage(version, Facts(), Rules({})) == ()
