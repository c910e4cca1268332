"""Numbers: how many, how much, how old, how far, and by how much to how much, each with its exact words.

    find_numbers(version, rules, dates)    "more than 11,000 containers" → Number(span of "11,000", value=11000.0, type="cardinal",
                                            approximator=span of "more than", bound="more than", counted=span of "containers")

A number's span holds unit and currency ("US$5.3 billion"), not the approximator, not the counted noun. `unit` is a name of
data/rules/units.toml: an ISO code or a family of currencies ("dollar" where the text does not say whose), "%", "kilometre" … Types:
cardinal, ordinal, fraction, money, percent (percentage and basis points too), measure, age, score, vote, vague ("dozens": no value), and
reference: the figure in "Article 4", which is no quantity but must not change unseen. Labels ("KN-23", "Room 12", "Boeing 737"), years,
clock times, telephone numbers and the pronoun "one" are no numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from components.facts.numerals import VULGAR, Numeral, NumeralRules, read_numeral
from components.facts.numerals import compiled as compiled_numerals
from components.model import Date, Number, Rules, Span, Version

LOOK_BACK = 44  # characters before a number that can say what it is; "slightly smaller than or equal to" has 34
HEAD_WORDS = 7  # words after a number among which the counted noun is looked for
OLDEST = 122  # years; the oldest age on record


def find_numbers(version: Version, rules: Rules, dates: tuple[Date, ...] = ()) -> tuple[Number, ...]:
    """The numbers of a version in reading order. What lies inside the span of one of `dates` is no number."""
    grammar = compiled(rules)
    starts = [sentence.span.start for sentence in version.sentences]
    taken = sorted(date.span for date in dates)
    found: list[Number] = []
    position = 0
    for at in _hits(version.text, grammar.trigger):
        if at < position:
            continue
        place = max(bisect_right(starts, at) - 1, 0)
        title = bool(starts) and version.sentences[place].part in ("headline", "deck")
        draft, position = _read(version.text, at, grammar, title)
        if draft is None or _inside(draft.start, draft.end, taken):
            continue
        found.append(draft.number(place))
    return tuple(found)


def _hits(text: str, trigger: re.Pattern[str]) -> Iterator[int]:
    """Where a number may begin. The pattern sees the character before a word, so the text's first word is asked for by itself."""
    if trigger.match(" " + text[:40]):
        yield 0
    for hit in trigger.finditer(text):
        start = hit.start()
        yield start + (hit.end() - start > 1 or not (text[start].isdecimal() or text[start] in VULGAR))


def _inside(start: int, end: int, taken: list[Span]) -> bool:
    k = bisect_right(taken, Span(start, 1 << 60)) - 1
    return k >= 0 and taken[k].start <= start and end <= taken[k].end


@dataclass(frozen=True, slots=True)
class _Draft:
    """A number while it is being read."""

    start: int
    end: int
    value: float | None
    type: str
    unit: str | None = None
    high: float | None = None
    approximator: Span | None = None
    bound: str | None = None
    counted: Span | None = None

    def number(self, sentence: int) -> Number:
        return Number(
            Span(self.start, self.end), sentence, self.value, self.type, self.unit, self.approximator, self.bound, self.counted, self.high
        )


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    dimension: str


@dataclass(frozen=True, eq=False, slots=True)
class NumberRules:
    """data/rules/numbers.toml and units.toml, compiled."""

    numerals: NumeralRules
    trigger: re.Pattern[str]
    unit: re.Pattern[str]
    units: dict[str, _Unit]
    before: dict[str, str]
    vague: re.Pattern[str]
    bounds: dict[tuple[str, ...], str]
    bounds_after: re.Pattern[str]
    after: dict[str, str]
    lists: dict[str, frozenset[str]]
    names: re.Pattern[str]
    referred: re.Pattern[str]


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> NumberRules:
    """The rules of numbers, compiled once for each set of rules."""
    table, numerals = rules.table("numbers"), compiled_numerals(rules)
    units, before, unit = _units(rules)
    vague = sorted(table.get("vague", {}), key=len, reverse=True)
    after = {form: bound for bound, forms in table.get("approximators_after", {}).items() for form in forms}
    lists = {
        f"{section} {name}": frozenset(words)
        for section in ("designators", "scores", "ranges", "one", "idioms", "counted", "ages", "pounds", "metres")
        for name, words in table.get(section, {}).items()
    }
    return NumberRules(
        numerals,
        _trigger(numerals, vague),
        unit,
        units,
        before,
        re.compile(rf"(?i:({_any(vague)}))(?![\w’'-])"),
        {tuple(form.split()): bound for bound, forms in table.get("approximators", {}).items() for form in forms},
        re.compile(rf"[ \u00a0]?(?i:({_any(sorted(after, key=len, reverse=True))}))(?!\w)"),
        after,
        lists,
        re.compile(rf"(?:{_any(table.get('designators', {}).get('names', ()))})(?![\w%])"),
        re.compile(rf"\b(?i:{_any(table.get('designators', {}).get('references', ()))}) \d{{1,4}}(?:, \d{{1,4}})?,? (?:and|or|to) \Z"),
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in forms) or r"(?!)"


def _trigger(numerals: NumeralRules, vague: list[str]) -> re.Pattern[str]:
    """One pattern for every place where a number may begin: a figure, or (after a character that is no letter) a word of a numeral.

    It is tried on every character of every text, so it is sorted by first letters and knows three ways to write a word (three, Three,
    THREE): that is four times as fast as a plain list read without regard to capitals.
    """
    begins = ("unit", "teen", "tens", "hundred", "scale", "ordinal")
    words = {word for word, (sort, _) in numerals.atoms.items() if sort in begins} | {"half", "both"} | {form.split()[0] for form in vague}
    carried = sorted(word for word, (sort, _) in numerals.atoms.items() if sort not in ("unit", "teen", "ordinals", "halves"))
    articles = [rf"a(?=n?[ \u00a0]{{1,2}}(?:{_any([*carried, *(form[2:] for form in vague if form.startswith('a '))])})\b)"]
    initials: dict[str, list[str]] = {}
    for word in sorted(words - {"a"}, key=len, reverse=True):
        initials.setdefault(word[0], []).append(word[1:])
    for initial, rests in sorted(initials.items()):
        small, large = _any(rests), _any(rest.upper() for rest in rests)
        articles.append(rf"[{initial}{initial.upper()}](?:{small})\b|{initial.upper()}(?:{large})\b")
    articles.append(articles[0].replace("a(?=", "A(?=", 1))
    return re.compile(rf"[0-9{''.join(VULGAR)}]|[\W_](?:{'|'.join(articles)}|(?<![\w.)].)\.(?=[0-9]))")


