"""Turn the raw tables into marts: one `dbt build` of `dbt_project/`, in this process; and describe them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import TransformFailed
from flows.fingerprint import fingerprint
from flows.settings import force_variable
from flows.storage.files import write_text
from flows.storage.layout import DataDir

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest

PROJECT = Path(__file__).parents[1] / "dbt_project"
DATABASE_VARIABLE = "SOURCELINE_WAREHOUSE"
"""Where profiles.yml takes the path of the database from."""
SHOWN_FAILURES = 10
DESCRIBED_BY = '<meta name="generator" content="dbt docs of project {project}">'
OFFLINE = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; font-src data:\">"
)
"""dbt's page is a program, so its script may run; nothing may be loaded, and nothing sent."""
HEAD_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Transformed:
    """How many dbt nodes were built and how many tests passed."""

    node_count: int
    test_count: int


def build_marts(data: DataDir, build: Path, *, is_addition: bool) -> Transformed:
    """Build and test the models in the warehouse at `build`; raise TransformFailed naming what failed.

    `is_addition`: views and lookups are there already as this project has them, so that tables alone follow.
    Where the project has changed since, its tables are described anew for people to read.
    """
    manifest = parse_project(data.dbt_cache)
    with opened_by_dbt(build):
        outcome = invoke(
            data.dbt_cache,
            "--no-write-json",
            "build",
            *select_nodes(is_addition=is_addition),
            manifest=manifest,
        )
        built = _count_built(outcome)
        describe_marts(data, manifest)
        return built


def parse_project(cache: Path) -> Manifest:
    """Return the project as dbt reads it, which takes seconds and is kept in `cache` for the next time.

    The name of a database that is never opened stands for the real one: dbt reads all again when it changes.
    """
    force_variable(DATABASE_VARIABLE, "warehouse.duckdb")
    manifest: Manifest = invoke(cache, "--no-write-json", "parse").result
    return manifest


@contextmanager
def opened_by_dbt(database: Path) -> Iterator[None]:
    """Let dbt work in a database for the block; it keeps the file open and locked after it returns."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    force_variable(DATABASE_VARIABLE, str(database))
    try:
        yield
    finally:
        DuckDBConnectionManager.close_all_connections()


def select_nodes(*, is_addition: bool) -> list[str]:
    """Return the options that leave out what a run need not make. Unit tests are of the SQL: for pytest."""
    kept = ["--exclude", "config.materialized:view", "path:lookups"] if is_addition else []
    return ["--exclude-resource-type", "unit_test", *kept]


def describe_marts(data: DataDir, manifest: Manifest) -> None:
    """Write dbt's page about every table, column and lineage, unless it is there for this project."""
    files = [path for suffix in ("sql", "yml") for path in PROJECT.rglob(f"*.{suffix}")]
    described_by = DESCRIBED_BY.format(project=fingerprint(files, root=PROJECT))
    if data.dbt_docs.exists():
        with data.dbt_docs.open(encoding="utf-8") as described:
            if described_by in described.read(HEAD_CHARACTERS):
                return
    target = data.dbt_cache / "target"
    manifest.write(str(target / "manifest.json"))
    invoke(data.dbt_cache, "docs", "generate", "--static", "--no-compile", manifest=manifest)
    page = (target / "static_index.html").read_text(encoding="utf-8")
    write_text(data.dbt_docs, page.replace("<head>", f"<head>{OFFLINE}{described_by}", 1))


def invoke(cache: Path, *command: str, manifest: Manifest | None = None) -> dbtRunnerResult:
    """Run a dbt command; raise TransformFailed where dbt itself fails, leave what it found to the caller."""
    from dbt.cli.main import dbtRunner

    outcome = dbtRunner(manifest=manifest).invoke(
        [
            "--quiet",
            "--no-use-colors",
            "--log-path",
            str(cache / "logs"),
            "--log-level-file",
            "none",
            *command,
            "--project-dir",
            str(PROJECT),
            "--profiles-dir",
            str(PROJECT),
            "--target-path",
            str(cache / "target"),
        ]
    )
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise outcome.exception  # dbt keeps it to itself
    if outcome.exception:
        raise TransformFailed(f"dbt could not run: {outcome.exception}") from outcome.exception
    return outcome


def _count_built(outcome: dbtRunnerResult) -> Transformed:
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
