"""Compare two readings of the same pages: which rows are gained, lost and changed, and where.

Both sides are read where they lie, the published warehouse attached for reading only; what is worked out
lies in a scratch file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from flows.errors import UsageError
from flows.storage import schemas
from flows.storage.compared_rows import COMPARED, ComparedRows
from flows.storage.reader import rows_of
from flows.storage.scan import OFFLINE, literal, parquet_scan

Change = Literal["gained", "lost", "changed"]
Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Example:
    """A row that differs: its page, its words there, and each column that changed, before and after."""

    change: Change
    source_file: str
    span_start: int
    span_end: int
    words_before: str | None
    words_after: str | None
    columns: dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class TableComparison:
    """One table: its rows on both sides, how many differ, by column and by outlet, and some of them."""

    table: str
    before_count: int
    after_count: int
    gained: int
    lost: int
    changed: int
    columns: dict[str, int]
    outlets: dict[str, dict[str, int]]
    examples: tuple[Example, ...]


@contextmanager
def open_comparison(scratch: Path, *, published: Path, before: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that knows the pages of a warehouse and what another reading found on them.

    `before` is a warehouse, or a folder of parsed batches. Raise UsageError where it has none.
    """
    with closing(duckdb.connect(str(scratch / "comparison.duckdb"), config=OFFLINE)) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"set temp_directory = {literal(str(scratch / 'spill'))}")
        connection.execute(f"attach {literal(str(published))} as published (read_only)")
        connection.register("no_rows", schemas.PARSED_PAGE.empty_table())
        connection.execute("create table no_pages as from no_rows")
        connection.unregister("no_rows")
        source = "published.raw.parsed_pages"
        if before.is_dir():
            files = sorted(before.glob("*.parquet"))
            if not files:
                raise UsageError(f"{before} holds no batch that a parser has read.")
            source = parquet_scan(files)
        elif before != published:
            connection.execute(f"attach {literal(str(before))} as other (read_only)")
            source = "other.raw.parsed_pages"
        _create_view(connection, "read_before", source)
        connection.execute("create table chosen (batch_id text, content_sha256 text, source_file text)")
        yield connection


def choose_pages(
    connection: duckdb.DuckDBPyConnection, *, sample: int | None, seed: int
) -> dict[str, frozenset[str]]:
    """Choose pages that both sides have, all or as many as the sample; return their hashes by batch.

    A seed always gives the same sample of the same pages, and most of it when pages have come since.
    """
    connection.execute(
        "insert into chosen select batch_id, content_sha256, source_file from published.raw.pages "
        "where content_sha256 in (select content_sha256 from read_before) "
        "order by md5($seed || content_sha256) limit $sample",
        {"seed": f"{seed}:", "sample": sample},
    )
    connection.execute(
        "create view before_pages as from read_before "
        "where content_sha256 in (select content_sha256 from chosen)"
    )
    chosen = rows_of(
        connection, "select batch_id, list(content_sha256) as hashes from chosen group by 1 order by 1"
    )
    return {row["batch_id"]: frozenset(row["hashes"]) for row in chosen}


