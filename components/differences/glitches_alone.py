"""Damage that is certain whatever another version says: words doubled or miscast, marks lost or left over, sentences cut off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from components.differences.glitches_words import GlitchWords, glitch_words
from components.model import STORY_PARTS, Facts, Kind, Quotation, Rules, Sentence, Span, Version

UNATTRIBUTED = 4  # words; a shorter phrase in marks needs no speaker of its own
DOUBLE = re.compile(r"\b([A-Za-z]{1,5})[ \u00a0\n]\1\b")
STRAY_POINT = re.compile(r"\.[”’\"](?= [a-z])")  # “The dam is safe.” said the mayor
LOST_SPACE = re.compile(r"[.;](?=[A-Z][a-z]{2})")  # The dam held.The mayor
MOJIBAKE = re.compile(r"â€[™œ\x9d\u009d“”˜]|Ã[©¨¡³±¼¶¤§ª]|Â[£ ©°\u00a0]|ï¿½|\ufffd")
CAPITALS = re.compile(r"[a-z][A-Z]{2}|[A-Z]{2}[a-z]{4}")  # govERNment, GOvernment
LONGEST_WORD = 30  # letters looked back over
WORD_BEFORE = re.compile(rf"\w{{1,{LONGEST_WORD}}}$")


@dataclass(frozen=True, slots=True)
class Damage:
    """One place of one version that is damaged for certain: what its row says of it, and the sentence in which it begins."""

    kind: Kind
    span: Span
    level: str
    mark: str
    sentence: int


def find_damage(version: Version, facts: Facts, rules: Rules) -> tuple[Damage, ...]:
    """Every place of a version that is damaged for certain, in reading order; of very many, the last is all the rest."""
    words = glitch_words(rules)
    found = [*_patterns(version, words), *_loose_marks(version, facts), *_unattributed(version, facts, words), *_cut_off(version, words)]
    found.sort(key=lambda damage: damage.span)
    if len(found) <= MOST_DAMAGE:
        return tuple(found)
    first, last = found[MOST_DAMAGE], found[-1]
    rest = Span(first.span.start, last.span.end)
    return (*found[:MOST_DAMAGE], Damage("glitch", rest, f"{len(found) - MOST_DAMAGE} more damaged places", "damage", first.sentence))


MOST_DAMAGE = 300  # places of one version told one by one; a text with more is no copy, and the rest is told as one


def _patterns(version: Version, words: GlitchWords) -> Iterator[Damage]:
    """Damage that shows in the characters alone, in the sentences of the story."""
    text = version.text
    ends = [sentence.span.end for sentence in version.sentences]
    for start, end, kind, level, mark in _places(text, words):
        k = bisect_right(ends, start)
        if k < len(ends) and version.sentences[k].span.start <= start and version.sentences[k].part in STORY_PARTS:
            yield Damage(kind, Span(start, end), level, mark, k)


def _places(text: str, words: GlitchWords) -> Iterator[tuple[int, int, Kind, str, str]]:
    """Start, end, kind, level and mark of every damaged place that a pattern finds."""
    for found in DOUBLE.finditer(text):
        if found[1].lower() in words.twice:
            yield found.start(), found.end(), "glitch", "a word twice", "damage"
    for found in STRAY_POINT.finditer(text):
        if text[max(found.start() - 2, 0) : found.start()].isalpha():
            yield found.start(), found.end(), "punctuation", "a full stop in mid-sentence", "small damage"
    for found in LOST_SPACE.finditer(text):
        before = _word_before(text, found.start())
        if len(before) > 2 and before.islower():
            yield found.start() - len(before), found.end(), "glitch", "a space lost", "small damage"
    for found in words.not_bare.finditer(text):
        before = _word_before(text, found.start())
        if before.lower() in words.be:
            yield found.start() - len(before), found.end(), "glitch", "words that cannot stand together", "damage"
    if any(sign in text for sign in "âÃÂï\ufffd"):
        for found in MOJIBAKE.finditer(text):
            yield found.start(), found.end(), "glitch", "characters of a wrong encoding", "damage"
    for found in CAPITALS.finditer(text):
        start, end = found.start() - len(_word_before(text, found.start())), found.end()
        while end < len(text) and text[end].isalpha():
            end += 1
        if not _a_name(text[start:end]):
            yield start, end, "glitch", "broken capitals", "small damage"


def _word_before(text: str, at: int) -> str:
    """The word that ends at a place; "" where none does."""
    found = WORD_BEFORE.search(text[max(at - LONGEST_WORD, 0) : at])
    return found.group() if found else ""


def _a_name(word: str) -> bool:
    """McDONALD, iPhone, eBay, PhD, plurals of acronyms (MPs, NGOs): capitals that are meant."""
    if not word.isalpha() or (word[0].islower() and not word[1:2].islower()) or word.startswith(("Mc", "Mac", "Fitz", "O")):
        return True
    return len(word.rstrip("s")) < 6 or word.rstrip("s").isupper() or not ((word[:2].isupper() and word[2:].islower()) or word[0].islower())


def _loose_marks(version: Version, facts: Facts) -> Iterator[Damage]:
    """Quotation marks that have no other half."""
    levels = {"unclosed": "a quotation mark opened and never closed", "stray": "a quotation mark that belongs to nothing"}
    for quotation in facts.quotations:
        if quotation.form in levels and version.sentences[quotation.sentence].part in STORY_PARTS:
            yield Damage("punctuation", quotation.span, levels[quotation.form], "marks", quotation.sentence)


def _unattributed(version: Version, facts: Facts, words: GlitchWords) -> Iterator[Damage]:
    """Sentences that hold a quotation of some length among words of their own, and nobody who says it."""
    told: dict[int, list[Quotation]] = {}
    for quotation in facts.quotations:
        told.setdefault(quotation.sentence, []).append(quotation)
    for index, quotations in told.items():
        sentence = version.sentences[index]
        if sentence.part not in STORY_PARTS or any(_has_speaker(version, q, words) for q in quotations):
            continue
        spoken = (q.inner.of(version.text) for q in quotations if q.parent is None and q.form in ("speech", "unclosed"))
        if any(len(said.split()) >= UNATTRIBUTED for said in spoken) and not _all_quoted(sentence, quotations):
            yield Damage("attribution", sentence.span, "a quotation that nobody is named for", "unattributed", index)


def _has_speaker(version: Version, quotation: Quotation, words: GlitchWords) -> bool:
    """Whether anybody is named for a quotation; "they" or "it" that can stand for nobody names none."""
    return bool(quotation.entity) or bool(quotation.speaker and quotation.speaker.of(version.text).casefold() not in words.nobody)


def _all_quoted(sentence: Sentence, quotations: list[Quotation]) -> bool:
    """Whether hardly a word of the sentence stands outside the marks: speech that goes on from the sentence before."""
    outside = len(sentence.span) - sum(
        min(q.span.end, sentence.span.end) - max(q.span.start, sentence.span.start) for q in quotations if q.parent is None
    )
    return outside <= OUTSIDE or any(q.span.end > sentence.span.end for q in quotations)


OUTSIDE = 8  # characters; what stands outside the marks of a sentence that is all quotation


def _cut_off(version: Version, words: GlitchWords) -> Iterator[Damage]:
    """The last sentence of a text that ends without a mark: any sentence of an aside, one of the story where a word of grammar, a comma or
    "No." is its last."""
    if not version.sentences:
        return
    last = version.sentences[-1]
    said = last.span.of(version.text).split()
    if len(said) < FRAGMENT or last.part not in ("body", "aside"):
        return
    open_end = said[-1].endswith(",") or said[-1] == "No." or said[-1] in words.twice
    if open_end or (last.part == "aside" and said[-1][-1].isalnum() and len(said) >= PROSE):
        start = version.text.rindex(said[-2], last.span.start, last.span.end - len(said[-1]))
        yield Damage("glitch", Span(start, last.span.end), "cut off in mid-sentence", "small damage", last.index)


FRAGMENT = 4  # words; a shorter last line is no sentence
PROSE = 12  # words; a shorter line of an aside is a heading, which ends without a mark
