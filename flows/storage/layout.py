"""Where everything lies in the data directory.

lake/raw/<batch_id>.parquet                       pages as decoded
lake/parsed/<parser_version>/<batch_id>.parquet   what the parser found on them
lake/outcomes/<run_id>.parquet                    one row per file looked at
lake/quarantine/<content_sha256>                  the bytes of what was set aside, as they came
lake/page_readings/<run_id>.parquet               pages that the parser set aside, or no longer does
lake/recurring_lines.parquet                      lines that many pages of an outlet share
lake/gate_results/, lake/gate_failed_rows/, lake/runs/   one file per run: its checks, its summary
lake/accuracy/<measurement_id>.parquet            how well the gold pages were read
lake/damaged/                                     what `sourceline doctor --mend` moved aside
warehouse.duckdb                                  published; readers open it read-only at any time
reports/                                          what people look at
.build/                                           in the making; swept when a run starts
.plan/                                            what `sourceline plan` compares, while it does
.dbt/, .prefect/                                  caches and run history of the tools
.at_work/                                         record of the run at work, for the next one if it dies
.lock, .lock.owner.json                           held by the one writer; who that is
notices.jsonl, notices.1.jsonl                    what there was to tell; the older half of it
.notices.json                                     what was told of failures and silence
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataDir:
    """The paths of one data directory. Nothing is created until it is written."""

    root: Path

    @property
    def lake(self) -> Path:
        return self.root / "lake"

    @property
    def damaged(self) -> Path:
        return self.lake / "damaged"

    @property
    def raw(self) -> Path:
        return self.root / "lake" / "raw"

    @property
    def outcomes(self) -> Path:
        return self.root / "lake" / "outcomes"

    @property
    def page_readings(self) -> Path:
        return self.root / "lake" / "page_readings"

    @property
    def gate_results(self) -> Path:
        return self.root / "lake" / "gate_results"

    @property
    def gate_failed_rows(self) -> Path:
        return self.root / "lake" / "gate_failed_rows"

    @property
    def recurring_lines(self) -> Path:
        return self.root / "lake" / "recurring_lines.parquet"

    @property
    def runs(self) -> Path:
        return self.root / "lake" / "runs"

    @property
    def accuracy(self) -> Path:
        return self.root / "lake" / "accuracy"

    @property
    def at_work(self) -> DataDir:
        """Return where the run at work keeps its record until it ends: laid out like the data directory."""
        return DataDir(self.root / ".at_work")

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def warehouse_log(self) -> Path:
        return self.root / "warehouse.duckdb.wal"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def dbt_docs(self) -> Path:
        return self.reports / "dbt_docs.html"

    @property
    def build(self) -> Path:
        return self.root / ".build"

    @property
    def plans(self) -> Path:
        return self.root / ".plan"

    @property
    def dbt_cache(self) -> Path:
        return self.root / ".dbt"

    @property
    def prefect_home(self) -> Path:
        return self.root / ".prefect"

    @property
    def lock(self) -> Path:
        return self.root / ".lock"

    @property
    def lock_owner(self) -> Path:
        return self.root / ".lock.owner.json"

    @property
    def notices(self) -> Path:
        return self.root / "notices.jsonl"

    @property
    def older_notices(self) -> Path:
        return self.root / "notices.1.jsonl"

    @property
    def watch(self) -> Path:
        return self.root / ".notices.json"

    @property
    def own_paths(self) -> tuple[Path, ...]:
        """Return what is ours and no source, also where pages are looked for in the whole directory."""
        folders = (self.lake, self.at_work.root, self.reports, self.build, self.plans)
        caches = (self.dbt_cache, self.prefect_home)
        return *folders, *caches, self.lock_owner, self.notices, self.older_notices, self.watch

    def kept_bytes(self, content_sha256: str) -> Path:
        return self.root / "lake" / "quarantine" / content_sha256

    def raw_batch(self, batch_id: str) -> Path:
        return self.raw / f"{batch_id}.parquet"

    def parsed_batch(self, parser_version: str, batch_id: str) -> Path:
        return self.root / "lake" / "parsed" / parser_version / f"{batch_id}.parquet"

    def sweep(self) -> None:
        """Remove what a killed run left behind: the build folder and unfinished lake files."""
        shutil.rmtree(self.build, ignore_errors=True)
        self.build.mkdir(parents=True)
        for unfinished in (self.root / "lake").rglob("*.unfinished"):
            unfinished.unlink()
