"""Read the published warehouse. Any number of readers may, at any time, also while a run is under way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from flows.errors import QueryFailed, WarehouseMissing, WarehouseUnreadable
from flows.storage.layout import DataDir
from flows.storage.scan import OFFLINE


class Quarantined(NamedTuple):
    """A document that was set aside: the same bytes for the same reason are not news."""

    source_path: str
    content_sha256: str | None
    reason_code: str


@dataclass(frozen=True, slots=True)
class PublishedState:
    """What the published warehouse holds."""

    origin: str
    lookups_version: str
    batch_ids: frozenset[str]
    quarantined: frozenset[Quarantined]


@contextmanager
def open_reader(data: DataDir) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a read-only connection to the published warehouse; raise WarehouseMissing without one."""
    if not data.warehouse.exists():
        raise WarehouseMissing(f"No warehouse in {data.root} yet. `sourceline run` makes one.")
    try:
        opened = duckdb.connect(str(data.warehouse), read_only=True, config=OFFLINE)
    except duckdb.Error as problem:
        raise _as_unreadable(data, problem) from problem
    with closing(opened) as connection:
        connection.execute("set timezone = 'UTC'")
        try:
            yield connection
        except duckdb.IOException as problem:
            # met only now, as DuckDB reads and checks a block when it needs it
            if "corrupt" in str(problem).lower() or str(data.warehouse) in str(problem):
                raise _as_unreadable(data, problem) from problem
            raise


def _as_unreadable(data: DataDir, problem: duckdb.Error) -> WarehouseUnreadable:
    reason = str(problem).splitlines()[0]  # below it DuckDB may print where in its code it was
    return WarehouseUnreadable(
        f"{data.warehouse} cannot be read: {reason}\n`sourceline rebuild` makes it anew from the lake, "
        "whatever state it is in. A program that has it open for writing should open it read-only."
    )


def read_published(data: DataDir) -> PublishedState | None:
    """Return what the published warehouse holds; None where there is none or one of another make."""
    if not data.warehouse.exists():
        return None
    with open_reader(data) as connection:
        try:
            build = connection.execute("select origin, lookups_version from raw.current_build").fetchone()
        except (duckdb.CatalogException, duckdb.BinderException):
            return None
        batches = connection.execute("select batch_id from raw.batches").fetchall()
        quarantined = connection.execute(
            "select distinct source_path, content_sha256, reason_code from ops.page_outcomes "
            "where outcome = 'quarantined'"
        ).fetchall()
    origin, lookups_version = build or ("", "")
    return PublishedState(
        origin=origin,
        lookups_version=lookups_version,
        batch_ids=frozenset(batch_id for (batch_id,) in batches),
        quarantined=frozenset(Quarantined(*row) for row in quarantined),
    )


def read_batch_ids(data: DataDir) -> frozenset[str]:
    """Return the batches in the published warehouse; none where there is none or one of another make."""
    if not data.warehouse.exists():
        return frozenset()
    with open_reader(data) as connection:
        try:
            batches = connection.execute("select batch_id from raw.batches").fetchall()
        except duckdb.CatalogException:
            return frozenset()
    return frozenset(batch_id for (batch_id,) in batches)


def count_marts(data: DataDir) -> dict[str, int]:
    """Return the number of rows of what people ask for first; empty without a warehouse."""
    if not data.warehouse.exists():
        return {}
    with open_reader(data) as connection:
        (counted,) = rows_of(
            connection,
            """
            select
                (select count(*) from marts.fct_articles) as articles,
                (select count(*) from marts.fct_source_citations) as citations,
                (select count(*) from marts.fct_quotes) as quotes,
                (select count(*) from marts.fct_entity_mentions) as mentions,
                (select count(distinct entity_id) from marts.fct_entity_mentions) as entities,
                (
                    select count(distinct source_outlet_id)
                    from marts.fct_source_citations
                    where source_kind = 'outlet'
                ) as "outlets cited"
            """,
        )
        return counted


def read_rows(data: DataDir, sql: str) -> list[dict[str, Any]]:
    """Return the rows of a query of ours on the published warehouse."""
    with open_reader(data) as connection:
        return rows_of(connection, sql)


def query(data: DataDir, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the column names and rows of a SELECT on the published warehouse."""
    with _ask(data, sql) as answer:
        return answer.columns, answer.fetchall()


def query_to_parquet(data: DataDir, sql: str, path: Path) -> int:
    """Write the rows of a SELECT on the published warehouse to a Parquet file; return their number."""
    from flows.storage import lake  # pyarrow takes longer to import than most queries to answer

    with _ask(data, sql) as answer:
        table = answer.to_arrow_table()
    with lake.open_writer(table.schema, path) as writer:
        writer.write_table(table)
    return len(table)


def rows_of(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()
) -> list[dict[str, Any]]:
    """Return the rows of a query of ours, each with the names of its columns."""
    answer = connection.execute(sql, list(values))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _require_questions(statements: Sequence[duckdb.Statement]) -> None:
    """Raise QueryFailed where there is a statement that reads nothing, such as a pragma or a checkpoint.

    A pivot is a select before which DuckDB creates a temporary type of its own.
    """
    if not statements:
        raise QueryFailed("There is no SQL in the query.")
    reading = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.CREATE}
    for statement in statements:
        if statement.type not in reading:
            raise QueryFailed(f"Ask with a select; this is a {statement.type.name.lower()} statement.")


@contextmanager
def _ask(data: DataDir, sql: str) -> Iterator[duckdb.DuckDBPyRelation]:
    """Yield the answer to a query; raise QueryFailed where DuckDB refuses it, also while it is read.

    The connection can reach the warehouse and nothing else: no files, no network, no settings.
    """
    with open_reader(data) as connection:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        try:
            _require_questions(connection.extract_statements(sql))
            answer = connection.sql(sql)
            if answer is None:
                raise QueryFailed("DuckDB refused to give rows for this: ask with a select.")
            yield answer
        except duckdb.Error as problem:
            raise QueryFailed(f"DuckDB refused the query: {problem}") from problem
