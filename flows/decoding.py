"""Turn the bytes of a file into the text of a page, or say why they are not one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = "cp1252"
WESTERN_NON_ASCII = re.compile(rb"[\x80-\xff]")
WESTERN_USUAL = re.compile(rb"[\x85\x91-\x97\x99\xa0\xa3\xa9\xae\xb0\xb7\xbd\xc0-\xff]")
"""Bytes that English prose saved as Windows-1252 uses: curly quotes, dashes, signs and accented letters."""

WORD = re.compile(r"[^\W_]")
"""A letter or a digit in any script."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MAX_CONTROL_SHARE = 0.01
"""More control characters than this and the file is not text; an archive or an image has about a tenth."""

NUL_SHARE_OF_UTF16 = 0.3
"""English in UTF-16 has a NUL in nearly every second byte."""


class Undecodable(Exception):
    """Raised for bytes that are not a page; `reason_code` is what the quarantine keeps."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """The text of a page, without its byte order mark, and the encoding it was saved in."""

    text: str
    encoding: str


def decode_page(content: bytes) -> DecodedPage:
    """Decode a page; raise Undecodable with `empty, nul_bytes, truncated, undecodable` or `binary`."""
    page = _decode(content)
    if not WORD.search(page.text):
        raise Undecodable("empty", "it holds no word")
    if "\0" in page.text:
        raise Undecodable(
            "nul_bytes", f"it has a NUL at character {page.text.index(chr(0)):,}; text has none"
        )
    _refuse_binary(page.text)
    return page


def _decode(content: bytes) -> DecodedPage:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if b"\0" in content:
        return _decode_nuls(content)
    try:
        return DecodedPage(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        if problem.reason == "unexpected end of data":
            raise Undecodable(
                "truncated", "it ends in the middle of a character; was it half written?"
            ) from problem
    return _decode_legacy(content)


def _decode_as(content: bytes, encoding: str) -> DecodedPage:
    try:
        return DecodedPage(content.decode(encoding), encoding)
    except UnicodeDecodeError as problem:
        raise Undecodable(
            "undecodable", f"its byte order mark says {encoding}, but byte {problem.start:,} does not fit"
        ) from problem


def _decode_nuls(content: bytes) -> DecodedPage:
    """Decode UTF-16 that lacks its mark; any other text has no NUL bytes."""
    half = len(content) / 2
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(content) % 2 == 0 and content[first::2].count(0) > NUL_SHARE_OF_UTF16 * half:
            return _decode_as(content, encoding)
    raise Undecodable("nul_bytes", f"it has a NUL at byte {content.index(0):,}; text has none")


def _decode_legacy(content: bytes) -> DecodedPage:
    """Decode bytes that are not UTF-8: as Windows-1252 where they look like it, else by statistics.

    A short English page has too few telling bytes for statistics, and Windows-1252 is what such pages
    are saved in when they are not UTF-8.
    """
    _refuse_binary(content.decode("latin-1"))
    telling = WESTERN_NON_ASCII.findall(content)
    if len(telling) < len(content) / 10 and all(WESTERN_USUAL.match(byte) for byte in telling):
        return DecodedPage(content.decode(WESTERN), WESTERN)
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is None:
        raise Undecodable("undecodable", "no known encoding makes text of its bytes")
    return DecodedPage(str(best), best.encoding)


def _refuse_binary(text: str) -> None:
    control_count = len(CONTROL.findall(text))
    if control_count > MAX_CONTROL_SHARE * len(text):
        raise Undecodable("binary", f"{control_count:,} of {len(text):,} characters are control characters")
