"""Two linked sentences → what differs between them, word by word, and the book-keeping that tells every changed word once.

The alignment of words is the longest common subsequence of folded tokens (`rapidfuzz.distance.Indel`), which on human edits is as
often right as difflib and has no bad cases. Levenshtein opcodes are never shown: they pair words that have nothing to do with each
other. A word that differs in its capitals alone is an edit too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Literal

from rapidfuzz.distance import Indel

from components.model import Link, Span, Tokens, Version

SideName = Literal["a", "b"]
SIDES: tuple[SideName, SideName] = ("a", "b")
OTHER: dict[SideName, SideName] = {"a": "b", "b": "a"}
ARTICLES = frozenset({"the", "a", "an"})
MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "–": "-", "—": "-"})
QUOTES = frozenset("\"'“”‘’„«»‚‹›")


@dataclass(frozen=True, slots=True)
class Hunk:
    """Tokens a1 to a2 of side a stand where side b has its tokens b1 to b2; one of the two ranges may be empty."""

    a1: int
    a2: int
    b1: int
    b2: int

    @property
    def lacks(self) -> Literal["", "a", "b"]:
        """The side that has nothing there; "" where both have something."""
        return "a" if self.a1 == self.a2 else "b" if self.b1 == self.b2 else ""

    def seen_from(self, name: SideName) -> tuple[int, int, int, int]:
        """The range of one side, then that of the other."""
        return (self.a1, self.a2, self.b1, self.b2) if name == "a" else (self.b1, self.b2, self.a1, self.a2)


class Side:
    """One side of a passage: the tokens of its linked sentences, numbered from 0. `changed` are those that the other
    side has not there, `left` those of them that no row has told yet."""

    __slots__ = ("changed", "ends", "joints", "keys", "left", "norms", "starts", "text")

    def __init__(self, version: Version, tokens: Tokens, sentences: Sequence[int]) -> None:
        places = [k for i in sentences for k in range(tokens.bounds[i], tokens.bounds[i + 1])]
        self.text = version.text
        self.starts = [tokens.starts[k] for k in places]
        self.ends = [tokens.ends[k] for k in places]
        self.norms = [tokens.norms[k] for k in places]
        self.keys = ['"' if norm in QUOTES else norm for norm in self.norms]
        self.joints = list(accumulate(tokens.bounds[i + 1] - tokens.bounds[i] for i in sentences))[:-1]
        self.left: set[int] = set()
        self.changed: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts)

    def range_of(self, span: Span) -> tuple[int, int]:
        """The tokens that share a character with the span."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def span(self, i: int, j: int) -> Span:
        """The characters of tokens i to j; the insertion point after token i - 1 where there are none."""
        if i < j:
            return Span(self.starts[i], self.ends[j - 1])
        place = self.ends[i - 1] if i else self.starts[0] if self.starts else 0
        return Span(place, place)

    def around(self, i: int) -> Span:
        """The word before and the word after the insertion point at i, for a side that lacks what the other has."""
        low, high = max(i - 1, 0), min(i + 1, len(self))
        while low > 0 and not is_word(self.norms[low]):
            low -= 1
        while high < len(self) and not is_word(self.norms[high - 1]):
            high += 1
        return self.span(low, high)

    def shown(self, i: int, j: int) -> Span:
        """The characters of tokens i to j; the words around the place where there are none."""
        return self.span(i, j) if i < j else self.around(i)

    def word(self, i: int) -> str:
        """Token i as it is written."""
        return self.text[self.starts[i] : self.ends[i]]

    def words(self, i: int, j: int) -> list[str]:
        """The folded words (no marks) of tokens i to j."""
        return [norm for norm in self.norms[i:j] if is_word(norm)]

    def runs(self, i: int, j: int) -> list[tuple[int, int]]:
        """The stretches of changed tokens from i to j that no row has told, each as its first token and the one after its last."""
        runs: list[tuple[int, int]] = []
        for k in range(i, j):
            if k in self.left:
                runs.append((runs.pop()[0] if runs and runs[-1][1] == k else k, k + 1))
        return runs

    def told(self, i: int) -> bool:
        """Whether token i has changed and a row tells it."""
        return i in self.changed and i not in self.left

    def tell(self, i: int, j: int) -> None:
        """Tokens i to j are told by a row."""
        self.left.difference_update(range(i, j))


