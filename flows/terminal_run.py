"""`sourceline run`: one run of the pipeline, shown on the terminal as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.status import Status
from rich.table import Table

from flows import logs
from flows.entity_backends import load_backend
from flows.errors import Interrupted
from flows.orchestration import server
from flows.progress import LogListener, StageCost, Stopwatch, listen
from flows.settings import Settings, load_log_format, load_settings, set_variables
from flows.storage.faults import require_writable
from flows.storage.layout import DataDir

if TYPE_CHECKING:
    from flows.pipeline import RunResult


class TerminalListener:
    """Show the stage at work beside a spinner and leave one line behind for each that has ended."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None

    def started(self, stage: str) -> None:
        """Start the spinner."""
        self._status = self._console.status(stage)
        self._status.start()

    def advanced(self, stage: str, done: int, total: int, unit: str) -> None:
        """Show how much of the stage is done."""
        if self._status:
            self._status.update(f"{stage}  {done:,} of {total:,} {unit}")

    def finished(self, cost: StageCost, note: str) -> None:
        """Stop the spinner and leave the line."""
        if self._status:
            self._status.stop()
        self._console.print(f"  {cost.stage:<16}{cost.seconds:6.1f} s  {note}", highlight=False, markup=False)


def run(
    console: Console,
    *,
    sources: Iterable[str] | None,
    data_dir: Path | None,
    gates_mode: str | None,
    reparse: bool = False,
    rebuild: bool = False,
    entities: str | None,
    log_format: str | None = None,
) -> None:
    """Run the pipeline once and print what came of it, or log it where lines are to be JSON."""
    is_watched = load_log_format(log_format) == "text"
    logs.begin("text" if is_watched else "json")
    settings = load_settings(
        sources=sources,
        data_dir=data_dir,
        gates_mode=gates_mode,
        is_reparse=reparse,
        is_rebuild=rebuild,
        entities=entities,
    )
    load_backend(settings.entities)  # what cannot be used is told at once
    data = DataDir(settings.data_dir)
    with connected(console, data, is_watched=is_watched) as run_once:
        result = run_once(settings)
    if is_watched:
        print_result(console, data, result)


@contextmanager
def connected(
    console: Console, data: DataDir, *, is_watched: bool = True
) -> Iterator[Callable[[Settings], RunResult]]:
    """Yield what carries out a run with some settings, as often as it is called, with Prefect connected.

    Where it is watched its stages are shown on the terminal; otherwise the log is told of them.
    """
    require_writable(data)
    listener = TerminalListener(console) if is_watched else LogListener()
    set_variables({"PREFECT_LOGGING_LEVEL": "CRITICAL"})  # what went wrong is said once, by the command
    with listen(listener), server.connect_server(data) as prefect_server:
        if is_watched and prefect_server and server.is_first_start(data):
            console.print("The first run here: Prefect creates its database, which takes half a minute.")
        with Stopwatch().stage("start") as notes:
            # the server starts in its own process while this one imports Prefect
            from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

            from flows.pipeline import pipeline

            if prefect_server:
                server.wait_until_up(prefect_server, data)
                notes.append(f"Prefect at {prefect_server.url}")

        def run_once(settings: Settings) -> RunResult:
            return pipeline(
                sources=list(settings.sources),
                data_dir=str(settings.data_dir),
                gates_mode=settings.gates_mode,
                reparse=settings.is_reparse,
                rebuild=settings.is_rebuild,
                entities=settings.entities,
                replay=settings.replay,
                backfill=settings.is_backfill,
            )

        # heartbeats tell a server that outlives the run of a crash; joining their thread costs a second
        try:
            with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
                yield run_once
        except KeyboardInterrupt as stop:
            raise Interrupted("Stopped. Nothing was published; the next run goes on from here.") from stop


def print_result(console: Console, data: DataDir, result: RunResult) -> None:
    """Print the summary of a run: what came in, what is published, where to look."""
    counts = result.run
    if counts["status"] == "nothing_new":
        stands = "the published warehouse stands" if result.totals else "there is nothing to publish"
        console.print(f"Nothing new in {counts['file_count']:,} files; {stands}.")
        return
    table = Table(title=f"Run {counts['run_id']}", title_justify="left", show_header=False)
    table.add_column("what")
    table.add_column("value", justify="right")
    for label, value in summary_rows(result):
        table.add_row(label, value)
    console.print(table)
    if set_aside_count(counts):
        console.print('Set aside, with reasons: sourceline query "select * from ops.quarantine"')
    for label, path in (
        ("warehouse", data.warehouse),
        ("overview", data.reports / "index.html"),
        ("data quality", data.reports / "data_docs" / "index.html"),
    ):
        console.print(f"{label:<13}{path}", soft_wrap=True, highlight=False, markup=False)


def set_aside_count(counts: Mapping[str, Any]) -> int:
    """Return how many files and pages of a run are in `ops.quarantine`."""
    return int(counts["quarantined_count"] + counts["unread_count"] + counts["rejected_count"])


def summary_rows(result: RunResult) -> list[tuple[str, str]]:
    """Return the lines of the summary, as label and value."""
    counts = result.run
    rows = [
        ("pages in", f"{counts['file_count']:,}"),
        ("  new", f"{counts['ingested_count']:,}"),
        ("  unchanged", f"{counts['unchanged_count']:,}"),
        ("  duplicates", f"{counts['duplicate_count']:,}"),
        ("  quarantined", f"{set_aside_count(counts):,}"),
        ("  not in English", f"{counts['other_language_count']:,}"),
        ("published", ""),
        *((f"  {name}", f"{count:,}") for name, count in result.totals.items()),
        ("gates passed", f"{counts['gates_passed']:,}"),
        ("  checks passed", f"{counts['checks_passed']:,}"),
        ("  checks failed", f"{counts['checks_failed']:,}"),
        ("seconds", f"{sum(item['seconds'] for item in counts['stage_seconds']):.1f}"),
    ]
    rows += [(f"  {item['stage']}", f"{item['seconds']:.1f}") for item in counts["stage_seconds"]]
    peaks = [item["peak_bytes"] for item in counts["stage_seconds"] if item["peak_bytes"]]
    return [*rows, ("peak memory", f"{max(peaks) / 2**20:,.0f} MiB")] if peaks else rows
