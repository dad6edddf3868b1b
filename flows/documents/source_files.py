"""A source file: where its bytes are, and how they are read while it holds still."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from flows.decoding import Unreadable
from flows.documents.document import Locator
from flows.documents.reasons import ContainerFault
from flows.documents.streams import read_bounded, system_refusals


class Place(Protocol):
    """Where the bytes of a source file are."""

    @property
    def is_local(self) -> bool: ...

    def open(self) -> BinaryIO:
        """Return its bytes as a stream, which the caller closes; raise OSError where that is refused."""

    def state(self) -> tuple[int, int]:
        """Return its size and when it was changed; raise Unreadable for what is no file."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to look at; the name of its locator is its path below the source that led to it."""

    locator: Locator
    place: Place


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A path on this machine. A link is followed only where it was named as a source."""

    path: str
    is_named: bool = False

    @property
    def is_local(self) -> bool:
        return True

    def open(self) -> BinaryIO:
        # a pipe or a link that took its place since it was looked at is not waited for or followed
        flags = os.O_RDONLY | os.O_NONBLOCK | (0 if self.is_named else os.O_NOFOLLOW)
        return os.fdopen(os.open(self.path, flags), "rb")

    def state(self) -> tuple[int, int]:
        found = os.stat(self.path, follow_symlinks=self.is_named)  # noqa: PTH116 - a Path for each file costs more
        if stat.S_ISLNK(found.st_mode):
            raise Unreadable("link", "it is a link; name what it points to as a source, if that is wanted")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("not_a_file", "it is not a regular file, or a folder that cannot be opened")
        return found.st_size, found.st_mtime_ns


def read_whole(place: Place, max_bytes: int) -> bytes:
    """Return the bytes of a file that holds still; raise Unreadable for one that cannot be a page."""
    with held_open(place) as (stream, check_still):
        size = place.state()[0]
        if size > max_bytes:
            raise Unreadable("too_large", f"it has {size:,} bytes; the limit is {max_bytes:,}")
        content = read_bounded(stream, max_bytes)
        check_still()
        return content


@contextmanager
def held_open(place: Place) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """Yield a file as a stream, and a check that it is as it was; raise Unreadable for one closed to us."""
    with system_refusals():
        before = place.state()

        def check_still() -> None:
            if place.state() != before:
                raise ContainerFault(
                    "being_written", "it changed while it was read; the next run looks again"
                )

        with place.open() as stream:
            yield stream, check_still
