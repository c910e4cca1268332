"""Two versions → links between their sentences: kept, edited, split, merged, moved, omitted, added.

How: sentences that are word for word the same and stand once on each side anchor; their heaviest run in the same order is the spine, which
cuts both texts into gaps. In a gap every pair is looked at; across gaps only sentences that share rare words or pairs of words. Pairs that are
each other's best by a clear margin anchor next; then every gap is aligned in order; then what is left may cross, at a higher price; then
sentences join a neighbour's link where they cover what it left open (split, merged). Moved is what stands outside the heaviest run in order.

Similarity, 0 … 1, is half the longest common subsequence of words (Dice) and half the words in common weighted by rarity, on stems
("organisation", "organizations" and "organization" are one, so are "nine" and "9"). No other measure links on its own.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz.distance import Indel, LCSseq

from components.model import STORY_PARTS, Link, Operation, PartKind, Tokens, Version

LINK = 0.36  # similarity; a pair in order is linked from here on
CROSSING = 0.14  # similarity; how much more a pair needs that crosses the order of the others
SURE = 0.62  # similarity; each other's best from here on, by MARGIN, anchors
MARGIN = 0.12  # similarity
JOIN = 0.45  # share of a sentence's weight that a neighbour's link must have left open for it to join
RELATED = 0.15  # share of the smaller story's sentences that must be linked for two texts to look like versions of one story

SMALL_GAP = 1600  # pairs; larger gaps are searched by rare words
CANDIDATES = 12  # scored candidates of one sentence outside its gap
POSTINGS = 40  # sentences that share a word or pair of words; more say nothing
"""Everything above was set on generated corpora and human revisions, none of it on one story."""

NUMBERS = {
    word: str(k)
    for k, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {word: str(10 * k) for k, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
MONTHS = {name: name[:3] for name in "january february march april june july august september october november december".split()} | {"sept": "sep"}
TEXT: frozenset[PartKind] = STORY_PARTS | {"note"}
LONE: tuple[PartKind, ...] = ("headline", "deck", "byline", "dateline", "timestamp", "credit")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One version's sentences as strings of one character a word: what all comparing is done on."""

    words: tuple[str, ...]  # stems of the words (of the marks, where a sentence has no word)
    exact: tuple[str, ...]  # folded forms of all tokens


@dataclass(slots=True)
class Comparer:
    """What the alignments of one story's versions share: stems, prepared versions, and every pair of sentences compared so far.

    All versions must come from one TokenTable."""

    stem_of: dict[int, str] = field(default_factory=dict)  # token id → its stem's character; "" for marks
    mark_of: dict[int, str] = field(default_factory=dict)  # token id → its own character
    stems: dict[str, str] = field(default_factory=dict)  # stem → character
    prepared: dict[int, tuple[Tokens, Prepared]] = field(default_factory=dict)
    common: dict[tuple[str, str], int] = field(default_factory=dict)  # pair of sentences → words in common, in order

    def prepare(self, tokens: Tokens) -> Prepared:
        """The version's sentences as strings; made once for each version."""
        known = self.prepared.get(id(tokens))
        if known is None:
            known = self.prepared[id(tokens)] = (tokens, self._prepare(tokens))
        return known[1]

    def _prepare(self, tokens: Tokens) -> Prepared:
        for number, norm in dict(zip(tokens.ids, tokens.norms, strict=True)).items():
            if number not in self.mark_of:
                self.mark_of[number] = _character(number)
                word = stem(norm) if norm[0].isalnum() else ""
                self.stem_of[number] = self.stems.setdefault(word, _character(len(self.stems))) if word else ""
        stems = list(map(self.stem_of.__getitem__, tokens.ids))
        marks = "".join(map(self.mark_of.__getitem__, tokens.ids))
        bounds = tokens.bounds
        exact = tuple(marks[low:high] for low, high in zip(bounds, bounds[1:], strict=False))
        words = tuple("".join(stems[low:high]) or marks[low:high] for low, high in zip(bounds, bounds[1:], strict=False))
        return Prepared(words, exact)


