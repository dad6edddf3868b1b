"""Show how well the passages are read, and what is missed; raise the floors to what is reached.

    uv run python tests/passages/show.py [PATTERN] [--misses] [--raise]

PATTERN is a part of `group / pattern`. A floor is raised to the score reached, rounded down to a hundredth;
none is lowered, which only a person does, in the file. New patterns get their floors, and those of patterns
that are gone go.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.passages.floors import load_floors, raise_floors, tallies
from tests.passages.scores import SCORES


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pattern", nargs="?", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--raise", action="store_true", dest="is_raising")
    arguments = parser.parse_args()
    if arguments.is_raising:
        raise_floors()
    lines = [*_table(arguments.pattern), *(_misses(arguments.pattern) if arguments.misses else ())]
    print(*lines, sep="\n")  # noqa: T201 - a person reads it


def _table(pattern: str) -> Iterator[str]:
    """Yield what is reached over each floor, a line for each pattern."""
    floors = load_floors()
    yield f"{'':42}" + "".join(f"{score:>14}" for score in SCORES)
    for name, tally in tallies().items():
        if pattern in name:
            reached, least = tally.scores(), floors.get(name, {})
            cells = (f"{reached[s]:.3f} ({least.get(s, 0):.2f})" if s in reached else "" for s in SCORES)
            yield f"{name:42}" + "".join(f"{cell:>14}" for cell in cells)


def _misses(pattern: str) -> Iterator[str]:
    for name, tally in tallies().items():
        if "/" in name and pattern in name:
            yield from tally.misses


if __name__ == "__main__":
    main()
