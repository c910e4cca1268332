"""The command line, as an editor or a script runs it: what is written where, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from components import __version__
from components.__main__ import main

ROOT = Path(__file__).parents[1]
WIRE = "The council met on Friday.\n\nAt least 26 people were killed when the bridge fell. Mara Lind said the vote was close.\n"
PAPER = "The council met on Friday.\n\nAt least 62 people were killed when the bridge fell. Mara Lind said the vote was close.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story of three versions in a folder."""
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    (tmp_path / "late.txt").write_text(PAPER.replace("close", "lost"), encoding="utf-8")
    entries = [
        f'[[version]]\nid = "{id}"\nlabel = "{id.title()}"\nfile = "{id}.txt"\npublished = 2024-06-{day}\n'
        for id, day in (("wire", 28), ("paper", 29), ("late", 30))
    ]
    (tmp_path / "story.toml").write_text('title = "Bridge"\nlanguage = "en"\n\n' + "\n".join(entries), encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """The command as it is typed, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "components", *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, check=False
    )


def said(capsysbinary: pytest.CaptureFixture[bytes]) -> tuple[bytes, str]:
    out, err = capsysbinary.readouterr()
    return out, err.decode()


def refused(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> str:
    """The one line on standard error with which a command is refused."""
    try:
        status = main([str(argument) for argument in arguments])
    except SystemExit as end:
        status = end.code
    out, err = said(capsysbinary)
    assert status == 2
    assert out == b""
    assert err.startswith("readback: ")
    assert err.count("\n") == 1 and err.endswith("\n")
    return err


def test_two_files_are_compared_and_the_json_goes_to_standard_output(story: Path) -> None:
    done = run("compare", story / "wire.txt", story / "paper.txt")
    value = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (value["readback"], [v["file"] for v in value["versions"]]) == (__version__, ["wire.txt", "paper.txt"])
    assert [(d["kind"], d["verdict"], d["severity"], d["a"]["text"], d["b"]["text"]) for d in value["differences"]] == [
        ("number", "conflict", "critical", "26", "62")
    ]


def test_the_csv_on_standard_output_is_byte_for_byte_the_file(story: Path) -> None:
    shown = run("compare", story / "wire.txt", story / "paper.txt", "--format", "csv")
    written = run("compare", "wire.txt", "paper.txt", "--format", "csv", "-o", "out.csv", cwd=story)
    assert (shown.returncode, written.returncode, written.stdout) == (0, 0, b"")
    assert (story / "out.csv").read_bytes() == shown.stdout
    assert shown.stdout.startswith(b"\xef\xbb\xbf") and b"\r\r\n" not in shown.stdout


def test_a_broken_command_line_ends_with_status_two_and_one_line(story: Path) -> None:
    done = run("compare", story / "wire.txt", story / "gone.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("readback: ") and "gone.txt" in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_no_difference_is_no_failure(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["compare", str(story / "wire.txt"), str(story / "wire.txt")]) == 0
    out, err = said(capsysbinary)
    assert (json.loads(out)["differences"], err) == ([], "")


def test_a_story_folder_compares_its_first_two_versions_on_their_days(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["compare", str(story)]) == 0
    assert [(v["id"], v["published"]) for v in json.loads(said(capsysbinary)[0])["versions"]] == [
        ("wire", "2024-06-28"),
        ("paper", "2024-06-29"),
    ]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (["--a", "late"], ["late", "wire"]),
        (["--b", "late"], ["wire", "late"]),
        (["--b", "wire"], ["paper", "wire"]),
        (["--a", "paper", "--b", "late"], ["paper", "late"]),
    ],
)
def test_versions_of_a_story_can_be_chosen(
    story: Path, chosen: list[str], ids: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["compare", str(story), *chosen]) == 0
    assert [v["id"] for v in json.loads(said(capsysbinary)[0])["versions"]] == ids


def test_a_day_that_is_given_counts_more_than_the_day_of_the_story(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["compare", str(story), "--published-b", "2025-01-02"]) == 0
    assert [v["published"] for v in json.loads(said(capsysbinary)[0])["versions"]] == ["2024-06-28", "2025-01-02"]


def test_the_csv_of_a_story_folder_names_the_story_and_its_versions(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["compare", str(story), "--format", "csv"]) == 0
    cells = list(csv.DictReader(io.StringIO(said(capsysbinary)[0].decode("utf-8-sig"), newline="")))
    assert {(cell["story"], cell["a_version"], cell["b_version"]) for cell in cells} == {(story.name, "wire", "paper")}


def test_the_rule_for_quotations_can_be_lenient(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for name, word in (("a", "the"), ("b", "a")):
        (tmp_path / f"{name}.txt").write_text(f"“The council shut its eyes to {word} damage,” Mara Lind said.\n", encoding="utf-8")
    severities = []
    for policy in ("strict", "lenient"):
        assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--quotations", policy]) == 0
        value = json.loads(said(capsysbinary)[0])
        severities.append((value["settings"]["quotations"], [d["severity"] for d in value["differences"]]))
    assert severities == [("strict", ["major"]), ("lenient", ["minor"])]


def test_two_stories_that_have_nothing_in_common_are_said_to_be_so(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry left the port at dawn with forty cars.", encoding="utf-8")
    (tmp_path / "tulips.txt").write_text("Tulips were sold at the market of a far town.", encoding="utf-8")
    assert main(["compare", str(tmp_path / "ferry.txt"), str(tmp_path / "tulips.txt")]) == 0
    out, err = said(capsysbinary)
    assert json.loads(out)["differences"] == []
    assert err == "readback: ferry.txt and tulips.txt do not look like versions of one story: nothing was compared\n"


def test_the_facts_of_one_version_come_as_json_or_csv(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = str(story / "wire.txt")
    assert main(["facts", file, "--published", "2024-06-28"]) == 0
    value = json.loads(said(capsysbinary)[0])
    assert (value["published"], {fact["type"] for fact in value["facts"]} >= {"date", "name", "number"}) == ("2024-06-28", True)
    assert main(["facts", file, "--published", "2024-06-28", "--format", "csv"]) == 0
    cells = list(csv.DictReader(io.StringIO(said(capsysbinary)[0].decode("utf-8-sig"), newline="")))
    assert ("date", "Friday", "2024-06-28") in {(cell["type"], cell["text"].removeprefix("on "), cell["value"]) for cell in cells}


def test_words_of_other_alphabets_are_written_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mara Lind said “Київ” was on the sign. The café was shut.\n", encoding="utf-8")
    out = run("facts", tmp_path / "a.txt").stdout
    assert "Київ".encode() in out


# --- what is refused ----------------------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_named(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "gone.txt" in refused(capsysbinary, "compare", story / "gone.txt", story / "paper.txt")
    assert "gone.txt" in refused(capsysbinary, "facts", story / "gone.txt")


def test_one_file_alone_is_refused_with_the_remedy(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "one file alone cannot be compared (give two text files, or one story folder)" in refused(
        capsysbinary, "compare", story / "wire.txt"
    )


def test_three_files_are_refused(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    refused(capsysbinary, "compare", *(story / f"{name}.txt" for name in ("wire", "paper", "late")))


def test_a_version_the_story_does_not_have_is_refused_with_those_it_has(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert 'no version "web" (there are: wire, paper, late)' in refused(capsysbinary, "compare", story, "--b", "web")


def test_a_version_is_not_compared_with_itself(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "(name two of wire, paper, late)" in refused(capsysbinary, "compare", story, "--a", "paper", "--b", "paper")


def test_choosing_versions_of_two_files_is_refused(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "two files are a and b already" in refused(capsysbinary, "compare", story / "wire.txt", story / "paper.txt", "--a", "wire")


def test_a_story_of_one_version_is_refused(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    whole = (story / "story.toml").read_text(encoding="utf-8")
    (story / "story.toml").write_text(whole.split("[[version]]", 2)[0] + "[[version]]" + whole.split("[[version]]")[1], encoding="utf-8")
    refused(capsysbinary, "compare", story)


def test_a_folder_without_a_story_is_refused(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "story.toml" in refused(capsysbinary, "compare", tmp_path)


def test_a_file_without_text_is_refused_by_its_name(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (story / "empty.txt").write_bytes(b"")
    (story / "photo.txt").write_bytes(bytes(range(256)) * 20)
    for name in ("empty.txt", "photo.txt"):
        assert name in refused(capsysbinary, "facts", story / name)
        assert name in refused(capsysbinary, "compare", story / "wire.txt", story / name)


def test_a_folder_is_no_version(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert str(story) in refused(capsysbinary, "compare", story / "wire.txt", story)
    assert str(story) in refused(capsysbinary, "facts", story)


def test_a_reader_that_stops_reading_gets_no_traceback(story: Path) -> None:
    command = [sys.executable, "-m", "components", "compare", str(story), "--format", "csv"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "28.6.2024", "", "2024-6-28"])
def test_a_day_that_is_no_day_is_refused_with_an_example(story: Path, day: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    err = refused(capsysbinary, "compare", story / "wire.txt", story / "paper.txt", "--published-a", day)
    assert "expected YYYY-MM-DD" in err and f'"{day}"' in err


def test_a_folder_that_is_not_there_cannot_be_written_to(story: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "cannot be written" in refused(capsysbinary, "compare", story, "-o", story / "nowhere" / "out.json")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compare"],
        ["facts"],
        ["compose", "a", "b"],
        ["compare", "a", "b", "--format", "xlsx"],
        ["compare", "a", "b", "--quotations", "loose"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_none_is_refused_in_one_line(arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "--help" in refused(capsysbinary, *arguments)


def test_the_version_is_printed() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"Readback {__version__}")
