"""What people are called: the same person's title in both versions, wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from components.differences.collation import MOST_PAIRS, Collation, Row, changed, in_order, one_sided, pair_facts
from components.differences.edits import ARTICLES, MARKS, SIDES, Passage, SideName
from components.differences.levels import Level, Outcome, walk
from components.differences.names import spelt_alike
from components.differences.vocabulary import canonical, same_forms, same_stem, vocabulary
from components.model import Name, Role, Rules, Verdict


def compare_roles(collation: Collation) -> None:
    """The role ledger: rows where a person's titles differ, pairs for all."""
    people_a, people_b = _by_person(collation.facts_a.roles), _by_person(collation.facts_b.roles)
    told: set[int] = set()
    for person, roles_a in people_a.items():
        other = (
            person
            if person in people_b
            else next((p for p in people_b if p not in people_a and collation.variant(person, p, "person")), None)
        )
        if other is not None:
            _person(collation, person, roles_a, people_b[other], told)
    _in_place(collation, told)
    _one_side(collation, told, {p.casefold() for p in people_a}, {p.casefold() for p in people_b})


def _by_person(roles: tuple[Role, ...]) -> dict[str, list[Role]]:
    people: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        if role.entity:
            people[role.entity].append(role)
    return people


def _person(collation: Collation, person: str, roles_a: list[Role], roles_b: list[Role], told: set[int]) -> None:
    """One person's titles: those in linked sentences answer each other first, then the likest, then the first of each."""
    left_a, left_b = list(roles_a), list(roles_b)

    def take(x: Role, y: Role) -> None:
        left_a.remove(x)
        left_b.remove(y)
        told.update((id(x), id(y)))
        _pair(collation, x, y, person)

    few = len(left_a) * len(left_b) <= MOST_PAIRS // 10  # a person with more titles than that is no person
    outcomes = {(id(x), id(y)): _compare(collation, x, y) for x in left_a for y in left_b} if few else {}
    linked = [(x, y) for x in left_a for y in left_b if collation.linked_sentences(x.sentence, y.sentence)] if few else []
    for one, other in sorted(linked, key=lambda pair: GOOD.index(outcomes[id(pair[0]), id(pair[1])].verdict)):
        if one in left_a and other in left_b:
            take(one, other)
    for good in ("same", "equivalent", "variant") if few else ():
        for x in list(left_a):
            if y := next((y for y in left_b if outcomes[id(x), id(y)].verdict == good), None):
                take(x, y)
    if left_a and left_b and len(left_a) == len(roles_a) and len(left_b) == len(roles_b):
        take(left_a[0], left_b[0])
    for x in left_a:
        told.add(id(x))
        collation.answer_alone("role", x, "a", "another title of the same person")
    for y in left_b:
        told.add(id(y))
        collation.answer_alone("role", y, "b", "another title of the same person")


GOOD = ("same", "equivalent", "variant", "unclear", "conflict")  # the best first; titles of one person never glitch, and are never moved


def _pair(collation: Collation, x: Role, y: Role, person: str) -> None:
    outcome = _compare(collation, x, y)
    row = None
    if outcome.verdict in ("same", "equivalent"):
        _rearranged(collation, x, y, person, outcome.verdict)
    if outcome.verdict != "same" and (outcome.verdict != "equivalent" or collation.changed("a", x.span) or collation.changed("b", y.span)):
        mark = {"conflict": "title", "variant": "less exact"}.get(outcome.verdict, "style")
        row = collation.write(
            Row("role", outcome.verdict, x.span, y.span, outcome.level, person, outcome.note, frozenset({mark}), group=("role", person))
        )
    collation.answer("role", x, y, outcome.verdict, outcome.level, row)


def _rearranged(collation: Collation, x: Role, y: Role, person: str, verdict: str) -> None:
    """A title before the name on one side and after it on the other ("Referee Janet Moyo", "The referee, Janet Moyo,"): one row over the
    title with its article, and the commas around the name go with it."""
    passage = collation.passage["a"].get(x.sentence)
    if passage is None or collation.passage["b"].get(y.sentence) is not passage or not (x.person and y.person):
        return
    if (x.span.start < x.person.start) == (y.span.start < y.person.start) and verdict != "same":
        return
    spans = []
    untold = False
    for side, role in ((passage.a, x), (passage.b, y)):
        i, j = side.range_of(role.span)
        if i and side.norms[i - 1] in ARTICLES and i - 1 in side.left:
            i -= 1
        untold = untold or not side.left.isdisjoint(range(i, j))
        spans.append(side.span(i, j))
        _, after = side.range_of(role.person) if role.person else (0, 0)
        for k in (i - 1, j, after):
            if 0 <= k < len(side) and side.norms[k] == "," and k in side.left:
                side.tell(k, k + 1)
                untold = True
    if untold:
        level, marks = "the title in another place", frozenset({"style"})
        collation.write(Row("role", "equivalent", spans[0], spans[1], level, person, marks=marks, group=("role", person)))


