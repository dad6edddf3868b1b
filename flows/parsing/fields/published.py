"""Find when the page was published, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from flows.parsing.fields.bylines import Affiliation
from flows.parsing.fields.timestamps import PrintedTime, find_printed_times
from flows.parsing.fields.zones import is_zone, resolve_offset
from flows.parsing.lexicon import Lexicon, Outlet
from flows.parsing.records import PublishedTime, Segment

COPYRIGHT_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d(?:\s?[-\u2013]\s?(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(?P<name>[^.,|]{2,60})",
    re.IGNORECASE,
)
"""The owner in the notice at the foot: `© 2024 The Daily Example`."""


def find_publisher(
    affiliations: Sequence[Affiliation], segments: Iterable[Segment], lexicon: Lexicon
) -> tuple[str | None, str | None]:
    """Return the name and outlet id of the publisher, each None where unknown.

    It is the outlet whose staff wrote the page, or else the known outlet in the byline that is no wire
    (wires are published by others), or else the one that holds the copyright.
    """
    for affiliation in affiliations:
        if affiliation.is_staff:
            return affiliation.name, affiliation.outlet_id
    for affiliation in affiliations:
        if affiliation.outlet_id and not lexicon.outlets[affiliation.outlet_id].is_wire:
            return affiliation.name, affiliation.outlet_id
    outlet = next(_copyright_holders(segments, lexicon), None)
    return (outlet.outlet_name, outlet.outlet_id) if outlet else (None, None)


def _copyright_holders(segments: Iterable[Segment], lexicon: Lexicon) -> Iterator[Outlet]:
    for segment in segments:
        if segment.rule == "copyright" and (notice := COPYRIGHT_HOLDER.search(segment.content.text)):
            name = notice["name"].strip()
            outlet_id = lexicon.outlet_aliases.get(name) or lexicon.outlet_aliases.get(
                name.removeprefix("The ")
            )
            if outlet_id:
                yield lexicon.outlets[outlet_id]


def find_published(
    segments: Sequence[Segment], publisher: Outlet | None, lexicon: Lexicon
) -> PublishedTime | None:
    """Return when the page was first published, by its bylines and timestamps.

    Times of posting go before times of an update, those below the headline before those above it, and
    times of day before bare dates.
    """
    headline_no = next((s.segment_no for s in segments if s.segment_type == "headline"), -1)
    ranked = [
        ((time.label == "updated", segment.segment_no < headline_no, time.precision == "day"), segment, time)
        for segment in segments
        if segment.segment_type in {"byline", "timestamp"}
        for time in find_printed_times(segment.content.text)
    ]
    if not ranked:
        return None
    _, segment, time = min(ranked, key=lambda candidate: candidate[0])
    return _place(segment, time, publisher, lexicon)


def _place(segment: Segment, time: PrintedTime, publisher: Outlet | None, lexicon: Lexicon) -> PublishedTime:
    """Place a printed time in UTC. A bare date stands for its midnight in UTC, so that it keeps its day."""
    zone_text = time.zone_text if time.zone_text and is_zone(time.zone_text, lexicon.zones) else None
    end = time.end if zone_text else time.end_without_zone
    content = segment.content
    offset = None
    if time.precision == "minute":
        offset = resolve_offset(time.local, zone_text, publisher, lexicon.zones)
    return PublishedTime(
        start=content.start + time.start,
        end=content.start + end,
        text=content.text[time.start : end],
        local=time.local,
        at=_in_utc(time.local, offset.minutes if offset else 0),
        zone_text=zone_text,
        utc_offset_minutes=offset.minutes if offset else None,
        is_zone_ambiguous=offset.is_ambiguous if offset else False,
        precision=time.precision,
        evidence=offset.evidence if offset else "date_only",
    )


def _in_utc(local: datetime, offset_minutes: int) -> datetime:
    return local.replace(tzinfo=UTC) - timedelta(minutes=offset_minutes)
