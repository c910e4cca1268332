"""Voices: who is quoted, and who is named, in one version only. Mentioned is not speaking."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.model import Facts, Name, Version
from components.panels.view import View
from components.panels.words import listed
from components.tables import Finding

STORY: frozenset[str] = frozenset({"headline", "deck", "body", "list"})  # parts in which somebody speaks
NOT_NAMED_IN: frozenset[str] = frozenset({"aside", "byline", "credit", "note"})  # parts whose people are not the story's


@dataclass(frozen=True, slots=True)
class Voices:
    """People of one version only, in the order of its text: those it quotes, and those it names without quoting them. `silent`: of
    those quoted in one version, who is named in the other without being quoted."""

    quoted_a: tuple[str, ...]
    quoted_b: tuple[str, ...]
    named_a: tuple[str, ...]
    named_b: tuple[str, ...]
    silent: frozenset[str]
    anybody: bool  # whether either version quotes or names a person at all

    def lines(self) -> list[str]:
        """Sentences for the screen: Quoted only in A: Izumi Nakamitsu and Kim Song."""
        sides = (("A", "B", self.quoted_a), ("B", "A", self.quoted_b))
        said = [
            f"Quoted only in {side}: {listed([f'{who} (in {other} named, not quoted)' if who in self.silent else who for who in several])}."
            for side, other, several in sides
            if several
        ]
        said += [f"Named only in {side}: {listed(list(who))}." for side, who in (("A", self.named_a), ("B", self.named_b)) if who]
        alike = "The same people are quoted and named in both versions."
        return said or [alike if self.anybody else "Nobody is quoted or named in either version."]


def voices(view: View) -> Voices:
    """The voices gained and lost, worked out once for all sessions. A person who has another form of the name in the other version is the
    same person."""
    return _voices(view.key, view)


@st.cache_resource(max_entries=64, show_spinner=False)
def _voices(key: tuple[object, ...], _view: View) -> Voices:
    same = {pair.b.entity: pair.a.entity for pair in _view.comparison.pairs if isinstance(pair.a, Name) and isinstance(pair.b, Name)}
    a, b = _view.comparison.a, _view.comparison.b
    quoted_a, named_a = speakers(a, _view.facts("a")), people(a, _view.facts("a"))
    quoted_b, named_b = (
        list(dict.fromkeys(same.get(who, who) for who in several))
        for several in (speakers(b, _view.facts("b")), people(b, _view.facts("b")))
    )
    known_a, known_b = {*quoted_a, *named_a}, {*quoted_b, *named_b}
    return Voices(
        tuple(who for who in quoted_a if who not in quoted_b),
        tuple(who for who in quoted_b if who not in quoted_a),
        tuple(who for who in named_a if who not in known_b and who not in quoted_a),
        tuple(who for who in named_b if who not in known_a and who not in quoted_b),
        frozenset(known_a & known_b),
        bool(known_a or known_b),
    )


def speakers(version: Version, facts: Facts) -> list[str]:
    """Who is quoted in the story, in the order of the text."""
    return list(dict.fromkeys(q.entity for q in facts.quotations if q.entity and version.sentences[q.sentence].part in STORY))


def people(version: Version, facts: Facts) -> list[str]:
    """The people the story names, in the order of the text."""
    inside = (n for n in facts.names if n.entity_type == "person" and version.sentences[n.sentence].part not in NOT_NAMED_IN)
    return list(dict.fromkeys(name.entity for name in inside))


def title(view: View, finding: Finding) -> str:
    """What a finding says, in a sentence; who speaks where, for one about people."""
    return " ".join(voices(view).lines()) if finding.people else finding.title


def of_finding(view: View, finding: Finding) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """How a finding of people in one version only is called, and whom it names: the quoted, or the named where nobody of them speaks."""
    found = voices(view)
    subjects = {difference.subject for difference in finding.differences}
    if not subjects.isdisjoint((*found.quoted_a, *found.quoted_b)):
        return "Voices", found.quoted_a, found.quoted_b
    named_a, named_b = (tuple(d.subject for d in finding.differences if d.verdict == verdict) for verdict in ("omitted", "added"))
    return "Named", named_a, named_b
