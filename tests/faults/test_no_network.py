"""A run talks to nobody but the Prefect server on this machine."""

import sys
from urllib.parse import urlparse

CALLS: list[tuple[str, object]] = []
IS_WATCHING = [False]


def watch(event, arguments):
    if IS_WATCHING[0] and event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        CALLS.append((event, arguments[1] if event == "socket.connect" else arguments[0]))


def test_a_run_reaches_nothing_but_its_prefect_server(desk, prefect_server):
    desk.save_user_page()
    sys.addaudithook(watch)
    IS_WATCHING[0] = True
    try:
        assert desk.run().run["status"] == "published"
    finally:
        IS_WATCHING[0] = False
    port = urlparse(prefect_server).port
    assert ("socket.connect", ("127.0.0.1", port)) in CALLS
    hosts = {target[0] if isinstance(target, tuple) else target for _, target in CALLS}
    assert hosts <= {"127.0.0.1", b"127.0.0.1", "localhost"}
