"""Damage: words fused or split, misspelt or miscast, that the other version shows to be so; and what is damaged for certain in one version.
"""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

from components.differences.collation import Collation, Row, in_order
from components.differences.edits import OTHER, SIDES, Hunk, Passage, Side, SideName, is_word, opens
from components.differences.glitches_alone import Damage
from components.differences.glitches_words import GlitchWords, compounds, glitch_words, is_known, known_words
from components.differences.vocabulary import bases, vocabulary
from components.model import Span

FUSED = 4  # letters; a shorter word is never taken for two run together
CLAUSE = 8  # tokens before a "be" among which a "that" makes it good English ("asked that the road be closed")


def compare_damage(collation: Collation) -> None:
    """Rows for words that the other version shows to be two words run together, one torn apart or doubled, misspelt, or the wrong one."""
    words = known_words(collation.rules)
    for passage in collation.passages:
        joined: dict[SideName, dict[str, list[int]]] = {"a": {}, "b": {}}
        for hunk in passage.hunks:
            _fused(collation, passage, hunk, "a", words, joined["b"])
            _fused(collation, passage, hunk, "b", words, joined["a"])
            _doubled(collation, passage, hunk)
            _misspelt(collation, passage, hunk, words)
            _run_on(collation, passage, hunk, words)


def _fused(
    collation: Collation, passage: Passage, hunk: Hunk, name: SideName, known: frozenset[str], joined: dict[str, list[int]]
) -> None:  # fmt: skip
    """A word of one side that is none, and whose letters are those of two or three words of the other, wherever they stand there. `joined`
    are those of the other side, made when first needed."""
    here, there = passage.seen_from(name)
    h1, h2, *_ = hunk.seen_from(name)
    together = glitch_words(collation.rules).together
    for k in range(h1, h2):
        fused = here.norms[k]
        if len(fused) < FUSED or not fused.isalpha() or k not in here.left or fused in together or is_known(fused, known):
            continue
        if not joined:
            joined.update(_joined(there))
        places = joined.get(fused, [])
        if places and _glued(collation, there, places, [there.norms[m] for m in places], fused, known):
            spans = in_order(name, here.span(k, k + 1), there.span(places[0], places[-1] + 1))
            collation.write(Row("glitch", "glitch", *spans, "a space lost", there.word(places[0]), marks=frozenset({"damage"})))
            return


def _joined(side: Side) -> dict[str, list[int]]:
    """The letters of each two and three neighbouring words of a side, with the places of the first that make them."""
    places = [k for k, norm in enumerate(side.norms) if is_word(norm)]
    found: dict[str, list[int]] = {"": []}
    for n in (2, 3):
        for at in range(len(places) - n + 1):
            found.setdefault("".join(side.norms[m] for m in places[at : at + n]), places[at : at + n])
    return found


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


def _doubled(collation: Collation, passage: Passage, hunk: Hunk) -> None:
    """A word that stands twice on one side and once on the other ("sales sales")."""
    name: SideName = "a" if hunk.lacks == "b" else "b"
    here, there = passage.seen_from(name)
    h1, h2, t1, _ = hunk.seen_from(name)
    if not hunk.lacks or h2 - h1 != 1 or h1 not in here.left or len(here.norms[h1]) < FUSED or not here.word(h1).islower():
        return
    for first, kept in ((h1, t1), (h1 - 1, t1 - 1)):
        twice = 0 <= first < len(here) - 1 and here.norms[first] == here.norms[first + 1]
        if twice and 0 <= kept < len(there) and there.norms[kept] == here.norms[h1]:
            spans = in_order(name, here.span(first, first + 2), there.span(kept, kept + 1))
            collation.write(Row("glitch", "glitch", *spans, "a word twice", here.word(h1), marks=frozenset({"damage"})))
            return


