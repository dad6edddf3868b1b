"""Read one page: the way into the parser."""

from __future__ import annotations

from flows.parsing.lexicon import Lexicon
from flows.parsing.records import BODY_SEGMENTS, Hints, ParsedPage, Segment, SegmentType, TextSpan
from flows.parsing.segments import find_segments

PARSER_VERSION = "0.1.0"
"""Raised whenever a rule changes what is found."""


def parser_version(lexicon: Lexicon) -> str:
    """Return the version that reading depends on: of the rules and, after the plus sign, of the lookups."""
    return f"{PARSER_VERSION}+{lexicon.digest}"


def parse_page(text: str, lexicon: Lexicon, hints: Hints = Hints()) -> ParsedPage:  # noqa: B008 - frozen
    """Return everything found on one page of decoded text."""
    segments = find_segments(text)
    body_text = "\n".join(s.content.text for s in segments if s.segment_type in BODY_SEGMENTS)
    return ParsedPage(
        segments=segments,
        headline=_first(segments, "headline"),
        dek=None,
        authors=(),
        publisher_name=None,
        publisher_outlet_id=None,
        published=None,
        topics=(),
        caption=None,
        image_credits=(),
        is_file_photo=False,
        body_text=body_text,
        word_count=len(body_text.split()),
        unclaimed_line_count=0,
        citations=(),
        mentions=(),
    )


def _first(segments: tuple[Segment, ...], kind: SegmentType) -> TextSpan | None:
    return next((s.content for s in segments if s.segment_type == kind), None)
