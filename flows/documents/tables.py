"""Read a table of comma-separated values, with a line of names at its head, as records."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from flows.decoding import BYTE_ORDER_MARKS, Unreadable, decode_page
from flows.documents.records import RecordRow, choose_text_field
from flows.documents.streams import CHUNK_BYTES

DELIMITERS = ",;\t|"
DELIMITER_LINE = re.compile(r"\"?sep=([,;\t|])\"?\s*$", re.IGNORECASE)
"""A line before the head that tells spreadsheets what stands between fields: `sep=;`."""


QUOTED = re.compile(r"\"[^\"]*+\"")
"""A name that stands in quotation marks, as one with a delimiter in it has to."""


def find_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a table: of its mark, or UTF-8, or that of its first lines that are not."""
    first = stream.read(CHUNK_BYTES)
    for mark, encoding in BYTE_ORDER_MARKS:
        if first.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    while first:
        try:
            decoder.decode(first)
        except UnicodeDecodeError:
            return decode_page(first[: first.rfind(b"\n") + 1] or first).encoding
        first = stream.read(CHUNK_BYTES)
    return "utf-8"


def read_csv(stream: BinaryIO, encoding: str, max_bytes: int) -> Iterator[RecordRow]:
    """Yield the rows below the head; raise Unreadable where there is no text column or no reading on."""
    lines = _Lines(stream, encoding, max_bytes)
    head = next(lines, "")
    if DELIMITER_LINE.match(head):
        head = next(lines, "")
    bare = QUOTED.sub("", head)
    delimiter = max(DELIMITERS, key=lambda character: (bare.count(character), -DELIMITERS.index(character)))
    csv.field_size_limit(max_bytes)
    try:
        names = next(csv.reader([head], delimiter=delimiter), [])
        choose_text_field(names)
        for position, values in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            if lines.is_ended:  # the reader asked for more: it is within a quotation
                raise Unreadable("damaged_container", f"a quotation mark in row {position:,} is never closed")
            lines.held = 0
            if values:
                yield _row(position, names, values)
    except csv.Error as problem:
        raise Unreadable("damaged_container", f"the table cannot be read on: {problem}") from problem
    finally:
        lines.release()


def _row(position: int, names: list[str], values: list[str]) -> RecordRow:
    joined = "\x1f".join(values).encode()
    problem = None
    if len(values) > len(names):
        problem = Unreadable("uneven_row", f"it has {len(values)} fields for {len(names)} columns")
    fields = dict(zip(names, values, strict=False))
    return RecordRow(position, fields, problem, hashlib.sha256(joined).hexdigest(), len(joined))


class _Lines(Iterator[str]):
    """The lines of a table, each with its ending. `held` counts characters since the last row ended."""

    def __init__(self, stream: BinaryIO, encoding: str, max_chars: int) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, newline="")
        self._encoding = encoding
        self._max_chars = max_chars
        self.held = 0
        self.is_ended = False

    def release(self) -> None:
        """Leave the stream to whoever opened it; it would be closed with the last line otherwise."""
        self._text.detach()

    def __next__(self) -> str:
        try:
            line = self._text.readline(self._max_chars + 1)
        except UnicodeDecodeError as problem:
            raise Unreadable("undecodable", f"it is not {self._encoding} throughout") from problem
        self.held += len(line)
        if self.held > self._max_chars:
            raise Unreadable("too_large", f"a row of it has more than {self._max_chars:,} characters")
        if not line:
            self.is_ended = True
            raise StopIteration
        return line
