"""The grammar of dates over the letters of dates_words.py, and what its expressions say before anything is counted from anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from components.facts.dates_resolve import Point, Reading, length
from components.facts.dates_words import GAP, Lexicon, Scan

MONTH = "(?:[Mm]|j[.]?)"
DAY = "t?[dOx]"
YEAR = "(?:Ey|[dny]E|y|A)"
THIS = "[RrDHCL]"
THAT_YEAR = f"(?:t?{THIS}{{1,2}}f?J)"
OF_YEAR = f"(?:,?o?{YEAR}|,?[oi]?{THAT_YEAR})"
WEEKDAY = "(?:W|w[.]?)"
PHASE = "(?:t?e(?:-|i)?t?|t?Got?|bi?t?)"
CLOCK = "(?:[QK]z?)"
UNIT = "[UXJqhx]"
COUNT = "(?:a?so?|ha?|aho?|(?:a|[dny])?c(?:-?c|&c){0,3}|[dny]|a)"
LENGTH = f"[pv]?{COUNT}(?:&ah)?k?-?(?:{UNIT}|u)(?:&ah)?"
CALENDAR_DAY = f"(?:(?:{WEEKDAY},?)?(?:{MONTH}-?{DAY}(?![%/]){OF_YEAR}?|{DAY}-?o?{MONTH}{OF_YEAR}?))"
NAMED_DAY = f"(?:{THIS}?{WEEKDAY}(?:o?[RD]U)?|T|t?{THIS}?F{OF_YEAR}?|t?{THIS}{{1,2}}X)"
ANY_DAY = f"(?:{CALENDAR_DAY}|I|{NAMED_DAY})"

RULES = {
    "shift": f"{LENGTH}[bB]|tXBT?",
    "moment": f"(?:{CLOCK},?i?|t?e?(?:it)?P[oi]t?|{PHASE})?{ANY_DAY}(?:,?i?{CLOCK}|e?P)?",
    "clock": CLOCK,
    "part": f"{PHASE}?(?:t?{THIS}{{1,2}}P|TP)",
    "quarter": f"{PHASE}?(?:{THAT_YEAR}'f?|t?{THIS}?f?)[Ox]-?f?[qh](?:o?tf?J|of?{YEAR}|{OF_YEAR})?",
    "month": f"{PHASE}?{THIS}?{MONTH}{OF_YEAR}?",
    "season": f"{PHASE}?t?{THIS}?S{OF_YEAR}?",
    "set": f"g(?:[dnc]|O)?k?(?:{UNIT}|u|W|P|S|M)P?|Y|VP?",
    "stretch": f"t?(?:[RrDHlL]|O)k?(?:{COUNT})?k?u|t?(?:[RrlL]|O)(?:{COUNT})k?u",
    "length": LENGTH,
    "decade": f"{PHASE}?t?Z",
    "century": f"{PHASE}?t?O-?UE?",
    "unit": f"{PHASE}?t?{THIS}{{1,2}}f?{UNIT}",
    "the_unit": f"t[Jq]|{PHASE}t?[UXJq]",
    "year": f"{PHASE}?(?:t?f?J)?f?{YEAR}",
    "units": "u",
    "word": "[NCl]",
}

GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES.items()))


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words that one rule of the grammar matched: scan places first to last (last excluded)."""

    text: str
    scan: Scan
    first: int
    last: int
    lexicon: Lexicon

    @property
    def letters(self) -> str:
        return self.scan.letters[self.first : self.last]

    def has(self, letters: str) -> bool:
        """Whether one of these letters is among the words."""
        return any(letter in letters for letter in self.letters)

    def get(self, letters: str) -> Any:
        """The meaning of the first word with one of these letters, or None."""
        for place in range(self.first, self.last):
            if self.scan.letters[place] in letters:
                return self.scan.meanings[place]
        return None

    @property
    def before(self) -> str:
        """The letter before."""
        return self.scan.letters[self.first - 1]

    @property
    def after(self) -> str:
        """The letter after."""
        return self.scan.letters[self.last] if self.last < len(self.scan.letters) else GAP

    def reading(self, kind: Any, **fields: Any) -> Reading:
        """A reading of all these words; its modifier is the phase written in it, or the preposition before it."""
        start, end = self.scan.starts[self.first], self.scan.ends[self.last - 1]
        modifier = fields.pop("modifier", None) or self.get("eG") or {-1: "earlier", 1: "later"}.get(self.get("b") or 0)
        if modifier is None and self.before == "B":
            modifier = self.scan.meanings[self.first - 1]
        return Reading(kind, start, end, modifier=modifier, **fields)

    @property
    def step(self) -> int | None:
        """-1 for last and previous, 0 for this and same, 1 for next and following; None where no such word stands."""
        step: int | None = self.get("RrDHCL")
        return step

    def step_of(self, letter: str) -> int | None:
        """The step of the word that belongs to the last of these letters: "June last year"."""
        for place in range(self.last - 1, self.first - 1, -1):
            if self.scan.letters[place] in "RrDHCL":
                step: int = self.scan.meanings[place]
                return step
        return None

    @property
    def origin(self) -> Literal["publication", "mention"]:
        """What the words count from: "the next day" and "that year" from the date last mentioned, "next week" from publication."""
        return "mention" if self.has("rH") or self.has("R") and self.has("t") and self.word("R").lower() == "next" else "publication"

    def word(self, letters: str) -> str:
        """The first word with one of these letters, as written; empty where none stands here."""
        for place in range(self.first, self.last):
            if self.scan.letters[place] in letters:
                return self.text[self.scan.starts[place] : self.scan.ends[place]]
        return ""

    @property
    def word_before(self) -> str:
        """The word before, in lower case, whatever it is."""
        start = self.scan.starts[self.first]
        match = re.search(r"([^\W\d_]+)\W{0,2}$", self.text[max(0, start - 24) : start])
        return match[1].lower() if match else ""

    @property
    def word_after(self) -> str:
        """The word after, as written, whatever it is; empty where a mark stands between."""
        end = self.scan.ends[self.last - 1]
        match = re.match(r"\s{1,3}([^\W\d_]+)", self.text[end : end + 24])
        return match[1] if match else ""

    @property
    def follows_name(self) -> bool:
        """Whether a capitalised word follows: June Smith."""
        return self.word_after[:1].isupper()

    @property
    def ends_clause(self) -> bool:
        """Whether no word follows: "the day before." but not "the day before the vote"."""
        return not self.word_after

    @property
    def is_age(self) -> bool:
        """Whether the words that follow make it an age: years old, 12-year-old."""
        end = self.scan.ends[self.last - 1]
        return re.match(r"[-\s]old\b|\s+of\s+age\b", self.text[end : end + 12]) is not None

    @property
    def may_be_year(self) -> bool:
        """Whether a bare number of four digits is a year by the words around it."""
        start = self.scan.starts[self.first]
        if self.before == "$" or self.after in "%u" or self.text[start - 1 : start] in ("-", "–") and self.before != "-" and self.before not in "-":
            return False
        if self.word_before in self.lexicon.not_after or self.word_after.lower() in self.lexicon.not_before:
            return False
        return not (self.text[start - 1 : start] == "-" and self.text[start - 2 : start - 1].isalpha())


