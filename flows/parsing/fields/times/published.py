"""Find when the page was published, by the times it prints.

The evidence of a time says how its zone was read (`zones`), or that it is a `date_only`, and after plus signs
what was taken on trust beside that: `year_from_page`, `number_order_assumed`, `weekday_disagrees`,
`only_update` (the page says when it was changed, not when it was posted), `dateline`, `far_above_headline`
(such a line may be today's date), `later_than_page` (nothing else on the page is nearly as late). A time that
places no day is kept as `relative`, `no_year`, `no_day` or `before_1990`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from flows.parsing.fields.publisher.site_countries import (
    find_number_order,
    find_number_order_of_zone,
    find_site_country,
)
from flows.parsing.fields.times.clocks import RELATIVE, find_clock
from flows.parsing.fields.times.page_dates import (
    DateEvidence,
    PageDates,
    find_copyright_years,
    find_known_day,
)
from flows.parsing.fields.times.time_candidates import (
    Candidate,
    find_candidates,
    is_hinted,
    is_stamp_of_article,
)
from flows.parsing.fields.times.timestamps import find_yearless_times
from flows.parsing.fields.times.zones import is_zone, resolve_offset
from flows.parsing.lexicon import Lexicon, Outlet
from flows.parsing.records import BODY_SEGMENTS, NO_HINTS, Hints, PublishedTime, Segment

BYLINE_REACH = 3
"""Lines from a byline within which a time belongs to it."""

FIRST_YEAR = 1990
"""News sites are younger: an older date is of an event, or a slip."""

UNDATED_MAX_CHARS = 80
"""A line that says when without a date is short."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the article stands, by numbers of segments."""

    headline_no: int
    body_no: int
    byline_nos: tuple[int, ...]

    def is_beside_byline(self, line_no: int) -> bool:
        """Tell whether a line is within reach of a byline."""
        at = bisect_left(self.byline_nos, line_no - BYLINE_REACH)
        return at < len(self.byline_nos) and self.byline_nos[at] <= line_no + BYLINE_REACH


def find_published(
    segments: Sequence[Segment], publisher: Outlet | None, lexicon: Lexicon, hints: Hints = NO_HINTS
) -> PublishedTime | None:
    """Return when the page was first published, as far as it says so.

    Best is a stamp, then the dateline of the article, then a date far above the headline. Where none of them
    places a day, the first that says anything is kept unresolved.
    """
    country_code = (publisher.country_code if publisher else None) or find_site_country(hints)
    known_day = find_known_day(hints)
    evidence = PageDates(segments, known_day)
    place = _find_place(segments)
    too_old: list[Candidate] = []
    for found in find_candidates(segments, evidence):
        plausible = [each for each in found if each.time.local.year >= FIRST_YEAR]
        too_old += [each for each in found if each.time.local.year < FIRST_YEAR]
        if plausible:
            settled = [
                _settle_order(each, country_code, lexicon, evidence())
                for each in plausible
                if each.time.other_local
            ]
            settled += [each for each in plausible if not each.time.other_local]
            chosen = _choose(settled, place, known_day)
            if _is_later_than_page(chosen, segments, evidence):
                chosen = replace(chosen, remarks=(*chosen.remarks, "later_than_page"))
            return _in_utc(chosen, publisher, country_code, lexicon)
    if too_old:
        old = too_old[0]
        return _unresolved(old.segment, old.time.start, old.time.end, "before_1990")
    return _find_undated(segments, place)


def _find_place(segments: Sequence[Segment]) -> _Place:
    headline_no = next((s.segment_no for s in segments if s.segment_type == "headline"), -1)
    body = (s.segment_no for s in segments if s.segment_type in BODY_SEGMENTS and s.segment_no > headline_no)
    bylines = tuple(s.segment_no for s in segments if s.segment_type == "byline")
    after_all = segments[-1].segment_no + 1 if segments else 0
    return _Place(headline_no, next(body, after_all), bylines)


def _settle_order(
    candidate: Candidate, country_code: str | None, lexicon: Lexicon, evidence: DateEvidence
) -> Candidate:
    """Read an all-number date in the order that the country, its zone or the page's other dates speak for."""
    order = find_number_order(country_code)
    order = order or find_number_order_of_zone(candidate.time.zone_text, lexicon.zones)
    time, is_settled = evidence.settle_order(candidate.time, order)
    remarks = candidate.remarks if is_settled else (*candidate.remarks, "number_order_assumed")
    return replace(candidate, time=time, remarks=remarks)


