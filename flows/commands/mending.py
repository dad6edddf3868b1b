"""Commands that look for damage and mend it: `doctor`, `rebuild`."""

from __future__ import annotations

import typer

from flows.commands.options import DataDirectory, Entities, Gates, LogFormat, terminal

commands = typer.Typer()


@commands.command()
def rebuild(
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
    log_format: LogFormat = None,
) -> None:
    """Make the warehouse anew from the lake alone, whatever state the published file is in.

    It takes the way of every run, gates included, and looks at no source: the rows are those that were there.
    Readers keep the published warehouse until the new one takes its place.
    """
    from flows import terminal_run

    terminal_run.run(
        terminal,
        sources=None,
        data_dir=data_dir,
        gates_mode=gates,
        rebuild=True,
        entities=entities,
        log_format=log_format,
    )
