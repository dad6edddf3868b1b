"""Find paragraphs of the story that a box, an advertisement or a list of links cuts off from its main run.

Out there the look of a line is not enough: it has to speak of what the story speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import content_words

MIN_SHARED_WORDS = 2
WORDS_COUNTED = 40
LINE_COST = 8
"""What a line that is no paragraph of the story costs those below it, in words."""

END_COSTS = {"more_heading": 30, "comments": 60, "policy": 60}
"""What a heading of other stories or of comments costs, in words."""

STOPS = frozenset({"reader_comment", "copyright"})
"""Below these nothing is the story's."""

CUT_SHORT = ("...", "\u2026", "\u2026]")
"""The end of a teaser."""

GLANCE = 600


def find_strays(
    looks: Sequence[Look], head_end: int, start: int, end: int, topic: frozenset[str]
) -> frozenset[int]:
    """Return the numbers of lines of the story between its head and `start`, and from `end` on."""
    if not topic:
        return frozenset()
    above = {at for at in range(head_end + 1, start) if _is_on_topic(looks[at], topic)}
    below = _go_on_below(looks, end, topic)
    return frozenset(above | below)


def _go_on_below(looks: Sequence[Look], end: int, topic: frozenset[str]) -> set[int]:
    """Return the lines on topic below a body, as far as they outweigh what stands between them."""
    weight, best = 0, 0
    waiting: set[int] = set()
    found: set[int] = set()
    for at in range(end, len(looks)):
        look = looks[at]
        if look.claim is not None and look.claim.rule in STOPS:
            break
        if _is_on_topic(look, topic):
            weight += min(look.word_count, WORDS_COUNTED)
            waiting.add(at)
        else:
            weight -= END_COSTS.get(look.claim.rule, LINE_COST) if look.claim else LINE_COST
        if weight > best:
            best = weight
            found |= waiting
            waiting.clear()
    return found


def _is_on_topic(look: Look, topic: frozenset[str]) -> bool:
    if look.claim is not None or not look.is_prose or look.content.endswith(CUT_SHORT):
        return False
    return len(topic.intersection(content_words(look.content[:GLANCE]))) >= MIN_SHARED_WORDS
