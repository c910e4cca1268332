"""What was changed inside quotation marks, where a quotation begins and ends, and who is said to have said it.

A quotation is looked for in the whole of the other version, not only in the linked sentence. Marks, and a full stop or comma just
inside them, do not count. Each altered stretch of words is a row of its own; all rows of one quotation are one finding.
"""

from __future__ import annotations

from components.differences.collation import SPELLINGS, Collation, Row, changed, in_order
from components.differences.edits import OTHER, QUOTES, SIDES, Passage, Side, SideName, aligned, is_word
from components.differences.names import NAME_KINDS, named_otherwise, same_entity, spelt_alike
from components.differences.quotations_audit import pair_quotations
from components.differences.vocabulary import Vocabulary, style_of, vocabulary
from components.model import Date, Name, Number, Quotation, Span

SHORTENED = 0.4  # share of the words; a quotation that lost more than this at one end was shortened, one that lost less was altered
WORD_LEFT_OUT = 4  # words; fewer are never called a shortening


def compare_quotations(collation: Collation) -> None:
    """Rows and pairs for the quotations of both versions."""
    a = [q for q in collation.facts_a.quotations if q.form != "stray"]
    b = [q for q in collation.facts_b.quotations if q.form != "stray"]
    for x, y, similarity in pair_quotations(a, b, collation.a.text, collation.b.text, collation.linked_sentences):
        qa, qb = a[x] if x is not None else None, b[y] if y is not None else None
        if qa and qb:
            _audit(collation, qa, qb, similarity, inside=qa.parent is not None and qb.parent is not None)
        else:
            collation.answer("quotation", qa, qb, "omitted" if qa else "added", "only in one version")


def _audit(collation: Collation, x: Quotation, y: Quotation, similarity: float, inside: bool) -> None:
    """One quotation in both versions; what is altered in one that stands `inside` another is told with that."""
    rows = [] if inside else _altered(collation, x, y, similarity)
    if not inside and (speaker := _other_speaker(collation, x, y)):
        rows.append(speaker)
    worst = next((row for row in rows if row.verdict == "conflict"), rows[0] if rows else None)
    if worst:
        collation.answer("quotation", x, y, worst.verdict, worst.level, worst)
    else:
        alike = x.inner.of(collation.a.text) == y.inner.of(collation.b.text)
        collation.answer("quotation", x, y, "same" if alike else "equivalent", "word for word")


# --- words inside the marks -------------------------------------------------------------------------------------------------------


class _Words:
    """The words of a quotation, marks left out. A *unit* is one word, or the words of a date or number that stands on the other side in
    another form; the two sides' units of one such fact have one id."""

    def __init__(self, collation: Collation, name: SideName, quotation: Quotation) -> None:
        self.side = collation.side(name, tuple(s.index for s in collation.sentences(name, quotation.inner)))
        self.first, self.last = self.side.range_of(quotation.inner)
        self.units = [(self.side.norms[k], k, k + 1) for k in range(self.first, self.last) if is_word(self.side.norms[k])]

    def unite(self, span: Span, norm: str) -> None:
        """Make the words of a span one unit."""
        i, j = self.side.range_of(span)
        inside = [n for n, (_, k, m) in enumerate(self.units) if i <= k and m <= j]
        if inside:
            self.units[inside[0] : inside[-1] + 1] = [(norm, self.units[inside[0]][1], self.units[inside[-1]][2])]

    @property
    def norms(self) -> list[str]:
        """The units, as they are compared."""
        return [norm for norm, _, _ in self.units]

    def span(self, i: int, j: int) -> Span:
        """Units i to j; the words around the place where there are none."""
        if i < j:
            return self.side.span(self.units[i][1], self.units[j - 1][2])
        at = self.units[i][1] if i < len(self.units) else self.last
        return self.side.around(at)


