"""Who says a quotation: the cue verb beside it, the speaker beside the cue, and who a pronoun or a role stands for.

No parser: the words of a sentence outside its quotation marks become a short row of tokens (names, pronouns, verbs of saying, small
words), and a ladder of named ways is tried, the surest first. Each finding says in `reason` which way found it; where none does,
`speaker` is None and `reason` says why.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from components.model import Name, Quotation, Role, Rules, Span, Version

TokenKind = Literal["name", "pronoun", "cue", "word", "number", "prep", "and", "that", "who", "det", "aux", "adverb", "to", "comma", "dash", "colon", "stop", "quote"]
CueKind = Literal["say", "think", "call"]

UNIT = 600  # characters read of the words between two quotations; longer stretches are cut on the far side
CARRIED = -2  # in place of a name: the speaker is that of another quotation
NEAR = 6  # sentences back in which a pronoun finds its person
SCARE_WORDS = 3  # words; “status quo”, “no first use”: longer ones are somebody's words even where nobody is named


def attribute(
    version: Version, quotations: tuple[Quotation, ...], names: tuple[Name, ...], roles: tuple[Role, ...], rules: Rules
) -> tuple[Quotation, ...]:
    """The quotations with speaker, entity, cue and reason filled in; those inside another one have its speaker."""
    page = _Page(version, quotations, names, roles, compiled(rules))
    result = list(quotations)
    for place, quotation in enumerate(quotations):
        if quotation.parent is not None:
            outer = result[quotation.parent]
            reason = "inside another quotation" + ("" if outer.speaker else ", whose speaker is not known")
            if quotation.form in ("speech", "scare", "title"):
                result[place] = replace(quotation, speaker=outer.speaker, entity=outer.entity, reason=_joined(quotation.reason, reason))
        elif quotation.form == "speech" or quotation.form == "unclosed":
            result[place] = page.speaker_of(place)
            page.known[place] = result[place]
        elif quotation.form != "stray":
            what = "the title of a work" if quotation.form == "title" else "words set off, said by nobody"
            result[place] = replace(quotation, reason=_joined(quotation.reason, what))
    return page.finish(result)


def _joined(*reasons: str) -> str:
    return "; ".join(reason for reason in reasons if reason)


@dataclass(frozen=True, eq=False)
class SpeakerRules:
    """The lists of quotations.toml that finding speakers needs. `cues`: every form of a cue verb → its kind and which form it is."""

    cues: Mapping[str, tuple[CueKind, str]]
    phrases: Mapping[str, frozenset[str]]
    cue_nouns: frozenset[str]
    speakers: frozenset[str]
    small: Mapping[str, TokenKind]
    female: frozenset[str]
    male: frozenset[str]


@lru_cache(maxsize=8)
def compiled(rules: Rules) -> SpeakerRules:
    """The word lists of these rules, ready for use: verbs with all their forms, small words by what they do in a sentence."""
    table = rules.table("quotations")
    cues: dict[str, tuple[CueKind, str]] = {}
    phrases: dict[str, set[str]] = {}
    kinds: tuple[CueKind, ...] = ("call", "think", "say")
    for kind in kinds:
        for entry in table.get(kind, ()):
            for form, word in _forms(entry):
                first, _, second = word.partition(" ")
                if second:
                    phrases.setdefault(first, set()).add(second)
                    if first not in cues or (form == "past" and cues[first][0] == kind):
                        cues[first] = (kind, form)
                elif word not in cues or cues[word][0] != kind or form == "past":
                    cues[word] = (kind, form)  # "said" is past before it is a participle; "read" is past before it is present
    small: dict[str, TokenKind] = {}
    for key in ("prep", "and", "that", "who", "det", "aux", "adverb", "pronoun"):
        for word in table.get("grammar", {}).get(key, ()):
            small[word] = key
    small["to"] = "to"
    words = {key: frozenset(table.get(key, ())) for key in ("cue_nouns", "speaker_nouns", "female", "male")}
    seconds = {first: frozenset(second) for first, second in phrases.items()}
    return SpeakerRules(cues, seconds, words["cue_nouns"], words["speaker_nouns"], small, words["female"], words["male"])


FORMS = ("base", "third", "past", "participle", "ing")


def _forms(entry: str) -> tuple[tuple[str, str], ...]:
    """The forms of a verb entry of quotations.toml: written out (base, third person, past, participle, -ing), or one regular verb."""
    words = entry.split()
    if len(words) in (5, 10):
        step = len(words) // 5
        return tuple((form, " ".join(words[k * step : (k + 1) * step])) for k, form in enumerate(FORMS))
    verb, tail = words[0], "".join(f" {word}" for word in words[1:])
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past, ing = stem + "ed", (verb if verb.endswith("ee") else stem) + "ing"
    return tuple((form, word + tail) for form, word in zip(FORMS, (verb, third, past, past, ing), strict=True))


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, mark, name or quotation of a sentence: `place` is the place of the name or quotation; `form` that of a cue verb."""

    kind: TokenKind
    start: int
    end: int
    word: str = ""
    place: int = -1
    form: str = ""
    cue: CueKind | None = None
    owner: bool = False  # a name or word with ’s


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Somebody found: where, the name there if there is one, the pronoun if it is one, the cue, and how."""

    span: Span
    how: str
    name: int = -1
    pronoun: str = ""
    cue: Span | None = None
    entity: str | None = None  # where it is known already


TOKEN = re.compile(r"[^\W\d_](?:[\w&-]|[.’'](?=[^\W_]))*|\d[\w.,]*(?<![.,])|[,;:()\[\]—–―…]|--|(?<=\s)-(?=\s)")
MARKS: Mapping[str, TokenKind] = {",": "comma", ";": "stop", ":": "colon", "(": "dash", ")": "dash", "[": "dash", "]": "dash", "…": "dash"}
SIGNED = re.compile(r"[ \t\xa0]{0,3}\n{0,3}[ \t\xa0]{0,3}([—–―-]{0,2})[ \t\xa0]{0,3}")
TRANSCRIPT = re.compile(r"([A-Z][A-Z.’'-]{2,20}(?:\s[A-Z][A-Z.’'-]{1,20}){0,3}):\s")


class _Page:
    """One version laid out for finding speakers; `known` fills up with what was found, in reading order."""

    def __init__(
        self, version: Version, quotations: tuple[Quotation, ...], names: tuple[Name, ...], roles: tuple[Role, ...], rules: SpeakerRules
    ) -> None:
        self.text, self.sentences, self.rules = version.text, version.sentences, rules
        self.quotations, self.names, self.roles = quotations, names, roles
        self.tops = tuple(k for k, quote in enumerate(quotations) if quote.parent is None and quote.form != "stray")
        self.top_starts = tuple(quotations[k].span.start for k in self.tops)
        self.sentence_starts = tuple(sentence.span.start for sentence in version.sentences)
        self.name_starts = tuple(name.span.start for name in names)
        self.role_starts = tuple(role.span.start for role in roles)
        self.known: dict[int, Quotation] = {}
        self._units: dict[int, tuple[_Token, ...]] = {}
        self._subjects: dict[int, int] = {}

    # --- one quotation

    def speaker_of(self, place: int) -> Quotation:
        """The quotation at this place with its speaker, or with the reason why there is none."""
        quote = self.quotations[place]
        tokens = self.unit(place)
        here = next(k for k, token in enumerate(tokens) if token.kind == "quote" and token.place == place)
        found = self._transcript(quote) or self._beside(tokens, here) or self._around(place, tokens, here)
        if found is None:
            words = len(quote.inner.of(self.text[: quote.inner.end]).split()) if len(quote.inner) < 60 else 9
            if quote.form == "speech" and words <= SCARE_WORDS:
                return replace(quote, form="scare", reason=_joined(quote.reason, "a word or two set off, and nobody says them"))
            return replace(quote, reason=_joined(quote.reason, "no speaker is named beside it or in the sentence before"))
        entity, how = self._entity(found, place)
        return replace(quote, speaker=found.span, entity=entity, cue=found.cue, reason=_joined(quote.reason, how))

    def finish(self, result: list[Quotation]) -> tuple[Quotation, ...]:
        """Quotations without speaker take that of the next one where both are alone in one paragraph's run: “A.” “B,” said Leff."""
        return tuple(result)

    # --- the row of tokens

    def sentence_at(self, offset: int) -> int:
        return max(bisect_right(self.sentence_starts, offset) - 1, 0)

    def unit(self, place: int) -> tuple[_Token, ...]:
        """The tokens of the sentence (or the sentences that quotations join) around a top quotation."""
        if place not in self._units:
            k = self.tops.index(place) if len(self.tops) < 40 else bisect_left(self.top_starts, self.quotations[place].span.start)
            first = last = k
            begin = self.sentence_at(self.quotations[place].span.start)
            while first > 0 and self.sentence_at(self.quotations[self.tops[first - 1]].span.end - 1) >= begin and k - first < 8:
                first -= 1
                begin = self.sentence_at(self.quotations[self.tops[first]].span.start)
            end = self.sentence_at(self.quotations[place].span.end - 1)
            while True:
                while last + 1 < len(self.tops) and self.sentence_at(self.top_starts[last + 1]) <= end and last - k < 8:
                    last += 1
                    end = max(end, self.sentence_at(self.quotations[self.tops[last]].span.end - 1))
                if not self._goes_on(last, end):
                    break
                end += 1
            span = Span(self.sentences[begin].span.start, self.sentences[end].span.end) if self.sentences else Span(0, len(self.text))
            self._units[place] = self._tokens(span, first, last)
        return self._units[place]

    def _goes_on(self, last: int, sentence: int) -> bool:
        """Whether the next sentence is the attribution of a quotation that ends this one: “Why?” | Leff said."""
        quote = self.quotations[self.tops[last]]
        if sentence + 1 >= len(self.sentences) or self.text[quote.inner.end - 1] not in "?!,…—-":
            return False
        now, then = self.sentences[sentence], self.sentences[sentence + 1]
        if now.paragraph != then.paragraph or quote.span.end < now.span.end:
            return False
        tokens = self._tokens(Span(then.span.start, min(then.span.end, then.span.start + 120)), 0, -1)
        cue = next((k for k, token in enumerate(tokens[:8]) if token.cue == "say"), None)
        if cue is None:
            return False
        after = tokens[cue + 1 : cue + 2]
        return not after or after[0].kind not in ("that", "colon", "quote", "det")

    def _tokens(self, span: Span, first: int, last: int) -> tuple[_Token, ...]:
        """The words, names and marks of a stretch outside quotations, each quotation (tops first to last) as one token."""
        result: list[_Token] = []
        at = span.start
        for k in range(first, last + 1):
            quote = self.quotations[self.tops[k]]
            self._words(at, max(at, quote.span.start), result)
            result.append(_Token("quote", quote.span.start, quote.span.end, place=self.tops[k]))
            if self.text[quote.inner.end - 1] == ",":
                result.append(_Token("comma", quote.inner.end - 1, quote.inner.end, ","))
            at = quote.span.end
        self._words(at, max(at, span.end), result)
        return tuple(result)

    def _words(self, start: int, end: int, result: list[_Token]) -> None:
        """The tokens between two offsets, at most UNIT characters of them, cut in the middle."""
        if end - start > 2 * UNIT:
            self._words(start, start + UNIT, result)
            result.append(_Token("stop", start + UNIT, start + UNIT))
            start = end - UNIT
        k = bisect_left(self.name_starts, start)
        rules, at = self.rules, start
        while True:
            found = TOKEN.search(self.text, at, end)
            if found is None:
                return
            begin, at = found.start(), found.end()
            while k < len(self.names) and self.names[k].span.end <= begin:
                k += 1
            if k < len(self.names) and self.names[k].span.start <= begin:
                stop = self.names[k].span.end
                owner = self.text[stop : stop + 2] in ("’s", "'s") or (self.text[stop - 1 : stop] == "s" and self.text[stop : stop + 2] in ("’ ", "' "))
                result.append(_Token("name", self.names[k].span.start, stop, self.text[begin:stop], k, owner=owner))
                at = stop + 2 if owner and self.text[stop + 1] == "s" else stop
                continue
            word = found.group()
            if not word[0].isalnum():
                result.append(_Token(MARKS.get(word, "dash"), begin, at, word))
                continue
            low = word.lower().replace("’", "'")
            if word[0].isdigit():
                result.append(_Token("number", begin, at, low))
            elif low in rules.small:
                result.append(_Token(rules.small[low], begin, at, low))
            elif "'" in low and low.partition("'")[0] in rules.small and low.partition("'")[2] in ("s", "re", "ve", "d", "ll", "m"):
                first = low.partition("'")[0]
                result.append(_Token(rules.small[first], begin, begin + len(first), first))
                result.append(_Token("aux", begin + len(first), at, low[len(first) :]))
            elif low.endswith("n't"):
                result.append(_Token("aux", begin, at, low))
            elif self._a_noun(low, result):
                result.append(_Token("word", begin, at, low))
            elif low in rules.cues and (low not in rules.phrases or self._second(at) in rules.phrases[low] or low in ("call", "calls", "called", "calling")):
                kind, form = rules.cues[low]
                result.append(_Token("cue", begin, at, low, form=form, cue=kind))
            elif low.endswith("ly") and len(low) > 4:
                result.append(_Token("adverb", begin, at, low))
            elif low.endswith("'s") or low.endswith("s'"):
                result.append(_Token("word", begin, at, low.removesuffix("'s"), owner=True))
            else:
                result.append(_Token("word", begin, at, low))

    def _a_noun(self, word: str, before: list[_Token]) -> bool:
        """Whether a word that could be a cue verb is a noun here: a tweet, her claims, via email, in his address."""
        if word not in self.rules.cues or self.rules.cues[word][1] not in ("base", "third") or not before:
            return False
        last, base = before[-1], self.rules.cues[word][1] == "base"
        if last.kind in ("det", "prep", "number") or last.owner or last.word.endswith(("-night", "al", "ous", "ive", "ic")):
            return True
        if base:
            return last.kind == "cue" or (last.kind == "word" and not last.word.endswith("s"))
        return last.kind in ("aux", "to") or (last.kind == "word" and last.word.endswith(("ing", "ed")))

    def _second(self, at: int) -> str:
        found = re.compile(r"\s([a-z]{2,4})\b").match(self.text, at)
        return found.group(1) if found else ""

    # --- the ladder

    def _transcript(self, quote: Quotation) -> _Speaker | None:
        """“LEFF: We saw …”: a transcript that names the speaker in capitals."""
        found = TRANSCRIPT.match(self.text, quote.inner.start, quote.inner.end)
        if found is None:
            return None
        span = Span(found.start(1), found.end(1))
        last = found.group(1).split()[-1].casefold()
        name = next((k for k, name in enumerate(self.names) if name.entity.split()[-1:] and name.entity.split()[-1].casefold() == last), -1)
        return _Speaker(span, "named at the front, as in a transcript", name)

    def _beside(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """The speaker named in the quotation's own sentence, by the first way that finds one."""
        return (
            self._joined_to(tokens, here)
            or self._colon_or_verb_before(tokens, here)
            or self._after(tokens, here)
            or self._verb_before(tokens, here)
            or self._source_phrase(tokens, here)
            or self._verb_later(tokens, here)
            or self._only_subject(tokens, here)
        )

    def _joined_to(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """“…” and “…”: what is joined to another quotation by a small word alone has its speaker."""
        k = here - 1
        while k >= 0 and tokens[k].kind in ("and", "comma", "to"):
            k -= 1
        if k < 0 or k == here - 1 or tokens[k].kind != "quote" or not any(token.kind == "and" for token in tokens[k + 1 : here]):
            return None
        other = self.known.get(tokens[k].place)
        if other is None or other.speaker is None:
            return None
        return _Speaker(other.speaker, "said with the quotation before", CARRIED, cue=other.cue, entity=other.entity)

    def _colon_or_verb_before(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """Leff said “…” / Leff said: “…” / Leff told the council that “…”: the verb of saying and at most its listener before the quotation."""
        k = here - 1
        while k >= 0 and tokens[k].kind in ("comma", "colon", "that", "dash"):
            k -= 1
        verb = self._verb_with_listener(tokens, k)
        if verb is None and k >= 0 and tokens[here - 1].kind == "colon" and tokens[k].kind == "name" and not tokens[k].owner:
            if k == 0 or all(token.kind in ("word", "name", "dash", "stop") for token in tokens[:k]):
                return self._at(tokens, k, k, "named before the colon", None)
        if verb is None and here > 1 and tokens[here - 1].kind == "dash" and tokens[here - 2].kind == "name" and tokens[here + 1 : here + 2]:
            if tokens[here + 1].kind == "dash" and not tokens[here - 2].owner:
                return self._at(tokens, here - 2, here - 2, "named before the dash", None)
        if verb is None:
            return None
        found = self._subject(tokens, verb)
        return found if found is not None and self._speaks(found, tokens, verb) else None

    def _verb_with_listener(self, tokens: tuple[_Token, ...], k: int) -> int | None:
        """The place of the verb of saying that ends at k, or whose listener, day or place does: told the council, said on Friday in Rome."""
        for back in range(k, max(k - 9, -1), -1):
            token = tokens[back]
            if token.kind == "cue":
                return back if back == k or token.cue == "say" else None
            if token.kind not in ("name", "word", "det", "number", "adverb", "to", "prep", "pronoun") or token.word in ("of", "about", "against", "after", "before"):
                return None
        return None

    def _after(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """“…,” said Leff / “…,” Leff said / “…,” the minister, a lawyer, told reporters / “…,” according to Leff."""
        k = here + 1
        while k < len(tokens) and tokens[k].kind in ("comma", "dash"):
            k += 1
        if k >= len(tokens):
            return None
        while k < len(tokens) and tokens[k].kind == "adverb":
            k += 1
        if k >= len(tokens) or tokens[k].kind in ("and", "that", "who", "stop", "colon", "quote") or tokens[k].word in SUBORDINATE:
            return None
        if tokens[k].word == "according" or tokens[k].word == "per":
            return self._noun_right(tokens, k + 1 + (tokens[k].word == "according"), f"named after “{tokens[k].word}”", tokens[k])
        if tokens[k].kind == "prep" and tokens[here + 1].kind != "comma":
            return None
        inner = self.quotations[tokens[here].place].inner
        joined = self.text[inner.end - 1] in ",?!…—-" or tokens[here + 1].kind == "comma" or self.text[tokens[k].start].islower()
        if not joined:
            return None
        if tokens[k].kind == "cue" and tokens[k].form in ("past", "third", "base") and tokens[k].cue == "say":
            return self._noun_right(tokens, k + 1, "named after the cue verb", tokens[k])
        for verb in range(k + 1, min(k + 24, len(tokens))):
            token = tokens[verb]
            if token.kind in ("quote", "stop", "colon"):
                return None
            if token.kind == "cue" and token.cue in ("say", "think") and token.form in ("past", "third", "participle", "base"):
                found = self._subject(tokens[k:], verb - k)
                if found is not None:
                    return found
                return None
        return None

    def _verb_before(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """Any cue verb before the quotation in its sentence, the nearest first whose subject can speak: called the plan “…”, accused
        Moscow of “…”. What only may speak (it, a noun, somebody who …) waits for a better one before it."""
        waiting: _Speaker | None = None
        for verb in range(here - 1, -1, -1):
            token = tokens[verb]
            if token.kind == "stop":
                break
            if token.kind == "cue":
                found = self._subject(tokens, verb)
                if found is not None and self._speaks(found, tokens, verb):
                    return found
                waiting = waiting or found
        return waiting

    def _speaks(self, found: _Speaker, tokens: tuple[_Token, ...], verb: int) -> bool:
        """Whether the subject of a cue verb is surely a source: a name, a person's pronoun, or a phrase with a word for speakers."""
        if (found.how == "named before “who”" and tokens[verb].cue != "call") or tokens[verb].form == "base":
            return False
        if found.name >= 0:
            return True
        if found.pronoun:
            return found.pronoun not in ("it", "you")
        return any(word in self.rules.speakers for word in found.span.of(self.text).lower().split())

    def _source_phrase(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """According to Leff, “…”; Leff's claim that “…”; a statement from Leff: “…”."""
        for k in range(here - 1, -1, -1):
            token = tokens[k]
            if token.kind == "stop":
                return None
            if token.word == "according":
                return self._noun_right(tokens, k + 2, "named after “according to”", token)
            if token.word in self.rules.cue_nouns and token.kind in ("word", "cue"):
                back = k - 1
                while back >= 0 and tokens[back].kind in ("word", "number", "adverb", "cue") and k - back < 5 and not tokens[back].owner:
                    back -= 1
                if back >= 0 and tokens[back].word in OWNERS:
                    span = Span(tokens[back].start, tokens[back].end)
                    return _Speaker(span, "", -1, OWNERS[tokens[back].word], Span(token.start, token.end))
                if back >= 0 and tokens[back].owner:
                    return self._at(tokens, back, back, f"whose {token.word} it is", token)
                if k + 2 < here and tokens[k + 1].word in ("from", "by", "of"):
                    return self._noun_right(tokens, k + 2, f"named after “{token.word} {tokens[k + 1].word}”", token)
        return None

    def _verb_later(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """The sentence's own attribution after a comma: China will play “…”, Geng said."""
        for verb in range(here + 1, len(tokens)):
            token = tokens[verb]
            if token.kind == "stop":
                return None
            if token.word == "according" and verb + 2 < len(tokens):
                return self._noun_right(tokens, verb + 2, "named after “according to”", token)
            if token.kind == "cue" and token.cue in ("say", "think") and token.form in ("past", "third"):
                found = self._subject(tokens[here + 1 :], verb - here - 1)
                if found is not None:
                    return found
        return None

    def _only_subject(self, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """No cue verb: the subject of the sentence, where it is a person or a pronoun and comes before the quotation."""
        found = self._main_subject(tokens, here)
        if found is None or (found.name < 0 and not found.pronoun):
            return None
        if found.name >= 0 and self.names[found.name].entity_type == "place":
            return None
        return replace(found, how="the subject of its sentence")

    # --- subjects

    def _subject(self, tokens: tuple[_Token, ...], verb: int, depth: int = 0) -> _Speaker | None:
        """The subject of the cue verb at this place."""
        cue = tokens[verb]
        k = verb - 1
        infinitive = False
        while k >= 0 and (tokens[k].kind in ("adverb", "aux", "to")):
            infinitive = infinitive or tokens[k].kind == "to"
            k -= 1
        if depth > 3:
            return None
        passive = cue.form in ("past", "participle") and any(tokens[j].word in ("was", "were", "been", "being", "is", "are", "be") for j in range(k + 1, verb))
        if passive or (cue.form in ("past", "participle") and verb + 1 < len(tokens) and tokens[verb + 1].word == "by"):
            for j in range(verb + 1, min(verb + 8, len(tokens))):
                if tokens[j].word == "by" and (passive or self._passive_of_quotation(tokens, j)):
                    return self._noun_right(tokens, j + 1, "named after “by”", cue)
            if passive or tokens[verb + 1].word == "by":
                return None
        if k < 0:
            return self._noun_right_of_quote(tokens, verb) if cue.form == "ing" else None
        token = tokens[k]
        if token.kind == "quote":
            return self._noun_right(tokens, verb + 1, "named after the cue verb", cue)
        if cue.form == "ing" and token.kind == "name" and not token.owner and verb + 1 < len(tokens) and self._quote_follows(tokens, verb):
            return self._at(tokens, k, k, "named before the cue verb", cue)
        if infinitive or (cue.form == "ing" and token.kind in ("comma", "word", "name", "prep", "number", "pronoun", "and", "dash")):
            return self._main_subject(tokens, k + 1, cue) or (self._noun_right_of_quote(tokens, verb) if k == 0 else None)
        if token.kind == "and":
            for other in range(k - 1, -1, -1):
                if tokens[other].kind == "cue" and tokens[other].form != "base":
                    return self._with_cue(self._subject(tokens, other, depth + 1), cue)
            return self._main_subject(tokens, k, cue)
        if token.kind in ("comma", "dash"):
            return self._before_aside(tokens, k, cue)
        if token.kind == "who":
            j = k - 1
            while j >= 0 and tokens[j].kind in ("comma", "dash"):
                j -= 1
            return self._noun_left(tokens, j, "named before “who”", cue) if j >= 0 else None
        return self._noun_left(tokens, k, "named before the cue verb", cue)

    def _passive_of_quotation(self, tokens: tuple[_Token, ...], by: int) -> bool:
        """Whether “by X” leads to the quotation: a plan described by X as “…”, called by X “…”."""
        for j in range(by + 1, min(by + 8, len(tokens))):
            if tokens[j].kind == "quote" or tokens[j].word == "as":
                return True
            if tokens[j].kind not in ("name", "word", "det", "number"):
                return False
        return False

    def _quote_follows(self, tokens: tuple[_Token, ...], verb: int) -> bool:
        """Whether the quotation comes right after the verb: saying “…”, saying on Friday: “…”, saying during the debate that “…”."""
        for j in range(verb + 1, min(verb + 8, len(tokens))):
            if tokens[j].kind == "quote":
                return True
            if tokens[j].kind in ("cue", "and", "stop", "who"):
                return False
        return False

    def _with_cue(self, found: _Speaker | None, cue: _Token) -> _Speaker | None:
        return None if found is None else replace(found, cue=Span(cue.start, cue.end))

    def _before_aside(self, tokens: tuple[_Token, ...], k: int, cue: _Token) -> _Speaker | None:
        """Leff, 45, director of the group, said: the subject before one or more asides between commas; k is the comma before the verb."""
        start = 0
        for j in range(k - 1, -1, -1):
            if tokens[j].kind in ("quote", "stop", "colon", "that"):
                start = j + 1
                break
        pieces: list[tuple[int, int]] = []
        begin = start
        for j in range(start, k + 1):
            if tokens[j].kind in ("comma", "dash"):
                if j > begin:
                    pieces.append((begin, j))
                begin = j + 1
        for number, (a, _) in enumerate(pieces):
            if tokens[a].kind == "and":
                pieces = pieces[number:]
                pieces[0] = (a + 1, pieces[0][1])
                break
        fallback: _Speaker | None = None
        for a, b in pieces:
            if a >= b or tokens[a].kind in ("prep", "who", "number", "adverb") or (tokens[a].kind != "name" and tokens[a].word.endswith(("ing", "ed"))):
                continue
            found = self._noun_left(tokens[a:b], b - a - 1, "named before the cue verb", cue)
            if found is None:
                continue
            if found.name >= 0 or found.pronoun:
                return found
            fallback = fallback or found
        return fallback

    def _main_subject(self, tokens: tuple[_Token, ...], end: int, cue: _Token | None = None) -> _Speaker | None:
        """The subject of the sentence: the first name, pronoun or noun with an article before `end` that no preposition governs."""
        k = 0
        while k < end:
            token = tokens[k]
            if token.kind == "prep" or (k == 0 and token.word.endswith("ing")) or token.word in SUBORDINATE:
                comma = next((j for j in range(k, end) if tokens[j].kind == "comma"), None)
                if comma is None:
                    k += 1
                    if k < end and tokens[k].kind == "det":
                        k += 1
                    if k < end and tokens[k].kind in ("name", "word", "number"):
                        k += 1
                    continue
                k = comma + 1
                continue
            if token.kind == "pronoun":
                return self._at(tokens, k, k, "the subject of its sentence", cue)
            if token.kind == "name":
                if token.owner:
                    j = k + 1
                    while j < end and tokens[j].kind == "word" and j - k < 3:
                        j += 1
                    return self._at(tokens, k, j - 1, "the subject of its sentence", cue) if j - 1 > k else None
                return self._at(tokens, k, k, "the subject of its sentence", cue)
            if token.kind == "det":
                j = k + 1
                while j < end and tokens[j].kind in ("word", "name") and j - k < 5:
                    if tokens[j].kind == "name" and not tokens[j].owner and (j + 1 >= end or tokens[j + 1].kind not in ("word",)):
                        return self._at(tokens, j, j, "the subject of its sentence", cue)
                    if tokens[j].word in self.rules.speakers and (j + 1 >= end or tokens[j + 1].word not in self.rules.speakers):
                        j += 1
                        break
                    j += 1
                if j - 1 > k:
                    if j < end and tokens[j].kind == "comma" and j + 1 < end and tokens[j + 1].kind == "name" and not tokens[j + 1].owner:
                        return self._at(tokens, j + 1, j + 1, "the subject of its sentence", cue)
                    return self._at(tokens, k, j - 1, "the subject of its sentence", cue)
            k += 1
        return None

    def _noun_left(self, tokens: tuple[_Token, ...], k: int, how: str, cue: _Token | None) -> _Speaker | None:
        """The noun phrase that ends at k: its name, its pronoun, or the whole of it where its head is a common noun."""
        token = tokens[k]
        if token.kind == "pronoun":
            return self._at(tokens, k, k, how, cue)
        if token.kind not in ("name", "word", "number"):
            return None
        first = k
        while first > 0:
            before = tokens[first - 1]
            if before.kind in ("word", "number", "name") or (before.kind == "cue" and tokens[first].kind in ("word", "name") and before.form in ("base", "participle", "past") and first - 1 > 0 and tokens[first - 2].kind == "det"):
                first -= 1
            elif before.kind == "adverb" and first - 1 > 0 and tokens[first - 2].kind == "det":
                first -= 1
            elif before.kind == "det":
                first -= 1
                if not (first > 1 and tokens[first - 1].kind in ("prep", "to") and tokens[first - 2].kind in ("word", "name")):
                    break
            elif before.kind == "prep" and first - 1 > 0 and tokens[first - 2].kind in ("word", "name", "number") and not (first < k and self._a_person(tokens[k])):
                first -= 1
            else:
                break
            if k - first > 14:
                break
        while first < k and tokens[first].kind in ("prep",):
            first += 1
        head = first
        while head < k and tokens[head + 1].kind != "prep":
            head += 1
        if token.kind == "name" and not token.owner and not any(tokens[j].kind == "prep" for j in range(head, k)):
            return self._at(tokens, k, k, how, cue)
        if tokens[head].kind == "name" and not tokens[head].owner:
            return self._at(tokens, head, head, how, cue)
        if tokens[head].kind == "number" and first == head:
            return None
        return self._at(tokens, first, k, how, cue)

    def _a_person(self, token: _Token) -> bool:
        return token.kind == "name" and self.names[token.place].entity_type == "person"

    def _noun_right(self, tokens: tuple[_Token, ...], k: int, how: str, cue: _Token | None) -> _Speaker | None:
        """The noun phrase that begins at k, up to the next comma, verb or preposition: its last name, else all of it."""
        while k < len(tokens) and tokens[k].kind in ("adverb", "to"):
            k += 1
        if k >= len(tokens):
            return None
        if tokens[k].kind == "pronoun":
            return self._at(tokens, k, k, how, cue)
        last = k - 1
        name = -1
        j = k
        while j < len(tokens) and j - k < 14:
            token = tokens[j]
            if token.kind == "name":
                name = -1 if token.owner else j
                last = j
                if name >= 0 and not (j + 1 < len(tokens) and tokens[j + 1].kind in ("word", "name") and tokens[j + 1].word not in LOOSE_TIME):
                    break
            elif token.kind in ("word", "det", "number", "adverb") or (token.kind == "cue" and j > k and tokens[j - 1].kind == "det"):
                if name >= 0 and token.kind in ("det", "adverb"):
                    break
                if token.word in LOOSE_TIME:
                    break
                last = j
            elif token.kind in ("prep", "to") and token.word in ("of", "for", "at", "from", "with", "to") and name < 0 and last >= k:
                last = last
            else:
                break
            j += 1
        while last >= k and tokens[last].kind in ("prep", "to", "det"):
            last -= 1
        if last < k:
            return None
        if name >= 0:
            before_prep = next((j for j in range(k, name) if tokens[j].kind in ("prep", "to")), None)
            if before_prep is None or tokens[name - 1].kind in ("word", "name"):
                return self._at(tokens, name, name, how, cue)
        if last + 2 < len(tokens) and tokens[last + 1].kind == "comma" and tokens[last + 2].kind == "name" and not tokens[last + 2].owner:
            return self._at(tokens, last + 2, last + 2, how, cue)
        return self._at(tokens, k, last, how, cue)

    def _noun_right_of_quote(self, tokens: tuple[_Token, ...], verb: int) -> _Speaker | None:
        """Calling it “…,” Leff left: the subject follows the quotation."""
        for k in range(verb + 1, len(tokens)):
            if tokens[k].kind == "quote":
                k += 1
                while k < len(tokens) and tokens[k].kind == "comma":
                    k += 1
                if k < len(tokens) and tokens[k].kind in ("name", "det", "pronoun", "word"):
                    return self._noun_right(tokens, k, "the subject after the quotation", tokens[verb])
                return None
        return None

    def _at(self, tokens: tuple[_Token, ...], first: int, last: int, how: str, cue: _Token | None) -> _Speaker:
        """The tokens first to last as a speaker: a name, a pronoun, or a phrase."""
        token = tokens[first]
        span = Span(token.start, tokens[last].end)
        where = Span(cue.start, cue.end) if cue is not None else None
        if first == last and token.kind == "name":
            return _Speaker(span, how, token.place, "", where)
        if first == last and token.kind == "pronoun":
            return _Speaker(span, how, -1, token.word, where)
        return _Speaker(span, how, -1, "", where)

    # --- beyond the sentence

    def _around(self, place: int, tokens: tuple[_Token, ...], here: int) -> _Speaker | None:
        """The speaker of a quotation whose own sentence names none: carried on from the quotation before, or from the sentence before."""
        if not self.sentences:
            return None
        quote = self.quotations[place]
        alone = all(token.kind in ("quote", "comma", "dash") for token in tokens)
        sentence = self.sentence_at(tokens[0].start)
        paragraph = self.sentences[sentence].paragraph
        k = bisect_left(self.top_starts, quote.span.start)
        if k > 0:
            before = self.quotations[self.tops[k - 1]]
            said = self.known.get(self.tops[k - 1])
            end = self.sentences[self.sentence_at(before.span.end - 1)]
            runs_on = len(before.marks) == 1 and before.form == "speech" and end.paragraph + 1 == paragraph
            if said is not None and said.speaker is not None and (runs_on or (end.paragraph == paragraph and (alone or here == 0))):
                if runs_on or sentence - end.index <= 1:
                    return _Speaker(said.speaker, "carried on from the quotation before", CARRIED, entity=said.entity)
        signed = self._signed(quote) if alone or here == 0 else None
        if signed is not None:
            return signed
        if alone or here == 0:
            return self._lead_in(sentence, alone)
        return None

    def _signed(self, quote: Quotation) -> _Speaker | None:
        """The name that signs a quotation: “…” — Ana Petrik, or in a short line under it: Ana Petrik, 70, Sarnica."""
        found = SIGNED.match(self.text, quote.span.end)
        if found is None or (not found.group(1) and "\n" not in found.group()):
            return None
        end = self.text.find("\n", found.end(), found.end() + 90)
        end = end if end >= 0 else min(found.end() + 90, len(self.text))
        tokens = self._tokens(Span(found.end(), end), 0, -1)
        if end - found.end() >= 90 or not tokens or tokens[0].kind != "name" or tokens[0].owner:
            return None
        plain = len(tokens) == 1 or (tokens[1].kind == "comma" and not any(token.kind in ("cue", "aux", "pronoun", "colon") for token in tokens))
        if not plain or (not found.group(1) and self.names[tokens[0].place].entity_type != "person"):
            return None
        return self._at(tokens, 0, 0, "signed with the name after it", None)

    def _lead_in(self, sentence: int, alone: bool) -> _Speaker | None:
        """The sentence before a quotation: its speaker where it has a quotation or a verb of saying, else its subject, a person."""
        if sentence == 0:
            return None
        before, now = self.sentences[sentence - 1], self.sentences[sentence]
        same, span = before.paragraph == now.paragraph, before.span
        if self._quoted(span.start) or before.part != now.part or not (same or alone):
            return None
        first, last = bisect_left(self.top_starts, span.start), bisect_left(self.top_starts, span.end) - 1
        said = next((self.known[self.tops[k]] for k in range(last, first - 1, -1) if self.tops[k] in self.known), None)
        if said is not None and said.speaker is not None:
            return _Speaker(said.speaker, "carried on from the sentence before", CARRIED, entity=said.entity) if same else None
        tokens = self._tokens(span, first, last)
        for verb in range(len(tokens) - 1, -1, -1):
            if tokens[verb].kind == "cue" and tokens[verb].cue in ("say", "call"):
                found = self._subject(tokens, verb)
                if found is not None and self._speaks(found, tokens, verb):
                    return replace(found, how="carried on from the sentence before")
        found = self._main_subject(tokens, len(tokens)) if same or self.text[span.end - 1] == ":" else None
        if found is not None and (found.pronoun in ("he", "she") or (found.name >= 0 and self.names[found.name].entity_type in ("person", "organisation"))):
            return replace(found, how="the subject of the sentence before")
        return None

    # --- who it is

    def _entity(self, found: _Speaker, place: int) -> tuple[str | None, str]:
        """The entity of a speaker found, and how it was found in words."""
        if found.name == CARRIED:
            return found.entity, found.how
        if found.name >= 0:
            return self.names[found.name].entity, found.how
        if found.pronoun:
            name = self._person(found.pronoun, found.span.start)
            if name is None:
                return None, f"pronoun {found.pronoun}, and nobody it can stand for"
            return self.names[name].entity, f"pronoun {found.pronoun} → {self.names[name].entity}"
        k = bisect_left(self.role_starts, found.span.start - 60)
        while k < len(self.roles) and self.roles[k].span.start < found.span.end + 40:
            role = self.roles[k]
            if role.entity is not None and role.span.overlaps(found.span):
                return role.entity, found.how + ", by role"
            k += 1
        return None, found.how

    def _person(self, pronoun: str, at: int) -> int | None:
        """The place of the name that a pronoun at this offset stands for: the subject of its sentence or of one shortly before."""
        if pronoun not in ("he", "she", "it"):
            return None
        wanted = ("person",) if pronoun != "it" else ("organisation", "place")
        sentence = self.sentence_at(at)
        for back in range(sentence, max(sentence - NEAR, -1), -1):
            span = self.sentences[back].span
            first, last = bisect_left(self.name_starts, span.start), bisect_left(self.name_starts, min(span.end, at))
            candidates = [k for k in range(first, last) if self.names[k].entity_type in wanted and not self._quoted(self.names[k].span.start)]
            free = [k for k in candidates if not self._governed(k)]
            if free:
                return free[0]
            if candidates:
                return candidates[-1]
        return None

    def _quoted(self, at: int) -> bool:
        k = bisect_right(self.top_starts, at) - 1
        return k >= 0 and self.quotations[self.tops[k]].span.end > at

    def _governed(self, name: int) -> bool:
        """Whether a name has ’s or follows a preposition: then it is nobody's subject."""
        span = self.names[name].span
        if self.text[span.end : span.end + 2] in ("’s", "'s"):
            return True
        before = self.text[max(0, span.start - 14) : span.start].lower().split()
        return bool(before) and self.rules.small.get(before[-1]) in ("prep", "to")


SUBORDINATE = frozenset(["when", "if", "although", "though", "while", "because", "since", "asked", "unless", "whether", "once", "until", "speaking"])
OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
LOOSE_TIME = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today last this earlier later during".split())
