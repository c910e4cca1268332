"""What cannot be compared: the command line names the file and the remedy in one line and ends with status 2, never with a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "stories" / "council-debris"
GOOD = "A tram ran again on Monday. Nobody was hurt, the driver said.\n"


def story(folder: Path, toml: str, **texts: str) -> str:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "story.toml").write_text(toml, encoding="utf-8")
    return str(folder)


def file(folder: Path, data: bytes, name: str = "wrong.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def two(wrong: Callable[[Path], str]) -> Callable[[Path], list[str]]:
    """Compare a good file with a wrong one."""
    return lambda folder: [file(folder, GOOD.encode(), "good.txt"), wrong(folder)]


def second(lines: str) -> Callable[[Path], list[str]]:
    """A story folder whose first version is good, with these lines for the second."""
    return lambda folder: [story(folder, f'{FIRST}[[version]]\nid = "two"\n{lines}\n', one=GOOD)]


FIRST = '[[version]]\nid = "one"\nfile = "one.txt"\n'
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(2000)
NO_TEXT = bytes(range(256)) * 40

# What was given → the words that the one line must have: the file, and what would be right.
CASES: dict[str, tuple[Callable[[Path], list[str]], str, str]] = {
    "a missing file": (two(lambda folder: str(folder / "gone.txt")), "gone.txt", "expected"),
    "an empty file": (two(lambda folder: file(folder, b"")), "wrong.txt", "expected"),
    "a file of blanks": (two(lambda folder: file(folder, b" \n\t\n")), "wrong.txt", "expected"),
    "a folder without story.toml": (lambda folder: [str(folder)], "story.toml", "expected"),
    "a missing folder": (lambda folder: [str(folder / "gone")], "gone", "expected"),
    "a version outside its folder": (second('file = "../two.txt"'), "../two.txt", "expected"),
    "a version at the root of the disk": (second('file = "/etc/hostname"'), "/etc/hostname", "expected"),
    "a version without its file": (second('file = "two.txt"'), "two.txt", "expected"),
    "a version that names no file": (second(""), "version 2", "expected"),
    "a date in quotation marks": (second('file = "one.txt"\npublished = "2 September"'), "published", "expected"),
    "two versions of one name": (lambda folder: [story(folder, FIRST + FIRST, one=GOOD)], '"one"', "expected"),
    "a story of one version": (lambda folder: [story(folder, FIRST, one=GOOD)], "one version", "two"),
    "a story.toml that is no TOML": (lambda folder: [story(folder, "title = Ferry\n")], "story.toml", "expected"),
    "a version id that is not there": (lambda folder: [str(SAMPLE), "--a", "radio"], "radio", "wire, newspaper"),
    "bytes that are no text": (two(lambda folder: file(folder, NO_TEXT)), "wrong.txt", "expected"),
    "a photograph called .txt": (two(lambda folder: file(folder, JPEG)), "wrong.txt", "expected"),
    "a PDF renamed .txt": (two(lambda folder: file(folder, PDF)), "wrong.txt", "PDF"),
    "a date that is none": (lambda folder: [str(SAMPLE), "--published-a", "2024-02-30"], "2024-02-30", "YYYY-MM-DD"),
    "one file alone": (lambda folder: [file(folder, GOOD.encode())], "wrong.txt", "two"),
    "an output in no folder": (lambda folder: [str(SAMPLE), "-o", str(folder / "gone" / "rows.json")], "rows.json", "folder that exists"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_used_is_named_with_its_remedy_and_status_2(case: str, tmp_path: Path) -> None:
    arguments, name, remedy = CASES[case]
    run = command("compare", *arguments(tmp_path))
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert name in run.stderr
    assert remedy in run.stderr


@pytest.mark.parametrize("data", [b"", PDF, NO_TEXT], ids=["empty", "PDF", "no text"])
def test_facts_of_a_wrong_file_are_refused_in_one_line_too(data: bytes, tmp_path: Path) -> None:
    run = command("facts", file(tmp_path, data))
    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.strip().splitlines()) == 1
    assert "wrong.txt" in run.stderr


def test_a_story_with_two_texts_of_nothing_in_common_says_so_and_calls_nothing_a_conflict(tmp_path: Path) -> None:
    a = file(tmp_path, b"The ferry reached the island at noon. Its captain blamed the fog for the delay.\n" * 4, "ferry.txt")
    b = file(tmp_path, b"Wheat prices fell again in Chicago. Traders expect a record harvest this year.\n" * 4, "wheat.txt")
    run = command("compare", a, b, "--format", "csv")
    assert run.returncode == 0
    assert "conflict" not in run.stdout
    assert len(run.stderr.strip().splitlines()) == 1
    assert "ferry.txt" in run.stderr and "wheat.txt" in run.stderr
    assert "do not look like versions of one story" in run.stderr


def test_five_megabytes_of_one_line_are_answered_in_a_minute_with_a_sentence_that_names_the_file(tmp_path: Path) -> None:
    a = file(tmp_path, GOOD.encode(), "good.txt")
    b = file(tmp_path, b"the council met and then " * 200_000, "endless.txt")
    run = command("compare", a, b, timeout=60)
    assert run.returncode in (0, 2)
    assert "Traceback" not in run.stderr
    assert "endless.txt" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def command(*arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """One run of the command line from the project's root."""
    line = [sys.executable, "-m", "components", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=timeout)
