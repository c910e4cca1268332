"""Damage: words fused or split, doubled, misspelt or miscast, marks lost or left over, sentences cut off.

Each is found against the other version as evidence, or alone where it is certain whatever the other says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from components.differences.collation import Collation, Row, SideName
from components.differences.edits import Hunk, Passage, Side, is_word
from components.differences.vocabulary import vocabulary
from components.model import STORY_PARTS, Facts, Kind, Quotation, Rules, Sentence, Span, Version

FUSED = 4  # letters; a shorter word is never taken for two run together
UNATTRIBUTED = 4  # words; a shorter phrase in marks needs no speaker of its own
TWICE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "is",
        "was",
        "were",
        "be",
        "as",
        "he",
        "she",
        "it",
        "they",
        "we",
        "his",
        "her",
        "their",
        "this",
    ]
)  # words of grammar that nobody writes twice on purpose ("that that" and "had had" are English)
DOUBLE = re.compile(r"\b([A-Za-z]{1,5})[ \u00a0\n]\1\b")
STRAY_POINT = re.compile(r"\.[”’\"](?= [a-z])")
LOST_SPACE = re.compile(r"[.;](?=[A-Z][a-z]{2})")
NOT_BARE = re.compile(
    r" not (?:intend|want|know|need|believe|have|think|plan|expect|agree|accept|mean|understand|support|provide|seem|include|remain|"
    r"respond|comment|exist|require|appear|allow|take|make|give|get|go|say)\b"
)
BE = frozenset({"am", "is", "are", "was", "were"})
MOJIBAKE = re.compile(r"â€[™œ\x9d\u009d“”˜]|Ã[©¨¡³±¼¶¤§ª]|Â[£ ©°\u00a0]|ï¿½|\ufffd")
CAPITALS = re.compile(r"[a-z][A-Z]{2}|[A-Z]{2}[a-z]{4}")
WORD_BEFORE = re.compile(r"\w{1,30}$")
MAY_PRECEDE_BE = frozenset(
    [
        "to",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "not",
        "never",
        "also",
        "ever",
        "always",
        "let",
        "lets",
        "help",
        "helps",
        "make",
        "makes",
        "made",
        "still",
        "only",
        "just",
        "even",
        "then",
        "soon",
        "now",
        "ever",
        "and",
        "or",
        "but",
        "n't",
        "cannot",
        "won't",
        "can't",
        "wouldn't",
        "couldn't",
        "shouldn't",
        "mustn't",
        "'ll",
        "'d",
        "dare",
        "need",
        "ought",
        "better",
        "do",
        "don't",
        "that",
        "lest",
        "if",
    ]
)


@dataclass(frozen=True, slots=True)
class Damage:
    """One place of one version that is damaged for certain: what the row says of it."""

    kind: Kind
    span: Span
    level: str
    mark: str
    sentence: int


# --- against the other version --------------------------------------------------------------------------------------------------------


def compare_damage(collation: Collation) -> None:
    """Rows for words that the other version shows to be two words run together, one torn apart, or misspelt."""
    words = known_words(collation.rules)
    for passage in collation.passages:
        for hunk in passage.hunks:
            _fused(collation, passage, hunk, "a", words)
            _fused(collation, passage, hunk, "b", words)
            _misspelt(collation, passage, hunk, words)


def compare_miscast(collation: Collation) -> None:
    """Rows for words that cannot stand where they do and that the other version has otherwise; after the facts have been told."""
    for passage in collation.passages:
        for hunk in passage.hunks:
            _bare_be(collation, passage, hunk, "a")
            _bare_be(collation, passage, hunk, "b")
            _capital(collation, passage, hunk)


def _fused(collation: Collation, passage: Passage, hunk: Hunk, name: SideName, known: frozenset[str]) -> None:
    """A word of one side that is none, and whose letters are those of two or three words of the other."""
    here, there = (passage.a, passage.b) if name == "a" else (passage.b, passage.a)
    h1, h2, t1, t2 = (hunk.a1, hunk.a2, hunk.b1, hunk.b2) if name == "a" else (hunk.b1, hunk.b2, hunk.a1, hunk.a2)
    places = [k for k in range(t1, t2) if is_word(there.norms[k])]
    for k in range(h1, h2):
        fused = here.norms[k]
        if len(fused) < FUSED or not fused.isalpha() or k not in here.left or fused in TOGETHER or is_known(fused, known):
            continue
        for n in (2, 3):
            for at in range(len(places) - n + 1):
                parts = [there.norms[m] for m in places[at : at + n]]
                if "".join(parts) == fused and _glued(collation, there, places[at : at + n], parts, fused, known):
                    span, evidence = here.span(k, k + 1), there.span(places[at], places[at + n - 1] + 1)
                    spans = (span, evidence) if name == "a" else (evidence, span)
                    collation.write(Row("glitch", "glitch", *spans, "a space lost", there.word(places[at]), marks=frozenset({"damage"})))
                    return


TOGETHER = frozenset(
    """
    alright also altogether another anymore anyone become before cannot everyone forever however income indeed indoor input inside
    instead intake into maybe nevertheless nobody offset offshore oncoming ongoing online onto outgoing output outside overall
    overcome overtake someone thereby therefore therein throughout today tomorrow tonight underway upon upset whoever within
    without
    """.split()
)  # words of grammar that English writes as one


def _glued(collation: Collation, side: Side, places: list[int], parts: list[str], fused: str, known: frozenset[str]) -> bool:
    """Whether two words were run together: no hyphen between them, and not a compound that is written as one word here or elsewhere."""
    if "-" in side.norms[places[0] : places[-1] + 1] or fused in compounds(collation.rules):
        return False
    function = vocabulary(collation.rules).function
    if any(part in function for part in parts):
        return not all(part in function and len(part) < 3 for part in parts)
    named = [side.word(k)[:1].isupper() for k in places]
    return all(is_known(part, known) or name or len(part) > FUSED for part, name in zip(parts, named, strict=True)) and any(
        is_known(part, known) for part in parts
    )


@lru_cache(maxsize=4)
def compounds(rules: Rules) -> frozenset[str]:
    """Words written together that could be written apart ("ceasefire")."""
    return frozenset(str(rules.table("synonyms").get("compounds", "")).split())


def _misspelt(collation: Collation, passage: Passage, hunk: Hunk, words: frozenset[str]) -> None:
    """One word for another of nearly the same letters, of which only one is a word at all."""
    if hunk.a2 - hunk.a1 != 1 or hunk.b2 - hunk.b1 != 1 or not words:
        return
    x, y = passage.a.norms[hunk.a1], passage.b.norms[hunk.b1]
    if hunk.a1 not in passage.a.left or hunk.b1 not in passage.b.left or min(len(x), len(y)) < FUSED or not (x.isalpha() and y.isalpha()):
        return
    if any(side.word(k)[:1].isupper() for side, k in ((passage.a, hunk.a1), (passage.b, hunk.b1))):
        return  # a name: another spelling of it is told with the names
    if is_known(x, words) == is_known(y, words) or x in vocabulary(collation.rules).spelling or y in vocabulary(collation.rules).spelling:
        return
    if DamerauLevenshtein.distance(x, y, score_cutoff=2) <= (1 if min(len(x), len(y)) < 7 else 2):
        row = Row(
            "glitch",
            "glitch",
            passage.a.span(hunk.a1, hunk.a2),
            passage.b.span(hunk.b1, hunk.b2),
            "no word",
            y,
            marks=frozenset({"damage"}),
        )
        collation.write(row)


ENDINGS: dict[str, tuple[str, ...]] = {  # an ending, and what its stem may have lost to it
    "s": ("",), "es": ("",), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e"), "ings": ("", "e"), "ly": ("", "le"),
    "ily": ("y",), "er": ("", "e"), "ers": ("", "e"), "est": ("", "e"), "ier": ("y",), "ness": ("",),
}  # fmt: skip


@lru_cache(maxsize=4)
def known_words(rules: Rules) -> frozenset[str]:
    """The English words of words.toml, one frozenset."""
    table = rules.table("words")
    return frozenset(word for value in table.values() if isinstance(value, str) for word in value.split())


def is_known(word: str, words: frozenset[str]) -> bool:
    """Whether a folded word, or what an ending was put to, is in the list."""
    if word in words:
        return True
    for ending, puts in ENDINGS.items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if (
                any(stem + put in words for put in puts)
                or (ending == "ly" and stem.endswith(("ed", "ing")) and is_known(stem, words))
                or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in words)
            ):
                return True
    return False


def _bare_be(collation: Collation, passage: Passage, hunk: Hunk, name: SideName) -> None:
    """ "be" where no verb or particle calls for it, and the other version has something else."""
    here, there = (passage.a, passage.b) if name == "a" else (passage.b, passage.a)
    h1, h2, t1, t2 = (hunk.a1, hunk.a2, hunk.b1, hunk.b2) if name == "a" else (hunk.b1, hunk.b2, hunk.a1, hunk.a2)
    for k in range(h1, h2):
        if here.norms[k] == "be" and k in here.left and k and "be" not in there.norms[t1:t2]:
            before = here.norms[max(k - 8, 0) : k]
            if (
                before[-1] in MAY_PRECEDE_BE
                or before[-1].endswith("n't")
                or before[-1].endswith("ly")
                or "that" in before
                or not is_word(before[-1])
            ):
                continue
            span = here.span(h1, h2)
            other = there.span(t1, t2) if t1 < t2 else there.around(t1)
            spans = (span, other) if name == "a" else (other, span)
            collation.write(Row("glitch", "glitch", *spans, "words that cannot stand here", "", marks=frozenset({"damage"})))
            return


def _capital(collation: Collation, passage: Passage, hunk: Hunk) -> None:
    """A capital article in mid-sentence that the other version does not have there."""
    for side, other, i, j, p, q, name in (
        (passage.a, passage.b, hunk.a1, hunk.a2, hunk.b1, hunk.b2, "a"), (passage.b, passage.a, hunk.b1, hunk.b2, hunk.a1, hunk.a2, "b"),
    ):  # fmt: skip
        for k in range(i, j):
            if (
                k in side.left
                and k
                and k not in side.joints
                and side.word(k) in ("The", "A", "An", "This", "In", "On", "Of")
                and side.norms[k - 1].isalpha()
            ):
                if side.word(k - 1)[:1].isupper() or (k + 1 < len(side) and side.norms[k + 1] in ("hague", "times", "guardian", "bronx")):
                    continue
                there = other.around(p) if p == q else other.span(p, min(q, p + 2))
                spans = (side.span(k, k + 1), there) if name == "a" else (there, side.span(k, k + 1))
                collation.write(Row("glitch", "glitch", *spans, "a capital in mid-sentence", "", marks=frozenset({"small damage"})))
                return


# --- alone ----------------------------------------------------------------------------------------------------------------------------


def find_damage(version: Version, facts: Facts) -> tuple[Damage, ...]:
    """Every place of a version that is damaged for certain, in reading order."""
    found = [*_patterns(version), *_loose_marks(version, facts), *_unattributed(version, facts), *_cut_off(version)]
    found.sort(key=lambda damage: damage.span)
    if len(found) <= MOST_DAMAGE:
        return tuple(found)
    first, last = found[MOST_DAMAGE], found[-1]
    rest = Span(first.span.start, last.span.end)
    return (*found[:MOST_DAMAGE], Damage("glitch", rest, f"{len(found) - MOST_DAMAGE} more damaged places", "damage", first.sentence))


MOST_DAMAGE = 300  # places of one version told one by one; a text with more is no copy, and the rest is told as one


def _patterns(version: Version) -> Iterator[Damage]:
    text = version.text
    ends = [sentence.span.end for sentence in version.sentences]
    for start, end, kind, level, mark in _places(text):
        k = bisect_right(ends, start)
        if k < len(ends) and version.sentences[k].span.start <= start and version.sentences[k].part in STORY_PARTS:
            yield Damage(kind, Span(start, end), level, mark, k)


def _places(text: str) -> Iterator[tuple[int, int, Kind, str, str]]:
    for found in DOUBLE.finditer(text):
        if found[1].lower() in TWICE:
            yield found.start(), found.end(), "glitch", "a word twice", "damage"
    for found in STRAY_POINT.finditer(text):
        if text[max(found.start() - 2, 0) : found.start()].isalpha():
            yield found.start(), found.end(), "punctuation", "a full stop in mid-sentence", "small damage"
    for found in LOST_SPACE.finditer(text):
        before = _word_before(text, found.start())
        if len(before) > 2 and before.islower():
            yield found.start() - len(before), found.end(), "glitch", "a space lost", "small damage"
    for found in NOT_BARE.finditer(text):
        before = _word_before(text, found.start())
        if before.lower() in BE:
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
    found = WORD_BEFORE.search(text[max(at - 30, 0) : at])
    return found.group() if found else ""


def _a_name(word: str) -> bool:
    """McDONALD, iPhone, eBay, PhD, plurals of acronyms (MPs, NGOs): capitals that are meant."""
    if not word.isalpha() or (word[0].islower() and not word[1:2].islower()) or word.startswith(("Mc", "Mac", "Fitz", "O")):
        return True
    return len(word.rstrip("s")) < 6 or word.rstrip("s").isupper() or not ((word[:2].isupper() and word[2:].islower()) or word[0].islower())


def _loose_marks(version: Version, facts: Facts) -> Iterator[Damage]:
    for quotation in facts.quotations:
        if quotation.form in ("unclosed", "stray") and version.sentences[quotation.sentence].part in STORY_PARTS:
            level = (
                "a quotation mark opened and never closed" if quotation.form == "unclosed" else "a quotation mark that belongs to nothing"
            )
            yield Damage("punctuation", quotation.span, level, "marks", quotation.sentence)


def _unattributed(version: Version, facts: Facts) -> Iterator[Damage]:
    """Sentences that hold a quotation of some length among words of their own, and nobody who says it."""
    told: dict[int, list[Quotation]] = {}
    for quotation in facts.quotations:
        told.setdefault(quotation.sentence, []).append(quotation)
    for index, quotations in told.items():
        sentence = version.sentences[index]
        if sentence.part not in STORY_PARTS or any(_has_speaker(version, q) for q in quotations):
            continue
        long = [
            q
            for q in quotations
            if q.parent is None and q.form in ("speech", "unclosed") and len(q.inner.of(version.text).split()) >= UNATTRIBUTED
        ]
        if not long or _all_quoted(sentence, quotations):
            continue
        yield Damage("attribution", sentence.span, "a quotation that nobody is named for", "unattributed", index)


def _has_speaker(version: Version, quotation: Quotation) -> bool:
    """Whether anybody is named for a quotation; "they" or "it" that can stand for nobody names none."""
    return bool(quotation.entity) or (
        quotation.speaker is not None and quotation.speaker.of(version.text).casefold() not in ("they", "it", "who", "which")
    )


def _all_quoted(sentence: Sentence, quotations: list[Quotation]) -> bool:
    """Whether hardly a word of the sentence stands outside the marks: speech that goes on from the sentence before."""
    outside = len(sentence.span) - sum(
        min(q.span.end, sentence.span.end) - max(q.span.start, sentence.span.start) for q in quotations if q.parent is None
    )
    return outside <= OUTSIDE or any(q.span.end > sentence.span.end for q in quotations)


OUTSIDE = 8  # characters; what stands outside the marks of a sentence that is all quotation


def _cut_off(version: Version) -> Iterator[Damage]:
    """The last sentence of a text that ends without a mark: any sentence of an aside, one of the story where a word of grammar, a comma or
    "No." is its last."""
    if not version.sentences:
        return
    last = version.sentences[-1]
    said = last.span.of(version.text).split()
    if len(said) < 4 or last.part not in ("body", "aside"):
        return
    open_end = said[-1].endswith(",") or said[-1] == "No." or said[-1] in TWICE
    if open_end or (last.part == "aside" and said[-1][-1].isalnum() and len(said) >= PROSE):
        start = version.text.rindex(said[-2], last.span.start, last.span.end - len(said[-1]))
        yield Damage("glitch", Span(start, last.span.end), "cut off in mid-sentence", "small damage", last.index)


PROSE = 12  # words; a shorter line of an aside is a heading, which ends without a mark


def damage_alone(collation: Collation, damage_a: tuple[Damage, ...], damage_b: tuple[Damage, ...]) -> None:
    """Rows for the damage that one version has and the other has not: the sentence is missing there, or says it otherwise."""
    sides: tuple[tuple[SideName, tuple[Damage, ...]], ...] = (("a", damage_a), ("b", damage_b))
    in_a, in_b = ({(d.sentence, d.level) for d in found} for _, found in sides)
    for name, found in sides:
        version, passages, links = (
            (collation.a, collation.passage_a, collation.link_a) if name == "a" else (collation.b, collation.passage_b, collation.link_b)
        )
        for damage in found:
            link = links.get(damage.sentence)
            if link is None:
                continue
            alone = not (link.b if name == "a" else link.a)
            if not alone and damage.sentence not in passages:
                continue  # the other version has the sentence to the letter: a remark, no difference
            if not alone and not _untold(collation, name, damage):
                continue
            if any((i, damage.level) in (in_b if name == "a" else in_a) for i in (link.b if name == "a" else link.a)):
                continue  # the other version has the same: a remark of both
            there = None if alone else _instead(collation, name, damage)
            span_a, span_b = (damage.span, there) if name == "a" else (there, damage.span)
            subject = damage.span.of(version.text)
            row = Row(
                damage.kind, "glitch", span_a, span_b, damage.level, subject if len(subject) < 40 else "", marks=frozenset({damage.mark})
            )
            if alone:
                collation.rows.append(row)
            else:
                collation.write(row)


def _instead(collation: Collation, name: SideName, damage: Damage) -> Span | None:
    """What the other side has in the place of a damaged one; None for a whole sentence, and where words of no use stand there."""
    if damage.mark == "unattributed":
        return None
    for passage, side in collation.sides(name, damage.span):
        i, j = side.range_of(damage.span)
        low, high = passage.project(i, j) if name == "a" else passage.project_back(i, j)
        other = passage.b if name == "a" else passage.a
        return other.span(low, high) if high > low else other.around(low)
    return None


def _untold(collation: Collation, name: SideName, damage: Damage) -> bool:
    """Whether the damaged words are among the changed ones (a sentence without a speaker counts as a whole)."""
    for passage, side in collation.sides(name, damage.span):
        i, j = side.range_of(damage.span)
        low, high = passage.project(i, j) if name == "a" else passage.project_back(i, j)
        other = passage.b if name == "a" else passage.a
        if any(k in side.left for k in range(i, j)) or any(k in other.left for k in range(low, high)):
            return True
    return False
