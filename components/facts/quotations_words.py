"""The words around quotations, laid out for finding who speaks: a short row of tokens for each sentence (or run of sentences that
quotations join), names and quotations as one token each, verbs of saying and small words by what they do."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from components.model import Name, Quotation, Role, Rules, Span, Version

WordKind = Literal[
    "name", "pronoun", "cue", "word", "number", "prep", "and", "that", "who", "det", "aux", "adverb", "to", "comma", "dash", "colon",
    "stop", "quote",
]  # fmt: skip
CueKind = Literal["say", "think", "call"]

BETWEEN = 600  # characters read on each side of a longer stretch between two quotations; what lies between them is nobody's attribution
TOGETHER = 16  # quotations of one row; a sentence with more is read in pieces
AHEAD = 140  # characters of the next sentence read to see whether it is a quotation's attribution


@dataclass(frozen=True, eq=False)
class WordRules:
    """The lists of quotations.toml (and the women's and men's names of given_names.toml) that finding speakers needs. `cues`: every form
    of a cue verb → its kind and which form it is; `seconds`: the first word of a verb of two words → its second words; `small`: small
    words by what they do."""

    cues: Mapping[str, tuple[CueKind, str]]
    seconds: Mapping[str, frozenset[str]]
    small: Mapping[str, WordKind]
    cue_nouns: frozenset[str]
    speakers: frozenset[str]
    subordinate: frozenset[str]
    times: frozenset[str]
    passive: frozenset[str]
    no_listener: frozenset[str]
    owners: Mapping[str, str]
    titles: Mapping[str, str]
    women: frozenset[str]
    men: frozenset[str]


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> WordRules:
    """The word lists of these rules, ready for use: verbs with all their forms, small words by what they do in a sentence."""
    table = rules.table("quotations")
    cues: dict[str, tuple[CueKind, str]] = {}
    seconds: dict[str, set[str]] = {}
    kinds: tuple[CueKind, ...] = ("call", "think", "say")  # the last one counts where a verb is of two kinds
    for kind in kinds:
        for entry in table.get(kind, ()):
            for form, phrase in verb_forms(entry):
                word, _, second = phrase.partition(" ")
                if second:
                    seconds.setdefault(word, set()).add(second)
                if word not in cues or (not second and cues[word][0] != kind) or (form == "past" and cues[word][0] == kind):
                    cues[word] = (kind, form)  # "said" is past before it is a participle, "read" past before it is present
                if not second:
                    seconds.setdefault(word, set()).add("")
    grammar = table.get("grammar", {})
    keys: tuple[WordKind, ...] = ("prep", "and", "that", "who", "det", "aux", "adverb", "pronoun")
    small: dict[str, WordKind] = {word: key for key in keys for word in grammar.get(key, ())}
    small["to"] = "to"
    given = rules.table("given_names")
    return WordRules(
        cues,
        {word: frozenset(second) for word, second in seconds.items() if "" not in second},
        small,
        frozenset(table.get("cue_nouns", ())),
        frozenset(table.get("speaker_nouns", ())),
        frozenset(grammar.get("subordinate", ())),
        frozenset(grammar.get("times", ())),
        frozenset(grammar.get("passive", ())),
        frozenset(grammar.get("no_listener", ())),
        table.get("owners", {}),
        table.get("titles", {}),
        frozenset(str(given.get("women", "")).split()),
        frozenset(str(given.get("men", "")).split()),
    )


FORMS = ("base", "third", "past", "participle", "ing")


def verb_forms(entry: str) -> tuple[tuple[str, str], ...]:
    """The forms of a verb entry of quotations.toml: written out (base, third person, past, participle, -ing), or one regular verb,
    with a second word or without ("point out")."""
    words = entry.split()
    if len(words) in (5, 10):
        step = len(words) // 5
        return tuple((form, " ".join(words[k * step : (k + 1) * step])) for k, form in enumerate(FORMS))
    verb, tail = words[0], "".join(f" {word}" for word in words[1:])
    stem = verb[:-1] if verb.endswith("e") else verb
    past, ing = stem + "ed", (verb if verb.endswith("ee") else stem) + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return tuple((form, word + tail) for form, word in zip(FORMS, (verb, third, past, past, ing), strict=True))


class Word(NamedTuple):
    """A word, mark, name or quotation. `place` is that of the name or quotation, `form` that of a cue verb; `owner`: ’s follows."""

    kind: WordKind
    start: int
    end: int
    text: str = ""
    place: int = -1
    form: str = ""
    cue: CueKind | None = None
    owner: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


Row = tuple[Word, ...]

TOKEN = re.compile(r"[^\W\d_][\w&-]*(?:[.’'][^\W_][\w&-]*)*|\d[\w.,]*(?<![.,])|[,;:()\[\]—–―…]|--|(?<=\s)-(?=\s)")
MARKS: Mapping[str, WordKind] = {",": "comma", ";": "stop", ":": "colon"}
SECOND = re.compile(r"\s([a-z]{2,5})\b")
ENDS_OPEN = frozenset("?!,…—-")  # a quotation that ends so goes on with who says it
INNER_MARKS = frozenset("“”‘’\"'«»‹›„")
SHORT_FORMS = frozenset(("s", "re", "ve", "d", "ll", "m"))
NOT_BEFORE_A_VERB = ("-night", "al", "ous", "ive", "ic")  # ends of adjectives: late-night tweets, critical comments


class Page:
    """One version laid out: its names, roles and quotations by where they start, and the rows of words around the quotations."""

    def __init__(
        self, version: Version, quotations: tuple[Quotation, ...], names: tuple[Name, ...], roles: tuple[Role, ...], rules: WordRules
    ) -> None:
        self.text, self.sentences, self.rules = version.text, version.sentences, rules
        self.quotations, self.names, self.roles = quotations, names, roles
        self.tops = tuple(k for k, quote in enumerate(quotations) if quote.parent is None and quote.form != "stray")
        self.top_starts = tuple(quotations[k].span.start for k in self.tops)
        self.crowd = Counter(quotations[k].sentence for k in self.tops)
        self.starts = tuple(sentence.span.start for sentence in version.sentences)
        self.name_starts = tuple(name.span.start for name in names)
        self.role_starts = tuple(role.span.start for role in roles)
        self._runs = tuple(self._lay_out())
        self._rows: dict[int, Row] = {}

    def sentence_at(self, offset: int) -> int:
        """The sentence that this offset lies in or follows."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def quoted(self, offset: int) -> bool:
        """Whether this offset lies inside a quotation."""
        k = bisect_right(self.top_starts, offset) - 1
        return k >= 0 and self.quotations[self.tops[k]].span.end > offset

    def last_of(self, quote: Quotation) -> str:
        """The last character that is said, past the marks of quotations inside that end with this one; … for three dots."""
        last = quote.inner.end - 1
        while last > quote.inner.start and (self.text[last] in INNER_MARKS or self.text[last].isspace()):
            last -= 1
        return "…" if self.text[last] == "." == self.text[last - 1] else self.text[last]

    def quoted_whole(self, span: Span) -> bool:
        """Whether a quotation holds this whole stretch."""
        k = bisect_right(self.top_starts, span.start) - 1
        return k >= 0 and self.quotations[self.tops[k]].span.contains(span)

    def row(self, place: int) -> Row:
        """The words around the quotation at this place; its own token is among them."""
        if place not in self._rows:
            top = bisect_left(self.tops, place)
            first, stop, span = self._runs[bisect_right(self._runs, top, key=lambda run: run[0]) - 1]
            self._rows.update(dict.fromkeys(self.tops[first:stop], self.words(span, first, stop)))
        return self._rows[place]

    def place_in_row(self, place: int) -> int:
        """Where in its row the quotation at this place stands."""
        return next(k for k, word in enumerate(self.row(place)) if word.place == place and word.kind == "quote")

    def sentence_row(self, sentence: int) -> Row:
        """The words of one sentence outside quotations, quotations that start in it as tokens."""
        span = self.sentences[sentence].span
        first = bisect_left(self.top_starts, span.start)
        last = min(bisect_left(self.top_starts, span.end), first + TOGETHER)
        if first and self.quotations[self.tops[first - 1]].span.end > span.start:
            span = Span(min(self.quotations[self.tops[first - 1]].span.end, span.end), span.end)
        return self.words(span, first, last)

    def _lay_out(self) -> Iterator[tuple[int, int, Span]]:
        """The runs of sentences that quotations stand in: the quotations of each (tops from, to), at most TOGETHER, and the stretch."""
        k, done = 0, 0
        while k < len(self.tops):
            first, end = k, self._last_sentence(k)
            k += 1
            while True:
                while k < len(self.tops) and k - first < TOGETHER and self.sentence_at(self.top_starts[k]) <= end:
                    end = max(end, self._last_sentence(k))
                    k += 1
                if k - first >= TOGETHER or not self._goes_on(k - 1, end):
                    break
                end += 1
            start = self.sentences[self.sentence_at(self.top_starts[first])].span.start if self.sentences else 0
            stop = self.sentences[end].span.end if self.sentences else len(self.text)
            yield first, k, Span(max(start, done), min(stop, self.top_starts[k]) if k < len(self.tops) else stop)
            done = self.quotations[self.tops[k - 1]].span.end

    def _last_sentence(self, top: int) -> int:
        return self.sentence_at(self.quotations[self.tops[top]].span.end - 1)

    def _goes_on(self, top: int, sentence: int) -> bool:
        """Whether the next sentence is the attribution of a quotation that ends this one: “Why?” | Leff said."""
        quote = self.quotations[self.tops[top]]
        if sentence + 1 >= len(self.sentences) or self.last_of(quote) not in ENDS_OPEN:
            return False
        now, then = self.sentences[sentence], self.sentences[sentence + 1]
        if now.paragraph != then.paragraph or quote.span.end < now.span.end:
            return False
        row = self.words(Span(then.span.start, min(then.span.end, then.span.start + AHEAD)), 0, 0)
        cue = next((k for k, word in enumerate(row[:8]) if word.cue == "say"), None)
        return cue is not None and (cue + 1 >= len(row) or row[cue + 1].kind not in ("that", "colon", "det"))

    def words(self, span: Span, first: int, stop: int) -> Row:
        """The words of a stretch; the top quotations first … stop - 1 are one token each (and a comma, where one ends inside the marks)."""
        row: list[Word] = []
        at = span.start
        for top in range(first, stop):
            quote = self.quotations[self.tops[top]]
            self._read(at, quote.span.start, row)
            row.append(Word("quote", quote.span.start, quote.span.end, place=self.tops[top]))
            if self.last_of(quote) == ",":
                row.append(Word("comma", quote.inner.end, quote.inner.end, ","))
            at = quote.span.end
        self._read(at, span.end, row)
        return tuple(row)

    def _read(self, start: int, end: int, row: list[Word]) -> None:
        """Add the words between two offsets to a row; a long stretch is read at its two ends only."""
        if end - start > 2 * BETWEEN:
            self._read(start, start + BETWEEN, row)
            row.append(Word("stop", start + BETWEEN, start + BETWEEN))
            start = end - BETWEEN
        text, at, add, small = self.text, start, self._add, self.rules.small
        name = bisect_left(self.name_starts, start)
        if name and self.names[name - 1].span.end > start:
            name -= 1
        while at < end:
            span = self.names[name].span if name < len(self.names) else Span(end, end)
            for found in TOKEN.finditer(text, at, min(span.start, end)):
                word, (begin, stop) = found.group(), found.span()
                if word in small:
                    row.append(Word(small[word], begin, stop, word))
                else:
                    add(word, begin, stop, row)
            if span.start >= end:
                return
            at = span.end
            owner = text[at : at + 2] in ("’s", "'s") or (text[at - 1] == "s" and text[at : at + 2] in ("’ ", "' "))
            row.append(Word("name", span.start, at, text[span.start : at].lower(), name, owner=owner))
            at, name = at + 2 if owner and text[at + 1] == "s" else at, name + 1

    def _add(self, written: str, start: int, end: int, row: list[Word]) -> None:
        """Add one word or mark that is no name to a row."""
        rules, word = self.rules, written.lower().replace("’", "'")
        kind = rules.small.get(word)
        if kind is not None:
            row.append(Word(kind, start, end, word))
        elif word in rules.cues and not self._a_noun(word, end, row):
            cue, form = rules.cues[word]
            row.append(Word("cue", start, end, word, -1, form, cue))
        elif not word[0].isalpha():
            row.append(Word("number" if word[0].isdigit() else MARKS.get(word, "dash"), start, end, word))
        elif "'" in word:
            first, _, last = word.rpartition("'")
            if first in rules.small and last in SHORT_FORMS:  # he's, they've, who'd
                row.append(Word(rules.small[first], start, start + len(first), first))
                row.append(Word("aux", start + len(first), end, "'" + last))
            elif word.endswith("n't"):
                row.append(Word("aux", start, end, word))
            else:
                row.append(Word("word", start, end, first if last == "s" else word, owner=last == "s"))
        else:
            row.append(Word("adverb" if word.endswith("ly") and len(word) > 4 else "word", start, end, word))

    def _a_noun(self, word: str, end: int, row: list[Word]) -> bool:
        """Whether a word that could be a cue verb is none here: the second word is missing (point … out), or it is a noun (a tweet, her
        claims, via email, late-night comments)."""
        if word in self.rules.seconds:
            second = SECOND.match(self.text, end)
            if second is None or second.group(1) not in self.rules.seconds[word]:
                return True
        form = self.rules.cues[word][1]
        if form not in ("base", "third") or not row:
            return False
        last = row[-1]
        if last.kind in ("det", "prep", "number") or last.owner or last.text.endswith(NOT_BEFORE_A_VERB):
            return True
        if form == "base":
            return last.kind == "cue" or (last.kind == "word" and not last.text.endswith("s"))
        return last.kind in ("aux", "to") or (last.kind == "word" and last.text.endswith(("ing", "ed")))
