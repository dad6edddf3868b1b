"""A run names damage in the lake that it meets, `sourceline doctor` mends it, and no page comes twice."""

import hashlib
import sqlite3

import pyarrow.parquet as pq
import pytest

from flows import doctor
from flows.errors import LakeDamaged
from flows.storage.layout import DataDir

PAGE = "Ferry No. {0} Halts\n\nOfficials said Monday that ferry {0} failed an inspection.\n"


@pytest.fixture
def data(published_desk) -> DataDir:
    return DataDir(published_desk.data_dir)


def only_file(folder, pattern="*.parquet"):
    (found,) = folder.rglob(pattern)
    return found


def flip_middle(path):
    group = pq.read_metadata(path).row_group(0)
    columns = [group.column(number) for number in range(group.num_columns)]
    largest = max(columns, key=lambda column: column.total_compressed_size)
    # the values stand in the dictionary; the page after it has statistics of them in its head
    middle = (largest.dictionary_page_offset + largest.data_page_offset) // 2
    content = bytearray(path.read_bytes())
    content[middle] ^= 0x10
    path.write_bytes(content)


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-20])


def remove(path):
    path.unlink()


def broken(data, *, is_deep=True):
    return {item.check: item for item in doctor.examine(data, is_deep=is_deep) if item.outcome == "broken"}


@pytest.mark.parametrize("harm", [flip_middle, cut_short, remove])
def test_a_damaged_batch_stops_the_run_and_comes_back_from_the_warehouse(published_desk, data, harm):
    batch = only_file(data.raw)
    pages, metadata = pq.read_table(batch).to_pylist(), pq.read_schema(batch).metadata
    harm(batch)
    published_desk.save("more.txt", PAGE.format(1))
    if harm is not flip_middle:  # a run reads again only what it needs
        with pytest.raises(LakeDamaged, match=rf"(?s){data.raw}.*doctor --mend"):
            published_desk.run()
    assert batch.name in broken(data)["lake"].detail

    (told,) = doctor.mend(data, is_deep=True)
    assert "brought back from the published warehouse: 1 pages" in told
    assert pq.read_table(batch).to_pylist() == pages
    assert pq.read_schema(batch).metadata == metadata
    assert broken(data) == {}
    (published_desk.pages / "more.txt").unlink()
    assert published_desk.run().run["status"] == "nothing_new"


def test_pages_of_a_lost_batch_come_back_from_their_sources(published_desk, data, make_zip):
    desk = published_desk
    make_zip(desk.pages / "two.zip", {"a.txt": PAGE.format(2), "b.txt": PAGE.format(3)})
    from flows import ingest
    from flows.settings import Settings

    settings = Settings((str(desk.pages),), desk.data_dir)
    ((batch_id,)) = ingest.ingest_pages(settings, data, "20250101T000000000Z-aaaa").batch_ids
    cut_short(data.raw_batch(batch_id))
    (told,) = doctor.mend(data, is_deep=False)
    assert f"two.zip/a.txt, {desk.pages}/two.zip/b.txt" in told
    assert (data.damaged / "raw" / f"{batch_id}.parquet").exists()
    again = ingest.ingest_pages(settings, data, "20250102T000000000Z-aaaa")
    assert (again.ingested_count, again.batch_ids) == (2, (batch_id,))


@pytest.mark.parametrize("kind", ["outcomes", "runs", "gate_results"])
def test_damaged_history_is_named_and_comes_back_from_the_warehouse(data, kind):
    part = only_file(data.lake / kind)
    rows = sorted(map(str, pq.read_table(part).to_pylist()))
    cut_short(part)
    assert part.name in broken(data, is_deep=False)["lake"].detail
    (told,) = doctor.mend(data, is_deep=False)
    assert str(part) in told
    assert sorted(map(str, pq.read_table(part).to_pylist())) == rows


def test_outcomes_that_nothing_tells_of_are_made_from_their_pages(data):
    part = only_file(data.outcomes)
    (outcome,) = pq.read_table(part).to_pylist()
    data.warehouse.unlink()
    cut_short(part)
    (told,) = doctor.mend(data, is_deep=False)
    assert "the pages of its batch" in told
    assert pq.read_table(part).to_pylist() == [outcome]


def test_a_damaged_reading_is_moved_aside_to_be_made_again(data):
    parsed = only_file(data.lake / "parsed")
    flip_middle(parsed)
    (told,) = doctor.mend(data, is_deep=True)
    assert f"{parsed} was moved aside; it is made again" in told
    assert broken(data) == {}


def test_a_damaged_reading_is_made_again_by_the_run_that_needs_it(data):
    from flows import extract

    parsed = only_file(data.lake / "parsed")
    rows = pq.read_table(parsed).to_pylist()
    flip_middle(parsed)
    version = extract.current_parser_version()
    batch_id = only_file(data.raw).stem
    extract.extract_batches(data, [batch_id], version=version, worker_count=1, is_reparse=False)
    assert pq.read_table(parsed).to_pylist() == rows


def test_kept_bytes_that_are_not_those_of_their_name_are_found(data):
    kept = data.lake / "quarantine" / hashlib.sha256(b"page").hexdigest()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"page")
    assert broken(data) == {}
    kept.write_bytes(b"pace")
    assert kept.name in broken(data)["lake"].detail


def test_a_truncated_warehouse_is_broken_and_rebuild_is_the_way_out(data):
    data.warehouse.write_bytes(data.warehouse.read_bytes()[:5000])
    found = broken(data)["warehouse"]
    assert "sourceline rebuild" in (found.way_out or "")


def test_a_damaged_history_of_prefect_is_moved_aside(data):
    history = data.prefect_home / "prefect.db"
    history.unlink()  # the one that is there is larger than what is damaged here
    with sqlite3.connect(history) as connection:
        connection.execute("create table flow_run (id text)")
        connection.executemany("insert into flow_run values (?)", [("x" * 500,)] * 500)
    connection.close()
    assert broken(data) == {}
    content = bytearray(history.read_bytes())
    content[4096:12288] = bytes(8192)
    history.write_bytes(content)
    assert "prefect.db" in broken(data)["Prefect"].detail
    (told,) = doctor.mend(data, is_deep=False)
    assert "Prefect's history was damaged" in told
    assert broken(data) == {}


def test_leftovers_are_a_warning_and_swept_by_mending(data):
    left = data.raw / "x.parquet.77.unfinished"
    left.write_bytes(b"half")
    outcomes = {finding.check: finding.outcome for finding in doctor.examine(data, is_deep=False)}
    assert outcomes["leftovers"] == "warning"
    doctor.mend(data, is_deep=False)
    assert not left.exists()


def test_a_sound_directory_is_ok_in_every_check(data, capsys):
    from rich.console import Console

    assert doctor.show(Console(), data.root, is_deep=True, is_mended=False, output_format="json") == 0
    told = capsys.readouterr().out
    assert told.count('"outcome": "ok"') == 11, told
