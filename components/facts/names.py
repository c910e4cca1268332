"""Who and what a version names: people, organisations, places and other named things, each mention tied to one entity of that version.

Capitalised runs are found in one pass and taken apart (names_runs), what a name is follows from the gazetteers, from its own words and
from the words around all its mentions (names_entities); whether two written forms can mean one thing is `same_name` (names_same).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.facts.names_entities import Mention, settle
from components.facts.names_lists import NameRules, body_pattern, fold, key_of, name_rules
from components.facts.names_runs import Attested, Piece, Run, attested, find_runs, span_of, take_apart
from components.facts.names_same import name_variant, same_name
from components.model import Name, Rules, Version

__all__ = ["find_names", "name_variant", "same_name"]

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
    text, cache = version.text, dict[tuple[tuple[object, ...], bool, bool], tuple[Piece, ...]]()
    bodies = body_pattern(lists)
    for run in runs:
        key = (run.words, run.first_weak, run.all_weak)
        pieces = cache.get(key)
        if pieces is None:
            pieces = cache[key] = take_apart(run.words, run.first_weak, run.all_weak, lists, seen)
        for piece in pieces:
            span = span_of(run, piece)
            start, end = span.start, span.end
            if piece.j == piece.i + 1 and "-" in run.words[piece.i].fold and piece.known is None:
                yield from _compound(text, start, end, run, piece, lists)
                continue
            known, type = piece.known, piece.type
            if known is None and piece.i == 0 and text[start - 3 : start - 1].islower():
                start = _with_particle(text, start, version.sentences[run.sentence].span.start, lists)
            if known and piece.j == len(run.words) and not run.words[piece.j - 1].possessive and (known.type == "organisation" and known.form == "acronym" or known.form != "full" or known.type == "place"):
                body = bodies.match(text, end)
                if body and (known.type == "organisation" or body.group(1) == "embassy"):
                    yield Mention(start, body.end(), run.sentence, f"{known.entity} {body.group(1)}", "organisation", None, False, False, True)
                    continue
            written = text[start:end]
            if piece.j > piece.i + 1:
                written = " ".join(written.split())
            yield Mention(start, end, run.sentence, written, type, known, piece.titled, piece.weak)


def _compound(text: str, start: int, end: int, run: Run, piece: Piece, lists: NameRules) -> Iterator[Mention]:
    """ "DPRK-Russia" is two names, "US-led" one and an ordinary word, "Jean-Claude" and "Kim-Hall" one word of a name."""
    written = text[start:end]
    parts = [(match.start(), match.group()) for match in re.finditer(r"[^-‐‑]+", written)]
    known = [lists.known.get(key_of(part)) for _, part in parts]
    if not any(known):
        joined = bool(parts) and len(parts) > 1 and not parts[-1][1][0].isupper() and not written.startswith(("al-", "el-", "as-", "ar-", "an-", "ash-", "ad-")) and lists.ordinary(fold(parts[-1][1]))
        offset, first = parts[0] if parts else (0, written)
        if joined and parts[-1][1].isalpha() and not first.isdigit():
            if not (piece.weak and lists.ordinary(fold(first))) and first not in lists.never:
                yield Mention(start, start + len(first), run.sentence, first, "unknown", None, False, piece.weak)
            return
        yield Mention(start, end, run.sentence, written, piece.type, None, piece.titled, piece.weak)
        return
    if len(parts) == 2 and parts[0][1] in ("D", "R", "I") and known[1] is not None:
        known[0] = None  # "R-Ohio": a party's letter and a state
    elif not all(k or not part[:1].isupper() or lists.ordinary(fold(part)) for k, (_, part) in zip(known, parts, strict=True)):
        yield Mention(start, end, run.sentence, written, piece.type, None, piece.titled, piece.weak)
        return
    for entry, (offset, part) in zip(known, parts, strict=True):
        if entry and part[:1].isupper():
            yield Mention(start + offset, start + offset + len(part), run.sentence, part, entry.type, entry, False, piece.weak and lists.ordinary(fold(part)))


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
