"""`sourceline accuracy`: read the gold pages, count what is right, keep it beside the data it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from flows.accuracy.gold import GOLD_SETS, read_gold
from flows.accuracy.scoring import TASKS, Tally, tally_page
from flows.entity_backends import load_backend
from flows.extract import current_parser_version
from flows.load import warehouse_origin
from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import NO_HINTS
from flows.settings import DEFAULT_ENTITIES, begin_run
from flows.storage import history_schemas, lake, reader, warehouse
from flows.storage.layout import DataDir
from flows.storage.lock import hold

Row = dict[str, Any]

EXPLANATION = """\
known: pages by whose misses the rules were mended. unseen: pages by which none may be, so these tell how
well other pages are read. Fields (source_kind, quote_form…) are asked of what was found rightly."""


def measure(console: Console, data_dir: Path, *, entities: str = DEFAULT_ENTITIES, is_kept: bool) -> None:
    """Score the parser on every gold set and print it; `is_kept` also puts it into `ops.accuracy`.

    Raise RunLocked where a run is writing to the data directory.
    """
    rows = score_gold(entities)
    console.print(as_table(rows))
    console.print(EXPLANATION, style="dim", highlight=False)
    if is_kept:
        is_published = keep_rows(DataDir(data_dir), rows)
        place = (
            "ops.accuracy"
            if is_published
            else "the lake; the next run that publishes puts it into ops.accuracy"
        )
        console.print(f"Kept in {place}.", highlight=False)


def score_gold(entities: str = DEFAULT_ENTITIES) -> list[Row]:
    """Return one row of `ops.accuracy` for each gold set and task."""
    version, now = current_parser_version(entities), begin_run()
    lexicon, find_names = load_lexicon(), load_backend(entities).find_names
    rows = []
    for gold_set in GOLD_SETS:
        tally, pages = Tally(), tuple(read_gold(gold_set))
        for gold in pages:
            tally_page(tally, gold, parse_page(gold.text, lexicon, NO_HINTS, find_names=find_names))
        for task in TASKS:
            score = tally.score(task)
            rows.append(
                {
                    "measurement_id": now.run_id,
                    "gold_set": gold_set,
                    "task": task,
                    "parser_version": version,
                    "page_count": len(pages),
                    **asdict(score),
                    "precision": score.precision,
                    "recall": score.recall,
                    "f1": score.f1,
                    "measured_at": now.started_at,
                }
            )
    return rows


def keep_rows(data: DataDir, rows: Sequence[Row]) -> bool:
    """Write a measurement to the lake and publish the warehouse anew with it; say whether that was done.

    A warehouse of another make, or none, is left to the next run.
    """
    with hold(data):
        lake.write_rows(
            rows, history_schemas.ACCURACY, data.accuracy / f"{rows[0]['measurement_id']}.parquet"
        )
        published = reader.read_published(data)
        if published is None or published.origin != warehouse_origin(rows[0]["parser_version"]):
            return False
        data.sweep()
        build = warehouse.copy_aside(data, keep=True)
        with warehouse.open_build(build) as connection:
            warehouse.load_history(connection, data)
            connection.execute("checkpoint")
        warehouse.publish(data, build)
        return True


def as_table(rows: Sequence[Row]) -> Table:
    """Return the scores as a table, a line for each gold set and task."""
    table = Table()
    table.add_column("gold set")
    table.add_column("task")
    for name in ("right", "wrong", "missed", "precision", "recall", "F1"):
        table.add_column(name, justify="right")
    for row in rows:
        counts = (f"{row[name]:,}" for name in ("true_positives", "false_positives", "false_negatives"))
        shares = ("" if row[name] is None else f"{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        table.add_row(row["gold_set"], row["task"], *counts, *shares)
    return table
