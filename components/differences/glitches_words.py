"""The words by which damage is seen: what is an English word at all, and the lists of data/rules/glitches.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from components.model import Rules


@dataclass(frozen=True, eq=False)
class GlitchWords:
    """The lists of glitches.toml; `not_bare` finds a "not" before a verb without an ending."""

    not_bare: re.Pattern[str]
    twice: frozenset[str]
    together: frozenset[str]
    before_be: frozenset[str]
    be: frozenset[str]
    never_capital: frozenset[str]
    named_with_article: frozenset[str]
    nobody: frozenset[str]
    name_endings: frozenset[str]
    homophones: dict[str, frozenset[str]]
    other_senses: dict[str, frozenset[str]]


@lru_cache(maxsize=8)
def glitch_words(rules: Rules) -> GlitchWords:
    """The lists of these rules."""
    table = rules.table("glitches")
    verbs = "|".join(map(re.escape, table.get("not_bare", ()))) or "(?!)"
    keys = ("twice", "together", "before_be", "be", "never_capital", "named_with_article", "nobody", "name_endings")
    homophones: dict[str, frozenset[str]] = {}
    for line in str(table.get("homophones", "")).splitlines():
        for word in (alike := frozenset(line.split())):
            homophones[word] = homophones.get(word, frozenset()) | alike
    senses = (line.split() for line in str(table.get("other_senses", "")).splitlines() if line)
    return GlitchWords(
        not_bare=re.compile(rf" not (?:{verbs})\b"), homophones=homophones,
        other_senses={word: frozenset(others) for word, *others in senses}, **{key: frozenset(table.get(key, ())) for key in keys},
    )  # fmt: skip


@lru_cache(maxsize=8)
def known_words(rules: Rules) -> frozenset[str]:
    """The English words of words.toml, one frozenset."""
    table = rules.table("words")
    return frozenset(word for value in table.values() if isinstance(value, str) for word in value.split())


def is_known(word: str, words: frozenset[str]) -> bool:
    """Whether a folded word, or what an ending was put to, is in the list."""
    if word in words:
        return True
    for ending, puts in ENDINGS.items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if (
                any(stem + put in words for put in puts)
                or (ending == "ly" and stem.endswith(("ed", "ing")) and is_known(stem, words))
                or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in words)
            ):
                return True
    return False


ENDINGS: dict[str, tuple[str, ...]] = {  # an ending, and what its stem may have lost to it
    "s": ("",), "es": ("",), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e"), "ings": ("", "e"), "ly": ("", "le"),
    "ily": ("y",), "er": ("", "e"), "ers": ("", "e"), "est": ("", "e"), "ier": ("y",), "ness": ("",),
}  # fmt: skip


@lru_cache(maxsize=8)
def compounds(rules: Rules) -> frozenset[str]:
    """Words written together that could be written apart ("ceasefire")."""
    return frozenset(str(rules.table("synonyms").get("compounds", "")).split())
