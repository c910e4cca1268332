"""Terms of the glossary: one of them for another."""

from __future__ import annotations

from components.comparison import compare, compare_texts
from components.differences.terminology import glossary
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import Rules
from tests.differences.rows import rows


def test_two_things_that_are_not_the_same_are_a_conflict() -> None:
    assert rows("Experts found the fuze of the shell.", "Experts found the igniter of the shell.") == [
        ("terminology", "conflict", "major", "fuze", "igniter")
    ]


def test_the_plural_of_a_term_is_the_term() -> None:
    assert rows("Experts found the fuzes of the shells.", "Experts found the igniters of the shells.") == [
        ("terminology", "conflict", "major", "fuzes", "igniters")
    ]


def test_a_term_of_two_words_that_shares_one_with_the_other_is_shown_whole() -> None:
    assert rows("The jet fin was bent.", "The jet vane was bent.") == [("terminology", "variant", "major", "jet fin", "jet vane")]


def test_a_less_exact_term_is_minor() -> None:
    found = rows("A rocket fell near the mill.", "A missile fell near the mill.")
    assert found == [("terminology", "variant", "minor", "rocket", "missile")]


def test_a_term_inside_the_marks_is_told_with_the_quotation() -> None:
    assert rows("“It was a rocket,” Mara Lind said.", "“It was a missile,” Mara Lind said.") == [
        ("quotation", "conflict", "critical", "rocket", "missile")
    ]


def test_a_term_that_stayed_is_no_row_where_other_words_changed() -> None:
    found = rows("The fuze lay beside the old igniter.", "The fuze lay beside the new igniter.")
    assert [row[0] for row in found] == ["wording"]


def test_the_same_exchange_in_two_places_is_decided_at_once() -> None:
    a, b = "The fuze was found. Another fuze lay by the mill.", "The igniter was found. Another igniter lay by the mill."
    found = compare_texts(a, b).differences
    assert [row.kind for row in found] == ["terminology", "terminology"]
    assert len({row.finding for row in found}) == 1


def test_a_field_brings_terms_of_its_own() -> None:
    shipped = load_rules()
    term = {"words": ["yawl", "ketch"], "verdict": "conflict", "reason": "two rigs"}
    rules = Rules({**shipped.tables, "glossary": {"term": [term]}})
    texts = "The yawl left the port at noon.", "The ketch left the port at noon."
    own = compare(*(read_version(text, id=id, label=id, rules=rules) for text, id in zip(texts, "ab", strict=True)), rules)
    assert [(d.kind, d.verdict, d.note) for d in own.differences] == [("terminology", "conflict", "yawl in A, ketch in B (two rigs)")]
    assert [d.kind for d in compare_texts(*texts).differences] == ["wording"]


def test_every_term_that_ships_has_two_words_at_least_and_a_reason() -> None:
    terms = glossary(load_rules())
    assert terms
    assert all(len(set(term.words)) >= 2 and term.reason for term in terms)
    assert all(word == tuple(part.casefold() for part in word) for term in terms for word in term.words)
