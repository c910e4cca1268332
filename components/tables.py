"""A comparison as findings, JSON, CSV and pandas frames: what is on the screen is what is in the file.

Only `differences_frame` loads pandas; JSON and CSV need nothing but the standard library.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components.model import (
    SEVERITIES,
    Comparison,
    Date,
    Difference,
    Fact,
    Facts,
    Kind,
    Name,
    Number,
    Role,
    Severity,
    Span,
    Verdict,
    Version,
)  # fmt: skip

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "story", "a_version", "b_version", "id", "finding", "severity", "kind", "verdict", "subject", "a_text", "b_text", "note", "a_sentence",
    "b_sentence", "level", "similarity", "a_start", "a_end", "b_start", "b_end", "a_sentence_index", "b_sentence_index",
)  # fmt: skip
FACT_COLUMNS = ("type", "text", "start", "end", "value", "sentence")
INTEGERS = ("a_start", "a_end", "b_start", "b_end", "a_sentence_index", "b_sentence_index")

PANEL: dict[Kind, str] = {
    "role": "titles", "headline": "titles", "dateline": "titles", "byline": "titles", "credit": "titles",
    "quotation": "quotes", "attribution": "quotes",
    "date": "dates", "number": "dates",
    "name": "names", "place": "names", "entity": "names", "glitch": "names", "terminology": "names", "wording": "names",
    "punctuation": "names", "omission": "only", "addition": "only", "moved": "only", "off_story": "only", "layout": "names",
}  # fmt: skip
ORDER: tuple[Kind, ...] = (
    "role", "attribution", "quotation", "glitch", "punctuation", "name", "place", "entity", "number", "date", "terminology", "headline",
    "wording", "omission", "addition", "moved", "byline", "dateline", "credit", "layout", "off_story",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """What an editor decides at once: one or more differences. Severity and verdict are those of its worst row; `a_words` and `b_words`
    are that row's words, whole ("" where a side has nothing); `panel` is the panel that counts it."""

    id: str
    kind: Kind
    severity: Severity
    verdict: Verdict
    subject: str
    differences: tuple[Difference, ...]
    panel: str
    title: str
    a_words: str
    b_words: str

    @property
    def people(self) -> bool:
        """Whether it is about the people that one version has alone."""
        return self.kind == "name" and self.panel == "only"


def findings(comparison: Comparison, differences: Iterable[Difference] | None = None) -> tuple[Finding, ...]:
    """The findings of these differences (default: all), most serious first, then by kind, then in the order of the text."""
    groups: dict[str, list[Difference]] = {}
    for difference in comparison.differences if differences is None else differences:
        groups.setdefault(difference.finding, []).append(difference)
    found = [_finding(comparison, id, rows) for id, rows in groups.items()]
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.people, ORDER.index(f.kind), f.panel == "only")))


def _finding(comparison: Comparison, id: str, rows: list[Difference]) -> Finding:
    worst = min(rows, key=lambda row: (SEVERITIES.index(row.severity), row.level != "sentence", ORDER.index(row.kind)))
    shown = None if worst.lacks == "a" else worst.a, None if worst.lacks == "b" else worst.b
    a_words, b_words = (" ".join(span.of(version.text).split()) if span and len(span) else ""
                        for span, version in ((shown[0], comparison.a), (shown[1], comparison.b)))  # fmt: skip
    panel = "only" if _voices(rows) else PANEL[worst.kind]
    return Finding(id, worst.kind, worst.severity, worst.verdict, worst.subject, tuple(rows), panel, _title(rows, worst), a_words, b_words)


def _voices(rows: Sequence[Difference]) -> bool:
    return all(row.kind in ("name", "date") and row.verdict in ("omitted", "added") and (row.a is None or row.b is None) for row in rows)


def _title(rows: Sequence[Difference], worst: Difference) -> str:
    n = len(rows)
    if _voices(rows) and worst.kind == "name":
        sides = [(side, sum(getattr(row, side.lower()) is not None for row in rows)) for side in ("A", "B")]
        return " · ".join(f"{count} only in {side}" for side, count in sides if count)
    sentences = sum(row.level == "sentence" for row in rows)
    if sentences:
        side = "A" if any(row.kind == "omission" for row in rows) else "B"
        return f"{sentences} sentence{'s' * (sentences > 1)} only in {side}"
    return f"{n} places: {worst.note}" if n > 1 else worst.note


