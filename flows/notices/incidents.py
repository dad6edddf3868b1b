"""Decide what is to be told of a run that has ended, given what was told before. No files, no clock.

    refused, failed   at once; the same again when it has happened twice as often, and once a day
    recovered         the first run that ends well after one that did not
    silent            nothing has arrived for as many hours as are set; again once a day
    arrived           something has, after that

Two failures are the same when the same checks failed or, where no gate refused, when the same kind of error
ended the same stage: the words of an error may differ each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

NoticeKind = Literal["refused", "failed", "recovered", "silent", "arrived"]

REPEATED_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that failed or could not be carried out; `example` is what made it fail."""

    gate: str
    table_name: str
    check_name: str
    description: str
    severity: str
    unexpected_count: int | None
    example: str | None


@dataclass(frozen=True, slots=True)
class EndedRun:
    """What notices look at of a run. `problem` names what stopped it, None where it ended well.

    `counts` has `ingested_count` only where the run came to look at its sources.
    """

    run_id: str
    started_at: datetime
    finished_at: datetime
    counts: Mapping[str, int]
    problem: str | None = None
    message: str | None = None
    is_refused: bool = False
    stage: str | None = None
    checks: tuple[FailedCheck, ...] = ()

    @property
    def signature(self) -> str:
        """Return what two failures have in common that are the same."""
        checks = sorted(f"{check.gate}.{check.table_name}.{check.check_name}" for check in self.checks)
        return " ".join([f"{self.problem} in {self.stage}", *checks])


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often a failure has happened in an incident, and when it was last told."""

    run_count: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """Runs without one that ended well between them, from the first that failed."""

    first_run_id: str
    since: datetime
    run_count: int
    failures: Mapping[str, Repeats]


@dataclass(frozen=True, slots=True)
class Watch:
    """What is remembered from run to run."""

    incident: Incident | None = None
    last_arrival_at: datetime | None = None
    silence_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something to tell: for the how-many-th time, and since when it has been so."""

    kind: NoticeKind
    count: int
    since: datetime


def judge(watch: Watch, run: EndedRun, silence_hours: int | None) -> tuple[Watch, tuple[Due, ...]]:
    """Return what to remember and what to tell now that this run has ended."""
    watch, failure = _judge_failure(watch, run)
    watch, silence = _judge_silence(watch, run, silence_hours)
    return watch, tuple(due for due in (failure, silence) if due)


def _judge_failure(watch: Watch, run: EndedRun) -> tuple[Watch, Due | None]:
    incident = watch.incident
    if run.problem is None:
        recovered = Due("recovered", incident.run_count, incident.since) if incident else None
        return replace(watch, incident=None), recovered
    incident = incident or Incident(run.run_id, run.started_at, 0, {})
    before = incident.failures.get(run.signature)
    count = before.run_count + 1 if before else 1
    is_due = before is None or _is_doubled(count) or run.finished_at - before.told_at >= REPEATED_AFTER
    told_at = run.finished_at if before is None or is_due else before.told_at
    failures = {**incident.failures, run.signature: Repeats(count, told_at)}
    incident = replace(incident, run_count=incident.run_count + 1, failures=failures)
    due = Due("refused" if run.is_refused else "failed", count, incident.since) if is_due else None
    return replace(watch, incident=incident), due


def _is_doubled(count: int) -> bool:
    """Tell whether a count is 1, 2, 4, 8 …"""
    return count & (count - 1) == 0


def _judge_silence(watch: Watch, run: EndedRun, silence_hours: int | None) -> tuple[Watch, Due | None]:
    arrived = run.counts.get("ingested_count")
    if arrived is None:
        return watch, None  # the run did not get to look
    last, told_at = watch.last_arrival_at or run.started_at, watch.silence_told_at
    if arrived:
        due = Due("arrived", arrived, last) if told_at else None
        return replace(watch, last_arrival_at=run.finished_at, silence_told_at=None), due
    is_silent = silence_hours is not None and run.finished_at - last >= timedelta(hours=silence_hours)
    if is_silent and (told_at is None or run.finished_at - told_at >= REPEATED_AFTER):
        watch = replace(watch, last_arrival_at=last, silence_told_at=run.finished_at)
        return watch, Due("silent", 1, last)
    return replace(watch, last_arrival_at=last), None
