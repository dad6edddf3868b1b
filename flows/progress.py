"""Tell whoever watches a run how far it is. Nobody watching: the log is told."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

logger = logging.getLogger("flows")


class Listener(Protocol):
    """What a run reports to: the terminal or the log."""

    def started(self, stage: str) -> None: ...

    def advanced(self, stage: str, done: int, total: int, unit: str) -> None: ...

    def finished(self, stage: str, seconds: float, note: str) -> None: ...


class LogListener:
    """Write one log line as each stage ends."""

    def started(self, stage: str) -> None:
        logger.debug("%s started", stage)

    def advanced(self, stage: str, done: int, total: int, unit: str) -> None:
        logger.info("%s: %s of %s %s", stage, f"{done:,}", f"{total:,}", unit)

    def finished(self, stage: str, seconds: float, note: str) -> None:
        logger.info("%s: %s (%.1f s)", stage, note, seconds)


_listener: ContextVar[Listener] = ContextVar("listener", default=LogListener())  # noqa: B039 - it has no state


@contextmanager
def listen(listener: Listener) -> Iterator[None]:
    """Send the progress of everything inside the block to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


class Stopwatch:
    """Times the stages of one run; `seconds` keeps them in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Time a stage; what the block appends to the yielded list is its note."""
        notes: list[str] = []
        _listener.get().started(name)
        begun = time.perf_counter()
        try:
            yield notes
        finally:
            self.seconds[name] = time.perf_counter() - begun
            _listener.get().finished(name, self.seconds[name], ", ".join(notes))


def advance(stage: str, done: int, total: int, unit: str) -> None:
    """Report how much of a stage is done."""
    _listener.get().advanced(stage, done, total, unit)
