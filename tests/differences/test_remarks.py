"""What is odd inside one version."""

from __future__ import annotations

from components.comparison import find_facts
from components.loader.rules import load_rules
from components.loader.stories import read_version


def notes(text: str) -> list[str]:
    rules = load_rules()
    _, version = find_facts(read_version(text, id="a", label="A", rules=rules), rules)
    return [remark.note for remark in version.remarks]


def test_an_acronym_with_and_without_points_is_a_drift_of_style() -> None:
    text = "The U.N. met on the matter in the morning. Later the UN said that it had not voted."
    assert notes(text) == ["United Nations: “U.N.” and “UN” in one text"]


def test_a_city_in_two_spellings_is_remarked() -> None:
    assert any("“Kiev” and “Kyiv”" in note for note in notes("The train left Kiev at noon. It was back in Kyiv by night."))


def test_a_toll_in_the_headline_that_the_story_does_not_have_is_a_contradiction() -> None:
    text = "Five killed as bus leaves mountain road\n\nAt least seven people were killed when a bus left the road, the police said."
    assert any("in the headline" in note for note in notes(text))


def test_two_terms_of_the_glossary_in_one_text_are_a_drift() -> None:
    text = "Experts looked at the fuze of the shell. The pattern around the igniter was new to them."
    assert any("fuze" in note and "igniter" in note for note in notes(text))


def test_a_plain_story_has_no_remarks() -> None:
    assert notes("The council met on Friday. The mayor, Mara Lind, said the budget was late.") == []
