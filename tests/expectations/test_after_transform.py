"""The marts against what was loaded: nothing lost, nothing twice, nothing that a join would drop."""

import duckdb
import pytest

MARTS = """
    create schema raw;
    create table raw.parsed_pages as
        select 'sha-' || i as content_sha256, 'batch-1' as batch_id, null::text as parse_error,
            case when i = 10 then {'code': 'index_page', 'reason': '40 links'} end as rejection,
            [1, 2] as segments, [{'quotes': [1]}, {'quotes': []}] as citations, [1] as mentions,
            [1] as authors, [1] as topics, [1, 2] as image_credits
        from range(11) as r(i);

    create schema marts;
    create table marts.fct_articles as
        select 'a' || content_sha256 as article_id, content_sha256, 'x.txt' as source_file,
            2 as citation_count
        from raw.parsed_pages where rejection is null;
    create table marts.fct_article_segments as
        select article_id || '-s' || i as segment_id, article_id from marts.fct_articles, range(2) as r(i);
    create table marts.fct_source_citations as
        select article_id || '-c' || i as citation_id, article_id, 'none' as source_outlet_id,
            'person-hall' as source_entity_id, 'person-hall' as source_name_id, 'none' as cue_id,
            '2025-03-03' as said_date_id,
            0 as chain_depth, 'explicit' as resolved_by
        from marts.fct_articles, range(2) as r(i);
    create table marts.fct_quotes as
        select citation_id || '-q0' as quote_id, citation_id, article_id
        from marts.fct_source_citations where citation_id like '%-c0';
    create table marts.fct_entity_mentions as
        select article_id || '-m0' as mention_id, article_id, 'person-hall' as entity_id,
            'person-hall' as name_id
        from marts.fct_articles;
    create table marts.bridge_article_names as
        select article_id, 'person-hall' as name_id, 'person-hall' as entity_id from marts.fct_articles;
    create table marts.bridge_article_authors as select article_id from marts.fct_articles;
    create table marts.bridge_article_topics as select article_id from marts.fct_articles;
    create table marts.bridge_image_credits as select article_id from marts.fct_articles, range(2);
    create table marts.dim_outlets as from (values ('none'), ('unknown')) as v(outlet_id);
    create table marts.dim_entities as
        from (values ('none'), ('unknown'), ('person-hall')) as v(entity_id);
    create table marts.dim_cues as from (values ('none'), ('unknown')) as v(cue_id);
    create table marts.dim_dates as from (values ('2025-03-03'), ('unknown')) as v(date_id);
"""
PLACEHOLDERS = "expect_column_distinct_values_to_contain_set"
COUNT = "expect_table_row_count_to_be_between"

ROW_FAULTS = {
    "no_segments_lost": ("delete from marts.fct_article_segments where segment_id = 'asha-0-s1'", "asha-0"),
    "no_citations_lost": ("delete from marts.fct_source_citations where citation_id = 'asha-1-c1'", "asha-1"),
    "no_quotes_lost": ("delete from marts.fct_quotes where article_id = 'asha-2'", "asha-2"),
    "no_mentions_lost": ("delete from marts.fct_entity_mentions where article_id = 'asha-3'", "asha-3"),
    "no_authors_lost": ("delete from marts.bridge_article_authors where article_id = 'asha-4'", "asha-4"),
    "no_topics_lost": ("insert into marts.bridge_article_topics values ('asha-5')", "asha-5"),
    "no_image_credits_lost": ("delete from marts.bridge_image_credits where article_id = 'asha-6'", "asha-6"),
    "citations_per_article_are_plausible": (
        "update marts.fct_articles set citation_count = 900 where article_id = 'asha-7'",
        "asha-7",
    ),
    "chains_are_short": (
        "update marts.fct_source_citations set chain_depth = 4 where citation_id = 'asha-8-c0'",
        "asha-8",
    ),
    "mentions_follow_their_names": (
        "update marts.fct_entity_mentions set entity_id = 'unknown' where article_id = 'asha-7'",
        "asha-7#person-hall",
    ),
    "citations_follow_their_names": (
        "update marts.fct_source_citations set source_entity_id = 'unknown' where citation_id = 'asha-0-c0'",
        "asha-0#person-hall",
    ),
    "no_page_is_two_articles": (
        "insert into marts.fct_articles values ('asha-9-again', 'sha-9', 'x.txt', 2)",
        "asha-9",
    ),
}
"""Faults of rows, each on an article of its own, by the check that finds it; with the key it is found by."""
LOST = {name for name in ROW_FAULTS if name.endswith("_lost")}

TABLE_FAULTS = {
    "delete from marts.fct_articles where article_id = 'asha-1'": {
        "every_page_is_an_article",
        "facts_survive_their_joins",
        *LOST,
    },
    "delete from raw.parsed_pages where content_sha256 = 'sha-1'": {
        "every_article_is_a_page",
        *LOST,
    },
    "update marts.fct_source_citations set cue_id = 'say' where citation_id = 'asha-0-c0'": {
        "facts_survive_their_joins"
    },
    "delete from marts.dim_outlets where outlet_id = 'unknown'": {
        "expect_column_distinct_values_to_contain_set(outlet_id)",
        "expect_table_row_count_to_be_between",
    },
}


@pytest.fixture
def warehouse():
    with duckdb.connect(":memory:") as connection:
        connection.execute(MARTS)
        yield connection


@pytest.fixture(scope="module")
def faulty(check):
    with duckdb.connect(":memory:") as connection:
        connection.execute(MARTS)
        for fault, _ in ROW_FAULTS.values():
            connection.execute(fault)
        return check("after_transform", connection)


@pytest.mark.parametrize("check_name", ROW_FAULTS)
def test_each_fault_of_a_row_is_found_with_its_key(faulty, check_name):
    _, key = ROW_FAULTS[check_name]
    assert check_name in faulty.failed_for(key)


@pytest.mark.parametrize("fault", TABLE_FAULTS)
def test_each_fault_of_a_table_is_found(check, warehouse, fault):
    warehouse.execute(fault)
    assert check("after_transform", warehouse).failed == TABLE_FAULTS[fault]


def test_marts_that_hold_what_was_loaded_pass(check, warehouse):
    assert check("after_transform", warehouse).failed == set()