def _unite(collation: Collation, a: _Words, b: _Words, x: Quotation, y: Quotation) -> list[tuple[Span, Span]]:
    """Dates and numbers of one value in both quotations, in different words: each is one unit; the spans."""
    pairs: list[tuple[Span, Span]] = []
    types: tuple[type[Date | Number], ...] = (Date, Number)
    for type_ in types:
        there = [fact for fact in collation.facts_over("b", y.inner, type_) if y.inner.contains(fact.span)]
        for fact in collation.facts_over("a", x.inner, type_):
            if not x.inner.contains(fact.span):
                continue
            same = next((f for f in there if _value(fact) == _value(f) and _value(f) is not None), None)
            if same and not any(same.span.overlaps(q) or fact.span.overlaps(p) for p, q in pairs):
                if fact.span.of(collation.a.text).casefold() != same.span.of(collation.b.text).casefold():
                    pairs.append((fact.span, same.span))
                there.remove(same)
    for n, (p, q) in enumerate(pairs):
        a.unite(p, f"\x00{n}")
        b.unite(q, f"\x00{n}")
    return pairs


def _altered(collation: Collation, x: Quotation, y: Quotation, similarity: float) -> list[Row]:
    """The rows of what was changed inside the marks, in reading order; all are one finding."""
    words_a, words_b = _Words(collation, "a", x), _Words(collation, "b", y)
    group = ("quotation", x.span, y.span)
    subject = x.entity or y.entity or ""
    vocabulary_ = vocabulary(collation.rules)
    rows = []
    for span_a, span_b in _unite(collation, words_a, words_b, x, y):
        row = Row(
            "quotation", "equivalent", span_a, span_b, "the same value in another form", subject, marks=frozenset({"style"}), group=group
        )
        rows.append(collation.write(row))
    for equal, a1, a2, b1, b2 in aligned(words_a.norms, words_b.norms):
        if equal:
            continue
        altered = _stretch(collation, words_a, words_b, (a1, a2, b1, b2), x, y, vocabulary_)
        if altered is None:
            continue
        altered.subject, altered.group, altered.similarity = altered.subject or subject, group, similarity
        if altered.level != "the marks stand elsewhere":
            altered.lacks = "a" if a1 == a2 else "b" if b1 == b2 else ""
        rows.append(collation.write(altered))
    return rows


def _stretch(
    collation: Collation, a: _Words, b: _Words, place: tuple[int, int, int, int], x: Quotation, y: Quotation, words: Vocabulary
) -> Row | None:  # fmt: skip
    """The row of one changed stretch: units a1 to a2 against units b1 to b2 (`place`). None where it is told elsewhere."""
    a1, a2, b1, b2 = place
    said_a, said_b = a.norms[a1:a2], b.norms[b1:b2]
    span_a, span_b = a.span(a1, a2), b.span(b1, b2)
    if said_a and said_b and not _linked(collation, span_a, span_b):
        return None  # in sentences that do not answer each other: told with them
    texts = span_a.of(collation.a.text), span_b.of(collation.b.text)
    if any(sign in text for sign in "âÃÂ\ufffd" for text in texts) and not all(text.isascii() for text in texts):
        return Row("glitch", "glitch", span_a, span_b, "characters of a wrong encoding", marks=frozenset({"damage"}))
    if not (said_a and said_b) and _left_out(collation, a, b, place):
        return None  # whole sentences that the other version lacks: a row of their own
    if not (said_a and said_b) and _quoted_beside(collation, "b" if said_a else "a", y if said_a else x, said_a or said_b):
        return None  # the other version has the words in another quotation of the passage
    edge = (a1 == 0 and b1 == 0) or (a2 == len(a.norms) and b2 == len(b.norms))
    if edge and "unclosed" in (x.form, y.form):
        return None  # where it ends cannot be seen: told as a lost mark
    if edge and not (said_a and said_b):
        if moved := _boundary(a, b, said_a, said_b, (x.span, y.span), first=a1 == 0 and b1 == 0):
            return Row("quotation", "variant", *moved, "the marks stand elsewhere", marks=frozenset({"boundary"}))
        longer = max(len(a.norms), len(b.norms))
        lost = len(said_a) + len(said_b)
        if lost >= WORD_LEFT_OUT and lost > SHORTENED * longer:
            return Row("quotation", "variant", span_a, span_b, "shortened", marks=frozenset({"boundary"}))
    level = style_of(said_a, said_b, words)
    if level:
        return Row("quotation", "equivalent", span_a, span_b, level, marks=frozenset({"style"}))
    named = _named(collation, span_a, span_b)
    if named:
        name_a, name_b = named
        reason = named_otherwise(collation, name_a.span.of(collation.a.text), name_b.span.of(collation.b.text), name_a.entity_type)
        if reason in SPELLINGS and len(said_a) <= len(name_a.span.of(collation.a.text).split()) + 1:
            return Row(
                NAME_KINDS[name_a.entity_type], "variant", span_a, span_b, reason or "", name_a.entity, marks=frozenset({"spelling"})
            )
        if same_entity(collation, name_a, name_b):
            return Row("quotation", "conflict", span_a, span_b, "another name for the same", marks=frozenset({"alias"}))
    grammar = all(word in words.function for word in (*said_a, *said_b)) and not words.turns(said_a, said_b)
    mark = "function word" if grammar else "word"
    return Row("quotation", "conflict", span_a, span_b, "other words inside the marks", marks=frozenset({mark}))


