"""What the dates of a page and its address say about a date that leaves something open.

A date without a year takes the one year the page gives evidence for. An all-number date takes the order of
its country, that of the page's other dates, or the one of its two days that the page names elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.parsing.fields.times.dates import MONTHS, NumberOrder
from flows.parsing.fields.times.timestamps import PrintedTime, YearlessTime, find_printed_times
from flows.parsing.records import BODY_SEGMENTS, Hints, Segment

URL_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<mark>[/-])(?P<month>\d{1,2}|[a-z]{3})(?P=mark)(?P<day>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
"""The day in an address: `/2025/02/10/` or `/2025-02-10-piers-closed`, `/2025/feb/10/`."""

COPYRIGHT_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)(?!\s?[-\u2013])")
"""The year of a copyright notice, of a range the last: `2025` of `© 2019-2025`."""

NOTICE_MAX_CHARS = 400
"""Characters of a copyright notice that are read."""


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """What a page says elsewhere: days it prints in full, years of its stamps, orders of its numbers."""

    days: frozenset[date]
    years: frozenset[int]
    orders: frozenset[NumberOrder]

    def settle_order(
        self, printed: PrintedTime, country_order: NumberOrder | None
    ) -> tuple[PrintedTime, bool]:
        """Return an all-number date in the order evidence speaks for, and whether any does."""
        if printed.other_local is None:
            return printed, True
        order = country_order or (next(iter(self.orders)) if len(self.orders) == 1 else None)
        if order:
            return (printed if order == printed.order else _turned(printed)), True
        as_printed, other = printed.local.date() in self.days, printed.other_local.date() in self.days
        if as_printed != other:
            return (printed if as_printed else _turned(printed)), True
        return printed, False

    def settle_year(self, yearless: YearlessTime) -> PrintedTime | None:
        """Return a time in the one year that the page and its weekday allow; None for none or many."""
        possible = [printed for year in sorted(self.years) if (printed := yearless.in_year(year))]
        return possible[0] if len(possible) == 1 else None


def _turned(printed: PrintedTime) -> PrintedTime:
    if printed.other_local is None:
        return printed
    return replace(
        printed,
        local=printed.other_local,
        other_local=printed.local,
        order="day_first" if printed.order == "month_first" else "month_first",
    )


def gather_dates(segments: Sequence[Segment], known_day: date | None) -> DateEvidence:
    """Return what all full dates of the page say; years are of the known day, or of lines beside the body."""
    found = [
        (segment, printed) for segment in segments for printed in find_printed_times(segment.content.text)
    ]
    days = {printed.local.date() for _, printed in found if printed.other_local is None}
    years = {
        printed.local.year for segment, printed in found if segment.segment_type not in BODY_SEGMENTS
    } | find_copyright_years(segments)
    return DateEvidence(
        days=frozenset(days | ({known_day} if known_day else set())),
        years=frozenset({known_day.year} if known_day else years),
        orders=frozenset(
            printed.order for _, printed in found if printed.order and printed.other_local is None
        ),
    )


class PageDates:
    """What all full dates of a page say, gathered when it is first asked for: most pages never are."""

    def __init__(self, segments: Sequence[Segment], known_day: date | None) -> None:
        self._segments, self._known_day = segments, known_day
        self._evidence: DateEvidence | None = None

    def __call__(self) -> DateEvidence:
        if self._evidence is None:
            self._evidence = gather_dates(self._segments, self._known_day)
        return self._evidence


def find_copyright_years(segments: Sequence[Segment]) -> set[int]:
    """Return the years in the copyright notices of a page."""
    return {
        int(year)
        for segment in segments
        if segment.rule == "copyright"
        for year in COPYRIGHT_YEAR.findall(segment.content.text[:NOTICE_MAX_CHARS])
    }


def find_known_day(hints: Hints) -> date | None:
    """Return the day the page's metadata give, or else its address, which sites set when they publish it."""
    stated = [time for time in find_printed_times(hints.published or "") if time.other_local is None]
    return stated[0].local.date() if stated else _day_of_url(hints.url)


def _day_of_url(url: str | None) -> date | None:
    found = URL_DAY.search(url or "")
    if found is None:
        return None
    month = found["month"].casefold()
    if not month.isdigit() and month not in MONTHS:
        return None
    number = int(month) if month.isdigit() else MONTHS.index(month) + 1
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
