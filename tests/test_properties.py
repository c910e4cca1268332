"""What holds for every pair of versions, tried on stories put together by chance from sentences and changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from components.comparison import compare_texts
from components.model import Comparison, Span, Version

# Sentences of a small town's news, each with the forms that another desk might print.
STORY = """\
The council met on Friday to settle the budget for 2025.
The council met on Friday to settle next year’s budget.

Mayor Ines Torvald said the vote was close.
Ines Torvald, the deputy mayor, said the vote was close.
Torvald said the vote had been close.

“We will not close the harbor,” Torvald said.
“We will close the harbour,” Torvald said.
“We will not close the harbor,” said Per Lund.

The bridge cost 1.2 million crowns and was opened on 3 May 2019.
The bridge cost 2.1m crowns and was opened on May 3rd, 2019.

At least 14 people were hurt, the police said.
At least fourteen people were hurt, police said.
At least 41 people were hurt, the police said.

Trams ran again in Kyiv and in Lviv.
Trams ran again in Kievand in Lviv.
Trams ran again in Kiev, and in Odesa.

He called the plan “a castle in the air, built on borrowed sand.”
He called the plan “a castle in the air.”
He called it a castle in the air.

No ship had left since the storm. The harbor master blamed the tide.
No ship had left since the storm, and the harbor master blamed the tide.

The Harbor Workers’ Union (HWU) will appeal.
The HWU will not appeal.

It was the third fire in two years.
It was the 3rd fire in two years.
It was the the third fire in two years.

Anna Brekke, 47, has run the ferry since 2011.
Anna Brekka, 74, has run the ferry since 2011.
The ferry has been run by Anna Brekke, 47.

The crew found a fuze beside the igniter.
The crew found an igniter beside the fuse.

Fish were sold from boats at 6:30 a.m.
Fish were sold from boats at 18:30.

“Nobody asked us, Lund said.
“Nobody asked us,” Lund said.

More than 300 households had no water for 9 days.
Fewer than 300 households had no water for nine days.

Dr. Lena Aune, head of the clinic, resigned on Monday.
Lena Aune, the clinic’s director, resigned on Tuesday.

“It was late. We were cold,” said Aune. “Nobody came.”
“It was late. Nobody came,” Aune said.
It was late and cold, and nobody had come, Aune said.

U.S. envoys left for Geneva, the U.N. said.
US envoys left Geneva, the UN said.

Prices rose 4.5 percent to $3 a loaf, "a record," the baker said.
Prices rose by 5.4% to three dollars a loaf, “a record”, the baker said.

The storm, which killed two fishermen, hit Bergen and Oslo.
The storm hit Oslo and Bergen, killing two fishermen.

Snow is expected tomorrow.

The school stays shut."""
SENTENCES = [forms.splitlines() for forms in STORY.split("\n\n")]
HEADLINES = ("Council settles budget as harbor stays open", "Harbour to close, council says", "")
TEASER = "NEW WARD: The hospital of a far town is to open a ward for children on Monday, its director said after a row over the price of"


FRONT = "Farther inland, the hop gardens of the Weissach valley were picked late this autumn."
BUFFER = ("Two barges with gravel lay at the quay below the mill.", "Bells rang for the regatta.", "A heron stood by the weir.")


@dataclass(frozen=True)
class Pair:
    """Two texts made from the same sentences, as paragraphs, with their publication dates (None: unknown)."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    published_a: date | None
    published_b: date | None

    def compare(self) -> Comparison:
        return compare_texts(page(self.a), page(self.b), published_a=self.published_a, published_b=self.published_b)

    def swapped(self) -> Pair:
        return Pair(self.b, self.a, self.published_b, self.published_a)

    def after(self, in_a: str, in_b: str) -> Pair:
        """The same with a paragraph in front of each body that has nothing to do with the rest, then three that are alike."""
        return Pair(with_front(self.a, in_a), with_front(self.b, in_b), self.published_a, self.published_b)


def with_front(paragraphs: tuple[str, ...], front: str) -> tuple[str, ...]:
    body = 1 if paragraphs[0] in HEADLINES else 0
    return (*paragraphs[:body], front, *BUFFER, *paragraphs[body:])


