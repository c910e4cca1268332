"""Who is cited: the words that name the source beside a verb of saying, or after "according to"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from components.differences.collation import Collation, Row
from components.differences.edits import QUOTES, Passage, Side, SideName, is_word
from components.differences.roles import plain
from components.differences.vocabulary import same_forms, style_of, vocabulary
from components.model import Date, Name, Number, Rules, Span, Verdict

LONGEST = 9  # words of one source; "a spokesman for the county's department of public health" has nine


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens i to j of a side name who says it; tokens k to m are the whole citation ("according to the ministry")."""

    i: int
    j: int
    k: int
    m: int
    verb: int


@dataclass(frozen=True, eq=False)
class SourceWords:
    """The lists of wording.toml that sources need."""

    says: frozenset[str]
    generic: frozenset[str]
    vague: frozenset[str]
    relations: frozenset[str]
    clause: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@lru_cache(maxsize=8)
def source_words(rules: Rules) -> SourceWords:
    """The word lists of these rules."""
    table = rules.table("wording")
    keys = ("says", "generic_sources", "vague_sources", "source_relations", "clause", "before_source", "after_source")
    return SourceWords(*(frozenset(table.get(key, ())) for key in keys))


def compare_sources(collation: Collation) -> None:
    """Rows for the sources of linked passages that differ. Two people named are left to the names and the quotations."""
    words = source_words(collation.rules)
    for passage in collation.passages:
        if words.says.isdisjoint(passage.a.norms) or words.says.isdisjoint(passage.b.norms):
            continue
        left_a, left_b = _sources(passage.a, words), _sources(passage.b, words)
        for x in list(left_a):
            y = next((y for y in left_b if passage.partner[x.verb] == (y.verb, y.verb + 1)), None)
            if y:
                left_a.remove(x)
                left_b.remove(y)
                _compare(collation, passage, x, y, words, whole=False)
        left_a = [x for x in left_a if x.verb in passage.a.left]
        left_b = [y for y in left_b if y.verb in passage.b.left]
        if len(left_a) == len(left_b) == 1:
            _compare(collation, passage, left_a[0], left_b[0], words, whole=True)


def _sources(side: Side, words: SourceWords) -> list[Source]:
    """The sources of a side: before the verb, or after it where a mark stands before it; after "according to"."""
    found = []
    for verb, norm in enumerate(side.norms):
        if norm not in words.says:
            continue
        if norm == "according":
            if verb + 1 < len(side) and side.norms[verb + 1] == "to":
                j = _end(side, verb + 2, words)
                found.append(Source(verb + 2, j, verb, j, verb))
            continue
        i = _start(side, verb, words)
        if i < verb:
            found.append(Source(i, verb, i, verb + 1, verb))
        elif verb and (side.norms[verb - 1] in QUOTES or side.norms[max(verb - 2, 0)] in QUOTES):
            j = _end(side, verb + 1, words)
            if j > verb + 1:
                found.append(Source(verb + 1, j, verb, j, verb))
    return [s for s in found if 0 < s.j - s.i <= LONGEST and words.clause.isdisjoint(side.norms[s.i : s.j])]


def _start(side: Side, verb: int, words: SourceWords) -> int:
    """Where the source before a verb of saying begins; the verb itself where none stands there."""
    ends = words.says | words.before
    i = verb
    while i and (is_word(side.norms[i - 1]) or side.norms[i - 1] in ("'s", "-", ".")) and side.norms[i - 1] not in ends:
        i -= 1
    return i


def _end(side: Side, start: int, words: SourceWords) -> int:
    """Where the source that begins at `start` ends; `start` where none stands there."""
    j = start
    while j < len(side) and (is_word(side.norms[j]) or side.norms[j] in ("'s", "-")) and side.norms[j] not in words.after:
        j += 1
    return j


