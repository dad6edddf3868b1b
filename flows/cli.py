"""The command `sourceline`."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from flows.commands import asking, mending, revising, running, schedule, serve
from flows.errors import SourcelineError

app = typer.Typer(
    name="sourceline",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Turn saved news pages into a warehouse of who reported what, on whose word, about whom.",
)
for module in (running, revising, serve, schedule, asking, mending):
    app.add_typer(module.commands)
errors = Console(stderr=True)


def main() -> None:
    """Run the command; an error is one clear message and an exit code that says whose it is.

    What nobody foresaw is 3, never the 1 of a gate; SOURCELINE_DEBUG=1 shows where it came from.
    """
    try:
        app()
    except SourcelineError as problem:
        tell(problem)
        sys.exit(problem.exit_code)
    except Exception as problem:
        from flows.settings import read_variable

        if read_variable("SOURCELINE_DEBUG"):
            raise
        tell(problem, "\nThis was not foreseen. SOURCELINE_DEBUG=1 shows where it came from.")
        sys.exit(3)


def tell(problem: Exception, advice: str = "") -> None:
    """Say on standard error what went wrong, without the secrets that a message may carry."""
    from flows import logs
    from flows.settings import redact

    message = redact(f"{problem}{advice}")
    if logs.is_json():
        logs.OWN.error("%s: %s", type(problem).__name__, message)
        return
    errors.print(f"[bold red]{type(problem).__name__}[/]", end=" ")
    errors.print(message, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
