"""Every page once in the warehouse being built, and the page of every document that was accepted."""

import pytest

FAULTS = {
    "batch_is_whole_in_pages": ("update raw.batches set page_count = 9 where batch_id = 'b-1'", "b-1"),
    "batch_is_whole_in_parsed_pages": (
        "delete from raw.parsed_pages where content_sha256 = 'b-2-00-00'",
        "b-2",
    ),
    "every_page_was_loaded_parsed": (
        "delete from raw.parsed_pages where content_sha256 = 'b-2-00-01'",
        "b-2-00-01",
    ),
    "every_parsed_page_has_its_page": (
        "delete from raw.pages where content_sha256 = 'b-2-00-02'",
        "b-2-00-02",
    ),
    "batch_is_whole_in_page_outcomes": (
        "delete from ops.page_outcomes where content_sha256 = 'b-3-00-00' and outcome = 'ingested'",
        "b-3",
    ),
    "accepted_documents_have_their_page": (
        "update ops.page_outcomes set content_sha256 = 'lost' where source_path = '/pages/again-b-0-00-03'",
        "#/pages/again-b-0-00-03",
    ),
    "parser_version_is_that_of_the_batch": (
        "update raw.parsed_pages set parser_version = '0+z' where content_sha256 = 'b-3-00-01'",
        "b-3-00-01",
    ),
    "run_is_that_of_the_batch": (
        "update raw.pages set run_id = 'another' where content_sha256 = 'b-3-00-02'",
        "b-3-00-02",
    ),
    "batch_id_is_unique": ("insert into raw.batches from raw.batches where batch_id = 'b-4'", "b-4"),
    "batch_is_known": ("delete from raw.batches where batch_id = 'b-5'", "b-5-00-00"),
    "content_sha256_is_unique": (
        "update raw.pages set content_sha256 = 'b-6-00-00' where content_sha256 = 'b-6-00-01'",
        "b-6-00-00",
    ),
}
"""By check: what makes it fail, and the end of the key of a row that it fails with."""
EMPTY = "expect_table_row_count_to_be_between"


@pytest.fixture(scope="module")
def faulty(check, open_warehouse):
    with open_warehouse(*(fault for fault, _ in FAULTS.values())) as connection:
        return check("after_load", connection)


@pytest.mark.parametrize("check_name", FAULTS)
def test_each_fault_is_found_with_its_key(faulty, check_name):
    assert check_name in faulty.failed_for_end(FAULTS[check_name][1])


def test_there_is_a_fault_for_every_check(list_checks):
    assert list_checks("after_load") == {*FAULTS, EMPTY}


def test_a_warehouse_that_holds_every_page_once_passes(check, open_warehouse):
    with open_warehouse() as connection:
        assert check("after_load", connection).failed == set()


def test_a_run_that_was_killed_before_its_batch_was_written_counts_once(check, open_warehouse):
    again = "insert into ops.page_outcomes select * replace ('killed' as run_id) from ops.page_outcomes"
    with open_warehouse(f"{again} where batch_id = 'b-1'") as connection:
        assert check("after_load", connection).failed == set()


def test_an_empty_warehouse_fails_for_being_empty(check, open_warehouse):
    tables = ("raw.batches", "raw.pages", "raw.parsed_pages", "ops.page_outcomes")
    with open_warehouse(*(f"delete from {table}" for table in tables)) as connection:
        found = check("after_load", connection)
    assert {table for (table, _), outcome in found.outcomes.items() if outcome == "failed"} == set(tables)
    assert found.failed == {EMPTY}