class Passage:
    """The two sides of one link, with the hunks in which they differ in reading order."""

    __slots__ = ("a", "b", "back", "hunks", "link", "partner", "rows", "turned")

    def __init__(self, link: Link, a: Side, b: Side) -> None:
        self.link, self.a, self.b = link, a, b
        self.hunks, self.partner, self.back = _hunks(a, b)
        self.rows: list[Any] = []  # the rows written about it so far
        self.turned: bool | None = None  # whether one side as a whole denies what the other states, once somebody has asked
        for hunk in self.hunks:
            a.left.update(range(hunk.a1, hunk.a2))
            b.left.update(range(hunk.b1, hunk.b2))
        a.changed, b.changed = frozenset(a.left), frozenset(b.left)

    def seen_from(self, name: SideName) -> tuple[Side, Side]:
        """One side, then the other."""
        return (self.a, self.b) if name == "a" else (self.b, self.a)

    def across(self, name: SideName, i: int, j: int) -> tuple[int, int]:
        """Where tokens i to j of a side stand in the other side: a matched token in its partner, a changed one in the whole of its hunk.
        An empty range is the place where the other side has nothing."""
        partner, there = (self.partner, self.b) if name == "a" else (self.back, self.a)
        found = [place for place in partner[i:j] if place[1] > place[0]]
        if found:
            return found[0][0], found[-1][1]
        place = partner[i][0] if i < len(partner) else len(there)
        return place, place


@lru_cache(maxsize=1 << 15)
def is_word(norm: str) -> bool:
    """Whether a token is a word or a figure, and not a mark."""
    return any(map(str.isalnum, norm)) or norm[:1] in "$£€¥%°"


def aligned(a: list[str], b: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """(equal?, a1, a2, b1, b2) for two sequences of folded words, in order; neighbouring deletions and insertions are one change. Where
    several longest common subsequences are as long, the choice depends on the words alone and not on which side is a."""
    turned = b < a
    pending: tuple[int, int, int, int] | None = None
    for op in Indel.opcodes(b, a) if turned else Indel.opcodes(a, b):
        a1, a2, b1, b2 = op.src_start, op.src_end, op.dest_start, op.dest_end
        if turned:
            a1, a2, b1, b2 = b1, b2, a1, a2
        if op.tag != "equal":
            pending = (pending[0], a2, pending[2], b2) if pending else (a1, a2, b1, b2)
            continue
        if pending:
            yield False, *pending
            pending = None
        yield True, a1, a2, b1, b2
    if pending:
        yield False, *pending


def _hunks(a: Side, b: Side) -> tuple[list[Hunk], list[tuple[int, int]], list[tuple[int, int]]]:
    """The hunks, and for each token of either side the tokens of the other that answer it."""
    hunks: list[Hunk] = []
    partner: list[tuple[int, int]] = []
    back: list[tuple[int, int]] = []
    for equal, a1, a2, b1, b2 in aligned(a.keys, b.keys):
        if not equal:
            hunks.append(Hunk(a1, a2, b1, b2))
            partner += [(b1, b2)] * (a2 - a1)
            back += [(a1, a2)] * (b2 - b1)
            continue
        partner += [(j, j + 1) for j in range(b1, b2)]
        back += [(i, i + 1) for i in range(a1, a2)]
        if a.text[a.starts[a1] : a.ends[a2 - 1]] == b.text[b.starts[b1] : b.ends[b2 - 1]]:
            continue  # to the letter: no capitals to look at
        for i, j in zip(range(a1, a2), range(b1, b2), strict=True):
            if a.word(i) != b.word(j) and a.keys[i] != '"' and _capitals(a, i, b, j):
                hunks.append(Hunk(i, i + 1, j, j + 1))
    return hunks, partner, back


def _capitals(a: Side, i: int, b: Side, j: int) -> bool:
    """Whether two words alike when folded differ in capitals, neither opening a sentence or a quotation."""
    x, y = a.word(i), b.word(j)
    if x.translate(MARKS) == y.translate(MARKS) or x.casefold() != y.casefold():
        return False
    return not (opens(a, i) or opens(b, j))


def opens(side: Side, i: int) -> bool:
    """Whether token i opens a sentence, a quotation or a line, where a capital says nothing."""
    return i == 0 or i in side.joints or side.norms[i - 1] in QUOTES or side.norms[i - 1] in ".:!?•*-–—"
