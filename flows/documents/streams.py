"""Read streams within limits: how much they may expand, how much of them is held in memory."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from flows.decoding import Unreadable
from flows.documents.reasons import ContainerFault
from flows.settings import Limits

FREE_EXPANSION_BYTES = 10 * 2**20
"""What may be unpacked whatever the ratio: a small page of blanks compresses a thousandfold."""

GZIP_OPENING = b"\x1f\x8b"
CHUNK_BYTES = 2**20
SPOOLED_IN_MEMORY_BYTES = 4 * 2**20
"""A container inside another is kept in memory up to this size, and in a temporary file above it."""

GZIP_FAULTS = (EOFError, gzip.BadGzipFile, zlib.error)
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Budget:
    """What may be unpacked out of one source file, at all levels together."""

    def __init__(self, compressed_bytes: int, limits: Limits) -> None:
        by_ratio = max(FREE_EXPANSION_BYTES, compressed_bytes * limits.max_expansion_ratio)
        self._allowed = min(by_ratio, limits.max_expanded_bytes)
        self._compressed_bytes = compressed_bytes
        self._spent = 0

    def spend(self, byte_count: int) -> None:
        """Count bytes that were unpacked; raise ContainerFault where they are too many."""
        self._spent += byte_count
        self.check()

    def check(self) -> None:
        """Raise ContainerFault where too many bytes were unpacked before."""
        if self._spent > self._allowed:
            raise ContainerFault(
                "expands_too_much",
                f"its {self._compressed_bytes:,} bytes unpack to more than {self._allowed:,}",
            )


class Metered(io.RawIOBase):
    """A stream of unpacked bytes that are counted against a budget; its faults become reasons."""

    def __init__(
        self,
        source: io.BufferedIOBase,
        budget: Budget | None,
        faults: tuple[type[Exception], ...],
        fault: Unreadable,
    ) -> None:
        super().__init__()
        self._source = source
        self._budget = budget
        self._faults = faults
        self._fault = fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any writable buffer
        """Read what one step unpacks: what comes before damage is not lost with it."""
        try:
            data = self._source.read1(len(buffer))
        except self._faults as problem:
            code, reason = self._fault.reason_code, str(self._fault)
            raise type(self._fault)(code, f"{reason}: {problem}") from problem
        if self._budget:
            self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def metered(
    source: io.BufferedIOBase, budget: Budget | None, faults: tuple[type[Exception], ...], fault: Unreadable
) -> BinaryIO:
    """Return a buffered stream over a source that counts and names what goes wrong."""
    return io.BufferedReader(Metered(source, budget, faults, fault), CHUNK_BYTES)


def gunzip(source: BinaryIO, budget: Budget) -> BinaryIO:
    """Return the unpacked stream of a gzip file of one or more members."""
    unpacked = gzip.GzipFile(fileobj=source, mode="rb")
    return metered(unpacked, budget, GZIP_FAULTS, ContainerFault("damaged_container", "gzip"))


def read_bounded(stream: BinaryIO, max_bytes: int) -> bytes:
    """Return all bytes of a stream; raise Unreadable where they are more than a document may have."""
    parts, size = [], 0
    while part := stream.read(min(CHUNK_BYTES, max_bytes + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise Unreadable("too_large", f"it has more than {max_bytes:,} bytes")
    return b"".join(parts)


def hash_stream(stream: BinaryIO, report: Callable[[int], None]) -> str:
    """Return the SHA-256 of a stream, from here to its end; tell `report` how far it is."""
    digest, size = hashlib.sha256(), 0
    while part := stream.read(CHUNK_BYTES):
        digest.update(part)
        size += len(part)
        report(size)
    return digest.hexdigest()


@contextmanager
def spooled(stream: BinaryIO, folder: Path, max_bytes: int) -> Iterator[BinaryIO]:
    """Yield a copy of a stream that can be read from any place; it is gone when the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.SpooledTemporaryFile(SPOOLED_IN_MEMORY_BYTES, dir=str(folder)) as copy:
        size = 0
        while part := stream.read(CHUNK_BYTES):
            size += len(part)
            if size > max_bytes:
                raise Unreadable("too_large", f"it has more than {max_bytes:,} bytes")
            copy.write(part)
        copy.seek(0)
        yield cast("BinaryIO", copy)


@contextmanager
def system_refusals() -> Iterator[None]:
    """Raise Unreadable where the system refuses to read; a full disk is no fault of what is read."""
    try:
        yield
    except OSError as problem:
        if problem.errno in DISK_FULL:
            raise
        raise ContainerFault("unreadable", f"it cannot be read: {problem.strerror or problem}") from problem
