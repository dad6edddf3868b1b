"""prefect.yaml, which people edit, deploys what `sourceline serve` serves."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from flows.orchestration import deployments
from flows.orchestration.server_api import ServerApi
from flows.settings import load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written():
    return yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))


def test_the_file_says_what_python_defines(written, monkeypatch):
    for name in ("SOURCE", "DATA_DIR", "GATES", "ENTITIES"):
        monkeypatch.delenv(f"SOURCELINE_{name}", raising=False)
    defined = deployments.deploy_file(load_settings())
    # in the file the data directory is relative to the folder that the worker starts its runs in
    defined["deployments"][0]["parameters"]["data_dir"] = "data"
    assert written == defined


def test_the_entrypoint_is_the_flow_that_is_served(written):
    path, name = written["deployments"][0]["entrypoint"].split(":")
    assert (ROOT / path).is_file()
    flow = getattr(import_module(path.removesuffix(".py").replace("/", ".")), name)
    assert flow.name == deployments.FLOW
    assert set(written["deployments"][0]["parameters"]) <= set(flow.parameters.properties)


@pytest.fixture(scope="module")
def deployed(prefect_server):
    """The deployment that `prefect deploy --all` makes of the file, with a process work pool for it."""
    from prefect.workers.process import ProcessWorker

    api = ServerApi(prefect_server)
    template = ProcessWorker.get_default_base_job_template()
    api.post("/work_pools/", {"name": "sourceline", "type": "process", "base_job_template": template})
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"],
        cwd=ROOT,
        env={**os.environ, "PREFECT_API_URL": prefect_server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return api.find_deployment()


def test_deploying_the_file_makes_the_same_deployment(deployed):
    (schedule,) = deployed["schedules"]
    assert schedule["schedule"] == {"cron": deployments.DEFAULT_CRON, "timezone": "UTC", "day_or": True}
    assert schedule["active"]
    assert deployed["entrypoint"] == deployments.ENTRYPOINT
    assert deployed["global_concurrency_limit"]["limit"] == deployments.LIMIT
    assert deployed["concurrency_options"] == {
        "collision_strategy": deployments.COLLISION_STRATEGY,
        "grace_period_seconds": deployments.GRACE_SECONDS,
    }
    assert deployed["job_variables"]["env"] == deployments.RUN_ENVIRONMENT
    assert deployed["parameters"]["data_dir"] == "data"


def test_the_worker_is_sent_to_the_folder_of_the_file(deployed):
    (step,) = deployed["pull_steps"]
    assert step == {"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}


@pytest.mark.slow
def test_a_worker_runs_what_the_file_deploys(deployed, prefect_server, desk):
    desk.save_user_page()
    api = ServerApi(prefect_server)
    parameters = {"sources": [str(desk.pages)], "data_dir": str(desk.data_dir)}
    run = api.post(f"/deployments/{deployed['id']}/create_flow_run", {"parameters": parameters})
    worker = subprocess.run(
        [sys.executable, "-m", "prefect", "worker", "start", "--pool", "sourceline", "--run-once"],
        cwd=desk.root,  # not the folder of the file, which the worker is sent to
        env={**os.environ, "PREFECT_API_URL": prefect_server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert worker.returncode == 0, worker.stderr
    (ended,) = api.filter("/flow_runs", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert ended["state"]["type"] == "COMPLETED", worker.stderr
    assert desk.ask("select count(*) from marts.fct_articles") == [(1,)]
