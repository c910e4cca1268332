"""Subjects without a parser: which words beside a cue verb say who speaks. Each function takes a row of words (quotations_words) and a
place in it, and gives the phrase found there or None."""

from __future__ import annotations

from dataclasses import dataclass, replace

from components.facts.quotations_words import Page, Row, Word
from components.model import Span

DEEP = 3  # verbs joined by "and" that are followed back to their subject
VERBS = 8  # cue verbs tried on each side of a quotation
PHRASE = 14  # words of a noun phrase at most


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody found: where, the place of the name where it is one, the pronoun where it is one, the cue, and how it was found. Where it
    is the speaker of another quotation, `carried` is true and `entity` that one's."""

    span: Span
    how: str
    name: int | None = None
    pronoun: str = ""
    cue: Span | None = None
    entity: str | None = None
    carried: bool = False
    several: bool = False  # two names: Leff and Wood


def phrase(row: Row, first: int, last: int, how: str, cue: Word | None) -> Speaker:
    """The words first to last as a speaker: a name, a pronoun, or a phrase with a common noun."""
    word, where = row[first], cue.span if cue is not None else None
    name = word.place if first == last and word.kind == "name" else None
    return Speaker(Span(word.start, row[last].end), how, name, word.text if first == last and word.kind == "pronoun" else "", where)


def subject(page: Page, row: Row, verb: int, depth: int = 0) -> Speaker | None:
    """The subject of the cue verb at this place: before it, past asides and helping verbs; after it, where it is turned round or
    passive; that of the verb before, where "and" joins the two or it is a participle."""
    cue, k, infinitive = row[verb], verb - 1, False
    while k >= 0 and row[k].kind in ("adverb", "aux", "to"):
        infinitive = infinitive or row[k].kind == "to"
        k -= 1
    if depth > DEEP:
        return None
    if cue.form == "ing" and verb > 1 and row[verb - 1].text == "as":
        return _quoted_as_saying(page, row, verb)
    if cue.form in ("past", "participle"):
        passive = any(word.text in page.rules.passive for word in row[k + 1 : verb])
        if passive and any(word.text == "saying" for word in row[verb + 1 : verb + 8]):
            return noun_left(page, row, k, "named before the cue verb", cue) if k >= 0 else None  # Leff was quoted by X as saying
        by = next((j for j in range(verb + 1, min(verb + 8, len(row))) if row[j].text == "by"), None)
        if by is not None and (passive or _leads_to_quotation(row, by)):
            return noun_right(page, row, by + 1, "named after “by”", cue)
        if passive or by == verb + 1:
            return None
    if k < 0:
        return after_quotation(page, row, verb) if cue.form == "ing" else None
    word = row[k]
    if word.kind == "quote" or (word.kind == "comma" and k > 0 and row[k - 1].kind == "quote" and cue.form != "ing"):
        return noun_right(page, row, verb + 1, "named after the cue verb", cue)
    if cue.form == "ing" and word.kind == "name" and not word.owner and _quotation_follows(row, verb):
        return phrase(row, k, k, "named before the cue verb", cue)
    if cue.form == "ing" and word.kind == "word" and _quotation_follows(row, verb):
        first = _left_edge(page, row, k)
        if first > 0 and row[first - 1].text == "with":
            return phrase(row, first, k, "named before the cue verb", cue)  # with one witness saying “…”
    if infinitive or cue.form == "ing":
        return _of_verb_before(page, row, k + 1, cue, depth) or (after_quotation(page, row, verb) if k == 0 else None)
    if word.kind == "and":
        return _of_verb_before(page, row, k, cue, depth)
    if word.kind in ("comma", "dash"):
        return _before_asides(page, row, k, cue)
    if word.kind == "who":
        j = k - 1
        while j >= 0 and row[j].kind in ("comma", "dash"):
            j -= 1
        return noun_left(page, row, j, "named before “who”", cue) if j >= 0 else None
    return noun_left(page, row, k, "named before the cue verb", cue)


