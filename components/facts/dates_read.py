"""The grammar of dates over the letters of dates_words.py, and what its expressions say before anything is counted from anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from components.facts.dates_resolve import Point, Reading, length
from components.facts.dates_words import GAP, Words

# What stands together, smallest first. Upper and lower case letters are classes of words (dates_words.LETTERS); every repetition is bounded.
MONTH = "(?:[Mm]|j[.]?)"
DAY = "t?[dOx](?![%/])"
YEAR = "(?:E[dny]|[dny]E|y|A|βc-?c?)"
THIS = "(?:DR?|Hr?|t?rr?|t?[RCL])"
THAT_YEAR = f"(?:{THIS}f?J)"
OF_YEAR = f"(?:,?o?{YEAR}|,?[oi]?{THAT_YEAR})"
WEEKDAY = "(?:W|w[.]?)"
EDGE = "(?:t?e(?:-|i)?t?|t?Got?|bi?t?)"
PHASE = f"(?:{EDGE}|p)"
CLOCK = "(?:(?:[QK](?:it?P)?|dit?P)z?)"
UNIT = "[UXJqhx]"
NUMBER = "(?:(?:a|[dny])?[cβ](?:-?c|&c){0,3}|[dn]|y(?=u|-U))"
COUNT = f"(?:a?so?|ha?|aho?|{NUMBER}(?:[2ø-]{NUMBER})?|a)"
LENGTH = f"(?:p?t?|v){COUNT}(?:&a?h)?k?-?(?:{UNIT}|u)(?:&ah)?(?:-?λ)?"
MORE_DAYS = "(?:(?:[-B&2ø]|,&?)t?[dOx](?![%/UXJqcuky])){0,4}"
CALENDAR_DAY = f"(?:(?:DR?|t?[Rr])?(?:{WEEKDAY},?)?(?:{MONTH}-?{DAY}{MORE_DAYS}{OF_YEAR}?|{DAY}{MORE_DAYS}-?o?{MONTH}{OF_YEAR}?))"
NAMED_DAY = f"(?:(?:DR?|t?rr?|t?[RCL])?{WEEKDAY}(?:o?[RD]U)?|T|(?:{THIS}|t)?F{OF_YEAR}?|{THIS}X)"
ANY_DAY = f"(?:{CALENDAR_DAY}|I|{NAMED_DAY})"
DAY_PHASE = "(?:e-?|p(?=[MmjdOxtI])|b(?:it)?|t?Go|tUo)"

RULES = {
    "shift": f"{LENGTH}[bB]|tXBT?|ub",
    "moment": f"(?:{CLOCK},?i?|(?:t?e(?:-|it)?|t)?P[oi]t?|WP[oi]|e-?P|{DAY_PHASE})?{ANY_DAY}(?:,?i?{CLOCK}|e?P)?",
    "clock": f"p?{CLOCK}",
    "part": f"{PHASE}?(?:{THIS}P|TP)|e-?P|(?<=i)tP",
    "quarter": f"{PHASE}?t?Ω(?:o?f?{YEAR}|{OF_YEAR})?|{PHASE}?(?:{THAT_YEAR}'f?|(?:DR?|t?rr?|t?[RCL]|t)?f?)(?:{YEAR})?[Ox]-?f?[qh](?:o?tf?J|o?f{YEAR}|{OF_YEAR})?",
    "comparison": f"t?J-?[bB][Ox]?(?:q|π|{COUNT}?u)?|(?:t?{YEAR}|{THAT_YEAR}'|tL)(?:q|π)",
    "month": f"{PHASE}?{THIS}?{MONTH}{OF_YEAR}?",
    "season": f"{PHASE}?(?:{THIS}|t)?S{OF_YEAR}?",
    "set": f"g(?:[dnc]|O)?k?(?:{UNIT}|u|W|P|S|M)P?|Y|VP?",
    "stretch": f"p?(?:DR|t?[RrLl])k?{COUNT}?k?u|p?tO{COUNT}k?u|{COUNT}[Rrl]u",
    "length": LENGTH,
    "decade": f"{PHASE}?t?Z",
    "century": f"{PHASE}?t?O-?UE?",
    "unit": f"{EDGE}?{THIS}f?{UNIT}",
    "year": f"(?:t?e(?:-|i)?|t?Go|p|bi?)?(?:t?f?[Ju])?f?{YEAR}(?:[-/][dn])?|t?Jcc(?:&?c(?:-?c)?)?|(?<=[iB])n",
    "the_unit": f"t[JUq]|{EDGE}t?[UXJq]|p?J-?G|[UJ]'G|tk?fJ|tkJ",
    "units": "u(?:-?λ)?|U-?λ",
    "past": "tR",
    "word": "[NC]",
}

CORE = re.compile("[MmjWwVTJXUuxqhZSPKyAQIEFNCYRπβΩ]|[iB]n")  # every expression has one of these letters
MODERN = range(1800, 2100)  # years that a bare number before a plural may be: "2008 elections"
GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES.items()))


def _moment(words: Words) -> list[Reading]:
    """A day, with the time of day said beside it."""
    fields: dict[str, Any] = {"clock": words.clock, "zone": words.get("z")}
    if words.letters.startswith("tUo"):
        fields["unit"] = words.get("U")
        if fields["unit"] != "week" or not words.has("Mmj"):
            return []
    written = words.get("I")
    if written is not None:
        point, clock, note = written
        fields["clock"] = clock or fields["clock"]
        return [words.reading("word", word=point, unit="day", note=note) if isinstance(point, str) else words.reading("point", point=point, **fields)]
    if words.has("T"):
        return [words.reading("unit", unit="day", step=words.get("T"), origin="publication", **fields)]
    if words.has("F"):
        if words.letters == "F" and words.follows_name:
            return []  # White Christmas
        return [words.reading("festival", word=words.get("F"), point=Point(words.year), **fields, **(words.of_year or {"step": words.step}))]
    if words.has("X"):
        return [words.reading("unit", unit="day", step=words.step or 0, origin=words.origin, **fields)]
    if words.has("Mmj"):
        return _calendar_days(words, fields)
    return _weekday(words, fields)


def _weekday(words: Words, fields: dict[str, Any]) -> list[Reading]:
    if words.letters.endswith("w") and not words.has("QP") or words.has("U") and words.get("U") != "week":
        return []
    return [words.reading("point", weekday=words.get("Ww"), step=words.step, origin="mention" if words.has("r") else "publication", **({"unit": "week"} if words.has("U") else {}), **fields)]


def _calendar_days(words: Words, fields: dict[str, Any]) -> list[Reading]:
    """One day, or the several of "June 3-5" and "12, 13 and 14 March 1945", each with its month and year."""
    month, year, of_year = words.get("Mmj"), words.year, words.of_year or {"step": words.step, "origin": words.origin}
    fields = of_year | fields
    days = [place for place, hit in enumerate(words.hits) if hit.letter in "dOx" and words.letters[place + 1 : place + 2] != "E"]
    if any(not 1 <= words.hits[place].meaning <= 31 for place in days):
        return []
    cuts = [0, *(place if words.letters[place - 1] != "t" else place - 1 for place in days[1:]), len(words.letters)]
    ends = [*(place + 1 for place in days[:-1]), len(words.letters)]
    if len(days) == 1:
        ends = cuts[1:]
    return [
        words.part(first, last).reading("point", point=Point(year, month, words.hits[place].meaning), **fields)
        for place, first, last in zip(days, cuts, ends, strict=False)
    ]


def _clock(words: Words) -> list[Reading]:
    return [words.reading("point", clock=words.clock, zone=words.get("z"))]


def _part(words: Words) -> list[Reading]:
    """This morning, that night, the next evening, tomorrow night, mid-afternoon."""
    if words.has("T"):
        return [words.reading("unit", unit="day", step=words.get("T"), origin="publication", clock=words.clock)]
    if words.step is None:
        return [words.reading("point", clock=words.clock, origin="mention")] if words.before in "iB" else []
    if words.word("R") in ("last", "past") and words.get("P") != "NI":
        return []
    return [words.reading("unit", unit="day", step=words.step, origin=words.origin, clock=words.clock)]


def _month(words: Words) -> list[Reading]:
    month = words.get("Mmj")
    if words.year is None and not words.of_year:
        bare = len(words.letters.rstrip(".")) == 1
        noun = words.before == "t" and words.word_after[:1].islower() and words.after == GAP  # "the March accession"
        if words.has("mj") and bare and words.before not in "iB2&ø,-" and not noun or words.has("j") and not words.letters.endswith("."):
            return []
        if words.word_after[:1].isupper() and words.before not in "iB2" and bare:
            return []  # June Smith
    return [words.reading("point", point=Point(words.year, month), **(words.of_year or {"step": words.step, "origin": words.origin}))]


def _season(words: Words) -> list[Reading]:
    bare = words.letters in ("S", "tS")
    if bare and (words.after == "o" or words.word("S") in ("fall", "spring") and words.before not in "iBv&"):
        return []
    if bare and words.word_after[:1].isupper() and words.before not in "iBv":
        return []  # Summer Olympics
    return [words.reading("point", point=Point(words.year, period=words.get("S")), **(words.of_year or {"step": words.step, "origin": words.origin}))]


def _quarter(words: Words) -> list[Reading]:
    if words.has("Ω"):
        known = words.has("yAJE") or words.before in "iB2to&"
        return [words.reading("point", point=Point(words.year, period=words.get("Ω")), **(words.of_year or {"step": words.step}))] if known else []
    number, half = words.get("Ox"), words.has("h")
    if number is None or not 1 <= number <= (2 if half else 4) or half and not words.has("yJA"):
        return []
    if words.letters.startswith("t") and "-" in words.letters and not words.has("yJAf"):
        words = words.part(1, len(words.letters))  # "the third-quarter loss": the article is the loss's
    year_of = words.of_year or ({"unit": "year", "step": 0} if words.has("J") else {"step": words.step})
    return [words.reading("point", point=Point(words.year, period=f"{'H' if half else 'Q'}{number}"), **year_of)]


def _comparison(words: Words) -> list[Reading]:
    """The year-earlier quarter, the 1988 period, the latest quarter: as an earnings report speaks of its own quarter."""
    if words.has("B") and words.get("B") not in ("before", "after") or words.has("L") and not words.has("qπ"):
        return []
    if words.letters in ("JB", "Jb", "tJB", "tJb"):
        return []
    if words.letters in ("tJ-b", "tJ-B"):
        words = words.part(1, 4)  # "the year-ago results": the article is the results'
    if words.has("u"):
        return [words.reading("length", unit=words.get("u"), count=_count(words))]
    number = words.get("Ox")
    if number is not None and 1 <= number <= 4 and words.year is None:
        return [words.reading("point", point=Point(None, period=f"Q{number}"), unit="year", step=-1)]
    if words.has("L"):
        return [words.reading("unit", unit="quarter", step=-1)]
    step = -4 if words.has("bB") else 4 * (words.step or 0)
    return [words.reading("unit", unit="quarter", point=Point(words.year), step=step, origin="mention")]


def _shift(words: Words) -> list[Reading]:
    if words.has("B") and words.get("B") not in ("before", "after"):
        return []
    sign = words.get("b") if words.has("b") else -1 if words.get("B") == "before" else 1
    if words.has("T"):
        return [words.reading("unit", unit="day", step=words.get("T") + sign, origin="publication")]
    if words.has("B") and words.word_after:  # "two days before the vote": the vote's day is not written
        return [] if words.letters.startswith("tX") else _length(words.part(0, len(words.letters) - 1))
    if words.letters.startswith("tX"):
        return [words.reading("unit", unit="day", step=sign, origin="mention")]
    unit = _unit_name(words)
    if words.letters == "ub":
        return [words.reading("word", word="PAST_REF" if sign < 0 else "FUTURE_REF")]
    if unit is None or words.has("t"):
        return []
    if unit in ("hour", "minute", "second"):
        return _length(words)
    origin = "text" if words.word("b") == "ago" else "mention"
    return [words.reading("shift", unit=unit, count=_count(words), step=sign, origin=origin)]


def _unit_name(words: Words) -> str | None:
    """The name of the unit; None where the word is none ("a second term", "a quarter of")."""
    unit = words.get("UXJu")
    if unit is None and words.has("xq") and words.has("dnc"):
        unit = "second" if words.has("x") else "quarter"
    return unit


def _count(words: Words) -> float | None:
    """The count before the unit; None where it is vague. Of a range the lower end: "two to three weeks"."""
    number, seen = 0.0, False
    for hit in words.hits:
        if hit.letter == "s":
            return None if hit.meaning == "X" else float(hit.meaning)
        if hit.letter in "2ø" and seen or hit.letter in "dny" and seen:
            break
        if hit.letter in "dny":
            number, seen = float(hit.meaning), True
        elif hit.letter in "cβ":
            number, seen = (max(number, 1.0) * hit.meaning if hit.meaning in (12, 100, 1000, 1000000) and number else number + hit.meaning), True
    half = 0.5 if words.has("h") else 0.0
    return number + half if seen else half if half and not words.has("&") else 1.0 + half


def _length(words: Words) -> list[Reading]:
    """Eighteen months, a three-year term, half an hour; no ages ("12-year-old"), no rates ("$100 a day")."""
    unit, letters = _unit_name(words), words.letters
    if unit is None or re.match(r"[-\s]old\b|\s+of\s+age\b", words.text[words.end : words.end + 12]) or words.word_before == "aged":
        return []
    if unit == "quarter" and words.after == "o" or words.has("t") and not words.has("dnc"):
        return []
    if re.fullmatch(r"a[XUJ]", letters) and words.before not in "ivBp&" and words.word_before.lower() not in LASTING:
        return []
    if letters[0] == "v" and letters[1] != "a" and words.word_before.lower() not in LASTING:
        words = words.part(1, len(letters))  # "spread over three years": no more than three
    attributive = "-" in letters or words.has("UXJ") and not words.has("ash") and _count(words) != 1
    if attributive and words.letters[0] == "t" or re.match("a[^s]?.*-|a[cβ].*[UXJ]$", words.letters) and words.after != "π" and not words.has("λ") and _count(words) != 1:
        words = words.part(1, len(words.letters))  # "a two-day visit": the article is the visit's
    if words.after == "π" and words.has("-"):
        words = words.part(0, len(words.letters) + 1)
    return [words.reading("length", unit=unit, count=_count(words))]


LASTING = frozenset({"for", "take", "takes", "took", "last", "lasts", "lasted", "spend", "spent", "least", "most", "barely", "than", "after", "of", "wait", "waited"})


def _stretch(words: Words) -> list[Reading]:
    """The past two months, the first nine months, recent years."""
    unit = words.get("u")
    if words.has("dncyβsa"):
        return [words.reading("length", unit=unit, count=_count(words))]
    return [words.reading("length", unit=unit, count=None)]


def _set(words: Words) -> list[Reading]:
    part = f"T{words.get('P')}" if words.has("P") else ""
    if words.has("Y"):
        if words.word("Y", cased=True)[0].isupper() and words.follows_name:
            return []  # LA Weekly
        return [words.reading("set", word=words.get("Y"))]
    if words.has("VW"):
        return [words.reading("set", word=f"XXXX-WXX-{words.get('VW')}{part}", unit="day")]
    if words.has("M"):
        return [words.reading("set", word=f"XXXX-{words.get('M'):02}", unit="month")]
    if words.has("S"):
        return [words.reading("set", word=f"XXXX-{words.get('S')}", unit="season")]
    if words.has("P"):
        return [words.reading("set", word=f"XXXX-XX-XX{part}", unit="part of day")]
    unit = words.get("UXJu") or ("second" if words.has("x") else "quarter" if words.has("q") else "half")
    return [words.reading("set", word=length(_count(words), unit), unit=unit)]


def _decade(words: Words) -> list[Reading]:
    decade = words.get("Z")
    if decade < 100 and words.word("Z")[0].isdigit() and not words.has("teG"):
        return []  # "in his 30s"
    return [words.reading("word", word=f"{(decade + 1900 if decade < 100 else decade) // 10}", unit="decade")]


def _century(words: Words) -> list[Reading]:
    if words.get("U") != "century":
        return []
    return [words.reading("word", word=f"{'BC' if words.get('E') == 'BC' else ''}{words.get('Ox') - 1:02}", unit="century")]


def _unit(words: Words) -> list[Reading]:
    """Last year, this week, the same month; "the past year" and "the last week of August" are lengths."""
    unit = words.get("UXJ") or ("quarter" if words.has("q") else None)
    if unit is None:
        return []
    if words.word("R") == "past" or words.has("R") and words.has("t") and words.after == "o":
        return [words.reading("length", unit=unit, count=1)]
    return [words.reading("unit", unit=unit, step=words.step or 0, origin=words.origin)]


def _the_unit(words: Words) -> list[Reading]:
    """The year, the quarter, the weekend, the end of the month, year-end."""
    unit = words.get("UXJ") or "quarter"
    if words.letters == "tU" and unit not in ("week", "weekend") or words.letters in ("tU", "tJ", "tq") and words.after in "oBb-":
        return []
    if words.letters == "tU" and unit == "weekend":
        return [words.reading("unit", unit=unit)]
    if unit == "year" and (words.has("f") or words.word_after in ("ended", "ending", "to")):
        return [words.reading("length", unit=unit, count=1)]
    return [words.reading("unit", unit=unit, step=0, origin="mention" if unit == "quarter" else "text")]


def _year(words: Words) -> list[Reading]:
    """2019, late 1940, fiscal 2023, 490 BC, '68, 1914-18."""
    if words.has("c") and not words.has("β"):
        return [words.reading("point", point=Point(int(_count(words) or 0)))]  # "the year two thousand"
    if words.letters == "n":
        number = words.get("n")
        return [words.reading("point", point=Point(-int(number)))] if words.scan.ancient and number in range(32, 1000) else []
    if words.letters in ("y", "y-d", "y-n", "y/d", "y/n") and not _may_be_year(words) or words.letters == "A" and words.before not in "iBoet&,-":
        return []
    if words.letters[-2:] in ("-d", "-n", "/d", "/n"):
        year, end = words.part(0, len(words.letters) - 2), words.hits[-1]
        first = year.reading("point", point=Point(year.year))
        if not (first.point.year or 0) % 100 < end.meaning < 100 or end.end - end.start != 2:
            return [first]
        return [first, words.part(len(words.letters) - 1, len(words.letters)).reading("point", point=Point((year.year or 0) // 100 * 100 + end.meaning))]
    if words.year is None:
        return []
    return [words.reading("point", point=Point(words.year))]


def _may_be_year(words: Words) -> bool:
    """Whether a bare number of four digits is a year by the words around it."""
    before = words.word_before
    if words.before == "$" or words.after in "%u" or words.before == "-" and words.scan.letters[words.first - 2] == GAP:
        return False
    plural = words.word_after.endswith(("s", "men", "ren", "people")) and len(words.word_after) > 3 and words.word_after.islower()
    if plural and words.get("y") not in MODERN and words.before not in "iBt":
        return False  # a survey of 1709 schoolchildren
    return before.lower() not in words.lexicon.not_after and words.word_after.lower() not in words.lexicon.not_before


def _units(words: Words) -> list[Reading]:
    """For years, months-long, days before the vote: a length whose number nobody says."""
    if words.has("λ"):
        return [words.reading("length", unit=words.get("uU"), count=None if words.has("u") else 1)]
    lasting = words.word_before.lower() in LASTING - {"of"} or words.word_before.lower() in ("in", "within", "over") or words.word_after in ("before", "after", "later", "earlier", "ago")
    return [words.reading("length", unit=words.get("u"), count=None)] if lasting else []


def _past(words: Words) -> list[Reading]:
    """"In the past"."""
    return [words.reading("word", word="PAST_REF")] if words.word("R") == "past" and words.before == "i" else []


def _word(words: Words) -> list[Reading]:
    return [words.reading("word", word=words.get("N") or "PRESENT_REF")] if words.before != "g" else []  # every now and again


READERS: dict[str, Callable[[Words], list[Reading]]] = {
    "shift": _shift, "moment": _moment, "clock": _clock, "part": _part, "quarter": _quarter, "comparison": _comparison, "month": _month,
    "season": _season, "set": _set, "stretch": _stretch, "length": _length, "decade": _decade, "century": _century, "unit": _unit,
    "year": _year, "the_unit": _the_unit, "units": _units, "past": _past, "word": _word,
}  # fmt: skip
