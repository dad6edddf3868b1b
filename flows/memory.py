"""Measure the memory that a stretch of a run takes at its peak.

What is measured is resident memory (RSS), in bytes: the peak of this process in that stretch, plus the peak
of each process that it started in it, such as the workers of `extract`. Processes that were there before,
such as the Prefect server, are not counted. As the peaks need not fall together, the sum is an upper bound; a
worker that lives for less than a tenth of a second may be missed.

Linux alone can forget a peak and so tell one stretch from the next. Elsewhere a process knows the highest
peak of its life, and of whoever started it: a stretch that did not raise it has no figure.
"""

from __future__ import annotations

import resource
import sys
import threading
from pathlib import Path

PROC = Path("/proc")
SAMPLE_SECONDS = 0.1
PEAK = "VmHWM:"
"""In `/proc/<pid>/status`, in KiB: `VmHWM:     45056 kB`."""
FORGET_PEAK = "5"


class MemoryWatch:
    """Watches from when it is made until `end`."""

    def __init__(self) -> None:
        self._is_forgotten = _forget_peak()
        self._lifetime_peak = _lifetime_peak()
        self._older = _children()
        self._peaks: dict[int, int] = {}
        self._is_over = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        if self._is_forgotten:
            self._sampler.start()

    def end(self) -> int | None:
        """Return the peak in bytes; None where this system cannot tell it."""
        if self._is_forgotten:
            self._is_over.set()
            self._sampler.join()
            return (_peak_of("self") or 0) + sum(self._peaks.values())
        peak = _lifetime_peak()
        return peak if peak > self._lifetime_peak else None

    def _sample(self) -> None:
        """Look at the workers until it is over: one that has ended can no longer be asked."""
        while not self._is_over.wait(SAMPLE_SECONDS):
            for pid in _children() - self._older:
                # the kernel keeps the peak; one that was just forked still shows that of its parent
                self._peaks[pid] = _peak_of(pid) or self._peaks.get(pid, 0)


def _forget_peak() -> bool:
    """Make the kernel count the peak of this process anew; tell whether it did."""
    try:
        (PROC / "self" / "clear_refs").write_text(FORGET_PEAK, encoding="ascii")
    except OSError:
        return False
    return _peak_of("self") is not None


def _peak_of(pid: int | str) -> int | None:
    """Return the peak of a process; None where it is gone or the system does not tell."""
    try:
        status = (PROC / str(pid) / "status").read_text(encoding="utf-8")
    except OSError:
        return None
    peaks = [line.split()[1] for line in status.splitlines() if line.startswith(PEAK)]
    return int(peaks[0]) * 1024 if peaks else None


def _children() -> set[int]:
    """Return the processes that this one started and that are alive."""
    children: set[int] = set()
    for thread in (PROC / "self" / "task").glob("*"):
        try:
            children.update(map(int, (thread / "children").read_text(encoding="ascii").split()))
        except OSError:
            continue  # the thread has ended, or this kernel does not list children
    return children


def _lifetime_peak() -> int:
    """Return the highest peak since this process started."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
