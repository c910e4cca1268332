"""Whether two written names can mean one person, organisation or place, and by which rule."""

from __future__ import annotations

from components.model import EntityType, Rules


def same_name(a: str, b: str, entity_type: EntityType, rules: Rules) -> bool:
    """Whether two forms can name one thing of this type, by the names alone."""
    return name_variant(a, b, rules, entity_type) is not None


def name_variant(a: str, b: str, rules: Rules, entity_type: EntityType | None = None) -> str | None:
    """The rule by which two forms can name one thing, in words; None where they cannot."""
    return "the same words" if a.casefold() == b.casefold() else None
