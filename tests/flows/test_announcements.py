"""What is told of a run is told in the log, in notices and in Prefect, under one id."""

import json
import os
import subprocess
import sys

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, FlowRunFilter

from flows import artifacts
from flows.errors import GateFailed
from flows.storage import lake
from flows.storage.layout import DataDir

SECRET = "xyzzy-of-the-desk"  # a webhook that does not answer


def flow_run_of(run_id):
    with get_client(sync_client=True) as client:
        (found,) = client.read_flow_runs(flow_run_filter=FlowRunFilter(name={"any_": [run_id]}))
        return found


def artifacts_of(run_id):
    wanted = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run_of(run_id).id]))
    with get_client(sync_client=True) as client:
        return {artifact.key: artifact for artifact in client.read_artifacts(artifact_filter=wanted)}


def test_a_refusal_and_its_recovery_are_told_and_shown_in_prefect_under_the_id_of_the_run(desk, monkeypatch):
    monkeypatch.setenv("SOURCELINE_NOTICE_WEBHOOK", f"http://127.0.0.1:1/{SECRET}")
    desk.save("broken.txt", b"A page\0with a NUL\n")
    with pytest.raises(GateFailed):
        desk.run()
    data = DataDir(desk.data_dir)
    (refused,) = lake.recent_runs(data, 1)
    desk.save_user_page()
    published = desk.run().run

    told = [json.loads(line) for line in data.notices.read_text(encoding="ascii").splitlines()]
    assert [(line["kind"], line["run_id"]) for line in told] == [
        ("refused", refused["run_id"]),
        ("undelivered", refused["run_id"]),
        ("recovered", published["run_id"]),
        ("undelivered", published["run_id"]),
    ]
    assert f"Gate {told[0]['checks'][0]['gate']}" in refused["message"]
    assert told[0]["report"] == str(data.reports / "data_docs" / "index.html")

    shown = artifacts_of(refused["run_id"])
    assert shown.keys() == {"run", "checks", "overview"}
    assert "**refused**" in shown["run"].data
    failed = json.loads(shown["checks"].data)
    assert {row["check"] for row in failed} >= {check["check_name"] for check in told[0]["checks"]}
    assert (data.reports / "index.html").as_uri() in shown["overview"].data

    shown = artifacts_of(published["run_id"])
    assert "| transform |" in shown["run"].data
    assert [row["checks failed"] for row in json.loads(shown["checks"].data)] == [0, 0, 0, 0]

    assert SECRET not in data.notices.read_text(encoding="ascii")
    assert SECRET not in flow_run_of(published["run_id"]).model_dump_json()
    assert desk.ask(f"select count(*) from ops.runs where message like '%{SECRET}%'") == [(0,)]


def test_a_run_ends_as_it_does_where_prefect_takes_no_artifact(desk, monkeypatch, caplog):
    desk.save("broken.txt", b"A page\0with a NUL\n")
    monkeypatch.setattr(artifacts, "summarise", lambda _: "\ud800 is no text that could be sent")
    with pytest.raises(GateFailed):
        desk.run()
    assert "Prefect did not take" in caplog.text
    assert lake.recent_runs(DataDir(desk.data_dir), 1)[0]["status"] == "refused"


def test_with_json_logs_standard_error_has_objects_only_and_all_of_a_run_have_its_id(desk):
    desk.save("broken.txt", b"A page\0with a NUL\n")
    command = ["run", "--source", desk.pages, "--data-dir", desk.data_dir, "--log-format", "json"]
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "default", "-m", "flows.cli", *command],
        env={**os.environ, "PREFECT_LOGGING_LEVEL": "INFO"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert all(line.keys() >= {"time", "level", "run_id", "stage", "message"} for line in lines)
    (run,) = lake.recent_runs(DataDir(desk.data_dir), 1)
    stages = {line["stage"]: line for line in lines if line["logger"] == "flows" and line["stage"]}
    assert stages.keys() == {"start", *(cost["stage"] for cost in run["stage_seconds"])}
    assert stages["after_ingest"]["counts"].keys() == {"seconds", "peak_bytes"}
    (ended,) = [line for line in lines if line["message"] == "run ended: refused"]
    assert ended["counts"]["quarantined_count"] == 1
    assert {line["run_id"] for line in (stages["ingest"], stages["after_ingest"], ended)} == {run["run_id"]}
    assert lines[-1]["level"] == "error"
    assert lines[-1]["message"].startswith("GateFailed: Gate after_")
    assert any(line["logger"].startswith("prefect") for line in lines)
