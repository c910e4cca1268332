"""Quotations: marks, forms and speakers."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.facts.names import find_names
from components.facts.quotations import find_quotations
from components.facts.quotations_words import verb_forms
from components.facts.roles import find_roles
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import EntityType, Name, Part, Quotation, Role, Sentence, Span, Version

SHARED = Path(__file__).parents[2].parent / "shared"
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "quotations.toml").read_text(encoding="utf-8"))["case"]
RULES = load_rules()


def version_of(text: str) -> Version:
    return read_version(text, id="v", label="v", rules=RULES)


def names_of(version: Version, given: list[list[str]]) -> tuple[Name, ...]:
    """Every place where one of the given names stands, the longest name first."""
    found: list[Name] = []
    for words, type, *entity in sorted(given, key=lambda item: -len(item[0])):
        kind: EntityType = "person" if type == "person" else "place" if type == "place" else "organisation"
        at = version.text.find(words)
        while at >= 0:
            span = Span(at, at + len(words))
            if not any(name.span.overlaps(span) for name in found):
                sentence = next(s.index for s in version.sentences if s.span.start <= at < s.span.end)
                found.append(Name(span, sentence, entity[0] if entity else words, kind))
            at = version.text.find(words, at + 1)
    return tuple(sorted(found, key=lambda name: name.span))


def one(text: str, *names: list[str]) -> Quotation:
    """The only quotation of a text."""
    version = version_of(text)
    (quotation,) = find_quotations(version, names_of(version, list(names)), (), RULES)
    return quotation


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_an_editor_would_say_so(case: dict[str, Any]) -> None:
    version = version_of(case["text"])
    quotations = find_quotations(version, names_of(version, case["names"]), (), RULES)
    found = [[q.span.of(version.text), q.form, q.speaker.of(version.text) if q.speaker else ""] for q in quotations]
    assert found == [row[:3] for row in case["quotations"]]
    assert [row[3] for row in case["quotations"] if len(row) > 3] == [
        q.entity for q, row in zip(quotations, case["quotations"], strict=True) if len(row) > 3
    ]
    for quotation in quotations:
        assert quotation.span.contains(quotation.inner)
        assert quotation.reason or quotation.form == "speech"


def test_the_reason_says_how_the_speaker_was_found() -> None:
    lind = ["Lind", "person"]
    assert one("“We stay as long as we can,” said Lind.", lind).reason == "named after the cue verb"
    assert one("Lind said: “We stay.”", lind).reason == "named before the cue verb"
    assert one("Lind met us. He said: “We stay.”", lind).reason == "pronoun he → Lind"
    assert "carried on" in one("Lind told us more.  “We stay as long as we can.”", lind).reason
    assert "no speaker" in one("It rained. “We stay as long as we can.”").reason
    assert "never closed" in one("Lind said “we stay as long as we can.", lind).reason
    assert "opened with “, closed with \"" in one("Lind said: “We stay.\"", lind).reason


def test_the_cue_is_where_the_verb_stands() -> None:
    text = "“We stay as long as we can,” Lind told the council."
    quotation = one(text, ["Lind", "person"])
    assert quotation.cue is not None
    assert quotation.cue.of(text) == "told"


def test_a_role_alone_speaks_for_the_one_person_who_has_it() -> None:
    version = version_of("Ota Brandt, the transport minister, came late. “We stay as long as we can,” the minister said.")
    names = names_of(version, [["Ota Brandt", "person"]])
    role = Role(Span(16, 34), 0, names[0].span, "Ota Brandt", None)
    assert role.span.of(version.text) == "transport minister"
    (quotation,) = find_quotations(version, names, (role,), RULES)
    assert quotation.speaker is not None
    assert (quotation.speaker.of(version.text), quotation.entity) == ("the minister", "Ota Brandt")
    assert quotation.reason.endswith("by role → Ota Brandt")


def test_a_role_that_two_people_have_is_nobody_in_particular() -> None:
    version = version_of("Minister Ota Brandt met minister Karl Moll. “We stay as long as we can,” the minister said.")
    names = names_of(version, [["Ota Brandt", "person"], ["Karl Moll", "person"]])
    roles = (Role(Span(0, 8), 0, names[0].span, "Ota Brandt", None), Role(Span(24, 32), 0, names[1].span, "Karl Moll", None))
    assert find_quotations(version, names, roles, RULES)[0].entity is None


def test_a_spokesman_for_the_president_is_not_the_president() -> None:
    version = version_of("“We stay as long as we can,” said a spokesman for President Karl Moll.")
    names = names_of(version, [["Karl Moll", "person"]])
    at = version.text.index("President")
    (quotation,) = find_quotations(version, names, (Role(Span(at, at + 9), 0, names[0].span, "Karl Moll", None),), RULES)
    assert quotation.speaker is not None
    assert quotation.speaker.of(version.text).startswith("a spokesman for President")
    assert quotation.entity is None


def test_a_quotation_inside_another_knows_its_parent() -> None:
    version = version_of("“It is late.” “They called it ‘a small accident’ for years,” Lind said.")
    quotations = find_quotations(version, (), (), RULES)
    assert [quotation.parent for quotation in quotations] == [None, None, 1]


def test_a_text_without_marks_has_no_quotations() -> None:
    assert find_quotations(version_of("The harbour is safe, Lind said."), (), (), RULES) == ()
    assert find_quotations(version_of(""), (), (), RULES) == ()


def test_the_forms_of_verbs() -> None:
    assert [form for _, form in verb_forms("deny")] == ["deny", "denies", "denied", "denied", "denying"]
    assert [form for _, form in verb_forms("point out")] == ["point out", "points out", "pointed out", "pointed out", "pointing out"]
    assert [form for _, form in verb_forms("say says said said saying")] == ["say", "says", "said", "said", "saying"]
    assert [form for _, form in verb_forms("announce")] == ["announce", "announces", "announced", "announced", "announcing"]


WORST = ("“", '"', "'", "‘", "''", "“a ", '" a', "'a ", "said “a” ", "“A,” said ", "saying, “a” and ", "“a ”” ", "s' ", 'he said "a b." ')


@pytest.mark.parametrize(("piece", "size"), [*((piece, 100_000) for piece in WORST), ('"', 1_000_000)])
def test_hostile_marks_cost_seconds(piece: str, size: int) -> None:
    text = (piece * (size // len(piece) + 1))[:size]
    version = Version("v", "v", text, (Part("body", Span(0, len(text)), ""),), (Sentence(0, "body", 0, Span(0, len(text))),))
    begin = time.process_time()
    find_quotations(version, (), (), RULES)
    assert time.process_time() - begin < 25e-6 * size  # about 4 microseconds a character is usual; quadratic would be hours


def test_a_long_story_costs_a_few_times_its_tokens() -> None:
    first = "“We will stay as long as the boats do,” Mara Lind told the council in Odesa on Friday. The council had met for hours."
    version = version_of(f"{first} She said the port was “the last of its kind.”\n\n" * 300)
    names = find_names(version, RULES)
    tokens = min(timed(lambda: tokenise(version, TokenTable())) for _ in range(3))
    assert len(find_quotations(version, names, (), RULES)) == 600
    assert min(timed(lambda: find_quotations(version, names, (), RULES)) for _ in range(3)) < 10 * tokens  # three times is usual


def timed(work: Callable[[], object]) -> float:
    """The processor time of one run, in seconds."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


