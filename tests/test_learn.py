"""Lines that many pages of an outlet share are learned, and read as furniture by the next run."""

import pytest

from flows.learn import learn_recurring_lines
from flows.storage import lake
from flows.storage.layout import DataDir

CREED = "The Harbor Gazette is an independent newsroom that covers the coast for its readers."


def gazette_page(number: int) -> str:
    return f"""Ferry Number {number} Returns to the Harbor After Repairs

By Ana Lopez, Harbor Gazette Staff Writer
Posted Mar 3, 2025 9:15 AM EST

The ferry with the number {number} sailed again on Monday after {number} days in the yard, officials said.

{CREED}

Its crew of {number} was glad to be back at sea, according to the captain of the vessel.
"""


def creed_rules(desk) -> list[tuple]:
    return desk.ask(
        "select rule, count(*) from marts.fct_article_segments "
        f"where content_text = '{CREED}' group by rule order by rule"
    )


@pytest.fixture(scope="module")
def gazette_desk(tmp_path_factory, make_desk):
    desk = make_desk(tmp_path_factory.mktemp("gazette"))
    for number in range(24):
        desk.save(f"{number}.txt", gazette_page(number))
    assert desk.run().run["status"] == "published"
    return desk


def test_what_recurs_is_read_as_furniture_from_the_next_run_on(gazette_desk):
    desk = gazette_desk
    assert lake.read_recurring_lines(DataDir(desk.data_dir))["Harbor Gazette"].count(CREED) == 1
    assert creed_rules(desk) == [("sentences", 24)]

    desk.save("new.txt", gazette_page(100))
    desk.run()
    assert creed_rules(desk) == [("recurring_line", 1), ("sentences", 24)]

    desk.run(reparse=True)
    assert creed_rules(desk) == [("recurring_line", 25)]
    assert desk.ask(f"select count(*) from marts.fct_articles where contains(body_text, '{CREED}')") == [(0,)]
    # bylines and times of posting recur as well, and stay what their wording says
    assert desk.ask("select count(*) from marts.bridge_article_authors") == [(25,)]
    assert desk.ask("select count(published_at) from marts.fct_articles") == [(25,)]


def test_nothing_is_learned_from_a_few_pages(published_desk):
    data = DataDir(published_desk.data_dir)
    assert learn_recurring_lines(data) is None
    assert lake.read_recurring_lines(data) == {}


@pytest.mark.slow
def test_lines_are_learned_again_when_the_warehouse_has_grown_by_half(gazette_desk):
    data = DataDir(gazette_desk.data_dir)
    learned_from = lake.read_learned_from(data)
    assert learn_recurring_lines(data) is None
    for number in range(200, 200 + learned_from):
        gazette_desk.save(f"{number}.txt", gazette_page(number))
    gazette_desk.run()
    assert [(lake.read_learned_from(data),)] == gazette_desk.ask("select count(*) from marts.fct_articles")
