"""Find the pages in what is no archive of files: web archives, feeds of JSON, tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from flows.decoding import Unreadable
from flows.documents import json_values, tables, web_archives
from flows.documents.document import Document, Finding, Locator, PageFormat, SavedPage, SetAside, Skipped
from flows.documents.records import Record, RecordRow, name_of, parse_record
from flows.documents.streams import Budget

SHORT_HASH = 16
MAX_NAME_CHARS = 2_000
"""A longer URL or id of a record is no name for it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A container of records: how to read it from its beginning, where it is, and its limits.

    `inside` gives a record its place by its name.
    """

    open: Callable[[], BinaryIO]
    locator: Locator
    inside: Callable[[str], Locator]
    max_bytes: int
    budget: Budget


def read_web_archive(feed: Feed) -> Iterator[Finding | Skipped]:
    """Yield the pages of a web archive."""
    pages = web_archives.read_responses(feed.open(), feed.budget, feed.max_bytes)
    for position, found in enumerate(pages, start=1):
        if found is None:
            yield Skipped()
        elif isinstance(found, SavedPage):
            digest = hashlib.sha256(found.content).hexdigest()
            place = feed.inside(_record_name(found.url, digest))
            yield Document(place, digest, len(found.content), found)
        else:
            yield SetAside(feed.inside(str(position)), found.reason_code, str(found))


def read_json(feed: Feed, *, is_lines: bool) -> Iterator[Finding]:
    """Yield the records of JSON. A file with one object is a page, and goes by the name of the file."""
    rows = json_values.read_values(feed.open(), feed.max_bytes, is_lines=is_lines)
    first = next(rows, None)
    if first is None and not is_lines:
        raise Unreadable("empty", "it holds no value")
    second = next(rows, None)
    is_page = first is not None and second is None and not is_lines and not first.is_listed
    for row in chain((row for row in (first, second) if row), rows):
        yield _read_record(feed, row, "json", "utf-8", feed.locator if is_page else None)


def read_csv(feed: Feed) -> Iterator[Finding]:
    """Yield the rows of a table of comma-separated values."""
    encoding = tables.find_encoding(feed.open())
    for row in tables.read_csv(feed.open(), encoding, feed.max_bytes):
        yield _read_record(feed, row, "csv", encoding)


def read_parquet(feed: Feed) -> Iterator[Finding]:
    """Yield the rows of a Parquet file."""
    from flows.documents import parquet_tables

    for row in parquet_tables.read_parquet(feed.open(), feed.budget, feed.max_bytes):
        yield _read_record(feed, row, "parquet", "utf-8")


def _read_record(
    feed: Feed, row: RecordRow, page_format: PageFormat, encoding: str, own_place: Locator | None = None
) -> Finding:
    """Return the page in a record, or why there is none."""
    name = name_of(row.value) if isinstance(row.value, dict) else None
    try:
        record = _parse_row(row, feed.max_bytes)
        page = record.lay_out(encoding, page_format)
    except Unreadable as problem:
        place = own_place or feed.inside(_record_name(name, str(row.position)))
        return SetAside(place, problem.reason_code, str(problem), row.content_sha256, row.byte_count)
    digest = record.content_sha256
    place = own_place or feed.inside(_record_name(name, digest))
    return Document(place, digest, len(record.text.encode()), page)


def _parse_row(row: RecordRow, max_bytes: int) -> Record:
    """Return the article of a row; raise Unreadable where there is none."""
    if row.problem:
        raise row.problem
    if not isinstance(row.value, dict):
        raise Unreadable("not_an_object", f"it is a value of type {type(row.value).__name__}")
    if row.byte_count > max_bytes:
        raise Unreadable("too_large", f"it has {row.byte_count:,} bytes; the limit is {max_bytes:,}")
    return parse_record(row.value)


def _record_name(name: str | None, otherwise: str) -> str:
    """Return what a record goes by: its URL or id, or else the first digits of its hash, or its position."""
    return name if name and len(name) <= MAX_NAME_CHARS else otherwise[:SHORT_HASH]
