"""Open source files into findings: their documents, what is set aside, and the containers themselves."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from flows.decoding import Unreadable
from flows.documents import archives, feeds
from flows.documents.document import (
    Document,
    Finding,
    Locator,
    Opened,
    Recognised,
    SavedPage,
    SetAside,
    Skipped,
)
from flows.documents.formats import PAGE_KINDS, READABLE_SUFFIXES, Format, format_of
from flows.documents.places import Places
from flows.documents.reasons import ContainerFault
from flows.documents.set_aside import measure_large, with_bytes
from flows.documents.source_files import SourceFile, held_open, read_whole
from flows.documents.streams import (
    GZIP_OPENING,
    Budget,
    gunzip,
    hash_stream,
    read_bounded,
    spooled,
    system_refusals,
)
from flows.settings import Limits

FREE_FAULTS = 10_000
"""Records of one container that may be set aside, and above that half of all: `[0, 0, 0 ...]` is no feed."""

REPEATED = re.compile(r"~\d+$")
"""What is added to a name that another document has: `page.txt~2`."""


@dataclass(frozen=True, slots=True)
class Container:
    """A file that is read in pieces, from any place; `depth` counts the archives that it lies in."""

    locator: Locator
    own_format: Format
    stream: BinaryIO
    budget: Budget
    depth: int
    check_still: Callable[[], None]


class Opener:
    """Opens source files within limits.

    `is_opened` tells whether a container with this hash needs no opening; `report` is told how far the
    reading of a large file is, in bytes of how many.
    """

    def __init__(
        self,
        limits: Limits,
        spool_dir: Path,
        *,
        is_opened: Callable[[str], bool],
        report: Callable[[int, int], None],
    ) -> None:
        self._limits = limits
        self._page_limit = limits.max_page_bytes
        self._spool_dir = spool_dir
        self._is_opened = is_opened
        self._report = report
        self._places = Places()

    def open_file(self, file: SourceFile) -> Iterator[Finding]:
        """Yield what is in one source file; a fault in it is a finding too."""
        locator = self._places.claim(file.locator)
        try:
            file_format = _known_format(file)
            if file_format.kind in PAGE_KINDS and not file_format.is_gzipped:
                yield _as_document(locator, file_format, read_whole(file.place, self._page_limit))
            else:
                yield from self._open_held(file, locator, file_format)
        except Unreadable as problem:
            if problem.reason_code == "too_large":
                yield measure_large(locator, problem, file.place, self._report)
            else:
                yield _as_set_aside(locator, problem)

    def open_kept(self, locator: Locator, content: bytes) -> Iterator[Finding]:
        """Yield what is in bytes that were set aside earlier, under the name that they had."""
        locator = self._places.claim(locator)
        try:
            own_format = _format_by_name(REPEATED.sub("", locator.source_file))
            if own_format.kind in PAGE_KINDS:  # what a page was compressed in is not kept with it
                yield _as_document(locator, own_format, read_bounded(BytesIO(content), self._page_limit))
                return
            budget = Budget(len(content), self._limits)
            stream = BytesIO(content)
            yield from self._open_stream(Container(locator, own_format, stream, budget, 0, _holds_still))
        except Unreadable as problem:
            yield _as_set_aside(locator, problem)

    def _open_held(self, file: SourceFile, locator: Locator, own_format: Format) -> Iterator[Finding]:
        """Yield what is in a file that is read in pieces, which has to hold still until the last."""
        with held_open(file.place) as (source, check_still):
            budget = Budget(file.place.state()[0], self._limits)
            limit = self._limits.max_expanded_bytes
            local = nullcontext(source) if file.place.is_local else spooled(source, self._spool_dir, limit)
            with local as stream:
                yield from self._open_stream(Container(locator, own_format, stream, budget, 0, check_still))

    def _open_stream(self, container: Container) -> Iterator[Finding]:
        """Yield the page that a stream is, or the findings of a container that was not opened before."""
        if container.own_format.kind in PAGE_KINDS:
            content = read_bounded(self._unpacked(container), self._page_limit)
            container.check_still()
            yield _as_document(container.locator, container.own_format, content)
            return
        size = container.stream.seek(0, os.SEEK_END)
        container.stream.seek(0)
        digest = hash_stream(container.stream, lambda done: self._report(done, size))
        if self._is_opened(digest):
            yield Recognised(container.locator, digest, size)
        else:
            yield from self._open(container, digest, size)

    def _open(self, container: Container, content_sha256: str, byte_count: int) -> Iterator[Finding]:
        """Yield what is in a container and then what became of it. What was found before a fault stays."""
        place = container.locator
        document_count = skipped_count = set_aside_count = 0
        is_container = True
        try:
            for found in self._read(container):
                if isinstance(found, Skipped):
                    skipped_count += 1
                    continue
                set_aside_count += isinstance(found, SetAside)
                _check_faults(set_aside_count, document_count)
                document_count += found.locator.container_path == place.source_path
                is_container = found.locator != place
                if isinstance(found, SetAside) and not is_container:
                    yield with_bytes(found, container.stream, content_sha256, byte_count, self._page_limit)
                else:
                    yield found
            container.check_still()
        except Unreadable as problem:
            fault = _as_set_aside(place, problem)
            yield with_bytes(fault, container.stream, content_sha256, byte_count, self._page_limit)
        else:
            if is_container:
                yield Opened(place, content_sha256, byte_count, document_count, skipped_count)

    def _read(self, container: Container) -> Iterator[Finding | Skipped]:
        kind = container.own_format.kind
        if kind in ("zip", "parquet") and container.own_format.is_gzipped:
            unpacked = gunzip(container.stream, container.budget)
            with spooled(unpacked, self._spool_dir, self._limits.max_expanded_bytes) as stream:
                yield from self._read(replace(container, own_format=Format(kind, False), stream=stream))
        elif kind == "zip":
            yield from self._read_archive(
                container, archives.zip_members(container.stream, container.budget, self._limits)
            )
        elif kind == "tar":
            yield from self._read_archive(container, archives.tar_members(self._unpacked(container)))
        else:
            yield from self._read_feed(container)

    def _read_feed(self, container: Container) -> Iterator[Finding | Skipped]:
        """Yield the pages of a container that is no archive of files."""
        place = feeds.Feed(
            partial(self._unpacked, container),
            container.locator,
            lambda name: self._places.claim(container.locator.inside("#", name)),
            self._page_limit,
            container.budget,
        )
        match container.own_format.kind:
            case "warc":
                yield from feeds.read_web_archive(place)
            case "json" | "jsonl" as kind:
                yield from feeds.read_json(place, is_lines=kind == "jsonl")
            case "csv":
                yield from feeds.read_csv(place)
            case _:
                yield from feeds.read_parquet(place)

    def _unpacked(self, container: Container) -> BinaryIO:
        """Return the stream of a container from its beginning, without its compression.

        What begins as gzip is gzip, also where its name does not say so.
        """
        container.stream.seek(0)
        is_gzipped = container.own_format.is_gzipped or container.stream.read(2) == GZIP_OPENING
        container.stream.seek(0)
        return gunzip(container.stream, container.budget) if is_gzipped else container.stream

    def _read_archive(
        self, container: Container, members: Iterator[archives.Member]
    ) -> Iterator[Finding | Skipped]:
        if container.depth >= self._limits.max_nesting:
            raise ContainerFault(
                "nested_too_deep",
                f"it lies in {container.depth} archives; the limit is {self._limits.max_nesting}",
            )
        for number, member in enumerate(members, start=1):
            if number > self._limits.max_members:
                raise ContainerFault(
                    "too_many_members", f"it has more than {self._limits.max_members:,} members"
                )
            yield from self._read_member(container, member)
            container.budget.check()

    def _read_member(self, container: Container, member: archives.Member) -> Iterator[Finding | Skipped]:
        member_format = format_of(member.name)
        if member_format is None and member.problem is None:
            yield Skipped()
            return
        locator = self._places.claim(container.locator.inside("/", member.name))
        try:
            if member.problem or member_format is None:
                raise member.problem or Unreadable("unknown_format", "")
            yield from self._open_member(locator, member_format, member.open(), container)
        except ContainerFault:
            raise
        except Unreadable as problem:
            yield _as_set_aside(locator, problem)

    def _open_member(
        self, locator: Locator, own_format: Format, stream: BinaryIO, container: Container
    ) -> Iterator[Finding]:
        if own_format.kind in PAGE_KINDS and not own_format.is_gzipped:
            yield _as_document(locator, own_format, read_bounded(stream, self._page_limit))
            return
        with spooled(stream, self._spool_dir, self._limits.max_expanded_bytes) as copy:
            depth = container.depth + 1
            yield from self._open_stream(
                Container(locator, own_format, copy, container.budget, depth, _holds_still)
            )


def _known_format(file: SourceFile) -> Format:
    """Return the format of a file that was found or named; raise Unreadable where it is none that is read."""
    with system_refusals():
        file.place.state()
    return _format_by_name(file.locator.source_file)


def _format_by_name(name: str) -> Format:
    if file_format := format_of(name):
        return file_format
    raise Unreadable("unknown_format", f"its suffix is none of {READABLE_SUFFIXES}")


def _check_faults(set_aside_count: int, document_count: int) -> None:
    if set_aside_count > max(FREE_FAULTS, document_count / 2):
        raise ContainerFault("too_many_faults", f"{set_aside_count:,} records of it cannot be read")


def _as_document(locator: Locator, own_format: Format, content: bytes) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    return Document(locator, digest, len(content), SavedPage(content, is_html=own_format.kind == "html"))


def _as_set_aside(locator: Locator, problem: Unreadable) -> SetAside:
    return SetAside(locator, problem.reason_code, str(problem))


def _holds_still() -> None:
    """Do nothing: a copy of ours does not change."""
