"""Readback compares the versions of a news story and says which facts differ."""

from components.comparison import compare, compare_texts
from components.loader.rules import load_rules
from components.loader.stories import load_story

__all__ = ["compare", "compare_texts", "load_rules", "load_story"]
__version__ = "0.1.0"
