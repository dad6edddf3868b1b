"""Every run has one record in the lake, also one that was killed before it could write it."""

import logging
import os
import signal
import subprocess
import sys

import pytest

from flows.run_record import RunRecord, keep_crashed_runs
from flows.settings import begin_run, load_settings
from flows.storage import lake
from flows.storage.layout import DataDir
from flows.storage.parts import read_part

KILLED = """
import os, signal, sys
from flows.run_record import RunRecord
from flows.settings import begin_run, load_settings
record = RunRecord(begin_run(after=None), load_settings(sources=["pages"], data_dir=sys.argv[1]), "1")
with record.stage("ingest"):
    pass
with record.stage("extract"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def data(tmp_path):
    return DataDir(tmp_path)


@pytest.fixture
def record(data):
    return RunRecord(begin_run(after=None), load_settings(sources=["pages"], data_dir=data.root), "1")


def files_in(data):
    return sorted(path.name for path in data.at_work.root.rglob("*") if path.is_file())


def test_a_run_that_is_killed_has_its_record_with_the_stages_it_came_to(data):
    done = subprocess.run([sys.executable, "-c", KILLED, data.root], check=False)
    assert done.returncode == -signal.SIGKILL
    (row,) = keep_crashed_runs(data)
    assert row["status"] == "crashed"
    assert row["message"].startswith("The process ended in extract ")
    assert [cost["stage"] for cost in row["stage_seconds"]] == ["ingest", "extract"]
    assert row["stage_seconds"][-1]["seconds"] == 0
    assert row["started_at"] <= row["finished_at"]
    assert lake.recent_runs(data, 2) == [row]
    checks = read_part(data.gate_results / f"{row['run_id']}.parquet").to_pylist()
    assert {(check["run_id"], check["outcome"]) for check in checks} == {(row["run_id"], "not_run")}
    assert not data.at_work.root.exists()
    assert keep_crashed_runs(data) == []


def test_a_run_that_ends_leaves_nothing_aside(data, record):
    with record.stage("ingest"):
        assert files_in(data)
    record.write(data, record.row("published"))
    with record.stage("report"):
        assert files_in(data) == []
    assert keep_crashed_runs(data) == []
    assert [row["status"] for row in lake.recent_runs(data, 2)] == ["published"]


def test_a_run_that_is_killed_after_its_record_was_written_keeps_it(data, record):
    with record.stage("publish"):
        pass
    record._write(data, record.row("published"))
    assert keep_crashed_runs(data) == []
    assert [row["status"] for row in lake.recent_runs(data, 2)] == ["published"]
    assert not data.at_work.root.exists()


def test_what_cannot_be_read_of_a_crashed_run_stops_nobody(data, record, caplog):
    with record.stage("load"):
        pass
    (left,) = data.at_work.runs.glob("*")
    os.truncate(left, 100)
    with caplog.at_level(logging.WARNING):
        assert keep_crashed_runs(data) == []
    assert str(left) in caplog.text
    assert not data.at_work.root.exists()
