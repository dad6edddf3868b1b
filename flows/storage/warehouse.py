"""Make, fill and publish the warehouse file.

A warehouse is built aside as a copy of the published one and takes its place by a rename, so readers
are never blocked and never see half of it. DuckDB guards its file by locks that any other open and close
in the same process drops: nothing here copies or hashes a file that this process has open.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.storage import history_schemas, schemas
from flows.storage.lake import Row, run_of, to_table
from flows.storage.layout import DataDir
from flows.storage.parts import require_whole
from flows.storage.scan import OFFLINE, parquet_scan

RAW_TABLES = {"pages": schemas.RAW_PAGE, "parsed_pages": schemas.PARSED_PAGE}
OPS_TABLES = {
    "page_outcomes": history_schemas.PAGE_OUTCOME,
    "page_readings": history_schemas.PAGE_READING,
    "gate_results": history_schemas.GATE_RESULT,
    "gate_failed_rows": history_schemas.GATE_FAILED_ROW,
    "runs": history_schemas.RUN,
    "accuracy": history_schemas.ACCURACY,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """Pages loaded; those that broke the parser, are no articles, are not in English; what the others say."""

    page_count: int = 0
    unread_count: int = 0
    rejected_count: int = 0
    other_language_count: int = 0
    citation_count: int = 0
    mention_count: int = 0

    @property
    def set_aside_count(self) -> int:
        """Return how many of the pages are in the quarantine and not among the articles."""
        return self.unread_count + self.rejected_count

    def __add__(self, other: Loaded) -> Loaded:
        """Return the counts of both."""
        return Loaded(*(ours + theirs for ours, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class PendingBatch:
    """A batch that the warehouse lacks, with its two files in the lake.

    `is_read_now`: this run has read its pages; otherwise an earlier one had.
    """

    batch_id: str
    raw: Path
    parsed: Path
    is_read_now: bool = False


def copy_aside(data: DataDir, *, keep: bool) -> Path:
    """Return the path of the warehouse to build: a copy of the published one, or nothing yet."""
    build = data.build / "warehouse.duckdb"
    build.unlink(missing_ok=True)
    if keep:
        copied = subprocess.run(  # noqa: S603 - no shell; a copy by another process leaves DuckDB's locks alone
            ["cp", "--", str(data.warehouse), str(build)],  # noqa: S607 - any cp does
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
        if copied.returncode:
            raise OSError(f"{data.warehouse} could not be copied: {copied.stderr.strip()}")
    return build


@contextmanager
def open_build(build: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to the warehouse being built."""
    with closing(duckdb.connect(str(build), config=OFFLINE)) as connection:
        connection.execute("set timezone = 'UTC'")
        yield connection


def create_tables(
    connection: duckdb.DuckDBPyConnection, *, origin: str, lookups_version: str, run_id: str
) -> None:
    """Create the raw and ops tables where they are missing, and note what builds this warehouse.

    The models read the run from there and not from a dbt variable: dbt parses the whole project again
    when a variable changes.
    """
    connection.execute("create schema if not exists raw; create schema if not exists ops")
    connection.execute(
        "create or replace table raw.current_build as "
        "select $origin as origin, $lookups_version as lookups_version, $run_id as run_id",
        {"origin": origin, "lookups_version": lookups_version, "run_id": run_id},
    )
    connection.execute(
        "create table if not exists raw.batches "
        "(batch_id text, parser_version text, run_id text, page_count bigint, loaded_at timestamptz)"
    )
    for name, schema in RAW_TABLES.items():
        _create_table(connection, f"raw.{name}", schema, "'' as batch_id, '' as run_id, *")
    for name, schema in OPS_TABLES.items():
        _create_table(connection, f"ops.{name}", schema, "*")
    for name in ("current_build", "batches", "pages", "parsed_pages"):
        connection.execute(
            f"comment on table raw.{name} is 'As loaded from the lake; query the marts instead'"
        )


