"""Rows as an editor reads them: ids that last, places decided at once, notes in words, in the order of the text."""

from __future__ import annotations

from components.model import Difference
from tests.differences.rows import compared


def only(a: str, b: str) -> Difference:
    """The one difference of two texts."""
    (row,) = compared(a, b).differences
    return row


def test_a_note_can_be_read_without_the_screen() -> None:
    assert "60,000 in A, 16,000 in B" in only("The mine feeds 60,000 people.", "The mine feeds 16,000 people.").note


def test_a_note_says_what_only_one_version_has() -> None:
    assert only("She spoke to cheering supporters.", "She spoke to supporters.").note == "only in A: cheering"
    assert only("She spoke to supporters.", "She spoke to cheering supporters.").note == "only in B: cheering"


def test_a_note_names_the_person_whose_title_changed() -> None:
    row = only("Mara Lind, head of the clinic, left.", "Mara Lind, director of the clinic, left.")
    assert (row.subject, row.note) == ("Mara Lind", "Mara Lind: head of the clinic in A, director of the clinic in B")


def test_a_note_gives_the_reason_of_the_glossary() -> None:
    row = only("Experts found the fuze in the field.", "Experts found the igniter in the field.")
    assert row.note.startswith("fuze in A, igniter in B (two components: ")


def test_a_long_passage_is_quoted_by_its_first_words() -> None:
    lost = "The traders of the lower town " + "and of the upper town and the villages " * 8 + "moved their stalls."
    row = next(d for d in compared(f"Nets hung by the mill. {lost}", "Nets hung by the mill.").differences if d.kind == "omission")
    assert row.note.startswith("only in A: The traders of the lower town")
    assert row.note.endswith(" …") and len(row.note) < 100


def test_a_city_respelt_in_two_places_is_decided_at_once() -> None:
    rows = compared("Trams ran to Kiev. The mayor of Kiev rode along.", "Trams ran to Kyiv. The mayor of Kyiv rode along.").differences
    assert len(rows) == 2
    assert len({row.finding for row in rows}) == 1
    assert len({row.id for row in rows}) == 2


def test_two_titles_of_two_people_are_decided_one_by_one() -> None:
    a = "Mara Lind, head of the clinic, left. Tomas Berg, captain of the ferry, stayed."
    b = "Mara Lind, director of the clinic, left. Tomas Berg, cook of the ferry, stayed."
    roles = [row for row in compared(a, b).differences if row.kind == "role"]
    assert len({row.finding for row in roles}) == len(roles) == 2


def test_sentences_that_stood_together_are_lost_together() -> None:
    kept, lost = "Nets hung by the mill.", "Stalls were moved to the square. Lamps were lit on the pier."
    rows = compared(f"{kept} {lost}", kept).differences
    assert [row.level for row in rows] == ["sentence", "sentence"]
    assert len({row.finding for row in rows}) == 1


def test_an_id_outlives_an_edit_in_another_paragraph() -> None:
    a, b = "The mine feeds 60,000 people.", "The mine feeds 16,000 people."
    far = "\n\nBells rang for the regatta on the lake.\n\nNets hung by the old mill."
    (alone,) = compared(a + far, b + far).differences
    beside = compared(a + far, b + far.replace("old", "new")).differences
    assert len(beside) == 2
    assert alone.id in {row.id for row in beside}


def test_an_id_does_not_depend_on_which_version_is_a() -> None:
    a, b = "The mine feeds 60,000 people.", "The mine feeds 16,000 people."
    assert only(a, b).id == only(b, a).id


def test_the_same_change_in_two_places_has_two_ids() -> None:
    a = "Nets hung by the old mill.\n\nBoats lay by the quay.\n\nNets hung by the old mill."
    rows = compared(a, a.replace("old", "new")).differences
    assert len(rows) == 2
    assert rows[0].id != rows[1].id


def test_rows_come_in_the_order_of_the_text_of_a() -> None:
    a = "The mine feeds 60,000 people. She spoke to cheering supporters. The council approved the wall."
    b = "The mine feeds 16,000 people. She spoke to supporters. The council rejected the wall."
    starts = [row.a.start for row in compared(a, b).differences if row.a]
    assert len(starts) == 3
    assert starts == sorted(starts)


def test_what_only_b_has_stands_after_the_sentence_that_it_follows_in_b() -> None:
    a = "The mine feeds 60,000 people.\n\nThe council approved the wall."
    b = "The mine feeds 16,000 people. Lamps were lit on the pier.\n\nThe council rejected the wall."
    assert [row.kind for row in compared(a, b).differences] == ["number", "addition", "wording"]


def test_a_row_knows_its_sentences() -> None:
    row = only("The mine feeds 60,000 people.", "The mine feeds 16,000 people.")
    assert (row.a_sentence, row.b_sentence) == (1, 1)
    lost = next(d for d in compared("Nets hung by the mill. Lamps were lit.", "Nets hung by the mill.").differences)
    assert (lost.a_sentence, lost.b_sentence, lost.b) == (2, None, None)


def test_the_words_around_a_lack_are_marked_as_such() -> None:
    assert only("She spoke to cheering supporters.", "She spoke to supporters.").lacks == "b"
    assert only("She spoke to supporters.", "She spoke to cheering supporters.").lacks == "a"
    assert only("The mine feeds 60,000 people.", "The mine feeds 16,000 people.").lacks == ""


def test_a_pair_of_facts_that_agree_points_to_no_row() -> None:
    comparison = compared("Mara Lind, head of the clinic, left on 3 May 2019.", "Mara Lind, head of the clinic, went on 4 May 2019.")
    pairs = {pair.kind: pair for pair in comparison.pairs}
    assert (pairs["role"].verdict, pairs["role"].difference) == ("same", None)
    assert pairs["date"].difference in {row.id for row in comparison.differences if row.kind == "date"}
