"""Bytes of a file → text, and what was done to get it, said aloud.

Only three things are ever changed: a leading byte order mark is removed, and CRLF and CR become LF. Everything odd that stays in the
text (mojibake, replacement characters, controls) is named in a warning.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (  # how files that are no text begin
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, film or image file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
CONTROLS = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 27})  # bytes that text files do not have
CONTROL_SHARE = 0.01  # of the bytes; a stray form feed or escape is no proof, a photograph has a tenth
UTF16_SHARE = 0.3  # of the bytes are zero, at least, in UTF-16 of Latin letters
REPAIR = 10  # sequences of good UTF-8 for every broken one, for a file to be damaged UTF-8 rather than Windows-1252
UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # what Windows-1252 leaves empty

GOOD_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# UTF-8 read as Windows-1252 ("â€™", "Ã©") or as Latin-1 ("â\x80\x99"): a lead letter, then what continuation bytes look like there.
MOJIBAKE = re.compile("(?:â(?:€|\x80)[™œ\x9d\x9c\x99\x98˜¦\x93\x94“”\x80-\xbf]|[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")
HIDDEN = re.compile("[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f]")


class NotTextError(ValueError):
    """The bytes are no text; the message says what they look like, without the file's name."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read with (Python's name for it) and sentences about what is odd in it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file: by its byte order mark, else UTF-8, else UTF-16 without a mark, else Windows-1252.

    NotTextError for documents, images and anything else that no encoding turns into text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return _finish(data[len(mark) :].decode(encoding.removesuffix("-sig")), encoding, ())
            except UnicodeDecodeError:
                if not encoding.startswith("utf-8"):
                    raise NotTextError(f"begins like {encoding.upper()} but cannot be read as that") from None
                return _without_mark(data[len(mark) :])
    return _without_mark(data)


def _without_mark(data: bytes) -> Decoded:
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise NotTextError(f"is {name}, no text")
    if b"\x00" in data:
        return _utf16(data)
    if len(data) - len(data.translate(None, CONTROLS)) > CONTROL_SHARE * len(data):
        raise NotTextError("has too many control characters for a text")
    try:
        return _finish(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError as error:
        good = len(GOOD_SEQUENCE.findall(data))
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        cut_off = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
        if good and (cut_off or good >= REPAIR * broken):
            places = f"{broken} place{'s' * (broken > 1)}"
            return _finish(text, "utf-8", (f"{places} could not be read as UTF-8 and shows as “\ufffd”.",))
    return _windows(data)


def _utf16(data: bytes) -> Decoded:
    """Text that has zero bytes: UTF-16 without a mark where nearly all of them stand at even (or odd) places, else no text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > 9 * even else "utf-16-be" if even > 9 * odd else ""
    if encoding and max(even, odd) > UTF16_SHARE * len(data):
        try:
            return _finish(data.decode(encoding), encoding, ("No byte order mark: read as UTF-16 because every other byte is zero.",))
        except UnicodeDecodeError:
            pass
    raise NotTextError("has zero bytes, as programs and images do, and is no text")


def _windows(data: bytes) -> Decoded:
    """Windows-1252, with its five empty places read as the control characters they are in Latin-1."""
    empty = sum(data.count(byte) for byte in UNDEFINED)
    text = data.decode("latin-1") if empty else data.decode("cp1252")
    if empty:
        text = text.translate({byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in UNDEFINED})
    return _finish(text, "windows-1252", ("Not UTF-8: read as Windows-1252. Where letters look wrong, save the file as UTF-8.",))


def _finish(text: str, encoding: str, warnings: tuple[str, ...]) -> Decoded:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\x00") > CONTROL_SHARE * len(text):
        raise NotTextError("has zero characters, as programs and images do, and is no text")
    return Decoded(text, encoding, (*warnings, *text_warnings(text)))


def text_warnings(text: str) -> tuple[str, ...]:
    """What a decoded text still shows of an earlier mishap: mojibake, replacement characters, control characters."""
    warnings = []
    if found := MOJIBAKE.findall(text):
        places = "1 place looks" if len(found) == 1 else f"{len(found)} places look"
        line = text.count("\n", 0, text.index(found[0])) + 1
        warnings.append(f"{places} like text saved in the wrong encoding (“{found[0]}”, line {line}); the text was left as it is.")
    if lost := text.count("\ufffd"):
        warnings.append(f"{lost} character{'s' * (lost > 1)} had been lost before (shown as “\ufffd”).")
    if hidden := len(HIDDEN.findall(text)):
        warnings.append(f"{hidden} invisible control character{'s' * (hidden > 1)} in the text; left as they are.")
    return tuple(warnings)
