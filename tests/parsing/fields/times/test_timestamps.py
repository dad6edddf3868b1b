from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.fields.times.timestamps import (
    STAMP_MAX_CHARS,
    find_printed_times,
    find_yearless_times,
    is_stamp,
)


@pytest.mark.parametrize("text", ["", "3:11 PM", "Feb 30, 2025", "Feb 10, 2025 " + "and so on " * 30])
def test_what_is_no_date_or_too_long_for_a_stamp_gives_no_time(text):
    assert find_printed_times(text) == ()


@pytest.mark.parametrize(
    ("text", "local", "zone"),
    [
        ("Posted Feb 10, 2025 3:11 PM CST", "2025-02-10 15:11", "CST"),
        ("Posted: Feb 10, 2025 4:00 AM EDT | Last Updated: August 8", "2025-02-10 04:00", "EDT"),
        ("Published February 10, 2025 at 3:11 p.m. ET", "2025-02-10 15:11", "ET"),
        ("Mon, Feb. 10, 2025, 12:05 AM EST", "2025-02-10 00:05", "EST"),
        ("10 February 2025 • 3:11pm", "2025-02-10 15:11", None),
        ("10 February 2025 15:11 GMT", "2025-02-10 15:11", "GMT"),
        ("Monday 10 February 2025 08.30 EST", "2025-02-10 08:30", "EST"),
        ("Monday 10th February, 2025 | 15.11 GMT", "2025-02-10 15:11", "GMT"),
        ("10 Feb 2025, 1511 GMT", "2025-02-10 15:11", "GMT"),
        ("10 Feb 2025 1511 hrs IST", "2025-02-10 15:11", "IST"),
        ("Feb 10, 2025, IST: 15:11", "2025-02-10 15:11", "IST"),
        ("Feb 10, 2025 3 PM (PST)", "2025-02-10 15:00", "PST"),
        ("Feb 10, 2025 AT 3:11 PM", "2025-02-10 15:11", None),
        ("Feb. 10, 2025 3:11 pm est", "2025-02-10 15:11", "est"),
        ("February 10, 20253:11 PM ET", "2025-02-10 15:11", "ET"),
        ("Feb 10 20253:11 PM ESTUpdated Feb 10 20255:09 PM EST", "2025-02-10 15:11", "EST"),
        ("Mon, February 10, 2025 at 3:11 PM CST2 min read", "2025-02-10 15:11", "CST"),
        ("Posted Mon 10 Feb 2025 at 3:11pmMonday 10 Feb 2025 at 3:11pm", "2025-02-10 15:11", None),
        ("February 10, 2025 / 12:21 AM / Updated 14 hours ago", "2025-02-10 00:21", None),
        ("12:20pm Jan 7, 2024", "2024-01-07 12:20", None),
        ("11:58, 10 FEB 2025", "2025-02-10 11:58", None),
        ("15:11 GMT, Monday, 10 February 2025", "2025-02-10 15:11", "GMT"),
        ("Updated 3:11 PM EST, Mon February 10, 2025", "2025-02-10 15:11", "EST"),
        ("2025-02-10T15:11:09Z", "2025-02-10 15:11", "Z"),
        ("2025-02-10T15:11:00.000Z", "2025-02-10 15:11", "Z"),
        ("2025-02-10T15:11:00-06:00", "2025-02-10 15:11", "-06:00"),
        ("2025-02-10T15:11:09.120+05:30", "2025-02-10 15:11", "+05:30"),
        ("2025-02-10 15:11 UTC+2", "2025-02-10 15:11", "UTC+2"),
        ("Mon, 10 Feb 2025 15:11:00 +0000", "2025-02-10 15:11", "+0000"),
        ("Feb 10, 2025 15:11 (GMT+5:30)", "2025-02-10 15:11", "GMT+5:30"),
        ("2/10/2025 3:11 PM", "2025-02-10 15:11", None),
        ("On 2/10/25 at 3:11 PM EST", "2025-02-10 15:11", "EST"),
        ("25/2/2025 15:11", "2025-02-25 15:11", None),
        ("10.02.2025, 15:11", "2025-02-10 15:11", None),
        ("June 30, 2026 - 4.34pm", "2026-06-30 16:34", None),
        ("Feb 10, 2025, noon ET", "2025-02-10 12:00", "ET"),
        ("Feb 10, 2025, 12 midnight", "2025-02-10 00:00", None),
        ("Feb 10, 2025 17:19 PM", "2025-02-10 17:19", None),
        ("2025-12-31 24:00", "2026-01-01 00:00", None),
        ("Feb 10, 2025 3:11 PM Eastern Time", "2025-02-10 15:11", "Eastern Time"),
        ("10 Feb 2025 15:11, UK", "2025-02-10 15:11", "UK"),
        ("10 Feb 2025 15:11 London time", "2025-02-10 15:11", "London time"),
        ("10 Feb 2025 15:11 local time", "2025-02-10 15:11", "local time"),
    ],
)
def test_times_are_read_in_the_forms_of_news_pages(text, local, zone):
    time = find_printed_times(text)[0]

    assert (time.local, time.zone_text, time.precision) == (datetime.fromisoformat(local), zone, "minute")


