"""Put batches of the lake into the warehouse being built."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.errors import LakeDamaged, WarehouseUnreadable
from flows.fingerprint import fingerprint
from flows.settings import RunIdentity, utc_now
from flows.storage import lake, reader, readings, warehouse
from flows.storage.layout import DataDir
from flows.storage.reader import PublishedState, Quarantined
from flows.storage.warehouse import Loaded, PendingBatch

logger = logging.getLogger("flows")

PROJECT = Path(__file__).parents[1]
DBT_PROJECT = PROJECT / "dbt_project"
COLUMNS = tuple(PROJECT / "flows" / "storage" / f"{name}.py" for name in ("schemas", "history_schemas"))
LOOKUPS = DBT_PROJECT / "lookups"


def warehouse_origin(parser_version: str) -> str:
    """Return what a warehouse is built by: the parser, the lake's columns and the dbt project.

    A published warehouse of another origin is not added to but built again from the lake, so that one
    warehouse never mixes the rows of two versions.
    """
    models = [path for suffix in ("sql", "yml") for path in DBT_PROJECT.rglob(f"*.{suffix}")]
    return f"{parser_version}+{fingerprint([*models, *COLUMNS], root=PROJECT)}"


def lookups_version() -> str:
    """Return the version of the lookups that the warehouse reads, such as aliases and former owners.

    A change is news: the next run builds with them. Pages are read again only where the parser uses them too.
    """
    return fingerprint([*LOOKUPS.glob("*.csv"), *LOOKUPS.glob("entities/*.csv")], root=LOOKUPS)


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What the warehouse lacks.

    `is_addition`: the published one is added to, not built again.
    `has_new_lookups`: they have changed since it was built.
    """

    batch_ids: tuple[str, ...]
    is_addition: bool
    has_new_lookups: bool
    is_needed: bool


def plan_load(
    data: DataDir,
    *,
    parser_version: str,
    is_reparse: bool,
    quarantined: frozenset[Quarantined],
    read_again: Collection[str] = (),
) -> LoadPlan:
    """Compare the lake, the files just set aside and the lookups with what is published.

    `read_again` are batches with pages that were read again with another outcome.
    """
    published = read_published(data)
    is_addition = (
        published is not None and not is_reparse and published.origin == warehouse_origin(parser_version)
    )
    held = published.batch_ids.difference(read_again) if published and is_addition else frozenset()
    batch_ids = tuple(batch_id for batch_id in lake.find_batches(data) if batch_id not in held)
    told = published.quarantined if published else frozenset()
    has_new_lookups = published is not None and published.lookups_version != lookups_version()
    is_needed = bool(batch_ids or quarantined - told or has_new_lookups)
    return LoadPlan(batch_ids, is_addition, has_new_lookups, is_needed)


def read_published(data: DataDir) -> PublishedState | None:
    """Return what is published; None also for a file that cannot be read, which is then built anew.

    That loses nothing, as the lake has all that the warehouse is made of.
    """
    try:
        return reader.read_published(data)
    except WarehouseUnreadable as damage:
        logger.warning("The warehouse is built anew from the lake. %s", damage)
        return None


def require_lake(data: DataDir) -> None:
    """Raise LakeDamaged where the published warehouse has batches that the lake has lost.

    Pages that the lake has lost would be taken for new ones, and come twice once it has them back.
    """
    try:
        lost = sorted(reader.read_batch_ids(data).difference(lake.find_batches(data)))
    except WarehouseUnreadable:
        return  # it is built anew from what the lake has
    if lost:
        raise LakeDamaged(
            f"{data.raw} lacks {len(lost):,} batches that are published, such as {lost[0]}.parquet.\n"
            "`sourceline doctor --mend` copies them from the warehouse; until then nothing is published."
        )


def plan_rebuild(data: DataDir) -> LoadPlan:
    """Return the plan that makes the warehouse anew from all that is in the lake."""
    batch_ids = lake.find_batches(data)
    return LoadPlan(batch_ids, is_addition=False, has_new_lookups=False, is_needed=bool(batch_ids))


def load_batches(
    data: DataDir,
    batches: Sequence[PendingBatch],
    *,
    run: RunIdentity,
    parser_version: str,
    is_addition: bool,
) -> tuple[Path, Loaded]:
    """Build the warehouse aside with these batches added; return its path and what was loaded.

    `is_addition` keeps what is published; otherwise the warehouse starts empty.
    """
    build = warehouse.copy_aside(data, keep=is_addition)
    with warehouse.open_build(build) as connection:
        warehouse.create_tables(
            connection,
            origin=warehouse_origin(parser_version),
            lookups_version=lookups_version(),
            run_id=run.run_id,
        )
        loaded = [
            warehouse.load_batch(
                connection, batch, run_id=run.run_id, parser_version=parser_version, loaded_at=utc_now()
            )
            for batch in batches
        ]
        warehouse.load_history(connection, data)
        readings.note_readings(connection, batches, run_id=run.run_id)
    return build, sum(loaded, start=Loaded())
