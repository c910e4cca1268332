"""Two versions → links between their sentences: kept, edited, split, merged, moved, omitted, added.

How: sentences that are word for word the same and stand once on each side anchor; their heaviest run in the same order is the spine,
which cuts both texts into gaps. In a gap the next sentence with a few words changed is linked at once, then every pair is scored;
across gaps only sentences that share rare words or rare pairs of words are. Pairs that are each other's best by a clear margin anchor
next; then every gap is aligned in order; then what is left may cross, at a higher price; then sentences join a neighbour's link where they
say what it left open (split, merged). Moved is what stands outside the heaviest run in order.

How alike two sentences are says likeness.py; no other measure links on its own.

One number decides, LINK. The fewer sentences compete for a place, the less a pair needs (EASE): one unlinked sentence on each side between
linked neighbours is likely to be one sentence rewritten. And no pair is linked that is only as alike as any two sentences of these texts:
a sample of pairs that are no match says how alike that is (`Background`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance import Indel, LCSseq

from components.loader.likeness import AKIN, Comparer, common_words
from components.model import STORY_PARTS, Link, Operation, PartKind, Tokens, Version

LINK = 0.36  # similarity; a pair in order is linked from here on
EASE = 0.12  # similarity; what a pair needs less where it is alone between linked neighbours
PLACE = 0.25  # similarity; what a pair needs more whose places in the gap are a whole gap apart
CROSSING = 0.32  # similarity; what a pair needs more that crosses the order of the others
LEFTOVER = 0.32  # similarity; two sentences that nothing else comes near are linked from here on; wrong pairs of a story reach .24
MEANT = 0.24  # share of what two sentences say; a pair in order that nothing else comes near is linked from here on; wrong ones reach .17
MEANT_ELSEWHERE = 0.32  # share; the same for a pair that crosses the order of the others, if it keeps a name or a figure too
APART = 0.08  # share; by so much a pair must say more of the same than either says with any other
BY_CHANCE = 1.7  # times the likest of so many pairs by chance; what is left over must be more alike than that
SURE = 0.68  # similarity; each other's best from here on, by MARGIN, anchors wherever it stands
SURE_HERE = 0.72  # similarity; the same for a pair of one gap, before anything else is looked at
PLAIN = 0.8  # similarity; the next sentence on both sides is linked from here on without looking further than AHEAD
AHEAD = 3  # sentences
MARGIN = 0.12  # similarity
JOIN_FIRST = 0.75  # share of a sentence's weight; what joins a neighbour from here on may not cross instead
JOIN = 0.42  # share of a sentence's weight that a neighbour's link must have left open for it to join that link
STOCK = 0.75  # similarity; between texts that do not belong together nothing less is a link
RELATED = 0.18  # share of one story's sentences that must be linked for two texts to look like versions of one story

SMALL_GAP = 1600  # pairs; in larger gaps only sentences that share rare words are scored
CANDIDATES = 6  # scored candidates of one sentence outside its gap
RAREST = 16  # words and pairs of words of one sentence that are looked up
POSTINGS = 40  # sentences; a word or pair of words that more of them have says nothing
FEW = 8  # pairs; fewer show nothing, and what is usual between sentences of news is taken instead
SAMPLE = 60  # pairs that are no match, to see how alike any two sentences of these texts are

TEXT: frozenset[PartKind] = STORY_PARTS | {"note"}
ASIDE: frozenset[PartKind] = frozenset({"aside"})
LONE: tuple[PartKind, ...] = ("headline", "deck", "byline", "dateline", "timestamp", "credit")
SAME = "the same words"


def align(
    a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens, *, threshold: float = LINK, comparer: Comparer | None = None
) -> tuple[Link, ...]:
    """Links in reading order; every sentence of every part is in exactly one.

    Running text, lists and notes are aligned with each other, asides with asides; of headline, deck, byline, dateline, timestamp and credit
    each answers its own kind only, and only where the texts look like versions of one story. Pass one `comparer` for all alignments
    of one story: what two of its pairs share is then worked out once."""
    comparer = comparer or Comparer()
    one, two = comparer.sentences(tokens_a), comparer.sentences(tokens_b)
    groups: list[Group] = []
    asides = any(part.kind == "aside" for part in a.parts) and any(part.kind == "aside" for part in b.parts)
    for kinds in (TEXT, ASIDE) if asides else (TEXT,):
        left = [s.index for s in a.sentences if s.part in kinds]
        right = [s.index for s in b.sentences if s.part in kinds]
        if left and right:
            groups += Alignment(one, two, left, right, threshold, comparer, lambda i, j: _keep(a, b, tokens_a, tokens_b, i, j)).groups()
    if _related(((group.a, group.b) for group in groups), a, b):
        groups += _list_items(a, b, tokens_a, tokens_b, groups)
        groups += _lone_parts(a, b, one, two, threshold)
    else:  # a stock phrase that two different stories share is no link
        groups = [group for group in groups if group.similarity >= STOCK]
    return _links(a, b, tokens_a, tokens_b, groups)


def looks_related(links: Iterable[Link], a: Version, b: Version) -> bool:
    """Whether enough of one story is linked for the two to be versions of one story. True where one has no running text."""
    return _related(((link.a, link.b) for link in links), a, b)


def _keep(a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens, i: int, j: int) -> bool:
    """Whether sentence i of a and sentence j of b share a name or a figure, which a rewriter keeps."""
    words_a, words_b = (set(t.norms[t.bounds[k] : t.bounds[k + 1]]) for t, k in ((tokens_a, i), (tokens_b, j)))
    return not (words_b.isdisjoint(_firm(a, tokens_a, i)) and words_a.isdisjoint(_firm(b, tokens_b, j)))


def _firm(version: Version, tokens: Tokens, sentence: int) -> set[str]:
    """The folded names (longer words with a capital, but the first word) and figures of a sentence."""
    low, high = tokens.bounds[sentence], tokens.bounds[sentence + 1]
    longer = (k for k in range(low, high) if len(tokens.norms[k]) > 2)
    return {tokens.norms[k] for k in longer if tokens.norms[k][0].isdigit() or (k > low and version.text[tokens.starts[k]].isupper())}


class Group(NamedTuple):
    """Sentences that answer each other, before they become a link."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    similarity: float
    reason: str


