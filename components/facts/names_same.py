"""Whether two written names can mean one person, organisation or place, and by which rule.

The names alone decide: "Leff" can be "Jonah Leff", "Otieno" cannot be "Atieno" (two names that a person must check). What only the world
knows (a nickname of a club, a description) is in the gazetteers or stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from components.facts.names_lists import Known, NameRules, fold, key_of, name_rules
from components.model import EntityType, Rules

SPELLING = 0.93  # Jaro-Winkler similarity of places' and organisations' letters: "Zaporizhia"/"Zaporizhzhia" 0.97, "Kwale"/"Kilifi" 0.60
SPELLED = 8  # letters; shorter names that differ by one are other names ("Iran"/"Iraq", "Velin"/"Velim")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|&")
_LETTERS = re.compile(r"[\s.-]+")
_DOTTED = re.compile(r"\b(?:[a-z]\s*\.\s*){2,}")
WOMAN = frozenset("ms mrs miss mme madame lady dame queen princess baroness duchess countess sister mother".split())
MAN = frozenset("mr sir lord king prince baron duke earl brother father".split())
_SMALL = frozenset("of the for and on in to de du la & des".split())
_FIRST = tuple(map(set, ("kc", "yi", "kq", "vw", "jy", "tc", "ye")))  # first letters that write one sound: Klitschko, Yevgeny, Tchaikovsky
_SCRIPTS = tuple(  # ways of writing one sound of another script, each with what it is reduced to; longest first
    pair.split("/")
    for pair in (
        "shch/ş tsch/c stch/c sch/ş tch/c sh/ş ch/c kh/h gh/g zh/z ph/f th/t dh/d ck/k ks/x tz/ts dj/j iya/ia yev/ev ye/e yi/i iy/i yy/i "
        "ij/i ou/u oo/u ee/i aa/a ae/e oe/o ue/u y/i q/k w/v '/ -/"
    ).split()
)


def same_name(a: str, b: str, entity_type: EntityType, rules: Rules) -> bool:
    """Whether two forms can name one thing of this type, by the names alone."""
    return name_variant(a, b, rules, entity_type) is not None


def name_variant(a: str, b: str, rules: Rules, entity_type: EntityType | None = None) -> str | None:
    """The rule by which two forms can name one thing, in words; None where they cannot. Neither side comes first."""
    lists = name_rules(rules)
    left, right = _bare(a), _bare(b)
    if left == right:
        return "the same words"
    if _LETTERS.sub("", fold(left)) == _LETTERS.sub("", fold(right)):
        return "capitals, accents and marks alone"
    one, other = _known(left, lists), _known(right, lists)
    if one and other and (one.form == "demonym") != (other.form == "demonym"):
        return "nationality word for its country" if one.entity == other.entity else None
    if one and other and (one.type == other.type or entity_type is None):
        if one.entity == other.entity:
            return "acronym" if "acronym" in (one.form, other.form) else "listed alias"
        if not (one.doubtful or other.doubtful or entity_type == "person"):
            return None
    words = _words(left, lists), _words(right, lists)
    if not words[0] or not words[1]:
        return None
    plain = _without_titles(words[0], lists), _without_titles(words[1], lists)
    if entity_type in ("person", None) and {_sex(words[0], plain[0], lists), _sex(words[1], plain[1], lists)} == {"woman", "man"}:
        return None
    titled = entity_type == "person" or (entity_type is None and not any(word in lists.heads for word in (*words[0], *words[1])))
    if plain[0] and plain[0] == plain[1] and (titled or words[0] == words[1]):
        return "with and without an honorific" if words[0] != words[1] else "another way of writing it"
    if entity_type != "person":
        reason = _bodies(_aliased(words[0], lists), _aliased(words[1], lists), (one, other), entity_type, lists)
        if reason or entity_type in ("organisation", "place"):
            return reason
    return _people(plain[0], plain[1], lists) if titled else None


def _bare(name: str) -> str:
    """A name without quotation marks, possessive, leading preposition or article, and blanks before points (as tokenisers leave them)."""
    name = " ".join(name.replace("’", "'").replace("‘", "'").split()).replace(" .", ".").replace(" - ", "-").replace(" ,", ",")
    name = name.strip(" \"'“”.,;:!?*()") if not re.fullmatch(r"(?:\w\.)+", name) else name
    name = re.sub(r"'s$|(?<=s)'$", "", name)
    return re.sub(r"^(?:(?:the|in|of|at|from)\s+)+(?=\S)", "", name, flags=re.IGNORECASE)


def _known(name: str, lists: NameRules) -> Known | None:
    return lists.known.get(key_of(name)) or lists.known.get(fold(name))


def _words(name: str, lists: NameRules) -> tuple[str, ...]:
    folded = _DOTTED.sub(lambda match: re.sub(r"[\s.]", "", match.group()) + " ", fold(name))
    words = [re.sub(r"'s?$", "", word) for word in _WORD.findall(folded)]
    return tuple(lists.word_pairs.get(word, word) for word in words if word)


def _without_titles(words: tuple[str, ...], lists: NameRules) -> tuple[str, ...]:
    kept = [word for word in words if word not in lists.suffixes and word + "." not in lists.suffixes]
    start = 0
    while start < len(kept) - 1 and (
        kept[start] in lists.honorifics
        or kept[start] + "." in lists.honorifics
        or kept[start] in lists.titles
        or (kept[start] in lists.modifiers and kept[start] not in lists.given)
        or kept[start] in ("us", "uk", "un")
    ):
        start += 1
    return tuple(kept[start:])


def _sex(words: tuple[str, ...], plain: tuple[str, ...], lists: NameRules) -> str | None:
    """What an honorific or a given name says: "Miss Jenkin" is not "Mr Jenkin", "Kathryn Jenkin" neither."""
    for word in words[: len(words) - len(plain) + 1]:
        if word in WOMAN:
            return "woman"
        if word in MAN:
            return "man"
    if len(plain) > 1:
        return "woman" if plain[0] in lists.women else "man" if plain[0] in lists.men else None
    return None


def _people(a: Sequence[str], b: Sequence[str], lists: NameRules) -> str | None:
    short, full = sorted((tuple(a), tuple(b)), key=len)
    if not short or all(_says_nothing(word, lists) for word in short) or all(_says_nothing(word, lists) for word in full):
        return None
    if len(short) == 1:
        word = short[0]
        if len(full) == 1:
            return "transliteration" if _one_script(word, full[0], lists) else None
        if word == full[-1] or word == "-".join(full[-2:]):
            return "surname alone"
        if word == full[0] and (word in lists.family_first or word in lists.given or not lists.ordinary(word)):
            return "surname alone" if word in lists.family_first else "given name alone"
        return "surname alone, another spelling" if _one_script(word, full[-1], lists) else None
    surname = short[-1] == full[-1]
    if not surname and (short == full[-len(short) :] or short == full[: len(short)]):
        return "shorter form"
    if not surname and not _one_script(short[-1], full[-1], lists):
        return "words in another order" if set(short) == set(full) and len(short) > 1 else None
    if short == full[-len(short) :]:
        return "shorter form"
    given = _given(short[0], full[0], lists)
    if given is None and len(full) > 2 and any(_given(short[0], word, lists) == "the same" for word in full[1:-1]):
        given = "shorter form"
    if given is None:
        return None
    middle = [
        word
        for word in short[1:-1]
        if not any(
            word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))
            for other in full[1:-1]
        )
    ]
    if (
        middle
        and len(full) > 2
        and len(short) == len(full)
        and not all(_one_script(x, y, lists) for x, y in zip(short[1:-1], full[1:-1], strict=True))
    ):
        return None
    if given == "the same":
        return "shorter form" if surname else "transliteration"
    return given


def _says_nothing(word: str, lists: NameRules) -> bool:
    return word in lists.titles or word in lists.functions or word in lists.honorifics or word in lists.kin


def _given(a: str, b: str, lists: NameRules) -> str | None:
    if a == b:
        return "the same"
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return "initials"
    if b in lists.nicknames.get(a, ()):
        return "another form of the given name"
    return "transliteration" if _one_script(a, b, lists) else None


def _one_script(a: str, b: str, lists: NameRules) -> bool:
    """Whether two words can write one name of another script; vowels that differ are two names unless the list says otherwise."""
    if a == b or b in lists.nicknames.get(a, ()):
        return True
    if min(len(a), len(b)) < 3 or (a[0] != b[0] and {a[0], b[0]} not in _FIRST):
        return False
    if any(word in lists.surnames and word not in lists.family_first for word in (a, b)):
        return False  # Smith and Smyth, Clark and Clarke are two English names
    if _skeleton(a) == _skeleton(b):
        return a != b + b[-1] and b != a + a[-1]  # no script doubles the last letter
    # two neighbouring letters swapped, in a long name: a slip of the hand
    return len(a) >= SPELLED and sorted(a) == sorted(b) and DamerauLevenshtein.distance(a, b) <= 2


def _skeleton(word: str) -> str:
    for written, sound in _SCRIPTS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def _aliased(words: tuple[str, ...], lists: NameRules) -> tuple[str, ...]:
    """Each word as the gazetteer calls the place that it alone names: "Philly 76ers" → "philadelphia 76ers"."""
    found = [lists.known.get(word) for word in words]
    return tuple(
        part
        for word, known in zip(words, found, strict=True)
        for part in (fold(known.entity).split() if known and known.type == "place" and known.form == "variant" else [word])
    )


def _bodies(
    a: tuple[str, ...], b: tuple[str, ...], known: tuple[Known | None, Known | None], type: EntityType | None, lists: NameRules
) -> str | None:
    """Organisations and places: acronyms, shorter forms, spellings."""
    telling = tuple(tuple(word for word in words if word not in lists.fillers) for words in (a, b))
    if telling[0] and telling[0] == telling[1]:
        return "small words alone"
    for short, full in ((a, b), (b, a)):
        if (
            len(short) == 1
            and len(full) > 1
            and 1 < len(short[0]) < 9
            and short[0] in (_initials(full, _SMALL), _initials(full, frozenset()))
        ):
            return "acronym"
        if len(short) == 1 and 3 < len(short[0]) < 9 and len(full) > len(short[0]) and _in_order(short[0], _initials(full, _SMALL)):
            return "acronym"
    short, full = sorted((tuple(_singular(word) for word in words) for words in telling), key=len)
    if short and len(short) < len(full):
        at = next((i for i in range(len(full) - len(short) + 1) if full[i : i + len(short)] == short), None)
        if at is None and not (len(short) > 1 and all(word in full for word in short)):
            return None
        if all(_generic(word, lists) for word in short) or (type == "place" and all(lists.ordinary(word) for word in short)):
            return None
        # "Paris" is not "Paris Store", nor "Boston" the "Boston Herald"; but "Kwale" may be "Kwale County"
        place = (
            at == 0 and any(k is not None and k.type == "place" for k in known) and full[-1] in {_singular(head) for head in lists.heads}
        )
        return None if place and _kind_of_body(full[-1], lists) else "shorter form"
    if type == "organisation" and len(short) > 1 and len(short) == len(full) and set(short) == set(full) and short != full:
        return "words in another order"  # Ministry of Defence, Defence Ministry
    if len(short) == len(full) and short:
        differ = [(x, y) for x, y in zip(*telling, strict=True) if x != y]
        if short == full:
            return "singular and plural"
        if all(
            _one_script(x, y, lists)
            or (
                min(len(x), len(y)) >= SPELLED
                and x[0] == y[0]
                and not (lists.ordinary(x) and lists.ordinary(y))
                and JaroWinkler.similarity(x, y) >= SPELLING
            )
            for x, y in differ
        ):
            return "another spelling"
        if (
            len(differ) == 1
            and len(short) > 2
            and short[:-1] == full[:-1]
            and all(_generic(word, lists) for word in differ[0])
            and not all(lists.ordinary(word) for word in short[:-1])
        ):
            return "another word for what it is"
    return None


def _in_order(acronym: str, initials: str) -> bool:
    """Whether an acronym takes all initials but one, in their order: "NSFC", National Natural Science Foundation of China."""
    return (
        len(initials) == len(acronym) + 1
        and acronym[0] == initials[0]
        and any(initials[:i] + initials[i + 1 :] == acronym for i in range(1, len(initials)))
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _kind_of_body(word: str, lists: NameRules) -> bool:
    return word in lists.heads or word + "s" in lists.heads


def _generic(word: str, lists: NameRules) -> bool:
    return (
        word in lists.heads
        or word + "s" in lists.heads
        or word in lists.place_after
        or word in lists.functions
        or word in lists.directions
        or _says_nothing(word, lists)
        or word in lists.org_after
    )


def _initials(words: Sequence[str], small: frozenset[str]) -> str:
    return "".join(word[0] for word in words if word not in small)