def align(
    a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens, *, threshold: float = LINK, comparer: Comparer | None = None
) -> tuple[Link, ...]:
    """Links in reading order; every sentence of every part is in exactly one.

    Running text, lists and notes are aligned with each other, asides with asides; of headline, deck, byline, dateline, timestamp and credit
    each answers its own kind only, and only where the texts look like versions of one story. Pass one `comparer` for all alignments
    of one story: what two of its pairs share is then worked out once."""
    comparer = comparer or Comparer()
    one, two = comparer.prepare(tokens_a), comparer.prepare(tokens_b)
    groups: list[Group] = []
    for kinds in (TEXT, frozenset[PartKind]({"aside"})):
        left = [s.index for s in a.sentences if s.part in kinds]
        right = [s.index for s in b.sentences if s.part in kinds]
        if left and right:
            work = Alignment([one.words[i] for i in left], [two.words[j] for j in right], threshold, comparer.common)
            groups += [
                Group(tuple(left[i] for i in g.a), tuple(right[j] for j in g.b), g.similarity, g.reason) for g in work.groups()
            ]
        if kinds is TEXT:
            groups += _lone_parts(a, b, one, two, groups, threshold)
    return _links(a, b, one, two, groups)


def looks_related(links: Iterable[Link], a: Version, b: Version) -> bool:
    """Whether enough of the shorter story is linked for the two to be versions of one story. True where one has no running text."""
    sizes = [sum(s.part in TEXT for s in version.sentences) for version in (a, b)]
    if not all(sizes):
        return True
    linked_a = linked_b = 0
    for link in links:
        if link.a and link.b and a.sentences[link.a[0]].part in TEXT:
            linked_a += len(link.a)
            linked_b += len(link.b)
    return max(linked_a / sizes[0], linked_b / sizes[1]) >= RELATED


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that answer each other, before they become a link."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    similarity: float
    reason: str


