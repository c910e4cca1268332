"""Runs of capitalised words, and what each run holds: "Russian UN Ambassador Vassily Nebenzia" is a demonym, an organisation, a title and a
person. One pass over the text finds the runs; a run is taken apart once, however often it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from components.facts.names_lists import Known, NameRules, fold, key_of
from components.model import Span, Version

PieceType = Literal["person", "organisation", "place", "other", "likely", "unknown"]  # likely: a person by a given name alone

QUOTED = 200  # characters; how far back the single mark is looked for that a mark after an s may close
TITLE_CASE = 0.8  # share of a headline's longer words that have a capital; "Kovar claims victory in Aldova’s presidential runoff" has .33
UPPER = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
_BLANK = r"(?:[ \u00a0\u2009\u202f]|\n(?=\S))"
_APOSTROPHE = "['’]"
_WORD = (
    rf"(?:[{UPPER}]\.){{2,6}}(?:[{UPPER}](?!\w))?"  # U.N., U.S.A
    rf"|(?:St|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Brig|Prof|Rev|Fr|Hon|Jr|Sr|Inc|Ltd|Corp|Co|Bros|Det|Supt|Insp|Atty|Messrs)\.(?!\w)"
    rf"|[{UPPER}]\.(?={_BLANK}?[{UPPER}])"  # the J. of J. K. Rowling
    rf"|(?:(?:al|el|as|ar|an|ash|at|az|ad|ul|ed|es)-|[dl]{_APOSTROPHE})?[{UPPER}]\w{{0,40}}"
    rf"(?:&[{UPPER}]\w{{0,10}}|{_APOSTROPHE}(?:[{UPPER}]\w{{1,30}}|\w{{1,12}})|[-‐‑]\w{{1,30}}){{0,4}}(?:(?<=s){_APOSTROPHE}(?={_BLANK}[{UPPER}]))?"
)
_LINK = r"(?:of|for|and|on|in|to|de|du|del|della|di|da|do|dos|das|des|la|las|los|le|van|von|der|den|bin|ibn|bint|ben|ul|y|e|al|el|af|av|zu|ter|&)"
_RUN = re.compile(rf"(?<!\w)(?:{_WORD})(?:{_BLANK}(?:{_LINK}{_BLANK}(?:(?:the|an?|la|las|los|der|den|de){_BLANK})?)?(?:{_WORD})){{0,14}}")
_TOKEN = re.compile(rf"({_WORD})|[a-z&]+")
_LOWER_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,24}(?![\w])")
_POSSESSIVE = re.compile(rf"(?:{_APOSTROPHE}s|(?<=s){_APOSTROPHE})$")
_OPENING = "\"'“‘«„([{:;•*–—-\n/"
PERSON_LINKS = frozenset("de du del della di da do dos das des la le van von der den bin ibn bint ben ul y e al el af av zu ter".split()) | {"de la", "van der", "van den", "von der", "de las", "de los", "van de"}
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_PLURALS = frozenset(["people", "children", "women", "men"])  # whose possessive stands inside a name: the Women's Institute
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_MEMBER = re.compile(r"(?:ologist|[a-z]ist|crat)$")  # "Scientologist Tom Cruise": what somebody is, before the name
_CALENDAR = frozenset("January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_OF = frozenset(["of", "of the", "of a", "for", "for the", "for a", "on", "on the", "de", "du", "des", "del", "de la"])


@dataclass(frozen=True, slots=True)
class Word:
    """One capitalised word of a run, its place counted from the run's start; `text` and `end` are without a possessive ending. `link` is
    what stands between it and the word before: "" for a blank alone, "of", "of the", "and" …"""

    start: int
    end: int
    text: str
    fold: str
    link: str
    possessive: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words of one sentence: `start` in the version's text, whether the first word would be a capital anyhow, and whether
    all would (a headline in title case, a line in capitals)."""

    start: int
    sentence: int
    words: tuple[Word, ...]
    first_weak: bool
    all_weak: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words i to j of a run taken for one name. `known` is the gazetteer's word on it; `weak` where only a sentence's start made a capital."""

    i: int
    j: int
    type: PieceType
    known: Known | None = None
    titled: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Attested:
    """What the rest of the text says of single words (folded): seen with a capital where no capital was due, seen in lower case."""

    strong: frozenset[str]
    lower: frozenset[str]


def find_runs(version: Version) -> tuple[Run, ...]:
    """The runs of capitalised words of every sentence, in reading order; no run crosses a sentence's end."""
    text, sentences = version.text, version.sentences
    runs: list[Run] = []
    weak_sentences = _all_capitals(version)
    cache: dict[str, tuple[Word, ...]] = {}
    index, last = 0, len(sentences) - 1
    for match in _RUN.finditer(text):
        start, end = match.span()
        while index < last and sentences[index].span.end <= start:
            index += 1
        sentence = sentences[index] if sentences else None
        if sentence is None or start < sentence.span.start or start >= sentence.span.end:
            continue
        written = match.group()
        words = cache.get(written)
        if words is None:
            words = cache[written] = _words(written)
        if words[-1].start and any(word.possessive and text[start + word.end] == "’" and text[start + word.end + 1] == " " for word in words[:-1]):
            words = _closed(text, start, words, max(sentence.span.start, start - QUOTED))
        here = index
        while True:  # a run over a full stop belongs to several sentences
            stop = sentences[here].span.end
            inside = words if end <= stop else tuple(word for word in words if start + word.start < stop)
            if inside:
                runs.append(Run(start, here, inside, _opens(text, start + inside[0].start, sentences[here].span.start), here in weak_sentences))
            words = words[len(inside) :]
            if not words or here == last:
                break
            here += 1
            if start + words[0].start < sentences[here].span.start:
                break
    return tuple(runs)


