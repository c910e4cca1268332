"""Tokens: what is one, how it is folded, and that every one is found again in the text."""

from __future__ import annotations

import pytest

from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import Sentence, Span, Story, Token, Version

RULES = load_rules()


def norms(text: str) -> list[str]:
    version = Version("a", "A", text, (), (Sentence(0, "body", 0, Span(0, len(text))),))
    return list(tokenise(version, TokenTable()).norms)


CASES = [
    ("Leff’s city’s sponsors’", ["leff", "'s", "city", "'s", "sponsors", "'"]),
    ("second-largest U.S.-led", ["second", "-", "largest", "u.s.", "-", "led"]),
    ("11,000 5.3 7:10pm 2nd 90s 1,000.", ["11,000", "5.3", "7:10pm", "2nd", "90s", "1,000", "."]),
    ("US$5.3 60%", ["us", "$", "5.3", "60", "%"]),
    ("didn’t O’Brien ‘status quo’", ["didn't", "o'brien", "'", "status", "quo", "'"]),
    ("“Yes” \"yes\" «yes»", ['"', "yes", '"', '"', "yes", '"', '"', "yes", '"']),
    ("well — so -- and – then", ["well", "—", "so", "—", "and", "—", "then"]),
    ("co\u00adope\u200brate ﬁre CAFÉ", ["cooperate", "fire", "café"]),
    ("cafe\u0301", ["café"]),
    ("a\u00a0b", ["a", "b"]),
    ("… and ...", ["...", "and", "..."]),
    ("end.Next one", ["end", ".", "next", "one"]),
    ("a.m. J.K. Rowling U.S", ["a.m.", "j.k.", "rowling", "u.s"]),
    ("宏泰號 is", ["宏", "泰", "號", "is"]),
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("KN-23", ["kn", "-", "23"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_numbers_and_marks_are_the_tokens_that_an_editor_would_change(text: str, expected: list[str]) -> None:
    assert norms(text) == expected


def test_every_token_is_found_again_and_belongs_to_its_sentence(debris: Story) -> None:
    table = TokenTable()
    for version in debris.versions:
        tokens = tokenise(version, table)
        assert len(tokens.bounds) == len(version.sentences) + 1
        assert tokens.bounds[-1] == len(tokens) == len(tokens.ids) == len(tokens.ends)
        for sentence in version.sentences:
            inside = range(tokens.bounds[sentence.index], tokens.bounds[sentence.index + 1])
            assert all(sentence.span.contains(tokens[k].span) for k in inside)
            joined = "".join(tokens[k].span.of(version.text) for k in inside)
            assert joined == "".join(sentence.span.of(version.text).split())


def test_what_stands_outside_sentences_has_no_token() -> None:
    version = read_version("Dam is safe\n\nKORVALA — It holds.\n\n• a siren\n• a lamp", id="a", label="A", rules=RULES)
    assert list(tokenise(version, TokenTable()).norms) == ["dam", "is", "safe", "korvala", "it", "holds", ".", "a", "siren", "a", "lamp"]


def test_versions_of_one_story_share_their_numbers() -> None:
    table = TokenTable()
    one, two = (read_version(text, id="a", label="A", rules=RULES) for text in ("The dam holds.", "The wall holds, the board said."))
    first, second = tokenise(one, table), tokenise(two, table)
    assert first.ids[0] == second.ids[0] == second.ids[4]
    assert first.ids[2] == second.ids[2]
    assert first.ids[1] != second.ids[1]
    assert first[1] == Token(Span(4, 7), "dam")


def test_a_token_never_reaches_over_the_end_of_its_sentence() -> None:
    text = "The U.S.A man"
    cut = text.index("A man")
    version = Version("a", "A", text, (), (Sentence(0, "body", 0, Span(0, cut)), Sentence(1, "body", 0, Span(cut, len(text)))))
    tokens = tokenise(version, TokenTable())
    assert list(tokens.norms) == ["the", "u.s.", "a", "man"]
    assert tokens.bounds == (0, 2, 4)
