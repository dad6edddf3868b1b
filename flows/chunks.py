"""Cut the files of an archive into chunks, each the sources of one run, without those that the lake has."""

from __future__ import annotations

import glob
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from flows.documents.source_files import LocalPlace, SourceFile
from flows.documents.sources import ANCHOR, URL, find_files
from flows.errors import SourceNotFound, UsageError

DATE = re.compile(r"\{date:([^{}]+)\}")
"""Where the date stands in a source, and how it is written: `archive/{date:%Y/%m/%d}`."""

MAX_SOURCES_BYTES = 300_000
"""Names of files in one chunk: Prefect refuses a run whose parameters have more than half a megabyte."""

SURROGATE = re.compile(r"[\ud800-\udfff]")
"""A byte of a file name that is not UTF-8; Prefect keeps parameters as text."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Sources that are read in one run: a file, or all below the address of an object store."""

    source: str
    file_count: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """The sources of one run."""

    sources: tuple[str, ...]
    file_count: int


@dataclass(frozen=True, slots=True)
class Archive:
    """What is to be read, in order; the last there is, read or not; what was read; days without files."""

    units: tuple[Unit, ...]
    last: Unit
    known_count: int
    empty_days: tuple[date, ...]

    @property
    def file_count(self) -> int:
        return sum(unit.file_count for unit in self.units)


def find_archive(
    sources: Iterable[str],
    *,
    since: date | None,
    until: date | None,
    own_paths: Iterable[Path],
    known: Collection[str],
) -> Archive:
    """Return what of the sources is to be read; raise SourceNotFound where there is nothing on any day.

    `known` are the paths that a run has read. Files come in the order of their dates, then of their names.
    """
    own, known_count = tuple(own_paths), 0
    units: dict[str, Unit] = {}
    empty: list[date] = []
    last: Unit | None = None
    for source, day in expand_dates(sources, since=since, until=until):
        try:
            files = find_files((source,), own)
        except SourceNotFound:
            if day is None:
                raise
            files = []
        if day and not files:
            empty.append(day)
        left = [file for file in files if file.locator.source_path not in known]
        known_count += len(files) - len(left)
        units.update((unit.source, unit) for unit in _as_units(source, left))
        last = next(_as_units(source, files[-1:]), last)
    if last is None:
        raise SourceNotFound(
            f"No file found in {', '.join(sources)}"
            + (f" from {since} to {until}. Days without files: {len(empty)}." if empty else ".")
        )
    return Archive(tuple(units.values()), last, known_count, tuple(empty))


def expand_dates(
    sources: Iterable[str], *, since: date | None, until: date | None
) -> Iterator[tuple[str, date | None]]:
    """Yield each source, with the dates of a range in its place for them; those without one as they are.

    Files are named from the part of the path before the date: `archive/{date:%Y/%m/%d}` as `archive` would.
    Raise UsageError where there is a place and no range, or a range and no place.
    """
    for source in sources:
        has_place = DATE.search(source) is not None
        if has_place and since and until:
            yield from _write_dates(source, since, until)
        elif has_place:
            raise UsageError(f"{source} has a place for dates: say which by --since and --until.")
        elif since or until:
            raise UsageError(
                f"{source} has no place for dates. Say where they stand, such as 'archive/{{date:%Y/%m/%d}}' "
                "or 'archive/news-{date:%Y%m%d}*.jsonl.gz'."
            )
        else:
            yield source, None


def _write_dates(source: str, since: date, until: date) -> Iterator[tuple[str, date]]:
    """Yield the source for each day, and once for a month where the pattern has no day."""
    fixed = source[: source.index("{date:")]
    base, _, below = fixed.rpartition("/")
    pattern = f"{base or '.'}{ANCHOR}{below}{source.removeprefix(fixed)}"
    written: set[str] = set()
    for number in range((until - since).days + 1):
        day = since + timedelta(days=number)
        dated = DATE.sub(partial(_write_day, day), pattern)
        if dated not in written:
            written.add(dated)
            yield dated, day


def _write_day(day: date, place: re.Match[str]) -> str:
    return day.strftime(place[1])


def make_chunks(units: Sequence[Unit], size: int) -> Iterator[Chunk]:
    """Yield the units in chunks of at most so many files, and of as many names as a run may be given."""
    sources: list[str] = []
    count = name_bytes = 0
    for unit in units:
        is_full = count + unit.file_count > size or name_bytes + len(unit.source) > MAX_SOURCES_BYTES
        if sources and is_full:
            yield Chunk(tuple(sources), count)
            sources, count, name_bytes = [], 0, 0
        sources.append(unit.source)
        count += unit.file_count
        name_bytes += len(unit.source.encode("utf-8", "surrogatepass")) + len('"", ')
    if sources:
        yield Chunk(tuple(sources), count)


def _as_units(source: str, files: Sequence[SourceFile]) -> Iterator[Unit]:
    """Yield a unit for each file; objects of a store are listed once and stay together."""
    if URL.match(source):
        if files:
            yield Unit(source, len(files))
        return
    for file in files:
        if isinstance(file.place, LocalPlace):
            yield Unit(_as_source(file.place.path, file.locator.source_file.count("/")), 1)


def _as_source(path: str, depth: int) -> str:
    """Return a file as a source that gives it the name it has below its folder, `depth` folders down."""
    base, below = str(Path(path).parents[depth]), str(Path(path).relative_to(Path(path).parents[depth]))
    if SURROGATE.search(path):
        base, below = (SURROGATE.sub("?", glob.escape(part)) for part in (base, below))
    return f"{base}{ANCHOR}{below}"
