"""What one change of words amounts to: its kind, its verdict, the rule that decided, and the mark that severity goes by."""

from __future__ import annotations

from itertools import islice

from components.differences.collation import Collation
from components.differences.edits import SIDES, Hunk, Passage, Side, is_word, opens
from components.differences.names import NAME_KINDS, spelt_alike, translated
from components.differences.vocabulary import SHORT_CHANGE, Vocabulary, same_forms, style_of
from components.model import Date, Kind, Name, Number, Quotation, Verdict

Judgement = tuple[Kind, Verdict, str, str]  # the last is the mark that severity goes by

TAG = 5  # words that carry meaning; "officials in the harbour office said" names a source and no more


def judged(
    collation: Collation, passage: Passage, area: Hunk, said_a: list[str], said_b: list[str], words: Vocabulary
) -> Judgement:  # fmt: skip
    """Kind, verdict, level and mark of one change of words. `said_a` and `said_b` are the words of the area; at most one is empty."""
    if inside := _in_quotation(collation, passage, area, said_a, said_b, words):
        return inside
    clause = not (said_a and said_b) and len(said_a or said_b) > SHORT_CHANGE  # dropped whole, it denies nothing that is left
    turned, opposed = not clause and words.turns(said_a, said_b), words.contrast(said_a, said_b)
    if turned and not opposed and words.denies(said_a, said_b) and _turned(passage, words):
        return "wording", "conflict", "a negation on one side only", "negation"
    if figures := _figures(said_a, said_b):
        return figures
    style = style_of(said_a, said_b, words)
    if style:
        return ("punctuation" if style == "capitals" else "wording"), "equivalent", style, "style"
    if opposed and not turned:  # "did not rise" and "fell" agree
        cue = any(w in words.speech for w in said_a) and any(w in words.speech for w in said_b)
        return "attribution" if cue else "wording", "conflict", "opposites", "opposite" if cue else "contrast"
    if {tuple(said_a), tuple(said_b)} == {("by",), ("to",)} and _before(collation, passage, area, Number):
        return "number", "conflict", "by so much against to so much", "other"
    if named := _other_name(collation, passage, area, said_a, said_b, words):
        return named
    full_a, full_b = ([word for word in said if word not in words.function] for said in (said_a, said_b))
    cited = any(word in words.speech for word in (*full_a, *full_b))
    if cited and all(word in words.speech or word in collation.name_words for word in (*full_a, *full_b)):
        return _cited(said_a, said_b, full_a, full_b, words)
    if said_a and said_b and not full_a and not full_b and _before(collation, passage, area, Date):
        return "date", "equivalent", "another preposition", "style"
    if (not full_a and not full_b) or ["in", "order"] in (said_a, said_b):
        return "wording", "equivalent", "grammar", "style"
    if not said_a or not said_b:
        full = full_a or full_b
        tag = len(full) <= TAG and (full[0] in words.says or full[-1] in words.says)
        if tag or (cited and "according" in full):
            return "attribution", "omitted" if said_a else "added", "a source on one side", "source"
        return ("omission", "omitted", "words", "words") if said_a else ("addition", "added", "words", "words")
    if full_a and same_forms(full_a, full_b):
        return "wording", "equivalent", "another form of the same word", "style"
    if words.same_sense(said_a, said_b):
        return "wording", "equivalent", "synonyms", "style"
    return "wording", "variant", "other words", "words"


def _turned(passage: Passage, words: Vocabulary) -> bool:
    """Whether one side of the passage as a whole denies what the other states: a "not" that only moved denies nothing."""
    if passage.turned is None:
        passage.turned = words.turns(passage.a.words(0, len(passage.a)), passage.b.words(0, len(passage.b)))
    return passage.turned


def _in_quotation(
    collation: Collation, passage: Passage, area: Hunk, said_a: list[str], said_b: list[str], words: Vocabulary
) -> Judgement | None:
    """A change between the marks of both sides that no pair of quotations told (they are too unlike to be one)."""
    in_a = collation.quoted("a", passage.a.span(area.a1, area.a2) if said_a else passage.a.around(area.a1))
    in_b = collation.quoted("b", passage.b.span(area.b1, area.b2) if said_b else passage.b.around(area.b1))
    if not (in_a and in_b):
        return None
    if style := style_of(said_a, said_b, words):
        return "quotation", "equivalent", style, "style"
    grammar = all(word in words.function for word in (*said_a, *said_b)) and not words.turns(said_a, said_b)
    return "quotation", "conflict", "other words inside the marks", "function word" if grammar else "word"


