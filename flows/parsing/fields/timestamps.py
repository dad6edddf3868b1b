"""Read dates and times of day as news pages print them.

What the zone of a printed time means is decided in `zones`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Label = Literal["posted", "updated", "none"]

STAMP_MAX_CHARS = 200
"""Longer lines are prose that may mention a date, not a stamp."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
YEAR = re.compile(_YEAR)
"""A year, which every date has here: `2025`. Most lines have none and are done with."""

DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Feb. 10, 2025
        rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*{_YEAR}",
        # 10th February, 2025
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}\s*[,-]?\s*{_YEAR}",
        # 2025-02-10
        rf"\b{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        # 2/10/2025, the American way where both ways are possible
        rf"\b(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{_YEAR}",
    )
)
"""Dates with a year, each form with an example."""

_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|\s*(?P<half_alone>[ap]\.?m\b\.?))|(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)(?=\s*(?:GMT|UTC|hrs|IST)\b))"
)
_ZONE = (
    r"(?:\s*\(?(?P<zone>Z\b|(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?|[+\u2212-]\d{2}:?\d{2}\b"
    r"|[A-Z]{2,5}\b)\)?)?"
)

TIME_AFTER = re.compile(rf"(?:\s*[T,|•·@(\u2013\u2014-])?\s*(?:at\s+|@\s*)?(?i:{_CLOCK}){_ZONE}")
"""The time after a date: ` 3:11 PM CST` of `Feb 10, 2025 3:11 PM CST`."""

TIME_BEFORE = re.compile(
    rf"\b(?i:{_CLOCK}){_ZONE}\s*[,|•·\u2013\u2014-]?\s*(?i:on\s+)?(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*)?$"
)
"""The time before a date: `12:20pm ` of `12:20pm Jan 7, 2024`."""

TIME_BEFORE_REACH = 40

LABEL = re.compile(
    r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<updated>updated|modified|edited|revised)|(?P<posted>posted|published|first\s+published|created|filed|issued))\b",
    re.IGNORECASE,
)
"""What a date is the date of: `Posted`, `Last updated`, also when run into a name: `LopezPublished`."""

STAMP_LABEL = re.compile(
    r"(?:first\s+|last\s+)?(?:posted|published|updated|modified)\b(?=.*\d)[^.!?]{0,60}$", re.IGNORECASE
)
"""A stamp without a year, which says when but not on which day: `Updated 2 hours ago`."""

STAMP_LEFTOVER_WORDS = 6
"""Words beside labels, dates and times that a stamp may have: a desk, a place, a name."""

FILLER_WORDS = """
    a ago am at by created date edited est et filed first hours hrs issued last min mins minutes
    modified on pm posted published read revised time updated updates mon monday tue tues tuesday wed
    wednesday thu thur thurs thursday fri friday sat saturday sun sunday
"""
STAMP_FILLERS = frozenset(FILLER_WORDS.split())
"""Words that belong to a stamp."""


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A date as printed, with the time of day and zone beside it; offsets are those of the text searched.

    `end_without_zone` is where the stamp ends if its zone turns out to be no zone.
    """

    start: int
    end: int
    end_without_zone: int
    local: datetime
    precision: Literal["minute", "day"]
    zone_text: str | None
    label: Label


def find_printed_times(text: str) -> tuple[PrintedTime, ...]:
    """Return the dated times of a line, in order; none where the line is too long to be a stamp."""
    if len(text) > STAMP_MAX_CHARS or not YEAR.search(text):
        return ()
    found: list[PrintedTime] = []
    for date in _find_dates(text):
        previous_end = found[-1].end if found else 0
        printed = _read_stamp(text, date, previous_end)
        if printed and printed.start >= previous_end:
            found.append(printed)
    return tuple(found)


def _find_dates(text: str) -> Iterator[re.Match[str]]:
    """Yield the dates of a line, left to right, none overlapping another."""
    end = 0
    for date in sorted(
        (m for form in DATES for m in form.finditer(text)), key=lambda m: (m.start(), -m.end())
    ):
        if date.start() >= end:
            end = date.end()
            yield date


def _read_stamp(text: str, date: re.Match[str], previous_end: int) -> PrintedTime | None:
    day = _read_day(date)
    if day is None:
        return None
    label = _label(text[previous_end : date.start()])
    window = max(previous_end, date.start() - TIME_BEFORE_REACH)
    after = TIME_AFTER.match(text, date.end())
    before = None if after else TIME_BEFORE.search(text[window : date.start()])
    clock = after or before
    time = _read_clock(clock) if clock else None
    if clock is None or time is None:
        return PrintedTime(date.start(), date.end(), date.end(), day, "day", None, label)
    local = day.replace(hour=time[0], minute=time[1])
    zone = clock["zone"]
    if before:
        return PrintedTime(window + before.start(), date.end(), date.end(), local, "minute", zone, label)
    without_zone = clock.start("zone") if zone else clock.end()
    bare = len(text[:without_zone].rstrip(" \t\xa0("))
    return PrintedTime(date.start(), clock.end(), bare, local, "minute", zone, label)


def _read_day(date: re.Match[str]) -> datetime | None:
    parts = date.groupdict()
    year = int(parts["year"])
    if parts.get("month"):
        month, day = MONTHS.index(parts["month"][:3].casefold()) + 1, int(parts["day"])
    elif parts.get("number"):
        month, day = int(parts["number"]), int(parts["day"])
    else:
        month, day = int(parts["first"]), int(parts["second"])
        if month > len(MONTHS) or "." in date.group():
            month, day = day, month
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - local time as printed; `zones` places it
    except ValueError:
        return None


def _read_clock(clock: re.Match[str]) -> tuple[int, int] | None:
    if clock["hours"]:
        return int(clock["hours"]), int(clock["minutes"])
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or clock["half_alone"] or "").lower()
    if half and hour <= 12:  # noqa: PLR2004 - hours of half a day
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, minute) if hour < 24 else None  # noqa: PLR2004 - hours of a day


def _label(text: str) -> Label:
    """Return what the words before a date say it is: the last label counts."""
    label: Label = "none"
    for found in LABEL.finditer(text):
        label = "updated" if found["updated"] else "posted"
    return label


def is_stamp(text: str) -> bool:
    """Tell whether a line is there to say when: a date or a labelled time, and little else."""
    times = find_printed_times(text)
    if not times:
        return len(text) <= STAMP_MAX_CHARS and bool(STAMP_LABEL.match(text))
    return len(leftover_words(text, times)) <= STAMP_LEFTOVER_WORDS and not text.endswith(".")


def leftover_words(text: str, times: tuple[PrintedTime, ...]) -> list[str]:
    """Return the words of a line that are neither in a printed time nor belong to one."""
    rest, end = [], 0
    for time in times:
        rest.append(text[end : time.start])
        end = time.end
    words = re.findall(r"[^\W\d_]+", " ".join([*rest, text[end:]]))
    return [word for word in words if word.lower() not in STAMP_FILLERS]
