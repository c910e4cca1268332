"""Links: what answers what, what was moved, split, merged, left out, put in, and never anything between different stories."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.loader.align import LINK, align, looks_related
from components.loader.likeness import Comparer, stem
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.loader.tokens import TokenTable, tokenise
from components.model import Link, Story, Version

RULES = load_rules()
SHARED = Path(__file__).resolve().parents[3] / "shared"

SURVEY = "Engineers found no new cracks in the dam above Korvala on Monday, the water board said."
HOLM = "“We looked at every metre of the wall,” said Nadia Holm, the board’s chief engineer."
VALLEY = "About 3,000 villagers had left the valley the week before, and many of them have not come back."
SIRENS = "The board will put up new sirens in three villages, where the old ones had rusted through."
COST = "The survey cost 1.2 million crowns, which the province paid."
HISTORY = "The dam was built in 1950 by prisoners whose names are cut into its eastern tower."


def version(text: str, id: str = "a") -> Version:
    return read_version(text, id=id, label=id.upper(), rules=RULES)


def links(a: str, b: str, threshold: float = LINK) -> tuple[Version, Version, tuple[Link, ...]]:
    table = TokenTable()
    one, two = version(a), version(b, "b")
    return one, two, align(one, two, tokenise(one, table), tokenise(two, table), threshold=threshold)


def shape(a: list[str], b: list[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Operation and sentences of every link of two texts of one sentence a paragraph."""
    return [(link.operation, link.a, link.b) for link in links("\n\n".join(a), "\n\n".join(b))[2]]


def test_the_same_sentence_is_kept_and_a_changed_one_edited() -> None:
    edited = HOLM.replace("every metre", "each metre").replace("chief engineer", "chief surveyor")
    assert shape([SURVEY, HOLM, VALLEY], [SURVEY, edited, VALLEY]) == [("kept", (0,), (0,)), ("edited", (1,), (1,)), ("kept", (2,), (2,))]


def test_other_capitals_and_quotation_marks_are_an_edit_of_the_same_words() -> None:
    _, _, (link, *_) = links(f"{HOLM}\n\n{SURVEY}", f"{HOLM.replace('“', chr(34)).replace('”', chr(34))}\n\n{SURVEY}")
    assert (link.operation, link.similarity) == ("edited", 1.0)


def test_other_blanks_are_no_edit() -> None:
    _, _, (link, *_) = links(SURVEY + "\n\n" + HOLM, SURVEY.replace(" ", "  ") + "\n\n" + HOLM)
    assert link.operation == "kept"


def test_what_only_one_version_has_is_omitted_or_added_in_reading_order() -> None:
    assert shape([SURVEY, COST, VALLEY], [SURVEY, HISTORY, VALLEY, SIRENS]) == [
        ("kept", (0,), (0,)), ("added", (), (1,)), ("omitted", (1,), ()), ("kept", (2,), (2,)), ("added", (), (3,)),
    ]  # fmt: skip


def test_a_moved_sentence_is_moved_although_it_was_edited() -> None:
    moved = COST.replace("crowns", "kroner")
    found = shape([SURVEY, COST, HOLM, VALLEY, SIRENS], [SURVEY, HOLM, VALLEY, SIRENS, moved])
    assert ("moved", (1,), (4,)) in found
    assert sum(operation == "moved" for operation, *_ in found) == 1


def test_of_two_sentences_of_one_length_the_same_one_has_moved_whichever_side_is_a() -> None:
    east, west = "The eastern gate was shut by Mira Holm.", "The western road was dug by Anton Uhrs."
    assert len(east) == len(west)
    one = [SURVEY, east, west, SIRENS]
    other = [SURVEY, west, east, SIRENS]
    moved = {(a, b) for operation, a, b in shape(one, other) if operation == "moved"}
    assert moved == {(b, a) for operation, a, b in shape(other, one) if operation == "moved"} and len(moved) == 1


def test_a_sentence_cut_in_two_is_split_and_two_made_one_are_merged() -> None:
    first, second = "About 3,000 villagers had left the valley the week before.", "Many of them have not come back."
    assert ("split", (1,), (1, 2)) in shape([SURVEY, VALLEY, COST], [SURVEY, first, second, COST])
    assert ("merged", (1, 2), (1,)) in shape([SURVEY, first, second, COST], [SURVEY, VALLEY, COST])


def test_the_headline_does_not_steal_the_lede() -> None:
    headline = "Engineers find no new cracks in the dam above Korvala"
    a, _, found = links(f"{headline}\n\n{SURVEY} {HOLM}", f"{SURVEY} {HOLM}")
    assert a.sentences[0].part == "headline"
    assert [(link.operation, link.a, link.b) for link in found] == [("omitted", (0,), ()), ("kept", (1,), (0,)), ("kept", (2,), (1,))]


