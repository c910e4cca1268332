"""Sentences → tokens, each with its folded form, in bulk.

What is one token: a word with its inner apostrophes ("didn't", "O'Brien") but without a possessive 's, which is a token of its own
("Leff’s" → "leff" "'s"); a number with its inner commas, points and colons and the letters that hang on it ("11,000", "5.3", "7:10pm",
"2nd"); letters with points ("U.S.", "a.m.", "J.K."); a run of points or dashes; any other mark. The parts of a hyphenated word are
tokens and so is the hyphen: "second-largest" and "second largest" then differ in one mark. In scripts that are written without blanks
(Chinese, Japanese, Thai …) every character is a token.

What is folded: capitals, compatibility forms (ﬁ → fi), curly and other quotation marks to straight ones, dashes to one dash and
hyphens to one hyphen, an ellipsis to three points; soft hyphens and zero-width characters are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from components.model import Tokens, Version

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Combining marks are no word characters for `re`; without them every vowel sign of Hindi or Tamil would cut a word in two.
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0d7f"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
REST = rf"[^\W{UNSPACED}]*+"
TOKEN = re.compile(
    rf"""(
      [^\W_{UNSPACED}] {REST}
      (?: (?=['’ʼ.,:{MARKS}{INVISIBLE}])                            # the few characters that may stand inside a word
          (?: ['’ʼ] (?![sS](?!\w)) (?<=[^\W\d_].) (?=[^\W\d_])      # didn't  O'Brien
            | (?<=\d) [.,:] (?=\d)                                  # 11,000  5.3  7:10pm
            | (?<![^\W_][^\W_]) (?<=[^\W\d_]) \. (?=[^\W\d_](?![^\W_]))     # U.S  a.m  J.K
            | [{MARKS}{INVISIBLE}]+
          ) {REST}
      )*+
      (?: \. (?<=\.[^\W\d_]\.) )?                                   # … and their last point
    | [^\w\s{INVISIBLE}] (?: (?<=['’]) [sS] (?!\w) (?<=\w..) | (?<=\.) \.++ | (?<=-) -++ )?     # a mark; the possessive; ...  --
    | [{UNSPACED}]
    | _ {REST}
    )""",
    re.VERBOSE,
)
FOLD = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
        **dict.fromkeys("‐‑‒−﹣－", "-"),
        **dict.fromkeys("–—―⸺", "—"),
        **dict.fromkeys(INVISIBLE, None),
    }
)


class TokenTable:
    """Every folded form seen in the versions of one story, numbered from 0 in the order of their first appearance."""

    def __init__(self) -> None:
        self.norms: list[str] = []
        self._ids: dict[str, int] = {}  # folded → id
        self._id_of: dict[str, int] = {}  # as written → id

    def look_up(self, words: Sequence[str]) -> tuple[list[str], list[int]]:
        """Folded forms and ids of words as written; new ones are taken in."""
        id_of, ids, norms = self._id_of, self._ids, self.norms
        for word in dict.fromkeys(words):
            if word not in id_of:
                norm = fold(word)
                number = ids.setdefault(norm, len(norms))
                if number == len(norms):
                    norms.append(norm)
                id_of[word] = number
        numbers = list(map(id_of.__getitem__, words))
        return list(map(norms.__getitem__, numbers)), numbers


def tokenise(version: Version, table: TokenTable) -> Tokens:
    """Every token of every sentence of the version in reading order; `table` takes in the new words."""
    text = version.text
    pieces = TOKEN.split(text)  # gap, token, gap, token … gap: the pieces add up to the text
    ends = list(accumulate(map(len, pieces)))
    words, token_starts, token_ends = pieces[1::2], ends[0:-1:2], ends[1::2]
    norms, ids = table.look_up(words)
    bounds = [0]
    runs: list[tuple[int, int]] = []  # stretches of tokens that belong to sentences; what lies between is bullets and dateline dashes
    kept = last = 0
    whole = True
    for sentence in version.sentences:
        start, end = sentence.span.start, sentence.span.end
        low, high = bisect_left(token_starts, start, last), bisect_left(token_starts, end, last)
        if low != last or not runs:
            runs.append((low, high))
        else:
            runs[-1] = (runs[-1][0], high)
        kept += high - low
        last = high
        bounds.append(kept)
        whole = whole and (high == low or token_ends[high - 1] <= end)
    if not whole:
        return _piecewise(version, table)
    if kept != len(words):
        norms = [norm for low, high in runs for norm in norms[low:high]]
        token_starts, token_ends, ids = ([x for low, high in runs for x in column[low:high]] for column in (token_starts, token_ends, ids))
    return Tokens(tuple(token_starts), tuple(token_ends), tuple(norms), tuple(ids), tuple(bounds))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The form in which a word is compared; never empty."""
    if word.isascii():
        return "—" if word.startswith("--") else word.lower()
    return unicodedata.normalize("NFKC", word.translate(FOLD)).casefold().translate(FOLD) or word


def _piecewise(version: Version, table: TokenTable) -> Tokens:
    """The same, sentence by sentence, for the rare text in which a token would reach over the end of its sentence ("the U.S.A man")."""
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    ids: list[int] = []
    bounds = [0]
    for sentence in version.sentences:
        pieces = TOKEN.split(sentence.span.of(version.text))
        places = [sentence.span.start + x for x in accumulate(map(len, pieces))]
        new_norms, new_ids = table.look_up(pieces[1::2])
        starts += places[0:-1:2]
        ends += places[1::2]
        norms += new_norms
        ids += new_ids
        bounds.append(len(starts))
    return Tokens(tuple(starts), tuple(ends), tuple(norms), tuple(ids), tuple(bounds))
