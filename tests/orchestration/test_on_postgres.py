"""A schedule whose runs Prefect keeps in PostgreSQL, on a real server of it that the test starts."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from flows.orchestration import server
from flows.orchestration.server_api import ServerApi
from flows.storage.layout import DataDir
from tests.conftest import Desk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("postgres"), reason="no PostgreSQL server here"),
]


@pytest.fixture(scope="module")
def postgres():
    """The address of a database of a new PostgreSQL cluster, which does not work for root."""
    other = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
    port = server.free_port()
    folder = Path(tempfile.mkdtemp(prefix="sourceline_postgres_"))
    if other:
        shutil.chown(folder, **other)
    where = {"cwd": folder, "stdout": subprocess.DEVNULL, **other}
    subprocess.run(["initdb", "-D", folder / "db", "-U", "prefect", "--auth=trust"], check=True, **where)
    process = subprocess.Popen(
        ["postgres", "-D", folder / "db", "-h", "127.0.0.1", "-p", str(port), "-k", folder],
        stderr=subprocess.DEVNULL,
        **where,
    )
    yield f"postgresql+asyncpg://prefect@127.0.0.1:{port}/postgres"
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def environment(postgres):
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**mine, "PREFECT_API_DATABASE_CONNECTION_URL": postgres}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("postgres"))
    desk.save_user_page()
    return desk


def where(desk):
    return ("--source", desk.pages, "--data-dir", desk.data_dir)


def test_a_run_and_a_schedule_are_recorded_in_postgres(desk, environment):
    command = [sys.executable, "-m", "flows.cli"]
    ran = subprocess.run(
        [*command, "run", *where(desk)], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "creates its database" not in ran.stdout  # of ours: the database is elsewhere
    port = server.free_port()
    api = ServerApi(f"http://127.0.0.1:{port}/api")
    serve = subprocess.Popen(
        [*command, "serve", "--interval", "1m", "--port", str(port), *where(desk)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        runs = wait_for_runs(api, serve)
    finally:
        serve.terminate()
        assert serve.wait(300) == 0
    by_hand = [run for run in runs if run["deployment_id"] is None]
    assert [run["state"]["type"] for run in by_hand] == ["COMPLETED"], "the run before is in the same history"
    assert not (DataDir(desk.data_dir).prefect_home / "prefect.db").exists()


def wait_for_runs(api, serve):
    """Return all runs once a scheduled one has completed."""
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        time.sleep(2)
        assert serve.poll() is None, "it ended by itself"
        if not server.answers(api.url.removesuffix("/api")):
            continue
        runs = api.filter("/flow_runs", {})
        if any(run["deployment_id"] and run["state"]["type"] == "COMPLETED" for run in runs):
            return runs
    raise AssertionError("no scheduled run completed in time")