def _compare(collation: Collation, passage: Passage, x: Source, y: Source, words: SourceWords, whole: bool) -> None:
    """A row for two sources that answer each other. `whole`: the verbs changed too, and the whole citation is compared."""
    a, b = passage.a, passage.b
    if not whole and a.left.isdisjoint(range(x.i, x.j)) and b.left.isdisjoint(range(y.i, y.j)):
        return
    outcome = _outcome(collation, a, b, x, y, words)
    if outcome is None:
        return
    verdict, level = outcome
    mark = {"conflict": "speaker", "variant": "less exact"}.get(verdict, "style")
    verb_a, verb_b = a.norms[x.verb], b.norms[y.verb]
    if whole and verdict == "equivalent" and verb_a != verb_b and "according" not in (verb_a, verb_b):
        opposed = vocabulary(collation.rules).contrast([verb_a], [verb_b])
        verdict, level = ("conflict", "opposites") if opposed else ("variant", "another verb of saying")
        mark = "opposite" if opposed else "cue"
        spans = a.span(x.verb, x.verb + 1), b.span(y.verb, y.verb + 1)
    elif whole and verdict == "equivalent":
        spans = a.span(x.k, x.m), b.span(y.k, y.m)
    elif verdict == "equivalent":
        return
    else:
        spans = a.span(x.i, x.j), b.span(y.i, y.j)
    collation.write(Row("attribution", verdict, *spans, level, marks=frozenset({mark})))


def _outcome(collation: Collation, a: Side, b: Side, x: Source, y: Source, words: SourceWords) -> tuple[Verdict, str] | None:
    """How two sources differ; None where other kinds tell it."""
    known = vocabulary(collation.rules)
    said_a, said_b = a.words(x.i, x.j), b.words(y.i, y.j)
    relation_a, relation_b = (bool(words.relations.intersection(said)) for said in (said_a, said_b))
    full_a, full_b = ([w for w in said if w not in known.function and w != "'s"] for said in (said_a, said_b))
    if any(word[0].isdigit() or word[0] in "$£€" for word in (*full_a, *full_b)):
        return None
    span_a, span_b = a.span(x.i, x.j), b.span(y.i, y.j)
    if _dated(collation, "a", span_a) or _dated(collation, "b", span_b):
        return None
    fewer, more = (full_a, full_b) if relation_b else (full_b, full_a)
    if relation_a != relation_b and set(fewer) <= set(more):
        return "conflict", "the person against somebody who speaks for that person"
    if any(said and known.pronouns.issuperset(said) for said in (said_a, said_b)):
        return ("equivalent", "cited in another form") if full_a == full_b else None
    names_a, names_b = list(collation.facts_over("a", span_a, Name)), list(collation.facts_over("b", span_b, Name))
    if any(n.entity_type == "person" for n in (*names_a, *names_b)):
        return ("equivalent", "cited in another form") if full_a == full_b else None
    if any(n.entity == m.entity or collation.variant(n.entity, m.entity, n.entity_type) for n in names_a for m in names_b):
        return "equivalent", "cited in another form"
    if (
        plain(" ".join(full_a), collation.rules) == plain(" ".join(full_b), collation.rules)
        or same_forms(sorted(full_a), sorted(full_b))
        or style_of(full_a, full_b, known)
    ):
        return "equivalent", "cited in another form"
    if all(any(side.word(k)[:1].isupper() for k in range(s.i + 1, s.j) if k in side.left) for side, s in ((a, x), (b, y))):
        return None  # a name that the text says too little of: told with the names
    if not full_a or not full_b or len(full_a) > LONGEST // 2 + 1 or len(full_b) > LONGEST // 2 + 1:
        return None
    vague = words.vague.issuperset(full_a) or words.vague.issuperset(full_b)
    generic_a, generic_b = words.generic.issuperset(full_a), words.generic.issuperset(full_b)
    if vague or generic_a != generic_b or set(full_a) < set(full_b) or set(full_b) < set(full_a):
        return "variant", "a source named less exactly"
    return "conflict", "another source"


def _dated(collation: Collation, name: SideName, span: Span) -> bool:
    """Whether a date or number stands among the words of a source ("the police on Friday said")."""
    return any(collation.facts_over(name, span, Date)) or any(collation.facts_over(name, span, Number))
