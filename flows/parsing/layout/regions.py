"""Find where the article is on the page: its headline, and the run of lines that is its body.

Numbers here count the lines that have ink. Every search passes over the lines once, so that the cost of
a page follows its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.parsing.layout.furniture import END_RULES
from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import HEADLINE_MAX_WORDS, as_key, is_headline_like

PROSE_WORDS_COUNTED = 40
"""Words for which a line of prose counts at most, lest one long cookie notice outweigh a page."""

LINK_COST = 8
"""What a line that is no prose costs a body, in words of prose."""

END_COST = 100
"""What the wording of a page's foot costs: a body goes on below it only with more prose than that."""

HEAD_MAX_LINES = 25
HEAD_MAX_PROSE = 1
DEK_MAX_WORDS = 60
RUN_MAX_LINES = 4
HEADLINE_CLEAR_WORDS = 4
"""A line of fewer words above a byline may be the name of a section."""

PLAIN_FURNITURE_SHARE = 0.1
"""The most furniture, for each line of prose, of a text that somebody already took out of its page."""

PLAIN_LINE_MIN_WORDS = 4
"""On a plain page, a shorter line below the last prose still reads as a link."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Line numbers among the lines with ink. The head is what lies between the headline and the body.

    `headline` is None where the page has none; the body is empty (start == end) on a page without prose.
    """

    headline: int | None
    body_start: int
    body_end: int


def find_regions(looks: Sequence[Look], title: str | None) -> Regions:
    """Return where the article's headline, head and body are."""
    start, end = _heaviest_run(looks)
    if end > start and _is_plain(looks):
        end = _end_of_plain_text(looks, end)
    limit = max(start, _find_head_end(looks, start - 1) + 1)
    headline = _find_headline(looks, limit, title) if end > start else None
    head_end = limit - 1 if headline is None else _find_head_end(looks, headline)
    body_start = next((at for at in range(max(start, head_end + 1), end) if looks[at].claim is None), end)
    return Regions(headline, body_start, end)


def _weigh(look: Look) -> int:
    if look.claim is None:
        return min(look.word_count, PROSE_WORDS_COUNTED) if look.is_prose else -LINK_COST
    if look.claim.rule in END_RULES or look.claim.segment_type == "topic_tag":
        return -END_COST
    return -LINK_COST if look.is_claimed_as("boilerplate", "related") else 0


def _heaviest_run(looks: Sequence[Look]) -> tuple[int, int]:
    """Return the run of lines with the most prose after what its other lines cost; the first of equals."""
    best, best_start, best_end = 0, 0, 0
    weight, start = 0, 0
    for at, look in enumerate(looks):
        if weight <= 0:
            weight, start = 0, at
        weight += _weigh(look)
        if weight > best:
            best, best_start, best_end = weight, start, at + 1
    return best_start, best_end


def _is_plain(looks: Sequence[Look]) -> bool:
    """Tell whether the page is text without menus and footers, so that its short lines are part of it."""
    prose_count = sum(look.claim is None and look.is_prose for look in looks)
    short_count = sum(look.claim is None and not look.is_prose for look in looks)
    furniture_count = sum(look.is_claimed_as("boilerplate", "related") for look in looks)
    return furniture_count <= prose_count * PLAIN_FURNITURE_SHARE and short_count <= prose_count


def _end_of_plain_text(looks: Sequence[Look], end: int) -> int:
    """Return where a plain text ends: with the last line that has words enough to say something."""
    for at in range(len(looks) - 1, end - 1, -1):
        if looks[at].claim is None and (looks[at].is_prose or looks[at].word_count >= PLAIN_LINE_MIN_WORDS):
            return at + 1
    return end


def _find_head_end(looks: Sequence[Look], headline: int) -> int:
    """Return the last byline or timestamp below a headline and above the body, or the headline itself.

    A dek may stand between them, which can be a sentence.
    """
    last, prose_count = headline, 0
    for at in range(headline + 1, min(len(looks), headline + 1 + HEAD_MAX_LINES)):
        look = looks[at]
        if look.is_claimed_as("byline", "timestamp"):
            last = at
        elif look.claim is None and look.is_prose and not _may_be_headline(look):
            prose_count += 1
            if prose_count > HEAD_MAX_PROSE or look.word_count > DEK_MAX_WORDS:
                break
    return last


def _find_headline(looks: Sequence[Look], limit: int, title: str | None) -> int | None:
    """Try the ways to know a headline, best first; it stands above `limit`, where the body begins."""
    above = [at for at in range(limit) if _may_be_headline(looks[at])]
    wanted = as_key(title) if title else None
    named = next((at for at in above if as_key(looks[at].content) == wanted), None)
    if named is not None:
        return named
    repeated = _longest_repeated(looks, above)
    if repeated is not None:
        return repeated
    for anchor in (*_anchors(looks, limit), limit):
        found = _top_of_run(looks, anchor)
        if found is not None:
            return found
    return 0 if limit > 0 and _is_heading_sentence(looks[0]) else None


def _may_be_headline(look: Look) -> bool:
    return look.claim is None and look.line.marker is None and is_headline_like(look.content, look.word_count)


def _is_heading_sentence(look: Look) -> bool:
    """Tell whether a first line is a headline although it ends in a full stop, as in some archives.

    Only asked of lines above the head's end, where the body has not begun.
    """
    return look.claim is None and HEADLINE_CLEAR_WORDS <= look.word_count <= HEADLINE_MAX_WORDS


def _longest_repeated(looks: Sequence[Look], above: Sequence[int]) -> int | None:
    """Return the longest headline-like line that stands twice above the body, once as the page's title."""
    counts = Counter(as_key(looks[at].content) for at in above)
    counts.update(key.rpartition(bar)[0] for key in list(counts) for bar in (" | ", " - ") if bar in key)
    repeated = [
        at
        for at in above
        if looks[at].word_count >= HEADLINE_CLEAR_WORDS and counts[as_key(looks[at].content)] > 1
    ]
    return max(repeated, key=lambda at: (looks[at].word_count, -at), default=None)


def _anchors(looks: Sequence[Look], limit: int) -> list[int]:
    """Return the bylines near the body, then the timestamps, nearest first: headlines stand above them."""
    near = range(limit - 1, max(-1, limit - 1 - HEAD_MAX_LINES), -1)
    bylines = [at for at in near if looks[at].is_claimed_as("byline")]
    return bylines + [at for at in near if looks[at].is_claimed_as("timestamp")]


def _top_of_run(looks: Sequence[Look], anchor: int) -> int | None:
    """Return the first headline-like line of the few right above an anchor; the others are deks.

    Furniture, bylines and captions within the run are passed over; a list item or the name of a section
    ends it.
    """
    top, line_count = None, 0
    for at in range(anchor - 1, max(-1, anchor - 1 - HEAD_MAX_LINES), -1):
        look = looks[at]
        if look.claim is not None:
            continue
        is_clear = look.line.marker is None and look.word_count >= HEADLINE_CLEAR_WORDS
        line_count += 1
        if not is_clear or line_count > RUN_MAX_LINES:
            break
        top = at if _may_be_headline(look) else top
    return top
