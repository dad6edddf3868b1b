"""The command `sourceline`."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from flows.commands import asking, running, scheduling
from flows.errors import SourcelineError

app = typer.Typer(
    name="sourceline",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Turn saved news pages into a warehouse of who reported what, on whose word, about whom.",
)
for module in (running, scheduling, asking):
    app.add_typer(module.commands)
errors = Console(stderr=True)


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