def attested(version: Version, runs: Sequence[Run]) -> Attested:
    """The words seen with a capital inside sentences, and the words seen in lower case, story parts only."""
    strong: set[str] = set()
    sentences = version.sentences
    for run in runs:
        if not run.all_weak and sentences[run.sentence].part != "aside":
            strong.update(word.fold for word in (run.words[1:] if run.first_weak else run.words))
    return Attested(frozenset(strong), frozenset(_LOWER_WORD.findall(version.text)))


def take_apart(words: tuple[Word, ...], first_weak: bool, all_weak: bool, lists: NameRules, seen: Attested) -> tuple[Piece, ...]:
    """The names of one run, left to right. Titles, honorifics and a sentence's ordinary first word are left out."""
    return tuple(_pieces(words, first_weak, all_weak, lists, seen))


def _pieces(words: tuple[Word, ...], first_weak: bool, all_weak: bool, lists: NameRules, seen: Attested) -> Iterator[Piece]:
    i, titled, sure, size = 0, False, False, len(words)
    while i < size:
        word = words[i]
        weak = all_weak or (first_weak and i == 0)
        follows_title, titled = titled and (i == 0 or word.link == ""), False
        length, known = _longest_known(words, i, lists)
        if weak and length < 2 and _only_a_capital(words, i, all_weak, known, lists, seen):
            skip = _title(words, i, lists)
            i, titled = i + max(skip, 1), skip > 0 and not words[i + skip - 1].possessive
            continue
        if length < 2 and not follows_title and (word.fold in lists.functions and not word.text.isupper() and word.fold not in lists.given or _ROMAN.fullmatch(word.text)):
            i += 1
            continue
        if word.text in lists.never and length < 2 and not (word.text not in _CALENDAR and _headed(words, i, lists)[0] > i + 1) and not (follows_title or (word.fold in lists.given and i + 1 < size and words[i + 1].link == "" and not lists.ordinary(words[i + 1].fold) and not _known_alone(words[i + 1], lists))):
            i += 1
            continue
        if length < 2 and word.fold in lists.directions and not word.possessive and i + 1 < size and words[i + 1].link == "":
            after, place = _longest_known(words, i + 1, lists)
            if place and place.type == "place" and place.form != "demonym":
                length, known = after + 1, Known(" ".join(w.text for w in words[i : i + after + 1]), "place", "full")  # "East L.A.", "Northern Kenya"
        end, type = _headed(words, i, lists) if not follows_title else (i, "other")
        if end <= i + length and length < 2 and not weak and not follows_title and lists.ordinary(word.fold) and _continues_of(words, i + 1) and not _is_title(word, lists):
            end, type = _headed(words, i + 1, lists)
            end = end if end > i + 1 else i  # "Freedom of Information Act"
        if end - i > length and not (all_weak and not all(w.fold in seen.strong for w in words[i:end])):
            yield Piece(i, end, type, weak=weak)
            i = end
            continue
        if length < 2:
            skip = _title(words, i, lists)
            if skip and not (known and known.form == "demonym"):
                i, titled = i + skip, not words[i + skip - 1].possessive
                sure = word.fold in lists.honorifics and (word.fold.endswith(".") or not lists.ordinary(word.fold))
                continue
        if known and known.type == "place" and known.form != "demonym" and (team := _team(words, i + length, not known.doubtful, lists)):
            yield Piece(i, team, "organisation", weak=weak)
            i = team
            continue
        if known and length >= 1 and not (length == 1 and _opens_person(words, i, known, follows_title, lists)):
            yield Piece(i, i + length, known.type, known, weak=weak and lists.ordinary(word.fold))
            i += length
            continue
        if not follows_title and i + 2 < size and _MEMBER.search(word.fold) and word.fold not in lists.given and words[i + 1].link == words[i + 2].link == "" and words[i + 1].fold in lists.given:
            i, titled = i + 1, True
            continue
        end = _chunk(words, i, all_weak, lists, seen)
        if end == i + 2 and _ROMAN.fullmatch(words[i + 1].text) and lists.ordinary(word.fold) and word.fold not in lists.given:
            i = end  # "Part II"
            continue
        if follows_title and not sure and end == i + 1 and lists.ordinary(word.fold):
            follows_title = False  # "PC World", "Captain America"
        yield Piece(i, end, _chunk_type(words, i, end, follows_title, lists), None, follows_title, weak)
        i = end


