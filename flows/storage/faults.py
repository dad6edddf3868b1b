"""Name what the machine did to a run: a full disk, a folder that cannot be written.

DuckDB, Arrow, dbt and the checks of a gate each tell of it in their own way and some of them only in words;
people read one message that says where, what stands and what to do.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flows.errors import DataDirUnusable, DiskFull, GateFailed, WarehouseUnreadable
from flows.storage.layout import DataDir

FULL: Final = tuple(os.strerror(number).lower() for number in (errno.ENOSPC, errno.EDQUOT))
CLOSED: Final = tuple(os.strerror(number).lower() for number in (errno.EROFS, errno.EACCES, errno.EPERM))

DAMAGED: Final = ("corrupt database file", "failure while replaying wal")
"""What DuckDB says, and dbt repeats, of a block that is not as it was written."""

PROBE_BYTES = 2**16
"""What must fit before a run starts: less than any run writes."""


@contextmanager
def named_faults(data: DataDir, standing: str) -> Iterator[None]:
    """Raise DiskFull, DataDirUnusable or WarehouseUnreadable for what such a fault caused in the block.

    `standing` says what is published now, whatever the fault cut short.
    """
    try:
        yield
    except (DiskFull, DataDirUnusable, WarehouseUnreadable, GateFailed):
        raise  # named already; what a gate refused quotes pages, which may say anything
    except Exception as problem:
        for cause in _causes(problem):
            if _says(cause, FULL):
                raise DiskFull(
                    f"No space left on the file system of {data.root}{_free(data)}. {standing} "
                    f"Free space and run again: it goes on from what is there.\n{_first_line(cause)}"
                ) from problem
            if _says(cause, CLOSED) and str(data.root) in str(cause):
                raise DataDirUnusable(
                    f"{data.root} cannot be written: {_first_line(cause)}\n{standing} "
                    "Mend its permissions, or give another --data-dir."
                ) from problem
            if _says(cause, DAMAGED):
                raise WarehouseUnreadable(
                    f"{data.warehouse} is damaged: {_first_line(cause)}\n{standing} "
                    "`sourceline rebuild` makes it anew from the lake."
                ) from problem
        raise


def require_writable(data: DataDir) -> None:
    """Write and remove a small file; raise DiskFull or DataDirUnusable before anything else is tried."""
    probe = data.root / f".probe.{os.getpid()}.unfinished"
    with named_faults(data, "Nothing was begun."):
        try:
            data.root.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(bytes(PROBE_BYTES))
        except (FileExistsError, NotADirectoryError) as problem:
            raise DataDirUnusable(f"{data.root} is no folder. Give another --data-dir.") from problem
        finally:
            if data.root.is_dir():
                probe.unlink(missing_ok=True)


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that it came from, each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [problem]
    while waiting:
        cause = waiting.pop()
        if cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [cause.__context__, cause.__cause__]


def _says(problem: BaseException, words: tuple[str, ...]) -> bool:
    said = str(problem).lower()
    return any(word in said for word in words)


def _free(data: DataDir) -> str:
    place = next(folder for folder in (data.root, *data.root.parents) if folder.exists())
    return f" ({shutil.disk_usage(place).free / 2**20:,.1f} MiB free)"


def _first_line(problem: BaseException) -> str:
    return next((line for line in str(problem).splitlines() if line.strip()), type(problem).__name__)
