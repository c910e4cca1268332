"""Text → paragraphs. A line is a paragraph, except where lines were hard-wrapped."""

from __future__ import annotations

import re
from itertools import pairwise

WRAP = 120  # characters; the longest line of a text that can be hard-wrapped (mail wraps at 72 to 80, some feeds at 100)
UNFINISHED = 25  # characters; a shorter line is no first half of a sentence but a label

LINE = re.compile(r"\S[^\n\x0b\x0c\x85\u2028\u2029]*")
BULLET = re.compile(r"[•‣▪●◦∙·*–—-]\s+\S|\(?\d{1,3}[.)]\s+\S|\(?[a-z]\)\s+\S")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, without the blanks around it.

    A line goes on in the next where the next line's first word would not have fitted on it, or where it has no full stop and the
    next begins with a small letter."""
    lines: list[tuple[int, int]] = []
    longest = 0
    for match in LINE.finditer(text):
        start, end = match.span()
        if text[end - 1].isspace():
            end = start + len(match.group().rstrip())
        longest = max(longest, end - start)
        lines.append((start, end))
    width = longest if longest <= WRAP and _is_wrapped(text, lines, longest) else 0
    joined: list[tuple[int, int]] = []
    opened = 0
    for k, (start, end) in enumerate(lines):
        if k + 1 == len(lines) or not _goes_on(text, start, end, lines[k + 1], width):
            joined.append((lines[opened][0], end))
            opened = k + 1
    return joined


def _is_wrapped(text: str, lines: list[tuple[int, int]], longest: int) -> bool:
    """Whether most breaks between neighbouring lines stand where the next word did not fit."""
    breaks = full = 0
    for (start, end), (following, stop) in pairwise(lines):
        if text.count("\n", end, following) == 1:
            breaks += 1
            full += end - start + 1 + _first_word(text, following, stop) > longest
    return (full >= 2 and full * 3 >= breaks * 2) or 0 < full == breaks


def _goes_on(text: str, start: int, end: int, following: tuple[int, int], width: int) -> bool:
    """Whether the paragraph goes on in the following line. `width` is that of hard-wrapped text, 0 where it is not."""
    if text.count("\n", end, following[0]) != 1 or BULLET.match(text, *following):
        return False
    if width and end - start + 1 + _first_word(text, *following) > width:
        return True
    return text[following[0]].islower() and text[end - 1] not in ".!?…:;”’\"'" and end - start > UNFINISHED


def _first_word(text: str, start: int, end: int) -> int:
    """The length of the first word."""
    blank = text.find(" ", start, end)
    return (end if blank < 0 else blank) - start
