"""Every panel on the sample story, without a browser: what stands on it, and that its address opens it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.comparison import compare
from components.model import Comparison, Rules, Settings, Version

ROOT = Path(__file__).resolve().parents[2]
PANELS = ("overview", "read", "titles", "quotes", "dates", "names", "only", "timeline", "table")


def page(**parameters: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, value in parameters.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception, test.exception
    return test


def shown(test: AppTest) -> str:
    """The words of the page, hidden ones for screen readers included."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(element.body for element in test.html), flags=re.DOTALL))


def value(test: AppTest, key: str) -> str:
    """One value of the address; AppTest gives a list or the value itself."""
    found = test.query_params[key]
    return found[0] if isinstance(found, list) else found


def paste(test: AppTest, a: str, b: str) -> None:
    """Compare two texts of one's own."""
    areas = {area.key: area for area in test.sidebar.text_area}
    areas["own_a"].input(a)
    areas["own_b"].input(b)
    next(button for button in test.sidebar.button if "pasted" in button.label).click().run()
    assert not test.exception


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_opens_by_its_address(panel: str) -> None:
    test = page(panel=panel)
    current = [element.body for element in test.html if 'class="panels"' in element.body]
    assert len(current) == 1 and re.search(
        r'data-go="panel=' + panel + r'[^>]*aria-current="true"|aria-current="true"[^>]*data-go="panel=' + panel, current[0]
    )


def test_the_overview_lists_both_titles_of_one_person() -> None:
    words = shown(page())
    assert "Maren Holloway" in words and "executive director" in words and "director of operations" in words
    assert "It does not know which is right." in words and "What Readback cannot see" in words
    assert "people, organisations and quotations are invented" in words


def test_what_is_minor_or_style_is_hidden_with_its_count_and_one_click_away() -> None:
    few, many = page(), page(show="minor,cosmetic")
    rows = [sum(element.body.count('class="row"') for element in test.html if 'class="findings"' in element.body) for test in (few, many)]
    assert 0 < rows[0] < rows[1]
    assert "style only" in shown(few)


def test_the_reader_has_a_row_for_every_link_and_every_character_of_both_texts() -> None:
    test = page(panel="read")
    reader = next(element for element in test.get("bidi_component") if "rows" in (element.proto.json or ""))
    data = json.loads(reader.proto.json)
    rows = [row for entry in data["rows"] for row in (entry["rows"] if entry["type"] == "fold" else [entry]) if entry["type"] != "head"]
    text = "".join(run[0] for row in rows for run in row["a"])
    wire = (ROOT / "data" / "stories" / "council-debris" / "wire.txt").read_text(encoding="utf-8")
    assert sorted("".join(text.split())) == sorted("".join(wire.replace(" — ", " ").split()))


def test_the_selected_finding_is_open_wherever_the_address_leads() -> None:
    test = page(panel="table")
    first = re.search(r'data-pick="([^" ]+)"', " ".join(element.body for element in test.html))
    assert first
    assert "Why ▲" in shown(page(panel="titles", sel=first[1]))


def test_the_rule_for_quotations_is_in_the_address() -> None:
    quotes = """“The pilots {} asked for the new chart,” said Lena Hoss.

Lena Hoss is a harbour pilot who works for the Norwind Institute.
"""
    shown_at = []
    for rule in ("", "lenient"):
        test = page(panel="quotes", rule=rule)
        paste(test, quotes.format("have"), quotes.format("had"))
        shown_at.append(next(element.body for element in test.html if "quote" in element.body and "have" in element.body))
    assert "Check" in shown_at[0] and "Minor" in shown_at[1]


def test_a_publication_date_taken_away_leaves_relative_dates_open() -> None:
    words = shown(page(panel="dates", published_b="unknown"))
    assert "no publication date" in words


def test_sides_can_be_swapped_in_the_sidebar() -> None:
    test = page()
    test.sidebar.button[0].click().run()
    assert not test.exception
    assert value(test, "a") == "newspaper" and value(test, "b") == "wire"


@pytest.mark.parametrize("screen", ["²", "٣", "-1", "x", "99999"])
def test_a_screen_of_present_that_is_no_number_of_one_is_the_nearest(screen: str) -> None:
    assert re.search(r"\d of \d|findings shown here", shown(page(present=screen)))


def test_present_shows_what_the_list_it_was_opened_from_shows() -> None:
    for panel, kind, name in (("titles", "", "Title"), ("table", "Term", "Term"), ("timeline", "", "Date")):
        first = shown(page(panel=panel, kind=kind, present="1"))
        assert f" · {name} · " in first, first


def test_a_story_of_three_versions_shows_every_pair() -> None:
    words = shown(page(story="ferry-fire"))
    assert "3 versions: every pair" in words


