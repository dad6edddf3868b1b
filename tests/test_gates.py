"""What a gate's findings become: rows, and an error that says enough to act on."""

import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from expectations.suites import GATES
from flows import gates
from flows.errors import GateBroken, GateFailed
from flows.storage import history_schemas, lake
from flows.storage.lake import to_table
from flows.storage.layout import DataDir
from flows.storage.warehouse import create_tables, load_history

ROOT = Path(__file__).parents[1]
CHECKED_AT = datetime(2025, 3, 5, 12, tzinfo=UTC)
FAULTY = "update raw.batches set page_count = 3"
BROKEN = "alter table raw.parsed_pages drop column parser_version"
MANY_FAULTY = "insert into raw.pages select 'lost', 'run-1', 'page-' || i from range(250) as r(i)"


@pytest.fixture
def warehouse():
    with duckdb.connect(":memory:") as connection:
        connection.execute("""
            create schema raw; create schema ops;
            create table raw.current_build as select 'run-1' as run_id;
            create table raw.batches as
                select 'b1' as batch_id, '1+a' as parser_version, 'run-1' as run_id, 1 as page_count;
            create table raw.pages as select 'b1' as batch_id, 'run-1' as run_id, 'page-x' as content_sha256;
            create table ops.page_outcomes as
                select *, '/x' as source_path, 'ingested' as outcome from raw.pages;
            create table raw.parsed_pages as from raw.pages, (values ('1+a')) as v(parser_version);
        """)
        yield connection


@pytest.fixture
def run_gate(warehouse, tmp_path):
    def run(*changes):
        for change in changes:
            warehouse.execute(change)
        return gates.run_gate(
            "after_load", warehouse, run_id="run-1", checked_at=CHECKED_AT, reports_dir=tmp_path / "reports"
        )

    return run


def test_bad_data_is_refused_with_the_check_the_rows_and_the_page_to_read(run_gate):
    report = run_gate(FAULTY)
    with pytest.raises(GateFailed) as refused:
        gates.enforce(report, mode="enforce")
    message = str(refused.value)
    assert "after_load: 3 of 18 checks refused the data" in message
    assert "raw.batches batch_is_whole_in_pages, 1 rows: The page count of a batch" in message
    assert "b1 (page_count: 3; row_count: 1)" in message
    assert str(report.docs) in message
    assert report.docs.is_file()


def test_a_check_that_cannot_run_is_broken_and_says_nothing_about_the_data(run_gate):
    report = run_gate(BROKEN)
    (broken,) = [result for result in report.results if result.is_broken]
    assert broken.check_name == "parser_version_is_that_of_the_batch"
    assert not broken.is_success
    assert broken.unexpected_count is None
    assert 'does not have a column named "parser_version"' in broken.evidence
    assert report.failed_rows == ()
    with pytest.raises(GateBroken, match="1 of 18 checks could not be carried out"):
        gates.enforce(report, mode="enforce")


def test_a_broken_check_stops_the_run_even_where_others_found_bad_data(run_gate):
    with pytest.raises(GateBroken):
        gates.enforce(run_gate(FAULTY, BROKEN), mode="enforce")


def test_every_check_of_a_table_that_is_missing_is_broken(run_gate):
    report = run_gate("drop table raw.parsed_pages")
    of_table = [result for result in report.results if result.table_name == "raw.parsed_pages"]
    assert of_table
    assert all(result.is_broken for result in of_table)
    assert "raw.parsed_pages cannot be read" in of_table[0].evidence
    assert "parsed_pages does not exist" in of_table[0].evidence


@pytest.mark.parametrize("change", [FAULTY, BROKEN])
def test_report_mode_records_what_is_wrong_and_stops_nothing(run_gate, change):
    report = run_gate(change)
    gates.enforce(report, mode="report")
    assert report.failed_count > 0
    assert report.failed_count + report.passed_count == len(report.results)


