"""Tell the pages that are no articles, and say why."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.records import BODY_SEGMENTS, Rejection, Segment


def find_rejection(segments: Sequence[Segment]) -> Rejection | None:
    """Return why a page is no article, None for an article."""
    if not any(segment.segment_type in BODY_SEGMENTS for segment in segments):
        return Rejection("no_prose", f"none of its {len(segments):,} lines is running text")
    return None
