"""One writer at a time: the lock says who holds it and since when, and ends with its owner."""

import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import RunLocked
from flows.storage.layout import DataDir
from flows.storage.lock import hold, read_owner

OWNER = """
import sys, time
from pathlib import Path
from flows.storage.layout import DataDir
from flows.storage.lock import hold
with hold(DataDir(Path(sys.argv[1])), command="backfill", run_id="20251123T010203004Z-9f3a"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def data(tmp_path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def owner(data):
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", OWNER, data.root], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_refused_writer_is_told_who_holds_the_lock_since_when(data, owner):
    with pytest.raises(RunLocked) as refused, hold(data):
        pass
    message = str(refused.value)
    assert f"sourceline backfill (process {owner.pid} on {socket.gethostname()}) since 20" in message
    assert "run 20251123T010203004Z-9f3a" in message
    assert str(data.root) in message


def test_the_owner_can_be_read_with_its_age(data, owner):
    found = read_owner(data)
    assert (found.pid, found.command, found.run_id) == (owner.pid, "backfill", "20251123T010203004Z-9f3a")
    assert timedelta(0) <= datetime.now(UTC) - found.since < timedelta(minutes=1)


def test_a_dead_owner_keeps_nobody_out_though_its_note_stays(data, owner):
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    assert data.lock_owner.exists()
    assert read_owner(data) is None
    with hold(data) as held:
        assert held.pid == os.getpid()


def test_nobody_holds_a_directory_that_nothing_has_run_in(data):
    assert read_owner(data) is None


def test_nobody_holds_a_directory_after_its_owner_went(data):
    with hold(data):
        assert read_owner(data).pid == os.getpid()
    assert read_owner(data) is None


@pytest.mark.parametrize("note", [None, '{"since": "2020-01-01T00:00:00+00:00", "pid": 1}'])
def test_the_note_of_an_earlier_owner_is_not_taken_for_the_present_one(data, note):
    with hold(data):
        data.lock_owner.unlink()
        if note:
            data.lock_owner.write_text(note)
        found = read_owner(data)
    assert found.pid is None
    assert str(found).startswith("another command since 20")


def test_asking_who_holds_the_lock_never_keeps_a_writer_out(data):
    is_over = threading.Event()

    def ask():
        while not is_over.is_set():
            read_owner(data)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    try:
        for _ in range(200):
            with hold(data):
                pass
    finally:
        is_over.set()
        for thread in asking:
            thread.join()
