"""Move damaged files of the lake aside and bring back what the rest of the data directory still holds.

The published warehouse has every page and every row of history that it was made of, so that these can be
written to the lake again. A page that it does not hold comes back from its source, if that is still there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from flows.errors import WarehouseMissing, WarehouseUnreadable
from flows.storage import history_schemas, lake, reader, schemas
from flows.storage.checkup import Damage, LakeState
from flows.storage.layout import DataDir
from flows.storage.parts import read_part

HISTORIES = MappingProxyType(
    {
        "page_readings": (history_schemas.PAGE_READING, "run_id"),
        "gate_results": (history_schemas.GATE_RESULT, "run_id"),
        "gate_failed_rows": (history_schemas.GATE_FAILED_ROW, "run_id"),
        "runs": (history_schemas.RUN, "run_id"),
        "accuracy": (history_schemas.ACCURACY, "measurement_id"),
    }
)
"""Files that hold the rows of one run or measurement and are named after it: columns and key."""

REPLACED = MappingProxyType(
    {
        "parsed": "it is made again when it is needed",
        "recurring_lines": "the lines are counted anew after the next run that publishes",
        "quarantine": "the bytes are kept again if their file is still in the sources",
    }
)

NAMES_SHOWN = 20


def mend_lake(data: DataDir, state: LakeState) -> Iterator[str]:
    """Move damaged files aside and bring back what can be brought back; yield a sentence for each."""
    for damage in state.damaged:
        place = data.damaged / damage.path.relative_to(data.lake)
        place.parent.mkdir(parents=True, exist_ok=True)
        damage.path.replace(place)
    of_kind = {
        kind: [damage for damage in state.damaged if damage.kind == kind] for kind in ("raw", "outcomes")
    }
    # outcomes last: those of pages that nothing else tells of are made from the pages
    for batch_id in (*state.lost, *(damage.path.stem for damage in of_kind["raw"])):
        yield _restore_batch(data, batch_id, [damage.path for damage in of_kind["outcomes"]])
    yield from _restore_outcomes(data, [damage.path for damage in of_kind["outcomes"]])
    for damage in state.damaged:
        if damage.kind in HISTORIES:
            yield _restore_history(data, damage)
        elif damage.kind not in of_kind:
            yield f"{damage.path} was moved aside; {REPLACED.get(damage.kind, 'nothing replaces it')}."


def _restore_batch(data: DataDir, batch_id: str, damaged_outcomes: Sequence[Path]) -> str:
    """Write a raw batch again as the warehouse holds it; where it does not, say which pages are missing."""
    path = data.raw_batch(batch_id)
    pages = _read_published(data, "raw.pages", "batch_id", batch_id)
    outcomes = {part: _rows_of_batch(part, batch_id) for part in sorted(data.outcomes.glob("*.parquet"))}
    if pages and lake.name_batch(page["content_sha256"] for page in pages) == batch_id:
        told_by = [part for part, rows in outcomes.items() if rows] or damaged_outcomes
        lake.write_batch(data, _in_columns(pages, schemas.RAW_PAGE.names), outcome_file=min(told_by).name)
        return f"{path} was brought back from the published warehouse: {len(pages):,} pages."
    missing = sorted({row["source_path"] for rows in outcomes.values() for row in rows})
    _open_again(data, missing)
    shown = ", ".join(missing[:NAMES_SHOWN]) + (" ..." if len(missing) > NAMES_SHOWN else "")
    return (
        f"{path} was moved aside, and the warehouse does not hold its {len(missing):,} pages. They come back "
        f"with the next run if they are still in the sources: {shown or 'no outcome names them'}."
    )


def _rows_of_batch(part: Path, batch_id: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_part(part, filters=[("batch_id", "=", batch_id)]).to_pylist()
    return rows


def _open_again(data: DataDir, missing: Sequence[str]) -> None:
    """Let the containers that missing pages came out of count as not opened, for the next run to do so."""
    for part in data.outcomes.glob(f"*-{lake.OPENED}.parquet") if missing else ():
        rows = read_part(part).to_pylist()
        opened = [
            row
            for row in rows
            if row["outcome"] == "opened"
            and any(path.startswith((f"{row['source_path']}/", f"{row['source_path']}#")) for path in missing)
        ]
        for row in opened:
            row["reader_version"] = None
        if opened:
            lake.write_rows(rows, history_schemas.PAGE_OUTCOME, part)


def _restore_outcomes(data: DataDir, damaged: Sequence[Path]) -> Iterator[str]:
    """Write outcome files again as the warehouse tells of them, or else as the pages of their batches do."""
    batches = {lake.outcome_file_of(data, batch_id): batch_id for batch_id in lake.find_batches(data)}
    for run_id, parts in groupby(damaged, key=lake.run_of):
        told = _read_published(data, "ops.page_outcomes", "run_id", run_id)
        kept = {row["source_path"] for part in data.outcomes.glob(f"{run_id}-*") for row in _rows(part)}
        rest = {row["source_path"]: row for row in told if row["source_path"] not in kept}
        *others, last = parts
        for part in (*others, last):
            batch_id = batches.get(part.name)
            rows = [row for row in rest.values() if batch_id and row["batch_id"] == batch_id]
            if batch_id and not rows:
                rows = _as_outcomes(data, batch_id, run_id)
            for row in rows:
                rest.pop(row["source_path"], None)
            rows += rest.values() if part == last else []
            lake.write_rows(
                _in_columns(rows, history_schemas.PAGE_OUTCOME.names), history_schemas.PAGE_OUTCOME, part
            )
            source = (
                "the published warehouse" if told else "the pages of its batch; what else it told is lost"
            )
            yield f"{part} was brought back from {source}: {len(rows):,} outcomes."


def _rows(part: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_part(part).to_pylist()
    return rows


def _as_outcomes(data: DataDir, batch_id: str, run_id: str) -> list[dict[str, Any]]:
    """Return the outcomes of the pages of a batch, which were all ingested."""
    told = {"run_id": run_id, "outcome": "ingested", "batch_id": batch_id}
    return [{**page, **told} for page in _rows(data.raw_batch(batch_id))]


def _restore_history(data: DataDir, damage: Damage) -> str:
    schema, key = HISTORIES[damage.kind]
    rows = _read_published(data, f"ops.{damage.kind}", key, lake.run_of(damage.path))
    if not rows:
        return f"{damage.path} was moved aside; the warehouse holds nothing of it, so its rows are lost."
    lake.write_rows(_in_columns(rows, schema.names), schema, damage.path)
    return f"{damage.path} was brought back from the published warehouse: {len(rows):,} rows."


def _read_published(data: DataDir, table: str, key: str, value: str) -> list[dict[str, Any]]:
    """Return the rows of a table of the warehouse with this key; none where it cannot be asked."""
    try:
        with reader.open_reader(data) as connection:
            return reader.rows_of(connection, f"select * from {table} where {key} = $1", [value])  # noqa: S608 - names of ours
    except (WarehouseMissing, WarehouseUnreadable, duckdb.CatalogException):
        return []


def _in_columns(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: row.get(name) for name in names} for row in rows]
