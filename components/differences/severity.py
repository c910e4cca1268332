"""How much a difference matters, and why, in words: the first rule of data/rules/severity.toml that fits decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from components.differences.collation import Row
from components.model import Kind, QuotationPolicy, Rules, Severity, Span


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """What a rule asks for (None fits everything) and what it gives."""

    kind: str | None
    verdict: str | None
    mark: str | None
    severity: Severity
    lenient: Severity
    reason: str


@lru_cache(maxsize=8)
def _toll(rules: Rules) -> re.Pattern[str]:
    words = "|".join(map(re.escape, rules.table("severity").get("toll", ()))) or "(?!)"
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def of_the_dead(text: str, span: Span, rules: Rules) -> bool:
    """Whether a number stands near a word for the dead, hurt or missing (a list in severity.toml, from the beginning of a word)."""
    return _toll(rules).search(text, max(span.start - NEAR, 0), span.end + NEAR) is not None


NEAR = 40  # characters before and after a number


@lru_cache(maxsize=256)
def severity_rules(rules: Rules, kind: Kind) -> tuple[SeverityRule, ...]:
    """The rules of severity.toml that can fit a kind, in their order."""
    return tuple(
        SeverityRule(r.get("kind"), r.get("verdict"), r.get("mark"), r["severity"], r.get("lenient", r["severity"]), r.get("reason", ""))
        for r in rules.table("severity").get("rule", ())
        if r.get("kind") in (None, kind)
    )


def weigh(row: Row, rules: Rules, policy: QuotationPolicy) -> tuple[Severity, str]:
    """The severity of a row and the reason in words; cosmetic where no rule fits."""
    for rule in severity_rules(rules, row.kind):
        if rule.verdict in (None, row.verdict) and (rule.mark is None or rule.mark in row.marks):
            return rule.lenient if policy == "lenient" else rule.severity, rule.reason
    return "cosmetic", "style"