def versions_before(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the parser versions that the chosen pages were read with before."""
    rows = rows_of(connection, "select distinct parser_version from before_pages order by 1")
    return tuple(row["parser_version"] for row in rows)


def compare_readings(
    connection: duckdb.DuckDBPyConnection, after: Sequence[Path], *, example_count: int
) -> tuple[TableComparison, ...]:
    """Compare what was found on the chosen pages before with what these files say of them."""
    _create_view(connection, "after_pages", parquet_scan(after) if after else "no_pages")
    connection.execute(
        "create table outlets as select content_sha256, "
        "coalesce(later.publisher_name, former.publisher_name, '(unknown)') as outlet "
        "from before_pages as former full join after_pages as later using (content_sha256)"
    )
    return tuple(
        _compare(connection, table, rows, example_count=example_count) for table, rows in COMPARED.items()
    )


def _create_view(connection: duckdb.DuckDBPyConnection, name: str, source: str) -> None:
    """Create a view with the columns of this version; what an older one lacks is null."""
    connection.execute(
        f"create view {name} as select * from (from no_pages union all by name select * from {source})"  # noqa: S608 - names of ours; paths are escaped
    )


def _compare(
    connection: duckdb.DuckDBPyConnection, table: str, rows: ComparedRows, *, example_count: int
) -> TableComparison:
    for side in ("before", "after"):
        connection.execute(f"create or replace table {side}_rows as {_select_rows(rows, side)}")
    connection.execute(f"create or replace table differences as {_select_differences(rows)}")
    (counts,) = rows_of(
        connection,
        "select (select count(*) from before_rows) as before_count, "
        "(select count(*) from after_rows) as after_count, "
        "count(*) filter (change = 'gained') as gained, count(*) filter (change = 'lost') as lost, "
        "count(*) filter (change = 'changed') as changed from differences",
    )
    columns = rows_of(
        connection,
        "select name, count(*) as row_count from (select unnest(changed_columns) as name from differences) "
        "group by name order by row_count desc, name",
    )
    return TableComparison(
        table=table,
        **counts,
        columns={row["name"]: row["row_count"] for row in columns},
        outlets=_count_outlets(connection),
        examples=_find_examples(connection, list(rows.columns), example_count),
    )


def _select_rows(rows: ComparedRows, side: Side) -> str:
    """Return the query for the rows of one side, each with its key, its words and its columns as text."""
    articles = f"(select * from {side}_pages where parse_error is null and rejection is null)"  # noqa: S608 - names of ours
    source = rows.rows.format(pages=f"{side}_pages", articles=articles)
    keys = [f"{expression} as key_{name}" for name, expression in rows.key.items()]
    partition = ", ".join(["content_sha256", *rows.key.values()])
    columns = [f"({expression})::text" for expression in rows.columns.values()]
    selected = [
        "content_sha256",
        *keys,
        f"row_number() over (partition by {partition} order by {rows.tie}) as key_copy",
        f"{rows.span[0]} as span_start",
        f"{rows.span[1]} as span_end",
        f"{rows.words} as words",
        f"[{', '.join(columns)}] as facts",
    ]
    return f"select {', '.join(selected)} from ({source})"  # noqa: S608 - constants of `compared_rows`


def _select_differences(rows: ComparedRows) -> str:
    """Return the query for the rows that one side lacks, or that have another value in a column."""
    keys = ["content_sha256", *(f"key_{name}" for name in rows.key), "key_copy"]
    same_key = " and ".join(f"former.{key} is not distinct from later.{key}" for key in keys)
    names = ", ".join(literal(name) for name in rows.columns)
    is_changed = "former.facts[place] is distinct from later.facts[place]"
    return f"""
        select
            coalesce(later.content_sha256, former.content_sha256) as content_sha256,
            case
                when former.content_sha256 is null then 'gained'
                when later.content_sha256 is null then 'lost'
                else 'changed'
            end as change,
            coalesce(later.span_start, former.span_start) as span_start,
            coalesce(later.span_end, former.span_end) as span_end,
            former.words as words_before, later.words as words_after,
            former.facts as facts_before, later.facts as facts_after,
            case
                when former.content_sha256 is null or later.content_sha256 is null then []
                else list_transform(
                    list_filter(range(1, {len(rows.columns) + 1}), lambda place: {is_changed}),
                    lambda place: [{names}][place]
                )
            end as changed_columns
        from before_rows as former full join after_rows as later on {same_key}
        where former.content_sha256 is null or later.content_sha256 is null
            or former.facts is distinct from later.facts
    """  # noqa: S608 - constants of `compared_rows`


def _count_outlets(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """Return the rows that differ by outlet and change, the outlets with the most first."""
    counted = rows_of(
        connection,
        "select outlet, count(*) filter (change = 'gained') as gained, "
        "count(*) filter (change = 'lost') as lost, count(*) filter (change = 'changed') as changed "
        "from differences join outlets using (content_sha256) group by outlet order by count(*) desc, outlet",
    )
    return {row.pop("outlet"): row for row in counted}


def _find_examples(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str], count: int
) -> tuple[Example, ...]:
    """Return the first rows of each change, in the order of pages and of words on them."""
    found = rows_of(
        connection,
        "select change, source_file, span_start, span_end, words_before, words_after, facts_before, "
        "facts_after, changed_columns from differences join chosen using (content_sha256) "
        "qualify row_number() over ("
        "    partition by change order by source_file, content_sha256, span_start, span_end, words_after"
        ") <= $1 order by change, source_file, content_sha256, span_start, span_end, words_after",
        [count],
    )
    return tuple(_example(row, names) for row in found)


def _example(row: dict[str, Any], names: Sequence[str]) -> Example:
    before, after = row.pop("facts_before"), row.pop("facts_after")
    changed = set(row.pop("changed_columns"))
    pairs = zip(names, before or (), after or (), strict=False)
    columns = {name: (former, later) for name, former, later in pairs if name in changed}
    return Example(**row, columns=columns)
