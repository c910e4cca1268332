"""The same words in another place of the passage: phrases put elsewhere, and two names, dates or numbers that changed places."""

from __future__ import annotations

from typing import NamedTuple

from components.differences.collation import Collation, Row
from components.differences.edits import Passage, Side, SideName, is_word
from components.differences.vocabulary import Vocabulary
from components.model import Date, Name, Number, Span

MOST_COMPARED = 20_000  # pairs of changed tokens of a passage; in a longer one nothing is looked for elsewhere
MOVES = 12  # phrases that moved inside one passage; a passage with more was rewritten
A_PHRASE = 2  # words that carry meaning; fewer are no phrase
HEARD = frozenset({"heard", "hears"})  # the verb of a report from a court ("the jury heard")
LONGEST_RUN = 40  # tokens of a changed stretch in which a phrase that moved inside the sentence is looked for


def compare_exchanged(collation: Collation, passage: Passage, words: Vocabulary) -> None:
    """Names, dates or numbers that changed places while every other word stayed: who did what to whom is turned round. In a list it is
    not ("Egypt, Sudan", "Sudan, Egypt")."""
    if len(passage.a) != len(passage.b) or sorted(passage.a.keys) != sorted(passage.b.keys):
        return
    units_a, units_b = _units(collation, passage, "a"), _units(collation, passage, "b")
    if [unit.frame for unit in units_a] != [unit.frame for unit in units_b]:
        return
    moved = [k for k, (x, y) in enumerate(zip(units_a, units_b, strict=True)) if x.fact != y.fact]
    if len(moved) < 2 or sorted(units_a[k].fact for k in moved) != sorted(units_b[k].fact for k in moved):
        return
    if any(units_a[k].frame.endswith("Date") for k in moved):
        return  # told as dates that differ
    between = {unit.frame for unit in units_a[moved[0] : moved[-1] + 1]} - {units_a[k].frame for k in moved}
    if between <= words.listed or not between.isdisjoint(words.symmetric):
        return
    spans = (passage.a.span(units_a[moved[0]].i, units_a[moved[-1]].j), passage.b.span(units_b[moved[0]].i, units_b[moved[-1]].j))
    collation.write(Row("wording", "conflict", *spans, "two that changed places", marks=frozenset({"contrast"})))


class Unit(NamedTuple):
    """A token that is no fact's (`frame` is its folded form), or all tokens of a fact (`frame` is its kind, `fact` which it is)."""

    frame: str
    fact: str
    i: int
    j: int


def _units(collation: Collation, passage: Passage, name: SideName) -> list[Unit]:
    side, _ = passage.seen_from(name)
    types: tuple[type[Name] | type[Date] | type[Number], ...] = (Name, Date, Number)
    spans: dict[int, tuple[int, str, str]] = {}
    for sentence in passage.link.a if name == "a" else passage.link.b:
        for type_ in types:
            for fact in collation.facts_at(name, sentence, type_):
                i, j = side.range_of(fact.span)
                if i not in spans and i < j:
                    which = fact.entity if isinstance(fact, Name) else fact.span.of(side.text).casefold()
                    spans[i] = j, f"\x00{type_.__name__}", which
    units, k = [], 0
    while k < len(side):
        if k in spans:
            j, frame, which = spans[k]
            units.append(Unit(frame, which, k, j))
            k = j
            continue
        units.append(Unit(side.keys[k], "", k, k + 1))
        k += 1
    return units


def compare_moved(collation: Collation, passage: Passage, words: Vocabulary) -> None:
    """Phrases that both sides have, in different places of the passage."""
    a, b = passage.a, passage.b
    if len(a.left) * len(b.left) > MOST_COMPARED:
        return
    for _ in range(MOVES):
        runs_a, runs_b = ([(i, min(j, i + LONGEST_RUN)) for i, j in side.runs(0, len(side))] for side in (a, b))
        shared = (_common(passage, *run_a, *run_b, words) for run_a in runs_a for run_b in runs_b)
        # the longest; of several, the choice depends on the words alone and not on which side is a
        found = max((each for each in shared if each), default=None)
        if found is None:
            return
        _, _, _, a1, a2, b1, b2 = found
        said = [word for word in a.words(a1, a2) if word not in words.function]
        in_court = len(said) > 1 and said[-1] in HEARD and words.hearers.issuperset(said[:-1])
        if in_court or all(word in words.speech for word in said):
            spans = _clause(collation, a, a1, a2, words), _clause(collation, b, b1, b2, words)
            collation.write(Row("attribution", "equivalent", *spans, "cited in another place", marks=frozenset({"style"})))
        else:
            collation.write(
                Row("wording", "equivalent", a.span(a1, a2), b.span(b1, b2), "elsewhere in the sentence", marks=frozenset({"style"}))
            )


def _common(passage: Passage, i: int, j: int, k: int, m: int, words: Vocabulary) -> tuple[int, list[str], int, int, int, int, int] | None:
    """The longest run of tokens that the two stretches share, with a word in it that carries meaning: its length, its words, how near the
    front it is, and its places. A single word among others that changed, on both sides, moved nowhere: its clause was reworded."""
    a, b = passage.a, passage.b
    best: tuple[int, list[str], int, int, int, int, int] | None = None
    for x in range(i, j):
        if not is_word(a.norms[x]):
            continue
        for y in range(k, m):
            n = 0
            while x + n < j and y + n < m and a.norms[x + n] == b.norms[y + n] and passage.partner[x + n] != (y + n, y + n + 1):
                n += 1
            while n and not is_word(a.norms[x + n - 1]):
                n -= 1
            if not n or (best is not None and n < best[0]):
                continue
            full = len(words.full(a.norms[x : x + n]))
            if full and (full >= A_PHRASE or full in (len(words.full(a.norms[i:j])), len(words.full(b.norms[k:m])))):
                found = (n, a.norms[x : x + n], -x - y, x, x + n, y, y + n)
                best = found if best is None else max(best, found)
    return best


def _clause(collation: Collation, side: Side, i: int, j: int, words: Vocabulary) -> Span:
    """A verb of saying with the changed words beside it that name who says it."""
    while i - 1 in side.left and (side.norms[i - 1] in words.pronouns or side.norms[i - 1] in collation.name_words):
        i -= 1
    while j in side.left and (side.norms[j] in words.pronouns or side.norms[j] in collation.name_words or side.norms[j] == "that"):
        j += 1
    return side.span(i, j)
