"""The marts against what was loaded: nothing lost, nothing twice, no words that the page does not have."""

import pytest

from expectations.article_dates import date_checks
from expectations.delivery_history import learned_checks
from expectations.outlet_history import outlet_checks

COUNT = "expect_table_row_count_to_be_between"
PLACEHOLDERS = "expect_column_distinct_values_to_contain_set"

ROW_FAULTS = {
    "no_segments_lost": ("delete from marts.fct_article_segments where segment_id = '{}-s0'", ""),
    "no_citations_lost": ("delete from marts.fct_source_citations where citation_id = '{}-c1'", ""),
    "no_quotes_lost": ("delete from marts.fct_quotes where article_id = '{}'", ""),
    "no_mentions_lost": ("delete from marts.fct_entity_mentions where article_id = '{}'", ""),
    "no_authors_lost": ("delete from marts.bridge_article_authors where article_id = '{}'", ""),
    "no_topics_lost": (
        "insert into marts.bridge_article_topics from marts.bridge_article_topics where article_id = '{}'",
        "",
    ),
    "no_image_credits_lost": ("delete from marts.bridge_image_credits where article_id = '{}'", ""),
    "citations_per_article_are_plausible": (
        "update marts.fct_articles set citation_count = 900 where article_id = '{}'",
        "",
    ),
    "weekday_agrees_with_date": (
        "update marts.fct_articles set published_text = 'Thurs., 5 March 2025' where article_id = '{}'",
        "",
    ),
    "chains_are_short": (
        "update marts.fct_source_citations set chain_depth = 4 where citation_id = '{}-c1'",
        "-c1",
    ),
    "relays_are_of_the_same_article": (
        "update marts.fct_source_citations set relayed_by_citation_id = 'x-c0' where citation_id = '{}-c1'",
        "-c1",
    ),
    "quotes_are_of_plausible_length": (
        "update marts.fct_quotes set word_count = 501 where article_id = '{}'",
        "-c1-q0",
    ),
    "quotes_are_of_the_article_of_their_citation": (
        "update marts.fct_quotes set citation_id = 'other-c1' where article_id = '{}'",
        "-c1-q0",
    ),
    "spans_say_what_the_page_says": (
        "update marts.fct_entity_mentions set mention_start = 70, mention_end = 77 where article_id = '{}'",
        "-m0",
    ),
    "facts_follow_their_article": (
        "update marts.fct_quotes set run_id = 'another' where article_id = '{}'",
        "-c1-q0",
    ),
    "mentions_follow_their_names": (
        "update marts.fct_entity_mentions set entity_id = 'unknown' where article_id = '{}'",
        "#person-lee",
    ),
    "citations_follow_their_names": (
        "update marts.fct_source_citations set source_entity_id = 'unknown' where citation_id = '{}-c1'",
        "#person-lee",
    ),
    "no_page_is_two_articles": (
        "insert into marts.fct_articles from marts.fct_articles where article_id = '{}'",
        "",
    ),
    "one_version_is_current": (
        "update marts.fct_articles set is_current = false where article_id = '{}'",
        "p",
    ),
    "versions_count_from_1": ("update marts.fct_articles set version_no = 3 where article_id = '{}'", "p#3"),
    "every_page_is_an_article": ("delete from marts.fct_articles where article_id = '{}'", "page"),
    "every_article_is_a_page": (
        "delete from raw.parsed_pages where 'a' || content_sha256 = '{}'",
        "",
    ),
}
"""Faults of rows, each on an article of its own, by the check that finds it; and the end of the key."""


def wrong_change(change_id, wrong):
    replaced = f"'{change_id}' as change_id, {wrong}"
    changes = "marts.fct_article_changes"
    return f"insert into {changes} select * replace ({replaced}) from {changes} limit 1"


LINK_FAULTS = {
    "every_article_tells_one_story": (
        "update marts.fct_articles set story_id = 'elsewhere' where article_id = 'ab-0-14-01'",
        "ab-0-14-01",
    ),
    "stories_count_their_articles": (
        "update marts.dim_stories set version_count = 7 where story_id = 'sb-0-14-02'",
        "sb-0-14-02",
    ),
    "no_story_swallows_the_others": (
        "update marts.dim_stories set article_count = 2000 where story_id = 'sb-0-14-03'",
        "sb-0-14-03",
    ),
    "stories_come_to_an_end": (
        "update marts.dim_stories set last_published_at = '2025-08-01' where story_id = 'sb-0-14-04'",
        "sb-0-14-04",
    ),
    "a_story_begins_with_one_article": (
        "update marts.bridge_story_articles set relation = 'origin' where article_id = 'ab-0-15-03'",
        "sb-0-15-02",
    ),
    "articles_match_one_of_their_story": (
        "update marts.bridge_story_articles set matched_article_id = 'x' where article_id = 'ab-0-14-05'",
        "sb-0-14-05#ab-0-14-05",
    ),
    "shares_of_words_are_shares": (
        "update marts.bridge_story_articles set similarity = 1.2 where article_id = 'ab-0-14-06'",
        "sb-0-14-06#ab-0-14-06",
    ),
    "changes_are_between_neighbours": (
        wrong_change("early", "3 as version_no"),
        "early",
    ),
    "changes_say_what_changed": (
        wrong_change("mute", "'added' as change_type"),
        "mute",
    ),
    "spans_say_what_the_page_says": (
        wrong_change("shifted", "1 as before_start"),
        "shifted",
    ),
    "no_quotation_is_everywhere": (
        "update marts.fct_quotes set quotation_id = 'no-comment' where batch_id in ('b-0', 'b-1', 'b-2')",
        "no-comment",
    ),
    "trimmed_words_are_of_a_longer_quotation": (
        "update intermediate.int_quotations set word_count = 2 where quotation_id = 'qab-0-15-01'",
        "qab-0-14-01",
    ),
    "full_forms_are_not_trimmed": (
        "insert into intermediate.int_trimmed_quotations values ('qab-0-15-02', 'qab-0-15-03')",
        "qab-0-14-02",
    ),
}
"""Faults of what ties articles to one another, by the check that finds it; and the key."""

