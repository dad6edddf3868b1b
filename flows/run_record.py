"""What a run did: kept while it runs, written to the lake when it ends, however it ends.

Until then each stage, as it begins, leaves the record aside as that of a run which crashed: what nobody can
write after a kill or a power cut is there already, and the next run puts it into the lake.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flows import gates
from flows.errors import GateFailed, LakeDamaged
from flows.progress import StageCost, Stopwatch
from flows.settings import RunIdentity, Settings, redact, utc_now
from flows.storage import history_schemas, lake
from flows.storage.layout import DataDir
from flows.storage.warehouse import Loaded

if TYPE_CHECKING:
    from flows.gates import GateReport
    from flows.ingest import Ingested

RunStatus = Literal["published", "nothing_new", "refused", "broken", "crashed"]

DIED = "The process ended in {stage} without a word: it was killed, or the machine stopped."

logger = logging.getLogger("flows")


@dataclass(slots=True)
class RunRecord:
    """The facts of one run, filled in as its stages end. `row` gives them as one row of `ops.runs`."""

    run: RunIdentity
    settings: Settings
    parser_version: str
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    ingested: Ingested | None = None
    batch_count: int = 0
    loaded: Loaded = field(default_factory=Loaded)
    gate_reports: list[GateReport] = field(default_factory=list)
    problem: BaseException | None = None
    ended: dict[str, Any] | None = None
    """The row of the run once it has ended."""

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """Measure a stage; what the block appends to the yielded list is its note."""
        self._leave_aside(name)
        with self.stopwatch.stage(name) as notes:
            yield notes

    def _leave_aside(self, stage: str) -> None:
        """Leave the record as it is to be if the process ends in this stage, unless it is written."""
        data = DataDir(self.settings.data_dir)
        if (data.runs / self._file_name).exists():
            return
        row = self.row("crashed", DIED.format(stage=stage))
        row["stage_seconds"].append(asdict(StageCost(stage, 0.0, None)))
        self._write(data.at_work, row)

    def row(self, status: RunStatus, message: str | None = None) -> dict[str, Any]:
        """Return the run as a row of `ops.runs`, ended now."""
        found = self.ingested
        return {
            "run_id": self.run.run_id,
            "status": status,
            "gates_mode": self.settings.gates_mode,
            "parser_version": self.parser_version,
            "file_count": found.file_count if found else 0,
            "ingested_count": found.ingested_count if found else 0,
            "unchanged_count": found.unchanged_count if found else 0,
            "duplicate_count": found.duplicate_count if found else 0,
            "quarantined_count": found.quarantined_count if found else 0,
            "batch_count": self.batch_count,
            "page_count": self.loaded.page_count,
            "unread_count": self.loaded.unread_count,
            "rejected_count": self.loaded.rejected_count,
            "other_language_count": self.loaded.other_language_count,
            "citation_count": self.loaded.citation_count,
            "mention_count": self.loaded.mention_count,
            "gates_passed": sum(report.is_passed for report in self.gate_reports),
            "checks_passed": sum(report.passed_count for report in self.gate_reports),
            "checks_failed": sum(report.failed_count for report in self.gate_reports),
            "stage_seconds": [asdict(cost) for cost in self.stopwatch.costs],
            "message": message and redact(message),
            "started_at": self.run.started_at,
            "finished_at": utc_now(),
        }

    def finish(self, status: Literal["published", "nothing_new"]) -> dict[str, Any]:
        """Return the row of a run that has ended well."""
        self.ended = self.row(status)
        return self.ended

    def fail(self, problem: BaseException) -> dict[str, Any]:
        """Return the row of a run that this stopped."""
        status: RunStatus = "refused" if isinstance(problem, GateFailed) else "broken"
        self.problem, self.ended = problem, self.row(status, f"{type(problem).__name__}: {problem}")
        return self.ended

    def gate_rows(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return the rows of `ops.gate_results`, for every check there is, and of `ops.gate_failed_rows`."""
        checks = gates.complete(self.gate_reports, run_id=self.run.run_id, started_at=self.run.started_at)
        results = [asdict(result) for result in checks]
        failed = [asdict(row) for report in self.gate_reports for row in report.failed_rows]
        return results, failed

    def write(self, data: DataDir, row: dict[str, Any]) -> None:
        """Write the run and its checks to the lake, from where every later warehouse takes them."""
        self._write(data, row)
        for path in _record_files(data.at_work, self._file_name):
            path.unlink(missing_ok=True)

    @property
    def _file_name(self) -> str:
        return f"{self.run.run_id}.parquet"

    def _write(self, data: DataDir, row: dict[str, Any]) -> None:
        """Write the files of a record, the run last."""
        results, failed = self.gate_rows()
        of_results, of_failed, of_run = _record_files(data, self._file_name)
        lake.write_rows(results, history_schemas.GATE_RESULT, of_results)
        if failed:
            lake.write_rows(failed, history_schemas.GATE_FAILED_ROW, of_failed)
        lake.write_rows([row], history_schemas.RUN, of_run)


def keep_crashed_runs(data: DataDir) -> list[dict[str, Any]]:
    """Put the records of runs that crashed into the lake and return their rows, oldest first.

    For whoever holds the data directory: what lies there then is of nobody who is alive.
    """
    rows: list[dict[str, Any]] = []
    for path in sorted(data.at_work.runs.glob("*.parquet")):
        if (data.runs / path.name).exists():
            continue  # killed after its record was written
        try:
            rows += lake.read_columns(path, history_schemas.RUN, history_schemas.RUN.names)
        except LakeDamaged as problem:
            logger.warning("What a crashed run left cannot be read and is dropped: %s", problem)
            continue
        places = zip(_record_files(data.at_work, path.name), _record_files(data, path.name), strict=True)
        for left, place in places:
            if left.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                left.replace(place)
    shutil.rmtree(data.at_work.root, ignore_errors=True)
    return rows


def _record_files(data: DataDir, name: str) -> tuple[Path, Path, Path]:
    """Return the files of a record in the order in which they are written, the run last."""
    return data.gate_results / name, data.gate_failed_rows / name, data.runs / name


@contextmanager
def recorded(record: RunRecord, data: DataDir) -> Iterator[RunRecord]:
    """Write the record of a run that does not come to its end: refused, broken or interrupted."""
    try:
        yield record
    except BaseException as problem:
        record.write(data, record.fail(problem))
        raise