def _linked(collation: Collation, a: Span, b: Span) -> bool:
    """Whether a sentence of the one place answers one of the other."""
    there = [s.index for s in collation.sentences("b", b)]
    return any(collation.linked_sentences(s.index, j) for s in collation.sentences("a", a) for j in there)


BESIDE = 2  # sentences; a speech that is cut by "said Lee" goes on no further from where it began


def _quoted_beside(collation: Collation, name: SideName, quotation: Quotation, said: list[str]) -> bool:
    """Whether a side has these words in its passage, between other marks than those of the quotation."""
    n, last = len(said), len(collation.version(name).sentences)
    side = collation.side(name, tuple(range(max(quotation.sentence - BESIDE, 0), min(quotation.sentence + BESIDE + 1, last))))
    places = [k for k, norm in enumerate(side.norms) if is_word(norm)]
    for at in range(len(places) - n + 1):
        if [side.norms[k] for k in places[at : at + n]] == said:
            span = side.span(places[at], places[at + n - 1] + 1)
            if not quotation.inner.overlaps(span) and collation.quoted(name, span):
                return True
    return False


def _boundary(
    a: _Words, b: _Words, said_a: list[str], said_b: list[str], whole: tuple[Span, Span], first: bool
) -> tuple[Span, Span] | None:
    """The words that are inside the marks on one side and just outside on the other, with the mark, on both sides; None where they are
    not. `whole` are the two quotations with their marks."""
    inner, outer, said = (a, b, said_a) if said_a else (b, a, said_b)
    side, n = outer.side, len(said)
    outside = [k for k in (range(outer.first - 1, -1, -1) if first else range(outer.last, len(side))) if is_word(side.norms[k])][:n]
    if first:
        outside.reverse()
    if [side.norms[k] for k in outside] != said:
        return None
    there = side.span(outside[0], outside[-1] + 1)
    here = inner.span(0, n) if first else inner.span(len(inner.norms) - n, len(inner.norms))
    quoted_here, quoted_there = whole if said_a else whole[::-1]
    if first:
        here, there = Span(quoted_here.start, here.end), Span(there.start, quoted_there.start + 1)
    else:
        here, there = Span(here.start, quoted_here.end), Span(quoted_there.end - 1, there.end)
    return (here, there) if said_a else (there, here)


def _left_out(collation: Collation, a: _Words, b: _Words, place: tuple[int, int, int, int]) -> bool:
    """Whether the words stand in sentences that the other version has nowhere."""
    a1, a2, b1, b2 = place
    name: SideName = "a" if a1 < a2 else "b"
    there = collation.sentences(name, a.span(a1, a2) if a1 < a2 else b.span(b1, b2))
    return not any(in_order(name, collation.link[name][s.index].a, collation.link[name][s.index].b)[1] for s in there)


def _named(collation: Collation, a: Span, b: Span) -> tuple[Name, Name] | None:
    """The first name that each of the two spans touches; None where one of them touches none."""
    name_a, name_b = next(collation.facts_over("a", a, Name), None), next(collation.facts_over("b", b, Name), None)
    return (name_a, name_b) if name_a and name_b else None


def _value(fact: Date | Number) -> tuple[object, ...] | None:
    """What makes two dates or numbers one; None where that is not known."""
    if isinstance(fact, Date):
        return (fact.value, fact.modifier) if any(map(str.isdigit, fact.value)) else None
    return (fact.value, fact.high, fact.unit, fact.bound) if fact.value is not None else None


# --- who said it -------------------------------------------------------------------------------------------------------------------


