"""The two kinds of SQL check and the record that lists the checks of one table.

Great Expectations brings checks of its own for much of this. Ours are used wherever a row can fail,
because the queries it gives for the failing rows are not always whole: some have parameters that it
keeps to itself.

A check on rows is a query for the rows that should not be there. It returns the columns of the table's
row key, by which the rows are kept as evidence, and any other columns that show what is wrong.
A check on a table is a query that returns nothing when all is well, and otherwise one row with one
column, `detail`, that says in figures what is not.

Both name the table as `{batch}`, without an alias unless the query joins; braces of a regular
expression are doubled. Limits are put in as `$limit`, so that each stands once, under its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from string import Template
from typing import Any, Literal

import great_expectations.expectations as gxe
from great_expectations.render import LegacyDiagnosticRendererType, RenderedTableContent
from great_expectations.render.renderer.renderer import renderer

Severity = Literal["critical", "warning"]
Grain = Literal["rows", "table"]

CRITICAL: Severity = "critical"
"""Readers would be misled: the run stops before publishing."""

WARNING: Severity = "warning"
"""Odd enough for a person to look at, and possible in good data."""

ROWS_SHOWN = 20
"""Failing rows shown on a page of the Data Docs."""


@dataclass(frozen=True, slots=True)
class TableChecks:
    """The checks of one table or view. `row_key` are the columns that tell its rows apart.

    `expectations` builds them anew for each run, as Great Expectations ties an expectation to one suite;
    it is given the time of the check.
    """

    schema: str
    table: str
    row_key: tuple[str, ...]
    expectations: Callable[[datetime], list[Any]]

    @property
    def name(self) -> str:
        """Return the name as SQL has it, such as `lake.pages`."""
        return f"{self.schema}.{self.table}"


class ExpectNoRows(gxe.UnexpectedRowsExpectation):  # type: ignore[misc] # Great Expectations is untyped here
    """A query for rows that should not be there, whose first rows are shown in the Data Docs."""

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)  # type: ignore[untyped-decorator] # as above
    def _diagnostic_unexpected_table_renderer(
        cls,
        configuration: object = None,  # noqa: ARG003 - the signature Great Expectations calls
        result: Any = None,  # noqa: ANN401 - a validation result
        runtime_configuration: object = None,  # noqa: ARG003 - as above
    ) -> list[Any] | None:
        """Return a table of the first unexpected rows; None where there are none."""
        details = (result.result or {}).get("details") or {}
        rows = details.get("unexpected_rows") or []
        if not rows:
            return None
        table = [[str(value) for value in row.values()] for row in rows[:ROWS_SHOWN]]
        return [
            RenderedTableContent(
                content_block_type="table", table=table, header_row=[str(name) for name in rows[0]]
            )
        ]


def no_rows(
    name: str, description: str, severity: Severity, query: str, **limits: float | str
) -> ExpectNoRows:
    """Return the check that a query for failing rows finds none."""
    return _expect(name, description, severity, Template(query).substitute(limits), "rows")


def table_holds(
    name: str, description: str, severity: Severity, query: str, **limits: float | str
) -> ExpectNoRows:
    """Return the check that a query about the whole table raises no objection."""
    return _expect(name, description, severity, Template(query).substitute(limits), "table")


def unique(column: str, description: str) -> ExpectNoRows:
    """Return the check that no value of a row key comes twice; a failing row is a repeated value."""
    return no_rows(
        f"{column}_is_unique",
        description,
        CRITICAL,
        "select $column, count(*) as row_count from {batch} group by $column having count(*) > 1",
        column=column,
    )


def one_of(column: str, values: list[str], row_key: str) -> ExpectNoRows:
    """Return the check that a column keeps to a closed list; null is not in it."""
    return no_rows(
        f"{column}_is_known",
        f"{column} is one of {', '.join(values)}",
        CRITICAL,
        "select $row_key, $column from {batch} where coalesce($column, '') not in ($values)",
        row_key=row_key,
        column=column,
        values=", ".join(f"'{value}'" for value in values),
    )


def not_empty(column: str, row_key: str) -> ExpectNoRows:
    """Return the check that a text column is never empty or null."""
    return no_rows(
        f"{column}_is_not_empty",
        f"{column} is never empty",
        CRITICAL,
        "select $row_key from {batch} where coalesce($column, '') = ''",
        row_key=row_key,
        column=column,
    )


def _expect(name: str, description: str, severity: Severity, query: str, grain: Grain) -> ExpectNoRows:
    return ExpectNoRows(
        unexpected_rows_query=query,
        description=description,
        severity=severity,
        meta={"name": name, "grain": grain},
    )
