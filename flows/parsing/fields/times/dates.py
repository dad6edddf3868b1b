"""Read the dates that news pages print: in words or all in numbers, with a year or without.

An all-number date can be read in two orders. Here it gets the usual reading of its marks (`2/10/2025` month
first, `10.02.2025` day first) and keeps the other one; `published` decides by what else is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

NumberOrder = Literal["month_first", "day_first"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_START = r"(?:\b|(?-i:(?<=[a-z\d])(?=[A-Z])))"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d(?!\d?(?::[0-5]\d|\s[A-Z][a-z]{2,8}\.?\s(?:19|20)\d\d)))"
_SHORT_YEAR = r"['\u2018\u2019]\d\d\b"
_YEAR = rf"(?:{_FULL_YEAR}|['\u2018\u2019](?P<short_year>\d\d)\b)"
_NO_YEAR = rf"(?!\s{{0,2}}[,-]?\s{{0,2}}(?:(?:19|20)\d\d|{_SHORT_YEAR}))"

YEAR = re.compile(_FULL_YEAR)
"""A year, also with a time or another date run into it: `2025`, `2025` of `20253:11 PM`, `20254 Feb 2025`."""

SHORT_YEAR = re.compile(_SHORT_YEAR)
"""A year by its last two digits: `'25`."""

MONTH_NAME = re.compile("|".join(form for month in MONTHS for form in (month.title(), month.upper(), month)))
"""The beginning of a month's name. It is searched for first, as the forms of dates in words cost more."""

MONTH_DAY_YEAR = re.compile(
    rf"{_START}{_MONTH}[\s/-]{{0,3}}{_DAY}\s{{0,3}}[,/-]?\s{{0,3}}{_YEAR}", re.IGNORECASE
)
"""`Feb. 10, 2025`, also run into the name before it: `PressFebruary 10, 2025`."""

DAY_MONTH_YEAR = re.compile(
    rf"\b{_DAY}[\s.-]{{1,3}}(?:of\s{{1,2}})?{_MONTH}\s{{0,3}}[,/-]?\s{{0,3}}{_YEAR}", re.IGNORECASE
)
"""`10 February 2025`, `10th of February, 2025`, `10-Feb-2025`, `10th Feb '25`."""

YEAR_MONTH_DAY = re.compile(rf"(?<!\d){_FULL_YEAR}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)")
"""`2025-02-10`, `2025/02/10`."""

ALL_NUMBERS = re.compile(
    rf"(?<![\d/.-])(?P<first>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<second>\d{{1,2}})\s?(?P=mark)\s?{_FULL_YEAR}"
)
"""`10/02/2025`, `10.02.2025`."""

ALL_SHORT_NUMBERS = re.compile(
    r"(?<![\d/])(?P<first>\d{1,2})(?P<mark>/)(?P<second>\d{1,2})/(?P<short_year>\d\d)"
    r"(?=\s{0,2},?\s{0,2}(?:at\s|[@|-]\s?)?\d{1,2}:[0-5]\d)"
)
"""`2/10/25 at 3:11 PM`: without a time of day beside them such numbers are as often scores and odds."""

DATES_IN_WORDS = (MONTH_DAY_YEAR, DAY_MONTH_YEAR)
DATES_IN_NUMBERS = (YEAR_MONTH_DAY, ALL_NUMBERS, ALL_SHORT_NUMBERS)
MARKS = ("-", "/", ".")
"""One of them is in every date in numbers."""

YEARLESS_DATES = (
    re.compile(rf"{_START}{_MONTH}\s{{0,3}}{_DAY}\b{_NO_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\d:.])\b{_DAY}[\s-]{{1,3}}(?:of\s{{1,2}})?{_MONTH}{_NO_YEAR}", re.IGNORECASE),
)
"""`Feb. 10`, `10th February`: dates that leave their year to the reader."""

