"""Collect the times on a page that may be the article's, from the best places to the last resort.

Times in prose, captions, teasers and live-blog entries are of events and of other articles: they never are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.parsing.fields.times.page_dates import DateEvidence
from flows.parsing.fields.times.timestamps import (
    PrintedTime,
    find_printed_times,
    find_yearless_times,
    read_label,
)
from flows.parsing.records import BODY_SEGMENTS, Segment

STAMPED = frozenset({"byline", "timestamp"})
"""Segment types whose times may be the article's."""

HEAD_RULES = frozenset({"above_headline", "short_line_above_body"})
"""Rules of the lines around a headline that say nothing by themselves."""

DAY_MAX_CHARS = 20

NOT_OF_THE_ARTICLE = re.compile(
    r"[-\u2013\u2014]\s?[^()]{0,80}\(@\w{1,30}\)|.{0,120}\b(?:said|says|wrote|commented)\s?:$"
)
"""The foot of an embedded post, or the head of a comment: `— Jane Roe (@janeroe) May 5, 2025`."""

DATELINE_DAY = re.compile(
    r"[A-Z][^()]{1,70}?,\s(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)\s?,?\s?[(/\u2013\u2014-]"
)
"""The day in a dateline: `Feb. 10` of `WASHINGTON, Feb. 10 (AP) —`."""

DATELINE_REACH = 110
"""Characters at the beginning of a body in which a dateline stands."""

Evidence = Callable[[], DateEvidence]
"""What the page says elsewhere of days and years, looked for when it is needed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time that may be the article's, the line it is in, and what was taken on trust to read it."""

    segment: Segment
    time: PrintedTime
    remarks: tuple[str, ...] = ()


def find_candidates(segments: Sequence[Segment], evidence: Evidence) -> Iterator[list[Candidate]]:
    """Yield the candidates of the page's stamps, of its dateline, of its header and beside its bylines.

    A list is empty where the page has none of the kind.
    """
    yield _read_stamps(segments, evidence)
    yield list(_read_dateline(segments, evidence))
    far_above = [s for s in segments if s.rule == "far_above_headline"]
    yield [
        Candidate(segment, time, ("far_above_headline",))
        for segment in reversed(far_above)
        for time in find_printed_times(segment.content.text)
    ]
    yield list(_read_beside_byline(segments, evidence))


def _read_stamps(segments: Sequence[Segment], evidence: Evidence) -> list[Candidate]:
    """Return the times of the stamps; a label on the line above is theirs where they have none."""
    found: list[Candidate] = []
    for at, segment in enumerate(segments):
        if segment.segment_type in STAMPED and is_stamp_of_article(segment):
            label = read_label(segments[at - 1].content.text) if at else "none"
            for each in _read(segment, evidence):
                is_bare = label != "none" and each.time.label == "none"
                found.append(replace(each, time=replace(each.time, label=label)) if is_bare else each)
    return found


def _read_beside_byline(segments: Sequence[Segment], evidence: Evidence) -> Iterator[Candidate]:
    """Yield the days that stand alone and without a year right above or below a byline: `14 Aug`."""
    for above, below in pairwise(segments):
        if above.segment_type != "byline" and below.segment_type != "byline":
            continue
        day = above if below.segment_type == "byline" else below
        if day.rule in HEAD_RULES and len(day.content.text) <= DAY_MAX_CHARS:
            for each in _read(day, evidence):
                if (each.time.start, each.time.end) == (0, len(day.content.text)):
                    yield each


def is_stamp_of_article(segment: Segment) -> bool:
    """Tell whether a line may say when the article was posted, not an entry in it or a comment below."""
    return segment.segment_type in STAMPED and (
        is_hinted(segment)
        or (segment.rule != "live_entry_time" and not NOT_OF_THE_ARTICLE.match(segment.content.text))
    )


def is_hinted(segment: Segment) -> bool:
    """Tell whether the page's metadata name this line as its time."""
    return segment.rule == "hinted_time"


def _read(segment: Segment, evidence: Evidence) -> Iterator[Candidate]:
    """Yield the times of a line; where none has a year, those whose year the page tells elsewhere."""
    dated = find_printed_times(segment.content.text)
    for time in dated:
        yield Candidate(segment, time)
    for yearless in () if dated else find_yearless_times(segment.content.text):
        if in_year := evidence().settle_year(yearless):
            yield Candidate(segment, in_year, ("year_from_page",))


def _read_dateline(segments: Sequence[Segment], evidence: Evidence) -> Iterator[Candidate]:
    """Yield the day in the dateline that opens the body."""
    opens = (s for s in segments if s.segment_type == "dateline" or s.segment_type in BODY_SEGMENTS)
    first = next(opens, None)
    dateline = DATELINE_DAY.match(first.content.text[:DATELINE_REACH]) if first else None
    if first is None or dateline is None:
        return
    start, end = dateline.span("day")
    for time in find_printed_times(first.content.text[:end]):
        if time.start == start:
            yield Candidate(first, time, ("dateline",))
    for yearless in find_yearless_times(first.content.text[:end]):
        in_year = evidence().settle_year(yearless) if yearless.start == start else None
        if in_year:
            yield Candidate(first, in_year, ("year_from_page", "dateline"))
