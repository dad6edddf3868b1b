"""What the published warehouse says of itself: its marts, their columns and keys, as DuckDB keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

MARTS = "marts"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a mart; `data_type` is DuckDB's name of it."""

    name: str
    data_type: str
    description: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A mart, which is a table or a view; a view has no key."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_view: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the key of a row in another mart."""

    column: str
    relation: str
    field: str


def read_marts(connection: duckdb.DuckDBPyConnection) -> tuple[Relation, ...]:
    """Return every table and view of the marts, in the order of their names."""
    relations = connection.execute(
        """
        select table_name, comment, false as is_view from duckdb_tables() where schema_name = $schema
        union all
        select view_name, comment, true from duckdb_views() where schema_name = $schema
        order by all
        """,
        {"schema": MARTS},
    ).fetchall()
    keys = dict(
        connection.execute(
            "select table_name, constraint_column_names from duckdb_constraints() "
            "where schema_name = $schema and constraint_type = 'PRIMARY KEY'",
            {"schema": MARTS},
        ).fetchall()
    )
    columns = {name: _read_columns(connection, name) for name, _, _ in relations}
    # the large facts have no primary key, whose index each build would write anew: it is their first column
    facts = {name: (columns[name][0].name,) for name, _, _ in relations if name.startswith("fct_")}
    return tuple(
        Relation(name, comment or "", columns[name], tuple((facts | keys).get(name, ())), is_view)
        for name, comment, is_view in relations
    )


def _read_columns(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[Column, ...]:
    columns = connection.execute(
        "select column_name, data_type, coalesce(comment, ''), not is_nullable from duckdb_columns() "
        "where schema_name = $schema and table_name = $relation order by column_index",
        {"schema": MARTS, "relation": relation},
    ).fetchall()
    return tuple(Column(*column) for column in columns)


def find_references(relation: Relation, relations: Sequence[Relation]) -> Iterator[Reference]:
    """Yield the columns that hold the key of another mart.

    A key is named after what it is the key of, and a column after the key it holds, with its part in front:
    `publisher_outlet_id` holds an `outlet_id`. Of several keys that fit the longest is meant.
    """
    keys = {other.key[0]: other.name for other in relations if len(other.key) == 1}
    for column in relation.columns:
        fitting = [key for key in keys if column.name == key or column.name.endswith(f"_{key}")]
        key = max(fitting, key=len, default=None)
        if key and keys[key] != relation.name:
            yield Reference(column.name, keys[key], key)
