"""Show how well the articles in this folder are read, and what is missed in those that rules are mended by.

uv run python tests/articles/show.py [--misses]
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.articles.annotations import KINDS, tally_articles


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    for kind in KINDS:
        tally = tally_articles(kind)
        scores = "   ".join(f"{score} {value:.3f}" for score, value in tally.scores().items())
        print(f"{kind:8}{tally.passages:4} articles   {scores}")  # noqa: T201 - a person reads it
    if arguments.misses:
        print(*tally_articles("known").misses, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
