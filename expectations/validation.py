"""Carry out the checks of one table with Great Expectations over a DuckDB connection.

An expectation that raises is told apart from data that fails it: the first says that the check is
broken, only the second says something about the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import great_expectations as gx
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import TestConnectionError

from expectations.asking import as_expectation
from expectations.checks import CRITICAL, WARNING, Check, Grain, QueryCheck, TableChecks
from expectations.data_docs import RESULTS, SITE_NAME, site_config
from expectations.docs_index import TableSummary, add_summary

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check found.

    `failing_rows_query` is SQL for every failing row, with the columns of `row_key` among its own, for a
    cursor from `open_cursor`; None where rows are not what is checked. `error` is set if and only if the
    check could not be carried out.
    """

    check: Check
    row_key: tuple[str, ...]
    is_success: bool
    observed_value: str | None
    unexpected_count: int | None
    failing_rows_query: str | None
    error: str | None


class Validator:
    """Validates the tables of one gate of one run and writes the pages about them.

    Results and pages go below `reports_dir`; suites live in memory, as the code is where they are kept.
    """

    def __init__(
        self,
        gate: str,
        connection: duckdb.DuckDBPyConnection,
        reports_dir: Path,
        *,
        run_name: str,
        run_time: datetime,
    ) -> None:
        self._gate = gate
        self._context = gx.get_context(mode="ephemeral", project_config=_context_config(reports_dir))
        self._connection = connection
        self._reports_dir = reports_dir
        self._run_id = gx.RunIdentifier(run_name=run_name, run_time=run_time)
        self._sources: dict[str, Any] = {}
        self._result_keys: list[Any] = []
        self._summaries: list[TableSummary] = []

    def validate(self, table: TableChecks) -> list[Verdict]:
        """Return one verdict per check of the table, in the order of its suite."""
        checks = table.checks(self._run_id.run_time)
        try:
            asset = self._find_source(table.schema).add_table_asset(table.table)
        except TestConnectionError as problem:
            error = f"{table.name} cannot be read: {problem}"
            verdicts = [_verdict(table, check, error=error) for check in checks]
            self._summaries.append(_summarise(table, verdicts, page=None))
            return verdicts
        expectations = [as_expectation(check, table.name) for check in checks]
        key, results = self._run_suite(f"{self._gate}-{table.table}", asset, expectations)
        self._result_keys.append(key)
        verdicts = [
            _verdict(table, check, result=results[expectation.id])
            for check, expectation in zip(checks, expectations, strict=True)
        ]
        self._summaries.append(_summarise(table, verdicts, page=key.to_tuple()))
        return verdicts

    def _find_source(self, schema: str) -> Any:  # noqa: ANN401 - a data source
        """Return the data source in whose connections tables are looked for in a schema."""
        if schema not in self._sources:
            # Great Expectations closes its connection between statements and rolls back on the way,
            # which would lose DuckDB's open result: hence a cursor of ours, and no rollback
            self._sources[schema] = self._context.data_sources.add_sql(
                schema,
                connection_string="duckdb:///:memory:",
                kwargs={
                    "creator": lambda: ConnectionWrapper(open_cursor(self._connection, schema)),
                    "isolation_level": "AUTOCOMMIT",
                    "skip_autocommit_rollback": True,
                },
            )
        return self._sources[schema]

    def _run_suite(
        self,
        name: str,
        asset: Any,  # noqa: ANN401 - a table asset
        expectations: list[Any],
    ) -> tuple[Any, dict[str, Any]]:
        """Return the key of the results, and each result by the id of its expectation."""
        suite = self._context.suites.add(gx.ExpectationSuite(name=name, expectations=expectations))
        batch = asset.add_batch_definition_whole_table("all rows")
        definition = self._context.validation_definitions.add(
            gx.ValidationDefinition(name=name, data=batch, suite=suite)
        )
        checkpoint = self._context.checkpoints.add(
            gx.Checkpoint(
                name=name,
                validation_definitions=[definition],
                actions=[],
                result_format="COMPLETE",
            )
        )
        outcome = checkpoint.run(run_id=self._run_id)
        ((key, validation),) = outcome.run_results.items()
        return key, {result.expectation_config.id: result for result in validation.results}

    def write_data_docs(self) -> None:
        """Write the pages of the tables validated here, and the index of the runs that are kept."""
        if self._result_keys:  # none would mean all
            self._context.build_data_docs(site_names=[SITE_NAME], resource_identifiers=self._result_keys)
        add_summary(
            self._reports_dir,
            self._gate,
            self._summaries,
            run_name=self._run_id.run_name,
            run_time=self._run_id.run_time,
        )


