"""Tell whoever watches a run how far it is. Nobody watching: the log is told."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from flows.memory import MemoryWatch

logger = logging.getLogger("flows")


@dataclass(frozen=True, slots=True)
class StageCost:
    """What a stage took. `peak_bytes` is None where the system cannot tell it: see `flows/memory.py`."""

    stage: str
    seconds: float
    peak_bytes: int | None


class Listener(Protocol):
    """What a run reports to: the terminal or the log."""

    def started(self, stage: str) -> None: ...

    def advanced(self, stage: str, done: int, total: int, unit: str) -> None: ...

    def finished(self, cost: StageCost, note: str) -> None: ...


class LogListener:
    """Write one log line as each stage ends."""

    def started(self, stage: str) -> None:
        logger.debug("%s started", stage, extra={"stage": stage})

    def advanced(self, stage: str, done: int, total: int, unit: str) -> None:
        counts = {"done": done, "total": total}
        logger.info(
            "%s: %s of %s %s",
            stage,
            f"{done:,}",
            f"{total:,}",
            unit,
            extra={"stage": stage, "counts": counts},
        )

    def finished(self, cost: StageCost, note: str) -> None:
        counts = {"seconds": round(cost.seconds, 3), "peak_bytes": cost.peak_bytes}
        logger.info(
            "%s: %s (%.1f s)",
            cost.stage,
            note or "ended",
            cost.seconds,
            extra={"stage": cost.stage, "counts": counts},
        )


_stage: ContextVar[str | None] = ContextVar("stage", default=None)
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
    """Measures the stages of one run; `costs` keeps them in order."""

    def __init__(self) -> None:
        self.costs: list[StageCost] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Measure a stage; what the block appends to the yielded list is its note."""
        notes: list[str] = []
        token = _stage.set(name)
        _listener.get().started(name)
        memory = MemoryWatch()
        begun = time.perf_counter()
        try:
            yield notes
        finally:
            cost = StageCost(name, time.perf_counter() - begun, memory.end())
            self.costs.append(cost)
            _listener.get().finished(cost, ", ".join(notes))
            _stage.reset(token)


def current_stage() -> str | None:
    """Return the stage at work, None between stages."""
    return _stage.get()


def advance(stage: str, done: int, total: int, unit: str) -> None:
    """Report how much of a stage is done."""
    _listener.get().advanced(stage, done, total, unit)
