"""Damage: words fused or split, misspelt or miscast, that the other version shows to be so; and what is damaged for certain in one version.
"""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein

from components.differences.collation import Collation, Row, SideName
from components.differences.edits import Hunk, Passage, Side, is_word
from components.differences.glitches_alone import Damage
from components.differences.glitches_words import compounds, is_known, known_words
from components.differences.vocabulary import vocabulary
from components.model import Span

FUSED = 4  # letters; a shorter word is never taken for two run together
MAY_PRECEDE_BE = frozenset(
    [
        "to",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "not",
        "never",
        "also",
        "ever",
        "always",
        "let",
        "lets",
        "help",
        "helps",
        "make",
        "makes",
        "made",
        "still",
        "only",
        "just",
        "even",
        "then",
        "soon",
        "now",
        "ever",
        "and",
        "or",
        "but",
        "n't",
        "cannot",
        "won't",
        "can't",
        "wouldn't",
        "couldn't",
        "shouldn't",
        "mustn't",
        "'ll",
        "'d",
        "dare",
        "need",
        "ought",
        "better",
        "do",
        "don't",
        "that",
        "lest",
        "if",
    ]
)


def compare_damage(collation: Collation) -> None:
    """Rows for words that the other version shows to be two words run together, one torn apart, or misspelt."""
    words = known_words(collation.rules)
    for passage in collation.passages:
        for hunk in passage.hunks:
            _fused(collation, passage, hunk, "a", words)
            _fused(collation, passage, hunk, "b", words)
            _misspelt(collation, passage, hunk, words)


def _fused(collation: Collation, passage: Passage, hunk: Hunk, name: SideName, known: frozenset[str]) -> None:
    """A word of one side that is none, and whose letters are those of two or three words of the other."""
    here, there = (passage.a, passage.b) if name == "a" else (passage.b, passage.a)
    h1, h2, t1, t2 = (hunk.a1, hunk.a2, hunk.b1, hunk.b2) if name == "a" else (hunk.b1, hunk.b2, hunk.a1, hunk.a2)
    places = [k for k in range(t1, t2) if is_word(there.norms[k])]
    for k in range(h1, h2):
        fused = here.norms[k]
        if len(fused) < FUSED or not fused.isalpha() or k not in here.left or fused in TOGETHER or is_known(fused, known):
            continue
        for n in (2, 3):
            for at in range(len(places) - n + 1):
                parts = [there.norms[m] for m in places[at : at + n]]
                if "".join(parts) == fused and _glued(collation, there, places[at : at + n], parts, fused, known):
                    span, evidence = here.span(k, k + 1), there.span(places[at], places[at + n - 1] + 1)
                    spans = (span, evidence) if name == "a" else (evidence, span)
                    collation.write(Row("glitch", "glitch", *spans, "a space lost", there.word(places[at]), marks=frozenset({"damage"})))
                    return


TOGETHER = frozenset(
    """
    alright also altogether another anymore anyone become before cannot everyone forever however income indeed indoor input inside
    instead intake into maybe nevertheless nobody offset offshore oncoming ongoing online onto outgoing output outside overall
    overcome overtake someone thereby therefore therein throughout today tomorrow tonight underway upon upset whoever within
    without
    """.split()
)  # words of grammar that English writes as one


def _glued(collation: Collation, side: Side, places: list[int], parts: list[str], fused: str, known: frozenset[str]) -> bool:
    """Whether two words were run together: no hyphen between them, and not a compound that is written as one word here or elsewhere."""
    if "-" in side.norms[places[0] : places[-1] + 1] or fused in compounds(collation.rules):
        return False
    function = vocabulary(collation.rules).function
    if any(part in function for part in parts):
        return not all(part in function and len(part) < 3 for part in parts)
    named = [side.word(k)[:1].isupper() for k in places]
    return all(is_known(part, known) or name or len(part) > FUSED for part, name in zip(parts, named, strict=True)) and any(
        is_known(part, known) for part in parts
    )


def _misspelt(collation: Collation, passage: Passage, hunk: Hunk, words: frozenset[str]) -> None:
    """One word for another of nearly the same letters, of which only one is a word at all."""
    if hunk.a2 - hunk.a1 != 1 or hunk.b2 - hunk.b1 != 1 or not words:
        return
    x, y = passage.a.norms[hunk.a1], passage.b.norms[hunk.b1]
    if hunk.a1 not in passage.a.left or hunk.b1 not in passage.b.left or min(len(x), len(y)) < FUSED or not (x.isalpha() and y.isalpha()):
        return
    if any(side.word(k)[:1].isupper() for side, k in ((passage.a, hunk.a1), (passage.b, hunk.b1))):
        return  # a name: another spelling of it is told with the names
    if is_known(x, words) == is_known(y, words) or x in vocabulary(collation.rules).spelling or y in vocabulary(collation.rules).spelling:
        return
    if DamerauLevenshtein.distance(x, y, score_cutoff=2) <= (1 if min(len(x), len(y)) < 7 else 2):
        row = Row(
            "glitch",
            "glitch",
            passage.a.span(hunk.a1, hunk.a2),
            passage.b.span(hunk.b1, hunk.b2),
            "no word",
            y,
            marks=frozenset({"damage"}),
        )
        collation.write(row)


