"""Quotes: what was changed inside the marks? Both texts one above the other at full width, so that the eye compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.model import Pair, Quotation, Span
from components.panels import findings, ledger, thread
from components.panels.card import heading, marked
from components.panels.html import Html, hidden, tag
from components.panels.html import words as piece
from components.panels.ledger import Row
from components.panels.state import Place
from components.panels.view import ASIDE_PARTS, SIDES, Side, View, places, runs, sentence_of, span_of
from components.panels.words import count
from components.tables import Finding

PAGE: Final = 60  # altered quotations shown before "more"
PLAIN: Final = "other words inside the marks"  # the level that the marks themselves tell
HEARD: Final = "Readback has not heard the speaker; either version, both or neither may be exact."


def show(view: View, place: Place) -> None:
    """Altered quotations, who said them, those word for word, those only one version has."""
    pairs = [pair for pair in view.pairs("quotation") if not nested(pair)]
    shown = ledger.walk(view, place, "quotes")
    altered = [finding for finding in shown if finding.kind == "quotation"]
    style = sum(finding.severity == "cosmetic" for finding in view.of_panel("quotes"))
    st.html(
        tag(
            "div",
            tag("div", tag("p", summary(view, pairs)), tag("span", rule(place), class_="end"), class_="bar-line"),
            tag("p", HEARD, class_="note"),
            audits(view, place, altered, pairs),
            attributed(view, place, [finding for finding in shown if finding.kind != "quotation"]),
            findings.style_only(place, style, "Quotes"),
            exact(view, place, pairs),
            alone(view, place, pairs, "a"),
            alone(view, place, pairs, "b"),
            class_="rb",
        )
    )
    others = ledger.findings_rows(view, place, "quotes", {finding.id for finding in altered})
    ledger.download(view, [*rows(view, pairs), *others], "quotes")
    ledger.dock(view, place, shown)


def nested(pair: Pair) -> bool:
    """Whether a quotation stands inside another, which is shown with it."""
    return all(fact is None or (isinstance(fact, Quotation) and fact.parent is not None) for fact in (pair.a, pair.b))


def audits(view: View, place: Place, altered: Sequence[Finding], pairs: Sequence[Pair]) -> Html:
    """The altered quotations, most serious first; a long list shows its first page."""
    if not altered:
        return tag("p", "No quotation differs.", class_="message")
    many = place.further(PAGE)
    left = findings.more(place, len(altered) - many, "quotation")
    return tag("div", *(audit(view, place, finding, pairs) for finding in altered[:many]), left, class_="quotes")


def attributed(view: View, place: Place, found: Sequence[Finding]) -> Html | None:
    """Who said it: another speaker, another verb of saying, a quotation that nobody is named for."""
    return ledger.section("Who said it", findings.listing(view, place, found)) if found else None


def summary(view: View, pairs: Sequence[Pair]) -> str:
    """9 quotations in both versions: 4 altered (14 places), 5 word for word · 25 only in A · 1 only in B · 3 with no speaker named"""
    both = [pair for pair in pairs if pair.a is not None and pair.b is not None]
    altered = [pair for pair in both if pair.verdict not in ("same", "equivalent")]
    altered_places = sum(
        len(places(finding)) for finding in view.of_panel("quotes") if finding.kind == "quotation" and finding.severity != "cosmetic"
    )
    quotes = [q for s in SIDES for q in view.facts(s).quotations if view.version(s).sentences[q.sentence].part not in ASIDE_PARTS]
    words = [
        f"{count(len(both), 'quotation')} in both versions: {len(altered)} altered"
        + (f" ({count(altered_places, 'place')})" if altered and altered_places else "")
        + f", {len(both) - len(altered)} word for word"
    ]
    words += [
        f"{number} only in {side}"
        for side, number in (("A", sum(1 for p in pairs if p.b is None)), ("B", sum(1 for p in pairs if p.a is None)))
    ]
    unclosed = sum(1 for q in quotes if q.form in ("unclosed", "stray"))
    unnamed = sum(1 for q in quotes if q.form == "speech" and q.entity is None and q.parent is None)
    words += [f"{number} {what}" for number, what in ((unclosed, "never closed"), (unnamed, "with no speaker named")) if number]
    return " · ".join(words)


def rule(place: Place) -> Html:
    """The switch for the quotation policy."""
    return tag(
        "span",
        tag("span", "Rule: "),
        tag(
            "span",
            thread.link(place, "Strict", hidden(": any other word counts"), rule="", current=place.rule != "lenient", focus="strict"),
            thread.link(
                place,
                "Lenient",
                hidden(": grammar and function words are minor"),
                rule="lenient",
                current=place.rule == "lenient",
                focus="lenient",
            ),
            class_="switch",
        ),
    )


def audit(view: View, place: Place, finding: Finding, pairs: Sequence[Pair]) -> Html:
    """One altered quotation: who, how many places, both texts at full width."""
    ids = {difference.id for difference in finding.differences}
    pair = next((pair for pair in pairs if holds(pair, finding)), None)
    return thread.link(
        place,
        tag(
            "span",
            heading(finding),
            tag("b", piece(finding.subject or "no speaker named")),
            tag("span", count(len(places(finding)), "place"), class_="soft") if len(places(finding)) > 1 else None,
            class_="top",
        ),
        *(
            tag(
                "span",
                tag("span", side.upper(), class_=f"side {side}"),
                tag("span", body(view, finding, pair, side), class_="text"),
                class_=f"line {side}",
            )
            for side in SIDES
        ),
        tag("span", piece(remark), class_="note") if (remark := remarks(view, finding)) else None,
        sel=finding.id,
        pick=" ".join((finding.id, *ids)),
        focus=f"quote-{finding.id}",
        class_="quote",
    )


def holds(pair: Pair, finding: Finding) -> bool:
    """Whether these are the two quotations that a finding is about."""
    if pair.a is None or pair.b is None:
        return False
    return any(d.a is not None and d.b is not None and pair.a.span.overlaps(d.a) and pair.b.span.overlaps(d.b) for d in finding.differences)


def remarks(view: View, finding: Finding) -> str:
    """What the marks do not show by themselves: North Korea │ the DPRK: another name for the same"""
    told = [(" │ ".join(word or "nothing" for word in view.words(d)), d.level) for d in finding.differences if d.level != PLAIN]
    return " · ".join(f"{words}: {level}" for words, level in told)


def body(view: View, finding: Finding, pair: Pair | None, side: Side) -> Html:
    """The quotation on one side with its altered words marked; the sentence where the quotation is not known."""
    version = view.version(side)
    ids = {difference.id for difference in finding.differences}
    fact = pair and (pair.a if side == "a" else pair.b)
    spans = [span for d in finding.differences if (span := span_of(d, side)) is not None]
    sentences = sorted({index for d in finding.differences if (index := sentence_of(d, side)) is not None})
    if isinstance(fact, Quotation):
        start, end = min([fact.span.start, *(s.start for s in spans)]), max([fact.span.end, *(s.end for s in spans)])
    elif sentences:
        start, end = version.sentences[sentences[0]].span.start, version.sentences[sentences[-1]].span.end
    else:
        return tag("span", "nothing", class_="none")
    marks = [mark for index, several in view.marks[side].items() for mark in several if mark.difference.id in ids]
    unique = {(mark.span, mark.difference.id): mark for mark in marks}
    return marked(runs(version.text, Span(start, end), sorted(unique.values(), key=lambda mark: mark.span)), side)


def exact(view: View, place: Place, pairs: Sequence[Pair]) -> Html | None:
    """The quotations that are word for word the same."""
    same = [pair for pair in pairs if pair.a is not None and pair.b is not None and pair.verdict in ("same", "equivalent")]
    return (
        ledger.section(
            f"= Word for word ({len(same)})",
            ledger.chips(place, ((words(view, pair), ledger.sentence_id(pair.a, pair.b)) for pair in same)),
        )
        if same
        else None
    )


def alone(view: View, place: Place, pairs: Sequence[Pair], side: Side) -> Html | None:
    """What is quoted in one version only, by speaker; the quotations themselves unfold."""
    here = [pair for pair in pairs if (pair.b if side == "a" else pair.a) is None]
    if not here:
        return None
    speakers = Counter(speaker(pair) for pair in here)
    by = " · ".join(f"{name} {number}" for name, number in speakers.most_common())
    return tag(
        "section",
        tag("h3", f"Only in {side.upper()} ({len(here)})"),
        tag("p", piece(by)),
        tag(
            "details",
            tag("summary", f"Show the {count(len(here), 'quotation')}"),
            ledger.chips(place, ((f"{speaker(pair)}: {words(view, pair)}", ledger.sentence_id(pair.a, pair.b)) for pair in here)),
        ),
        class_="part",
    )


def speaker(pair: Pair) -> str:
    """Who says it, as the text names them."""
    fact = pair.a if pair.a is not None else pair.b
    return fact.entity or "not named" if isinstance(fact, Quotation) else "not named"


def words(view: View, pair: Pair) -> str:
    """The quotation with its marks, in one line."""
    fact, text = (pair.a, view.comparison.a.text) if pair.a is not None else (pair.b, view.comparison.b.text)
    return " ".join(fact.span.of(text).split()) if fact is not None else ""


def rows(view: View, pairs: Sequence[Pair]) -> list[Row]:
    """Every quotation of both versions, for the file."""
    a, b = view.comparison.a.text, view.comparison.b.text
    flat = [(pair, pair.a.span.of(a) if pair.a else "", pair.b.span.of(b) if pair.b else "") for pair in pairs]
    return [ledger.row_of(view, pair, speaker(pair), " ".join(x.split()), " ".join(y.split())) for pair, x, y in flat]
