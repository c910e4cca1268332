"""Who and what a version names: people, organisations, places and other named things, each mention tied to one entity of that version.

Capitalised runs are found in one pass and taken apart (names_runs), what a name is follows from the gazetteers, from its own words and
from the words around all its mentions (names_entities); whether two written forms can mean one thing is `same_name` (names_same).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.facts.names_entities import settle
from components.facts.names_lists import NameRules, body_pattern, fold, key_of, name_rules
from components.facts.names_pieces import Piece, take_apart
from components.facts.names_runs import Attested, Run, attested, find_runs
from components.facts.names_same import name_variant, same_name
from components.facts.names_types import Mention
from components.model import Name, Rules, Version

__all__ = ["find_names", "name_variant", "same_name"]

_PART = re.compile(r"[^-‐‑]+")
_PARTICLE = re.compile(r"(?<![\w'’-])([a-z]{2,4}(?: [a-z]{2,3})?) $")


def find_names(version: Version, rules: Rules) -> tuple[Name, ...]:
    """The names of every sentence in reading order, none over another; () where there are none.

    `entity` is the gazetteer's name ("North Korea" for "DPRK" and "North Korean") or else the fullest form in this version. Asides
    are read by what the story says, never the other way round.
    """
    lists = name_rules(rules)
    runs = find_runs(version)
    seen = attested(version, runs)
    aside = {sentence.index for sentence in version.sentences if sentence.part == "aside"}
    mentions = list(_mentions(version, runs, seen, lists))
    story, others = [m for m in mentions if m.sentence not in aside], [m for m in mentions if m.sentence in aside]
    names = settle(version, story, (), seen, lists)
    if others:
        names = (*names, *settle(version, others, story, seen, lists))
    return tuple(sorted(names, key=lambda name: name.span.start))


def _mentions(version: Version, runs: Sequence[Run], seen: Attested, lists: NameRules) -> Iterator[Mention]:
    """The names of every run, before it is known whose they are; a run that stands there again is not taken apart again."""
    text = version.text
    cache: dict[tuple[int, bool, bool], tuple[Piece, ...]] = {}
    for run in runs:
        key = (id(run.words), run.first_weak, run.all_weak)  # the same words are the same tuple while `runs` holds it
        pieces = cache.get(key)
        if pieces is None:
            pieces = cache[key] = take_apart(run, lists, seen)
        for piece in pieces:
            start, end = run.start + run.words[piece.i].start, run.start + run.words[piece.j - 1].end
            if piece.known is None and piece.j == piece.i + 1 and "-" in run.words[piece.i].fold:
                yield from _compound(text, start, end, run, piece, lists)
            elif piece.known is not None and (body := _body(text, end, run, piece, lists)) is not None:
                written = f"{piece.known.entity} {body.group(1)}"
                yield Mention(start, body.end(), run.sentence, written, fold(written), "organisation", None, body=True)
            else:
                if piece.known is None and piece.i == 0 and text[start - 3 : start - 1].islower():
                    start = _with_particle(text, start, version.sentences[run.sentence].span.start, lists)
                yield _mention(text, start, end, run, piece)


def _mention(text: str, start: int, end: int, run: Run, piece: Piece) -> Mention:
    written = text[start:end]
    if piece.j > piece.i + 1:
        written = " ".join(written.split())
    return Mention(start, end, run.sentence, written, fold(written), piece.type, piece.known, piece.titled, piece.weak)


def _body(text: str, end: int, run: Run, piece: Piece, lists: NameRules) -> re.Match[str] | None:
    """The words behind a body's name, or an embassy's country, that make it another body: "UN | panel of experts", "US | embassy"."""
    known = piece.known
    if known is None or piece.j < len(run.words) or run.words[piece.j - 1].possessive or known.type not in ("organisation", "place"):
        return None
    if known.type == "organisation" and known.form == "full":
        return None
    body = body_pattern(lists).match(text, end)
    return body if body and (known.type == "organisation" or body.group(1) == "embassy") else None


def _compound(text: str, start: int, end: int, run: Run, piece: Piece, lists: NameRules) -> Iterator[Mention]:
    """ "DPRK-Russia" is two names, "US-led" one and an ordinary word, "Jean-Claude" and "Kim-Hall" one word of a name."""
    parts = [(match.start(), match.group()) for match in _PART.finditer(text, start, end)]
    known = [lists.known.get(key_of(part)) for _, part in parts]
    party = len(parts) == 2 and parts[0][1] in ("D", "R", "I") and known[1] is not None  # "R-Ohio": a party's letter and a state
    all_known = all(k or not part[:1].isupper() or lists.ordinary(fold(part)) for k, (_, part) in zip(known, parts, strict=True))
    if any(known) and (party or all_known):
        for entry, (at, part) in zip(known, parts, strict=True):
            if entry and part[:1].isupper() and not (party and at == start):
                weak = piece.weak and lists.ordinary(fold(part))
                yield Mention(at, at + len(part), run.sentence, part, fold(part), entry.type, entry, weak=weak)
        return
    _, first = parts[0] if parts else (start, "")
    last = parts[-1][1] if parts else ""
    if not any(known) and len(parts) > 1 and last.isalpha() and last[0].islower() and first[0].isupper() and lists.ordinary(fold(last)):
        if first not in lists.never and not (piece.weak and lists.ordinary(fold(first))):  # "Scientology-related"
            yield Mention(start, start + len(first), run.sentence, first, fold(first), "unknown", None, weak=piece.weak)
        return
    yield _mention(text, start, end, run, piece)


def _with_particle(text: str, start: int, floor: int, lists: NameRules) -> int:
    """The start of a name with the small words that open it: "de Gaulle", "van der Berg", "bin Salman"."""
    match = _PARTICLE.search(text, max(floor, start - 12), start)
    if not match:
        return start
    words = match.group(1)
    for opening in (words, words.split()[-1]):
        if opening in lists.opening_particles:
            return match.end() - 1 - len(opening)
    return start
