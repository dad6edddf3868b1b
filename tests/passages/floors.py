"""The floors under the scores of the passages, in `floors.toml`: a line for each pattern, group and all."""

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from tests.passages.annotations import PASSAGES
from tests.passages.scores import Tally, sum_up, tally_patterns

FLOORS = PASSAGES / "floors.toml"

HEADING = """\
# The least each pattern must reach. Only a deliberate edit lowers a floor;
# `uv run python tests/passages/show.py --raise` raises them to what is reached.
"""

Floors = dict[str, dict[str, float]]
"""Scores by `all`, by group and by `group / pattern`."""


def load_floors() -> Floors:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


@cache
def tallies() -> Mapping[str, Tally]:
    """Return the tally of all passages, of each group and of each pattern, by name."""
    patterns = tally_patterns()
    groups: dict[str, list[Tally]] = defaultdict(list)
    for (group, _), tally in patterns.items():
        groups[group].append(tally)
    return {
        "all": sum_up(patterns.values()),
        **{group: sum_up(members) for group, members in groups.items()},
        **{f"{group} / {pattern}": tally for (group, pattern), tally in patterns.items()},
    }


def reached_scores() -> Floors:
    return {name: tally.scores() for name, tally in tallies().items()}


def raise_floors() -> None:
    """Write the file again, with each floor at what is reached if that is higher."""
    floors, lines = load_floors(), [HEADING]
    for name, scores in reached_scores().items():
        raised = {
            score: max(math.floor(100 * value) / 100, floors.get(name, {}).get(score, 0))
            for score, value in scores.items()
        }
        lines.append(f'"{name}" = {{{", ".join(f"{s} = {v:.2f}" for s, v in raised.items())}}}\n')
    FLOORS.write_text("".join(lines), encoding="utf-8")
