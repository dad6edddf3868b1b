"""Look at every document of the sources and write the new ones to the lake.

Every document, and every container that documents came out of, gets one outcome:

    ingested      its content is new
    opened        a container that was read to its end; its documents have outcomes of their own
    unchanged     the lake has this content from this very path
    renamed       the lake has it from a file that is gone
    duplicate     the lake has it from another path, or another document of this run had it first
    quarantined   it cannot be trusted; `reason_code` says why (`flows/documents/reasons.py`)

What decides is the SHA-256 of the content, never the name or the date of a file. A container that was opened
before, by the same version of the reader, is not opened again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flows import progress
from flows.decoding import Unreadable
from flows.documents.document import Document, Finding, Opened, Page, Recognised, SetAside, as_row
from flows.documents.opening import Opener
from flows.documents.reading import read_page
from flows.documents.sources import find_files, is_there
from flows.fingerprint import fingerprint
from flows.settings import Limits, Settings
from flows.storage import kept_bytes, lake
from flows.storage.layout import DataDir
from flows.storage.reader import Quarantined
from flows.waiting import Trial, open_trial

FLOWS = Path(__file__).parent

OUTCOMES_PER_PART = 20_000
"""Outcome rows held in memory before they are written."""

FILES_PER_REPORT = 500
DOCUMENTS_PER_REPORT = 500
BYTES_PER_REPORT = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run found: counts by outcome, the batches it wrote and what it set aside.

    `file_count` counts documents, and containers that were not opened: known before, or set aside.
    """

    file_count: int
    ingested_count: int
    unchanged_count: int
    duplicate_count: int
    quarantined_count: int
    batch_ids: tuple[str, ...]
    quarantined: frozenset[Quarantined]


def ingest_pages(settings: Settings, data: DataDir, run_id: str, trial: Trial | None = None) -> Ingested:
    """Look at every file of the sources and write what is new; raise SourceNotFound for a wrong source.

    With a trial, look at what it tries again and at no source.
    """
    intake = _Intake(settings, data, run_id, reader_version(settings.limits))
    if trial:
        opener = Opener(settings.limits, data.build, is_opened=_is_never, report=_report_bytes)
        for found in open_trial(trial, data, opener):
            intake.take(found)
        return intake.finish()
    files = find_files(settings.sources, data.own_paths)
    opener = Opener(settings.limits, data.build, is_opened=intake.is_opened, report=_report_bytes)
    for count, file in enumerate(files, start=1):
        for found in opener.open_file(file):
            intake.take(found)
            if intake.document_count % DOCUMENTS_PER_REPORT == 0:
                progress.advance("ingest", count, len(files), f"files, {intake.document_count:,} documents")
        if count % FILES_PER_REPORT == 0:
            progress.advance("ingest", count, len(files), "files")
    return intake.finish()


def _is_never(_: str) -> bool:
    """Have every container opened, also those that were: what it set aside is looked for in it."""
    return False


def reader_version(limits: Limits) -> str:
    """Return what containers are opened with: the code that reads documents, and the limits."""
    code = [*(FLOWS / "documents").glob("*.py"), FLOWS / "decoding.py"]
    return f"{fingerprint(code, root=FLOWS)}+{'-'.join(map(str, asdict(limits).values()))}"


def _report_bytes(done: int, total: int) -> None:
    if done % BYTES_PER_REPORT == 0:
        progress.advance("ingest", done, total, "bytes of a container")


