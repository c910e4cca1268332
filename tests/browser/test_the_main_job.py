"""What an editor does on the page, done in a browser: look, click, read on, save, come back by the address."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "data" / "stories" / "council-debris"
PANELS = ("overview", "read", "titles", "quotes", "dates", "names", "only", "timeline", "table")


def test_the_first_screen_shows_the_findings_to_check_first_and_both_sentences_of_the_first(screen: Any) -> None:
    page = screen().open()
    first = page.locator(".findings a.row").first
    assert "executive director" in first.inner_text() and "director of operations" in first.inner_text()
    card = page.locator(".detail").inner_text()
    assert "executive director" in card and "director of operations" in card
    assert page.locator(".findings a.row", has_text="▲").count() >= 6
    inside = "node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    for row in page.locator(".findings a.row", has_text="▲").all():
        assert row.evaluate(inside), row.inner_text()
    for sentence in page.locator(".detail .sentence").all():
        assert sentence.evaluate(inside)
    assert page.locator(".st-key-strip").evaluate(inside)
    assert page.get_by_test_id("stExpandSidebarButton").is_visible(), "the sidebar starts closed"


def test_the_numbers_beside_the_panels_add_up_to_the_overview(screen: Any) -> None:
    page = screen().open()
    numbers = {
        a.evaluate("node => node.firstChild.textContent"): int(a.locator(".n").evaluate("n => n.childNodes[1].textContent"))
        for a in page.locator(".panels > a:has(.n)").all()
    }
    overview = numbers.pop("Overview")
    assert overview == sum(numbers.values()) > 0
    assert page.locator(".findings a.row").count() == overview


def test_a_click_on_a_finding_fills_the_card_and_the_address_and_changes_no_panel(screen: Any) -> None:
    made = screen()
    page = made.open()
    row = page.locator(".findings a.row").nth(3)
    row.click()
    page.wait_for_function("() => document.querySelector('.detail header').innerText.startsWith('4 of')")
    assert row.get_attribute("aria-current") == "true"
    made.parameters("sel=")
    assert page.locator('.panels a[aria-current="true"]').inner_text().startswith("Overview")
    address = page.url
    page.locator(".detail").get_by_text("Show in text").click()
    page.wait_for_selector(".reader .row.selected")
    assert page.locator(".reader .row.selected").first.is_visible()
    again = screen()
    page = again.open(address.split("/", 3)[3])
    assert page.locator(".detail header").inner_text().startswith("4 of")


INSIDE_READER = """() => {
    const root = [...document.querySelectorAll('*')].find(node => node.shadowRoot?.querySelector('.row.selected'))?.shadowRoot;
    if (!root) return false;
    const reader = root.querySelector('.reader').getBoundingClientRect(), row = root.querySelector('.row.selected').getBoundingClientRect();
    return row.top >= reader.top && row.top < reader.bottom;
}"""


def test_the_selected_sentence_is_scrolled_to_inside_the_reader_and_the_page_stays(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=read")
    for _ in range(9):
        page.keyboard.press("n")
        made.settle()
    page.wait_for_function(INSIDE_READER)
    assert page.locator('[data-testid="stMain"]').evaluate("node => node.scrollTop") == 0


def test_the_keyboard_alone_reaches_the_next_finding_the_text_and_the_help(screen: Any) -> None:
    made = screen()
    page = made.open()
    page.keyboard.press("n")
    page.wait_for_function("() => document.querySelector('.detail header').innerText.startsWith('2 of')")
    page.locator(".findings a.row").nth(1).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.matches('.findings li:nth-child(3) a')")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.detail header').innerText.startsWith('3 of')")
    assert page.evaluate("() => document.activeElement.matches('.findings li:nth-child(3) a')"), "the focus stays on the row"
    page.keyboard.press("?")
    assert page.locator(".help dl").is_visible()
    page.keyboard.press("?")
    page.keyboard.press("t")
    page.wait_for_selector(".reader .row.selected")


def test_copy_as_note_gives_five_plain_lines(screen: Any) -> None:
    page = screen().open()
    page.get_by_text("Copy as note").click()
    page.wait_for_function("() => document.querySelector('.detail .do').innerText.includes('Copied')")
    lines = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert len(lines) == 5 and "executive director" in lines[1] and "director of operations" in lines[2]


def test_the_file_of_the_table_holds_exactly_the_rows_on_the_screen(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=table&kind=Quotation")
    shown = page.locator("table.rows tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download these")).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == shown > 0 and {row["kind"] for row in rows} == {"quotation"}
    assert download.value.suggested_filename == "council-debris_wire_newspaper_2025-03-16.csv"
    first = page.locator("table.rows tbody tr").first.inner_text()
    assert rows[0]["subject"] in first


def test_two_files_of_ones_own_are_compared_and_the_saved_folder_opens_again(screen: Any, tmp_path: Path) -> None:
    made = screen()
    page = made.open()
    page.get_by_role("button", name="Compare your own texts").click()
    page.wait_for_selector(".st-key-own input[type=file]", state="attached")
    texts = []
    for name, verb in (("first.txt", "closed"), ("second.txt", "opened")):
        file = tmp_path / name
        file.write_text(
            f"Mayor Ines Talvik {verb} the Brasko bridge on 4 May 2023.\n\nAbout 40 people watched the ceremony.\n", encoding="utf-8"
        )
        texts.append(str(file))
    page.locator('.st-key-own_files input[type="file"]').set_input_files(texts)
    page.wait_for_selector(".cards h2:has-text('first')", timeout=30_000)
    made.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as story folder (.zip)").click()
    packed = tmp_path / "saved.zip"
    packed.write_bytes(Path(download.value.path()).read_bytes())
    again = screen()
    page = again.open()
    page.get_by_role("button", name="Compare your own texts").click()
    page.locator('.st-key-own_files input[type="file"]').set_input_files(str(packed))
    page.wait_for_selector(".cards h2:has-text('first')", timeout=30_000)


def test_a_file_that_is_no_text_is_named_and_the_story_stays_open(screen: Any, tmp_path: Path) -> None:
    made = screen()
    page = made.open()
    page.get_by_role("button", name="Compare your own texts").click()
    bad = tmp_path / "scan.txt"
    bad.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    good = tmp_path / "good.txt"
    good.write_text("The bridge was opened on Monday.", encoding="utf-8")
    page.locator('.st-key-own_files input[type="file"]').set_input_files([str(bad), str(good)])
    page.wait_for_selector('.st-key-own [role="alert"]')
    assert "scan.txt" in page.locator('.st-key-own [role="alert"]').inner_text()
    assert "Agency copy" in page.locator(".cards").inner_text()


def test_a_link_to_what_does_not_exist_says_so_and_opens_the_rest(screen: Any) -> None:
    page = screen().open("?story=nowhere&panel=titles&sel=f-gone&a=ghost")
    said = " ".join(page.locator("[role=alert]").all_inner_texts())
    assert "nowhere" in said and "f-gone" in said and "ghost" in said
    assert page.locator('.panels a[aria-current="true"]').inner_text().startswith("Titles")


def test_a_link_made_before_a_text_changed_says_so(screen: Any) -> None:
    page = screen().open("?text=000000.000000&sel=gone")
    assert (
        "Version A and version B have changed since this link was made; the finding is no longer there."
        in page.locator("[role=alert]").inner_text()
    )


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HOSTILE = (
    '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script> **bold** :red[no] $x^2$ [link](https://evil.example/a) '
    "![pixel](https://evil.example/p.png) ${7*7} {{datum}} \u202eright to left\u202c \u2066open zero\u200bwidth line\u2028end "
    + "W" * 500
)


IN_SIDEBAR = """words => [...document.querySelectorAll('[data-testid=stSidebar] [data-testid=stSelectbox]')]
    .some(box => box.innerText.includes(words) || [...box.querySelectorAll('input')].some(input => input.value === words))"""


def test_hostile_text_does_nothing_in_any_panel(screen: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = screen(stories=hostile_stories(tmp_path_factory))
    page = made.open("?show=minor,cosmetic")
    for panel in PANELS:
        made.panel(panel)
        assert page.evaluate("() => window.pwned") is None, panel
        assert page.locator("img[src='x'], a[href*='evil.example'], script:has-text('pwned')").count() == 0, panel
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), panel
    page = made.open("?present=1")
    assert "**bold** :red[no] $x^2$" in page.locator(".present").inner_text()
    page = made.open()
    page.get_by_role("button", name="Change story").click()
    for literal in ("<i>trap</i> **x**", "<b>one</b> :red[x] $a$"):
        page.wait_for_function(IN_SIDEBAR, arg=literal, timeout=10_000)
    assert page.evaluate("() => window.pwned") is None


def test_hostile_text_is_literal_in_the_reader(screen: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = screen(stories=hostile_stories(tmp_path_factory)).open("?panel=read")
    page.wait_for_selector(".reader .row mark")
    assert "<script>window.pwned=1</script>" in page.locator(".reader").inner_text()


def hostile_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder with a story whose texts and titles try everything."""
    folder = tmp_path_factory.getbasetemp() / "hostile"
    story = folder / "trap"
    if not story.exists():
        story.mkdir(parents=True)
        for name, who, day in (("one", "director", "3 May 2023"), ("two", "president", "4 May 2023")):
            first = f"Lena Hoss, {who} of Norwind {HOSTILE}, spoke on {day}.\n\n"
            text = f"{first}“We {HOSTILE} will go on,” said Lena Hoss.\n\nThe plan cost {len(name)}0 million euros.\n"
            (story / f"{name}.txt").write_text(text, encoding="utf-8")
        versions = "".join(
            f'[[version]]\nid = "{name}"\nlabel = "<b>{name}</b> :red[x] $a$"\nfile = "{name}.txt"\npublished = 2023-05-05\n'
            for name in ("one", "two")
        )
        (story / "story.toml").write_text(
            f'title = "<i>trap</i> **x**"\nlanguage = "en"\nnote = "<script>window.pwned=1</script>"\n{versions}', encoding="utf-8"
        )
    return folder


