"""Tell more of what is set aside: its bytes where they are few, its size and hash where they are many."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from flows.decoding import Unreadable
from flows.documents.document import Locator, SetAside
from flows.documents.source_files import Place, held_open
from flows.documents.streams import hash_stream

HASHED_BYTES = 2**29
"""A larger file is told by its size alone: while it stays in its folder, each run would read it for that."""


def with_bytes(
    found: SetAside, stream: BinaryIO, content_sha256: str, byte_count: int, max_bytes: int
) -> SetAside:
    """Return a file that was set aside with its hash and size, and with its bytes where they are few.

    `content_sha256` and `byte_count` are of the file as it was first looked at: of one that has changed
    since, the bytes are left out.
    """
    found = replace(found, content_sha256=content_sha256, byte_count=byte_count)
    if byte_count > max_bytes:
        return found
    stream.seek(0)
    content = stream.read(byte_count)
    is_same = hashlib.sha256(content).hexdigest() == content_sha256
    return replace(found, content=content) if is_same else found


def measure_large(
    locator: Locator, problem: Unreadable, place: Place, report: Callable[[int, int], None]
) -> SetAside:
    """Return a file that is too large to be a page, with its size and, where it is cheap, its hash."""
    try:
        with held_open(place) as (stream, check_still):
            size = place.state()[0]
            found = SetAside(locator, problem.reason_code, str(problem), byte_count=size)
            if not place.is_local or size > HASHED_BYTES:
                return found
            digest = hash_stream(stream, lambda done: report(done, size))
            check_still()
    except Unreadable as change:
        return SetAside(locator, change.reason_code, str(change))
    return replace(found, content_sha256=digest)
