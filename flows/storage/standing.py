"""How a data directory stands: what is published, what waits, what the last runs did. Quick to ask.

The warehouse and the files of the runs are asked through DuckDB, so that nothing slower is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import WarehouseUnreadable
from flows.storage.layout import DataDir
from flows.storage.lock import read_owner
from flows.storage.reader import open_reader, rows_of
from flows.storage.scan import OFFLINE, parquet_scan

LOOKED_AT = 200
"""Runs that are looked at, the newest: two days of one every quarter of an hour."""

CHECKS = "select run_id, gate, table_name, check_name, severity, outcome, unexpected_count"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """What the published warehouse says of itself; `quarantined` counts what waits there by reason."""

    published_at: datetime
    totals: Mapping[str, int]
    quarantined: Mapping[str, int]
    batch_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a data directory. `checks` are those of the last run that came to a gate, in order.

    `fault` says what of it could not be read.
    """

    runs: tuple[Row, ...]
    checks: tuple[Row, ...]
    published: Published | None
    batches_waiting: int
    pages_waiting: int
    fault: str | None

    @property
    def confirmed_at(self) -> datetime | None:
        """Return when a run last published, or found that there was nothing to publish."""
        if self.published is None:
            return None
        good: list[datetime] = [
            run["finished_at"] for run in self.runs if run["status"] in ("published", "nothing_new")
        ]
        return max(self.published.published_at, *good)


def read_standing(data: DataDir) -> Standing:
    """Return the state of a data directory, as far as it can be read."""
    published, faults = None, []
    try:
        published = _read_published(data)
    except WarehouseUnreadable as problem:
        faults.append(str(problem))
    held = published.batch_ids if published else frozenset()
    waiting = [path for path in data.raw.glob("*.parquet") if path.stem not in held]
    with closing(duckdb.connect(config=OFFLINE)) as connection:
        connection.execute("set timezone = 'UTC'")

        def scan(select: str, files: list[Path], order: str = "") -> tuple[Row, ...]:
            try:
                asked = f"{select} from {parquet_scan(files)} {order}"
                return tuple(rows_of(connection, asked)) if files else ()
            except duckdb.Error as problem:
                faults.append(f"A file of the lake cannot be read: {problem}")
                return ()

        newest = sorted(data.runs.glob("*.parquet"), reverse=True)[:LOOKED_AT]
        newest += _find_crashed(data)
        runs = scan("select *", newest, "order by run_id desc")
        counted = scan("select count(*) as n", waiting)
        return Standing(
            runs=runs,
            checks=scan(CHECKS, _find_checks(data, runs)),
            published=published,
            batches_waiting=len(waiting),
            pages_waiting=counted[0]["n"] if counted else 0,
            fault="\n".join(faults) or None,
        )


def _read_published(data: DataDir) -> Published | None:
    if not data.warehouse.exists():
        return None
    with open_reader(data) as connection:
        try:
            (run,) = rows_of(
                connection, "select max(finished_at) as at from ops.runs where status = 'published'"
            )
            (totals,) = rows_of(
                connection,
                "select (select count(*) from marts.fct_articles) as articles, "
                "(select count(*) from marts.fct_source_citations) as citations, "
                "(select count(*) from marts.fct_entity_mentions) as mentions",
            )
            reasons = rows_of(
                connection,
                "select reason_code, count(*) as n from ops.quarantine "
                "group by all order by n desc, reason_code",
            )
            batches = rows_of(connection, "select batch_id from raw.batches")
        except duckdb.Error as problem:
            raise WarehouseUnreadable(
                f"{data.warehouse} cannot be asked: {problem}\nThe next `sourceline run` builds it again."
            ) from problem
    return Published(
        published_at=run["at"],
        totals=totals,
        quarantined={row["reason_code"]: row["n"] for row in reasons},
        batch_ids=frozenset(row["batch_id"] for row in batches),
    )


def _find_crashed(data: DataDir) -> list[Path]:
    """Return what a run left that crashed and that no run has put into the lake yet."""
    left = [path for path in data.at_work.runs.glob("*.parquet") if not (data.runs / path.name).exists()]
    return [] if read_owner(data) else left


def _find_checks(data: DataDir, runs: tuple[Row, ...]) -> list[Path]:
    """Return the file with the checks of the last run that came to a gate, where there is one."""
    checked = [run["run_id"] for run in runs if run["checks_passed"] + run["checks_failed"]]
    path = data.gate_results / f"{checked[0]}.parquet" if checked else None
    return [path] if path and path.exists() else []
