"""Words that belong to no fact: whatever the facts, the glitches and the glossary have not told is told here.

Comes last, so that every changed word is in a row. What one change amounts to is decided in wording_verdicts.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from components.differences.collation import Collation, Row
from components.differences.edits import ARTICLES, Hunk, Passage, Side, SideName, is_word
from components.differences.names import NAME_KINDS
from components.differences.punctuation import compare_marks, part_marks
from components.differences.vocabulary import Vocabulary, same_stem, vocabulary
from components.differences.wording_moved import compare_exchanged, compare_moved
from components.differences.wording_verdicts import judged
from components.model import Kind, Name, Number, Span

GAP = 3  # tokens; two edits this near, one of grammar alone, are one change ("provided the council with", "gave the council")
LONGEST = 14  # words of one side; a longer row is not joined to the next
UNEVEN = 2  # words more on one side; a clause was reworded, and not a word put for a word ("dismiss", "throw out")
MOST_PAIRED = 400  # pairs of one-sided areas of a passage; in one with more nothing is set against anything


def compare_wording(collation: Collation) -> None:
    """Rows for everything in the linked passages that nothing else has told."""
    words = vocabulary(collation.rules)
    answers: dict[int, list[tuple[Number, Number]]] = {}
    for answer in collation.answers:
        if isinstance(answer.a, Number) and isinstance(answer.b, Number):
            answers.setdefault(answer.a.sentence, []).append((answer.a, answer.b))
    for passage in collation.passages:
        if not (passage.a.left or passage.b.left):
            continue
        _compare_directions(collation, passage, answers, words)
        compare_exchanged(collation, passage, words)
        compare_moved(collation, passage, words)
        for area in _paired(passage, list(_joined(passage, _areas(passage, words), words)), words):
            _area(collation, passage, area, words)


def _compare_directions(
    collation: Collation, passage: Passage, answers: dict[int, list[tuple[Number, Number]]], words: Vocabulary
) -> None:  # fmt: skip
    """A row where a figure rose on one side and fell on the other, wherever in the passage it stands."""
    for x, y in (pair for sentence in passage.link.a for pair in answers.get(sentence, ())):
        if y.sentence in passage.link.b:
            verb_a, verb_b = _verb_before(passage.a, x, words), _verb_before(passage.b, y, words)
            if verb_a and verb_b and verb_a[1] == verb_b[1] and words.contrast([passage.a.norms[verb_a[0]]], [passage.b.norms[verb_b[0]]]):
                spans = passage.a.span(verb_a[0], verb_a[0] + 1), passage.b.span(verb_b[0], verb_b[0] + 1)
                collation.write(Row("wording", "conflict", *spans, "opposites", marks=frozenset({"contrast"})))


def _verb_before(side: Side, number: Number, words: Vocabulary) -> tuple[int, bool] | None:
    """Where the untold word that has an opposite stands just before a number, and whether a "to" stands between ("fell to 5", "fell by 5");
    None where there is none, or a "from" that makes of the figure the one that is left."""
    i, _ = side.range_of(number.span)
    for k in range(i - 1, max(i - VERB, -1), -1):
        if side.norms[k] == "from" or not is_word(side.norms[k]):
            return None
        if side.norms[k] in words.function:
            continue
        return (k, "to" in side.norms[k:i]) if k in side.left else None
    return None


VERB = 5  # tokens before a number in which its verb is looked for ("rose by more than 5")


def _areas(passage: Passage, words: Vocabulary) -> Iterator[Hunk]:
    """What no row has told: the untold stretches of each hunk, those of the two sides set against each other in order; articles and
    prepositions beside a fact that has been told go with it."""
    for hunk in passage.hunks:
        all_a, all_b = passage.a.runs(hunk.a1, hunk.a2), passage.b.runs(hunk.b1, hunk.b2)
        kept_a, kept_b = _answering(passage, all_a, all_b, words)
        runs_a = [run for run in all_a if run == kept_a or not _absorbed(passage, run, "a", words)]
        runs_b = [run for run in all_b if run == kept_b or not _absorbed(passage, run, "b", words)]
        for n in range(max(len(runs_a), len(runs_b))):
            a1, a2 = runs_a[n] if n < len(runs_a) else _place(hunk.a1, hunk.a2, runs_b[n][0] == hunk.b1 and not passage.b.words(*runs_b[n]))
            b1, b2 = runs_b[n] if n < len(runs_b) else _place(hunk.b1, hunk.b2, runs_a[n][0] == hunk.a1 and not passage.a.words(*runs_a[n]))
            yield Hunk(a1, a2, b1, b2)


def _place(start: int, end: int, opens: bool) -> tuple[int, int]:
    """Where a side that lacks what the other has untold in a hunk would have it: at its start for a mark that `opens` the hunk."""
    return (start, start) if opens else (end, end)


def _answering(
    passage: Passage, runs_a: list[tuple[int, int]], runs_b: list[tuple[int, int]], words: Vocabulary
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The run of nothing but a verb like "is" that stands, on one side, for words of the other ("costs", "is"): it goes with no fact."""
    full_a, full_b = (
        [run for run in runs if words.full(side.norms[slice(*run)])] for side, runs in ((passage.a, runs_a), (passage.b, runs_b))
    )
    if len(full_a) + len(full_b) != 1:
        return None, None
    side, runs = (passage.b, runs_b) if full_a else (passage.a, runs_a)
    verb = next((run for run in runs if any(norm in words.verbs_alone for norm in side.norms[slice(*run)])), None)
    return (None, verb) if full_a else (verb, None)


