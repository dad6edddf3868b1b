"""Tell of a run when it has ended, however it ended: in the log, by notices, in Prefect's UI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flows import artifacts, logs
from flows.errors import GateBroken, GateFailed
from flows.gates import CheckResult
from flows.notices import telling
from flows.notices.incidents import EndedRun, FailedCheck
from flows.run_record import RunRecord, keep_crashed_runs
from flows.settings import NoticeSettings, RunIdentity, load_notice_settings, utc_now
from flows.storage.layout import DataDir

COUNTS = ("_count", "gates_passed", "checks_passed", "checks_failed")
"""How the columns of `ops.runs` end that are counts."""


@contextmanager
def noticed(run: RunIdentity, data: DataDir) -> Iterator[None]:
    """Give notice of what keeps a run from beginning, such as a damaged lookup; it has no record yet."""
    try:
        yield
    except Exception as problem:
        name = type(problem).__name__
        ended = EndedRun(run.run_id, run.started_at, utc_now(), {}, name, f"{name}: {problem}", stage="start")
        telling.tell(data, ended, load_notice_settings())
        raise


@contextmanager
def announced(record: RunRecord, data: DataDir) -> Iterator[None]:
    """Tell of the run inside the block; raise UsageError before it where notices have nowhere to go."""
    settings = load_notice_settings()
    logs.tell_run(record.run.run_id)
    artifacts.name_run(record.run.run_id)
    try:
        yield
    except BaseException as problem:
        row = record.ended or record.fail(problem)
        raise
    else:
        row = record.ended or record.finish("published")
    finally:
        announce(record, row, data, settings)


def announce(record: RunRecord, row: Mapping[str, Any], data: DataDir, settings: NoticeSettings) -> None:
    """Tell of a run whose row in `ops.runs` this is."""
    run = describe(record, row)
    seconds = (row["finished_at"] - row["started_at"]).total_seconds()
    ended = {"counts": {**counts_of(row), "seconds": round(seconds, 3)}}
    logs.OWN.info("run ended: %s", row["status"], extra=ended)
    # whoever stops a run, by Ctrl-C, SIGTERM or in Prefect's UI, knows: those are no errors
    if record.problem is None or isinstance(record.problem, Exception):
        telling.tell(data, run, settings)
    gates = [
        {"gate": report.gate, "checks passed": report.passed_count, "checks failed": report.failed_count}
        for report in record.gate_reports
    ]
    failed = [result for report in record.gate_reports for result in report.results if not result.is_success]
    artifacts.show_run(data, row, gates, tuple(map(as_failed_check, failed)))


def tell_of_crashes(data: DataDir) -> None:
    """Put runs that ended without a word on record, and tell of them as of others that failed."""
    for row in keep_crashed_runs(data):
        stage = row["stage_seconds"][-1]["stage"]
        logs.OWN.warning("run %s crashed in %s", row["run_id"], stage)
        counts = counts_of(row)
        if stage == "ingest":
            del counts["ingested_count"]  # nobody knows what it found
        times = row["started_at"], row["finished_at"]
        ended = EndedRun(row["run_id"], *times, counts, "Crashed", row["message"], stage=stage)
        telling.tell(data, ended, load_notice_settings())


def describe(record: RunRecord, row: Mapping[str, Any]) -> EndedRun:
    """Return what notices look at of a run."""
    counts = counts_of(row)
    if record.ingested is None:
        del counts["ingested_count"]  # nobody looked
    stopped_by = [
        result
        for report in record.gate_reports[-1:]
        for result in report.results
        if not result.is_success
        and (result.is_broken or result.severity != "warning" or row["gates_mode"] == "strict")
    ]
    is_by_gate = isinstance(record.problem, GateFailed | GateBroken)
    stages = row["stage_seconds"]
    return EndedRun(
        run_id=row["run_id"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        counts=counts,
        problem=type(record.problem).__name__ if record.problem else None,
        message=row["message"],
        is_refused=isinstance(record.problem, GateFailed),
        stage=stages[-1]["stage"] if stages else None,
        checks=tuple(map(as_failed_check, stopped_by)) if is_by_gate else (),
    )


def counts_of(row: Mapping[str, Any]) -> dict[str, int]:
    """Return the counts of a run that are known."""
    return {name: count for name, count in row.items() if name.endswith(COUNTS) and count is not None}


def as_failed_check(result: CheckResult) -> FailedCheck:
    """Return what notices say of a check."""
    return FailedCheck(
        gate=result.gate,
        table_name=result.table_name,
        check_name=result.check_name,
        description=result.description,
        severity=result.severity,
        unexpected_count=result.unexpected_count,
        example=result.evidence,
    )
