"""The command `sourceline`. Each command imports what it needs when it is called, so that help is instant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from flows.errors import SourcelineError

app = typer.Typer(
    name="sourceline",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Turn saved news pages into a warehouse of who reported what, on whose word, about whom.",
)
# tables that go to a file or a pipe are not squeezed into eighty columns
terminal = Console(width=None if sys.stdout.isatty() else 160)
errors = Console(stderr=True)

Source = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        help="A folder, a file (text, HTML, JSON, CSV, Parquet, WARC, zip, tar, gzip), a pattern such as "
        "'pages/**/*.txt' or an object store such as 's3://bucket/pages'; may be repeated. "
        "(default: $SOURCELINE_SOURCE or seeds)",
    ),
]
DataDirectory = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where everything is kept. (default: $SOURCELINE_DATA_DIR or data)"),
]
Gates = Annotated[
    Literal["enforce", "report"] | None,
    typer.Option(
        "--gates",
        help="enforce: a critical check that fails stops the run before readers see anything; "
        "report: run every check and publish all the same. (default: $SOURCELINE_GATES or enforce)",
    ),
]
Entities = Annotated[
    str | None,
    typer.Option(
        "--entities",
        metavar="rules|spacy:PIPELINE",
        help="Who finds the people, organisations and places. rules: Sourceline itself. "
        "spacy:PIPELINE: a spaCy pipeline that you have, a package such as 'spacy:en_core_web_sm' or the "
        "folder of a saved one such as 'spacy:models/news'; needs the extra sourceline\\[spacy], downloads "
        "nothing. A change of it reads every page again. (default: $SOURCELINE_ENTITIES or rules)",
    ),
]


@app.command()
def run(
    source: Source = None,
    data_dir: DataDirectory = None,
    gates: Gates = None,
    entities: Entities = None,
    *,
    reparse: Annotated[bool, typer.Option("--reparse", help="Read every page again and build anew.")] = False,
) -> None:
    """Bring the warehouse up to date with the pages in the sources.

    Exit code 0: published, or nothing new. 1: a gate refused. 2: wrong use. 3: something is broken.
    """
    from flows import terminal_run

    terminal_run.run(
        terminal, sources=source, data_dir=data_dir, gates_mode=gates, reparse=reparse, entities=entities
    )


@app.command()
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


@app.command()
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


@app.command()
def status(
    data_dir: DataDirectory = None,
    limit: Annotated[int, typer.Option(min=1, help="How many runs to show.")] = 10,
) -> None:
    """Show the last runs, what is published, and where the reports are."""
    from flows import status as overview
    from flows.settings import find_data_dir

    overview.show(terminal, find_data_dir(data_dir), limit=limit)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
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


def main() -> None:
    """Run the command; an error is one clear message and an exit code that says whose it is.

    What nobody foresaw is 3, never the 1 of a gate; SOURCELINE_DEBUG=1 shows where it came from.
    """
    try:
        app()
    except SourcelineError as problem:
        errors.print(f"[bold red]{type(problem).__name__}[/]", end=" ")
        errors.print(str(problem), markup=False, highlight=False, soft_wrap=True)
        sys.exit(problem.exit_code)
    except Exception as problem:
        from flows.settings import read_variable

        if read_variable("SOURCELINE_DEBUG"):
            raise
        errors.print(f"[bold red]{type(problem).__name__}[/]", end=" ")
        errors.print(str(problem), markup=False, highlight=False, soft_wrap=True)
        errors.print("This was not foreseen. SOURCELINE_DEBUG=1 shows where it came from.")
        sys.exit(3)


if __name__ == "__main__":
    main()
