"""`sourceline query`: print the rows of a select as a table, as CSV or as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.storage import warehouse
from flows.storage.layout import DataDir

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that a terminal obeys instead of showing, such as the escape that starts a colour."""

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these; an apostrophe before it stops that (OWASP)."""


def answer(console: Console, data_dir: Path, sql: str, output_format: str) -> None:
    """Run the query on the published warehouse and print its rows; raise QueryFailed where it is refused."""
    names, rows = warehouse.query(DataDir(data_dir), sql)
    if output_format == "table":
        console.print(as_table(names, rows))
        console.print(f"{len(rows):,} rows", style="dim", highlight=False)
    else:
        text = as_csv(names, rows) if output_format == "csv" else as_json(names, rows)
        console.file.write(text)


def as_table(names: list[str], rows: list[tuple[Any, ...]]) -> Table:
    """Return the rows as a terminal table; numbers stand to the right, text is shown and never obeyed."""
    table = Table()
    for position, name in enumerate(names):
        is_number = any(isinstance(row[position], int | float) for row in rows)
        table.add_column(Text(_inert(name)), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else _inert(str(value))) for value in row))
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
    return json.dumps(objects, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _inert(text: str) -> str:
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_START) else value


def _plain(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value)
