"""The published file may be in any state: the lake is the truth, and the warehouse is made anew from it."""

import sqlite3

import duckdb
import pytest

from flows.errors import WarehouseUnreadable
from flows.storage import reader
from flows.storage.layout import DataDir


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


def replace_by_text(path):
    path.write_text("This is no database.\n" * 1000)


def replace_by_sqlite(path):
    path.unlink()
    with sqlite3.connect(path) as foreign:
        foreign.execute("create table theirs (id integer)")
    foreign.close()


def flip_all_blocks(path):
    content = bytearray(path.read_bytes())
    for place in range(3 * 4096, len(content), 4096):
        content[place] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [truncate, empty, replace_by_text, replace_by_sqlite, flip_all_blocks])
def test_a_damaged_warehouse_is_named_with_the_way_out(published_desk, damage):
    data = DataDir(published_desk.data_dir)
    damage(data.warehouse)
    with pytest.raises(WarehouseUnreadable, match=r"(?s)duckdb cannot be read.*sourceline rebuild"):
        reader.read_rows(data, "select sum(hash(pages)) from raw.pages")


def test_rebuild_makes_the_same_rows_whatever_is_there(published_desk):
    desk = published_desk
    rows = desk.marts()
    flip_all_blocks(DataDir(desk.data_dir).warehouse)
    assert desk.run(rebuild=True).run["status"] == "published"
    assert desk.marts() == rows
    assert desk.run().run["status"] == "nothing_new"


@pytest.mark.slow
def test_a_run_that_finds_the_warehouse_unreadable_builds_it_anew(published_desk):
    desk = published_desk
    rows = desk.marts()
    truncate(DataDir(desk.data_dir).warehouse)
    assert desk.run().run["status"] == "published"
    assert desk.marts() == rows


@pytest.mark.slow
def test_what_another_program_wrote_beside_the_warehouse_never_gets_into_the_next(published_desk):
    desk = published_desk
    data = DataDir(desk.data_dir)
    rows = desk.marts()
    with duckdb.connect(str(data.warehouse)) as theirs:
        theirs.execute("set checkpoint_threshold = '1GB'")
        theirs.execute("delete from marts.fct_quotes")
        log = data.warehouse_log.read_bytes()
    data.warehouse_log.write_bytes(log)  # as a program leaves it that is killed
    desk.run(rebuild=True)
    assert not data.warehouse_log.exists()
    assert desk.marts() == rows


def test_there_is_nothing_to_rebuild_from_an_empty_lake(desk):
    assert desk.run(rebuild=True).run["status"] == "nothing_new"
    assert not DataDir(desk.data_dir).warehouse.exists()
