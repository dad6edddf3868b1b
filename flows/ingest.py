"""Find pages, decode them, and write the new ones to the lake.

Every file looked at gets one outcome:

    ingested      its content is new
    unchanged     the lake has this content from this very path
    renamed       the lake has it from a path that is gone
    duplicate     the lake has it from another path, or another file of this run had it first
    quarantined   it cannot be trusted; `reason_code` says why

What decides is the SHA-256 of the bytes, never the name or the date of a file.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows import progress
from flows.decoding import Undecodable, decode_page
from flows.errors import SourceNotFound
from flows.parsing.records import NO_HINTS
from flows.settings import Settings
from flows.storage import lake
from flows.storage.layout import DataDir

PAGE_SUFFIX = ".txt"
GLOB = re.compile(r"[*?\[]")
"""What makes a path a pattern."""

OUTCOMES_PER_PART = 20_000
"""Outcome rows held in memory before they are written."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to look at; `source_file` is its path below the source that led to it."""

    path: Path
    source_file: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run found: counts by outcome, the batches it wrote and the files it set aside."""

    file_count: int
    ingested_count: int
    unchanged_count: int
    duplicate_count: int
    quarantined_count: int
    batch_ids: tuple[str, ...]
    quarantined: frozenset[tuple[str, str | None]]
    """`(source_path, content_sha256)` of every quarantined file."""


def ingest_pages(settings: Settings, data: DataDir, run_id: str) -> Ingested:
    """Look at every file of the sources and write what is new; raise SourceNotFound for a wrong source."""
    files = find_files(settings.sources)
    intake = _Intake(settings, data, run_id, known=lake.known_pages(data))
    for count, file in enumerate(files, start=1):
        intake.look_at(file)
        if count % 500 == 0:
            progress.advance("ingest", count, len(files), "files")
    return intake.finish()


def find_files(sources: tuple[str, ...]) -> list[FoundFile]:
    """Return the page files of all sources in a fixed order, each once."""
    found = {file.path: file for source in reversed(sources) for file in _find_in(source)}
    return sorted(found.values(), key=lambda file: (file.source_file, str(file.path)))


def _find_in(source: str) -> Iterator[FoundFile]:
    """Yield the files of one source: a file, a folder searched through, or a glob pattern."""
    path = Path(os.path.abspath(source))  # noqa: PTH100 - resolves `..` but keeps links: names are the user's
    if path.is_dir():
        yield from _find_below(path, path)
    elif path.exists():
        yield FoundFile(path, path.name)
    else:
        yield from _find_matches(path)


def _find_below(folder: Path, source: Path) -> Iterator[FoundFile]:
    """Yield the page files in a folder and its subfolders; a folder closed to us counts as a file."""
    closed: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=closed.append):
        for name in names:
            path = Path(place, name)
            if path.suffix.lower() == PAGE_SUFFIX:
                yield FoundFile(path, path.relative_to(source).as_posix())
    for problem in closed:
        path = Path(problem.filename)
        yield FoundFile(path, path.relative_to(source).as_posix())


def _find_matches(pattern: Path) -> Iterator[FoundFile]:
    """Yield what a pattern matches; source files are named from the part of it that is no pattern."""
    fixed = next(parent for parent in pattern.parents if not GLOB.search(str(parent)))
    matches = sorted(fixed.glob(str(pattern.relative_to(fixed))))
    if not matches:
        raise SourceNotFound(
            f"No page found at {str(pattern)!r}. Give a folder, a .txt file or a pattern such as "
            "'pages/**/*.txt'."
        )
    for match in matches:
        if match.is_dir():
            yield from _find_below(match, fixed)
        else:
            yield FoundFile(match, match.relative_to(fixed).as_posix())


class _Intake:
    """Collects pages and outcomes and writes them in parts, so that memory is bounded by one batch."""

    def __init__(self, settings: Settings, data: DataDir, run_id: str, *, known: dict[str, str]) -> None:
        self._settings = settings
        self._data = data
        self._run_id = run_id
        self._known = known
        self._pages: list[dict[str, Any]] = []
        self._outcomes: list[dict[str, Any]] = []
        self._text_bytes = 0
        self._part_count = 0
        self._counts: dict[str, int] = {}
        self._batch_ids: list[str] = []
        self._quarantined: set[tuple[str, str | None]] = set()

    def look_at(self, file: FoundFile) -> None:
        """Decide the outcome of one file."""
        row: dict[str, Any] = {
            "run_id": self._run_id,
            "source_path": printable(str(file.path)),
            "source_file": printable(file.source_file),
        }
        try:
            content = read_whole(file.path, max_bytes=self._settings.max_page_bytes)
            row |= {"content_sha256": hashlib.sha256(content).hexdigest(), "byte_count": len(content)}
            outcome = self._recognise(row) or self._take(row, content)
        except Undecodable as problem:
            row |= {"reason_code": problem.reason_code, "reason": str(problem)}
            self._quarantined.add((row["source_path"], row.get("content_sha256")))
            outcome = "quarantined"
        self._outcomes.append(row | {"outcome": outcome})
        self._counts[outcome] = self._counts.get(outcome, 0) + 1
        if self._text_bytes >= self._settings.batch_bytes or len(self._outcomes) >= OUTCOMES_PER_PART:
            self._write_part()

    def finish(self) -> Ingested:
        """Write what is left and return the totals."""
        self._write_part()
        return Ingested(
            file_count=sum(self._counts.values()),
            ingested_count=self._counts.get("ingested", 0),
            unchanged_count=self._counts.get("unchanged", 0),
            duplicate_count=self._counts.get("duplicate", 0) + self._counts.get("renamed", 0),
            quarantined_count=self._counts.get("quarantined", 0),
            batch_ids=tuple(self._batch_ids),
            quarantined=frozenset(self._quarantined),
        )

    def _recognise(self, row: dict[str, Any]) -> str | None:
        """Return the outcome of content the lake already has, and note where it came from."""
        first_path = self._known.get(row["content_sha256"])
        if first_path is None:
            return None
        row["known_as"] = first_path
        if first_path == row["source_path"]:
            return "unchanged"
        return "duplicate" if os.path.exists(first_path) else "renamed"  # noqa: PTH110 - False where it is closed to us

    def _take(self, row: dict[str, Any], content: bytes) -> str:
        page = decode_page(content)
        row["encoding"] = page.encoding
        self._known[row["content_sha256"]] = row["source_path"]
        self._text_bytes += len(content)
        kept = ("content_sha256", "source_file", "source_path", "encoding", "byte_count")
        self._pages.append(
            {name: row[name] for name in kept}
            | {"format": "text", "hints": asdict(NO_HINTS), "text": page.text}
        )
        return "ingested"

    def _write_part(self) -> None:
        if not self._outcomes:
            return
        batch_id = lake.write_ingested(
            self._data,
            run_id=self._run_id,
            part_no=self._part_count,
            outcomes=self._outcomes,
            pages=self._pages,
        )
        if batch_id:
            self._batch_ids.append(batch_id)
        self._part_count += 1
        self._pages, self._outcomes, self._text_bytes = [], [], 0


def printable(name: str) -> str:
    """Return a file name as text; its bytes that are not UTF-8 are shown as hexadecimal escapes.

    A backslash that is in the name is doubled, so that no two names look the same.
    """
    escaped = name.replace("\\", "\\\\")
    return escaped.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_whole(path: Path, *, max_bytes: int) -> bytes:
    """Return the bytes of a file that holds still; raise Undecodable for one that cannot be a page."""
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise Undecodable("not_a_file", "it is not a regular file, or a folder that cannot be opened")
        if before.st_size > max_bytes:
            raise Undecodable("too_large", f"it has {before.st_size:,} bytes; the limit is {max_bytes:,}")
        content = path.read_bytes()
        after = path.stat()
    except OSError as problem:
        raise Undecodable("unreadable", f"it cannot be read: {problem.strerror}") from problem
    if len(content) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise Undecodable("being_written", "it changed while it was read; the next run looks again")
    return content
