"""Who is cited: the words that name the source beside a verb of saying, or after "according to"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from components.differences.collation import Collation, Row, in_order
from components.differences.edits import QUOTES, Passage, Side, SideName, is_word
from components.differences.roles import plain
from components.differences.vocabulary import same_forms, style_of, vocabulary
from components.model import Date, Name, Number, Quotation, Rules, Span, Verdict

MOST_SOURCES = 50  # citations of one passage; a sentence of news has three
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
    adverbs: frozenset[str]
    no_source: frozenset[str]
    ranks: frozenset[str]


@lru_cache(maxsize=8)
def source_words(rules: Rules) -> SourceWords:
    """The word lists of these rules."""
    table = rules.table("wording")
    keys = ("says", "generic_sources", "vague_sources", "source_relations", "clause", "before_source", "after_source", "before_verb",
            "no_source", "ranks")  # fmt: skip
    return SourceWords(*(frozenset(table.get(key, ())) for key in keys))


def compare_sources(collation: Collation) -> None:
    """Rows for the sources of linked passages that differ. Two people named are left to the names and the quotations."""
    words = source_words(collation.rules)
    for passage in collation.passages:
        left_a, left_b = _sources(passage.a, words), _sources(passage.b, words)
        if max(len(left_a), len(left_b)) > MOST_SOURCES:
            continue  # no prose
        for x in list(left_a):
            y = next((y for y in left_b if passage.partner[x.verb] == (y.verb, y.verb + 1)), None)
            if y:
                left_a.remove(x)
                left_b.remove(y)
                _compare(collation, passage, x, y, words, whole=False)
        sides: tuple[tuple[SideName, Side, list[Source]], ...] = ("a", passage.a, left_a), ("b", passage.b, left_b)
        for name, side, left in sides:
            for source in left:
                _widen(passage, side, name, source)
            left[:] = [source for source in left if source.verb in side.left]
        for x in list(left_a):  # moved to another place of the sentence, or with another verb
            y = next((y for y in left_b if _one_source(collation, passage, x, y, words)), None)
            if y:
                left_a.remove(x)
                left_b.remove(y)
                _compare(collation, passage, x, y, words, whole=True)
        if len(left_a) == len(left_b) == 1:
            _compare(collation, passage, left_a.pop(), left_b.pop(), words, whole=True)
        if not (left_a and left_b):
            for name, _, left in sides:
                for source in left:
                    _dropped(collation, passage, source, name)


def _sources(side: Side, words: SourceWords) -> list[Source]:
    """The sources of a side: before the verb, with or without a phrase between commas; after it where a quotation or a comma ends before
    it; after "according to"."""
    found = []
    for verb, norm in enumerate(side.norms):
        if norm not in words.says:
            continue
        if norm == "according":
            if verb + 1 < len(side) and side.norms[verb + 1] == "to":
                j = _end(side, verb + 2, words)
                found.append(Source(verb + 2, j, verb, j, verb))
            continue
        end = verb
        while end and side.norms[end - 1] in words.adverbs:
            end -= 1
        before = side.norms[end - 1] if end else ""
        if before in words.no_source:
            continue
        i = _start(side, end, words)
        if i < end:
            found.append(Source(i, end, i, verb + 1, verb))
        elif end == verb and before == "," and side.norms[verb - 2] not in QUOTES and (opening := _apposition(side, verb, words)):
            found.append(Source(*opening, verb, verb + 1, verb))  # what stands between the commas is no part of the citation
        elif verb and (before in QUOTES or before == ","):
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


def _apposition(side: Side, verb: int, words: SourceWords) -> tuple[int, int] | None:
    """The source before a phrase between commas that ends at the verb ("Lind, who runs the mine, said"); None where there is none."""
    for k in range(verb - 2, max(verb - LONGEST_APPOSITION, 0), -1):
        if side.norms[k] in QUOTES or side.norms[k] in ".;:!?":
            return None
        if side.norms[k] == ",":
            i = _start(side, k, words)
            return (i, k) if i < k and side.word(i)[:1].isupper() else None
    return None


LONGEST_APPOSITION = 20  # tokens between the commas after a source's name


def _end(side: Side, start: int, words: SourceWords) -> int:
    """Where the source that begins at `start` ends; `start` where none stands there."""
    j = start
    while j < len(side) and (is_word(side.norms[j]) or side.norms[j] in ("'s", "-")) and side.norms[j] not in words.after:
        j += 1
    return j


def _compare(collation: Collation, passage: Passage, x: Source, y: Source, words: SourceWords, whole: bool) -> None:
    """One source in both versions. `whole`: the verbs do not answer each other, so the row is over the whole citation."""
    a, b = passage.a, passage.b
    if not whole and a.left.isdisjoint(range(x.i, x.j)) and b.left.isdisjoint(range(y.i, y.j)):
        return
    outcome = _outcome(collation, a, b, x, y, words)
    if outcome is None:
        return
    verdict, level = outcome
    mark = {"conflict": "speaker", "variant": "less exact"}.get(verdict, "style")
    verb_a, verb_b = a.norms[x.verb], b.norms[y.verb]
    if verdict == "equivalent" and not whole and level != PRONOUN:
        return
    if verdict == "equivalent" and verb_a == verb_b and a.norms[x.i : x.j] == b.norms[y.i : y.j]:
        return  # in another place of the sentence: told with the words that moved
    if verdict == "equivalent" and verb_a != verb_b and "according" not in (verb_a, verb_b):
        opposed = vocabulary(collation.rules).contrast([verb_a], [verb_b])
        verdict, level = ("conflict", "opposites") if opposed else ("variant", "another verb of saying")
        mark = "opposite" if opposed else "cue"
    spans = (a.span(*_citation(a, x)), b.span(*_citation(b, y))) if whole else (a.span(x.i, x.j), b.span(y.i, y.j))
    collation.write(Row("attribution", verdict, *spans, level, marks=frozenset({mark})))


def _citation(side: Side, source: Source) -> tuple[int, int]:
    """The tokens of a whole citation, with the "that" and the "reporters" after its verb that changed along with it."""
    k, m = source.k, source.m
    while source.i < source.verb and m in side.left and side.norms[m] in AFTER_VERB:
        m += 1
    return k, m


AFTER_VERB = frozenset({"that", "reporters", "journalists"})


def _widen(passage: Passage, side: Side, name: SideName, source: Source) -> None:
    """Another speaker of a quotation has been told: the verb of saying beside the name goes with it."""
    for row in passage.rows:
        span = row.on(name)
        if row.kind == "attribution" and span and span.overlaps(side.span(source.i, source.j)):
            i, j = side.range_of(span)
            if source.verb in (i - 1, j):
                row.put(name, side.span(min(i, source.verb), max(j, source.verb + 1)))
                side.tell(source.verb, source.verb + 1)


def _one_source(collation: Collation, passage: Passage, x: Source, y: Source, words: SourceWords) -> bool:
    outcome = _outcome(collation, passage.a, passage.b, x, y, words)
    return outcome is not None and outcome[0] == "equivalent"


def _dropped(collation: Collation, passage: Passage, source: Source, name: SideName) -> None:
    """A source that the other side does not give, though it has what was said."""
    here, there = passage.seen_from(name)
    k, m = _citation(here, source)
    function = vocabulary(collation.rules).function
    who = {w for w in here.words(source.i, source.j) if w not in function}
    if not who or not all(n in here.left for n in range(k, m)) or not who.isdisjoint(there.norms):
        return
    if not vocabulary(collation.rules).speech.isdisjoint(there.norms):
        return  # cited there in words of its own
    partners = passage.partner if name == "a" else passage.back
    kept = sum(high - low == 1 and here.keys[n] == there.keys[low] for n, (low, high) in enumerate(partners) if is_word(here.norms[n]))
    if kept < KEPT * len(here.words(0, len(here))):
        return
    low, _ = passage.across(name, k, m)
    spans = in_order(name, here.span(k, m), there.around(low))
    collation.write(
        Row("attribution", "omitted" if name == "a" else "added", *spans, "a source on one side", marks=frozenset({"source"}),
            lacks="b" if name == "a" else "a")
    )  # fmt: skip


KEPT = 0.4  # share of the words; a sentence that kept fewer says something else, and lost more than its source


def _outcome(collation: Collation, a: Side, b: Side, x: Source, y: Source, words: SourceWords) -> tuple[Verdict, str] | None:
    """How two sources differ; None where other kinds tell it."""
    known = vocabulary(collation.rules)
    said_a, said_b = a.words(x.i, x.j), b.words(y.i, y.j)
    relation_a, relation_b = _relation(a, x, words), _relation(b, y, words)
    full_a, full_b = ([w for w in said if w not in known.function and w != "'s"] for said in (said_a, said_b))
    if any(word[0].isdigit() or word[0] in "$£€" for word in (*full_a, *full_b)):
        return None
    if not words.ranks.isdisjoint(set(full_a) ^ set(full_b)):
        return None  # the deputy of somebody: told with the roles
    span_a, span_b = a.span(x.i, x.j), b.span(y.i, y.j)
    if _dated(collation, "a", span_a) or _dated(collation, "b", span_b):
        return None
    fewer, more = (full_a, full_b) if relation_b else (full_b, full_a)
    if relation_a != relation_b and set(fewer) <= set(more):
        return "conflict", "the person against somebody who speaks for that person"
    if full_a == full_b:
        return "equivalent", "cited in another form"
    pronoun_a, pronoun_b = (bool(said) and known.pronouns.issuperset(said) for said in (said_a, said_b))
    if pronoun_a or pronoun_b:
        return None if pronoun_a and pronoun_b else _pronoun(collation, span_a, span_b)
    names_a, names_b = list(collation.facts_over("a", span_a, Name)), list(collation.facts_over("b", span_b, Name))
    people_a, people_b = ([n for n in names if n.entity_type == "person"] for names in (names_a, names_b))
    if people_a or people_b:
        return ("equivalent", "cited in another form") if _met(collation, people_a, people_b) else None
    if _met(collation, names_a, names_b):
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


def _pronoun(collation: Collation, a: Span, b: Span) -> tuple[Verdict, str] | None:
    """ "She said" against "Lind said", by who is known to speak there; None where that is not known."""
    x, y = _speaker(collation, "a", a), _speaker(collation, "b", b)
    if x is None or y is None:
        return None
    if x == y or collation.variant(x, y, "person"):
        return "equivalent", PRONOUN
    types = collation.entity_types.get(x), collation.entity_types.get(y)
    return ("conflict", "another source") if types == ("person", "person") else None


PRONOUN = "a pronoun for the name"


def _speaker(collation: Collation, name: SideName, span: Span) -> str | None:
    """Whose words of a quotation these words are said to be."""
    near = (i for s in collation.sentences(name, span) for i in (s.index, s.index - 1))
    spoken = (q for i in near for q in collation.facts_at(name, i, Quotation) if q.speaker and q.speaker.overlaps(span))
    return next((q.entity for q in spoken if q.entity), None)


def _relation(side: Side, source: Source, words: SourceWords) -> bool:
    """Whether the source is somebody who speaks for, or belongs to, somebody else ("his lawyer", "a spokesman for Lind"); not where that
    is what the named person is called ("police spokesman Tomas Berg")."""
    return any(
        side.norms[k] in words.relations and not (k + 1 < source.j and side.word(k + 1)[:1].isupper()) for k in range(source.i, source.j)
    )


def _met(collation: Collation, names_a: list[Name], names_b: list[Name]) -> bool:
    """Whether the two sides name one person, organisation or place."""
    return any(n.entity == m.entity or collation.variant(n.entity, m.entity, n.entity_type) for n in names_a for m in names_b)


def _dated(collation: Collation, name: SideName, span: Span) -> bool:
    """Whether a date or number stands among the words of a source ("the police on Friday said")."""
    return any(collation.facts_over(name, span, Date)) or any(collation.facts_over(name, span, Number))
