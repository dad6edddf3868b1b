"""The server beside a schedule: it is started again when it dies, so that a schedule does not end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flows.errors import ServerUnavailable
from flows.orchestration import addresses, server
from flows.storage.layout import DataDir

END_SECONDS = 10
"""How long a server that no longer answers may take to end: it closes its port first."""


@contextmanager
def kept_server(data: DataDir, *, host: str, port: int, say: Callable[[str], None]) -> Iterator[KeptServer]:
    """Keep a scheduling server up for the block, and yield it once it answers.

    Raises ServerUnavailable where it does not come up: at the start, or again after it died.
    """
    url = addresses.local_url(host, port)
    with server.serving(data, url):
        kept = KeptServer(data, url, host, say)
        try:
            server.wait_until_up(kept.server, data)
            threading.Thread(target=kept.keep_up, daemon=True).start()
            yield kept
        finally:
            kept.end()
            if kept.problem:
                raise kept.problem


class KeptServer:
    """Holds the server that is at work now."""

    def __init__(self, data: DataDir, url: str, host: str, say: Callable[[str], None]) -> None:
        self._data = data
        self._url = url
        self._host = host
        self._say = say
        self._is_ending = threading.Event()
        self.problem: ServerUnavailable | None = None
        self.server = self._launch()

    def keep_up(self) -> None:
        """Start the server again each time it ends, until `end`; end the schedule where it cannot."""
        while self.server.process and not self._is_ending.is_set():
            code = self.server.process.wait()
            if self._is_ending.is_set():
                return
            self._say(f"Prefect's server ended by itself (exit code {code}); it is started again.")
            self.server = self._launch()
            try:
                server.wait_until_up(self.server, self._data)
            except ServerUnavailable as problem:
                self.problem = problem
                os.kill(os.getpid(), signal.SIGTERM)  # as a supervisor would; the block raises the problem
                return
            self._say("Prefect's server answers again.")

    def work_through_restarts(self, work: Callable[[], None]) -> None:
        """Do work that needs the server, and do it anew where the server ended under it.

        Prefect's clients outlast a server that goes away once they have reached it, not before. What goes
        wrong while the server stays up is raised.
        """
        while True:
            at_work = self.server
            try:
                work()
            except Exception:
                if not self._has_ended(at_work):
                    raise
            else:
                return
            while self.server is at_work:
                time.sleep(server.POLL_SECONDS)
            server.wait_until_up(self.server, self._data)

    def _has_ended(self, at_work: server.Server) -> bool:
        """Say whether this server is gone, or about to be."""
        if at_work is not self.server:
            return True
        if at_work.process is None or server.answers(at_work.url):
            return False
        try:
            at_work.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self) -> None:
        """Stop the server for good."""
        self._is_ending.set()
        server.stop(self.server)

    def _launch(self) -> server.Server:
        return server.launch(self._data, self._url, host=self._host, is_scheduling=True)
