from datetime import datetime

import pytest

from flows.parsing.fields.timestamps import find_printed_times, is_stamp


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3:11 PM",
        "Feb 30, 2025",
        "13/13/2025",
        "May the best win",
        "in March 2025",
        "Feb 10, 2025 " + "and so on " * 30,
    ],
)
def test_what_is_no_date_or_too_long_for_a_stamp_gives_no_time(text):
    assert find_printed_times(text) == ()


@pytest.mark.parametrize(
    ("text", "local", "zone"),
    [
        ("Posted Feb 10, 2025 3:11 PM CST", "2025-02-10 15:11", "CST"),
        ("Published February 10, 2025 at 3:11 p.m. ET", "2025-02-10 15:11", "ET"),
        ("Mon, Feb. 10, 2025, 12:05 AM EST", "2025-02-10 00:05", "EST"),
        ("10 February 2025 • 3:11pm", "2025-02-10 15:11", None),
        ("Monday 10th February, 2025 | 15.11 GMT", "2025-02-10 15:11", "GMT"),
        ("10 Feb 2025, 1511 GMT", "2025-02-10 15:11", "GMT"),
        ("Feb 10, 2025 3 PM (PST)", "2025-02-10 15:00", "PST"),
        ("12:20pm Jan 7, 2024", "2024-01-07 12:20", None),
        ("15:11 GMT, Monday, 10 February 2025", "2025-02-10 15:11", "GMT"),
        ("2025-02-10T15:11:09Z", "2025-02-10 15:11", "Z"),
        ("2025-02-10T15:11:09.120+05:30", "2025-02-10 15:11", "+05:30"),
        ("2025-02-10 15:11 UTC+2", "2025-02-10 15:11", "UTC+2"),
        ("2/10/2025 3:11 PM", "2025-02-10 15:11", None),
        ("25/2/2025 15:11", "2025-02-25 15:11", None),
        ("10.02.2025, 15:11", "2025-02-10 15:11", None),
        ("June 30, 2026 - 4.34pm", "2026-06-30 16:34", None),
    ],
)
def test_times_are_read_in_the_forms_of_news_pages(text, local, zone):
    (time,) = find_printed_times(text)

    assert (time.local, time.zone_text, time.precision) == (datetime.fromisoformat(local), zone, "minute")


@pytest.mark.parametrize("text", ["Feb. 10, 2025", "10 February 2025", "2025-02-10", "Published 2/10/2025"])
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Posted Feb 10, 2025 3:11 PM CST", True),
        ("Updated 2 hours ago", True),
        ("Harbor Desk | 19 November 2019, 09:01 AM", True),
        ("The harbor has been closed since the storm of February 10, 2025", False),
        ("Published poets met in the city", False),
        ("Reopened on Feb 10, 2025.", False),
    ],
)
def test_a_stamp_says_when_and_little_else(text, expected):
    assert is_stamp(text) is expected
