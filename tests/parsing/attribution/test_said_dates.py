from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.attribution.said_dates import find_said_time
from flows.parsing.records import TextSpan

MONDAY = date(2025, 2, 10)


def said(text: str, published_on: date | None = MONDAY) -> tuple[date | None, str] | None:
    found = find_said_time(TextSpan(100, 100 + len(text), text), published_on)
    return found and (found.day, found.words.text)


def days(text: str, published_on: date | None = MONDAY) -> tuple[date | None, date | None]:
    found = find_said_time(TextSpan(100, 100 + len(text), text), published_on)
    assert found
    return found.first, found.last


@pytest.mark.parametrize(
    "text",
    ["", "said Feb. 30, 2024", "said on Monument Avenue", "said 40 people may leave", "said on 31 June 2024"],
)
def test_words_that_name_no_time_have_no_date(text: str) -> None:
    assert said(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("said last week", "last week"),
        ("said in June", "in June"),
        ("said in June last year", "in June last year"),
        ("said June last year", "June last year"),
        ("said in Sept. 2023", "in Sept. 2023"),
        ("said in 2019", "in 2019"),
        ("said earlier this month", "earlier this month"),
    ],
)
def test_a_week_a_month_and_a_year_are_kept_as_printed_but_are_no_day(text: str, words: str) -> None:
    assert said(text) == (None, words)


def test_a_day_is_preferred_to_the_week_it_is_in() -> None:
    assert said("said last week on Friday") == (date(2025, 2, 7), "Friday")


def test_a_weekday_needs_a_publication_date() -> None:
    assert said("said Sunday", None) is None
    assert said("said Feb. 3", None) is None
    assert said("said Feb. 3, 2024", None) == (date(2024, 2, 3), "Feb. 3, 2024")


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("said Monday", date(2025, 2, 10), "Monday"),
        ("said Sunday", date(2025, 2, 9), "Sunday"),
        ("On Friday, Roe said", date(2025, 2, 7), "Friday"),
        ("said Tuesday", date(2025, 2, 4), "Tuesday"),
        ("said today", date(2025, 2, 10), "today"),
        ("said yesterday", date(2025, 2, 9), "yesterday"),
        ("said Feb. 3", date(2025, 2, 3), "Feb. 3"),
        ("said December 30", date(2024, 12, 30), "December 30"),
        ("said Feb. 29, 2024", date(2024, 2, 29), "Feb. 29, 2024"),
        ("said on 3 February", date(2025, 2, 3), "3 February"),
        ("said on 14 June 2024", date(2024, 6, 14), "14 June 2024"),
        ("said Feb. 3rd", date(2025, 2, 3), "Feb. 3rd"),
        ("said two days ago", date(2025, 2, 8), "two days ago"),
        ("said 10 days ago", date(2025, 1, 31), "10 days ago"),
        ("said a day ago", date(2025, 2, 9), "a day ago"),
        ("said this morning", date(2025, 2, 10), "this morning"),
    ],
)
def test_days_count_back_from_publication(text: str, day: date, words: str) -> None:
    assert said(text) == (day, words)


@given(st.dates(min_value=date(1990, 1, 1)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_weekday_is_at_most_six_days_back_and_has_its_name(published_on: date, weekday: str) -> None:
    found = said(f"said {weekday}", published_on)
    assert found
    day, _ = found
    assert day
    assert 0 <= (published_on - day).days <= 6
    assert f"{day:%A}" == weekday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("said last week", date(2025, 2, 3), date(2025, 2, 9)),
        ("said this week", date(2025, 2, 10), date(2025, 2, 10)),
        ("said two weeks ago", date(2025, 1, 27), date(2025, 2, 2)),
        ("said over the weekend", date(2025, 2, 8), date(2025, 2, 9)),
        ("said last weekend", date(2025, 2, 8), date(2025, 2, 9)),
        ("said last month", date(2025, 1, 1), date(2025, 1, 31)),
        ("said earlier this month", date(2025, 2, 1), date(2025, 2, 10)),
        ("said three months ago", date(2024, 11, 1), date(2024, 11, 30)),
        ("said last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("said a year ago", date(2024, 1, 1), date(2024, 12, 31)),
        ("said this year", date(2025, 1, 1), date(2025, 2, 10)),
        ("said in June", date(2024, 6, 1), date(2024, 6, 30)),
        ("said in February", date(2025, 2, 1), date(2025, 2, 10)),
        ("said June last year", date(2024, 6, 1), date(2024, 6, 30)),
        ("said in Sept. 2023", date(2023, 9, 1), date(2023, 9, 30)),
        ("said in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("said in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("said Sunday", date(2025, 2, 9), date(2025, 2, 9)),
    ],
)
def test_a_time_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("published_on", "saturday"),
    [(date(2025, 2, 8), date(2025, 2, 8)), (date(2025, 2, 9), date(2025, 2, 8)), (MONDAY, date(2025, 2, 8))],
)
def test_the_weekend_is_the_one_that_has_begun_last(published_on: date, saturday: date) -> None:
    assert days("said this weekend", published_on)[0] == saturday


def test_last_weekend_is_over() -> None:
    assert days("said last weekend", date(2025, 2, 9)) == (date(2025, 2, 1), date(2025, 2, 2))


def test_last_monday_in_an_article_of_a_monday_is_a_week_ago() -> None:
    assert said("said last Monday") == (date(2025, 2, 3), "last Monday")
    assert said("said last Friday") == (date(2025, 2, 7), "last Friday")


def test_last_night_is_the_day_before() -> None:
    assert said("said last night") == (date(2025, 2, 9), "last night")


def test_a_time_without_a_publication_date_has_days_only_if_it_names_its_year() -> None:
    assert days("said last week", None) == (None, None)
    assert days("said in June", None) == (None, None)
    assert days("said in June 2023", None) == (date(2023, 6, 1), date(2023, 6, 30))


@given(
    st.dates(min_value=date(1990, 1, 1)),
    st.sampled_from(
        ["last week", "this weekend", "last month", "in June", "10 weeks ago", "a month ago", "over the year"]
    ),
)
def test_a_time_begins_before_it_ends_and_ends_before_publication(published_on: date, words: str) -> None:
    first, last = days(f"said {words}", published_on)
    assert first
    assert last
    assert first <= last
    assert last <= published_on
