"""What the README promises is there: its Python runs, its commands are taken, its files and words exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_two_commands_open_the_dashboard_and_run_the_tests() -> None:
    assert indented()[:2] == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/streamlit run dashboard.py",
        "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest",
    ]


def test_the_python_lines_run_and_write_the_table(tmp_path: Path) -> None:
    (program,) = fenced("python")
    (tmp_path / "data").symlink_to(ROOT / "data")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    table = (tmp_path / "differences.csv").read_text(encoding="utf-8-sig")
    assert "executive director" in table
    assert "director of operations" in table


def test_the_python_is_ten_lines_at_most() -> None:
    (program,) = fenced("python")
    assert len([line for line in program.splitlines() if line.strip()]) <= 10


@pytest.mark.parametrize("command", [c for c in re.findall(r"^ {4}(\S.*)$", README, re.M) if " -m components " in c])
def test_every_command_line_shown_works(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    assert words[:3] == [".venv/bin/python", "-m", "components"]
    wire, newspaper = (ROOT / f"data/stories/council-debris/{name}.txt" for name in ("wire", "newspaper"))
    places = {"A.txt": str(wire), "B.txt": str(newspaper), "differences.csv": str(tmp_path / "differences.csv")}
    run = subprocess.run(
        [sys.executable, *words[1:3], *(places.get(w, w) for w in words[3:])], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    answer = (tmp_path / "differences.csv").read_text(encoding="utf-8-sig") if "-o" in words else run.stdout
    assert len(answer.splitlines()) > 1


def test_every_file_named_is_there() -> None:
    named = set(re.findall(r"`((?:components|data|tests)/[\w./-]*)`", README)) | set(re.findall(r"\]\((tests/[^)]+)\)", README))
    named |= {f"data/rules/{file}" for file in re.findall(r"`(\w+\.toml)`", README) if file != "story.toml"}
    named |= set(re.findall(r"(?:tests|data)/[\w/-]+(?:\.(?:py|txt))?", " ".join(indented())))
    missing = sorted(name for name in named if not (ROOT / name).exists())
    assert not missing, f"the README names what is not there: {', '.join(missing)}"


def test_the_story_shown_can_be_loaded(tmp_path: Path) -> None:
    from components import load_story

    (toml,) = fenced("toml")
    (tmp_path / "story.toml").write_text(toml, encoding="utf-8")
    for name in ("wire", "update"):
        (tmp_path / f"{name}.txt").write_text("A fire broke out on a ferry on Monday.\n", encoding="utf-8")
    assert [version.id for version in load_story(tmp_path).versions] == ["wire", "update"]


@pytest.mark.parametrize("script", re.findall(r"python (tests/bench/\w+\.py)", README))
def test_every_bench_says_how_it_is_used(script: str) -> None:
    run = subprocess.run([sys.executable, script, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert "usage" in run.stdout


@pytest.mark.parametrize("script", ["planted", "restyled"])
def test_the_two_benches_of_chance_can_be_repeated(script: str) -> None:
    run = subprocess.run([sys.executable, f"tests/bench/{script}.py", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    for option in ("--seed", "--plants", "--json", "--missed"):
        assert option in run.stdout


def fenced(language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


def indented() -> list[str]:
    """The lines of indented code, in order."""
    return re.findall(r"^ {4}(\S.*)$", re.sub(r"^```.*?^```", "", README, flags=re.M | re.S), re.M)
