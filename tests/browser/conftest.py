"""A real browser on a real server. Chromium or Chrome of the machine, else Playwright's own; without one the tests are skipped with a
line that says how to get one, and under CI=true they fail."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
HOW = "no browser: install Chromium or Chrome, name one in CHROME, or run: python -m playwright install chromium"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def browser_path() -> str | None:
    """Chromium or Chrome of this machine; None leaves the choice to Playwright."""
    return os.environ.get("CHROME") or next((path for name in NAMES if (path := shutil.which(name))), None)


def missing(reason: str) -> Any:
    """Skip, or fail where a missing browser may not pass unseen."""
    return pytest.fail(f"{HOW} ({reason})") if os.environ.get("CI") == "true" else pytest.skip(HOW)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        missing("the package playwright is not installed")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        except Error as error:
            missing(str(error).splitlines()[0])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """serve(folder of stories) → the address of a dashboard that shows them; None is the stories of the project."""
    running: dict[Path | None, tuple[str, subprocess.Popen[bytes]]] = {}

    def start(stories: Path | None = None) -> str:
        if stories not in running:
            running[stories] = _start(stories, tmp_path_factory.mktemp("server") / "log")
        return running[stories][0]

    yield start
    for _, process in running.values():
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _start(stories: Path | None, log: Path, script: Path | None = None) -> tuple[str, subprocess.Popen[bytes]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--server.port={port}", "--server.headless=true", "--server.fileWatcherType=none"]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script or ROOT / "dashboard.py"),
        *options,
        *(["--", "--stories", str(stories)] if stories else []),
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text())
        try:
            if urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read() == b"ok":
                return f"http://127.0.0.1:{port}", process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise TimeoutError(log.read_text())


class Screen:
    """A page that keeps what went wrong on it: console errors, and requests to anywhere but the server."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.problems: list[str] = []
        self.offsite: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        # the frontend probes /_stcore/ paths on a deep link: their 404s are Streamlit's own and harmless
        if message.type == "error" and "/_stcore/" not in (message.location.get("url") or ""):
            self.problems.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.offsite.append(request.url)

    def open(self, query: str = "") -> Any:
        """Go to an address of the dashboard and wait until it has settled."""
        self.page.goto(f"{self.address}/{query}")
        self.page.wait_for_selector(".panels, .present, [role=alert]", timeout=60_000)
        self.settle()
        return self.page

    def panel(self, name: str) -> Any:
        """Go to a panel by its name in the frame, without loading the page anew."""
        link = self.page.locator(f".panels a[data-focus='panel-{name}']")
        link.evaluate("node => node.click()")
        self.page.wait_for_selector(f".panels a[data-focus='panel-{name}'][aria-current='true']")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the server has answered, the page shows it and listens to keys."""
        self.page.wait_for_function("() => window.readbackThread?.wired", timeout=30_000)
        self.page.wait_for_selector(IDLE, timeout=30_000)
        self.page.wait_for_function("() => !document.querySelector('[data-stale=\"true\"]')", timeout=30_000)

    def parameters(self, wanted: str) -> None:
        """Wait until the address holds these words (Streamlit writes it a moment after the page has changed)."""
        self.page.wait_for_function("wanted => location.search.includes(wanted)", arg=wanted, timeout=15_000)


@pytest.fixture
def screen(browser: Any, serve: Any) -> Iterator[Any]:
    """screen(width, height, scheme, stories) → a Screen; every one that was opened must have stayed quiet and at home."""
    opened: list[tuple[Any, Screen]] = []

    def make(width: int = 1440, height: int = 900, scheme: str = "light", stories: Path | None = None) -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="en-GB",
            timezone_id="UTC",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        made = Screen(context.new_page(), serve(stories))
        opened.append((context, made))
        return made

    yield make
    problems = [problem for _, one in opened for problem in one.problems]
    offsite = [url for _, one in opened for url in one.offsite]
    for context, _ in opened:
        context.close()
    assert not problems, problems
    assert not offsite, offsite
