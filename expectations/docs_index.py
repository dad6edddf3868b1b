"""The index of the Data Docs: what each gate found in each run, newest first, and how far back that goes.

Great Expectations' own index reads every result ever stored. Here each gate leaves one small summary, the
index is made of those, and what belongs to runs beyond the bound is removed. The outcomes themselves stay
in `ops.gate_results`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from expectations.data_docs import INDEX_PAGE, RESULTS, find_template

RUNS_KEPT: Final = 30
"""Runs whose pages are kept. A run has some 25 pages, which with their results take about 2 MB."""

SUMMARIES: Final = Path(".gx") / "summaries"
"""Where the summaries are: `<run>/<gate>.json`."""
PAGES: Final = INDEX_PAGE.parent / "validations"
"""Where Great Expectations writes pages: `<suite>/<run>/<time>/<schema>-<table>.html`."""


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What a gate found on one table. `page` is where it is shown, below the index; None for no page."""

    table_name: str
    check_count: int
    critical_count: int
    warning_count: int
    broken_count: int
    page: tuple[str, ...] | None

    @property
    def status(self) -> str:
        """Return the worst that was found: `broken`, `fail`, `warn` or `pass`."""
        if self.broken_count:
            return "broken"
        if self.critical_count:
            return "fail"
        return "warn" if self.warning_count else "pass"

    @property
    def link(self) -> str | None:
        """Return the address of the page as the index has it."""
        return quote("/".join((PAGES.name, *self.page)) + ".html") if self.page else None


def add_summary(
    reports_dir: Path,
    gate: str,
    tables: Sequence[TableSummary],
    *,
    run_name: str,
    run_time: datetime,
    runs_kept: int = RUNS_KEPT,
) -> None:
    """Put what a gate found into the index, and remove the pages of all but the newest runs."""
    summary = {
        "run_name": run_name,
        "gate": gate,
        "validated_at": f"{run_time:%Y-%m-%d %H:%M:%S}",
        "tables": [asdict(table) for table in tables],
    }
    _write(reports_dir / SUMMARIES / run_name / f"{gate}.json", json.dumps(summary))
    summaries = _read_summaries(reports_dir)
    kept = list(dict.fromkeys(summary["run_name"] for summary in summaries))[:runs_kept]
    _forget_other_runs(reports_dir, frozenset(kept))
    shown = [summary for summary in summaries if summary["run_name"] in kept]
    page = find_template("index.html.j2").render(gates=shown, run_count=len(kept), runs_kept=runs_kept)
    _write(reports_dir / INDEX_PAGE, page)


def _read_summaries(reports_dir: Path) -> list[dict[str, Any]]:
    """Return the summaries, newest first, with their tables as records."""
    summaries = [json.loads(path.read_text("utf-8")) for path in (reports_dir / SUMMARIES).glob("*/*.json")]
    for summary in summaries:
        summary["tables"] = [TableSummary(**table) for table in summary["tables"]]
    return sorted(
        summaries,
        key=lambda summary: (summary["validated_at"], summary["run_name"], summary["gate"]),
        reverse=True,
    )


def _forget_other_runs(reports_dir: Path, kept: frozenset[str]) -> None:
    for runs in (SUMMARIES, RESULTS / "*", PAGES / "*"):
        for run in reports_dir.glob(str(runs / "*")):
            if run.name not in kept and run.is_dir():
                shutil.rmtree(run)


def _write(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
