"""Commands that bring the warehouse up to date: `run`."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataDirectory, Entities, Gates, LogFormat, Source, terminal

commands = typer.Typer()


@commands.command()
def run(
    source: Source = None,
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
    log_format: LogFormat = None,
    *,
    reparse: Annotated[
        bool,
        typer.Option(
            "--reparse",
            help="Read what was read with other rules or recurring lines, and build anew.",
        ),
    ] = False,
) -> None:
    """Bring the warehouse up to date with the pages in the sources.

    Exit code 0: published, or nothing new. 1: a gate refused. 2: wrong use. 3: something is broken.
    """
    from flows import terminal_run

    terminal_run.run(
        terminal,
        sources=source,
        data_dir=data_dir,
        gates_mode=gates,
        reparse=reparse,
        entities=entities,
        log_format=log_format,
    )