def differences_frame(comparison: Comparison, differences: Iterable[Difference] | None = None, story: str = "") -> pd.DataFrame:
    """One row a difference (default: all), the columns of COLUMNS in that order, with the same dtypes for no rows as for many."""
    import pandas as pd

    frame = pd.DataFrame(rows(comparison, differences, story), columns=list(COLUMNS))
    kinds = dict.fromkeys(INTEGERS, "Int64") | {"similarity": "Float64"}
    return frame.astype({column: kinds.get(column, "string") for column in COLUMNS})


def rows(comparison: Comparison, differences: Iterable[Difference] | None = None, story: str = "") -> list[tuple[Any, ...]]:
    """The cells of COLUMNS for each difference; None where there is nothing to say."""
    a, b = comparison.a, comparison.b
    return [
        (story, a.id, b.id, d.id, d.finding, d.severity, d.kind, d.verdict, d.subject, _text(d.a, a), _text(d.b, b), d.note,
         _sentence(d.a_sentence, a), _sentence(d.b_sentence, b), d.level, _rounded(d.similarity), *_offsets(d.a), *_offsets(d.b),
         d.a_sentence, d.b_sentence)
        for d in (comparison.differences if differences is None else differences)
    ]  # fmt: skip


def csv_bytes(comparison: Comparison, differences: Iterable[Difference] | None = None, story: str = "") -> bytes:
    """The differences (default: all) as a CSV file: UTF-8 with BOM, CRLF, every cell defused."""
    return table_bytes(COLUMNS, rows(comparison, differences, story))


def table_bytes(columns: Sequence[str], cells: Iterable[Sequence[Any]]) -> bytes:
    """Any table as a CSV file a spreadsheet opens without surprises: UTF-8 with BOM, CRLF, every cell defused, None as nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in cells)
    return ("\ufeff" + out.getvalue()).encode("utf-8", "backslashreplace")


def defused(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe before it; `restored` takes it off again. A cell that
    begins with an apostrophe before such a start gets one more, so that nothing is ambiguous."""
    return "'" + cell if _formula(cell.lstrip("'")) else cell


def restored(cell: str) -> str:
    """The cell as it was before `defused`."""
    return cell[1:] if cell.startswith("'") and _formula(cell.lstrip("'")) else cell


def _formula(cell: str) -> bool:
    return cell[:1] in ("\t", "\r") or cell.lstrip()[:1] in ("=", "+", "-", "@") if cell else False


def file_name(story: str, comparison: Comparison) -> str:
    """The CSV's name: story, versions and the later publication date known, in plain characters."""
    days = [version.published for version in (comparison.a, comparison.b) if version.published]
    parts = [story or "story", comparison.a.id, comparison.b.id, *([max(days).isoformat()] if days else [])]
    return (
        "_".join("".join(c if (c.isalnum() and c.isascii()) or c in "-." else "-" for c in part).strip("-") or "x" for part in parts)
        + ".csv"
    )


def comparison_json(comparison: Comparison, version: str) -> dict[str, Any]:
    """The comparison as DESIGN's JSON: keys always present, null where absent. `version` is Readback's own."""
    a, b = comparison.a, comparison.b
    place_a, place_b = _places(comparison.facts_a), _places(comparison.facts_b)
    settings = comparison.settings
    return {
        "readback": version,
        "related": comparison.related,
        "settings": {
            "quotations": settings.quotations, "link_threshold": settings.link_threshold,
            "put_back_a": list(settings.put_back_a), "put_back_b": list(settings.put_back_b),
        },
        "versions": [version_json(a, comparison.facts_a), version_json(b, comparison.facts_b)],
        "links": [
            {"a": list(k.a), "b": list(k.b), "operation": k.operation, "similarity": _rounded(k.similarity), "reason": k.reason}
            for k in comparison.links
        ],
        "pairs": [
            {"kind": p.kind, "a": place_a.get(id(p.a)), "b": place_b.get(id(p.b)), "verdict": p.verdict, "level": p.level,
             "difference": p.difference}
            for p in comparison.pairs
        ],
        "differences": [
            {"id": d.id, "finding": d.finding, "kind": d.kind, "verdict": d.verdict, "severity": d.severity, "subject": d.subject,
             "a": _part(d.a, a), "b": _part(d.b, b), "a_sentence": _sentence(d.a_sentence, a), "b_sentence": _sentence(d.b_sentence, b),
             "level": d.level, "similarity": _rounded(d.similarity), "note": d.note, "reason": d.reason}
            for d in comparison.differences
        ],
    }  # fmt: skip


