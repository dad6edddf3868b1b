"""Commands that look at pages once more: `replay`, `plan`, `backfill`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.commands.options import DataDirectory, Entities, Gates, Source, terminal

commands = typer.Typer()


@commands.command()
def replay(
    reason: Annotated[
        list[str] | None,
        typer.Option("--reason", help="Only what was set aside for this reason code; may be repeated."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what was first set aside on this day (UTC) or later."),
    ] = None,
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
    *,
    is_dry: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be tried, and from where, and do nothing.")
    ] = False,
) -> None:
    """Try again what is in the quarantine, after a limit was raised, a rule mended or a file repaired.

    It is a run like any other, gates and all, that looks at nothing else: at the bytes that the lake has
    kept, else at the source where it still is; pages that the parser set aside are in the lake. What passes
    leaves ops.quarantine, and ops.quarantine_history tells of its stay. With another parser or other rules
    than those of what is published, every page is read again, as by `sourceline run`.

    Example: sourceline replay --reason too_large --since 2026-11-01
    """
    from flows import replay as replaying

    replaying.replay(
        terminal,
        data_dir=data_dir,
        gates_mode=gates,
        entities=entities,
        reasons=reason or (),
        since=since.date() if since else None,
        is_dry=is_dry,
    )


@commands.command()
def plan(
    data_dir: DataDirectory = None,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Compare so many pages, chosen by --seed. (default: all)")
    ] = None,
    seed: Annotated[int, typer.Option(help="Chooses the sample; the same seed, the same pages.")] = 1,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|VERSION",
            help="Compare with the warehouse of another data directory, or with what a version of the parser "
            "found that the lake still has. (default: what is published)",
        ),
    ] = None,
    lookups: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Read with the lookups of this folder, such as a changed copy of dbt_project/lookups.",
        ),
    ] = None,
    entities: Entities = None,
    examples: Annotated[int, typer.Option(min=0, help="Rows shown of each change in each table.")] = 3,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Show what other rules would change before anything is switched: rows gained, lost and changed.

    Pages of the lake are read with the parser and the lookups of this checkout, in a folder of their own, and
    compared with what is published: articles, citations, quotes, mentions and segments by where they stand on
    the page, and pages set aside. Entities, stories and aggregates follow from those and are not compared.
    `sourceline run` reads everything again when the rules have changed, so ask before it.

    Example: sourceline plan --sample 500 --lookups my_lookups
    """
    from contextlib import nullcontext

    from flows import plan as planning
    from flows.progress import listen
    from flows.terminal_run import TerminalListener

    choice = planning.Choice(sample, seed, against, lookups, examples)
    with nullcontext() if output_format == "json" else listen(TerminalListener(terminal)):
        planning.show(terminal, data_dir, choice, entities=entities, output_format=output_format)


@commands.command()
def backfill(
    source: Source = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day, where a source has {date:...}.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day. (default: today, in UTC)")
    ] = None,
    chunk: Annotated[int, typer.Option(min=1, help="Files that one run reads and publishes.")] = 2_000,
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
) -> None:
    """Bring in an archive, chunk by chunk, each of them a run that publishes; the schedule goes on beside it.

    A source is what it is for `run`, or has {date:...} in it, with the codes of strftime, for the days from
    --since to --until. Files are taken in the order of days and names. It can be stopped and started at any
    time: a file that a run has read is not looked at again, and one that was set aside is tried once more.

    Example: sourceline backfill --source 'archive/{date:%Y/%m/%d}' --since 2025-01-01 --until 2025-03-31
    """
    from flows import backfill as filling

    filling.backfill(
        terminal,
        sources=source,
        data_dir=data_dir,
        gates_mode=gates,
        entities=entities,
        since=since.date() if since else None,
        until=until.date() if until else None,
        chunk_size=chunk,
    )
