"""The same words in many articles: who ran them first, who trimmed them, how they travelled."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from jinja2 import Environment

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page

MACROS = Path(__file__).parents[2] / "dbt_project" / "macros" / "quotations.sql"
WORDS = "We will never give up this harbor, and nobody will make us leave it"
MORE = f"{WORDS} as long as the tide comes in"
ONLY_QUOTATIONS = (
    *("--select", "+dim_quotations", "+bridge_quotation_articles"),
    *("--indirect-selection", "cautious"),
)
PAGE = """\
Fishermen of {outlet} Refuse to Go

Posted Mar 3, 2025{time}

The harbor board met on Monday to close the old pier. "{words}," Ann Lee said after the vote.
"""


@pytest.fixture(scope="session")
def quoting(page_naming):
    """Make a page of an outlet that quotes words of Ann Lee."""

    def read(outlet_id, time, words, path=None):
        text = PAGE.format(outlet=outlet_id.title(), time=f" {time} AM EST" if time else "", words=words)
        found = replace(
            parse_page(text, load_lexicon()), publisher_outlet_id=outlet_id, publisher_name=outlet_id
        )
        return replace(page_naming(f"/{path or outlet_id}"), text=text, found=found)

    return read


@pytest.fixture(scope="session")
def first_pages(quoting):
    return (
        quoting("reuters", "9:00", WORDS),
        quoting("axios", "9:30", "never give up this harbor"),
        quoting("cnn", "9:40", "give up"),
        quoting("bbc", "10:05", "We will never give up this harbor ... leave it"),
        quoting("npr", "", "[The fishermen] will never give up this Harbor"),
    )


@pytest.fixture(scope="session")
def later_pages(quoting):
    """An article that ran more of the words earlier, and a version that leaves them out."""
    return (
        quoting("the-guardian", "8:15", MORE),
        quoting("axios", "9:50", "no comment at all on this matter"),
    )


@pytest.fixture(scope="session")
def first_run(tmp_path_factory, make_bench, first_pages):
    """A warehouse after a first run; tests only read it."""
    bench = make_bench(tmp_path_factory.mktemp("quotations"))
    bench.load("b1", *first_pages, run_id="20250303")
    bench.record_ingested("b1", run_id="20250303")
    assert bench.build("20250303", *ONLY_QUOTATIONS) == []
    return bench


@pytest.fixture(scope="session")
def second_run(tmp_path_factory, make_bench, first_run, later_pages):
    """The same after a run that brings the later pages; tests only read it."""
    bench = make_bench(tmp_path_factory.mktemp("more_quotations"))
    shutil.copy(first_run.database, bench.database)
    bench.load("b2", *later_pages, run_id="20250304")
    bench.record_ingested("b2", run_id="20250304")
    assert bench.build("20250304", *ONLY_QUOTATIONS) == []
    return bench


def runs_of(bench, words):
    """Return outlet, lag and words left out of each article that runs the quotation, in order."""
    return bench.ask(
        "select outlet_id, lag_minutes, trimmed_word_count from marts.bridge_quotation_articles "
        f"where full_quotation_id = {quotation(words)} order by run_order_no"
    )


def quotation(words):
    """Return the query for the key of the words, which stand before a comma on the pages."""
    return f"(select min(quotation_id) from marts.dim_quotations where quotation_text = '{words},')"


def quotations(bench):
    return [
        bench.ask(f"select * from marts.{view} order by all")
        for view in ("dim_quotations", "bridge_quotation_articles")
    ]


def ask(macro, *values):
    macros = Environment(autoescape=False).from_string(MACROS.read_text(encoding="utf-8")).module
    names = [f"${number}::text" for number in range(1, len(values) + 1)]
    return duckdb.connect().execute(f"select {getattr(macros, macro)(*names)}", values).fetchone()[0]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("***", ""),
        ("…", ""),
        ("WE WON -- at last!", "we won at last"),
        ("We’ve “won”, haven't we?", "weve won havent we"),
        ("... we won ...", "we won"),
        ("[T]he plan is dead", "the plan is dead"),
        ("I ... I won", "i … i won"),
        ("we . . . won [in court] … again", "we … won … again"),
        ("[Ann Lee] won", "won"),
        ("100% a_b", "100 a b"),
    ],
)
def test_the_words_of_a_quotation(quote, words):
    assert ask("quotation_words", quote) == words


@pytest.mark.parametrize(
    ("words", "longer", "is_part"),
    [
        ("b c d e f", "a b c d e f g", True),
        ("b c … f", "a b c d e f g", True),
        ("b c … d e", "a b c d e f g", True),
        ("b c … x y", "a b c d e f g", False),
        # not across a gap, and not within a word
        ("c d e", "a b c … d e", False),
        ("cat sat", "the tomcat sat", False),
        ("the cat", "the catch", False),
    ],
)
def test_words_that_stand_in_others(words, longer, is_part):
    assert ask("stands_in", words, longer) is is_part


def test_a_thousand_gaps_are_tried_once():
    words = " … ".join(["a b"] * 1000)
    assert ask("stands_in", f"{words} … c", "a b c " * 1000) is True
    assert ask("stands_in", f"{words} … zz", "a b c " * 1000) is False


def test_words_travel_whole_trimmed_with_a_gap_and_behind_a_bracket(first_run):
    assert runs_of(first_run, WORDS) == [
        ("reuters", 0, 0),
        ("axios", 30, 9),
        ("bbc", 65, 5),
        ("npr", None, 8),
    ]


def test_fewer_than_five_words_are_a_quotation_of_their_own(first_run):
    assert runs_of(first_run, "give up") == [("cnn", 0, 0)]


def test_a_page_that_prints_no_time_does_not_come_before_one_of_its_day(first_run):
    assert first_run.ask(
        "select run_order_no, is_first from marts.bridge_quotation_articles where outlet_id = 'npr'"
    ) == [(4, False)]


def test_a_quotation_tells_who_ran_it_first_and_how_widely(first_run, first_pages):
    assert first_run.ask(
        "select first_article_id, first_outlet_id, word_count, article_count, outlet_count, "
        "trimming_article_count, is_trimmed, first_published_at::text from marts.dim_quotations "
        f"where quotation_id = {quotation(WORDS)}"
    ) == [(first_pages[0].article_id, "reuters", 14, 4, 4, 3, False, "2025-03-03 14:00:00+00")]


def test_trimmed_words_lead_to_the_full_ones(first_run):
    assert first_run.ask(
        "select full_quotation_id, is_trimmed, first_outlet_id from marts.dim_quotations "
        "where quotation_text like 'never give up%'"
    ) == first_run.ask(f"select {quotation(WORDS)}, true, 'reuters'")


def test_an_article_that_comes_late_was_first_and_has_the_full_words(second_run):
    assert runs_of(second_run, MORE) == [
        ("the-guardian", 0, 0),
        ("reuters", 45, 7),
        ("bbc", 110, 12),
        ("npr", None, 15),
    ]


def test_a_version_that_drops_the_words_runs_them_no_more(second_run):
    assert second_run.ask(
        "select full_quotation_id = quotation_id, article_count from marts.bridge_quotation_articles "
        "join marts.dim_quotations using (quotation_id, full_quotation_id) where outlet_id = 'axios'"
    ) == [(True, 1)]


def test_every_quote_is_of_a_quotation(second_run):
    assert second_run.ask("select distinct quotation_id from marts.fct_quotes order by 1") == second_run.ask(
        "select quotation_id from marts.dim_quotations order by 1"
    )


def test_one_build_of_everything_gives_the_same_rows(second_run, empty_bench, first_pages, later_pages):
    empty_bench.load("b2", *later_pages, run_id="20250309")
    empty_bench.load("b1", *first_pages, run_id="20250309")
    empty_bench.record_ingested("b1", run_id="20250303")
    empty_bench.record_ingested("b2", run_id="20250304")
    assert empty_bench.build("20250309", *ONLY_QUOTATIONS) == []
    assert quotations(empty_bench) == quotations(second_run)


def test_words_that_are_found_no_more_leave_what_was_there_before(
    first_run, second_run, empty_bench, later_pages
):
    bench = empty_bench
    shutil.copy(second_run.database, bench.database)
    silent = [page.read_again(citations=()) for page in later_pages]
    bench.load("b2", *silent, run_id="20250305", parser_version="2")
    assert bench.build("20250305", *ONLY_QUOTATIONS) == []
    assert runs_of(bench, WORDS) == [row for row in runs_of(first_run, WORDS) if row[0] != "axios"]
    assert not bench.ask("select 1 from marts.dim_quotations where word_count > 14")
