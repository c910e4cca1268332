"""story.toml and text files, or uploaded bytes → Story. Every file that cannot be used gives a StoryError: one sentence that names it
and says what would be right."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from components.loader.decode import NotTextError, decode
from components.loader.parts import find_parts, publication_date
from components.loader.rules import load_rules
from components.loader.segment import find_sentences
from components.model import PartKind, Rules, Story, Version

INDEX = "story.toml"
LARGEST = 20_000_000  # bytes of one version: a novel has one million
LARGEST_ZIP = 60_000_000  # bytes of all files of an archive together, unpacked
MOST_VERSIONS = 200
STORY_KEYS: Mapping[str, tuple[type, str]] = {
    "title": (str, "a text"),
    "language": (str, 'a text such as "en"'),
    "note": (str, "a text"),
    "version": (list, "[[version]] tables"),
}
VERSION_KEYS: Mapping[str, tuple[type, str]] = {
    "id": (str, "a short text"),
    "label": (str, "a text"),
    "file": (str, "the name of a text file in this folder"),
    "published": (date, "a date such as 2024-06-28, without quotation marks"),
    "source": (str, "a text"),
}
ID = re.compile(r"[^\W_][\w.-]{0,60}\Z")


class StoryError(ValueError):
    """A story or file that cannot be used; the message names the file and says what would be right."""


def read_version(
    text: str,
    *,
    id: str,
    label: str,
    rules: Rules,
    published: date | None = None,
    file: str | None = None,
    encoding: str = "utf-8",
    source: str | None = None,
    warnings: tuple[str, ...] = (),
    overrule: Mapping[int, PartKind] | None = None,
) -> Version:
    """A version from its text: parts and sentences found, the publication date taken from a timestamp of the text where none is given.

    `overrule` gives the kind of the part that starts at an offset (to put back what was put aside). Text that comes from a file is
    decoded by `decode`, which gives `encoding` and `warnings`."""
    if "\r" in text or text.startswith("\ufeff"):  # pasted text: the offsets of DESIGN.md count neither
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parts = find_parts(text, rules, overrule)
    day = published or publication_date(text, parts, rules)
    return Version(
        id=id,
        label=label,
        text=text,
        parts=parts,
        sentences=find_sentences(text, parts, rules),
        published=day,
        source=source,
        warnings=warnings,
        file=file,
        encoding=encoding,
        published_from=None if day is None else "given" if published else "text",
    )


def load_story(folder: Path, rules: Rules | None = None) -> Story:
    """The story of a folder: its story.toml and the text files that names. StoryError where either cannot be used."""
    rules = rules or load_rules()
    folder = Path(folder)
    if not folder.is_dir():
        raise StoryError(f"{folder}: no such folder (expected a folder with {INDEX} and one text file for each version)")
    index = folder / INDEX
    if not index.is_file():
        raise StoryError(f"{folder}: no {INDEX} in this folder (expected one that names the text file of each version)")

    def read(name: str) -> bytes:
        file = folder / name
        if not file.resolve().is_relative_to(folder.resolve()):
            raise StoryError(f"{index}: file \"{name}\" is outside its folder (expected a text file beside {INDEX})")
        return _bytes(file)

    return _story(_bytes(index), str(index), folder.resolve().name, read, rules)


def story_folders(root: Path) -> list[tuple[str, str]]:
    """Slug and title of every story folder in `root`, by slug; the slug is the title where story.toml cannot be read. StoryError
    where `root` is no folder."""
    root = Path(root)
    if not root.is_dir():
        raise StoryError(f"{root}: no such folder of stories (expected one with a folder for each story)")
    found = []
    for index in sorted(root.glob(f"*/{INDEX}")):
        try:
            title = tomllib.loads(index.read_text(encoding="utf-8")).get("title")
        except (OSError, ValueError):
            title = None
        found.append((index.parent.name, title if isinstance(title, str) and title.strip() else index.parent.name))
    return found


def read_file(file: Path, *, id: str, label: str, rules: Rules, published: date | None = None) -> Version:
    """A version from a text file. StoryError where it is missing, empty, too large or no text."""
    return _version(_bytes(Path(file)), str(file), id=id, label=label, rules=rules, published=published)


def story_from_uploads(files: Sequence[tuple[str, bytes]], rules: Rules, published: Sequence[date | None] = ()) -> Story:
    """A story of two or more uploaded text files in the order given, or of the one .zip that `story_zip` made.

    `published` has the date of each text file, where known. StoryError where a file cannot be used."""
    if len(files) == 1 and (files[0][0].lower().endswith(".zip") or files[0][1].startswith(b"PK\x03\x04")):
        return _unzip(*files[0], rules)
    if len(files) < 2:
        name = f"{files[0][0]}: only one file" if files else "no file"
        raise StoryError(f"{name} (expected two or more text files, or one .zip of a story folder)")
    if len(files) > MOST_VERSIONS:
        raise StoryError(f"{len(files)} files at once (expected {MOST_VERSIONS} at most)")
    dates = [*published, *[None] * len(files)]
    stems = [PurePosixPath(name.replace("\\", "/")).stem or f"version {k}" for k, (name, _) in enumerate(files, 1)]
    ids = _distinct([re.sub(r"[^\w.-]+", "-", stem).strip("-._") or "version" for stem in stems])
    versions = tuple(
        _version(data, name, id=id, label=stem, rules=rules, published=day)
        for (name, data), stem, id, day in zip(files, _distinct(stems), ids, dates, strict=False)
    )
    return Story("uploaded", " / ".join(version.label for version in versions[:3]), "en", versions)


def story_zip(story: Story) -> bytes:
    """The story as a .zip of a story folder that `story_from_uploads` opens again: story.toml and one UTF-8 file a version."""
    lines = [f"title = {_toml(story.title)}", f"language = {_toml(story.language)}"]
    lines += [f"note = {_toml(story.note)}"] if story.note else []
    names = _distinct([re.sub(r"[^\w.-]+", "-", version.id) or "version" for version in story.versions])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for version, name in zip(story.versions, names, strict=True):
            lines += ["", "[[version]]", f"id = {_toml(version.id)}", f"label = {_toml(version.label)}", f'file = "{name}.txt"']
            lines += [f"published = {version.published.isoformat()}"] if version.published and version.published_from == "given" else []
            lines += [f"source = {_toml(version.source)}"] if version.source else []
            archive.writestr(_entry(f"{name}.txt"), version.text.encode("utf-8", errors="surrogatepass"))
        archive.writestr(_entry(INDEX), "\n".join(lines) + "\n")
    return packed.getvalue()


def _story(data: bytes, index: str, slug: str, read: Any, rules: Rules) -> Story:
    """The story that the bytes of a story.toml describe; `read(name)` gives the bytes of a version's file."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise StoryError(f"{index}: not UTF-8 (expected a TOML file saved as UTF-8)") from None
    except tomllib.TOMLDecodeError as error:
        raise StoryError(f"{index}: not readable as TOML: {error} (expected lines such as title = \"…\")") from None
    _check(table, STORY_KEYS, index, "")
    entries = table.get("version", [])
    if not entries:
        raise StoryError(f"{index}: no version (expected a [[version]] table with id and file for each text)")
    if len(entries) > MOST_VERSIONS:
        raise StoryError(f"{index}: {len(entries)} versions (expected {MOST_VERSIONS} at most)")
    versions: list[Version] = []
    for k, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise StoryError(f"{index}: version {k} is no table (expected [[version]] with id and file)")
        _check(entry, VERSION_KEYS, index, f"version {k}: ")
        if "file" not in entry:
            raise StoryError(f'{index}: version {k} has no "file" (expected the name of a text file in this folder)')
        name = entry["file"]
        path = PurePosixPath(name.replace("\\", "/"))
        if not name.strip() or path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
            raise StoryError(f'{index}: version {k} names the file "{name}" outside its folder (expected a text file beside {INDEX})')
        id = entry.get("id", path.stem)
        if not ID.match(id):
            raise StoryError(f'{index}: version {k} has the id "{id}" (expected a short word of letters, digits, - and .)')
        if any(version.id == id for version in versions):
            raise StoryError(f'{index}: two versions have the id "{id}" (expected a different one for each)')
        day = entry.get("published")
        versions.append(
            _version(
                read(str(path)), f"{index.removesuffix(INDEX)}{path}", id=id, label=entry.get("label") or str(id), rules=rules,
                published=day.date() if isinstance(day, datetime) else day, source=entry.get("source"), file=str(path),
            )
        )  # fmt: skip
    return Story(slug, table.get("title") or slug, table.get("language", "en"), tuple(versions), table.get("note"))


