"""What was altered inside quotation marks, as rows, findings and pairs."""

from __future__ import annotations

from components.model import Comparison, Difference, Quotation
from tests.differences.rows import compared


def inside(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Verdict and words of the rows about quotations."""
    a, b = comparison.a.text, comparison.b.text
    return [
        (d.verdict, d.a.of(a) if d.a and d.lacks != "a" else "", d.b.of(b) if d.b and d.lacks != "b" else "")
        for d in comparison.differences
        if d.kind == "quotation"
    ]


def verdicts(comparison: Comparison) -> dict[str, str]:
    """The words of each quotation of a that is paired, and the verdict."""
    return {p.a.inner.of(comparison.a.text): p.verdict for p in comparison.pairs if isinstance(p.a, Quotation) and p.b}


def row(comparison: Comparison, words: str) -> Difference:
    """The row of whose words in b these are."""
    return next(d for d in comparison.differences if d.b and d.b.of(comparison.b.text) == words)


def test_an_article_that_other_marks_nearby_hold_too_is_still_an_altered_quotation() -> None:
    rest = " papers, we saw a false stamp,” said Mara Lind. “The harbour is safe,” she added."
    found = compared("“Checking initial" + rest, "“Checking the initial" + rest)
    assert inside(found) == [("conflict", "", "the")]
    assert row(found, "the").subject == "Mara Lind"


def test_a_comma_for_a_word_inside_the_marks_is_one_row() -> None:
    a, b = "“It is a simple, cheap repair,” said Mara Lind.", "“It is a simple and cheap repair,” said Mara Lind."
    assert inside(compared(a, b)) == [("conflict", ",", "and")]


def test_two_words_that_changed_places_inside_the_marks_are_one_row() -> None:
    found = compared("“You wept as you sang to us,” said Mara Lind.", "“You sang as you wept to us,” said Mara Lind.")
    assert inside(found) == [("conflict", "wept as you sang", "sang as you wept")]


def test_a_quotation_inside_another_has_the_verdict_of_what_was_altered_in_it() -> None:
    a = "“They stopped his ‘grain shipments’ to the island,” said Mara Lind."
    b = "“They stopped his ‘wheat shipments’ to the island,” said Mara Lind."
    assert set(verdicts(compared(a, b)).values()) == {"conflict"}
    assert set(verdicts(compared(a, a)).values()) == {"same"}


def test_a_quotation_inside_another_that_was_left_alone_is_the_same() -> None:
    a = "“They stopped his ‘grain shipments’ to the island,” said Mara Lind."
    b = "“They halted his ‘grain shipments’ to the island,” said Mara Lind."
    assert verdicts(compared(a, b))["grain shipments"] == "same"


def test_a_quotation_cut_in_two_by_said_is_word_for_word() -> None:
    a = "“The pier is safe,” said Mara Lind. “Nobody need be afraid of the waves.”"
    b = "“The pier is safe. Nobody need be afraid of the waves,” said Mara Lind."
    for found in (compared(a, b), compared(b, a)):
        assert "conflict" not in [d.verdict for d in found.differences]
        assert not {p.verdict for p in found.pairs if p.kind == "quotation"} & {"omitted", "added"}


def test_words_altered_in_a_quotation_cut_in_two_are_found_and_are_one_finding() -> None:
    a = "“The mill burned for two days,” Mara Lind said. “Nobody came to put it out.”"
    b = "“The mill burned for three days. Nobody ran to put it out,” Mara Lind said."
    found = compared(a, b)
    assert [(x, y) for verdict, x, y in inside(found) if verdict == "conflict"] == [("two", "three"), ("came", "ran")]
    assert len({d.finding for d in found.differences if d.kind == "quotation"}) == 1


def test_the_subject_is_taken_from_the_side_that_has_the_words() -> None:
    (found,) = compared("The bridge had not been closed.", "The bridge had been closed.").differences
    assert found.subject == "not"


def test_a_quotation_told_in_other_words_after_a_verb_of_saying_is_a_paraphrase_and_no_denial() -> None:
    a = "“The harbour had its chances and it did not take them,” Mara Lind said after the vote in Korvala."
    b = "After the vote in Korvala, Mara Lind conceded that the port had let its opportunities slip."
    found = compared(a, b)
    quoted, told = "“The harbour had its chances and it did not take them,”", "that the port had let its opportunities slip"
    assert inside(found) == [("variant", quoted, told)]
    assert "conflict" not in [d.verdict for d in found.differences]


def test_a_denial_outside_a_quotation_is_still_a_conflict() -> None:
    a = "“The harbour is safe for all of us,” said Mara Lind, who did not sign the report."
    b = "“The harbour is safe for all of us,” said Mara Lind, who did sign the report."
    assert "conflict" in [d.verdict for d in compared(a, b).differences]
