"""Run the checks of a gate with Great Expectations, keep the outcome as rows, and stop bad data.

`run_gate` only finds out; `enforce` decides. What a gate checks stands in `expectations/`. Great
Expectations takes seconds to import, so that happens when a gate runs and not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flows.errors import GateBroken, GateFailed

if TYPE_CHECKING:
    import duckdb

    from expectations.checks import TableChecks
    from expectations.validation import Verdict

Outcome = Literal["passed", "failed", "broken", "not_run"]

MAX_FAILED_ROWS = 100
"""Failing rows kept per check; the count of a check is of all of them."""
SAMPLES_NAMED = 3
"""Failing rows named in an error message."""
MAX_TEXT = 500
"""Characters kept of an error or of a failing value."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One row of `ops.gate_results`: what became of a check in a run, even where the run never came to it.

    `is_success` and `checked_at` are None where nothing was checked, so that neither a count of passes nor
    one of failures has it.
    """

    run_id: str
    gate: str
    table_name: str
    check_no: int
    check_name: str
    description: str
    severity: str
    outcome: Outcome
    is_success: bool | None
    is_broken: bool
    observed_value: str | None
    unexpected_count: int | None
    evidence: str | None
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class FailedRow:
    """One row of `ops.gate_failed_rows`: a row that made a check fail."""

    run_id: str
    gate: str
    check_no: int
    row_key: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class GateReport:
    """What a gate found, and the page where people read it."""

    gate: str
    results: tuple[CheckResult, ...]
    failed_rows: tuple[FailedRow, ...]
    docs: Path

    @property
    def passed_count(self) -> int:
        """Return how many checks passed."""
        return sum(result.outcome == "passed" for result in self.results)

    @property
    def failed_count(self) -> int:
        """Return how many checks failed or were broken."""
        return len(self.results) - self.passed_count

    @property
    def is_passed(self) -> bool:
        """Say whether no critical check failed and none was broken."""
        return all(
            result.outcome == "passed" or (result.severity == "warning" and result.outcome == "failed")
            for result in self.results
        )


def run_gate(
    gate: str,
    connection: duckdb.DuckDBPyConnection,
    *,
    run_id: str,
    checked_at: datetime,
    reports_dir: Path,
) -> GateReport:
    """Carry out every check of a gate and write its Data Docs below `reports_dir`; refuse nothing.

    `checked_at` is aware and in UTC. A check that cannot be carried out is a result like any other;
    raise KeyError for a gate that does not exist.
    """
    from expectations.data_docs import INDEX_PAGE
    from expectations.suites import find_tables
    from expectations.validation import Validator

    validator = Validator(gate, connection, reports_dir, run_name=run_id, run_time=checked_at)
    verdicts = [(table, verdict) for table in find_tables(gate) for verdict in validator.validate(table)]
    validator.write_data_docs()
    results: list[CheckResult] = []
    failed_rows: list[FailedRow] = []
    for unchecked, (table, verdict) in zip(
        list_checks(gate, run_id=run_id, checked_at=checked_at), verdicts, strict=True
    ):
        rows = [
            FailedRow(run_id, gate, unchecked.check_no, row_key, detail)
            for row_key, detail in _find_failing(connection, table, verdict)
        ]
        failed_rows += rows
        results.append(
            replace(
                unchecked,
                outcome=_outcome(verdict),
                is_success=verdict.is_success,
                is_broken=verdict.error is not None,
                observed_value=verdict.observed_value,
                unexpected_count=verdict.unexpected_count,
                evidence=_evidence(verdict, rows),
                checked_at=checked_at,
            )
        )
    return GateReport(gate, tuple(results), tuple(failed_rows), reports_dir / INDEX_PAGE)


def list_checks(gate: str, *, run_id: str, checked_at: datetime) -> list[CheckResult]:
    """Return every check of a gate as one that was not run, in order, without looking at any data."""
    from expectations.suites import find_tables

    return [
        CheckResult(
            run_id=run_id,
            gate=gate,
            table_name=table_name,
            check_no=check_no,
            check_name=check.name,
            description=check.description,
            severity=check.severity,
            outcome="not_run",
            is_success=None,
            is_broken=False,
            observed_value=None,
            unexpected_count=None,
            evidence=None,
            checked_at=None,
        )
        for check_no, (table_name, check) in enumerate(
            (table.name, check) for table in find_tables(gate) for check in table.checks(checked_at)
        )
    ]


def complete(reports: Sequence[GateReport], *, run_id: str, started_at: datetime) -> list[CheckResult]:
    """Return a row for each check of every gate: as the gates found, or as not run where a run ended before.

    Without them a check that nothing failed and a check that nobody made would look the same.
    """
    from expectations.suites import GATES

    results = {report.gate: report.results for report in reports}
    return [
        result
        for gate in GATES
        for result in results.get(gate) or list_checks(gate, run_id=run_id, checked_at=started_at)
    ]


def enforce(report: GateReport, *, mode: Literal["enforce", "strict", "report"]) -> None:
    """Raise GateBroken if a check could not be carried out, GateFailed if a critical one failed.

    In `strict` mode every check is as good as critical.

    A gate with a broken check has not looked at everything, so it lets nothing pass, whatever the
    severity. In `report` mode nothing stops: the results are kept and shown, the broken ones as broken.
    """
    if mode == "report":
        return
    broken = [result for result in report.results if result.outcome == "broken"]
    if broken:
        raise GateBroken(
            _message(report, broken, "could not be carried out", "Mend the check and run again.")
        )
    failed = [
        result
        for result in report.results
        if result.outcome == "failed" and (result.severity == "critical" or mode == "strict")
    ]
    if failed:
        raise GateFailed(_message(report, failed, "refused the data", "Nothing was published."))


def _find_failing(
    connection: duckdb.DuckDBPyConnection, table: TableChecks, verdict: Verdict
) -> Iterator[tuple[str, str | None]]:
    """Yield key and detail of the first failing rows, in the order of the key.

    They are asked for with SQL, because Great Expectations cuts its own lists short.
    """
    if verdict.is_success or verdict.failing_rows_query is None:
        return
    from expectations.validation import open_cursor

    query = f"select * from ({verdict.failing_rows_query}) order by all limit {MAX_FAILED_ROWS}"  # noqa: S608 - a suite's own query
    answer = open_cursor(connection, table.schema).execute(query)
    columns = [column[0] for column in answer.description or ()]
    for values in answer.fetchall():
        row = dict(zip(columns, values, strict=True))
        key = "#".join(str(row.pop(column)) for column in verdict.row_key)
        yield key, _shorten("; ".join(f"{name}: {value}" for name, value in row.items())) or None


def _outcome(verdict: Verdict) -> Outcome:
    if verdict.error is not None:
        return "broken"
    return "passed" if verdict.is_success else "failed"


def _evidence(verdict: Verdict, rows: Sequence[FailedRow]) -> str | None:
    """Return the error of a broken check, or a sample of what made it fail; None for a pass."""
    if verdict.is_success:
        return None
    samples = [f"{row.row_key} ({row.detail})" if row.detail else row.row_key for row in rows[:SAMPLES_NAMED]]
    return _shorten(verdict.error or " | ".join(samples) or verdict.observed_value or "")


def _message(report: GateReport, results: Sequence[CheckResult], what: str, advice: str) -> str:
    """Return what happened, check by check, and where the rest can be read."""
    lines = [f"Gate {report.gate}: {len(results)} of {len(report.results)} checks {what}."]
    for result in results:
        rows = "" if result.unexpected_count is None else f", {result.unexpected_count:,} rows"
        lines.append(f"  {result.table_name} {result.check_name}{rows}: {result.description}")
        if result.evidence:
            lines.append(f"    {result.evidence}")
    lines.append(f"{advice} All checks: {report.docs}")
    return "\n".join(lines)


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
