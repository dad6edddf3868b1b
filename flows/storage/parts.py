"""Read the Parquet files of the lake and know damage when it is met: each page of a file has its checksum."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import LakeDamaged

REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.ENOSPC})
"""What the system says of itself and not of the file."""


def read_part(path: Path, **options: Any) -> pa.Table:  # noqa: ANN401 - those of pyarrow.parquet.read_table
    """Return the rows of a file; raise LakeDamaged where it is missing, cut short or altered."""
    try:
        return pq.read_table(path, page_checksum_verification=True, **options)
    except (pa.ArrowException, OSError) as problem:
        raise _as_damage(path, problem) from problem


def read_part_schema(path: Path) -> pa.Schema:
    """Return the columns and metadata of a file; raise LakeDamaged where its end is missing or altered."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as problem:
        raise _as_damage(path, problem) from problem


def require_whole(paths: Iterable[Path]) -> None:
    """Read every byte of these files and keep none; raise LakeDamaged at the first that is not as written."""
    for path in paths:
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as part:
                for _ in part.iter_batches():
                    pass
        except (pa.ArrowException, OSError) as problem:
            raise _as_damage(path, problem) from problem


def is_whole(path: Path) -> bool:
    """Tell whether a file is there and as it was written."""
    try:
        require_whole([path])
    except LakeDamaged:
        return False
    return True


def _as_damage(path: Path, problem: Exception) -> Exception:
    if isinstance(problem, OSError) and problem.errno in REFUSED:
        return problem
    reason = "it is missing" if isinstance(problem, FileNotFoundError) else str(problem).splitlines()[0]
    return LakeDamaged(
        f"{path} cannot be read: {reason}\n`sourceline doctor --mend` moves it aside and brings back what "
        "can be brought back; until then nothing is published."
    )
