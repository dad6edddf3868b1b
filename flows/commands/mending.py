"""Commands that look for damage and mend it: `doctor`, `rebuild`."""

from __future__ import annotations

from typing import Annotated, Literal

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


@commands.command()
def doctor(
    data_dir: DataDirectory = None,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "table",
    *,
    is_deep: Annotated[
        bool, typer.Option("--deep", help="Read every byte of the lake and every row of the warehouse.")
    ] = False,
    is_mended: Annotated[
        bool,
        typer.Option(
            "--mend",
            help="Move damaged files of the lake aside to lake/damaged, bring back what the warehouse still "
            "holds, and say which pages have to come from the sources again.",
        ),
    ] = False,
) -> None:
    """Look for damage: disk, lock, lake, warehouse, Prefect, lookups, libraries; each with the way out.

    Exit code 0: nothing is broken. 3: something is. Without --mend nothing is changed.
    """
    from flows import doctor as examination
    from flows.settings import find_data_dir

    code = examination.show(
        terminal,
        find_data_dir(data_dir),
        is_deep=is_deep,
        is_mended=is_mended,
        output_format=output_format,
    )
    raise typer.Exit(code)
