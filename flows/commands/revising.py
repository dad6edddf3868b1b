"""Commands that look at pages once more: `replay`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from flows.commands.options import DataDirectory, Entities, Gates, terminal

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
