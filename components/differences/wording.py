"""Words that belong to no fact: other words, a style, a place in the sentence, a mark; and what only one side says.

Comes last: whatever the facts, the glitches and the glossary have not told is told here, so that every changed word is in a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from components.differences.collation import Collation, Row, SideName
from components.differences.edits import QUOTES, Passage, Side, is_word, opens
from components.model import Date, EntityType, Kind, Name, Number, Quotation, Rules, Span, Verdict

GAP = 3  # tokens; two edits this near, one of grammar alone, are one change ("provided the council with", "gave the council")
LONGEST = 14  # words of one side; a longer row is not joined to the next
MOST_COMPARED = 20_000  # pairs of changed tokens of a passage; in a longer one nothing is looked for elsewhere
MOVES = 12  # phrases that moved inside one passage; a passage with more was rewritten
LONGEST_RUN = 40  # tokens of a changed stretch in which a phrase that moved inside the sentence is looked for
STEM = 4  # letters two forms of one word have in common at least
ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "ings", "er", "ers", "ly", "e", "y", "ies", "ied", "n", "en", "'s", "'", "ion", "al"})


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
    spelling: dict[str, str]
    contrasts: dict[str, tuple[str, ...]]
    synonyms: dict[str, frozenset[int]]
    forms: dict[str, str]

    def turns(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether one side denies what the other states: an odd number of negations and verbs of denial between them."""
        return (self._count(a) - self._count(b)) % 2 == 1

    def _count(self, words: Sequence[str]) -> int:
        return sum(self.negates(word) for k, word in enumerate(words) if not (word == "nothing" and k and words[k - 1] == "for"))

    def negates(self, word: str) -> bool:
        return word in self.negations or word in self.denials or word.endswith("n't")

    def contrast(self, a: Sequence[str], b: Sequence[str]) -> str | None:
        """The name of a set of contrasts of which each side has another word (or two words), and shares none; None where there is none."""
        if max(len(a), len(b)) > SHORT_CHANGE:  # in a longer change a word of grammar answers nothing
            a, b = [word for word in a if word not in self.function], [word for word in b if word not in self.function]
        a, b = [*a, *map(" ".join, pairwise(a))], [*b, *map(" ".join, pairwise(b))]
        for x in a:
            for name in self.contrasts.get(x, ()):
                others = [y for y in b if y != x and name in self.contrasts.get(y, ())]
                if others and x not in b and others[0] not in a:
                    return name
            if any(undoes(x, y) or undoes(y, x) for y in b):
                return "prefix"
        return None

    def synonymous(self, x: str, y: str) -> bool:
        """Whether the thesaurus has the two words, or forms of them, in one set."""
        return not self._sets(x).isdisjoint(self._sets(y))

    def _sets(self, word: str) -> frozenset[int]:
        return frozenset(number for base in bases(word, self.forms) for number in self.synonyms.get(base, ()))


