"""`sourceline status`: in one screen, or as JSON for monitors, how a data directory stands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.errors import ServerUnavailable, UsageError, WarehouseStale
from flows.notices.incidents import Watch
from flows.notices.telling import read_watch
from flows.orchestration import server, server_api
from flows.orchestration.deployments import INTERVAL, UNITS
from flows.query import as_shown, as_value
from flows.settings import utc_now
from flows.storage.layout import DataDir
from flows.storage.lock import LockOwner, read_owner
from flows.storage.standing import Standing, read_standing

STYLES = {"published": "green", "nothing_new": "dim", "refused": "yellow", "broken": "red", "crashed": "red"}
SHOWN_CHECKS = 5
SHOWN_REASONS = 8


def show(
    console: Console,
    data_dir: Path,
    *,
    limit: int,
    output_format: Literal["text", "json"] = "text",
    max_age: str | None = None,
) -> None:
    """Print how a data directory stands; raise WarehouseStale where it was confirmed too long ago."""
    allowed = read_age(max_age) if max_age else None
    data, now = DataDir(data_dir), utc_now()
    standing, watch, owner = read_standing(data), read_watch(data), read_owner(data)
    schedule = find_schedule(data)
    if output_format == "json":
        state = as_state(standing, watch, owner, now=now, limit=limit) | schedule
        console.file.write(json.dumps(state, indent=2, default=as_value) + "\n")
    elif not standing.runs and not standing.fault:
        console.print(f"Nothing has run in {data.root} yet. `sourceline run` starts.", soft_wrap=True)
    else:
        console.print(as_table(standing.runs[:limit]))
        for label, text in describe(data, standing, watch, owner, schedule, now=now):
            console.print(Text(f"{label:<12}{as_shown(text)}"), soft_wrap=True)
    if allowed is not None:
        require_fresh(standing, now=now, allowed=allowed)


def read_age(text: str) -> timedelta:
    """`90m` → an hour and a half; raise UsageError for what is no such age."""
    found = INTERVAL.fullmatch(text)
    if not found:
        raise UsageError(f"{text!r} is not an age; write a number and s, m, h or d, such as 2h.")
    return timedelta(seconds=int(found["count"]) * UNITS[found["unit"]])


def require_fresh(standing: Standing, *, now: datetime, allowed: timedelta) -> None:
    """Raise WarehouseStale unless a run published, or found nothing to publish, within the allowed age."""
    confirmed_at = standing.confirmed_at
    if confirmed_at is None:
        raise WarehouseStale("Nothing is published that can be read.")
    if now - confirmed_at > allowed:
        raise WarehouseStale(
            f"No run has published, or found nothing new, for {show_age(now - confirmed_at)}. "
            "`sourceline status` shows what the last ones did."
        )


def find_schedule(data: DataDir) -> dict[str, Any]:
    """Return where the schedule is served and when it runs next, as far as a server is there to say."""
    running = server.find_running(data)
    try:
        next_run_at = server_api.next_run_at(running.api_url) if running else None
    except ServerUnavailable:
        next_run_at = None
    return {"served_at": running.url if running else None, "next_run_at": next_run_at}


def as_state(
    standing: Standing, watch: Watch, owner: LockOwner | None, *, now: datetime, limit: int
) -> dict[str, Any]:
    """Return the state as monitors take it; ages are in seconds."""
    published, confirmed_at = standing.published, standing.confirmed_at
    return {
        "time": now,
        "published": published
        and {
            "published_at": published.published_at,
            "age_seconds": round((now - published.published_at).total_seconds()),
            "confirmed_at": confirmed_at,
            "confirmed_age_seconds": confirmed_at and round((now - confirmed_at).total_seconds()),
            "totals": published.totals,
        },
        "fault": standing.fault,
        "running": owner and asdict(owner),
        "waiting": {"batches": standing.batches_waiting, "pages": standing.pages_waiting},
        "quarantined": published.quarantined if published else {},
        "gates": count_gates(standing.checks),
        "failed_checks": find_failed(standing.checks),
        "notices": {
            "incident": watch.incident and asdict(watch.incident),
            "silence_told_at": watch.silence_told_at,
            "last_arrival_at": watch.last_arrival_at,
        },
        "runs": standing.runs[:limit],
    }


def describe(
    data: DataDir,
    standing: Standing,
    watch: Watch,
    owner: LockOwner | None,
    schedule: Mapping[str, Any],
    *,
    now: datetime,
) -> Iterator[tuple[str, str]]:
    """Yield the state in lines of a label and a text."""
    if standing.runs and standing.runs[0]["message"]:
        yield "last run", standing.runs[0]["message"]
    if standing.fault:
        yield "fault", standing.fault
    yield from _describe_published(data, standing, now)
    yield "running", str(owner) if owner else "nothing"
    yield "waiting", f"{standing.pages_waiting:,} pages in {standing.batches_waiting:,} batches"
    yield from _describe_checks(standing.checks)
    if watch.incident:
        since = show_age(now - watch.incident.since)
        yield "incident", f"{watch.incident.run_count:,} runs have failed since {since} ago: {data.notices}"
    if watch.silence_told_at and watch.last_arrival_at:
        yield "silence", f"nothing new for {show_age(now - watch.last_arrival_at)}"
    if schedule["served_at"]:
        due = schedule["next_run_at"]
        yield "next run", f"{due:%Y-%m-%d %H:%M} UTC" if due else "none: the schedule is paused"
        yield "served at", schedule["served_at"]


def _describe_published(data: DataDir, standing: Standing, now: datetime) -> Iterator[tuple[str, str]]:
    published = standing.published
    if published is None:
        yield "published", "cannot be told" if standing.fault else "nothing yet"
        return
    totals = ", ".join(f"{count:,} {name}" for name, count in published.totals.items())
    yield "published", f"{show_age(now - published.published_at)} ago: {totals}"
    confirmed_at = standing.confirmed_at or published.published_at
    yield "confirmed", f"{show_age(now - confirmed_at)} ago by a run that left nothing to publish"
    yield "warehouse", str(data.warehouse)
    yield "overview", str(data.reports / "index.html")
    reasons = [f"{count:,} {reason}" for reason, count in published.quarantined.items()]
    more = [f"{len(reasons) - SHOWN_REASONS} more reasons"] if len(reasons) > SHOWN_REASONS else []
    yield "quarantine", ", ".join([*reasons[:SHOWN_REASONS], *more]) or "empty"


def _describe_checks(checks: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    gates, failed = count_gates(checks), find_failed(checks)
    if gates:
        yield "gates", ", ".join(f"{gate} {_name_state(counts)}" for gate, counts in gates.items())
    for check in failed[:SHOWN_CHECKS]:
        rows = "" if check["unexpected_count"] is None else f", {check['unexpected_count']:,} rows"
        named = f"{check['gate']} {check['table_name']} {check['check_name']}"
        yield f"  {check['severity']}", f"{named} ({check['outcome']}{rows})"
    if len(failed) > SHOWN_CHECKS:
        yield "", f"and {len(failed) - SHOWN_CHECKS} more: ops.gate_results"


def _name_state(counts: Mapping[str, int]) -> str:
    bad = counts.get("failed", 0) + counts.get("broken", 0)
    if bad:
        return f"{bad:,} failed"
    return "not reached" if counts.get("not_run") else "passed"


def count_gates(checks: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Return how many checks of each gate had each outcome, gates in the order of a run."""
    gates: dict[str, Counter[str]] = {}
    for check in checks:
        gates.setdefault(check["gate"], Counter())[check["outcome"]] += 1
    return {gate: dict(counts) for gate, counts in gates.items()}


def find_failed(checks: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the checks that failed or were broken, those that stop a run first."""
    failed = [check for check in checks if check["outcome"] in ("failed", "broken")]
    return sorted(failed, key=lambda check: check["severity"] == "warning")


def show_age(age: timedelta) -> str:
    """Return an age in its largest unit, such as `95 min`, `30 h` or `3 days`."""
    minutes = max(round(age.total_seconds() / 60), 0)
    hours, days = minutes // 60, minutes // (24 * 60)
    if hours < 2:  # noqa: PLR2004 - up to twice the unit the smaller one says more
        return f"{minutes} min"
    return f"{hours} h" if days < 2 else f"{days:,} days"  # noqa: PLR2004 - likewise


def as_table(runs: Iterable[Mapping[str, Any]]) -> Table:
    """Return the runs as a table, newest first."""
    table = Table()
    table.add_column("run", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for name in ("files", "new", "set aside", "checks failed", "seconds"):
        table.add_column(name, justify="right")
    for run in runs:
        seconds = (run["finished_at"] - run["started_at"]).total_seconds()
        table.add_row(
            run["run_id"],
            Text(run["status"], style=STYLES[run["status"]]),
            *(f"{run[name]:,}" for name in ("file_count", "ingested_count", "quarantined_count")),
            f"{run['checks_failed']:,}" if run["checks_passed"] + run["checks_failed"] else "not run",
            f"{seconds:.1f}",
        )
    return table
