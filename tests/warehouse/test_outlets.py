"""Outlets and entities as of a day, and the outlets that the registry should list next."""

import csv
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from flows.lookups import COLUMNS, LOOKUPS

AS_OF = (
    "select {columns} from marts.dim_outlet_versions where outlet_id = '{outlet_id}' "
    "and valid_from <= timestamptz '{moment}' and valid_to > timestamptz '{moment}'"
)


@pytest.mark.parametrize(
    ("moment", "parent_name"),
    [
        ("1980-06-01 00:00:00+00", "Time Warner"),
        ("2018-06-13 23:59:59.999999+00", "Time Warner"),
        ("2018-06-14 00:00:00+00", "WarnerMedia"),
        ("2018-06-13 20:00:00-04", "WarnerMedia"),
        ("2022-04-07 23:59:59.999999+00", "WarnerMedia"),
        ("2022-04-08 00:00:00+00", "Warner Bros. Discovery"),
        ("2999-01-01 00:00:00+00", "Warner Bros. Discovery"),
    ],
)
def test_the_registry_says_who_owned_an_outlet_on_a_day(first_build, moment, parent_name):
    asked = AS_OF.format(columns="parent_name", outlet_id="cnn", moment=moment)
    assert first_build.ask(asked) == [(parent_name,)]


@pytest.mark.parametrize(
    ("outlet_id", "day", "columns", "facts"),
    [
        ("tass", "2014-09-30", "outlet_name", ("ITAR-TASS",)),
        ("tass", "2014-10-01", "outlet_name", ("TASS",)),
        ("independent", "2016-03-26", "outlet_type, is_closed", ("newspaper", False)),
        ("independent", "2016-03-27", "outlet_type, is_closed", ("digital", False)),
        ("apple-daily", "2021-06-24", "is_closed, is_current", (False, False)),
        ("apple-daily", "2021-06-25", "is_closed, is_current", (True, True)),
        ("fivethirtyeight", "2020-01-01", "parent_outlet_id", ("abc-news",)),
        ("fivethirtyeight", "2015-01-01", "parent_outlet_id, parent_name", ("none", "ESPN")),
        ("x-tennessean", "2025-01-01", "outlet_version_id, is_in_registry", ("x-tennessean@first", False)),
        ("unknown", "2025-01-01", "outlet_name, is_current", ("(unknown)", True)),
    ],
)
def test_the_registry_says_what_an_outlet_was_on_a_day(first_build, outlet_id, day, columns, facts):
    asked = AS_OF.format(columns=columns, outlet_id=outlet_id, moment=f"{day} 12:00:00+00")
    assert first_build.ask(asked) == [facts]


def test_every_article_finds_one_version_of_its_publisher(first_build):
    assert first_build.ask(
        "select count(*), count(distinct a.article_id) from marts.fct_articles a "
        "join marts.dim_outlet_versions v on a.publisher_outlet_id = v.outlet_id and case "
        "when a.published_at is null then v.is_current "
        "else a.published_at >= v.valid_from and a.published_at < v.valid_to end"
    ) == first_build.ask("select count(*), count(*) from marts.fct_articles")


def test_the_current_version_says_what_the_dimension_says(first_build):
    columns = ", ".join(
        name
        for (name,) in first_build.ask(
            "select column_name from duckdb_columns() where table_name = 'dim_outlets' order by column_index"
        )
    )
    assert first_build.ask(
        f"select {columns} from marts.dim_outlet_versions where is_current order by outlet_id"
    ) == first_build.ask(f"select {columns} from marts.dim_outlets order by outlet_id")


def test_a_time_zone_of_the_reader_moves_no_version(first_build):
    asked = "select outlet_version_id, valid_from from marts.dim_outlet_versions order by 1"
    with closing(duckdb.connect(str(first_build.database), read_only=True)) as connection:
        connection.execute("set timezone = 'Pacific/Auckland'")
        away = connection.execute(asked).fetchall()
    assert away == first_build.ask(asked)


def test_an_entity_has_the_office_of_the_day(empty_bench, page_naming):
    empty_bench.load("b1", page_naming("/news/offices.txt", "Joe Biden", "Ann Lee"), run_id="20250301")
    assert (
        empty_bench.build("20250301", "--select", "+dim_entity_versions", "--indirect-selection", "cautious")
        == []
    )
    titles = {
        "2009-01-19": None,
        "2009-01-20": "Vice President",
        "2017-01-20": "Vice President",
        "2017-01-21": None,
        "2021-01-20": "President",
        "2025-01-20": "President",
        "2025-01-21": None,
    }
    assert (
        dict(
            empty_bench.ask(
                "select strftime(day, '%Y-%m-%d'), entity_title "
                f"from unnest({sorted(titles)}::date[]) as days (day) join marts.dim_entity_versions on "
                "valid_from <= day + interval 23 hours and valid_to > day + interval 23 hours "
                "where entity_id = 'person-joe-biden'"
            )
        )
        == titles
    )
    assert empty_bench.ask(
        "select entity_version_id, entity_title, is_current from marts.dim_entity_versions "
        "where entity_id = 'person-ann-lee'"
    ) == [("person-ann-lee@first", None, True)]


def test_an_outlet_that_nobody_listed_is_proposed_with_its_evidence(first_build, article):
    (row,) = first_build.ask(
        "select outlet_name, example_article_id, suggested_line, citation_count, article_count, story_count "
        "from ops.unknown_outlets where outlet_id = 'x-tennessean'"
    )
    assert row[:2] == ("The Tennessean", article.article_id)
    assert row[3:] == (1, 1, 1)
    (values,) = csv.reader([row[2]])
    assert dict(zip(COLUMNS["outlets"], values, strict=True))["outlet_name"] == "The Tennessean"


def test_names_of_outlets_are_those_of_the_lookups(first_build):
    kinds = dict(
        first_build.ask(
            "select alias_name, alias_kind from marts.bridge_outlet_aliases where outlet_id = 'cnn-news18'"
        )
    )
    assert kinds == {
        "CNN-News18": "name",
        "CNN-IBN": "former_name",
        "News18": "other_name",
        "CNN News18": "other_name",
        "news18.com": "domain",
    }


@pytest.mark.parametrize("name", ["outlets", "outlet_aliases", "outlet_history", "outlet_sources"])
def test_the_warehouse_has_every_row_of_the_lookup(first_build, name):
    with (Path(LOOKUPS) / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        row_count = len(list(csv.DictReader(lines)))
    assert first_build.ask(f"select count(*) from lookups.{name}") == [(row_count,)]
