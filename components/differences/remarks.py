"""What is odd inside one version, whatever the other says: one name in two spellings or styles, two terms for one thing, a headline
whose figure is not the story's."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from components.differences.severity import of_the_dead
from components.differences.terminology import glossary
from components.model import STORY_PARTS, Facts, Name, Remark, Rules, Span, Version

ONE_NAME = 0.86  # similarity; "Jana Petrik"/"Jana Petrak" is .91; two brothers' given names are further apart
MOST_PEOPLE = 60  # people; in a longer list of names likeness says nothing
SHOWN = 8  # places of one remark; the first of each form come first


def find_remarks(version: Version, facts: Facts, rules: Rules) -> tuple[Remark, ...]:
    """The remarks on one version, in the order of their first place."""
    names = [name for name in facts.names if version.sentences[name.sentence].part in STORY_PARTS | {"headline"}]
    found = [
        *_spellings(names, version.text),
        *_forms(names, version.text),
        *_terms(version, rules),
        *_headline(version, facts, rules),
    ]
    return tuple(sorted(found, key=lambda remark: remark.spans[0]))


def _spellings(names: list[Name], text: str) -> Iterator[Remark]:
    """Two people whose names are alike but for a letter or two, sharing a given name or surname."""
    people: dict[str, Name] = {}
    for name in names:
        if name.entity_type == "person" and " " in name.span.of(text):
            people.setdefault(" ".join(name.span.of(text).split()), name)
    if len(people) > MOST_PEOPLE:
        return
    written = list(people)
    for k, x in enumerate(written):
        for y in written[k + 1 :]:
            shared = set(x.split()) & set(y.split())
            if shared and x.casefold() != y.casefold() and Indel.normalized_similarity(x.casefold(), y.casefold()) >= ONE_NAME:
                yield Remark("drift", "minor", (people[x].span, people[y].span), f"“{x}” and “{y}”: one name in two spellings?")


def _forms(names: list[Name], text: str) -> Iterator[Remark]:
    """An acronym with and without points, and a place in two spellings."""
    by_entity: dict[str, dict[str, Span]] = defaultdict(dict)
    for name in names:
        if name.form in ("acronym", "full", "variant") and name.entity_type != "person":
            by_entity[name.entity].setdefault(" ".join(name.span.of(text).split()), name.span)
    for entity, forms in by_entity.items():
        plain = defaultdict(list)
        for form in forms:
            plain[form.replace(".", "").casefold()].append(form)
        for same in plain.values():
            if len({form.casefold() for form in same}) > 1:
                listed = " and ".join(f"“{form}”" for form in same)
                yield Remark("drift", "cosmetic", tuple(forms[form] for form in same)[:SHOWN], f"{entity}: {listed} in one text")
        spelt = [form for form in forms if " " not in form and form.isalpha() and not form.isupper()]
        for k, x in enumerate(spelt):
            for y in spelt[k + 1 :]:
                if (
                    x[0] == y[0]
                    and SPELT <= Indel.normalized_similarity(x.casefold(), y.casefold()) < 1
                    and not y.startswith(x)
                    and not x.startswith(y)
                ):
                    yield Remark("drift", "minor", (forms[x], forms[y]), f"“{x}” and “{y}”: one name in two spellings")


SPELT = 0.7  # similarity; "Kiev"/"Kyiv" is .75, "Zaporizhia"/"Zaporizhzhia" .91


def _terms(version: Version, rules: Rules) -> Iterator[Remark]:
    """Two terms of one glossary entry in one text."""
    folded = version.text.lower()
    if len(folded) != len(version.text):
        return  # a capital whose small form is longer (İ): places would not be those of the text
    ends = [sentence.span.end for sentence in version.sentences]
    for term in glossary(rules):
        spans = [span for words in term.words if (span := _first(version, folded, ends, " ".join(words)))]
        if len(spans) > 1:
            listed = " and ".join(f"“{span.of(version.text)}”" for span in spans)
            yield Remark("drift", "minor", tuple(sorted(spans)), f"{listed} in one text: {term.reason}")


def _first(version: Version, folded: str, ends: list[int], words: str) -> Span | None:
    """The first place in the story where a term stands as whole words, a plural too."""
    at = folded.find(words)
    while at >= 0:
        end = at + len(words) + folded.startswith("s", at + len(words))
        if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
            k = bisect_right(ends, at)
            if k < len(ends) and version.sentences[k].span.start <= at and version.sentences[k].part in STORY_PARTS:
                return Span(at, end)
        at = folded.find(words, end)
    return None


def _headline(version: Version, facts: Facts, rules: Rules) -> Iterator[Remark]:
    """A toll in the headline that no sentence of the story has."""
    tolls = [number for number in facts.numbers if number.type == "cardinal" and of_the_dead(version.text, number.span, rules)]
    body = [toll for toll in tolls if version.sentences[toll.sentence].part in STORY_PARTS]
    for head in tolls if body else ():
        in_headline = version.sentences[head.sentence].part == "headline"
        if in_headline and head.value is not None and all(head.value != toll.value for toll in body):
            note = f"{head.span.of(version.text)} in the headline, {body[0].span.of(version.text)} in the story"
            yield Remark("contradiction", "major", (head.span, body[0].span), note)
