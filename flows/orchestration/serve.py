"""`sourceline serve`: a Prefect deployment of the pipeline, its server and UI, until it is stopped."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.console import Console

from flows.entity_backends import load_backend
from flows.errors import UsageError
from flows.orchestration import addresses, deployments, server, server_api
from flows.orchestration.deployments import Timetable
from flows.orchestration.kept_server import kept_server
from flows.orchestration.recovery import Recovered, recover
from flows.orchestration.server_api import ServerApi
from flows.settings import load_settings, set_variables
from flows.storage.layout import DataDir

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.runner import Runner
    from prefect.schedules import Schedule

PROPOSED_AT_ONCE = 5
"""How many runs the runner proposes to the server, which lets one through and cancels the others: a runner
that held them back would start them one after another, each with nothing left to do."""


def serve_until_stopped(
    console: Console,
    *,
    sources: Iterable[str] | None,
    data_dir: Path | None,
    gates_mode: str | None,
    entities: str | None,
    cron: str | None,
    interval: str | None,
    timezone: str,
    is_left_paused: bool,
    host: str,
    port: int,
) -> None:
    """Serve the pipeline on a schedule until interrupted; raise UsageError for a schedule that cannot be."""
    settings = load_settings(sources=sources, data_dir=data_dir, gates_mode=gates_mode, entities=entities)
    timetable = deployments.read_timetable(cron, interval, timezone)
    load_backend(settings.entities)  # what cannot be used is told at once
    addresses.require_free(host, port)
    data = DataDir(settings.data_dir)
    set_variables(deployments.RUN_ENVIRONMENT)
    url = addresses.local_url(host, port)
    api = ServerApi(f"{url}/api")
    server.point_prefect_at(data, url)  # Prefect reads it as it is imported
    schedule = as_schedule(timetable)

    def say(text: str) -> None:
        console.print(text, soft_wrap=True, markup=False, highlight=False)

    def put_in_order_and_run() -> None:
        from flows.pipeline import pipeline  # takes seconds, in which somebody may pause or resume

        is_paused = is_left_paused or is_paused_by_hand(api)
        recovered = recover(api, data, is_paused=is_paused)
        for line in greeting(recovered, timetable, url, host, is_paused=is_paused):
            say(line)
        deploy_and_run(pipeline, schedule, deployments.flow_parameters(settings), is_paused=is_paused)

    leave_on_sigterm()
    with kept_server(data, host=host, port=port, say=say) as kept:
        kept.work_through_restarts(put_in_order_and_run)


def greeting(
    recovered: Recovered, timetable: Timetable, url: str, host: str, *, is_paused: bool
) -> Iterator[str]:
    """Yield what is said as a schedule begins to be served."""
    if recovered != Recovered():
        found = str(recovered)
        yield f"Put in order. {found[0].upper()}{found[1:]}."
    yield f"Runs {timetable}. Prefect UI: {url}"
    if is_paused:
        yield "The schedule is paused; `sourceline schedule resume` lets it go on."
    if not addresses.is_loopback(host):
        yield f"It listens at {host}: everyone who can reach this machine there can start and stop runs."


def as_schedule(timetable: Timetable) -> Schedule:
    """Return the timetable as Prefect's schedule; raise UsageError for a cron expression it cannot read."""
    from prefect.schedules import Cron, Interval

    if timetable.interval:
        # counted from a midnight, so that a restart does not move the times
        midnight = datetime(2020, 1, 1, tzinfo=ZoneInfo(timetable.timezone))
        return Interval(
            timetable.interval,
            anchor_date=midnight,
            timezone=timetable.timezone,
            slug=deployments.DEPLOYMENT,
        )
    try:
        return Cron(str(timetable.cron), timezone=timetable.timezone, slug=deployments.DEPLOYMENT)
    except ValueError as problem:
        raise UsageError(f"{timetable.cron!r} is not a cron schedule: {problem}") from problem


def is_paused_by_hand(api: ServerApi) -> bool:
    """Say whether the schedule was paused when it was last served: it stays so until it is resumed."""
    deployment = api.find_deployment()
    return deployment is not None and server_api.is_paused(deployment)


def deploy_and_run(
    flow: Flow[..., Any], schedule: Schedule, parameters: dict[str, Any], *, is_paused: bool
) -> None:
    """Deploy the flow and start its runs as they fall due, until stopped; a run at work is finished."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.runner import Runner

    # only people pause the schedule: a `serve` that is stopped goes on when it is started again
    runner = Runner(name=deployments.DEPLOYMENT, limit=PROPOSED_AT_ONCE, pause_on_shutdown=False)
    runner.add_flow(
        flow,
        name=deployments.DEPLOYMENT,
        description=deployments.DESCRIPTION,
        schedule=schedule,
        paused=is_paused,
        parameters=parameters,
        concurrency_limit=ConcurrencyLimitConfig(
            limit=deployments.LIMIT,
            collision_strategy=ConcurrencyLimitStrategy(deployments.COLLISION_STRATEGY),
            grace_period_seconds=deployments.GRACE_SECONDS,
        ),
    )
    try:
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(run_until_stopped(runner))
    finally:
        leave_on_sigterm()


def leave_on_sigterm() -> None:
    """Let a supervisor stop `serve` at any moment; while the runner works it has a handler of its own."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())


async def run_until_stopped(runner: Runner) -> None:
    """Let the runner work until Ctrl-C or SIGTERM, which a supervisor sends; both end it in the same way."""
    work = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # the runner has now set its own handler, which would leave without its runs
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    await work
