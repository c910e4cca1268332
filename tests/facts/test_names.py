"""Names: cases in an editor's words (tests/cases/names.toml), what two names have in common, and texts made to be slow."""

from __future__ import annotations

import json
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.facts.names import find_names, name_variant, same_name
from components.facts.names_script import transliterated
from components.facts.roles import find_roles
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import EntityType, Name, Part, Rules, Sentence, Span, Version

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "names.toml").read_text(encoding="utf-8"))["case"]
RULES = load_rules()


def version(text: str) -> Version:
    return read_version(text, id="a", label="A", rules=RULES)


def names(text: str) -> list[tuple[str, str, str]]:
    return [(name.span.of(text), name.entity, name.entity_type) for name in find_names(version(text), RULES)]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_names_an_editor_would_read(case: dict[str, Any]) -> None:
    found = find_names(version(case["text"]), RULES)
    assert [[name.span.of(case["text"]), name.entity, name.entity_type] for name in found] == case["names"]
    if "forms" in case:
        assert [name.form for name in found] == case["forms"]


def by_hand(text: str, *parts: tuple[str, str]) -> tuple[Version, list[Name]]:
    """A version of one sentence a part: (kind, text of the part)."""
    sentences, at = [], 0
    for index, (kind, words) in enumerate(parts):
        start = text.index(words, at)
        at = start + len(words)
        sentences.append(Sentence(index, kind, index, Span(start, at)))  # type: ignore[arg-type]
    made = Version("a", "A", text, tuple(Part(s.part, s.span, "") for s in sentences), tuple(sentences))
    return made, list(find_names(made, RULES))


def test_a_headline_in_title_case_names_only_what_the_story_names() -> None:
    text = "Kovar Claims Victory In Tight Race\n\nMilena Kovar claimed victory on Sunday."
    _, found = by_hand(text, ("headline", "Kovar Claims Victory In Tight Race"), ("body", "Milena Kovar claimed victory on Sunday."))
    assert [(name.span.of(text), name.entity) for name in found] == [("Kovar", "Milena Kovar"), ("Milena Kovar", "Milena Kovar")]


def test_a_dateline_is_a_place_even_where_it_is_an_organisation() -> None:
    text = "UNITED NATIONS — The United Nations met."
    _, found = by_hand(text, ("dateline", "UNITED NATIONS"), ("body", "The United Nations met."))
    assert [name.entity_type for name in found] == ["place", "organisation"]


def test_a_byline_in_capitals_is_a_person() -> None:
    text = "By PAVEL ORSAG and IRINA TELL\n\nNobody came."
    _, found = by_hand(text, ("byline", "By PAVEL ORSAG and IRINA TELL"), ("body", "Nobody came."))
    assert [(name.entity, name.entity_type) for name in found] == [("Pavel Orsag", "person"), ("Irina Tell", "person")]


def test_an_aside_does_not_change_whom_the_story_names() -> None:
    text = "Rosa Ortega won. Ortega wept.\n\nREAD MORE: Juan Ortega lost. Ortega left."
    _, found = by_hand(
        text, ("body", "Rosa Ortega won."), ("body", "Ortega wept."), ("aside", "READ MORE: Juan Ortega lost."), ("aside", "Ortega left.")
    )
    assert [name.entity for name in found if name.span.start < text.index("READ")] == ["Rosa Ortega", "Rosa Ortega"]