WEEKDAY_BEFORE = re.compile(
    rf"(?:\b|(?<=[a-z]))(?P<weekday>{'|'.join(WEEKDAYS)})[a-z]{{0,6}}\.?,?\s{{0,2}}$", re.IGNORECASE
)
"""The weekday before a date: `Monday, ` of `Monday, February 10`."""

WEEKDAY_REACH = 14
SHORT_YEAR_PIVOT = 69
"""Years of two digits from 69 on are of the last century, as POSIX has it."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed; offsets are those of the text searched.

    `other_day` is what the date means with day and month the other way round, where both ways are possible.
    `order` is the order of an all-number date: printed, or assumed where there is an `other_day`.
    """

    start: int
    end: int
    day: date
    other_day: date | None
    order: NumberOrder | None


@dataclass(frozen=True, slots=True)
class YearlessDate:
    """A month and a day as printed without their year."""

    start: int
    end: int
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        """Return that day of a year, or None where the year has no such day."""
        return _date(year, self.month, self.day)


def may_hold_date(text: str) -> bool:
    """Tell whether a line has a year. Most lines have none, and tests for two characters say so fastest."""
    return (
        (("20" in text or "19" in text) and YEAR.search(text) is not None)
        or (("'" in text or "\u2019" in text or "\u2018" in text) and SHORT_YEAR.search(text) is not None)
        or ("/" in text and ALL_SHORT_NUMBERS.search(text) is not None)
    )


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the dates of a line, left to right, none overlapping another."""
    end = 0
    in_words = DATES_IN_WORDS if MONTH_NAME.search(text) else ()
    in_numbers = DATES_IN_NUMBERS if any(mark in text for mark in MARKS) else ()
    matches = [match for form in (*in_words, *in_numbers) for match in form.finditer(text)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        printed = _read(match, find_weekday(text, match.start()))
        if match.start() >= end and printed:
            end = match.end()
            yield printed


def find_yearless_dates(text: str) -> Iterator[YearlessDate]:
    """Yield the dates of a line that have no year, left to right, none overlapping another."""
    end = 0
    matches = [match for form in YEARLESS_DATES for match in form.finditer(text)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield YearlessDate(match.start(), end, _month(match), int(match["day"]))


def find_weekday(text: str, start: int) -> int | None:
    """Return the weekday printed right before a date, Monday being 0."""
    found = WEEKDAY_BEFORE.search(text[max(0, start - WEEKDAY_REACH) : start])
    return WEEKDAYS.index(found["weekday"].casefold()) if found else None


def _read(match: re.Match[str], weekday: int | None) -> PrintedDate | None:
    start, end = match.span()
    parts = match.groupdict()
    if parts.get("first"):
        return _read_numbers(match, weekday)
    month = int(parts["number"]) if parts.get("number") else _month(match)
    day = _date(_year(parts), month, int(parts["day"]))
    return PrintedDate(start, end, day, None, None) if day else None


def _read_numbers(match: re.Match[str], weekday: int | None) -> PrintedDate | None:
    """Read a date in the usual order of its marks, or the one that the calendar and the weekday allow."""
    year, first, second = _year(match.groupdict()), int(match["first"]), int(match["second"])
    readings: list[tuple[NumberOrder, date | None]] = [
        ("month_first", _date(year, first, second)),
        ("day_first", _date(year, second, first)),
    ]
    if match["mark"] == ".":
        readings.reverse()
    possible = [(order, day) for order, day in readings if day]
    on_weekday = [(order, day) for order, day in possible if weekday in {None, day.weekday()}] or possible
    if not on_weekday:
        return None
    order, day = on_weekday[0]
    is_open = len(on_weekday) > 1 and first != second
    return PrintedDate(match.start(), match.end(), day, on_weekday[1][1] if is_open else None, order)


def _month(match: re.Match[str]) -> int:
    return MONTHS.index(match["month"][:3].casefold()) + 1


def _year(parts: dict[str, str]) -> int:
    if parts.get("year"):
        return int(parts["year"])
    short = int(parts["short_year"])
    return short + (1900 if short >= SHORT_YEAR_PIVOT else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