def _quoted_as_saying(page: Page, row: Row, verb: int) -> Speaker | None:
    """Leff was quoted as saying; X quoted Leff as saying: the one who is quoted, whoever quotes."""
    for k in range(verb - 2, max(verb - 14, -1), -1):
        if row[k].kind == "cue" and row[k].form in ("past", "third"):
            if any(word.text in page.rules.passive for word in row[max(0, k - 2) : k]):
                return subject(page, row, k)
            return noun_right(page, row, k + 1, "named after the cue verb", row[verb])
    return None


def _leads_to_quotation(row: Row, by: int) -> bool:
    """Whether "by X" goes on to the quotation: a plan described by X as “…”, called by X “…”."""
    for word in row[by + 1 : by + 8]:
        if word.kind == "quote" or word.text == "as":
            return True
        if word.kind not in ("name", "word", "det", "number"):
            return False
    return False


def _quotation_follows(row: Row, verb: int) -> bool:
    """Whether the quotation comes right after the verb: saying “…”, saying on Friday: “…”, saying during the debate that “…”."""
    for word in row[verb + 1 : verb + 8]:
        if word.kind == "quote":
            return True
        if word.kind in ("cue", "and", "stop", "who"):
            return False
    return False


def _of_verb_before(page: Page, row: Row, end: int, cue: Word, depth: int) -> Speaker | None:
    """The subject of the nearest verb of saying before `end` (called it “…” and told; Geng said, calling on …), else of the sentence."""
    for k in range(end - 1, -1, -1):
        if row[k].kind == "cue" and row[k].form in ("past", "third"):
            found = subject(page, row, k, depth + 1)
            return main_subject(page, row, end, cue) if found is None else replace(found, cue=cue.span)
        if row[k].kind == "stop":
            break
    return main_subject(page, row, end, cue)


def _before_asides(page: Page, row: Row, k: int, cue: Word) -> Speaker | None:
    """Leff, 45, director of the group, said: the first piece between commas that can be a subject; k is the comma before the verb. A name
    counts more than a noun: Tamarind's lawyer, Peter Kamau, said."""
    start = next((j + 1 for j in range(k - 1, -1, -1) if row[j].kind in ("quote", "stop", "colon", "that")), 0)
    pieces: list[tuple[int, int]] = []
    begin = start
    for j in range(start, k + 1):
        if row[j].kind in ("comma", "dash"):
            if j > begin and row[j].text != ")":
                pieces = [(begin + 1, j)] if row[begin].kind == "and" else [*pieces, (begin, j)]
            begin = j + 1
    noun: Speaker | None = None
    for first, stop in pieces:
        word = row[first]
        if first >= stop or word.kind in ("prep", "who", "number", "adverb") or (word.kind != "name" and word.text.endswith(("ing", "ed"))):
            continue
        found = noun_left(page, row[first:stop], stop - first - 1, "named before the cue verb", cue)
        if found is not None and (found.pronoun or (found.name is not None and page.names[found.name].entity_type != "place")):
            return found
        noun = noun or found
    return noun


def main_subject(page: Page, row: Row, end: int, cue: Word | None = None) -> Speaker | None:
    """The subject of the sentence: the first name, pronoun, or noun with an article before `end` that no preposition or "when" governs."""
    how, k = "the subject of its sentence", 0
    while k < end:
        word = row[k]
        if word.kind == "prep" or word.text in page.rules.subordinate or (k == 0 and word.text.endswith("ing")):
            comma = next((j for j in range(k, end) if row[j].kind == "comma"), None)
            k = _past_noun(row, k + 1, end) if comma is None else comma + 1
        elif word.kind == "pronoun" or (word.kind == "name" and not word.owner):
            return phrase(row, k, k, how, cue)
        elif word.kind == "name":
            last = k
            while last + 1 < end and row[last + 1].kind == "word" and last - k < 3:
                last += 1
            return phrase(row, k, last, how, cue) if last > k else None
        elif word.kind == "det":
            found = _after_article(page, row, k, end, how, cue)
            if found is not None:
                return found
            k += 1
        else:
            k += 1
    return None


