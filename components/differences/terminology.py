"""Terms of the glossary (data/rules/glossary.toml) of which each version uses another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from components.differences.collation import Collation, Row
from components.differences.edits import Hunk, Passage, Side
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
            if not hunk.lacks:
                _in_hunk(collation, passage, hunk, terms, known)


def _in_hunk(collation: Collation, passage: Passage, hunk: Hunk, terms: tuple[Term, ...], known: set[str]) -> None:
    """A row for the first two words of one term that answer each other in one changed stretch. Only the stretch is looked at: where the
    sentence has the first word a second time, here it was still put for the other."""
    a, b = passage.a, passage.b
    # a term of two words may share the second ("jet fin", "jet vane"): one word on is looked at too
    if known.isdisjoint(a.norms[hunk.a1 : hunk.a2 + 1]) or known.isdisjoint(b.norms[hunk.b1 : hunk.b2 + 1]):
        return
    for term in terms:
        for x, y in permutations(term.words, 2):
            at_a, at_b = _find(a, hunk.a1, hunk.a2, x), _find(b, hunk.b1, hunk.b2, y)
            if at_a and at_b and not _find(b, hunk.b1, hunk.b2, x):
                mark = term.severity or ("other" if term.verdict == "conflict" else "variant")
                collation.write(
                    Row("terminology", term.verdict, a.span(*at_a), b.span(*at_b), "glossary", " ".join(y), term.reason,
                        frozenset({mark}), group=("swap", *sorted((" ".join(x), " ".join(y)))))
                )  # fmt: skip
                return


def _find(side: Side, i: int, j: int, words: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the words stand with at least one untold word of i to j; the last may be a plural."""
    n = len(words)
    for k in range(max(i - n + 1, 0), min(j, len(side) - n + 1)):
        *first, last = side.norms[k : k + n]
        said = tuple(first) == words[:-1] and last in (words[-1], words[-1] + "s", words[-1] + "es")
        if said and not side.left.isdisjoint(range(k, k + n)):
            return k, k + n
    return None
