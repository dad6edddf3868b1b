"""The rows of a query are shown, whatever is in them, and never obeyed."""

import csv
import datetime as dt
import io
import json

import duckdb
import pytest
from rich.console import Console

from flows import query
from flows.errors import QueryFailed, UsageError, WarehouseMissing
from flows.storage import reader
from flows.storage.layout import DataDir

HOSTILE = ["=1+1", "+49", "-2", "@sum", "[bold]x[/bold]", "\x1b[31mred", '"quoted", and\nbroken', "<script>"]


@pytest.fixture
def data(tmp_path):
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(
            "create table story as select 1 as n, timestamptz '2025-02-10 21:11:00Z' as posted_at"
        )
    return DataDir(tmp_path)


def test_asking_before_the_first_run_says_what_to_do(tmp_path):
    with pytest.raises(WarehouseMissing, match="sourceline run"):
        reader.query(DataDir(tmp_path), "select 1")


@pytest.mark.parametrize(
    "sql",
    [
        "select * from nowhere",
        "",
        "-- nothing",
        "selec 1",
        "create table t (a int)",
        "delete from story",
        "select * from read_text('/etc/hostname')",
        "copy story to 'out.csv'",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
    ],
)
def test_a_query_can_only_read_the_warehouse(data, sql, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QueryFailed, match=r"DuckDB refused|no SQL|Ask with a select"):
        reader.query(data, sql)


def test_a_table_shows_markup_and_escapes_as_text():
    console = Console(file=io.StringIO(), width=200)
    console.print(query.as_table(["value"], [(value,) for value in HOSTILE]))
    shown = console.file.getvalue()
    assert "[bold]x[/bold]" in shown
    assert "\x1b" not in shown


def test_csv_cells_are_no_formulas_and_numbers_stay_numbers():
    rows = list(
        csv.reader(io.StringIO(query.as_csv(["=name"], [(value,) for value in [*HOSTILE, -2, None]])))
    )
    assert [row[0] for row in rows[:5]] == ["'=name", "'=1+1", "'+49", "'-2", "'@sum"]
    assert [row[0] for row in rows[-2:]] == ["-2", ""]


def test_json_keeps_values_and_writes_times_as_iso_8601(data):
    names, rows = reader.query(data, "select n, posted_at, posted_at::date as day, [1, 2] as list from story")
    assert json.loads(query.as_json(names, rows)) == [
        {"n": 1, "posted_at": "2025-02-10T21:11:00+00:00", "day": "2025-02-10", "list": [1, 2]}
    ]


def test_json_carries_any_text_unchanged():
    rows = [(value, dt.date(2025, 2, 10)) for value in HOSTILE]
    assert [row["text"] for row in json.loads(query.as_json(["text", "day"], rows))] == HOSTILE


@pytest.mark.parametrize("output_format", ["csv", "json", "parquet"])
def test_rows_go_to_a_file(data, tmp_path, output_format):
    output = tmp_path / f"rows.{output_format}"
    query.answer(Console(quiet=True), data.root, "select n, 'é' as word from story", output_format, output)
    with duckdb.connect() as connection:
        assert connection.execute(f"select n, word from '{output}'").fetchall() == [(1, "é")]
    assert [path.name for path in tmp_path.glob("*.unfinished")] == []


@pytest.mark.parametrize(
    ("output_format", "output", "message"),
    [
        ("parquet", None, "--output"),
        ("table", "rows.txt", "for people"),
        ("csv", "", "cannot be written"),
        ("parquet", "no/where.parquet", "cannot be written"),
    ],
)
def test_rows_that_have_no_place_to_go_are_refused(data, output_format, output, message):
    place = None if output is None else data.root / output
    with pytest.raises(UsageError, match=message):
        query.answer(Console(quiet=True), data.root, "from story", output_format, place)
