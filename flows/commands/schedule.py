"""Commands that see and change what is scheduled: `schedule list`, `pause`, `resume`, `run-now`."""

from __future__ import annotations

import typer

from flows.commands.options import DataDirectory, terminal

commands = typer.Typer(
    name="schedule",
    no_args_is_help=True,
    help="See and change the schedule that `sourceline serve` serves, or that PREFECT_API_URL knows.",
)


@commands.command("list")
def list_schedule(data_dir: DataDirectory = None) -> None:
    """Show the schedule: its times, whether it is paused, the next runs and the last ones."""
    from flows.orchestration import schedule
    from flows.settings import find_data_dir

    schedule.show(terminal, find_data_dir(data_dir))


@commands.command()
def pause(data_dir: DataDirectory = None) -> None:
    """Start no more runs until `resume`, also when `serve` is restarted. A run at work is finished."""
    from flows.orchestration import schedule
    from flows.settings import find_data_dir

    schedule.pause(terminal, find_data_dir(data_dir))


@commands.command()
def resume(data_dir: DataDirectory = None) -> None:
    """Let a paused schedule go on from its next time."""
    from flows.orchestration import schedule
    from flows.settings import find_data_dir

    schedule.resume(terminal, find_data_dir(data_dir))


@commands.command()
def run_now(data_dir: DataDirectory = None) -> None:
    """Start a run of the schedule at once, also of a paused one."""
    from flows.orchestration import schedule
    from flows.settings import find_data_dir

    schedule.run_now(terminal, find_data_dir(data_dir))
