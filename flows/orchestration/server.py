"""The Prefect server that records runs: find the one that is there, or start one for as long as needed.

Prefect can start a server of its own, but only after a second of imports and at a fixed place; ours
starts first, in a process of its own, keeps its history in the data directory, and ends when the
process that started it ends, however that ends.
"""

from __future__ import annotations

import fcntl
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

from filelock import FileLock, Timeout

from flows.errors import ServerUnavailable, UsageError
from flows.orchestration.addresses import HOST
from flows.settings import force_variable, read_variable, set_variables
from flows.storage.layout import DataDir

DATABASE_VARIABLES = ("PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
PROBE_SECONDS = 0.5
"""How long a taken lock is waited for: whoever asks whether it is taken has a share in it for an instant."""
START_SECONDS = 180
"""The first start in a data directory creates Prefect's database, which takes up to half a minute."""
POLL_SECONDS = 0.05

LOG_BYTES = 2**20
"""What the log of the server may have grown to when the next one starts; the one before is kept beside it."""

PRIVATE = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "GX_ANALYTICS_ENABLED": "false",
}
"""Nothing is reported to anyone; a variable that is already set is left alone."""

LASTING = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(90 * 24 * 60 * 60),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
}
"""What lets a server work for years: places in a queue outlive a crash, and Prefect forgets a run after 90
days and what led to it after 7. `ops.runs` keeps every run. What was missed while nobody served is for
`recovery` to judge: Prefect's service for late runs would cancel it all where a dead run still has the place.
"""


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
    """Run a server for the block and point Prefect at it; it answers once `wait_until_up` returns."""
    server = launch(data, f"http://{HOST}:{port}", host=HOST, is_scheduling=is_scheduling)
    try:
        yield server
    finally:
        stop(server)


def launch(data: DataDir, url: str, *, host: str, is_scheduling: bool) -> Server:
    """Start a server in a process of its own that ends with this one, and point Prefect at it.

    With `is_scheduling` it also has the UI and the services that create scheduled runs.
    """
    point_prefect_at(data, url)
    port = url.rsplit(":", maxsplit=1)[1]
    command = [sys.executable, "-m", "flows.orchestration.server_process", host, port]
    if is_scheduling:
        command.append("--scheduling")
    log_path = data.prefect_home / "server.log"
    if log_path.exists() and log_path.stat().st_size > LOG_BYTES:
        log_path.replace(log_path.with_suffix(".log.1"))
    with log_path.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the run, which still has to tell the server how it ended
        )
    return Server(url, is_ours=True, process=process)


def stop(server: Server) -> None:
    """End a server that `launch` started."""
    if server.process:
        server.process.terminate()
        server.process.communicate()


def point_prefect_at(data: DataDir, url: str) -> None:
    """Set what Prefect reads from the environment when it is imported, here and in processes started here."""
    set_variables(PRIVATE | LASTING)
    # no page of another origin may start runs; the UI, which is of this one, asks it by path
    set_variables({"PREFECT_SERVER_CORS_ALLOWED_ORIGINS": url, "PREFECT_UI_API_URL": "/api"})
    use_home(data)
    data.prefect_home.mkdir(parents=True, exist_ok=True)
    force_variable("PREFECT_API_URL", f"{url}/api")


@contextmanager
def serving(data: DataDir, url: str) -> Iterator[None]:
    """Let other commands find the server at this address for the block; raise UsageError where one is served.

    The lock is the operating system's, so what a killed server leaves behind keeps nobody out.
    """
    data.prefect_home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(_serving_lock(data), timeout=PROBE_SECONDS):
            _note_path(data).write_text(json.dumps({"url": url}), encoding="utf-8")
            try:
                yield
            finally:
                _note_path(data).unlink(missing_ok=True)
    except Timeout as taken:
        raise UsageError(
            f"A schedule for {data.root} is already being served. `sourceline schedule list` shows it; "
            "stop that `sourceline serve` first, or give this one its own --data-dir."
        ) from taken


def wait_until_up(server: Server, data: DataDir, *, seconds: float = START_SECONDS) -> None:
    """Return once the server answers; raise ServerUnavailable with the place of its log."""
    deadline = time.monotonic() + seconds
    while not answers(server.url):
        is_gone = server.process is not None and server.process.poll() is not None
        if is_gone or time.monotonic() > deadline:
            raise ServerUnavailable(
                f"The Prefect server {'ended' if is_gone else 'did not answer'} at {server.url}. "
                f"Its log is {data.prefect_home / 'server.log'}."
            )
        time.sleep(POLL_SECONDS)


def find_running(data: DataDir) -> Server | None:
    """Return the server that `sourceline serve` runs for this data directory, if it answers."""
    note = _note_path(data)
    if not note.exists() or not _is_served(data):
        return None
    url = json.loads(note.read_text(encoding="utf-8"))["url"]
    return Server(url, is_ours=False) if answers(url) else None


def use_home(data: DataDir) -> None:
    """Keep Prefect's database and logs in the data directory."""
    set_variables({"PREFECT_HOME": str(data.prefect_home)})


def is_first_start(data: DataDir) -> bool:
    """Say whether Prefect is to create its database here; a variable names one elsewhere."""
    is_elsewhere = any(read_variable(name) for name in DATABASE_VARIABLES)
    return not is_elsewhere and not (data.prefect_home / "prefect.db").exists()


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def answers(url: str) -> bool:
    """Say whether a server at this address is ready to be asked."""
    try:
        with urllib.request.urlopen(f"{url}/api/health", timeout=2) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's OK
    except (urllib.error.URLError, OSError):
        return False


def _is_served(data: DataDir) -> bool:
    """Say whether a `sourceline serve` is alive; a note without one is what a killed one left behind."""
    with _serving_lock(data).open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _serving_lock(data: DataDir) -> Path:
    return data.prefect_home / "serving.lock"


def _note_path(data: DataDir) -> Path:
    return data.prefect_home / "server.json"
