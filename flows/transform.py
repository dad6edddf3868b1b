"""Turn the raw tables into marts: one `dbt build` of `dbt_project/`, in this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.errors import TransformFailed
from flows.settings import force_variable
from flows.storage.layout import DataDir

PROJECT = Path(__file__).parents[1] / "dbt_project"
SHOWN_FAILURES = 10


@dataclass(frozen=True, slots=True)
class Transformed:
    """How many dbt nodes were built and how many tests passed."""

    node_count: int
    test_count: int


def build_marts(data: DataDir, build: Path) -> Transformed:
    """Build and test every model in the warehouse at `build`; raise TransformFailed naming what failed."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    force_variable("SOURCELINE_WAREHOUSE", str(build))
    try:
        outcome = dbtRunner().invoke(
            [
                "--quiet",
                "--no-use-colors",
                "--log-path",
                str(data.dbt_cache / "logs"),
                "--log-level-file",
                "none",
                "--no-write-json",
                "build",
                "--exclude-resource-type",
                "unit_test",  # they test the SQL, not the data: for pytest
                "--project-dir",
                str(PROJECT),
                "--profiles-dir",
                str(PROJECT),
                "--target-path",
                str(data.dbt_cache / "target"),
            ]
        )
    finally:
        # dbt keeps the file open and locked after it returns
        DuckDBConnectionManager.close_all_connections()
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise outcome.exception  # dbt keeps it to itself
    if outcome.exception:
        raise TransformFailed(f"dbt could not run: {outcome.exception}") from outcome.exception
    results = outcome.result.results
    failed = [
        f"  {result.node.unique_id}: {result.status}: {result.message}"
        for result in results
        if result.status in ("error", "fail")
    ]
    if failed or not outcome.success:
        shown = "\n".join(failed[:SHOWN_FAILURES])
        raise TransformFailed(
            f"dbt refused {len(failed)} of {len(results)} nodes, so nothing was published:\n{shown}"
        )
    tests = [result for result in results if result.node.resource_type == "test"]
    return Transformed(node_count=len(results) - len(tests), test_count=len(tests))