def bases(word: str, forms: dict[str, str]) -> Iterator[str]:
    """What a folded word may be a form of, itself first."""
    yield word
    if word in forms:
        yield forms[word]
    for ending, puts in (("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem + put for put in puts)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


SHORT_CHANGE = 3  # words
TAG = 5  # words that carry meaning; "officials in the harbour office said" names a source and no more
PREFIXES = ("un", "im", "in", "il", "ir", "dis", "non")
STEM_LEFT = 5  # letters; what is left of a word without the prefix that turns its sense round ("possible")


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
    contrasts: dict[str, tuple[str, ...]] = {}
    for name, words in table.get("contrasts", {}).items():
        for word in words:
            contrasts[word] = (*contrasts.get(word, ()), name)
    synonyms: dict[str, set[int]] = {}
    thesaurus = rules.table("synonyms")
    for number, line in enumerate(f"{thesaurus.get('own', '')}\n{thesaurus.get('sets', '')}".splitlines()):
        for word in line.split():
            synonyms.setdefault(word, set()).add(number)
    sets = {
        key: frozenset(table.get(key, ()))
        for key in ("function", "attached", "negations", "denials", "speech", "pronouns", "honorifics", "symmetric", "says")
    }
    return Vocabulary(
        **sets, spelling={pair[0]: pair[-1] for pair in pairs}, contrasts=contrasts,
        synonyms={word: frozenset(numbers) for word, numbers in synonyms.items()},
        forms=dict(pair.split("/") for pair in str(thesaurus.get("forms", "")).split()),
    )  # fmt: skip


IS = ({"'s"}, {"is"}), ({"'s"}, {"has"})  # "it's" is "it is" or "it has"; beside a name the 's is told with the name
CONTRACTED = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'d": "would"}


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


# --- what is left --------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Area:
    """Untold tokens a1 to a2 of side a where side b has b1 to b2."""

    a1: int
    a2: int
    b1: int
    b2: int


def compare_wording(collation: Collation) -> None:
    """Rows for everything in the linked passages that nothing else has told."""
    words = vocabulary(collation.rules)
    for passage in collation.passages:
        if not (passage.a.left or passage.b.left):
            continue
        _exchanged(collation, passage)
        _elsewhere(collation, passage, words)
        for area in _joined(passage, list(_areas(collation, passage, words)), words):
            _area(collation, passage, area, words)


def _exchanged(collation: Collation, passage: Passage) -> None:
    """Names, dates or numbers that changed places while every other word stayed: who did what to whom is turned round. In a list it is
    not ("Egypt, Sudan", "Sudan, Egypt")."""
    if len(passage.a) != len(passage.b) or sorted(passage.a.keys) != sorted(passage.b.keys):
        return
    units_a, units_b = _units(collation, passage, "a"), _units(collation, passage, "b")
    if [unit.frame for unit in units_a] != [unit.frame for unit in units_b]:
        return
    moved = [k for k, (x, y) in enumerate(zip(units_a, units_b, strict=True)) if x.fact != y.fact]
    if len(moved) < 2 or sorted(units_a[k].fact for k in moved) != sorted(units_b[k].fact for k in moved):
        return
    if any(units_a[k].frame.endswith("Date") for k in moved):
        return  # told as dates that differ
    between = {unit.frame for unit in units_a[moved[0] : moved[-1] + 1]} - {units_a[k].frame for k in moved}
    if between <= LISTED or not between.isdisjoint(vocabulary(collation.rules).symmetric):
        return
    spans = (passage.a.span(units_a[moved[0]].i, units_a[moved[-1]].j), passage.b.span(units_b[moved[0]].i, units_b[moved[-1]].j))
    collation.write(Row("wording", "conflict", *spans, "two that changed places", marks=frozenset({"contrast"})))


LISTED = frozenset({"and", "or", ",", ";", "the", "&", "as", "well", "(", ")", "/", "a", "-"})


class Unit(NamedTuple):
    """A token that is no fact's (`frame` is its folded form), or all tokens of a fact (`frame` is its kind, `fact` which it is)."""

    frame: str
    fact: str
    i: int
    j: int


def _units(collation: Collation, passage: Passage, name: SideName) -> list[Unit]:
    side, places = (passage.a, collation.by_sentence_a) if name == "a" else (passage.b, collation.by_sentence_b)
    spans: dict[int, tuple[int, str, str]] = {}
    for sentence in passage.link.a if name == "a" else passage.link.b:
        for type_ in (Name, Date, Number):
            for fact in places[type_].get(sentence, ()):
                i, j = side.range_of(fact.span)
                if i not in spans and i < j:
                    which = fact.entity if isinstance(fact, Name) else fact.span.of(side.text).casefold()
                    spans[i] = j, f"\x00{type_.__name__}", str(which)
    units, k = [], 0
    while k < len(side):
        if k in spans:
            j, frame, which = spans[k]
            units.append(Unit(frame, which, k, j))
            k = j
            continue
        units.append(Unit(side.keys[k], "", k, k + 1))
        k += 1
    return units


def _elsewhere(collation: Collation, passage: Passage, words: Vocabulary) -> None:
    """Phrases that both sides have, in different places of the passage."""
    a, b = passage.a, passage.b
    if len(a.left) * len(b.left) > MOST_COMPARED:
        return
    for _ in range(MOVES):
        found = max(
            (
                c
                for i, j in _runs(a)
                for k, m in _runs(b)
                if (c := _common(a, i, min(j, i + LONGEST_RUN), b, k, min(m, k + LONGEST_RUN), words))
            ),
            default=None,
        )  # the longest; of several, the choice depends on the words alone and not on which side is a
        if found is None:
            return
        _, _, _, a1, a2, b1, b2 = found
        said = [word for word in a.words(a1, a2) if word not in words.function]
        if all(word in words.speech for word in said):
            spans = _clause(collation, a, a1, a2, words), _clause(collation, b, b1, b2, words)
            collation.write(Row("attribution", "equivalent", *spans, "cited in another place", marks=frozenset({"style"})))
        else:
            collation.write(
                Row("wording", "equivalent", a.span(a1, a2), b.span(b1, b2), "elsewhere in the sentence", marks=frozenset({"style"}))
            )


def _common(a: Side, i: int, j: int, b: Side, k: int, m: int, words: Vocabulary) -> tuple[int, list[str], int, int, int, int, int] | None:
    """The longest run of tokens that the two stretches share, with a word in it that carries meaning: its length, its words, how near the
    front it is, and its places."""
    best: tuple[int, list[str], int, int, int, int, int] | None = None
    for x in range(i, j):
        if not is_word(a.norms[x]):
            continue
        for y in range(k, m):
            n = 0
            while x + n < j and y + n < m and a.norms[x + n] == b.norms[y + n]:
                n += 1
            while n and not is_word(a.norms[x + n - 1]):
                n -= 1
            if n and (best is None or n >= best[0]) and any(is_word(w) and w not in words.function for w in a.norms[x : x + n]):
                found = (n, a.norms[x : x + n], -x - y, x, x + n, y, y + n)
                best = found if best is None else max(best, found)
    return best


def _clause(collation: Collation, side: Side, i: int, j: int, words: Vocabulary) -> Span:
    """A verb of saying with the changed words beside it that name who says it."""
    while i - 1 in side.left and (side.norms[i - 1] in words.pronouns or side.norms[i - 1] in collation.name_words):
        i -= 1
    while j in side.left and (side.norms[j] in words.pronouns or side.norms[j] in collation.name_words or side.norms[j] == "that"):
        j += 1
    return side.span(i, j)


def _runs(side: Side) -> list[tuple[int, int]]:
    """The stretches of untold tokens."""
    runs: list[tuple[int, int]] = []
    for k in sorted(side.left):
        if runs and runs[-1][1] == k:
            runs[-1] = (runs[-1][0], k + 1)
        else:
            runs.append((k, k + 1))
    return runs


def _areas(collation: Collation, passage: Passage, words: Vocabulary) -> Iterator[Area]:
    """The untold stretches of each hunk, those of the two sides set against each other in order; articles and prepositions beside a fact
    that has been told go with it."""
    for hunk in passage.hunks:
        runs_a = [run for run in _within(passage.a, hunk.a1, hunk.a2) if not _absorbed(collation, passage, run, "a", words)]
        runs_b = [run for run in _within(passage.b, hunk.b1, hunk.b2) if not _absorbed(collation, passage, run, "b", words)]
        for n in range(max(len(runs_a), len(runs_b))):
            a1, a2 = runs_a[n] if n < len(runs_a) else (hunk.a2, hunk.a2)
            b1, b2 = runs_b[n] if n < len(runs_b) else (hunk.b2, hunk.b2)
            yield Area(a1, a2, b1, b2)


def _within(side: Side, i: int, j: int) -> list[tuple[int, int]]:
    left = [k for k in range(i, j) if k in side.left]
    return [
        (run[0], run[-1] + 1)
        for run in ([k for _, k in group] for _, group in groupby(enumerate(left), key=lambda pair: pair[1] - pair[0]))
    ]


def _absorbed(collation: Collation, passage: Passage, run: tuple[int, int], name: str, words: Vocabulary) -> bool:
    """Whether the run is only articles and prepositions beside the span of a row; the row's span then takes them in."""
    side = passage.a if name == "a" else passage.b
    i, j = run
    if not all(norm in words.attached or not is_word(norm) for norm in side.norms[i:j]):
        return False
    marks_alone = not any(map(is_word, side.norms[i:j]))
    for row in reversed(passage.rows):
        span = row.a if name == "a" else row.b
        if span is None or not len(span) or row.lacks == name or row.kind in ("omission", "addition", "moved", "headline"):
            continue
        low, high = side.range_of(span)
        if row.kind == "role" and not all(norm in ("the", "a", "an") or not is_word(norm) for norm in side.norms[i:j]):
            continue  # "of" and "at" belong to the body, not to the title
        if low >= high or not (side.starts[low] == span.start or side.ends[high - 1] == span.end):
            continue
        if high == i:
            wider = Span(span.start, side.ends[j - 1])
        elif low == j:
            wider = Span(side.starts[i], span.end)
        else:
            continue
        if name == "a" and not marks_alone:
            row.a = wider
        elif not marks_alone:
            row.b = wider
        side.tell(i, j)
        return True
    return False


def _joined(passage: Passage, areas: list[Area], words: Vocabulary) -> Iterator[Area]:
    """Areas, a change of grammar joined to the change of words just before or after it."""
    pending: Area | None = None
    for area in areas:
        if pending and _belong(passage, pending, area, words):
            pending = Area(pending.a1, area.a2, pending.b1, area.b2)
            continue
        if pending:
            yield pending
        pending = area
    if pending:
        yield pending


def _belong(passage: Passage, x: Area, y: Area, words: Vocabulary) -> bool:
    if y.a1 - x.a2 > GAP or y.b1 - x.b2 > GAP or y.a1 < x.a2 or y.b1 < x.b2 or y.a2 - x.a1 > LONGEST or y.b2 - x.b1 > LONGEST:
        return False
    between = passage.a.norms[x.a2 : y.a1]
    # a word taken out here and one put in there, around one word that stays
    apart = (x.a1 < x.a2) != (x.b1 < x.b2) and (y.a1 < y.a2) != (y.b1 < y.b2) and (x.a1 < x.a2) != (y.a1 < y.a2)
    if between != passage.b.norms[x.b2 : y.b1] or any(norm in ".;:!?" for norm in between):
        return False
    said_x = passage.a.words(x.a1, x.a2) + passage.b.words(x.b1, x.b2)
    said_y = passage.a.words(y.a1, y.a2) + passage.b.words(y.b1, y.b2)
    if not said_x or not said_y:
        return not (said_x or said_y or any(map(is_word, between)))
    if apart and len(between) < 2:
        return True
    if not all(word in words.function for word in said_y):
        return all(word in words.function for word in said_x) and len(between) < 2
    return y.a1 == y.a2 or y.b1 == y.b2 or len(between) < 2


def _area(collation: Collation, passage: Passage, area: Area, words: Vocabulary) -> None:
    a, b = passage.a, passage.b
    area = _marks(collation, passage, area)
    said_a, said_b = a.words(area.a1, area.a2), b.words(area.b1, area.b2)
    if not said_a and not said_b:
        if area.a1 < area.a2 or area.b1 < area.b2:
            _punctuation(collation, passage, area)
        return
    if all(word.rstrip(".") in words.honorifics for word in (*said_a, *said_b)):
        _addressed(collation, passage, area)
        return
    kind, verdict, level, marks = judged(collation, passage, area, said_a, said_b, words)
    group = ("swap", *sorted((" ".join(said_a), " ".join(said_b)))) if said_a and said_b and len(said_a) < 4 and len(said_b) < 4 else None
    if level == "capitals" and (named := _beside_name(collation, passage, area)):
        kind = named
    row = Row(
        kind, verdict, None, None, level, marks=marks, group=group, lacks="a" if area.a1 == area.a2 else "b" if area.b1 == area.b2 else ""
    )
    if said_a or kind not in ("omission", "addition"):
        row.a = a.span(area.a1, area.a2) if area.a1 < area.a2 else a.around(area.a1)
    if said_b or kind not in ("omission", "addition"):
        row.b = b.span(area.b1, area.b2) if area.b1 < area.b2 else b.around(area.b1)
    collation.write(row)


def _beside_name(collation: Collation, passage: Passage, area: Area) -> Kind | None:
    """The kind of the name that a word in other capitals follows ("Liaoning province", "Liaoning Province")."""
    name = _name_over(collation, "a", passage.a.span(max(area.a1 - 1, 0), area.a2))
    return NAME_KINDS[name.entity_type] if name else None


NAME_KINDS: dict[EntityType, Kind] = {"person": "name", "place": "place", "organisation": "entity", "other": "entity"}


def _addressed(collation: Collation, passage: Passage, area: Area) -> None:
    """A form of address more or less, or another: the row is over the name's first word too."""
    said_a, said_b = (
        [norm.rstrip(".") for norm in side.words(i, j)] for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2))
    )
    other = vocabulary(collation.rules).contrast(said_a, said_b)
    spans = [
        side.span(i, min(max(j, i + 1) + (j > i), len(side)))
        for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2))
    ]
    verdict: Verdict = "conflict" if other else "equivalent"
    level = "another form of address" if other else "a form of address"
    collation.write(Row("name", verdict, spans[0], spans[1], level, marks=frozenset() if other else frozenset({"style"})))


