"""Who a pronoun or a role beside a quotation stands for: by the sentences before it, by gender where a form of address or a given name
tells it, and by the roles found in the version. What is not sure is nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from components.facts.quotations_subjects import Speaker, main_subject, who_said
from components.facts.quotations_words import Page
from components.model import Role, Span

NEAR = 6  # sentences back in which a pronoun finds its person; sentences about "he" do not count
CHAIN = 40  # sentences back at most, over all that go on about "he"


class Persons:
    """The people, organisations and roles of one page, asked about in reading order; answers are kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._said_in: dict[int, Speaker | None] = {}
        self._earlier: dict[tuple[str, int], int | None] = {}
        self._mentions = Counter(name.entity for name in page.names)
        self._genders: dict[str, str] | None = None
        self._heads: dict[str, list[Role]] | None = None

    def stands_for(self, pronoun: str, at: int) -> int | None:
        """The place of the name that a pronoun at this offset stands for: one before it in its sentence that nothing governs, else one of
        the sentences before."""
        if pronoun not in ("he", "she", "it"):
            return None
        sentence = self.page.sentence_at(at)
        own = self._candidates(pronoun, sentence, at, free=True)
        if own:
            return own[0]
        if (pronoun, sentence) not in self._earlier:
            self._earlier[pronoun, sentence] = self._in_sentences_before(pronoun, sentence)
        return self._earlier[pronoun, sentence]

    def _in_sentences_before(self, pronoun: str, sentence: int) -> int | None:
        """Who a pronoun of this sentence stands for, that does not name them: who spoke in a sentence shortly before, or was its subject,
        or is named in it; over any number of sentences that go on about the same "he"."""
        page = self.page
        far, back, passing, chain = 0, sentence, None, False
        while back > max(0, sentence - CHAIN) and far < NEAR:
            back -= 1
            found = self._speaker_in(back)
            if found is not None and found.name is not None and self._fits(pronoun, found.name):
                if passing is None and self._in_passing(found.name, back, sentence):
                    passing = found.name
                    continue
                return found.name if passing is None or chain else passing
            if found is not None and self._goes_on(pronoun, found):
                own = self._candidates(pronoun, back, found.span.start, free=True)
                if own and passing is None:
                    return own[0]
                chain = True  # he … he … his: the same one, named further back
                continue
            if found is not None and pronoun == "it" and found.name is None:
                return None  # it: the campaign, the ministry … of the sentence before
            far += 1
            end = page.sentences[back].span.end
            others = self._candidates(pronoun, back, end, free=True) or self._candidates(pronoun, back, end, free=False)[-1:]
            if others and passing is None:
                return others[0]
        return None if chain else passing

    def _in_passing(self, name: int, there: int, here: int) -> bool:
        """Whether somebody named once, in another paragraph, speaks there of the person the story goes on about: the poet Saleh wrote that
        he …"""
        page = self.page
        if page.sentences[there].paragraph == page.sentences[here].paragraph:
            return False
        if self._mentions[page.names[name].entity] > 1:
            return False
        later = (word for word in page.sentence_row(there) if word.start > page.names[name].span.end)
        return any(word.text in ("he", "him", "his", "she", "her") for word in later)

    def _goes_on(self, pronoun: str, found: Speaker) -> bool:
        """Whether the subject of a sentence is the same pronoun, or something of theirs: he …, his death …"""
        first = found.span.of(self.page.text).lower().partition(" ")[0]
        return pronoun in (found.pronoun, self.page.rules.owners.get(first))

    def _speaker_in(self, sentence: int) -> Speaker | None:
        """Who speaks in a sentence, or its subject; kept, since several pronouns may ask."""
        if sentence not in self._said_in:
            row = self.page.sentence_row(sentence)
            self._said_in[sentence] = who_said(self.page, row) or main_subject(self.page, row, len(row))
        return self._said_in[sentence]

    def _candidates(self, pronoun: str, sentence: int, end: int, free: bool) -> list[int]:
        """The names of a sentence before `end`, outside quotations, that a pronoun can stand for; `free`: with no ’s and no preposition."""
        page = self.page
        first, stop = bisect_left(page.name_starts, page.starts[sentence]), bisect_left(page.name_starts, end)
        names = (k for k in range(first, min(stop, first + 40)) if self._fits(pronoun, k) and not page.quoted(page.names[k].span.start))
        return [k for k in names if not (free and self._governed(k))]

    def _fits(self, pronoun: str, name: int) -> bool:
        """Whether a pronoun can stand for this name: he and she for a person not known to be of the other gender, it for the rest."""
        entity = self.page.names[name]
        if pronoun == "it":
            return entity.entity_type in ("organisation", "place")
        return entity.entity_type == "person" and self._gender(entity.entity) in ("", pronoun)

    def _gender(self, entity: str) -> str:
        """“he” or “she” where a title anywhere in the text or the given name says so, else an empty text."""
        if self._genders is None:
            self._genders = {}
            for name in self.page.names:
                before = self.page.text[max(0, name.span.start - 16) : name.span.start].rstrip(" .,\n").rpartition(" ")[2]
                if before in self.page.rules.titles:
                    self._genders[name.entity] = self.page.rules.titles[before]
        rules, given = self.page.rules, entity.partition(" ")[0]
        listed = "she" if given in rules.women else "he" if given in rules.men else ""
        return self._genders.get(entity) or (listed if " " in entity else "")

    def _governed(self, name: int) -> bool:
        """Whether a name has ’s or follows a preposition: then it is nobody's subject."""
        text, span = self.page.text, self.page.names[name].span
        before = text[max(0, span.start - 14) : span.start].lower().split()
        return text[span.end : span.end + 2] in ("’s", "'s") or (bool(before) and self.page.rules.small.get(before[-1]) in ("prep", "to"))

    def by_role(self, span: Span) -> str | None:
        """The entity of the role that is the head of this phrase ("a spokesman for President Moll" is not Moll), or of a role before it
        with the same head (the minister), where only one person has it."""
        page = self.page
        end = span.start + len(_OF.split(span.of(page.text), maxsplit=1)[0])
        for k in range(max(0, bisect_left(page.role_starts, span.start) - 1), bisect_left(page.role_starts, end)):
            if page.roles[k].entity is not None and page.roles[k].span.overlaps(Span(end - 1, end)):
                return page.roles[k].entity
        if self._heads is None:
            self._heads = defaultdict(list)
            for role in page.roles:
                if role.entity is not None:
                    self._heads[_head(role.span.of(page.text))].append(role)
        words = span.of(page.text)
        if not words.lower().startswith("the "):
            return None
        holders = {role.entity for role in self._heads.get(_head(words), ()) if role.span.start < span.start}
        return holders.pop() if len(holders) == 1 else None


_OF = re.compile(r" (?:of|to|for|in|at|on) ")


def _head(words: str) -> str:
    """The head noun of a role or phrase: the last word before "of", "to" or "for"."""
    return _OF.split(words.lower(), maxsplit=1)[0].rpartition(" ")[2]
