"""Keep two writers out of one data directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from flows.errors import RunLocked
from flows.storage.layout import DataDir


@contextmanager
def hold(data: DataDir) -> Iterator[None]:
    """Keep other runs out of the data directory; raise RunLocked when one is in it."""
    data.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data.lock, timeout=0):
            yield
    except Timeout as problem:
        raise RunLocked(
            f"Another run is writing to {data.root}. Wait for it, or give this one its own --data-dir."
        ) from problem
