"""A run against the warehouse's own last weeks, and each outlet against itself."""

import pytest

from expectations.article_dates import date_checks
from expectations.delivery_history import learned_checks
from expectations.outlet_history import outlet_checks

NOW = "where batch_id = 'b-0'"


def of_outlet(number):
    return f"{NOW} and publisher_outlet_id = 'outlet-{number:02d}'"


def set_article(assignment):
    return lambda number: f"update marts.fct_articles set {assignment} {of_outlet(number)}"


OUTLET_FAULTS = {
    "headline_fill_rate_holds": set_article("headline = null"),
    "dek_fill_rate_holds": set_article("dek = case when article_id >= 'ab-0-01-12' then null else dek end"),
    "byline_fill_rate_holds": lambda number: (
        f"delete from marts.bridge_article_authors where starts_with(article_id, 'ab-0-{number:02d}')"
    ),
    "published_time_fill_rate_holds": set_article("published_at = null"),
    "clock_time_fill_rate_holds": set_article("time_precision = 'day'"),
    "citations_fill_rate_holds": set_article("citation_count = 0"),
    "mentions_fill_rate_holds": set_article("mention_count = 0"),
    "known_lines_fill_rate_holds": set_article("unclaimed_line_count = 2"),
    "citations_per_article_hold": set_article("citation_count = 5"),
    "mentions_per_article_hold": set_article("mention_count = 3"),
    "words_per_article_hold": set_article("word_count = 120"),
    "articles_are_published_before_they_come": set_article("published_at = first_seen_at + interval 5 hours"),
    "regular_outlets_are_heard": lambda number: f"delete from marts.fct_articles {of_outlet(number)}",
}
"""By check: what becomes of the articles that one outlet delivers today."""

SHARE_FAULTS = {
    "known_publisher_share": (
        "update marts.fct_articles set publisher_outlet_id = 'unknown'",
        "article_no >= 5",
    ),
    "registered_publisher_share": (
        "update marts.fct_articles set publisher_outlet_id = 'gone'",
        "article_no < 4",
    ),
    "resolved_share": ("update marts.fct_source_citations set resolved_by = 'unresolved'", "true"),
    "registered_source_share": (
        "update marts.fct_source_citations set source_outlet_id = 'x-tribune'",
        "true",
    ),
    "joined_share": ("update marts.bridge_article_names set joined_by = 'page_only'", "true"),
}
"""By check: what is done to the rows of today; for articles, to which of each outlet."""
DATE_FAULTS = {
    "published_times_differ": f"update marts.fct_articles set published_at = first_seen_at {NOW}",
    "new_articles_are_recent": (
        f"update marts.fct_articles set published_at = published_at - interval 400 days {NOW}"
    ),
    "volume_is_usual_for_the_weekday": f"delete from marts.fct_articles {NOW} and article_id >= 'ab-0-04'",
}
"""By check: what becomes of the articles of today, all outlets together."""


def test_there_is_a_fault_for_every_check(checked_at):
    shares = {name for share in SHARE_FAULTS for name in (share, f"{share}_holds")}
    checks = [*learned_checks(checked_at), *date_checks(), *outlet_checks(checked_at)]
    learned = {check.name for check in checks}
    assert learned - {"weekday_agrees_with_date"} == {*OUTLET_FAULTS, *shares, *DATE_FAULTS}


@pytest.fixture(scope="module")
def faulty(check, open_warehouse):
    faults = [fault(number) for number, fault in enumerate(OUTLET_FAULTS.values())]
    with open_warehouse(*faults) as connection:
        return check("after_transform", connection)


@pytest.mark.parametrize("check_name", OUTLET_FAULTS)
def test_an_outlet_that_is_not_as_before_is_named(faulty, check_name):
    number = list(OUTLET_FAULTS).index(check_name)
    failed = [row.row_key for row in faulty.report.failed_rows if row.row_key.startswith("outlet-")]
    assert f"outlet-{number:02d}" in failed
    assert check_name in faulty.failed_for(f"outlet-{number:02d}")
    assert faulty.result(check_name).severity == "warning"


def test_outlets_that_are_as_before_are_not_named(faulty):
    for number in range(len(OUTLET_FAULTS), 16):
        assert faulty.failed_for(f"outlet-{number:02d}") == set()


def test_what_is_now_and_what_was_before_is_told(faulty):
    (row,) = [row for row in faulty.report.failed_rows if row.row_key == "outlet-00"]
    assert row.detail == "latest: 0 of 30; earlier: 180 of 180"


def share_fault(check_name):
    fault, articles = SHARE_FAULTS[check_name]
    if "fct_articles" not in fault:
        return f"{fault} {NOW}"
    return f"{fault} {NOW} and {articles.replace('article_no', 'content_sha256[8:9]::int')}"


@pytest.fixture(scope="module")
def shares_down(check, open_warehouse):
    with open_warehouse(*map(share_fault, SHARE_FAULTS)) as connection:
        return check("after_transform", connection)


@pytest.mark.parametrize("check_name", SHARE_FAULTS)
def test_a_share_that_is_low_and_lower_than_before_is_told_in_figures(shares_down, check_name):
    for name in (check_name, f"{check_name}_holds"):
        result = shares_down.result(name)
        assert (result.outcome, result.severity) == ("failed", "warning")
        assert " of " in result.observed_value


@pytest.fixture(scope="module")
def off_dates(check, open_warehouse):
    with open_warehouse(*DATE_FAULTS.values()) as connection:
        return check("after_transform", connection)


@pytest.mark.parametrize("check_name", DATE_FAULTS)
def test_a_day_that_is_not_like_others_is_told_in_figures(off_dates, check_name):
    assert off_dates.result(check_name).outcome == "failed"


def test_the_volume_is_compared_with_the_same_weekday(off_dates):
    assert off_dates.result("volume_is_usual_for_the_weekday").observed_value == (
        "120 articles by now; the median of 5 earlier weeks is 480.0"
    )


@pytest.mark.parametrize("weeks", [0, 2])
def test_without_enough_history_nothing_is_said(check, open_warehouse, weeks):
    """All faults there are, in a warehouse that has seen few weeks or none."""
    forget = f"batch_id > 'b-{weeks}'"
    tables = ("raw.batches", "marts.fct_articles", "marts.fct_source_citations", "marts.bridge_article_names")
    forgotten = [f"delete from {table} where {forget}" for table in tables]
    faults = [fault(number) for number, fault in enumerate(OUTLET_FAULTS.values())]
    with open_warehouse(*forgotten, *faults, *map(share_fault, SHARE_FAULTS)) as connection:
        failed = check("after_transform", connection).failed
    learned = {*OUTLET_FAULTS, *(f"{name}_holds" for name in SHARE_FAULTS), "volume_is_usual_for_the_weekday"}
    learned -= {"articles_are_published_before_they_come"}  # which an outlet needs no past for
    if weeks == 0:
        assert failed & learned == set()
    assert "volume_is_usual_for_the_weekday" not in failed
    assert "regular_outlets_are_heard" not in failed


def test_what_was_published_before_is_not_held_against_a_run_again(check, open_warehouse):
    """A run that brings nothing of an outlet says nothing about it."""
    faults = [fault(number) for number, fault in enumerate(OUTLET_FAULTS.values())]
    published = "insert into ops.runs select run_id, 'published' from raw.current_build"
    with open_warehouse(*faults, published) as connection:
        failed = check("after_transform", connection).failed
    assert failed & {*OUTLET_FAULTS} == {"regular_outlets_are_heard"}