TABLE_FAULTS = {
    "pages_add_up": "delete from marts.fct_articles where article_id = 'ab-0-00-00'",
    "citations_of_earlier_batches_stand": "delete from marts.fct_source_citations where batch_id = 'b-6'",
    "mentions_of_earlier_batches_stand": "delete from marts.fct_entity_mentions where batch_id = 'b-6'",
    "entities_have_the_mentions_of_their_names": "update marts.fct_entity_mentions set entity_id = 'none' "
    "where batch_id = 'b-5'",
    f"{PLACEHOLDERS}(outlet_id)": "delete from marts.dim_outlets where outlet_id = 'none'",
    f"{PLACEHOLDERS}(entity_id)": "delete from marts.dim_entities where entity_id = 'unknown'",
    f"{PLACEHOLDERS}(cue_id)": "delete from marts.dim_cues where cue_id = 'none'",
    f"{PLACEHOLDERS}(date_id)": "delete from marts.dim_dates where date_id = 'unknown'",
    COUNT: "delete from marts.dim_cues",
}
"""Faults of a table, by the check that finds them."""


def test_there_is_a_fault_for_every_check(list_checks, checked_at):
    """Those that compare with earlier weeks have theirs in `test_history.py`."""
    checks = [*learned_checks(checked_at), *date_checks(), *outlet_checks(checked_at)]
    learned = {check.name for check in checks}
    assert list_checks("after_transform") - learned == {*ROW_FAULTS, *LINK_FAULTS, *TABLE_FAULTS} - learned
    assert {*ROW_FAULTS} & learned == {"weekday_agrees_with_date"}


def find_article(check_name):
    """Return the article of this run that a fault is on; no two faults share one."""
    return f"ab-0-00-{list(ROW_FAULTS).index(check_name) + 1:02d}"


@pytest.fixture(scope="module")
def faulty(check, open_warehouse):
    faults = [fault.format(find_article(name)) for name, (fault, _) in ROW_FAULTS.items()]
    faults += [fault for fault, _ in LINK_FAULTS.values()]
    with open_warehouse(*faults, *TABLE_FAULTS.values()) as connection:
        return check("after_transform", connection)


@pytest.mark.parametrize("check_name", ROW_FAULTS)
def test_each_fault_of_a_row_is_found_with_its_key(faulty, check_name):
    article, end = find_article(check_name), ROW_FAULTS[check_name][1]
    key = {"p": f"p{article[1:]}", "p#3": f"p{article[1:]}#3", "page": article[1:]}.get(end, article + end)
    assert check_name in faulty.failed_for_end(key)


@pytest.mark.parametrize("check_name", LINK_FAULTS)
def test_each_fault_of_a_tie_is_found_with_its_key(faulty, check_name):
    assert check_name in faulty.failed_for(LINK_FAULTS[check_name][1])


@pytest.mark.parametrize("check_name", TABLE_FAULTS)
def test_each_fault_of_a_table_is_found(faulty, check_name):
    assert check_name in faulty.failed


def test_a_batch_of_an_earlier_run_that_lost_its_facts_is_named(faulty):
    assert {"citations_of_earlier_batches_stand", "mentions_of_earlier_batches_stand"} <= faulty.failed_for(
        "b-6"
    )


def test_what_does_not_add_up_is_said_in_figures(faulty):
    (result,) = [row for row in faulty.report.results if row.check_name == "pages_add_up"]
    assert result.observed_value == "3361 pages, 3359 articles, 1 set aside"


def test_marts_that_hold_what_was_loaded_pass(check, open_warehouse):
    with open_warehouse() as connection:
        assert check("after_transform", connection).failed == set()


def test_empty_marts_fail_for_being_empty_and_for_what_they_lack(check, open_warehouse):
    with open_warehouse() as connection:
        marts = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall()
        for (name,) in marts:
            connection.execute(f"delete from marts.{name}")
        found = check("after_transform", connection)
    assert found.failed == {
        COUNT,
        "every_page_is_an_article",
        "pages_add_up",
        *(name for name in TABLE_FAULTS if name.startswith(PLACEHOLDERS)),
    }


def test_a_row_of_a_fact_without_its_article_is_an_orphan(check, open_warehouse):
    orphan = "update marts.bridge_article_authors set article_id = 'gone' where article_id = 'ab-0-03-07'"
    with open_warehouse(orphan) as connection:
        found = check("after_transform", connection)
    assert found.failed_for("gone#0") == {"facts_follow_their_article"}
    assert found.failed_for("ab-0-03-07") == {"no_authors_lost"}