def _misspelt(collation: Collation, passage: Passage, hunk: Hunk, words: frozenset[str]) -> None:
    """One word for another where one of the two is a slip."""
    a, b = passage.a, passage.b
    if not words or hunk.lacks or hunk.a2 - hunk.a1 > 2 or hunk.b2 - hunk.b1 > 2:
        return
    x, y = "".join(a.norms[hunk.a1 : hunk.a2]), "".join(b.norms[hunk.b1 : hunk.b2])
    sounds = y in glitch_words(collation.rules).homophones.get(x, ())  # "it's" is two tokens
    if not sounds and (hunk.a2 - hunk.a1, hunk.b2 - hunk.b1) != (1, 1):
        return
    if not a.left.issuperset(range(hunk.a1, hunk.a2)) or not b.left.issuperset(range(hunk.b1, hunk.b2)):
        return
    spans = a.span(hunk.a1, hunk.a2), b.span(hunk.b1, hunk.b2)
    misspelt = _no_word(collation, x, y, words)
    if not misspelt and collation.quoted("a", spans[0]) and collation.quoted("b", spans[1]):
        return  # one word for another inside the marks: told as that
    if any(side.word(k)[:1].isupper() and not opens(side, k) for side, k in ((a, hunk.a1), (b, hunk.b1))):
        return  # a name: another spelling of it is told with the names
    if found := "a word that sounds alike" if sounds else "no word" if misspelt else _slip(collation, x, y):
        mark = "damage" if misspelt or found == OTHER_SENSE else "small damage"
        collation.write(Row("glitch", "glitch", *spans, found, y, marks=frozenset({mark})))


OTHER_SENSE = "a word of another sense"


def _slip(collation: Collation, x: str, y: str) -> str | None:
    """Why one of two English words is a slip; None where each may be meant."""
    if len(x) >= FUSED and sorted(x) == sorted(y) and x.isalpha() and DamerauLevenshtein.distance(x, y, score_cutoff=1) == 1:
        return "letters turned round"
    senses, forms = glitch_words(collation.rules).other_senses, vocabulary(collation.rules).forms
    for news, other in ((x, y), (y, x)):
        others = set(bases(other, forms))
        if any(not senses.get(base, frozenset()).isdisjoint(others) for base in bases(news, forms)):
            return OTHER_SENSE
    return None


def _no_word(collation: Collation, x: str, y: str, words: frozenset[str]) -> bool:
    """Whether two words have nearly the same letters, and only one is a word at all."""
    if min(len(x), len(y)) < FUSED or not (x.isalpha() and y.isalpha()) or is_known(x, words) == is_known(y, words):
        return False
    if not vocabulary(collation.rules).spelling.keys().isdisjoint((x, y)):
        return False
    return DamerauLevenshtein.distance(x, y, score_cutoff=2) <= (1 if min(len(x), len(y)) < 7 else 2)


def _run_on(collation: Collation, passage: Passage, hunk: Hunk, words: frozenset[str]) -> None:
    """A name of one side that is a name of the other with letters run on that make no name of it. What may be another name, or another
    spelling, is told with the names."""
    a, b = passage.a, passage.b
    names_a, names_b = (
        [k for k in range(i, j) if len(side.norms[k]) >= NAME and k in side.left and side.word(k)[:1].isupper()]
        for side, i, j in ((a, hunk.a1, hunk.a2), (b, hunk.b1, hunk.b2))
    )
    if len(names_a) * len(names_b) > MOST_NAMES:
        return
    for i in names_a:
        for j in names_b:
            short, long = sorted((a.norms[i], b.norms[j]), key=len)
            ending = long.removeprefix(short)
            if ending == long or not RUN_ON <= len(ending) <= NAME or is_known(short, words) or is_known(long, words):
                continue
            plain = "".join(c for c in unicodedata.normalize("NFD", ending) if not unicodedata.combining(c))
            if short.endswith(plain) or plain not in glitch_words(collation.rules).name_endings:
                spans = a.span(i, i + 1), b.span(j, j + 1)
                collation.write(Row("glitch", "glitch", *spans, "letters run on", marks=frozenset({"damage"})))
                return


MOST_NAMES = 100  # pairs of capital words of one changed stretch; in a longer one none is looked at
NAME = 5  # letters of a name that is told from chance; "Ana"/"Anabel" are two names
RUN_ON = 2  # letters; one more may be a plural or another spelling


