"""Show that the cost of a build is that of its new pages: add 1,000 pages to 1,000 and to 100,000.

    uv run --no-sync python tests/benchmarks/build_cost.py [--history 1000 100000] [--added 1000] [--rounds 3]
        [--folder DIR]

Makes pages that nobody wrote (made_pages.sql), builds a warehouse of each size, adds the same new pages to
a copy of each by turns, and prints what `dbt build` took: in all, in SQL alone, and by model and test. On a
machine with other work, look at the seconds of processors. `--folder` keeps the warehouses for the next time:
remove DIR/*.built.duckdb when the models have changed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
from dbt.cli.main import dbtRunner
from dbt_common.events.base_types import EventMsg

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from flows.signatures import sign  # noqa: E402 - the path must be set first
from flows.storage import warehouse  # noqa: E402
from flows.transform import PROJECT, opened_by_dbt, parse_project, select_nodes  # noqa: E402

HERE = Path(__file__).parent
FIRST_NEW_PAGE = 1_000_000
DATABASE = "warehouse.duckdb"
"""Models name their database by the name of its file."""
"""Number of the first page that is added; the pages of the history have the numbers before it."""
SIGNATURE = "struct(text_key varchar, shingles uinteger[], bands uinteger[])"
PAGES_PER_PART = 5_000
"""Pages made by one statement, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Build:
    """Seconds that one `dbt build` took from call to return, of processors too, and of its SQL by node."""

    seconds: float
    processor_seconds: float
    sql_seconds: Counter[str]


def make_pages(database: Path, first: int, last: int, *, run_id: str) -> None:
    """Insert the pages numbered from `first` up to `last` into the raw tables, as a run would load them."""
    with closing(duckdb.connect(str(database))) as connection:
        connection.execute("set timezone = 'UTC'")
        warehouse.create_tables(connection, origin="benchmark", lookups_version="", run_id=run_id)
        connection.create_function("sign", lambda text: asdict(sign(text)), ["varchar"], SIGNATURE)
        names = {"outlets": str(PROJECT / "lookups" / "outlets.csv")}
        _execute(connection, HERE / "made_names.sql", names)
        for start in range(first, last, PAGES_PER_PART):
            part = {"first": start, "last": min(start + PAGES_PER_PART, last), "run_id": run_id}
            _execute(connection, HERE / "made_pages.sql", part)


def _execute(connection: duckdb.DuckDBPyConnection, script: Path, values: dict[str, object]) -> None:
    for statement in connection.extract_statements(script.read_text(encoding="utf-8")):
        wanted = {name: value for name, value in values.items() if name in statement.named_parameters}
        connection.execute(statement, wanted)


def build(database: Path, target: Path, *, is_addition: bool) -> Build:
    """Run the `dbt build` of a run as flows/transform.py does."""
    sql_seconds: Counter[str] = Counter()

    def note_statement(event: EventMsg) -> None:
        if event.info.name == "SQLQueryStatus":
            sql_seconds[event.data.node_info.node_name] += event.data.elapsed

    arguments = [*select_nodes(is_addition=is_addition), "--project-dir", str(PROJECT)]
    arguments += ["--profiles-dir", str(PROJECT), "--target-path", str(target)]
    quiet = ["--quiet", "--log-level-file", "none", "--log-path", str(target), "--no-write-json"]
    started, worked = time.perf_counter(), time.process_time()
    manifest = parse_project(target.parent)
    with opened_by_dbt(database):  # whose end writes the file
        outcome = dbtRunner(manifest, [note_statement]).invoke([*quiet, "build", *arguments])
    seconds, processor_seconds = time.perf_counter() - started, time.process_time() - worked
    if not outcome.success:
        sys.exit(f"dbt build failed: {outcome.exception or 'see above'}")
    return Build(seconds, processor_seconds, sql_seconds)


def make_history(folder: Path, page_count: int, target: Path) -> Path:
    """Return a built warehouse of so many pages: that of an earlier time if the folder has it."""
    made, built = folder / f"{page_count}.made.duckdb", folder / f"{page_count}.built.duckdb"
    unfinished = folder / DATABASE
    if not made.exists():
        unfinished.unlink(missing_ok=True)
        started = time.perf_counter()
        make_pages(unfinished, FIRST_NEW_PAGE - page_count, FIRST_NEW_PAGE, run_id="20260101T000000000Z-0000")
        print(f"{page_count:,} pages made in {time.perf_counter() - started:.0f} s", flush=True)
        unfinished.rename(made)
    if not built.exists():
        shutil.copy(made, unfinished)
        first_build = build(unfinished, target, is_addition=False)
        print(f"{page_count:,} pages built in {first_build.seconds:.0f} s", flush=True)
        unfinished.rename(built)
    return built


def add_pages(history: Path, page_count: int, target: Path) -> Build:
    """Add pages to a copy of a warehouse and build it."""
    copy = history.parent / DATABASE
    shutil.copy(history, copy)
    make_pages(copy, FIRST_NEW_PAGE, FIRST_NEW_PAGE + page_count, run_id="20260102T000000000Z-0000")
    measured = build(copy, target, is_addition=True)
    copy.unlink()
    return measured


def print_table(builds: dict[int, Sequence[Build]]) -> None:
    """Print medians by model or test, the dearest first, and the ratios in all."""
    nodes = {
        size: {
            node: statistics.median(one.sql_seconds[node] for one in measured)
            for node in set().union(*(one.sql_seconds for one in measured))
        }
        for size, measured in builds.items()
    }
    small, large = builds
    rows = [(nodes[small].get(node, 0.0), seconds, node) for node, seconds in nodes[large].items()]
    print(f"\n{small:>10,} {large:>10,}   seconds of SQL")
    for few, many, node in sorted(rows, key=lambda row: row[0] - row[1]):
        print(f"{few:10.3f} {many:10.3f}   {node}")
    totals = {
        "SQL in all": [[one.sql_seconds.total() for one in measured] for measured in builds.values()],
        "processors": [[one.processor_seconds for one in measured] for measured in builds.values()],
        "dbt build": [[one.seconds for one in measured] for measured in builds.values()],
    }
    for name, measured in totals.items():
        for kind, of_rounds in (("median", statistics.median), ("least", min)):
            few, many = (of_rounds(seconds) for seconds in measured)
            print(f"{few:10.2f} {many:10.2f}   {name}, {kind}: {many / few:.2f} times")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--history", type=int, nargs=2, default=(1_000, 100_000), metavar="PAGES")
    parser.add_argument("--added", type=int, default=1_000, metavar="PAGES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        target = Path(temporary) / "target"
        histories = {size: make_history(folder, size, target) for size in options.history}
        # the first build of a process is slower than all others
        add_pages(histories[options.history[0]], options.added, target)
        rounds = [
            {size: add_pages(histories[size], options.added, target) for size in histories}
            for _ in range(options.rounds)
        ]
        print_table({size: [one[size] for one in rounds] for size in histories})


if __name__ == "__main__":
    main()
