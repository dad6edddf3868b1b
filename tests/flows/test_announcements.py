"""What is told of a run is told in the log, in notices and in Prefect, under one id."""

import json
import logging
import os
import subprocess
import sys

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, FlowRunFilter

from flows import artifacts
from flows.errors import BackendUnusable, GateFailed
from flows.run_record import RunRecord
from flows.settings import begin_run, load_settings
from flows.storage import lake
from flows.storage.history_schemas import RUN
from flows.storage.layout import DataDir

SECRET = "xyzzy-of-the-desk"  # a webhook that does not answer


def flow_run_of(run_id):
    with get_client(sync_client=True) as client:
        (found,) = client.read_flow_runs(flow_run_filter=FlowRunFilter(name={"any_": [run_id]}))
        return found


def notices_of(data):
    return [json.loads(line) for line in data.notices.read_text(encoding="ascii").splitlines()]


def artifacts_of(run_id):
    wanted = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run_of(run_id).id]))
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(artifact_filter=wanted)
    return {artifact.key: artifact for artifact in found if artifact.key}  # results have no key


def test_a_refusal_and_its_recovery_are_told_and_shown_in_prefect_under_the_id_of_the_run(desk, monkeypatch):
    monkeypatch.setenv("SOURCELINE_NOTICE_WEBHOOK", f"http://127.0.0.1:1/{SECRET}")
    desk.save("broken.txt", b"A page\0with a NUL\n")
    with pytest.raises(GateFailed):
        desk.run()
    data = DataDir(desk.data_dir)
    (refused,) = lake.recent_runs(data, 1)
    desk.save_user_page()
    published = desk.run().run

    told = notices_of(data)
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


class Kept(logging.Handler):
    """Keeps the messages of a logger, whatever Prefect does to the handlers of the root."""

    def __init__(self):
        super().__init__()
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def test_what_prefect_does_not_take_costs_the_run_a_warning(tmp_path, monkeypatch):
    kept = Kept()
    monkeypatch.setattr(artifacts.logger, "handlers", [*artifacts.logger.handlers, kept])
    counts = dict.fromkeys((field.name for field in RUN if str(field.type) == "int64"), 0)
    no_text = "\ud800"  # half a character, which cannot be sent
    row = {**counts, "run_id": no_text, "status": "refused", "message": None, "stage_seconds": []}

    @flow
    def ended():
        artifacts.show_run(DataDir(tmp_path), row, [], [])
        return "as it had"

    assert ended() == "as it had"
    (warning,) = kept.messages
    assert warning.startswith("Prefect did not take what there is to show of the run")


def test_what_pages_say_is_shown_in_prefect_and_not_obeyed():
    hostile = "<img src=x onerror=alert(1)> [pay](http://evil.example) **now** | a | `b`\n# c"
    shown = artifacts.escape(hostile)
    assert "\\<img" in shown
    assert "\\[pay\\]\\(http" in shown
    assert "\\*\\*now\\*\\* \\| a \\| \\`b\\`" in shown


def test_a_run_that_cannot_even_begin_is_told_and_so_is_the_first_that_can_again(desk):
    with pytest.raises(BackendUnusable):
        desk.run(entities="spacy:no_pipeline_of_this_name")
    assert desk.run().run["status"] == "nothing_new"
    told = notices_of(DataDir(desk.data_dir))
    assert [line["kind"] for line in told] == ["failed", "recovered"]
    assert told[0]["message"].startswith("BackendUnusable: ")


def test_a_run_that_was_killed_is_told_of_and_put_on_record_by_the_next(desk):
    data = DataDir(desk.data_dir)
    settings = load_settings(sources=[str(desk.pages)], data_dir=desk.data_dir)
    killed = RunRecord(begin_run(after=None), settings, "1")
    with killed.stage("transform"):
        pass
    run = desk.run().run
    assert [(line["kind"], line["run_id"]) for line in notices_of(data)] == [
        ("failed", killed.run.run_id),
        ("recovered", run["run_id"]),
    ]
    assert "ended in transform" in notices_of(data)[0]["message"]
    assert [row["status"] for row in lake.recent_runs(data, 5)] == ["nothing_new", "crashed"]


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
