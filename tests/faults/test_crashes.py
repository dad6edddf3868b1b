"""What a run starts ends with it, however that ends; `test_random_kills.py` has the rest."""

import os
import subprocess
import sys
import time

SERVER_OWNER = """
import sys, time
from pathlib import Path
from flows.orchestration import server
from flows.storage.layout import DataDir
data = DataDir(Path(sys.argv[1]))
with server.start_server(data, port=server.free_port(), is_scheduling=True) as started:
    print(started.process.pid, flush=True)
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
        pid = int(owner.stdout.readline())
        assert is_alive(pid)
        owner.kill()
    wait_until(lambda: not is_alive(pid))
