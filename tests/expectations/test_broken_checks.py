"""A check that cannot be carried out is broken, in every gate, and never a pass."""

import pytest

from flows import gates
from flows.errors import GateBroken

ROW_COUNTS = {"expect_table_row_count_to_be_between", "as_many_parsed_as_pages", "there_are_spans"}
"""The only checks that need no column."""


@pytest.fixture(params=["after_ingest", "after_extract", "after_load", "after_transform"])
def gate(request):
    return request.param


@pytest.fixture
def connection(gate, tmp_path, make_page, make_lake, open_warehouse):
    """What the gate looks at, without a fault."""
    if gate in ("after_ingest", "after_extract"):
        opened = make_lake([make_page(number) for number in range(3)]).open(tmp_path)
    else:
        opened = open_warehouse()
    with opened as connection:
        yield connection


def find_tables(connection):
    return connection.execute(
        "select schema_name, table_name, 'table' from duckdb_tables() "
        "union all select schema_name, view_name, 'view' from duckdb_views() where not internal"
    ).fetchall()


def test_no_check_passes_on_tables_that_lack_its_columns(gate, connection, check):
    for schema, name, kind in find_tables(connection):
        connection.execute(
            f"drop {kind} {schema}.{name}; create table {schema}.{name} as select 1 as nothing"
        )
    found = check(gate, connection)
    assert {name for (_, name), outcome in found.outcomes.items() if outcome != "broken"} <= ROW_COUNTS
    assert found.report.failed_rows == ()
    with pytest.raises(GateBroken, match="could not be carried out"):
        gates.enforce(found.report, mode="enforce")


def test_every_check_is_broken_where_there_are_no_tables(gate, connection, check):
    for schema, name, kind in find_tables(connection):
        connection.execute(f"drop {kind} {schema}.{name}")
    found = check(gate, connection)
    assert set(found.outcomes.values()) == {"broken"}
    assert all("cannot be read" in result.evidence for result in found.report.results)


def test_one_broken_check_among_good_ones_breaks_the_gate(gate, connection, check):
    column = {
        "after_ingest": "page_outcomes.known_as",
        "after_extract": "segments.rule",
        "after_load": "batches.parser_version",
        "after_transform": "fct_quotes.word_count",
    }[gate]
    table, name = column.split(".")
    ((schema, _, kind),) = [row for row in find_tables(connection) if row[1] == table]
    connection.execute(f"create table kept as from {schema}.{table}; drop {kind} {schema}.{table}")
    connection.execute(f"create table {schema}.{table} as select * exclude ({name}) from kept")
    found = check(gate, connection)
    assert set(found.outcomes.values()) == {"passed", "broken"}
    with pytest.raises(GateBroken, match=name):
        gates.enforce(found.report, mode="enforce")
