"""Show how well the gold pages are read, and what is missed in those that rules are mended by.

uv run python tests/articles/show.py [--misses]
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from flows.accuracy.gold import GOLD_SETS
from tests.articles.gold_pages import tally_pages


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    for gold_set in GOLD_SETS:
        tally = tally_pages(gold_set)
        scores = "   ".join(f"{score} {value:.3f}" for score, value in tally.scores().items())
        print(f"{gold_set:8}{tally.passages:4} articles   {scores}")  # noqa: T201 - a person reads it
    if arguments.misses:
        print(*tally_pages("known").misses, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
