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


class Unreadable(Exception):
    """Raised for what cannot be read as a page; `reason_code` is what the quarantine keeps."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code


DECLARABLE_CODECS = """
    ascii big5 big5hkscs cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257
    cp1258 euc_jp euc_kr gb18030 gb2312 gbk iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6
    iso2022_jp iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r
    koi8-u mac-cyrillic mac-roman shift_jis
"""
DECLARABLE = frozenset(DECLARABLE_CODECS.split())
"""Codecs that a page may name; Python has others that are no encodings of text or costly to try."""

WIDER_CODECS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What browsers take a declared encoding for, as the WHATWG Encoding Standard has it."""


WEB_LABELS = {
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "x-cp1251": "cp1251",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-sjis": "cp932",
}
"""Names that browsers know and Python does not, or takes for something narrower."""

JAPANESE_ESCAPE = b"\x1b$"
"""What goes before Japanese characters in ISO-2022-JP, whose bytes are all valid UTF-8."""


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """The text of a page, without its byte order mark, and the encoding it was saved in."""

    text: str
    encoding: str


def decode_page(content: bytes, declared: str | None = None) -> DecodedPage:
    """Decode a page; raise Unreadable with `empty, nul_bytes, truncated, undecodable` or `binary`.

    `declared` is the encoding that a server or the page itself names. A byte order mark goes before it, and
    so does valid UTF-8, which no other text is by accident, but for ISO-2022-JP.
    """
    page = _decode(content, declared)
    refuse_unreadable(page.text)
    return page


def refuse_unreadable(text: str) -> None:
    """Raise Unreadable for text that holds no word, a NUL, or as many control characters as binary files."""
    if not WORD.search(text):
        raise Unreadable("empty", "it holds no word")
    if "\0" in text:
        raise Unreadable("nul_bytes", f"it has a NUL at character {text.index(chr(0)):,}; text has none")
    _refuse_binary(text)


def _decode(content: bytes, declared: str | None) -> DecodedPage:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if b"\0" in content:
        return _decode_nuls(content)
    if JAPANESE_ESCAPE in content and (page := _decode_declared(content, declared)):
        return page
    try:
        return DecodedPage(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        if page := _decode_declared(content, declared):
            return page
        if problem.reason == "unexpected end of data":
            raise Unreadable(
                "truncated", "it ends in the middle of a character; was it half written?"
            ) from problem
    return _decode_legacy(content)


def _decode_declared(content: bytes, declared: str | None) -> DecodedPage | None:
    """Return the page in the encoding it names; None where it names none of text or one that does not fit."""
    label = (declared or "").strip().lower()
    try:
        codec = codecs.lookup(WEB_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    if codec not in DECLARABLE:
        return None
    encoding = WIDER_CODECS.get(codec, codec)
    try:
        return DecodedPage(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _decode_as(content: bytes, encoding: str) -> DecodedPage:
    try:
        return DecodedPage(content.decode(encoding), encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(
            "undecodable", f"its byte order mark says {encoding}, but byte {problem.start:,} does not fit"
        ) from problem


def _decode_nuls(content: bytes) -> DecodedPage:
    """Decode UTF-16 that lacks its mark; any other text has no NUL bytes."""
    half = len(content) / 2
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(content) % 2 == 0 and content[first::2].count(0) > NUL_SHARE_OF_UTF16 * half:
            return _decode_as(content, encoding)
    raise Unreadable("nul_bytes", f"it has a NUL at byte {content.index(0):,}; text has none")


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
        raise Unreadable("undecodable", "no known encoding makes text of its bytes")
    return DecodedPage(str(best), best.encoding)


def _refuse_binary(text: str) -> None:
    control_count = len(CONTROL.findall(text))
    if control_count > MAX_CONTROL_SHARE * len(text):
        raise Unreadable("binary", f"{control_count:,} of {len(text):,} characters are control characters")
