"""The overview strip and both timelines: what is selected is ringed on them, whatever selected it, and they are not sent anew for it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

RINGED = "g[class*='rings_marks'] > path[data-chosen]"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "stories"
SIDES_RINGED = """key => [...document.querySelectorAll(`.st-key-${key} g[class*='rings_marks'] > path[data-chosen]`)]
    .map(node => node.__data__.datum.side).sort().join('')"""
KEPT = "key => !!document.querySelector(`.st-key-${key} svg.marks`)?.kept"


def ringed(page: Any, key: str, sides: str) -> None:
    """Wait until these sides are ringed on a chart: "AB" is one mark of each."""
    page.wait_for_function(f"([key, sides]) => ({SIDES_RINGED})(key) === sides", arg=[key, sides], timeout=10_000)


def drawn(page: Any, *keys: str) -> None:
    """Wait until these charts are there, and remember their drawings."""
    for key in keys:
        page.wait_for_selector(f".st-key-{key} svg.marks g[class*='rings_marks'] > path", state="attached")
        page.evaluate("key => { document.querySelector(`.st-key-${key} svg.marks`).kept = true }", key)


def differing_date(page: Any) -> Any:
    """The finding of the sample whose dates differ, as a row of the overview."""
    return page.locator(".findings a.row", has_text="October 31").first


def test_a_selected_finding_is_ringed_on_the_strip_and_the_small_timeline_and_neither_is_drawn_anew(screen: Any) -> None:
    made = screen()
    page = made.open()
    drawn(page, "strip", "small")
    ringed(page, "strip", "AB")
    differing_date(page).click()
    ringed(page, "strip", "AB")
    ringed(page, "small", "AB")
    made.settle()
    assert page.evaluate(KEPT, "strip") and page.evaluate(KEPT, "small"), "the charts are the same, only their rings moved"
    stroke = page.locator(f".st-key-small {RINGED}").first.evaluate("node => getComputedStyle(node).stroke")
    unchosen = page.locator(".st-key-small g[class*='rings_marks'] > path:not([data-chosen])").first
    assert stroke != unchosen.evaluate("node => getComputedStyle(node).stroke"), "the ring is seen, the others are not"
    page.locator(".findings a.row").first.click()
    ringed(page, "small", "")


def test_every_sentence_of_a_finding_is_ringed_on_the_strip(screen: Any) -> None:
    made = screen()
    page = made.open()
    drawn(page, "strip")
    row = page.locator(".findings a.row", has_text=re.compile(r"\d+ sentences")).first
    number = int(re.search(r"(\d+) sentences", row.inner_text())[1])  # type: ignore[index]
    row.click()
    page.wait_for_function(f"number => document.querySelectorAll(\".st-key-strip {RINGED}\").length === number", arg=number)


def test_a_mark_of_the_timeline_is_ringed_by_a_row_of_the_table_and_by_a_word_of_the_reader(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=table&kind=Date&severity=major")
    page.locator("table.rows tbody tr", has_text="October 31").locator("a").first.click()
    made.parameters("sel=")
    made.settle()
    made.panel("timeline")
    ringed(page, "timeline", "AB")
    page = made.open("?panel=read")
    word = page.locator(".reader .row:not(.aside) mark", has_text="October 31").first
    word.dispatch_event("click", {"bubbles": True, "composed": True})
    made.parameters("sel=")
    made.settle()
    made.panel("timeline")
    ringed(page, "timeline", "AB")


def test_a_click_on_a_mark_rings_both_sides_and_the_same_mark_can_be_clicked_again(screen: Any) -> None:
    made = screen()
    page = made.open()
    drawn(page, "small", "strip")
    marks = page.locator(".st-key-small svg.marks g[class*='marks_marks'] > path")
    which = marks.evaluate_all("nodes => nodes.findIndex(node => node.__data__.datum.conflict)")
    for _ in range(2):
        marks.nth(which).click()
        ringed(page, "small", "AB")
        page.wait_for_function("() => document.querySelector('.detail header').innerText.includes('Date')")
        page.locator(".findings a.row").first.click()
        page.wait_for_function("() => document.querySelector('.detail header').innerText.startsWith('1 of')")
        ringed(page, "small", "")


def test_the_ring_stays_on_its_mark_through_zooming_and_another_theme(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=timeline")
    drawn(page, "timeline")
    marks = page.locator(".st-key-timeline svg.marks g[class*='marks_marks'] > path")
    which = marks.evaluate_all("nodes => nodes.findIndex(node => node.__data__.datum.conflict)")
    marks.nth(which).click()
    ringed(page, "timeline", "AB")
    made.settle()
    where = "node => node.getBoundingClientRect().x + node.getBoundingClientRect().width / 2"
    box = marks.nth(which).bounding_box()
    page.mouse.move(box["x"] - 120, box["y"] + 4)
    before = marks.nth(which).evaluate(where)
    page.keyboard.down("Shift")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Shift")
    page.wait_for_function(
        "([key, before]) => Math.abs([...document.querySelectorAll(`.st-key-${key} g[class*='marks_marks'] > path`)]"
        ".find(n => n.__data__.datum.conflict).getBoundingClientRect().x - before) > 12",
        arg=["timeline", before],
    )
    ringed(page, "timeline", "AB")
    side = "node => node.__data__.datum.side"
    for ring in page.locator(f".st-key-timeline {RINGED}").all():
        partners = [mark for mark in marks.all() if mark.evaluate("node => node.__data__.datum.conflict")]
        assert any(mark.evaluate(side) == ring.evaluate(side) and abs(mark.evaluate(where) - ring.evaluate(where)) < 1 for mark in partners)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("key => !document.querySelector(`.st-key-${key} svg.marks`)?.kept", arg="timeline")
    ringed(page, "timeline", "AB")


def test_the_small_timeline_has_a_row_for_each_version_and_stands_on_the_first_screen(screen: Any) -> None:
    page = screen().open()
    drawn(page, "small")
    chart = page.locator(".st-key-small svg.marks")
    assert {"A", "B"} <= set(chart.locator("text").all_text_contents())
    heights = chart.locator("g[class*='marks_marks'] > path").evaluate_all(
        "nodes => nodes.map(n => [n.__data__.datum.side, n.getBoundingClientRect().y])"
    )
    a, b = ([y for side, y in heights if side == which] for which in "AB")
    assert a and b and max(a) < min(b)
    box = page.locator(".st-key-small").bounding_box()
    assert 85 <= box["height"] <= 115 and box["y"] + box["height"] <= 900


def test_card_strip_and_small_timeline_of_a_long_story_are_on_the_first_screen(screen: Any) -> None:
    if not SHARED.is_dir():
        pytest.skip("the missile-debris story is not beside the project (../shared/stories)")
    page = screen(stories=SHARED).open("?story=missile-debris")
    drawn(page, "strip", "small")
    for key in (".detail", ".st-key-strip", ".st-key-small"):
        box = page.locator(key).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 900, key


CLIPPED = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg.marks')].flatMap(svg => {
    const outer = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(node => {
        const box = node.getBoundingClientRect();
        return box.width && (box.left < outer.left - 1 || box.right > outer.right + 1 || box.bottom > outer.bottom + 1);
    }).map(node => node.textContent);
})"""
HIDDEN = """key => {
    const places = [...document.querySelectorAll(`.st-key-${key} g[class*='marks_marks'] > path`)].map(node => {
        const box = node.getBoundingClientRect();
        return `${Math.round(box.x + box.width / 2)} ${Math.round(box.y + box.height / 2)}`;
    });
    return places.filter((place, k) => places.indexOf(place) !== k);
}"""


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_label_of_a_chart_is_cut_off_and_no_mark_lies_on_another(screen: Any, width: int) -> None:
    made = screen(width=width)
    page = made.open()
    drawn(page, "strip", "small")
    assert page.evaluate(CLIPPED) == [] and page.evaluate(HIDDEN, "small") == []
    made.panel("timeline")
    drawn(page, "timeline")
    assert page.evaluate(CLIPPED) == [] and page.evaluate(HIDDEN, "timeline") == []


