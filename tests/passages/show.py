"""Show how well the passages are read, and what is missed; raise the floors to what is reached.

    uv run python tests/passages/show.py [PATTERN] [--misses] [--raise]

PATTERN is a part of `group / pattern`. A floor is raised to the score reached, rounded down to a hundredth; none
is lowered, which only a person does, in the file. New patterns get their floors, and those of patterns that
are gone go.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.passages.floors import load_floors, raise_floors, reached_scores  # noqa: E402 - after the path
from tests.passages.scores import SCORES, tally_patterns  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pattern", nargs="?", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--raise", action="store_true", dest="is_raising")
    arguments = parser.parse_args()
    if arguments.is_raising:
        raise_floors()
    floors = load_floors()
    print(f"{'':44}" + "".join(f"{score:>18}" for score in SCORES))
    for name, scores in reached_scores().items():
        if arguments.pattern in name:
            row = (f"{scores[s]:.3f} ≥ {floors.get(name, {}).get(s, 0):.2f}" if s in scores else "" for s in SCORES)
            print(f"{name:44}" + "".join(f"{cell:>18}" for cell in row))
    if arguments.misses:
        for (group, pattern), tally in tally_patterns().items():
            if arguments.pattern in f"{group} / {pattern}":
                print(*tally.misses, sep="\n")


if __name__ == "__main__":
    main()
