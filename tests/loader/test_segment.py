"""Sentences: where they end, which part and paragraph they belong to."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from components.loader.parts import find_parts
from components.loader.rules import load_rules
from components.loader.segment import find_sentences
from components.loader.stories import read_version
from components.model import Story

RULES = load_rules()
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentences_rules.toml").read_text(encoding="utf-8"))["cases"]
GUM = Path(__file__).resolve().parents[3] / "shared" / "gold" / "sentences" / "gum_news.jsonl"


def sentences(text: str) -> list[str]:
    version = read_version(text, id="a", label="A", rules=RULES)
    return [sentence.span.of(version.text) for sentence in version.sentences]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_says_it_does(case: str) -> None:
    text = re.sub(r" ?\|", "", case)
    assert sentences(text) == [piece.strip() for piece in case.split("|")]


def test_headline_byline_and_dateline_are_one_sentence_each_and_the_dash_belongs_to_none() -> None:
    text = "Dam is safe. Or is it?\n\nBy Jane Roe\n\nKORVALA, Sandria (AP) — The dam is safe. It was checked."
    assert sentences(text) == ["Dam is safe. Or is it?", "By Jane Roe", "KORVALA, Sandria (AP)", "The dam is safe.", "It was checked."]


def test_the_dateline_shares_its_paragraph_with_the_lede() -> None:
    text = "Dam is safe\n\nKORVALA — The dam is safe. It was checked.\n\nThe board met."
    parts = find_parts(text, RULES)
    found = find_sentences(text, parts, RULES)
    assert [(s.part, s.paragraph) for s in found] == [("headline", 0), ("dateline", 1), ("body", 1), ("body", 1), ("body", 2)]


def test_list_items_need_no_full_stop_and_leave_their_bullet_outside() -> None:
    text = "The board wants three things:\n\n• a survey\n• new sirens. And soon\n• 1. help"
    assert sentences(text) == ["The board wants three things:", "a survey", "new sirens.", "And soon", "1. help"]


def test_a_line_break_inside_a_sentence_ends_nothing() -> None:
    text = "The dam above Korvala is safe, the water board said on Monday after a\nsurvey by its engineers.\n\nThe board met again."
    assert len(sentences(text)) == 2


def test_a_quotation_over_several_paragraphs_keeps_its_paragraphs() -> None:
    text = "“We looked at every metre.\n\n“We found nothing.\n\n“Nothing at all,” she said. “It holds.”"
    assert sentences(text) == ["“We looked at every metre.", "“We found nothing.", "“Nothing at all,” she said.", "“It holds.”"]


def test_a_caption_and_its_credit_are_two_sentences() -> None:
    text = "The dam is safe.\n\nThe dam from the air Photo: Ann Lee/AP\n\nThe board met."
    assert sentences(text) == ["The dam is safe.", "The dam from the air", "Photo: Ann Lee/AP", "The board met."]


def test_running_news_is_cut_as_people_cut_it() -> None:
    if not GUM.exists():
        pytest.skip("the sentence gold is not beside the project (../shared/gold/sentences)")
    right = found = wanted = 0
    for line in GUM.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = article["text"]
        paragraph_ends = {match.start() + 1 for match in re.finditer(r"\S(?=\s*\n|\s*$)", text)}
        version = read_version(text, id="a", label="A", rules=RULES)
        ends = {sentence.span.end for sentence in version.sentences} - paragraph_ends
        gold = {end for _, end in article["sents"]} - paragraph_ends
        right, found, wanted = right + len(ends & gold), found + len(ends), wanted + len(gold)
    assert 2 * right / (found + wanted) >= 0.97


def test_every_sentence_of_the_debris_story_lies_in_its_part(debris: Story) -> None:
    for version in debris.versions:
        for sentence in version.sentences:
            assert any(part.kind == sentence.part and part.span.contains(sentence.span) for part in version.parts)
            assert sentence.span.of(version.text) == sentence.span.of(version.text).strip()
