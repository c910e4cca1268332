"""Two versions → what differs between them: the only module that knows the order of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from components.differences.attributions import compare_sources
from components.differences.collation import Collation
from components.differences.dates import compare_dates
from components.differences.findings import settle
from components.differences.frame import compare_frame
from components.differences.glitches import compare_damage, compare_miscast, damage_alone
from components.differences.glitches_alone import Damage, find_damage
from components.differences.layout import compare_layout
from components.differences.names import compare_names
from components.differences.numbers import compare_all_numbers
from components.differences.omissions import compare_omissions
from components.differences.quotations import compare_quotations, paraphrases
from components.differences.remarks import find_remarks
from components.differences.roles import compare_roles
from components.differences.terminology import compare_terms
from components.differences.vocabulary import vocabulary
from components.differences.wording import compare_wording
from components.facts.dates import find_dates
from components.facts.names import find_names, name_variant
from components.facts.names_script import transliterated
from components.facts.numbers import find_numbers
from components.facts.quotations import find_quotations
from components.facts.roles import find_roles
from components.loader.align import LINK, align, looks_related
from components.loader.likeness import Comparer
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import Comparison, EntityType, Facts, Link, Remark, Rules, Settings, Version


def compare(a: Version, b: Version, rules: Rules, settings: Settings = Settings()) -> Comparison:
    """What two versions of one story say differently. The order of the sides changes nothing but which is called a and which b."""
    a, b = _put_back(a, settings.put_back_a, rules), _put_back(b, settings.put_back_b, rules)
    swapped = (b.text, str(b.published)) < (a.text, str(a.published))
    first, second = (b, a) if swapped else (a, b)
    table = TokenTable()
    tokens_first, tokens_second = tokenise(first, table), tokenise(second, table)
    threshold = LINK if settings.link_threshold is None else settings.link_threshold
    links = align(first, second, tokens_first, tokens_second, threshold=threshold, comparer=Comparer(vocabulary(rules).senses))
    facts_first, facts_second = _facts(first, rules), _facts(second, rules)
    damage_first, damage_second = find_damage(first, facts_first, rules), find_damage(second, facts_second, rules)
    first, second = _remarked(first, facts_first, damage_first, rules), _remarked(second, facts_second, damage_second, rules)
    collation = Collation(
        first,
        second,
        tokens_first,
        tokens_second,
        links,
        facts_first,
        facts_second,
        rules,
        settings,
        lambda x, y, type_: _variant(x, y, type_, rules),
    )
    related = looks_related(links, first, second)
    if related:
        _write(collation, damage_first, damage_second)
    differences, pairs = settle(collation, swapped)
    if swapped:
        links = tuple(sorted((_mirrored(link) for link in links), key=lambda link: _place(link)))
        first, second, facts_first, facts_second = second, first, facts_second, facts_first
    return Comparison(first, second, links, facts_first, facts_second, pairs, differences, settings, related)


def _variant(x: str, y: str, type_: EntityType | None, rules: Rules) -> str | None:
    """Why two names can mean one thing, in words: by the names alone, or as two spellings of a name of another script."""
    reason = name_variant(x, y, rules, type_)
    return "transliteration" if reason in (None, "another form of the given name") and transliterated(x, y, rules, type_) else reason


def compare_texts(text_a: str, text_b: str, *, published_a: date | None = None, published_b: date | None = None) -> Comparison:
    """Two texts compared with the rules of data/rules."""
    rules = load_rules()
    a = read_version(text_a, id="a", label="A", rules=rules, published=published_a)
    b = read_version(text_b, id="b", label="B", rules=rules, published=published_b)
    return compare(a, b, rules)


def find_facts(version: Version, rules: Rules) -> tuple[Facts, Version]:
    """What one version says, and the version with its remarks."""
    facts = _facts(version, rules)
    return facts, _remarked(version, facts, find_damage(version, facts, rules), rules)


def _facts(version: Version, rules: Rules) -> Facts:
    dates = find_dates(version, rules)
    numbers = find_numbers(version, rules, dates)
    names = find_names(version, rules)
    roles = find_roles(version, names, rules)
    return Facts(names, roles, dates, numbers, find_quotations(version, names, roles, rules))


def _remarked(version: Version, facts: Facts, damage: tuple[Damage, ...], rules: Rules) -> Version:
    damaged = tuple(Remark(d.kind, "minor" if d.mark == "small damage" else "major", (d.span,), d.level) for d in damage)
    return replace(version, remarks=(*damaged, *find_remarks(version, facts, rules)))


def _write(collation: Collation, damage_a: tuple[Damage, ...], damage_b: tuple[Damage, ...]) -> None:
    """Every kind of difference, the most specific first: what one has told, the next leaves alone."""
    compare_damage(collation)
    compare_quotations(collation)
    compare_sources(collation)
    compare_roles(collation)
    compare_names(collation)
    compare_dates(collation)
    compare_all_numbers(collation)
    compare_miscast(collation)
    paraphrases(collation)
    compare_terms(collation)
    compare_layout(collation)
    damage_alone(collation, damage_a, damage_b)
    compare_wording(collation)
    compare_frame(collation)
    compare_omissions(collation)


def _put_back(version: Version, starts: tuple[int, ...], rules: Rules) -> Version:
    """The version with the parts that begin at `starts` taken as body."""
    if not starts:
        return version
    again = read_version(
        version.text, id=version.id, label=version.label, rules=rules, published=version.published, file=version.file,
        encoding=version.encoding, source=version.source, warnings=version.warnings, overrule=dict.fromkeys(starts, "body"),
    )  # fmt: skip
    return replace(again, published_from=version.published_from, warnings=version.warnings)


def _mirrored(link: Link) -> Link:
    operation = {"omitted": "added", "added": "omitted", "split": "merged", "merged": "split"}.get(link.operation, link.operation)
    return replace(link, a=link.b, b=link.a, operation=operation)  # type: ignore[arg-type]


def _place(link: Link) -> tuple[bool, int]:
    return (not link.a, (link.a or link.b)[0])
