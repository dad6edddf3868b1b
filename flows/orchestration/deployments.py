"""What is deployed, defined once: `sourceline serve` deploys it, and prefect.yaml says the same.

prefect.yaml is a file that people edit; a test holds it equal to `deploy_file` here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.errors import UsageError
from flows.settings import Settings

FLOW = "sourceline"
DEPLOYMENT = "scheduled"
ENTRYPOINT = "flows/pipeline.py:pipeline"
DESCRIPTION = "Bring the warehouse up to date with the pages in the sources."

DEFAULT_CRON = "*/15 * * * *"
DEFAULT_TIMEZONE = "UTC"
MIN_INTERVAL = timedelta(seconds=30)
"""The runner asks for work every 10 seconds, and a run of nothing new takes some 5."""

LIMIT = 1
COLLISION_STRATEGY = "CANCEL_NEW"
"""A tick that comes while a run is at work is not made up for: the next one finds everything."""
GRACE_SECONDS = 120
"""How long a run that was handed out may take to start before its place is given to another."""

RUN_ENVIRONMENT = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
}
"""Heartbeats let a run that died be told from one at work; our own log lines show in the UI."""

INTERVAL = re.compile(r"(?P<count>\d{1,6})(?P<unit>[smhd])")  # 15m
UNITS = {"d": 24 * 60 * 60, "h": 60 * 60, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True)
class Timetable:
    """When runs are due: at the times of a cron expression, or again and again after an interval."""

    cron: str | None
    interval: timedelta | None
    timezone: str

    def __str__(self) -> str:
        """Return it for people, such as `at '*/15 * * * *' (UTC)` or `every 15m`."""
        if self.interval:
            return f"every {show_interval(self.interval)}"
        return f"at '{self.cron}' ({self.timezone})"


def read_timetable(cron: str | None, interval: str | None, timezone: str) -> Timetable:
    """Return the timetable that the options ask for; raise UsageError for one that cannot be.

    A cron expression is checked by Prefect, which reads it.
    """
    if cron and interval:
        raise UsageError("Give --cron or --interval, not both.")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, IsADirectoryError) as problem:
        raise UsageError(f"{timezone!r} is not a time zone; write it as in Europe/Paris.") from problem
    if interval:
        return Timetable(None, _read_interval(interval), timezone)
    return Timetable(cron or DEFAULT_CRON, None, timezone)


def _read_interval(text: str) -> timedelta:
    found = INTERVAL.fullmatch(text)
    if not found:
        raise UsageError(f"{text!r} is not an interval; write a number and s, m, h or d, such as 15m.")
    interval = timedelta(seconds=int(found["count"]) * UNITS[found["unit"]])
    if interval < MIN_INTERVAL:
        raise UsageError(f"An interval of {text} is too short; the least is {MIN_INTERVAL.seconds}s.")
    return interval


def show_interval(interval: timedelta) -> str:
    """Return an interval as it is written, in the largest unit that has a whole number of it."""
    seconds = round(interval.total_seconds())
    unit = next(unit for unit, size in UNITS.items() if seconds % size == 0)
    return f"{seconds // UNITS[unit]}{unit}"


def flow_parameters(settings: Settings) -> dict[str, Any]:
    """Return what every run of the schedule is given."""
    return {
        "sources": list(settings.sources),
        "data_dir": str(settings.data_dir),
        "gates_mode": settings.gates_mode,
        "entities": settings.entities,
    }


def deploy_file(settings: Settings) -> dict[str, Any]:
    """Return what prefect.yaml says: the same deployment, for one's own server and process work pool."""
    return {
        "name": FLOW,
        "pull": [{"prefect.deployments.steps.set_working_directory": {"directory": "{{ $PWD }}"}}],
        "deployments": [
            {
                "name": DEPLOYMENT,
                "description": DESCRIPTION,
                "entrypoint": ENTRYPOINT,
                "parameters": flow_parameters(settings),
                "concurrency_limit": {
                    "limit": LIMIT,
                    "collision_strategy": COLLISION_STRATEGY,
                    "grace_period_seconds": GRACE_SECONDS,
                },
                "schedules": [
                    {"cron": DEFAULT_CRON, "timezone": DEFAULT_TIMEZONE, "slug": DEPLOYMENT, "active": True}
                ],
                "work_pool": {"name": FLOW, "job_variables": {"env": RUN_ENVIRONMENT}},
            }
        ],
    }