def judged(
    collation: Collation, passage: Passage, area: Area, said_a: list[str], said_b: list[str], words: Vocabulary
) -> tuple[Kind, Verdict, str, frozenset[str]]:  # fmt: skip
    """Kind, verdict, level and marks of one change of words."""
    if inside := _in_quotation(collation, passage, area, said_a, said_b, words):
        return inside
    clause = not (said_a and said_b) and len(said_a or said_b) > SHORT_CHANGE  # dropped whole, it denies nothing that is left
    if not clause and words.turns(said_a, said_b) and words.turns(passage.a.words(0, len(passage.a)), passage.b.words(0, len(passage.b))):
        return "wording", "conflict", "a negation on one side only", frozenset({"negation"})
    if figures := _figures(said_a, said_b):
        return figures
    style = style_of(said_a, said_b, words)
    if style:
        return ("punctuation" if style == "capitals" else "wording"), "equivalent", style, frozenset({"style"})
    if words.contrast(said_a, said_b):
        cue = any(w in words.speech for w in said_a) and any(w in words.speech for w in said_b)
        return "attribution" if cue else "wording", "conflict", "opposites", frozenset({"opposite" if cue else "contrast"})
    if {tuple(said_a), tuple(said_b)} == {("by",), ("to",)} and _before_number(collation, passage, area):
        return "number", "conflict", "by so much against to so much", frozenset({"other"})
    if named := _other_name(collation, passage, area, said_a, said_b, words):
        return named
    full_a, full_b = ([word for word in said if word not in words.function] for said in (said_a, said_b))
    speech_a, speech_b = (any(word in words.speech for word in said) for said in (full_a, full_b))
    if (speech_a or speech_b) and all(word in words.speech or _named(collation, word) for word in (*full_a, *full_b)):
        return _cited(said_a, said_b, full_a, full_b, words)
    if (not full_a and not full_b) or ["in", "order"] in (said_a, said_b):
        return "wording", "equivalent", "grammar", frozenset({"style"})
    if not said_a or not said_b:
        full = full_a or full_b
        tag = len(full) <= TAG and (full[0] in words.says or full[-1] in words.says)
        if tag or (any(word in words.speech for word in full) and "according" in (*said_a, *said_b)):
            return "attribution", "omitted" if said_a else "added", "a source on one side", frozenset({"source"})
        return ("omission", "omitted", "words", frozenset({"words"})) if said_a else ("addition", "added", "words", frozenset({"words"}))
    if full_a and full_b and _forms(full_a, full_b):
        return "wording", "equivalent", "another form of the same word", frozenset({"style"})
    if full_a and full_b and _synonyms(full_a, full_b, words):
        return "wording", "equivalent", "synonyms", frozenset({"style"})
    return "wording", "variant", "other words", frozenset({"words"})


