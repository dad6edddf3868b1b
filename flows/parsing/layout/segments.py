"""Say what each line of a page is: headline, byline, paragraph, furniture. Each decision names its rule.

A line's own wording is read in `looks`, the place of the article on the page in `regions`; here both are put
together, by tables of rules for the lines above, in and below the body.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.layout.body_lines import claim_body_lines
from flows.parsing.layout.claims import REPORTING_CREDIT, Claim
from flows.parsing.layout.headlines import Headline
from flows.parsing.layout.looks import Look, find_looks
from flows.parsing.layout.prose import as_key
from flows.parsing.layout.regions import Regions, find_regions
from flows.parsing.layout.short_lines import claim_short_lines
from flows.parsing.layout.titles import title_keys, without_site
from flows.parsing.records import NO_HINTS, Hints, Segment, TextSpan

UNKNOWN = Claim("unclaimed", "no_rule")
REPEAT = Claim("headline_repeat", "same_as_headline")
FAR_ABOVE = Claim("boilerplate", "far_above_headline")
ABOVE = Claim("boilerplate", "above_headline")
DEK = Claim("dek", "below_headline")
LINK_ABOVE = Claim("boilerplate", "short_line_above_body")
STAMP_BELOW = Claim("boilerplate", "stamp_below_body")
PROSE_BELOW = Claim("boilerplate", "prose_below_body")
LINK_BELOW = Claim("boilerplate", "short_line_below_body")
OFF_TOPIC = Claim("boilerplate", "shares_no_words_with_body")
ON_TOPIC = Claim("paragraph", "shares_words_with_body")
DEK_MIN_WORDS = 4
DEK_MAX_WORDS = 60
LINK_MAX_WORDS = 12
"""A longer line above the body that no rule knows is not called a link, but left unclaimed."""

STAMP_REACH = 4
"""Lines above a headline or below a body in which a byline or a timestamp is the article's own."""


def find_segments(
    text: str, hints: Hints = NO_HINTS, recurring_lines: frozenset[str] = frozenset()
) -> tuple[Segment, ...]:
    """Return the segments of a page, one a line, in order.

    `recurring_lines` are lines that stand on many pages of the same outlet, each as `as_key` gives it.
    """
    lines, looks = find_looks(text, hints, recurring_lines)
    if not looks:
        return tuple(_cut_segments(lines, [], []))
    regions = find_regions(looks, hints.title)
    claims = _decide(looks, regions)
    if regions.headline is not None:
        looks[regions.headline.at].content = without_site(looks, regions.headline.at)
    return tuple(_cut_segments(lines, looks, claims))


def with_ink(segments: Sequence[Segment]) -> list[Segment]:
    """Return the lines that are not blank, which the fields of a page are read from."""
    return [segment for segment in segments if segment.segment_type != "blank"]


def _cut_segments(lines: Sequence[str], looks: Sequence[Look], claims: Sequence[Claim]) -> list[Segment]:
    """Return a segment for each line: as its claim has it where it has ink, blank ones between."""
    segments: list[Segment] = []
    start = 0
    for look, claim in zip(looks, claims, strict=True):
        start = _add_blanks(segments, lines, look.line_no, start)
        line = lines[look.line_no]
        end = start + len(line)
        content = TextSpan(look.start, look.start + len(look.content), look.content)
        segments.append(Segment(look.line_no, claim.segment_type, start, end, line, content, claim.rule))
        start = end
    _add_blanks(segments, lines, len(lines), start)
    return segments


def _add_blanks(segments: list[Segment], lines: Sequence[str], stop: int, start: int) -> int:
    """Add the blank lines up to line `stop`, of which the first begins at `start`; return where they end."""
    for line_no in range(len(segments), stop):
        line = lines[line_no]
        end = start + len(line)
        segments.append(Segment(line_no, "blank", start, end, line, TextSpan(start, start, ""), "no_ink"))
        start = end
    return start


def _decide(looks: Sequence[Look], regions: Regions) -> list[Claim]:
    """Return a claim for each line with ink."""
    if regions.body_start == regions.body_end:
        return claim_short_lines(looks)
    first = regions.headline.at if regions.headline else 0
    wanted = as_key(without_site(looks, first)) if regions.headline else ""
    above = [_above_headline(looks[at], first - at, wanted) for at in range(first)]
    head = _head(looks[first : regions.body_start], regions.headline)
    body = claim_body_lines(looks, regions.body_start, regions.body_end)
    has_stamp = any(claim.segment_type in {"byline", "timestamp"} for claim in head)
    below = [
        _below_body(looks[at], distance=at - regions.body_end, has_stamp=has_stamp)
        for at in range(regions.body_end, len(looks))
    ]
    claims = [*above, *head, *body, *below]
    if regions.strays:
        for at in range(min(regions.strays), regions.body_start):
            claims[at] = OFF_TOPIC if claims[at] == UNKNOWN else claims[at]
    for at in regions.strays:
        claims[at] = ON_TOPIC
    return claims


def _above_headline(look: Look, distance: int, headline: str) -> Claim:
    if distance > STAMP_REACH and look.is_claimed_as("byline", "timestamp"):
        return FAR_ABOVE
    if headline and len(look.content) >= len(headline) and headline in title_keys(look.content):
        return REPEAT
    return look.claim or ABOVE


def _head(looks: Sequence[Look], headline: Headline | None) -> list[Claim]:
    """Decide the lines from the headline to the body; without a headline there is no dek."""
    if headline is None:
        return [look.claim or _unknown_above_body(look) for look in looks]
    wanted = as_key(looks[0].content)
    claims = [Claim("headline", headline.rule)]
    may_be_dek = True
    for look in looks[1:]:
        if look.claim is None and as_key(look.content) == wanted:
            claims.append(REPEAT)
        elif look.claim is None and may_be_dek and _is_dek_like(look):
            claims.append(DEK)
        else:
            claims.append(look.claim or _unknown_above_body(look))
            may_be_dek = may_be_dek and not look.is_claimed_as("byline", "timestamp")
    return claims


def _is_dek_like(look: Look) -> bool:
    return look.marker is None and DEK_MIN_WORDS <= look.word_count <= DEK_MAX_WORDS


def _unknown_above_body(look: Look) -> Claim:
    if look.word_count <= LINK_MAX_WORDS:
        return LINK_ABOVE
    return UNKNOWN


def _below_body(look: Look, *, distance: int, has_stamp: bool) -> Claim:
    if look.claim is not None:
        is_stamp = look.is_claimed_as("byline", "timestamp") and look.claim != REPORTING_CREDIT
        return STAMP_BELOW if is_stamp and (has_stamp or distance > STAMP_REACH) else look.claim
    return PROSE_BELOW if look.is_prose else LINK_BELOW