def _past_noun(row: Row, k: int, end: int) -> int:
    """The place after the article and noun that a preposition governs."""
    if k < end and row[k].kind == "det":
        k += 1
    return k + 1 if k < end and row[k].kind in ("name", "word", "number") else k


def _after_article(page: Page, row: Row, k: int, end: int, how: str, cue: Word | None) -> Speaker | None:
    """The phrase that an article begins at k: the name it leads to (the activist Ana Petrik; the minister, Ota Blaha,) or its noun."""
    last = k
    while last + 1 < end and row[last + 1].kind in ("word", "name") and last - k < 5:
        last += 1
        if row[last].kind == "name" and not row[last].owner and (last + 1 >= end or row[last + 1].kind != "word"):
            return phrase(row, last, last, how, cue)
        if row[last].text in page.rules.speakers and (last + 1 >= end or row[last + 1].text not in page.rules.speakers):
            break
    if last == k:
        return None
    if last + 2 < end and row[last + 1].kind == "comma" and row[last + 2].kind == "name" and not row[last + 2].owner:
        return phrase(row, last + 2, last + 2, how, cue)
    if last + 2 < end and row[last + 1].text in ("of", "for", "at"):  # the head of an investigative body
        stop = last + 1
        while stop + 1 < end and row[stop + 1].kind in ("det", "word", "name") and stop - last < 6:
            stop += 1
        last = stop if row[stop].kind in ("word", "name") else last
    return phrase(row, k, last, how, cue)


def noun_left(page: Page, row: Row, k: int, how: str, cue: Word | None) -> Speaker | None:
    """The noun phrase that ends at k: the name that is its head, its pronoun, or all of it where the head is a common noun."""
    while k > 1 and (row[k].text in page.rules.times or (row[k].text == "on" and row[k + 1].text in page.rules.times)):
        k -= 1  # the ministry on Tuesday
    if row[k].kind == "pronoun":
        return phrase(row, k, k, how, cue)
    if row[k].kind not in ("name", "word", "number"):
        return None
    if k > 1 and row[k].kind == row[k - 2].kind == "name" and row[k - 1].text == "and" and not (row[k].owner or row[k - 2].owner):
        return replace(phrase(row, k - 2, k, how, cue), several=True)
    first = _left_edge(page, row, k)
    head = first
    while head < k and row[head + 1].kind not in ("prep", "to"):
        head += 1
    if row[head].kind == "name" and not row[head].owner:
        return phrase(row, head, head, how, cue)
    if row[k].kind == "name" and not row[k].owner and head == k:
        return phrase(row, k, k, how, cue)
    if _person(page, row[k]) and _described(row, first, k):
        return phrase(row, k, k, how, cue)
    return None if row[head].kind == "number" and first == head else phrase(row, first, k, how, cue)


def _left_edge(page: Page, row: Row, k: int) -> int:
    """Where the noun phrase that ends at k begins: over words and names, past "of the", up to an article that no preposition governs."""
    first = k
    while first > 0 and k - first < PHRASE:
        word, further = row[first - 1], row[first - 2] if first > 1 else None
        if word.kind in ("word", "number", "name"):
            first -= 1
        elif word.kind in ("cue", "adverb") and further is not None and further.kind == "det":
            first -= 1  # the proposed law
        elif word.kind == "det":
            first -= 1
            if not (first > 1 and row[first - 1].kind in ("prep", "to") and row[first - 2].kind in ("word", "name")):
                break
        elif word.kind in ("prep", "to") and further is not None and further.kind in ("word", "name", "number"):
            if first < k and _person(page, row[k]) and row[first].kind != "det":
                break  # in Geneva Robert Wood
            first -= 1
        else:
            break
    while first < k and row[first].kind in ("prep", "to"):
        first += 1
    return first