def test_headline_answers_headline_and_dateline_dateline_however_different() -> None:
    a = f"No cracks in dam\n\nBy Jane Roe\n\nKORVALA, Sandria (AP) — {SURVEY} {HOLM} {VALLEY}"
    b = f"Villagers still afraid\n\nBy Tom Vale\n\nLUND — {SURVEY} {HOLM} {VALLEY}"
    one, two, found = links(a, b)
    pairs = {one.sentences[link.a[0]].part: two.sentences[link.b[0]].part for link in found if link.a and link.b}
    assert pairs == {kind: kind for kind in ("headline", "byline", "dateline", "body")}


def test_two_different_stories_have_no_link_at_all() -> None:
    a = f"No cracks in dam\n\n{SURVEY} {HOLM} {VALLEY} {COST}"
    b = (
        "Choir sings for tram drivers\n\nA choir of pensioners sang for striking tram drivers in Lund on Monday, the union said. "
        "“They knew every verse,” said its leader, Karl Berg. The strike has lasted nine days."
    )
    one, two, found = links(a, b)
    assert all(link.operation in ("omitted", "added") for link in found)
    assert not looks_related(found, one, two)


def test_items_of_a_list_with_the_same_label_answer_each_other() -> None:
    a = f"{SURVEY}\n\nVotes so far:\n\n• Lund: 12 - 40\n• Halm: 8 - 3\n\n{COST}"
    b = f"{SURVEY}\n\nHere it is, counted twice:\n\n• Halm: 83% to 17%\n• Lund: 4% to 96%\n\n{COST}"
    one, two, found = links(a, b)
    labels = {one.sentences[k.a[0]].span.of(one.text)[:4]: two.sentences[k.b[0]].span.of(two.text)[:4] for k in found if k.a and k.b}
    assert labels["Lund"] == "Lund"
    assert labels["Halm"] == "Halm"
    assert labels["Vote"] == "Here"


def test_spelling_habits_and_number_words_do_not_part_sentences() -> None:
    assert stem("organisations") == stem("organization")
    assert stem("nine") == stem("9")
    assert stem("licence") == stem("license")
    assert stem("colour") == stem("color")
    assert stem("january") == stem("jan")


def test_the_threshold_is_one_number_that_the_caller_moves() -> None:
    changed = "The survey cost the council 1.4 million kroner, which nobody has paid."
    assert any(link.a and link.b for link in links(COST, changed)[2])
    assert not any(link.a and link.b for link in links(COST, changed, 0.8)[2])


def test_repeated_sentences_answer_each_other_in_order() -> None:
    found = shape([SURVEY, "He said no.", "He said no.", HOLM, "He said no."], [SURVEY, "He said no.", HOLM, "He said no."])
    kept = [(a, b) for operation, a, b in found if operation == "kept"]
    assert len(kept) == 4
    assert ("omitted" in {operation for operation, *_ in found}) and "moved" not in {operation for operation, *_ in found}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("", ""),
        ("", SURVEY),
        ("Flood", "Flood"),
        ("Flood", ""),
        (SURVEY.upper() + "\n\n" + HOLM.upper(), SURVEY + "\n\n" + HOLM),
        ("***\n\n—", "***"),
        ("洪水が来た。けが人はいない。", "洪水が来た。けが人はいない。"),
        ("Плотина выдержала. Совет собрался.", "Плотина выдержала."),
    ],
)
def test_the_smallest_and_strangest_texts_are_aligned_too(a: str, b: str) -> None:
    one, two, found = links(a, b)
    accounted(one, two, found)
    if a and a == b:
        assert {link.operation for link in found} == {"kept"}


def test_another_script_is_paired() -> None:
    a = "Плотина над Корвалой выдержала паводок, сообщил совет в понедельник.\n\nЖители вернулись домой."
    b = "Плотина над Корвалой выдержала сильный паводок, сообщил в понедельник совет.\n\nЖители вернулись домой."
    assert [link.operation for link in links(a, b)[2]] == ["edited", "kept"]


def accounted(a: Version, b: Version, found: tuple[Link, ...]) -> None:
    """Every sentence of every part is in exactly one link, and links say why."""
    assert sorted(i for link in found for i in link.a) == list(range(len(a.sentences)))
    assert sorted(j for link in found for j in link.b) == list(range(len(b.sentences)))
    for link in found:
        assert link.reason
        assert (link.similarity is None) == (not link.a or not link.b)
        assert link.similarity is None or 0 <= link.similarity <= 1


