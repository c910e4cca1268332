"""Bytes to text: every encoding that news arrives in, and what is said about it."""

from __future__ import annotations

import pytest

from components.loader.decode import NotTextError, decode

TEXT = "“Über” the café — a naïve plan.\nNo more."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_windows_1252_and_a_missing_mark_are_said_aloud() -> None:
    assert "Windows-1252" in decode("café".encode("cp1252")).warnings[0]
    assert "UTF-16" in decode("plain words of a story".encode("utf-16-be")).warnings[0]
    assert decode(TEXT.encode()).warnings == ()


def test_mojibake_is_named_and_left_as_it_is() -> None:
    text = "First line.\nItâ€™s broken, cafÃ© too."
    decoded = decode(text.encode())
    assert decoded.text == text
    assert "2 places look" in decoded.warnings[0]
    assert "line 2" in decoded.warnings[0]


def test_honest_accents_are_no_mojibake() -> None:
    assert decode("São Tomé, Ângela, Malmö, Øster Â and â.".encode()).warnings == ()


def test_nbsp_soft_hyphens_and_double_blanks_stay() -> None:
    text = "a\u00a0b  c\u00add"
    assert decode(text.encode()).text == text


def test_a_file_cut_off_inside_a_letter_stays_utf_8() -> None:
    decoded = decode("The café ééé ééé ééé é".encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert "could not be read" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"abc\x00def\x00\x01\x02gh", "zero"),
        (bytes(range(1, 32)) * 9, "control"),
        (b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_what_they_are(data: bytes, word: str) -> None:
    with pytest.raises(NotTextError, match=word):
        decode(data)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""
