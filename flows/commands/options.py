"""What the commands share: the terminal they print to and the options that mean the same everywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

# tables that go to a file or a pipe are not squeezed into eighty columns
terminal = Console(width=None if sys.stdout.isatty() else 160)

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
    Literal["enforce", "strict", "report"] | None,
    typer.Option(
        "--gates",
        help="enforce: a critical check that fails stops the run before readers see anything; "
        "strict: so does one that warns, such as too large a share of bad files; "
        "report: run every check and publish all the same. (default: $SOURCELINE_GATES or enforce)",
    ),
]
LogFormat = Annotated[
    Literal["text", "json"] | None,
    typer.Option(
        "--log-format",
        help="text: for people. json: for programs, one object a line on standard error. "
        "(default: $SOURCELINE_LOG or text)",
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
