"""Put the pages of the month into files and the files into deliveries, with what else turns up there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tests.generated_month.layouts import lay_out
from tests.generated_month.truth import Delivered, Month, PageVersion, Unreadable

FIRST_DAY = date(2025, 2, 3)
"""A Monday: a delivery is a week."""

DELIVERIES = 4
DUPLICATE_COUNT = 5
BROKEN = (("broken/photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01"), ("broken/empty.txt", b""))
"""What is no page, by name and content."""

NO_LETTERS = re.compile(r"[^a-z0-9]+")


def deliver(random: Random, versions: Sequence[PageVersion]) -> Month:
    """Return the month with its files, each delivery in the morning after its week."""
    delivered_at = tuple(
        datetime.combine(FIRST_DAY + timedelta(weeks=number), time(6), UTC)
        for number in range(1, DELIVERIES + 1)
    )
    first_headlines = {version.page_no: version.headline for version in reversed(versions)}
    latest = {version.page_no: version.version_no for version in versions}
    placed = tuple(
        replace(
            _place(version, first_headlines[version.page_no]),
            is_current=version.version_no == latest[version.page_no],
        )
        for version in versions
    )
    files = [*_write_files(placed), *_write_feeds(placed)]
    known = [file for file in files if file.path.endswith(".txt") and file.delivery_no < DELIVERIES]
    copies = [
        Delivered(file.delivery_no + 1, f"copies/{number}.txt", file.content)
        for number, file in enumerate(random.sample(known, DUPLICATE_COUNT))
    ]
    broken = [Delivered(number, path, content) for number, (path, content) in enumerate(BROKEN, start=1)]
    aside = (
        *(Unreadable(copy.delivery_no, copy.path, "duplicate") for copy in copies),
        *(Unreadable(file.delivery_no, file.path, "quarantined") for file in broken),
    )
    return Month(placed, (*files, *copies, *broken), aside, delivered_at)


def _place(version: PageVersion, first_headline: str) -> PageVersion:
    """Return a version with its address and its file.

    A page with an address is the same page wherever it lies, so each version of it is a file of its own;
    another page is known by its file.
    """
    outlet, number = version.outlet, f"{version.page_no:04d}"
    folder = f"{outlet.outlet_id}/{number}"
    if outlet.address is None:
        return replace(version, source_file=f"{folder}.txt")
    url = f"https://www.{outlet.address}/2025/{number}/{_slug(first_headline)}"
    if outlet.layout == "record":
        return replace(version, url=url, source_file=f"{_feed(version)}#{url}")
    return replace(version, url=url, source_file=f"{folder}-{version.version_no}.html")


def _slug(headline: str) -> str:
    return "-".join(NO_LETTERS.split(headline.lower())[:6])


def _feed(version: PageVersion) -> str:
    return f"{version.outlet.outlet_id}/feed-{version.delivery_no}.jsonl"


def _write_files(versions: Sequence[PageVersion]) -> Iterator[Delivered]:
    for version in versions:
        if version.outlet.layout != "record":
            yield Delivered(version.delivery_no, version.source_file, lay_out(version).encode())


def _write_feeds(versions: Sequence[PageVersion]) -> Iterator[Delivered]:
    """Yield the feeds of the outlets that have one, a file for each delivery."""
    records = [version for version in versions if version.outlet.layout == "record"]
    for path, delivery_no in sorted({(_feed(version), version.delivery_no) for version in records}):
        lines = [lay_out(version) for version in records if _feed(version) == path]
        yield Delivered(delivery_no, path, "\n".join(lines).encode())
