"""What a schedule does first: put in order what an earlier one left behind when it was stopped or killed.

One run catches up with everything that arrived, so of the ticks that were missed the last is kept. Runs that
Prefect believes at work are ended unless somebody holds the data directory: what is alive is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.server_api import ServerApi
from flows.settings import utc_now
from flows.storage.layout import DataDir
from flows.storage.lock import read_owner

MISSED = "The schedule was not being served then; the run of the last missed time catches up with everything."
DIED = "The process of this run ended without a word, with the machine or by a kill."
ALIVE = ("PENDING", "RUNNING", "CANCELLING")


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many ticks were missed, runs found dead, and places in the queue given back."""

    missed_count: int = 0
    died_count: int = 0
    freed_count: int = 0

    def __str__(self) -> str:
        """Return it for people; nothing where there was nothing to do."""
        parts = {
            "times that were missed, of which the last one runs now": self.missed_count,
            "runs that had died": self.died_count,
            "places given back": self.freed_count,
        }
        return ", ".join(f"{text}: {count}" for text, count in parts.items() if count)


def recover(api: ServerApi, data: DataDir) -> Recovered:
    """Put the deployment in order before its runs are started; it is not there yet at the first start."""
    deployment = api.find_deployment()
    if not deployment:
        return Recovered()
    missed = skip_missed(api, deployment, utc_now())
    if read_owner(data):
        # an orphan of the schedule that was killed may be at work; it ends by itself, and its place expires
        return Recovered(missed_count=missed)
    return Recovered(missed, end_dead_runs(api, deployment), free_places(api, deployment))


def skip_missed(api: ServerApi, deployment: dict[str, Any], now: datetime) -> int:
    """Cancel all ticks that are due but the last; return how many were due."""
    due = [
        run
        for run in api.find_runs(deployment, "SCHEDULED")
        if run["auto_scheduled"] and datetime.fromisoformat(run["expected_start_time"]) <= now
    ]
    for run in due[:-1]:
        _end_run(api, run, {"type": "CANCELLED", "name": "Skipped", "message": MISSED})
    return len(due)


def end_dead_runs(api: ServerApi, deployment: dict[str, Any]) -> int:
    """Mark as crashed what Prefect believes at work; return how many that were."""
    dead = api.find_runs(deployment, *ALIVE)
    for run in dead:
        _end_run(api, run, {"type": "CRASHED", "name": "Crashed", "message": DIED})
    return len(dead)


def free_places(api: ServerApi, deployment: dict[str, Any]) -> int:
    """Give back the places that dead runs still hold; return how many they were."""
    limit = (api.find_deployment() or deployment)["global_concurrency_limit"]
    if not limit or not limit["active_slots"]:
        return 0
    api.patch(f"/v2/concurrency_limits/{limit['id']}", {"active_slots": 0})
    return int(limit["active_slots"])


def _end_run(api: ServerApi, run: dict[str, Any], state: dict[str, str]) -> None:
    api.post(f"/flow_runs/{run['id']}/set_state", {"state": state, "force": True})
