"""People, organisations and places: one name for another, another spelling of one, or one that only one version has."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Indel

from components.differences.collation import MOST_PAIRS, SPELLINGS, Collation, Row, changed, in_order, one_sided, pair_facts
from components.differences.edits import ARTICLES, MARKS, OTHER, Passage, Side, SideName, is_word
from components.differences.vocabulary import vocabulary
from components.model import EntityType, Kind, Name, Rules, Span

NAME_KINDS: dict[EntityType, Kind] = {"person": "name", "place": "place", "organisation": "entity", "other": "entity"}
ONE_NAME = 0.75  # similarity; "Jana Petrik"/"Jana Petrak" is .91, "petrik"/"petrak" .83, "Daniel Mutua"/"Wanjala Barasa" .31
SPELT = 0.55  # similarity; a listed alias as alike as this is another spelling: "Kiev"/"Kyiv" .75, "DPRK"/"North Korea" .27


def compare_names(collation: Collation) -> None:
    """Rows for the names of linked passages that differ; pairs for those that answer each other."""
    for passage in collation.passages:
        names_a, names_b = collation.facts_in(passage.link, Name)
        touched = {id(name) for name in names_a if changed(passage.a, name.span)} | {
            id(name) for name in names_b if changed(passage.b, name.span)
        }
        if touched and len(names_a) * len(names_b) <= MOST_PAIRS:
            _compare_in(collation, passage, names_a, names_b, touched)


def _compare_in(collation: Collation, passage: Passage, all_a: list[Name], all_b: list[Name], touched: set[int]) -> None:
    """The names of one passage. `touched`: the id() of those of which a word changed."""
    text_a, text_b = collation.a.text, collation.b.text

    def likeness(x: Name, y: Name) -> float:
        if same_entity(collation, x, y):
            return 1.0
        return 0.5 if x.entity_type == y.entity_type else 0.2

    alone: dict[SideName, list[Name]] = {"a": [], "b": []}
    # a name that did not change may answer one that did ("Leff", "Jonah Leff"), so all of them are paired
    for x, y in list(pair_facts(passage, all_a, all_b, likeness)):
        if id(x) not in touched and id(y) not in touched:
            continue
        if x and y and (id(x) in touched) != (id(y) in touched) and _torn(passage, *((x, "a") if id(x) in touched else (y, "b"))):
            continue  # part of a longer name whose other words were changed: told with those
        if x and y and same_entity(collation, x, y) and x.span.of(text_a).translate(MARKS) == y.span.of(text_b).translate(MARKS):
            numbered = _numbered(collation, passage, x, y)  # else in another place of the sentence: a matter of wording
            row = collation.write(numbered) if numbered else None
            collation.answer(_kind(x, y), x, y, "conflict" if row else "same", row.level if row else "to the letter", row)
        elif x and y and (row := _row(collation, passage, x, y, all_a, all_b)):
            collation.answer(row.kind, x, y, row.verdict, row.level, collation.write(row))
        else:
            alone["a"] += [x] if x else []
            alone["b"] += [y] if y else []
    _capitals(collation, passage, alone, touched)
    for x in alone["a"]:
        _alone(collation, passage, x, all_b, "a")
    for y in alone["b"]:
        _alone(collation, passage, y, all_a, "b")


def _capitals(collation: Collation, passage: Passage, alone: dict[SideName, list[Name]], touched: set[int]) -> None:
    """A country on one side and its capital on the other, where neither has the other side's name: one place, less exactly named."""
    seats = _seats(collation.rules)
    for x in list(alone["a"]):
        y = next((y for y in alone["b"] if {x.entity, y.entity} in seats and id(x) in touched and id(y) in touched), None)
        if y and changed(passage.a, x.span) and changed(passage.b, y.span):
            spans = _widened(passage.a, x.span), _widened(passage.b, y.span)
            row = Row("place", "variant", *spans, "the capital for its country", x.entity, marks=frozenset({"name"}))
            collation.answer("place", x, y, row.verdict, row.level, collation.write(row))
            alone["a"].remove(x)
            alone["b"].remove(y)


