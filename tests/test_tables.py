"""A comparison as findings, CSV, JSON and frames: what an editor downloads is what the screen shows."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.comparison import compare, compare_texts
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import SEVERITIES, Comparison
from components.tables import (
    COLUMNS,
    FACT_COLUMNS,
    INTEGERS,
    comparison_json,
    csv_bytes,
    defused,
    differences_frame,
    facts_csv,
    file_name,
    findings,
    restored,
    rows,
    table_bytes,
)

WIRE = """\
Ferry to sail again in May

Trams ran from Kiev to the border on 3 May 2019, and the mayor of Kiev rode along.

Mara Lind, head of the clinic, said 14 people were hurt when the ferry struck the quay.

“We closed the harbor for the night,” said Tomas Berg. “=SUM(A1) was all the screen showed.”

The council will meet again. Nobody had counted the lamps on the old pier.
"""
PAPER = """\
Ferry to stay in port

Trams ran from Kyiv to the border on 4 May 2019, and the mayor of Kyiv rode along.

Mara Lind, director of the clinic, said 41 people were hurt when the ferry struck the quay.

“We shut the harbour for the night,” said Tomas Berg. “+SUM(A1) was all the screen showed.”

The council will meet again.
"""


def compared(a: str = WIRE, b: str = PAPER) -> Comparison:
    return compare_texts(a, b, published_a=date(2024, 6, 28), published_b=date(2024, 6, 30))


MILL = "Anna Brekke, who owns the mill, said the river was high."
HALL, NIGHT = "The council met in the hall.", "It was late in the day."


def read_back(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


# --- CSV ----------------------------------------------------------------------------------------------------------------------------------


def test_a_spreadsheet_knows_the_file_for_utf8_by_its_first_three_bytes() -> None:
    assert csv_bytes(compared()).startswith(b"\xef\xbb\xbfstory,a_version,b_version,id,")


def test_every_line_of_the_file_ends_as_spreadsheets_write_them() -> None:
    file = csv_bytes(compared(WIRE.replace("\n", "\r\n\r\n", 1), PAPER))
    lines = file.decode("utf-8-sig").split("\r\n")
    assert lines[-1] == ""
    assert len(lines) == len(compared().differences) + 2  # the names of the columns, and nothing after the last end of line


def test_the_file_has_the_columns_that_were_agreed_in_their_order() -> None:
    header = csv_bytes(compared()).decode("utf-8-sig").split("\r\n")[0]
    assert header == (
        "story,a_version,b_version,id,finding,severity,kind,verdict,subject,a_text,b_text,note,a_sentence,b_sentence,level,similarity,"
        "a_start,a_end,b_start,b_end,a_sentence_index,b_sentence_index"
    )


def test_two_versions_that_agree_give_a_file_of_names_alone() -> None:
    file = csv_bytes(compare_texts(WIRE, WIRE))
    assert read_back(file) == []
    assert file.count(b"\r\n") == 1


def test_an_editor_can_cut_every_changed_word_out_of_the_text_by_its_offsets() -> None:
    comparison = compared()
    cells = read_back(csv_bytes(comparison))
    assert len(cells) == len(comparison.differences) > 5
    for cell in cells:
        for side, text in (("a", WIRE), ("b", PAPER)):
            if cell[f"{side}_start"]:
                assert text[int(cell[f"{side}_start"]) : int(cell[f"{side}_end"])] == restored(cell[f"{side}_text"])
            else:
                assert cell[f"{side}_text"] == cell[f"{side}_end"] == ""


def test_places_in_the_text_are_whole_numbers_also_where_other_rows_have_none() -> None:
    cells = read_back(csv_bytes(compared()))
    assert any(cell["b_start"] == "" for cell in cells)
    for column in INTEGERS:
        assert all(cell[column] == "" or cell[column].isdecimal() for cell in cells)


def test_a_row_names_the_sentence_it_stands_in_and_its_place() -> None:
    comparison = compared()
    day = next(cell for cell in read_back(csv_bytes(comparison)) if cell["kind"] == "date" and cell["a_text"] == "3 May 2019")
    assert day["a_sentence"] == "Trams ran from Kiev to the border on 3 May 2019, and the mayor of Kiev rode along."
    assert comparison.b.sentences[int(day["b_sentence_index"])].span.of(PAPER) == restored(day["b_sentence"])


def test_a_formula_quoted_in_a_story_stays_text_in_a_spreadsheet() -> None:
    cells = read_back(csv_bytes(compared(), story="=cmd|' /C calc'!A0"))
    assert {cell["story"] for cell in cells} == {"'=cmd|' /C calc'!A0"}
    assert not any(cell[column].startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells for column in COLUMNS)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49 30 1234", "-40 degrees", "@readback", "  =1+1", "\t=1", "\r\n+1", "'=1", "''-x", " @a", "\xa0=1"]
)
def test_a_cell_that_begins_like_a_formula_is_defused_and_comes_back_as_it_was(cell: str) -> None:
    assert defused(cell) == "'" + cell
    assert restored(defused(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Kyiv", "14 people", "'tis the season", "'", "''", "3 - 1", "“=SUM(A1)”", "rock ’n’ roll", "'90s"])
def test_a_cell_of_plain_words_is_left_alone(cell: str) -> None:
    assert defused(cell) == cell
    assert restored(cell) == cell


def test_line_breaks_commas_and_quotation_marks_survive_the_file() -> None:
    cells = ['“Yes,” she said,\nand: "No"', "a;b", " end "]
    assert next(csv.reader(io.StringIO(table_bytes(("x", "y", "z"), [cells]).decode("utf-8-sig").split("\r\n", 1)[1], newline=""))) == cells


@given(st.lists(st.text(alphabet="'=+-@ \t\r\na\",;“\xa0", max_size=6), min_size=2, max_size=3))
def test_whatever_stands_in_a_cell_comes_back_and_is_no_formula(cells: list[str]) -> None:
    lines = table_bytes(["x"] * len(cells), [cells]).decode("utf-8-sig").split("\r\n", 1)[1]
    (found,) = csv.reader(io.StringIO(lines, newline=""))
    assert [restored(cell) for cell in found] == cells
    assert not any(cell.startswith(("\t", "\r")) or cell.strip().startswith(("=", "+", "-", "@")) for cell in found)


def test_nothing_is_an_empty_cell_and_nought_is_a_nought() -> None:
    assert table_bytes(("none", "nought"), [(None, 0)]) == "\ufeffnone,nought\r\n,0\r\n".encode()


def test_the_file_holds_the_rows_that_were_chosen_on_the_screen_and_no_others() -> None:
    comparison = compared()
    chosen = [d for d in comparison.differences if d.kind == "quotation"]
    assert [cell["id"] for cell in read_back(csv_bytes(comparison, chosen, "ferry"))] == [d.id for d in chosen] != []


def test_the_facts_of_a_version_are_a_file_of_their_own() -> None:
    comparison = compared()
    cells = read_back(facts_csv(comparison.a, comparison.facts_a))
    assert tuple(cells[0]) == FACT_COLUMNS
    assert [int(cell["start"]) for cell in cells] == sorted(int(cell["start"]) for cell in cells)
    assert all(WIRE[int(cell["start"]) : int(cell["end"])] == restored(cell["text"]) for cell in cells)
    assert ("date", "3 May 2019", "2019-05-03") in {(cell["type"], cell["text"], cell["value"]) for cell in cells}


# --- the name of the file -----------------------------------------------------------------------------------------------------------------


def test_a_download_is_named_by_story_versions_and_the_later_day() -> None:
    assert file_name("ferry-fire", compared()) == "ferry-fire_a_b_2024-06-30.csv"


def test_a_download_without_story_or_day_still_has_a_name() -> None:
    assert file_name("", compare_texts(WIRE, PAPER)) == "story_a_b.csv"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Fähre & Feuer / 1", "F-hre---Feuer---1_a_b.csv"),
        ("../../etc/passwd", "..-..-etc-passwd_a_b.csv"),
        ("новости", "x_a_b.csv"),
        ('a\r\nb: "c"', "a--b---c_a_b.csv"),
    ],
)
def test_a_download_is_named_in_plain_characters_whatever_the_story_is_called(story: str, name: str) -> None:
    assert file_name(story, compare_texts(WIRE, PAPER)) == name


# --- JSON ---------------------------------------------------------------------------------------------------------------------------------

KEYS = {
    "": {"readback", "related", "settings", "versions", "links", "pairs", "differences"},
    "settings": {"quotations", "link_threshold", "put_back_a", "put_back_b"},
    "versions": {"id", "label", "file", "sha256", "encoding", "published", "warnings", "sentences", "facts", "remarks"},
    "sentences": {"index", "part", "paragraph", "start", "end"},
    "remarks": {"kind", "severity", "spans", "note"},
    "links": {"a", "b", "operation", "similarity", "reason"},
    "pairs": {"kind", "a", "b", "verdict", "level", "difference"},
    "differences": {
        "id", "finding", "kind", "verdict", "severity", "subject", "a", "b", "a_sentence", "b_sentence", "level", "similarity", "note",
        "reason",
    },
    "date": {"type", "start", "end", "sentence", "value", "timex", "modifier", "granularity", "relative", "reason"},
    "number": {"type", "start", "end", "sentence", "value", "number", "bound", "high"},
    "name": {"type", "start", "end", "sentence", "value", "form"},
    "role": {"type", "start", "end", "sentence", "value"},
    "quotation": {"type", "start", "end", "sentence", "value", "form", "parent", "reason"},
}  # fmt: skip


def test_every_key_is_there_also_where_there_is_nothing_to_say() -> None:
    value = comparison_json(compared(), "1.0")
    assert set(value) == KEYS[""]
    assert set(value["settings"]) == KEYS["settings"]
    for key in ("versions", "links", "pairs", "differences"):
        assert value[key]
        assert all(set(item) == KEYS[key] for item in value[key])
    for version in value["versions"]:
        assert all(set(item) == KEYS[key] for key in ("sentences", "remarks") for item in version[key])
        assert {fact["type"] for fact in version["facts"]} == {"date", "number", "name", "role", "quotation"}
        assert all(set(fact) == KEYS[fact["type"]] for fact in version["facts"])


def test_the_json_is_plain_json() -> None:
    value = comparison_json(compared(), "1.0")
    assert json.loads(json.dumps(value, allow_nan=False)) == value


def test_what_the_json_cuts_out_of_a_text_is_in_the_text() -> None:
    for difference in comparison_json(compared(), "1.0")["differences"]:
        for side, text in (("a", WIRE), ("b", PAPER)):
            if place := difference[side]:
                assert text[place["start"] : place["end"]] == place["text"]


def test_a_pair_points_to_its_facts_and_to_the_row_that_shows_it() -> None:
    value = comparison_json(compared(), "1.0")
    a, b = (version["facts"] for version in value["versions"])
    pair = next(p for p in value["pairs"] if p["kind"] == "date" and p["difference"])
    row = next(d for d in value["differences"] if d["id"] == pair["difference"])
    assert (WIRE[a[pair["a"]]["start"] : a[pair["a"]]["end"]], PAPER[b[pair["b"]]["start"] : b[pair["b"]]["end"]]) == (
        "3 May 2019",
        "4 May 2019",
    )
    assert (row["kind"], row["verdict"], pair["verdict"]) == ("date", "conflict", "conflict")


def test_two_versions_with_one_text_have_one_fingerprint() -> None:
    one, other = comparison_json(compare_texts(WIRE, WIRE), "1.0")["versions"]
    assert one["sha256"] == other["sha256"] != comparison_json(compared(), "1.0")["versions"][1]["sha256"]


def test_two_versions_that_agree_are_json_with_empty_lists() -> None:
    value = comparison_json(compare_texts(WIRE, WIRE), "1.0")
    assert (value["differences"], value["related"]) == ([], True)
    assert {link["operation"] for link in value["links"]} == {"kept"}
    assert [version["published"] for version in value["versions"]] == [None, None]


# --- frames -------------------------------------------------------------------------------------------------------------------------------


def test_a_frame_has_the_same_columns_and_dtypes_for_no_rows_as_for_many() -> None:
    many, none = differences_frame(compared()), differences_frame(compare_texts(WIRE, WIRE))
    assert len(none) == 0 < len(many)
    assert tuple(many.columns) == tuple(none.columns) == COLUMNS
    assert [str(dtype) for dtype in many.dtypes] == [str(dtype) for dtype in none.dtypes]


def test_a_frame_keeps_places_as_whole_numbers_beside_rows_without_one() -> None:
    frame = differences_frame(compared())
    assert frame["b_start"].isna().any()
    assert {str(frame[column].dtype) for column in INTEGERS} == {"Int64"}


def test_the_frame_and_the_file_say_the_same() -> None:
    comparison = compared()
    cells = read_back(csv_bytes(comparison, story="ferry"))
    frame = differences_frame(comparison, story="ferry")
    assert [{k: restored(v) for k, v in cell.items() if k != "similarity"} for cell in cells] == [
        {str(k): "" if v is None or v != v else str(v) for k, v in row.items() if k != "similarity"}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]
    assert len(rows(comparison)) == len(frame)


# --- findings -----------------------------------------------------------------------------------------------------------------------------


def test_the_most_serious_finding_comes_first_and_style_last() -> None:
    order = [SEVERITIES.index(finding.severity) for finding in findings(compared())]
    assert order == sorted(order)
    assert order[0] == 0 < order[-1]


def test_every_row_is_in_exactly_one_finding() -> None:
    comparison = compared()
    told = [row.id for finding in findings(comparison) for row in finding.differences]
    assert sorted(told) == sorted(row.id for row in comparison.differences)


def test_a_city_respelt_throughout_is_one_finding_of_two_places() -> None:
    spelling = next(f for f in findings(compared()) if f.kind == "place")
    assert [(d.a.of(WIRE), d.b.of(PAPER)) for d in spelling.differences if d.a and d.b] == [("Kiev", "Kyiv")] * 2
    assert spelling.title.startswith("2 places: ")
    assert (spelling.a_words, spelling.b_words, spelling.panel) == ("Kiev", "Kyiv", "names")


def test_titles_come_before_tolls_and_tolls_before_headlines() -> None:
    kinds = [finding.kind for finding in findings(compared())]
    assert kinds.index("role") < kinds.index("number") < kinds.index("headline")


def test_a_finding_takes_the_words_and_the_severity_of_its_worst_row() -> None:
    comparison = compare_texts(f"{HALL}\n\n{MILL} Stalls were moved to the square.\n\n{NIGHT}", f"{HALL}\n\n{NIGHT}")
    lost = next(f for f in findings(comparison) if f.kind == "omission")
    assert (lost.title, lost.severity, lost.verdict, lost.panel) == ("2 sentences only in A", "major", "omitted", "only")
    assert {row.severity for row in lost.differences} == {"major", "minor"}
    assert (lost.a_words, lost.b_words) == (MILL, "")


def test_a_person_of_one_version_alone_is_listed_among_the_voices() -> None:
    comparison = compare_texts(f"{HALL}\n\n{MILL}\n\n{NIGHT}", f"{HALL}\n\n{NIGHT}")
    voices = next(f for f in findings(comparison) if f.kind == "name")
    assert (voices.title, voices.panel, voices.a_words) == ("1 only in A", "only", "Anna Brekke")


def test_the_findings_of_some_rows_are_made_of_those_rows_alone() -> None:
    comparison = compared()
    chosen = [d for d in comparison.differences if d.severity == "critical"]
    assert {row.id for f in findings(comparison, chosen) for row in f.differences} == {row.id for row in chosen}
    assert findings(comparison, []) == ()


def test_two_stories_that_have_nothing_in_common_give_no_rows_and_a_file_of_names_alone() -> None:
    comparison = compare_texts("The ferry left the port at dawn with forty cars.", "Tulips were sold at the market of a far town.")
    assert comparison_json(comparison, "1.0")["related"] is False
    assert read_back(csv_bytes(comparison)) == []


def test_the_name_of_the_versions_is_in_every_row() -> None:
    rules = load_rules()
    wire, paper = (read_version(text, id=id, label=id.title(), rules=rules) for text, id in ((WIRE, "wire"), (PAPER, "paper")))
    comparison = compare(wire, paper, rules)
    assert {(cell["story"], cell["a_version"], cell["b_version"]) for cell in read_back(csv_bytes(comparison, story="ferry"))} == {
        ("ferry", "wire", "paper")
    }
    assert file_name("ferry", comparison) == "ferry_wire_paper.csv"
