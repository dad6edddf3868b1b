"""Resolve when something was said: `on Sunday` in an article published on a Monday is the day before.

News counts back from the day it appears; that day itself is meant when it is the weekday named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from flows.parsing.attribution.frames import Frame
from flows.parsing.language.grammar import MARKS, MONTHS, WEEKDAYS
from flows.parsing.language.passages import Passage
from flows.parsing.records import TextSpan

LEADING_ADJUNCT_REACH = 8
"""How many tokens before a subject may name the day: `On Friday, Trump told`."""

TRAILING_ADJUNCT_REACH = 6
"""How many tokens after a frame that follows its content may name the day: `said Smith on Friday`."""

COUNTS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
"""Numbers of days in words."""

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"

SAID_DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    rf"|(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|(?P<first_day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<then_month>{_MONTH})(?:\s(?P<then_year>\d{{4}})\b)?"
    rf"|(?P<near>today|tonight|yesterday|this\s(?:morning|afternoon|evening))\b"
    rf"|(?P<count>\d{{1,2}}|a|{'|'.join(COUNTS)})\sdays?\sago\b"
    rf"|(?P<period>(?:last|this|earlier\sthis)\s(?:week|weekend|month|year)\b"
    rf"|(?:in\s)?{_MONTH}\s(?:last\syear|this\syear|\d{{4}})\b|in\s(?:{_MONTH}|(?:19|20)\d{{2}}\b)))",
    re.IGNORECASE,
)
"""When something was said: `Sunday`, `Feb. 9`, `14 June 2024`, `yesterday`, `two days ago`, `last week`."""


TIME_HINT = re.compile(f"day|night|this|last|19|20|{'|'.join(month[:3] for month in MONTHS)}")
"""Letters that every expression of time has some of, looked for first: most frames name none (`sunday`)."""


def words_naming_day(passage: Passage, frame: Frame, *, is_first: bool) -> tuple[int, int]:
    """Return the tokens that may name the day of a frame, first and end; `is_first` in its passage."""
    first, end = frame.first, frame.end
    if is_first and first <= LEADING_ADJUNCT_REACH and frame.is_leading:
        first = 0
    if frame.is_leading:
        return first, end
    limit = min(len(passage), end + TRAILING_ADJUNCT_REACH)
    while end < limit:
        is_year = passage.word(end) == "," and passage.word(end + 1).isdigit()
        if passage.word(end) in MARKS and not is_year:
            break
        end += 1
    return first, end


def find_said_date(words: TextSpan, published_on: date | None) -> tuple[date | None, TextSpan] | None:
    """Return the first day named in the words around a cue, resolved, and the words that name it.

    Words that name a week, a month or a year are returned without a day, if no other words name one. Returns
    None where no time is named, or where the day depends on an unknown publication date.
    """
    period: TextSpan | None = None
    if not TIME_HINT.search(words.text.lower()):
        return None
    for match in SAID_DATE.finditer(words.text):
        span = TextSpan(words.start + match.start(), words.start + match.end(), match.group())
        if match["period"]:
            period = period or span
            continue
        day = _resolve(match, published_on)
        if day is not None:
            return day, span
    return (None, period) if period else None


def _resolve(match: re.Match[str], published_on: date | None) -> date | None:
    if match["month"]:
        return _calendar_day(match["month"], match["day"], match["year"], published_on)
    if match["then_month"]:
        return _calendar_day(match["then_month"], match["first_day"], match["then_year"], published_on)
    if published_on is None:
        return None
    if match["near"]:
        return published_on - timedelta(days=match["near"].casefold() == "yesterday")
    if match["count"]:
        count = match["count"].casefold()
        return published_on - timedelta(days=COUNTS.get(count) or (1 if count == "a" else int(count)))
    days_back = (published_on.weekday() - WEEKDAYS.index(match["weekday"].casefold())) % 7
    return published_on - timedelta(days=days_back)


def _calendar_day(name: str, number: str, year: str | None, published_on: date | None) -> date | None:
    """Return the day a month and number name: without a year, the last such day up to publication."""
    month = next(place for place, full in enumerate(MONTHS, 1) if full.startswith(name[:3].casefold()))
    day = int(number)
    if year:
        return _day(int(year), month, day)
    if published_on is None:
        return None
    this_year = _day(published_on.year, month, day)
    if this_year and this_year > published_on:
        return _day(published_on.year - 1, month, day)
    return this_year


def _day(year: int, month: int, day: int) -> date | None:
    """Return a date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
