"""`sourceline status`: the last runs, what is published, where the reports are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import server
from flows.storage import lake, reader
from flows.storage.layout import DataDir

STYLES = {"published": "green", "nothing_new": "dim", "refused": "yellow", "broken": "red"}


def show(console: Console, data_dir: Path, *, limit: int) -> None:
    """Print the state of a data directory; one that nothing has run in is said to be empty."""
    data = DataDir(data_dir)
    runs = lake.recent_runs(data, limit)
    if not runs:
        console.print(f"Nothing has run in {data.root} yet. `sourceline run` starts.", soft_wrap=True)
        return
    console.print(as_table(runs))
    stopped = next((run for run in runs if run["message"]), None)
    if stopped:
        console.print(f"{stopped['run_id']}: {stopped['message']}", markup=False, highlight=False)
    published = reader.count_marts(data)
    if published:
        console.print("published: " + ", ".join(f"{count:,} {name}" for name, count in published.items()))
        console.print(f"{data.warehouse}\n{data.reports / 'index.html'}", soft_wrap=True, highlight=False)
    running = server.find_running(data)
    if running:
        console.print(f"schedule: served at {running.url}", soft_wrap=True)


def as_table(runs: list[dict[str, Any]]) -> Table:
    """Return the runs as a table, newest first."""
    table = Table()
    table.add_column("run", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for name in ("files", "new", "set aside", "checks failed", "seconds"):
        table.add_column(name, justify="right")
    for run in runs:
        seconds = (run["finished_at"] - run["started_at"]).total_seconds()
        table.add_row(
            run["run_id"],
            Text(run["status"], style=STYLES[run["status"]]),
            *(f"{run[name]:,}" for name in ("file_count", "ingested_count", "quarantined_count")),
            f"{run['checks_failed']:,}" if run["checks_passed"] + run["checks_failed"] else "not run",
            f"{seconds:.1f}",
        )
    return table
