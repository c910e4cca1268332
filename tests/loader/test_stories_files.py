"""Story folders and uploads: what is read, and one clear sentence for what cannot be."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from components.loader.rules import load_rules
from components.loader.stories import StoryError, load_story, read_file, read_version, story_folders, story_from_uploads, story_zip

RULES = load_rules()
INDEX = """title = "Dam"
language = "en"
note = "People and places are invented."
[[version]]
id = "wire"
label = "Wire copy"
file = "wire.txt"
published = 2024-06-28
source = "an agency"
[[version]]
id = "paper"
file = "paper.txt"
"""


def folder(tmp_path: Path, index: str = INDEX, **files: bytes) -> Path:
    story = tmp_path / "dam"
    story.mkdir()
    (story / "story.toml").write_text(index, encoding="utf-8")
    for name, data in ({"wire": b"The dam holds. It was checked.", "paper": b"The dam holds."} | files).items():
        (story / f"{name}.txt").write_bytes(data)
    return story


def test_a_story_folder_is_read_as_it_is_written(tmp_path: Path) -> None:
    story = load_story(folder(tmp_path))
    assert (story.slug, story.title, story.note) == ("dam", "Dam", "People and places are invented.")
    wire, paper = story.versions
    assert (wire.id, wire.label, wire.file, wire.published, wire.published_from, wire.source) == (
        "wire", "Wire copy", "wire.txt", date(2024, 6, 28), "given", "an agency",
    )  # fmt: skip
    assert (paper.label, paper.published, paper.published_from) == ("paper", None, None)
    assert story_folders(tmp_path) == [("dam", "Dam")]


def test_a_timestamp_dates_a_version_only_where_nobody_else_does() -> None:
    text = "Dam holds\n\nUpdated 14:05 GMT, 3 May 2023\n\nThe dam holds, the board said."
    found = read_version(text, id="a", label="A", rules=RULES)
    given = read_version(text, id="a", label="A", rules=RULES, published=date(2023, 5, 9))
    assert (found.published, found.published_from) == (date(2023, 5, 3), "text")
    assert (given.published, given.published_from) == (date(2023, 5, 9), "given")


BROKEN = [
    ("title = ", "TOML"),
    ('titel = "Dam"', '"titel" is not a known key'),
    ("title = 5", '"title" is 5'),
    ('title = "Dam"', "no version"),
    ('[[version]]\nid = "a"', 'version 1 has no "file"'),
    ('[[version]]\nfile = "../secret.txt"', "outside its folder"),
    ('[[version]]\nfile = "/etc/hosts"', "outside its folder"),
    ('[[version]]\nfile = "C:\\\\secret.txt"', "outside its folder"),
    ('[[version]]\nfile = "none.txt"', "none.txt: no such file"),
    ('[[version]]\nfile = "wire.txt"\npublished = "2024-06-28"', "without quotation marks"),
    ('[[version]]\nfile = "wire.txt"\nid = "a b"', 'the id "a b"'),
    ('[[version]]\nfile = "wire.txt"\nid = "a"\n[[version]]\nfile = "paper.txt"\nid = "a"', 'two versions have the id "a"'),
    ('version = ["wire.txt"]', "version 1 is no table"),
    ('version = "wire.txt"', '"version" is'),
]


@pytest.mark.parametrize(("index", "words"), BROKEN)
def test_a_broken_story_toml_is_named_with_what_would_be_right(tmp_path: Path, index: str, words: str) -> None:
    with pytest.raises(StoryError) as error:
        load_story(folder(tmp_path, index))
    message = str(error.value)
    assert words in message
    assert "expected" in message
    assert "\n" not in message


def test_folders_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="no such folder"):
        load_story(tmp_path / "none")
    with pytest.raises(StoryError, match=r"no story\.toml"):
        load_story(tmp_path)
    with pytest.raises(StoryError, match="no such folder"):
        story_folders(tmp_path / "none")
    with pytest.raises(StoryError, match="not a file"):
        read_file(tmp_path, id="a", label="A", rules=RULES)
    assert story_folders(tmp_path) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"%PDF-1.4 text", "PDF"),
        (b"\x00\x01\x02\x03" * 50, "no text"),
        (b"x" * 20_000_001, "20 MB"),
    ],
)
def test_a_file_that_is_no_text_is_named_with_what_would_be_right(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(StoryError) as error:
        load_story(folder(tmp_path, paper=data))
    assert "paper.txt" in str(error.value)
    assert words in str(error.value)
    assert "expected" in str(error.value)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    story = folder(tmp_path)
    (tmp_path / "secret.txt").write_text("secret")
    (story / "paper.txt").unlink()
    (story / "paper.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(StoryError, match="outside its folder"):
        load_story(story)


def test_uploads_keep_their_names_and_dates() -> None:
    story = story_from_uploads([("wire.txt", b"The dam holds."), ("wire.txt", "Café.".encode("cp1252"))], RULES, [date(2024, 6, 28)])
    assert [(v.id, v.label, v.encoding, v.published) for v in story.versions] == [
        ("wire", "wire", "utf-8", date(2024, 6, 28)),
        ("wire-2", "wire-2", "windows-1252", None),
    ]


def test_a_story_saved_as_zip_opens_again_as_it_was(tmp_path: Path) -> None:
    story = load_story(folder(tmp_path))
    packed = story_zip(story)
    again = story_from_uploads([("dam.zip", packed)], RULES)
    assert again.title == story.title
    assert again.note == story.note
    assert [(v.id, v.label, v.text, v.published, v.source) for v in again.versions] == [
        (v.id, v.label, v.text, v.published, v.source) for v in story.versions
    ]
    assert story_zip(story) == packed


def packed(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 broken", "not a readable .zip"),
        (packed(wire_txt=b"The dam holds."), "no story.toml"),
        (packed(story_toml=b'[[version]]\nfile = "none.txt"'), "no file none.txt"),
        (packed(story_toml=b'[[version]]\nfile = "../../etc/hosts"'), "outside its folder"),
        (packed(story_toml=b'[[version]]\nfile = "a.txt"', a_txt=b" " * 50_000_000), "too large"),
    ],
)
def test_a_bad_archive_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(StoryError) as error:
        story_from_uploads([("dam.zip", data)], RULES)
    assert words in str(error.value)
    assert "dam.zip" in str(error.value)


def test_an_archive_with_the_folder_around_it_opens_too() -> None:
    data = packed(dam__story_toml=b'title = "Dam"\n[[version]]\nid = "a"\nfile = "a.txt"', dam__a_txt=b"The dam holds.")
    assert story_from_uploads([("dam.zip", data)], RULES).version("a").text == "The dam holds."


@pytest.mark.parametrize("files", [[], [("one.txt", b"Text.")]])
def test_one_text_alone_is_no_story(files: list[tuple[str, bytes]]) -> None:
    with pytest.raises(StoryError, match="two or more text files"):
        story_from_uploads(files, RULES)


def test_five_megabytes_on_one_line_are_read() -> None:
    story = story_from_uploads([("a.txt", b"The man said no again. " * 220_000), ("b.txt", b"x" * 5_000_000)], RULES)
    assert len(story.versions[0].sentences) == 220_000
    assert len(story.versions[1].sentences) == 1