def _check(table: Mapping[str, Any], keys: Mapping[str, tuple[type, str]], index: str, where: str) -> None:
    """StoryError for a key that nobody knows (usually a slip of the pen) and for a value of the wrong type."""
    for key, value in table.items():
        if key not in keys:
            raise StoryError(f'{index}: {where}"{key}" is not a known key (expected one of {", ".join(keys)})')
        wanted, words = keys[key]
        if not isinstance(value, wanted):
            raise StoryError(f'{index}: {where}"{key}" is {value!r:.60} (expected {words})')


def _version(
    data: bytes,
    name: str,
    *,
    id: str,
    label: str,
    rules: Rules,
    published: date | None = None,
    source: str | None = None,
    file: str | None = None,
) -> Version:
    """A version from the bytes of a file; `name` is what errors call it."""
    if len(data) > LARGEST:
        raise StoryError(f"{name}: {len(data) / 1e6:.0f} MB (expected a text of {LARGEST / 1e6:.0f} MB at most)")
    try:
        decoded = decode(data)
    except NotTextError as error:
        raise StoryError(f"{name}: {error} (expected plain text, saved as UTF-8 for instance)") from None
    if not decoded.text.strip():
        raise StoryError(f"{name}: the file is empty (expected the text of a version)")
    return read_version(
        decoded.text, id=id, label=label, rules=rules, published=published, file=file or PurePosixPath(name.replace("\\", "/")).name,
        encoding=decoded.encoding, source=source, warnings=decoded.warnings,
    )  # fmt: skip


