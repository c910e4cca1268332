"""What a line of the list of findings says, and who speaks in one version only. Texts are invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from components.comparison import compare_texts
from components.model import Story
from components.panels import card, choose, findings, ledger, passages, quotations, read, roles, table
from components.panels.html import tag
from components.panels.state import Place
from components.panels.view import View, view_of
from components.panels.voices import voices

A = (
    "Lena Hoss, director of the Norwind Institute, opened the harbour museum on Monday.\n\n"
    "“We counted every rusted anchor and every broken chain,” Lena Hoss said.\n\n"
    "The mayor, Piet Uhl, praised the museum. “It is a gift to the town,” Piet Uhl said.\n\n"
    "“The roof leaks and nobody has paid for it,” said Greta Brask, a neighbour of the museum.\n\n"
    "Ivo Talvik was also there. The divers of the rescue boat watched from the pier.\n"
)
B = (
    "Lena Hoss, director of the Norwind Institute, opened the harbour museum on Monday.\n\n"
    "“We counted every painted anchor and every wooden chain,” Lena Hoss said.\n\n"
    "The mayor, Piet Uhl, praised the museum. He called it a present.\n\n"
    "The divers of the rescue boat watched from the pier.\n"
)


def view_between(a: str, b: str) -> View:
    comparison = compare_texts(a, b)
    return view_of(Story("harbour", "Harbour", "en", (comparison.a, comparison.b)), comparison)


@pytest.fixture(scope="module")
def view() -> View:
    return view_between(A, B)


def words(html: tuple[str, ...]) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "".join(html))).strip()


def test_a_quotation_altered_in_two_places_shows_both_on_its_line(view: View) -> None:
    altered = next(finding for finding in view.findings if finding.kind == "quotation" and len(finding.differences) == 2)
    kind, who, said = findings.line(view, altered)
    assert (kind, who) == ("Quotation", "Lena Hoss")
    assert words(said).startswith("2 places:") and all(word in words(said) for word in ("rusted", "painted"))


def test_a_finding_with_more_places_than_its_line_has_room_for_counts_the_rest() -> None:
    swaps = (("rusted old", "broken green"), ("heavy iron", "yellow wooden"), ("narrow northern", "shallow southern"))
    a = "“We saw the {} anchor, the {} chain and the {} pier before breakfast,” Lena Hoss said.\n"
    view = view_between(a.format(*(x for x, _ in swaps)), a.format(*(y for _, y in swaps)))
    [finding] = [finding for finding in view.findings if finding.kind == "quotation"]
    said = words(findings.line(view, finding)[2])
    shown = said.count("│")
    assert said.startswith(f"{len(finding.differences)} places:") and said.endswith(f"{len(finding.differences) - shown} more")


def test_the_people_of_one_version_are_one_line_that_names_who_speaks(view: View) -> None:
    [people] = [finding for finding in view.findings if finding.people]
    kind, who, said = findings.line(view, people)
    assert kind == "Voices" and "only in A" in who
    assert "Greta Brask" in words(said) and "Ivo Talvik" not in words(said), "named is not speaking"


def test_quoted_in_one_version_and_named_in_the_other_is_said_so(view: View) -> None:
    found = voices(view)
    assert set(found.quoted_a) == {"Piet Uhl", "Greta Brask"} and found.quoted_b == () and found.named_a == ("Ivo Talvik",)
    assert "Piet Uhl (in B named, not quoted)" in found.lines()[0]


def test_where_the_same_people_speak_that_is_said() -> None:
    assert voices(view_between(A, A)).lines() == ["The same people are quoted and named in both versions."]
    assert voices(view_between("It rained.", "It snowed.")).lines() == ["Nobody is quoted or named in either version."]


def test_a_passage_is_whole_sentences_not_words_inside_linked_ones() -> None:
    a = "The ferry left at noon. The harbour was closed for a week.\n"
    view = view_between(a, a.replace("noon", "noon (local time)"))
    assert [finding for finding in view.of_panel("only") if passages.whole(finding)] == []
    view = view_between(a, "The ferry left at noon.\n")
    assert [finding.kind for finding in view.of_panel("only") if passages.whole(finding)] == ["omission"]


def test_a_further_title_of_one_person_stands_with_the_first() -> None:
    text = "Mayor Lena Hoss opened the exhibition on Monday.{}\n\nThe visitors of the museum came from Oslo by ferry.\n"
    rows = roles.titles(view_between(text.format(" “It is done,” said chief pilot Lena Hoss."), text.format("")))
    [row] = [row for row in rows if row.who == "Lena Hoss"]
    assert "Mayor" in row.a and "also “chief pilot”" in row.a and "also" not in row.b


def test_a_quotation_inside_a_quotation_is_counted_with_it() -> None:
    text = "“He called it ‘a gift to the town’ in his speech,” Lena Hoss said.\n"
    view = view_between(text, text)
    pairs = view.pairs("quotation")
    assert len(pairs) == 2 and [quotations.nested(pair) for pair in pairs].count(True) == 1


def test_an_empty_side_of_the_table_stands_between_its_neighbours() -> None:
    a = "“Nothing will stop the transfers between the two harbours,” Lena Hoss said.\n"
    view = view_between(a, a.replace("transfers between", "transfers occurring between"))
    [row] = [difference for difference in view.comparison.differences if difference.kind == "quotation"]
    table_row = words((table.grid(view, Place(), [row]),))
    assert "transfers (nothing here) between" in table_row and "occurring" in table_row


def test_a_note_that_both_versions_have_is_compared_and_one_alone_is_put_aside() -> None:
    a = "The ferry burned for six hours.\n\nCorrection: An earlier version said that 14 people were on board.\n"
    view = view_between(a, a.replace("14", "41"))
    assert view.put_aside["a"] == view.put_aside["b"] == ()
    row = read.reader_rows(view)[-1]
    assert (row["type"], row["n"]) == ("row", "Note") and any(len(cell) > 1 for cell in row["a"])
    view = view_between(a, a.split("\n")[0] + "\n")
    assert [part.kind for part in view.put_aside["a"]] == ["note"]


def test_a_note_for_the_desk_is_five_lines_whatever_the_labels_hold_and_names_the_part_of_the_page() -> None:
    a = "Harbour board names pilot\n\nBy Lena Hoss\n\nPiet Uhl opened the harbour museum on Monday.\n"
    made = view_between(a, a.replace("Lena Hoss", "Greta Brask"))
    label = "Wire\ncopy\u2028of Monday"
    comparison = replace(made.comparison, a=replace(made.comparison.a, label=label))
    view = view_of(made.story, comparison)
    [byline] = [finding for finding in view.findings if finding.kind == "byline"]
    lines = card.note(view, byline).splitlines()
    assert len(lines) == 5 and lines[1].startswith("A (Wire copy of Monday): ") and lines[3] == "Where: byline of A, byline of B"


def test_the_file_of_a_ledger_holds_every_finding_that_is_listed_below_its_rows(view: View) -> None:
    people = {finding.id for finding in view.findings if finding.people}
    assert people and people <= {row.target for row in ledger.findings_rows(view, Place(), "only")}
    assert ledger.findings_rows(view, Place(), "only", {finding.id for finding in view.findings}) == []
    comma = view_between(A, A.replace("museum on Monday", "museum, on Monday"))
    files = [ledger.findings_rows(comma, place, "names") for place in (Place(), Place(show="cosmetic"))]
    assert [len(rows) for rows in files] == [0, 1], "style is in the file when it is on the screen"


def test_a_note_for_the_desk_has_every_place_and_everybody(view: View) -> None:
    altered = next(finding for finding in view.findings if finding.kind == "quotation")
    lines = card.note(view, altered).splitlines()
    assert lines[1].endswith(": rusted · broken") and lines[2].endswith(": painted · wooden") and "inside a direct quotation" in lines[4]
    [people] = [finding for finding in view.findings if finding.people]
    lines = card.note(view, people).splitlines()
    assert "Piet Uhl and Greta Brask" in lines[1] and lines[2].endswith("(nothing here)") and "Named only in A: Ivo Talvik." in lines[4]


def test_a_title_that_lost_a_word_is_no_empty_side() -> None:
    text = "{} Lena Hoss opened the harbour museum on Monday.\n"
    view = view_between(text.format("Detective Chief Inspector"), text.format("Detective Inspector"))
    [role] = [difference for difference in view.comparison.differences if difference.kind == "role"]
    assert view.words(role) == ("Detective Chief Inspector", "Detective Inspector")


def test_what_an_address_asks_for_that_is_nothing_is_said() -> None:
    said = [words((tag("p", note),)) for note in choose.misread(Place(panel="zzz", published_a="garbage"))]
    assert "zzz" in said[0] and "garbage" in said[1] and choose.misread(Place(panel="read", published_b="unknown")) == []
