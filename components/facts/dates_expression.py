"""An expression: the words that a rule of dates_grammar.py matched, and what can be asked of them; and the reading they come to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from components.facts.dates_calendar import Point
from components.facts.dates_grammar import letter_set, letters, pattern
from components.facts.dates_words import GAP, Hit, Lexicon, Scan, Tense
from components.model import Sentence

NEIGHBOUR = 24  # characters in which the next word is looked for
OPENING = 24  # characters; a date that begins before them opens its sentence: "By the end of 1942 …"
NOWHERE = Point()

Origin = Literal["publication", "mention", "text"]


class Reading(NamedTuple):
    """A date as its words say it. Steps count periods: -1 the last, 0 this, 1 the next."""

    kind: Literal["point", "unit", "shift", "length", "set", "word", "festival"]
    start: int
    end: int
    sentence: int = 0
    point: Point = NOWHERE
    weekday: int | None = None  # alone, or of the day whose year it tells
    step: int | None = None  # of the whole ("last Friday", "next month") or of the year ("June last year")
    origin: Origin = "text"  # what it is counted from; "text": the publication date in news, the date last mentioned in narrative
    unit: str | None = None
    number: float | None = None  # None: X
    clock: str | None = None  # "T14:05", "TMO"
    zone: str | None = None
    modifier: str | None = None
    word: str | None = None  # a value as it stands, or the festival's rule
    note: str = ""  # what an editor should know about it
    tense: Tense = None
    leads: bool = False  # it opens its sentence

    @property
    def is_clock(self) -> bool:
        """Whether it is a time of day alone."""
        return self.kind == "point" and self.weekday is None and self.point == NOWHERE

    @property
    def is_day(self) -> bool:
        """Whether it names a day."""
        return self.point.day is not None or self.weekday is not None or (self.kind == "unit" and self.unit == "day")

    @property
    def wants_tense(self) -> bool:
        """Whether the tense of its verb decides on which side of the publication date it lies."""
        open_side = self.weekday is not None or self.point != NOWHERE or self.kind == "festival" or self.unit == "weekend"
        return self.step is None and self.point.year is None and open_side


@dataclass(slots=True, eq=False)
class Expression:
    """Words of one sentence that a rule of the grammar matched: places first to last of the scan, last excluded. Classes are named as in
    the grammar."""

    text: str
    scan: Scan
    sentence: Sentence
    first: int
    last: int
    lexicon: Lexicon
    rule: str = ""
    letters: str = field(init=False)

    def __post_init__(self) -> None:
        self.letters = self.scan.letters[self.first : self.last]

    @property
    def hits(self) -> list[Hit]:
        return [self.scan[place] for place in range(self.first, self.last)]

    @property
    def meanings(self) -> list[Any]:
        return self.scan.meanings[self.first : self.last]

    @property
    def start(self) -> int:
        return self.scan.spans[self.first][0]

    @property
    def end(self) -> int:
        return self.scan.spans[self.last - 1][1]

    def part(self, first: int, last: int | None = None) -> Expression:
        """Some of the words, by their places among them."""
        end = self.last if last is None else self.first + last
        return Expression(self.text, self.scan, self.sentence, self.first + first, end, self.lexicon)

    def has(self, classes: str) -> bool:
        """Whether a word of these classes is among the words."""
        return not letter_set(classes).isdisjoint(self.letters)

    def get(self, classes: str) -> Any:
        """The meaning of the first word of these classes, or None."""
        place = self.place(classes)
        return None if place is None else self.scan.meanings[place]

    def written(self, classes: str) -> str:
        """The first word of these classes as it stands in the text; empty where there is none."""
        place = self.place(classes)
        return "" if place is None else self.text[slice(*self.scan.spans[place])]

    def place(self, classes: str) -> int | None:
        """Where in the scan the first word of these classes is, or None."""
        wanted = letter_set(classes)
        for place, letter in enumerate(self.letters, self.first):
            if letter in wanted:
                return place
        return None

    def says(self, classes: str, *words: str) -> bool:
        """Whether the first word of these classes is one of `words`, in any case."""
        return self.written(classes).lower() in words

    def fits(self, rule: str) -> bool:
        """Whether the words are just those of a rule of the grammar."""
        return pattern(rule).fullmatch(self.letters) is not None

    def follows(self, classes: str) -> bool:
        """Whether a word of these classes stands before."""
        return self.first > 0 and self.scan.letters[self.first - 1] in letters(classes)

    def precedes(self, classes: str) -> bool:
        """Whether a word of these classes stands after."""
        return self.scan.letters[self.last : self.last + 1] in letter_set(classes)

    @property
    def follows_other(self) -> bool:
        """Whether what stands before belongs to no date: any other word, or the start of a sentence."""
        return self.scan.letters[self.first - 1 : self.first] in ("", GAP)

    @property
    def precedes_other(self) -> bool:
        """Whether what stands after belongs to no date: any other word, or the end of a sentence."""
        return self.scan.letters[self.last : self.last + 1] in ("", GAP)

    @property
    def word_before(self) -> str:
        """The word before, as written, whatever it is; empty where more than a blank stands between."""
        match = re.search(r"([^\W\d_]+)[.]?\s{1,3}$", self.text[max(0, self.start - NEIGHBOUR) : self.start])
        return match[1] if match else ""

    @property
    def word_after(self) -> str:
        """The word after, as written, whatever it is; empty where a mark stands between."""
        match = re.match(r"\s{1,3}([^\W\d_]+)", self.text[self.end : self.end + NEIGHBOUR])
        return match[1] if match else ""

    @property
    def follows_name(self) -> bool:
        """Whether a capitalised word stands before that is no part of a date: LA Weekly."""
        return self.follows_other and self.word_before[:1].isupper()

    @property
    def lasts(self) -> bool:
        """Whether the word before makes a length of time of it: "for", "took"."""
        return self.word_before.lower() in self.lexicon.lasting

    @property
    def step(self) -> int | None:
        """-1 for last and previous, 0 for this and same, 1 for next and following; None where no such word stands. The last one
        counts: "this past spring", "June last year"."""
        if not self.has("which"):
            return None
        wanted = letter_set("which")
        step: int = [meaning for letter, meaning in zip(self.letters, self.meanings, strict=True) if letter in wanted][-1]
        return step

    @property
    def origin(self) -> Origin:
        """What the words count from: "the next day" and "that year" from the date last mentioned, "next week" from publication."""
        return "mention" if self.has("anaphoric that") or (self.has("the") and self.says("deictic", "next")) else "text"

    @property
    def clock(self) -> str | None:
        """The time of day among the words: T14:05, TMO."""
        clock, part = self.get("time clock"), self.get("part")
        if clock is None and pattern("small in").search(self.letters) and part:
            clock = f"{self.get('small'):02}:00"  # "4 in the morning"
        if clock is None:
            return f"T{part}" if part else None
        hour, minute = clock.removeprefix("T").split(":")
        return f"T{int(hour) + 12 if part in ('AF', 'EV') and int(hour) < 12 else hour}:{minute}"

    @property
    def year(self) -> int | None:
        """The year written among the words; negative before Christ."""
        before_christ = self.get("era") == "BC"
        if self.has("spoken_century"):
            rest = sum(hit.meaning for hit in self.hits if hit.letter in letters("cardinal"))
            return self.get("spoken_century") * 100 + rest if 10 <= rest < 100 else None
        number = self.get("any_year")
        if number is None and self.has("era"):
            number = self.get("small number")
        return None if number is None or not 0 < number < 10_000 else -int(number) if before_christ else int(number)

    def year_ahead(self, month: int) -> int | None:
        """The year that a month or day without one shares with the next: "between July and September 2023", "July 26-August 4, 1952"."""
        match = pattern("[dash to and border] (CALENDAR_DAY | MONTH OF_YEAR)").match(self.scan.letters, self.last)
        if match is None:
            return None
        other = Expression(self.text, self.scan, self.sentence, self.last, match.end(), self.lexicon)
        return None if other.year is None else other.year - (other.get("any_month") < month)

    @property
    def which_year(self) -> dict[str, Any]:
        """The fields of a reading for "last year" in "June last year", for "last" in "last June", or for neither."""
        year = {"unit": "year"} if self.has("year") and self.step is not None else {}
        return {"step": self.step, "origin": self.origin, **year}

    def reading(self, kind: Any, **fields: Any) -> Reading:
        """A reading of all these words; its modifier is the phase written in it, or the preposition before it."""
        modifier = self.get("phase edge approximate over")
        if modifier is None and kind in ("unit", "point") and self.has("sequel"):
            modifier = "earlier" if self.get("sequel") < 0 else "later"
        if modifier is None and (self.follows("border") or (self.follows("to") and self.scan.letters[self.first - 2] != GAP)):
            modifier = self.scan.meanings[self.first - 1]
        leads = self.start - self.sentence.span.start < OPENING
        return Reading(kind, self.start, self.end, self.sentence.index, modifier=modifier, leads=leads, **fields)