def _moment(words: Words) -> list[Reading]:
    """A day, with the time of day said beside it."""
    fields: dict[str, Any] = {"clock": _time(words), "zone": words.get("z")}
    written = words.get("I")
    if written is not None:
        point, clock, note = written
        fields["clock"] = clock or fields["clock"]
        if isinstance(point, str):
            return [words.reading("word", word=point, unit="day", note=note)]
        return [words.reading("point", point=point, **fields)]
    step = words.step
    if words.has("T"):
        return [words.reading("unit", unit="day", step=words.get("T"), **fields)]
    if words.has("F"):
        year = {"unit": "year", "step": step} if words.has("J") else {"step": step}
        return [words.reading("festival", word=words.get("F"), point=Point(_year(words)), **fields, **year)]
    if words.has("X"):
        return [words.reading("unit", unit="day", step=step or 0, origin=words.origin, **fields)]
    month, day, weekday = words.get("Mmj"), words.get("dOx"), words.get("Ww")
    if month is None:
        if weekday is None or words.letters == "w" and words.after != "." and words.before != ",":
            return []
        week = {"unit": "week"} if words.has("U") else {}
        if words.has("U") and words.get("U") != "week":
            return []
        return [words.reading("point", weekday=weekday, step=step, **fields, **week)]
    if day is None or not 1 <= day <= 31:
        return []
    year_of = {"unit": "year", "step": words.step_of("J"), "origin": words.origin} if words.has("J") else {}
    return [words.reading("point", point=Point(_year(words), month, day), **fields, **year_of), *_range_end(words, month)]


