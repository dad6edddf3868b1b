"""Write a file so that it is either there whole or not there at all, also after a kill or a power cut."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Yield the path to write to; the file takes its name when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # a name of its own for each process: a worker that outlived its run must not meet the next run's file
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)  # on a full disk its space is needed
        raise
    _sync(path.parent)


def write_text(path: Path, text: str) -> Path:
    """Write text as one file in UTF-8; return its path."""
    with appearing(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")
    return path


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
