"""`sourceline serve` makes a real deployment that Prefect's API knows; `sourceline schedule` changes it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest

from flows.errors import UsageError
from flows.orchestration import addresses, server
from flows.orchestration.deployments import Timetable, read_timetable, show_interval
from flows.orchestration.recovery import Recovered
from flows.orchestration.serve import greeting
from flows.orchestration.server_api import ServerApi, is_paused
from flows.storage.layout import DataDir
from flows.storage.lock import hold, read_owner
from tests.conftest import Desk

NEW_YEAR = "0 0 1 1 *"


def wait_for(condition, seconds=180):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.5)
    return found


class Service:
    """A schedule being served for a desk by the real command, in a process group of its own."""

    def __init__(self, desk):
        self.desk = desk
        self.port = server.free_port()
        self.api = ServerApi(f"http://127.0.0.1:{self.port}/api")

    def start(self):
        self.launch()
        wait_for(self.is_up)

    def launch(self):
        where = ("--source", self.desk.pages, "--data-dir", self.desk.data_dir, "--port", str(self.port))
        self.launched_at = datetime.now(UTC)
        with (self.desk.root / "serve.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "serve", "--cron", NEW_YEAR, *where],
                env=clean_environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def is_up(self):
        """Say whether the schedule is deployed: one that was served before is there from the beginning."""
        found = self.is_greeting() and self.api.find_deployment()
        return found and datetime.fromisoformat(found["updated"]) > self.launched_at

    def is_greeting(self):
        assert self.process.poll() is None, self.said
        return "Prefect UI" in self.said

    @property
    def said(self):
        return (self.desk.root / "serve.log").read_text(encoding="utf-8")

    @property
    def deployment(self):
        return self.api.find_deployment()

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def schedule(self, command):
        done = call("schedule", command, "--data-dir", self.desk.data_dir)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_run(self):
        return self.api.start_run(self.deployment)

    def end_of(self, run):
        def find_end():
            state = self.api.filter("/flow_runs", {"flow_runs": {"id": {"any_": [run["id"]]}}})[0]["state"]
            return state["type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} and state

        return wait_for(find_end)


def clean_environment():
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**mine, "PREFECT_RUNNER_POLL_FREQUENCY": "2"}  # 10 seconds, unless told otherwise


def call(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory, caches):
    """A schedule that was paused by hand, then killed with its server, and is served again."""
    desk = Desk(tmp_path_factory.mktemp("served"), caches)
    desk.save_user_page()
    service = Service(desk)
    service.start()
    service.schedule("pause")
    service.kill()
    service.start()
    yield service
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(120) == 0
    addresses.require_free("127.0.0.1", service.port)
    assert server.find_running(DataDir(desk.data_dir)) is None


def test_a_schedule_paused_by_hand_stays_so_when_it_is_served_again(served):
    assert "The schedule is paused" in served.said
    assert is_paused(served.deployment)
    served.schedule("resume")
    assert not is_paused(served.deployment)


def test_a_served_deployment_has_its_schedule_and_its_limit(served):
    (schedule,) = served.deployment["schedules"]
    assert schedule["schedule"] == {"cron": NEW_YEAR, "timezone": "UTC", "day_or": True}
    assert served.deployment["global_concurrency_limit"]["limit"] == 1
    assert served.deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"


def test_a_run_of_a_paused_schedule_is_started_by_hand_and_listed(served):
    served.schedule("pause")
    said = served.schedule("run-now")
    run_id = said.split("/runs/flow-run/")[1].strip()
    assert served.end_of({"id": run_id})["type"] == "COMPLETED"
    assert served.desk.ask("select count(*) from marts.fct_articles") == [(1,)]
    tasks = served.api.filter("/task_runs", {"flow_runs": {"id": {"any_": [run_id]}}})
    assert {task["state_type"] for task in tasks} == {"COMPLETED"}
    served.schedule("resume")
    wait_for(lambda: served.api.find_runs(served.deployment, "SCHEDULED"))
    listed = served.schedule("list")
    for shown in ("sourceline/scheduled", NEW_YEAR, "UTC", "-01-01 00:00:00", "Completed"):
        assert shown in listed


def test_a_scheduled_run_that_finds_another_at_work_is_skipped_and_says_by_whom(served):
    with hold(DataDir(served.desk.data_dir)):
        ended = served.end_of(served.start_run())
    assert (ended["type"], ended["name"]) == ("COMPLETED", "Skipped")
    assert f"process {os.getpid()}" in ended["message"]


def test_a_time_that_comes_while_a_run_is_at_work_is_skipped_and_says_why(served):
    with taken_place(served):
        ended = served.end_of(served.start_run())
        assert ended["type"] == "CANCELLED"
        assert "another run was at work" in served.schedule("list")


@contextmanager
def taken_place(served):
    """Have the one place of the deployment taken, as a run at work has it."""
    limit = f"/v2/concurrency_limits/{served.deployment['global_concurrency_limit']['id']}"
    served.api.patch(limit, {"active_slots": 1})
    yield
    served.api.patch(limit, {"active_slots": 0})


@pytest.mark.slow
def test_a_server_that_is_killed_is_started_again(served):
    before = server_process_of(served)
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: "answers again" in served.said)
    assert server_process_of(served) != before
    assert served.end_of(served.start_run())["type"] == "COMPLETED"


@pytest.mark.slow
def test_a_server_that_dies_before_the_schedule_is_deployed_is_waited_for(tmp_path, caches):
    service = Service(Desk(tmp_path, caches))
    service.launch()
    try:
        wait_for(service.is_greeting)
        os.kill(server_process_of(service), signal.SIGKILL)
        wait_for(lambda: "answers again" in service.said)
        wait_for(service.is_up)
        assert service.end_of(service.start_run())["type"] == "COMPLETED"
        service.process.terminate()
        assert service.process.wait(120) == 0
    finally:
        service.kill()


@pytest.mark.slow
def test_a_run_that_died_with_its_schedule_is_followed_by_one_as_it_is_served_again(tmp_path, caches):
    desk = Desk(tmp_path, caches)
    desk.save_user_page()
    service = Service(desk)
    service.start()
    try:
        died = service.start_run()
        wait_for(lambda: read_owner(DataDir(desk.data_dir)))
        service.kill()
        wait_for(lambda: not read_owner(DataDir(desk.data_dir)))
        service.start()
        assert "One run catches up" in service.said
        assert service.end_of(died)["type"] == "CRASHED"
        (following,) = wait_for(lambda: service.api.find_runs(service.deployment, "COMPLETED"))
        assert following["id"] != died["id"]
        assert desk.ask("select status from ops.runs order by run_id")[-1] == ("published",)
    finally:
        service.kill()


def server_process_of(served):
    found = subprocess.run(
        ["pgrep", "-P", str(served.process.pid), "-f", "flows.orchestration.server_process"],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(found.stdout)


def test_one_data_directory_is_served_once(served):
    other = str(server.free_port())
    done = call("serve", "--data-dir", served.desk.data_dir, "--port", other)
    assert done.returncode == 2
    assert "already being served" in done.stderr


def test_the_history_is_kept_within_bounds(served):
    with urllib.request.urlopen(f"{served.api.url}/admin/settings", timeout=30) as answer:
        settings = json.load(answer)["server"]
    assert set(settings["services"]["db_vacuum"]["enabled"]) == {"events", "flow_runs"}
    assert settings["services"]["db_vacuum"]["retention_period"] == "P90D"
    assert settings["events"]["retention_period"] == "P7D"
    assert settings["concurrency"]["lease_storage"].endswith("filesystem")


def test_pages_of_other_origins_cannot_start_runs(served):
    request = urllib.request.Request(
        f"{served.api.url}/deployments/filter",
        headers={"Origin": "https://evil.test", "Access-Control-Request-Method": "POST"},
        method="OPTIONS",
    )
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request, timeout=30)


def test_without_a_schedule_the_way_to_one_is_told(tmp_path):
    done = call("schedule", "list", "--data-dir", tmp_path)
    assert done.returncode == 2
    assert "sourceline serve" in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cron", "99 * * * *"), "is not a cron schedule"),
        (("--host", "203.0.113.9"), "--host"),
    ],
)
def test_a_schedule_that_cannot_be_served_is_refused_before_anything_starts(tmp_path, options, told):
    done = call("serve", "--data-dir", tmp_path / "data", "--port", str(server.free_port()), *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "data" / ".prefect" / "server.log").exists()


@pytest.mark.parametrize(
    ("cron", "interval", "timezone", "told"),
    [
        ("* * * * *", "15m", "UTC", "not both"),
        (None, "15", "UTC", "15m"),
        (None, "quarter", "UTC", "15m"),
        (None, "-5m", "UTC", "15m"),
        (None, "5s", "UTC", "too short"),
        (None, None, "Mars/Base", "Europe/Paris"),
        (None, None, "", "Europe/Paris"),
        (None, None, "../etc", "Europe/Paris"),
    ],
)
def test_a_timetable_that_cannot_be_is_refused(cron, interval, timezone, told):
    with pytest.raises(UsageError, match=told):
        read_timetable(cron, interval, timezone)


@pytest.mark.parametrize(
    ("host", "is_told"),
    [
        ("127.0.0.1", False),
        ("::1", False),
        ("localhost", False),
        ("0.0.0.0", True),
        ("::", True),
        ("192.0.2.7", True),
        ("desk.example", True),
    ],
)
def test_an_address_that_others_can_reach_is_warned_of(host, is_told):
    timetable = read_timetable(None, None, "UTC")
    said = " ".join(greeting(Recovered(), timetable, "http://x:1", host, is_paused=False))
    assert ("everyone who can reach" in said) == is_told


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:4200"),
        ("0.0.0.0", "http://127.0.0.1:4200"),
        ("::", "http://127.0.0.1:4200"),
        ("::1", "http://[::1]:4200"),
        ("192.0.2.7", "http://192.0.2.7:4200"),
    ],
)
def test_this_machine_reaches_a_server_wherever_it_listens(host, url):
    assert addresses.local_url(host, 4200) == url


@pytest.mark.slow
def test_a_schedule_whose_server_cannot_come_back_ends_and_says_why(tmp_path, caches):
    service = Service(Desk(tmp_path, caches))
    service.start()
    os.kill(server_process_of(service), signal.SIGKILL)
    try:
        with wait_for(lambda: take_port(service.port)):
            assert service.process.wait(300) == 3
    finally:
        service.kill()
    assert "ServerUnavailable" in service.said
    assert "server.log" in service.said


def take_port(port):
    """Listen at a port before the next server is ready to; None while the killed one still has it."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return None


def test_the_log_of_the_server_does_not_grow_for_ever(tmp_path, monkeypatch, prefect_server):
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)  # put back after the test
    data = DataDir(tmp_path)
    log = data.prefect_home / "server.log"
    for grown_to in (server.LOG_BYTES, server.LOG_BYTES + 1):
        log.parent.mkdir(exist_ok=True)
        log.write_bytes(b"." * grown_to)
        port = server.free_port()
        server.stop(server.launch(data, f"http://127.0.0.1:{port}", host="127.0.0.1", is_scheduling=False))
        assert (log.stat().st_size < server.LOG_BYTES) == (grown_to > server.LOG_BYTES)
    assert log.with_suffix(".log.1").stat().st_size == server.LOG_BYTES + 1


@pytest.mark.parametrize("text", ["30s", "90s", "15m", "36h", "2d"])
def test_an_interval_is_shown_as_it_was_written(text):
    timetable = read_timetable(None, text, "UTC")
    assert show_interval(timetable.interval) == text
    assert str(timetable) == f"every {text}"


def test_without_options_a_run_is_due_every_quarter_of_an_hour():
    assert read_timetable(None, None, "UTC") == Timetable("*/15 * * * *", None, "UTC")
