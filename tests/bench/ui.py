"""What the page costs, each figure against an empty Streamlit page in the same run:

    python -m tests.bench.ui

Printed, not asserted: times depend on the machine. Bounds: first finding visible at most 2.5 times an empty page's first render;
a filter click at most 2 times an empty page's rerun; selection to reader scrolled at most 400 ms at 30 and 1,000 rows; at most 40 kB a
selection; at most 2 MB a further session."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, IDLE, ROOT, _start, browser_path

EMPTY = """import streamlit as st
st.title("Empty")
st.session_state.n = st.session_state.get("n", 0) + 1
st.button("Again")
st.write(f"run {st.session_state.n}")
"""
NAMES = ("Hoss", "Talvik", "Brask", "Norwind", "Orsola", "Kade", "Merrin", "Sato", "Uhl", "Vance")
VERBS = ("measured", "closed", "painted", "counted", "sold", "moved", "opened", "charted", "cleaned", "weighed")
THINGS = ("bridge", "anchor", "ferry", "harbour", "chart", "tide gauge", "lantern", "buoy", "warehouse", "crane")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        stories = Path(folder) / "stories"
        for number in (30, 1000):
            write_story(stories / f"s{number}", number)
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        cold_empty = [cold(browser, folder, empty, "text=run 1") for _ in range(3)]
        cold_page = [cold(browser, folder, None, ".findings a.row") for _ in range(3)]
        show("first render after a cold start", cold_empty, cold_page, "2.5")
        address, server = _start(None, Path(folder) / "e.log", empty)
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector("text=run 1")
        rerun_empty = [
            timed(page, lambda: page.get_by_role("button", name="Again").click(), f"() => document.body.innerText.includes('run {k}')")
            for k in range(2, 22)
        ]
        server.terminate()
        address, server = _start(stories, Path(folder) / "d.log")
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/?story=s30&panel=table")
        page.wait_for_selector("table.rows")
        settle(page)
        rerun = []
        for k in range(20):
            wanted = "ascending" if k % 2 == 0 else "descending"
            click = page.locator("[data-focus=sort-kind]").click
            rerun.append(timed(page, click, f"() => document.querySelector('th[aria-sort={wanted}]')"))
        show("rerun after a click on a column", rerun_empty, rerun, "2")
        for number in (30, 1000):
            select(browser, address, number)
        memory(browser, address, server.pid)
        server.terminate()
        browser.close()


def write_story(folder: Path, number: int) -> None:
    """Two invented texts of so many sentences; every third sentence differs in a word, some in a number."""
    draw = random.Random(number)
    folder.mkdir(parents=True)
    a, b = [], []
    for k in range(number):
        who, verb, thing, how_many = draw.choice(NAMES), draw.choice(VERBS), draw.choice(THINGS), draw.randrange(12, 900)
        end = f"before the {draw.choice(THINGS)} was {draw.choice(VERBS)} again."
        sentence = f"In {1900 + k % 120} Lena {who} {verb} the {thing} of pier {k} with {{}} helpers {end}"
        a.append(sentence.format(how_many))
        b.append(
            sentence.format(how_many + 1)
            if k % 9 == 0
            else sentence.format(how_many).replace(verb, draw.choice(VERBS))
            if k % 3 == 0
            else a[-1]
        )
    for name, text in (("a", a), ("b", b)):
        (folder / f"{name}.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    versions = "".join(f'[[version]]\nid = "{name}"\nlabel = "Version {name}"\nfile = "{name}.txt"\n' for name in "ab")
    (folder / "story.toml").write_text(f'title = "{number} sentences"\n{versions}', encoding="utf-8")


def cold(browser: Any, folder: str, script: Path | None, wanted: str) -> float:
    """Milliseconds from starting the server to seeing what is wanted, in a browser that was never there."""
    begun = time.perf_counter()
    address, server = _start(None, Path(folder) / "c.log", script)
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(wanted, timeout=60_000)
    took = (time.perf_counter() - begun) * 1000
    context.close()
    server.terminate()
    server.wait(10)
    return took


def settle(page: Page) -> None:
    """Until the server is idle and the charts are drawn."""
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(800)


def timed(page: Page, act: Callable[[], Any], until: str) -> float:
    """Milliseconds from an action to what it should bring, and the page at rest again."""
    begun = time.perf_counter()
    act()
    page.wait_for_function(until, polling=5, timeout=60_000)
    took = (time.perf_counter() - begun) * 1000
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(120)
    return took


READER = "[...document.querySelectorAll('*')].find(n => n.shadowRoot?.querySelector('.reader'))?.shadowRoot"
IN_SIGHT = f"""() => {{
    const root = {READER}, row = root?.querySelector('.row.selected');
    if (!row) return false;
    const box = root.querySelector('.reader').getBoundingClientRect(), at = row.getBoundingClientRect();
    return at.bottom > box.top && at.top < box.bottom;
}}"""


def select(browser: Any, address: str, number: int) -> None:
    """From the key for the next finding to its row in sight inside the reader, answer of the server included; and the bytes it took."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
    page.goto(f"{address}/?story=s{number}&panel=read")
    page.wait_for_function(f"() => {READER}?.querySelector('.row')", timeout=120_000)
    settle(page)
    first = sum(received)
    many = int(page.locator(".panels .n").first.evaluate("node => node.childNodes[1].textContent"))
    times, bytes_each = [], []
    for k in range(12):
        received.clear()
        begun = time.perf_counter()
        page.keyboard.press("n")
        page.wait_for_function(
            f"() => {READER}?.querySelector('.card:not(.stale) header')?.innerText.startsWith('{k % many + 1} of')", polling=5
        )
        page.wait_for_function(IN_SIGHT, polling=5)
        times.append((time.perf_counter() - begun) * 1000)
        settle(page)
        bytes_each.append(sum(received))
    built = page.evaluate(f"() => {READER}.querySelector('.reader').dataset.built")
    print(f"selection to reader scrolled, {number:>5} rows   median {statistics.median(times):5.0f} ms (bound 400), "
          f"bytes {statistics.median(bytes_each):7.0f} (bound 40,000), first load {first:,} bytes, built in {built} ms")  # fmt: skip
    page.close()


def memory(browser: Any, address: str, pid: int) -> None:
    """Resident megabytes of the server for each further session on the same story."""

    def resident() -> float:
        status = Path(f"/proc/{pid}/status")
        return int(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    contexts = [browser.new_context() for _ in range(10)]
    sizes = []
    for context in contexts:
        page = context.new_page()
        page.goto(f"{address}/?story=s30")
        page.wait_for_selector(".findings a.row")
        page.wait_for_timeout(600)
        sizes.append(resident())
    each = (sizes[-1] - sizes[1]) / (len(sizes) - 2)
    print(f"memory a further session                    {each:5.2f} MB (bound 2), server {sizes[-1]:.0f} MB")


def show(name: str, empty: list[float], page: list[float], bound: str) -> None:
    """One line of the report."""
    one, other = statistics.median(empty), statistics.median(page)
    print(f"{name:<42} empty {one:5.0f} ms, page {other:5.0f} ms: {other / one:.2f} times (bound {bound})", flush=True)


if __name__ == "__main__":
    print(f"{ROOT.name}: what the page costs")
    main()