def _words(written: str) -> tuple[Word, ...]:
    words: list[Word] = []
    link: list[str] = []
    for match in _TOKEN.finditer(written):
        if match.group(1) is None:
            link.append(match.group())
            continue
        text, start = match.group(), match.start()
        possessive = _POSSESSIVE.search(text)
        end = start + possessive.start() if possessive else match.end()
        text = text[: possessive.start()] if possessive else text
        words.append(Word(start, end, text, fold(text), " ".join(link), possessive is not None))
        link = []
    return tuple(words)


def _closed(text: str, start: int, words: tuple[Word, ...], floor: int) -> tuple[Word, ...]:
    """The words with a quotation's end told from a possessive: ‘No Limits’ Partnership is not the Limits’ partnership."""
    told = list(words)
    for k, word in enumerate(words[:-1]):
        at = start + word.end
        if word.possessive and text[at : at + 2] == "’ " and text.rfind("‘", floor, at) > text.rfind("’ ", floor, at):
            told[k] = replace(word, possessive=False)
            told[k + 1] = replace(words[k + 1], link="’")
    return tuple(told)


def _opens(text: str, start: int, sentence_start: int) -> bool:
    before = start - 1
    while before >= sentence_start and text[before] in "\"'“‘«„([ \u00a0":
        if text[before] in " \u00a0" and (before == sentence_start or text[before - 1] not in _OPENING):
            return False
        before -= 1
    return before < sentence_start or text[before] in _OPENING or (start - 1 > before)


def _all_capitals(version: Version) -> frozenset[int]:
    """Sentences where capitals tell nothing: lines in title case, lines all in capitals."""
    weak = set()
    for sentence in version.sentences:
        words = _LONG_WORD.findall(version.text, sentence.span.start, min(sentence.span.end, sentence.span.start + 400))
        if len(words) < 3 or sentence.part in ("byline", "dateline"):
            continue
        if sentence.part in ("headline", "deck"):
            if sum(word[0].isupper() for word in words) > TITLE_CASE * len(words):
                weak.add(sentence.index)
        elif all(word.isupper() for word in words) or (len(words) > 5 and version.text[sentence.span.end - 1] not in ".!?”\"" and all(word[0].isupper() for word in words)):
            weak.add(sentence.index)
    return frozenset(weak)