def test_every_name_lies_in_its_sentence_and_over_no_other() -> None:
    text = "\n\n".join(case["text"] for case in CASES)
    whole = version(text)
    found = find_names(whole, RULES)
    assert all(whole.sentences[name.sentence].span.contains(name.span) for name in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_no_rules_and_no_text_find_no_gazetteer_name_and_do_not_fail() -> None:
    assert find_names(version(""), RULES) == ()
    assert find_names(version("The river rose in the night."), Rules({})) == ()


SAME: list[tuple[str, str, EntityType, str]] = [
    ("Leff", "Jonah Leff", "person", "surname alone"),
    ("Ms Juma", "Juma", "person", "with and without an honorific"),
    ("Dr. Martin Hale", "Dr Martin Hale", "person", "capitals, accents and marks alone"),
    ("Justice Grace Otieno", "Grace Otieno", "person", "with and without an honorific"),
    ("Robert Wood", "Bob Wood", "person", "another form of the given name"),
    ("R. Wood", "Robert Wood", "person", "initials"),
    ("Robert Wood", "Robert A. Wood", "person", "shorter form"),
    ("Benes", "Beneš", "person", "capitals, accents and marks alone"),
    ("Muhammad al-Khatib", "Mohammed al-Khatib", "person", "another form of the given name"),
    ("Zhou Enlai", "Chou En-lai", "person", "listed alias"),
    ("Andrei Volkov", "Andriy Volkov", "person", "another form of the given name"),
    ("Pyotr Tchaikovsky", "Pyotr Chaikovsky", "person", "listed alias"),
    ("Boris Chukov", "Boris Tchukov", "person", "transliteration"),
    ("Kiev", "Kyiv", "place", "listed alias"),
    ("DPRK", "North Korea", "place", "acronym"),
    ("Russian", "Russia", "place", "nationality word for its country"),
    ("World Health Organization", "WHO", "organisation", "acronym"),
    ("National Harbour Inspectorate", "NHI", "organisation", "acronym"),
    ("Corvane Metals Ltd.", "Corvane Metals", "organisation", "small words alone"),
    ("Security Council", "UN Security Council", "organisation", "listed alias"),
    ("Kwale", "Kwale County", "place", "shorter form"),
    ("Ministry of Defence", "Defense Ministry", "organisation", "words in another order"),
    ("Lee Jae-myung", "Lee Jae Myung", "person", "capitals, accents and marks alone"),
]
OTHER: list[tuple[str, str, EntityType]] = [
    ("Grace Otieno", "Grace Atieno", "person"),
    ("Jana Petrik", "Jana Petrak", "person"),
    ("Kim Jong Un", "Kim Song", "person"),
    ("Mr Jenkin", "Miss Jenkin", "person"),
    ("John Amsel", "Sean Amsel", "person"),
    ("Ann Smith", "Ann Smyth", "person"),
    ("Karel Vondra", "Karel Vondrak", "person"),
    ("Anna Weiss", "Karl Weiss", "person"),
    ("Kathryn Jenkin", "Mr Jenkin", "person"),
    ("Iran", "Iraq", "place"),
    ("Austria", "Australia", "place"),
    ("Beirut", "Damascus", "place"),
    ("Iranian", "Iraq", "place"),
    ("Paris", "Paris Store", "place"),
    ("IBF", "IBO", "organisation"),
    ("Supreme Court", "High Court", "organisation"),
    ("Foreign Ministry", "Finance Ministry", "organisation"),
]


@pytest.mark.parametrize(("a", "b", "type", "reason"), SAME)
def test_two_names_that_can_mean_one(a: str, b: str, type: EntityType, reason: str) -> None:
    assert name_variant(a, b, RULES, type) == reason
    assert name_variant(b, a, RULES, type) == reason
    assert same_name(a, b, type, RULES)


@pytest.mark.parametrize(("a", "b", "type"), OTHER)
def test_two_names_that_mean_two(a: str, b: str, type: EntityType) -> None:
    assert name_variant(a, b, RULES, type) is None
    assert not same_name(b, a, type, RULES)


PAIRS = Path(__file__).parents[2].parent / "shared" / "gold" / "names" / "ecbplus_pairs.jsonl"


@pytest.mark.skipif(not PAIRS.exists(), reason="the public pairs of names are not in this folder's neighbourhood")
def test_pairs_of_names_from_the_news_are_told_same_or_not() -> None:
    types: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    called_same = [pair["same"] for pair in pairs if same_name(pair["a"], pair["b"], types[pair["type"]], RULES)]
    assert sum(called_same) / len(called_same) >= 0.97  # words of one within the other reach .96
    assert sum(called_same) / sum(pair["same"] for pair in pairs) >= 0.43  # .53 is all that can be known from the names alone


PIECES = [
    *"Mr Dr. President the of and for UN U.S. Russia’s Russian ’ ‘ “ — , . : ( ) Jonah Leff bin von O’Neill al-Assad D-Mass.".split(),
    *"St. Thomas’ Hospital King minister former director at was named He who 47 KN-23 US$ Bank England Lake Hurricane".split(),
    *"Sheriff’s Office & Ltd.".split(),
    *"É İstanbul ß 王 Путин II May No. X A. I’m".split(),
    "\n\n",
    "\u00a0",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from((" ", "", "\n")))
@settings(max_examples=150, deadline=None)
def test_whatever_the_text_names_and_roles_lie_in_their_sentences_and_over_no_other(pieces: list[str], blank: str) -> None:
    whole = version(blank.join(pieces))
    found = find_names(whole, RULES)
    for facts in (found, find_roles(whole, found, RULES)):
        assert all(whole.sentences[fact.sentence].span.contains(fact.span) and len(fact.span) for fact in facts)
        assert all(a.span.end <= b.span.start for a, b in pairwise(facts))


WORST = {
    "capitals": "Aa " * 60_000,
    "a name without end": "Bank of " * 25_000,
    "one word": "Aa-" * 60_000,
    "points": "A." * 90_000,
    "one family name": ". ".join(f"Jo{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)} Smith said" for i in range(8_000)),
    "marks": "‘Limits’ Part " * 13_000,
    "apostrophes": "O'" * 90_000,
}


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_a_text_made_to_be_slow_is_read_in_linear_time(text: str) -> None:
    one = Version("a", "A", text, (), (Sentence(0, "body", 0, Span(0, len(text))),))
    begun = time.process_time()
    find_names(one, RULES)
    assert time.process_time() - begun < 10  # seconds for 180 kB; quadratic reading takes minutes


# one name of another script in two spellings, by the signs of its script; and names of no such sign, or of other sounds
TRANSLITERATED = """Plamen Hadzhov/Plamen Hadjov; Tsvetkov/Cvetkov; Sergei Belov/Sergej Below; Yevgeny Zhukovsky/Evgeni Jukovskij;
Danilieva/Daniliyeva; Nikolay Solovyov/Nikolai Soloviev; Samir al-Tareq/Sameer el-Tarik;
Abdel Karim/Abdul Kareem; Abdulrahman Sabri/Abd al-Rahman Sabry;
ash-Shamal/al-Shamal; Nasser bin Yousuf/Nasir bin Yusuf; Kostas Petropoulos/Costas Petropoulos; Giannis Stamatakis/Yannis Stamatakis;
Park Chung-su/Pak Jeong-su; Lee Jae-min/Yi Jae Min; Hsu Chih-ming/Xu Zhiming; Ravi Agarwal/Ravi Aggarwal"""
OTHER_NAMES = """Grace Otieno/Grace Atieno; Marta Ibarra/Marta Ybarra; Jana Petrik/Jana Petrak; Milan Halas/Milan Halash; Harrow/Merrow;
Karim Hassan/Karim Hussein; Elaine Marsh/Elaine March; Tomas Berg/Thomas Berg;
Ivanov/Petrov; Sokolov/Sokalov; Orlova/Orlov; Zhang Wei/Chang Wei; Kim Min-ji/Kim Min-ja; Kim Min-ji/Lee Min-ji; Al Gore/Al Gere;
Martin/Marten; Ahmed Karim/Ahmed Karam; Iran/Iraq; Niger/Nigeria; Petrov/Petrev; Steven Marr/Stephen Marr"""


@pytest.mark.parametrize("pair", TRANSLITERATED.replace("\n", " ").split(";"))
def test_two_spellings_of_one_name_of_another_script(pair: str) -> None:
    a, b = pair.strip().split("/")
    assert transliterated(a, b, RULES) and transliterated(b, a, RULES)


@pytest.mark.parametrize("pair", OTHER_NAMES.replace("\n", " ").split(";"))
def test_two_names_that_no_script_makes_one(pair: str) -> None:
    a, b = pair.strip().split("/")
    assert not transliterated(a, b, RULES) and not transliterated(b, a, RULES)


def test_a_place_of_the_gazetteer_and_another_spelling_of_it() -> None:
    assert transliterated("Hodeidah", "Hudaydah", RULES, "place")
    assert not transliterated("Hodeidah", "Hudaydah", RULES, "person")


def test_very_long_names_are_read_in_no_time() -> None:
    started = time.perf_counter()
    transliterated("Chjyoye" * 20_000 + "ov", "Chjyoye" * 20_001 + "ov", RULES)
    assert time.perf_counter() - started < 2
