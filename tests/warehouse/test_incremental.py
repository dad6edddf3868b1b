"""What a second and a later build do to the marts."""

from dataclasses import replace

import pytest

FACTS = ("fct_articles", "fct_article_segments", "fct_source_citations", "fct_quotes", "fct_entity_mentions")


def test_a_build_with_nothing_new_changes_no_row(bench):
    before = bench.marts()
    assert bench.build("20250302") == []
    assert bench.marts() == before


def test_a_reparse_that_finds_less_leaves_nothing_behind(bench, article):
    poorer = article.read_again(citations=(), mentions=article.found.mentions[:1], topics=())
    bench.load("b1", poorer, run_id="20250302", parser_version="2")
    assert bench.build("20250302") == []
    assert bench.ask("select citation_count, mention_count from marts.fct_articles") == [(0, 1)]
    assert {name: len(rows) for name, rows in bench.marts().items() if not name.startswith("dim_")} == {
        "bridge_article_authors": 1,
        "bridge_article_names": 1,
        "bridge_article_topics": 0,
        "bridge_image_credits": 2,
        "bridge_story_articles": 1,
        "fct_article_changes": 0,
        "fct_article_segments": 1,
        "fct_articles": 1,
        "fct_entity_mentions": 1,
        "fct_quotes": 0,
        "fct_source_citations": 0,
    }
    assert bench.ask("select entity_id from marts.dim_entities where entity_type = 'PLACE'") == []
    assert bench.ask("select distinct parser_version from marts.fct_article_segments") == [("2",)]


def test_a_second_version_takes_the_place_of_the_first(second_build, article):
    versions = second_build.ask(
        "select version_no, is_current, body_text from marts.fct_articles "
        "where source_file = 'news/ferry.txt' order by version_no"
    )
    assert versions == [(1, False, article.text), (2, True, "Ann Lee says: We won again.")]


def test_a_rebuild_gives_the_marts_row_for_row(second_build, empty_bench, article, hostile_page):
    empty_bench.load("b0", article.edited("Ann Lee says: We won again."), run_id="20250309")
    empty_bench.load("b1", article, hostile_page, run_id="20250309")
    empty_bench.record_ingested("b1", run_id="20250301")
    empty_bench.record_ingested("b0", run_id="20250302")
    assert empty_bench.build("20250309") == []
    assert empty_bench.marts() == second_build.marts()


def test_a_ring_of_citations_is_refused(bench, article):
    first, second, *others = article.found.citations
    ring = (replace(first, relayed_by_no=1), replace(second, relayed_by_no=0), *others)
    bench.load("b1", article.read_again(citations=ring), run_id="20250302")
    (failure,) = bench.build(
        "20250302", "--select", "fct_source_citations", "--exclude-resource-type", "test"
    )
    assert "chain_depth" in failure
    assert "NOT NULL" in failure


def test_no_mart_depends_on_the_clock(first_build):
    columns = first_build.ask("select distinct column_name from duckdb_columns() where schema_name = 'marts'")
    assert not {name for (name,) in columns} & {"loaded_at", "updated_at"}


def test_every_fact_leads_back_to_its_run(first_build):
    for fact in FACTS:
        assert first_build.ask(
            f"select distinct batches.run_id from marts.{fact} left join raw.batches using (batch_id)"
        ) == [("20250301",)]


@pytest.mark.slow
def test_what_a_page_no_longer_names_is_forgotten_on_every_page(
    tmp_path_factory, dbt_cache, first_build, page_naming
):
    named = ("Dmitry Peskov", "ORG:Kremlin")
    full, short = page_naming("/full", "Sergei Ryabkov", *named), page_naming("/short", "Ryabkov", *named)
    poorer = full.read_again(mentions=full.found.mentions[1:])
    deliveries = [
        [{"b1": full, "b2": short}, {"b1": poorer}],
        [{"b1": poorer, "b2": short}],
    ]
    seen = []
    for runs in deliveries:
        bench = type(first_build)(tmp_path_factory.mktemp("poorer"), dbt_cache)
        for number, batches in enumerate(runs):
            run_id = f"2025030{number + 1}"
            for batch_id, page in batches.items():
                bench.load(batch_id, page, run_id=run_id)
                bench.record_ingested(batch_id, run_id="20250301")
            assert bench.build(run_id) == []
        seen.append(bench.marts())
    assert seen[0] == seen[1]
    assert not [row for row in seen[0]["dim_entities"] if "person-sergei-ryabkov" in row]