GOLD = SHARED / "gold" / "missile-debris" / "facts.json"


@pytest.mark.skipif(not GOLD.exists(), reason="the gold of the debris story is not beside the project")
@pytest.mark.parametrize(("side", "file"), [("A", "paraphrase.txt"), ("B", "newspaper.txt")])
def test_the_quotations_of_the_debris_story_are_found_to_the_character(side: str, file: str) -> None:
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    version = version_of((SHARED / "stories" / "missile-debris" / file).read_text(encoding="utf-8"))
    names = find_names(version, RULES)
    found = {(q.span.start, q.span.end): q for q in find_quotations(version, names, (), RULES)}
    wanted = {(g["start"], g["end"]): g for g in gold[side]["quotations"]}
    assert set(found) == set(wanted)
    broken = [wanted[place]["balanced"] for place, q in found.items() if q.form == "unclosed"]
    assert broken == ([False] if side == "A" else [])
    canonical = {entity["id"]: entity["canonical"] for entity in gold["entities"]}
    wrong = [
        (wanted[place]["text"], q.entity)
        for place, q in found.items()
        if wanted[place]["in_story"] and q.entity is not None and not _same(q.entity, canonical[wanted[place]["speaker"]])
    ]
    assert wrong == []
    assert sum(q.entity is not None for place, q in found.items() if wanted[place]["in_story"]) >= (30 if side == "A" else 10)


def _same(entity: str, canonical: str) -> bool:
    """Whether two names of an entity share a word ("North Korea" is also "Democratic People's Republic of Korea")."""
    return bool(set(entity.split()) & set(canonical.split()))


PIECES = ["“", "”", "‘", "’", '"', "'", "«", "»", "„", "``", "''", " ", "\n\n", ".", ",", "?", "—", "’s"]
PIECES += [" said ", " Lind ", " he ", "Mara Lind", " called it "]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_the_marks_every_span_lies_in_the_text_and_in_its_parent(text: str) -> None:
    version = version_of(text)
    names = find_names(version, RULES)
    quotations = find_quotations(version, names, find_roles(version, names, RULES), RULES)
    assert [q.span for q in quotations] == sorted((q.span for q in quotations), key=lambda span: (span.start, -span.end))
    for quotation in quotations:
        assert 0 <= quotation.span.start < quotation.span.end <= len(version.text)
        assert quotation.span.contains(quotation.inner)
        assert version.sentences[quotation.sentence].span.start <= quotation.span.start
        if quotation.parent is not None:
            assert quotations[quotation.parent].span.contains(quotation.span)
        if quotation.speaker is not None:
            assert quotation.speaker.of(version.text).strip() == quotation.speaker.of(version.text) != ""
            assert quotation.reason