def _bytes(file: Path) -> bytes:
    if not file.exists():
        raise StoryError(f"{file}: no such file (expected a text file)")
    if not file.is_file():
        raise StoryError(f"{file}: not a file (expected a text file)")
    try:
        if file.stat().st_size > LARGEST:
            raise StoryError(f"{file}: {file.stat().st_size / 1e6:.0f} MB (expected a text of {LARGEST / 1e6:.0f} MB at most)")
        return file.read_bytes()
    except OSError as error:
        raise StoryError(f"{file}: cannot be read ({error.strerror or error}; expected a text file)") from None


def _unzip(name: str, data: bytes, rules: Rules) -> Story:
    """The story of an archive. Only the files that story.toml names are unpacked, each within bounds whatever the archive claims."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise StoryError(f"{name}: not a readable .zip (expected the .zip of a story folder)") from None
    index = min((path for path in entries if PurePosixPath(path).name == INDEX), key=lambda path: path.count("/"), default=None)
    if index is None:
        raise StoryError(f"{name}: no {INDEX} in the archive (expected the .zip of a story folder)")
    folder = index.removesuffix(INDEX)
    left = LARGEST_ZIP

    def read(path: str) -> bytes:
        nonlocal left
        entry = entries.get(folder + path)
        if entry is None:
            raise StoryError(f"{name}: no file {path} in the archive (expected every file that {INDEX} names)")
        try:
            with archive.open(entry) as stream:
                got = stream.read(min(LARGEST, left) + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
            raise StoryError(f"{name}: {path} in the archive is damaged or locked (expected an unencrypted .zip)") from None
        if len(got) > min(LARGEST, left):
            raise StoryError(f"{name}: {path} is too large unpacked (expected {LARGEST / 1e6:.0f} MB a file at most)")
        left -= len(got)
        return got

    return _story(read(INDEX), f"{name}/{INDEX}", PurePosixPath(name).stem or "uploaded", read, rules)


def _entry(name: str) -> zipfile.ZipInfo:
    """An archive entry with a fixed time, so that the same story gives the same bytes."""
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, with a number behind those that came before (whatever their capitals: some file systems know none)."""
    seen: set[str] = set()
    out = []
    for name in names:
        candidate, k = name, 2
        while candidate.lower() in seen:
            candidate, k = f"{name}-{k}", k + 1
        seen.add(candidate.lower())
        out.append(candidate)
    return out


def _toml(text: str) -> str:
    """A TOML basic string."""
    escaped = "".join(f"\\u{ord(ch):04x}" if ch in '"\\' or ord(ch) < 32 or ord(ch) == 127 else ch for ch in text)
    return f'"{escaped}"'
