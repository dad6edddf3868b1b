"""What a schedule does first: put in order what an earlier one left behind when it was stopped or killed.

One run catches up with everything that arrived: the last of the ticks that were missed, or a new one where
none was missed and a run had died. Of the runs that Prefect believes at work only the one that holds the data
directory can be: it outlived the schedule that started it, and is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.orchestration.server_api import ServerApi
from flows.settings import utc_now
from flows.storage.layout import DataDir
from flows.storage.lock import read_owner

MISSED = "The schedule was not being served then; a later run catches up with everything."
DIED = "The process of this run ended without a word, with the machine or by a kill."
ALIVE = ("PENDING", "RUNNING", "CANCELLING")


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many ticks were missed, runs found dead, and places in the queue given back; what follows."""

    missed_count: int = 0
    died_count: int = 0
    freed_count: int = 0
    is_catching_up: bool = False
    """One run is to begin at once."""

    def __str__(self) -> str:
        """Return it for people; nothing where there was nothing to do."""
        parts = {
            "times that were missed": self.missed_count,
            "runs that had died": self.died_count,
            "places given back": self.freed_count,
        }
        found = ", ".join(f"{text}: {count}" for text, count in parts.items() if count)
        return f"{found}. One run catches up with everything" if self.is_catching_up else found


def recover(api: ServerApi, data: DataDir, *, is_paused: bool = False) -> Recovered:
    """Put the deployment in order before its runs are started; it is not there yet at the first start.

    A paused schedule catches up when it goes on.
    """
    deployment = api.find_deployment()
    if not deployment:
        return Recovered()
    missed = skip_missed(api, deployment, utc_now(), is_last_kept=not is_paused)
    is_catching_up = missed > 0 and not is_paused
    owner = read_owner(data)
    if owner and not owner.run_id:
        # somebody is in there who does not say which run it is; the places of dead runs expire in minutes
        return Recovered(missed_count=missed, is_catching_up=is_catching_up)
    died = end_dead_runs(api, deployment, alive=owner.run_id if owner else None)
    freed = free_places(api, deployment)
    if died and not (missed or owner or is_paused):
        api.start_run(deployment)
        is_catching_up = True
    return Recovered(missed, died, freed, is_catching_up)


def skip_missed(
    api: ServerApi, deployment: dict[str, Any], now: datetime, *, is_last_kept: bool = True
) -> int:
    """Cancel all ticks that are due, but for the last where it is kept; return how many were due."""
    due = [
        run
        for run in api.find_runs(deployment, "SCHEDULED")
        if run["auto_scheduled"] and datetime.fromisoformat(run["expected_start_time"]) <= now
    ]
    for run in due[:-1] if is_last_kept else due:
        _end_run(api, run, {"type": "CANCELLED", "name": "Skipped", "message": MISSED})
    return len(due)


def end_dead_runs(api: ServerApi, deployment: dict[str, Any], *, alive: str | None) -> int:
    """Mark as crashed what Prefect believes at work but the run of this name; return how many that were."""
    dead = [run for run in api.find_runs(deployment, *ALIVE) if run["name"] != alive]
    for run in dead:
        _end_run(api, run, {"type": "CRASHED", "name": "Crashed", "message": DIED})
    return len(dead)


def free_places(api: ServerApi, deployment: dict[str, Any]) -> int:
    """Give back the places that no run at work has; return how many they were."""
    limit = (api.find_deployment() or deployment)["global_concurrency_limit"]
    taken_count = len(api.find_runs(deployment, *ALIVE))
    if not limit or limit["active_slots"] <= taken_count:
        return 0
    api.patch(f"/v2/concurrency_limits/{limit['id']}", {"active_slots": taken_count})
    return int(limit["active_slots"]) - taken_count


def _end_run(api: ServerApi, run: dict[str, Any], state: dict[str, str]) -> None:
    api.post(f"/flow_runs/{run['id']}/set_state", {"state": state, "force": True})