WORDS = st.sampled_from(["the dam", "held", "again", "Korvala", "said", "no", "12", "villagers", "board", "on Monday", "and left"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize() + ".")
TEXTS = st.lists(SENTENCES, max_size=12).map("\n\n".join)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_every_sentence_is_accounted_for_whatever_the_texts(a: str, b: str) -> None:
    accounted(*links(a, b))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_text_and_itself_are_the_same(text: str) -> None:
    assert {link.operation for link in links(text, text)[2]} <= {"kept"}


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_one_comparer_for_many_versions_changes_nothing(a: str, b: str) -> None:
    table, comparer = TokenTable(), Comparer()
    one, two = version(a), version(b, "b")
    tokens = tokenise(one, table), tokenise(two, table)
    align(two, one, tokens[1], tokens[0], comparer=comparer)
    align(one, one, tokens[0], tokens[0], comparer=comparer)
    assert align(one, two, *tokens, comparer=comparer) == align(one, two, *tokens)


def test_the_debris_story_has_its_twelve_links_and_none_between_teasers_and_story(debris: Story) -> None:
    a, b = debris.version("paraphrase"), debris.version("newspaper")
    table = TokenTable()
    found = align(a, b, tokenise(a, table), tokenise(b, table))
    accounted(a, b, found)
    pairs = [(link.a, link.b) for link in found if link.a and link.b]
    assert len(pairs) == 12
    assert pairs == sorted(pairs)
    assert all(a.sentences[i].part == b.sentences[j].part == "body" for (i,), (j,) in pairs)
    assert looks_related(found, a, b)


RIVER = ["Rain fell on the hills all night long.", "Schools in the valley stayed shut for want of teachers."]


def test_a_sentence_turned_round_and_put_in_other_words_answers_the_first() -> None:
    a = "Divers working for the harbour board told the mayor on Friday that the anchor which tore the cable came from a coaster."
    b = "It was a coaster that lost the anchor by which the cable was torn, a team of divers informed the mayor on May 3."
    assert shape([RIVER[0], a, RIVER[1]], [RIVER[0], b, RIVER[1]])[1] == ("edited", (1,), (1,))


def test_a_sentence_in_other_words_and_another_place_needs_a_name_or_a_figure_in_common() -> None:
    a = "Orsola’s owner, Tomas Berg, said no flats would be sold in Korvala for at least two years."
    b = "In Korvala no flats are to go for a minimum of 24 months, promised the owner of Orsola, Tomas Berg."
    assert ("moved", (0,), (2,)) in shape([a, SURVEY, VALLEY], [SURVEY, VALLEY, b])
    c, d = "Cranes lifted empty crates and barrels over the wall.", "Behind a wall of stone stood the crates that a crane had brought."
    assert not [found for found in shape([c, SURVEY, VALLEY], [SURVEY, VALLEY, d]) if found[0] == "moved"]


def test_two_new_sentences_about_the_same_dam_are_no_link() -> None:
    a = "The dam holds back a lake of nine square kilometres."
    b = "Fishermen at the dam asked the province for new boats."
    assert {operation for operation, *_ in shape([SURVEY, a, VALLEY], [SURVEY, b, VALLEY])} == {"kept", "omitted", "added"}


def test_a_synonym_counts_when_sentences_are_joined() -> None:
    senses = {"attorney": (1,), "lawyer": (1,), "physician": (2,), "doctor": (2,)}
    comparer = Comparer(lambda word: senses.get(word, ()))
    table = TokenTable()
    one, two = version("An attorney met a physician."), version("A lawyer met a doctor.", "b")
    (x,), (y,) = (comparer.sentences(tokenise(side, table)) for side in (one, two))
    assert comparer.meaning(*map(comparer.to_stems, (x, y))) > 0.75
    plain = Comparer()
    (x,), (y,) = (plain.sentences(tokenise(side, table)) for side in (one, two))
    assert plain.meaning(*map(plain.to_stems, (x, y))) < 0.4


HOSTILE = {
    "identical": (["He said no to the plan."] * 3000, ["He said no to the plan."] * 2900),
    "nearly identical": ([f"He said no to plan {k}." for k in range(3000)], [f"He said yes to plan {k}." for k in range(3000)]),
    "shuffled": ([f"Sentence {k} is of house {k * 7919 % 1000} in street {k * 31 % 97}." for k in range(5000)],) * 2,
    "one long sentence": (["word " * 100_000], ["word other " * 60_000]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_thousands_of_like_sentences_do_not_hang(name: str) -> None:
    a, b = HOSTILE[name]
    if name == "shuffled":
        b = random.Random(1).sample(b, len(b))
    start = time.process_time()
    one, two, found = links("\n".join(a), "\n".join(b))
    assert time.process_time() - start < 20  # a second at most on a quiet machine
    accounted(one, two, found)
