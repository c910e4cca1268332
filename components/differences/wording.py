"""Words that belong to no fact: whatever the facts, the glitches and the glossary have not told is told here.

Comes last, so that every changed word is in a row. What one change amounts to is decided in wording_verdicts.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from components.differences.collation import Collation, Row
from components.differences.edits import ARTICLES, Hunk, Passage, Side, is_word
from components.differences.names import NAME_KINDS
from components.differences.punctuation import compare_marks, part_marks
from components.differences.vocabulary import Vocabulary, vocabulary
from components.differences.wording_moved import compare_exchanged, compare_moved
from components.differences.wording_verdicts import judged
from components.model import Kind, Name, Span, Verdict

GAP = 3  # tokens; two edits this near, one of grammar alone, are one change ("provided the council with", "gave the council")
LONGEST = 14  # words of one side; a longer row is not joined to the next


def compare_wording(collation: Collation) -> None:
    """Rows for everything in the linked passages that nothing else has told."""
    words = vocabulary(collation.rules)
    for passage in collation.passages:
        if not (passage.a.left or passage.b.left):
            continue
        compare_exchanged(collation, passage, words)
        compare_moved(collation, passage, words)
        for area in _joined(passage, list(_areas(collation, passage, words)), words):
            _area(collation, passage, area, words)


def _areas(collation: Collation, passage: Passage, words: Vocabulary) -> Iterator[Hunk]:
    """The untold stretches of each hunk, those of the two sides set against each other in order; articles and prepositions beside a fact
    that has been told go with it."""
    for hunk in passage.hunks:
        runs_a = [run for run in _within(passage.a, hunk.a1, hunk.a2) if not _absorbed(collation, passage, run, "a", words)]
        runs_b = [run for run in _within(passage.b, hunk.b1, hunk.b2) if not _absorbed(collation, passage, run, "b", words)]
        for n in range(max(len(runs_a), len(runs_b))):
            a1, a2 = runs_a[n] if n < len(runs_a) else (hunk.a2, hunk.a2)
            b1, b2 = runs_b[n] if n < len(runs_b) else (hunk.b2, hunk.b2)
            yield Hunk(a1, a2, b1, b2)


def _within(side: Side, i: int, j: int) -> list[tuple[int, int]]:
    left = [k for k in range(i, j) if k in side.left]
    return [
        (run[0], run[-1] + 1)
        for run in ([k for _, k in group] for _, group in groupby(enumerate(left), key=lambda pair: pair[1] - pair[0]))
    ]


def _absorbed(collation: Collation, passage: Passage, run: tuple[int, int], name: str, words: Vocabulary) -> bool:
    """Whether the run is only articles and prepositions beside the span of a row; the row's span then takes them in."""
    side = passage.a if name == "a" else passage.b
    i, j = run
    if not all(norm in words.attached or not is_word(norm) for norm in side.norms[i:j]):
        return False
    marks_alone = not any(map(is_word, side.norms[i:j]))
    for row in reversed(passage.rows):
        span = row.a if name == "a" else row.b
        if span is None or not len(span) or row.lacks == name or row.kind in ("omission", "addition", "moved", "headline"):
            continue
        low, high = side.range_of(span)
        if row.kind == "role" and not all(norm in ARTICLES or not is_word(norm) for norm in side.norms[i:j]):
            continue  # "of" and "at" belong to the body, not to the title
        if low >= high or not (side.starts[low] == span.start or side.ends[high - 1] == span.end):
            continue
        if high == i:
            wider = Span(span.start, side.ends[j - 1])
        elif low == j:
            wider = Span(side.starts[i], span.end)
        else:
            continue
        if name == "a" and not marks_alone:
            row.a = wider
        elif not marks_alone:
            row.b = wider
        side.tell(i, j)
        return True
    return False


def _joined(passage: Passage, areas: list[Hunk], words: Vocabulary) -> Iterator[Hunk]:
    """Areas, a change of grammar joined to the change of words just before or after it."""
    pending: Hunk | None = None
    for area in areas:
        if pending and _belong(passage, pending, area, words):
            pending = Hunk(pending.a1, area.a2, pending.b1, area.b2)
            continue
        if pending:
            yield pending
        pending = area
    if pending:
        yield pending


