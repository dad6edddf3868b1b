"""The command that runs the pipeline on a schedule: `serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataDirectory, Entities, Gates, LogFormat, Source, terminal

commands = typer.Typer()


@commands.command()
def serve(
    source: Source = None,
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
    cron: Annotated[
        str | None,
        typer.Option(
            help="When to run: minute, hour, day of month, month, weekday. (default: every 15 minutes)",
            metavar="'*/15 * * * *'",
        ),
    ] = None,
    interval: Annotated[
        str | None,
        typer.Option(help="How often to run instead: a number and s, m, h or d.", metavar="15m"),
    ] = None,
    timezone: Annotated[str, typer.Option(help="Time zone of the schedule, such as Europe/Paris.")] = "UTC",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the Prefect UI and API.")] = 4200,
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen at. Everyone who can reach another than the default can start runs."
        ),
    ] = "127.0.0.1",
    log_format: LogFormat = None,
    *,
    is_paused: Annotated[
        bool, typer.Option("--paused", help="Start nothing until `sourceline schedule resume`.")
    ] = False,
) -> None:
    """Run on a schedule, with the Prefect UI beside it, until stopped by Ctrl-C."""
    from flows import logs
    from flows.orchestration.serve import serve_until_stopped
    from flows.settings import load_log_format

    logs.begin(load_log_format(log_format))
    serve_until_stopped(
        terminal,
        sources=source,
        data_dir=data_dir,
        gates_mode=gates,
        entities=entities,
        cron=cron,
        interval=interval,
        timezone=timezone,
        is_left_paused=is_paused,
        host=host,
        port=port,
    )