@lru_cache(maxsize=8)
def _seats(rules: Rules) -> frozenset[frozenset[str]]:
    """Each capital with its country."""
    return frozenset(frozenset(" ".join(pair.split()).split("/")) for pair in str(rules.table("places").get("capitals", "")).split(";"))


def _numbered(collation: Collation, passage: Passage, x: Name, y: Name) -> Row | None:
    """The row of one product, road or craft with another number behind its name ("the Orbit 4", "the Orbit 5"); None where no number
    stands there, or one that counts what follows."""
    function, numbers, spans = vocabulary(collation.rules).function, [], []
    for side, name in ((passage.a, x), (passage.b, y)):
        i, j = side.range_of(name.span)
        after = side.norms[j + 1] if j + 1 < len(side) else "."
        if j >= len(side) or j not in side.left or not side.norms[j].isdigit() or not (after in function or not is_word(after)):
            return None
        numbers.append(side.norms[j])
        spans.append(side.span(i, j + 1))
    if numbers[0] == numbers[1] or x.entity_type not in ("other", "organisation"):
        return None
    return Row("entity", "conflict", spans[0], spans[1], "another number of the same name", x.entity, marks=frozenset({"other"}))


def _torn(passage: Passage, fact: Name, name: SideName) -> bool:
    """Whether the changed words of the one name that changed have other words in their place."""
    here, there = passage.seen_from(name)
    return any(m in there.left for k in range(*here.range_of(fact.span)) if k in here.left for m in range(*passage.across(name, k, k + 1)))


def _row(collation: Collation, passage: Passage, x: Name, y: Name, all_a: list[Name], all_b: list[Name]) -> Row | None:
    """The row of two names that answer each other; None where neither was put for the other."""
    words_x, words_y = x.span.of(collation.a.text), y.span.of(collation.b.text)
    kind, spans = _kind(x, y), (_widened(passage.a, x.span), _widened(passage.b, y.span))
    if reason := same_entity(collation, x, y):
        level = named_otherwise(collation, words_x, words_y, x.entity_type) or reason
        if level == MISSPELT:
            return Row(kind, "conflict", *spans, level, x.entity, marks=frozenset({"person"}))
        group = ("form", *sorted((words_x.casefold(), words_y.casefold())))
        if level in SPELLINGS:
            return Row(kind, "variant", *spans, level, x.entity, level, frozenset({"spelling"}), group)
        return Row(kind, "equivalent", *spans, level, x.entity, level, frozenset({"style"}), group)
    said_x, said_y = words_x.casefold().split(), words_y.casefold().split()
    if not x.entity_type == y.entity_type == "person" and translated(said_x, said_y, collation.rules):
        return Row("entity", "variant", *spans, "a translated name in other words", x.entity, marks=frozenset({"translated"}),
                   group=("form", *sorted((words_x.casefold(), words_y.casefold()))))  # fmt: skip
    if _may_abbreviate(words_x, words_y) or _may_abbreviate(words_y, words_x):
        return Row(kind, "variant", *spans, "letters of the name", x.entity, marks=frozenset({"spelling"}))
    if not _replaces(collation, passage, x, y, all_a, all_b):
        return None
    subject = " / ".join(sorted({words_x, words_y}))
    if kind == "entity" and any(_unexplained(*pair) for pair in ((x, words_x, words_y), (y, words_y, words_x))):
        return Row(kind, "unclear", *spans, "letters that no version explains", subject)
    if x.entity_type == y.entity_type or "other" in (x.entity_type, y.entity_type):
        return Row(kind, "conflict", *spans, "another name", subject, marks=frozenset({x.entity_type}))
    return Row(kind, "variant", *spans, "another name in its place", subject, marks=frozenset({"name"}))


