"""Text that makes careless patterns hang: a megabyte of it is read, cut, tokenised and aligned in seconds."""

from __future__ import annotations

import time

import pytest

from components.loader.align import align
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise

MEGABYTE = 1_000_000
BOUND = 30  # seconds; on a quiet machine the slowest takes two and a half (tests/bench/loader.py measures)
TEXTS = {
    "one repeated word": "word ",
    "quotation marks": "“",
    "U.S.": "U.S. ",
    "digits": "1",
    "digits and commas": "1,",
    "A A": "A A ",
    "no full stop": "and the river rose over Lima, ",
    "points": ". ",
    "names": "Jane Roe and ",
    "brackets": "(",
    "capitals with a colon": "NEW TOWN: ",
    "slashes": "Roe/",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_megabyte_of_the_worst_text_takes_seconds(name: str) -> None:
    text = (TEXTS[name] * (MEGABYTE // len(TEXTS[name]) + 1))[:MEGABYTE]
    start = time.process_time()
    table = TokenTable()
    a, b = (read_version(one, id="a", label="A", rules=load_rules()) for one in (text, f"{text[:500_000]} Indeed. {text[500_000:]}"))
    links = align(a, b, tokenise(a, table), tokenise(b, table))
    assert time.process_time() - start < BOUND
    assert sorted(i for link in links for i in link.a) == list(range(len(a.sentences)))


def test_two_hundred_thousand_blank_lines_are_nothing() -> None:
    start = time.process_time()
    version = read_version("One line." + "\n \n" * 100_000 + "Another line.", id="a", label="A", rules=load_rules())
    assert [sentence.paragraph for sentence in version.sentences] == [0, 1]
    assert time.process_time() - start < BOUND
