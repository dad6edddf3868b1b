"""The questions of analysts, asked of a generated month of pages and checked against its truth.

The answers are counted from what the generator put into the pages (`tests/generated_month/`), never from the
warehouse. The sentences of the month are plain enough that the parser misses nothing, so counts are exact;
where a tolerance is given, its reason stands with it.
"""

import csv
import hashlib
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from flows.accuracy import measurement
from flows.storage import reader
from flows.storage.layout import DataDir
from tests.generated_month import answers, answers_of_copies
from tests.generated_month.month import generate
from tests.generated_month.runs import run_id_of, run_month
from tests.generated_month.show_questions import read_question
from tests.generated_month.tallies import cited
from tests.generated_month.world import OUTLETS as WORLD_OUTLETS

pytestmark = pytest.mark.slow

SEED, PAGES = 1, 220
OUTLETS = Path(__file__).parents[2] / "dbt_project" / "lookups" / "outlets.csv"
RUN_GATES = {"after_load", "after_transform"}
"""The gates that a delivery passes; those of the lake have tests of their own."""

MEASURED = {
    "measurement_id": "20250201T060000000Z-0000",
    "gold_set": "unseen",
    "task": "citations",
    "parser_version": "1",
    "page_count": 10,
    "true_positives": 80,
    "false_positives": 20,
    "false_negatives": 80,
    "precision": 0.8,
    "recall": 0.5,
    "f1": 0.615,
    "measured_at": datetime(2025, 2, 1, 6, tzinfo=UTC),
}


@pytest.fixture(scope="module")
def month():
    return generate(SEED, PAGES)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("month")


@pytest.fixture(scope="module")
def published(month, root):
    measurement.keep_rows(DataDir(root / "data"), [MEASURED])
    return run_month(month, root)


@pytest.fixture(scope="module")
def answer(published):
    """Ask a question by its number; return its rows by the names of their columns."""

    def ask(number: str) -> list[dict]:
        names, rows = reader.query(published, read_question(number)[1])
        return [dict(zip(names, row, strict=True)) for row in rows]

    return ask


@pytest.fixture(scope="module")
def articles(month, published):
    """The id of each version of each page, and the story it is in."""
    _, rows = reader.query(
        published, "select source_file, version_no, article_id, story_id from marts.fct_articles"
    )
    found = {(file, version_no): (article_id, story_id) for file, version_no, article_id, story_id in rows}
    return {version: found[version.source_file, version.version_no] for version in month.versions}


def rounded(rows) -> Counter:
    return Counter(
        tuple(round(value, 9) if isinstance(value, float) else value for value in row) for row in rows
    )


def test_a_seed_gives_the_same_month_and_another_one_another():
    assert generate(3, 30) == generate(3, 30)
    assert generate(3, 30).files != generate(4, 30).files


def test_every_version_of_every_page_is_there_as_it_was_written(month, published):
    _, rows = reader.query(
        published,
        """
        select
            articles.source_file, articles.version_no, articles.is_current, articles.publisher_outlet_id,
            articles.headline, articles.published_at, articles.run_id, list_sort(list(authors.author_name))
        from marts.fct_articles as articles
        inner join marts.bridge_article_authors as authors on articles.article_id = authors.article_id
        group by all
        """,
    )
    expected = Counter(
        (
            version.source_file,
            version.version_no,
            version.is_current,
            version.outlet.outlet_id,
            version.headline,
            version.published_at,
            run_id_of(month, version.delivery_no),
            *sorted(version.authors),
        )
        for version in month.versions
    )
    got = Counter((*row, *authors) for *row, authors in rows)
    assert (expected - got, got - expected) == (Counter(), Counter())


def compare(question, month, rows) -> tuple[Counter, Counter]:
    """Return the rows that an answer lacks and those it has too many of."""
    columns = question.columns.split(", ")
    expected = rounded(question.answer(month))
    got = rounded(tuple(row[column] for column in columns) for row in rows)
    return expected - got, got - expected


@pytest.mark.parametrize("number", answers.QUESTIONS)
def test_questions_about_what_pages_say_are_answered_with_the_truth(number, month, answer):
    assert compare(answers.QUESTIONS[number], month, answer(number)) == (Counter(), Counter())


@pytest.mark.parametrize("number", ["q17", "q18", "q19", "q25"])
def test_questions_about_versions_and_deliveries_are_answered_with_the_truth(number, month, answer):
    assert compare(answers_of_copies.QUESTIONS[number], month, answer(number)) == (Counter(), Counter())


@pytest.mark.parametrize("number", ["q09", "q10"])
def test_quotations_are_followed_through_every_page_that_runs_them_however_trimmed(number, month, answer):
    rows = [
        row | {"quotation_text": answers_of_copies.plain(row["quotation_text"])} for row in answer(number)
    ]
    assert compare(answers_of_copies.QUESTIONS[number], month, rows) == (Counter(), Counter())