def _in_quotation(
    collation: Collation, passage: Passage, area: Area, said_a: list[str], said_b: list[str], words: Vocabulary
) -> tuple[Kind, Verdict, str, frozenset[str]] | None:
    """A change between the marks of both sides that no pair of quotations told (they are too unlike to be one)."""
    in_a = collation.quoted("a", passage.a.span(area.a1, area.a2) if said_a else passage.a.around(area.a1))
    in_b = collation.quoted("b", passage.b.span(area.b1, area.b2) if said_b else passage.b.around(area.b1))
    if not (in_a and in_b):
        return None
    if style := style_of(said_a, said_b, words):
        return "quotation", "equivalent", style, frozenset({"style"})
    grammar = all(word in words.function for word in (*said_a, *said_b)) and not words.turns(said_a, said_b)
    return "quotation", "conflict", "other words inside the marks", frozenset({"function word" if grammar else "word"})


def _before_number(collation: Collation, passage: Passage, area: Area) -> bool:
    """Whether a number follows on both sides."""
    at_a, at_b = passage.a.span(area.a2, min(area.a2 + 2, len(passage.a))), passage.b.span(area.b2, min(area.b2 + 2, len(passage.b)))
    in_a = (n for i in passage.link.a for n in collation.by_sentence_a[Number].get(i, ()))
    in_b = (n for j in passage.link.b for n in collation.by_sentence_b[Number].get(j, ()))
    return any(n.span.overlaps(at_a) for n in in_a) and any(n.span.overlaps(at_b) for n in in_b)