def same_entity(collation: Collation, x: Name, y: Name) -> str | None:
    """Why the two names mean one entity, in words; None where they do not, as far as is known."""
    if x.entity_type != y.entity_type and "person" in (x.entity_type, y.entity_type):
        return None
    if x.entity.casefold() == y.entity.casefold():
        return "the same entity, named otherwise"
    letters_x, letters_y = _letters(x.entity), _letters(y.entity)
    if letters_x in collation.acronyms.get(y.entity, ()) or letters_y in collation.acronyms.get(x.entity, ()):
        return "acronym"
    return collation.variant(x.entity, y.entity, x.entity_type if x.entity_type == y.entity_type else None)


def translated(a: list[str], b: list[str], rules: Rules) -> bool:
    """Whether two names of bodies, as folded words, can be one name that was translated in two ways ("National Assembly", "People's
    Assembly"): word for word the same, or of one set of words between which translators choose."""
    x, y = ([word.replace("’", "'").removesuffix("'s").removesuffix("'") for word in words if word not in ARTICLES] for words in (a, b))
    sets = _translations(rules)
    return (
        len(x) == len(y)
        and x != y
        and all(p == q or not sets.get(p, frozenset()).isdisjoint(sets.get(q, ())) for p, q in zip(x, y, strict=True))
    )


@lru_cache(maxsize=8)
def _translations(rules: Rules) -> dict[str, frozenset[int]]:
    sets: dict[str, frozenset[int]] = {}
    for number, words in enumerate(rules.table("wording").get("translations", ())):
        for word in words:
            sets[word] = sets.get(word, frozenset()) | {number}
    return sets


def spelt_alike(x: str, y: str) -> bool:
    """Whether two names that stand in one place are one person's, spelt two ways."""
    return Indel.normalized_similarity(x.casefold(), y.casefold()) >= ONE_NAME


def named_otherwise(collation: Collation, words_x: str, words_y: str, entity_type: EntityType) -> str | None:
    """How two forms of one name differ: the rule of `variant`, a listed alias of nearly the same letters being a transliteration."""
    if _letters(words_x) == _letters(words_y):
        return "another style"
    reason = collation.variant(words_x, words_y, entity_type)
    if reason == "another form of the given name" and _misspelt(words_x.casefold(), words_y.casefold()):
        return MISSPELT
    alike = Indel.normalized_similarity(words_x.casefold(), words_y.casefold()) >= SPELT
    return "transliteration" if reason in ("listed alias", "another form of the given name") and alike and words_x[:1].isupper() else reason


MISSPELT = "another spelling of the given name"


def _misspelt(x: str, y: str) -> bool:
    """Whether two given names before one surname are one name that a person writes in one way alone ("Stephen", "Steven"); a shorter or
    fonder form of it ("Tom", "Thomas"; "Kate", "Katie") is no other name."""
    given_x, given_y = x.split()[0], y.split()[0]
    fond = given_x.endswith(FOND) != given_y.endswith(FOND)
    longer, shorter = max(len(given_x), len(given_y)), min(len(given_x), len(given_y))
    return not fond and shorter >= SHORTENED * longer and Indel.normalized_similarity(given_x, given_y) >= SPELT


FOND = ("y", "ie", "ey")
SHORTENED = 0.75  # of the letters; "Dan" has half of "Daniel", "Steven" six sevenths of "Stephen"


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _unexplained(name: Name, words: str, other: str) -> bool:
    """Whether a name is capital letters of which its version does not say what they stand for, and the other name is words."""
    return words.isupper() and words.isalpha() and 2 < len(words) <= MOST_LETTERS and name.entity == words and " " in other


MOST_LETTERS = 6  # letters of an acronym; a longer word in capitals is shouted