@dataclass(frozen=True, slots=True)
class Background:
    """How alike two sentences are that do not answer each other, in these two texts: mean and spread of similarity."""

    mean: float
    spread: float

    def chance(self, pairs: int) -> float:
        """The similarity that the likest of so many pairs reaches by chance (the usual estimate for the largest of a normal sample)."""
        return self.mean + self.spread * sqrt(2 * log(pairs + 3))


class Alignment:
    """The alignment of two lists of sentences, step by step. Inside, sentences are counted in these lists."""

    def __init__(
        self, one: list[str], two: list[str], left: list[int], right: list[int], threshold: float, comparer: Comparer,
        keep: Callable[[int, int], bool],
    ) -> None:  # fmt: skip
        self.one, self.two, self.left, self.right = one, two, left, right
        self.threshold, self.comparer, self.compare = threshold, comparer, comparer.compare
        self.keep = keep  # whether two sentences, by their indices in the versions, share a name or a figure
        self.a, self.b = [one[i] for i in left], [two[j] for j in right]
        self.to_b: dict[int, int] = {}
        self.to_a: dict[int, int] = {}
        self.changed: tuple[list[int], list[int]] = [], []  # sentences that have no identical one on the other side
        self.why: dict[int, tuple[float, str]] = {}  # sentence of a → similarity of its link and the reason
        self.extra: dict[int, tuple[list[int], list[int]]] = {}  # sentence of a → what joined its link, in a and in b
        self.home: tuple[dict[int, int], dict[int, int]] = {}, {}  # sentence of a, of b that joined a link → that link's sentence of a
        self.scores: dict[tuple[int, int], float] = {}

    def groups(self) -> list[Group]:
        """Every group of sentences that answer each other, by the sentences' indices in their versions."""
        self._identical()
        if len(self.to_b) < len(self.a) or len(self.to_a) < len(self.b):
            to_stems = self.comparer.to_stems
            for sentences, linked in ((self.a, self.to_b), (self.b, self.to_a)):
                for k, sentence in enumerate(sentences):
                    if k not in linked:
                        sentences[k] = to_stems(sentence)
            self.changed = self._unlinked()
            self._similar()
        out = []
        for i, j in sorted(self.to_b.items()):
            similarity, reason = self.why[i]
            group_a, group_b = [i], [j]
            if i in self.extra:
                group_a, group_b = sorted([i, *self.extra[i][0]]), sorted([j, *self.extra[i][1]])
                similarity = self.compare("".join(self.a[k] for k in group_a), "".join(self.b[k] for k in group_b))
                reason = "what one sentence says is said in several"
            out.append(Group(tuple([self.left[k] for k in group_a]), tuple([self.right[k] for k in group_b]), similarity, reason))
        return out

    # 1. identical sentences

    def _take(self, i: int, j: int, similarity: float, reason: str) -> None:
        self.to_b[i], self.to_a[j], self.why[i] = j, i, (similarity, reason)

    def _identical(self) -> None:
        a, b = self.a, self.b
        once_a, once_b = _once(a), _once(b)
        anchors = [(i, j) for key, i in once_a.items() if i >= 0 and (j := once_b.get(key, -1)) >= 0]
        for i, j in anchors:
            self._take(i, j, 1.0, SAME)
        # what stands next to an anchor and is the same on both sides, then the longest common run inside each gap
        spine = [anchors[k] for k in _heaviest_run(anchors, [len(a[i]) + 1 for i, _ in anchors])]
        before = (-1, -1)
        for after in [*spine, (len(a), len(b))]:
            (low_a, low_b), (high_a, high_b) = before, after
            before = after
            low_a, low_b = low_a + 1, low_b + 1
            while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
                if low_a not in self.to_b and low_b not in self.to_a:
                    self._take(low_a, low_b, 1.0, SAME)
                low_a, low_b = low_a + 1, low_b + 1
            while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
                high_a, high_b = high_a - 1, high_b - 1
                if high_a not in self.to_b and high_b not in self.to_a:
                    self._take(high_a, high_b, 1.0, SAME)
            if low_a < high_a and low_b < high_b:
                self._same_run(low_a, high_a, low_b, high_b)
        # the same sentence elsewhere: first with first, second with second
        places: dict[str, list[int]] = defaultdict(list)
        for j in range(len(b) - 1, -1, -1):
            if j not in self.to_a:
                places[b[j]].append(j)
        for i in range(len(a)):
            if i not in self.to_b and (found := places.get(a[i])):
                self._take(i, found.pop(), 1.0, SAME)

    def _same_run(self, low_a: int, high_a: int, low_b: int, high_b: int) -> None:
        """Repeated sentences inside a gap, in order."""
        shared = set(self.a[low_a:high_a]).intersection(self.b[low_b:high_b])
        if not shared:
            return
        rows = [i for i in range(low_a, high_a) if self.a[i] in shared and i not in self.to_b]
        columns = [j for j in range(low_b, high_b) if self.b[j] in shared and j not in self.to_a]
        if len(rows) * len(columns) > 40_000_000:
            return
        number = {key: k for k, key in enumerate(sorted(shared))}
        for op in LCSseq.opcodes([number[self.a[i]] for i in rows], [number[self.b[j]] for j in columns]):
            if op.tag == "equal":
                for k in range(op.src_end - op.src_start):
                    self._take(rows[op.src_start + k], columns[op.dest_start + k], 1.0, SAME)

    # 2. similar sentences

    def _similar(self) -> None:
        rows, columns = self._unlinked()
        if not rows or not columns:
            self._join(JOIN)
            return
        for gap_a, gap_b in self._gaps(rows, columns):
            for few_a, few_b in self._walk(gap_a, gap_b):
                if len(few_a) * len(few_b) <= SMALL_GAP:
                    self._score_all(few_a, few_b)
        self._sure(SURE_HERE)
        rows, columns = self._unlinked()
        for i, j in self._related_pairs(rows, columns):
            if (i, j) not in self.scores:
                self.scores[i, j] = self.compare(self.a[i], self.b[j])
        self._sure(SURE)
        rows, columns = self._unlinked()
        if not rows or not columns:
            self._join(JOIN)
            return
        background = self._background(self.compare)
        for gap_a, gap_b in self._gaps(rows, columns):
            self._in_order(gap_a, gap_b, background)
        self._join(JOIN_FIRST)
        self._crossing(background, len(rows) * len(columns))
        self._leftover(background)
        self._join(JOIN)
        self._meant()
        self._join(JOIN)

    def _unlinked(self) -> tuple[list[int], list[int]]:
        taken_a, taken_b = self.to_b.keys() | self.home[0].keys(), self.to_a.keys() | self.home[1].keys()
        return [i for i in range(len(self.a)) if i not in taken_a], [j for j in range(len(self.b)) if j not in taken_b]

    def _gaps(self, rows: list[int], columns: list[int]) -> list[tuple[list[int], list[int]]]:
        """The unlinked sentences between neighbouring links of the spine; only gaps that have some on both sides."""
        links = sorted(self.to_b.items())
        spine = [links[k] for k in _heaviest_run(links, [len(self.a[i]) + len(self.b[j]) for i, j in links])]
        spine_a, spine_b = [i for i, _ in spine], [j for _, j in spine]
        in_a: dict[int, list[int]] = defaultdict(list)
        in_b: dict[int, list[int]] = defaultdict(list)
        for i in rows:
            in_a[bisect_left(spine_a, i)].append(i)
        for j in columns:
            in_b[bisect_left(spine_b, j)].append(j)
        return [(some, in_b[gap]) for gap, some in in_a.items() if gap in in_b]

    def _walk(self, rows: list[int], columns: list[int]) -> list[tuple[list[int], list[int]]]:
        """Link what is plainly the next sentence with a few words changed, and give back the smaller gaps in between."""
        if len(rows) * len(columns) == 1:
            return [(rows, columns)]
        between = []
        at_x = at_y = 0
        for x, i in enumerate(rows):
            best, second, at = 0.0, 0.0, -1
            for y in range(at_y, min(at_y + AHEAD, len(columns))):
                score = self.scores[i, columns[y]] = self.compare(self.a[i], self.b[columns[y]])
                if score > best:
                    best, second, at = score, best, y
                elif score > second:
                    second = score
            if best >= max(PLAIN, self.threshold) and best - second >= MARGIN:
                self._take(i, columns[at], best, "the next sentence, slightly changed")
                between.append((rows[at_x:x], columns[at_y:at]))
                at_x, at_y = x + 1, at + 1
        between.append((rows[at_x:], columns[at_y:]))
        return [(some, others) for some, others in between if some and others]

    def _score_all(self, rows: list[int], columns: list[int]) -> None:
        compare, scores, a, b = self.compare, self.scores, self.a, self.b
        for i in rows:
            x = a[i]
            for j in columns:
                if (i, j) not in scores:
                    scores[i, j] = compare(x, b[j])

    def _background(self, measure: Callable[[str, str], float]) -> Background:
        """Mean and spread of a measure over pairs of changed sentences that are not linked, without the few that may be a match."""
        rows, columns = self.changed
        a, b = self.a, self.b
        if len(a) * len(b) <= SMALL_GAP:  # all sentences of a short text, so that an edit in one place changes no link in another
            a, b = ([s if k in some else self.comparer.to_stems(s) for k, s in enumerate(sentences)]
                    for sentences, some in ((a, set(rows)), (b, set(columns))))  # fmt: skip
            rows, columns = list(range(len(a))), list(range(len(b)))
        size_a, size_b = len(rows), len(columns)
        if size_a * size_b <= 4 * SAMPLE:
            pairs = [(i, j) for i in rows for j in columns if self.to_b.get(i) != j]
            matches = max(size_a, size_b) - sum(i in self.to_b for i in rows)  # the halves of a split are matches too
        else:
            step = max(1, size_a // 2) | 1
            drawn = ((x := k * size_a // SAMPLE, (x * size_b // size_a + 2 + k * step) % size_b) for k in range(SAMPLE))
            pairs = [(i, j) for i, j in ((rows[x], columns[y]) for x, y in drawn) if self.to_b.get(i) != j]
            matches = len(pairs) // 12
        scores = sorted([measure(a[i], b[j]) for i, j in pairs])
        scores = scores[: max(0, len(scores) - matches)]
        if len(scores) < FEW:
            return Background(0.1, 0.07)
        mean = sum(scores) / len(scores)
        return Background(mean, 1.15 * sqrt(sum((x - mean) ** 2 for x in scores) / len(scores)))

    def _related_pairs(self, rows: list[int], columns: list[int]) -> list[tuple[int, int]]:
        """Pairs that share rare words or rare pairs of neighbouring words, the likeliest for each sentence."""
        if not rows or not columns:
            return []
        keys = self.comparer.keys
        index: dict[str, list[int]] = defaultdict(list)
        for j in columns:
            for key in keys(self.b[j]):
                index[key].append(j)
        found = []
        for i in rows:
            votes: dict[int, float] = defaultdict(float)
            known = [places for key in keys(self.a[i]) if (places := index.get(key)) and len(places) <= POSTINGS]
            for places in sorted(known, key=len)[:RAREST]:
                vote = 1.0 / len(places)
                for j in places:
                    votes[j] += vote
            best = sorted(votes, key=votes.__getitem__, reverse=True)[:CANDIDATES] if len(votes) > CANDIDATES else list(votes)
            found += [(i, j) for j in best]
        return found

    def _sure(self, least: float) -> None:
        """Link pairs that are each other's best by a clear margin."""
        least = max(least, self.threshold)
        pairs = {pair: score for pair, score in self.scores.items() if pair[0] not in self.to_b and pair[1] not in self.to_a}
        best_a, best_b = _two_best(pairs, 0), _two_best(pairs, 1)
        for (i, j), score in pairs.items():
            if score >= least and best_a[i][0] == score == best_b[j][0] and score - MARGIN >= max(best_a[i][1], best_b[j][1]):
                self._take(i, j, score, "each other’s nearest by far")

    def _in_order(self, rows: list[int], columns: list[int], background: Background) -> None:
        """The best alignment of a gap that crosses nothing."""
        size_a, size_b = len(rows), len(columns)
        rivals = size_a * size_b
        least = max(self.threshold - EASE / sqrt(max(size_a, size_b)), background.chance(rivals))
        if rivals <= SMALL_GAP:
            scored = [(i, j, self.scores.get((i, j)) or self.compare(self.a[i], self.b[j])) for i in rows for j in columns]
        else:
            inside_a, inside_b = set(rows), set(columns)
            scored = [(i, j, score) for (i, j), score in self.scores.items() if i in inside_a and j in inside_b]
        place_a = {i: (x + 0.5) / size_a for x, i in enumerate(rows)}
        place_b = {j: (y + 0.5) / size_b for y, j in enumerate(columns)}
        pairs = []
        for i, j, score in scored:
            spare = score - least
            if spare >= 0 and (spare := spare - PLACE * abs(place_a[i] - place_b[j])) >= 0:
                pairs.append((i, -j, score, spare + 0.05))
        pairs.sort()
        for k in _heaviest_run([(i, -j) for i, j, *_ in pairs], [value for *_, value in pairs]):
            i, j, score, _ = pairs[k]
            self._take(i, -j, score, "alike, and in the same place among their neighbours")

    def _crossing(self, background: Background, rivals: int) -> None:
        """What is left may cross the others, best first, where it is alike enough."""
        least = max(self.threshold + CROSSING, background.chance(rivals) * 1.3)
        rows, columns = map(set, self._unlinked())
        left = [(s, i, j) for (i, j), s in self.scores.items() if s >= least and i in rows and j in columns]
        for score, i, j in sorted(left, key=lambda x: (-x[0], x[1], x[2])):
            if i not in self.to_b and j not in self.to_a:
                self._take(i, j, score, "alike, in another place")

    def _leftover(self, background: Background) -> None:
        """Sentences that nothing else on either side comes near answer each other, however much was rewritten and wherever they stand."""
        rows, columns = self._unlinked()
        if not rows or not columns or len(rows) * len(columns) > SMALL_GAP:
            return
        self._score_all(rows, columns)
        least = max(LEFTOVER, self.threshold - LINK + LEFTOVER, background.chance(len(self.a) * len(self.b)) * BY_CHANCE)
        in_rows, in_columns = set(rows), set(columns)
        pairs = {(i, j): s for (i, j), s in self.scores.items() if i in in_rows and j in in_columns}
        best_a, best_b = _two_best(pairs, 0), _two_best(pairs, 1)
        for (i, j), score in sorted(pairs.items()):
            best, second = best_a[i][0], max(best_a[i][1], best_b[j][1])
            if score >= least and score == best == best_b[j][0] and score - MARGIN >= second and i not in self.to_b and j not in self.to_a:
                self._take(i, j, score, "left over on both sides, and each other’s nearest")

    def _meant(self) -> None:
        """Sentences still left that say the same in other words and another order answer each other, where nothing else comes near."""
        rows, columns = self._unlinked()
        if not rows or not columns or len(rows) * len(columns) > SMALL_GAP:
            return
        meaning = self.comparer.meaning
        shares = {(i, j): meaning(self.a[i], self.b[j]) for i in rows for j in columns}
        if max(shares.values()) < MEANT:
            return
        best_a, best_b = _two_best(shares, 0), _two_best(shares, 1)
        here = {(i, j) for some, others in self._gaps(rows, columns) for i in some for j in others}
        usual = self._background(meaning).chance(len(self.a) * len(self.b)) * BY_CHANCE
        for (i, j), share in sorted(shares.items()):
            least = max((MEANT if (i, j) in here else MEANT_ELSEWHERE) - LINK + self.threshold, usual)
            nearest = share == best_a[i][0] == best_b[j][0] and share - APART >= max(best_a[i][1], best_b[j][1])
            if share >= least and nearest and ((i, j) in here or self.keep(self.left[i], self.right[j])):
                self._take(i, j, self.compare(self.a[i], self.b[j]), "say the same in other words")

    # 3. splits and merges

    def _join(self, least: float) -> None:
        """Unlinked sentences join the link of a neighbour that says on its other side what they say."""
        for side, (unlinked, links) in enumerate(zip(self._unlinked(), (self.to_b, self.to_a), strict=True)):
            home = self.home[side]
            for order in (unlinked, unlinked[::-1]):
                joined = len(home)
                for k in order:
                    if k in home:
                        continue
                    best, at = least, -1
                    for near in (k - 1, k + 1):
                        link = home.get(near, -1) if near not in links else near if side == 0 else links[near]
                        if link >= 0 and self.why[link][0] < 1.0 and (cover := self._cover(k, side, link)) >= best:
                            best, at = cover, link
                    if at >= 0:
                        self.extra.setdefault(at, ([], []))[side].append(k)
                        home[k] = at
                if len(home) == joined:
                    break  # backwards only to go on from what joined

    def _cover(self, k: int, side: int, link: int) -> float:
        """How much of sentence k the other side of a link says beyond what its own side already answers: half by weight, half by how
        many words in order are won when k joins."""
        extra = self.extra.get(link, ([], []))
        texts = self.a, self.b
        own, other = sorted([(link, self.to_b[link])[side], *extra[side]]), sorted([(self.to_b[link], link)[side], *extra[1 - side]])
        sentence = texts[side][k]
        weights, (words, mass) = self.comparer.stems.weights, self.comparer.content(texts[side][k])
        there = self.comparer.content(texts[1 - side][other[0]])[0]
        if not mass:
            return 0.0
        if len(other) > 1:
            there = there.union(*[self.comparer.content(texts[1 - side][i])[0] for i in other[1:]])
        if sum(map(weights.__getitem__, words & there)) < 0.3 * mass:
            return 0.0
        before, answer = "".join([texts[side][i] for i in own]), "".join([texts[1 - side][i] for i in other])
        left = Counter(answer)
        left.subtract(before)
        said = {word for word, times in left.items() if times > 0}
        open_weight = sum([weights[word] for word in words & said])
        if open_weight < mass:
            open_weight += round(AKIN * self.comparer.akin(words - said, said - words))
        if open_weight < 0.3 * mass:
            return 0.0
        joined = sentence + before if k < own[0] else before + sentence
        won = common_words(joined, answer) - common_words(before, answer)
        return 0.5 * open_weight / mass + 0.5 * won / len(sentence)


def _list_items(a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens, groups: list[Group]) -> list[Group]:
    """List items left over that begin with the same label ("Dobrava: 49.5 - 50.5"), and the headings of lists whose items are linked."""
    if not (any(part.kind == "list" for part in a.parts) and any(part.kind == "list" for part in b.parts)):
        return []
    linked_a, linked_b = {i for group in groups for i in group.a}, {j for group in groups for j in group.b}
    labels_a, labels_b = _labels(a, tokens_a, linked_a), _labels(b, tokens_b, linked_b)
    pairs = [(i, labels_b[label], "items of a list with the same label") for label, i in labels_a.items() if label in labels_b]
    items = [(i, j) for group in groups for i in group.a for j in group.b] + [(i, j) for i, j, _ in pairs]
    headings_a, headings_b = _headings(a, linked_a), _headings(b, linked_b)
    for i, j in items:
        above = headings_a.pop(i, -1), headings_b.pop(j, -1)
        if min(above) >= 0:
            pairs.append((*above, "headings of the same list"))
            headings_a = {item: heading for item, heading in headings_a.items() if heading != above[0]}
            headings_b = {item: heading for item, heading in headings_b.items() if heading != above[1]}
    return [Group((i,), (j,), Indel.normalized_similarity(_text(a, i), _text(b, j)), why) for i, j, why in pairs]


def _labels(version: Version, tokens: Tokens, linked: set[int]) -> dict[tuple[str, ...], int]:
    """Words before the colon of unlinked list items → the item; labels that stand twice are left out."""
    found: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for sentence in version.sentences:
        if sentence.part == "list" and sentence.index not in linked:
            low = tokens.bounds[sentence.index]
            words = tokens.norms[low : min(low + 8, tokens.bounds[sentence.index + 1])]
            if ":" in words[1:]:
                label = words[: words.index(":")]
                if label in found:
                    twice.add(label)
                found[label] = sentence.index
    return {label: index for label, index in found.items() if label not in twice}


def _headings(version: Version, linked: set[int]) -> dict[int, int]:
    """List item → the unlinked heading above its list."""
    found: dict[int, int] = {}
    heading = -1
    for sentence in version.sentences:
        if sentence.part != "list":
            heading = sentence.index if sentence.part == "note" and sentence.index not in linked else -1
        elif heading >= 0:
            found[sentence.index] = heading
    return found


def _lone_parts(a: Version, b: Version, one: list[str], two: list[str], threshold: float) -> list[Group]:
    """Headline with headline, byline with byline …: the only one of its kind with the other side's, or those that are alike."""
    out = []
    for kind in LONE:
        left = [s.index for s in a.sentences if s.part == kind]
        right = [s.index for s in b.sentences if s.part == kind]
        alone = len(left) == len(right) == 1
        pairs = [(i, j) for i in left[:100] for j in right[:100]]
        scored = sorted(((Indel.normalized_similarity(one[i], two[j]), -abs(i - j), i, j) for i, j in pairs), reverse=True)
        used_a: set[int] = set()
        used_b: set[int] = set()
        for score, _, i, j in scored:
            if i not in used_a and j not in used_b and (alone or score >= threshold):
                used_a.add(i)
                used_b.add(j)
                out.append(Group((i,), (j,), score, f"each text has one {kind}" if alone else f"two lines of a kind ({kind})"))
    return out


def _related(pairs: Iterable[tuple[tuple[int, ...], tuple[int, ...]]], a: Version, b: Version) -> bool:
    sizes = [sum(s.part in TEXT for s in version.sentences) for version in (a, b)]
    if not all(sizes):
        return True
    linked_a = linked_b = 0
    for in_a, in_b in pairs:
        if in_a and in_b and a.sentences[in_a[0]].part in TEXT:
            linked_a += len(in_a)
            linked_b += len(in_b)
    return max(linked_a / sizes[0], linked_b / sizes[1]) >= RELATED


SLIVER = 1e-6 / 2**33  # characters; a millionth at most, so ten thousand groups add up to no character


def _links(a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens, groups: list[Group]) -> tuple[Link, ...]:
    """Groups and what is left over as links in reading order: that of a, with what b added behind the link it follows there."""
    groups = sorted(groups, key=lambda g: (g.a, g.b))
    run = set(_heaviest_run([(g.a[0], g.b[0]) for g in groups], [_weight(a, b, group) for group in groups]))
    linked_a: set[int] = set()
    linked_b: set[int] = set()
    follows: dict[int, int] = {}
    keyed: list[tuple[int, int, int, Link]] = []
    for k, group in enumerate(groups):
        linked_a.update(group.a)
        linked_b.update(group.b)
        similarity, operation = _similarity(group, a, b, tokens_a, tokens_b)
        reason = group.reason if operation == "kept" else f"{similarity:.0%} alike: {group.reason}"
        if k in run:
            follows.update(dict.fromkeys(group.b, group.a[-1]))
        else:
            operation, reason = "moved", f"{reason}; stands elsewhere among its neighbours"
        keyed.append((group.a[0], 0, 0, Link(group.a, group.b, similarity, operation, reason)))
    for i in range(len(a.sentences)):
        if i not in linked_a:
            keyed.append((i, 0, 0, Link((i,), (), None, "omitted", f"nothing in {b.label} is alike enough")))
    at = -1
    for j in range(len(b.sentences)):
        at = max(at, follows.get(j, -1))
        if j not in linked_b:
            keyed.append((at, 1, j, Link((), (j,), None, "added", f"nothing in {a.label} is alike enough")))
    keyed.sort()  # the first three numbers differ between any two
    return tuple([entry[3] for entry in keyed])


def _similarity(group: Group, a: Version, b: Version, tokens_a: Tokens, tokens_b: Tokens) -> tuple[float, Operation]:
    """The similarity to print (1 only for the same tokens) and the operation, before moves are known."""
    if len(group.a) + len(group.b) > 2:
        size = len(group.a) - len(group.b)
        return round(min(group.similarity, 0.99), 4), "split" if size < 0 else "merged" if size > 0 else "edited"
    i, j = group.a[0], group.b[0]
    text_a, text_b = _text(a, i), _text(b, j)
    if text_a == text_b:
        return 1.0, "kept"
    if group.similarity < 0.9:
        return round(group.similarity, 4), "edited"
    words_a = tokens_a.norms[tokens_a.bounds[i] : tokens_a.bounds[i + 1]]
    words_b = tokens_b.norms[tokens_b.bounds[j] : tokens_b.bounds[j + 1]]
    if words_a == words_b:
        return 1.0, "kept" if text_a.split() == text_b.split() else "edited"
    short = len(text_a) * len(text_b) < 100_000_000
    return round(min(group.similarity, max(0.9, Indel.normalized_similarity(text_a, text_b)) if short else 1.0, 0.99), 4), "edited"


def _text(version: Version, index: int) -> str:
    return version.sentences[index].span.of(version.text)


def _weight(a: Version, b: Version, group: Group) -> float:
    """Characters of a group, and a sliver that hangs on its words alone: of two sentences of one length that changed places the same one
    is called moved, whichever side is a and whatever changes elsewhere."""
    words = (" ".join(_text(version, k) for k in indices) for version, indices in ((a, group.a), (b, group.b)))
    first, second = (crc32(text.encode("utf-8", "surrogatepass")) for text in words)
    return _size(a, group.a) + _size(b, group.b) + SLIVER * (first + second)


def _size(version: Version, indices: tuple[int, ...]) -> int:
    """Characters from the first of neighbouring sentences to the last."""
    sentences = version.sentences
    return sentences[indices[-1]].span.end - sentences[indices[0]].span.start


def _once(sentences: Sequence[str]) -> dict[str, int]:
    """Where each sentence stands; -1 where it stands more than once."""
    places: dict[str, int] = {}
    for k, sentence in enumerate(sentences):
        places[sentence] = -1 if sentence in places else k
    return places


def _two_best(pairs: dict[tuple[int, int], float], side: int) -> dict[int, tuple[float, float]]:
    """The best and second best score of every sentence of one side."""
    best: dict[int, tuple[float, float]] = {}
    nothing = (-1.0, -1.0)
    for pair, score in pairs.items():
        first, second = best.get(pair[side], nothing)
        if score > first:
            best[pair[side]] = score, first
        elif score > second:
            best[pair[side]] = first, score
    return best


def _heaviest_run(pairs: Sequence[tuple[int, int]], weights: Sequence[float]) -> list[int]:
    """Places of the pairs (sorted by their first number) that make the heaviest run in which the second number strictly rises too."""
    if all(x[1] < y[1] for x, y in pairwise(pairs)):
        return list(range(len(pairs)))
    ends: list[int] = []  # second numbers at which the best runs so far end, rising, and beside each the run's weight, rising too
    totals: list[float] = []
    lasts: list[int] = []
    back = [-1] * len(pairs)
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        total = weights[k] + (totals[at - 1] if at else 0.0)
        back[k] = lasts[at - 1] if at else -1
        stop = at
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        if at == stop and at < len(ends) and ends[at] == j:
            continue  # a heavier run ends here already
        ends[at:stop], totals[at:stop], lasts[at:stop] = [j], [total], [k]
    run = []
    k = lasts[-1] if lasts else -1
    while k >= 0:
        run.append(k)
        k = back[k]
    return run[::-1]
