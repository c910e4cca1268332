"""The words that dates are made of: a version read once, each word of a date's vocabulary as one letter.

data/rules/dates.toml lists the words in classes, one letter for each (`LETTERS`); numbers get theirs by their shape. All other words are
a gap, and neighbouring gaps are one: "by early October 1939" → "BeMy".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, cast

from components.facts.dates_resolve import MONTHS, Origin, Point, Reading, Tense
from components.model import Rules, Version

YEARS = range(1000, 2200)  # what a bare number of four digits must be to be a year
CENTURY_TURN = 40  # '39 is 2039's, '68 is 1968: short years below this belong to 2000

# One letter for each table of the rules …
LETTERS = {
    "month": "M", "month_or_word": "m", "month_short": "j", "weekday": "W", "weekday_short": "w", "weekdays": "V", "day": "T", "year": "J",
    "day_unit": "X", "unit": "U", "units": "u", "second": "x", "quarter": "q", "half": "h", "cardinal": "c", "article": "a", "some": "s",
    "ordinal": "O", "decade": "Z", "season": "S", "part": "P", "clock": "K", "zone": "z", "era": "E", "deictic": "R", "anaphoric": "r",
    "this": "D", "that": "H", "latest": "L", "recent": "l", "current": "C", "the": "t", "of": "o", "in": "i", "over": "v", "border": "B",
    "and": "&", "phase": "e", "edge": "G", "sequel": "b", "approximate": "p", "more": "k", "each": "g", "set": "Y", "reference": "N",
    "fiscal": "f", "festival": "F", "spoken_century": "β", "long": "λ", "period": "π", "or": "ø", "to": "2",
}  # fmt: skip
# … and for the shapes of numbers: d can be a day, y a year, n neither; A '68, Q a clock time, I an ISO or numeric date, Ω Q3.
MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "/": "/", "$": "$", "£": "$", "€": "$", "¥": "$", "#": "$", "%": "%"}
GAP = "_"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What one set of rules compiles to. `words` maps a word as written to its letter and its meaning."""

    words: Mapping[str, tuple[str, Any]]
    token: re.Pattern[str]
    tenses: Mapping[str, Tense]  # a verb, or a verb and the word before it; None for words in -ed that are no past
    not_after: frozenset[str]  # no year after "flight"
    not_before: frozenset[str]  # no year before "people"


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> Lexicon:
    """The vocabulary, the pattern that reads it, and what tells the tense."""
    table = rules.table("dates")
    capital = set(table.get("case", {}).get("capital", ()))
    words: dict[str, tuple[str, Any]] = {}
    for name, letter in LETTERS.items():
        for word, meaning in table.get(name, {}).items():
            forms = {word.capitalize(), word.upper(), " ".join(w.capitalize() for w in word.split())} | ({word} - capital)
            words.update({form: (letter, meaning) for form in forms | {form.replace("'", "’") for form in forms}})
    tenses: dict[str, Tense] = {}
    for name, tense in (("past", "past"), ("future", "future"), ("neither", None)):
        tenses.update(dict.fromkeys(table.get("tense", {}).get(name, ()), cast(Tense, tense)))
    numbered = table.get("numbered", {})
    return Lexicon(
        words | {mark: (letter, None) for mark, letter in MARKS.items()} | {"'s": ("'", None), "’s": ("'", None)},
        re.compile(TOKEN.replace("WORDS", _any_of(words) or "(?!)")),
        tenses,
        frozenset(numbered.get("before", ())),
        frozenset(numbered.get("after", ())),
    )


# One word of the vocabulary: a number in one of its shapes, a word or phrase of the rules, a possessive, a mark. Every shape is bounded.
TOKEN = r"""(?x)
  (?<!\w) (?: (?=\d) (?:
      (?P<iso> (?<![.-]) \d{4}-\d\d-\d\d (?:[T ]\d\d:\d\d(?::\d\d)?)? (?![\w-]) )
    | (?P<numeric> (?<![./-]) \d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2}) (?![\w/-]|[.]\d) )
    | (?P<clock> (?<![.:]) \d{1,2} (?: (?:[:.]\d\d(?::\d\d)?)?\s?(?:[ap]\.m\b\.?|[AP]\.M\b\.?|[ap]m\b|[AP]M\b)
                                     | :\d\d(?::\d\d)?(?:\s?h(?:ou)?rs\b)?(?!:?\d) | \so['’]clock\b ) )
    | (?P<military> \d{4} (?=\s(?:GMT|UTC|BST|E[SD]T|hours|hrs)\b) )
    | (?P<decade> (?<![.]) (?:\d{3}|\d)0['’]?s\b )
    | (?P<nth> \d{1,2}(?:st|nd|rd|th)\b )
    | (?P<number> \d++ (?:[.,]\d++|\s\d/\d\b)*+ (?:(?:m|bn)(?=[ ]years))? (?!\w) ) )
  | (?P<fiscal> FY\s?(?:\d{4}|\d\d) (?!\w) )
  | (?P<period> [QH][1-4] (?!\w) )
  | (?P<word> (?:WORDS) (?!\w) ) )
| ['’] (?: s\b | (?<!\w.) (?: (?P<nineties> \d0['’]?s\b ) | (?P<short> \d\d(?!\w) ) ) )
| [-,.–/$£€¥#%]
"""


