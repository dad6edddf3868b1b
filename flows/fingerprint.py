"""Tell whether a set of files has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

BLOCK_BYTES = 2**20
"""Bytes read at once: the files of a language model take hundreds of megabytes."""


def fingerprint(files: Iterable[Path], *, root: Path) -> str:
    """Return 8 hex digits over the paths below `root` and the bytes of files, in whatever order they come."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as content:
            while block := content.read(BLOCK_BYTES):
                digest.update(block)
    return digest.hexdigest()[:8]