CUT = """() => [...document.querySelectorAll('.wa, .wb, .quote mark')].filter(node => {
    const box = node.getBoundingClientRect();
    if (!box.width || node.closest('.printed, .grid-wrap')) return false;
    for (let up = node.parentElement; up && !up.matches('.rb'); up = up.parentElement) {
        const style = getComputedStyle(up), outer = up.getBoundingClientRect();
        if (style.overflow !== 'visible' && (box.right > outer.right + 1 || box.bottom > outer.bottom + 1)) return true;
    }
    return box.right > innerWidth + 1 || box.left < 0;
}).map(node => node.textContent)"""


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_words_that_differ_are_never_cut_off(screen: Any, width: int) -> None:
    made = screen(width=width)
    page = made.open()
    for panel in ("overview", "titles", "quotes", "names"):
        made.panel(panel)
        assert page.locator(".wa, .wb, .quote mark").count() > 0, panel
        assert page.evaluate(CUT) == [], panel
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), panel


def test_present_shows_one_finding_a_screen_and_the_counts_last(screen: Any) -> None:
    made = screen(width=1280, height=720)
    page = made.open()
    number = page.locator(".findings a.row").count()
    page.get_by_role("link", name="Present").click()
    page.wait_for_selector(".present .slide")
    assert page.locator(".present .top").inner_text().startswith(f"1 of {number}")
    size = page.locator(".present .line .text").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 28
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.present .top').innerText.startsWith('2 of')")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('.present .top').innerText.startsWith('3 of')")
    page.keyboard.press("Escape")
    page.wait_for_selector(".panels")
    page = screen(width=1280, height=720).open(f"?present={number + 1}")
    assert "Check first" in page.locator(".present .end").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_panel_breaks_a_rule_of_wcag(screen: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    made = screen(scheme=scheme)
    page = made.open()
    broken = []

    def look(name: str) -> None:
        page.wait_for_timeout(400)
        for violation in axe.Axe().run(page, options={"runOnly": WCAG}).response["violations"]:
            broken.extend((name, violation["id"], node["html"][:160]) for node in violation["nodes"])

    for panel in PANELS:
        made.panel(panel)
        look(panel)
    for name, address in (("present", "?present=1"), ("end", "?present=99"), ("matrix", "?story=ferry-fire"), ("note", "?story=nowhere")):
        made.open(address)
        look(name)
    page.keyboard.press("?")
    look("help")
    page.keyboard.press("?")
    page.get_by_role("button", name="Compare your own texts").click()
    page.wait_for_selector(".st-key-own textarea")
    look("sidebar")
    assert [one for one in broken if not streamlits_own(*one)] == []


def streamlits_own(screen: str, rule: str, html: str) -> bool:
    """What Streamlit itself violates: month and day inside its date field are narrower than 24 px; its calendar sets them as well."""
    return rule == "target-size" and 'role="spinbutton"' in html


def test_axe_can_fail(screen: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = screen().open()
    picture = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    page.evaluate("picture => document.querySelector('.panels').insertAdjacentHTML('beforeend', picture)", picture)
    found = axe.Axe().run(page).response["violations"]
    assert any(v["id"] == "image-alt" for v in found)


def test_what_was_put_aside_is_one_click_away_and_one_click_puts_it_back(screen: Any) -> None:
    made = screen()
    page = made.open()
    page.locator(".cards").get_by_text("put aside").click()
    page.wait_for_selector(".reader .row.aside")
    page.locator(".reader .row.aside .back").nth(1).click()
    made.parameters("back=")
    made.settle()
    assert page.locator(".cards").get_by_text("2 teasers put aside").is_visible()


def test_the_back_button_goes_back_to_the_screen_before(screen: Any) -> None:
    made = screen()
    page = made.open()
    page.get_by_role("link", name=re.compile("^Titles")).click()
    made.parameters("panel=titles")
    page.get_by_role("link", name=re.compile("^Quotes")).click()
    made.parameters("panel=quotes")
    page.go_back()
    page.wait_for_function("() => document.querySelector('.panels a[aria-current]').innerText.startsWith('Titles')")


def test_a_word_in_the_reader_and_a_box_of_the_strip_select_their_difference(screen: Any) -> None:
    made = screen()
    page = made.open()
    page.wait_for_selector(".st-key-small svg path")
    made.settle()
    page.locator(".st-key-strip svg path[aria-roledescription='rect mark']").nth(3).click()
    made.parameters("sel=")
    page.wait_for_selector(".findings a[aria-current='true'], .detail header")
    page = made.open("?panel=read")
    box = page.locator(".reader .row:not(.aside) mark.fact").nth(4)
    wanted = box.get_attribute("data-difference")
    box.dispatch_event("click", {"bubbles": True, "composed": True})
    made.parameters(f"sel={wanted}")
    page.wait_for_selector(f".reader mark.on[data-difference='{wanted}']")


def test_a_mark_of_the_timeline_opens_its_sentence(screen: Any) -> None:
    made = screen()
    page = made.open("?panel=timeline")
    page.locator(".st-key-timeline svg [aria-roledescription='point']:not([fill='transparent'])").first.click()
    made.parameters("sel=")
    page.wait_for_selector(".drawer .detail")


def test_the_address_written_by_hand_is_read_by_every_filter(screen: Any) -> None:
    page = screen().open("?panel=table&severity=critical&q=executive&show=cosmetic")
    rows = page.locator("table.rows tbody tr")
    assert rows.count() >= 1
    assert all("Check first" in row.inner_text() for row in rows.all())
    assert "hidden by the filters" in page.locator(".rb", has_text="Showing").last.inner_text()


def test_print_has_every_finding_with_both_sentences_and_no_control(screen: Any) -> None:
    page = screen().open()
    number = page.locator(".findings a.row").count()
    page.emulate_media(media="print")
    assert page.locator(".printed li").count() == number
    assert page.locator(".printed").is_visible() and not page.locator(".panels").is_visible() and not page.locator(".findings").is_visible()