def _figures(said_a: list[str], said_b: list[str]) -> tuple[Kind, Verdict, str, frozenset[str]] | None:
    """Figures that no number or date claimed ("number 3", "flight 612") and that differ."""
    figures_a, figures_b = ([word for word in said if word[0].isdigit()] for said in (said_a, said_b))
    if figures_a and figures_b and figures_a != figures_b and len(said_a) <= MOST_WITH_FIGURES >= len(said_b):
        return "number", "conflict", "other figures", frozenset({"other"})
    return None


MOST_WITH_FIGURES = 3  # words; in a longer stretch the figures need not answer each other


def _other_name(
    collation: Collation, passage: Passage, area: Area, said_a: list[str], said_b: list[str], words: Vocabulary
) -> tuple[Kind, Verdict, str, frozenset[str]] | None:  # fmt: skip
    """Capital words for capital words in mid-sentence: another name, though neither text says enough to know of what. Beside a verb of
    saying, next to a quotation, it is another speaker."""
    a, b = passage.a, passage.b
    if not (1 <= len(said_a) <= 2 and 1 <= len(said_b) <= 2) or not (
        _capitalised(a, area.a1, area.a2) and _capitalised(b, area.b1, area.b2)
    ):
        return None
    said_by = any(side.norms[k] in words.speech for side, k in ((a, area.a1 - 1), (a, area.a2)) if 0 <= k < len(side))
    names = [n for n in (_name_over(collation, "a", a.span(area.a1, area.a2)), _name_over(collation, "b", b.span(area.b1, area.b2))) if n]
    kind: Kind = NAME_KINDS[names[0].entity_type] if names else "name" if said_by else "entity"
    reason = collation.variant(" ".join(said_a).title(), " ".join(said_b).title(), names[0].entity_type if names else None)
    if reason or words.synonymous(said_a[-1], said_b[-1]):
        return kind, "variant", reason or "synonyms", frozenset({"spelling"})
    quoted = any(collation.by_sentence_a[Quotation].get(i) for i in passage.link.a)
    if (said_by and quoted and not names) or (said_by and quoted and kind == "name" and not _alike(said_a, said_b)):
        return "attribution", "conflict", "another speaker of the same words", frozenset({"speaker"})
    return kind, "conflict", "another name", frozenset({"name"})