def _choose(candidates: Sequence[Candidate], place: _Place, known_day: date | None) -> Candidate:
    """Return the time a careful reader takes for the article's.

    A line that the page's metadata name goes before all others, and a time of day before a bare date of the
    same day. A posting later than the last update is none.
    """
    updates = [each.time.local for each in candidates if each.time.label == "updated"]
    last_update = max(updates, default=None)

    def doubts(candidate: Candidate) -> tuple[object, ...]:
        time, line_no = candidate.time, candidate.segment.segment_no
        return (
            not is_hinted(candidate.segment),
            last_update is not None and time.local > last_update + DAY,
            known_day is not None and abs(time.local.date() - known_day) > DAY,
            line_no > place.body_no,
            time.label == "updated",
            line_no < place.headline_no,
            not place.is_beside_byline(line_no),
            time.label == "none",
            abs(line_no - place.headline_no),
            time.start,
        )

    best = min(candidates, key=doubts)
    same_day = [
        each
        for each in candidates
        if each.time.local.date() == best.time.local.date()
        and (each.time.label == "updated") == (best.time.label == "updated")
        and (each.segment.segment_no > place.body_no) == (best.segment.segment_no > place.body_no)
    ]
    return min(same_day, key=lambda each: (each.time.precision == "day", doubts(each)))


def _is_later_than_page(
    chosen: Candidate, segments: Sequence[Segment], evidence: Callable[[], DateEvidence]
) -> bool:
    """Tell whether a time is over a year later than the copyright and every other date of the page."""
    last_before = chosen.time.local.year - 1
    copyright_years = find_copyright_years(segments)
    if not copyright_years or max(copyright_years) >= last_before:
        return False
    return all(day.year < last_before for day in evidence().days if day != chosen.time.local.date())


def _in_utc(
    candidate: Candidate, publisher: Outlet | None, country_code: str | None, lexicon: Lexicon
) -> PublishedTime:
    """Place a printed time in UTC. A bare date stands for its midnight in UTC, so that it keeps its day."""
    time, content = candidate.time, candidate.segment.content
    zone_text = time.zone_text if time.zone_text and is_zone(time.zone_text, lexicon.zones) else None
    end = time.end if zone_text else time.end_without_zone
    offset = None
    if time.precision == "minute":
        offset = resolve_offset(time.local, zone_text, publisher, lexicon.zones, country_code)
    return PublishedTime(
        start=content.start + time.start,
        end=content.start + end,
        text=content.text[time.start : end],
        local=time.local,
        at=time.local.replace(tzinfo=UTC) - timedelta(minutes=offset.minutes if offset else 0),
        zone_text=zone_text,
        utc_offset_minutes=offset.minutes if offset else None,
        is_zone_ambiguous=offset.is_ambiguous if offset else False,
        precision=time.precision,
        evidence="+".join([offset.evidence if offset else "date_only", *_remarks(candidate)]),
    )


def _remarks(candidate: Candidate) -> list[str]:
    """Return what was taken on trust."""
    time = candidate.time
    disagrees = time.weekday is not None and time.weekday != time.local.weekday()
    return [
        *candidate.remarks,
        *(["weekday_disagrees"] if disagrees else []),
        *(["only_update"] if time.label == "updated" else []),
    ]


def _find_undated(segments: Sequence[Segment], place: _Place) -> PublishedTime | None:
    """Return the first time of the article that places no day, as it is printed.

    In the head of the article a line that is nothing else counts as well: `2 hours ago` below the headline.
    """
    for segment in segments:
        text, is_stamp = segment.content.text, is_stamp_of_article(segment)
        is_in_head = place.headline_no < segment.segment_no < place.body_no
        if (is_stamp or is_in_head) and len(text) <= UNDATED_MAX_CHARS and (undated := _read_undated(text)):
            start, end, evidence = undated
            if is_stamp or (start, end) == (0, len(text)):
                return _unresolved(segment, start, end, evidence)
    return None


def _read_undated(text: str) -> tuple[int, int, str] | None:
    """Return where a line says when without placing a day, and what it leaves open."""
    if relative := RELATIVE.search(text):
        return relative.start(), relative.end(), "relative"
    if yearless := find_yearless_times(text):
        return yearless[0].start, yearless[0].end, "no_year"
    clock = find_clock(text)
    return (clock.start, clock.end, "no_day") if clock else None


def _unresolved(segment: Segment, start: int, end: int, evidence: str) -> PublishedTime:
    content = segment.content
    return PublishedTime(
        start=content.start + start,
        end=content.start + end,
        text=content.text[start:end],
        local=None,
        at=None,
        zone_text=None,
        utc_offset_minutes=None,
        is_zone_ambiguous=False,
        precision=None,
        evidence=evidence,
    )
