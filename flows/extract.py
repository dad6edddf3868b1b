"""Read the pages of raw batches with the parser: one parsed Parquet file per batch and parser version."""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from flows import progress
from flows.entity_backends import load_backend
from flows.fingerprint import fingerprint
from flows.lookups import load_lexicon
from flows.parsing.entities.typed_names import NameFinder, find_typed_names
from flows.parsing.layout.prose import as_key
from flows.parsing.lexicon import Lexicon
from flows.parsing.page import NO_RECURRING_LINES, RecurringLines, parse_page, parser_version
from flows.parsing.records import NO_HINTS, NOTHING_READ, Hints
from flows.settings import DEFAULT_ENTITIES
from flows.signatures import sign
from flows.storage import lake, schemas
from flows.storage.layout import DataDir
from flows.storage.warehouse import PendingBatch

PAGES_PER_WRITE = 500
"""Pages parsed before their rows are written: nested rows take about ten times the size of the text."""


FLOWS = Path(__file__).parent
PARSER = FLOWS / "parsing"
SIGNATURES = FLOWS / "signatures.py"
COLUMNS = FLOWS / "storage" / "schemas.py"


def current_parser_version(entities: str = DEFAULT_ENTITIES) -> str:
    """Return the version of the parser, its lookups, its code and what else finds names.

    Pages read by another version are read again. Raise BackendUnusable where names cannot be found so.
    """
    code = fingerprint([*PARSER.rglob("*.py"), SIGNATURES, COLUMNS], root=FLOWS)
    return f"{parser_version(load_lexicon())}.{code}{load_backend(entities).version}"


def extract_batches(
    data: DataDir,
    batch_ids: Sequence[str],
    *,
    version: str,
    worker_count: int,
    is_reparse: bool,
    entities: str = DEFAULT_ENTITIES,
) -> tuple[PendingBatch, ...]:
    """Make sure that each batch has its parsed file and return them all, in the given order."""
    pending = tuple(
        PendingBatch(batch_id, data.raw_batch(batch_id), data.parsed_batch(version, batch_id))
        for batch_id in batch_ids
    )
    missing = [batch for batch in pending if is_reparse or not batch.parsed.exists()]
    recurring_lines = {
        publisher: frozenset(map(as_key, lines))
        for publisher, lines in lake.read_recurring_lines(data).items()
    }
    parse = partial(parse_batch, version=version, recurring_lines=recurring_lines, entities=entities)
    for done, _ in enumerate(_parse_all(missing, parse, worker_count), start=1):
        progress.advance("extract", done, len(missing), "batches")
    return pending


def _parse_all(
    batches: Sequence[PendingBatch], parse: Callable[[PendingBatch], int], worker_count: int
) -> Iterable[int]:
    """Parse batches, in processes where there is more than one; yield each one's number of pages."""
    if len(batches) < 2 or worker_count < 2:  # noqa: PLR2004 - nothing to share out
        for batch in batches:
            yield parse(batch)
        return
    # spawn: a forked child would inherit the database handles and threads of this process
    context = multiprocessing.get_context("spawn")
    size = min(worker_count, len(batches))
    with ProcessPoolExecutor(size, mp_context=context, initializer=_end_with_parent) as pool:
        futures = [pool.submit(parse, batch) for batch in batches]
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


def parse_batch(
    batch: PendingBatch,
    *,
    version: str,
    recurring_lines: RecurringLines = NO_RECURRING_LINES,
    entities: str = DEFAULT_ENTITIES,
) -> int:
    """Read every page of a raw batch and write what was found; return the number of pages."""
    read = partial(
        read_page,
        lexicon=load_lexicon(),
        recurring_lines=recurring_lines,
        find_names=load_backend(entities).find_names,
    )
    pages = lake.read_columns(batch.raw, schemas.RAW_PAGE, ["content_sha256", "text", "hints"])
    with lake.open_writer(schemas.PARSED_PAGE, batch.parsed) as writer:
        for start in range(0, len(pages), PAGES_PER_WRITE):
            rows = [
                {
                    "content_sha256": page["content_sha256"],
                    "parser_version": version,
                    **read(page["text"], hints=Hints(**(page["hints"] or {}))),
                }
                for page in pages[start : start + PAGES_PER_WRITE]
            ]
            writer.write_table(lake.to_table(rows, schemas.PARSED_PAGE))
    return len(pages)


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
