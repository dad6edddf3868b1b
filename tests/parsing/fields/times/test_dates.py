from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.fields.times.dates import find_dates, find_yearless_dates, may_hold_date

TENTH = date(2025, 2, 10)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Feb 30, 2025",
        "13/13/2025",
        "May the best of 2025 win",
        "in March 2025",
        "won 3/4/25",
        "version 1.2.3",
        "Feb 10 '5",
        "120 Feb 2025",
    ],
)
def test_what_the_calendar_does_not_have_is_no_date(text):
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Feb 10, 2025",
        "FEB. 10TH 2025",
        "February 10,2025",
        "PressFebruary 10, 2025",
        "February 10, 20253:11 PM",
        "18February 10, 2025",
        "10 Feb 2025",
        "10th of February, 2025",
        "10-Feb-2025",
        "10 Feb, 2025",
        "10th Feb '25",
        "Feb. 10, \N{RIGHT SINGLE QUOTATION MARK}25",
        "2025-02-10T15:11",
        "2025/02/10",
        "2025.02.10",
    ],
)
def test_a_date_that_names_its_month_or_begins_with_its_year_has_one_reading(text):
    (found,) = find_dates(text)

    assert may_hold_date(text)
    assert (found.day, found.other_day, found.order) == (TENTH, None, None)


@pytest.mark.parametrize(("text", "year"), [("1 May '69", 1969), ("1 May '68", 2068), ("1 May '99", 1999)])
def test_years_of_two_digits_turn_at_69(text, year):
    (found,) = find_dates(text)

    assert found.day == date(year, 5, 1)


@pytest.mark.parametrize(
    ("text", "day", "other_day", "order"),
    [
        ("2/10/2025", date(2025, 2, 10), date(2025, 10, 2), "month_first"),
        ("2-10-2025", date(2025, 2, 10), date(2025, 10, 2), "month_first"),
        ("10.02.2025", date(2025, 2, 10), date(2025, 10, 2), "day_first"),
        ("25/2/2025", date(2025, 2, 25), None, "day_first"),
        ("2/25/2025", date(2025, 2, 25), None, "month_first"),
        ("02.25.2025", date(2025, 2, 25), None, "month_first"),
        ("2/2/2025", date(2025, 2, 2), None, "month_first"),
        ("Monday 10/02/2025", TENTH, None, "day_first"),
        ("Mon, 2/10/2025", TENTH, None, "month_first"),
        ("Fri 2/10/2025", date(2025, 2, 10), date(2025, 10, 2), "month_first"),
        ("2/10/25 at 3:11 PM", date(2025, 2, 10), date(2025, 10, 2), "month_first"),
    ],
)
def test_numbers_keep_their_other_reading_unless_calendar_or_weekday_settle_it(text, day, other_day, order):
    (found,) = find_dates(text)

    assert (found.day, found.other_day, found.order) == (day, other_day, order)


@pytest.mark.parametrize("text", ["Feb 10, 2025", "10 February '25", "Room 10 may close", "2:10 March"])
def test_a_date_with_a_year_is_not_without_one(text):
    assert [(found.month, found.day) for found in find_yearless_dates(text) if found.month == 2] == []


@pytest.mark.parametrize("text", ["Feb. 10", "February 10th, 3:11 PM", "Mon 10 Feb", "10th of February"])
def test_a_month_and_a_day_without_a_year_are_read(text):
    (found,) = find_yearless_dates(text)

    assert found.in_year(2025) == TENTH


def test_a_leap_day_is_in_leap_years_only():
    (found,) = find_yearless_dates("February 29")

    assert (found.in_year(2024), found.in_year(2025)) == (date(2024, 2, 29), None)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for form in ("%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%A, %d %B %Y", "%b. %d, %Y"):
        (found,) = find_dates(day.strftime(form))
        assert found.day == day


@given(st.text(alphabet="0123456789/.-:' FebruaryMay,th20", max_size=120))
def test_any_text_is_read_without_overlap_and_without_raising(text):
    ends = [0]
    for found in find_dates(text):
        assert found.start >= ends[-1]
        assert found.day.year in range(1900, 2100)
        ends.append(found.end)
    list(find_yearless_dates(text))
