"""Keep two writers out of one data directory, and say who is in it.

The lock is the operating system's, so it ends with its owner, however that ends. The note beside it says who
holds it; a note without the lock is what an owner left behind, and keeps nobody out.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from flows.errors import RunLocked
from flows.storage.layout import DataDir

WAIT_SECONDS = 0.5
"""How long a taken lock is waited for: whoever asks who holds it has a share in it for an instant."""


@dataclass(frozen=True, slots=True)
class LockOwner:
    """Who holds a data directory, and since when; what is not known of it yet is None."""

    since: datetime
    pid: int | None = None
    host: str | None = None
    command: str | None = None
    run_id: str | None = None

    def __str__(self) -> str:
        """Return a clause such as `sourceline run (process 9 on desk) since 2026-11-23 ...`."""
        command = f"sourceline {self.command}" if self.command else "another command"
        process = f" (process {self.pid} on {self.host})" if self.pid else ""
        run = f", run {self.run_id}" if self.run_id else ""
        return f"{command}{process} since {self.since:%Y-%m-%d %H:%M:%S} UTC{run}"


@contextmanager
def hold(
    data: DataDir, *, command: str = "run", run_id: str | None = None, wait_seconds: float = WAIT_SECONDS
) -> Iterator[LockOwner]:
    """Keep other writers out of the data directory; raise RunLocked, naming the owner, when one stays."""
    data.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data.lock, timeout=wait_seconds):
            yield _write_note(data, command, run_id)
    except Timeout as problem:
        owner = read_owner(data)
        raise RunLocked(
            f"Another run is writing to {data.root}: {owner or 'it has just ended'}. "
            "Wait for it, or give this one its own --data-dir."
        ) from problem


def read_owner(data: DataDir) -> LockOwner | None:
    """Return who holds the data directory; None when nobody does, whatever note is there."""
    try:
        descriptor = os.open(data.lock, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        # a share in the lock of nobody; it is let go as the file is closed
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
        return _read_note(data, since)
    else:
        return None
    finally:
        os.close(descriptor)


def _write_note(data: DataDir, command: str, run_id: str | None) -> LockOwner:
    data.lock.touch()
    since = datetime.fromtimestamp(data.lock.stat().st_mtime, UTC)
    owner = LockOwner(since, os.getpid(), socket.gethostname(), command, run_id)
    note = {
        "since": since.isoformat(),
        "pid": owner.pid,
        "host": owner.host,
        "command": command,
        "run_id": run_id,
    }
    unfinished = data.lock_owner.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(note), encoding="utf-8")
    unfinished.replace(data.lock_owner)
    return owner


def _read_note(data: DataDir, since: datetime) -> LockOwner:
    """Return the owner that the note names; one that was here before the lock was taken names another."""
    note = json.loads(data.lock_owner.read_text(encoding="utf-8")) if data.lock_owner.exists() else {}
    if note.get("since") != since.isoformat():
        return LockOwner(since)
    return LockOwner(since, note["pid"], note["host"], note["command"], note["run_id"])