def _alike(said_a: list[str], said_b: list[str]) -> bool:
    return Indel.normalized_similarity(" ".join(said_a), " ".join(said_b)) >= ONE_NAME


ONE_NAME = 0.75  # similarity; "petrik"/"petrak" is .83: one person's name spelt two ways, and not two speakers


def _capitalised(side: Side, i: int, j: int) -> bool:
    """Whether all words of a stretch are capitalised, and it does not open a sentence or a quotation."""
    places = [k for k in range(i, j) if is_word(side.norms[k])]
    return all(side.word(k)[:1].isupper() for k in places) and not opens(side, places[0])


def _name_over(collation: Collation, name: SideName, span: Span) -> Name | None:
    places = collation.by_sentence_a if name == "a" else collation.by_sentence_b
    for sentence in collation.sentences(name, span):
        for fact in places[Name].get(sentence.index, ()):
            if isinstance(fact, Name) and fact.span.overlaps(span):
                return fact
    return None


def _cited(
    said_a: list[str], said_b: list[str], full_a: list[str], full_b: list[str], words: Vocabulary
) -> tuple[Kind, Verdict, str, frozenset[str]]:
    if not said_a or not said_b:
        if "according" in (*said_a, *said_b):
            return "attribution", "omitted" if said_a else "added", "a source on one side", frozenset({"source"})
        return "attribution", "equivalent", "cited in another place", frozenset({"style"})
    verbs_a, verbs_b = ({word for word in full if word in words.speech} for full in (full_a, full_b))
    if verbs_a and verbs_b and verbs_a != verbs_b:
        return "attribution", "variant", "another verb of saying", frozenset({"cue"})
    return "attribution", "equivalent", "cited in another form", frozenset({"style"})