def _longest_known(words: Sequence[Word], i: int, lists: NameRules) -> tuple[int, Known | None]:
    first = words[i]
    whole = first.text.isupper() and key_of(first.text) in lists.known
    most = max(lists.longest.get(first.fold, 0), lists.longest.get(key_of(first.text), 0), lists.longest.get(first.fold + "'s", 0))
    if not most:
        return 0, None
    forms: list[str] = []
    best: tuple[int, Known | None] = (1, lists.known[key_of(first.text)]) if whole else (0, None)
    for j in range(i, min(len(words), i + most)):
        word = words[j]
        forms += [*word.link.split(), word.text] if j > i else [word.text]
        if len(forms) > most:
            break
        written = " ".join(forms)
        for form in (written + "'s", written) if word.possessive else (written,):
            known = lists.known.get(key_of(form) if j == i else fold(form))
            if known:
                best = (j - i + 1, known)
                break
        if word.possessive:
            forms[-1] += "'s"
    return best


def _only_a_capital(words: Sequence[Word], i: int, all_weak: bool, known: Known | None, lists: NameRules, seen: Attested) -> bool:
    """Whether a capital that would stand there anyhow is all that speaks for a name."""
    word, following = words[i], words[i + 1] if i + 1 < len(words) and words[i + 1].link == "" and not words[i].possessive else None
    if word.text in lists.never:
        return True
    if word.text.isupper() and len(word.text) > 1 and not all_weak:
        return False
    if word.fold in lists.functions or word.fold in lists.openings:
        return True
    ordinary = lists.ordinary(word.fold)
    if all_weak:
        return not (known and not ordinary) and not (word.fold in seen.strong and not (ordinary and word.fold in seen.lower)) and not (word.fold in lists.given and not ordinary)
    if not ordinary:
        return False
    if (word.fold in seen.strong or known is not None) and word.fold not in seen.lower:
        return False
    if following is None:
        return word.fold not in seen.strong and (word.fold not in lists.family_first or word.fold in seen.lower)
    if word.fold in lists.directions or word.fold in lists.place_before or word.fold in lists.other_before or word.fold in lists.opening_particles:
        return False
    if word.fold in lists.family_first and not lists.ordinary(following.fold):
        return False  # Park Ji-woo
    if word.fold in lists.given:
        return lists.ordinary(following.fold) and word.fold not in seen.strong and following.fold in seen.lower
    return not lists.ordinary(following.fold) or following.fold in lists.titles or following.fold in lists.honorifics


def _headed(words: Sequence[Word], i: int, lists: NameRules) -> tuple[int, PieceType]:
    """The end of the longest name from word i whose last noun says what it is ("Conflict Armament Research", "Bank of England", "Kwale
    County"), and of which type; (i, …) where there is none."""
    best, type, crossed = i, "other", False
    if words[i].fold in lists.place_openers or words[i].fold in lists.other_before:
        if i + 1 < len(words) and words[i + 1].link == "" and not words[i].possessive and words[i + 1].fold not in lists.titles:
            best, type = i + 2, "place" if words[i].fold in lists.place_openers else "other"  # Lake Tunavi, Hurricane Oda
    plain = True  # ordinary words only, so far
    j = i
    while j < len(words) and (j == i or words[j].link == "" or _joins_and(words, i, j, lists)):
        word = words[j]
        title = word.fold in lists.honorifics or word.fold in lists.offices
        if title and word.possessive and j + 1 < len(words) and words[j + 1].link == "" and words[j + 1].fold in lists.heads:
            best, type = j + 2, "organisation"  # a sheriff's office
            break
        crossed |= title and word.fold not in lists.heads
        if crossed and (not (plain and (lists.ordinary(word.fold) or title)) or word.fold in lists.weak_heads):
            break
        if j > i or word.fold in lists.openers or word.fold in lists.other_openers or word.fold in lists.place_before:
            found = _noun(word, j > i, lists)
            if word.fold == "district" and j + 1 < len(words) and words[j + 1].link == "" and _is_title(words[j + 1], lists):
                break  # "U.S. District Judge"
            if found and (j > i or _continues_of(words, j + 1)):
                best, type = j + 1, found
        plain &= lists.ordinary(word.fold)
        if word.possessive and not (j > i and words[j - 1].fold in ("st", "st.", "saint")) and not (lists.ordinary(word.fold) and (plain or word.fold.endswith("s") or word.fold in _PLURALS) and not (j == i and word.fold in lists.known)):
            break
        j += 1
    if best == i:
        return i, "other"
    if best <= i + 3 and words[best - 1].fold in lists.weak_heads and words[i].fold in lists.given and not any(w.possessive for w in words[i : best - 1]) and not lists.ordinary(words[i].fold):
        return i, "other"  # Anita Hill, Charlotte Church, Marc Lamont Hill
    if type == "place" and best > i + 2 and words[best - 2].fold in lists.heads and words[best - 1].fold == "district":
        type = "organisation"  # a school district
    last = words[best - 1]
    if best < len(words) and words[best].text in _CALENDAR:
        pass
    elif (last.fold in lists.openers or last.fold in lists.other_openers or last.fold in lists.place_before or last.fold in lists.place_after) and not last.possessive and _continues_of(words, best):
        best = _object(words, best, lists)
    if best == i + 1:
        return i, "other"
    return best, type  # type: ignore[return-value]