def load_batch(
    connection: duckdb.DuckDBPyConnection,
    batch: PendingBatch,
    *,
    run_id: str,
    parser_version: str,
    loaded_at: datetime,
) -> Loaded:
    """Insert a batch, replacing it where it is there already."""
    connection.execute("begin")
    for table in ("batches", *RAW_TABLES):
        connection.execute(f"delete from raw.{table} where batch_id = $1", [batch.batch_id])  # noqa: S608 - a name of ours
    for table, path in (("pages", batch.raw), ("parsed_pages", batch.parsed)):
        connection.execute(
            f"insert into raw.{table} by name "  # noqa: S608 - a name of ours
            f"select $batch_id as batch_id, $run_id as run_id, * from {parquet_scan([path])}",
            {"batch_id": batch.batch_id, "run_id": run_id},
        )
    connection.execute(
        "insert into raw.batches select $batch_id, $parser_version, $run_id, count(*), $loaded_at "
        "from raw.pages where batch_id = $batch_id",
        {
            "batch_id": batch.batch_id,
            "parser_version": parser_version,
            "run_id": run_id,
            "loaded_at": loaded_at,
        },
    )
    connection.execute("commit")
    counted = connection.execute(
        "select count(*), count(parse_error), count(rejection), "
        "count(*) filter (not language.is_read and parse_error is null), "
        "coalesce(sum(len(citations)) filter (rejection is null), 0)::bigint, "
        "coalesce(sum(len(mentions)) filter (rejection is null), 0)::bigint "
        "from raw.parsed_pages where batch_id = $1",
        [batch.batch_id],
    )
    return Loaded(*(counted.fetchone() or ()))


def load_history(connection: duckdb.DuckDBPyConnection, data: DataDir) -> None:
    """Insert the outcomes, checks and summaries of runs that the warehouse does not hold yet."""
    histories = {
        "page_outcomes": (data.outcomes, "run_id"),
        "page_readings": (data.page_readings, "run_id"),
        "gate_results": (data.gate_results, "run_id"),
        "gate_failed_rows": (data.gate_failed_rows, "run_id"),
        "runs": (data.runs, "run_id"),
        "accuracy": (data.accuracy, "measurement_id"),
    }
    for table, (folder, key) in histories.items():
        held = {row[0] for row in connection.execute(f"select distinct {key} from ops.{table}").fetchall()}  # noqa: S608 - names of ours
        files = [path for path in sorted(folder.glob("*.parquet")) if run_of(path) not in held]
        require_whole(files)
        if files:
            connection.execute(f"insert into ops.{table} by name select * from {parquet_scan(files)}")  # noqa: S608 - names of ours
    # files of a time before it was told apart whether a check was made
    connection.execute(
        "update ops.gate_results set outcome = case when is_broken then 'broken' "
        "when is_success then 'passed' else 'failed' end where outcome is null"
    )
    # a run that was killed between the outcomes and the batch they announce has ingested nothing
    connection.execute(
        "delete from ops.page_outcomes where outcome = 'ingested' "
        "and batch_id not in (select batch_id from raw.batches)"
    )


def add_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows into one of the ops tables."""
    connection.register("new_rows", to_table(rows, OPS_TABLES[table]))
    connection.execute(f"insert into ops.{table} by name select * from new_rows")  # noqa: S608 - a name of ours
    connection.unregister("new_rows")


def publish(data: DataDir, build: Path) -> None:
    """Put the finished build in the place of the published warehouse, in one step for every reader.

    A program that wrote to the old file may have left a log of it; replayed into the new one it would change
    or break it.
    """
    data.warehouse_log.unlink(missing_ok=True)
    build.replace(data.warehouse)


def _create_table(connection: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, columns: str) -> None:
    connection.register("no_rows", schema.empty_table())
    connection.execute(f"create table if not exists {name} as select {columns} from no_rows")  # noqa: S608 - names of ours
    connection.unregister("no_rows")
    for field in schema:
        text = field.metadata[b"description"].decode().replace("'", "''")
        connection.execute(f"comment on column {name}.{field.name} is '{text}'")