def _range_end(words: Words, month: int) -> list[Reading]:
    """The other end of "June 3-5"."""
    return []


def _clock(words: Words) -> list[Reading]:
    return [words.reading("point", clock=_time(words), zone=words.get("z"))]


def _part(words: Words) -> list[Reading]:
    """This morning, that night, the next evening, tomorrow night."""
    if words.has("T"):
        return [words.reading("unit", unit="day", step=words.get("T"), clock=_time(words))]
    step = words.step or 0
    if words.has("R") and step < 0 and words.get("P") != "NI":
        return []
    return [words.reading("unit", unit="day", step=step, origin=words.origin, clock=_time(words))]


def _time(words: Words) -> str | None:
    clock = words.get("QK")
    if clock:
        return clock if clock.startswith("T") else f"T{clock}"
    part = words.get("P")
    return f"T{part}" if part else None


def _month(words: Words) -> list[Reading]:
    month, year = words.get("Mmj"), _year(words)
    bare = words.letters in ("M", "m", "j", "j.")
    if bare and not words.has("M") and words.before not in "iB&o,-":
        return []
    if bare and words.before not in "iBoet&," and words.follows_name:
        return []
    step = words.step_of("J") if words.has("J") else words.step
    year_of = {"unit": "year", "origin": words.origin} if words.has("J") else {}
    return [words.reading("point", point=Point(year, month), step=step, **year_of)]


def _season(words: Words) -> list[Reading]:
    bare = words.letters in ("S", "tS")
    if bare and (words.before not in "iBv" or words.after == "o"):
        return []
    step = words.step_of("J") if words.has("J") else words.step
    year_of = {"unit": "year", "origin": words.origin} if words.has("J") else {}
    return [words.reading("point", point=Point(_year(words), period=words.get("S")), step=step, **year_of)]


def _quarter(words: Words) -> list[Reading]:
    number, half = words.get("Ox"), words.has("h")
    if number is None or not 1 <= number <= (2 if half else 4) or half and not words.has("yJA"):
        return []
    step = words.step_of("J") if words.has("J") and words.has("RrDHCL") else None
    year_of = {"unit": "year", "step": step or 0, "origin": words.origin} if words.has("J") else {}
    return [words.reading("point", point=Point(_year(words), period=f"{'H' if half else 'Q'}{number}"), **year_of)]


def _shift(words: Words) -> list[Reading]:
    if words.letters.startswith("tX"):
        step = -1 if words.get("B") == "before" else 1
        if words.get("B") not in ("before", "after"):
            return []
        if words.has("T"):
            return [words.reading("unit", unit="day", step=words.get("T") + step)]
        return [words.reading("unit", unit="day", step=step, origin="mention")] if words.ends_clause else []
    if words.has("B") and (words.get("B") not in ("before", "after") or not words.ends_clause):
        return []
    sign = words.get("b") if words.has("b") else -1 if words.get("B") == "before" else 1
    origin = "publication" if words.word("b") == "ago" else "mention"
    if _unit(words) is None:
        return []
    return [words.reading("shift", unit=_unit(words), count=_count(words), step=sign, origin=origin, modifier=words.get("pv"))]


def _unit(words: Words) -> str | None:
    """The name of the unit; None where the word is none ("a second term", "a quarter of")."""
    unit = words.get("UXJu")
    if unit is None:
        unit = "second" if words.has("x") else "quarter" if words.has("q") else None
        if unit is None or not words.has("dnc"):
            return None
    return str(unit)


def _count(words: Words) -> float | None:
    """The count before the unit; None where it is vague."""
    total, number, seen = 0.0, 0.0, False
    for place in range(words.first, words.last):
        letter, meaning = words.scan.letters[place], words.scan.meanings[place]
        if letter == "s":
            return None if meaning == "X" else float(meaning)
        if letter == "h":
            total, seen = total + 0.5, True
        elif letter in "dny":
            number, seen = number + float(meaning), True
        elif letter == "c":
            seen = True
            number = max(number, 1) * meaning if meaning >= 100 or meaning == 12 and words.word("c").lower() == "dozen" else number + meaning
        elif letter == "a" and not seen and "&" not in words.letters:
            pass
    return total + number if seen else 1.0


