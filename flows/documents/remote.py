"""Object stores: Amazon S3 and what speaks like it, Google Cloud Storage.

Credentials and endpoints come from the standard variables of the stores (`AWS_ACCESS_KEY_ID`,
`AWS_ENDPOINT_URL` ...) or from the query of the URL (`?endpoint_override=...&region=...`). What can pass, a
lost connection or a busy server, is tried again by the clients of the stores: Arrow's S3 client asks each
time 200 ms after it was refused, for six seconds; Google's waits longer from time to time, for half a
minute. After that a listing that failed is an error, and an object that cannot be read is set aside as
`unreadable` and looked at again by the next run. What is no passing fault, such as wrong credentials, is
not tried again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from flows.documents.document import Locator, printable
from flows.documents.formats import format_of
from flows.documents.source_files import SourceFile
from flows.errors import SourceNotFound

STORES = frozenset({"s3", "gs", "gcs"})
GOOGLE_RETRIES = "retry_limit_seconds=30"
"""Google's client would try for a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """An object in a store."""

    store: fs.FileSystem
    path: str
    size: int

    @property
    def is_local(self) -> bool:
        return False

    def open(self) -> BinaryIO:
        return cast("BinaryIO", self.store.open_input_stream(self.path, compression=None))

    def state(self) -> tuple[int, int]:
        """Return the size as listed: an object is replaced whole and never seen half written."""
        return self.size, 0


def find_remote(url: str) -> Iterator[SourceFile]:
    """Yield the files at a URL: an object, or all below a prefix; raise SourceNotFound with the reason."""
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"  # without keys
    scheme = parts.scheme.lower()
    if scheme not in STORES:
        raise SourceNotFound(f"{shown}: pages are read from s3:// and gs:// only. Download others first.")
    if scheme != "s3" and "retry_limit_seconds" not in parts.query:
        url += ("&" if parts.query else "?") + GOOGLE_RETRIES
    try:
        store, path = fs.FileSystem.from_uri(url)
        objects = _list(store, path)
    except (OSError, pa.ArrowException) as problem:
        raise SourceNotFound(
            f"{shown} cannot be listed: {problem} Check the address, the endpoint and the credentials."
        ) from problem
    if not objects:
        raise SourceNotFound(f"There is nothing at {shown}. Give a bucket, a prefix or an object in it.")
    folder = path.rstrip("/")
    for found in objects:
        below = found.path.removeprefix(folder + "/") if found.path != folder else found.base_name
        if found.path == folder or format_of(found.base_name):
            locator = Locator(printable(f"{scheme}://{found.path}"), printable(below))
            yield SourceFile(locator, RemotePlace(store, found.path, found.size))


def find_below(url: str, below: str) -> Iterator[SourceFile]:
    """Yield the files at a place below a URL, by the names that they have for the URL."""
    name = printable(below.partition("?")[0].rstrip("/"))
    for file in find_remote(f"{url.rstrip('/')}/{below}"):
        place = file.locator
        own_name = name if place.source_path.endswith(f"/{name}") else f"{name}/{place.source_file}"
        yield SourceFile(Locator(place.source_path, own_name), file.place)


def _list(store: fs.FileSystem, path: str) -> list[fs.FileInfo]:
    """Return the objects at and below a path."""
    place = store.get_file_info(path)
    if place.type == fs.FileType.File:
        return [place]
    if place.type == fs.FileType.NotFound:
        return []
    below = store.get_file_info(fs.FileSelector(path, recursive=True))
    return [found for found in below if found.type == fs.FileType.File]
