"""Say what each line of a page is: headline, byline, paragraph, furniture. Each decision names its rule."""

from __future__ import annotations

import re

from flows.parsing.lines import Line, find_lines
from flows.parsing.records import Segment, SegmentType

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")  # noqa: RUF001 - curly quotes are meant
"""The end of a sentence at the end of a line: `.”`."""

HEADLINE_WORDS = 25
"""The longest headline, in words; longer first lines are prose."""


def find_segments(text: str) -> tuple[Segment, ...]:
    """Return the segments of a page, one a line, in order."""
    segments: list[Segment] = []
    for line in find_lines(text):
        segment_type, rule = _decide(line, is_first=not any(s.segment_type != "blank" for s in segments))
        segments.append(
            Segment(line.line_no, segment_type, line.start, line.end, line.text, line.content, rule)
        )
    return tuple(segments)


def _decide(line: Line, *, is_first: bool) -> tuple[SegmentType, str]:
    if line.is_blank:
        return "blank", "no_ink"
    if is_first and _is_headline_like(line):
        return "headline", "first_line"
    if line.marker == "bullet":
        return "list_item", "bullet"
    return "paragraph", "default"


def _is_headline_like(line: Line) -> bool:
    content = line.content.text
    return len(content.split()) <= HEADLINE_WORDS and not SENTENCE_END.search(content)
