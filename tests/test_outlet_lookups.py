"""What the registry says of outlets is complete, sourced and consistent, today and before."""

import csv
from collections import Counter
from datetime import date
from functools import cache

from babel import Locale

from flows.lookups import LOOKUPS

CHECKED = {"outlet_type", "country_code", "domain", "home_time_zone"}
OUTLET_TYPES = {"wire", "newspaper", "broadcaster", "magazine", "digital", "aggregator"}
CHANGING = ("outlet_name", "outlet_type", "parent_name", "is_closed")


@cache
def rows_of(name: str) -> list[dict[str, str]]:
    with (LOOKUPS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def facts_by_source() -> dict[str, set[str]]:
    return {row["source_id"]: set(row["facts"].split("|")) for row in rows_of("outlet_sources")}


def facts_backed(row: dict[str, str]) -> set[str]:
    sources = row["fact_source"].split("|") if row["fact_source"] else []
    return {fact for source in sources for fact in facts_by_source()[source]}


@cache
def changes() -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return each row of the history with what was so after it."""
    states = {row["outlet_id"]: row for row in rows_of("outlets")}
    found = []
    for row in sorted(rows_of("outlet_history"), key=lambda row: row["valid_until"], reverse=True):
        after = states[row["outlet_id"]]
        found.append((row, after))
        states[row["outlet_id"]] = {column: row[column] or after[column] for column in CHANGING}
    return found


def test_at_least_400_outlets_have_every_fact_checked_by_a_source():
    complete = [row for row in rows_of("outlets") if facts_backed(row) >= CHECKED]

    assert len(complete) >= 400
    assert [row["outlet_id"] for row in complete if not all(row[fact] for fact in CHECKED)] == []


def test_a_source_is_named_only_for_facts_that_are_there():
    named = [
        (row["outlet_id"], fact) for row in rows_of("outlets") for fact in facts_backed(row) if not row[fact]
    ]

    assert named == []


def test_at_least_400_outlets_have_a_parent_and_250_of_them_by_a_source():
    with_parent = [row for row in rows_of("outlets") if row["parent_name"]]

    assert len(with_parent) >= 400
    assert len([row for row in with_parent if "parent_name" in facts_backed(row)]) >= 250


def test_a_parent_in_the_registry_is_named_and_is_nobody_s_own_parent():
    parents = {row["outlet_id"]: row["parent_outlet_id"] for row in rows_of("outlets")}
    unnamed = [
        row["outlet_id"] for row in rows_of("outlets") if row["parent_outlet_id"] and not row["parent_name"]
    ]
    in_rings = [
        outlet_id
        for outlet_id, parent in parents.items()
        if parent and parents[parent] in {outlet_id, parent}
    ]

    assert (unnamed, in_rings) == ([], [])


def test_the_sources_say_what_they_are_and_are_all_used():
    used = {
        source
        for name in ("outlets", "outlet_history")
        for row in rows_of(name)
        for source in row["fact_source"].split("|")
        if source
    }

    assert used == set(facts_by_source())
    assert [row for row in rows_of("outlet_sources") if not all(row.values())] == []


def test_countries_and_types_are_of_the_closed_lists():
    countries = {code for code in Locale("en").territories if len(code) == 2}

    assert {row["country_code"] for row in rows_of("outlets")} <= countries
    assert {row["outlet_type"] for row in rows_of("outlets")} == OUTLET_TYPES


def test_no_name_needs_a_gloss():
    assert [row["outlet_name"] for row in rows_of("outlets") if "(" in row["outlet_name"]] == []


def test_at_least_40_changes_are_known():
    assert len(rows_of("outlet_history")) >= 40


def test_an_outlet_changes_once_a_day_and_not_in_the_future():
    days = Counter((row["outlet_id"], row["valid_until"]) for row in rows_of("outlet_history"))

    assert max(days.values()) == 1
    assert max(date.fromisoformat(day) for _, day in days) < date(2026, 1, 1)


def test_history_is_of_outlets_that_are_listed():
    listed = {row["outlet_id"] for row in rows_of("outlets")}

    assert {row["outlet_id"] for row in rows_of("outlet_history")} <= listed


def test_a_history_row_says_what_changed_and_nothing_else():
    idle = [
        (row["outlet_id"], row["valid_until"])
        for row, after in changes()
        if not any(row[column] for column in CHANGING)
        or any(row[column] == after[column] for column in CHANGING if row[column])
    ]

    assert idle == []


def test_an_outlet_that_is_closed_once_was_not():
    closed = {row["outlet_id"] for row in rows_of("outlets") if row["is_closed"] == "true"}
    once_open = {row["outlet_id"] for row in rows_of("outlet_history") if row["is_closed"] == "false"}

    assert closed == once_open