def _length(words: Words) -> list[Reading]:
    unit = _unit(words)
    if unit is None or words.is_age or words.after == "'" and False:
        return []
    if words.has("u") and unit == "quarter" and words.after == "o":
        return []
    return [words.reading("length", unit=unit, count=_count(words), modifier=words.get("pv"))]


def _stretch(words: Words) -> list[Reading]:
    """The past two months, the first nine months, recent years."""
    unit = words.get("u")
    if words.has("s") or _counted(words):
        return [words.reading("length", unit=unit, count=_count(words))]
    if words.has("l"):
        return [words.reading("word", word="PAST_REF")]
    if words.word("R") in ("coming", "upcoming", "next"):
        return [words.reading("word", word="FUTURE_REF")]
    return [words.reading("length", unit=unit, count=None)]


def _counted(words: Words) -> bool:
    return words.has("dncy")


def _set(words: Words) -> list[Reading]:
    if words.has("Y"):
        return [words.reading("set", word=words.get("Y"))]
    part = f"T{words.get('P')}" if words.has("P") else ""
    if words.has("VW"):
        return [words.reading("set", word=f"XXXX-WXX-{words.get('VW')}{part}", unit="day")]
    if words.has("M"):
        return [words.reading("set", word=f"XXXX-{words.get('M'):02}", unit="month")]
    if words.has("S"):
        return [words.reading("set", word=f"XXXX-{words.get('S')}", unit="season")]
    if words.has("P"):
        return [words.reading("set", word=f"XXXX-XX-XX{part}", unit="part of day")]
    unit = "second" if words.has("x") and not words.has("UXJuq") else words.get("UXJu") or "quarter"
    return [words.reading("set", word=length(_count(words), unit), unit=unit)]


def _decade(words: Words) -> list[Reading]:
    decade = words.get("Z")
    if decade < 100:
        decade += 1900
    return [words.reading("word", word=f"{decade // 10}X", unit="decade")]


def _century(words: Words) -> list[Reading]:
    if words.get("U") != "century":
        return []
    number = words.get("Ox")
    return [words.reading("word", word=f"{'BC' if words.get('E') == 'BC' else ''}{number - 1:02}", unit="century")]


def _unit_reading(words: Words) -> list[Reading]:
    """Last year, this week, the same month, the next day; "the past year" is a length."""
    unit = words.get("UXJ") or ("quarter" if words.has("q") else None)
    if unit is None:
        return []
    if words.word("R").lower() == "past":
        return [words.reading("length", unit=unit, count=1)]
    return [words.reading("unit", unit=unit, step=words.step or 0, origin=words.origin)]


def _the_unit(words: Words) -> list[Reading]:
    unit = words.get("UXJ") or ("quarter" if words.has("q") else None)
    return [words.reading("unit", unit=unit, step=0, origin="mention")] if unit else []


def _year_reading(words: Words) -> list[Reading]:
    bare = words.letters == "y"
    if bare and not words.may_be_year or words.letters == "A" and words.before not in "iBoet&,-":
        return []
    return [words.reading("point", point=Point(_year(words)))]


def _year(words: Words) -> int | None:
    era = words.get("E")
    year = words.get("A")
    if year is None:
        year = words.get("y")
    if year is None and era:
        year = words.get("dn")
    if year is None:
        return None
    return -int(year) if era == "BC" else int(year)


def _units(words: Words) -> list[Reading]:
    """"For years": a length whose number nobody says."""
    if words.before not in "iv" and words.word_before not in ("for", "of", "took", "take", "takes", "last", "lasted", "spent"):
        return []
    return [words.reading("length", unit=words.get("u"), count=None)]


def _word(words: Words) -> list[Reading]:
    if words.has("N"):
        return [words.reading("word", word=words.get("N"))]
    return [words.reading("word", word="PRESENT_REF" if words.has("C") else "PAST_REF")]


READERS: dict[str, Callable[[Words], list[Reading]]] = {
    "shift": _shift, "moment": _moment, "clock": _clock, "part": _part, "quarter": _quarter, "month": _month, "season": _season, "set": _set,
    "stretch": _stretch, "length": _length, "decade": _decade, "century": _century, "unit": _unit_reading, "the_unit": _the_unit,
    "year": _year_reading, "units": _units, "word": _word,
}  # fmt: skip
