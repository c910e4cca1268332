"""The sample stories: they load, their offsets hold, and the first has every kind of difference that the panels show."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from components.comparison import compare
from components.loader.rules import load_rules
from components.loader.stories import load_story, story_folders
from components.model import Comparison, Difference, Span, Version

STORIES = Path(__file__).resolve().parents[1] / "data" / "stories"
SLUGS = [slug for slug, _ in story_folders(STORIES)]


@pytest.fixture(scope="module")
def council() -> Comparison:
    return between("council-debris", "wire", "newspaper")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_story_loads_and_says_that_its_people_are_invented(slug: str) -> None:
    story = load_story(STORIES / slug)
    assert story.slug == slug
    assert len(story.versions) >= 2
    assert story.note is not None and "invented" in story.note
    assert all(version.published for version in story.versions)
    assert not [warning for version in story.versions for warning in version.warnings]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_span_of_a_sample_story_slices_back_to_its_text(slug: str) -> None:
    story = load_story(STORIES / slug)
    for first, second in pairwise(story.versions):
        comparison = compare(first, second, load_rules())
        for version, facts in ((comparison.a, comparison.facts_a), (comparison.b, comparison.facts_b)):
            for span in (*spans(version), *spans(facts)):
                assert 0 <= span.start <= span.end <= len(version.text)
            for sentence in version.sentences:
                words = sentence.span.of(version.text)
                assert words and words == words.strip()
            for fact in facts.all():
                assert version.sentences[fact.sentence].span.contains(fact.span)


def test_the_two_texts_are_a_story_of_fifteen_to_thirty_sentences_each() -> None:
    for version in load_story(STORIES / "council-debris").versions:
        assert 15 <= sum(sentence.part == "body" for sentence in version.sentences) <= 30


def test_the_parts_of_the_page_are_told_apart(council: Comparison) -> None:
    assert parts(council.a) == {"headline", "byline", "dateline", "body"}
    assert parts(council.b) == {"headline", "byline", "credit", "body", "aside"}
    asides = [part.span.of(council.b.text) for part in council.b.parts if part.kind == "aside"]
    assert "LOW WATER" in asides[0] and "NEW BRIDGE" in asides[-1]


@pytest.mark.parametrize(
    ("kind", "verdict", "in_a", "in_b"),
    [
        ("role", "conflict", "executive director", "director of operations"),
        ("glitch", "glitch", "Kharkivon", "Kharkiv, on"),
        ("date", "equivalent", "February 9th", "Feb. 9"),
        ("date", "equivalent", "2024", "last year"),
        ("date", "conflict", "October 31", "Oct. 13"),
        ("number", "conflict", "four", "six"),
        ("number", "conflict", "17", "71"),
        ("number", "equivalent", "130 kilograms", "130kg"),
        ("terminology", "conflict", "fuze", "igniter"),
        ("place", "variant", "Kiev", "Kyiv"),
        ("place", "variant", "Zaporizhia", "Zaporizhzhia"),
        ("name", "conflict", "Halas", "Halash"),
        ("entity", "conflict", "Machine", "Engineering"),
        ("quotation", "conflict", "Every one", "Each"),
        ("quotation", "conflict", "pretend", "claim"),
        ("quotation", "conflict", "staged", "mounted"),
        ("quotation", "conflict", "baseless", "unfounded"),
        ("quotation", "equivalent", "theater", "theatre"),
        ("attribution", "conflict", "Dray", "Reyl"),
        ("glitch", "glitch", "are not intend", "are not intended"),
        ("glitch", "glitch", "", "the the"),
    ],
)
def test_the_sample_has_this_difference(council: Comparison, kind: str, verdict: str, in_a: str, in_b: str) -> None:
    there = [d for d in council.differences if (d.kind, d.verdict) == (kind, verdict)]
    assert any(in_a in of(d.a, council.a) and in_b in of(d.b, council.b) for d in there), listed(council, there)


@pytest.mark.parametrize(
    ("kind", "verdict", "words"),
    [
        ("headline", "variant", "Council files past wreckage"),
        ("dateline", "omitted", "GENEVA"),
        ("byline", "conflict", "Ilka Sorensen"),
        ("credit", "added", "Photo: Northlight"),
        ("omission", "omitted", "mortar tube from 1978"),
        ("omission", "omitted", "The files fill 46 boxes."),
        ("addition", "added", "Danylo Hrytsiuk"),
        ("off_story", "added", "NEW BRIDGE"),
        ("moved", "moved", "four other delegations"),
        ("date", "conflict", "yesterday"),
    ],
)
def test_the_sample_has_this_change(council: Comparison, kind: str, verdict: str, words: str) -> None:
    there = [d for d in council.differences if d.kind == kind]
    assert any(d.verdict == verdict and words in of(d.a, council.a) + of(d.b, council.b) for d in there), listed(council, there)


@pytest.mark.parametrize(("operation", "words"), [("split", "22 investigators"), ("merged", "eight lines")])
def test_the_sample_has_a_sentence_split_and_two_joined(council: Comparison, operation: str, words: str) -> None:
    links = [link for link in council.links if link.operation == operation]
    assert any(words in council.b.sentences[j].span.of(council.b.text) for link in links for j in link.b)
    assert any(d.kind == "layout" and d.verdict == "variant" for d in council.differences) or links


def test_a_shortened_quotation_and_one_turned_into_paraphrase_are_shown_as_such(council: Comparison) -> None:
    shortened = [d for d in council.differences if d.kind == "quotation" and "assembled by people" in of(d.a, council.a)]
    paraphrased = [d for d in council.differences if d.kind == "quotation" and "tractors" in of(d.a, council.a) + of(d.b, council.b)]
    assert shortened, listed(council, council.differences)
    assert [d.verdict for d in paraphrased] == ["variant"], listed(council, paraphrased)


def test_a_quotation_that_is_never_closed_is_damage_in_one_version_only(council: Comparison) -> None:
    (mark,) = [q for q in council.facts_a.quotations if q.form == "unclosed"]
    assert "We will publish" in mark.span.of(council.a.text)
    assert not [q for q in council.facts_b.quotations if q.form == "unclosed"]


def test_what_agrees_is_kept_as_pairs(council: Comparison) -> None:
    same = [pair for pair in council.pairs if pair.verdict == "same" and pair.a and pair.b]
    assert {"number", "quotation", "date"} <= {pair.kind for pair in same}


@pytest.mark.parametrize(
    ("a", "b", "kind", "verdict", "in_a", "in_b"),
    [
        ("wire", "update", "number", "conflict", "three", "seven"),
        ("wire", "update", "date", "conflict", "6:15 a.m.", "6:50 a.m."),
        ("wire", "update", "role", "conflict", "spokeswoman", "chief executive"),
        ("wire", "update", "quotation", "conflict", "below", "beneath"),
        ("update", "correction", "number", "conflict", "seven", "six"),
        ("update", "correction", "date", "conflict", "1989", "1998"),
        ("wire", "correction", "number", "conflict", "three", "six"),
    ],
)
def test_the_ferry_story_changes_from_version_to_version(a: str, b: str, kind: str, verdict: str, in_a: str, in_b: str) -> None:
    comparison = between("ferry-fire", a, b)
    there = [d for d in comparison.differences if (d.kind, d.verdict) == (kind, verdict)]
    assert any(in_a in of(d.a, comparison.a) and in_b in of(d.b, comparison.b) for d in there), listed(comparison, comparison.differences)


def test_the_correction_note_is_no_sentence_of_the_story() -> None:
    assert "note" in parts(load_story(STORIES / "ferry-fire").version("correction"))


def test_the_table_of_the_sample_reads_back_to_the_same_rows(council: Comparison) -> None:
    from components.tables import csv_bytes

    rows = list(csv.DictReader(io.StringIO(csv_bytes(council, story="council-debris").decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [d.id for d in council.differences]


def between(slug: str, a: str, b: str) -> Comparison:
    story = load_story(STORIES / slug)
    return compare(story.version(a), story.version(b), load_rules())


def parts(version: Version) -> set[str]:
    return {part.kind for part in version.parts}


def of(span: Span | None, version: Version) -> str:
    return span.of(version.text) if span else ""


def listed(comparison: Comparison, rows: tuple[Difference, ...] | list[Difference]) -> str:
    """The rows there are instead, for the one who reads a failure."""
    return "\n".join(f"{d.kind} {d.verdict}: {of(d.a, comparison.a)!r} | {of(d.b, comparison.b)!r}" for d in rows)


def spans(value: object) -> Iterator[Span]:
    """Every span inside a value of the model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name))
