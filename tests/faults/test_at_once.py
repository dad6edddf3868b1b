"""The whole command, twice at once, while a thousand pages come in: each is published, and published once."""

import subprocess
import sys
import threading
import time
from contextlib import closing

import duckdb
import pytest

from flows.storage.layout import DataDir

pytestmark = pytest.mark.slow

PAGE_COUNT = 1_000
PAGE = """Ferry No. {0} Halts Its Crossings After Inspection

By Ana Lopez, Staff Writer
Posted Mar 3, 2025 9:15 AM EST

Harbor officials said Monday that ferry No. {0} failed an inspection, the Associated Press reports.

The ferry carries about {0} people a day between the islands and the harbor.
"""


def start_run(desk):
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", "--source", desk.pages, "--data-dir", desk.data_dir],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def deliver(desk):
    """Bring pages, under another name until they are whole; half of them while a run is at work."""
    data = DataDir(desk.data_dir)
    for number in range(PAGE_COUNT):
        while number > PAGE_COUNT / 2 and not data.outcomes.exists():
            time.sleep(0.1)
        unfinished = desk.pages / f"{number:04d}.part"
        unfinished.write_text(PAGE.format(number), encoding="utf-8")
        unfinished.rename(unfinished.with_suffix(".txt"))


def test_two_runs_at_once_while_a_thousand_pages_come_publish_each_of_them_once(desk, prefect_server):  # noqa: ARG001 - where they are recorded
    desk.save_user_page()
    delivery = threading.Thread(target=deliver, args=(desk,), daemon=True)
    delivery.start()
    both = [start_run(desk), start_run(desk)]
    said = {process.pid: process.communicate(timeout=600)[1] for process in both}
    delivery.join()
    (refused,) = [process for process in both if process.returncode]
    (first,) = [process for process in both if process is not refused]
    assert refused.returncode == 3
    assert "RunLocked" in said[refused.pid]
    assert f"process {first.pid}" in said[refused.pid]

    last = start_run(desk)
    assert last.communicate(timeout=600)[1] is not None
    assert last.returncode == 0
    published = "select min(page_count) > 0, count(*) from ops.runs where status = 'published'"
    assert desk.ask(published) == [(True, 2)]
    with closing(duckdb.connect(str(DataDir(desk.data_dir).warehouse), read_only=True)) as connection:
        loaded = connection.execute("select count(*), count(distinct content_sha256) from raw.pages")
        assert loaded.fetchone() == (PAGE_COUNT + 1, PAGE_COUNT + 1)
        told = connection.execute(
            "select source_file, count(*) from ops.page_outcomes where outcome = 'ingested' group by all "
            "having count(*) > 1"
        )
        assert told.fetchall() == []
        articles = connection.execute("select count(*) from marts.fct_articles").fetchone()
        assert articles == (PAGE_COUNT + 1,)
