"""What a second and a later build do to the marts."""

from dataclasses import replace

FACTS = ("fct_articles", "fct_article_segments", "fct_source_citations", "fct_quotes", "fct_entity_mentions")


def test_a_build_with_nothing_new_changes_no_row(bench):
    before = bench.marts()
    assert bench.build("20250302") == []
    assert bench.marts() == before


def test_a_batch_loaded_twice_changes_no_row(bench, article, hostile_page):
    before = bench.marts()
    bench.load("b1", article, hostile_page, run_id="20250302")
    assert bench.build("20250302") == []
    assert bench.marts() == before


def test_a_reparse_that_finds_less_leaves_nothing_behind(bench, article, hostile_page):
    poorer = article.read_again(citations=(), mentions=article.found.mentions[:1], topics=())
    bench.load("b1", poorer, hostile_page, run_id="20250302", parser_version="2")
    assert bench.build("20250302") == []

    marts = bench.marts()
    of_article = {
        name: [row for row in rows if article.article_id in row]
        for name, rows in marts.items()
        if name.startswith(("fct_", "bridge_"))
    }
    assert of_article["fct_source_citations"] == []
    assert of_article["fct_quotes"] == []
    assert of_article["bridge_article_topics"] == []
    assert len(of_article["fct_entity_mentions"]) == 1
    counts = "select citation_count, mention_count from marts.fct_articles where headline = 'Ann Lee'"
    assert bench.ask(counts) == [(0, 1)]
    assert bench.ask("select entity_id from marts.dim_entities where entity_name = 'Russia'") == []
    assert bench.ask("select distinct parser_version from marts.fct_article_segments") == [("2",)]


def test_a_page_that_can_no_longer_be_read_leaves_the_marts(bench, hostile_page):
    bench.load("b1", hostile_page, run_id="20250302")
    assert bench.build("20250302") == []
    assert bench.ask("select article_id from marts.fct_articles") == [(hostile_page.article_id,)]


def test_a_second_version_takes_the_place_of_the_first(bench, article):
    bench.load("b0", article.edited("Ann Lee says: We won again."), run_id="20250302")
    bench.record_ingested("b0", run_id="20250302")
    assert bench.build("20250302") == []
    versions = bench.ask(
        "select version_no, is_current, body_text = 'Ann Lee says: We won, at last.', article_id "
        "from marts.fct_articles where source_file = 'news/ferry.txt' order by version_no"
    )
    edited = article.edited("Ann Lee says: We won again.")
    assert versions == [(1, False, True, article.article_id), (2, True, True, edited.article_id)]


def test_a_rebuild_gives_the_marts_row_for_row(bench, empty_bench, article, hostile_page):
    edited = article.edited("Ann Lee says: We won again.")
    bench.load("b0", edited, run_id="20250302")
    bench.record_ingested("b0", run_id="20250302")
    assert bench.build("20250302") == []

    empty_bench.load("b0", edited, run_id="20250309")
    empty_bench.load("b1", article, hostile_page, run_id="20250309")
    empty_bench.record_ingested("b1", run_id="20250301")
    empty_bench.record_ingested("b0", run_id="20250302")
    assert empty_bench.build("20250309") == []
    assert empty_bench.marts() == bench.marts()


def test_a_refused_build_says_which_rule(bench, article, hostile_page):
    first, second, *others = article.found.citations
    ring = (replace(first, relayed_by_no=1), replace(second, relayed_by_no=0), *others)
    bench.load("b1", article.read_again(citations=ring), hostile_page, run_id="20250302")
    failed = bench.build("20250302")
    assert "chain_depth" in failed[0]
    assert "NOT NULL" in failed[0]


def test_no_mart_depends_on_the_run_or_the_clock(first_build):
    columns = first_build.ask("select distinct column_name from duckdb_columns() where schema_name = 'marts'")
    assert not {name for (name,) in columns} & {"run_id", "loaded_at", "updated_at"}


def test_every_fact_leads_back_to_its_run(first_build):
    for fact in FACTS:
        assert first_build.ask(
            f"select distinct batches.run_id from marts.{fact} left join raw.batches using (batch_id)"
        ) == [("20250301",)]
