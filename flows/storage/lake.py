"""Read and write the lake's Parquet files. A file that is there is whole: it was renamed into place."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.storage import history_schemas, schemas
from flows.storage.files import appearing
from flows.storage.layout import DataDir
from flows.storage.parts import read_part, read_part_schema

OUTCOME_FILE = b"outcome_file"
"""Metadata key of a raw batch: the file with the outcomes of its pages."""

LEARNED_FROM = b"learned_from"
"""Metadata key of the recurring lines: the number of articles they were counted on."""

LINES_VERSION = b"lines_version"
"""Metadata key of a parsed batch: the recurring lines that its pages were read with."""

OPENED = "opened"
"""Ends the name of an outcome file that has containers which were opened: only those files tell of them."""

Row = Mapping[str, Any]


def write_rows(rows: Sequence[Row], schema: pa.Schema, path: Path) -> None:
    """Write rows as one Parquet file, appearing under its name only when it is complete."""
    with open_writer(schema, path) as writer:
        writer.write_table(pa.Table.from_pylist(list(rows), schema=schema))


@contextmanager
def open_writer(schema: pa.Schema, path: Path) -> Iterator[pq.ParquetWriter]:
    """Yield a writer for a file that takes its name when the block ends without an error."""
    with (
        appearing(path) as unfinished,
        pq.ParquetWriter(unfinished, schema, compression="zstd", write_page_checksum=True) as writer,
    ):
        yield writer


def to_table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Return rows as an Arrow table; raise pyarrow.ArrowInvalid where a value does not fit."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def read_columns(path: Path, schema: pa.Schema, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return some columns of a Parquet file, one dict a row; a column that an old file lacks is None."""
    rows: list[dict[str, Any]] = read_part(path, schema=schema, columns=list(columns)).to_pylist()
    return rows


def open_parsed(path: Path, lines_version: str) -> AbstractContextManager[pq.ParquetWriter]:
    """Return a writer for the parsed pages of a batch that were read with these recurring lines."""
    schema = schemas.PARSED_PAGE
    return open_writer(schema.with_metadata({**schema.metadata, LINES_VERSION: lines_version.encode()}), path)


def read_lines_version(parsed: Path) -> str | None:
    """Return the recurring lines that a batch was read with; None where its file cannot tell."""
    try:
        version = (pq.read_schema(parsed).metadata or {}).get(LINES_VERSION)
    except pa.ArrowInvalid:
        return None
    return version.decode() if version else None


def replace_parsed(parsed: Path, again: Path) -> bool:
    """Give some pages of a batch the rows of another file; tell whether any is another than it was.

    The batch still tells the recurring lines that the rest of its pages were read with.
    """
    batch, new = pq.read_table(parsed), pq.read_table(again, schema=schemas.PARSED_PAGE)
    is_replaced = pc.is_in(batch["content_sha256"], value_set=new["content_sha256"])
    former = batch.filter(is_replaced).cast(schemas.PARSED_PAGE).sort_by("content_sha256")
    if former.equals(new.sort_by("content_sha256")):
        return False
    kept = batch.filter(pc.invert(is_replaced)).cast(schemas.PARSED_PAGE)
    with open_parsed(parsed, read_lines_version(parsed) or "") as writer:
        writer.write_table(pa.concat_tables([kept, new]).sort_by("content_sha256"))
    return True


def find_batches(data: DataDir) -> tuple[str, ...]:
    """Return the ids of all raw batches in the lake, sorted."""
    return tuple(sorted(path.stem for path in data.raw.glob("*.parquet")))


def known_pages(data: DataDir) -> dict[str, str]:
    """Return where each page of the lake was first found: content hash to source path."""
    known: dict[str, str] = {}
    for batch_id in find_batches(data):
        table = read_part(data.raw_batch(batch_id), columns=["content_sha256", "source_path"])
        hashes, paths = (table.column(name).to_pylist() for name in ("content_sha256", "source_path"))
        known.update(zip(hashes, paths, strict=True))
    return known


def opened_containers(data: DataDir, reader_version: str) -> dict[str, str]:
    """Return where each container that this reader opened was found first: content hash to source path.

    Only the outcome files that have such containers are read, so that the cost follows the archives that
    came in and not the number of runs.
    """
    opened: dict[str, str] = {}
    for path in sorted(data.outcomes.glob(f"*-{OPENED}.parquet")):
        wanted = [("outcome", "=", "opened"), ("reader_version", "=", reader_version)]
        table = read_part(path, columns=["content_sha256", "source_path"], filters=wanted)
        for row in table.to_pylist():
            opened.setdefault(row["content_sha256"], row["source_path"])
    return opened


def newest_run(data: DataDir) -> str | None:
    """Return the last in order of the names that runs gave to their files; None before the first run."""
    return max(
        (path.stem for folder in (data.runs, data.outcomes) for path in folder.glob("2*")), default=None
    )


