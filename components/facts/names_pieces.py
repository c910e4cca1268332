"""What a run of capitalised words holds: "Russian UN Ambassador Vassily Nebenzia" is a nationality, an organisation, a title and a person.

Read from left to right; at each word the first that holds decides: a word whose capital says nothing is passed over; a name whose last
noun says what it is ("Bank of England", "Kwale County"); a title, passed over, the name behind it a person's; a name of the gazetteer;
any other name, up to where it can end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from components.facts.names_lists import Known, NameRules, fold, key_of
from components.facts.names_runs import Attested, Run, Word

# likely: a person by a given name alone; title: "King", a name only where somebody of that name is known
PieceType = Literal["person", "organisation", "place", "other", "likely", "title", "unknown"]

CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
PERSON_LINKS = frozenset("de du del della di da do dos das des la le van von der den bin ibn bint ben ul y e al el af av zu ter".split())
PERSON_LINKS |= {"de la", "van der", "van den", "von der", "de las", "de los", "van de"}
OF = frozenset(["of", "of the", "of a", "for", "for the", "for a", "de", "du", "des", "del", "de la"])
ON = frozenset(["on", "on the"])  # only behind the nouns of bodies that meet on something
MEETING = frozenset("council committee commission conference center centre institute convention panel agreement treaty".split())
WHOLE = frozenset(["people", "children", "women", "men"])  # whose possessive stands inside a name: the Women's Institute
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_MEMBER = re.compile(r"(?:ologist|[a-z]ist|crat)$")  # "Scientologist Tom Cruise": what somebody is, before the name
_SUBJECT = re.compile(r"(?:ology|ics|ments?|tions?|ture|graphy|onomy|sciences?)$")  # "(Institute of) Geophysics and | Volcanology"
_INITIALS = re.compile(r"[^\W\d_]{1,2}\.?|(?:[^\W\d_]\.){2,}")  # J. K., JK, J.K.


class Piece(NamedTuple):
    """Words i to j of a run taken for one name. `known` is the gazetteer's word on it; `titled`: a title or an honorific stands before
    it; `weak`: only a sentence's start made its capital."""

    i: int
    j: int
    type: PieceType
    known: Known | None = None
    titled: bool = False
    weak: bool = False


def take_apart(run: Run, lists: NameRules, seen: Attested) -> tuple[Piece, ...]:
    """The names of one run, left to right. Titles, honorifics and a sentence's ordinary first word are left out."""
    return tuple(_Reader(run.words, run.first_weak, run.all_weak, lists, seen).pieces())


