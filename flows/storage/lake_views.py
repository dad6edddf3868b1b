"""Show a run's Parquet files as tables, so that the gates can check them with SQL.

Schema `lake` has one view per kind of file (`pages`, `parsed_pages`, `page_outcomes`), which reads its
files each time it is asked, and one table or view per nested list that a check looks into.

`segments`, `citations` and `mentions` are unnested once, into tables without the long texts: two dozen
checks look at them, and unnesting is most of the cost of each. `spans` has all the texts and is a view.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from flows.storage import history_schemas, schemas
from flows.storage.scan import OFFLINE, literal, parquet_scan

_NESTED_TABLES: Final = {
    "segments": """
        select content_sha256, item.segment_no, item.segment_type, item."start" as segment_start,
            item."end" as segment_end, item.content."start" as content_start,
            item.content."end" as content_end, item.rule
        from (select content_sha256, unnest(segments) as item from lake.parsed_pages)
    """,
    "citations": """
        select content_sha256, item.citation_no, item.segment_no, item.source_kind, item.source_name,
            item.source_role, item.resolved_by, item.cue_id, item.quote_form,
            len(item.quotes) as quote_count, item.relayed_by_no, item.said_date, item.said_date_text,
            item.rule, item.confidence
        from (select content_sha256, unnest(citations) as item from lake.parsed_pages)
    """,
    "mentions": """
        select content_sha256, item.mention_no, item.segment_no, item."start" as mention_start,
            item."end" as mention_end, item.entity_type, item.entity_name, item.resolved_by, item.rule
        from (select content_sha256, unnest(mentions) as item from lake.parsed_pages)
    """,
}

_PAGE_SPANS: Final = {
    "headline": "headline",
    "dek": "dek",
    "caption": "caption",
    "published": """{'start': published."start", 'end': published."end", 'text': published.text}""",
}
"""Spans that a page has once or not at all: kind and the struct that holds it."""

_LISTED_SPANS: Final = {
    "segment": ("segments", """{'start': item."start", 'end': item."end", 'text': item.text}"""),
    "segment_content": ("segments", "item.content"),
    "sentence": ("sentences", """{'start': item."start", 'end': item."end", 'text': null::text}"""),
    "author": ("authors", """{'start': item."start", 'end': item."end", 'text': null::text}"""),
    "topic": ("topics", """{'start': item."start", 'end': item."end", 'text': item.name}"""),
    "image_credit": ("image_credits", """{'start': item."start", 'end': item."end", 'text': null::text}"""),
    "mention": ("mentions", """{'start': item."start", 'end': item."end", 'text': item.text}"""),
    "source": ("citations", "item.source"),
    "cue": ("citations", "item.cue"),
    "content": ("citations", "item.content"),
    "addressee": ("citations", "item.addressee"),
    "speaker_title": ("citations", "item.speaker_title"),
    "speaker_affiliation": ("citations", "item.speaker_affiliation"),
    "quote": ("flatten(list_transform(citations, lambda citation: citation.quotes))", "item"),
}
"""Spans that a page has many of: kind, the list they stand in and the struct of one item.

Names of authors and in credits are not as printed (`AP` is the Associated Press), so they have no text; what
a sentence says is said by its segment.
"""


def open_lake(
    *,
    pages: Sequence[Path],
    parsed_pages: Sequence[Path],
    page_outcomes: Sequence[Path],
    run_id: str = "",
    spill_dir: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a connection in memory with the tables of exactly these files; the caller closes it.

    An empty list of files gives an empty table with the columns and types of the schema. `lake.this_run` has
    `run_id`, the run that looks. What does not
    fit into memory is written to `spill_dir`; without one a query that needs more fails.
    """
    connection = duckdb.connect(":memory:", config=OFFLINE)
    connection.execute("set timezone = 'UTC'")
    connection.execute(f"set temp_directory = {literal(str(spill_dir.absolute()) if spill_dir else '')}")
    connection.execute("create schema lake")
    connection.execute("create table lake.this_run as select $1 as run_id", [run_id])
    _create_view(connection, "pages", pages, schemas.RAW_PAGE)
    _create_view(connection, "parsed_pages", parsed_pages, schemas.PARSED_PAGE)
    _create_view(connection, "page_outcomes", page_outcomes, history_schemas.PAGE_OUTCOME)
    for name, select in _NESTED_TABLES.items():
        connection.execute(f"create table lake.{name} as {select}")
    connection.execute(f"create view lake.spans as {_select_spans()}")
    return connection


def _create_view(
    connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path], schema: pa.Schema
) -> None:
    """Create a view over the files with the columns of the schema; a column that old files lack is null."""
    connection.register("no_rows", schema.empty_table())
    connection.execute(f"create table lake.no_{name} as from no_rows")
    connection.unregister("no_rows")
    rows = f"union all by name select * from {parquet_scan(files)}" if files else ""  # noqa: S608 - a view takes no parameters; both parts are escaped
    connection.execute(f"create view lake.{name} as from lake.no_{name} {rows}")


def _select_spans() -> str:
    """Return the query for one row per span of any kind; spans that are absent have no row."""
    singles = [
        f"select content_sha256, '{kind}' as span_kind, 0 as span_no, {struct} as span from lake.parsed_pages"  # noqa: S608 - constants of this module
        for kind, struct in _PAGE_SPANS.items()
    ]
    listed = [
        f"select content_sha256, '{kind}' as span_kind, span_no, {struct} as span from ("  # noqa: S608 - constants of this module
        f"select content_sha256, unnest({items}) as item, generate_subscripts({items}, 1) - 1 as span_no "
        "from lake.parsed_pages)"
        for kind, (items, struct) in _LISTED_SPANS.items()
    ]
    return (
        'select content_sha256, span_kind, span_no, span."start" as span_start, span."end" as span_end, '  # noqa: S608 - constants of this module
        f"span.text as span_text from ({' union all '.join([*singles, *listed])}) "
        'where coalesce(span."start", span."end") is not null or span.text is not null'
    )
