"""Turn a check into an expectation of Great Expectations.

Great Expectations brings checks of its own for much of what is asked here. Ours are used wherever a row
can fail, because the queries it gives for the failing rows are not always whole: some have parameters that
it keeps to itself.
"""

from __future__ import annotations

from typing import Any, ClassVar

import great_expectations.expectations as gxe
from great_expectations.compatibility.sqlalchemy import sqlalchemy as sa
from great_expectations.constants import MAX_RESULT_RECORDS
from great_expectations.render import LegacyDiagnosticRendererType, RenderedTableContent
from great_expectations.render.renderer.renderer import renderer

from expectations.checks import Check, QueryCheck, RowCountCheck, ValuesCheck

ROWS_SHOWN = 20
"""Failing rows shown on a page of the Data Docs."""


class ExpectNoRows(gxe.UnexpectedRowsExpectation):  # type: ignore[misc] # Great Expectations is untyped here
    """A query for rows that should not be there, whose first rows are shown in the Data Docs.

    Great Expectations would ask each query twice, for the rows and for their number. Most queries find
    nothing, so here the number is asked for only where there are more rows than it fetches.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: object = None,  # noqa: ARG002 - the signature Great Expectations calls
        execution_engine: Any = None,  # noqa: ANN401 - whatever the data source runs on
    ) -> dict[str, Any]:
        """Return the failing rows that were fetched, and how many there are."""
        rows = [
            # Great Expectations stores results as JSON, and refuses what JSON has no word for
            {name: None if value is None else str(value) for name, value in row.items()}
            for row in metrics["unexpected_rows_query.table"]
        ]
        count = len(rows)
        if count == MAX_RESULT_RECORDS:
            query = self.unexpected_rows_query.format(batch=self.meta["table"])
            counted = execution_engine.execute_query(sa.text(f"select count(*) from ({query})"))  # noqa: S608 - a suite's own query
            count = counted.scalar()
        details = {"unexpected_rows": rows}
        return {"success": count == 0, "result": {"observed_value": count, "details": details}}

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


def as_expectation(check: Check, table_name: str) -> Any:  # noqa: ANN401 - an expectation
    """Return a new expectation: Great Expectations ties each to one suite.

    Its description begins with the severity, for which the pages have no column.
    """
    shared = {"severity": check.severity, "description": f"{check.severity}: {check.description}"}
    match check:
        case QueryCheck():
            return ExpectNoRows(unexpected_rows_query=check.query, meta={"table": table_name}, **shared)
        case RowCountCheck():
            return gxe.ExpectTableRowCountToBeBetween(min_value=check.min_count, **shared)
        case ValuesCheck():
            return gxe.ExpectColumnDistinctValuesToContainSet(
                column=check.column, value_set=list(check.values), **shared
            )