def test_the_events_are_links_in_a_list_for_the_keyboard_and_for_paper(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=timeline")
    page.locator("details.events summary").focus()
    page.keyboard.press("Enter")
    links = page.locator("details.events a.event")
    assert links.first.is_visible() and "events as a list" in page.locator("details.events summary").inner_text()
    links.first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement === document.querySelectorAll('details.events a.event')[1]")
    page.keyboard.press("Enter")
    made.parameters("sel=")
    page.wait_for_selector("details.events a.event[aria-current='true']")
    assert page.locator("details.events").get_attribute("open") is not None, "the list stays open"
    page.wait_for_function(f"() => document.querySelectorAll(\".st-key-timeline {RINGED}\").length > 0")
    page = screen().open("?panel=timeline")
    assert not page.locator("details.events a.event").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator("details.events a.event").first.is_visible()


def test_the_timeline_saves_what_it_shows(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=timeline")
    button = page.get_by_role("button", name=re.compile("Download these"))
    number = int(re.search(r"\d+", button.inner_text())[0])  # type: ignore[index]
    with page.expect_download() as download:
        button.click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert download.value.suggested_filename == "council-debris_wire_newspaper_2025-03-16_timeline.csv"
    assert len(rows) == number and list(rows[0])[:6] == ["lane", "when", "version", "as_written", "says", "sentence"]
    marks = page.locator(".st-key-timeline svg.marks g[class*='marks_marks'] > path").evaluate_all(
        "nodes => nodes.map(n => [n.__data__.datum.side, n.__data__.datum.when])"
    )
    assert {tuple(mark) for mark in marks} <= {(row["version"], row["when"]) for row in rows}
    assert {row["says"] for row in rows if row["as_written"] in ("October 31", "Oct. 13")} == {"≠ the dates differ"}
