"""`sourceline serve` makes a real deployment whose runs the Prefect API knows."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from flows import server


def call(url, body=None):
    request = urllib.request.Request(
        url,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="GET" if body is None else "POST",
    )
    for patience in range(20, -1, -1):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            # Prefect says 503 while its SQLite database is busy; its own client asks again too
            if refusal.code != 503 or not patience:
                raise
            time.sleep(1)
    return None


def wait_for(condition, seconds=180):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.5)
    return found


@pytest.fixture
def served(desk):
    """The API of a schedule being served for a desk with the user's page, once it has its deployment."""
    desk.save_user_page()
    port = server.free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    where = ("--source", desk.pages, "--data-dir", desk.data_dir, "--port", str(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "serve", "--cron", "0 0 1 1 *", *where],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    api = f"http://127.0.0.1:{port}/api"

    def find_deployment():
        assert process.poll() is None, "it ended by itself"
        try:
            return call(f"{api}/deployments/filter", {})
        except OSError:
            return None

    (deployment,) = wait_for(find_deployment)
    yield api, deployment
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    server.require_free("127.0.0.1", port)


def test_a_served_deployment_has_its_schedule_and_runs_the_pipeline(served, desk):
    api, deployment = served
    assert deployment["schedules"][0]["schedule"] == {"cron": "0 0 1 1 *", "timezone": "UTC", "day_or": True}
    assert deployment["global_concurrency_limit"]["limit"] == 1
    run = call(f"{api}/deployments/{deployment['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
    ended = wait_for(
        lambda: (
            (state := call(f"{api}/flow_runs/{run['id']}")["state_type"])
            in ("COMPLETED", "FAILED", "CRASHED")
            and state
        )
    )
    assert ended == "COMPLETED"
    assert desk.ask("select count(*) from marts.fct_articles") == [(1,)]
    tasks = call(f"{api}/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert {task["state_type"] for task in tasks} == {"COMPLETED"}