def page(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs) + "\n"


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """A chooses some sentences in some order; B takes most of them over, in other forms, some moved, some new."""
    numbers = draw(st.lists(st.integers(0, len(SENTENCES) - 1), min_size=2, max_size=9, unique=True))
    kept = [n for n in numbers if draw(st.integers(0, 5))]
    kept = draw(st.permutations(kept)) if draw(st.integers(0, 3)) == 0 else kept
    new = [n for n in draw(st.lists(st.integers(0, len(SENTENCES) - 1), max_size=2, unique=True)) if n not in numbers]
    pages = []
    for chosen in (numbers, [*kept, *new]):
        sentences = [draw(st.sampled_from(SENTENCES[n])) for n in chosen]
        body = sentences if draw(st.booleans()) else [" ".join(sentences)]
        headline, teaser = draw(st.sampled_from(HEADLINES)), TEASER if draw(st.integers(0, 4)) == 0 else ""
        pages.append(tuple(filter(None, (headline, *body, teaser))) or (SENTENCES[0][0],))
    days = st.sampled_from((None, date(2024, 6, 28), date(2024, 6, 30), date(2024, 7, 5)))
    return Pair(pages[0], pages[1], draw(days), draw(days))


rarely_slow = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@rarely_slow
@given(pairs())
def test_a_version_compared_with_itself_differs_in_nothing(pair: Pair) -> None:
    for paragraphs, day in ((pair.a, pair.published_a), (pair.b, pair.published_b)):
        comparison = compare_texts(page(paragraphs), page(paragraphs), published_a=day, published_b=day)
        assert shown(comparison) == []
        assert {link.operation for link in comparison.links} == {"kept"}


@rarely_slow
@given(pairs())
def test_swapping_the_sides_mirrors_every_row(pair: Pair) -> None:
    there, back = pair.compare(), pair.swapped().compare()
    assert Counter(mirrored(row) for row in shown(there)) == Counter(shown(back))
    assert Counter((link.b, link.a, turned(link.operation)) for link in there.links) == Counter((n.a, n.b, n.operation) for n in back.links)


@rarely_slow
@given(pairs())
def test_every_span_lies_inside_its_text(pair: Pair) -> None:
    comparison = pair.compare()
    for version, values in (
        (comparison.a, (comparison.a, comparison.facts_a, *(d.a for d in comparison.differences))),
        (comparison.b, (comparison.b, comparison.facts_b, *(d.b for d in comparison.differences))),
    ):
        for span in (span for value in values for span in spans(value)):
            assert 0 <= span.start <= span.end <= len(version.text)


@rarely_slow
@given(pairs())
def test_every_sentence_is_in_exactly_one_link(pair: Pair) -> None:
    comparison = pair.compare()
    assert sorted(i for link in comparison.links for i in link.a) == [sentence.index for sentence in comparison.a.sentences]
    assert sorted(j for link in comparison.links for j in link.b) == [sentence.index for sentence in comparison.b.sentences]
    for link in comparison.links:
        assert link.a or link.b
        assert (link.similarity is None) == (not (link.a and link.b))
        assert (link.operation == "omitted") == (not link.b)
        assert (link.operation == "added") == (not link.a)


@rarely_slow
@given(pairs())
def test_every_changed_word_of_linked_sentences_is_in_a_difference(pair: Pair) -> None:
    comparison = pair.compare()
    for link in comparison.links:
        if not (link.a and link.b):
            continue
        in_a, in_b = words(comparison.a, link.a), words(comparison.b, link.b)
        left_a = [word for word, span in in_a if not covered(span, [d.a for d in comparison.differences])]
        left_b = [word for word, span in in_b if not covered(span, [d.b for d in comparison.differences])]
        assert in_order(left_a, [word for word, _ in in_b]), f"in no row, yet not in B: {left_a}"
        assert in_order(left_b, [word for word, _ in in_a]), f"in no row, yet not in A: {left_b}"


