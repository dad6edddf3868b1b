"""Read pages without a line of running text: a poem, a table of results, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.layout.claims import Claim
from flows.parsing.layout.looks import Look

HEAD_MAX_LINES = 4
MIN_WORDS = 20
MIN_WORDS_A_LINE = 3
FURNITURE_MAX_SHARE = 0.1

HEADLINE = Claim("headline", "top_of_short_lines")
UNCLAIMED = Claim("unclaimed", "no_rule")
TEXT = Claim("paragraph", "line_without_prose")


def claim_short_lines(looks: Sequence[Look]) -> list[Claim]:
    """Return a claim for each line: a single line is text, more lines are where they say enough together."""
    if len(looks) == 1:
        return [looks[0].claim or Claim("paragraph", "only_line")]
    if not _say_enough(looks):
        return [look.claim or UNCLAIMED for look in looks]
    claims = [look.claim or TEXT for look in looks]
    if looks[0].claim is None and (_stands_apart(looks) or _stands_above_byline(looks)):
        claims[0] = HEADLINE
    return claims


def _say_enough(looks: Sequence[Look]) -> bool:
    """Tell lines of a poem or a table from a menu: they have words, and no furniture between them."""
    free = [look.word_count for look in looks if look.claim is None]
    furniture_count = sum(look.is_claimed_as("boilerplate", "related") for look in looks)
    return (
        sum(free) >= max(MIN_WORDS, MIN_WORDS_A_LINE * len(free))
        and furniture_count <= len(looks) * FURNITURE_MAX_SHARE
    )


def _stands_apart(looks: Sequence[Look]) -> bool:
    """Tell whether a blank line sets the first line off."""
    return looks[1].line_no > looks[0].line_no + 1


def _stands_above_byline(looks: Sequence[Look]) -> bool:
    return any(look.is_claimed_as("byline", "timestamp") for look in looks[1:HEAD_MAX_LINES])