def _noun(word: Word, later: bool, lists: NameRules) -> PieceType | None:
    if word.fold in lists.heads or word.fold in lists.legal or word.fold in lists.openers:
        return "organisation"
    if word.fold in lists.place_after or (not later and word.fold in lists.place_before):
        return "place"
    if word.fold in lists.other_heads or word.fold in lists.other_openers:
        return "other"
    return None


def _continues_of(words: Sequence[Word], j: int) -> bool:
    return j < len(words) and words[j].link in _OF and not words[j - 1].possessive and not (words[j].link in ("on", "on the") and words[j - 1].fold not in ("council", "committee", "commission", "conference", "center", "centre", "institute", "convention", "panel", "agreement", "treaty"))


def _joins_and(words: Sequence[Word], i: int, j: int, lists: NameRules) -> bool:
    """ "Food and Drug Administration": ordinary words on both sides of the "and", and a telling noun at the end."""
    if words[j].link not in ("and", "&") or words[j - 1].possessive:
        return False
    if words[j].link == "&":
        return True
    if j - i > 2 or not all(lists.ordinary(w.fold) and w.fold not in lists.known and w.fold not in lists.heads and w.fold not in lists.titles for w in words[i:j]):
        return False
    k = j
    while k < len(words) and (k == j or words[k].link == ""):
        if not lists.ordinary(words[k].fold):
            return False
        if words[k].fold in lists.heads and k > j:
            return True
        k += 1
    return False


def _object(words: Sequence[Word], j: int, lists: NameRules) -> int:
    """Where the words after "of" end: "(Department of) Health and Human Services", "(Bank of) England"."""
    while True:
        length, _ = _longest_known(words, j, lists)
        if length:
            j += length
            while j < len(words) and words[j].link == "" and not words[j - 1].possessive and (words[j].fold in lists.heads or words[j].fold in lists.place_after):
                j += 1
        else:
            first = j
            j += 1
            while j < len(words) and words[j].link == "" and not words[j - 1].possessive and words[j].fold not in lists.titles and words[j].fold not in lists.honorifics:
                if lists.ordinary(words[first].fold) and (not lists.ordinary(words[j].fold) or _known_alone(words[j], lists) or words[j].fold in lists.given):
                    break
                j += 1
        if j < len(words) and not words[j - 1].possessive and (words[j].link in ("of", "of the") or (words[j].link == "and" and words[j].fold not in lists.openers)) and lists.ordinary(words[j].fold) and words[j].fold not in lists.titles and not _known_alone(words[j], lists):
            continue
        return min(j, len(words))


def _known_alone(word: Word, lists: NameRules) -> bool:
    return key_of(word.text) in lists.known


def _title(words: Sequence[Word], i: int, lists: NameRules) -> int:
    """How many words from i are a title or an honorific, with its "of …": "Prime Minister", "Minister of National Defense", "Dr."."""
    j = i
    while j < len(words) and (j == i or words[j].link == ""):
        word = words[j]
        if _is_title(word, lists):
            end = j + 1
            if j == i and word.fold in lists.given and word.fold not in lists.honorifics and end < len(words) and words[end].link == "" and not (end + 1 < len(words) and words[end + 1].link == ""):
                return 0  # Dean Kamen
            if word.possessive:
                return end - i
            while end < len(words) and words[end].link == "" and (words[end].fold in lists.honorifics or (words[end].fold in lists.titles and words[end].fold not in lists.given)):
                end += 1
            if word.fold in lists.offices and _continues_of(words, end):
                end = _object(words, end, lists) if not _longest_known(words, end, lists)[0] else end
            return end - i
        if word.fold not in lists.modifiers or word.possessive or _known_alone(word, lists) or (word.text.isupper() and len(word.text) > 1):
            return 0
        j += 1
    return 0


