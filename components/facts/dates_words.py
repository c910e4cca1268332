"""The words that dates are made of: a version read once, each word of a date's vocabulary as one letter.

data/rules/dates.toml lists the words in classes, one letter for each (`LETTERS`); numbers and marks get theirs by their shape. All other
words are a gap, and neighbouring gaps are one: "by early October 1939" → "BeMy".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

from components.facts.dates_calendar import MONTHS, Point
from components.model import Rules, Sentence

Tense = Literal["past", "future"] | None
Entry = tuple[str, Any]  # a letter, and what the word means

GAP = "_"
YEARS = range(1000, 2200)  # what a bare number of four digits must be to be a year
CENTURY_TURN = 40  # '39 is 2039's, '68 is 1968: short years below this belong to 2000

LETTERS = {
    # the tables of data/rules/dates.toml
    "month": "M", "month_or_word": "m", "month_short": "j", "weekday": "W", "weekday_short": "w", "weekdays": "V", "day": "T",
    "year": "J", "day_unit": "X", "unit": "U", "units": "u", "second": "x", "quarter": "q", "half": "h", "cardinal": "c", "article": "a",
    "some": "s", "ordinal": "O", "decade": "Z", "season": "S", "part": "P", "parts": "ψ", "clock": "K", "zone": "z", "era": "E",
    "deictic": "R", "anaphoric": "r", "this": "D", "that": "H", "latest": "L", "recent": "l", "current": "C", "the": "t", "of": "o",
    "in": "i", "over": "v", "border": "B", "to": "2", "and": "&", "or": "ø", "phase": "e", "edge": "G", "sequel": "b", "approximate": "p",
    "more": "k", "long": "λ", "period": "π", "each": "g", "set": "Y", "reference": "N", "fiscal": "f", "festival": "F",
    "spoken_century": "β", "magnitude": "μ",
    "no_date": GAP,  # names with a date's word in them
    # numbers by their shape: 1 to 31, 1000 to 2199, any other; '68; 9 a.m.; 2024-06-28 or 28.6.2024; Q3
    "small": "d", "four": "y", "number": "n", "short_year": "A", "time": "Q", "written": "I", "code": "Ω",
    "comma": ",", "point": ".", "dash": "-", "slash": "/", "currency": "$", "percent": "%", "possessive": "'",
}  # fmt: skip
MARKS = {",": "comma", ".": "point", "-": "dash", "–": "dash", "/": "slash", **dict.fromkeys("$£€¥#", "currency"), "%": "percent",
         "'s": "possessive", "’s": "possessive"}  # fmt: skip

# A number in one of its shapes, a word or phrase of the rules, a possessive, a mark. Every shape is bounded.
TOKEN = r"""(?x)
  (?<!\w) (?: (?=\d) (?:
      (?P<iso> (?<![.-]) \d{4}-\d\d-\d\d (?:[T ]\d\d:\d\d(?::\d\d)?)? (?![\w-]) )
    | (?P<numeric> (?<![./-]) \d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2}) (?![\w/-]|[.]\d) )
    | (?P<time> (?<![.:]) \d{1,2} (?: (?:[:.]\d\d(?::\d\d)?)?\s?(?:[ap]\.m\b\.?|[AP]\.M\b\.?|[ap]m\b|[AP]M\b)
                                    | :\d\d(?::\d\d)?(?:\s?h(?:ou)?rs\b)?(?!:?\d) | \so['’]clock\b ) )
    | (?P<military> \d{4} (?: \s(?:hours|hrs)\b | (?=\s(?:GMT|UTC|BST|E[SD]T)\b) ) )
    | (?P<decade> (?<![.]) (?:\d{3}|\d)0['’]?s\b )
    | (?P<nth> \d{1,2}(?:st|nd|rd|th)\b )
    | (?P<number> \d++ (?:[.,]\d++)*+ (?:\s\d/\d\b)?+ (?:(?:m|bn)(?=[ ]years))? (?!\w) ) )
  | (?P<fiscal> FY\s?(?:\d{4}|\d\d) (?!\w) )
  | (?P<code> [QH][1-4] (?!\w) )
  | (?P<phrase> (?:WORDS) (?!\w) ) )
| ['’] (?: s\b | (?<!\w.) (?: (?P<nineties> \d0['’]?s\b ) | (?P<short_year> \d\d(?!\w) ) ) )
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
    """Sentences as letters, and in parallel where each stands and what it means. A sentence begins with a gap."""

    letters: str
    spans: list[tuple[int, int]]
    meanings: list[Any]
    ancient: bool  # years before Christ are written in the text: "in 490" is one of them then

    def __getitem__(self, place: int) -> Hit:
        return Hit(self.letters[place], *self.spans[place], self.meanings[place])