def open_cursor(connection: duckdb.DuckDBPyConnection, schema: str) -> duckdb.DuckDBPyConnection:
    """Return a cursor on the same database that looks for tables in a schema, as the queries expect."""
    cursor = connection.cursor()
    cursor.execute("set timezone = 'UTC'")  # a cursor begins with the time zone of the machine
    cursor.execute(f"use {schema}")
    return cursor


def _summarise(table: TableChecks, verdicts: list[Verdict], *, page: tuple[str, ...] | None) -> TableSummary:
    failed = [
        verdict.check.severity for verdict in verdicts if not verdict.is_success and verdict.error is None
    ]
    return TableSummary(
        table_name=table.name,
        check_count=len(verdicts),
        critical_count=failed.count(CRITICAL),
        warning_count=failed.count(WARNING),
        broken_count=sum(verdict.error is not None for verdict in verdicts),
        page=page,
    )


def _verdict(
    table: TableChecks,
    check: Check,
    *,
    result: Any = None,  # noqa: ANN401 - a validation result
    error: str | None = None,
) -> Verdict:
    found = dict(result.result or {}) if result else {}
    error = error or (_find_error(result.exception_info) if result else None)
    grain = check.grain if isinstance(check, QueryCheck) else None
    return Verdict(
        check=check,
        row_key=(check.row_key if isinstance(check, QueryCheck) else ()) or table.row_key,
        is_success=bool(result and result.success),
        observed_value=_observed(found, grain),
        unexpected_count=found.get("observed_value") if grain == "rows" else None,
        failing_rows_query=_failing_rows_query(table, check) if not error else None,
        error=error,
    )


def _failing_rows_query(table: TableChecks, check: Check) -> str | None:
    if isinstance(check, QueryCheck) and check.grain == "rows":
        return check.query.format(batch=table.name)
    return None


def _observed(found: dict[str, Any], grain: Grain | None) -> str | None:
    """Return what was found, in words that need no knowledge of the kind of check."""
    if grain == "table":
        objections = (found.get("details") or {}).get("unexpected_rows") or []
        return str(objections[0]["detail"]) if objections else None
    if found.get("observed_value") is None:
        return None
    return f"{found['observed_value']} rows" if grain == "rows" else str(found["observed_value"])


def _find_error(info: dict[str, Any] | None) -> str | None:
    """Return the message of an expectation that raised: `info` is flat or has one entry per metric."""
    entries = [info or {}] if "raised_exception" in (info or {}) else list((info or {}).values())
    messages = [str(entry["exception_message"]) for entry in entries if entry["raised_exception"]]
    return messages[0] if messages else None


def _context_config(reports_dir: Path) -> Any:  # noqa: ANN401 - a data context configuration
    """Return a context that keeps nothing but results and pages, and those below `reports_dir`."""
    in_memory = {"class_name": "InMemoryStoreBackend"}
    on_disk = {
        "class_name": "TupleFilesystemStoreBackend",
        "base_directory": str(reports_dir / RESULTS),
    }
    stores = {
        "suites": {"class_name": "ExpectationsStore", "store_backend": in_memory},
        "results": {"class_name": "ValidationResultsStore", "store_backend": on_disk},
        "checkpoints": {"class_name": "CheckpointStore", "store_backend": in_memory},
        "validation_definition_store": {
            "class_name": "ValidationDefinitionStore",
            "store_backend": in_memory,
        },
    }
    return DataContextConfig(
        expectations_store_name="suites",
        validation_results_store_name="results",
        checkpoint_store_name="checkpoints",
        stores=stores,
        data_docs_sites={SITE_NAME: site_config(reports_dir)},
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        fluent_datasources={},
    )
