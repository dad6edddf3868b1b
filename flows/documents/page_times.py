"""Find when a web page says it was published, in the words it has for machines.

Libraries return the day alone. Here the time of day and the offset are kept, wherever the page gives them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)
"""Names of `meta` elements for the time of publication, the surest first."""

ARTICLE_TYPE = re.compile(r"Article|Posting|Report", re.IGNORECASE)
"""What schema.org calls an article: `NewsArticle`, `LiveBlogPosting`."""

WITH_TIME = re.compile(r"\d[T ]\d{1,2}:\d\d")
"""A date with a time of day: `2025-02-10T15:11`."""

WITH_OFFSET = re.compile(r":\d\d(?:\.\d{1,9})?\s?(?:Z|GMT|UTC|[+\u2212-]\d\d:?\d\d)$", re.IGNORECASE)
"""And with its distance from UTC: `15:11:00-06:00`."""

DAY = re.compile(r"\b\d{4}-\d\d-\d\d")
"""The day of a time in ISO 8601: `2025-02-10`."""

MAX_TIME_CHARS = 60
MAX_SCRIPT_CHARS = 1_000_000
MAX_NODES = 10_000


def find_published(tree: Any) -> str | None:  # noqa: ANN401 - an lxml tree
    """Return the surest time of publication as given, or one of the same day that says more of it.

    A time of another day is of an update, or of another article.
    """
    times = [" ".join(time.split()) for time in _given_times(tree)]
    usable = [time for time in times if any(map(str.isdigit, time)) and len(time) <= MAX_TIME_CHARS]
    same_day = (time for time in usable if _day(time) == _day(usable[0]))
    return max(same_day, key=_precision, default=None)


def _day(time: str) -> str:
    found = DAY.search(time)
    return found[0] if found else time


def _precision(time: str) -> int:
    return bool(WITH_TIME.search(time)) + bool(WITH_OFFSET.search(time))


def _given_times(tree: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield the times that a page gives for its publication, the surest first."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _times_in_linked_data(script.text or "")
    named: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content"))
    yield from (named[name] for name in PUBLISHED_NAMES if name in named)
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or element.text or ""
    for place in (".//header//time[@datetime]", ".//article//time[@datetime]"):
        for element in tree.iterfind(place):
            yield element.get("datetime")
            break


def _times_in_linked_data(script: str) -> Iterator[str]:
    """Yield `datePublished` of the articles in JSON-LD; a script that is no JSON says nothing."""
    if len(script) > MAX_SCRIPT_CHARS or "datePublished" not in script:
        return
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node, *waiting] if len(node) < MAX_NODES else waiting
        elif isinstance(node, dict):
            time = node.get("datePublished")
            if isinstance(time, str) and ARTICLE_TYPE.search(str(node.get("@type"))):
                yield time
            waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))