def _described(row: Row, first: int, name: int) -> bool:
    """Whether a name that a preposition goes before is still the one meant: US Deputy Ambassador to the UN Robert Wood, but not a
    spokesman for President Karl Moll."""
    return row[name - 1].kind in ("word", "name") and row[first].text not in ("a", "an", "one", "another", "some", "several", "two")


def _person(page: Page, word: Word) -> bool:
    return word.kind == "name" and page.names[word.place].entity_type == "person"


def noun_right(page: Page, row: Row, k: int, how: str, cue: Word | None) -> Speaker | None:
    """The noun phrase that begins at k, up to the next comma or verb: the name it leads to, else all of it."""
    while k < len(row) and row[k].kind in ("adverb", "to"):
        k += 1
    if k < len(row) and row[k].kind == "pronoun":
        return phrase(row, k, k, how, cue)
    last, name = k - 1, -1
    for j in range(k, min(k + PHRASE, len(row))):
        word = row[j]
        if word.text in page.rules.times or (name >= 0 and word.kind in ("det", "adverb")):
            break
        if word.kind == "name":
            last, name = j, -1 if word.owner else j
            if name >= 0 and not (j + 1 < len(row) and row[j + 1].kind in ("word", "name") and row[j + 1].text not in page.rules.times):
                break
        elif word.kind in ("word", "det", "number", "adverb") or (word.kind == "cue" and j > k and row[j - 1].kind == "det"):
            last = j
        elif not (word.kind in ("prep", "to") and word.text in ("of", "for", "at", "from", "with", "to") and name < 0 and last >= k):
            break
    while last >= k and row[last].kind in ("prep", "to", "det"):
        last -= 1
    if last < k:
        return None
    if name >= 0 and (not any(word.kind in ("prep", "to") for word in row[k:name]) or _described(row, k, name)):
        return phrase(row, name, name, how, cue)
    if last + 2 < len(row) and row[last + 1].kind == "comma" and row[last + 2].kind == "name" and not row[last + 2].owner:
        return phrase(row, last + 2, last + 2, how, cue)  # said the minister, Ota Blaha
    return phrase(row, k, last, how, cue)


def after_quotation(page: Page, row: Row, verb: int) -> Speaker | None:
    """Calling it “…,” Leff left: the subject comes after the quotation."""
    for k in range(verb + 1, len(row)):
        if row[k].kind == "quote":
            while k + 1 < len(row) and row[k + 1].kind == "comma":
                k += 1
            usable = k + 1 < len(row) and row[k + 1].kind in ("name", "det", "pronoun", "word")
            return noun_right(page, row, k + 1, "the subject after the quotation", row[verb]) if usable else None
    return None


def who_said(page: Page, row: Row) -> Speaker | None:
    """The subject of the last verb of saying (or naming) in a row that can speak."""
    tried = 0
    for verb in range(len(row) - 1, -1, -1):
        if row[verb].cue in ("say", "call") and tried < VERBS:
            tried += 1
            found = subject(page, row, verb)
            if found is not None and speaks(page, found, row, verb):
                return found
    return None


def speaks(page: Page, found: Speaker, row: Row, verb: int) -> bool:
    """Whether a subject and its cue verb are surely a source and what it did; an infinitive or "somebody who …" only may be."""
    if (found.how == "named before “who”" and row[verb].cue != "call") or row[verb].form == "base":
        return False
    whose = found.span.of(page.text).lower().partition(" ")[0] in page.rules.owners  # said her party supported it “for months”
    return not (whose and row[verb].cue != "say") and can_speak(page, found)


def can_speak(page: Page, found: Speaker) -> bool:
    """Whether this is a name, a person's pronoun, or a phrase with a word for speakers."""
    if found.name is not None or found.several:
        return True
    if found.pronoun:
        return found.pronoun not in ("it", "you")
    return any(word in page.rules.speakers for word in found.span.of(page.text).lower().split())