def _figures(said_a: list[str], said_b: list[str]) -> Judgement | None:
    """Figures that no number or date claimed ("number 3", "flight 612") and that differ."""
    figures_a, figures_b = ([word for word in said if word[0].isdigit()] for said in (said_a, said_b))
    if figures_a and figures_b and figures_a != figures_b and len(said_a) <= MOST_WITH_FIGURES >= len(said_b):
        return "number", "conflict", "other figures", "other"
    return None


MOST_WITH_FIGURES = 3  # words; in a longer stretch the figures need not answer each other


def _before(collation: Collation, passage: Passage, area: Hunk, type_: type[Date] | type[Number]) -> bool:
    """Whether a date, or a number, follows on both sides."""
    at_a, at_b = passage.a.span(area.a2, min(area.a2 + 2, len(passage.a))), passage.b.span(area.b2, min(area.b2 + 2, len(passage.b)))
    return any(collation.facts_over("a", at_a, type_)) and any(collation.facts_over("b", at_b, type_))


def _other_name(
    collation: Collation, passage: Passage, area: Hunk, said_a: list[str], said_b: list[str], words: Vocabulary
) -> Judgement | None:  # fmt: skip
    """Capital words for capital words in mid-sentence: another name, though neither text says enough to know of what. Beside a verb of
    saying, next to a quotation, it is another speaker."""
    a, b = passage.a, passage.b
    if not (1 <= len(said_a) <= 2 and 1 <= len(said_b) <= 2) or not (
        _capitalised(a, area.a1, area.a2) and _capitalised(b, area.b1, area.b2)
    ):
        return None
    said_by = any(side.norms[k] in words.speech for side, k in ((a, area.a1 - 1), (a, area.a2)) if 0 <= k < len(side))
    spans = a.span(area.a1, area.a2), b.span(area.b1, area.b2)
    names = [name for side, span in zip(SIDES, spans, strict=True) for name in islice(collation.facts_over(side, span, Name), 1)]
    kind: Kind = NAME_KINDS[names[0].entity_type] if names else "name" if said_by else "entity"
    reason = collation.variant(" ".join(said_a).title(), " ".join(said_b).title(), names[0].entity_type if names else None)
    if reason or words.synonymous(said_a[-1], said_b[-1]):
        return kind, "variant", reason or "synonyms", "spelling"
    if kind == "entity" and translated(said_a, said_b, collation.rules):
        return kind, "variant", "a translated name in other words", "translated"
    quoted = any(collation.facts_at("a", i, Quotation) for i in passage.link.a)
    if said_by and quoted and (not names or (kind == "name" and not spelt_alike(" ".join(said_a), " ".join(said_b)))):
        return "attribution", "conflict", "another speaker of the same words", "speaker"
    return kind, "conflict", "another name", "name"


def _capitalised(side: Side, i: int, j: int) -> bool:
    """Whether all words of a stretch are capitalised, and it does not open a sentence or a quotation."""
    places = [k for k in range(i, j) if is_word(side.norms[k])]
    return all(side.word(k)[:1].isupper() for k in places) and not opens(side, places[0])


def _cited(
    said_a: list[str], said_b: list[str], full_a: list[str], full_b: list[str], words: Vocabulary
) -> Judgement:  # fmt: skip
    """Changed words that are verbs of saying and names alone."""
    if not said_a or not said_b:
        if "according" in (*said_a, *said_b):
            return "attribution", "omitted" if said_a else "added", "a source on one side", "source"
        return "attribution", "equivalent", "cited in another place", "style"
    verbs_a, verbs_b = ({word for word in full if word in words.speech} for full in (full_a, full_b))
    if verbs_a and verbs_b and verbs_a != verbs_b:
        return "attribution", "variant", "another verb of saying", "cue"
    return "attribution", "equivalent", "cited in another form", "style"
