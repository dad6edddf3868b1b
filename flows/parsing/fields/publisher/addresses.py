"""Read the address of a page: its host and its path."""

from __future__ import annotations

import re
from dataclasses import dataclass

URL = re.compile(
    r"\s*(?:(?:[a-z][a-z0-9+.-]{0,20}:)?//)?+(?:[^/?#@\s]{1,200}@)?+"
    r"(?P<host>[^\s/?#@:.]{1,63}(?:\.[^\s/?#@:.]{1,63}){0,10})\.?(?::\d{0,5})?(?P<path>/[^?#\s]{0,1999})?",
    re.IGNORECASE,
)
"""A web address: `https://www.example.com/news/1.html?x=1`, also without its scheme."""


@dataclass(frozen=True, slots=True)
class Address:
    """The host of a web address in lower case, and its path."""

    host: str
    path: str


def read_address(url: str | None) -> Address | None:
    """Return the parts of a web address; None for what is none."""
    found = URL.match(url) if url else None
    return Address(found["host"].lower(), found["path"] or "/") if found else None