class Hit(NamedTuple):
    """One word of a date's vocabulary, or a gap."""

    letter: str
    start: int
    end: int
    meaning: Any


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A version as letters, and in parallel where each stands and what it means. A sentence begins with a gap."""

    letters: str
    spans: list[tuple[int, int]]
    meanings: list[Any]

    def __getitem__(self, place: int) -> Hit:
        return Hit(self.letters[place], *self.spans[place], self.meanings[place])

    @property
    def ancient(self) -> bool:
        """Whether years before Christ are written in the text: "in 490" is one of them then."""
        return "E" in self.letters and any(m == "BC" for letter, m in zip(self.letters, self.meanings, strict=True) if letter == "E")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words that one rule of the grammar matched: places first to last of the scan, last excluded."""

    text: str
    scan: Scan
    first: int
    last: int
    lexicon: Lexicon
    kind: str = ""  # the rule

    @property
    def letters(self) -> str:
        return self.scan.letters[self.first : self.last]

    @property
    def hits(self) -> list[Hit]:
        return [self.scan[place] for place in range(self.first, self.last)]

    def has(self, letters: str) -> bool:
        """Whether one of these letters is among the words."""
        return not set(self.letters).isdisjoint(letters)

    def get(self, letters: str) -> Any:
        """The meaning of the first word with one of these letters, or None."""
        for place in range(self.first, self.last):
            if self.scan.letters[place] in letters:
                return self.scan.meanings[place]
        return None

    def word(self, letters: str, *, cased: bool = False) -> str:
        """The first word with one of these letters, in lower case unless asked as written; empty where none stands here."""
        word = next((self.text[hit.start : hit.end] for hit in self.hits if hit.letter in letters), "")
        return word if cased else word.lower()

    def part(self, first: int, last: int) -> Words:
        """Some of the words."""
        return Words(self.text, self.scan, self.first + first, self.first + last, self.lexicon)

    @property
    def before(self) -> str:
        """The letter before."""
        return self.scan.letters[self.first - 1] if self.first else GAP

    @property
    def after(self) -> str:
        """The letter after."""
        return self.scan.letters[self.last] if self.last < len(self.scan.letters) else GAP

    @property
    def start(self) -> int:
        return self.scan.spans[self.first][0]

    @property
    def end(self) -> int:
        return self.scan.spans[self.last - 1][1]

    @property
    def word_before(self) -> str:
        """The word before, as written, whatever it is; empty where more than a blank stands between."""
        match = re.search(r"([^\W\d_]+)[.]?\s{1,3}$", self.text[max(0, self.start - 24) : self.start])
        return match[1] if match else ""

    @property
    def word_after(self) -> str:
        """The word after, as written, whatever it is; empty where a mark stands between."""
        match = re.match(r"\s{1,3}([^\W\d_]+)", self.text[self.end : self.end + 24])
        return match[1] if match else ""

    @property
    def follows_name(self) -> bool:
        """Whether a capitalised word that is no part of a date stands before."""
        return self.before == GAP and self.word_before[:1].isupper()

    @property
    def step(self) -> int | None:
        """-1 for last and previous, 0 for this and same, 1 for next and following; None where no such word stands. The last one
        counts: "this past spring", "June last year"."""
        return next((hit.meaning for hit in reversed(self.hits) if hit.letter in "RrDHCL"), None)

    @property
    def origin(self) -> Origin:
        """What the words count from: "the next day" and "that year" from the date last mentioned, "next week" from publication."""
        return "mention" if self.has("rH") or self.has("R") and self.has("t") and self.word("R") == "next" else "text"

    @property
    def clock(self) -> str | None:
        """The time of day among the words: T14:05, TMO."""
        clock, part = self.get("QK"), self.get("P")
        if clock is None and "di" in self.letters and part:
            clock = f"{self.get('d'):02}:00"  # "4 in the morning"
        if clock is None:
            return f"T{part}" if part else None
        hour, _, rest = clock.removeprefix("T").partition(":")
        return f"T{int(hour) + 12 if part in ('AF', 'EV') and int(hour) < 12 else hour}:{rest}"

    @property
    def year(self) -> int | None:
        """The year written among the words; negative before Christ."""
        for place, hit in enumerate(self.hits):
            if hit.letter in "yA":
                return -int(hit.meaning) if self.get("E") == "BC" else int(hit.meaning)
            if hit.letter == "β":
                rest = sum(h.meaning for h in self.hits[place + 1 :] if h.letter == "c")
                return int(hit.meaning) * 100 + rest if 10 <= rest < 100 else None
        number = self.get("dn") if self.has("E") else None
        return None if number is None or not 0 < number < 10_000 else -int(number) if self.get("E") == "BC" else int(number)

    @property
    def of_year(self) -> dict[str, Any]:
        """The fields of "last year" in "June last year"; none where the words have no such year."""
        return {"unit": "year", "step": self.step, "origin": self.origin} if self.has("J") and self.step is not None else {}

    def reading(self, kind: Any, **fields: Any) -> Reading:
        """A reading of all these words; its modifier is the phase written in it, or the preposition before it."""
        modifier = self.get("eGpv")
        if modifier is None and kind in ("unit", "point"):
            modifier = {-1: "earlier", 1: "later"}.get(self.get("b") or 0)
        if modifier is None and (self.before == "B" or self.before == "2" and self.scan.letters[self.first - 2] != GAP):
            modifier = self.scan.meanings[self.first - 1]
        return Reading(kind, self.start, self.end, modifier=modifier, **fields)


