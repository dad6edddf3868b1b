"""Note which pages the parser set aside, and which of them it reads now: the warehouse has the last word."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from flows.storage import lake
from flows.storage.history_schemas import PAGE_READING
from flows.storage.layout import DataDir
from flows.storage.warehouse import PendingBatch


def note_readings(
    connection: duckdb.DuckDBPyConnection, batches: Sequence[PendingBatch], *, run_id: str
) -> None:
    """Add what this run's readings are to those of before, after the batches and the history are loaded.

    A page that is set aside counts as another attempt where it was read by this run, or by a version that has
    no attempt yet; a page that is read is told of only where it was set aside before.
    """
    connection.execute(
        """
        insert into ops.page_readings by name
        with found as (
            select
                batch_id, content_sha256, parser_version,
                coalesce(rejection.code, case when parse_error is not null then 'parser_error' end)
                    as reason_code,
                coalesce(rejection.reason, parse_error) as reason
            from raw.parsed_pages where run_id = $run_id
        ),
        noted as (
            select
                content_sha256, arg_max(outcome, run_id) as outcome,
                arg_max(parser_version, run_id) as parser_version
            from ops.page_readings group by content_sha256
        )
        select
            $run_id as run_id, found.content_sha256, found.parser_version, found.reason_code, found.reason,
            case when found.reason_code is null then 'read' else 'set_aside' end as outcome
        from found left join noted using (content_sha256)
        where case
            when found.reason_code is null then noted.outcome = 'set_aside'
            else noted.outcome is distinct from 'set_aside'
                or noted.parser_version <> found.parser_version
                or found.batch_id in (select unnest($read_now::text[]))
            end
        """,
        {"run_id": run_id, "read_now": [batch.batch_id for batch in batches if batch.is_read_now]},
    )


def write_readings(connection: duckdb.DuckDBPyConnection, data: DataDir, *, run_id: str) -> None:
    """Write the readings that this run noted to the lake, from where every later warehouse takes them."""
    noted = connection.execute("select * from ops.page_readings where run_id = $1", [run_id])
    names = [column[0] for column in noted.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in noted.fetchall()]
    if rows:
        lake.write_rows(rows, PAGE_READING, data.page_readings / f"{run_id}.parquet")
