"""Read the pages in a web archive (WARC), as Common Crawl's news crawl and other crawlers write them.

The record format is small, and archives come from anywhere: read here, no header and no body can take more
memory than one document may have. The tests write their archives with warcio.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from flows.decoding import Unreadable
from flows.documents.document import SavedPage
from flows.documents.reasons import ContainerFault
from flows.documents.streams import CHUNK_BYTES, GZIP_OPENING, Budget

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPE = "text/plain"
RECORD_OPENING = b"WARC/"
MAX_LINE_BYTES = 2**16
MAX_HEAD_BYTES = 2**18
"""The headers of a record, or of the response in it."""

STATUS_OK = re.compile(rb"HTTP/\d(?:\.\d)? 200\b")
"""The first line of the answer of a server that gave the page: `HTTP/1.1 200 OK`."""

END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
"""The encoding in a content type: `text/html; charset=utf-8`."""

ANY_ZLIB = 32 + zlib.MAX_WBITS
"""Tells gzip from zlib by the first bytes."""


def read_responses(
    stream: BinaryIO, budget: Budget, max_bytes: int
) -> Iterator[SavedPage | Unreadable | None]:
    """Yield each page that a server gave, why it cannot be read, or None for a record of another kind.

    Raise ContainerFault for an archive that is damaged or cut short.
    """
    while (record := _read_record_head(stream)) is not None:
        block = _Block(stream, record.get("content-length", ""))
        if record.get("warc-type") == "response":
            url = record.get("warc-target-uri", "").strip("<>") or None
            yield _read_response(block, url, budget, max_bytes)
        else:
            yield None
        block.skip()


def _read_record_head(stream: BinaryIO) -> dict[str, str] | None:
    """Return the headers of the next record, None at the end of the archive."""
    line = b"\n"
    while line in (b"\r\n", b"\n"):
        line = stream.readline(MAX_LINE_BYTES)
    if not line:
        return None
    if not line.startswith(RECORD_OPENING):
        raise ContainerFault("damaged_container", f"WARC: a record begins with {line[:40]!r}")
    head = bytearray()
    while (line := stream.readline(MAX_LINE_BYTES)) not in (b"\r\n", b"\n"):
        head += line
        if not line or len(head) > MAX_HEAD_BYTES:
            raise ContainerFault("damaged_container", "WARC: the headers of a record have no end")
    return _parse_headers(bytes(head))


def _parse_headers(head: bytes) -> dict[str, str]:
    """Return headers by their names in lower case; of a name that comes twice, the first."""
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


class _Block:
    """The content of a record."""

    def __init__(self, stream: BinaryIO, length: str) -> None:
        if not length.isdecimal():
            raise ContainerFault("damaged_container", f"WARC: a record has the length {length[:40]!r}")
        self._stream = stream
        self.left = int(length)

    def read(self, size: int) -> bytes:
        """Return this many bytes, or as many as are left."""
        wanted = min(size, self.left)
        content = self._stream.read(wanted)
        if len(content) < wanted:
            raise ContainerFault("damaged_container", "WARC: its last record is cut short")
        self.left -= wanted
        return content

    def skip(self) -> None:
        """Pass over what is left."""
        while self.left:
            self.read(CHUNK_BYTES)


def _read_response(
    block: _Block, url: str | None, budget: Budget, max_bytes: int
) -> SavedPage | Unreadable | None:
    opening = block.read(MAX_HEAD_BYTES)
    end = END_OF_HEAD.search(opening)
    if not end or not STATUS_OK.match(opening):
        return None
    headers = _parse_headers(opening[: end.start()])
    content_type = headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in HTML_TYPES and media_type != TEXT_TYPE:
        return None
    sent = opening[end.end() :]
    if len(sent) + block.left > max_bytes:
        return Unreadable("too_large", f"it has {len(sent) + block.left:,} bytes; the limit is {max_bytes:,}")
    sent += block.read(block.left)
    try:
        content = _unpack(sent, headers, budget, max_bytes)
    except ContainerFault:
        raise
    except Unreadable as problem:
        return problem
    charset = CHARSET.search(content_type)
    return SavedPage(content, media_type != TEXT_TYPE, charset[1] if charset else None, url)


def _unpack(sent: bytes, headers: Mapping[str, str], budget: Budget, max_bytes: int) -> bytes:
    """Return the body of a response as its server meant it.

    Crawlers may unpack a body and leave the headers as they were, so the body has to agree with them.
    """
    if headers.get("transfer-encoding", "").lower() == "chunked":
        sent = _join_chunks(sent)
    coding = headers.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip", "deflate") and (coding == "deflate" or sent.startswith(GZIP_OPENING)):
        content = _decompress(
            sent, ANY_ZLIB if sent[:1] in (b"\x1f", b"\x78") else -zlib.MAX_WBITS, max_bytes
        )
        budget.spend(len(content))
        return content
    if coding in ("br", "zstd"):
        raise Unreadable("unsupported_compression", f"its server compressed it as {coding}")
    return sent


def _decompress(sent: bytes, window: int, max_bytes: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        content = unpacker.decompress(sent, max_bytes + 1)
    except zlib.error as problem:
        raise Unreadable("damaged_member", f"its body: {problem}") from problem
    if len(content) > max_bytes:
        raise Unreadable("too_large", f"it has more than {max_bytes:,} bytes")
    if not unpacker.eof:
        raise Unreadable("damaged_member", "its body is cut short")
    return content


def _join_chunks(sent: bytes) -> bytes:
    """Return the body without the sizes between its chunks; as it is where it has none."""
    parts: list[bytes] = []
    position = 0
    while True:
        end = sent.find(b"\r\n", position, position + 64)
        size = sent[position:end].partition(b";")[0].strip()
        try:
            length = int(size, 16)
        except ValueError:
            return sent
        if end < 0 or length < 0:
            return sent
        if length == 0:
            return b"".join(parts)
        parts.append(sent[end + 2 : end + 2 + length])
        position = end + 2 + length + 2