def compare_miscast(collation: Collation) -> None:
    """Rows for words that cannot stand where they do and that the other version has otherwise; after the facts have been told."""
    words = glitch_words(collation.rules)
    for passage in collation.passages:
        for hunk in passage.hunks:
            _bare_be(collation, passage, hunk, "a", words)
            _bare_be(collation, passage, hunk, "b", words)
            _capital(collation, passage, hunk, words)


def _bare_be(collation: Collation, passage: Passage, hunk: Hunk, name: SideName, words: GlitchWords) -> None:
    """ "be" where no verb or particle calls for it, and the other version has something else."""
    here, there = passage.seen_from(name)
    h1, h2, t1, t2 = hunk.seen_from(name)
    for k in range(h1, h2):
        if here.norms[k] == "be" and k in here.left and k and "be" not in there.norms[t1:t2]:
            before = here.norms[max(k - CLAUSE, 0) : k]
            if before[-1] in words.before_be or before[-1].endswith(("n't", "ly")) or "that" in before or not is_word(before[-1]):
                continue
            spans = in_order(name, here.span(h1, h2), there.shown(t1, t2))
            collation.write(Row("glitch", "glitch", *spans, "words that cannot stand here", marks=frozenset({"damage"})))
            return


def _capital(collation: Collation, passage: Passage, hunk: Hunk, words: GlitchWords) -> None:
    """A capital on a word of grammar in mid-sentence that the other version does not have there."""
    for name in SIDES:
        here, there = passage.seen_from(name)
        h1, h2, t1, t2 = hunk.seen_from(name)
        for k in range(max(h1, 1), h2):
            if k not in here.left or k in here.joints or here.word(k) not in words.never_capital or not here.norms[k - 1].isalpha():
                continue
            if here.word(k - 1)[:1].isupper() or (k + 1 < len(here) and here.norms[k + 1] in words.named_with_article):
                continue
            spans = in_order(name, here.span(k, k + 1), there.shown(t1, min(t2, t1 + 2)))
            collation.write(Row("glitch", "glitch", *spans, "a capital in mid-sentence", marks=frozenset({"small damage"})))
            return


def damage_alone(collation: Collation, damage_a: tuple[Damage, ...], damage_b: tuple[Damage, ...]) -> None:
    """Rows for the damage that one version has and the other has not: the sentence is missing there, or says it otherwise."""
    for name in SIDES:
        found, other = in_order(name, damage_a, damage_b)
        known = {(damage.sentence, damage.level) for damage in other}
        for damage in found:
            link = collation.link[name].get(damage.sentence)
            if link is None:
                continue
            _, answers = in_order(name, link.a, link.b)
            if any((i, damage.level) in known for i in answers):
                continue  # the other version has the same: a remark of both
            subject = damage.span.of(collation.version(name).text)
            row = Row(
                damage.kind, "glitch", *in_order(name, damage.span, None), damage.level, subject if len(subject) < SUBJECT else "",
                marks=frozenset({damage.mark}),
            )  # fmt: skip
            if not answers:
                collation.rows.append(row)
            elif damage.sentence in collation.passage[name] and _untold(collation, name, damage):
                row.put(OTHER[name], _instead(collation, name, damage))
                collation.write(row)
            # else the other version has these words to the letter: a remark, no difference


SUBJECT = 40  # characters; a longer stretch is no name for a row


def _untold(collation: Collation, name: SideName, damage: Damage) -> bool:
    """Whether the damaged words, or those in their place, are among the changed ones that no row has told."""
    for passage, side in collation.sides(name, damage.span):
        _, there = passage.seen_from(name)
        i, j = side.range_of(damage.span)
        if not side.left.isdisjoint(range(i, j)) or not there.left.isdisjoint(range(*passage.across(name, i, j))):
            return True
    return False


def _instead(collation: Collation, name: SideName, damage: Damage) -> Span | None:
    """What the other side has in the place of a damaged one; None for a sentence that lacks a speaker, which is shown alone."""
    if damage.mark == "unattributed":
        return None
    for passage, side in collation.sides(name, damage.span):
        _, there = passage.seen_from(name)
        return there.shown(*passage.across(name, *side.range_of(damage.span)))
    return None
