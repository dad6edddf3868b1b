"""From a row to the words it was read from."""

import io
import json

import pytest
from rich.console import Console

from flows import explain
from flows.counted_rows import COUNTED_ROWS
from flows.errors import RowNotFound, WarehouseMissing
from flows.explain import Line, Span, explain_row, mark_line
from flows.storage.layout import DataDir


@pytest.fixture
def data(first_run) -> DataDir:
    return DataDir(first_run.data_dir)


@pytest.fixture
def ask(first_run):
    def one(sql):
        return first_run.ask(sql)[0][0]

    return one


def as_text(data, row_id, output_format="text") -> str:
    console = Console(file=io.StringIO(), width=160)
    explain.show(console, data.root, row_id, output_format)
    return console.file.getvalue()


def test_before_the_first_run_there_is_nothing_to_explain(tmp_path):
    with pytest.raises(WarehouseMissing):
        explain_row(DataDir(tmp_path), "x")


@pytest.mark.parametrize("row_id", ["", "nobody", "'; drop table marts.fct_articles; --", "x" * 100_000])
def test_a_key_that_no_mart_has_is_said_to_be_none(data, row_id):
    with pytest.raises(RowNotFound, match="No row"):
        explain_row(data, row_id)


def test_a_citation_is_shown_on_its_line_with_its_words_marked(data, ask):
    citation_id = ask(
        "select citation_id from marts.fct_source_citations where cue_text = 'reports' order by 1 limit 1"
    )
    shown = as_text(data, citation_id)
    assert "⟦reports⟧" in shown
    for lineage in ("rule", "parser_version", "batch_id", "run_id", "run_started_at", "source_path"):
        assert lineage in shown


@pytest.mark.parametrize(
    ("mart", "key"),
    [
        ("fct_source_citations", "citation_id"),
        ("fct_entity_mentions", "mention_id"),
        ("fct_quotes", "quote_id"),
        ("fct_article_segments", "segment_id"),
    ],
)
def test_every_row_of_a_page_leads_to_exactly_its_characters(data, first_run, mart, key):
    for (row_id,) in first_run.ask(f"select {key} from marts.{mart} order by 1 limit 5"):
        found = explain_row(data, row_id)
        assert (found.relation, found.row[key]) == (mart, row_id)
        assert found.spans
        page = next((first_run.pages).iterdir()).read_text()
        for span in found.spans:
            if f"{span.name}_text" in found.row:
                assert page[span.start : span.end] == found.row[f"{span.name}_text"]
        for line in found.lines:
            assert page[line.start :].startswith(line.text)
            assert page[: line.start].count("\n") == line.line_no - 1
        assert found.lineage["run_status"] == "published"


def test_an_article_leads_to_all_that_was_found_on_it(data, ask):
    article_id = ask("select article_id from marts.fct_articles")
    pointing = {(p.relation, p.column): p.row_count for p in explain_row(data, article_id).pointing}
    citation_count = ask("select count(*) from marts.fct_source_citations")
    assert pointing["fct_source_citations", "article_id"] == citation_count > 0


def test_an_outlet_leads_to_the_rows_that_name_it_and_shows_the_first(data):
    shown = as_text(data, "nbc-news")
    assert "NBC News" in shown
    assert "rows of fct_source_citations by source_outlet_id" in shown


@pytest.mark.parametrize("aggregate", sorted(COUNTED_ROWS))
def test_an_aggregate_leads_to_exactly_the_rows_it_counts(data, first_run, aggregate):
    columns = [row[0] for row in first_run.ask(f"select column_name from (describe marts.{aggregate})")]
    key = COUNTED_ROWS[aggregate].key
    counted = f"{key.removesuffix('_id')}_count"
    assert counted in columns
    for agg_id, count in first_run.ask(f"select agg_id, {counted} from marts.{aggregate} order by 1 limit 8"):
        found = explain_row(data, agg_id)
        assert found.relation == aggregate
        assert [(p.column, p.row_count) for p in found.pointing] == [(key, count)], agg_id


def test_every_aggregate_says_what_it_counts(first_run):
    names = first_run.ask("select view_name from duckdb_views() where view_name like 'agg%'")
    assert {name for (name,) in names} == {*COUNTED_ROWS}


def test_programs_get_the_same_as_json(data, ask):
    citation_id = ask("select min(citation_id) from marts.fct_source_citations")
    told = json.loads(as_text(data, citation_id, "json"))
    assert told["row"]["citation_id"] == citation_id
    assert {"relation", "page", "spans", "lines", "lineage", "pointing"} <= told.keys()


def test_marks_that_lie_in_one_another_are_all_told():
    line = Line(1, 10, 'He said "no".')
    spans = (Span("content", 10, 23), Span("quote", 19, 21), Span("elsewhere", 90, 99))
    assert mark_line(line, spans).plain == '⟦He said "⟦no⟧".⟧'


def test_a_mark_that_goes_on_over_lines_is_cut_at_each():
    assert mark_line(Line(2, 5, "two"), (Span("content", 0, 20),)).plain == "⟦two⟧"


def test_what_a_terminal_obeys_is_shown_and_not_sent():
    shown = mark_line(Line(1, 0, "\x1b[31mred [bold]x[/bold]"), (Span("source", 0, 4),))
    assert "\x1b" not in shown.plain
    assert "[bold]x[/bold]" in shown.plain