class Alignment:
    """The alignment of two lists of sentences, step by step. Sentences are strings of one character a stem."""

    def __init__(self, a: Sequence[str], b: Sequence[str], threshold: float, common: dict[tuple[str, str], int]) -> None:
        self.a, self.b, self.threshold, self.common = a, b, threshold, common
        self.to_b: dict[int, int] = {}
        self.to_a: dict[int, int] = {}
        self.why: dict[int, tuple[float, str]] = {}  # first sentence in a → similarity and reason
        self.scores: dict[tuple[int, int], float] = {}
        self.weight: dict[str, float] = {}
        self.sets: dict[str, tuple[frozenset[str], float]] = {}

    def groups(self) -> list[Group]:
        """Every group of sentences that answer each other."""
        self._identical()
        if len(self.to_b) < len(self.a) and len(self.to_a) < len(self.b):
            self._weigh()
            self._similar()
        joined = self._join()
        out = []
        for i, j in sorted(self.to_b.items()):
            if i in joined[0] or j in joined[1]:
                continue
            similarity, reason = self.why[i]
            extra_a, extra_b = joined[2].get((i, j), ([], []))
            if extra_a or extra_b:
                group_a, group_b = tuple(sorted([i, *extra_a])), tuple(sorted([j, *extra_b]))
                similarity = self._joined_score(group_a, group_b)
                reason = "together they say the same"
                out.append(Group(group_a, group_b, similarity, reason))
            else:
                out.append(Group((i,), (j,), similarity, reason))
        return out

    # 1. identical sentences

    def _take(self, i: int, j: int, similarity: float, reason: str) -> None:
        self.to_b[i], self.to_a[j], self.why[i] = j, i, (similarity, reason)

    def _identical(self) -> None:
        a, b = self.a, self.b
        once_a, once_b = _once(a), _once(b)
        anchors = [(i, once_b[key]) for key, i in once_a.items() if i >= 0 and once_b.get(key, -1) >= 0]
        spine = _heaviest_run(anchors, [len(a[i]) + 1 for i, _ in anchors])
        for i, j in anchors:
            self._take(i, j, 1.0, "the same words")
        # what stands next to an anchor and is the same on both sides, then the longest common run inside each gap
        before = (-1, -1)
        for after in [*(anchors[k] for k in spine), (len(a), len(b))]:
            low_a, low_b, high_a, high_b = before[0] + 1, before[1] + 1, after[0], after[1]
            while low_a < high_a and low_b < high_b and a[low_a] == b[low_b] and low_a not in self.to_b and low_b not in self.to_a:
                self._take(low_a, low_b, 1.0, "the same words")
                low_a, low_b = low_a + 1, low_b + 1
            while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1] and high_a - 1 not in self.to_b and high_b - 1 not in self.to_a:
                high_a, high_b = high_a - 1, high_b - 1
                self._take(high_a, high_b, 1.0, "the same words")
            if low_a < high_a and low_b < high_b:
                self._same_run(low_a, high_a, low_b, high_b)
            before = after
        # the same sentence elsewhere: first with first, second with second
        left = defaultdict(list)
        for j in range(len(b)):
            if j not in self.to_a:
                left[b[j]].append(j)
        for places in left.values():
            places.reverse()
        for i in range(len(a)):
            if i not in self.to_b and (places := left.get(a[i], [])):
                self._take(i, places.pop(), 1.0, "the same words")

    def _same_run(self, low_a: int, high_a: int, low_b: int, high_b: int) -> None:
        """Repeated sentences inside a gap, in order."""
        rows = [i for i in range(low_a, high_a) if i not in self.to_b]
        columns = [j for j in range(low_b, high_b) if j not in self.to_a]
        shared = {self.a[i] for i in rows} & {self.b[j] for j in columns}
        rows = [i for i in rows if self.a[i] in shared]
        columns = [j for j in columns if self.b[j] in shared]
        if not rows or not columns or len(rows) * len(columns) > 40_000_000:
            return
        number: dict[str, int] = {}
        for key in shared:
            number[key] = len(number)
        for op in LCSseq.opcodes([number[self.a[i]] for i in rows], [number[self.b[j]] for j in columns]):
            if op.tag == "equal":
                for k in range(op.src_end - op.src_start):
                    self._take(rows[op.src_start + k], columns[op.dest_start + k], 1.0, "the same words")

    # 2. similar sentences

    def _weigh(self) -> None:
        """A word's weight is higher the fewer sentences have it."""
        counts = Counter("".join("".join(set(sentence)) for side in (self.a, self.b) for sentence in side))
        total = len(self.a) + len(self.b)
        self.weight = {word: log(1 + total / count) for word, count in counts.items()}

    def _set(self, sentence: str) -> tuple[frozenset[str], float]:
        known = self.sets.get(sentence)
        if known is None:
            words = frozenset(sentence)
            known = self.sets[sentence] = words, sum(map(self.weight.__getitem__, words))
        return known

    def _score(self, i: int, j: int) -> float:
        score = self.scores.get((i, j))
        if score is None:
            score = self.scores[i, j] = self._compare(self.a[i], self.b[j])
        return score

    def _compare(self, x: str, y: str) -> float:
        """Similarity of two sentences, 0 … 1."""
        (words_x, weight_x), (words_y, weight_y) = self._set(x), self._set(y)
        both = words_x & words_y
        if not both:
            return 0.0
        shared = 2 * sum(map(self.weight.__getitem__, both)) / (weight_x + weight_y)
        key = x, y
        common = self.common.get(key)
        if common is None:
            common = self.common[key] = LCSseq.similarity(x, y)
        return 0.5 * shared + common / (len(x) + len(y))

    def _similar(self) -> None:
        rows = [i for i in range(len(self.a)) if i not in self.to_b]
        columns = [j for j in range(len(self.b)) if j not in self.to_a]
        gaps = self._gaps(rows, columns)
        pairs: dict[tuple[int, int], float] = {}
        for gap_a, gap_b in gaps:
            if len(gap_a) * len(gap_b) <= SMALL_GAP:
                for i in gap_a:
                    for j in gap_b:
                        pairs[i, j] = self._score(i, j)
        for i, j in self._related_pairs(rows, columns):
            if (i, j) not in pairs:
                pairs[i, j] = self._score(i, j)
        self._sure(pairs)
        rows = [i for i in rows if i not in self.to_b]
        columns = [j for j in columns if j not in self.to_a]
        for gap_a, gap_b in self._gaps(rows, columns):
            self._in_order(gap_a, gap_b, pairs)
        self._crossing(pairs)

    def _gaps(self, rows: list[int], columns: list[int]) -> list[tuple[list[int], list[int]]]:
        """The unlinked sentences between neighbouring links of the spine; only gaps that have some on both sides."""
        links = sorted(self.to_b.items())
        spine = [links[k] for k in _heaviest_run(links, [len(self.a[i]) + len(self.b[j]) for i, j in links])]
        spine_a, spine_b = [i for i, _ in spine], [j for _, j in spine]
        by_gap: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in rows:
            by_gap[bisect_left(spine_a, i)][0].append(i)
        for j in columns:
            by_gap[bisect_left(spine_b, j)][1].append(j)
        return [(x, y) for x, y in by_gap.values() if x and y]

    def _related_pairs(self, rows: list[int], columns: list[int]) -> list[tuple[int, int]]:
        """Pairs that share rare words or rare pairs of neighbouring words, the likeliest for each sentence."""
        index: dict[str, list[int]] = defaultdict(list)
        for j in columns:
            for key in _keys(self.b[j]):
                index[key].append(j)
        found = []
        for i in rows:
            votes: dict[int, float] = defaultdict(float)
            for key in _keys(self.a[i]):
                places = index.get(key)
                if places is not None and len(places) <= POSTINGS:
                    vote = 1.0 / len(places) ** 0.5
                    for j in places:
                        votes[j] += vote
            best = sorted(votes, key=votes.__getitem__, reverse=True)[:CANDIDATES] if len(votes) > CANDIDATES else votes
            found += [(i, j) for j in best]
        return found

    def _sure(self, pairs: dict[tuple[int, int], float]) -> None:
        """Pairs that are each other's best by a clear margin."""
        best_a, best_b = _two_best(pairs, 0), _two_best(pairs, 1)
        for (i, j), score in pairs.items():
            if score >= max(SURE, self.threshold) and best_a[i][0] == score == best_b[j][0]:
                if score - best_a[i][1] >= MARGIN and score - best_b[j][1] >= MARGIN:
                    self._take(i, j, score, "each other’s nearest by far")

    def _in_order(self, rows: list[int], columns: list[int], pairs: dict[tuple[int, int], float]) -> None:
        """The best alignment of a gap that crosses nothing (dynamic programming; by rare words only where the gap is large)."""
        threshold = self.threshold
        dense = len(rows) * len(columns) <= SMALL_GAP
        value: dict[tuple[int, int], float] = {}
        for x, i in enumerate(rows):
            for y, j in enumerate(columns):
                score = self._score(i, j) if dense else pairs.get((i, j), 0.0)
                if score >= threshold:
                    value[x, y] = score - threshold + 0.05
        for x, y in _best_chain(value, len(columns)):
            i, j = rows[x], columns[y]
            self._take(i, j, value[x, y] + threshold - 0.05, "alike, and in the same place among their neighbours")

    def _crossing(self, pairs: dict[tuple[int, int], float]) -> None:
        """What is left may cross the others, best first, where it is alike enough."""
        price = self.threshold + CROSSING
        for score, i, j in sorted(((s, i, j) for (i, j), s in pairs.items() if s >= price), key=lambda x: (-x[0], x[1], x[2])):
            if i not in self.to_b and j not in self.to_a:
                self._take(i, j, score, "alike, in another place")

    # 3. splits and merges

    def _join(self) -> tuple[set[int], set[int], dict[tuple[int, int], tuple[list[int], list[int]]]]:
        """Unlinked sentences that say what a neighbour's link left open on the other side."""
        extra: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
        if len(self.to_b) == len(self.a) and len(self.to_a) == len(self.b):
            return set(), set(), extra
        if not self.weight:
            self._weigh()
        for side, (own, other, links) in enumerate(((self.a, self.b, self.to_b), (self.b, self.a, self.to_a))):
            for k in range(len(own)):
                if k in links:
                    continue
                best: tuple[float, int] = (0.0, -1)
                for near in (k - 1, k + 1):
                    if near in links and self.why[near if side == 0 else links[near]][0] < 1.0:
                        cover = self._cover(own[k], own[near], other[links[near]])
                        if cover > best[0]:
                            best = cover, near
                if best[0] >= JOIN:
                    near = best[1]
                    pair = (near, links[near]) if side == 0 else (links[near], near)
                    extra.setdefault(pair, ([], []))[side].append(k)
        return set(), set(), extra

    def _cover(self, sentence: str, near: str, answer: str) -> float:
        """Share of the sentence's weight that is in `answer` beyond what `near` has of it."""
        left = Counter(answer)
        left.subtract(near)
        words, weight = self._set(sentence)
        return sum(self.weight[word] for word in words if left.get(word, 0) > 0) / weight if weight else 0.0

    def _joined_score(self, group_a: tuple[int, ...], group_b: tuple[int, ...]) -> float:
        x, y = "".join(self.a[i] for i in group_a), "".join(self.b[j] for j in group_b)
        return self._compare(x, y)


