"""Which quotation of one version is which of the other, and whether its words were kept: pure functions over inner texts.

A quotation may be altered, shortened, moved to another paragraph or given other marks; it stays the same quotation. Pairs are sought in
linked sentences first, then anywhere, where only much likeness counts, the more the shorter the quotation is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import Indel, LCSseq

from components.model import Quotation

MARKS = re.compile(r"[“”„‟\"«»‹›‚]|``|''|(?<![^\W_])['‘’‛]|['‘’‛](?![^\W_])")
WORD = re.compile(r"[^\W_](?:[\w-]|['.,](?=\w))*|[^\w\s]", re.UNICODE)
LONGEST = 2000  # words compared of one quotation; nobody is quoted longer
SHORT = 4  # words from which a shortened quotation can be known by what is left of it
CLAUSE = 5  # words from which the same words elsewhere are the same quotation, whatever stands in the linked sentence
CONTAINED = 0.95  # similarity of a quotation to one that has all its words in order and more
LINKED = 0.40  # similarity inside linked sentences; “discuss someone’s ‘arms transfers’” / “someone’s ‘weapon transfers’” has .57
ANYWHERE = ((2, 1.0), (4, 0.85), (8, 0.72))  # similarity asked of quotations of at most so many words, wherever they stand
LONG = 0.62  # similarity asked of longer ones
JOINED = 0.05  # similarity that a further part must add; one word more of a quotation of ten adds that much
RARE = 6  # words of a quotation, the rarest ones, by which others are looked up
POSTINGS = 30  # quotations that one word looks up at most


def word_for_word(inner_a: str, inner_b: str) -> bool:
    """Whether two inner texts are the same words: marks, curly or straight, blanks, the case of the first letter and a full stop or comma
    at the end do not count; anything else does."""
    return _plain(inner_a) == _plain(inner_b)


def same_quotation(a_inner: str, b_inner: str) -> float:
    """How much two inner texts are one quotation, 0 … 1: words in common and in order, whatever was altered; one that is a part of the
    other counts nearly as much as one that is alike."""
    return _similarity(_words(a_inner), _words(b_inner))


def goes_on(inner: str, further: str, other: str) -> bool:
    """Whether one quotation of a version goes on in a further one, a speech tag between them, as far as the `other` version says both in
    one: the two inner texts together, in this order, are clearly more like the other's than either alone."""
    one, two, whole = _words(inner), _words(further), _words(other)
    alone = max(Indel.normalized_similarity(one, whole), Indel.normalized_similarity(two, whole))
    return Indel.normalized_similarity(one + two, whole) >= alone + JOINED


def pair_quotations(
    quotations_a: Sequence[Quotation],
    quotations_b: Sequence[Quotation],
    text_a: str,
    text_b: str,
    linked: Callable[[int, int], bool],
) -> tuple[tuple[int | None, int | None, float], ...]:
    """Each quotation with the one of the other version that it is, and their similarity; None and 0.0 where it has none.

    One to one, best first: the same words in linked sentences (`linked` is asked with a sentence of each side), a whole clause that is
    the same anywhere, what is alike in linked sentences, what is alike anywhere. In order of a, then what only b has in order of b.
    Stray marks are paired with nothing."""
    words_a = [() if quote.form == "stray" else _words(quote.inner.of(text_a)) for quote in quotations_a]
    words_b = [() if quote.form == "stray" else _words(quote.inner.of(text_b)) for quote in quotations_b]
    found: list[tuple[int, float, int, int, int, int]] = []  # step, likeness, nesting, distance, a, b: the smallest is the best
    for i, j in _candidates(words_a, words_b):
        similarity, shorter = _similarity(words_a[i], words_b[j]), min(len(words_a[i]), len(words_b[j]))
        near = linked(quotations_a[i].sentence, quotations_b[j].sentence)
        if similarity >= (LINKED if near else _asked(shorter)):
            step = (0 if near else 1 if shorter >= CLAUSE else 3) if similarity == 1.0 else 2 if near else 3
            nested = (quotations_a[i].parent is None) != (quotations_b[j].parent is None)
            found.append((step, -similarity, nested, abs(i - j), i, j))
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for _, likeness, _, _, i, j in sorted(found):
        if i not in partner and j not in taken:
            partner[i] = j, -likeness
            taken.add(j)
    pairs: list[tuple[int | None, int | None, float]] = [(i, *partner.get(i, (None, 0.0))) for i in range(len(words_a))]
    return tuple(pairs + [(None, j, 0.0) for j in range(len(words_b)) if j not in taken])


def _plain(inner: str) -> str:
    """An inner text without what does not count in comparing it word for word."""
    text = MARKS.sub("", inner).replace("’", "'").replace("‘", "'").replace("…", "...")
    text = " ".join(text.split()).rstrip(".,")
    return text[:1].casefold() + text[1:]


def _words(inner: str) -> tuple[str, ...]:
    """The words of an inner text, folded, without marks and punctuation."""
    text = MARKS.sub(" ", inner).replace("’", "'").casefold()
    return tuple(word for word in WORD.findall(text)[: 2 * LONGEST] if word[0].isalnum())[:LONGEST]


def _similarity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    alike = Indel.normalized_similarity(a, b)
    shorter = min(len(a), len(b))
    return max(alike, CONTAINED * LCSseq.similarity(a, b) / shorter) if shorter >= SHORT else alike


def _asked(words: int) -> float:
    """The similarity asked of two quotations that stand just anywhere; of one or two words only the same."""
    return next((similarity for most, similarity in ANYWHERE if words <= most), LONG)


def _candidates(words_a: Sequence[tuple[str, ...]], words_b: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: those of the same words, and those that share one of their rarest words. Of the places of a word that
    is common, only those about as far into the text are looked at, so thousands of quotations cost no more than their number."""
    counts = Counter(word for words in (*words_a, *words_b) for word in set(words))
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(words_b):
        same[words].append(j)
        for word in set(words):
            places[word].append(j)
    for i, words in enumerate(words_a):
        there = i * len(words_b) // len(words_a)
        rarest = sorted((word for word in set(words) if word in places), key=lambda word: (counts[word], word))[:RARE]
        found = {j for word in rarest for j in _near(places[word], there)}
        yield from ((i, j) for j in sorted(found.union(_near(same.get(words, ()), there))) if words)


def _near(places: Sequence[int], there: int) -> Sequence[int]:
    """At most POSTINGS of some places in order, those around `there`."""
    if len(places) <= POSTINGS:
        return places
    start = min(max(bisect_left(places, there) - POSTINGS // 2, 0), len(places) - POSTINGS)
    return places[start : start + POSTINGS]
