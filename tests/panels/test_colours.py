"""The colours of the page, light and dark: what is read stands out from what it stands on, and A from B for every eye.

Contrast is WCAG 2.2's ratio; the three kinds of colour blindness are simulated with the matrices of Viénot, Brettel and Mollon (1999)
and, for tritanopia, Machado, Oliveira and Fernandes (2009), in linear light."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Final

import pytest

from components.panels.charts import DARK, LIGHT

CSS: Final = (Path(__file__).resolve().parents[2] / "components" / "assets" / "page.css").read_text(encoding="utf-8")
PAIRS: Final = {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
READ: Final = ("ink", "soft", "accent", "red")  # colours of words
GROUNDS: Final = ("paper", "wash", "chosen")
MARKS: Final = ("a", "b", "red", "edge", "accent")  # lines and shapes that carry meaning
BLIND: Final = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritan": ((1.25553, -0.07675, -0.17878), (-0.07841, 0.93081, 0.1476), (0.00473, 0.69137, 0.3039)),
}
APART: Final = 1.6  # ratio of light in at least one channel; A and B differ in shape besides


def linear(colour: str) -> tuple[float, float, float]:
    channels = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, 1 … 21."""
    a, b = (0.2126 * r + 0.7152 * g + 0.0722 * bl for r, g, bl in (linear(one), linear(other)))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def seen(colour: str, kind: str) -> tuple[float, ...]:
    """The colour as an eye of this kind sees it, in linear light."""
    return tuple(sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in BLIND[kind])


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_whatever_they_stand_on(theme: int) -> None:
    tints = [("ink", ground) for ground in ("a-tint", "b-tint")]
    for word, ground in [*((word, ground) for word in READ for ground in GROUNDS), *tints]:
        assert contrast(PAIRS[word][theme], PAIRS[ground][theme]) >= 4.5, (word, ground)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_marks_that_carry_meaning_stand_out_from_the_page(theme: int) -> None:
    for mark in MARKS:
        for ground in GROUNDS:
            assert contrast(PAIRS[mark][theme], PAIRS[ground][theme]) >= 3, (mark, ground)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("kind", sorted(BLIND))
def test_a_and_b_are_told_apart_by_eyes_that_lack_a_colour(theme: int, kind: str) -> None:
    a, b = seen(PAIRS["a"][theme], kind), seen(PAIRS["b"][theme], kind)
    ratios = [max(x, y, 0.01) / max(min(x, y), 0.01) for x, y in zip(a, b, strict=True)]
    assert max(ratios) >= APART, ratios


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_charts_draw_in_the_colours_of_the_page(theme: int) -> None:
    drawn = asdict((LIGHT, DARK)[theme])
    drawn.pop("grid")
    assert drawn == {name: PAIRS[name][theme] for name in drawn}


def test_no_other_module_has_a_colour_of_its_own() -> None:
    folder = Path(__file__).resolve().parents[2] / "components" / "panels"
    own = {path.name: set(re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8"))) for path in folder.glob("*.py")}
    assert {name for name, colours in own.items() if colours} == {"charts.py", "strip.py"}, "the strip has its scale of greys"