def test_a_warning_stops_nothing_but_a_strict_run():
    warning = gates.CheckResult(
        run_id="run-1",
        gate="after_ingest",
        table_name="lake.page_outcomes",
        check_no=0,
        check_name="quarantined_share",
        description="At most 20% were quarantined",
        severity="warning",
        outcome="failed",
        is_success=False,
        is_broken=False,
        observed_value="8 of 10 files were quarantined",
        unexpected_count=None,
        evidence=None,
        checked_at=CHECKED_AT,
    )
    report = gates.GateReport("after_ingest", (warning,), (), Path("index.html"))
    gates.enforce(report, mode="enforce")
    with pytest.raises(GateFailed, match="quarantined_share"):
        gates.enforce(report, mode="strict")


def test_good_data_passes_with_a_row_for_every_check(run_gate):
    report = run_gate()
    gates.enforce(report, mode="enforce")
    assert (report.passed_count, report.failed_count) == (18, 0)
    assert [result.check_no for result in report.results] == list(range(18))


def test_failing_rows_are_kept_up_to_a_bound_and_counted_in_full(run_gate):
    report = run_gate(MANY_FAULTY)
    (result,) = [
        found for found in report.results if found.check_name == "batch_is_known" and not found.is_success
    ]
    kept = [row.row_key for row in report.failed_rows if row.check_no == result.check_no]
    assert result.unexpected_count == 250
    assert kept == sorted(f"page-{number}" for number in range(250))[: gates.MAX_FAILED_ROWS]


def test_results_are_rows_of_the_lake(run_gate):
    report = run_gate(FAULTY)
    assert to_table([asdict(result) for result in report.results], history_schemas.GATE_RESULT).num_rows == 18
    assert (
        to_table([asdict(row) for row in report.failed_rows], history_schemas.GATE_FAILED_ROW).num_rows == 3
    )


def test_a_check_that_was_not_made_is_told_from_one_that_nothing_failed(run_gate):
    rows = gates.complete([run_gate(FAULTY)], run_id="run-1", started_at=CHECKED_AT)
    by_gate = {gate: [row for row in rows if row.gate == gate] for gate in GATES}
    assert {row.outcome for row in by_gate["after_load"]} == {"passed", "failed"}
    assert {row.is_success for row in by_gate["after_load"]} == {True, False}
    for gate in ("after_ingest", "after_extract", "after_transform"):
        assert {(row.outcome, row.is_success, row.checked_at) for row in by_gate[gate]} == {
            ("not_run", None, None)
        }


def test_a_run_that_comes_to_no_gate_has_a_row_for_every_check_there_is():
    rows = gates.complete([], run_id="run-1", started_at=CHECKED_AT)
    assert {row.outcome for row in rows} == {"not_run"}
    assert [(row.gate, row.check_no) for row in rows] == [
        (gate, check_no)
        for gate in GATES
        for check_no in range(len(gates.list_checks(gate, run_id="run-1", checked_at=CHECKED_AT)))
    ]
    assert to_table([asdict(row) for row in rows], history_schemas.GATE_RESULT).num_rows == len(rows)


def test_listing_checks_does_not_wait_for_great_expectations():
    code = "import sys; import expectations.suites; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_outcomes_of_a_time_before_they_were_told_apart_are_filled_in(tmp_path):
    data = DataDir(tmp_path)
    old = pa.schema([field for field in history_schemas.GATE_RESULT if field.name != "outcome"])
    rows = [
        {**asdict(row), "is_success": is_success, "is_broken": is_broken}
        for row, (is_success, is_broken) in zip(
            gates.list_checks("after_load", run_id="a-b", checked_at=CHECKED_AT),
            [(True, False), (False, False), (False, True)],
            strict=False,
        )
    ]
    lake.write_rows(
        [{name: row[name] for name in old.names} for row in rows], old, data.gate_results / "a-b.parquet"
    )
    with duckdb.connect(":memory:") as connection:
        create_tables(connection, origin="", lookups_version="", run_id="a-c")
        load_history(connection, data)
        found = connection.execute("select outcome from ops.gate_results order by check_no").fetchall()
    assert found == [("passed",), ("failed",), ("broken",)]


def test_a_gate_can_run_twice_on_one_connection(run_gate):
    assert run_gate().results == run_gate().results
