"""Who is cited, beside the verb of saying or after "according to"."""

from __future__ import annotations

import pytest

from tests.differences.rows import rows


def test_fishermen_are_not_farmers() -> None:
    assert rows("The dam was safe, fishermen said.", "The dam was safe, farmers said.") == [
        ("attribution", "conflict", "critical", "fishermen", "farmers")
    ]


def test_a_spokesman_is_not_the_man_he_speaks_for() -> None:
    a, b = "The governor said the dam was safe.", "A spokesman for the governor said the dam was safe."
    assert rows(a, b) == [("attribution", "conflict", "critical", "The governor", "A spokesman for the governor")]


def test_a_source_named_less_exactly_is_no_other_source() -> None:
    assert rows("The dam was safe, police said.", "The dam was safe, the police in the valley said.") == [
        ("attribution", "variant", "minor", "police", "the police in the valley")
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("According to the ministry, the dam was safe.", "The ministry said the dam was safe."),
        ("The ministry said the dam was safe.", "The dam was safe, the ministry said."),
        ("“We mended the dam in the spring,” Mara Lind said.", "“We mended the dam in the spring,” said Mara Lind."),
    ],
)
def test_the_same_source_cited_in_another_form_is_style(a: str, b: str) -> None:
    assert {row[2] for row in rows(a, b)} == {"cosmetic"}


def test_another_verb_of_saying_is_minor() -> None:
    a, b = "The owner of the mine said the water was clean.", "The owner of the mine claimed the water was clean."
    assert rows(a, b) == [("attribution", "variant", "minor", "said", "claimed")]


def test_denied_for_confirmed_is_a_conflict() -> None:
    a, b = "Mara Lind denied that the dam was safe.", "Mara Lind confirmed that the dam was safe."
    assert rows(a, b) == [("attribution", "conflict", "critical", "denied", "confirmed")]


def test_a_source_that_only_one_version_names_is_checked() -> None:
    a, b = "The bridge will be closed, according to the harbour office.", "The bridge will be closed."
    assert [(kind, verdict, severity) for kind, verdict, severity, *_ in rows(a, b)] == [("attribution", "omitted", "major")]


def test_the_same_words_said_by_somebody_else_are_a_matter_of_who_said_it() -> None:
    a, b = "“Nobody warned the valley about the dam,” said Mara Lind.", "“Nobody warned the valley about the dam,” said Tomas Berg."
    assert rows(a, b) == [("attribution", "conflict", "critical", "Mara Lind", "Tomas Berg")]


def test_a_surname_for_the_full_name_of_a_speaker_is_style() -> None:
    a = "Mara Lind came late. “Nobody warned the valley about the dam,” said Mara Lind."
    assert {row[2] for row in rows(a, a.replace("said Mara Lind", "said Lind"))} == {"cosmetic"}


def test_sources_that_did_not_change_are_no_rows_where_other_words_did() -> None:
    assert rows("The dam was old, police said.", "The dam was new, police said.") != []
    assert "attribution" not in {row[0] for row in rows("The dam was old, police said.", "The dam was new, police said.")}


def test_a_tag_that_moved_to_the_front_with_another_verb_is_one_row() -> None:
    a = "Some 40 wagons of grain left the port of Varda but were sent back at the border, the grain board said."
    b = "The grain board disclosed that some 40 wagons of grain left the port of Varda but were sent back at the border."
    assert [row[:3] for row in rows(a, b) if row[0] == "attribution"] == [("attribution", "variant", "minor")]


def test_a_source_named_less_exactly_at_the_other_end_of_the_sentence_is_one_row() -> None:
    a = "Some 40 wagons of grain left the port, the agency said."
    b = "The harbour police reported that some 40 wagons of grain left the port."
    assert [row for row in rows(a, b) if row[0] == "attribution"] == [
        ("attribution", "variant", "minor", "the agency said", "The harbour police reported that")
    ]


def test_a_source_between_commas_that_one_version_drops_is_checked() -> None:
    a, b = "The bridge, the harbour office said, will be closed for a month.", "The bridge will be closed for a month."
    assert [(kind, verdict, severity) for kind, verdict, severity, *_ in rows(a, b) if kind == "attribution"] == [
        ("attribution", "omitted", "major")
    ]


def test_a_police_spokesman_by_name_is_the_man_himself() -> None:
    a, b = "Police spokesman Tomas Berg said the road was open.", "Tomas Berg said the road was open."
    assert "conflict" not in {row[1] for row in rows(a, b)}


def test_a_pronoun_for_the_speaker_named_before_is_style() -> None:
    a = "Mara Lind came late. “Nobody warned the valley about the dam,” she said."
    assert rows(a, a.replace("she said", "said Ms Lind")) == [("attribution", "equivalent", "cosmetic", "she", "Ms Lind")]


def test_a_pronoun_for_somebody_else_is_another_speaker() -> None:
    a = "Mara Lind came late. “Nobody warned the valley about the dam,” she said."
    assert ("attribution", "conflict", "critical", "she", "his sister Louise") in rows(a, a.replace("she said", "his sister Louise said"))


def test_the_deputy_of_a_source_is_told_as_a_role() -> None:
    a, b = "The museum’s director stressed that nothing was lost.", "The museum’s deputy director stressed that nothing was lost."
    assert {row[0] for row in rows(a, b)} == {"role"}
