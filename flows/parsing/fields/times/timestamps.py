"""Read dates with their times of day as news pages print them, and tell the lines that are there for it.

Which day an all-number date means is decided in `published`, what a printed zone means in `zones`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from flows.parsing.fields.times.clocks import RELATIVE, WHOLE_DAY, PrintedClock, find_clock, find_clock_beside
from flows.parsing.fields.times.dates import (
    MONTH_NAME,
    NumberOrder,
    PrintedDate,
    YearlessDate,
    find_dates,
    find_weekday,
    find_yearless_dates,
    may_hold_date,
)

Label = Literal["posted", "updated", "none"]

STAMP_MAX_CHARS = 200
"""Longer lines are prose that may mention a date, not a stamp."""

UNDATED_MAX_CHARS = 80
"""A stamp without a full date is short."""

LABEL = re.compile(
    r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<updated>updated|modified|edited|revised|amended)"
    r"|(?P<posted>posted|published|first\s+published|created|filed|issued|uploaded))\b",
    re.IGNORECASE,
)
"""What a date is the date of: `Posted`, `Last updated`, also when run into a name: `LopezPublished`."""

OPENS_WITH_LABEL = re.compile(
    r"[(\[|•·*\u2013\u2014-]?\s{0,2}(?:first\s+|last\s+)?(?:posted|published|updated|modified)\b",
    re.IGNORECASE,
)
"""The opening of a stamp that need not give a full date: `Updated` of `Updated 2 hours ago`."""

LABEL_MAX_CHARS = 20
LABEL_INITIALS = frozenset("FfLlMmPpUu([-\u2013\u2014|•·*")
"""How such a line may begin: a look at one character spares most lines the search."""

LINES_KEPT = 256

DIGIT = re.compile(r"\d")
HALVES = ("a.m.", "p.m.")

WORD = re.compile(r"[^\W\d_]+")

STAMP_LEFTOVER_WORDS = 6
UNDATED_LEFTOVER_WORDS = 2
"""Words beside labels, dates and times that a stamp may have: a desk, a place, a name."""

FILLER_WORDS = """
    a ago am an at by created date edited est et filed first hour hours hr hrs issued just last min mins
    minute minutes modified now on pm posted published read revised time today updated updates yesterday
    mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
"""
STAMP_FILLERS = frozenset(FILLER_WORDS.split())
"""Words that belong to a stamp."""


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A date as printed, with the time of day and zone beside it; offsets are those of the text searched.

    `end_without_zone` is where the stamp ends if its zone turns out to be no zone. `other_local` is what an
    all-number date means the other way round, where that is possible; `order` is the order it is read in.
    `weekday` is the one printed before it, Monday being 0.
    """

    start: int
    end: int
    end_without_zone: int
    local: datetime
    precision: Literal["minute", "day"]
    zone_text: str | None
    label: Label
    weekday: int | None = None
    other_local: datetime | None = None
    order: NumberOrder | None = None


@dataclass(frozen=True, slots=True)
class YearlessTime:
    """A time as printed whose date leaves its year to the reader."""

    start: int
    end: int
    date: YearlessDate
    clock: PrintedClock | None
    label: Label
    weekday: int | None

    def in_year(self, year: int) -> PrintedTime | None:
        """Return the time in a year; None where that year has no such day, or it is another weekday."""
        day = self.date.in_year(year)
        if day is None or self.weekday not in {None, day.weekday()}:
            return None
        printed = PrintedDate(self.date.start, self.date.end, day, None, None)
        return _put_together(printed, self.clock, self.label, self.weekday)


def find_printed_times(text: str) -> tuple[PrintedTime, ...]:
    """Return the times of a line that have a full date, in order; none where it is too long to be a stamp."""
    if len(text) > STAMP_MAX_CHARS or not may_hold_date(text):
        return ()
    return _read_printed_times(text)


@lru_cache(maxsize=LINES_KEPT)
def _read_printed_times(text: str) -> tuple[PrintedTime, ...]:
    """Read a line that several rules ask the times of."""
    found: list[PrintedTime] = []
    for printed in find_dates(text):
        previous_end = found[-1].end if found else 0
        if printed.start >= previous_end:
            clock = find_clock_beside(text, printed.start, printed.end, previous_end)
            label = _label(text[previous_end : printed.start])
            found.append(_put_together(printed, clock, label, find_weekday(text, printed.start)))
    return tuple(found)