def compare_miscast(collation: Collation) -> None:
    """Rows for words that cannot stand where they do and that the other version has otherwise; after the facts have been told."""
    for passage in collation.passages:
        for hunk in passage.hunks:
            _bare_be(collation, passage, hunk, "a")
            _bare_be(collation, passage, hunk, "b")
            _capital(collation, passage, hunk)


def _bare_be(collation: Collation, passage: Passage, hunk: Hunk, name: SideName) -> None:
    """ "be" where no verb or particle calls for it, and the other version has something else."""
    here, there = (passage.a, passage.b) if name == "a" else (passage.b, passage.a)
    h1, h2, t1, t2 = (hunk.a1, hunk.a2, hunk.b1, hunk.b2) if name == "a" else (hunk.b1, hunk.b2, hunk.a1, hunk.a2)
    for k in range(h1, h2):
        if here.norms[k] == "be" and k in here.left and k and "be" not in there.norms[t1:t2]:
            before = here.norms[max(k - 8, 0) : k]
            if (
                before[-1] in MAY_PRECEDE_BE
                or before[-1].endswith("n't")
                or before[-1].endswith("ly")
                or "that" in before
                or not is_word(before[-1])
            ):
                continue
            span = here.span(h1, h2)
            other = there.span(t1, t2) if t1 < t2 else there.around(t1)
            spans = (span, other) if name == "a" else (other, span)
            collation.write(Row("glitch", "glitch", *spans, "words that cannot stand here", "", marks=frozenset({"damage"})))
            return


def _capital(collation: Collation, passage: Passage, hunk: Hunk) -> None:
    """A capital article in mid-sentence that the other version does not have there."""
    for side, other, i, j, p, q, name in (
        (passage.a, passage.b, hunk.a1, hunk.a2, hunk.b1, hunk.b2, "a"), (passage.b, passage.a, hunk.b1, hunk.b2, hunk.a1, hunk.a2, "b"),
    ):  # fmt: skip
        for k in range(i, j):
            if (
                k in side.left
                and k
                and k not in side.joints
                and side.word(k) in ("The", "A", "An", "This", "In", "On", "Of")
                and side.norms[k - 1].isalpha()
            ):
                if side.word(k - 1)[:1].isupper() or (k + 1 < len(side) and side.norms[k + 1] in ("hague", "times", "guardian", "bronx")):
                    continue
                there = other.around(p) if p == q else other.span(p, min(q, p + 2))
                spans = (side.span(k, k + 1), there) if name == "a" else (there, side.span(k, k + 1))
                collation.write(Row("glitch", "glitch", *spans, "a capital in mid-sentence", "", marks=frozenset({"small damage"})))
                return


def damage_alone(collation: Collation, damage_a: tuple[Damage, ...], damage_b: tuple[Damage, ...]) -> None:
    """Rows for the damage that one version has and the other has not: the sentence is missing there, or says it otherwise."""
    sides: tuple[tuple[SideName, tuple[Damage, ...]], ...] = (("a", damage_a), ("b", damage_b))
    in_a, in_b = ({(d.sentence, d.level) for d in found} for _, found in sides)
    for name, found in sides:
        version, passages, links = (
            (collation.a, collation.passage_a, collation.link_a) if name == "a" else (collation.b, collation.passage_b, collation.link_b)
        )
        for damage in found:
            link = links.get(damage.sentence)
            if link is None:
                continue
            alone = not (link.b if name == "a" else link.a)
            if not alone and damage.sentence not in passages:
                continue  # the other version has the sentence to the letter: a remark, no difference
            if not alone and not _untold(collation, name, damage):
                continue
            if any((i, damage.level) in (in_b if name == "a" else in_a) for i in (link.b if name == "a" else link.a)):
                continue  # the other version has the same: a remark of both
            there = None if alone else _instead(collation, name, damage)
            span_a, span_b = (damage.span, there) if name == "a" else (there, damage.span)
            subject = damage.span.of(version.text)
            row = Row(
                damage.kind, "glitch", span_a, span_b, damage.level, subject if len(subject) < 40 else "", marks=frozenset({damage.mark})
            )
            if alone:
                collation.rows.append(row)
            else:
                collation.write(row)


def _instead(collation: Collation, name: SideName, damage: Damage) -> Span | None:
    """What the other side has in the place of a damaged one; None for a whole sentence, and where words of no use stand there."""
    if damage.mark == "unattributed":
        return None
    for passage, side in collation.sides(name, damage.span):
        i, j = side.range_of(damage.span)
        low, high = passage.project(i, j) if name == "a" else passage.project_back(i, j)
        other = passage.b if name == "a" else passage.a
        return other.span(low, high) if high > low else other.around(low)
    return None


def _untold(collation: Collation, name: SideName, damage: Damage) -> bool:
    """Whether the damaged words are among the changed ones (a sentence without a speaker counts as a whole)."""
    for passage, side in collation.sides(name, damage.span):
        i, j = side.range_of(damage.span)
        low, high = passage.project(i, j) if name == "a" else passage.project_back(i, j)
        other = passage.b if name == "a" else passage.a
        if any(k in side.left for k in range(i, j)) or any(k in other.left for k in range(low, high)):
            return True
    return False
