"""Keep the bytes of what was set aside, each content once, to be tried again without its source."""

from __future__ import annotations

import hashlib

from flows.storage.files import appearing
from flows.storage.layout import DataDir


def keep(data: DataDir, content_sha256: str, content: bytes) -> None:
    """Write the bytes under their hash, unless they are there."""
    path = data.kept_bytes(content_sha256)
    if path.exists() and path.stat().st_size == len(content):
        return
    with appearing(path) as unfinished:
        unfinished.write_bytes(content)


def read(data: DataDir, content_sha256: str | None) -> bytes | None:
    """Return the bytes with this hash; None where they were not kept, or are no longer what they were."""
    path = data.kept_bytes(content_sha256) if content_sha256 else None
    if path is None or not path.exists():
        return None
    content = path.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == content_sha256 else None
