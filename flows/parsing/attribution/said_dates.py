"""Resolve when something was said: `on Sunday` in an article published on a Monday is the day before.

News counts back from the day it appears; that day itself is meant when it is the weekday named. A week begins
on Monday. A time that is named without a day has a first and a last one: `last week`, `in June`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from flows.parsing.attribution.frames import Frame
from flows.parsing.language.grammar import MARKS, MONTHS, WEEKDAYS
from flows.parsing.language.passages import Passage
from flows.parsing.records import TextSpan

LEADING_ADJUNCT_REACH = 8
"""How many tokens before a subject may name the day: `On Friday, Trump told`."""

TRAILING_ADJUNCT_REACH = 6
"""How many tokens after a frame that follows its content may name the day: `said Smith on Friday`."""

COUNTS: Mapping[str, int] = {
    "a": 1,
    "an": 1,
    **{
        word: number
        for number, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
        )
    },
}
"""Numbers of days, weeks, months and years in words."""

SUNDAY = 6
"""The number of that weekday, counted from Monday as 0."""

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"

SAID_DATE = re.compile(
    rf"\b(?:(?P<last>last\s)?(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    rf"|(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|(?P<first_day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<then_month>{_MONTH})(?:\s(?P<then_year>\d{{4}})\b)?"
    rf"|(?P<near>today|tonight|yesterday|last\snight|this\s(?:morning|afternoon|evening))\b"
    rf"|(?P<count>\d{{1,2}}|{'|'.join(COUNTS)})\s(?P<unit>day|week|month|year)s?\sago\b"
    rf"|(?:(?P<which>last|this|earlier\sthis)|over\sthe)\s(?P<period>week|weekend|month|year)\b"
    rf"|(?:in\s)?(?P<named>{_MONTH})\s(?P<of>last\syear|this\syear|\d{{4}})\b"
    rf"|in\s(?:(?P<bare>{_MONTH})|(?P<whole_year>(?:19|20)\d{{2}})\b))",
    re.IGNORECASE,
)
"""When something was said: `Sunday`, `Feb. 9`, `14 June 2024`, `yesterday`, `two days ago`, `last week`."""


TIME_HINT = re.compile(f"day|night|this|last|ago|over|19|20|{'|'.join(month[:3] for month in MONTHS)}")
"""Letters that every expression of time has some of, looked for first: most frames name none (`sunday`)."""


class SaidTime(NamedTuple):
    """When something was said, by the words that name it.

    `first` and `last` are the days of that time, both `day` where a day is named; they are None where they
    depend on a publication date that is not known.
    """

    words: TextSpan
    day: date | None
    first: date | None
    last: date | None


Days = tuple[date, date]
"""The first and the last day of a time."""


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


def find_said_time(words: TextSpan, published_on: date | None) -> SaidTime | None:
    """Return the first day named in the words around a cue, resolved.

    A week, a month or a year is returned if no other words name a day. Returns None where no time is named,
    or where the day depends on an unknown publication date.
    """
    period: SaidTime | None = None
    if not TIME_HINT.search(words.text.lower()):
        return None
    for match in SAID_DATE.finditer(words.text):
        span = TextSpan(words.start + match.start(), words.start + match.end(), match.group())
        if _names_period(match):
            first, last = _period(match, published_on) or (None, None)
            period = period or SaidTime(span, None, first, last)
        elif day := _day_named(match, published_on):
            return SaidTime(span, day, day, day)
    return period


def _names_period(match: re.Match[str]) -> bool:
    """Tell whether the words name a week, a month or a year and no day."""
    is_long_ago = match["unit"] is not None and match["unit"].casefold() != "day"
    return is_long_ago or any(match[group] for group in ("period", "named", "bare", "whole_year"))


def _day_named(match: re.Match[str], published_on: date | None) -> date | None:
    if match["month"]:
        return _calendar_day(match["month"], match["day"], match["year"], published_on)
    if match["then_month"]:
        return _calendar_day(match["then_month"], match["first_day"], match["then_year"], published_on)
    if published_on is None:
        return None
    if match["near"]:
        return published_on - timedelta(days=match["near"].casefold() in {"yesterday", "last night"})
    if match["count"]:
        return published_on - timedelta(days=_number(match["count"]))
    days_back = (published_on.weekday() - WEEKDAYS.index(match["weekday"].casefold())) % 7
    if match["last"] and days_back == 0:
        days_back = 7
    return published_on - timedelta(days=days_back)


def _period(match: re.Match[str], published_on: date | None) -> Days | None:
    """Return the days of a week, a month or a year; what is not over ends on the day of publication."""
    if match["whole_year"]:
        return _year(int(match["whole_year"]))
    if match["named"] and match["of"].isdigit():
        return _month(int(match["of"]), _month_no(match["named"]))
    if published_on is None:
        return None
    if match["named"]:
        is_last = match["of"].casefold().startswith("last")
        first, last = _month(published_on.year - is_last, _month_no(match["named"]))
    elif match["bare"]:
        number = _month_no(match["bare"])
        first, last = _month(published_on.year - (number > published_on.month), number)
    elif match["period"]:
        is_last = (match["which"] or "").casefold() == "last"
        first, last = _ago(match["period"].casefold(), int(is_last), published_on)
    else:
        first, last = _ago(match["unit"].casefold(), _number(match["count"]), published_on)
    return first, max(first, min(last, published_on))


def _ago(unit: str, number: int, published_on: date) -> Days:
    """Return the days of the week, weekend, month or year that many before the one of publication.

    The weekend is the one that has begun last; `last weekend` in the course of one is the one before.
    """
    if unit == "year":
        return _year(published_on.year - number)
    if unit == "month":
        months = published_on.year * 12 + published_on.month - 1 - number
        return _month(months // 12, months % 12 + 1)
    monday = published_on - timedelta(days=published_on.weekday())
    if unit == "week":
        return monday - timedelta(weeks=number), monday - timedelta(weeks=number, days=-SUNDAY)
    has_begun = published_on.weekday() >= SUNDAY - 1
    sunday = monday + timedelta(days=SUNDAY) - timedelta(weeks=number if has_begun else 1)
    return sunday - timedelta(days=1), sunday


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month_no(name: str) -> int:
    return next(number for number, full in enumerate(MONTHS, 1) if full.startswith(name[:3].casefold()))


def _number(words: str) -> int:
    return COUNTS.get(words.casefold()) or int(words)


def _calendar_day(name: str, number: str, year: str | None, published_on: date | None) -> date | None:
    """Return the day a month and number name: without a year, the last such day up to publication."""
    month, day = _month_no(name), int(number)
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
