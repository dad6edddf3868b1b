"""Find paragraphs of the story that a box, an advertisement or a list of links cuts off from its main run.

Out there the look of a line is not enough: it has to speak of what the story speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.parsing.layout.insets.pitches import is_pitch
from flows.parsing.layout.looks import Look
from flows.parsing.layout.notes import is_author_bio
from flows.parsing.layout.prose import content_words
from flows.parsing.layout.signs import PITCH

MIN_SHARED_WORDS = 2
WORDS_COUNTED = 40
LINE_COST = 8
"""What a line that is no paragraph of the story costs those below it, in words."""

END_COSTS = {"more_heading": 30, "comments": 60, "policy": 60}
"""What a heading of other stories or of comments costs, in words."""

STOPS = frozenset({"reader_comment", "copyright"})
"""Below these nothing is the story's."""

RUN_MIN_LINES = 3
RUN_MIN_SHARED = 4
"""Paragraphs that stand together, and words they have in common with the story, to be its own."""

CUT_SHORT = ("...", "\u2026", "\u2026]")
"""The end of a teaser."""

GLANCE = 600


def find_strays(
    looks: Sequence[Look], head_end: int, start: int, end: int, topic: frozenset[str]
) -> frozenset[int]:
    """Return the numbers of lines of the story between its head and `start`, and from `end` on."""
    if not topic:
        return frozenset()
    above = {at for run in _runs(looks, head_end + 1, start) if _is_of_story(looks, run, topic) for at in run}
    below = _go_on_below(looks, end, topic)
    return frozenset(above | below)


def _runs(looks: Sequence[Look], start: int, end: int) -> Iterator[range]:
    """Yield the numbers of lines that are paragraphs right below each other; and each other line alone."""
    at = start
    while at < end:
        first = at
        while at < end and _may_be_paragraph(looks[at]):
            at += 1
        at = max(at, first + 1)
        yield range(first, at)


def _may_be_paragraph(look: Look) -> bool:
    return look.claim is None and look.is_prose and not look.content.endswith(CUT_SHORT)


def _is_of_story(looks: Sequence[Look], run: range, topic: frozenset[str]) -> bool:
    """Tell whether paragraphs that stand together speak of what the story does: one of them, or all as one.

    One alone may be a note on the author or an appeal, which mention it too.
    """
    first = looks[run.start]
    if not _may_be_paragraph(first):
        return False
    if len(run) == 1 and ((first.signs & PITCH and is_pitch(first.content)) or is_author_bio(first.content)):
        return False
    shared = [topic.intersection(content_words(looks[at].content[:GLANCE])) for at in run]
    if max(map(len, shared)) >= MIN_SHARED_WORDS:
        return True
    return len(run) >= RUN_MIN_LINES and len(frozenset().union(*shared)) >= RUN_MIN_SHARED


def _go_on_below(looks: Sequence[Look], end: int, topic: frozenset[str]) -> set[int]:
    """Return the lines on topic below a body, as far as they outweigh what stands between them."""
    last = next((at for at in range(len(looks) - 1, end - 1, -1) if _may_be_paragraph(looks[at])), end - 1)
    weight, best = 0, 0
    waiting: set[int] = set()
    found: set[int] = set()
    for run in _runs(looks, end, last + 1):
        claim = looks[run.start].claim
        if claim is not None and claim.rule in STOPS:
            break
        if claim is not None or not _is_of_story(looks, run, topic):
            weight -= (END_COSTS.get(claim.rule, LINE_COST) if claim else LINE_COST) * len(run)
            continue
        weight += sum(min(looks[at].word_count, WORDS_COUNTED) for at in run)
        waiting.update(run)
        if weight > best:
            best = weight
            found |= waiting
            waiting.clear()
    return found