def test_a_part_that_is_put_back_is_compared() -> None:
    aside = shown(page(panel="only"))
    assert "Put aside, not compared" in aside
    body = " ".join(element.body for element in page(panel="only").html)
    back = re.search(r'data-go="back=(b\d+)', body)
    assert back
    words = shown(page(panel="only", back=back[1]))
    assert "1 part put back by you" in words


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"story": "nowhere"}, "nowhere"),
        ({"a": "ghost"}, "ghost"),
        ({"sel": "gone"}, "not in this comparison"),
        ({"published_a": "9999-12-31"}, "31 December 9999"),
        ({"story": "own"}, "not in this browser tab"),
        ({"text": "000000.000000", "sel": "gone"}, "have changed since this link was made; the finding is no longer there."),
    ],
)
def test_a_link_to_what_is_not_there_says_so_and_opens_the_rest(parameters: dict[str, str], said: str) -> None:
    words = shown(page(**parameters))
    assert said in words and "Agency copy" in words


@pytest.mark.parametrize("panel", [*PANELS, "nonsense"])
def test_texts_of_ones_own_open_in_every_panel(panel: str) -> None:
    test = page(panel=panel)
    paste(test, "Mayor Ines Talvik closed the Brasko bridge on 4 May 2023.", "Mayor Ines Talvik opened the Brasko bridge on 4 May 2023.")
    assert value(test, "story") == "own"
    assert "Version A" in shown(test)


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (
            "One and the same sentence about a bridge in the town of Brasko.",
            "One and the same sentence about a bridge in the town of Brasko.",
            "character for character",
        ),
        (
            "The ferry Orsola burned off Zadar. Divers found the wreck at dawn. Its owner said nothing.",
            "Milk prices rose in Lisbon for a third month. Farmers blame the drought. Shops expect a dry winter.",
            "do not look like versions of one story",
        ),
    ],
)
def test_texts_that_are_the_same_or_unrelated_are_said_to_be_so(a: str, b: str, said: str) -> None:
    test = page()
    paste(test, a, b)
    assert said in shown(test)


def test_nothing_pasted_is_said_and_the_story_stays() -> None:
    test = page()
    next(button for button in test.sidebar.button if "pasted" in button.label).click().run()
    words = shown(test)
    assert "nothing was pasted yet" in words and "Agency copy" in words


def test_one_file_alone_asks_for_the_other() -> None:
    test = page()
    test.sidebar.file_uploader[0].upload("first.txt", b"The bridge was opened.").run()
    assert not test.exception
    assert "first.txt: one text is here, two are needed" in shown(test)


def test_an_empty_folder_of_stories_says_what_a_story_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READBACK_STORIES", str(tmp_path))
    test = page()
    assert "a story is a folder with a story.toml" in shown(test)
    paste(test, "The old bridge of Brasko was closed on Monday.", "The old bridge of Brasko was opened on Monday.")
    assert "Version A" in shown(test), "texts of one's own can be compared all the same"


def test_other_texts_of_ones_own_forget_what_belonged_to_the_first() -> None:
    test = page(published_a="2024-05-06", panel="titles")
    paste(test, "The old bridge of Brasko was closed on Monday.", "The old bridge of Brasko was opened on Monday.")
    test.query_params["published_a"], test.query_params["sel"] = "2024-05-06", "a0"
    paste(test, "The ferry burned off Zadar at noon.", "The ferry burned off Zadar at night.")
    assert "published_a" not in test.query_params and "sel" not in test.query_params and value(test, "panel") == "titles"


def test_a_broken_story_is_named_and_the_next_one_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-broken").mkdir()
    (tmp_path / "a-broken" / "story.toml").write_text("title = ", encoding="utf-8")
    good = tmp_path / "b-good"
    good.mkdir()
    for name in ("one", "two"):
        (good / f"{name}.txt").write_text(f"Harbour pilot {name} sails on Monday.", encoding="utf-8")
    (good / "story.toml").write_text(
        'title = "Good"\n[[version]]\nid = "one"\nfile = "one.txt"\n[[version]]\nid = "two"\nfile = "two.txt"\n', encoding="utf-8"
    )
    monkeypatch.setenv("READBACK_STORIES", str(tmp_path))
    words = shown(page())
    assert "a-broken" in words and "Harbour pilot" in words


def test_the_engine_runs_once_for_what_is_looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, str]] = []

    def counted(a: Version, b: Version, rules: Rules, settings: Settings) -> Comparison:
        ran.append((a.id, b.id))
        return compare(a, b, rules, settings)

    monkeypatch.setattr("components.comparison.compare", counted)
    st.cache_resource.clear()
    page()
    page(panel="titles")
    page(panel="table", q="council", sort="kind")
    page(panel="read", sel="a3", show="minor")
    assert ran == [("wire", "newspaper")], "another panel, filter or selection compares nothing anew"
    page(rule="lenient")
    assert len(ran) == 2, "another setting does"
