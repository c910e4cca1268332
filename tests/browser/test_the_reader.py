"""Read in a browser: the card under its row, the marks, the keys, what folds, what moved. Texts of our own are invented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "stories"
READ = "?panel=read"
ROOT = "[...document.querySelectorAll('*')].find(node => node.shadowRoot?.querySelector('.reader'))?.shadowRoot"
ACTIVE = f"() => {{ const node = {ROOT}.activeElement; return node ? node.className + ' ' + (node.innerText ?? '') : '' }}"
UNDER = f"""() => {{
    const root = {ROOT}, card = root.querySelector('.card'), box = root.querySelector('.reader').getBoundingClientRect();
    const row = card.previousElementSibling, at = card.getBoundingClientRect(), head = root.querySelector('.top').getBoundingClientRect();
    return row.matches('.row.selected') && Math.abs(at.top - row.getBoundingClientRect().bottom) < 2 && at.bottom <= box.bottom + 1
        && row.getBoundingClientRect().top >= head.bottom - 1;
}}"""


def write_story(folder: Path, a: str, b: str) -> Path:
    """A folder of stories with one story of two texts."""
    story = folder / "own"
    story.mkdir(parents=True)
    (story / "a.txt").write_text(a, encoding="utf-8")
    (story / "b.txt").write_text(b, encoding="utf-8")
    versions = "".join(f'[[version]]\nid = "{name}"\nlabel = "Text {name}"\nfile = "{name}.txt"\n' for name in "ab")
    (story / "story.toml").write_text(f'title = "Own"\n{versions}', encoding="utf-8")
    return folder


def step(made: Any, key: str, number: int) -> None:
    """Press n or p and wait until the card says where in the list that leads."""
    made.page.keyboard.press(key)
    made.page.wait_for_function(f"() => {ROOT}.querySelector('.card:not(.stale) header')?.innerText.startsWith('{number} of')")
    made.settle()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 800)])
def test_the_card_opens_under_the_selected_row_and_both_are_in_sight_in_the_reader(screen: Any, width: int, height: int) -> None:
    made = screen(width=width, height=height)
    page = made.open(READ)
    assert page.locator(".card").count() == 0, "nothing is selected, nothing stands in its place"
    for number in range(1, 6):
        step(made, "n", number)
        page.wait_for_function(UNDER)
        assert page.locator(".card").count() == 1
    assert page.locator('[data-testid="stMain"]').evaluate("node => node.scrollTop") == 0
    card = page.locator(".card")
    assert "Check first" in card.inner_text() and "Why" in card.inner_text() and "How this was decided" in card.inner_text()
    assert not card.locator("details p").first.is_visible(), "how it was decided is folded"


def test_next_and_previous_walk_the_list_of_findings_and_the_marks_of_the_bar_say_so(screen: Any) -> None:
    made = screen()
    page = made.open(READ)
    many = int(page.locator(".panels .n").first.evaluate("node => node.childNodes[1].textContent"))
    assert re.search(r"▲◆ next finding \(n\) · previous finding \(p\)", page.locator(".bar-line .steps").text_content())
    step(made, "n", 1)
    step(made, "n", 2)
    step(made, "p", 1)
    step(made, "p", many)
    page.locator(".bar-line").get_by_role("link", name="next finding").click()
    page.wait_for_function(f"() => {ROOT}.querySelector('.card header')?.innerText.startsWith('1 of')")
    page.locator(".card").get_by_role("link", name="Next finding").click()
    page.wait_for_function(f"() => {ROOT}.querySelector('.card header')?.innerText.startsWith('2 of')")


def test_escape_closes_the_card_and_the_focus_stays_on_its_row(screen: Any) -> None:
    made = screen()
    page = made.open(READ)
    row = page.locator(".reader .row:has(mark)").nth(3)
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".card .detail")
    made.settle()
    assert row.evaluate("node => node.getRootNode().activeElement === node"), "the focus is kept over the rerun"
    page.keyboard.press("Tab")
    assert page.evaluate(f"() => !!{ROOT}.activeElement.closest('.card')"), "the card follows its row"
    page.keyboard.press("Escape")
    page.wait_for_selector(".card", state="detached")
    page.wait_for_function("() => !location.search.includes('sel=')")
    made.settle()
    assert page.locator(".card, .reader .selected").count() == 0
    assert row.evaluate("node => node.getRootNode().activeElement === node")


def test_a_pasted_link_opens_the_card_under_its_row(screen: Any) -> None:
    made = screen()
    made.open(READ)
    step(made, "n", 1)
    step(made, "n", 2)
    made.parameters("sel=")
    page = screen().open(made.page.url.split("/", 3)[3])
    page.wait_for_function(f"() => {ROOT}.querySelector('.card header')?.innerText.startsWith('2 of')")
    page.wait_for_function(UNDER)


def test_a_link_of_the_card_keeps_the_focus_when_the_card_moves_on(screen: Any) -> None:
    made = screen()
    page = made.open(READ)
    step(made, "n", 1)
    page.locator(".card").get_by_role("link", name="Next finding").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {ROOT}.querySelector('.card:not(.stale) header')?.innerText.startsWith('2 of')")
    made.settle()
    assert page.evaluate(f"() => {ROOT}.activeElement?.getAttribute('aria-label')") == "Next finding"


def test_a_place_of_a_finding_is_chosen_in_the_card_and_the_card_goes_to_its_row(screen: Any) -> None:
    made = screen()
    page = made.open(READ)
    many = int(page.locator(".panels .n").first.evaluate("node => node.childNodes[1].textContent"))
    for number in range(1, many + 1):
        step(made, "n", number)
        if page.locator(".card .places li").count() > 1:
            break
    place = page.locator('.card .places a:not([aria-current="true"])').first
    wanted = place.get_attribute("data-pick")
    place.click()
    page.wait_for_selector(f".card[data-card='{wanted}']")
    assert page.locator(".card .places a[aria-current='true']").get_attribute("data-pick") == wanted
    page.wait_for_function(UNDER)


def test_the_arrows_walk_rows_and_marks_and_enter_chooses_the_mark(screen: Any) -> None:
    made = screen()
    page = made.open(READ)
    rows = page.locator(".reader .row")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    assert rows.nth(1).evaluate("node => node.getRootNode().activeElement === node")
    page.keyboard.press("End")
    assert rows.last.evaluate("node => node.getRootNode().activeElement === node")
    page.keyboard.press("Home")
    row = page.locator(".reader .row:has(mark + mark), .reader .row:has(mark ~ mark)").first
    row.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    wanted = page.evaluate(f"() => {ROOT}.activeElement.dataset.difference")
    page.keyboard.press("Enter")
    made.parameters(f"sel={wanted}")
    page.wait_for_selector(f".card[data-card='{wanted}']")


A = """The mayor opened the old bridge on Monday.