def _absorbed(passage: Passage, run: tuple[int, int], name: SideName, words: Vocabulary) -> bool:
    """Whether the run is only marks, articles and prepositions beside the span of a row: they are told with it, and the row's span takes
    in the words."""
    side, _ = passage.seen_from(name)
    i, j = run
    if not all(norm in words.attached or words.meek(norm) or not is_word(norm) for norm in side.norms[i:j]):
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
        elif row.kind in WORD_FOR_WORD and row.a and row.b and not row.lacks and j < len(side) and is_word(side.norms[j]):
            return False  # "tools and", "implements, and": the comma is a change of its own
        side.tell(i, j)
        return True
    return False


WORD_FOR_WORD = frozenset({"quotation", "terminology"})  # kinds of which a row on both sides says nothing of the marks beside it


def _joined(passage: Passage, areas: Iterator[Hunk], words: Vocabulary) -> Iterator[Hunk]:
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
    """Whether two areas, y after x, are one change: nothing lies between them but few words that stay. A word put for a word stands alone;
    what takes more words on one side than on the other was reworded, and with it what is beside it ("sent", "said it had sent")."""
    a, b = passage.a, passage.b
    if y.a1 - x.a2 > GAP or y.b1 - x.b2 > GAP or y.a1 < x.a2 or y.b1 < x.b2 or y.a2 - x.a1 > LONGEST or y.b2 - x.b1 > LONGEST:
        return False
    between = a.norms[x.a2 : y.a1]
    if between != b.norms[x.b2 : y.b1] or any(norm in ".;:!?" for norm in between):
        return False
    if a.norms[x.a1 : x.a2] == b.norms[x.b1 : x.b2] and a.norms[y.a1 : y.a2] == b.norms[y.b1 : y.b2]:
        return len(between) < 2  # capitals
    said_x, said_y = (a.words(area.a1, area.a2) + b.words(area.b1, area.b2) for area in (x, y))
    if not said_x or not said_y:
        return not (said_x or said_y or any(map(is_word, between)))
    kept = len(words.full(between))
    if x.lacks and y.lacks and x.lacks != y.lacks and kept < 2:
        return True  # words taken out here and others put in there
    if not words.full(said_x) or not words.full(said_y):
        return len(between) < 2 or (bool(y.lacks) and not words.full(said_y))
    uneven = any(abs((area.a2 - area.a1) - (area.b2 - area.b1)) >= UNEVEN for area in (x, y))
    return uneven and kept < 2 and not (x.lacks and x.lacks == y.lacks)


def _paired(passage: Passage, areas: list[Hunk], words: Vocabulary) -> Iterator[Hunk]:
    """The areas, what only side a has set against what only side b has where the two say it with words of one stem or sense, or where
    nothing but told words lies between them ("will step down at the end of May", "is to retire in May")."""
    alone_a, alone_b = ([n for n, area in enumerate(areas) if area.lacks == lacks] for lacks in ("b", "a"))
    if len(alone_a) * len(alone_b) > MOST_PAIRED:
        yield from areas
        return
    said = [words.full(passage.a.norms[area.a1 : area.a2] + passage.b.norms[area.b1 : area.b2])[:LONGEST] for area in areas]
    ranked = []
    for m in alone_a:
        for n in alone_b:
            alike = sum(any(same_stem(x, y) or words.synonymous(x, y) for y in said[n]) for x in said[m])
            if alike or (said[m] and said[n] and _adjoin(passage, areas[m], areas[n], words)):
                ranked.append((-alike, abs(m - n), m, n))
    answers: dict[int, int] = {}
    for _, _, m, n in sorted(ranked):
        if m not in answers and n not in answers:
            answers[m], answers[n] = n, m
    for n, area in enumerate(areas):
        if n not in answers:
            yield area
        elif area.lacks == "b":
            yield Hunk(area.a1, area.a2, areas[answers[n]].b1, areas[answers[n]].b2)


def _adjoin(passage: Passage, x: Hunk, y: Hunk, words: Vocabulary) -> bool:
    """Whether nothing but told words, words of grammar and commas lies between two areas, on either side."""
    first, second = (x, y) if x.a2 <= y.a1 and x.b2 <= y.b1 else (y, x)
    between = ((passage.a, range(first.a2, second.a1)), (passage.b, range(first.b2, second.b1)))
    return all(
        len(places) < LONGEST and all(side.told(k) or side.norms[k] in words.function or side.norms[k] == "," for k in places)
        for side, places in between
    )


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