def _named(collation: Collation, word: str) -> bool:
    return word in collation.name_words


def _forms(a: list[str], b: list[str]) -> bool:
    """Whether each content word of one side is a form of one on the other."""
    return len(a) == len(b) and all(same_stem(x, y) for x, y in zip(a, b, strict=True))


def _synonyms(a: list[str], b: list[str], words: Vocabulary) -> bool:
    return len(a) == len(b) and all(x == y or same_stem(x, y) or words.synonymous(x, y) for x, y in zip(a, b, strict=True))


def same_stem(x: str, y: str) -> bool:
    """Whether two words are forms of one (ends, ending; marks, markings)."""
    if x == y:
        return True
    n = 0
    while n < min(len(x), len(y)) and x[n] == y[n]:
        n += 1
    return n >= STEM and x[n:] in ENDINGS and y[n:] in ENDINGS


def _marks(collation: Collation, passage: Passage, area: Area) -> Area:
    """Marks at the edges of an area that one side lacks become rows of their own; the area without them."""
    a1, a2, b1, b2 = area.a1, area.a2, area.b1, area.b2
    if not (passage.a.words(a1, a2) and passage.b.words(b1, b2)):
        return area
    tail_a, tail_b = _tail(passage.a, a1, a2), _tail(passage.b, b1, b2)
    if tail_a != tail_b:
        _punctuation(collation, passage, Area(a2 - tail_a, a2, b2 - tail_b, b2))
    head_a, head_b = _head(passage.a, a1, a2 - tail_a), _head(passage.b, b1, b2 - tail_b)
    if head_a != head_b:
        _punctuation(collation, passage, Area(a1, a1 + head_a, b1, b1 + head_b))
    return Area(a1 + head_a, a2 - tail_a, b1 + head_b, b2 - tail_b)


def _tail(side: Side, i: int, j: int) -> int:
    n = 0
    while j - n > i and not is_word(side.norms[j - n - 1]):
        n += 1
    return n


def _head(side: Side, i: int, j: int) -> int:
    n = 0
    while i + n < j and not is_word(side.norms[i + n]):
        n += 1
    return n


def _punctuation(collation: Collation, passage: Passage, area: Area) -> None:
    a, b = passage.a, passage.b
    quotes = any(norm in QUOTES for norm in (*a.norms[area.a1 : area.a2], *b.norms[area.b1 : area.b2]))
    span_a = a.span(area.a1, area.a2) if area.a1 < area.a2 else a.around(area.a1)
    span_b = b.span(area.b1, area.b2) if area.b1 < area.b2 else b.around(area.b1)
    inside = not quotes and _inside(collation, span_a.start, "a") and _inside(collation, span_b.start, "b")
    kind: Kind = "quotation" if inside else _of_fact(collation, passage, area, span_a, span_b) or "punctuation"
    collation.write(Row(kind, "equivalent", span_a, span_b, "quotation marks" if quotes else "punctuation", marks=frozenset({"style"}),
                         lacks="a" if area.a1 == area.a2 else "b" if area.b1 == area.b2 else ""))  # fmt: skip


def _of_fact(collation: Collation, passage: Passage, area: Area, span_a: Span, span_b: Span) -> Kind | None:
    """The kind of the fact that a mark belongs to: a point after a form of address, a hyphen after a number."""
    for side, i, j in ((passage.a, area.a1, area.a2), (passage.b, area.b1, area.b2)):
        if j - i == 1 and i and side.norms[i] == "." and side.norms[i - 1] in vocabulary(collation.rules).honorifics:
            return "name"
        if j - i == 1 and i and side.norms[i] == "-" and side.norms[i - 1][:1].isdigit():
            return "number"
    return None


def _inside(collation: Collation, at: int, name: SideName) -> bool:
    """Whether a place is between the first and the last word of a quotation."""
    return collation.quoted(name, Span(at - 1, at + 2))
