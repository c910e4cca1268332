"""Whether two written names can be one name of another script in two spellings: "Tsankov" and "Cankov", "al-Tayeb" and "el-Tayib".

A name belongs to a family of scripts by its ending, its given name or its particles (data/rules/transliteration.toml); without such a
sign, other letters are another name ("Ibarra", "Ybarra"). Each letter or group of letters has the sounds it can stand for in that family;
two names are one where every word of theirs can be read as the same sounds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from components.facts.names_lists import NameRules, fold, name_rules
from components.model import EntityType, Rules

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"['’‘ʼʻʿʾ`´]")
# the Arabic article, before a hyphen as it is spoken ("ash-Sharq"), and the words that name a father, mother or servant
_ARTICLE = re.compile(r"\b(?:[aeu]l-|a?s-(?=s)|a?sh-(?=sh)|[ae](?:d-(?=d)|n-(?=n)|r-(?=r)|s-(?=s)|sh-(?=sh)|t-(?=t)|z-(?=z)))")
_SERVANT = re.compile(r"\b(?:abd[- ]?(?:[aeu]l|[aeu]r(?=[- ]?r)|[aeu]s(?=[- ]?s))|abdol|abdoul)[- ]?(?=\w{3})")
_PARTICLES = {"ibn": "bin", "ben": "bin", "abou": "abu", "aboo": "abu", "oum": "umm"}
_WADE = re.compile(r"hs|t[sz]|\b[ptk]'|ch'|ssu|ih\b|ieh\b")  # letters that Wade-Giles has and pinyin has not
READINGS = 32  # ways to read one word; a name of ten letters has seldom more than eight
LONGEST = 60  # letters of a name that is read
LIKE = 0.5  # similarity; "Tsankov"/"Cankov" is .77, "Hsu Chih-mo"/"Xu Zhimo" .63, "Kim Jong Un"/"Rania Aziz" .29
SHORTEST = 3  # letters; a shorter word has too few to tell ("Li", "Lee" are two names of China)
FEWEST_BEFORE_ENDING = 2  # letters before an ending that tells a family


@dataclass(frozen=True, eq=False)
class Family:
    """The signs of a family of scripts and the sounds of its letters; `longest` is the most letters read as one."""

    endings: tuple[str, ...]
    names: frozenset[str]
    sounds: Mapping[str, tuple[str, ...]]
    longest: int


@dataclass(frozen=True, eq=False)
class Scripts:
    """data/rules/transliteration.toml, compiled. `korean` is, by spelling, the number of the family name of Korea."""

    marks: Mapping[int, str]
    families: Mapping[str, Family]
    korean: Mapping[str, frozenset[int]]


@lru_cache(maxsize=8)
def scripts(rules: Rules) -> Scripts:
    """The families of these rules."""
    table = rules.table("transliteration")
    families = {}
    for name, family in table.items():
        if isinstance(family, dict) and "sounds" in family:
            sounds = {letters: tuple(sound.split(",")) for letters, sound in (pair.split("/") for pair in family["sounds"].split())}
            families[name] = Family(
                tuple(family.get("endings", ())), frozenset(family.get("names", ())), sounds, max(map(len, sounds), default=1)
            )
    korean: dict[str, set[int]] = {}
    for number, row in enumerate(str(table.get("korean_families", {}).get("rows", "")).split(";")):
        for spelling in row.split():
            korean.setdefault(spelling, set()).add(number)
    marks = {ord(mark): letters for mark, letters in (pair.split("/") for pair in str(table.get("marks", "")).split())}
    return Scripts(marks, families, {spelling: frozenset(numbers) for spelling, numbers in korean.items()})


def transliterated(a: str, b: str, rules: Rules, entity_type: EntityType | None = None) -> bool:
    """Whether two names can be one name of another script. Neither side comes first."""
    if max(len(a), len(b)) > LONGEST or Indel.normalized_similarity(a.casefold(), b.casefold()) < LIKE:
        return False
    known, lists = scripts(rules), name_rules(rules)
    entries = [lists.known.get(fold(name)) for name in (a, b)]
    if all(entries) and len({entry.entity for entry in entries if entry}) > 1:
        return False  # two places of the gazetteer
    # another spelling of a place that is known
    place = entity_type in ("place", None) and any(entry and entry.type == "place" for entry in entries)
    x, y = (_plain(name, known) for name in (a, b))
    return (
        _semitic(x, y, known, lists, place)
        or any(_family(x, y, known.families[name], lists) for name in ("cyrillic", "greek", "indian") if name in known.families)
        or _eastern(x, y, known, lists)
    )


def _plain(name: str, known: Scripts) -> str:
    return fold(name.replace("\n", " ").casefold().translate(known.marks))


def _words(name: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", name))


def _family(a: str, b: str, family: Family, lists: NameRules) -> bool:
    """One name of a family that endings and given names tell."""
    x, y = _words(a), _words(b)
    return any(_told(word, family, lists) for word in (*x, *y)) and _alike(x, y, family.sounds, family.longest, lists)


def _told(word: str, family: Family, lists: NameRules) -> bool:
    if word in family.names:
        return True
    if word in lists.given or (word in lists.surnames and word not in lists.family_first):
        return False
    return any(word.endswith(ending) and len(word) >= len(ending) + FEWEST_BEFORE_ENDING for ending in family.endings)


def _alike(x: list[str], y: list[str], sounds: Mapping[str, tuple[str, ...]], longest: int, lists: NameRules) -> bool:
    """Whether each word of one is a word of the other, or can be read as one. A single word is compared to the last of several."""
    if not x or not y:
        return False
    if len(x) != len(y):
        if 1 not in (len(x), len(y)):
            return False
        x, y = x[-1:], y[-1:]
    return all(
        p == q
        or q in lists.nicknames.get(p, ())
        or (min(len(p), len(q)) >= SHORTEST and not readings(p, sounds, longest).isdisjoint(readings(q, sounds, longest)))
        for p, q in zip(x, y, strict=True)
    )


def readings(word: str, sounds: Mapping[str, tuple[str, ...]], longest: int) -> set[str]:
    """The ways in which a word can be read, a doubled sound once; no more than READINGS of them."""
    read = {""}
    k = 0
    while k < len(word):
        size = next((n for n in range(min(longest, len(word) - k), 0, -1) if word[k : k + n] in sounds), 1)
        letters = word[k : k + size]
        options = sounds.get(letters, (letters,))
        read = {so_far + option for so_far in sorted(read)[:READINGS] for option in options}
        k += size
    return {re.sub(r"(.)\1+", r"\1", reading) for reading in read}


# --- Arabic, Persian, Hebrew ------------------------------------------------------------------------------------------------------------


def _semitic(a: str, b: str, known: Scripts, lists: NameRules, place: bool) -> bool:
    """Names of scripts that write few vowels: with an article or a particle "e" is any of "e", "i" and "a", with a given name or a known
    place no more than "i"."""
    family = known.families.get("arabic")
    if family is None:
        return False
    x, y = _open(a), _open(b)
    sure = "al" in (*x, *y) or not {"bin", "abu", "umm", "abd"}.isdisjoint((*x, *y))
    if not (sure or place or any(_told(word, family, lists) for word in (*x, *y))):
        return False
    sounds = {**family.sounds, "e": ("i", "a")} if sure else family.sounds
    bare_x, bare_y = ([_without_h(word) for word in words if word != "al"] for words in (x, y))
    return _alike(bare_x, bare_y, sounds, family.longest, lists)


def _open(name: str) -> list[str]:
    """The words of a name, the article apart from them and in one spelling, as are the particles."""
    name = _MARKS.sub("", name)
    article = "al " if re.match(r"el[ -]", name) else ""
    opened = _ARTICLE.sub("al ", _SERVANT.sub("abd al ", name))
    words = _WORD.findall(opened)
    if article and words[0] == "el":
        words = words[1:]  # the article of Spanish too: it tells no family
    return [_PARTICLES.get(word, word) for word in words]


def _without_h(word: str) -> str:
    """A word without the h that ends it after a vowel ("Jeddah"), which is not spoken."""
    return word[:-1] if len(word) > SHORTEST and word.endswith(("ah", "eh")) else word


# --- Chinese, Korean --------------------------------------------------------------------------------------------------------------------


def _eastern(a: str, b: str, known: Scripts, lists: NameRules) -> bool:
    """A family name and the syllables after it, in one of two romanisations each."""
    x, y = _words(a), _words(b)
    if len(x) < 2 or len(y) < 2 or max(len(x), len(y)) > MOST_SYLLABLES:
        return False
    one_family = not known.korean.get(x[0], frozenset()).isdisjoint(known.korean.get(y[0], frozenset()))
    if one_family and (korean := known.families.get("korean")) and _read_alike("".join(x[1:]), "".join(y[1:]), korean):
        return True
    chinese = known.families.get("chinese")
    return bool(
        chinese
        and (x[0] in lists.family_first or y[0] in lists.family_first)
        and bool(_WADE.search(a)) != bool(_WADE.search(b))
        and _read_alike("".join(x), "".join(y), chinese)
    )


MOST_SYLLABLES = 4


def _read_alike(x: str, y: str, family: Family) -> bool:
    return not readings(x, family.sounds, family.longest).isdisjoint(readings(y, family.sounds, family.longest))