def version_json(version: Version, facts: Facts) -> dict[str, Any]:
    """What one version says, as DESIGN's version object."""
    return {
        "id": version.id, "label": version.label, "file": version.file,
        "sha256": hashlib.sha256(version.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "encoding": version.encoding, "published": version.published.isoformat() if version.published else None,
        "warnings": list(version.warnings),
        "sentences": [
            {"index": s.index, "part": s.part, "paragraph": s.paragraph, "start": s.span.start, "end": s.span.end}
            for s in version.sentences
        ],
        "facts": [_fact(fact, version) for fact in facts.all()],
        "remarks": [
            {"kind": r.kind, "severity": r.severity, "spans": [_part(span, version) for span in r.spans], "note": r.note}
            for r in version.remarks
        ],
    }  # fmt: skip


def facts_csv(version: Version, facts: Facts) -> bytes:
    """What one version says, as CSV: the columns of FACT_COLUMNS."""
    cells = [(_type(f), f.span.of(version.text), f.span.start, f.span.end, plain_value(f), f.sentence) for f in facts.all()]
    return table_bytes(FACT_COLUMNS, cells)


def plain_value(fact: Fact) -> str:
    """A fact's value in one cell."""
    if isinstance(fact, Date):
        return fact.value
    if isinstance(fact, Number):
        number = "" if fact.value is None else f"{fact.value:.15g}"
        return " ".join(filter(None, (fact.bound, number, fact.unit)))
    return fact.entity or ""


def _fact(fact: Fact, version: Version) -> dict[str, Any]:
    record: dict[str, Any] = {"type": _type(fact), "start": fact.span.start, "end": fact.span.end, "sentence": fact.sentence}
    if isinstance(fact, Date):
        return record | {
            "value": fact.value, "timex": fact.type, "modifier": fact.modifier, "granularity": fact.granularity, "relative": fact.relative,
            "reason": fact.reason,
        }  # fmt: skip
    if isinstance(fact, Number):
        value = {
            "value": fact.value,
            "unit": fact.unit,
            "approximator": _part(fact.approximator, version),
            "counted": _part(fact.counted, version),
        }
        return record | {"value": value, "number": fact.type, "bound": fact.bound, "high": fact.high}
    if isinstance(fact, Name):
        return record | {"value": {"entity": fact.entity, "entity_type": fact.entity_type}, "form": fact.form}
    if isinstance(fact, Role):
        person = _part(fact.person, version)
        return record | {
            "value": {
                "person": person and person | {"entity": fact.entity},
                "role": _part(fact.span, version),
                "organisation": _part(fact.organisation, version),
            }
        }
    speaker = _part(fact.speaker, version)
    value = {
        "speaker": speaker and speaker | {"entity": fact.entity}, "cue": _part(fact.cue, version), "marks": fact.marks,
        "inner": _part(fact.inner, version),
    }  # fmt: skip
    return record | {"value": value, "form": fact.form, "parent": fact.parent, "reason": fact.reason}


def _type(fact: Fact) -> str:
    return type(fact).__name__.lower()


def _places(facts: Facts) -> dict[int, int]:
    return {id(fact): place for place, fact in enumerate(facts.all())}


def _part(span: Span | None, version: Version) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(version.text)}


def _text(span: Span | None, version: Version) -> str | None:
    return None if span is None else span.of(version.text)


def _sentence(index: int | None, version: Version) -> str | None:
    return None if index is None else version.sentences[index].span.of(version.text)


def _offsets(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _rounded(similarity: float | None) -> float | None:
    return None if similarity is None else round(similarity, 4)