class _Intake:
    """Collects pages and outcomes and writes them in parts, so that memory is bounded by one batch."""

    def __init__(self, settings: Settings, data: DataDir, run_id: str, reader: str) -> None:
        self._batch_bytes = settings.batch_bytes
        self._keep = partial(kept_bytes.keep, data)
        self._write = partial(lake.write_ingested, data, run_id=run_id)
        self._run_id = run_id
        self._reader = reader
        self._known = lake.known_pages(data)
        self._containers = lake.opened_containers(data, reader)
        self._pages: list[dict[str, Any]] = []
        self._outcomes: list[dict[str, Any]] = []
        self._opened: list[dict[str, Any]] = []
        self._text_size = 0
        self._part_count = 0
        self._counts: dict[str, int] = {}
        self._batch_ids: list[str] = []
        self._quarantined: set[Quarantined] = set()

    @property
    def document_count(self) -> int:
        return sum(self._counts.values())

    def is_opened(self, content_sha256: str) -> bool:
        """Tell whether a container of this content was opened, in this run or an earlier one."""
        return content_sha256 in self._containers

    def take(self, found: Finding) -> None:
        """Decide the outcome of one finding, and write a part when it is large enough."""
        row = {
            "run_id": self._run_id,
            **as_row(found.locator),
            "content_sha256": found.content_sha256,
            "byte_count": found.byte_count,
        }
        match found:
            case Document():
                outcome = _recognise(row, self._known) or self._read(row, found)
            case SetAside():
                outcome = self._set_aside(row, found.reason_code, found.reason, found.content)
            case Opened():
                outcome = "opened"
                row |= {"document_count": found.document_count, "skipped_count": found.skipped_count}
                row["reader_version"] = self._reader
                self._containers.setdefault(found.content_sha256, found.locator.source_path)
            case Recognised():
                outcome = _recognise(row, self._containers) or "unchanged"
        # a container counts as opened only when all that came out of it is in the lake: see `_write_part`
        (self._opened if outcome == "opened" else self._outcomes).append(row | {"outcome": outcome})
        self._counts[outcome] = self._counts.get(outcome, 0) + 1
        if self._text_size >= self._batch_bytes or len(self._outcomes) >= OUTCOMES_PER_PART:
            self._write_part()

    def finish(self) -> Ingested:
        """Write what is left and return the totals."""
        self._write_part()
        self._write_part()  # the containers that the first part completed
        return Ingested(
            file_count=self.document_count - self._counts.get("opened", 0),
            ingested_count=self._counts.get("ingested", 0),
            unchanged_count=self._counts.get("unchanged", 0),
            duplicate_count=self._counts.get("duplicate", 0) + self._counts.get("renamed", 0),
            quarantined_count=self._counts.get("quarantined", 0),
            batch_ids=tuple(self._batch_ids),
            quarantined=frozenset(self._quarantined),
        )

    def _read(self, row: dict[str, Any], document: Document) -> str:
        """Read a new document as a page; return what became of it."""
        try:
            page = read_page(document)
        except Unreadable as problem:
            return self._set_aside(row, problem.reason_code, str(problem), document.kept)
        row["encoding"] = page.encoding
        self._known[document.content_sha256] = document.locator.source_path
        self._text_size += len(page.text)
        self._pages.append(_raw_page(row, page))
        return "ingested"

    def _set_aside(self, row: dict[str, Any], reason_code: str, reason: str, content: bytes | None) -> str:
        """Note why a document is set aside, and keep its bytes: it can be tried again without its file."""
        row |= {"reason_code": reason_code, "reason": reason, "is_kept": content is not None}
        if content is not None:
            self._keep(row["content_sha256"], content)
        self._quarantined.add(Quarantined(row["source_path"], row["content_sha256"], reason_code))
        return "quarantined"

    def _write_part(self) -> None:
        """Write outcomes and pages; then the containers they came out of are ready for the next part.

        A run that is killed between the two opens those containers again, and finds their pages known.
        """
        if self._outcomes:
            part_no = self._part_count
            batch_id = self._write(part_no=part_no, outcomes=self._outcomes, pages=self._pages)
            if batch_id:
                self._batch_ids.append(batch_id)
            self._part_count += 1
        self._outcomes, self._opened = self._opened, []
        self._pages, self._text_size = [], 0


def _recognise(row: dict[str, Any], known: Mapping[str, str]) -> str | None:
    """Return the outcome of content that came before, and note where it came from."""
    first_path = known.get(row["content_sha256"])
    if first_path is None:
        return None
    row["known_as"] = first_path
    if first_path == row["source_path"]:
        return "unchanged"
    return "duplicate" if is_there(first_path) else "renamed"


def _raw_page(row: Mapping[str, Any], page: Page) -> dict[str, Any]:
    kept = ("content_sha256", "source_file", "source_path", "encoding", "byte_count")
    return {name: row[name] for name in kept} | {
        "format": page.page_format,
        "hints": as_row(page.hints),
        "text": page.text,
    }
