"""The shapes on the overview: numbers in, SVG paths and shares out.

Text never goes into a picture. Shapes are drawn in a box that the page stretches to the width it has, and
labels are HTML beside them: so they keep their size on a phone, wrap, follow the theme, and what a page says
passes through the escaping of the template like everything else. (A chart library draws labels itself; the
one tried here ended the whole process when a label held a control character.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TypeVar

Key = TypeVar("Key")

GAP = 0.25
"""Share of a bar's place that stays empty beside it."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One connection between a node on the left and one on the right: its outline, and whose it is."""

    path: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Ribbons:
    """Two columns of nodes, biggest first, each with its total, and what runs between them."""

    sources: Mapping[str, int]
    targets: Mapping[str, int]
    ribbons: tuple[Ribbon, ...]


def days_between(first_day: str, last_day: str) -> list[str]:
    """Return every day from the first to the last as ISO dates."""
    first = date.fromisoformat(first_day)
    count = (date.fromisoformat(last_day) - first).days + 1
    return [(first + timedelta(days=position)).isoformat() for position in range(count)]


def bars(values: Sequence[float], *, top: float) -> str:
    """Return a path of bars in a box one wide for each value and one high; `top` reaches its upper edge."""
    return "".join(
        f"M{position} 1v{-value / top:.4g}h{1 - GAP}V1z"
        for position, value in enumerate(values)
        if value > 0 and top > 0
    )


def blocks(states: Sequence[str], *, heights: Mapping[str, float], places: int) -> dict[str, str]:
    """Return a path for each state that occurs: a block in each place that has it, the last one rightmost.

    The height tells the state to whom the colours do not.
    """
    start = places - len(states)
    paths: dict[str, str] = {}
    for position, state in enumerate(states, start=start):
        paths[state] = paths.get(state, "") + f"M{position} 1v{-heights[state]:g}h{1 - GAP}V1z"
    return paths


def stack(parts: Mapping[str, float], *, total: float) -> list[tuple[str, float, float]]:
    """Return where each part begins and how wide it is, as shares of the total, one after the other."""
    placed: list[tuple[str, float, float]] = []
    start = 0.0
    for name, value in parts.items():
        width = value / total if total > 0 else 0.0
        placed.append((name, start, width))
        start += width
    return placed


def ribbons(links: Sequence[tuple[str, str, int]], *, limit: int) -> Ribbons:
    """Return the connections between the biggest sources and targets, as wide as they are strong.

    Every node has a place of the same height in a box of one by one, so that names stand evenly beside it.
    """
    sources = _biggest([(source, count) for source, _, count in links], limit)
    targets = _biggest([(target, count) for _, target, count in links], limit)
    strengths = _total(((source, target), count) for source, target, count in links)
    biggest = max([*sources.values(), *targets.values()], default=1)
    leave = _tops(sources, biggest)
    arrive = _tops(targets, biggest)
    drawn = []
    for source, target in product(sources, targets):
        count = strengths.get((source, target), 0)
        if not count:
            continue
        left_width = 0.9 / len(sources) * count / biggest
        right_width = 0.9 / len(targets) * count / biggest
        drawn.append(Ribbon(_ribbon(leave[source], left_width, arrive[target], right_width), source, target))
        leave[source] += left_width
        arrive[target] += right_width
    return Ribbons(sources, targets, tuple(drawn))


def _biggest(counts: Iterable[tuple[str, int]], limit: int) -> dict[str, int]:
    return dict(sorted(_total(counts).items(), key=lambda item: (-item[1], item[0]))[:limit])


def _total(counts: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    totals: dict[Key, int] = {}
    for key, count in counts:
        totals[key] = totals.get(key, 0) + count
    return totals


def _tops(nodes: Mapping[str, int], biggest: int) -> dict[str, float]:
    """Return where the first ribbon of each node begins: all of them together stand mid in its place."""
    place = 1 / max(len(nodes), 1)
    return {
        name: place * (position + 0.5 - 0.45 * total / biggest)
        for position, (name, total) in enumerate(nodes.items())
    }


def _ribbon(left: float, left_width: float, right: float, right_width: float) -> str:
    left_end, right_end = left + left_width, right + right_width
    return (
        f"M0 {left:.4f}C.5 {left:.4f} .5 {right:.4f} 1 {right:.4f}"
        f"V{right_end:.4f}C.5 {right_end:.4f} .5 {left_end:.4f} 0 {left_end:.4f}z"
    )