@pytest.mark.parametrize(
    "text",
    [
        "Feb. 10, 2025",
        "10 February 2025",
        "2025-02-10",
        "Published 2/10/2025",
        "Feb 10, 2025 4 min read",
        "Feb 10, 2025 25:00",
        "Feb 10, 2025 24:30",
        "10th Feb '25",
    ],
)
def test_a_bare_date_is_a_day(text):
    (time,) = find_printed_times(text)

    assert (time.local, time.precision) == (datetime.fromisoformat("2025-02-10"), "day")


def test_several_times_keep_their_labels():
    times = find_printed_times("Published Nov 18, 2024 9:26pm Updated Nov 19, 2024 4:23pm")

    assert [(time.label, time.local.hour) for time in times] == [("posted", 21), ("updated", 16)]


def test_the_span_runs_from_the_date_to_the_zone():
    text = "Posted: Feb 10, 2025 3:11 PM (CST) by desk"
    (time,) = find_printed_times(text)

    assert text[time.start : time.end] == "Feb 10, 2025 3:11 PM (CST)"
    assert text[time.start : time.end_without_zone] == "Feb 10, 2025 3:11 PM"


def test_without_its_zone_the_time_before_a_date_still_spans_the_date():
    text = "3:11 PM XYZ, Feb 10, 2025"
    (time,) = find_printed_times(text)

    assert text[time.start : time.end_without_zone] == text


def test_the_weekday_decides_in_which_years_a_date_without_a_year_can_be():
    (found,) = find_yearless_times("Mon, Feb 10, 3:11 PM ET")

    assert found.in_year(2024) is None
    assert found.in_year(2025).local == datetime.fromisoformat("2025-02-10 15:11")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Posted Feb 10, 2025 3:11 PM CST", True),
        ("Feb. 10, 2025, 3:11 p.m.", True),
        ("Harbor Desk | 19 November 2019, 09:01 AM", True),
        ("Updated 2 hours ago", True),
        ("Updated an hour ago", True),
        ("Posted yesterday", True),
        ("Updated 4:30 am", True),
        ("Last Updated: August 8", True),
        ("Updated Nov 19, 6:55 AM; Posted Nov 19, 6:51 AM", True),
        ("Feb. 10, 3:11 p.m. ET", True),
        ("Mon 10 Feb", True),
        ("May 10", False),
        ("2 hours ago", False),
        ("Posted in Open thread | Permalink | 10 Comments", False),
        ("The harbor has been closed since the storm of February 10, 2025", False),
        ("Published poets met in the city", False),
        ("Published 5 books", False),
        ("Reopened on Feb 10, 2025.", False),
    ],
)
def test_a_stamp_says_when_and_little_else(text, expected):
    assert is_stamp(text) is expected


@given(st.text(max_size=STAMP_MAX_CHARS))
def test_any_text_is_read_without_raising(text):
    for time in find_printed_times(text):
        assert 0 <= time.start < time.end_without_zone <= time.end <= len(text)
    find_yearless_times(text)
    is_stamp(text)


PIECES = (
    "Feb ",
    "10",
    ", ",
    "2025",
    " 3:11",
    "PM",
    " ET",
    "/",
    "2",
    "T",
    "+05:30",
    "24:00",
    " Updated ",
    "'25",
    "at ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_any_scramble_of_stamps_gives_ordered_times_within_the_text(pieces):
    text = "".join(pieces)
    end = 0
    for time in find_printed_times(text):
        assert end <= time.start < time.end_without_zone <= time.end <= len(text)
        end = time.end
    is_stamp(text)
