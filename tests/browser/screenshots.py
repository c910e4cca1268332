"""Screenshots of every panel, light and dark, at 1440, 1024 and 390 px:

    python -m tests.browser.screenshots FOLDER [--stories DIR] [--story SLUG]

They are for looking at: this is no test. The browser is found as in conftest.py."""

from __future__ import annotations

import argparse
import itertools
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, Screen, _start, browser_path

PANELS = ("overview", "read", "titles", "quotes", "dates", "names", "only", "timeline", "table")
SIZES = ((1440, 900), (1024, 800), (390, 844))


def main() -> None:
    """Take them all."""
    arguments = argparse.ArgumentParser(description="Screenshots of every panel.")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--stories", type=Path)
    arguments.add_argument("--story", default="")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as log, sync_playwright() as playwright:
        address, server = _start(given.stories, Path(log) / "log")
        try:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
            for (width, height), scheme in itertools.product(SIZES, ("light", "dark")):
                page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB").new_page()
                screen = Screen(page, address)
                for panel in (*PANELS, "present"):
                    screen.open(f"?story={given.story}&" + ("present=1" if panel == "present" else f"panel={panel}"))
                    page.wait_for_timeout(700)
                    page.screenshot(path=given.folder / f"{panel}-{width}-{scheme}.png")
                page.context.close()
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