def _lone_parts(a: Version, b: Version, one: Prepared, two: Prepared, groups: list[Group], threshold: float) -> list[Group]:
    """Headline with headline, byline with byline …: the same kind in the same order, if the texts belong together."""
    links = [Link(g.a, g.b, g.similarity, "edited") for g in groups]
    related = looks_related(links, a, b)
    out = []
    for kind in LONE:
        left = [s.index for s in a.sentences if s.part == kind]
        right = [s.index for s in b.sentences if s.part == kind]
        scored = sorted(
            ((Indel.normalized_similarity(one.words[i], two.words[j]), -abs(x - y), i, j) for x, i in enumerate(left[:50]) for y, j in enumerate(right[:50])),
            reverse=True,
        )
        alone = len(left) == len(right) == 1
        used_a: set[int] = set()
        used_b: set[int] = set()
        for score, _, i, j in scored:
            if i not in used_a and j not in used_b and (score >= threshold + CROSSING or (related and (alone or score >= threshold))):
                used_a.add(i)
                used_b.add(j)
                out.append(Group((i,), (j,), score, f"both are a {kind}" if alone else f"the same kind of line ({kind}), alike"))
    return out


def _links(a: Version, b: Version, one: Prepared, two: Prepared, groups: list[Group]) -> tuple[Link, ...]:
    """Groups and what is left over as links in reading order."""
    groups = sorted(groups, key=lambda g: (g.a, g.b))
    run = set(_heaviest_run([(g.a[0], g.b[0]) for g in groups], [_size(a, g.a) + _size(b, g.b) for g in groups]))
    keyed: list[tuple[tuple[int, int, int], Link]] = []
    follows: dict[int, int] = {}
    for k, group in enumerate(groups):
        similarity = group.similarity
        if len(group.a) == len(group.b) == 1:
            i, j = group.a[0], group.b[0]
            same = one.exact[i] == two.exact[j]
            similarity = 1.0 if same else min(similarity, 0.999) if similarity < 1.0 else max(0.5, Indel.normalized_similarity(one.exact[i], two.exact[j]))
            kept = same and a.sentences[i].span.of(a.text).split() == b.sentences[j].span.of(b.text).split()
            operation: Operation = "kept" if kept else "edited"
        else:
            operation = "split" if len(group.a) < len(group.b) else "merged" if len(group.a) > len(group.b) else "edited"
        reason = f"{similarity:.0%} alike: {group.reason}" if operation != "kept" else group.reason
        if k not in run:
            operation, reason = "moved", f"{reason}; in another place among its neighbours"
        else:
            follows.update(dict.fromkeys(group.b, group.a[-1]))
        keyed.append(((group.a[0], 0, 0), Link(group.a, group.b, round(similarity, 4), operation, reason)))
    linked_a = {i for g in groups for i in g.a}
    linked_b = {j for g in groups for j in g.b}
    for sentence in a.sentences:
        if sentence.index not in linked_a:
            keyed.append(((sentence.index, 0, 0), Link((sentence.index,), (), None, "omitted", f"nothing in {b.label} is alike enough")))
    at = -1
    for sentence in b.sentences:
        at = max(at, follows.get(sentence.index, -1))
        if sentence.index not in linked_b:
            keyed.append(((at, 1, sentence.index), Link((), (sentence.index,), None, "added", f"nothing in {a.label} is alike enough")))
    return tuple(link for _, link in sorted(keyed, key=lambda pair: pair[0]))


