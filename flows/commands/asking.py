"""Commands that read what is published: `query`, `status`, `report`, `export`, `explain`, `accuracy`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.commands.options import DataDirectory, Entities, terminal

commands = typer.Typer()


@commands.command()
def query(
    sql: Annotated[str, typer.Argument(help="A select on the marts; `-` reads it from standard input.")],
    data_dir: DataDirectory = None,
    output_format: Annotated[
        Literal["table", "csv", "json", "parquet"], typer.Option("--format", help="How the rows are given.")
    ] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the rows to this file; Parquet needs it.")
    ] = None,
) -> None:
    """Ask the published warehouse a question in SQL. Works at any time, also during a run.

    Example: sourceline query "select source_name, count(*) from marts.fct_source_citations group by all"
    """
    from flows import query as questions
    from flows.settings import find_data_dir

    text = sys.stdin.read() if sql == "-" else sql
    questions.answer(terminal, find_data_dir(data_dir), text, output_format, output)


@commands.command()
def status(
    data_dir: DataDirectory = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many runs to show.")] = 10,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for monitors.")
    ] = "text",
    max_age: Annotated[
        str | None,
        typer.Option(
            metavar="AGE",
            help="End with exit code 1 unless a run published, or found nothing new, within this time, "
            "such as 90m, 2h or 1d.",
        ),
    ] = None,
) -> None:
    """Show how things stand: the last runs, what is published and its age, what waits, gates, next run.

    For a monitor: sourceline status --format json --max-age 2h
    """
    from flows import status as overview
    from flows.settings import find_data_dir

    overview.show(
        terminal, find_data_dir(data_dir), limit=limit, output_format=output_format, max_age=max_age
    )


@commands.command()
def report(
    data_dir: DataDirectory = None,
    *,
    is_opened: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the overview anew from what is published and say where it is."""
    from flows.report import overview
    from flows.settings import find_data_dir
    from flows.storage.layout import DataDir

    page = overview.write_overview(DataDir(find_data_dir(data_dir)))
    terminal.print(str(page), soft_wrap=True)
    if is_opened:
        typer.launch(page.as_uri())


@commands.command()
def export(
    folder: Annotated[Path, typer.Argument(help="A new folder, or that of an earlier export.")],
    data_dir: DataDirectory = None,
    *,
    is_text_kept: Annotated[
        bool,
        typer.Option(
            "--text/--no-text",
            help="--no-text: for sharing. Keys, spans, counts and times, but no words of the pages; "
            "keys with a name in them become hashes.",
        ),
    ] = True,
) -> None:
    """Write the marts as Parquet files, with a data dictionary and a Frictionless datapackage.json."""
    from flows import export as exporting
    from flows.settings import find_data_dir

    exporting.export_marts(terminal, find_data_dir(data_dir), folder, is_text_kept=is_text_kept)


@commands.command()
def explain(
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="The key of a row of the marts, such as a citation_id.")
    ],
    data_dir: DataDirectory = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Show where a row comes from: the line of the page with its words marked, the rule, the parser, the run.

    ID is the key of an article, citation, quote, mention, segment, change, story, quotation, entity or
    outlet, or the agg_id of an aggregate, which is explained by the rows it counts.
    """
    from flows.explain import show
    from flows.settings import find_data_dir

    show(terminal, find_data_dir(data_dir), row_id, output_format)


@commands.command()
def accuracy(
    data_dir: DataDirectory = None,
    entities: Entities = None,
    *,
    is_kept: Annotated[
        bool,
        typer.Option(
            "--keep/--no-keep", help="Put the scores into ops.accuracy, beside what they are about."
        ),
    ] = True,
) -> None:
    """Measure how well pages are read, on pages that were read by people.

    The scores stand in ops.accuracy, so that a count can be shown with its precision and recall.
    """
    from flows.accuracy import measurement
    from flows.settings import load_settings

    settings = load_settings(data_dir=data_dir, entities=entities)
    measurement.measure(terminal, settings.data_dir, entities=settings.entities, is_kept=is_kept)
