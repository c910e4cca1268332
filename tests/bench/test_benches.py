"""The benches do what they say: a plant changes one fact and nothing else, a restyling changes no fact."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import planted
import restyled
from texts import Article, read_articles

PARAGRAPHS = (
    "Rivermen count the cost of the flood",
    "The flood on March 14 drowned 230 sheep and cut off nine farms, the district said on Tuesday. Pumps ran for six days in a row. "
    "The water had not been so high since 1954, when two bridges fell. Help came by boat from Norway and the U.S. envoys left.",
    "“We have lost the whole of the winter feed,” said Hanne Solbakk. The farm was bought by Governor Einar Moe Solbakk in 1998. "
    "No one slept that night.",
    "Mr. Moe said the color of the river had changed, and 12% of the fields were lost. "
    '"The river never frightened anybody before," Torvik said.',
    "The European Water Agency (EWA) will pay $4.5 million. Cattle, horses and goats stood on the road until 6:30 p.m. on 15 March 2024. "
    "Later the EWA did not say how much the dikes would cost, and the neighbors did not ask about them.",
)  # fmt: skip
ARTICLE = Article("flood", "\n\n".join(PARAGRAPHS) + "\n")


@pytest.fixture
def some_plants() -> dict[str, list[planted.Plant]]:
    rng = random.Random(7)
    words = planted.vocabulary([ARTICLE]) | {"people": ["Odd Hegg"], "surnames": ["Hegg"], "function": []}
    return {kind: list(find(ARTICLE, rng, words)) for kind, find in planted.KINDS.items()}


@pytest.mark.parametrize("kind", planted.KINDS)
def test_a_plant_changes_its_place_and_nothing_else(kind: str, some_plants: dict[str, list[planted.Plant]]) -> None:
    assert some_plants[kind]
    for plant in some_plants[kind]:
        changed = plant.text(ARTICLE.text)
        assert changed != ARTICLE.text
        if kind == "moved sentence":
            assert sorted(re.findall(r"\w+", changed)) == sorted(re.findall(r"\w+", ARTICLE.text))
        else:
            (start, end), (start_b, end_b) = plant.place, plant.changed_place()
            assert changed[:start_b] == ARTICLE.text[:start]
            assert changed[end_b:].strip() == ARTICLE.text[end:].strip()


def test_a_digit_is_planted_in_no_date_year_or_time(some_plants: dict[str, list[planted.Plant]]) -> None:
    figures = {ARTICLE.text[slice(*plant.place)] for plant in some_plants["digit"]}
    assert figures == {"230", "12", "4.5"}


def test_a_word_is_planted_in_a_quotation_only_where_the_marks_come_in_pairs(some_plants: dict[str, list[planted.Plant]]) -> None:
    words = {ARTICLE.text[slice(*plant.place)] for plant in some_plants["quoted word"]}
    assert {"whole", "winter", "river", "anybody"} <= words
    assert not words & {"flood", "changed", "farms"}


def test_a_restyled_text_says_the_same_in_other_forms() -> None:
    kinds = [*restyled.KINDS, *restyled.SIGNS]
    seen = set()
    for seed in range(40):
        styled = restyled.restyle(ARTICLE, random.Random(seed), kinds)
        seen |= {change.kind for change in styled.changes}
        for change, (start, end) in zip(styled.changes, styled.places, strict=True):
            if change.kind in restyled.KINDS:
                assert re.sub(r"\W", "", styled.text[start:end]) == re.sub(r"\W", "", change.words)
        assert "Solbakk" in styled.text and "1954" in styled.text and "230" in styled.text
    assert seen == set(kinds) - {"dash"}


def test_signs_change_without_moving_anything() -> None:
    for restyle in restyled.SIGNS.values():
        text, _ = restyle(ARTICLE.text, random.Random(3))
        assert len(text) == len(ARTICLE.text)
        assert sorted(re.findall(r"\w+", text)) == sorted(re.findall(r"\w+", ARTICLE.text))


def test_texts_are_read_from_a_folder_and_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE.text, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text('{"id": "x", "dct": "2009-12-19", "text": "short"}\n', encoding="utf-8")
    assert [(a.name, a.text) for a in read_articles(tmp_path)] == [("one", ARTICLE.text)]
    with pytest.raises(SystemExit, match="no such folder"):
        read_articles(tmp_path / "gone")
