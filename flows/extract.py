"""Read the pages of raw batches with the parser: one parsed Parquet file per batch and parser version."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
import traceback
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from flows import progress
from flows.entity_backends import load_backend
from flows.fingerprint import fingerprint
from flows.lookups import LOOKUPS, load_lexicon
from flows.parsing.entities.typed_names import NameFinder, find_typed_names
from flows.parsing.layout.prose import as_key
from flows.parsing.lexicon import Lexicon
from flows.parsing.page import NO_RECURRING_LINES, RecurringLines, parse_page, parser_version
from flows.parsing.records import NO_HINTS, NOTHING_READ, Hints
from flows.settings import DEFAULT_ENTITIES
from flows.signatures import sign
from flows.storage import lake, schemas
from flows.storage.layout import DataDir
from flows.storage.parts import is_whole
from flows.storage.warehouse import PendingBatch

PAGES_PER_WRITE = 500
"""Pages parsed before their rows are written: nested rows take about ten times the size of the text."""


FLOWS = Path(__file__).parent
PARSER = FLOWS / "parsing"
SIGNATURES = FLOWS / "signatures.py"
COLUMNS = FLOWS / "storage" / "schemas.py"


@dataclass(frozen=True, slots=True)
class Rules:
    """What pages are read with: a record that goes to every worker.

    `lines_version` tells which recurring lines: they are learned, and so are no part of the parser's version.
    """

    version: str
    recurring_lines: RecurringLines
    lines_version: str
    entities: str = DEFAULT_ENTITIES
    lookups: Path = LOOKUPS


def current_parser_version(entities: str = DEFAULT_ENTITIES, lookups: Path = LOOKUPS) -> str:
    """Return the version of the parser, such as `0.9.0+1f0c9d2e.5b7a6c3d`.

    After the plus sign stand the hash of the lookups that it reads and of its code, and then what else finds
    names. Pages read by another version are read again. Raise BackendUnusable where names cannot be found so.
    """
    code = fingerprint([*PARSER.rglob("*.py"), SIGNATURES, COLUMNS], root=FLOWS)
    return f"{parser_version(load_lexicon(lookups))}.{code}{load_backend(entities).version}"


def load_rules(
    data: DataDir, *, version: str, entities: str = DEFAULT_ENTITIES, lookups: Path = LOOKUPS
) -> Rules:
    """Return the rules of a version, with the lines that the lake has learned."""
    lines = lake.read_recurring_lines(data)
    told = "\n".join(sorted(f"{publisher}\t{line}" for publisher in lines for line in lines[publisher]))
    keys = {publisher: frozenset(map(as_key, own)) for publisher, own in lines.items()}
    return Rules(version, keys, hashlib.sha256(told.encode()).hexdigest()[:8], entities, lookups)


def extract_batches(
    data: DataDir,
    batch_ids: Sequence[str],
    *,
    version: str,
    worker_count: int,
    is_reparse: bool,
    entities: str = DEFAULT_ENTITIES,
) -> tuple[PendingBatch, ...]:
    """Make sure that each batch has its parsed file and return them all, in the given order.

    `is_reparse` reads those again that were read with other recurring lines; what was read with the same
    would be read the same. So a run that was killed goes on with the batches that it had not come to.
    """
    rules = load_rules(data, version=version, entities=entities)
    pending = [
        PendingBatch(batch_id, data.raw_batch(batch_id), data.parsed_batch(version, batch_id))
        for batch_id in batch_ids
    ]
    missing = [
        replace(batch, is_read_now=True)
        for batch in pending
        if not is_whole(batch.parsed)
        or (is_reparse and lake.read_lines_version(batch.parsed) != rules.lines_version)
    ]
    kept_count = len(pending) - len(missing)
    jobs = [Job(batch) for batch in missing]
    for done, _ in enumerate(parse_all(jobs, rules, worker_count), start=kept_count + 1):
        progress.advance("extract", done, len(pending), "batches")
    read_now = {batch.batch_id: batch for batch in missing}
    return tuple(read_now.get(batch.batch_id, batch) for batch in pending)


@dataclass(frozen=True, slots=True)
class Job:
    """A batch to read, into the file that it names; `only` are the pages to read, None for all."""

    batch: PendingBatch
    only: frozenset[str] | None = None


def parse_all(jobs: Sequence[Job], rules: Rules, worker_count: int) -> Iterable[int]:
    """Read batches, in processes where there is more than one; yield each one's number of pages."""
    parse = partial(parse_batch, rules=rules)
    if len(jobs) < 2 or worker_count < 2:  # noqa: PLR2004 - nothing to share out
        for job in jobs:
            yield parse(job)
        return
    # spawn: a forked child would inherit the database handles and threads of this process
    context = multiprocessing.get_context("spawn")
    size = min(worker_count, len(jobs))
    with ProcessPoolExecutor(size, mp_context=context, initializer=_end_with_parent) as pool:
        futures = [pool.submit(parse, job) for job in jobs]
        for future in as_completed(futures):
            yield future.result()


