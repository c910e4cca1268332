"""Sentences split, joined or moved: nothing new is said."""

from __future__ import annotations

from tests.differences.rows import rows

ONE = "The harbour master closed the long bridge in the night, and the traders moved their stalls to the square."
TWO = "The harbour master closed the long bridge in the night. The traders moved their stalls to the square."
FERRY = "The ferry left the island at dawn with forty cars on deck."
NETS = "Fishermen mended their nets beside the old customs house."
BELLS = "Bells were rung in the chapel for the crew of the lifeboat."


def test_a_sentence_split_in_two_is_one_row_of_layout() -> None:
    assert [row[:3] for row in rows(ONE, TWO)] == [("layout", "equivalent", "cosmetic")]


def test_two_sentences_made_one_are_one_row_of_layout() -> None:
    assert [row[:3] for row in rows(TWO, ONE)] == [("layout", "equivalent", "cosmetic")]


def test_a_split_sentence_keeps_its_other_changes_as_rows_of_their_own() -> None:
    found = rows(ONE.replace("long bridge", "old bridge in 2019"), TWO.replace("long bridge", "old bridge in 2018"))
    assert [row for row in found if row[0] == "date"] == [("date", "conflict", "major", "2019", "2018")]
    assert [row[0] for row in found if row[0] != "date"] == ["layout"]


def test_a_sentence_that_moved_is_one_row_and_neither_lost_nor_found() -> None:
    assert rows(f"{FERRY} {NETS} {BELLS}", f"{NETS} {BELLS} {FERRY}") == [("moved", "moved", "minor", FERRY, FERRY)]


def test_a_sentence_that_moved_and_changed_is_told_for_both() -> None:
    late = FERRY.replace("forty", "fourteen")
    assert rows(f"{FERRY} {NETS} {BELLS}", f"{NETS} {BELLS} {late}") == [
        ("moved", "moved", "minor", FERRY, late),
        ("number", "conflict", "major", "forty", "fourteen"),
    ]


def test_another_paragraph_is_nothing() -> None:
    assert rows(f"{FERRY} {NETS}", f"{FERRY}\n\n{NETS}") == []