def _in_place(collation: Collation, told: set[int]) -> None:
    """Titles in the same place of linked sentences: of nobody named, or of one person under two spellings of the name."""
    for passage in collation.passages:
        roles_a, roles_b = ([r for r in roles if id(r) not in told] for roles in collation.facts_in(passage.link, Role))
        for x, y in pair_facts(passage, roles_a, roles_b, _one_person):
            if not (x and y):
                continue
            outcome = _compare(collation, x, y)
            told.update((id(x), id(y)))
            row = None
            if outcome.verdict != "same" and (changed(passage.a, x.span) or changed(passage.b, y.span)):
                sure = (x.entity and y.entity) or outcome.level == OTHER_OFFICE
                verdict: Verdict = "variant" if outcome.verdict == "conflict" and not sure else outcome.verdict
                mark = {"conflict": "title", "variant": "less exact"}.get(verdict, "style")
                person = y.entity or x.entity or "(not named)"
                row = collation.write(Row("role", verdict, x.span, y.span, outcome.level, person, outcome.note, frozenset({mark})))
            collation.answer("role", x, y, row.verdict if row else "same", outcome.level, row)


def _one_person(x: Role, y: Role) -> float:
    """How well two titles in one place can be one person's."""
    if x.entity and y.entity:
        return 0.5 if spelt_alike(x.entity, y.entity) else 0.0
    return 0.4


def _one_side(collation: Collation, told: set[int], people_a: set[str], people_b: set[str]) -> None:
    """Titles that only one version gives. Where the person's linked sentence lost the words, that is a row."""
    for name in SIDES:
        _, people = in_order(name, people_a, people_b)
        for role in collation.facts(name).roles:
            if id(role) in told:
                continue
            passage = collation.passage[name].get(role.sentence)
            lost = passage is not None and changed(passage.seen_from(name)[0], role.span)
            if passage and lost and role.entity and (row_ := _elsewhere(collation, passage, role, name)):
                collation.answer_alone("role", role, name, row_.level, row_)
            elif passage and lost and role.entity and role.entity.casefold() not in people:
                row = one_sided(collation, passage, role, name, "role", role.entity, frozenset({"one side"}))
                row.group = ("role", role.entity)
            else:
                collation.answer_alone("role", role, name)


def _elsewhere(collation: Collation, passage: Passage, role: Role, name: SideName) -> Row | None:
    """The row of a title whose words stand in other forms among the changed words of the other side ("a surgeon at the clinic", "one of
    the clinic's surgeons"); None where they do not."""
    here, there = passage.seen_from(name)
    title, sets = _Title(collation, name, role), _near_sets(collation.rules)
    low, high = passage.across(name, *here.range_of(role.span))
    around = range(max(low - NEARBY, 0), min(high + NEARBY, len(there)))
    at, near = [], False
    for word in title.words:
        forms = [k for k in around if same_stem(word, there.norms[k])]
        likes = forms or [k for k in around if not sets.get(word, frozenset()).isdisjoint(sets.get(there.norms[k], ()))]
        if not likes:
            return None
        at.append(min(likes, key=lambda k: (k not in there.left, abs(k - low))))
        near = near or not forms
    if not at or max(at) - min(at) >= SPREAD or there.left.isdisjoint(at):
        return None
    spans = in_order(name, here.span(*here.range_of(role.span)), there.span(min(at), max(at) + 1))
    level, mark = ("a near synonym of the title", "less exact") if near else ("another form of the same title", "style")
    verdict: Verdict = "variant" if near else "equivalent"
    return collation.write(Row("role", verdict, *spans, level, role.entity or "", marks=frozenset({mark}), group=("role", role.entity)))


NEARBY = 12  # tokens round the place where a title is looked for
SPREAD = 5  # words over which a title in other words may stand ("head of the school's research")


# --- the ladder -------------------------------------------------------------------------------------------------------------------------


class _Title:
    """A title ready for comparing: its words in one style."""

    __slots__ = ("before", "capital", "names", "organisation", "plain", "text", "words", "written")

    def __init__(self, collation: Collation, name: SideName, role: Role) -> None:
        text, words = collation.version(name).text, vocabulary(collation.rules)
        self.written = role.span.of(text).translate(MARKS)
        self.capital = self.written[:1].isupper()
        self.before = role.person is not None and role.span.end <= role.person.start  # it stands before the name, not in apposition to it
        self.text = plain(self.written, collation.rules)
        said = [w.strip('.,()“”"').replace("’", "'") for w in self.text.casefold().replace("-", " ").split()]
        self.plain = canonical((w.removesuffix("'s") for w in said if w), words.spelling)
        inside = [n for n in collation.facts_over(name, role.span, Name) if role.span.contains(n.span)]
        self.names = {n.entity.casefold() for n in inside}
        known = {w for n in inside for w in n.span.of(text).split()}
        self.names |= {w.casefold().replace(".", "") for w in self.text.split() if w.isupper() and len(w) > 1 and w not in known}
        named = {w.casefold().strip(".,").replace(".", "") for n in inside for w in n.span.of(text).replace("-", " ").split()}
        self.words = [w for w in self.plain if w not in words.small_in_titles and w.replace(".", "") not in named | self.names]
        self.organisation = role.organisation.of(text) if role.organisation else None


