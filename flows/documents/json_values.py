"""Read JSON as a stream of values: a list, lines, or values one after another."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from flows.decoding import Unreadable
from flows.documents.records import RecordRow
from flows.documents.streams import CHUNK_BYTES

BLANKS = " \t\r\n"
OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PEEKED_BYTES = 1_024


def read_values(stream: BinaryIO, max_bytes: int, *, is_lines: bool) -> Iterator[RecordRow]:
    """Yield the values of a stream; raise Unreadable where it cannot be read on.

    `is_lines` is what the name says: what begins as a list is a list, under whatever name. A line that is
    broken leaves the others whole; a list that is broken ends there.
    """
    opening = stream.read(PEEKED_BYTES)
    if opening.startswith(OTHER_ENCODINGS) or b"\0" in opening:
        raise Unreadable("undecodable", "JSON is UTF-8, and this is not")
    opening = opening.removeprefix(codecs.BOM_UTF8)
    is_list = opening.lstrip().startswith(b"[")
    if is_lines and not is_list:
        yield from _read_lines(opening, stream, max_bytes)
    else:
        yield from _read_stream(_Window(opening, stream, max_bytes), is_list=is_list)


def _read_lines(opening: bytes, stream: BinaryIO, max_bytes: int) -> Iterator[RecordRow]:
    """Yield one value a line; blank lines are none."""
    for position, (line, is_whole) in enumerate(_split_lines(opening, stream, max_bytes), start=1):
        if not line.strip():
            continue
        value, problem = None, None
        try:
            value = _parse_line(line, max_bytes, is_whole=is_whole)
        except Unreadable as fault:
            problem = fault
        yield RecordRow(position, value, problem, hashlib.sha256(line).hexdigest(), len(line))


def _parse_line(line: bytes, max_bytes: int, *, is_whole: bool) -> Any:  # noqa: ANN401 - JSON is anything
    if not is_whole:
        raise Unreadable("too_large", f"the line has more than {max_bytes:,} bytes")
    return parse_json(line)


def _split_lines(opening: bytes, stream: BinaryIO, max_bytes: int) -> Iterator[tuple[bytes, bool]]:
    """Yield each line and whether it is whole; of one over the limit, its beginning."""
    *lines, rest = opening.split(b"\n")
    for line in lines:
        yield line, len(line) <= max_bytes
    line = rest + stream.readline(max_bytes + 1)
    while line:
        is_whole = len(line.rstrip(b"\r\n")) <= max_bytes
        ending = line
        while not is_whole and ending and not ending.endswith(b"\n"):
            ending = stream.readline(CHUNK_BYTES)
        yield line, is_whole
        line = stream.readline(max_bytes + 1)


def parse_json(content: bytes | str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a JSON value; raise Unreadable for what is not strictly one."""
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        return DECODER.decode(text)
    except UnicodeDecodeError as problem:
        raise Unreadable("undecodable", f"byte {problem.start:,} is not UTF-8") from problem
    except RecursionError as problem:
        raise Unreadable(
            "nested_too_deep", "its lists and objects are nested too deep to be read"
        ) from problem
    except ValueError as problem:
        raise Unreadable("invalid_json", f"it is not JSON: {problem}") from problem


class _Window:
    """The part of a stream of JSON that is being looked at, as text."""

    def __init__(self, opening: bytes, stream: BinaryIO, max_bytes: int) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._max_bytes = max_bytes
        self._position = 0
        self._is_ended = False
        self._text = self._decode(opening)

    def skip(self, characters: str) -> str:
        """Pass over blanks and these characters; return the next one, nothing at the end."""
        while True:
            while self._position < len(self._text):
                character = self._text[self._position]
                if character not in characters and character not in BLANKS:
                    return character
                self._position += 1
            if not self._read_on():
                return ""

    def pass_one(self) -> None:
        """Pass over the next character."""
        self._position += 1

    def take(self) -> tuple[Any, str]:
        """Return the value that begins here and its text; raise Unreadable where there is none."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._position)
            except RecursionError as problem:
                raise Unreadable("nested_too_deep", "its lists and objects are nested too deep") from problem
            except ValueError as problem:
                # cut off by the window, or wrong: more of it will tell
                held = len(self._text) - self._position
                if held > self._max_bytes:
                    raise Unreadable("too_large", f"no value ends within {held:,} characters") from problem
                if not self._read_on(held):
                    raise Unreadable("invalid_json", f"it is not JSON: {problem}") from problem
                continue
            text = self._text[self._position : end]
            self._position = end
            return value, text

    def _read_on(self, size: int = 0) -> bool:
        """Drop what was passed and read on, twice as much as is held; return False at the end."""
        if self._is_ended:
            return False
        more = self._decode(self._stream.read(max(CHUNK_BYTES, size)))
        self._text = self._text[self._position :] + more
        self._position = 0
        return bool(more) or not self._is_ended

    def _decode(self, content: bytes) -> str:
        self._is_ended = not content
        try:
            return self._decoder.decode(content, final=self._is_ended)
        except UnicodeDecodeError as problem:
            raise Unreadable("undecodable", "it is not UTF-8") from problem


def _read_stream(window: _Window, *, is_list: bool) -> Iterator[RecordRow]:
    """Yield the items of a list, or values one after another."""
    if is_list:
        window.skip("")
        window.pass_one()  # the bracket
    position = 0
    while (found := window.skip(",")) and not (is_list and found == "]"):
        position += 1
        value, text = window.take()
        content = text.encode("utf-8", "surrogatepass")
        yield RecordRow(position, value, None, hashlib.sha256(content).hexdigest(), len(content), is_list)
    if is_list and not found:
        raise Unreadable("invalid_json", "the list is cut short: it has no end")


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise Unreadable("duplicate_keys", "an object has two values under one name")
    return named


def _read_constant(name: str) -> None:
    """Take NaN for no value, as libraries for tables write what is missing; raise ValueError for others."""
    if name != "NaN":
        raise ValueError(f"{name} is no value of JSON")


DECODER = json.JSONDecoder(object_pairs_hook=_unique_names, parse_constant=_read_constant)
"""Strict, where Python's own takes infinity and the last of two values."""
