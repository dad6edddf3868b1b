"""The Prefect server that records runs: find the one that is there, or start one for as long as needed.

Prefect can start a server of its own, but only after a second of imports and at a fixed place; ours
starts first, in a process of its own, keeps its history in the data directory, and ends when the
process that started it ends, however that ends.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.errors import ServerUnavailable
from flows.settings import force_variable, read_variable, set_variables
from flows.storage.layout import DataDir

HOST = "127.0.0.1"
START_SECONDS = 180
"""The first start in a data directory creates Prefect's database, which takes up to half a minute."""

PRIVATE = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "GX_ANALYTICS_ENABLED": "false",
}
"""Nothing is reported to anyone; a variable that is already set is left alone."""


@dataclass(frozen=True, slots=True)
class Server:
    """A Prefect server that answers at `url`; `is_ours` says whether this process started it."""

    url: str
    is_ours: bool
    process: subprocess.Popen[bytes] | None = None

    @property
    def api_url(self) -> str:
        return f"{self.url}/api"


@contextmanager
def connect_server(data: DataDir) -> Iterator[Server | None]:
    """Point Prefect at a server for the block: the user's, one that `serve` runs, or one of our own.

    Yields None where the user's own settings name the server.
    """
    set_variables(PRIVATE)
    if read_variable("PREFECT_API_URL"):
        yield None
        return
    use_home(data)
    running = find_running(data)
    if running:
        force_variable("PREFECT_API_URL", running.api_url)
        yield running
        return
    with start_server(data, port=free_port(), is_scheduling=False) as server:
        yield server


@contextmanager
def start_server(data: DataDir, *, port: int, is_scheduling: bool) -> Iterator[Server]:
    """Run a server for the block and point Prefect at it; it answers once `wait_until_up` returns.

    With `is_scheduling` it also has the UI and the services that create scheduled runs, and other
    processes find it through `find_running`.
    """
    set_variables(PRIVATE)
    use_home(data)
    data.prefect_home.mkdir(parents=True, exist_ok=True)
    force_variable("PREFECT_API_URL", f"http://{HOST}:{port}/api")
    command = [sys.executable, "-m", "flows.server_process", str(port)]
    if is_scheduling:
        command.append("--scheduling")
    with (data.prefect_home / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the run, which still has to tell the server how it ended
        )
    note = _note_path(data)
    try:
        server = Server(f"http://{HOST}:{port}", is_ours=True, process=process)
        if is_scheduling:
            note.write_text(json.dumps({"url": server.url, "pid": process.pid}), encoding="utf-8")
        yield server
    finally:
        if is_scheduling:
            note.unlink(missing_ok=True)
        process.terminate()
        process.communicate()


def wait_until_up(server: Server, data: DataDir, *, seconds: float = START_SECONDS) -> None:
    """Return once the server answers; raise ServerUnavailable with the place of its log."""
    deadline = time.monotonic() + seconds
    while not _answers(server.url):
        is_gone = server.process is not None and server.process.poll() is not None
        if is_gone or time.monotonic() > deadline:
            raise ServerUnavailable(
                f"The Prefect server {'ended' if is_gone else 'did not answer'} at {server.url}. "
                f"Its log is {data.prefect_home / 'server.log'}."
            )
        time.sleep(0.05)


def find_running(data: DataDir) -> Server | None:
    """Return the server that `sourceline serve` runs for this data directory, if it answers."""
    note = _note_path(data)
    if not note.exists():
        return None
    url = json.loads(note.read_text(encoding="utf-8"))["url"]
    return Server(url, is_ours=False) if _answers(url) else None


def use_home(data: DataDir) -> None:
    """Keep Prefect's database and logs in the data directory."""
    set_variables({"PREFECT_HOME": str(data.prefect_home)})


def is_first_start(data: DataDir) -> bool:
    """Say whether Prefect has no database here yet."""
    return not (data.prefect_home / "prefect.db").exists()


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Say whether a server could listen at this port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/api/health", timeout=2) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's OK
    except (urllib.error.URLError, OSError):
        return False


def _note_path(data: DataDir) -> Path:
    return data.prefect_home / "server.json"