def test_entities_are_together_as_often_as_the_truth_has_them(month, answer):
    expected = rounded(answers.together(month))
    got = rounded(
        (*sorted((row["entity_name"], row["other_entity_name"])), row["article_count"], row["npmi"])
        for row in answer("q12")
    )
    assert len(expected) > 100
    assert (expected - got, got - expected) == (Counter(), Counter())


def test_checks_are_told_apart_by_run_gate_and_whether_they_were_made(month, answer):
    rows = answer("q20")
    runs = {run_id_of(month, number) for number in range(1, len(month.delivered_at) + 1)}
    assert {(row["run_id"], row["gate"]) for row in rows} >= {
        (run_id, gate) for run_id in runs for gate in RUN_GATES
    }
    for row in rows:
        is_made = row["gate"] in RUN_GATES
        assert row["not_run_count"] == (0 if is_made else row["check_count"])
        assert row["pass_rate"] == (1 if is_made else None)
        assert row["failing_row_count"] == 0


def test_behind_every_citation_is_its_file_and_there_its_source(month, answer, root):
    rows = answer("q21")
    texts = {
        path.relative_to(root / "pages").as_posix(): path.read_bytes()
        for path in (root / "pages").rglob("*.txt")
    }
    by_file = Counter(row["source_file"] for row in rows)
    assert by_file == Counter({page.source_file: len(page.attributions) for page in month.current})
    in_files = [row for row in rows if row["source_file"] in texts]
    assert {row["content_sha256"] for row in in_files} <= {
        hashlib.sha256(content).hexdigest() for content in texts.values()
    }
    for row in in_files:
        if row["source_start"] is not None and row["source_name"].split()[-1] != "Press":
            text = texts[row["source_file"]].decode()
            printed = text[row["source_start"] : row["source_end"]]
            assert printed in row["source_name"] or printed in {"He", "She"}, row


def test_every_span_stands_on_its_page(answer):
    rows = answer("q22")
    assert len(rows) >= 9
    assert all(row["span_count"] == row["exact_count"] > 0 for row in rows)


def test_pages_of_one_story_find_one_another_and_no_others(month, articles):
    def pairs(story_of) -> set:
        stories = {}
        for version, (article_id, story_id) in articles.items():
            stories.setdefault(story_of(version, story_id), []).append(article_id)
        return {pair for ids in stories.values() for pair in combinations(sorted(ids), 2)}

    expected = pairs(lambda version, _: version.story_no)
    got = pairs(lambda _, story_id: story_id)
    both = len(expected & got)
    relations = Counter(version.relation for version in month.versions)
    assert min(relations[relation] for relation in ("exact", "near", "excerpt", "update")) >= 10
    assert 2 * both / (len(expected) + len(got)) >= 0.95


def test_copies_are_told_with_who_was_first_how_much_later_and_on_whose_wire(month, answer):
    rows = answer("q23")
    question = answers_of_copies.QUESTIONS["q23"]
    # A page is told apart from the earlier one most like it, which may be cut itself; the truth knows only
    # what it has less than the first. So `near` and `excerpt` are exact together, and mostly each by itself.
    missing, extra = (without_degrees(found) for found in compare(question, month, rows))
    assert missing == extra
    missing, extra = compare(question, month, rows)
    assert missing.total() == extra.total() <= len(rows) * 0.15


def without_degrees(rows: Counter) -> Counter:
    """Return rows of pages that are changed copies, however much was cut."""
    return Counter(
        (outlet, "changed" if relation in {"near", "excerpt"} else relation, *rest)
        for outlet, relation, *rest in rows.elements()
    )


def test_counts_are_corrected_by_the_measured_error(month, answer):
    counted = Counter(page.outlet.name for page, _ in cited(month))
    assert {
        row["publisher_name"]: (row["citation_count"], round(row["estimated_citation_count"], 6))
        for row in answer("q26")
    } == {outlet: (count, round(count * 0.8 / 0.5, 6)) for outlet, count in counted.items()}


def test_the_registry_is_as_of_a_day_what_its_file_says(answer):
    with OUTLETS.open(encoding="utf-8", newline="") as file:
        registry = {row["outlet_id"]: row["outlet_type"] for row in csv.DictReader(file)}
    as_of = {row["outlet_id"]: row["outlet_type"] for row in answer("q27")}
    named = {outlet.outlet_id for outlet in WORLD_OUTLETS if not outlet.outlet_id.startswith("x-")}
    assert {name: as_of[name] for name in named} == {name: registry[name] for name in named}
