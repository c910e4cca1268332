"""Build synonyms.toml again from WordNet: sets of words that mean one thing in the senses they mostly have.

    apt-get install wordnet-base
    python data/rules/build_synonyms.py [--wordnet /usr/share/wordnet]

Two words share a set where WordNet has them in one synset and that is among the commonest senses of both. Only single words that
words.toml lists are taken; irregular forms (struck, gave) are listed beside their base form.
"""

from __future__ import annotations

import argparse
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SENSES = {"noun": 2, "verb": 5, "adj": 3, "adv": 2}  # a word's commonest senses, by part of speech; later ones mislead
HEAD = """\
# Sets of words that mean one thing, one set a line: a change from one to another of a set is style, any other change of words is not.
# Source: WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and distribute the
# database for any purpose and without fee is granted, provided that this notice appears on all copies. It is provided "as is" without
# warranty of any kind; the name of Princeton University may not be used in advertising.
# Made by build_synonyms.py; add sets of your own to `own` below, they are read first and kept when this file is made again.
"""
OWN = """\
show demonstrate
fire blaze
quit resign
authorities officials
cops police
automobile car
journalist reporter
newspaper paper
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    wordnet = parser.parse_args().wordnet
    known = _known()
    file = FOLDER / "synonyms.toml"
    own = tomllib.loads(file.read_text(encoding="utf-8")).get("own", OWN) if file.exists() else OWN
    sets = sorted({" ".join(sorted(words)) for part in SENSES for words in synsets(wordnet, part, known)})
    forms = sorted({f"{form}/{base}" for part in ("noun", "verb", "adj") for form, base in irregular(wordnet, part, known)})
    joined = "\n".join(textwrap.wrap(" ".join(sorted(compounds(wordnet, known))), 140))
    wrapped = "\n".join(textwrap.wrap(" ".join(forms), 140))
    newline = "\n"
    file.write_text(
        f"{HEAD}own = '''\n{own.strip()}\n'''\n\n# form/base\nforms = '''\n{wrapped}\n'''\n\n"
        f"# words written together that could be two\ncompounds = '''\n{joined}\n'''\n\nsets = '''\n{newline.join(sets)}\n'''\n",
        encoding="utf-8",
    )


def _known() -> frozenset[str]:
    table = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    return frozenset(word for value in table.values() if isinstance(value, str) for word in value.split())


def synsets(wordnet: Path, part: str, known: frozenset[str]) -> Iterator[set[str]]:
    """The words of each synset that is among the commonest senses of at least two of them."""
    members: dict[str, set[str]] = {}
    for line in (wordnet / f"index.{part}").read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        word, count = fields[0], int(fields[2])
        if word in known and word.isalpha():
            for synset in fields[-count:][: SENSES[part]]:
                members.setdefault(synset, set()).add(word)
    yield from (words for words in members.values() if len(words) > 1)


def compounds(wordnet: Path, known: frozenset[str]) -> set[str]:
    """Words that are two known words of three letters or more written together ("ceasefire")."""
    lines = (line for part in SENSES for line in (wordnet / f"index.{part}").read_text(encoding="ascii").splitlines())
    words = {line.split()[0] for line in lines if line[0] != " "}
    return {word for word in words if word.isalpha() and any(word[:k] in known and word[k:] in known for k in range(3, len(word) - 2))}


def irregular(wordnet: Path, part: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Irregular forms with their base form."""
    for line in (wordnet / f"{part}.exc").read_text(encoding="ascii").splitlines():
        form, *bases = line.split()
        for base in bases:
            if base in known and base.isalpha() and form.isalpha() and form != base:
                yield form, base


if __name__ == "__main__":
    main()
