"""`sourceline schedule`: what is scheduled, when it runs next, how it ran last; pause, resume, run now."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from flows.errors import NotServed
from flows.orchestration import server
from flows.orchestration.deployments import DEPLOYMENT, FLOW, show_interval
from flows.orchestration.server_api import ServerApi, is_paused
from flows.settings import read_variable
from flows.storage.layout import DataDir

SHOWN_COUNT = 3
REASONS = {
    "Deployment concurrency limit reached.": "another run was at work; that one or the next finds everything"
}
"""What a state of Prefect's own says, in the words of who asks why a run was skipped."""
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


def show(console: Console, data_dir: Path) -> None:
    """Print the schedule, its next runs and its last ones."""
    api, deployment = _find(data_dir)
    table = Table(show_header=False)
    table.add_column("what", no_wrap=True)
    table.add_column("value", overflow="fold")
    for label, value in _rows(api, deployment):
        table.add_row(label, value)
    console.print(table, markup=False)


def pause(console: Console, data_dir: Path) -> None:
    """Let no more runs fall due."""
    api, deployment = _find(data_dir)
    api.post(f"/deployments/{deployment['id']}/pause_deployment")
    console.print("Paused; it stays so until `sourceline schedule resume`. A run at work is finished.")


def resume(console: Console, data_dir: Path) -> None:
    """Let runs fall due again."""
    api, deployment = _find(data_dir)
    for schedule in deployment["schedules"]:
        if not schedule["active"]:
            api.patch(f"/deployments/{deployment['id']}/schedules/{schedule['id']}", {"active": True})
    api.post(f"/deployments/{deployment['id']}/resume_deployment")
    console.print("Resumed; the next run finds everything that has arrived.")


def run_now(console: Console, data_dir: Path) -> None:
    """Start a run and say where it can be watched."""
    api, deployment = _find(data_dir)
    run = api.start_run(deployment)
    console.print(f"Started {run['name']}; it begins within some ten seconds. One at a time: while another")
    console.print("run is at work it ends as cancelled, and that one finds what has arrived so far.")
    console.print(f"Watch it: {_page_of(api, run)}", soft_wrap=True, highlight=False)


def _find(data_dir: Path) -> tuple[ServerApi, dict[str, Any]]:
    """Return the server and the deployment on it; raise NotServed, with the way out, where there is none."""
    data = DataDir(data_dir)
    running = server.find_running(data)
    url = running.api_url if running else read_variable("PREFECT_API_URL")
    if not url:
        raise NotServed(
            f"No schedule is being served for {data.root}. Start one with `sourceline serve`, name another "
            "--data-dir, or set PREFECT_API_URL to your own Prefect server."
        )
    api = ServerApi(url.rstrip("/"))
    deployment = api.find_deployment()
    if not deployment:
        raise NotServed(
            f"The Prefect server at {url} knows no deployment {FLOW}/{DEPLOYMENT} yet: a "
            "`sourceline serve` that has just begun makes it within half a minute, "
            "`prefect --no-prompt deploy --all` makes it on a server of your own."
        )
    return api, deployment


def _rows(api: ServerApi, deployment: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the lines of the table, as label and value."""
    schedules = [one["schedule"] for one in deployment["schedules"]]
    zone = next((one["timezone"] for one in schedules if one.get("timezone")), "UTC")
    upcoming = api.find_runs(deployment, "SCHEDULED", limit=SHOWN_COUNT)
    at_work = api.find_runs(deployment, "PENDING", "RUNNING", "CANCELLING")
    last = api.find_runs(deployment, *ENDED, limit=SHOWN_COUNT, newest_first=True)
    return [
        ("schedule", f"{FLOW}/{deployment['name']}"),
        ("times", ", ".join(_times_of(one) for one in schedules) or "none"),
        ("time zone", zone),
        ("state", "paused; `sourceline schedule resume`" if is_paused(deployment) else "active"),
        ("pages from", ", ".join(deployment["parameters"].get("sources") or [])),
        ("data directory", str(deployment["parameters"].get("data_dir"))),
        *(("next run", _instant(run["expected_start_time"], zone)) for run in upcoming),
        *(("at work", _described(run, zone)) for run in at_work),
        *(("last run", _described(run, zone)) for run in last),
        ("Prefect UI", f"{api.url.removesuffix('/api')}/deployments/deployment/{deployment['id']}"),
    ]


def _times_of(schedule: dict[str, Any]) -> str:
    if "cron" in schedule:
        return str(schedule["cron"])
    if "interval" in schedule:
        return f"every {show_interval(timedelta(seconds=schedule['interval']))}"
    return str(schedule)


def _described(run: dict[str, Any], zone: str) -> str:
    """Return when a run began or was due, how it stands and why, on one line."""
    state = run["state"]
    moment = _instant(run["start_time"] or run["expected_start_time"], zone)
    why = f": {REASONS.get(state['message'], state['message'])}" if state["message"] else ""
    return f"{moment}  {state['name']}{why}"


def _instant(text: str, zone: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S %Z}"


def _page_of(api: ServerApi, run: dict[str, Any]) -> str:
    return f"{api.url.removesuffix('/api')}/runs/flow-run/{run['id']}"