def _may_abbreviate(short: str, full: str) -> bool:
    """Whether capital letters stand in order at the beginnings of the words of a name ("WWF", "World Wide Fund for Nature")."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper() and len(full.split()) >= len(letters)):
        return False
    initials = iter(word[0].upper() for word in full.replace("-", " ").split())
    return all(letter in initials for letter in letters)


def _replaces(collation: Collation, passage: Passage, x: Name, y: Name, all_a: list[Name], all_b: list[Name]) -> bool:
    """Whether one name was put for the other: in the same place, and each named less often on the other side of the passage."""
    if "demonym" in (x.form, y.form) and x.form != y.form:
        return False
    if not _fewer(collation, x, all_a, all_b) or not _fewer(collation, y, all_b, all_a):
        return False
    low, high = passage.across("a", *passage.a.range_of(x.span))
    b1, b2 = passage.b.range_of(y.span)
    return (high - low) - (b2 - b1) <= MOST_EXTRA


def _fewer(collation: Collation, name: Name, here: list[Name], there: list[Name]) -> bool:
    """Whether the other side names an entity less often than this one."""
    count_here, count_there = (
        sum(n.entity == name.entity or bool(same_entity(collation, name, n)) for n in names) for names in (here, there)
    )
    return count_there < count_here


MOST_EXTRA = 6  # words; in a longer rewritten stretch two names in one place need not answer each other


def _alone(collation: Collation, passage: Passage, name: Name, others: list[Name], side_name: SideName) -> None:
    """A name that the other side of the passage lacks, or has elsewhere in it."""
    here, there = passage.seen_from(side_name)
    if not changed(here, name.span):
        return
    if any(same_entity(collation, *in_order(side_name, name, other)) for other in others):
        return  # the same name in another place of the sentence: a matter of wording
    if any(k in there.left for k in range(*passage.across(side_name, *here.range_of(name.span)))):
        if described := _described(collation, passage, name, side_name):
            collation.answer_alone(described.kind, name, side_name, described.level, collation.write(described))
        return  # other words stand in its place: told with them
    one_sided(collation, passage, name, side_name, NAME_KINDS[name.entity_type], name.entity, frozenset({"name"}))


def _described(collation: Collation, passage: Passage, name: Name, side_name: SideName) -> Row | None:
    """The row of a name in whose place the other side says what that is ("the German", "the company"); None where other words stand
    there besides."""
    here, there = passage.seen_from(side_name)
    i, j = here.range_of(name.span)
    low, high = passage.across(side_name, i, j)
    back_low, back_high = passage.across(OTHER[side_name], low, high)
    beside = [here.norms[k] for k in (*range(back_low, i), *range(j, back_high)) if k in here.left]
    said = there.norms[low:high]
    words = vocabulary(collation.rules)
    plain = all(norm in ARTICLES or norm == "'s" or norm.rstrip(".") in words.honorifics for norm in beside)
    if not plain or not 2 <= len(said) <= MOST_DESCRIBING or said[0] not in DEFINITE or not all(map(is_word, said)):
        return None
    if any(k not in there.left for k in range(low, high)) or not words.function.union(here.norms[i:j]).isdisjoint(said[1:]):
        return None
    spans = in_order(side_name, here.span(back_low, back_high), there.span(low, high))
    return Row(NAME_KINDS[name.entity_type], "variant", *spans, "described instead of named", name.entity, marks=frozenset({"name"}))


DEFINITE = frozenset({"the", "his", "her", "its", "their", "this", "that"})
MOST_DESCRIBING = 5  # words; "the 29-year-old German striker" has four


def _widened(side: Side, span: Span) -> Span:
    """The span with an article before it that changed along with it."""
    i, _ = side.range_of(span)
    if i > 0 and i - 1 in side.left and side.norms[i - 1] in ARTICLES:
        return Span(side.starts[i - 1], span.end)
    return span


def _kind(x: Name, y: Name) -> Kind:
    types: tuple[EntityType, ...] = ("person", "place", "organisation", "other")
    for type_ in types:
        if type_ in (x.entity_type, y.entity_type):
            return NAME_KINDS[type_]
    return "entity"