def scan(text: str, sentences: Iterable[Sentence], lexicon: Lexicon) -> Scan:
    """The words of these sentences of a text, as letters."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    meanings: list[Any] = []
    find = lexicon.token.finditer
    known = dict(lexicon.words)
    for sentence in sentences:
        at = sentence.span.start
        letters.append(GAP)
        spans.append((at, at))
        meanings.append(None)
        for match in find(text, at, sentence.span.end):
            start, end = span = match.span()
            if start != at and not text[at:start].isspace():
                letters.append(GAP)
                spans.append((at, at))
                meanings.append(None)
            at = end
            letter, meaning = known.get(match[0]) or _entry(match, known)
            letters.append(letter)
            spans.append(span)
            meanings.append(meaning)
    letters.append(GAP)
    spans.append((len(text), len(text)))
    meanings.append(None)
    era = LETTERS["era"]
    ancient = era in letters and any(m == "BC" for letter, m in zip(letters, meanings, strict=True) if letter == era)
    return Scan("".join(letters), spans, meanings, ancient)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What one set of rules compiles to. `words` maps a word as written to its letter and its meaning."""

    words: Mapping[str, Entry]
    token: re.Pattern[str]
    tenses: Mapping[str, Tense]  # a verb, or a verb and the word before it; None for words in -ed that are no past
    verbs: frozenset[str]  # the last words of `tenses`
    lasting: frozenset[str]  # a length of time after "for", "took" …
    not_after: frozenset[str]  # no year after "flight"
    not_before: frozenset[str]  # no year before "people"


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> Lexicon:
    """The vocabulary, the pattern that reads it, and what tells the tense."""
    table = rules.table("dates")
    capital = set(table.get("case", {}).get("capital", ()))
    words: dict[str, Entry] = {}
    for name, letter in LETTERS.items():
        for word, meaning in table.get(name, {}).items():
            forms = {word.capitalize(), word.upper(), " ".join(w.capitalize() for w in word.split())} | ({word} - capital)
            words.update(dict.fromkeys(forms | {form.replace("'", "’") for form in forms}, (letter, meaning)))
    tenses: dict[str, Tense] = {}
    for name, tense in (("past", "past"), ("future", "future"), ("neither", None)):
        tenses.update(dict.fromkeys(table.get("tense", {}).get(name, ()), cast(Tense, tense)))
    numbered = table.get("numbered", {})
    return Lexicon(
        words | {mark: (LETTERS[name], None) for mark, name in MARKS.items()},
        re.compile(TOKEN.replace("WORDS", _any_of(words) or "(?!)")),
        tenses,
        frozenset(verb.rpartition(" ")[2] for verb in tenses),
        frozenset(table.get("lasting", {}).get("before", ())),
        frozenset(numbered.get("before", ())),
        frozenset(numbered.get("after", ())),
    )


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


def _entry(match: re.Match[str], known: dict[str, Entry]) -> Entry:
    """The letter and meaning of a number, or of a phrase broken over a line; kept in `known`."""
    word, shape = match[0], match.lastgroup or ""
    name, meaning = ("", None) if shape == "phrase" else _number(word, shape)
    known[word] = known[" ".join(word.split())] if shape == "phrase" else (LETTERS.get(name, GAP), meaning)
    return known[word]


def _number(word: str, shape: str) -> tuple[str, Any]:
    """The class (empty: none) and meaning of a number by its shape."""
    if shape == "number":
        return _quantity(word)
    if shape in ("iso", "numeric"):
        written = _iso(word) if shape == "iso" else _numeric(word)
        return ("written", written) if written else ("", None)
    if shape in ("time", "military"):
        clock = _clock(word)
        return ("time", clock) if clock else ("", None)
    if shape == "code":
        return "code", word
    digits = int(re.sub(r"\D", "", word))
    if shape == "fiscal":
        return "four", digits if digits > 99 else 2000 + digits
    if shape == "short_year":
        return "short_year", digits + (2000 if digits < CENTURY_TURN else 1900)
    return ("decade" if shape in ("decade", "nineties") else "ordinal"), digits


def _quantity(word: str) -> tuple[str, Any]:
    """28, 2024, 1,100, 5 1/2, 125m."""
    if word.isdecimal():
        if len(word) == 4 and int(word) in YEARS:
            return "four", int(word)
        return ("small" if len(word) < 3 and 1 <= int(word) <= 31 else "number"), int(word[:15])
    whole, _, divisor = word.partition("/")
    if divisor:
        return "number", float(whole[:-2].replace(",", "")) + int(whole[-1]) / max(int(divisor), 1)
    match = re.fullmatch(r"(\d{1,15}(?:\.\d{1,6})?)(m|bn)?", word.replace(",", ""))
    return ("number", float(match[1]) * {"m": 1e6, "bn": 1e9}.get(match[2], 1)) if match else ("", None)


def _iso(word: str) -> tuple[Point, str | None, str] | None:
    """2024-06-28 and 2024-06-28T14:05: the day, the time and a note; None where it is no day."""
    point = Point(int(word[:4]), int(word[5:7]), int(word[8:10]))
    return (point, f"T{word[11:]}" if len(word) > 10 else None, "") if point.first else None


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


def _clock(word: str) -> str | None:
    """9 a.m., 14:05, 1430, 5 o'clock: T09:00; None where the clock has no such time."""
    figures = re.findall(r"\d+", word)
    hour, minute = (int(word[:2]), int(word[2:4])) if len(figures[0]) == 4 else (int(figures[0]), int([*figures, "0"][1]))
    half = re.search(r"[ap](?=\.?m)", word.lower())
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