def _size(version: Version, indices: tuple[int, ...]) -> int:
    return sum(len(version.sentences[i].span) for i in indices)


def _once(sentences: Sequence[str]) -> dict[str, int]:
    """Where each sentence stands; -1 where it stands more than once."""
    places: dict[str, int] = {}
    for k, sentence in enumerate(sentences):
        places[sentence] = -1 if sentence in places else k
    return places


def _keys(sentence: str) -> set[str]:
    """Words and pairs of neighbouring words."""
    return {*sentence, *map("".join, zip(sentence, sentence[1:], strict=False))}


def _two_best(pairs: dict[tuple[int, int], float], side: int) -> dict[int, tuple[float, float]]:
    """The best and second best score of every sentence of one side."""
    best: dict[int, tuple[float, float]] = {}
    for pair, score in pairs.items():
        first, second = best.get(pair[side], (-1.0, -1.0))
        if score > first:
            best[pair[side]] = score, first
        elif score > second:
            best[pair[side]] = first, score
    return best


def _best_chain(value: dict[tuple[int, int], float], columns: int) -> list[tuple[int, int]]:
    """The pairs of highest total value that cross nothing, each row and column at most once."""
    return [pair for pair in _chain(sorted(value), value)]


def _chain(pairs: list[tuple[int, int]], value: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    order = sorted(pairs, key=lambda p: (p[0], -p[1]))
    run = _heaviest_run(order, [value[p] for p in order])
    return [order[k] for k in run]


def _heaviest_run(pairs: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """Places of the pairs (sorted by their first number) that make the heaviest run in which the second number strictly rises too."""
    if all(x[1] < y[1] for x, y in zip(pairs, pairs[1:], strict=False)):
        return list(range(len(pairs)))
    ranks = {j: r for r, j in enumerate(sorted({j for _, j in pairs}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)  # Fenwick tree of the heaviest run that ends at or before a rank
    back = [-1] * len(pairs)
    total: list[float] = [0.0] * len(pairs)
    for k, (_, j) in enumerate(pairs):
        best = (0.0, -1)
        at = ranks[j] - 1
        while at:
            if tree[at][0] > best[0]:
                best = tree[at]
            at &= at - 1
        total[k] = best[0] + weights[k]
        back[k] = best[1]
        at = ranks[j]
        while at < len(tree):
            if tree[at][0] < total[k]:
                tree[at] = (total[k], k)
            at += at & -at
    k = max(range(len(pairs)), key=total.__getitem__, default=-1)
    run = []
    while k >= 0:
        run.append(k)
        k = back[k]
    return run[::-1]


def stem(norm: str) -> str:
    """What is left of a folded word when spelling habits and endings are taken off; only ever compared, never shown."""
    word = norm.replace(".", "").replace("’", "'") if not norm[0].isdigit() else norm.replace(",", "")
    if not word.isascii():
        word = "".join(ch for ch in unicodedata.normalize("NFD", word) if not unicodedata.combining(ch)) or word
    if word[0].isdigit():
        return word[:-2] if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() else word
    if word in NUMBERS:
        return NUMBERS[word]
    if word in MONTHS:
        return MONTHS[word]
    if len(word) < 4:
        return word
    for british, american in (("ae", "e"), ("oe", "e"), ("isa", "iza"), ("yse", "yze"), ("ll", "l"), ("ence", "ense"), ("ogue", "og")):
        word = word.replace(british, american)
    if word.endswith("our"):
        word = word[:-3] + "or"
    if word.endswith("tre"):
        word = word[:-3] + "ter"
    for ending in ("'s", "ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if word.endswith(("ise", "ize")):
        word = word[:-3] + "iz"
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _character(number: int) -> str:
    """The character that stands for a word: any but the surrogates."""
    code = (number + 0x100) % 0x10F000
    return chr(code if code < 0xD800 else code + 0x800)