def scan(version: Version, lexicon: Lexicon) -> Scan:
    """The words of every sentence, as letters."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    meanings: list[Any] = []
    text, find = version.text, lexicon.token.finditer
    known = dict(lexicon.words)
    for sentence in version.sentences:
        at, last = sentence.span.start, sentence.span.end
        letters.append(GAP)
        spans.append((at, at))
        meanings.append(None)
        for match in find(text, at, last):
            start, end = span = match.span()
            if start != at and not text[at:start].isspace():
                letters.append(GAP)
                spans.append((at, at))
                meanings.append(None)
            at = end
            entry = known.get(match[0]) or _entry(match, known)
            letters.append(entry[0])
            spans.append(span)
            meanings.append(entry[1])
    letters.append(GAP)
    spans.append((len(text), len(text)))
    meanings.append(None)
    return Scan("".join(letters), spans, meanings)


def _entry(match: re.Match[str], known: dict[str, tuple[str, Any]]) -> tuple[str, Any]:
    """The letter and meaning of a number, or of a phrase broken over a line; kept in `known`."""
    word = match[0]
    known[word] = known[" ".join(word.split())] if match.lastgroup == "word" else _number(word, match.lastgroup)
    return known[word]


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, that tries each first letter once (a trie)."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    whole = branches.pop("", None)
    parts = [(r"\s{1,3}" if letter == " " else re.escape(letter)) + _any_of(rest) for letter, rest in branches.items()]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)})" + ("?" if whole else "") if len(parts) > 1 or whole else parts[0]


def _number(word: str, shape: str | None) -> tuple[str, Any]:
    """The letter and meaning of a number by its shape."""
    if shape == "number":
        if not word.isdecimal():
            whole, _, fraction = word.partition("/")
            if fraction:
                return "n", float(whole.split()[0].replace(",", "")) + int(whole[-1]) / max(int(fraction), 1)
            plain = word.replace(",", "")
            if plain[-1] in "mn":  # 125m years
                return "n", float(plain.rstrip("mbn")) * (1e9 if plain.endswith("bn") else 1e6)
            return ("n", float(plain)) if re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", plain) else (GAP, None)
        if len(word) == 4 and int(word) in YEARS:
            return "y", int(word)
        return ("d" if len(word) < 3 and 1 <= int(word) <= 31 else "n"), int(word[:15])
    if shape == "iso":
        written = _iso(word)
        return ("I", written) if written[0].first else (GAP, None)
    if shape == "numeric":
        numeric = _numeric(word)
        return ("I", numeric) if numeric else (GAP, None)
    if shape == "clock":
        return "Q", _clock(word)
    if shape == "military":
        return "Q", f"T{word[:2]}:{word[2:]}"
    if shape == "period":
        return "Ω", word
    if shape == "fiscal":
        year = int(word[2:])
        return "y", year if year > 99 else 2000 + year
    digits = int("".join(c for c in word if c.isdecimal()))
    if shape == "short":
        return "A", digits + (2000 if digits < CENTURY_TURN else 1900)
    if shape in ("decade", "nineties"):
        return "Z", digits
    return "O", digits


def _iso(word: str) -> tuple[Point, str | None, str]:
    return Point(int(word[:4]), int(word[5:7]), int(word[8:10])), ("T" + word[11:] if len(word) > 10 else None), ""


def _numeric(word: str) -> tuple[Point | str, str | None, str] | None:
    """28.6.2024 and 6/28/2024; which of 3/4/2024 is the month nobody can tell. None where it is no day."""
    one, two, year = (int(part) for part in re.split(r"[./-]", word))
    year += 0 if year > 99 else 2000 if year < CENTURY_TURN else 1900
    point = Point(year, two, one) if "." in word or one > 12 else Point(year, one, two)
    if point.first is None:
        return None
    if "." in word or one > 12 or two > 12 or one == two:
        return point, None, ""
    return f"{year}-XX-XX", None, f"{word} may be {one} {MONTHS[two - 1]} or {two} {MONTHS[one - 1]}"


def _clock(word: str) -> str:
    hours, minutes = (re.findall(r"\d+", word) + ["00"])[:2]
    hour = int(hours)
    if "p" in word.lower():
        hour = hour % 12 + 12
    elif "a" in word.lower():
        hour %= 12
    return f"T{hour:02}:{minutes}"
