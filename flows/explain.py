"""`sourceline explain`: from a row of the marts to the words on the page, the rule, the parser and the run.

A row is known by its key alone, whatever mart it is of. One that stands on a page is shown on its line; one
that other rows point at (an entity, an outlet, a story) or that counts them (an aggregate), with these.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.counted_rows import COUNTED_ROWS
from flows.errors import RowNotFound
from flows.query import as_shown, as_value
from flows.storage import catalog
from flows.storage.catalog import Relation
from flows.storage.layout import DataDir
from flows.storage.reader import open_reader, rows_of

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

SHOWN_ROWS: Final = 10
"""Rows shown of those that point at a row; all of them are counted."""

LINEAGE: Final = ("rule", "confidence", "parser_version", "batch_id", "run_id")
"""Columns that say where a row comes from, and not what it says."""

SPAN_STYLES: Final = {"source": "bold cyan", "cue": "bold magenta", "content": "green", "quote": "bold green"}
OPENING, CLOSING = "⟦", "⟧"
"""Set around marked words, so that they are told also where there are no colours."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the page that a row names: offsets into its text, in code points from 0, end exclusive."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, numbered from 1 as editors do; `start` is its offset in the page."""

    line_no: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Pointing:
    """The rows of a mart that point at a row, or are counted by it: their number and the first keys."""

    relation: str
    column: str
    row_count: int
    first_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a row comes from. `page`, `lines` and `spans` are empty for a row that is not on one page."""

    relation: str
    description: str
    row: Row
    page: Row
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    lineage: Row
    pointing: tuple[Pointing, ...]


def show(console: Console, data_dir: Path, row_id: str, output_format: Literal["text", "json"]) -> None:
    """Print where a row comes from; raise RowNotFound for a key that no mart has."""
    found = explain_row(DataDir(data_dir), row_id)
    if output_format == "json":
        console.file.write(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=as_value) + "\n")
        return
    for part in _as_text(found):
        console.print(part, soft_wrap=isinstance(part, Text), highlight=False)


def explain_row(data: DataDir, row_id: str) -> Explanation:
    """Return where a row comes from; raise RowNotFound for a key that no mart has."""
    with open_reader(data) as connection:
        relations = catalog.read_marts(connection)
        relation, row = _find_row(connection, relations, row_id)
        page = _find_page(connection, row.get("article_id"))
        text = page.pop("text", "")
        spans = tuple(_find_spans(row)) if page else ()
        return Explanation(
            relation=relation.name,
            description=relation.description,
            row=row,
            page=page,
            spans=spans,
            lines=tuple(_find_lines(text, spans)),
            lineage=_find_lineage(connection, row),
            pointing=(
                (_find_counted(connection, relation.name, row_id),)
                if relation.name in COUNTED_ROWS
                else tuple(_find_pointing(connection, relations, relation, row_id))
            ),
        )


def _find_row(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], row_id: str
) -> tuple[Relation, Row]:
    """Return the row with this key and its mart. Facts come first: a key that two marts have is a fact's."""
    keyed = [(relation, relation.key[0]) for relation in relations if len(relation.key) == 1]
    keyed.sort(key=lambda pair: not pair[0].name.startswith("fct_"))
    keyed += [
        (relation, "agg_id")
        for relation in relations
        if any(column.name == "agg_id" for column in relation.columns)
    ]
    for relation, key in keyed:
        rows = rows_of(connection, f"select * from marts.{relation.name} where {key} = $1", [row_id])  # noqa: S608 - names of ours
        if rows:
            return relation, rows[0]
    raise RowNotFound(
        f"No row of the marts has the key {row_id!r}. Keys are the _id columns; "
        'sourceline query "from marts.fct_source_citations limit 5" shows some.'
    )


def _find_page(connection: duckdb.DuckDBPyConnection, article_id: str | None) -> Row:
    """Return what is known of the page an article came from, and its text; nothing without an article."""
    pages = rows_of(
        connection,
        """
        select
            articles.article_id,
            articles.headline,
            articles.publisher_name,
            articles.published_at,
            articles.version_no,
            articles.is_current,
            articles.source_file,
            articles.content_sha256,
            pages.source_path,
            pages.text
        from marts.fct_articles as articles
        inner join raw.pages as pages on articles.content_sha256 = pages.content_sha256
        where articles.article_id = $1
        """,
        [article_id],
    )
    return pages[0] if pages else {}


def _find_spans(row: Row) -> Iterator[Span]:
    """Yield what the row marks: `source_start` and `source_end` are the span `source`."""
    for column, start in row.items():
        name = column.removesuffix("_start")
        if name != column and start is not None and row.get(f"{name}_end") is not None:
            yield Span(name, start, row[f"{name}_end"])