def _other_speaker(collation: Collation, x: Quotation, y: Quotation) -> Row | None:
    """The same words said by somebody else."""
    if not (x.entity and y.entity and x.speaker and y.speaker):
        return None
    text_a, text_b = x.speaker.of(collation.a.text), y.speaker.of(collation.b.text)
    if text_a.casefold() == text_b.casefold():
        return None  # the same words in both texts; whom they mean is told where that changed
    types = collation.entity_types.get(x.entity), collation.entity_types.get(y.entity)
    if x.entity.casefold() == y.entity.casefold() or collation.variant(x.entity, y.entity, types[0]):
        return None
    if "person" not in types:
        return None  # a country, its capital, its government: not told apart here
    if not {"organisation", "place"}.isdisjoint(types) or not (text_a[:1].isupper() and text_b[:1].isupper()):
        return None  # a person and the body he speaks for, or one of them not named here
    if spelt_alike(x.entity, y.entity):
        return None  # one person under two spellings of the name: told with the names
    spans = _phrase(collation, "a", x.speaker), _phrase(collation, "b", y.speaker)
    cited = (row for row in collation.rows if row.kind == "attribution" and row.a and row.b)
    if any(span.overlaps(other) for row in cited for span, other in zip((row.a, row.b), spans, strict=True) if span):
        return None
    return collation.write(
        Row("attribution", "conflict", *spans, "another speaker of the same words", f"{x.entity} / {y.entity}",
            marks=frozenset({"speaker"}), group=("speaker", x.entity, y.entity))
    )  # fmt: skip


def _phrase(collation: Collation, name: SideName, span: Span) -> Span:
    """The speaker with the changed words beside the name that say who that is ("Daniel Mutua, a law professor at …")."""
    ends = vocabulary(collation.rules).beside_speaker | QUOTES
    for _, side in collation.sides(name, span):
        i, j = side.range_of(span)
        if not any(k in side.left for k in range(i, j)):
            return span
        while j < len(side) and side.norms[j] not in ends and side.norms[j] not in ".;:" and _goes_on(side, j):
            j += 1
        while i and side.norms[i - 1] not in ends and i - 1 in side.left:
            i -= 1
        while not is_word(side.norms[j - 1]):
            j -= 1
        while not is_word(side.norms[i]):
            i += 1
        return Span(min(span.start, side.starts[i]), max(span.end, side.ends[j - 1]))
    return span


def _goes_on(side: Side, j: int) -> bool:
    """Whether a changed word stands at j or no more than two tokens on."""
    return not side.left.isdisjoint(range(j, j + 3))


# --- turned into paraphrase --------------------------------------------------------------------------------------------------------


def paraphrases(collation: Collation) -> None:
    """Rows for the quotations that the other side of the passage says without the marks."""
    pairs = [(x.a, x.b) for x in collation.answers if x.kind == "quotation" and x.a and x.b]
    answered = {id(quotation) for pair in pairs for quotation in pair}
    for passage in collation.passages:
        for name, quotations in zip(SIDES, collation.facts_in(passage.link, Quotation), strict=True):
            for quotation in quotations:
                if id(quotation) not in answered and quotation.parent is None and quotation.form in ("speech", "scare"):
                    _paraphrase(collation, passage, quotation, name)


def _paraphrase(collation: Collation, passage: Passage, quotation: Quotation, name: SideName) -> None:
    here, there = passage.seen_from(name)
    words = vocabulary(collation.rules)
    quoted = set(here.words(*here.range_of(quotation.span)))
    said = quoted - words.function
    where = [k for k, norm in enumerate(there.norms) if norm in said]
    if not said or len({there.norms[k] for k in where}) < KEPT * len(said):
        return
    low, high = where[0], where[-1] + 1
    if collation.quoted(OTHER[name], there.span(low, high)):
        return  # quoted there too, in a longer quotation
    untold = changed(here, quotation.span) or not there.left.isdisjoint(range(low, high))
    while low and is_word(word := there.norms[low - 1]) and word not in words.speech and (low - 1 in there.left or word in quoted):
        low -= 1
    level = "turned into paraphrase" if untold else "the same words without the marks"
    spans = in_order(name, quotation.span, there.span(low, high))
    row = collation.write(Row("quotation", "variant", *spans, level, quotation.entity or "", marks=frozenset({"paraphrase"})))
    for answer in collation.answers:
        if answer.a is quotation or answer.b is quotation:
            answer.verdict, answer.level, answer.row = "variant", level, row


KEPT = 0.4  # share of the words that carry meaning; a paraphrase keeps at least so many of them
