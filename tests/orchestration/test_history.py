"""Prefect's own history: what the server does to it by itself, in all its time and as it starts."""

import shutil
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest

from flows.orchestration import server
from flows.orchestration.server_api import ServerApi
from flows.settings import utc_now
from flows.storage.layout import DataDir
from tests.orchestration.test_recovery import deploy, schedule, start_run
from tests.orchestration.test_serve import wait_for

LATE_RUNS_SECONDS = 15
"""Three times as long as Prefect waits between two looks for late runs."""

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _own_server(monkeypatch):
    for name in ("API_URL", "HOME", "UI_API_URL", "SERVER_CORS_ALLOWED_ORIGINS"):
        monkeypatch.delenv(f"PREFECT_{name}", raising=False)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A data directory with a run that ended a hundred days ago and one that ended eighty days ago."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("API_URL", "HOME"):
            patch.delenv(f"PREFECT_{name}", raising=False)
        data = DataDir(tmp_path_factory.mktemp("history"))
        with server.start_server(data, port=server.free_port(), is_scheduling=False) as first:
            server.wait_until_up(first, data)
            old, new = (end_run(ServerApi(first.api_url)) for _ in range(2))
    with closing(sqlite3.connect(data.prefect_home / "prefect.db")) as database, database:
        for run_id, days in ((old, 100), (new, 80)):
            moved = database.execute(
                "update flow_run set end_time = datetime(end_time, ?) where id = ?", (f"-{days} days", run_id)
            )
            assert moved.rowcount == 1
    return data, old, new


def end_run(api):
    flow = api.post("/flows/", {"name": "sourceline"})
    run = api.post("/flow_runs/", {"flow_id": flow["id"]})
    for kind in ("RUNNING", "COMPLETED"):
        api.post(f"/flow_runs/{run['id']}/set_state", {"state": {"type": kind}, "force": True})
    return run["id"]


@pytest.mark.parametrize("is_scheduling", [True, False], ids=["of a schedule", "of one run"])
def test_a_server_forgets_runs_of_a_hundred_days_ago_and_no_others(history, tmp_path, is_scheduling):
    kept, old, new = history
    shutil.copytree(kept.root, tmp_path, dirs_exist_ok=True)
    data = DataDir(tmp_path)
    with server.start_server(data, port=server.free_port(), is_scheduling=is_scheduling) as second:
        server.wait_until_up(second, data)
        api = ServerApi(second.api_url)
        wait_for(lambda: {run["id"] for run in api.filter("/flow_runs", {})} == {new})
    assert old != new


def test_a_server_leaves_times_that_were_missed_while_a_dead_run_has_the_place(history, tmp_path):
    shutil.copytree(history[0].root, tmp_path, dirs_exist_ok=True)
    data = DataDir(tmp_path)
    with server.start_server(data, port=server.free_port(), is_scheduling=True) as started:
        server.wait_until_up(started, data)
        api = ServerApi(started.api_url)
        deployment = deploy(api)
        start_run(api, deployment, "PENDING", "RUNNING")
        schedule(api, deployment, utc_now() - timedelta(minutes=3), utc_now())
        missed = [run["id"] for run in api.find_runs(deployment, "SCHEDULED")]
        time.sleep(LATE_RUNS_SECONDS)
        kept = [run["id"] for run in api.find_runs(deployment, "SCHEDULED")]
    assert missed
    assert kept[: len(missed)] == missed