def recent_runs(data: DataDir, limit: int) -> list[dict[str, Any]]:
    """Return the summaries of the last runs, newest first."""
    newest = sorted(data.runs.glob("*.parquet"), reverse=True)[:limit]
    return [row for path in newest for row in read_part(path).to_pylist()]


def write_ingested(
    data: DataDir, *, run_id: str, part_no: int, outcomes: Sequence[Row], pages: Sequence[Row]
) -> str | None:
    """Write one part of a run's outcomes and the batch of its new pages; return the batch id.

    The outcomes come first and the batch names them in its metadata, so that every page of the lake has
    an outcome even when the run is killed between the two writes. Without pages there is no batch.
    """
    has_opened = any(row["outcome"] == "opened" for row in outcomes)
    outcome_file = f"{run_id}-{part_no:05d}{f'-{OPENED}' if has_opened else ''}.parquet"
    batch_id = name_batch(page["content_sha256"] for page in pages) if pages else None
    write_rows(
        [{**row, "batch_id": batch_id if row["outcome"] == "ingested" else None} for row in outcomes],
        history_schemas.PAGE_OUTCOME,
        data.outcomes / outcome_file,
    )
    if batch_id:
        write_batch(data, pages, outcome_file=outcome_file)
    return batch_id


def write_batch(data: DataDir, pages: Sequence[Row], *, outcome_file: str) -> None:
    """Write pages as a raw batch that names the file with their outcomes."""
    schema = schemas.RAW_PAGE.with_metadata(
        {**schemas.RAW_PAGE.metadata, OUTCOME_FILE: outcome_file.encode()}
    )
    write_rows(pages, schema, data.raw_batch(name_batch(page["content_sha256"] for page in pages)))


def outcome_file_of(data: DataDir, batch_id: str) -> str:
    """Return the name of the file with the outcomes of a batch."""
    name: str = read_part_schema(data.raw_batch(batch_id)).metadata[OUTCOME_FILE].decode()
    return name


def run_of(path: Path) -> str:
    """Return the run that wrote a history file: `<run_id>.parquet` or `<run_id>-<part>.parquet`."""
    return "-".join(path.stem.split("-")[:2])


def name_batch(content_hashes: Iterable[str]) -> str:
    """Return the id of a batch, which is the same for the same pages in whatever order they came."""
    return hashlib.sha256("\n".join(sorted(content_hashes)).encode()).hexdigest()[:16]


def outcome_files(data: DataDir, batch_ids: Iterable[str], run_id: str) -> list[Path]:
    """Return this run's outcome files and those of the runs that wrote these batches, sorted.

    An earlier run can have written a batch and then stopped, by a gate or a crash, before publishing.
    """
    files = set(data.outcomes.glob(f"{run_id}-*.parquet"))
    for batch_id in batch_ids:
        files.add(data.outcomes / outcome_file_of(data, batch_id))
    return sorted(files)


def paths_read(data: DataDir) -> frozenset[str]:
    """Return the source paths of all that a run has read, and of whose pages the lake has the batch."""
    paths: set[str] = set()
    batch_ids = pa.array(find_batches(data), pa.string())
    for file in data.outcomes.glob("*.parquet"):
        is_file = pc.field("container_path").is_null() & (pc.field("outcome") != "quarantined")
        table = pq.read_table(file, columns=["source_path", "outcome", "batch_id"], filters=is_file)
        is_there = pc.or_(
            pc.not_equal(table["outcome"], "ingested"), pc.is_in(table["batch_id"], value_set=batch_ids)
        )
        paths.update(table["source_path"].filter(is_there).to_pylist())
    return frozenset(paths)


def accepted_places(data: DataDir, run_id: str) -> frozenset[str]:
    """Return the source paths of what a run looked at and did not set aside."""
    wanted = [("outcome", "!=", "quarantined")]
    files = data.outcomes.glob(f"{run_id}-*.parquet")
    tables = [pq.read_table(path, columns=["source_path"], filters=wanted) for path in files]
    return frozenset(path for table in tables for path in table["source_path"].to_pylist())


def write_recurring_lines(data: DataDir, rows: Sequence[Row], *, article_count: int) -> None:
    """Replace the recurring lines by those counted on this many articles."""
    metadata = {**history_schemas.RECURRING_LINE.metadata, LEARNED_FROM: str(article_count).encode()}
    write_rows(rows, history_schemas.RECURRING_LINE.with_metadata(metadata), data.recurring_lines)


def read_learned_from(data: DataDir) -> int:
    """Return the number of articles that the recurring lines were counted on; 0 before the first time."""
    if not data.recurring_lines.exists():
        return 0
    return int(read_part_schema(data.recurring_lines).metadata[LEARNED_FROM])


def read_recurring_lines(data: DataDir) -> dict[str, list[str]]:
    """Return the lines that recur, by the name of the publisher."""
    lines: dict[str, list[str]] = defaultdict(list)
    if data.recurring_lines.exists():
        for row in read_part(data.recurring_lines).to_pylist():
            lines[row["publisher_name"]].append(row["line_text"])
    return dict(lines)
