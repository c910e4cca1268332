"""What only one version has."""

from __future__ import annotations

from components.comparison import compare_texts
from tests.differences.rows import Row, shown

FIRST = "Mara Lind of the harbour office said the ferry would sail again in May."
MILL = "Anna Brekke, who owns the mill, said on 3 May 2019 that the river had never been so high."
STALLS = "Stalls were moved to the square."
LAST = "Tomas Berg, the captain, said nobody had been asked about the winter."
TEASER = "NEW WARD: The hospital of a far town is to open a ward for children on Monday, its director said after a row over the price of"


def rows(a: list[str], b: list[str]) -> list[Row]:
    """The differences of two texts given paragraph by paragraph."""
    return shown(compare_texts("\n\n".join(a), "\n\n".join(b)))


def test_a_sentence_with_a_name_is_checked_and_one_without_is_minor() -> None:
    harbour = "The office of the Harbour Institute was closed."
    found = rows([FIRST, f"{harbour} {STALLS}", LAST], [FIRST, LAST])
    assert ("omission", "omitted", "major", harbour, "") in found
    assert ("omission", "omitted", "minor", STALLS, "") in found


def test_a_sentence_that_only_b_has_is_an_addition() -> None:
    assert rows([FIRST, LAST], [FIRST, STALLS, LAST]) == [("addition", "added", "minor", "", STALLS)]


def test_a_person_and_a_date_that_the_other_version_has_nowhere_are_told_with_the_sentence() -> None:
    assert sorted(rows([FIRST, MILL, LAST], [FIRST, LAST])) == [
        ("date", "omitted", "major", "3 May 2019", ""),
        ("name", "omitted", "minor", "Anna Brekke", ""),
        ("omission", "omitted", "major", MILL, ""),
    ]


def test_a_person_whom_the_other_version_names_elsewhere_is_not_told_again() -> None:
    again = "Later Lind drank tea with the crew."
    assert [row[0] for row in rows([FIRST, again, LAST], [FIRST, LAST])] == ["omission"]


def test_a_person_named_twice_in_what_is_lost_is_told_once() -> None:
    found = rows([FIRST, MILL, "Anna Brekke sold the mill.", LAST], [FIRST, LAST])
    assert [row[3] for row in found if row[0] == "name"] == ["Anna Brekke"]


def test_a_person_who_speaks_in_one_version_only_is_checked() -> None:
    quote = "“The river has never been so high in all my years,” said Anna Brekke."
    found = rows([FIRST, quote, LAST], [FIRST, LAST])
    assert ("name", "omitted", "major", "Anna Brekke", "") in found


def test_a_teaser_of_another_story_is_put_aside_and_told_as_such() -> None:
    found = rows([FIRST, STALLS, LAST, TEASER], [FIRST, STALLS, LAST])
    assert ("off_story", "omitted", "minor", TEASER, "") in found
    assert {row[0] for row in found} == {"off_story", "glitch"}


def test_the_people_of_another_story_are_no_voices_of_this_one() -> None:
    aside = TEASER.replace("its director said", "its director Anna Brekke said")
    assert "name" not in {row[0] for row in rows([FIRST, STALLS, LAST, aside], [FIRST, STALLS, LAST])}


def test_a_teaser_that_both_versions_have_is_nothing() -> None:
    assert rows([FIRST, STALLS, LAST, TEASER], [FIRST, STALLS, LAST, TEASER]) == []


def test_two_stories_that_have_nothing_in_common_lack_nothing_of_each_other() -> None:
    comparison = compare_texts("The ferry left the port at dawn with forty cars.", "Tulips were sold at the market of a far town.")
    assert (comparison.related, comparison.differences) == (False, ())


def test_everything_the_other_version_lacks_is_one_finding_where_it_stands_together() -> None:
    text_a, text_b = "\n\n".join([FIRST, MILL, STALLS, LAST]), "\n\n".join([FIRST, LAST])
    lost = [d for d in compare_texts(text_a, text_b).differences if d.kind in ("omission", "date")]
    assert len(lost) == 3
    assert len({d.finding for d in lost}) == 1
