"""`sourceline query`: give the rows of a select as a table, as CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.errors import UsageError
from flows.storage import reader
from flows.storage.files import write_text
from flows.storage.layout import DataDir

Format = Literal["table", "csv", "json", "parquet"]

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal obeys instead of showing, such as the escape that starts a colour."""

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these; an apostrophe before it stops that (OWASP)."""


def answer(
    console: Console, data_dir: Path, sql: str, output_format: Format, output: Path | None = None
) -> None:
    """Run the query on the published warehouse and print its rows, or write them to `output`.

    Raise QueryFailed where it is refused, UsageError where the format has no place to go.
    """
    data = DataDir(data_dir)
    if output_format == "parquet":
        if output is None:
            raise UsageError("Parquet is nothing to read on a terminal. Name a file: --output rows.parquet")
        row_count = reader.query_to_parquet(data, sql, _checked(output))
        console.print(f"{row_count:,} rows in {output}", soft_wrap=True, highlight=False)
        return
    names, rows = reader.query(data, sql)
    if output_format == "table":
        if output is not None:
            raise UsageError("A table is for people. For a file: --format csv, json or parquet.")
        console.print(as_table(names, rows))
        console.print(f"{len(rows):,} rows", style="dim", highlight=False)
        return
    text = as_csv(names, rows) if output_format == "csv" else as_json(names, rows)
    if output is None:
        console.file.write(text)
    else:
        write_text(_checked(output), text)
        console.print(f"{len(rows):,} rows in {output}", soft_wrap=True, highlight=False)


def _checked(output: Path) -> Path:
    """Return the path; raise UsageError where no file can be written there."""
    if output.is_dir() or not output.absolute().parent.is_dir():
        raise UsageError(f"{output} cannot be written: it is a folder, or stands in one that does not exist.")
    return output


def as_table(names: list[str], rows: list[tuple[Any, ...]]) -> Table:
    """Return the rows as a terminal table; numbers stand to the right, text is shown and never obeyed."""
    table = Table()
    for position, name in enumerate(names):
        is_number = any(isinstance(row[position], int | float) for row in rows)
        table.add_column(Text(as_shown(name)), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else as_shown(str(value))) for value in row))
    return table


def as_csv(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Return the rows as CSV with a header; text that a spreadsheet would run is made inert."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_no_formula(name) for name in names])
    writer.writerows([[_no_formula(value) for value in row] for row in rows])
    return text.getvalue()


def as_json(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Return the rows as a JSON array of objects; dates and times are ISO 8601 text."""
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2, default=as_value) + "\n"


def as_shown(text: str) -> str:
    """Return text without what a terminal obeys instead of showing."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_START) else value


def as_value(value: object) -> str:
    """Return a value that JSON has no type for as text: dates and times in ISO 8601."""
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)
