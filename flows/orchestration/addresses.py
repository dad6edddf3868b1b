"""Where a server listens, and at which address this machine reaches it."""

from __future__ import annotations

import errno
import ipaddress
import socket

from flows.errors import UsageError

HOST = "127.0.0.1"
"""This machine alone, unless told otherwise."""
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 - what a user may ask for, never a default


def require_free(host: str, port: int) -> None:
    """Raise UsageError where no server can listen at this address of this machine."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        taken = problem.errno == errno.EADDRINUSE
        raise UsageError(
            f"Port {port} is taken. Give another with --port."
            if taken
            else f"Nothing can listen at {host} port {port}: {problem}. Give another --host or --port."
        ) from problem


def is_loopback(host: str) -> bool:
    """Say whether a server that listens there is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def local_url(host: str, port: int) -> str:
    """Return the address at which this machine reaches a server that listens there."""
    name = HOST if host in EVERY_ADDRESS else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
