"""What words are to each other: of grammar or of content, opposites, synonyms, spellings or forms of one word.

All of it works on folded words (`Side.norms`), and knows nothing of versions and rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from components.model import Rules

SHORT_CHANGE = 3  # words; in a longer change a word of grammar has no opposite, and a "not" denies what was dropped with it
LONGEST_PHRASE = 5  # words
STEM = 4  # letters two forms of one word have in common at least
STEM_LEFT = 5  # letters; what is left of a word without the prefix that turns its sense round ("possible")
PREFIXES = ("un", "im", "in", "il", "ir", "dis", "non")
ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "ings", "er", "ers", "ly", "e", "y", "ies", "ied", "n", "en", "'s", "'", "ion", "al"})
CONTRACTED = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'d": "would"}
IS = ({"'s"}, {"is"}), ({"'s"}, {"has"})  # "it's" is "it is" or "it has"; beside a name the 's is told with the name


class Forms(dict[str, str]):
    """Irregular form → its base. Hashed as the object it is, so that what a word may be a form of is worked out once."""

    __hash__ = object.__hash__  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The word lists of wording.toml, spellings.toml, aliases.toml and synonyms.toml, ready for use."""

    function: frozenset[str]
    attached: frozenset[str]
    negations: frozenset[str]
    denials: frozenset[str]
    speech: frozenset[str]
    pronouns: frozenset[str]
    honorifics: frozenset[str]
    symmetric: frozenset[str]
    says: frozenset[str]
    listed: frozenset[str]
    beside_speaker: frozenset[str]
    small_in_titles: frozenset[str]
    small_in_dates: frozenset[str]
    before_dates: frozenset[str]
    spelling: dict[str, str]
    hearers: frozenset[str]
    auxiliary: frozenset[str]
    verbs_alone: frozenset[str]
    absences: frozenset[str]
    no_denial: frozenset[str]
    contrasts: dict[str, tuple[str, ...]]
    opposites: dict[str, tuple[tuple[int, int], ...]]
    synonyms: dict[str, frozenset[int]]
    forms: Forms
    phrases: dict[tuple[str, ...], frozenset[int]]

    def turns(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether one side denies what the other states: an odd number of negations and verbs of denial between them."""
        return (self._count(a) - self._count(b)) % 2 == 1

    def denies(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether one of two changed stretches denies what the other states, and the other does not deny as much without a "not" ("not lost
        since", "unbeaten since"; "no match was longer", "the longest match")."""
        if not self.turns(a, b):
            return False
        denied, stated = (a, b) if self._count(a) > self._count(b) else (b, a)
        said = {base for word in denied for base in bases(word, self.forms)}
        if len(stated) > SHORT_CHANGE and not any(base in said for word in self.full(stated) for base in bases(word, self.forms)):
            return False  # it states something else
        lacking = any(self._lacks(word) and said.isdisjoint(bases(word, self.forms)) for word in stated)
        return not (lacking or any(surpasses(x, y) for x in denied for y in stated))

    def _count(self, words: Sequence[str]) -> int:
        said = pairwise(("", *words, ""))
        return sum(self.negates(word) for word in words) - sum(
            f"{x} {y}" in self.no_denial and (self.negates(x) or self.negates(y)) for x, y in said
        )

    def negates(self, word: str) -> bool:
        return word in self.negations or word in self.denials or word.endswith("n't")

    def _lacks(self, word: str) -> bool:
        """Whether a word says that something is not so, without a "not"."""
        if any(base in self.absences for base in bases(word, self.forms)) or (word.endswith("less") and word != "unless"):
            return True
        rest = word[len("un") :] if word.startswith("un") else word[len("non") :] if word.startswith("non") else ""
        return any(base in self.synonyms for base in bases(rest, self.forms))

    def full(self, norms: Iterable[str]) -> list[str]:
        """The words among folded tokens that carry meaning: no marks, and nothing of grammar."""
        return [norm for norm in norms if norm not in self.function and any(map(str.isalnum, norm))]

    def meek(self, word: str) -> bool:
        """Whether a word of grammar names nobody and says nothing that another could deny: no "who", no "not", no "before", no "may"."""
        meek = word in self.function and word not in self.pronouns and not self.negates(word)
        return meek and word not in self.opposites and word not in self.contrasts

    def contrast(self, a: Sequence[str], b: Sequence[str]) -> str | None:
        """The name of a set of contrasts of which each side has another word (or two words), and shares none, "opposites" where each has
        the opposite of the other's and not its own as well, "prefix" where one is the other turned round; None where there is none."""
        if max(len(a), len(b)) > SHORT_CHANGE:  # in a longer change a word of grammar answers nothing
            a, b = [word for word in a if word not in self.function], [word for word in b if word not in self.function]
        poles_a, poles_b = self._poles(a), self._poles(b)
        if any((pair, -pole) in poles_b and (pair, -pole) not in poles_a and (pair, pole) not in poles_b for pair, pole in poles_a):
            return "opposites"
        a, b = [*a, *map(" ".join, pairwise(a))], [*b, *map(" ".join, pairwise(b))]
        for x in a:
            for name in self.contrasts.get(x, ()):
                others = [y for y in b if y != x and name in self.contrasts.get(y, ())]
                if others and x not in b and others[0] not in a:
                    return name
            if any(undoes(x, y) or undoes(y, x) for y in b):
                return "prefix"
        return None

    def _poles(self, said: Sequence[str]) -> set[tuple[int, int]]:
        """The pairs of opposites of which a word is said, each with the pole, 1 or -1."""
        return {pole for word in said for base in bases(word, self.forms) for pole in self.opposites.get(base, ())}

    def synonymous(self, x: str, y: str) -> bool:
        """Whether the thesaurus has the two words, or forms of them, in one set."""
        return not self.senses(x).isdisjoint(self.senses(y))

    def same_sense(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether two stretches say one thing, word for word or phrase for phrase ("gave up", "abandoned")."""
        if not self._phrase(a).isdisjoint(self._phrase(b)):
            return True
        a, b = self.full(a), self.full(b)
        pairs = zip(a, b, strict=False)
        return bool(a) and len(a) == len(b) and all(x == y or same_stem(x, y) or self.synonymous(x, y) for x, y in pairs)

    def _phrase(self, said: Sequence[str]) -> frozenset[int]:
        """The sets of phrases that a whole stretch belongs to, articles and auxiliaries before it left out; its first and last words may
        stand in any form."""
        start = 0
        while start < len(said) - 1 and said[start] in self.auxiliary:
            start += 1
        first, last = said[start:-1], said[-1:]
        if not last or len(first) >= LONGEST_PHRASE:
            return frozenset()
        heads = [(base, *first[1:]) for base in bases(first[0], self.forms)] if first else [()]
        return frozenset().union(*(self.phrases.get((*head, base), ()) for head in heads for base in bases(last[0], self.forms)))

    def senses(self, word: str) -> frozenset[int]:
        """The sets of the thesaurus that a folded word, or what it may be a form of, stands in."""
        return frozenset(number for base in bases(word, self.forms) for number in self.synonyms.get(base, ()))


@lru_cache(maxsize=1 << 15)
def bases(word: str, forms: Forms) -> tuple[str, ...]:
    """What a folded word may be a form of, itself first."""
    return tuple(_bases(word, forms))


def _bases(word: str, forms: Forms) -> Iterator[str]:
    yield word
    if word in forms:
        yield forms[word]
    for ending, puts in (("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem + put for put in puts)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def surpasses(x: str, y: str) -> bool:
    """Whether "not x" can mean y: a comparison denied puts one thing before all others ("no match was longer", "the longest match")."""
    if x in ("more", "ever", "before", "other", "such", "equal", "previous", "previously"):
        return y in ("most", "best", "worst", "first", "only", "record", "unique") or (len(y) > STEM and y.endswith("est"))
    return len(x) > STEM and x.endswith("er") and y.endswith("est") and x.removesuffix("er") == y.removesuffix("est")


def undoes(x: str, y: str) -> bool:
    """Whether x is y with a prefix that turns its sense round ("impossible", "possible")."""
    return len(y) >= STEM_LEFT and x.endswith(y) and x.removesuffix(y) in PREFIXES


@lru_cache(maxsize=8)
def vocabulary(rules: Rules) -> Vocabulary:
    """The word lists of these rules."""
    table = rules.table("wording")
    pairs = [pair.split("/") for pair in str(rules.table("spellings").get("pairs", "")).split()]
    pairs += [
        pair.strip().split("/")
        for pair in str(rules.table("aliases").get("spellings", "")).split(",")
        if "/" in pair and " " not in pair.strip()
    ]
    pairs += [pair.split("/") for pair in str(table.get("cut_short", "")).split()]
    contrasts: dict[str, tuple[str, ...]] = {}
    for name, words in table.get("contrasts", {}).items():
        for word in words:
            contrasts[word] = (*contrasts.get(word, ()), name)
    opposites: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, (one, other) in enumerate(table.get("opposites", ())):
        for pole, line in ((1, one), (-1, other)):
            for word in line.split():
                opposites[word] = (*opposites.get(word, ()), (number, pole))
    synonyms: dict[str, set[int]] = {}
    thesaurus = rules.table("synonyms")
    for number, line in enumerate(f"{thesaurus.get('own', '')}\n{thesaurus.get('sets', '')}".splitlines()):
        for word in line.split():
            synonyms.setdefault(word, set()).add(number)
    phrases: dict[tuple[str, ...], set[int]] = {}
    for number, line in enumerate(str(thesaurus.get("phrases", "")).splitlines()):
        for phrase in filter(None, line.split(", ")):
            phrases.setdefault(tuple(phrase.split()), set()).add(number)
    keys = (
        "function", "attached", "negations", "denials", "speech", "pronouns", "honorifics", "symmetric", "says", "listed", "beside_speaker",
        "small_in_titles", "small_in_dates", "before_dates", "hearers", "auxiliary", "verbs_alone", "absences", "no_denial",
    )  # fmt: skip
    return Vocabulary(
        **{key: frozenset(table.get(key, ())) for key in keys}, spelling={pair[0]: pair[-1] for pair in pairs}, contrasts=contrasts,
        opposites=opposites, synonyms={word: frozenset(numbers) for word, numbers in synonyms.items()},
        phrases={phrase: frozenset(numbers) for phrase, numbers in phrases.items()},
        forms=Forms(pair.split("/") for pair in str(thesaurus.get("forms", "")).split()),
    )  # fmt: skip


def style_of(a: Sequence[str], b: Sequence[str], words: Vocabulary) -> str | None:
    """The name of the style in which two stretches of folded words differ and no more; None where the words are others."""
    if not a and not b:
        return "punctuation"
    if list(a) == list(b):
        return "capitals"
    x, y = canonical(a, words.spelling), canonical(b, words.spelling)
    if any(({*x} == p and {*y} == q) or ({*x} == q and {*y} == p) for p, q in IS):
        return "spelling or contraction"
    if x == y:
        return "spelling or contraction"
    if "".join(x) == "".join(y):
        return "written together or apart"
    return None


def canonical(words: Iterable[str], spelling: dict[str, str]) -> list[str]:
    """Words in one style: contractions written out, British spelling made American, hyphens and points left out."""
    out: list[str] = []
    for word in words:
        word = spelling.get(word, word)
        if word == "cannot":
            out += ["can", "not"]
            continue
        if word in ("won't", "can't"):
            out += ["will" if word == "won't" else "can", "not"]
            continue
        for ending, full in CONTRACTED.items():
            if word.endswith(ending) and word != ending:
                out += [word.removesuffix(ending), full]
                break
        else:
            out.append(word.replace(".", "") if "." in word and not word[0].isdigit() else word)
    return out


def same_forms(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether each word of one side is a form of the word in its place on the other."""
    return len(a) == len(b) and all(map(same_stem, a, b))


def same_stem(x: str, y: str) -> bool:
    """Whether two words are forms of one (closes, closing; marks, markings): at least STEM letters in common, and endings after them."""
    if x == y:
        return True
    n = 0
    while n < min(len(x), len(y)) and x[n] == y[n]:
        n += 1
    return n >= STEM and x[n:] in ENDINGS and y[n:] in ENDINGS
