"""How furniture is told by what it says.

Only wording that no reporter would use as a line of the story is furniture by itself: appeals to the reader
stand in `appeals`, signs along the way through the page in `signposts`, the labels of buttons in `buttons`.
What gives itself away by its place is decided in `regions` and `segments`. Every wording says which words
open it or stand in it, so that most lines are never matched against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.parsing.records import SegmentType


@dataclass(frozen=True, slots=True)
class Wording:
    """What a whole line of furniture says.

    `openings` are first words of such a line, in lower case; `insides` stand anywhere in it. A line that has
    none of them is not matched. `0` stands for any digit at the start.
    """

    rule: str
    segment_type: SegmentType
    openings: tuple[str, ...]
    insides: tuple[str, ...]
    pattern: re.Pattern[str]


def wording(
    rule: str,
    pattern: str,
    *,
    openings: str = "",
    insides: tuple[str, ...] = (),
    kind: SegmentType = "boilerplate",
) -> Wording:
    """Compile what a whole line says, in lower case, give or take the marks at its end."""
    compiled = re.compile(rf"(?:{pattern})\W*$", re.VERBOSE)
    return Wording(rule, kind, tuple(openings.split()), insides, compiled)