def _end_with_parent() -> None:
    """End this worker when the run that started it is gone, however it went."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def parse_batch(job: Job, *, rules: Rules) -> int:
    """Read the pages of a raw batch and write what was found; return the number of pages."""
    read = partial(
        read_page,
        lexicon=load_lexicon(rules.lookups),
        recurring_lines=rules.recurring_lines,
        find_names=load_backend(rules.entities).find_names,
    )
    pages = lake.read_columns(job.batch.raw, schemas.RAW_PAGE, ["content_sha256", "text", "hints"])
    if job.only is not None:
        pages = [page for page in pages if page["content_sha256"] in job.only]
    with lake.open_parsed(job.batch.parsed, rules.lines_version) as writer:
        for start in range(0, len(pages), PAGES_PER_WRITE):
            rows = [
                {
                    "content_sha256": page["content_sha256"],
                    "parser_version": rules.version,
                    **read(page["text"], hints=Hints(**(page["hints"] or {}))),
                }
                for page in pages[start : start + PAGES_PER_WRITE]
            ]
            writer.write_table(lake.to_table(rows, schemas.PARSED_PAGE))
    return len(pages)


def read_again(
    data: DataDir, pages: Mapping[str, frozenset[str]], *, rules: Rules, worker_count: int
) -> tuple[str, ...]:
    """Read some pages of batches again and return the batches in which that changed a row.

    The other pages keep their rows. `pages` are hashes of content by batch. A batch that these rules have not
    read yet is left to the stage.
    """
    jobs = [
        Job(
            PendingBatch(batch_id, data.raw_batch(batch_id), data.build / "again" / f"{batch_id}.parquet"),
            only,
        )
        for batch_id, only in pages.items()
        if data.parsed_batch(rules.version, batch_id).exists()
    ]
    for done, _ in enumerate(parse_all(jobs, rules, worker_count), start=1):
        progress.advance("ingest", done, len(jobs), "batches of pages in quarantine")
    return tuple(
        job.batch.batch_id
        for job in jobs
        if lake.replace_parsed(data.parsed_batch(rules.version, job.batch.batch_id), job.batch.parsed)
    )


def read_page(
    text: str,
    lexicon: Lexicon,
    hints: Hints = NO_HINTS,
    recurring_lines: RecurringLines = NO_RECURRING_LINES,
    *,
    find_names: NameFinder = find_typed_names,
) -> dict[str, Any]:
    """Return what the parser finds on a page and its signature; a page that breaks it only has `parse_error`.

    One page must not stop a run of a million. The error is kept with the page, a gate counts such pages,
    `ops.quarantine` lists them, and the next version of the parser tries them again.
    """
    try:
        page = parse_page(text, lexicon, hints, recurring_lines, find_names=find_names)
        return {**asdict(page), **asdict(sign(page.body_text))}
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is kept with the page
        place = traceback.extract_tb(problem.__traceback__)[-1]
        error = f"{type(problem).__name__}: {problem} ({Path(place.filename).name}, line {place.lineno})"
        return {**asdict(NOTHING_READ), **asdict(sign("")), "parse_error": error}
