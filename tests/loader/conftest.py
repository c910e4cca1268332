"""What the tests of the loader share."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.loader.stories import load_story
from components.model import Story

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def debris() -> Story:
    """Two real versions of one story, which are not part of this project."""
    folder = SHARED / "stories" / "missile-debris"
    if not folder.is_dir():
        pytest.skip("the missile-debris story is not beside the project (../shared/stories)")
    return load_story(folder)