@rarely_slow
@given(pairs())
def test_every_word_that_one_version_lacks_is_in_a_difference(pair: Pair) -> None:
    comparison = pair.compare()
    assume(comparison.related)  # two stories of which nothing answers get no rows
    for link in comparison.links:
        for version, places, rows in (
            (comparison.a, link.a if not link.b else (), [d.a for d in comparison.differences]),
            (comparison.b, link.b if not link.a else (), [d.b for d in comparison.differences]),
        ):
            assert [w for w, span in words(version, places) if not covered(span, rows)] == []


@rarely_slow
@given(pairs())
def test_no_two_rows_of_one_kind_share_a_word(pair: Pair) -> None:
    comparison = pair.compare()
    for version, side in ((comparison.a, "a"), (comparison.b, "b")):
        seen: set[tuple[str, int]] = set()
        for row in comparison.differences:
            span: Span | None = getattr(row, side)
            if span is None:
                continue
            for match in re.finditer(r"\w+", span.of(version.text)):
                place = (row.kind, span.start + match.start())
                assert place not in seen, f"{row.kind}: “{match[0]}” is in two rows of {side}"
                seen.add(place)


@rarely_slow
@given(pairs())
def test_ids_are_the_same_when_run_again_and_different_from_each_other(pair: Pair) -> None:
    ids = [row.id for row in pair.compare().differences]
    assert ids == [row.id for row in pair.compare().differences]
    assert len(ids) == len(set(ids))


@rarely_slow
@given(pairs())
def test_ids_outlive_an_edit_elsewhere(pair: Pair) -> None:
    before = {row.id for row in pair.after(FRONT, FRONT).compare().differences}
    after = {row.id for row in pair.after(FRONT, FRONT.replace("late", "very late")).compare().differences}
    assert before <= after
    assert len(after - before) == 1


@rarely_slow
@given(pairs())
def test_every_row_names_its_finding_its_level_and_its_reasons(pair: Pair) -> None:
    for row in pair.compare().differences:
        assert row.finding and row.level and row.note and row.reason


@rarely_slow
@given(pairs())
def test_what_only_one_version_has_shows_words_on_one_side_only(pair: Pair) -> None:
    for row in pair.compare().differences:
        assert row.verdict not in ("omitted", "added") or row.lacks or row.a is None or row.b is None, row.note


@rarely_slow
@given(pairs())
def test_without_a_publication_date_nothing_is_resolved_from_today(pair: Pair) -> None:
    unknown = Pair(pair.a, pair.b, None, None).compare()
    today = date.today()
    for facts in (unknown.facts_a, unknown.facts_b):
        assert not [d for d in facts.dates if d.relative and d.value.startswith((f"{today.year}-", f"{today.year + 1}"))]


Row = tuple[str, str, str, str | None, str | None]  # kind, verdict, severity, A's words, B's words


def shown(comparison: Comparison) -> list[Row]:
    """What each row says, without ids and places."""
    a, b = comparison.a.text, comparison.b.text
    return [(d.kind, d.verdict, d.severity, d.a.of(a) if d.a else None, d.b.of(b) if d.b else None) for d in comparison.differences]


OTHER = {"omission": "addition", "addition": "omission", "omitted": "added", "added": "omitted", "split": "merged", "merged": "split"}


def turned(word: str) -> str:
    return OTHER.get(word, word)


def mirrored(row: Row) -> Row:
    kind, verdict, severity, a, b = row
    return turned(kind), turned(verdict), severity, b, a


def words(version: Version, places: tuple[int, ...]) -> list[tuple[str, Span]]:
    """The words of some sentences, folded, each with its span; a quotation mark, dash or full stop is none."""
    found = []
    for place in places:
        span = version.sentences[place].span
        found += [(m[0].casefold(), Span(span.start + m.start(), span.start + m.end())) for m in re.finditer(r"\w+", span.of(version.text))]
    return found


def covered(word: Span, rows: list[Span | None]) -> bool:
    return any(row is not None and row.overlaps(word) for row in rows)


def in_order(some: list[str], among: list[str]) -> bool:
    """Whether the words stand among the others in the same order."""
    rest = iter(among)
    return all(word in rest for word in some)


def spans(value: object) -> Iterator[Span]:
    """Every span inside a value of the model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name))
