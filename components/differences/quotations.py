"""What was changed inside quotation marks, where a quotation begins and ends, and who is said to have said it.

A quotation is looked for in the whole of the other version, not only in the linked sentence. Marks, and a full stop or comma just
inside them, do not count. Each altered stretch of words is a row of its own; all rows of one quotation are one finding.
"""

from __future__ import annotations

from itertools import zip_longest

from components.differences.collation import SPELLINGS, Collation, Row, changed, in_order
from components.differences.edits import OTHER, QUOTES, SIDES, Passage, Side, SideName, aligned, is_word
from components.differences.names import NAME_KINDS, named_otherwise, same_entity, spelt_alike
from components.differences.quotations_audit import goes_on, pair_quotations
from components.differences.vocabulary import Vocabulary, style_of, vocabulary
from components.model import Date, Name, Number, Quotation, Span

SHORTENED = 0.4  # share of the words; a quotation that lost more than this at one end was shortened, one that lost less was altered
WORD_LEFT_OUT = 4  # words; fewer are never called a shortening


def compare_quotations(collation: Collation) -> None:
    """Rows and pairs for the quotations of both versions."""
    a = [q for q in collation.facts_a.quotations if q.form != "stray"]
    b = [q for q in collation.facts_b.quotations if q.form != "stray"]
    text_a, text_b = collation.a.text, collation.b.text
    pairs = [(x, y, similarity) for x, y, similarity in pair_quotations(a, b, text_a, text_b, collation.linked_sentences)]
    to_b = {x: y for x, y, _ in pairs if x is not None and y is not None}
    to_a = {y: x for x, y in to_b.items()}
    parts_a, parts_b = _parts(a, to_b, b, text_a, text_b), _parts(b, to_a, a, text_b, text_a)
    further_a, further_b = ({part for parts in found.values() for part in parts} for found in (parts_a, parts_b))
    found: set[tuple[int | None, int | None]] = set()  # pairs of places among all quotations, the enclosing before the enclosed
    places_a, places_b = _places(collation.facts_a.quotations), _places(collation.facts_b.quotations)
    for x, y, similarity in pairs:
        if x is not None and y is not None:
            whole_a, whole_b = ([q[k] for k in sorted((at, *parts.get(at, ())))] for q, at, parts in ((a, x, parts_a), (b, y, parts_b)))
            _audit(collation, whole_a, whole_b, similarity, inside=(a[x].parent, b[y].parent) in found)
            found.add((places_a[id(a[x])], places_b[id(b[y])]))
        elif x is not None and x not in further_a:
            collation.answer("quotation", a[x], None, "omitted", "only in one version")
        elif y is not None and y not in further_b:
            collation.answer("quotation", None, b[y], "added", "only in one version")


def _parts(
    here: list[Quotation], partner: dict[int, int], there: list[Quotation], text: str, other: str
) -> dict[int, list[int]]:  # fmt: skip
    """By the place of a quotation that has a partner: the places of its neighbours in which it goes on after a speech tag, where the
    partner has that in one."""
    found: dict[int, list[int]] = {}
    for k, quotation in enumerate(here):
        if k in partner or quotation.parent is not None or quotation.form != "speech":
            continue
        for whole in (k - 1, k + 1):
            if whole not in partner or here[whole].parent is not None or abs(here[whole].sentence - quotation.sentence) > BESIDE:
                continue
            first, second = sorted((whole, k))
            inner = there[partner[whole]].inner.of(other)
            if goes_on(here[first].inner.of(text), here[second].inner.of(text), inner):
                found.setdefault(whole, []).append(k)
                break
    return found


def _places(quotations: tuple[Quotation, ...]) -> dict[int, int]:
    return {id(quotation): place for place, quotation in enumerate(quotations)}


def _audit(collation: Collation, in_a: list[Quotation], in_b: list[Quotation], similarity: float, inside: bool) -> None:
    """One quotation in both versions, on each side in one part or several; what is altered in one that stands `inside` another is told
    with that."""
    x, y = in_a[0], in_b[0]
    rows = _told_inside(collation, x, y) if inside else _altered(collation, in_a, in_b, similarity)
    if not inside and (speaker := _other_speaker(collation, x, y)):
        rows.append(speaker)
    worst = next((row for row in rows if row.verdict == "conflict"), rows[0] if rows else None)
    for q, p in zip_longest(in_a, in_b):
        q, p = q or in_a[-1], p or in_b[-1]
        if worst:
            collation.answer("quotation", q, p, worst.verdict, worst.level, worst)
        else:
            alike = q.inner.of(collation.a.text) == p.inner.of(collation.b.text)
            collation.answer("quotation", q, p, "same" if alike else "equivalent", "word for word")