def _belong(passage: Passage, x: Hunk, y: Hunk, words: Vocabulary) -> bool:
    if y.a1 - x.a2 > GAP or y.b1 - x.b2 > GAP or y.a1 < x.a2 or y.b1 < x.b2 or y.a2 - x.a1 > LONGEST or y.b2 - x.b1 > LONGEST:
        return False
    between = passage.a.norms[x.a2 : y.a1]
    # a word taken out here and one put in there, around one word that stays
    apart = (x.a1 < x.a2) != (x.b1 < x.b2) and (y.a1 < y.a2) != (y.b1 < y.b2) and (x.a1 < x.a2) != (y.a1 < y.a2)
    if between != passage.b.norms[x.b2 : y.b1] or any(norm in ".;:!?" for norm in between):
        return False
    said_x = passage.a.words(x.a1, x.a2) + passage.b.words(x.b1, x.b2)
    said_y = passage.a.words(y.a1, y.a2) + passage.b.words(y.b1, y.b2)
    if not said_x or not said_y:
        return not (said_x or said_y or any(map(is_word, between)))
    if apart and len(between) < 2:
        return True
    if not all(word in words.function for word in said_y):
        return all(word in words.function for word in said_x) and len(between) < 2
    return y.a1 == y.a2 or y.b1 == y.b2 or len(between) < 2


def _area(collation: Collation, passage: Passage, area: Hunk, words: Vocabulary) -> None:
    a, b = passage.a, passage.b
    area = part_marks(collation, passage, area)
    said_a, said_b = a.words(area.a1, area.a2), b.words(area.b1, area.b2)
    if not said_a and not said_b:
        if area.a1 < area.a2 or area.b1 < area.b2:
            compare_marks(collation, passage, area)
        return
    if all(word.rstrip(".") in words.honorifics for word in (*said_a, *said_b)):
        _addressed(collation, passage, area)
        return
    kind, verdict, level, marks = judged(collation, passage, area, said_a, said_b, words)
    group = ("swap", *sorted((" ".join(said_a), " ".join(said_b)))) if said_a and said_b and len(said_a) < 4 and len(said_b) < 4 else None
    if level == "capitals" and (named := _beside_name(collation, passage, area)):
        kind = named
    row = Row(
        kind, verdict, None, None, level, marks=marks, group=group, lacks="a" if area.a1 == area.a2 else "b" if area.b1 == area.b2 else ""
    )
    if said_a or kind not in ("omission", "addition"):
        row.a = a.span(area.a1, area.a2) if area.a1 < area.a2 else a.around(area.a1)
    if said_b or kind not in ("omission", "addition"):
        row.b = b.span(area.b1, area.b2) if area.b1 < area.b2 else b.around(area.b1)
    collation.write(row)


def _addressed(collation: Collation, passage: Passage, area: Hunk) -> None:
    """A form of address more or less, or another: the row is over the name's first word too."""
    said_a, said_b = (
        [norm.rstrip(".") for norm in side.words(i, j)] for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2))
    )
    other = vocabulary(collation.rules).contrast(said_a, said_b)
    spans = [
        side.span(i, min(max(j, i + 1) + (j > i), len(side)))
        for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2))
    ]
    verdict: Verdict = "conflict" if other else "equivalent"
    level = "another form of address" if other else "a form of address"
    collation.write(Row("name", verdict, spans[0], spans[1], level, marks=frozenset() if other else frozenset({"style"})))


def _beside_name(collation: Collation, passage: Passage, area: Hunk) -> Kind | None:
    """The kind of the name that a word in other capitals follows ("Liaoning province", "Liaoning Province")."""
    name = next(collation.facts_over("a", passage.a.span(max(area.a1 - 1, 0), area.a2), Name), None)
    return NAME_KINDS[name.entity_type] if name else None