def _is_title(word: Word, lists: NameRules) -> bool:
    return word.fold in lists.honorifics or word.fold in lists.titles or (word.fold.endswith("s") and word.fold[:-1] in lists.titles)


def _team(words: Sequence[Word], j: int, sure: bool, lists: NameRules) -> int:
    """The end of a team's name behind its place: "Minnesota | Vikings", "Toronto | Blue Jays"; 0 where no such words follow."""
    for end in (j + 1, j + 2):
        if end > len(words) or words[end - 1].link or words[end - 2].possessive or _is_title(words[end - 1], lists):
            return 0
        word = words[end - 1].fold
        if word in lists.known or not (lists.ordinary(word) or (sure and word not in lists.surnames and word not in lists.given)):
            return 0
        if word.endswith("s") and (word[:-1] in lists.words or not lists.ordinary(word)) and (end == len(words) or words[end].link):
            return end
    return 0


def _opens_person(words: Sequence[Word], i: int, known: Known, titled: bool, lists: NameRules) -> bool:
    """Whether a word that names a place (Jordan, Paris, Georgia) is here a person's given name or family name."""
    if known.form == "demonym" or known.type != "place" or words[i].text.isupper():
        return False
    if titled and (known.doubtful or (i + 1 < len(words) and words[i + 1].link == "" and not words[i].possessive)):
        return True
    following = words[i + 1] if i + 1 < len(words) and words[i + 1].link == "" and not words[i].possessive else None
    if following is None or not (known.doubtful or words[i].fold in lists.given):
        return False
    if not known.doubtful and lists.ordinary(following.fold) and following.fold not in lists.given:
        return False  # the Paris Commune
    return not (following.fold in lists.honorifics or following.fold in lists.titles or following.fold in lists.modifiers or following.text.isupper() or _known_alone(following, lists))


def _chunk(words: Sequence[Word], i: int, all_weak: bool, lists: NameRules, seen: Attested) -> int:
    """Where the name that begins at word i ends."""
    j = i + 1
    while j < len(words) and not words[j - 1].possessive:
        word, before = words[j], words[j - 1]
        if word.link and word.link not in PERSON_LINKS and word.link != "&":
            break
        if word.fold in lists.suffixes:
            j += 1
            continue
        if word.fold in lists.honorifics and len(word.text) > 2 and before.fold not in lists.given or (word.fold in lists.titles and before.fold not in lists.given):
            break
        if word.text.isupper() and len(word.text) > 1 and "." not in word.text and not before.text.isupper():
            break
        if word.text == "I" or word.text in lists.never and before.fold not in lists.given and not (len(word.text) == 1 or word.text.endswith(".")):
            break
        if all_weak and not (word.fold in seen.strong or (word.fold in lists.given and not lists.ordinary(word.fold))):
            break
        length, known = _longest_known(words, j, lists)
        if length > 1 or (length == 1 and known and not (before.fold in lists.given and known.type in ("place", "organisation")) and not known.doubtful and known.type != "person"):
            break
        j += 1
    return j


def _chunk_type(words: Sequence[Word], i: int, end: int, titled: bool, lists: NameRules) -> PieceType:
    first, last, many = words[i], words[end - 1], end - i > 1
    if any(word.link == "&" for word in words[i + 1 : end]):
        return "organisation"
    if titled:
        return "person"
    if many and (last.fold in lists.suffixes or any(word.link in PERSON_LINKS for word in words[i + 1 : end])):
        return "person"
    if many and not any(letter.isdigit() for word in words[i:end] for letter in word.text):
        if first.fold in lists.given and (last.fold in lists.surnames or not all(word.fold in lists.words for word in words[i:end])):
            return "likely"
        if len(first.text) == 2 and first.text.isupper() and last.fold in lists.surnames or not lists.ordinary(last.fold) and len(first.text) == 2 and first.text.isupper():
            return "likely"  # JK Rowling
        if len(first.text) <= 2 and first.text.endswith(".") or (len(first.text) > 2 and first.text.endswith(".") and "." in first.text[:-1]):
            return "person"
    return "unknown"


def span_of(run: Run, piece: Piece) -> Span:
    """Where a piece stands in the version's text."""
    return Span(run.start + run.words[piece.i].start, run.start + run.words[piece.j - 1].end)
