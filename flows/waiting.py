"""What waits in the quarantine, and what of it can be tried again: from its bytes, its source or the lake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows import progress
from flows.documents.document import Finding, Locator
from flows.documents.opening import Opener
from flows.documents.source_files import LocalPlace, SourceFile
from flows.documents.sources import URL
from flows.errors import QueryFailed, SourceNotFound
from flows.settings import Replay
from flows.storage import kept_bytes, reader
from flows.storage.layout import DataDir

WAITING = """
    select
        waiting.stage, waiting.source_path, waiting.source_file, waiting.container_path,
        waiting.content_sha256, waiting.reason_code, waiting.first_seen_at, pages.batch_id
    from ops.quarantine as waiting
    left join raw.pages as pages
        on waiting.stage = 'extract' and waiting.content_sha256 = pages.content_sha256
    order by waiting.source_file, waiting.source_path, waiting.stage
"""

DOCUMENTS_PER_REPORT = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of `ops.quarantine`; `batch_id` is that of a page which the parser set aside."""

    stage: str
    source_path: str
    source_file: str
    container_path: str | None
    content_sha256: str | None
    reason_code: str
    first_seen_at: datetime
    batch_id: str | None

    @property
    def locator(self) -> Locator:
        return Locator(self.source_path, self.source_file, self.container_path)


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried again: documents by their bytes, source files, pages of batches of the lake.

    `lost` has neither bytes nor a source any more.
    """

    waiting: tuple[Waiting, ...]
    kept: tuple[Waiting, ...]
    files: tuple[SourceFile, ...]
    pages: Mapping[str, frozenset[str]]
    lost: tuple[Waiting, ...]


def plan_trial(data: DataDir, replay: Replay) -> Trial:
    """Return what is tried again; raise WarehouseMissing where nothing is published yet."""
    everything = find_waiting(data)
    waiting = tuple(found for found in everything if _is_chosen(found, replay))
    at_ingest = [found for found in waiting if found.stage == "ingest"]
    is_kept = {found: kept_bytes.read(data, found.content_sha256) is not None for found in at_ingest}
    sources = {found: _find_source(found) for found in at_ingest if not is_kept[found]}
    files = {file.locator.source_path: file for file in sources.values() if file}
    return Trial(
        waiting=waiting,
        # what stands in a container that is read again is met there
        kept=tuple(found for found in at_ingest if is_kept[found] and not _stands_in(found, files)),
        files=tuple(files.values()),
        pages=_find_pages(everything, waiting),
        lost=tuple(found for found, file in sources.items() if file is None),
    )


def find_waiting(data: DataDir) -> tuple[Waiting, ...]:
    """Return all that waits, in a fixed order; raise QueryFailed for a warehouse of another make."""
    try:
        _, rows = reader.query(data, WAITING)
    except QueryFailed as problem:
        raise QueryFailed(
            f"{data.warehouse} was made by another version of Sourceline and tells its quarantine otherwise: "
            "the next `sourceline run` makes it anew."
        ) from problem
    return tuple(Waiting(*row) for row in rows)


def open_trial(trial: Trial, data: DataDir, opener: Opener) -> Iterator[Finding]:
    """Yield what is found in documents that are tried again, each under the name it had."""
    total = len(trial.kept) + len(trial.files)
    for count, found in enumerate(trial.kept, start=1):
        content = kept_bytes.read(data, found.content_sha256)
        yield from opener.open_kept(found.locator, content or b"")
        if count % DOCUMENTS_PER_REPORT == 0:
            progress.advance("ingest", count, total, "documents tried again")
    for count, file in enumerate(trial.files, start=len(trial.kept) + 1):
        yield from opener.open_file(file)
        progress.advance("ingest", count, total, "documents tried again")


def _is_chosen(found: Waiting, replay: Replay) -> bool:
    is_wanted = not replay.reasons or found.reason_code in replay.reasons
    return is_wanted and (replay.since is None or found.first_seen_at.date() >= replay.since)


def _find_pages(everything: Iterable[Waiting], chosen: Iterable[Waiting]) -> dict[str, frozenset[str]]:
    """Return the pages to read again by batch: in a batch with a chosen one, all that wait.

    The batch is what the history counts attempts by.
    """
    batch_ids = {found.batch_id for found in chosen if found.batch_id}
    pages: dict[str, set[str]] = defaultdict(set)
    for found in everything:
        if found.batch_id in batch_ids and found.content_sha256:
            pages[found.batch_id].add(found.content_sha256)
    return {batch_id: frozenset(pages[batch_id]) for batch_id in sorted(pages)}


def _stands_in(found: Waiting, files: Mapping[str, SourceFile]) -> bool:
    source = _find_source(found) if found.container_path and files else None
    return source is not None and source.locator.source_path in files


def _find_source(found: Waiting) -> SourceFile | None:
    """Return the file that a document came out of, under the name it had; None where it is gone."""
    if URL.match(found.source_path):
        return _find_object(found)
    path = found.source_path
    while path and not Path(path).is_file():
        path = path[: max(path.rfind("/"), path.rfind("#"), 0)]
    if not path:
        return None
    inside = len(found.source_path) - len(path)
    name = found.source_file[: len(found.source_file) - inside]
    return SourceFile(Locator(path, name), LocalPlace(path))


def _find_object(found: Waiting) -> SourceFile | None:
    """Return the object of a store that a document is, or that it stands in."""
    from flows.documents.remote import find_remote

    url = found.container_path or found.source_path
    inside = len(found.source_path) - len(url)
    try:
        (file,) = find_remote(url)
    except (SourceNotFound, ValueError):
        return None
    return SourceFile(Locator(url, found.source_file[: len(found.source_file) - inside]), file.place)
