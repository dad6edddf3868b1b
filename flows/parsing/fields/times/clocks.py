"""Read the times of day beside a date, with the zone printed beside them, and times that only count back.

What a zone means is decided in `zones`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HALF_DAY = 12
WHOLE_DAY = 24

_WORD_END = r"(?-i:(?=[^A-Za-z]|[A-Z][a-z]|$))"
"""Where letters end, also run into the next word: `EST` of `3:11 PM ESTUpdated`."""

_CLOCK = (
    rf"(?i:(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?!\d)(?:[:.][0-5]\d(?:[.,]\d{{1,9}})?)?"
    rf"(?:\s{{0,2}}(?P<half>[ap]\.?\s?m{_WORD_END}\.?))?|\s{{0,2}}(?P<half_alone>[ap]\.?\s?m{_WORD_END}\.?))"
    r"|(?P<hours>[01]\d|2[0-3])(?P<minutes>[0-5]\d)(?=\s{0,2}(?:GMT|UTC|hrs|hours|IST)\b)"
    r"|(?:12\s{1,2})?(?P<word>noon|midnight)\b)(?i:\s{0,2}(?:hrs|hours|uhr)\b\.?)?"
)
_ZONE = (
    r"(?:\s{0,2},?\s{0,2}\(?(?P<zone>Z\b|(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?|[+\u2212-]\d{2}:?\d{2}\b"
    rf"|[A-Z]{{2,5}}{_WORD_END}|(?i:gmt|utc|[bi]st|[ecmp][sd]t|cest|cet|a[ec][sd]t)\b"
    r"|(?:[A-Z][a-z]{2,12}\s){1,3}[Tt]ime\b|local\stime\b|(?:Eastern|Central|Mountain|Pacific)\b)\)?)?"
)
_ZONE_FIRST = r"(?:(?P<zone_first>(?![AP]M\b)[A-Z]{2,5})\b:?\s{1,2})?"

TIME_AFTER = re.compile(
    rf"\s{{0,3}}[T,|•·@(/\u2013\u2014-]?\s{{0,3}}(?:(?i:at)\s{{1,2}}|@\s{{0,2}})?{_ZONE_FIRST}{_CLOCK}{_ZONE}"
)
"""The time after a date: ` 3:11 PM CST` of `Feb 10, 2025 3:11 PM CST`, `, IST 15:11`, `, noon`."""

TIME_BEFORE = re.compile(
    rf"\b{_CLOCK}{_ZONE}\s{{0,2}}[,|•·\u2013\u2014-]?\s{{0,2}}(?i:on\s{{1,2}})?"
    r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{0,2})?$"
)
"""The time before a date: `12:20pm ` of `12:20pm Jan 7, 2024`."""

TIME_BEFORE_REACH = 48

TIME_ALONE = re.compile(rf"{_ZONE_FIRST}\b{_CLOCK}{_ZONE}")
"""A time of day without a date: `IST: 15:11`, `3:11 p.m. ET`."""

RELATIVE = re.compile(
    r"\b(?:(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s?\+?\s?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)\.?\sago\b"
    r"|(?:just|right)\snow\b|moments\sago\b"
    r"|(?:today|yesterday|tonight)\b(?:,?\s(?:at\s)?\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?)?)",
    re.IGNORECASE,
)
"""A time that depends on when the page is read: `2 hours ago`, `just now`, `Today at 5 pm`."""


@dataclass(frozen=True, slots=True)
class PrintedClock:
    """A time of day as printed; `hour` may be 24. Offsets are those of the text searched.

    `end_without_zone` is where it ends if its zone turns out to be no zone.
    """

    start: int
    end: int
    end_without_zone: int
    hour: int
    minute: int
    zone_text: str | None


def find_clock_beside(text: str, start: int, end: int, earliest: int) -> PrintedClock | None:
    """Return the time of day after a date (`start` to `end`), or else the one before it from `earliest`."""
    after = TIME_AFTER.match(text, end)
    if after and (clock := _read(after, 0)):
        return clock
    window = max(earliest, start - TIME_BEFORE_REACH)
    before = TIME_BEFORE.search(text[window:start])
    return _read(before, window) if before else None


def find_clock(text: str) -> PrintedClock | None:
    """Return the first time of day in a text that has no date."""
    alone = TIME_ALONE.search(text)
    return _read(alone, 0) if alone else None


def _read(match: re.Match[str], offset: int) -> PrintedClock | None:
    time = _time(match)
    if time is None:
        return None
    zone = match["zone"]
    bare = match.start("zone") if zone else match.end()
    without_zone = match.start() + len(match.string[match.start() : bare].rstrip(" \t\xa0(,"))
    zone_text = zone or match.groupdict().get("zone_first")
    return PrintedClock(offset + match.start(), offset + match.end(), offset + without_zone, *time, zone_text)


def _time(match: re.Match[str]) -> tuple[int, int] | None:
    if match["word"]:
        return (HALF_DAY, 0) if match["word"].casefold() == "noon" else (0, 0)
    if match["hours"]:
        return int(match["hours"]), int(match["minutes"])
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["half_alone"] or "").casefold()
    if half and hour <= HALF_DAY:
        hour = hour % HALF_DAY + (HALF_DAY if half.startswith("p") else 0)
    return (hour, minute) if hour < WHOLE_DAY or minute == 0 else None