def _told_inside(collation: Collation, x: Quotation, y: Quotation) -> list[Row]:
    """The rows of the enclosing quotation that are about words of one that stands inside it."""
    return [
        row
        for row in dict.fromkeys(row for passage, _ in collation.sides("a", x.span) for row in passage.rows)
        if row.a and row.b and (row.kind == "quotation" or row.group) and x.span.contains(row.a) and y.span.contains(row.b)
    ]


# --- words inside the marks -------------------------------------------------------------------------------------------------------


PAUSES = frozenset(",;:–—-…")


class _Words:
    """The words of a quotation, marks left out. A *unit* is one word, or the words of a date or number that stands on the other side in
    another form; the two sides' units of one such fact have one id."""

    def __init__(self, collation: Collation, name: SideName, parts: list[Quotation]) -> None:
        whole = Span(parts[0].inner.start, parts[-1].inner.end)
        self.side = collation.side(name, tuple(s.index for s in collation.sentences(name, whole)))
        self.first, self.last = self.side.range_of(whole)
        inside = (k for part in parts for k in range(*self.side.range_of(part.inner)))
        self.units = [(self.side.norms[k], k, k + 1) for k in inside if is_word(self.side.norms[k])]

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

    def pause(self, i: int) -> Span | None:
        """The comma or dash between unit i - 1 and unit i; None where there is none."""
        if not 0 < i < len(self.units):
            return None
        between = range(self.units[i - 1][2], self.units[i][1])
        return self.side.span(between[0], between[0] + 1) if len(between) == 1 and self.side.norms[between[0]] in PAUSES else None


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


def _altered(collation: Collation, in_a: list[Quotation], in_b: list[Quotation], similarity: float) -> list[Row]:
    """The rows of what was changed inside the marks, in reading order; all are one finding."""
    words_a, words_b = _Words(collation, "a", in_a), _Words(collation, "b", in_b)
    x, y = in_a[0], in_b[0]
    group = ("quotation", x.span, y.span)
    subject = x.entity or y.entity or ""
    vocabulary_ = vocabulary(collation.rules)
    rows = []
    for span_a, span_b in _unite(collation, words_a, words_b, x, y):
        row = Row(
            "quotation", "equivalent", span_a, span_b, "the same value in another form", subject, marks=frozenset({"style"}), group=group
        )
        rows.append(collation.write(row))
    for a1, a2, b1, b2 in _stretches(words_a.norms, words_b.norms):
        altered = _stretch(collation, words_a, words_b, (a1, a2, b1, b2), x, y, vocabulary_)
        if altered is None:
            continue
        altered.subject, altered.group, altered.similarity = altered.subject or subject, group, similarity
        if altered.level != "the marks stand elsewhere":
            altered.lacks = "a" if a1 == a2 else "b" if b1 == b2 else ""
        if altered.lacks:
            pause = (words_a if altered.lacks == "a" else words_b).pause(a1 if altered.lacks == "a" else b1)
            if pause and collation.changed(altered.lacks, pause):  # "simple, cheap" for "simple and cheap"
                altered.put(altered.lacks, pause)
                altered.lacks = ""
        rows.append(collation.write(altered))
    return rows


def _stretches(a: list[str], b: list[str]) -> list[tuple[int, int, int, int]]:
    """The changed stretches (a1, a2, b1, b2) of two sequences of folded words; two that changed places are one."""
    found: list[tuple[int, int, int, int]] = []
    for equal, a1, a2, b1, b2 in aligned(a, b):
        if equal:
            continue
        if found and a1 < a2 and b1 < b2:
            a0, before_a, b0, before_b = found[-1]
            if a[a0:before_a] == b[b1:b2] and a[a1:a2] == b[b0:before_b]:
                found[-1] = a0, a2, b0, b2
                continue
        found.append((a1, a2, b1, b2))
    return found


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
    front, back = a1 == 0 and b1 == 0, a2 == len(a.norms) and b2 == len(b.norms)
    edge = front or back
    if not (said_a and said_b) and _quoted_beside(collation, "b" if said_a else "a", y if said_a else x, said_a or said_b, front, back):
        return None  # the other version has the words in another quotation of the passage
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