def _find_lines(text: str, spans: Sequence[Span]) -> Iterator[Line]:
    """Yield the lines that have a marked character in them."""
    start = 0
    for line_no, line in enumerate(text.splitlines(keepends=True), start=1):
        end = start + len(line)
        if any(span.start < end and start < span.end for span in spans):
            yield Line(line_no, start, line.rstrip("\r\n"))
        start = end


def _find_lineage(connection: duckdb.DuckDBPyConnection, row: Row) -> Row:
    """Return rule, parser, batch and run of a row, and when and how that run ended where that is known."""
    lineage = {name: row[name] for name in LINEAGE if row.get(name) is not None}
    runs = rows_of(
        connection,
        "select started_at as run_started_at, finished_at as run_finished_at, status as run_status "
        "from ops.runs where run_id = $1",
        [row.get("run_id")],
    )
    return lineage | (runs[0] if runs else {})


def _find_pointing(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], relation: Relation, row_id: str
) -> Iterator[Pointing]:
    """Yield the facts and bridges that hold the key of a row, mart by mart."""
    for other in relations:
        if not other.key or other.name.startswith("dim_"):
            continue
        key = " || ' · ' || ".join(f"{column}::text" for column in other.key)
        for reference in catalog.find_references(other, relations):
            if reference.relation == relation.name:
                rows = f"select {key} as row_key from marts.{other.name} where {reference.column} = $1"  # noqa: S608 - names of ours
                pointing = _count(connection, other.name, reference.column, rows, row_id)
                if pointing.row_count:
                    yield pointing


def _find_counted(connection: duckdb.DuckDBPyConnection, aggregate: str, agg_id: str) -> Pointing:
    """Return the rows that a row of an aggregate counts."""
    counted = COUNTED_ROWS[aggregate]
    return _count(connection, counted.view, counted.key, counted.select(aggregate), agg_id)


def _count(
    connection: duckdb.DuckDBPyConnection, relation: str, column: str, rows: str, row_id: str
) -> Pointing:
    count = connection.execute(f"select count(*) from ({rows})", [row_id]).fetchone()  # noqa: S608 - queries of ours
    first = connection.execute(f"{rows} order by row_key limit {SHOWN_ROWS}", [row_id]).fetchall()
    return Pointing(relation, column, count[0] if count else 0, tuple(key for (key,) in first))


def _as_text(found: Explanation) -> Iterator[Text | Table]:
    """Yield the explanation for people: what the row says, where it stands, what made it and rests on it."""
    yield Text(f"{found.relation}: {found.description}", style="bold")
    hidden = {
        *LINEAGE,
        "body_text",
        *(f"{span.name}_{edge}" for span in found.spans for edge in ("start", "end")),
    }
    yield _as_list({name: value for name, value in found.row.items() if name not in hidden})
    if found.page:
        yield Text("\nThe page", style="bold")
        yield _as_list(found.page)
    for line in found.lines:
        yield Text(f"\nLine {line.line_no}", style="bold")
        yield mark_line(line, found.spans)
    if found.spans:
        yield _as_list({span.name: f"characters {span.start} to {span.end}" for span in found.spans})
    if found.lineage:
        yield Text("\nWhere it comes from", style="bold")
        yield _as_list(found.lineage)
    for pointing in found.pointing:
        yield Text(f"\n{pointing.row_count:,} rows of {pointing.relation} by {pointing.column}", style="bold")
        yield Text("\n".join([*pointing.first_ids, "…"][: min(pointing.row_count, SHOWN_ROWS + 1)]))


def mark_line(line: Line, spans: Sequence[Span]) -> Text:
    """Return a line with its part of each span between ⟦ and ⟧; what a terminal would obey is made inert."""
    end = line.start + len(line.text)
    marked = [
        (max(span.start, line.start) - line.start, min(span.end, end) - line.start, span.name)
        for span in spans
        if span.start < end and line.start < span.end
    ]
    shown = Text()
    for offset, character in enumerate(line.text):
        shown.append(OPENING * sum(start == offset for start, _, _ in marked))
        styles = [SPAN_STYLES.get(name, "underline") for start, end, name in marked if start <= offset < end]
        shown.append(as_shown(character), style=" ".join(styles))
        shown.append(CLOSING * sum(end == offset + 1 for _, end, _ in marked))
    return shown


def _as_list(values: Mapping[str, Any]) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in values.items():
        if value is not None:
            table.add_row(name, Text(as_shown(str(as_value(value)))))
    return table
