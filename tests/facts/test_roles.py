"""Roles: cases in an editor's words (tests/cases/roles.toml), their parts as spans, and texts made to be slow."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from components.facts.names import find_names
from components.facts.roles import find_roles
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import Role, Rules, Sentence, Span, Version

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "roles.toml").read_text(encoding="utf-8"))["case"]
RULES = load_rules()


def roles(text: str) -> tuple[Role, ...]:
    version = read_version(text, id="a", label="A", rules=RULES)
    return find_roles(version, find_names(version, RULES), RULES)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_roles_an_editor_would_read(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [[role.span.of(text), role.entity or "", role.organisation.of(text) if role.organisation else ""] for role in roles(text)]
    assert found == case["roles"]


def test_the_person_is_where_the_name_stands() -> None:
    text = "Kovar, 46, a former judge, won. Milena Kovar had lost twice."
    (role,) = roles(text)
    assert role.person is not None
    assert (role.person.of(text), role.entity) == ("Kovar", "Milena Kovar")


def test_every_role_lies_in_its_sentence_and_over_no_other() -> None:
    text = "\n\n".join(case["text"] for case in CASES)
    version = read_version(text, id="a", label="A", rules=RULES)
    found = find_roles(version, find_names(version, RULES), RULES)
    assert all(version.sentences[role.sentence].span.contains(role.span) for role in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_without_rules_there_is_no_role() -> None:
    version = Version("a", "A", "President Olaf Berg came.", (), (Sentence(0, "body", 0, Span(0, 25)),))
    assert find_roles(version, (), Rules({})) == ()


WORST = {
    "one noun": "the president " * 13_000,
    "of and of": "president of the " * 11_000,
    "commas": "minister, " * 18_000,
    "modifiers": "deputy " * 26_000 + "minister",
    "names and roles": "Ana Ruiz, president, " * 9_000,
    "and": "president and minister and " * 7_000,
}


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_a_text_made_to_be_slow_is_read_in_linear_time(text: str) -> None:
    version = Version("a", "A", text, (), (Sentence(0, "body", 0, Span(0, len(text))),))
    names = find_names(version, RULES)
    begun = time.process_time()
    find_roles(version, names, RULES)
    assert time.process_time() - begun < 10  # seconds for 180 kB; quadratic reading takes minutes
