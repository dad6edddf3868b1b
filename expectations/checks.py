"""What a check is: plain data, so that the checks of a gate can be listed without carrying one out.

A check on rows is a query for the rows that should not be there. It returns the columns of the row key,
by which the rows are kept as evidence, and any other columns that show what is wrong.
A check on a table is a query that returns nothing when all is well, and otherwise one row with one
column, `detail`, that says in figures what is not.

Both name the table as `{batch}`, without an alias unless the query joins; braces of a regular
expression are doubled. Limits are put in as `$limit`, so that each stands once, under its name.
How a check becomes an expectation of Great Expectations stands in `expectations/asking.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from string import Template
from typing import Literal, TypeAlias

Severity = Literal["critical", "warning"]
Grain = Literal["rows", "table"]

CRITICAL: Severity = "critical"
"""Readers would be misled: the run stops before publishing."""

WARNING: Severity = "warning"
"""Odd enough for a person to look at, and possible in good data."""


@dataclass(frozen=True, slots=True)
class QueryCheck:
    """A query that finds nothing when all is well.

    `row_key` are the columns that tell its failing rows apart, where they are not those of the table.
    """

    name: str
    description: str
    severity: Severity
    query: str
    grain: Grain
    row_key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCountCheck:
    """A table has at least so many rows: what is asked of rows is true of none."""

    description: str
    severity: Severity
    min_count: int

    @property
    def name(self) -> str:
        """Return the name of the expectation it becomes."""
        return "expect_table_row_count_to_be_between"


@dataclass(frozen=True, slots=True)
class ValuesCheck:
    """A column has, among others, each of these values."""

    description: str
    severity: Severity
    column: str
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the expectation it becomes, and the column."""
        return f"expect_column_distinct_values_to_contain_set({self.column})"


Check: TypeAlias = QueryCheck | RowCountCheck | ValuesCheck


@dataclass(frozen=True, slots=True)
class TableChecks:
    """The checks of one table or view. `row_key` are the columns that tell its rows apart.

    `checks` is given the time of the check.
    """

    schema: str
    table: str
    row_key: tuple[str, ...]
    checks: Callable[[datetime], list[Check]]

    @property
    def name(self) -> str:
        """Return the name as SQL has it, such as `lake.pages`."""
        return f"{self.schema}.{self.table}"


def no_rows(
    name: str,
    description: str,
    severity: Severity,
    query: str,
    row_key: tuple[str, ...] = (),
    **limits: float | str,
) -> QueryCheck:
    """Return the check that a query for failing rows finds none."""
    return QueryCheck(name, description, severity, Template(query).substitute(limits), "rows", row_key)


def table_holds(
    name: str, description: str, severity: Severity, query: str, **limits: float | str
) -> QueryCheck:
    """Return the check that a query about the whole table raises no objection."""
    return QueryCheck(name, description, severity, Template(query).substitute(limits), "table")


def at_least_one(what: str) -> RowCountCheck:
    """Return the check that a table is not empty."""
    return RowCountCheck(f"There is at least one {what}", CRITICAL, 1)


def unique(column: str, description: str) -> QueryCheck:
    """Return the check that no value of a row key comes twice; a failing row is a repeated value."""
    return no_rows(
        f"{column}_is_unique",
        description,
        CRITICAL,
        "select $column, count(*) as row_count from {batch} group by $column having count(*) > 1",
        column=column,
    )


def one_of(column: str, values: list[str], row_key: str) -> QueryCheck:
    """Return the check that a column keeps to a closed list; null is not in it."""
    return no_rows(
        f"{column}_is_known",
        f"{column} is one of {', '.join(values)}",
        CRITICAL,
        "select $key, $column from {batch} where coalesce($column, '') not in ($values)",
        key=row_key,
        column=column,
        values=", ".join(f"'{value}'" for value in values),
    )


def not_empty(column: str, row_key: str) -> QueryCheck:
    """Return the check that a text column is never empty or null."""
    return no_rows(
        f"{column}_is_not_empty",
        f"{column} is never empty",
        CRITICAL,
        "select $key from {batch} where coalesce($column, '') = ''",
        key=row_key,
        column=column,
    )
