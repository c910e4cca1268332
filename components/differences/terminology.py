"""Terms of the glossary (data/rules/glossary.toml) of which each version uses another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from components.differences.collation import Collation, Row
from components.differences.edits import Passage, Side
from components.model import Rules, Verdict


@dataclass(frozen=True, slots=True)
class Term:
    """Words of which one does not stand for the other."""

    words: tuple[tuple[str, ...], ...]
    verdict: Verdict
    severity: str | None
    reason: str


@lru_cache(maxsize=8)
def glossary(rules: Rules) -> tuple[Term, ...]:
    """The terms of the glossary, words folded."""
    return tuple(
        Term(
            tuple(tuple(word.casefold().split()) for word in term["words"]),
            term.get("verdict", "variant"),
            term.get("severity"),
            term.get("reason", ""),
        )
        for term in rules.table("glossary").get("term", ())
    )


def compare_terms(collation: Collation) -> None:
    """A row for each place where one term of the glossary answers another."""
    terms = glossary(collation.rules)
    known = {word[-1] for term in terms for word in term.words}
    known |= {f"{word}s" for word in known}
    for passage in collation.passages:
        for hunk in passage.hunks:
            if hunk.a1 < hunk.a2 and hunk.b1 < hunk.b2:
                _in_hunk(collation, passage, (hunk.a1, hunk.a2, hunk.b1, hunk.b2), terms, known)


def _in_hunk(collation: Collation, passage: Passage, hunk: tuple[int, int, int, int], terms: tuple[Term, ...], known: set[str]) -> None:
    a1, a2, b1, b2 = hunk
    # a term of two words may share the second ("jet fin", "jet vane"): one word on is looked at too
    if known.isdisjoint(passage.a.norms[a1 : a2 + 1]) or known.isdisjoint(passage.b.norms[b1 : b2 + 1]):
        return
    for term in terms:
        for x in term.words:
            for y in term.words:
                if x == y:
                    continue
                at_a, at_b = _find(passage.a, a1, a2, x), _find(passage.b, b1, b2, y)
                if at_a and at_b and not _find(passage.b, b1, b2, x):
                    _write(collation, passage, at_a, at_b, term, x, y)
                    return


def _find(side: Side, i: int, j: int, words: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the words stand with at least one untold word of i to j; the last may be a plural."""
    n = len(words)
    for k in range(max(i - n + 1, 0), min(j, len(side) - n + 1)):
        said = side.norms[k : k + n]
        if (tuple(said) == words or (tuple(said[:-1]) == words[:-1] and said[-1] in (words[-1] + "s", words[-1] + "es"))) and any(
            m in side.left for m in range(k, k + n)
        ):
            return k, k + n
    return None


def _write(
    collation: Collation, passage: Passage, at_a: tuple[int, int], at_b: tuple[int, int], term: Term, x: tuple[str, ...], y: tuple[str, ...]
) -> None:
    mark = term.severity or ("other" if term.verdict == "conflict" else "variant")
    collation.write(
        Row("terminology", term.verdict, passage.a.span(*at_a), passage.b.span(*at_b), "glossary", " ".join(y), term.reason,
            frozenset({mark}), group=("swap", *sorted((" ".join(x), " ".join(y)))))
    )  # fmt: skip