Two ferries were sold by the harbour board to a dealer in Oslo.

“Following initial talks, the pilots agreed to come back,” said Ines Talvik, who speaks for them.

Nobody was hurt in the storm of last winter.

The clerk counted forty lamps before the hall was closed.

A choir sang until the lights went out.
"""
B = """The mayor opened the old bridge on Monday.

“Following the initial talks, the pilots agreed to come back,” said Ines Talvik, who speaks for them.

Nobody was hurt in the storm of last winter.

The clerk counted forty lamps before the hall was closed.

A choir sang until the lights went out.
"""


def test_an_insertion_mark_has_a_name_and_a_click_selects_what_is_missing(screen: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = screen(stories=write_story(tmp_path_factory.mktemp("gap"), A, B))
    page = made.open(READ)
    mark = page.get_by_role("button", name="Nothing here in A. B has: the")
    around = mark.evaluate("node => [node.previousSibling.textContent, node.nextSibling.textContent]")
    assert around[0].endswith("Following") and around[1].startswith(" initial")
    mark.click()
    page.wait_for_selector(".card .wb:has-text('the')")
    assert mark.evaluate("node => node.matches('.on')")
    empty = page.locator(".reader .cell.b.unfilled .gap")
    assert empty.inner_text() == "nothing here"
    assert empty.evaluate("node => getComputedStyle(node, '::before').clipPath").startswith("polygon")
    empty.click()
    page.wait_for_function(UNDER)
    assert "Two ferries" in page.locator(".row.selected").inner_text()
    assert "Only in A" in page.locator(".card").inner_text()


def test_unchanged_sentences_fold_with_their_number_and_one_click_opens_them(
    screen: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = screen(stories=write_story(tmp_path_factory.mktemp("fold"), A, B)).open(READ)
    hidden = page.locator(".reader .row", has_text="forty lamps")
    assert not hidden.is_visible()
    page.get_by_role("button", name="3 sentences the same in both").click()
    assert hidden.is_visible()
    page.get_by_role("button", name="3 sentences the same in both").click()
    assert not hidden.is_visible()


def test_the_tail_of_a_passage_of_one_version_folds_and_a_search_opens_it(screen: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    colours = ("red", "blue", "green", "white", "brown")
    more = "".join(f"\nLantern {colour} was carried up the hill by a child from the school.\n" for colour in colours)
    made = screen(stories=write_story(tmp_path_factory.mktemp("tail"), A + more, A))
    page = made.open(READ)
    assert page.locator(".reader .row", has_text="Lantern blue").is_visible()
    assert not page.locator(".reader .row", has_text="Lantern white").is_visible()
    fold = page.get_by_role("button", name="3 more sentences only in A")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    assert page.locator(".reader .row", has_text="Lantern white").is_visible()
    page = made.open(f"{READ}&q=lantern+green")
    assert page.locator(".reader .row", has_text="Lantern green").is_visible()
    assert page.locator(".reader .row:not(.dim):visible").count() == 1


def test_a_moved_sentence_says_where_its_other_half_is_and_one_click_goes_there_and_back(screen: Any) -> None:
    page = screen().open(READ)
    row = page.locator(".reader .row", has=page.get_by_role("button", name="Show its place in B")).first
    assert re.search(r"Moved: sentence \d+ of A, sentence \d+ of B", row.inner_text())
    row.get_by_role("button").last.click()
    assert "elsewhere" in page.evaluate(ACTIVE) and "here B has its sentence" in page.evaluate(ACTIVE)
    page.wait_for_timeout(100)
    there = page.locator(".reader .row.elsewhere").last
    box = there.bounding_box()
    assert box and 0 < box["y"] < 900
    there.get_by_role("button", name="Go there").click()
    assert "Moved: sentence" in page.evaluate(ACTIVE)


def test_the_first_screen_shows_headline_dateline_and_four_sentences_with_both_titles(screen: Any) -> None:
    if not (SHARED / "missile-debris").is_dir():
        pytest.skip("the missile-debris story is not beside the project (../shared/stories)")
    page = screen(stories=SHARED).open(f"{READ}&story=missile-debris")
    rows = page.locator(".reader .row").all()
    assert [row.locator(".n").inner_text() for row in rows[:6]] == ["Headline", "Dateline", "1", "2", "3", "4"]
    reader = page.locator(".reader").bounding_box()
    for row in rows[:6]:
        box = row.bounding_box()
        assert box and box["y"] + box["height"] <= min(900, reader["y"] + reader["height"]), row.inner_text()
    assert "executive director" in rows[5].inner_text() and "director of operations" in rows[5].inner_text()


def test_marks_cover_the_words_that_differ_and_no_others(screen: Any) -> None:
    if not (SHARED / "missile-debris").is_dir():
        pytest.skip("the missile-debris story is not beside the project (../shared/stories)")
    page = screen(stories=SHARED).open(f"{READ}&story=missile-debris")
    row = page.locator(".reader .row", has=page.locator(".n", has_text=re.compile("^3$")))
    said = "nodes => nodes.map(node => node.lastChild.textContent)"
    marks_a, marks_b = (row.locator(f".cell.{side} mark").evaluate_all(said) for side in "ab")
    assert "the DPRK" in marks_a and "North Korea" in marks_b and "arms" in marks_a and "weapon" in marks_b
    assert not any("accusations" in words or "and" in words.split() for words in (*marks_a, *marks_b))
    assert "," in marks_b, "the comma that only B has"
    comma = row.locator(".cell.a .gap").first
    assert comma.evaluate("node => node.previousSibling.textContent").endswith("accusations")
    assert comma.evaluate("node => node.nextSibling.textContent").startswith("”")


def test_right_to_left_text_stands_right_to_left_and_an_endless_word_breaks_in_its_cell(
    screen: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    arabic = "وقع الحادث في الميناء القديم صباح يوم الاثنين بحسب الشرطة المحلية"
    a = f"{arabic}.\n\nThe word {'W' * 500} was painted on 3 walls.\n"
    b = f"{arabic.replace('القديم', 'الجديد')}.\n\nThe word {'W' * 500} was painted on 4 walls.\n"
    made = screen(width=390, height=844, stories=write_story(tmp_path_factory.mktemp("rtl"), a, b))
    page = made.open(READ)
    directions = page.locator(".reader .cell:not(.unfilled)").evaluate_all("nodes => nodes.map(node => getComputedStyle(node).direction)")
    assert directions[:2] == ["rtl", "rtl"] and directions[-1] == "ltr"
    wide = page.locator(".reader").evaluate("node => node.scrollWidth - node.clientWidth")
    assert wide <= 0 and page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "layout"), [(1440, ""), (1440, "one"), (1024, "one")])
def test_a_line_holds_fifty_five_to_seventy_five_characters(screen: Any, width: int, layout: str) -> None:
    page = screen(width=width).open(f"{READ}&layout={layout}")
    page.wait_for_function("() => document.fonts.check('17px \"Source Serif\"')")
    page.evaluate("() => document.fonts.ready")
    lines = page.locator(".reader .cell.a").evaluate_all(
        """cells => cells.flatMap(cell => {
            const at = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), lines = new Map();
            for (let node; (node = at.nextNode()); ) {
                if (node.parentElement.closest('.sr, .tagged, .gap')) continue;
                for (let i = 0; i < node.length; i++) {
                    const range = document.createRange();
                    range.setStart(node, i), range.setEnd(node, i + 1);
                    const line = Math.round(range.getBoundingClientRect().bottom / 8);
                    lines.set(line, (lines.get(line) ?? 0) + 1);
                }
            }
            return [...lines.values()].slice(0, -1);
        })"""
    )
    full = sorted(lines)[len(lines) // 2 :]
    assert full[0] >= 55 and full[-1] <= 78, (full[0], full[-1])


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_with_an_open_card_breaks_no_rule_of_wcag(screen: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    made = screen(scheme=scheme)
    page = made.open(READ)
    step(made, "n", 1)
    page.locator(".card summary").click()
    found = axe.Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []
