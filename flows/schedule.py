"""`sourceline serve`: a Prefect deployment of the pipeline, its server and UI, until it is stopped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console

from flows import server
from flows.entity_backends import load_backend
from flows.errors import UsageError
from flows.settings import load_settings, set_variables
from flows.storage.layout import DataDir

DEPLOYMENT = "scheduled"

SERVED = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
}
"""Leases on disk and heartbeats let a run that died be told from one at work; our own log lines show
in the UI."""


def serve(
    console: Console,
    *,
    sources: Iterable[str] | None,
    data_dir: Path | None,
    gates_mode: str | None,
    entities: str | None,
    cron: str,
    timezone: str,
    port: int,
) -> None:
    """Serve the pipeline on a schedule until interrupted; raise UsageError for a schedule that cannot be."""
    settings = load_settings(sources=sources, data_dir=data_dir, gates_mode=gates_mode, entities=entities)
    _require_zone(timezone)
    load_backend(settings.entities)  # what cannot be used is told at once
    data = DataDir(settings.data_dir)
    if not server.is_free(port):
        raise UsageError(f"Port {port} is taken. Give another with --port.")
    set_variables(SERVED)
    with server.start_server(data, port=port, is_scheduling=True) as prefect_server:
        from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
        from prefect.schedules import Cron

        from flows.pipeline import pipeline

        try:
            schedule = Cron(cron, timezone=timezone)
        except ValueError as problem:
            raise UsageError(f"{cron!r} is not a cron schedule: {problem}") from problem
        server.wait_until_up(prefect_server, data)
        console.print(f"Runs at '{cron}' ({timezone}). Prefect UI: {prefect_server.url}", soft_wrap=True)
        pipeline.serve(
            name=DEPLOYMENT,
            schedule=schedule,
            parameters={
                "sources": list(settings.sources),
                "data_dir": str(settings.data_dir),
                "gates_mode": settings.gates_mode,
                "entities": settings.entities,
            },
            limit=1,
            # a tick that comes while a run is at work is not made up for: the next one finds everything
            global_limit=ConcurrencyLimitConfig(
                limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
            ),
            print_starting_message=False,
        )


def _require_zone(timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise UsageError(f"{timezone!r} is not a time zone; write it as in Europe/Paris.") from problem
