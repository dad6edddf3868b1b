"""One screen, or one JSON document, that tells how things stand, whatever state they are in."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from flows import status
from flows.errors import UsageError, WarehouseStale
from flows.notices import telling
from flows.notices.incidents import EndedRun
from flows.settings import NoticeSettings, utc_now
from flows.storage import lake
from flows.storage.history_schemas import GATE_RESULT, RUN
from flows.storage.layout import DataDir
from flows.storage.lock import hold
from flows.storage.parts import read_part
from flows.storage.schemas import RAW_PAGE


def shown(data_dir, **options):
    console = Console(file=io.StringIO(), width=200)
    status.show(console, data_dir, limit=10, **options)
    return console.file.getvalue()


def state_of(data_dir):
    return json.loads(shown(data_dir, output_format="json"))


def keep_run(data, minutes_ago, **facts):
    """Write the record of a run that ended so many minutes ago; return its id."""
    at = utc_now() - timedelta(minutes=minutes_ago)
    run_id = f"{at:%Y%m%dT%H%M%S000Z}-abcd"
    counts = {field.name: 0 for field in RUN if str(field.type) == "int64"}
    words = {field.name: "" for field in RUN if str(field.type) == "string"}
    row = {**counts, **words, "run_id": run_id, "status": "nothing_new", "stage_seconds": []}
    row |= {"message": None, "started_at": at, "finished_at": at}
    lake.write_rows([row | facts], RUN, data.runs / f"{run_id}.parquet")
    return run_id


def keep_check(data, run_id, **facts):
    row = {field.name: None for field in GATE_RESULT} | {"run_id": run_id, "check_no": 0, "is_broken": False}
    row |= {"gate": "after_ingest", "table_name": "raw_pages", "description": "", "check_name": "has_text"}
    row |= {"severity": "critical", "outcome": "failed", "unexpected_count": 3}
    lake.write_rows([row | facts], GATE_RESULT, data.gate_results / f"{run_id}.parquet")


def test_where_nothing_has_run_it_says_how_to_start(tmp_path):
    assert "`sourceline run` starts" in shown(tmp_path)
    state = state_of(tmp_path)
    assert (state["published"], state["running"], state["runs"]) == (None, None, [])
    assert state["waiting"] == {"batches": 0, "pages": 0}


def test_a_run_that_crashed_is_shown_at_once_and_not_while_one_is_at_work(tmp_path):
    data = DataDir(tmp_path)
    keep_run(data.at_work, 5, status="crashed", message="The process ended in load without a word")
    with hold(data):
        assert "ended in load" not in shown(tmp_path)
    assert "ended in load" in shown(tmp_path)
    (left,) = data.at_work.runs.glob("*")
    (row,) = read_part(left).to_pylist()
    lake.write_rows([{**row, "status": "published"}], RUN, data.runs / left.name)  # killed as it tidied up
    assert [run["status"] for run in state_of(tmp_path)["runs"]] == ["published"]


def test_a_refused_run_is_shown_with_its_gate_its_checks_what_waits_and_who_is_at_work(tmp_path):
    data = DataDir(tmp_path)
    page = {"content_sha256": "a", "source_file": "a", "source_path": "/a", "encoding": "utf-8"}
    page |= {"format": "text", "hints": {}, "byte_count": 1, "text": "a"}
    lake.write_rows([page, page], RAW_PAGE, data.raw_batch("b1"))
    run_id = keep_run(
        data, 5, status="refused", checks_failed=1, message="GateFailed: \x1b[31m3 rows\nhave no text"
    )
    keep_check(data, run_id)
    at = utc_now()
    telling.tell(data, EndedRun(run_id, at, at, {}, "GateFailed", is_refused=True), NoticeSettings())
    with hold(data, command="backfill"):
        text, state = shown(tmp_path), state_of(tmp_path)
    assert "3 rows" in text
    assert "\x1b[31m" not in text
    assert "published   nothing yet" in text
    assert "sourceline backfill" in text
    assert "waiting     2 pages in 1 batches" in text
    assert "after_ingest 1 failed" in text
    assert "after_ingest raw_pages has_text (failed, 3 rows)" in text
    assert "1 runs have failed" in text
    assert state["running"]["command"] == "backfill"
    assert state["gates"] == {"after_ingest": {"failed": 1}}
    assert [check["check_name"] for check in state["failed_checks"]] == ["has_text"]
    assert state["notices"]["incident"]["run_count"] == 1


def test_a_later_run_that_came_to_no_gate_hides_not_what_the_gates_said(tmp_path):
    data = DataDir(tmp_path)
    keep_check(data, keep_run(data, 20, status="refused", checks_failed=1))
    keep_run(data, 5, status="broken", message="SourceNotFound: nowhere")
    assert state_of(tmp_path)["gates"] == {"after_ingest": {"failed": 1}}


def test_a_published_warehouse_has_two_ages_and_max_age_asks_for_the_one_that_a_quiet_night_keeps_young(
    published_desk,
):
    data = DataDir(published_desk.data_dir)
    state = state_of(data.root)
    assert state["published"]["totals"]["articles"] == 1
    assert state["published"]["age_seconds"] >= 0
    assert state["quarantined"] == {}
    assert set(state["gates"]) == {"after_ingest", "after_extract", "after_load", "after_transform"}
    with pytest.raises(WarehouseStale, match="for"):
        shown(data.root, max_age="0s")
    keep_run(data, -1)  # as of a minute from now: a run that found nothing new
    assert state_of(data.root)["published"]["confirmed_age_seconds"] < 0
    assert "quarantine  empty" in shown(data.root, max_age="0s")
    keep_run(data, -2, status="refused")
    assert state_of(data.root)["published"]["confirmed_age_seconds"] > -90


def test_a_damaged_warehouse_and_a_damaged_record_are_named_and_the_rest_is_told(tmp_path):
    data = DataDir(tmp_path)
    keep_run(data, 5)
    data.warehouse.write_bytes(b"no database")
    text = shown(tmp_path)
    assert "nothing_new" in text
    assert str(data.warehouse) in text
    with pytest.raises(WarehouseStale, match="Nothing is published that can be read"):
        shown(tmp_path, max_age="9d")
    (data.runs / "99990101T000000000Z-ffff.parquet").write_bytes(b"no Parquet")
    assert "A file of the lake cannot be read" in shown(tmp_path)


@pytest.mark.parametrize("age", ["2", "h", "2 h", "-1h", "2w", "1h30m"])
def test_an_age_that_is_none_is_refused(tmp_path, age):
    with pytest.raises(UsageError, match="such as 2h"):
        shown(tmp_path, max_age=age)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 min"), (5700, "95 min"), (108000, "30 h"), (259200, "3 days"), (-90, "0 min")],
)
def test_ages_are_named_in_the_unit_that_says_most(seconds, said):
    assert status.show_age(timedelta(seconds=seconds)) == said


IMPORTED = """
import sys
from flows.cli import app
app(["status", "--data-dir", sys.argv[1]], standalone_mode=False)
slow = ("pyarrow", "pandas", "prefect", "dbt", "great_expectations", "sqlalchemy")
print([name for name in slow if name in sys.modules])
"""


def test_it_imports_nothing_that_takes_long(tmp_path):
    keep_run(DataDir(tmp_path), 5)
    told = subprocess.run(
        [sys.executable, "-c", IMPORTED, tmp_path], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_times_in_json_are_utc(tmp_path):
    keep_run(DataDir(tmp_path), 5)
    (run,) = state_of(tmp_path)["runs"]
    assert datetime.fromisoformat(run["finished_at"]).tzinfo is not None
    assert datetime.fromisoformat(run["finished_at"]) < datetime.now(UTC)
