"""What changed between two versions of a page."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from jinja2 import Environment

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import Rejection

MACROS = Path(__file__).parents[2] / "dbt_project" / "macros" / "changes.sql"
FIRST = """\
Ferry Halts Crossings After Storm Damages Pier

By Ann Lee, Axios Staff

Posted Mar 3, 2025 9:15 AM EST

The harbor board met on Monday and voted for the new ferry, officials said. At least 12 people were on board \
the ship that sank off the coast. Nobody was hurt in the storm that followed the vote.

"It is over," the captain told reporters on the quay. The mayor said the plan was dead.
"""
SECOND = (
    FIRST.replace("At least 12 people", "At least 15 people")
    .replace("By Ann Lee,", "By Ann Lee and Bo Ray,")
    .replace(" The mayor said the plan was dead.", "")
)
THIRD = SECOND.replace("9:15 AM", "11:40 AM").replace(
    "off the coast.", "off the coast. Divers found the wreck."
)
SIMILAR = 0.35
"""Where fct_article_changes draws the line."""
ONLY_CHANGES = ("--select", "+fct_article_changes", "--indirect-selection", "cautious")
CHANGES = "select * from marts.fct_article_changes order by change_id"


@pytest.fixture(scope="session")
def versions(page_naming):
    """The three versions, as the parser reads them."""

    def read(text):
        return replace(page_naming("/news/storm.txt"), text=text, found=parse_page(text, load_lexicon()))

    return [read(text) for text in (FIRST, SECOND, THIRD)]


@pytest.fixture(scope="session")
def without_the_second(tmp_path_factory, make_bench, versions):
    """A warehouse that knows the first and the third version; tests only read it."""
    bench = make_bench(tmp_path_factory.mktemp("two_versions"))
    bench.load("b1", versions[0], run_id="20250303")
    bench.load("b3", versions[2], run_id="20250303")
    bench.record_ingested("b1", run_id="20250301")
    bench.record_ingested("b3", run_id="20250303")
    assert bench.build("20250303", *ONLY_CHANGES) == []
    return bench


@pytest.fixture(scope="session")
def with_the_second(tmp_path_factory, make_bench, without_the_second, versions):
    """The same after a run that loads what was delivered between the two; tests only read it."""
    bench = make_bench(tmp_path_factory.mktemp("three_versions"))
    shutil.copy(without_the_second.database, bench.database)
    bench.load("b2", versions[1], run_id="20250304")
    bench.record_ingested("b2", run_id="20250302")
    assert bench.build("20250304", *ONLY_CHANGES) == []
    return bench


def changes(bench, later):
    return bench.ask(
        "select change_type, field_name, before_text, after_text from marts.fct_article_changes "
        f"where article_id = '{later.article_id}' order by change_id"
    )


def ask(macro, *values):
    """Return the value of a macro for texts."""
    macros = Environment(autoescape=False).from_string(MACROS.read_text(encoding="utf-8")).module
    texts = [f"${number}::text" for number in range(1, len(values) + 1)]
    if macro == "similarity_of":
        texts = [macros.telling_marks(macros.compared_words(text)) for text in texts]
    return duckdb.connect().execute(f"select {getattr(macros, macro)(*texts)}", values).fetchone()[0]


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("* * *", "* * *"),
        ("“It’s OVER,” she said.", '" its over " she said'),
        ('"It\'s over", she said', '" its over " she said'),
        ("Shares fell 5% to €1.20", "shares fell 5 % to € 1 20"),
    ],
)
def test_what_of_a_text_is_compared(text, compared):
    assert ask("compared_text", text) == compared


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("He won.", "She won."),
        ("Police have arrested a man.", "Police said they have arrested two men in Leeds."),
        ("Smith denied the charges.", "Smith has denied all charges."),
        ("Shares fell 3%.", "Shares fell 5% in early trading."),
        ("The bill passed by 51 votes to 49.", "The bill passed 52-48."),
        ("“It is over,” he said.", "It is over, he said."),
        (
            "The company will cut 500 jobs, its chief said on Monday.",
            "The company said it would cut 500 jobs.",
        ),
        (
            "The ferry was carrying about 300 passengers when it sank early Monday.",
            "The ferry, carrying 312 passengers and crew, sank early on Monday.",
        ),
    ],
)
def test_sentences_that_were_reworded_are_similar(was, now):
    assert ask("similarity_of", was, now) >= SIMILAR


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The mayor said the plan was dead.", "The governor said the budget was fine."),
        ("Officials said the road was closed.", "Officials said the school was open."),
        ("Police said the man was 34.", "Police said the woman was unhurt."),
        ("The court is expected to rule on Friday.", "The storm is expected to reach the coast on Friday."),
        ("She has two children.", "He has two dogs."),
        ("This is a developing story.", "This is a sad day."),
        (
            "The prime minister said that taxes would rise.",
            "The finance minister said that the bank would close.",
        ),
    ],
)
def test_sentences_built_alike_are_not_similar(was, now):
    assert ask("similarity_of", was, now) < SIMILAR


def test_texts_without_a_telling_word_have_no_similarity():
    assert ask("similarity_of", "It was.", "They were.") is None


def test_a_first_version_has_changed_nothing(with_the_second, versions):
    assert changes(with_the_second, versions[0]) == []


def test_what_changed_is_told_field_by_field_and_sentence_by_sentence(with_the_second, versions):
    assert changes(with_the_second, versions[1]) == [
        ("added", "author", None, "Bo Ray"),
        (
            "reworded",
            "body",
            "At least 12 people were on board the ship that sank off the coast.",
            "At least 15 people were on board the ship that sank off the coast.",
        ),
        ("removed", "body", "The mayor said the plan was dead.", None),
    ]


def test_each_version_is_compared_with_the_one_before_it(with_the_second, versions):
    assert changes(with_the_second, versions[2]) == [
        ("reworded", "published_at", "Mar 3, 2025 9:15 AM EST", "Mar 3, 2025 11:40 AM EST"),
        ("added", "body", None, "Divers found the wreck."),
    ]


def test_a_version_that_comes_late_parts_the_changes_of_the_next_one(without_the_second, versions):
    assert [kind for kind, *_ in changes(without_the_second, versions[2])] == [
        "added",
        "reworded",
        "reworded",
        "added",
        "removed",
    ]


def test_every_change_says_where_it_stands_in_both_pages(with_the_second, versions):
    pages = {version.article_id: version.text for version in versions}
    rows = with_the_second.ask(
        "select previous_article_id, before_start, before_end, before_text, "
        "article_id, after_start, after_end, after_text from marts.fct_article_changes"
    )
    for before_id, before_start, before_end, before, after_id, after_start, after_end, after in rows:
        assert before is None or pages[before_id][before_start:before_end] == before
        assert after is None or pages[after_id][after_start:after_end] == after


def test_a_change_leads_back_to_the_run_that_delivered_it(with_the_second, versions):
    assert with_the_second.ask(
        "select distinct article_id, version_no, run_id, batch_id from marts.fct_article_changes order by 2"
    ) == [(versions[1].article_id, 2, "20250302", "b2"), (versions[2].article_id, 3, "20250303", "b3")]


def test_the_order_in_which_versions_are_loaded_makes_no_difference(with_the_second, empty_bench, versions):
    for batch, version in (("b3", versions[2]), ("b2", versions[1]), ("b1", versions[0])):
        empty_bench.load(batch, version, run_id="20250309")
        empty_bench.record_ingested(batch, run_id=f"2025030{batch[1]}")
    assert empty_bench.build("20250309", *ONLY_CHANGES) == []
    assert empty_bench.ask(CHANGES) == with_the_second.ask(CHANGES)


def test_a_version_that_is_found_to_be_no_article_is_compared_with_nothing(
    without_the_second, with_the_second, make_bench, tmp_path, versions
):
    bench = make_bench(tmp_path)
    shutil.copy(with_the_second.database, bench.database)
    refused = versions[1].read_again(rejection=Rejection("no_prose", "a list of links"))
    bench.load("b2", refused, run_id="20250305", parser_version="2")
    assert bench.build("20250305", *ONLY_CHANGES) == []
    assert bench.ask(CHANGES) == without_the_second.ask(CHANGES)
