"""Before a schedule starts its runs it puts in order what was left behind, and leaves alone what is alive."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.orchestration import deployments, recovery
from flows.orchestration.recovery import Recovered, recover
from flows.orchestration.server_api import ServerApi, is_paused, next_run_at
from flows.settings import utc_now
from flows.storage.layout import DataDir
from flows.storage.lock import hold

NOW = datetime(2031, 3, 4, 12, 30, tzinfo=UTC)


@pytest.fixture
def api(prefect_server):
    return ServerApi(prefect_server)


@pytest.fixture
def deployment(api):
    """A deployment that is due at every minute, with nothing scheduled yet; it is gone after the test."""
    made = deploy(api)
    yield made
    api._ask("DELETE", f"/deployments/{made['id']}", None)


def deploy(api):
    flow = api.post("/flows/", {"name": deployments.FLOW})
    return api.post(
        "/deployments/",
        {
            "flow_id": flow["id"],
            "name": deployments.DEPLOYMENT,
            "schedules": [{"schedule": {"cron": "* * * * *", "timezone": "UTC"}, "active": True}],
            "concurrency_limit": deployments.LIMIT,
            "concurrency_options": {"collision_strategy": deployments.COLLISION_STRATEGY},
        },
    )


@pytest.fixture
def data(desk):
    desk.data_dir.mkdir(exist_ok=True)
    return DataDir(desk.data_dir)


def schedule(api, deployment, start, end):
    body = {"start_time": start.isoformat(), "end_time": end.isoformat(), "min_runs": 1}
    api.post(f"/deployments/{deployment['id']}/schedule", body)


def start_run(api, deployment, *states):
    run = api.start_run(deployment)
    for state in states:
        answer = api.post(f"/flow_runs/{run['id']}/set_state", {"state": {"type": state}, "force": False})
        assert answer["status"] == "ACCEPT"
    return run


def state_of(api, run):
    found = api.filter("/flow_runs", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    return found[0]["state"]


def taken_places(api):
    return api.find_deployment()["global_concurrency_limit"]["active_slots"]


def test_nothing_is_there_to_put_in_order_at_the_first_start(api, data):
    assert recover(api, data) == Recovered()
    assert not str(Recovered())


def test_of_the_times_that_were_missed_one_runs(api, deployment):
    schedule(api, deployment, NOW - timedelta(minutes=5), NOW + timedelta(minutes=2))
    before = api.find_runs(deployment, "SCHEDULED")
    due = [run for run in before if datetime.fromisoformat(run["expected_start_time"]) <= NOW]
    assert len(due) > 3
    assert recovery.skip_missed(api, deployment, NOW) == len(due)
    assert [run["id"] for run in api.find_runs(deployment, "SCHEDULED")] == [
        run["id"] for run in before[len(due) - 1 :]
    ]
    skipped = api.find_runs(deployment, "CANCELLED")
    assert [run["id"] for run in skipped] == [run["id"] for run in due[:-1]]
    assert {(run["state"]["name"], run["state"]["message"]) for run in skipped} == {
        ("Skipped", recovery.MISSED)
    }


def test_a_run_that_somebody_asked_for_is_never_skipped(api, deployment):
    asked = start_run(api, deployment)
    assert recovery.skip_missed(api, deployment, NOW) == 0
    assert state_of(api, asked)["type"] == "SCHEDULED"


@pytest.mark.parametrize("states", [("PENDING",), ("PENDING", "RUNNING")])
def test_a_run_whose_process_is_gone_has_crashed_and_its_place_is_free(api, deployment, data, states):
    dead = start_run(api, deployment, *states)
    assert taken_places(api) == 1
    assert recover(api, data).died_count == 1
    ended = state_of(api, dead)
    assert (ended["type"], ended["message"]) == ("CRASHED", recovery.DIED)
    assert taken_places(api) == 0
    start_run(api, deployment, "PENDING")


def test_where_a_run_died_and_no_time_was_missed_one_run_catches_up(api, deployment, data):
    start_run(api, deployment, "PENDING", "RUNNING")
    recovered = recover(api, data)
    assert recovered == Recovered(died_count=1, is_catching_up=True)
    assert str(recovered).endswith("One run catches up with everything")
    assert len(api.find_runs(deployment, "SCHEDULED")) == 1
    assert recover(api, data) == Recovered()


def test_where_a_time_was_missed_too_it_is_the_run_that_catches_up(api, deployment, data):
    start_run(api, deployment, "PENDING", "RUNNING")
    schedule(api, deployment, utc_now() - timedelta(minutes=3), utc_now())
    due = api.find_runs(deployment, "SCHEDULED")
    recovered = recover(api, data)
    assert recovered == Recovered(missed_count=len(due), died_count=1, is_catching_up=True)
    assert [run["id"] for run in api.find_runs(deployment, "SCHEDULED")] == [due[-1]["id"]]


def test_a_paused_schedule_does_not_catch_up_before_it_goes_on(api, deployment, data):
    start_run(api, deployment, "PENDING", "RUNNING")
    schedule(api, deployment, utc_now() - timedelta(minutes=3), utc_now())
    recovered = recover(api, data, is_paused=True)
    assert recovered.missed_count > 0
    assert not recovered.is_catching_up
    assert api.find_runs(deployment, "SCHEDULED") == []
    start_run(api, deployment, "PENDING", "RUNNING")
    assert recover(api, data, is_paused=True) == Recovered(died_count=1)
    assert api.find_runs(deployment, "SCHEDULED") == []


def test_a_run_that_outlived_its_schedule_is_left_alone(api, deployment, data):
    alive = start_run(api, deployment, "PENDING", "RUNNING")
    with hold(data, run_id=alive["name"]):
        assert recover(api, data) == Recovered()
        assert state_of(api, alive)["type"] == "RUNNING"
        assert taken_places(api) == 1


def test_a_run_of_somebody_else_does_not_pass_for_one_that_died(api, deployment, data):
    dead = start_run(api, deployment, "PENDING", "RUNNING")
    with hold(data, run_id="20310304T123000000Z-0000"):
        assert recover(api, data).died_count == 1
    assert state_of(api, dead)["type"] == "CRASHED"
    assert taken_places(api) == 0


def test_all_are_left_alone_while_somebody_holds_the_data_directory_who_says_no_run(api, deployment, data):
    alive = start_run(api, deployment, "PENDING", "RUNNING")
    with hold(data):
        assert recover(api, data) == Recovered()
        assert state_of(api, alive)["type"] == "RUNNING"
        assert taken_places(api) == 1
    assert recover(api, data).died_count == 1


def test_a_place_that_nobody_holds_any_more_is_given_back(api, deployment, data):
    limit = deployment["global_concurrency_limit"]["id"]
    api.patch(f"/v2/concurrency_limits/{limit}", {"active_slots": 1})
    assert recover(api, data) == Recovered(freed_count=1)
    assert taken_places(api) == 0


def test_the_next_run_is_told_and_none_while_paused(api, deployment, prefect_server):
    schedule(api, deployment, NOW, NOW + timedelta(minutes=2))
    assert next_run_at(prefect_server) == NOW
    assert not is_paused(api.find_deployment())
    api.post(f"/deployments/{deployment['id']}/pause_deployment")
    assert next_run_at(prefect_server) is None
    assert is_paused(api.find_deployment())


def test_a_schedule_that_the_ui_switched_off_counts_as_paused(api, deployment):
    (one,) = deployment["schedules"]
    api.patch(f"/deployments/{deployment['id']}/schedules/{one['id']}", {"active": False})
    assert is_paused(api.find_deployment())
