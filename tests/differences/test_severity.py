"""How much a difference matters: the rules that ship, and rules of one's own."""

from __future__ import annotations

from typing import Any

import pytest

from components.comparison import compare
from components.differences.collation import Row
from components.differences.severity import weigh
from components.loader.rules import load_rules
from components.loader.stories import read_version
from components.model import SEVERITIES, QuotationPolicy, Rules, Settings, Span

HERE, THERE = Span(0, 3), Span(0, 4)


def row(kind: str, verdict: str, *marks: str) -> Row:
    return Row(kind, verdict, HERE, THERE, "a level", marks=frozenset(marks))  # type: ignore[arg-type]


def weighed(a: str, b: str, policy: QuotationPolicy = "strict") -> list[tuple[str, str, str]]:
    """Kind, severity and reason of each difference of two texts."""
    rules = load_rules()
    versions = [read_version(f"Rain fell on the hills.\n\n{text}", id=id, label=id, rules=rules) for id, text in (("a", a), ("b", b))]
    comparison = compare(*versions, rules, Settings(quotations=policy))
    return [(d.kind, d.severity, d.reason) for d in comparison.differences]


def own(*rules: dict[str, Any]) -> Rules:
    return Rules({"severity": {"rule": list(rules)}})


def test_the_first_rule_that_fits_decides() -> None:
    rules = own(
        {"kind": "role", "mark": "title", "severity": "critical", "reason": "one"},
        {"kind": "role", "severity": "minor", "reason": "two"},
        {"severity": "major", "reason": "three"},
    )
    assert weigh(row("role", "conflict", "title"), rules, "strict") == ("critical", "one")
    assert weigh(row("role", "conflict", "style"), rules, "strict") == ("minor", "two")
    assert weigh(row("date", "conflict", "title"), rules, "strict") == ("major", "three")


def test_a_rule_asks_for_all_that_it_names() -> None:
    rules = own({"kind": "number", "verdict": "conflict", "mark": "toll", "severity": "critical", "reason": "a toll"})
    assert weigh(row("number", "conflict", "toll"), rules, "strict")[0] == "critical"
    for other in (row("number", "variant", "toll"), row("number", "conflict"), row("date", "conflict", "toll")):
        assert weigh(other, rules, "strict") == ("cosmetic", "style")


def test_without_rules_everything_is_style() -> None:
    assert weigh(row("role", "conflict", "title"), Rules({}), "strict") == ("cosmetic", "style")


def test_a_rule_without_a_lenient_severity_keeps_its_own() -> None:
    rules = own({"kind": "quotation", "severity": "critical", "reason": "words"})
    assert weigh(row("quotation", "conflict"), rules, "lenient") == ("critical", "words")


def test_a_lenient_severity_is_for_the_lenient_policy_alone() -> None:
    rules = own({"kind": "quotation", "severity": "major", "lenient": "minor", "reason": "grammar"})
    assert weigh(row("quotation", "conflict"), rules, "strict") == ("major", "grammar")
    assert weigh(row("quotation", "conflict"), rules, "lenient") == ("minor", "grammar")


def test_every_rule_that_ships_has_a_severity_there_is_and_a_reason() -> None:
    for rule in load_rules().table("severity")["rule"]:
        assert rule["severity"] in SEVERITIES
        assert rule.get("lenient", rule["severity"]) in SEVERITIES
        assert rule["reason"]


def test_a_word_of_grammar_inside_the_marks_is_minor_where_the_desk_is_lenient() -> None:
    a, b = "“The council shut its eyes to the damage,” Mara Lind said.", "“The council shut its eyes to a damage,” Mara Lind said."
    assert [severity for _, severity, _ in weighed(a, b)] == ["major"]
    assert [severity for _, severity, _ in weighed(a, b, "lenient")] == ["minor"]


def test_any_other_word_inside_the_marks_is_checked_first_however_lenient_the_desk() -> None:
    a, b = "“The council closed its eyes to it,” Mara Lind said.", "“The council shut its eyes to it,” Mara Lind said."
    strict = weighed(a, b)
    assert strict == weighed(a, b, "lenient") == [("quotation", "critical", "a word inside a direct quotation")]


def test_a_lenient_desk_changes_nothing_outside_the_marks() -> None:
    a = "Mara Lind, head of the clinic, said 14 people were killed. The court did not agree."
    b = "Mara Lind, director of the clinic, said 41 people were killed. The court did agree."
    assert weighed(a, b) == weighed(a, b, "lenient")
    assert [severity for _, severity, _ in weighed(a, b)] == ["critical"] * 3


@pytest.mark.parametrize(
    ("a", "b", "severity", "reason"),
    [
        ("The ferry has 26 cabins.", "The ferry has 62 cabins.", "major", "another number"),
        ("The storm killed 26 people.", "The storm killed 62 people.", "critical", "a toll of dead, hurt or missing"),
        ("It was built in Beirut.", "It was built in Damascus.", "major", "another place"),
        ("Trams ran to Kiev.", "Trams ran to Kyiv.", "minor", "the spelling of a name"),
        ("The pier was built in May 2019.", "The pier was built in June 2019.", "major", "another date"),
        ("The court did not agree.", "The court did agree.", "critical", "a negation"),
    ],
)
def test_the_reason_of_a_severity_is_given_in_words(a: str, b: str, severity: str, reason: str) -> None:
    assert [(s, r) for _, s, r in weighed(a, b)] == [(severity, reason)]
