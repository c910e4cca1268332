"""The detail card: both sentences of the finding that is selected, why it is as serious as it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from components.model import Difference
from components.panels import thread
from components.panels.html import Html, hidden, join, tag
from components.panels.html import words as piece
from components.panels.state import Place
from components.panels.view import SIDES, Run, Side, View, places, sentence_of, worst
from components.panels.voices import of_finding, title
from components.panels.words import KIND, SEVERITY, SEVERITY_SIGN, VERDICT, VERDICT_SIGN, count, listed
from components.tables import Finding

MOST = 40  # places of a finding that are listed at once
NOTHING = "(nothing here)"
LONG = 240  # characters; whole sentences are not said again where they stand above the card


def card(view: View, place: Place, shown: Sequence[Finding], finding: Finding, chosen: Difference | None, *, close: bool = False) -> Html:
    """`shown` is the list that next and previous walk; `chosen` the row whose sentences stand first, the worst where none is chosen;
    `close` gives the card a way to be closed."""
    difference = chosen or worst(finding)
    at = next((i for i, other in enumerate(shown) if other.id == finding.id), None)
    return tag(
        "article",
        tag(
            "header",
            tag("span", f"{at + 1} of {len(shown)} · " if at is not None else "", heading(finding)),
            _steps(place, shown, at, close),
        ),
        tag(
            "div",
            tag("h3", piece(title(view, finding))),
            sentences(view, difference, finding),
            _places(view, place, finding, difference),
            tag("p", tag("b", f"Why {SEVERITY_SIGN[difference.severity]}: "), piece(why(difference)), class_="why"),
            tag(
                "div",
                thread.link(place, "Show in text", class_="button", panel="read", sel=difference.id, keys="t", focus="show")
                if place.panel != "read"
                else None,
                tag("button", "Copy as note", type="button", class_="button", data_copy=note(view, finding)),
                class_="do",
            ),
            decided(difference),
            class_="body",
        ),
        class_=f"detail {finding.verdict}",
        aria_label="The finding that is selected",
    )


def brief(view: View, place: Place, shown: Sequence[Finding], finding: Finding, chosen: Difference | None) -> Html:
    """The card without its sentences, for where they stand on the screen anyway: under their row in the reader."""
    difference = chosen or worst(finding)
    at = next((i for i, other in enumerate(shown) if other.id == finding.id), None)
    where = f"{at + 1} of {len(shown)} · " if at is not None else ""
    who = "" if finding.subject.casefold() == KIND[finding.kind].casefold() else finding.subject
    whole = difference.level == "sentence" or any(len(words) > LONG for words in view.words(difference))
    return tag(
        "article",
        tag(
            "header",
            tag("span", where, heading(finding), tag("span", " · ", tag("b", piece(who))) if who else None),
            _steps(place, shown, at, close=True),
        ),
        tag(
            "div",
            tag("p", *pair(view, difference), class_="said") if not whole else None,
            tag("p", tag("b", f"Why {SEVERITY_SIGN[difference.severity]}: "), piece(why(difference)), class_="why"),
            _places(view, place, finding, difference),
            tag(
                "div",
                tag("button", "Copy as note", type="button", class_="button", data_copy=note(view, finding), data_focus="copy"),
                decided(difference),
                class_="do",
            ),
            class_="body",
        ),
        class_=f"detail {finding.verdict}",
        aria_label="The finding that is selected",
    )


def heading(finding: Finding) -> Html:
    """▲ Check first · Title · ≠ Differs"""
    verdict = tag(
        "span", f"{VERDICT_SIGN[finding.verdict]} {VERDICT[finding.verdict]}", class_="differs" if finding.verdict == "conflict" else None
    )
    kind = KIND[finding.kind]
    said = tag("b", f"{SEVERITY_SIGN[finding.severity]} {SEVERITY[finding.severity]}")
    return tag("span", said, f" · {kind}") if kind == VERDICT[finding.verdict] else tag("span", said, f" · {kind} · ", verdict)


def _steps(place: Place, shown: Sequence[Finding], at: int | None, close: bool) -> Html:
    before, after = (shown[at - 1], shown[(at + 1) % len(shown)]) if at is not None else (shown[-1], shown[0]) if shown else (None, None)
    return tag(
        "nav",
        thread.link(place, "‹", sel=before.id, keys="p", focus="before", label="Previous finding") if before else None,
        thread.link(place, "›", sel=after.id, keys="n", focus="after", label="Next finding") if after else None,
        thread.link(place, "×", sel="", keys="Escape", label="Close") if close else None,
        aria_label="Findings",
    )


def sentences(view: View, difference: Difference, finding: Finding) -> Html:
    """Both sentences of a difference with all that its finding changes in them; a side that has none says so."""
    ids = {other.id for other in finding.differences}
    return tag("div", *(_side(view, side, difference, ids) for side in SIDES), class_="pair")


def _side(view: View, side: Side, difference: Difference, ids: set[str]) -> Html:
    sentence = sentence_of(difference, side)
    if sentence is None:
        return _sentence(side, tag("span", f"(nothing here: only in {'B' if side == 'a' else 'A'})", class_="none"))
    runs = [run for index in passage(view, side, sentence) for run in view.runs(side, index)]
    return _sentence(side, tag("div", marked(runs, side, ids), class_="text"))


def _sentence(side: Side, words: Html) -> Html:
    return tag("div", tag("span", side.upper(), class_=f"side {side}"), words, class_=f"sentence {side}")


def of_link(view: View, side: Side, index: int) -> Html:
    """A sentence and what answers it, without marks."""
    link = view.link[side, index]
    lines = []
    for one, several in zip(SIDES, (link.a, link.b), strict=True):
        version = view.version(one)
        text = " ".join(version.sentences[i].span.of(version.text) for i in several)
        lines.append(_sentence(one, tag("div", piece(text), class_="text") if text else tag("span", "(nothing here)", class_="none")))
    return tag("div", *lines, class_="pair")


def passage(view: View, side: Side, sentence: int) -> tuple[int, ...]:
    """The sentences of this side that stand in one link with this one."""
    link = view.link[side, sentence]
    return link.a if side == "a" else link.b


def marked(runs: Sequence[Run], side: Side, only: set[str] | None = None) -> Html:
    """Runs as HTML; with `only`, nothing but the words of these differences is marked."""
    return join(
        _mark(run, side) if run.look and (only is None or run.difference in only) else (None if run.gap else piece(run.text))
        for run in runs
    )


def _mark(run: Run, side: Side) -> Html:
    if run.gap:
        return tag("span", tag("span", class_="gap", aria_hidden="true"), hidden(f"(nothing here in {side.upper()})"))
    classes = f"{side} {run.look}" + (" conflict" if run.conflict else "")
    return tag("mark", hidden(f"only in {side.upper()}: "), piece(run.text), class_=classes)


def _places(view: View, place: Place, finding: Finding, chosen: Difference) -> Html | None:
    """The rows of a finding that has several, each to be chosen; of very many, those around the one that is."""
    if len(finding.differences) < 2:
        return None
    at = next((i for i, d in enumerate(finding.differences) if d.id == chosen.id), 0)
    first = max(0, min(at - MOST // 2, len(finding.differences) - MOST))
    many, near = len(finding.differences), finding.differences[first : first + MOST]
    here = f", {first + 1} to {first + len(near)} of them here" if len(near) < many else ""
    rows = [
        tag(
            "li",
            thread.link(
                place,
                tag("span", SEVERITY_SIGN[d.severity], hidden(f" {SEVERITY[d.severity]}. ")),
                tag("span", *pair(view, d)),
                tag(
                    "span", VERDICT_SIGN[d.verdict], hidden(f" {VERDICT[d.verdict]}"), class_="differs" if d.verdict == "conflict" else None
                ),
                sel=d.id,
                pick=d.id,
                focus=f"place-{d.id}",
            ),
        )
        for d in near
    ]
    return tag("div", tag("p", count(many, "place") + here, class_="note"), tag("ul", *rows, class_="places", data_list=True))


def pair(view: View, difference: Difference) -> tuple[Html, ...]:
    """A's words │ B's words of one row."""
    return both(*view.words(difference))


def both(a: str, b: str) -> tuple[Html, ...]:
    """Words of A │ words of B; an empty side is the word "nothing"."""
    return _words(a, "a"), tag("span", " │ ", class_="bar", aria_hidden="true"), _words(b, "b")


def _words(text: str, side: Side) -> Html:
    inside = piece(text.strip()) if text.strip() else tag("span", "nothing", class_="none")
    return tag("span", hidden(f"{side.upper()}: "), tag("span", inside, class_=f"w{side}") if text.strip() else inside, hidden(". "))


def why(difference: Difference) -> str:
    """The reason of the severity, as a sentence."""
    reason = difference.reason or difference.note
    return reason[:1].upper() + reason[1:] + ("" if reason.endswith((".", "?", "!", "”")) else ".")


def decided(difference: Difference) -> Html:
    """How this was decided: level, similarity, offsets; folded, for it is not what an editor decides by."""
    lines = [f"Rule: {difference.level}."]
    if difference.similarity is not None:
        lines.append(f"Similarity {difference.similarity:.0%}.")
    lines += [
        f"{side}: characters {span.start} to {span.end}." for side, span in (("A", difference.a), ("B", difference.b)) if span is not None
    ]
    return tag(
        "details",
        tag("summary", "How this was decided"),
        tag("p", *(piece(line + " ") for line in lines), class_="soft"),
        tag("p", piece(difference.note), class_="soft"),
    )


def note(view: View, finding: Finding) -> str:
    """Five plain lines for a message to the desk: what, A's words, B's words, where, why; every place of the finding is in them."""
    verdict = "" if KIND[finding.kind] == VERDICT[finding.verdict] else f", {VERDICT[finding.verdict]}"
    a, b = view.comparison.a, view.comparison.b
    words_a, words_b = _told(view, finding)
    lines = (
        f"{SEVERITY[finding.severity]} – {KIND[finding.kind]}{verdict}: {finding.subject or title(view, finding)}",
        f"A ({a.label}): {words_a}",
        f"B ({b.label}): {words_b}",
        f"Where: {', '.join(where for side in SIDES if (where := _where(view, finding, side)))}",
        f"Why: {title(view, finding) if finding.people else why(worst(finding))}",
    )
    return "\n".join(" ".join(line.split()) for line in lines)


def _told(view: View, finding: Finding) -> tuple[str, str]:
    """What each version has of a finding: its words place by place, the names of its people, how a passage begins."""
    if finding.people:
        _, a, b = of_finding(view, finding)
        return listed(list(a)) or NOTHING, listed(list(b)) or NOTHING
    rows = places(finding)
    if passage_rows := [row for row in rows if row.level == "sentence"]:
        begin_a, begin_b = view.words(passage_rows[0])
        more = f" … ({count(len(passage_rows), 'sentence')})" if len(passage_rows) > 1 else ""
        return begin_a + more if begin_a else NOTHING, begin_b + more if begin_b else NOTHING
    pairs = dict.fromkeys(view.words(row) for row in rows)
    return " · ".join(x or NOTHING for x, _ in pairs), " · ".join(y or NOTHING for _, y in pairs)


def _where(view: View, finding: Finding, side: Side) -> str:
    indices = sorted({index for row in finding.differences if (index := sentence_of(row, side)) is not None})
    if len(indices) < 2:
        return view.where(side, indices[0]) if indices else ""
    numbers = [view.number(side, index) for index in indices]
    run = numbers == list(range(numbers[0], numbers[-1] + 1))
    return f"sentences {f'{numbers[0]} to {numbers[-1]}' if run else listed([str(number) for number in numbers])} of {side.upper()}"
