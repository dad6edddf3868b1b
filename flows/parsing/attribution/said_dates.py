"""Resolve when something was said: `on Sunday` in an article published on a Monday is the day before.

News counts back from the day it appears; that day itself is meant when it is the weekday named.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from flows.parsing.language.grammar import MONTHS, WEEKDAYS
from flows.parsing.records import TextSpan

SAID_DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})"
    rf"|(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s(?P<day>\d{{1,2}})\b"
    rf"(?:,\s(?P<year>\d{{4}}))?"
    rf"|(?P<near>today|tonight|yesterday))\b",
    re.IGNORECASE,
)
"""A day that can be resolved: `Sunday`, `Feb. 9`, `June 14, 2024`, `yesterday`."""


def find_said_date(words: TextSpan, published_on: date | None) -> tuple[date, TextSpan] | None:
    """Return the first day named in the words around a cue, resolved, and the words that name it.

    Returns None where no day is named, or where it depends on an unknown publication date.
    """
    for match in SAID_DATE.finditer(words.text):
        day = _resolve(match, published_on)
        if day is not None:
            start, end = words.start + match.start(), words.start + match.end()
            return day, TextSpan(start, end, match.group())
    return None


def _resolve(match: re.Match[str], published_on: date | None) -> date | None:
    if match["month"]:
        return _calendar_day(match, published_on)
    if published_on is None:
        return None
    if match["near"]:
        return published_on - timedelta(days=match["near"].casefold() == "yesterday")
    days_back = (published_on.weekday() - WEEKDAYS.index(match["weekday"].casefold())) % 7
    return published_on - timedelta(days=days_back)


def _calendar_day(match: re.Match[str], published_on: date | None) -> date | None:
    """Return the day a month and number name: without a year, the last such day up to publication."""
    month = next(
        number for number, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3].casefold())
    )
    if match["year"]:
        return _day(int(match["year"]), month, int(match["day"]))
    if published_on is None:
        return None
    this_year = _day(published_on.year, month, int(match["day"]))
    if this_year and this_year > published_on:
        return _day(published_on.year - 1, month, int(match["day"]))
    return this_year


def _day(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
