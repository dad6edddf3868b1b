"""A run may be killed at any moment: what it leaves is whole, and the next run goes on from it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from flows.storage.layout import DataDir

SERVER_OWNER = """
import sys, time
from pathlib import Path
from flows import server
from flows.storage.layout import DataDir
data = DataDir(Path(sys.argv[1]))
with server.start_server(data, port=server.free_port(), is_scheduling=True):
    print((data.prefect_home / "server.json").read_text(), flush=True)
    time.sleep(600)
"""


EXTRACTION = """
import sys
from pathlib import Path
from flows import extract
from flows.storage import lake
from flows.storage.layout import DataDir
if __name__ == "__main__":
    data, batches = DataDir(Path(sys.argv[1])), []
    for batch_no in range(2):
        pages = [
            {
                "content_sha256": f"{batch_no}-{page_no}",
                "source_file": "a.txt",
                "source_path": "/a.txt",
                "encoding": "utf-8",
                "format": "text",
                "hints": {},
                "byte_count": 1,
                "text": "Officials said Monday that the ferry failed. " * 50,
            }
            for page_no in range(5000)
        ]
        batches.append(lake.write_ingested(data, run_id="a-b", part_no=batch_no, outcomes=[], pages=pages))
    extract.extract_batches(data, batches, version="v", worker_count=2, is_reparse=False)
"""


def wait_until(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    "sign",
    [
        "lake/raw/*.parquet",
        "lake/parsed/*/*.parquet",
        ".build/warehouse.duckdb",
        ".dbt/target/partial_parse.msgpack",
    ],
)
def test_a_run_killed_half_way_is_finished_by_the_next(desk, sign, prefect_server):
    desk.save_user_page()
    killed = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", "--source", desk.pages, "--data-dir", desk.data_dir],
        env={**os.environ, "PREFECT_API_URL": prefect_server},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: any(desk.data_dir.glob(sign)) or killed.poll() is not None)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not DataDir(desk.data_dir).warehouse.exists()
    assert desk.run().run["status"] == "published"
    assert desk.ask("select count(*) from marts.fct_articles") == [(1,)]
    assert desk.ask("select count(*) - count(distinct citation_id) from marts.fct_source_citations") == [(0,)]


def test_workers_end_with_the_run_that_started_them(tmp_path):
    run = subprocess.Popen([sys.executable, "-c", EXTRACTION, tmp_path], stderr=subprocess.DEVNULL)

    def children():
        found = subprocess.run(["pgrep", "-P", str(run.pid)], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]

    wait_until(lambda: len(children()) >= 3)
    workers = children()
    run.kill()
    run.wait()
    wait_until(lambda: not any(map(is_alive, workers)))


def test_a_server_ends_with_the_process_that_started_it(tmp_path):
    owner = subprocess.Popen(
        [sys.executable, "-c", SERVER_OWNER, tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with owner:
        pid = int(owner.stdout.readline().split('"pid":')[1].strip(" }\n"))
        assert is_alive(pid)
        owner.kill()
    wait_until(lambda: not is_alive(pid))