@dataclass(frozen=True, slots=True)
class _Reader:
    words: tuple[Word, ...]
    first_weak: bool
    all_weak: bool
    lists: NameRules
    seen: Attested

    def pieces(self) -> Iterator[Piece]:
        words, lists, size = self.words, self.lists, len(self.words)
        i, titled, sure = 0, False, False  # sure: what stands before can only be an honorific ("Mr")
        while i < size:
            word = words[i]
            weak = self.all_weak or (self.first_weak and i == 0)
            behind_title, titled = titled and (i == 0 or word.link == ""), False
            length, known = self.longest_known(i)
            if length < 2:
                if weak and self.only_a_capital(i, known):
                    skip = self.title(i)
                    if skip == 1 and not self.adjacent(i + 1):
                        yield Piece(i, i + 1, "title", weak=True)
                    i, titled, sure = i + max(skip, 1), skip > 0 and not words[i + skip - 1].possessive, False
                    continue
                if self.says_nothing(i, behind_title):
                    i += 1
                    continue
                length, known = self.with_direction(i) or (length, known)
            end, type = self.headed(i, behind_title)
            if end <= i + length and length < 2 and not weak and not behind_title and self.opens_of(i):
                end, type = self.headed(i + 1)
                end = end if end > i + 1 else i  # "Freedom of Information Act"
            if end - i > length and not (self.all_weak and not all(w.fold in self.seen.strong for w in words[i:end])):
                yield Piece(i, end, type, weak=weak)
                i = end
                continue
            if length < 2 and not (known and known.form == "demonym"):
                skip = self.title(i)
                if skip:
                    if skip == 1 and not self.adjacent(i + 1):
                        yield Piece(i, i + 1, "title")
                    sure = word.fold in lists.honorifics and (word.fold.endswith(".") or not lists.ordinary(word.fold))
                    i, titled = i + skip, not words[i + skip - 1].possessive
                    continue
            if known and known.type == "place" and known.form != "demonym" and (team := self.team(i + length, not known.doubtful)):
                yield Piece(i, team, "organisation", weak=weak)
                i = team
                continue
            if known and not (length == 1 and self.opens_person(i, known, behind_title)):
                yield Piece(i, i + length, known.type, known, weak=weak and lists.ordinary(word.fold))
                i += length
                continue
            if not behind_title and self.is_member(i):
                i, titled, sure = i + 1, True, True
                continue
            end = self.chunk(i)
            if end == i + 2 and _ROMAN.fullmatch(words[i + 1].text) and lists.ordinary(word.fold) and word.fold not in lists.given:
                i = end  # "Part II"
                continue
            if behind_title and not sure and end == i + 1 and lists.ordinary(word.fold) and word.fold not in lists.given:
                behind_title = False  # "PC World", "Captain Planet"
            yield Piece(i, end, self.chunk_type(i, end, behind_title), None, behind_title, weak)
            i = end

    def adjacent(self, k: int) -> bool:
        """Whether word k follows the one before it with nothing but a blank between."""
        return k < len(self.words) and self.words[k].link == "" and not self.words[k - 1].possessive

    def longest_known(self, i: int) -> tuple[int, Known | None]:
        """How many words from i are the longest name the gazetteer knows, and that name; (0, None) where it knows none."""
        words, known_names, longest = self.words, self.lists.known, self.lists.longest
        first = words[i]
        most = longest.get(first.fold)
        if most is None:
            return 0, None
        forms: list[str] = []
        alone = known_names.get(key_of(first.text)) if first.text.isupper() else None
        best = (1, alone) if alone else (0, None)
        for j in range(i, min(len(words), i + most)):
            word = words[j]
            forms += [*word.link.split(), word.text] if j > i else [word.text]
            if len(forms) > most:
                break
            written = " ".join(forms)
            for form in (written + "'s", written) if word.possessive else (written,):
                known = known_names.get(key_of(form) if j == i else fold(form))
                if known:
                    best = (j - i + 1, known)
                    break
            if word.possessive:
                forms[-1] += "'s"
        return best

    def never(self, word: Word) -> bool:
        return word.text in self.lists.never or (word.text.isupper() and len(word.text) > 3 and word.text.capitalize() in self.lists.never)

    def known_alone(self, word: Word) -> bool:
        return key_of(word.text) in self.lists.known

    def is_title(self, word: Word) -> bool:
        lists = self.lists
        return word.fold in lists.honorifics or word.fold in lists.titles or (word.fold.endswith("s") and word.fold[:-1] in lists.titles)

    def only_a_capital(self, i: int, known: Known | None) -> bool:
        """Whether a capital that would stand there anyhow is all that speaks for a name."""
        lists, seen, word = self.lists, self.seen, self.words[i]
        following = self.words[i + 1] if self.adjacent(i + 1) else None
        if self.never(word):
            return True
        if word.text.isupper() and len(word.text) > 1 and not self.all_weak:
            return False
        if word.fold in lists.functions or word.fold in lists.openings:
            return True
        ordinary, strong, lower = lists.ordinary(word.fold), word.fold in seen.strong, word.fold in seen.lower
        if self.all_weak:
            told = known is not None or word.fold in lists.given or word.fold in seen.capital
            return not ((told and not ordinary) or (strong and not (ordinary and lower)))
        if not ordinary or ((strong or known is not None) and not lower):
            return False
        if following is None:
            return not strong and (word.fold not in lists.family_first or lower)
        if word.fold in lists.names_go_on:
            return False
        if word.fold in lists.family_first and not lists.ordinary(following.fold):
            return False  # Park Ji-woo
        if word.fold in lists.given:
            return False  # Mike Judge
        return not lists.ordinary(following.fold) or following.fold in lists.titles or following.fold in lists.honorifics

    def says_nothing(self, i: int, behind_title: bool) -> bool:
        """A word of grammar, a month, a number: "The", "Part II", "May" (but "Theresa May", "Easter Island", "April Jones")."""
        lists, word = self.lists, self.words[i]
        if behind_title:
            return False
        if word.fold in lists.functions and not word.text.isupper() and word.fold not in lists.given:
            return True
        if _ROMAN.fullmatch(word.text):
            return True
        if not self.never(word) or (word.text not in CALENDAR and self.headed(i)[0] > i + 1):
            return False
        following = self.words[i + 1] if i + 1 < len(self.words) and self.words[i + 1].link == "" else None
        person = following and word.fold in lists.given and not lists.ordinary(following.fold) and not self.known_alone(following)
        return not person

    def with_direction(self, i: int) -> tuple[int, Known] | None:
        """ "East L.A.", "Northern Kenya": a compass point and a known place are a place."""
        if self.words[i].fold not in self.lists.directions or not self.adjacent(i + 1):
            return None
        length, place = self.longest_known(i + 1)
        if not place or place.type != "place" or place.form == "demonym":
            return None
        return length + 1, Known(" ".join(word.text for word in self.words[i : i + length + 1]), "place", "full")

    def opens_of(self, i: int) -> bool:
        return self.lists.ordinary(self.words[i].fold) and self.continues_of(i + 1) and not self.is_title(self.words[i])

    def continues_of(self, j: int) -> bool:
        """Whether an "of …" or "for …" follows word j - 1."""
        if j >= len(self.words) or self.words[j - 1].possessive:
            return False
        return self.words[j].link in OF or (self.words[j].link in ON and self.words[j - 1].fold in MEETING)

    def headed(self, i: int, behind_title: bool = False) -> tuple[int, PieceType]:
        """The end of the longest name from word i whose last noun says what it is, and of which type; (i, …) where there is none, as
        behind a title."""
        words, lists = self.words, self.lists
        if behind_title:
            return i, "other"
        best, type = self.opened(i)
        plain, crossed = True, False  # only ordinary words so far; a title among them
        j = i
        while j < len(words) and (j == i or words[j].link == "" or self.joins_and(i, j)):
            word = words[j]
            title = word.fold in lists.honorifics or word.fold in lists.offices
            if title and word.possessive and j + 1 < len(words) and words[j + 1].link == "" and words[j + 1].fold in lists.heads:
                best, type = j + 2, "organisation"  # a sheriff's office
                break
            crossed |= title and word.fold not in lists.heads
            if crossed and (not (plain and (title or lists.ordinary(word.fold))) or word.fold in lists.weak_heads):
                break
            if word.fold in lists.before_titles and self.adjacent(j + 1) and self.is_title(words[j + 1]):
                break  # "U.S. District Judge", "Executive Director"
            found = self.noun(word, j > i)
            if found and (j > i or self.continues_of(j + 1)):
                best, type = j + 1, found
            plain &= lists.ordinary(word.fold)
            if word.possessive and not self.possessive_inside(i, j, plain):
                break
            j += 1
        if best <= i or self.is_bearer(i, best):
            return i, "other"
        if type == "place" and best > i + 2 and words[best - 2].fold in lists.heads and words[best - 1].fold == "district":
            type = "organisation"  # a school district
        last = words[best - 1]
        continued = best < len(words) and words[best].text not in CALENDAR and self.continues_of(best)
        if continued and last.fold in lists.of_follows:
            best = self.object_end(best)
        elif last.fold == "college" and self.adjacent(best):
            best += self.longest_known(best)[0]  # Trinity College Dublin
        return (best, type) if best > i + 1 else (i, "other")

    def opened(self, i: int) -> tuple[int, PieceType]:
        """ "Lake Tunavi", "Hurricane Oda": the first word says what the second is."""
        word, lists = self.words[i], self.lists
        if not (word.fold in lists.place_openers or word.fold in lists.other_before):
            return i, "other"
        if not self.adjacent(i + 1) or self.words[i + 1].fold in lists.titles:
            return i, "other"
        return i + 2, "place" if word.fold in lists.place_openers else "other"

    def noun(self, word: Word, later: bool) -> PieceType | None:
        """What a noun makes of the name it ends; the first word of a name makes one only with its "of …"."""
        lists = self.lists
        if word.fold in lists.openers or (later and (word.fold in lists.heads or word.fold in lists.legal)):
            return "organisation"
        if word.fold in (lists.place_after if later else lists.place_before):
            return "place"
        return "other" if word.fold in lists.other_openers or (later and word.fold in lists.other_heads) else None

    def possessive_inside(self, i: int, j: int, plain: bool) -> bool:
        """Whether a possessive belongs to the name: the Women's Institute, the District Prosecutors' Office, St Thomas' Hospital."""
        word, lists = self.words[j], self.lists
        if j > i and self.words[j - 1].fold in ("st", "st.", "saint"):
            return True
        if not lists.ordinary(word.fold) or (j == i and word.fold in lists.known):
            return False
        return plain or word.fold.endswith("s") or word.fold in WHOLE

    def is_bearer(self, i: int, end: int) -> bool:
        """Anita Hill, Charlotte Church, Marc Lamont Hill: a given name and a noun that is a family name too."""
        first, lists = self.words[i], self.lists
        if end > i + 3 or self.words[end - 1].fold not in lists.weak_heads or any(word.possessive for word in self.words[i : end - 1]):
            return False
        return first.fold in lists.given and not lists.ordinary(first.fold)

    def joins_and(self, i: int, j: int) -> bool:
        """ "Food and Drug Administration": ordinary words on both sides of the "and", and a telling noun at the end."""
        words, lists = self.words, self.lists
        if words[j].link == "&":
            return not words[j - 1].possessive
        if words[j].link != "and" or words[j - 1].possessive or j - i > 2:
            return False
        for word in words[i:j]:
            if not lists.ordinary(word.fold) or word.fold in lists.known or word.fold in lists.heads or word.fold in lists.titles:
                return False
        k = j
        while k < len(words) and (k == j or words[k].link == "") and lists.ordinary(words[k].fold):
            if words[k].fold in lists.heads and k > j:
                return True
            k += 1
        return False

    def object_end(self, j: int) -> int:
        """Where the words after "of" end: "(Department of) Health and Human Services", "(Bank of) England"."""
        words, lists = self.words, self.lists
        while True:
            length, _ = self.longest_known(j)
            first, j = words[j], j + max(length, 1)
            while self.adjacent(j):
                word = words[j]
                if not self.belongs(word, first, length > 0):
                    break
                j += 1
            if j >= len(words) or words[j - 1].possessive:
                return min(j, len(words))
            word = words[j]
            goes_on = word.link in ("of", "of the") or (word.link == "and" and word.fold not in lists.openers)
            plain = lists.ordinary(word.fold) or _SUBJECT.search(word.fold)
            if not goes_on or not plain or word.fold in lists.titles or self.known_alone(word):
                return j

    def belongs(self, word: Word, first: Word, known: bool) -> bool:
        """Whether a word goes on with what stands behind an "of": "(Ministry of) Public | Works", but not a person's name."""
        lists = self.lists
        if known:
            return word.fold in lists.heads or word.fold in lists.place_after
        if word.fold in lists.titles or word.fold in lists.honorifics:
            return False
        plain = lists.ordinary(word.fold) and not self.known_alone(word) and word.fold not in lists.given
        return plain or not lists.ordinary(first.fold)

    def title(self, i: int) -> int:
        """How many words from i are a title or an honorific, with its "of …": "Prime Minister", "Minister of National Defense", "Dr."."""
        words, lists = self.words, self.lists
        j = i
        while j < len(words) and (j == i or words[j].link == ""):
            word = words[j]
            if self.is_title(word):
                end = j + 1
                given = j == i and word.fold in lists.given and word.fold not in lists.honorifics
                if given and self.adjacent(end) and not self.adjacent(end + 1):
                    return 0  # Dean Kamen
                if word.possessive:
                    return end - i
                while self.adjacent(end) and self.goes_on(words[end]):
                    end += 1
                if word.fold in lists.offices and self.continues_of(end) and not self.longest_known(end)[0]:
                    end = self.object_end(end)
                return end - i
            acronym = word.text.isupper() and len(word.text) > 1
            if word.fold not in lists.modifiers or word.possessive or acronym or self.known_alone(word):
                return 0
            j += 1
        return 0

    def goes_on(self, word: Word) -> bool:
        """Whether a title's next word is one too: "Chief Executive", "Vice Admiral"."""
        return word.fold in self.lists.honorifics or (word.fold in self.lists.titles and word.fold not in self.lists.given)

    def team(self, j: int, sure: bool) -> int:
        """The end of a team's name behind its place: "Minnesota | Vikings", "Toronto | Blue Jays"; 0 where no such words follow."""
        words, lists = self.words, self.lists
        for end in (j + 1, j + 2):
            if not self.adjacent(end - 1) or self.is_title(words[end - 1]):
                return 0
            word = words[end - 1].fold
            if word in lists.known or not (lists.ordinary(word) or (sure and word not in lists.surnames and word not in lists.given)):
                return 0
            if word.endswith("s") and (word[:-1] in lists.words or not lists.ordinary(word)) and (end == len(words) or words[end].link):
                return end
        return 0

    def opens_person(self, i: int, known: Known, behind_title: bool) -> bool:
        """Whether a word that names a place (Jordan, Paris, Georgia) is here a person's given name or family name."""
        lists, word = self.lists, self.words[i]
        if known.form == "demonym" or known.type != "place" or word.text.isupper():
            return False
        following = self.words[i + 1] if self.adjacent(i + 1) else None
        if behind_title and (known.doubtful or following is not None):
            return True
        if following is None or not (known.doubtful or word.fold in lists.given):
            return False
        if not known.doubtful and lists.ordinary(following.fold) and following.fold not in lists.given:
            return False  # the Paris Commune
        if following.fold in lists.honorifics or following.fold in lists.titles or following.fold in lists.modifiers:
            return False
        return not following.text.isupper() and not self.known_alone(following)

    def is_member(self, i: int) -> bool:
        """ "Scientologist Tom Cruise": the word says what somebody is, and a given name and one more follow."""
        if not (self.adjacent(i + 1) and self.adjacent(i + 2)) or not _MEMBER.search(self.words[i].fold):
            return False
        return self.words[i].fold not in self.lists.given and self.words[i + 1].fold in self.lists.given

    def chunk(self, i: int) -> int:
        """Where a name that nothing else tells ends: before a title, an acronym, a word of grammar, another known name."""
        words, lists = self.words, self.lists
        j = i + 1
        while j < len(words) and not words[j - 1].possessive:
            word, given = words[j], words[j - 1].fold in lists.given
            if word.link and word.link not in PERSON_LINKS and word.link != "&":
                break
            if word.fold not in lists.suffixes:
                if not given and (word.fold in lists.titles or (word.fold in lists.honorifics and len(word.text) > 2)):
                    break
                if word.text.isupper() and len(word.text) > 1 and "." not in word.text and not words[j - 1].text.isupper():
                    break
                initial = len(word.text) == 1 or word.text.endswith(".")
                if word.text == "I" or (word.text in lists.never and not given and not initial):
                    break
                told = word.fold in self.seen.capital or word.fold in lists.given
                if self.all_weak and word.fold not in self.seen.strong and not (told and not lists.ordinary(word.fold)):
                    break
                length, known = self.longest_known(j)
                if length > 1 or (known and not self.is_surname(known, given)):
                    break
            j += 1
        return j

    def is_surname(self, known: Known, given: bool) -> bool:
        """Whether one known word can go on with a person's name: "Jack London", "Abraham Lincoln"."""
        return known.doubtful or known.type == "person" or (given and known.type in ("place", "organisation"))

    def chunk_type(self, i: int, end: int, titled: bool) -> PieceType:
        lists, words = self.lists, self.words[i:end]
        first, last = words[0], words[-1]
        links = [word.link for word in words[1:]]
        if "&" in links:
            return "organisation"
        if titled:
            return "person"
        if len(words) == 1:
            return "unknown"
        if first.fold in ("st", "st.", "saint"):
            return "place"  # St Mary's: a church, a town, a school
        if last.fold in lists.suffixes:
            return "person"
        if any(link in PERSON_LINKS for link in links):
            return "likely"
        if any(letter.isdigit() for word in words for letter in word.text):
            return "unknown"
        if first.fold in lists.given and (last.fold in lists.surnames or not all(word.fold in lists.words for word in words)):
            return "likely"
        if first.text.isupper() and _INITIALS.fullmatch(first.text):
            if first.text.endswith("."):
                return "person"  # J. K. Rowling
            if len(first.text) == 2 and (last.fold in lists.surnames or not lists.ordinary(last.fold)):
                return "likely"  # JK Rowling
        return "unknown"