def _units(rules: Rules) -> tuple[dict[str, _Unit], dict[str, str], re.Pattern[str]]:
    """Form → unit, currency sign before a figure → currency, and the pattern of all units after a numeral, the longest first."""
    units: dict[str, _Unit] = {}
    before: dict[str, str] = {}
    forms: list[str] = []
    signs: list[str] = []
    for dimension, members in rules.table("units").items():
        if dimension in ("currencies", "currency"):
            continue
        for name, unit in members.items():
            forms += unit.get("forms", ())
            signs += unit.get("signs", ())
            units |= {form: _Unit(name, dimension) for form in (*unit.get("forms", ()), *unit.get("signs", ()))}
    money = rules.table("units").get("currencies", {})
    for family, words in money.get("families", {}).items():
        before |= {word: family for word in words if not word.islower() or word == family}
        units |= {word: _Unit(family, "money") for word in words}
        forms += [word for word in words if word.islower()]
        signs += [word for word in words if not word.islower()]
    for name, words in money.get("subunits", {}).items():
        units |= {word: _Unit(name, "money") for word in words}
        forms += [word for word in words if len(word) > 1]
        signs += [word for word in words if len(word) == 1]
    for code, currency in rules.table("units").get("currency", {}).items():
        before |= dict.fromkeys(currency.get("before", ()), code)
        units |= {word: _Unit(code, "money") for word in currency.get("words", ())}
        forms += currency.get("words", ())
    spelled = _any(sorted(set(forms), key=len, reverse=True)).replace("\\ ", "[ -]")  # "60,000-square-foot"
    signed = _any(sorted(set(signs), key=len, reverse=True))
    pattern = rf"([ \u00a0\u202f]{{0,2}}|[-‐‑])(?:({signed})(?![^\W_])|(?i:({spelled}))(?![^\W_])|([%％°º]))"
    return units, before, re.compile(pattern)


# ---------------------------------------------------------------------------------------------------------------- reading one number


DIGITS = re.compile(r"\d++(?:[.,:/-]?\d++)*+")
CHAIN = re.compile(r"\d++(?:(?:-\d++){2,}|(?:/\d++){2,}|(?:\.\d++){2,}|(?::\d++){1,})")
TELEPHONE = re.compile(r"(?:\+\d{1,3}[ -]?|0)(?:\d{2,}[ /-]){1,4}\d{2,}|\d{3}-\d{4}(?!\d)|\d{4,}(?:-\d{4,})+")
CLOCK = re.compile(r"[ \u00a0]?(?:[ap]\.?m\b|o[’']clock|GMT\b|BST\b|hrs?\b(?! of))", re.IGNORECASE)
SUFFIX = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?[ \u00a0](?:of[ ])?(?:{MONTHS})\b")
MONTH_BEFORE = re.compile(rf"\b(?:{MONTHS})\.?[ \u00a0](?:\d{{1,2}}(?:st|nd|rd|th)?(?:[-–]|,?[ ]|[ ]and[ ]))?\Z")
YEAR_WORDS = frozenset(
    ["in", "since", "by", "until", "till", "from", "of", "during", "after", "before", "early", "late", "mid", "year", "and", "to", "the", "through", "spring", "summer", "autumn", "fall", "winter"]
)


def _read(text: str, at: int, grammar: NumberRules, title: bool) -> tuple[_Draft | None, int]:
    """The number that begins at `at` (or just before it, with sign and currency), and where to go on."""
    if not (text[at].isdecimal() or text[at] == "." or text[at] in VULGAR):
        return _read_words(text, at, grammar, title)
    if text[at - 1 : at] in ("’", "'", "‘") and re.compile(r"\d\ds?(?!\w)").match(text, at) and not text[at - 2 : at - 1].isalnum():
        return None, _skip(text, at)  # "the class of '99"
    if name := grammar.names.match(text, at):
        return None, name.end()
    if barrier := CHAIN.match(text, at) or TELEPHONE.match(text, at - 1 if text[at - 1 : at] == "+" else at):
        return None, max(barrier.end(), at + 1)
    lead = _lead(text, at, grammar)
    numeral = read_numeral(text, at, grammar.numerals)
    if numeral is None or lead is None:
        return None, _skip(text, at)
    end = numeral.end
    if (text[end : end + 1] == ":" and text[end + 1 : end + 2].isdecimal()) or CLOCK.match(text, end):
        return None, _skip(text, end)
    draft = _measured(text, numeral, lead, grammar)
    if draft is None:
        return None, max(_skip(text, at), at + 1)
    draft = _finished(text, draft, numeral, grammar)
    return draft, draft.end if draft else max(_skip(text, at), numeral.end)


