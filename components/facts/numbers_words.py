"""Numbers that begin with a word, and the words that only look like them: "one", "both", "half", "second", "several"."""

from __future__ import annotations

import re

from components.facts.numbers_context import approximator, begins, counted, is_verb_after_one, words_before
from components.facts.numbers_ranges import CONNECT, OUT_OF
from components.facts.numbers_rules import Draft, NumberRules
from components.facts.numerals import BLANK, Numeral, read_numeral

FOLLOWS = re.compile(rf"({BLANK}|-|)([^\W\d_]+)(?:[ \n]([a-z]+))?")


def vague(text: str, match: re.Match[str], grammar: NumberRules) -> Draft | None:
    """ "dozens", "several hundred", "tens of thousands": a size without a value. "tens" and "scores" only with "of"."""
    form, end = match[1].lower(), match.end()
    of = text[end : end + 4].lower() == " of "
    if form in ("scores", "tens", "a couple", "a handful") and not of:
        return None
    head = counted(text, end + 3 if of else end, grammar, plural=True)
    if form in ("several", "a few") and head is None:
        return None
    if text[match.start()].isupper() and not begins(text, match.start()):
        return None
    unit = grammar.unit.match(text, end)
    found = grammar.unit_of(unit) if unit else None
    if found and found.dimension == "time":
        return None  # "several days", "a few weeks": a duration
    span, bound = approximator(text, match.start(), grammar)
    return Draft(match.start(), end, None, "vague", approximator=span, bound=bound, counted=head)


STEP_OVER = frozenset({"of", "the", "these", "those", "his", "her", "its", "their", "our", "my"})


def both(text: str, at: int, grammar: NumberRules) -> Draft | None:
    """ "both countries" counts two; "both Russia and North Korea", "both men and women" only join."""
    end = at + len("both")
    head = counted(text, end, grammar, plural=True, skip=STEP_OVER)
    if head is None or text.startswith(" and ", head.end) or " and " in text[end : head.start]:
        return None
    return Draft(at, end, 2.0, "cardinal", counted=head)


def is_fraction(text: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "half", "a third", "two-thirds" is a part of something here: not "half-time", "first half", "a third man"."""
    spelled = text[numeral.start : numeral.end].lower()
    after = FOLLOWS.match(text, numeral.end)
    follows = (after[1].strip() + after[2].lower()) if after else ""
    if spelled in ("half", "a half"):
        before = [word.lower() for word in words_before(text, numeral.start)[-1:]]
        if not grammar.lists["idioms before_half"].isdisjoint(before):
            return False
        return not any(follows in grammar.lists[name] for name in ("idioms after_half", "idioms periods"))
    if spelled.startswith(("a ", "an ")) and follows and grammar.unit.match(text, numeral.end) is None:
        return follows in grammar.lists["counted stop"] or follows in grammar.lists["idioms after_part"]
    return True


def counts(text: str, numeral: Numeral, grammar: NumberRules) -> bool:
    """Whether "one" counts something here: a noun follows, and no word beside it makes it a pronoun."""
    for middle in (CONNECT.match(text, numeral.end), OUT_OF.match(text, numeral.end)):  # "one or two", "one in five"
        if middle and middle.end() < len(text) and text[middle.end()].isalnum():
            second = read_numeral(text, middle.end(), grammar.numerals)
            if second and second.sort == "cardinal" and second.value > 1:
                return True
    before = [word.lower() for word in words_before(text, numeral.start)]
    if before and before[-1] in ("minus", "negative"):
        return True
    if before and (before[-1] in grammar.lists["one before"] or before[-1].endswith("’s")):
        return False
    after = FOLLOWS.match(text, numeral.end)
    if after is None or not after[1]:
        return (numeral.start == 0 and numeral.end == len(text)) or before[-2:] in (["at", "least"], ["more", "than"])
    if after[1] == "-":
        return after[2].lower() not in grammar.lists["one hyphened"]
    follows = after[2].lower()
    pronoun = follows in grammar.lists["one after"] or follows in grammar.lists["counted stop"]
    return not pronoun and not is_verb_after_one(follows, grammar)


def ordinal(text: str, numeral: Numeral, grammar: NumberRules, title: bool) -> Draft | None:
    """ "second-largest", "the first winner": an ordinal; "at first", "first reported", "First, …", "third quarter": none."""
    start, value = numeral.start, numeral.value
    if text[start : start + 2].lower() in ("a ", "an"):  # "a third man", read as a fraction at first
        start = text.index(" ", start) + 1
        sort, value = grammar.numerals.atoms.get(text[start : numeral.end].lower(), ("", value))
        if sort == "half":
            return None  # "a quarter-point rise"
    spelled = text[start : numeral.end].lower()
    after = FOLLOWS.match(text, numeral.end)
    first, second = (after[2].lower(), (after[3] or "").lower()) if after else ("", "")
    follows = {(after[1].strip() if after else "") + first, f"{first} {second}"}
    before = [word.lower() for word in words_before(text, start)[-1:]]
    lists = grammar.lists
    if text[start].isupper() and (text.startswith(",", numeral.end) or not (title or begins(text, start))):
        return None
    if first in lists["idioms periods"] or follows & lists.get(f"idioms after_{spelled}", frozenset()):
        return None
    if not lists["idioms before_ordinal"].isdisjoint(before):
        return None
    if spelled == "first" and not _is_adjective(text, start, before, first, after[1] if after else "", lists):
        return None
    if spelled == "first" and counted(text, numeral.end, grammar, plural=True):
        return None  # "the first strikes" are the earliest, and no rank
    return Draft(start, numeral.end, float(value), "ordinal", counted=counted(text, numeral.end, grammar, plural=False))


def _is_adjective(text: str, start: int, before: list[str], follows: str, gap: str, lists: dict[str, frozenset[str]]) -> bool:
    """Whether "first" is said of a thing: after an article, a possessive, a preposition or a finish; else it is an adverb ("he first saw",
    "First we went")."""
    if text[start].isupper() and begins(text, start):
        return bool(follows) and follows not in lists["counted stop"]
    if gap == "-" or not before:
        return True
    return before[-1] in lists["idioms with_first"] or before[-1].endswith(("’s", "'s", "s’", "s'"))
