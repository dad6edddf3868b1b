"""The server beside a schedule: it is started again when it dies, so that a schedule does not end with it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flows import addresses, server
from flows.errors import ServerUnavailable
from flows.storage.layout import DataDir


@contextmanager
def kept_server(data: DataDir, *, host: str, port: int, say: Callable[[str], None]) -> Iterator[str]:
    """Keep a scheduling server up for the block, and yield its address once it answers.

    Raises ServerUnavailable where it does not come up: at the start, or again after it died.
    """
    url = addresses.local_url(host, port)
    with server.serving(data, url):
        keeper = _Keeper(data, url, host, say)
        try:
            server.wait_until_up(keeper.server, data)
            threading.Thread(target=keeper.keep_up, daemon=True).start()
            yield url
        finally:
            keeper.end()
            if keeper.problem:
                raise keeper.problem


class _Keeper:
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

    def end(self) -> None:
        """Stop the server for good."""
        self._is_ending.set()
        server.stop(self.server)

    def _launch(self) -> server.Server:
        return server.launch(self._data, self._url, host=self._host, is_scheduling=True)