def _quoted_beside(collation: Collation, name: SideName, quotation: Quotation, said: list[str], front: bool, back: bool) -> bool:
    """Whether a side has these words in its passage, between other marks than those of the quotation. A word or two, or words of grammar
    alone, stand anywhere: they must end the quotation before, where they are the `front` of this one, or begin the one behind, where they
    are its `back`."""
    n, last = len(said), len(collation.version(name).sentences)
    near = tuple(range(max(quotation.sentence - BESIDE, 0), min(quotation.sentence + BESIDE + 1, last)))
    side = collation.side(name, near)
    proof = n >= PROOF and not vocabulary(collation.rules).function.issuperset(said)
    others = [q for i in near for q in collation.facts_at(name, i, Quotation) if not q.inner.overlaps(quotation.inner)]
    places = [k for k, norm in enumerate(side.norms) if is_word(norm)]
    for at in range(len(places) - n + 1):
        if [side.norms[k] for k in places[at : at + n]] != said:
            continue
        span = side.span(places[at], places[at + n - 1] + 1)
        if proof and not quotation.inner.overlaps(span) and collation.quoted(name, span):
            return True
        for other in others:
            if other.inner.contains(span) and (
                (front and other.span.end <= quotation.span.start and not _has_word(collation, name, Span(span.end, other.inner.end)))
                or (back and other.span.start >= quotation.span.end and not _has_word(collation, name, Span(other.inner.start, span.start)))
            ):
                return True
    return False


PROOF = 3  # words; fewer stand between other marks by chance


def _has_word(collation: Collation, name: SideName, span: Span) -> bool:
    """Whether any letter or figure stands in the span."""
    return any(map(str.isalnum, span.of(collation.version(name).text)))


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
        for name, sentences in zip(SIDES, (passage.link.a, passage.link.b), strict=True):
            for quotation in _spoken_in(collation, name, sentences):
                if id(quotation) not in answered and quotation.parent is None and quotation.form in ("speech", "scare"):
                    _paraphrase(collation, passage, quotation, name)


def _spoken_in(collation: Collation, name: SideName, sentences: tuple[int, ...]) -> list[Quotation]:
    """The quotations that begin in some sentences of a side, and those that run on into them from the sentence before."""
    before = collation.facts_at(name, sentences[0] - 1, Quotation) if sentences[0] else ()
    start = collation.version(name).sentences[sentences[0]].span.start
    return [*(q for q in before if q.span.end > start + 1), *(q for i in sentences for q in collation.facts_at(name, i, Quotation))]


def _paraphrase(collation: Collation, passage: Passage, quotation: Quotation, name: SideName) -> None:
    here, there = passage.seen_from(name)
    words = vocabulary(collation.rules)
    quoted = set(here.words(*here.range_of(quotation.span)))
    said = quoted - words.function
    where = [k for k, norm in enumerate(there.norms) if norm in said]
    if said and len({there.norms[k] for k in where}) >= KEPT * len(said):
        low, high = where[0], where[-1] + 1
    elif quotation.form == "speech" and len(quoted) >= WORD_LEFT_OUT and (clause := _reported(there, words)):
        low, high = clause
    else:
        return
    if collation.quoted(OTHER[name], there.span(low, high)):
        return  # quoted there too, in a longer quotation
    untold = changed(here, quotation.span) or not there.left.isdisjoint(range(low, high))
    while low and is_word(word := there.norms[low - 1]) and word not in words.speech and (low - 1 in there.left or word in quoted):
        low -= 1
    level = "turned into paraphrase" if untold else "the same words without the marks"
    whole = Span(max(quotation.span.start, here.starts[0]), quotation.span.end)
    spans = in_order(name, whole, there.span(low, high))
    row = collation.write(Row("quotation", "variant", *spans, level, quotation.entity or "", marks=frozenset({"paraphrase"})))
    for answer in collation.answers:
        if answer.a is quotation or answer.b is quotation:
            answer.verdict, answer.level, answer.row = "variant", level, row


def _reported(side: Side, words: Vocabulary) -> tuple[int, int] | None:
    """The tokens of what a side that quotes nothing reports after a verb of saying ("conceded that …"), if most of them were changed; None
    where there is no such clause."""
    if not QUOTES.isdisjoint(side.norms):
        return None
    verb = next((k for k, norm in enumerate(side.norms) if norm in words.says), -1)
    that = next((k for k in range(verb + 1, min(verb + REACH, len(side))) if side.norms[k] == "that"), -1) if verb >= 0 else -1
    if that < 0:
        return None
    end = next((joint for joint in side.joints if joint > that), len(side))
    while end > that and not is_word(side.norms[end - 1]):
        end -= 1
    return (that, end) if 2 * len(side.left.intersection(range(that, end))) > end - that >= WORD_LEFT_OUT else None


REACH = 6  # tokens between a verb of saying and its "that" ("told reporters in the capital that")
KEPT = 0.4  # share of the words that carry meaning; a paraphrase keeps at least so many of them
