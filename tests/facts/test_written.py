"""A text cut at its blanks is still the text."""

from __future__ import annotations

import pytest

from components.facts.written import written

TEXTS = ("", " ", "Mara Juma said so.", "two  blanks, one\n\nparagraph and\u00a0a blank that holds ", "aaa aaa aaa b aaa")


@pytest.mark.parametrize("text", TEXTS)
def test_every_stretch_stands_where_it_is_said_to_stand(text: str) -> None:
    page = written(text)
    assert " ".join(page.stretches) == text
    places = list(page.places(page.distinct))
    assert [stretch for _, stretch in places] == page.stretches
    assert all(text[start : start + len(stretch)] == stretch for start, stretch in places)


def test_a_word_is_given_at_each_of_its_places_and_another_at_none() -> None:
    page = written("aaa b aaa c aaa")
    assert list(page.places({"aaa", "d"})) == [(0, "aaa"), (6, "aaa"), (12, "aaa")]
