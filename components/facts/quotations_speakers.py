"""Who says a quotation: a ladder of named ways, the surest first, over the words around it (quotations_words, quotations_subjects); who
a pronoun or a role stands for is in quotations_persons.

Each finding says in `reason` which way found it; where none does, `speaker` is None and `reason` says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from components.facts.quotations_persons import Persons
from components.facts.quotations_subjects import VERBS, Speaker, can_speak, main_subject, noun_right, phrase, speaks, subject, who_said
from components.facts.quotations_words import ENDS_OPEN, Page, Row, compiled
from components.model import Name, Quotation, Role, Rules, Span, Version

SCARE_WORDS = 3  # words; “status quo”, “no first use”: longer ones are somebody's words even where nobody is named
RUNS_ON = "runs on into the next paragraph"  # said of a quotation that is open at its paragraph's end
UNNAMED = "no speaker is named beside it or in the sentence before"
CROWD = 60  # quotations in one sentence; where there are more it is no sentence, and nobody is looked for
SIGNATURE = 90  # characters of the line that signs a quotation


def attribute(
    version: Version, quotations: tuple[Quotation, ...], names: tuple[Name, ...], roles: tuple[Role, ...], rules: Rules
) -> tuple[Quotation, ...]:
    """The quotations with speaker, entity, cue and reason filled in; those inside another one have its speaker."""
    if not quotations:
        return ()
    finder = _Finder(Page(version, quotations, names, roles, compiled(rules)))
    result = list(quotations)
    for place in finder.page.tops:
        quotation = quotations[place]
        if quotation.form in ("title", "scare"):
            what = "the title of a work" if quotation.form == "title" else "words set off, said by nobody"
            result[place] = replace(quotation, reason=_joined(quotation.reason, what))
        else:
            result[place] = finder.known[place] = finder.speaker_of(place)
    for earlier, place in reversed(tuple(pairwise(finder.known))):
        if result[earlier].speaker is None and _ends_with(version, result[earlier], result[place]):
            how = _joined(quotations[earlier].reason, "goes on in the next quotation, where the speaker is named")
            result[earlier] = replace(result[earlier], speaker=result[place].speaker, entity=result[place].entity, reason=how)
    for place, quotation in enumerate(quotations):
        if quotation.parent is not None and quotation.form != "stray":
            outer = result[quotation.parent]
            how = "inside another quotation" if outer.speaker is not None else "inside another quotation, whose speaker is not known"
            result[place] = replace(quotation, speaker=outer.speaker, entity=outer.entity, reason=_joined(quotation.reason, how))
    return tuple(result)


def _ends_with(version: Version, earlier: Quotation, later: Quotation) -> bool:
    """Whether a quotation without a speaker goes straight on in the next one, which has one: “A is so.” “And so is B,” said Leff; “A is
    so. ⏎ “And so is B,” said Leff."""
    between = version.text[earlier.span.end : later.span.start]
    straight = not between.strip() and earlier.form == "speech" and later.speaker is not None
    return straight and (RUNS_ON in earlier.reason or "\n" not in between)


def _joined(*reasons: str) -> str:
    return "; ".join(reason for reason in reasons if reason)


TRANSCRIPT = re.compile(r"([A-Z][A-Z.’'-]{2,20}(?:\s[A-Z][A-Z.’'-]{1,20}){0,3}):\s")
SIGNED = re.compile(r"[ \t\xa0]{0,3}\n{0,3}[ \t\xa0]{0,3}([—–―-]{0,2})[ \t\xa0]{0,3}")


class _Finder:
    """The ladder over one page; `known` fills up with the quotations done, in reading order."""

    def __init__(self, page: Page) -> None:
        self.page, self.persons, self.known = page, Persons(page), dict[int, Quotation]()

    def speaker_of(self, place: int) -> Quotation:
        """The quotation at this place with its speaker, or with the reason why there is none."""
        quote = self.page.quotations[place]
        if self.page.crowd[quote.sentence] > CROWD:
            return replace(quote, reason=_joined(quote.reason, f"one of more than {CROWD} quotations in a sentence"))
        row = self.page.row(place)
        here = self.page.place_in_row(place)
        found = self._transcript(quote) or self._in_sentence(row, here)
        if found is None and self._unsaid(row, here):
            return replace(quote, reason=_joined(quote.reason, "in the passive, and nobody is named who says it"))
        found = found or self._swallowed(quote) or self._around(quote, row, here)
        short = len(quote.inner) < 60 and len(quote.inner.of(self.page.text).split()) <= SCARE_WORDS
        if found is None and not short:
            found = self._only_subject(row, here)
        if found is not None:
            entity, how = self._entity(found)
            return replace(quote, speaker=found.span, entity=entity, cue=found.cue, reason=_joined(quote.reason, how))
        if quote.form == "speech" and short and len(quote.marks) > 1:
            return replace(quote, form="scare", reason=_joined(quote.reason, "a word or two set off, and nobody is named who says them"))
        return replace(quote, reason=_joined(quote.reason, UNNAMED))

    def _entity(self, found: Speaker) -> tuple[str | None, str]:
        """The entity of a speaker, and how it was found, in words."""
        names = self.page.names
        if found.carried:
            return found.entity, found.how
        if found.name is not None:
            return names[found.name].entity, found.how
        if found.pronoun:
            name = self.persons.stands_for(found.pronoun, found.span.start)
            entity = names[name].entity if name is not None else None
            how = f"pronoun {found.pronoun} " + (f"→ {entity}" if entity is not None else "and nobody it surely stands for")
            return entity, _joined("" if found.how.startswith("named") else found.how, how)
        entity = self.persons.by_role(found.span)
        return entity, _joined(found.how, f"by role → {entity}" if entity is not None else "")

    # --- in its sentence

    def _transcript(self, quote: Quotation) -> Speaker | None:
        """“LEFF: We saw …”: a transcript that names the speaker in capitals, one of the people of the text (not “WARNING: …”)."""
        found = TRANSCRIPT.match(self.page.text, quote.inner.start, quote.inner.end)
        if found is None:
            return None
        last = found.group(1).split()[-1].casefold()
        name = next((k for k, name in enumerate(self.page.names) if name.entity.casefold().endswith(last)), None)
        return None if name is None else Speaker(Span(*found.span(1)), "named at the front, as in a transcript", name)

    def _in_sentence(self, row: Row, here: int) -> Speaker | None:
        """The speaker named in the quotation's own sentence, by the first way that finds one."""
        return (
            self._joined_to(row, here)
            or self._just_before(row, here)
            or self._just_after(row, here)
            or self._verb_before(row, here)
            or self._source_phrase(row, here)
            or self._verb_later(row, here)
            or self._headline(row, here)
        )

    def _swallowed(self, quote: Quotation) -> Speaker | None:
        """“We will publish it, she said. The attribution at the end of a quotation that was never closed."""
        if quote.form != "unclosed" or len(quote.marks) > 1:
            return None
        row = self.page.words(quote.inner, 0, 0)[-8:]
        found = who_said(self.page, row)
        ends = found is not None and found.cue is not None and quote.inner.end - found.cue.end < 3
        return replace(found, how="named inside, where the closing mark is lacking") if found is not None and ends else None

    def _joined_to(self, row: Row, here: int) -> Speaker | None:
        """“…” and “…”: what only a small word joins to another quotation has its speaker."""
        k = here - 1
        while k >= 0 and row[k].kind in ("and", "comma", "to"):
            k -= 1
        if k < 0 or row[k].kind != "quote" or not any(word.kind == "and" for word in row[k + 1 : here]):
            return None
        return _of_other(self.known.get(row[k].place), "said with the quotation before")

    def _just_before(self, row: Row, here: int) -> Speaker | None:
        """Leff said: “…”, Leff told the council on Friday that “…”, Leff: “…”, Leff — “…” —."""
        page, k = self.page, here - 1
        while k >= 0 and row[k].kind in ("comma", "colon", "that", "dash"):
            k -= 1
        if k < 0:
            return None
        verb = self._verb_with_listener(row, k)
        if verb is not None:
            found = subject(page, row, verb)
            return found if found is not None and speaks(self.page, found, row, verb) else None
        if row[k].kind == "name" and not row[k].owner:
            if row[here - 1].kind == "colon" and all(word.kind in ("word", "name", "dash", "stop", "det", "prep") for word in row[:k]):
                return phrase(row, k, k, "named before the colon", None)
            if k == here - 2 and row[k + 1].kind == "dash" and here + 1 < len(row) and row[here + 1].kind == "dash":
                return phrase(row, k, k, "named before the dash", None)
        return None

    def _verb_with_listener(self, row: Row, k: int) -> int | None:
        """The place of the cue verb that ends at k, or of the verb of saying whose listener, day or place does."""
        usable, never = ("name", "word", "det", "number", "adverb", "to", "prep", "pronoun"), self.page.rules.no_listener
        for back in range(k, max(k - 9, -1), -1):
            word = row[back]
            if word.kind == "cue":
                return back if back == k or word.cue == "say" else None
            if word.kind not in usable or word.text in never:
                return None
        return None

    def _just_after(self, row: Row, here: int) -> Speaker | None:
        """“…,” said Leff; “…,” Leff said; “…,” the minister, a lawyer, told reporters; “…,” according to Leff."""
        k = here + 1
        while k < len(row) and row[k].kind in ("comma", "dash", "adverb"):
            k += 1
        if k >= len(row) or row[k].kind in ("and", "that", "who", "stop", "colon", "quote") or row[k].text in self.page.rules.subordinate:
            return None
        word, page = row[k], self.page
        if word.text == "per" or (word.text == "according" and k + 1 < len(row)):
            return noun_right(page, row, k + 1, "named after “per”" if word.text == "per" else "named after “according to”", word)
        if word.cue == "say" and word.form in ("past", "third", "base"):
            return noun_right(page, row, k + 1, "named after the cue verb", word)
        before = row[max(0, here - 3) : here]
        if word.text == "by" and any(other.cue == "call" and other.form in ("past", "participle") for other in before):
            return noun_right(page, row, k + 1, "named after “by”", next(other for other in before if other.cue == "call"))
        ends_open = page.last_of(page.quotations[row[here].place]) in ENDS_OPEN
        if not (row[here + 1].kind in ("comma", "dash") or ends_open) or (word.kind == "prep" and row[here + 1].kind != "comma"):
            return None
        for verb in range(k + 1, min(k + 24, len(row))):
            if row[verb].kind in ("quote", "stop", "colon"):
                return None
            if row[verb].cue in ("say", "think") and row[verb].form != "ing":
                return subject(page, row[k:], verb - k)
        return None

    def _verb_before(self, row: Row, here: int) -> Speaker | None:
        """Any cue verb before the quotation in its sentence, the nearest first whose subject can speak: called the plan “…”, accused
        Moscow of “…”. What only may speak (it, a thing, somebody who …) waits for a better one before it."""
        waiting: Speaker | None = None
        tried = VERBS if self._unsaid(row, here) else 0
        for verb in range(here - 1, -1, -1):
            if row[verb].kind == "stop" or tried >= VERBS:
                break
            if row[verb].kind == "cue":
                tried += 1
                found = subject(self.page, row, verb)
                if found is not None and speaks(self.page, found, row, verb):
                    return found
                waiting = waiting or (found if row[verb].form != "base" or (found and found.name is not None) else None)
        if waiting is None or waiting.name is not None or waiting.pronoun:
            return waiting
        main = main_subject(self.page, row, here)
        if main is not None and can_speak(self.page, main):
            return replace(main, cue=waiting.cue)
        return waiting

    def _source_phrase(self, row: Row, here: int) -> Speaker | None:
        """According to Leff, “…”; Leff's claim that “…”; his promise of “…”; a statement from Leff: “…”."""
        owners = self.page.rules.owners
        for k in range(here - 1, -1, -1):
            word = row[k]
            if word.kind == "stop":
                return None
            if word.text == "according":
                return noun_right(self.page, row, k + 1, "named after “according to”", word)
            if word.kind not in ("word", "cue") or word.text not in self.page.rules.cue_nouns:
                continue
            back = k - 1
            while back >= 0 and row[back].kind in ("word", "number", "adverb", "cue") and k - back < 5 and not row[back].owner:
                back -= 1
            if back >= 0 and row[back].text in owners:
                return Speaker(row[back].span, f"whose {word.text} it is", None, owners[row[back].text], word.span)
            if back >= 0 and row[back].owner:
                return phrase(row, back, back, f"whose {word.text} it is", word)
            if k + 2 < here and row[k + 1].text in ("from", "by", "of"):
                return noun_right(self.page, row, k + 2, f"named after “{word.text} {row[k + 1].text}”", word)
        return None

    def _verb_later(self, row: Row, here: int) -> Speaker | None:
        """The sentence's own attribution further on: China will play “…” in this, Geng said."""
        tried = 0
        for verb in range(here + 1, len(row)):
            word = row[verb]
            if word.kind == "stop" or tried >= VERBS:
                return None
            if word.text == "according":
                return noun_right(self.page, row, verb + 1, "named after “according to”", word)
            if word.cue in ("say", "think") and word.form in ("past", "third"):
                tried += 1
                found = subject(self.page, row[here + 1 :], verb - here - 1)
                if found is not None and row[here + 1].start == found.span.start:
                    return None  # “History” section says: no comma, no attribution
                if found is not None and (speaks(self.page, found, row, verb) or found.pronoun == "it"):
                    return found
        return None

    def _headline(self, row: Row, here: int) -> Speaker | None:
        """Sanders: Clinton needs to ‘get away’ from this: a name and a colon at the front."""
        front = here > 2 and row[0].kind == "name" and row[1].kind == "colon"
        return phrase(row, 0, 0, "named before the colon", None) if front else None

    def _only_subject(self, row: Row, here: int) -> Speaker | None:
        """No cue verb: the subject of the sentence, where it is a person, an organisation or a pronoun and comes before the quotation."""
        found = main_subject(self.page, row, here)
        if found is None or not (found.pronoun or (found.name is not None and self._agent(found.name))):
            return None
        return found

    def _agent(self, name: int) -> bool:
        return self.page.names[name].entity_type in ("person", "organisation")

    def _unsaid(self, row: Row, here: int) -> bool:
        """Whether the quotation stands after a passive that names nobody: what is being criticised as a “…”, was called “…”."""
        k = here - 1
        while k >= 0 and row[k].kind in ("det", "prep", "adverb", "pronoun") and here - k < 4:
            k -= 1
        if k < 1 or row[k].kind != "cue" or row[k].form not in ("past", "participle"):
            return False
        helped = any(word.text in self.page.rules.passive for word in row[max(0, k - 3) : k])
        return helped and not any(word.text == "by" for word in row[k:])

    # --- beyond its sentence

    def _around(self, quote: Quotation, row: Row, here: int) -> Speaker | None:
        """The speaker of a quotation whose own sentence names none: carried on from the quotation before, signed below it, or named in
        the sentence before."""
        page = self.page
        alone = all(word.kind in ("quote", "comma", "dash") for word in row)
        if not page.sentences or not (alone or here == 0):
            return None
        sentence = page.sentence_at(row[0].start)
        paragraph = page.sentences[sentence].paragraph
        k = bisect_left(page.top_starts, quote.span.start) - 1
        if k >= 0:
            before = page.quotations[page.tops[k]]
            end = page.sentences[page.sentence_at(before.span.end - 1)]
            runs_on = RUNS_ON in before.reason and end.paragraph + 1 == paragraph
            if runs_on or (end.paragraph == paragraph and sentence - end.index <= 1):
                carried = _of_other(self.known.get(page.tops[k]), "carried on from the quotation before")
                if carried is not None:
                    return carried
        return self._signed(quote) or self._sentence_before(sentence, alone)

    def _signed(self, quote: Quotation) -> Speaker | None:
        """The name that signs a quotation: “…” — Ana Petrik, or in a short line under it: Ana Petrik, 70, Sarnica."""
        text = self.page.text
        found = SIGNED.match(text, quote.span.end)
        if found is None or not (found.group(1) or "\n" in found.group()):
            return None
        end = text.find("\n", found.end(), found.end() + SIGNATURE)
        if end < 0 and len(text) - found.end() > SIGNATURE:
            return None
        row = self.page.words(Span(found.end(), end if end >= 0 else len(text)), 0, 0)
        if not row or row[0].kind != "name" or row[0].owner:
            return None
        if not found.group(1) and self.page.names[row[0].place].entity_type != "person":
            return None
        plain = len(row) == 1 or row[1].kind == "comma"
        if not plain or any(word.kind in ("cue", "aux", "pronoun", "colon") for word in row):
            return None
        return phrase(row, 0, 0, "signed with the name after it", None)

    def _sentence_before(self, sentence: int, alone: bool) -> Speaker | None:
        """Who speaks in the sentence before: whom it quotes, the subject of its verb of saying, or its subject, where that is a person. In
        the paragraph before only where this one is all quotation."""
        page = self.page
        if sentence == 0:
            return None
        before, now = page.sentences[sentence - 1], page.sentences[sentence]
        same = before.paragraph == now.paragraph
        if before.part != now.part or not (same or alone) or page.quoted_whole(before.span):
            return None
        first, stop = bisect_left(page.top_starts, before.span.start), bisect_left(page.top_starts, before.span.end)
        said = next((self.known[page.tops[k]] for k in range(stop - 1, first - 1, -1) if page.tops[k] in self.known), None)
        if said is not None and said.speaker is not None:
            return _of_other(said, "carried on from the sentence before")
        row = page.sentence_row(sentence - 1)
        found = who_said(self.page, row)
        if found is not None:
            return replace(found, how="carried on from the sentence before")
        main = main_subject(page, row, len(row)) if same or page.text[before.span.end - 1] == ":" else None
        if main is not None and (main.pronoun in ("he", "she") or (main.name is not None and self._agent(main.name))):
            return replace(main, how="the subject of the sentence before")
        return None


def _of_other(other: Quotation | None, how: str) -> Speaker | None:
    """The speaker of another quotation, for this one."""
    if other is None or other.speaker is None:
        return None
    return Speaker(other.speaker, how, entity=other.entity, carried=True)
