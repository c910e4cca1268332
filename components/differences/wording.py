"""Words that belong to no fact: whatever the facts, the glitches and the glossary have not told is told here.

Comes last, so that every changed word is in a row. What one change amounts to is decided in wording_verdicts.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from components.differences.collation import Collation, Row
from components.differences.edits import ARTICLES, Hunk, Passage, SideName, is_word
from components.differences.names import NAME_KINDS
from components.differences.punctuation import compare_marks, part_marks
from components.differences.vocabulary import Vocabulary, vocabulary
from components.differences.wording_moved import compare_exchanged, compare_moved
from components.differences.wording_verdicts import judged
from components.model import Kind, Name, Span

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
        for area in _joined(passage, list(_areas(passage, words)), words):
            _area(collation, passage, area, words)


def _areas(passage: Passage, words: Vocabulary) -> Iterator[Hunk]:
    """What no row has told: the untold stretches of each hunk, those of the two sides set against each other in order; articles and
    prepositions beside a fact that has been told go with it."""
    for hunk in passage.hunks:
        runs_a = [run for run in passage.a.runs(hunk.a1, hunk.a2) if not _absorbed(passage, run, "a", words)]
        runs_b = [run for run in passage.b.runs(hunk.b1, hunk.b2) if not _absorbed(passage, run, "b", words)]
        for n in range(max(len(runs_a), len(runs_b))):
            a1, a2 = runs_a[n] if n < len(runs_a) else (hunk.a2, hunk.a2)
            b1, b2 = runs_b[n] if n < len(runs_b) else (hunk.b2, hunk.b2)
            yield Hunk(a1, a2, b1, b2)


def _absorbed(passage: Passage, run: tuple[int, int], name: SideName, words: Vocabulary) -> bool:
    """Whether the run is only marks, articles and prepositions beside the span of a row: they are told with it, and the row's span takes
    in the words."""
    side, _ = passage.seen_from(name)
    i, j = run
    if not all(norm in words.attached or not is_word(norm) for norm in side.norms[i:j]):
        return False
    marks_alone = not any(map(is_word, side.norms[i:j]))
    for row in reversed(passage.rows):
        span = row.on(name)
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
        if not marks_alone:
            row.put(name, wider)
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
    """Whether two areas, y after x, are one change."""
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
    """The row of one area; marks at its edges have rows of their own."""
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
    kind, verdict, level, mark = judged(collation, passage, area, said_a, said_b, words)
    if level == "capitals" and (named := _beside_name(collation, passage, area)):
        kind = named
    swap = said_a and said_b and max(len(said_a), len(said_b)) <= SWAP
    group = ("swap", *sorted((" ".join(said_a), " ".join(said_b)))) if swap else None
    alone = kind in ("omission", "addition")  # the other side is null
    span_a = a.shown(area.a1, area.a2) if said_a or not alone else None
    span_b = b.shown(area.b1, area.b2) if said_b or not alone else None
    collation.write(Row(kind, verdict, span_a, span_b, level, marks=frozenset({mark}), group=group, lacks=area.lacks))


SWAP = 3  # words; as many of each side, put for each other again elsewhere, are one finding with its places


def _addressed(collation: Collation, passage: Passage, area: Hunk) -> None:
    """A form of address more or less, or another: the row is over the name's first word too."""
    sides = (passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2)
    said_a, said_b = ([norm.rstrip(".") for norm in side.words(i, j)] for side, i, j in sides)
    span_a, span_b = (side.span(i, min(j + 1, len(side))) for side, i, j in sides)
    if vocabulary(collation.rules).contrast(said_a, said_b):
        collation.write(Row("name", "conflict", span_a, span_b, "another form of address"))
    else:
        collation.write(Row("name", "equivalent", span_a, span_b, "a form of address", marks=frozenset({"style"})))


def _beside_name(collation: Collation, passage: Passage, area: Hunk) -> Kind | None:
    """The kind of the name that a word in other capitals follows ("Liaoning province", "Liaoning Province")."""
    name = next(collation.facts_over("a", passage.a.span(max(area.a1 - 1, 0), area.a2), Name), None)
    return NAME_KINDS[name.entity_type] if name else None
