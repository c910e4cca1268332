"""The command line: `python -m components compare …` and `python -m components facts …`. Exit status 0 done, 2 a wrong argument or file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from components import __version__
from components.comparison import compare, find_facts
from components.loader.rules import RulesError, load_rules
from components.loader.stories import StoryError, load_story, read_file
from components.model import Rules, Settings, Story, Version
from components.tables import comparison_json, csv_bytes, facts_csv, version_json


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors are one line on standard error that names the file and the remedy."""
    arg = _parser().parse_args(arguments)
    try:
        output = _compare(arg) if arg.command == "compare" else _facts(arg)
        if arg.output:
            _write(arg.output, output, arg.paths if arg.command == "compare" else [arg.file])
        else:
            sys.stdout.buffer.write(output)
            sys.stdout.flush()
    except (StoryError, RulesError) as error:
        print(f"readback: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        where = error.filename or "standard output"
        print(f"readback: {where}: {error.strerror} (name a file that can be read and written)", file=sys.stderr)
        return 2
    return 0


def _compare(arg: argparse.Namespace) -> bytes:
    rules = load_rules()
    slug, a, b = _versions(arg, rules)
    comparison = compare(a, b, rules, Settings(quotations=arg.quotations))
    if not comparison.related:
        print(
            f"readback: {a.file or a.id} and {b.file or b.id} do not look like versions of one story: nothing was compared", file=sys.stderr
        )
    if arg.format == "csv":
        return csv_bytes(comparison, story=slug)
    return _json(comparison_json(comparison, __version__))


def _versions(arg: argparse.Namespace, rules: Rules) -> tuple[str, Version, Version]:
    paths: list[Path] = arg.paths
    if len(paths) == 1 and not paths[0].is_file():
        story = load_story(paths[0], rules)
        first, second = _pick(story, arg.a, arg.b)
        return story.slug, _dated(first, arg.published_a), _dated(second, arg.published_b)
    if len(paths) > 2:
        raise StoryError(f"{len(paths)} files cannot be compared at once (give two text files, or one story folder)")
    if len(paths) != 2:
        raise StoryError(f"{paths[0]}: one file alone cannot be compared (give two text files, or one story folder)")
    if arg.a or arg.b:
        raise StoryError("--a and --b choose versions of a story folder (two files are a and b already)")
    a = read_file(paths[0], id="a", label="A", rules=rules, published=arg.published_a)
    b = read_file(paths[1], id="b", label="B", rules=rules, published=arg.published_b)
    return "", a, b


def _pick(story: Story, a: str | None, b: str | None) -> tuple[Version, Version]:
    if len(story.versions) < 2:
        raise StoryError(f"{story.slug}: the story has one version (a comparison needs two)")
    ids = [version.id for version in story.versions]
    for id in (a, b):
        if id is not None and id not in ids:
            raise StoryError(f'{story.slug}: no version "{id}" (there are: {", ".join(ids)})')
    first = a or next(id for id in ids if id != b)
    second = b or next((id for id in ids if id != first), first)
    if first == second:
        raise StoryError(f'{story.slug}: --a and --b are both "{first}" (name two of {", ".join(ids)})')
    return story.version(first), story.version(second)


def _dated(version: Version, published: date | None) -> Version:
    return replace(version, published=published, published_from="given") if published else version


def _facts(arg: argparse.Namespace) -> bytes:
    rules = load_rules()
    version = read_file(arg.file, id="a", label="A", rules=rules, published=arg.published)
    facts, version = find_facts(version, rules)
    return facts_csv(version, facts) if arg.format == "csv" else _json(version_json(version, facts))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")


def _write(path: Path, output: bytes, inputs: Sequence[Path]) -> None:
    if path.exists() and any(each.is_file() and path.samefile(each) for each in inputs):
        raise StoryError(f"{path}: is one of the texts to be read (name another file to write to)")
    try:
        path.write_bytes(output)
    except OSError as error:
        raise StoryError(f"{path}: cannot be written: {error.strerror} (name a file in a folder that exists)") from error


def _day(text: str) -> date:
    try:
        if len(text) != len("2024-06-28"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no date (expected YYYY-MM-DD, as in 2024-06-28)') from None


class _Parser(argparse.ArgumentParser):
    """argparse, with an error of one line."""

    def error(self, message: str) -> None:  # type: ignore[override]
        print(f"readback: {message} (see {self.prog} --help)", file=sys.stderr)
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m components", description="Compare two versions of a news story, or say what one version states.")
    parser.add_argument("--version", action="version", version=f"Readback {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    comparing = commands.add_parser("compare", help="two text files, or a story folder with a story.toml")
    comparing.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="two text files, or one story folder")
    comparing.add_argument("--a", metavar="ID", help="version a of a story folder (default: its first)")
    comparing.add_argument("--b", metavar="ID", help="version b of a story folder (default: the next)")
    comparing.add_argument("--published-a", type=_day, metavar="DATE", help="publication date of a, YYYY-MM-DD")
    comparing.add_argument("--published-b", type=_day, metavar="DATE", help="publication date of b, YYYY-MM-DD")
    comparing.add_argument("--quotations", choices=("strict", "lenient"), default="strict", help="how function words inside marks count")

    stating = commands.add_parser("facts", help="what one version says")
    stating.add_argument("file", type=Path, metavar="FILE")
    stating.add_argument("--published", type=_day, metavar="DATE", help="its publication date, YYYY-MM-DD")

    for command in (comparing, stating):
        command.add_argument("--format", choices=("json", "csv"), default="json")
        command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here instead of to standard output")
    return parser


if __name__ == "__main__":
    sys.exit(main())
