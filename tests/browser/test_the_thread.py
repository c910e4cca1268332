"""One thread through every panel: what is searched, chosen and walked is so everywhere, and nothing jumps."""

from __future__ import annotations

import re
from typing import Any


def test_a_search_lights_the_strip_the_table_and_the_text_together(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=table")
    field = page.get_by_label("Words in a row")
    field.fill("Kharkiv")
    field.press("Enter")
    made.parameters("q=Kharkiv")
    made.settle()
    assert page.locator("table.rows tbody tr").count() > 0
    assert "hidden by the filters" in page.locator(".rb", has_text="Showing").last.inner_text()
    made.panel("read")
    page.wait_for_selector(".reader .row.dim")
    bright = page.locator(".reader .row:not(.dim)").all_text_contents()
    assert bright and all("kharkiv" in text.casefold() for text in bright)
    made.panel("overview")
    page.wait_for_selector(".st-key-strip svg path")
    boxes = page.locator(".st-key-strip svg path[aria-roledescription='rect mark']")
    faint = boxes.evaluate_all("nodes => nodes.filter(node => Number(getComputedStyle(node).opacity) < 0.5).length")
    assert 0 < faint < boxes.count()


def test_the_page_stands_still_when_another_finding_is_chosen(screen: Any) -> None:
    made = screen()
    page = made.open()
    page.wait_for_selector(".st-key-small svg path")
    made.settle()
    tops = "name => document.querySelector(name).getBoundingClientRect().top"
    where = f"() => ['.panels', '.cards', '.findings', '.detail > header'].map({tops})"
    before = page.evaluate(where)
    for number in (2, 3, 4):
        page.keyboard.press("n")
        page.wait_for_function(f"() => document.querySelector('.detail header').innerText.startsWith('{number} of')")
        made.settle()
    assert page.evaluate(where) == before


def test_next_walks_the_rows_as_the_table_has_them(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=table&kind=Quotation&sort=-who")
    first = page.locator("table.rows tbody tr").first
    page.keyboard.press("n")
    header = page.locator(".drawer .detail header")
    header.wait_for()
    assert first.get_attribute("aria-current") == "true"
    walked = re.match(r"1 of (\d+) ·", header.inner_text())
    assert walked and int(walked[1]) <= page.locator("table.rows tbody tr").count(), "only what the filters leave is walked"
    page.keyboard.press("n")
    page.wait_for_function("() => document.querySelector('.drawer .detail header').innerText.startsWith('2 of')")
    made.settle()
    assert first.get_attribute("aria-current") is None
    assert page.locator("table.rows tr[aria-current='true']").count() >= 1


def test_keys_pressed_faster_than_the_server_answers_are_not_lost(screen: Any) -> None:
    page = screen().open()
    for _ in range(6):
        page.keyboard.press("n")
    page.wait_for_function("() => document.querySelector('.detail header').innerText.startsWith('7 of')")


IN_SIGHT = """() => {
    const rows = [...document.querySelectorAll('[data-pick][aria-current="true"]')];
    const row = rows.find(node => node.offsetParent && !node.closest('.detail'));
    const card = document.querySelector('.drawer');
    if (!row) return false;
    const box = row.getBoundingClientRect(), bottom = card ? card.getBoundingClientRect().top : innerHeight;
    return box.top >= 40 && (box.bottom <= bottom + 2 || box.top < bottom - 80); // a row taller than the room shows where it begins
}"""


def test_the_list_follows_what_is_chosen_and_the_card_does_not_lie_on_it(screen: Any) -> None:
    made = screen(height=760)
    page = made.open()
    for panel in ("overview", "names", "table"):
        made.panel(panel)
        for _ in range(9):
            page.keyboard.press("n")
            made.settle()
        page.wait_for_function(IN_SIGHT)


def test_escape_closes_the_help_first(screen: Any) -> None:
    page = screen().open("?panel=titles")
    page.keyboard.press("n")
    page.wait_for_selector(".drawer .detail")
    page.keyboard.press("?")
    page.wait_for_selector(".help[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector(".help:not([open])")
    assert page.locator(".drawer .detail").is_visible()


def test_what_is_folded_away_at_the_side_is_out_of_the_way_of_the_tab_key(screen: Any) -> None:
    page = screen().open()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('[data-testid=\"stSidebar\"]')") is None