def _skip(text: str, at: int) -> int:
    """Past the figures and letters at `at`: what hangs together with a label is no number either."""
    match = DIGITS.match(text, at)
    end = match.end() if match else at + 1
    tail = re.compile(r"[^\W_]{1,20}").match(text, end)
    return tail.end() if tail else end


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands directly before a figure: where the number begins, its sign, its currency."""

    start: int
    negative: bool = False
    currency: str | None = None
    factor: float = 1


RISKY = frozenset({"COP", "TRY", "SAR", "ARS", "won", "real", "mark", "LE"})  # also words or labels: "COP26"


def _lead(text: str, at: int, grammar: NumberRules) -> _Lead | None:
    """None where the figure hangs on letters or a dash of a label ("J5", "KN-23")."""
    start, currency, factor = at, None, 1.0
    window = text[max(0, at - 8) : at]
    tight = window.rstrip(" \u00a0")
    if tight and len(window) - len(tight) < 2:
        for length in range(min(7, len(tight)), 0, -1):
            sign = tight[-length:]
            code = grammar.before.get(sign)
            if code is None:
                continue
            previous = text[at - (len(window) - len(tight)) - length - 1 : at - (len(window) - len(tight)) - length]
            glued = len(tight) == len(window)
            million = previous in ("M", "m") and sign.isalpha() and len(sign) == 3
            if sign[0].isalpha() and (previous.isalpha() or previous.isdecimal()) and not million:
                continue
            if sign.isalpha() and (sign in RISKY or len(sign) <= 2) and not _large(text, at, glued):
                continue
            if sign[-1].isalpha() and sign.islower() and not glued and sign not in ("usd", "eur", "gbp", "rmb", "cad", "aud", "dollar", "us dollar"):
                continue
            currency = code
            start = at - (len(window) - len(tight)) - length - million
            factor = 1_000_000.0 if million else 1.0
            break
    before = text[start - 1 : start]
    if currency is None and before and (before.isalnum() or before in "_#№@&"):
        return None
    negative = False
    if before in ("-", "−"):
        earlier = text[start - 2 : start - 1]
        if earlier.isalnum() or earlier in (")", "’", "."):
            return None if earlier.isalpha() and text[max(0, start - 10) : start].lower() != "magnitude-" else _Lead(start, currency=currency, factor=factor)
        spaced = text[max(0, start - 4) : start - 1].rstrip()
        if not (spaced and spaced[-1].isdecimal()):
            start, negative = start - 1, True
    elif before in ("–", "‑") and text[start - 2 : start - 1].isupper():
        return None
    elif (words := re.search(r"\b(minus|negative)[ ]\Z", text[max(0, start - 10) : start], re.IGNORECASE)) is not None:
        start, negative = start - (words.end() - words.start()), True
    return _Lead(start, negative, currency, factor)


def _large(text: str, at: int, glued: bool) -> bool:
    """Whether figures look like an amount, not like a label: "R50 million", "Rp 12,000", not "N95"."""
    return bool(re.compile(r"\d++(?:[.,]\d++)++(?!-)|\d++ ?(?:bn|m|mn|billion|million|trillion|tn)\b").match(text, at)) or (
        glued and bool(re.compile(r"\d{4,}").match(text, at))
    )


def _measured(text: str, numeral: Numeral, lead: _Lead, grammar: NumberRules) -> _Draft | None:
    """The numeral with its range or score, its unit or currency; None where it turns out to be a label, a year or a clock time."""
    value, end, start = numeral.value * lead.factor, numeral.end, lead.start
    high: float | None = None
    kind: str = numeral.sort
    if numeral.scale == "m" and lead.currency is None and _metres(text, numeral, grammar):
        value, end = value / 1_000_000, numeral.end - 1
        return _Draft(start, numeral.end, -value if lead.negative else value, "measure", "metre")
    if numeral.figures and numeral.plain and (suffix := SUFFIX.match(text, end)):
        return _ordinal_figures(text, numeral, suffix.end(), grammar)
    if span := _second(text, numeral, lead, grammar):
        kind, value, high, end, start = span
    if kind in ("score", "vote"):
        return _Draft(start, end, value, kind, high=high)
    value = -value if lead.negative else value
    if lead.currency is not None:
        end = _named_again(text, end, lead.currency, grammar)
        return _Draft(start, end, value, "money", lead.currency, high)
    part = PART_OF_A.match(text, end) if numeral.sort == "fraction" and not numeral.figures else None
    unit = _unit_after(text, part.end() - 1 if part else end, value, numeral, grammar)
    if unit is not None:
        return _with_unit(text, replace(_Draft(start, end, value, kind), high=high), unit, grammar)
    if numeral.figures and (feet := FEET_MARK.match(text, end)):
        return _Draft(start, feet.end(), value + int(feet[1]) / 12, "measure", "foot")
    if high is None and re.search(r"\bmagnitude[ -](?:of[ ])?\Z", text[max(0, start - 14) : start], re.IGNORECASE):
        return _Draft(start, end, value, "measure", "magnitude")
    follows = text[end : end + 1]
    if follows.isalpha() or follows == "_" or (follows == "/" and text[end + 1 : end + 2].isalnum()):
        return None
    return _Draft(start, end, value, kind, high=high)


def _metres(text: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "1.8m" is metres: millions are followed by what there are millions of, or by a unit ("340m crowns")."""
    if grammar.unit.match(text, numeral.end) or _head(text, numeral.end, grammar, plural=True):
        return False
    around = re.findall(r"[a-z]+", text[max(0, numeral.start - 60) : numeral.end + 40].lower())
    return not grammar.lists["metres cues"].isdisjoint(around)


PART_OF_A = re.compile(r"[ ](?:of[ ])?an?[ ]")  # "half a mile", "a quarter of a percentage point"
CONNECT = re.compile(r"-?[ \u00a0](?P<word>to|and|or)[ \u00a0]|-(?P<hyphened>to)-|[ ]?(?P<dash>[-–—‑])[ ]?(?=[^ ])")


def _second(text: str, numeral: Numeral, lead: _Lead, grammar: NumberRules) -> tuple[str, float, float, int, int] | None:
    """(type, low, high, end, start) where a second numeral makes a range, a score or a vote with the first."""
    middle = CONNECT.match(text, numeral.end)
    if middle is None:
        unit = grammar.unit.match(text, numeral.end)
        middle = CONNECT.match(text, unit.end()) if unit else None
        if middle is None or unit is None:
            return None
    else:
        unit = None
    at = middle.end()
    words = _words_before(text, lead.start)
    between = bool(words) and words[-1].lower() == "between"
    word = middle["word"] or middle["hyphened"]
    if word == "and" and not between:
        return None
    spaced = middle["dash"] is not None and middle[0] != middle["dash"]
    sign = ""
    while text[at : at + 1] in ("£", "$", "€") or (text[at : at + 3] in ("US$", "Sh.")):
        sign += text[at]
        at += 1
    if (middle["dash"] and not text[at : at + 1].isdecimal()) or text[at : at + 1] == "":
        return None
    if not (text[at].isdecimal() or text[at].isalpha()) or (numeral.sort != "cardinal" and not numeral.figures):
        return None
    second = read_numeral(text, at, grammar.numerals)
    if second is None or second.sort == "ordinal" or (second.sort == "fraction" and middle["dash"]):
        return None
    if second.scale == "m" and lead.currency is None and _metres(text, second, grammar):
        second = replace(second, value=second.value / 1_000_000, end=second.end - 1, scale="", factor=1)
    if unit is not None:
        if (word and not between) or ((again := grammar.unit.match(text, second.end)) is None and not sign):
            return None
        if again is not None and _unit_name(again, grammar) != _unit_name(unit, grammar):
            return None
    if sign and lead.currency is None:
        return None
    follows = text[second.end : second.end + 1]
    if follows and (follows in "-/:" and text[second.end + 1 : second.end + 2].isdecimal()):
        return None
    low, high = numeral.value, second.value
    if second.scale and not numeral.scale and low <= high / second.factor:
        low *= second.factor
    start, end = lead.start, second.end
    if between:
        start = text.rindex(words[-1], 0, lead.start)
    measured = unit is not None or lead.currency is not None or grammar.unit.match(text, end) is not None
    noun = measured or bool(second.scale) or _head(text, end, grammar, plural=True) is not None
    if middle["dash"] and not measured and (kind := _score(text, numeral, second, words, noun, spaced, grammar)):
        return kind, low, high, end, start
    if middle["dash"] and numeral.plain and 1000 <= low <= 2100 and not noun:
        return None
    if word == "to" and not between and not measured and low > high:
        cue = _cue(words, text, end, grammar) or ("score" if high == 1 else None)  # "outnumbered by two to one"
        return (cue, low, high, end, start) if cue else None
    if low >= high or (spaced and not measured):
        return None
    if word == "to" and not between and any(word.lower() in grammar.lists["ranges change"] for word in words[-3:]):
        return None
    if word == "or" and (high > low * 3 or unit is not None):
        return None
    return ("fraction" if second.sort == "fraction" else "cardinal"), low, high, end, start


def _score(
    text: str, first: Numeral, second: Numeral, words: list[str], noun: bool, spaced: bool, grammar: NumberRules
) -> str | None:
    """ "2-1", "52-48", "55.0 - 45.0" → score or vote; None where it is a range ("10-15")."""
    if first.scale or second.scale or max(first.value, second.value) >= 1000 or first.sort != "cardinal":
        return None
    cue = _cue(words, text, second.end, grammar)
    if spaced:
        return None if noun or text[second.end : second.end + 4] == " of " else cue or "score"
    if first.value >= second.value:
        return cue or "score"
    return cue if not noun or cue == "vote" else None


def _cue(words: list[str], text: str, end: int, grammar: NumberRules) -> str | None:
    """Whether the words around speak of a vote or of a match."""
    after = re.findall(r"[A-Za-z]+", text[end : end + 26])[:3]
    near = {word.lower() for word in (*words[-5:], *after)}
    if near & grammar.lists["scores votes"]:
        return "vote"
    return "score" if near & grammar.lists["scores cues"] else None


BREAK = re.compile(r"[.!?;][”’\"']?[ ]+(?=[“‘\"']?[A-Z])|[;\n]")
WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?|§")


def _words_before(text: str, start: int) -> list[str]:
    """The words before `start` in its line and sentence, nearest last."""
    window = text[max(0, start - LOOK_BACK) : start]
    for stop in BREAK.finditer(window):
        window = " " * stop.end() + window[stop.end() :]
    return WORDS.findall(window)


def _unit_name(match: re.Match[str], grammar: NumberRules) -> str | None:
    unit = _unit_of(match, grammar)
    return unit.name if unit else None


def _unit_of(match: re.Match[str], grammar: NumberRules) -> _Unit | None:
    form: str = match[2] or match[4] or match[3]
    return grammar.units.get(form) or grammar.units.get(form.lower()) or grammar.units.get(form.lower().replace("-", " "))


UNSAFE = frozenset({"won", "real", "crown", "crowns", "marks", "sterling", "colon", "dong", "c", "p", "mb", "c."})  # words of their own


def _unit_after(text: str, end: int, value: float, numeral: Numeral, grammar: NumberRules) -> tuple[_Unit, int] | None:
    """The unit or currency after a numeral, and where it ends."""
    match = grammar.unit.match(text, end)
    if match is None:
        return None
    form, unit = match[2] or match[4] or match[3], _unit_of(match, grammar)
    if unit is None:
        return None
    gap, lower, stop = match[1], form.lower(), match.end()
    if match[2] and len(form) == 1 and form.isalpha() and gap and form != "m":
        if not (form in ("C", "F") and _warm(text, end)):
            return None
    elif form in ("C", "F") and not _warm(text, end):
        return None
    if lower == "second" and gap not in ("-", "‐", "‑") and value != 1:
        return None
    if unit.dimension == "money" and form in ("c", "p") and gap:
        return None
    if unit.dimension == "time" and numeral.plain and 1800 <= value <= 2100 and gap == " " and not lower.endswith("s"):
        return None if not OLD.match(text, stop) else (unit, stop)  # "World Cup 2018 day five"
    if lower in UNSAFE and unit.dimension == "money" and not (numeral.scale or value >= 100 or len(form) == 1):
        return None
    if lower in ("sh", "kr", "p", "c", "re") and text[stop : stop + 1].isalpha():
        return None
    if lower in ("pound", "pounds"):
        return (_Unit("pound", "mass") if _weighs(text, end, stop, gap, numeral, grammar) else unit), stop
    if lower == "stone" and _head(text, stop, grammar, plural=True):
        return None
    if lower == "c." and not _warm(text, end):
        return None
    return unit, stop


def _warm(text: str, end: int) -> bool:
    """Whether the words around speak of temperature, so that "35C" is one."""
    around = text[max(0, end - 90) : end + 60].lower()
    return any(word in around for word in ("temperature", "degree", "heat", "warm", "cold", "°", "hot ", "chill", "weather", "thermo", "boil", "freez", "fever", "forecast high", "mercury"))  # noqa: E501


def _weighs(text: str, end: int, stop: int, gap: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "200 pounds" is a weight: not with a million before it, nor where the words around speak of money."""
    around = set(re.findall(r"[a-z]+", text[max(0, end - 90) : stop + 60].lower()))
    if around & grammar.lists.get("pounds weight", frozenset()):
        return True
    if numeral.factor >= 1_000_000 or around & grammar.lists.get("pounds money", frozenset()):
        return False
    return True


FEET_MARK = re.compile(r"['’′](\d{1,2})(?:[\"”″]|['’′]{2})")
OUNCES = re.compile(r"[ ](?:and[ ])?(\d{1,2})[ ]?(?:ounces?|oz)(?![^\W_])")
FEET = re.compile(r"[ -]?(?:and[ ])?(\d{1,2}(?:\.\d)?)[ -]?(?:inch(?:es)?|ins?|″|\")(?![^\W_])")
CENTS = re.compile(r"[ ](?:and[ ])?(?=[\w])")
OLD = re.compile(r"[ \u00a0-]olds?\b|[ \u00a0]of[ ]age\b", re.IGNORECASE)


def _with_unit(text: str, draft: _Draft, found: tuple[_Unit, int], grammar: NumberRules) -> _Draft:
    unit, end = found
    value = draft.value or 0.0
    draft = replace(draft, end=end, unit=unit.name, type="measure")
    if unit.dimension in ("percent", "points"):
        return replace(draft, type="percent")
    if unit.dimension == "time" and (old := OLD.match(text, end)):
        return replace(draft, type="age", end=old.end())
    if unit.name == "foot" and (inches := FEET.match(text, end)):
        return replace(draft, value=value + float(inches[1]) / 12, end=inches.end())
    if unit == _Unit("pound", "mass") and (ounces := OUNCES.match(text, end)):
        return replace(draft, value=value + float(ounces[1]) / 16, end=ounces.end())
    if unit.dimension == "money":
        draft = replace(draft, type="money")
        rest = CENTS.match(text, end) if draft.high is None and unit.name not in ("cent", "penny") and value == int(value) else None
        cents = read_numeral(text, rest.end(), grammar.numerals) if rest and rest.end() < len(text) else None
        if cents and cents.sort == "cardinal" and 0 < cents.value < 100 and not cents.scale:
            sub = grammar.unit.match(text, cents.end)
            name = _unit_name(sub, grammar) if sub else None
            if sub and name in ("cent", "penny"):
                return replace(draft, value=value + cents.value / 100, end=sub.end())
            if cents.plain and cents.end - cents.start == 2 and re.compile(r"[.,;!?]?(?:\s|\Z)").match(text, cents.end) and not sub:
                after = re.compile(r"[ ][a-z$£€]").match(text, cents.end)
                return draft if after else replace(draft, value=value + cents.value / 100, end=cents.end)
    return draft


def _named_again(text: str, end: int, currency: str, grammar: NumberRules) -> int:
    """"US$5 billion dollars", "$10 USD": the currency said twice belongs to the number once."""
    match = grammar.unit.match(text, end)
    unit = grammar.units.get((match[2] or match[4] or match[3]).lower()) if match else None
    return match.end() if match and unit and unit.dimension == "money" and unit.name == currency and currency != "dollar" else end


def _ordinal_figures(text: str, numeral: Numeral, end: int, grammar: NumberRules) -> _Draft | None:
    if MONTH_AFTER.match(text, end) or MONTH_BEFORE.search(text[max(0, numeral.start - 14) : numeral.start]):
        return None
    word = re.compile(r"[ \u00a0-]([A-Za-z]+)").match(text, end)
    if (word and word[1].lower() in grammar.lists["idioms periods"]) or re.search(r"\bon the \Z", text[max(0, numeral.start - 8) : numeral.start]):
        return None
    return _Draft(numeral.start, end, float(numeral.value), "ordinal", counted=_head(text, end, grammar, plural=False))


# ---------------------------------------------------------------------------------------------------------- numerals that are words


SPOKEN_YEAR = re.compile(r"[ ](?:oh|ten|\w{3,4}teen|eleven|twelve|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b(?:[- ]\w{3,5}\b)?")  # "… eighty-four"
ENDS = frozenset(".!?:;\n“\"‘'(—–•*|-")


def _read_words(text: str, at: int, grammar: NumberRules, title: bool) -> tuple[_Draft | None, int]:
    word_end = re.compile(r"[A-Za-z]+").match(text, at)
    go_on = word_end.end() if word_end else at + 1
    if text[at - 1 : at] in ("-", "‑") and text[at - 2 : at - 1].isalnum():
        return None, go_on
    if vague := grammar.vague.match(text, at):
        draft = _vague(text, vague, grammar)
        return (draft, draft.end) if draft else (None, go_on)
    word = word_end[0].lower() if word_end else ""
    if word == "both":
        return _both(text, at, go_on, grammar), go_on
    numeral = read_numeral(text, at, grammar.numerals)
    if numeral is None:
        return None, go_on
    if text[at].isupper() and not title and not _begins(text, at):
        return None, numeral.end
    follows = text[numeral.end : numeral.end + 1]
    if follows in ("’", "'") and text[numeral.end + 1 : numeral.end + 2] == "s" and numeral.value == 1:
        return None, numeral.end
    start, negative = at, False
    if sign := re.search(r"\b(?:minus|negative)[ ]\Z", text[max(0, at - 10) : at], re.IGNORECASE):
        start, negative = at - (sign.end() - sign.start()), True
    if numeral.sort == "ordinal":
        return _ordinal_word(text, numeral, grammar, title), numeral.end
    if numeral.sort == "fraction" and not _is_fraction(text, numeral, grammar):
        return (_ordinal_word(text, numeral, grammar, title) if text[at : at + 2].lower() in ("a ", "an") else None), numeral.end
    if numeral.value == 1 and not numeral.scale and word == "one" and not _counts(text, numeral, grammar):
        return None, numeral.end
    if 10 <= numeral.value <= 20 and (year := SPOKEN_YEAR.match(text, numeral.end)):
        return None, year.end()
    draft = _measured(text, numeral, _Lead(start, negative), grammar)
    draft = _finished(text, draft, numeral, grammar) if draft else None
    return draft, draft.end if draft else numeral.end


def _begins(text: str, at: int) -> bool:
    """Whether the word at `at` begins a sentence, a line or a quotation, where a capital says nothing."""
    before = text[max(0, at - 4) : at].rstrip(" \u00a0")
    return at == 0 or not before or before[-1] in ENDS or (before[-1] in "”’)" and before[-2:-1] in ENDS)


def _vague(text: str, match: re.Match[str], grammar: NumberRules) -> _Draft | None:
    form, end = match[1].lower(), match.end()
    of = text[end : end + 4].lower() == " of "
    if form in ("scores", "tens", "a couple", "a handful") and not of:
        return None
    head = _head(text, end + 3 if of else end, grammar, plural=True)
    if form in ("several", "a few") and head is None:
        return None
    if text[match.start()].isupper() and not _begins(text, match.start()):
        return None
    unit = grammar.unit.match(text, end)
    found = grammar.units.get((unit[2] or unit[4] or unit[3]).lower()) if unit and unit[3] else None
    if found and found.dimension == "time":
        return None  # "several days", "a few weeks": a duration
    approximator, bound = _approximator(text, match.start(), grammar)
    return _Draft(match.start(), end, None, "vague", None, None, approximator, bound, head)


def _both(text: str, at: int, end: int, grammar: NumberRules) -> _Draft | None:
    """ "both countries" counts two; "both Russia and North Korea", "both men and women" only join."""
    head = _head(text, end, grammar, plural=True, skip=("of", "the", "these", "those", "his", "her", "its", "their", "our", "my"))
    if head is None or text[head.end : head.end + 5] == " and " or " and " in text[end : head.start]:
        return None
    return _Draft(at, end, 2.0, "cardinal", counted=head)


def _is_fraction(text: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "half", "a third", "two-thirds" is a part of something here: not "half-time", "first half", "a third man"."""
    words = [word.lower() for word in _words_before(text, numeral.start)[-1:]]
    spelled = text[numeral.start : numeral.end].lower()
    after = re.compile(r"([ \u00a0-]?)([A-Za-z]+)").match(text, numeral.end)
    follows = (after[1].strip() + after[2].lower()) if after else ""
    if spelled in ("half", "a half"):
        if (words and words[-1] in grammar.lists["idioms before_half"]) or follows in grammar.lists["idioms after_half"]:
            return False
        return not (follows == "past" or follows in grammar.lists["idioms periods"])
    if spelled.startswith(("a ", "an ")) and follows and grammar.unit.match(text, numeral.end) is None:
        return follows in grammar.lists["counted stop"] or follows in ("higher", "lower", "larger", "smaller", "bigger", "faster", "lead", "said")
    return True


def _counts(text: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "one" counts something here: a noun follows, and no word beside it makes it a pronoun."""
    after = re.compile(r"([ \u00a0-])([^\W\d_]+)").match(text, numeral.end)
    if CONNECT.match(text, numeral.end) and _second(text, numeral, _Lead(numeral.start), grammar):
        return True
    if OUT_OF.match(text, numeral.end) and _ratio(text, numeral, grammar):
        return True
    before = [word.lower() for word in _words_before(text, numeral.start)]
    if before and (before[-1] in grammar.lists["one before"] or before[-1].endswith("’s")):
        return False
    if before and before[-1] in ("minus", "negative"):
        return True
    if after is None:
        return (numeral.start == 0 and numeral.end == len(text.rstrip())) or (len(before) > 1 and before[-2:] in (["at", "least"], ["than", "one"]))
    if after[1] == "-":
        return after[2].lower() not in grammar.lists["one hyphened"]
    return after[2].lower() not in grammar.lists["one after"] | grammar.lists["counted stop"]


def _ordinal_word(text: str, numeral: Numeral, grammar: NumberRules, title: bool) -> _Draft | None:
    """ "second-largest", "the first winner": an ordinal; "at first", "first reported", "First, …", "third quarter": none."""
    start = numeral.start
    if text[start : start + 2].lower() in ("a ", "an"):
        start = text.index(" ", start) + 1
    spelled = text[start : numeral.end].lower()
    if text[start].isupper() and not title and not _begins(text, start):
        return None
    after = re.compile(r"([ \u00a0-]?)([A-Za-z]+)(?:[ ]([a-z]+))?").match(text, numeral.end)
    follows = {after[1].strip() + after[2].lower(), f"{after[2].lower()} {(after[3] or '').lower()}"} if after else set()
    key = spelled if spelled in ("first", "second", "third") else ""
    if key and follows & grammar.lists.get(f"idioms after_{key}", frozenset()):
        return None
    words = [word.lower() for word in _words_before(text, start)]
    if (words and words[-1] in grammar.lists["idioms before_ordinal"]) or (key == "first" and words and words[-1] in grammar.lists["idioms before_first"]):
        return None
    if (after and after[2].lower() in grammar.lists["idioms periods"]) or (text[start].isupper() and text[numeral.end : numeral.end + 1] == ","):
        return None
    value = float(grammar.numerals.atoms.get(spelled, ("", numeral.value))[1]) if start != numeral.start else numeral.value
    return _Draft(start, numeral.end, float(value), "ordinal", counted=_head(text, numeral.end, grammar, plural=False))


# ------------------------------------------------------------------------------------------- what stands around, and what it makes of it


OUT_OF = re.compile(r"[ \u00a0](out[ ]of|in|over)[ \u00a0](?:every[ \u00a0])?")
AMONG = frozenset({10.0, 12.0, 20.0, 25.0, 50.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0})


def _ratio(text: str, numeral: Numeral, grammar: NumberRules) -> tuple[float, int] | None:
    """ "one in five", "two out of three" → 0.2, 0.667 and where it ends. Not "12 in six boxes", "killed two in three days"."""
    middle = OUT_OF.match(text, numeral.end)
    if middle is None or middle.end() >= len(text) or not text[middle.end()].isalnum():
        return None
    second = read_numeral(text, middle.end(), grammar.numerals)
    if second is None or second.sort != "cardinal" or not second.value:
        return None
    follows = text[second.end : second.end + 1]
    if follows.isalnum() or follows == ":" or grammar.unit.match(text, second.end):
        return None
    if middle[1] == "in" and not (numeral.value < second.value and (second.value in AMONG or second.value <= 10 or (numeral.value == 1 and not second.plain))):
        return None
    if middle[1] == "over" and numeral.value > 1 and not second.figures:
        return None
    return numeral.value / second.value, second.end


def _finished(text: str, draft: _Draft, numeral: Numeral, grammar: NumberRules) -> _Draft | None:
    """The draft with approximator, counted noun, age, reference; None where what stands around makes it a label, a year or a date."""
    if draft.type in ("cardinal",) and draft.high is None and (ratio := _ratio(text, numeral, grammar)):
        draft = replace(draft, value=-ratio[0] if (draft.value or 0) < 0 else ratio[0], end=ratio[1], type="fraction")
    words = _words_before(text, draft.start)
    approximator, bound = _approximator(text, draft.start, grammar)
    hyphened = text[draft.end : draft.end + 1] in ("-", "‑")
    bare = draft.type == "cardinal" and draft.unit is None
    single = draft.value == 1 or hyphened
    of = re.compile(r"[ \u00a0]of[ \u00a0]").match(text, draft.end)
    skip = ("the", "these", "those", "his", "her", "its", "their", "our", "all")
    head = None
    if draft.type in ("cardinal", "fraction", "percent", "ordinal", "measure") and not (draft.type == "measure" and not of):
        head = _head(text, of.end() - 1 if of else draft.end, grammar, plural=not single and not of, skip=skip)
    if bare and draft.high is None and draft.value is not None:
        if (age := _age(text, draft, words, grammar)) is not None:
            return replace(age, approximator=approximator, bound=bound)
        if numeral.plain and grammar.referred.search(text[max(0, draft.start - 30) : draft.start]):
            return replace(draft, type="reference")
        if numeral.plain and STREET.match(text, draft.end):
            return None
        if kind := _label(text, draft, numeral, words, head, grammar):
            return replace(draft, type="reference") if kind == "reference" else None
    if bare and _dated(text, draft, numeral, words, head, approximator):
        return None
    aged = bool(words) and words[-1].lower() in grammar.lists["ages before"]
    if aged and (draft.type == "cardinal" and draft.high is not None or draft.type == "measure" and draft.unit == "year"):
        draft = replace(draft, type="age", unit="year")
    draft = replace(draft, approximator=approximator, bound=bound, counted=head)
    if approximator is None:
        for place in (draft.end, head.end if head else draft.end):
            if after := grammar.bounds_after.match(text, place):
                draft = replace(draft, approximator=Span(after.start(1), after.end(1)), bound=grammar.after[after[1].lower()])
                break
    return _voted(text, draft, grammar)


def _voted(text: str, draft: _Draft, grammar: NumberRules) -> _Draft:
    """ "52 votes to 48": the second figure belongs to the first."""
    if draft.type != "cardinal" or draft.high is not None or draft.counted is None or draft.counted.of(text).lower() not in ("votes", "vote"):
        return draft
    match = re.compile(r" to (\d{1,4})(?!\d|[.,:]\d)").match(text, draft.counted.end)
    return replace(draft, type="vote", high=float(match[1]), end=match.end()) if match else draft


def _approximator(text: str, start: int, grammar: NumberRules) -> tuple[Span | None, str | None]:
    """The words directly before `start` that say how exactly the number is meant. Of two ("at least about") the outer one decides."""
    span: Span | None = None
    bound: str | None = None
    at = start
    for _ in range(2):
        window = text[max(0, at - LOOK_BACK) : at]
        offset = at - len(window)
        pieces = [(match.start(), match[0].lower()) for match in re.finditer(r"[^\s<>~≈≤≥(“\"‘]+|[<>≤≥]=?|[~≈]", window)]
        for length in range(min(6, len(pieces)), 0, -1):
            phrase = tuple(piece for _, piece in pieces[-length:])
            if phrase in grammar.bounds:
                first = offset + pieces[-length][0]
                if bound is None or grammar.bounds[phrase] != "about":
                    bound = grammar.bounds[phrase]
                span = Span(first, span.end if span else offset + len(window.rstrip()))
                break
        else:
            break
        at = span.start
    return span, bound


AGED = re.compile(r"\b(?:aged?|ages|age[ ]of|ages[ ]of)[ ](?:(?:\d{1,3}|\w{3,9}),?[ ](?:and[ ]|to[ ]|or[ ])?)?\Z|,[ ](?:now|then)[ ]\Z", re.IGNORECASE)
NAME_BEFORE = re.compile(r"(?:[^\W\d_][\w.’'-]*|[)”])(?:,[ \u00a0]|[ \u00a0]\()\Z")


def _age(text: str, draft: _Draft, words: list[str], grammar: NumberRules) -> _Draft | None:
    """ "aged 34", "at the age of 34", "Smith, 34,", "Smith (34)", "He was 91." """
    value = draft.value or 0.0
    if not 0 < value <= OLDEST or value != int(value):
        return None
    lower = [word.lower() for word in words[-3:]]
    before, tail = text[max(0, draft.start - 24) : draft.start], text[draft.end : draft.end + 6]
    aged = bool(AGED.search(before))
    stops = bool(re.match(r"[,.;!?)](?!\d)|[ ](?:and|when|at|in|or|with)\b|\Z|\n", tail))
    verb = len(lower) > 1 and lower[-1] in ("is", "was", "turned", "turns", "turning", "be") and lower[-2] in ("he", "she", "i", "who", "to")
    named = False
    if match := NAME_BEFORE.search(before):
        word = match[0].lstrip("”)")
        closes = tail[:1] == ")" if before.endswith("(") else bool(re.match(r"[,.;)](?!\d)|[ ]and[ ]|\n|\Z", tail))
        kin = word.rstrip(", (").lower() in grammar.lists["ages kin"]
        named = (kin or any(map(str.isupper, word))) and closes and words[-1:] != [] and words[-1].rstrip(".") not in WEEKDAYS
    if aged or (verb and stops) or named or (lower[-1:] in (["turned"], ["turns"]) and stops):
        return replace(draft, type="age", unit="year")
    return None


WEEKDAYS = frozenset(
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
)


STREET = re.compile(r"(?:[ ][A-Z][\w’'.-]{0,20}){1,3}?[ ](?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Terrace|Place|Way|Court)\b")


def _label(text: str, draft: _Draft, numeral: Numeral, words: list[str], head: Span | None, grammar: NumberRules) -> str | None:
    """ "reference" ("Article 4"), "label" ("Room 12", "Boeing 737") or None."""
    spelled = not numeral.figures
    if not (numeral.plain or spelled and numeral.value < 100) or not words or text[draft.start - 1 : draft.start] not in (" ", "\u00a0", ".", "§", "-"):
        return None
    word = words[-1]
    lower = word.lower()
    gap = text[max(0, draft.start - 2) : draft.start].strip()
    if not (text[: draft.start].endswith((word + " ", word + "\u00a0", word, word + ". "))) or gap in (",", ")", ";", ":"):
        return None
    if lower in grammar.lists["designators references"]:
        return "reference"
    if lower == "past" and spelled:
        return "label"  # "half past six"
    if lower in grammar.lists["designators labels"]:
        if spelled:
            return "label" if head is None and lower not in ("no", "nos") else None
        return "label" if word[0].isupper() or lower.endswith(".") or head is None else None
    if spelled:
        return None
    capital = word[0].isupper() and not _begins(text, draft.start - 1 - len(word)) and word.rstrip(".") not in WEEKDAYS
    return "label" if capital and head is None and (draft.value or 0) < 10_000 else None


def _dated(text: str, draft: _Draft, numeral: Numeral, words: list[str], head: Span | None, approximator: Span | None) -> bool:
    """Whether bare figures are a year or the day of a month: a guard for texts whose dates were not looked for."""
    if not numeral.figures or not numeral.plain:
        return False
    value = draft.value or 0.0
    if value <= 31 and MONTH_AFTER.match(text, draft.end):
        return True
    if value <= 2100 and MONTH_BEFORE.search(text[max(0, draft.start - 20) : draft.start]):
        return True
    if numeral.end - numeral.start != 4 or not 1000 <= value <= 2100:
        return False
    if approximator is not None and (head is not None or " " in approximator.of(text) or value < 1800):
        return False
    last = words[-1].lower() if words else ""
    if last in YEAR_WORDS:
        return head is None or value >= 1700
    return value >= 1800 and head is None


WORD_AFTER = re.compile(r"([ \u00a0]{1,2}|[-‐‑])[“\"‘]?([^\W\d_]+(?:[’'.-][^\W\d_]+)*)")


def _head(text: str, at: int, grammar: NumberRules, *, plural: bool, skip: tuple[str, ...] = ()) -> Span | None:
    """The noun that is counted: the first plural among the words that follow ("additional identical DPRK missiles"), the last of two in a
    row ("arms dealers"); where one thing is counted, the last word before a preposition, a verb or a mark ends the phrase."""
    stop, people = grammar.lists["counted stop"], grammar.lists["counted people"]
    last: Span | None = None
    found: Span | None = None
    for k in range(HEAD_WORDS):
        match = WORD_AFTER.match(text, at)
        if match is None:
            break
        word = re.split("[’']", match[2], maxsplit=1)[0].lower()
        if not last and word in skip:
            at = match.end()
            continue
        if k == 0 and word in people:
            rest = _head(text, match.end(), grammar, plural=True)
            return rest or Span(match.start(2), match.end())
        if word in stop or grammar.numerals.atoms.get(word, ("",))[0] in ("unit", "teen", "tens") or (last and not found and word.endswith(("ed", "ing")) and not plural):
            break
        is_plural = _plural(word, grammar)
        if found and not is_plural:
            break
        if not (word.endswith("est") or word.endswith("ly") and word not in grammar.lists["counted lies"]):
            last = Span(match.start(2), match.end())
        if is_plural:
            found = last
        elif not plural and k >= 3:
            break
        at = match.end()
        if text[at - 1] == "s" and text[at : at + 1] in ("’", "'"):
            break
    return found or (None if plural else last)


def _plural(word: str, grammar: NumberRules) -> bool:
    if word in grammar.lists["counted plurals"]:
        return True
    word = word.rpartition("-")[2]
    return word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "’s", "'s", "ous")) and word not in grammar.lists["counted singulars"]