def _put_together(
    printed: PrintedDate, clock: PrintedClock | None, label: Label, weekday: int | None
) -> PrintedTime:
    """Join a date and the time of day beside it."""
    return PrintedTime(
        start=min(printed.start, clock.start) if clock else printed.start,
        end=max(printed.end, clock.end) if clock else printed.end,
        end_without_zone=max(printed.end, clock.end_without_zone) if clock else printed.end,
        local=_local(printed.day, clock),
        precision="minute" if clock else "day",
        zone_text=clock.zone_text if clock else None,
        label=label,
        weekday=weekday,
        other_local=_local(printed.other_day, clock) if printed.other_day else None,
        order=printed.order,
    )


def _local(day: date, clock: PrintedClock | None) -> datetime:
    """Return a local time as printed, which `zones` places; `24:00` is the midnight at the end of the day."""
    if clock is None:
        return datetime.combine(day, time())
    on_day = datetime.combine(day, time(clock.hour % WHOLE_DAY, clock.minute))
    return on_day + timedelta(days=clock.hour // WHOLE_DAY)


def find_yearless_times(text: str) -> tuple[YearlessTime, ...]:
    """Return the times of a line whose dates have no year, in order; none where it is long."""
    if len(text) > STAMP_MAX_CHARS or not MONTH_NAME.search(text):
        return ()
    found: list[YearlessTime] = []
    for printed in find_yearless_dates(text):
        previous_end = found[-1].end if found else 0
        if printed.start >= previous_end:
            clock = find_clock_beside(text, printed.start, printed.end, previous_end)
            start = min(printed.start, clock.start) if clock else printed.start
            end = max(printed.end, clock.end) if clock else printed.end
            label = _label(text[previous_end : printed.start])
            found.append(YearlessTime(start, end, printed, clock, label, find_weekday(text, printed.start)))
    return tuple(found)


def _label(text: str) -> Label:
    """Return what the words before a date say it is: the last label counts."""
    label: Label = "none"
    for found in LABEL.finditer(text):
        label = "updated" if found["updated"] else "posted"
    return label


def read_label(text: str) -> Label:
    """Return what a line that stands above a time says it is: `Updated`; `none` for a line of other words."""
    is_label = len(text) <= LABEL_MAX_CHARS and not _leftover_words(text, ())
    return _label(text) if is_label else "none"


def is_stamp(text: str) -> bool:
    """Tell whether a line is there to say when: a date or a labelled time, and little else."""
    times = find_printed_times(text)
    if not times:
        return 0 < len(text) <= UNDATED_MAX_CHARS and _is_undated_stamp(text)
    if text.endswith(".") and times[-1].end < len(text) and not text.casefold().endswith(HALVES):
        return False
    spans = [(printed.start, printed.end) for printed in times]
    return len(_leftover_words(text, spans)) <= STAMP_LEFTOVER_WORDS


def _is_undated_stamp(text: str) -> bool:
    """Tell whether a line says when without a full date: `Updated 2 hours ago`, `Feb. 10, 3:11 p.m. ET`.

    A bare `2 hours ago` is no stamp by its wording: links to other articles have it as often.
    """
    if text[0] in LABEL_INITIALS and OPENS_WITH_LABEL.match(text):
        spans = _undated_spans(text)
    elif DIGIT.search(text):
        spans = _yearless_spans(text, needs_more=True)
    else:
        return False
    return bool(spans) and len(_leftover_words(text, spans)) <= UNDATED_LEFTOVER_WORDS


def _undated_spans(text: str) -> list[tuple[int, int]]:
    """Return where a labelled line says when: by dates without a year, by counting back, or by the clock."""
    spans = _yearless_spans(text, needs_more=False) + [found.span() for found in RELATIVE.finditer(text)]
    if not spans and (clock := find_clock(text)):
        spans.append((clock.start, clock.end))
    return sorted(spans)


def _yearless_spans(text: str, *, needs_more: bool) -> list[tuple[int, int]]:
    """Return where dates without a year stand; `needs_more` asks for a time of day or a weekday beside it."""
    found = find_yearless_times(text)
    if needs_more and not any(each.clock or each.weekday is not None for each in found):
        return []
    return [(each.start, each.end) for each in found]


def _leftover_words(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of a line that are neither in one of the ordered spans nor belong to a stamp."""
    rest, end = [], 0
    for start, stop in spans:
        rest.append(text[end:start])
        end = max(end, stop)
    words = WORD.findall(" ".join([*rest, text[end:]]))
    return [word for word in words if word.casefold() not in STAMP_FILLERS]