@lru_cache(maxsize=8)
def _synonyms(rules: Rules) -> tuple[tuple[str, str], ...]:
    groups = rules.table("wording").get("titles", ())
    return tuple((f" {title} ", f" {group[0]} ") for group in groups for title in group[1:])


def plain(text: str, rules: Rules) -> str:
    """A title with every word that has a synonym among titles put into the first of its set."""
    padded = f" {' '.join(text.split())} "
    folded = padded.casefold()
    for title, first in _synonyms(rules):
        if title in folded:
            padded = folded = folded.replace(title, first)
    return padded.strip()


@lru_cache(maxsize=8)
def _near_sets(rules: Rules) -> dict[str, frozenset[int]]:
    """The numbers of the sets of near titles that a word is in."""
    sets: dict[str, frozenset[int]] = {}
    for number, words in enumerate(rules.table("wording").get("near_titles", ())):
        for word in words:
            sets[word] = sets.get(word, frozenset()) | {number}
    return sets


OTHER_OFFICE = "the deputy, former or acting holder of an office"


@lru_cache(maxsize=8)
def _ladder(rules: Rules) -> tuple[Level[_Title], ...]:
    table = rules.table("wording")
    keys = ("ranks", "presiding", "chambers", "services", "addresses", "before_ranks", "other_offices")
    ranks, presiding, chambers, services, addresses, before_ranks, other_offices = (frozenset(table.get(key, ())) for key in keys)
    short_for_top, tops = (frozenset(table.get(key, ())) for key in ("short_for_top", "tops"))
    sets = _near_sets(rules)

    def same_words(x: _Title, y: _Title) -> bool:
        return sorted(x.words) == sorted(y.words) and x.names == y.names

    def less(x: _Title, y: _Title) -> bool:
        """The one says less than the other: the same words, and a name of a country or body more or less."""
        return sorted(x.words) == sorted(y.words) and (x.names < y.names or y.names < x.names)

    def part(x: _Title, y: _Title) -> bool:
        """The one has all the words of the other, and none of rank besides ("chair", "commission chair")."""
        few, many = sorted((set(x.words), set(y.words)), key=len)
        return bool(few) and few < many and not (many - few) & ranks and (x.names <= y.names or y.names <= x.names)

    def forms(x: _Title, y: _Title) -> bool:
        return x.names == y.names and same_forms(sorted(x.words), sorted(y.words))

    def near(x: _Title, y: _Title) -> bool:
        """A near synonym for a word, and no word besides ("party leader", "party chief")."""
        only_x, only_y = ([w for w in p.words if w not in q.words] for p, q in ((x, y), (y, x)))
        if any(len(p) == 1 and p[0] in short_for_top and " ".join(q) in tops for p, q in ((only_x, only_y), (only_y, only_x))):
            return x.names <= y.names or y.names <= x.names
        if len(only_x) != 1 or len(only_y) != 1 or not (x.names <= y.names or y.names <= x.names):
            return False
        if {*only_x, *only_y} <= presiding and (shared := set(x.words) & set(y.words)):
            return shared <= chambers
        return not sets.get(only_x[0], frozenset()).isdisjoint(sets.get(only_y[0], ()))

    def besides(x: _Title, y: _Title) -> bool:
        """A rank or a form of address before the name against an office in apposition to it: nobody is kept from having both. Before the
        name one of them was put for the other."""
        if x.before == y.before:
            return False
        return [ranked(x, words) for words in (services, addresses)] != [ranked(y, words) for words in (services, addresses)]

    def ranked(title: _Title, words: frozenset[str]) -> bool:
        return title.capital and not words.isdisjoint(title.words) and before_ranks.union(words).issuperset(title.words)

    return (
        Level("to the letter", "same", lambda x, y: x.written.casefold() == y.written.casefold()),
        Level("the same words in another style", "equivalent", lambda x, y: x.plain == y.plain or same_words(x, y)),
        Level("another form of the same title", "equivalent", forms),
        Level(OTHER_OFFICE, "conflict", lambda x, y: not (set(x.words) ^ set(y.words)).isdisjoint(other_offices)),
        Level("less exact on one side", "variant", lambda x, y: less(x, y) or part(x, y)),
        Level("a near synonym of the title", "variant", near),
        Level("a rank and an office", "variant", besides),
        Level("another title", "conflict", lambda x, y: True),
    )


def _compare(collation: Collation, x: Role, y: Role) -> Outcome:
    """How two titles differ; alike ones of two bodies are "same", with a note: what the body is called is told with the names."""
    title_x, title_y = _Title(collation, "a", x), _Title(collation, "b", y)
    outcome = walk(_ladder(collation.rules), title_x, title_y)
    if outcome.verdict in ("same", "equivalent") and title_x.organisation and title_y.organisation:
        same = title_x.organisation.casefold() == title_y.organisation.casefold() or collation.variant(
            title_x.organisation, title_y.organisation, "organisation"
        )
        if not same:
            return Outcome("same", outcome.level, "another organisation")
    return outcome
