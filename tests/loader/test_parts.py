"""Parts: every line of a page is what it is, says why, and can be overruled."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.loader.parts import find_parts, publication_date
from components.loader.rules import load_rules

RULES = load_rules()
PAGES = tomllib.loads((Path(__file__).parents[1] / "cases" / "parts_pages.toml").read_text(encoding="utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_every_line_of_a_page_is_the_part_that_it_is(page: dict[str, Any]) -> None:
    gap = page.get("gap", "\n\n")
    text = "".join(line[1] + (line[2] if len(line) > 2 else gap) for line in page["lines"]).rstrip()
    parts = find_parts(text, RULES)
    assert [[part.kind, part.span.of(text)] for part in parts] == [line[:2] for line in page["lines"]]
    assert all(part.reason for part in parts)


STAMPS = [
    ("Updated 14:05 GMT, 3 May 2023", date(2023, 5, 3)),
    ("Published: May 3, 2023 at 2:05 pm", date(2023, 5, 3)),
    ("Friday, July 21, 2017", date(2017, 7, 21)),
    ("2023-05-03T14:05Z", date(2023, 5, 3)),
    ("Posted on 21st Sept. 2023 | 10:05 AM IST", date(2023, 9, 21)),
    ("25/12/2023", date(2023, 12, 25)),
    ("3/5/2023", None),  # the third of May or the fifth of March
    ("Updated 14:05 GMT", None),
]


@pytest.mark.parametrize(("stamp", "day"), STAMPS)
def test_a_timestamp_gives_the_publication_date_when_it_is_whole(stamp: str, day: date | None) -> None:
    text = f"Dam is safe\n\n{stamp}\n\nThe dam is safe, the board said. It will meet again."
    parts = find_parts(text, RULES)
    assert [part.kind for part in parts] == ["headline", "timestamp", "body"]
    assert publication_date(text, parts, RULES) == day


def test_the_later_of_two_timestamps_counts() -> None:
    text = "Dam is safe\n\nPublished 3 May 2023\n\nUpdated 5 May 2023, 10:00\n\nThe dam is safe, the board said."
    assert publication_date(text, find_parts(text, RULES), RULES) == date(2023, 5, 5)


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the water had fallen by a metre.",
        "By Friday, May 5, the village was empty.",
        "More stories were heard from the valley that night, and few of them agreed.",
        "Follow the money, she said, and you will find the wall.",
        "Photo albums were all that she took with her.",
        "Watch towers stand on both banks.",
        "May was cold.",
        "Monday came and went.",
        "Correction of the wall began at once.",
        "Home is where the dam is.",
        "Image and reality differ, she said.",
        "See also was the name of her first novel, and it sold well in the valley.",
    ],
)
def test_a_sentence_that_only_begins_like_a_line_of_the_site_is_the_storys(line: str) -> None:
    text = f"Dam is safe\n\nThe dam above Korvala is safe, the board said.\n\n{line}\n\nThe board will meet again."
    assert [part.kind for part in find_parts(text, RULES)] == ["headline", "body", "body", "body"]


def test_a_paragraph_of_another_event_within_the_story_is_body() -> None:
    text = (
        "The dam above Korvala is safe, the board said on Monday.\n\nThe villagers returned.\n\n"
        "Meanwhile, in Lund, tram drivers walked out for the third time this year, leaving thousands of commuters stranded.\n\n"
        "“We have waited long enough,” said the leader of their union, Karl Berg."
    )
    assert {part.kind for part in find_parts(text, RULES)} == {"body"}


def test_what_was_put_aside_is_put_back_by_its_start() -> None:
    text = "Dam is safe\n\nThe dam is safe, the board said.\n\nRead more: What happens when a dam fails\n\nIt will meet again."
    aside = find_parts(text, RULES)[2]
    assert aside.kind == "aside"
    back = find_parts(text, RULES, {aside.span.start: "body"})[2]
    assert (back.kind, back.span) == ("body", aside.span)
    assert aside.reason in back.reason


@pytest.mark.parametrize("text", ["", "\n\n", "Flood", "FLOOD IN KORVALA. NO ONE HURT.", "洪水が来た。けが人はいない。", " ", "—"])
def test_the_smallest_texts_have_parts_too(text: str) -> None:
    assert "".join(part.span.of(text) for part in find_parts(text, RULES)) == text.strip()


def test_hard_wrapped_lines_make_one_paragraph() -> None:
    text = """The dam above Korvala is safe, the water board said on Monday after a
survey by its engineers. About 3,000 villagers who had left the
valley were told that they could return to their houses. Many of them
did so at once.

The board will meet again on Friday, when it will hear what the second
survey has shown.
"""
    assert len(find_parts(text, RULES)) == 2


def test_the_debris_story_has_its_parts(debris: Any) -> None:
    paraphrase, newspaper = debris.version("paraphrase"), debris.version("newspaper")
    kinds = [part.kind for part in paraphrase.parts]
    assert kinds[:3] == ["headline", "dateline", "body"]
    assert set(kinds[2:]) == {"body"}
    assert [part.kind for part in newspaper.parts] == ["body"] * 3 + ["credit"] + ["body"] * 10 + ["aside"] * 4
