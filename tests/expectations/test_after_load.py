import duckdb
import pytest

TABLES = """
    create schema raw;
    create table raw.batches as
        select 'batch-' || i as batch_id, '1+a' as parser_version, 2 as page_count from range(1, 4) as r(i);
    create table raw.pages as
        select batch_id, batch_id || '-' || i as content_sha256 from raw.batches, range(2) as r(i);
    create table raw.parsed_pages as select batch_id, content_sha256, '1+a' as parser_version from raw.pages;
"""

FAULTS = {
    "update raw.batches set page_count = 3 where batch_id = 'batch-2'": {
        "batch_is_whole_in_pages": "batch-2",
        "batch_is_whole_in_parsed_pages": "batch-2",
    },
    "delete from raw.parsed_pages where content_sha256 = 'batch-1-0'": {
        "batch_is_whole_in_parsed_pages": "batch-1",
        "every_page_was_loaded_parsed": "batch-1-0",
    },
    "delete from raw.pages where content_sha256 = 'batch-1-0'": {
        "batch_is_whole_in_pages": "batch-1",
        "every_parsed_page_has_its_page": "batch-1-0",
    },
    "update raw.parsed_pages set parser_version = '0+z' where content_sha256 = 'batch-3-1'": {
        "parser_version_is_that_of_the_batch": "batch-3-1",
    },
    "insert into raw.batches from raw.batches where batch_id = 'batch-1'": {"batch_id_is_unique": "batch-1"},
    "delete from raw.batches where batch_id = 'batch-3'": {"batch_is_known": "batch-3-0"},
    "update raw.pages set content_sha256 = 'batch-1-0' where content_sha256 = 'batch-1-1'": {
        "content_sha256_is_unique": "batch-1-0",
        "every_parsed_page_has_its_page": "batch-1-1",
    },
}


@pytest.fixture
def warehouse():
    with duckdb.connect(":memory:") as connection:
        connection.execute(TABLES)
        yield connection


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_with_its_key(check, warehouse, fault):
    warehouse.execute(fault)
    found = check("after_load", warehouse)
    assert found.failed == set(FAULTS[fault])
    for check_name, key in FAULTS[fault].items():
        assert check_name in found.failed_for(key)


def test_a_warehouse_that_holds_every_page_once_passes(check, warehouse):
    assert check("after_load", warehouse).failed == set()


def test_an_empty_warehouse_fails(check, warehouse):
    for table in ("batches", "pages", "parsed_pages"):
        warehouse.execute(f"delete from raw.{table}")
    assert check("after_load", warehouse).failed == {"expect_table_row_count_to_be_between"}
