"""Files that come, go, grow and change while a run reads them; clocks that jump; runs started at once."""

import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest

from flows import ingest, settings
from flows.documents import opening
from flows.errors import RunLocked
from flows.settings import Settings, begin_run
from flows.storage import lake
from flows.storage.layout import DataDir

PAGE = "Ferry No. {0} Halts\n\nOfficials said Monday that ferry {0} failed an inspection.\n"


@pytest.fixture(autouse=True)
def _recorded_by_prefect():
    """No flow runs here."""


@pytest.fixture
def data(tmp_path):
    (tmp_path / "pages").mkdir()
    return DataDir(tmp_path / "data")


def look(data, day=1):
    """Ingest the pages as a run of this day; return what became of each, by the name of its file."""
    run_id = f"202501{day:02d}T000000000Z-aaaa"
    ingest.ingest_pages(Settings((str(data.root.parent / "pages"),), data.root), data, run_id)
    rows = [row for part in data.outcomes.glob(f"{run_id}-*") for row in pq.read_table(part).to_pylist()]
    return {row["source_file"]: row["reason_code"] or row["outcome"] for row in rows}


def test_a_thousand_files_that_appear_during_runs_are_each_ingested_once(data):
    pages = data.root.parent / "pages"

    def deliver():
        for number in range(1_000):
            unfinished = pages / f"{number:04d}.part"
            unfinished.write_text(PAGE.format(number))
            unfinished.rename(pages / f"{number:04d}.txt")

    delivery = threading.Thread(target=deliver)
    delivery.start()
    found = Counter()
    runs = 0
    while delivery.is_alive() or runs < 2:
        runs += 1
        found.update(name for name, outcome in look(data, runs).items() if outcome == "ingested")
    delivery.join()
    found.update(name for name, outcome in look(data, runs + 1).items() if outcome == "ingested")
    assert len(found) == 1_000
    assert set(found.values()) == {1}
    assert len(lake.known_pages(data)) == 1_000


@pytest.fixture
def while_read(monkeypatch):
    """Do something to a file after its first bytes were read."""

    def set_up(action):
        read = opening.read_whole.__globals__["read_bounded"]

        def read_and_act(stream, max_bytes):
            content = read(stream, max_bytes)
            action()
            return content

        monkeypatch.setitem(opening.read_whole.__globals__, "read_bounded", read_and_act)

    return set_up


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.write_text(path.read_text() + "More of it.\n"), "being_written"),
        (lambda path: path.write_text("Cut"), "being_written"),
        (lambda path: path.unlink(), "unreadable"),
    ],
)
def test_a_file_that_changes_or_goes_while_it_is_read_is_set_aside_and_looked_at_again(
    data, while_read, monkeypatch, change, reason
):
    path = data.root.parent / "pages" / "page.txt"
    path.write_text(PAGE.format(1))
    while_read(lambda: change(path))
    assert look(data, 1) == {"page.txt": reason}
    assert lake.known_pages(data) == {}
    monkeypatch.undo()
    path.write_text(PAGE.format(1))
    assert look(data, 2) == {"page.txt": "ingested"}


def test_a_file_that_goes_after_it_was_found_is_set_aside(data, monkeypatch):
    pages = data.root.parent / "pages"
    for name in ("a.txt", "b.txt"):
        (pages / name).write_text(PAGE.format(name))
    find = ingest.find_files

    def find_and_lose(*arguments):
        found = find(*arguments)
        (pages / "a.txt").unlink()
        return found

    monkeypatch.setattr(ingest, "find_files", find_and_lose)
    assert look(data) == {"a.txt": "unreadable", "b.txt": "ingested"}


def test_ids_of_runs_sort_in_the_order_of_the_runs_though_the_clock_jumps_back(data, monkeypatch):
    clock = datetime(2026, 1, 1, 12, tzinfo=UTC)
    ids = []
    for jump in (timedelta(), timedelta(hours=-5), timedelta(days=-400), timedelta(seconds=1)):
        monkeypatch.setattr(settings, "utc_now", lambda now=clock + jump: now)
        run = begin_run(after=lake.newest_run(data))
        assert run.started_at == clock + jump
        ids.append(run.run_id)
        lake.write_rows([], lake.history_schemas.PAGE_OUTCOME, data.outcomes / f"{run.run_id}-00000.parquet")
    assert ids == sorted(ids)
    assert len(set(ids)) == 4


def test_of_two_runs_started_at_once_one_is_refused_and_told_by_whom(tmp_path):
    (tmp_path / "pages").mkdir()
    data = DataDir(tmp_path / "data")
    script = (
        "import sys; from pathlib import Path; from flows.storage.layout import DataDir; "
        "from flows.storage.lock import hold\n"
        "with hold(DataDir(Path(sys.argv[1])), run_id='first'): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, data.root]
    started = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    while all(process.poll() is None for process in started):
        pass
    (refused,) = [process for process in started if process.poll() is not None]
    (owner,) = [process for process in started if process is not refused]
    _, complaint = refused.communicate()
    assert RunLocked.__name__ in complaint
    assert f"process {owner.pid} on" in complaint
    assert owner.communicate(timeout=20)[0] == "in\n"
    assert owner.returncode == 0
