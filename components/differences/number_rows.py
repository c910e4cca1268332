"""Numbers that answer each other, row by row; how two of them differ is the ladder in numbers.py."""

from __future__ import annotations

from components.differences.collation import Collation, Row, changed, one_sided, pair_facts
from components.differences.edits import Passage
from components.differences.numbers import compare_numbers, may_answer
from components.model import Number


def compare_all_numbers(collation: Collation) -> None:
    """Rows and pairs for the numbers of all linked sentences; a number in no linked sentence answers one alike elsewhere, or none."""
    passages = {id(passage.link): passage for passage in collation.passages}
    text_a, text_b, rules = collation.a.text, collation.b.text, collation.rules
    told: set[int] = set()
    for link in collation.linked:
        passage = passages.get(id(link))
        if passage is None:
            a, b = collation.by_sentence_a[Number], collation.by_sentence_b[Number]
            for x, y in zip((n for i in link.a for n in a.get(i, ())), (n for j in link.b for n in b.get(j, ())), strict=False):
                told.update((id(x), id(y)))
                collation.answer("number", x, y, "same", "the same sentence")
            continue
        numbers_a, numbers_b = collation.facts_of(passage, Number)
        if not (numbers_a or numbers_b):
            continue
        for x, y in pair_facts(passage, numbers_a, numbers_b, lambda x, y: may_answer(x, y, text_a, text_b, rules)):
            told.update(id(n) for n in (x, y) if n)
            if x and y:
                _pair(collation, passage, x, y)
            elif x:
                _alone(collation, passage, x, "a")
            elif y:
                _alone(collation, passage, y, "b")
    for x in collation.facts_a.numbers:
        if id(x) not in told:
            collation.answer("number", x, None, "omitted", "only in one version")
    for y in collation.facts_b.numbers:
        if id(y) not in told:
            collation.answer("number", None, y, "added", "only in one version")


def _pair(collation: Collation, passage: Passage, x: Number, y: Number) -> None:
    outcome = compare_numbers(x, y, collation.a.text, collation.b.text, collation.rules)
    row = None
    touched = changed(passage.a, x.span) or changed(passage.b, y.span)
    spans = x.span, y.span
    for approximator, side in ((x.approximator, passage.a), (y.approximator, passage.b)):
        touched = touched or bool(approximator and changed(side, approximator))
    if outcome.verdict != "same" and touched:
        mark = {"conflict": "other", "variant": "variant", "unclear": "unclear"}.get(outcome.verdict, "style")
        marks = {mark} | ({"toll"} if _toll(collation, x) or _toll(collation, y) else set())
        spans = _with(x, passage.a.left, passage), _with_b(y, passage)
        row = collation.write(Row("number", outcome.verdict, *spans, outcome.level, _counted(collation, x, y), outcome.note, frozenset(marks)))
    collation.answer("number", x, y, row.verdict if row else "same" if outcome.verdict == "same" else outcome.verdict, outcome.level, row)


def _with(x: Number, left: set[int], passage: Passage):  # type: ignore[no-untyped-def]
    """The number with its approximator where that changed."""
    if x.approximator and changed(passage.a, x.approximator) and x.approximator.end <= x.span.start:
        return type(x.span)(x.approximator.start, x.span.end)
    return x.span


def _with_b(y: Number, passage: Passage):  # type: ignore[no-untyped-def]
    if y.approximator and changed(passage.b, y.approximator) and y.approximator.end <= y.span.start:
        return type(y.span)(y.approximator.start, y.span.end)
    return y.span


def _alone(collation: Collation, passage: Passage, fact: Number, name: str) -> None:
    side = passage.a if name == "a" else passage.b
    if changed(side, fact.span) and _is_gloss(collation, fact, name):
        row = one_sided(collation, passage, fact, "a" if name == "a" else "b", "number", "", frozenset({"style"}))
        row.verdict, row.level = "equivalent", "the same amount in another unit, beside it"
    elif changed(side, fact.span):
        one_sided(collation, passage, fact, "a" if name == "a" else "b", "number", "", frozenset({"number"}))
    else:
        collation.answer("number", *((fact, None) if name == "a" else (None, fact)), "omitted" if name == "a" else "added", "the words are in both")


def _is_gloss(collation: Collation, fact: Number, name: str) -> bool:
    """Whether the number is an amount given twice, one of the two in brackets ("2.2 pounds (1 kilogram)"), and only one of them is lacking."""
    numbers, version = (collation.facts_a.numbers, collation.a) if name == "a" else (collation.facts_b.numbers, collation.b)
    text = version.text
    for other in numbers:
        first, second = sorted((other, fact), key=lambda n: n.span.start)
        between = text[first.span.end : second.span.start]
        if other is not fact and first.unit and second.unit and first.unit != second.unit and 1 <= len(between) <= 3 and between.strip() in ("(", "/", "["):
            return compare_numbers(first, second, text, text, collation.rules).verdict in ("equivalent", "same", "variant")
    return False


def _counted(collation: Collation, x: Number, y: Number) -> str:
    for number, text in ((x, collation.a.text), (y, collation.b.text)):
        if number.counted:
            return number.counted.of(text)
    return ""


def _toll(collation: Collation, x: Number) -> bool:
    """Whether the number counts the dead or hurt."""
    words = collation.rules.table("severity").get("toll", ())
    version = collation.a if x in collation.facts_a.numbers else collation.b
    near = version.text[max(x.span.start - 40, 0) : x.span.end + 40].casefold()
    return any(word in near for word in words)
