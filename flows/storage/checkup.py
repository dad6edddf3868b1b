"""Look for damage in a data directory without changing anything.

The lake is read file by file: the end of each, or with `is_deep` every byte. A file knows what it should be:
its pages have checksums, a batch is named after its pages, kept bytes after their hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from flows.errors import LakeDamaged, WarehouseUnreadable
from flows.storage import lake, reader
from flows.storage.layout import DataDir
from flows.storage.parts import read_part, read_part_schema, require_whole

COUNTED_TWICE: Final = {
    "pages that batches say they have, and pages": (
        "select coalesce(sum(page_count), 0) from raw.batches",
        "select count(*) from raw.pages",
    ),
    "pages, and pages that were read": (
        "select count(*) from raw.pages",
        "select count(*) from raw.parsed_pages",
    ),
    "citations that articles say they have, and citations": (
        "select coalesce(sum(citation_count), 0) from marts.fct_articles",
        "select count(*) from marts.fct_source_citations",
    ),
    "mentions that articles say they have, and mentions": (
        "select coalesce(sum(mention_count), 0) from marts.fct_articles",
        "select count(*) from marts.fct_entity_mentions",
    ),
    "runs that built it, and those that are told of": (
        "select count(*) from raw.current_build",
        "select count(*) from raw.current_build join ops.runs using (run_id)",
    ),
}
"""What a warehouse says in two places, with the query for each."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the lake that is not as it was written; `kind` is the folder it belongs to, such as `raw`."""

    path: Path
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class LakeState:
    """How many files there are of each kind, and the damaged ones; `lost` are batches that are missing."""

    counts: dict[str, int]
    damaged: tuple[Damage, ...]
    lost: tuple[str, ...]


def inspect_lake(data: DataDir, *, is_deep: bool) -> LakeState:
    """Look at every file of the lake, and for batches that only the warehouse has."""
    counts: dict[str, int] = {}
    damaged: list[Damage] = []
    for path in sorted(path for path in data.lake.rglob("*") if path.is_file()):
        kind = path.relative_to(data.lake).parts[0].removesuffix(".parquet")
        if kind == data.damaged.name or path.name.endswith(".unfinished"):
            continue
        counts[kind] = counts.get(kind, 0) + 1
        reason = _find_fault(path, kind, is_deep=is_deep)
        if reason:
            damaged.append(Damage(path, kind, reason))
    with suppress(WarehouseUnreadable):  # told by what looks at the warehouse
        held = reader.read_batch_ids(data)
        return LakeState(counts, tuple(damaged), tuple(sorted(held.difference(lake.find_batches(data)))))
    return LakeState(counts, tuple(damaged), ())


def _find_fault(path: Path, kind: str, *, is_deep: bool) -> str | None:
    """Return what is wrong with a file of the lake, None where nothing is found."""
    if path.suffix != ".parquet":
        is_kept_bytes = is_deep and kind == "quarantine"
        whole = not is_kept_bytes or hashlib.sha256(path.read_bytes()).hexdigest() == path.name
        return None if whole else "its bytes are not those of its name"
    try:
        if not is_deep:
            read_part_schema(path)
            return None
        require_whole([path])
        if kind == "raw":
            hashes = read_part(path, columns=["content_sha256"]).column(0).to_pylist()
            return None if lake.name_batch(hashes) == path.stem else "its pages are not those of its name"
    except LakeDamaged as damage:
        return str(damage).splitlines()[0].removeprefix(f"{path} cannot be read: ")
    return None


def inspect_warehouse(data: DataDir, *, is_deep: bool) -> list[str]:
    """Return where the published warehouse contradicts itself; raise WarehouseUnreadable where it is damaged.

    With `is_deep` every row of every table is read; DuckDB checks each block as it does.
    """
    with reader.open_reader(data) as connection:
        try:
            found = [
                f"{name}: {one:,} and {other:,}" for name, (one, other) in _ask(connection) if one != other
            ]
        except duckdb.CatalogException as problem:
            return [f"it is of another make: {str(problem).splitlines()[0]}"]
        if is_deep:
            tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            for schema, table in tables:
                connection.table(f"{schema}.{table}").aggregate("bit_xor(hash(columns(*)))").fetchall()
        return found


def _ask(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what is counted in two ways, and both counts."""
    for name, (one, other) in COUNTED_TWICE.items():
        (counts,) = connection.execute(f"select ({one})::bigint, ({other})::bigint").fetchall()
        yield name, counts
