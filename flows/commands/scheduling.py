"""Commands that run the pipeline on a schedule: `serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataDirectory, Entities, Gates, Source, terminal

commands = typer.Typer()


@commands.command()
def serve(
    source: Source = None,
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
    cron: Annotated[
        str, typer.Option(help="When to run: minute, hour, day of month, month, weekday.")
    ] = "*/15 * * * *",
    timezone: Annotated[str, typer.Option(help="Time zone of the schedule, such as Europe/Paris.")] = "UTC",
    port: Annotated[int, typer.Option(help="Port of the Prefect UI and API on this machine.")] = 4200,
) -> None:
    """Run on a schedule, with the Prefect UI beside it, until stopped by Ctrl-C."""
    from flows import schedule

    schedule.serve(
        terminal,
        sources=source,
        data_dir=data_dir,
        gates_mode=gates,
        entities=entities,
        cron=cron,
        timezone=timezone,
        port=port,
    )
