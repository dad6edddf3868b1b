"""What readers of the marts find."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from flows.parsing.records import Language, Rejection

UNIT_TESTS = sorted((Path(__file__).parents[2] / "dbt_project" / "models").glob("**/_*__unit_tests.yml"))


def test_who_was_relayed_by_whom_is_one_plain_select(first_build):
    rows = first_build.ask(
        "select source_name, relayed_by_name, chain_depth from marts.fct_source_citations "
        "where relayed_by_name is not null"
    )
    assert rows == [("Ann Lee", "The Tennessean", 1)]


def test_the_same_words_are_the_same_quotation(first_build, article):
    quotations = first_build.ask(
        f"select distinct quotation_id from marts.fct_quotes where article_id = '{article.article_id}'"
    )
    assert len(quotations) == 1


def test_quotations_without_a_letter_are_told_apart(first_build, hostile_page):
    quotations = first_build.ask(
        f"select distinct quotation_id from marts.fct_quotes where article_id = '{hostile_page.article_id}'"
    )
    assert len(quotations) == 2


def test_an_outlet_outside_the_registry_is_one_row_whoever_names_it(first_build):
    assert first_build.ask(
        "select outlet_name, outlet_type, is_in_registry from marts.dim_outlets "
        "where outlet_id = 'x-tennessean'"
    ) == [("The Tennessean", "unknown", False)]
    assert first_build.ask(
        "select affiliation_outlet_id from marts.bridge_article_authors where author_id = 'ana-lopez'"
    ) == [("x-tennessean",)]


def test_a_registered_outlet_keeps_the_name_of_the_registry(first_build):
    assert first_build.ask(
        "select outlet_name, outlet_type, is_wire, is_in_registry from marts.dim_outlets "
        "where outlet_id = 'associated-press'"
    ) == [("Associated Press", "wire", True, True)]


def test_photographers_are_no_outlets(first_build):
    assert first_build.ask(
        "select credit_name, outlet_id from marts.bridge_image_credits order by credit_no"
    ) == [
        ("Bo Ray", "none"),
        ("Associated Press", "associated-press"),
    ]


def test_the_date_of_an_article_is_the_one_it_prints(first_build, article):
    assert first_build.ask(
        "select published_date_id, cast(published_at as text), utc_offset_minutes from marts.fct_articles "
        f"where article_id = '{article.article_id}'"
    ) == [("2025-03-03", "2025-03-04 02:15:00+00", -300)]


def test_what_is_not_known_is_a_row_of_its_dimension(first_build, article, hostile_page):
    assert first_build.ask(
        "select published_date_id, published_at from marts.fct_articles "
        f"where article_id = '{hostile_page.article_id}'"
    ) == [("unknown", None)]
    assert first_build.ask(
        "select source_outlet_id, source_entity_id, cue_id, said_date_id, addressee_outlet_id "
        "from marts.fct_source_citations "
        f"where article_id = '{article.article_id}' and source_kind = 'unnamed'"
    ) == [("none", "none", "none", "unknown", "none")]


def test_the_calendar_has_whole_years(first_build):
    rows = first_build.ask("select count(*), count(calendar_date), min(date_id) from marts.dim_dates")
    assert rows == [(366, 365, "2025-01-01")]


@pytest.mark.parametrize("dimension", ["outlet", "entity"])
def test_a_dimension_says_unknown_and_none(first_build, dimension):
    table = {"outlet": "dim_outlets", "entity": "dim_entities"}[dimension]
    rows = first_build.ask(
        f"select {dimension}_id from marts.{table} where {dimension}_id in ('none', 'unknown') order by 1"
    )
    assert rows == [("none",), ("unknown",)]


def test_hostile_text_stays_text(first_build, hostile_page):
    hostile = hostile_page.text
    (article,) = first_build.ask(
        "select headline, body_text, publisher_name, source_file from marts.fct_articles "
        f"where article_id = '{hostile_page.article_id}'"
    )
    assert article == (hostile, hostile, hostile, hostile_page.path.removeprefix("/"))
    assert (hostile,) in first_build.ask("select quote_text from marts.fct_quotes")
    assert (hostile,) in first_build.ask("select author_name from marts.dim_authors")
    assert (hostile,) in first_build.ask("select entity_name from marts.dim_entities")


def test_keys_made_of_hostile_text_hold_letters_digits_and_hyphens_only(first_build):
    keys = first_build.ask(
        "select outlet_id from marts.dim_outlets union all select entity_id from marts.dim_entities "
        "union all select author_id from marts.dim_authors union all select topic_id from marts.dim_topics"
    )
    assert [key for (key,) in keys if not all(part.isalnum() for part in key.split("-"))] == []


def test_a_page_that_is_no_article_is_in_the_quarantine_and_in_no_mart(empty_bench, article):
    bench = empty_bench
    front = article.edited("Read more").read_again(rejection=Rejection("index_page", "40 links, no prose"))
    bench.load("b1", front, run_id="20250301")
    assert bench.build("20250301") == []
    assert {
        name for name, rows in bench.marts().items() if rows and name.startswith(("fct_", "bridge_"))
    } == set()
    assert bench.ask("select reason_code, reason, stage from ops.quarantine") == [
        ("index_page", "40 links, no prose", "extract")
    ]


def test_an_article_in_another_language_says_that_it_was_not_read(empty_bench, article):
    bench = empty_bench
    french = article.read_again(language=Language("fr", 0.97, is_read=False), citations=(), mentions=())
    bench.load("b1", french, run_id="20250301")
    assert bench.build("20250301") == []
    assert bench.ask(
        "select language, language_confidence, is_language_read, citation_count, mention_count "
        "from marts.fct_articles"
    ) == [("fr", 0.97, False, 0, 0)]


def test_a_time_that_places_no_day_is_kept_as_printed(empty_bench, article):
    bench = empty_bench
    published = replace(
        article.found.published, text="2 hours ago", local=None, at=None, precision=None, evidence="relative"
    )
    bench.load("b1", article.read_again(published=published), run_id="20250301")
    assert bench.build("20250301") == []
    assert bench.ask(
        "select published_text, published_at, published_date_id, time_evidence, time_precision "
        "from marts.fct_articles"
    ) == [("2 hours ago", None, "unknown", "relative", None)]


def test_descriptions_are_inside_the_database(first_build):
    undescribed = first_build.ask(
        "select table_name, column_name from duckdb_columns() "
        "where (schema_name = 'marts' or table_name like 'quarantine%') and comment is null"
    )
    assert undescribed == []


def test_the_unit_tests_of_the_models_pass(bench):
    declared = [yaml.safe_load(path.read_text(encoding="utf-8"))["unit_tests"] for path in UNIT_TESTS]
    assert bench.unit_test() == []
    assert bench.nodes == {test["name"] for tests in declared for test in tests}
