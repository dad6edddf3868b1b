"""`sourceline plan`: read pages with the rules of this checkout beside what is published; show what differs.

The tables of facts have one row for each thing found on a page, so that what parsers find is all there is to
compare: no warehouse is built, nothing is published, and runs may go on meanwhile.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import extract, progress
from flows.errors import UsageError, WarehouseMissing
from flows.extract import Job
from flows.lookups import LOOKUPS
from flows.query import as_shown
from flows.settings import load_settings
from flows.storage import comparison
from flows.storage.comparison import Example, TableComparison
from flows.storage.layout import DataDir
from flows.storage.warehouse import PendingBatch

SHOWN_OUTLETS = 10
SHOWN_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared: how many pages (None for all) by which seed, with what, and how many examples."""

    sample: int | None
    seed: int
    against: str | None
    lookups: Path | None
    example_count: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What other rules would change: the versions, the pages that were compared, and each table."""

    versions_before: tuple[str, ...]
    version_after: str
    page_count: int
    tables: tuple[TableComparison, ...]

    @property
    def difference_count(self) -> int:
        return sum(table.gained + table.lost + table.changed for table in self.tables)


def show(
    console: Console,
    data_dir: Path | None,
    choice: Choice,
    *,
    entities: str | None,
    output_format: Literal["text", "json"],
) -> None:
    """Print what the rules of this checkout would change; raise WarehouseMissing without a warehouse."""
    plan = make_plan(data_dir, choice, entities=entities)
    if output_format == "json":
        console.file.write(json.dumps(asdict(plan), ensure_ascii=False, indent=2) + "\n")
        return
    for part in _as_text(plan):
        console.print(part, soft_wrap=isinstance(part, Text), highlight=False)


def make_plan(data_dir: Path | None, choice: Choice, *, entities: str | None = None) -> Plan:
    """Read the chosen pages in a scratch folder and compare what is found with what was found before."""
    settings = load_settings(data_dir=data_dir, entities=entities)
    data = DataDir(settings.data_dir)
    if not data.warehouse.exists():
        raise WarehouseMissing(
            f"No warehouse in {data.root} to compare with yet. `sourceline run` makes one."
        )
    lookups = (choice.lookups or LOOKUPS).absolute()
    version = extract.current_parser_version(settings.entities, lookups)
    rules = extract.load_rules(data, version=version, entities=settings.entities, lookups=lookups)
    before = _find_before(data, choice.against)
    with (
        progress.Stopwatch().stage("plan") as notes,
        _scratch(data) as scratch,
        comparison.open_comparison(scratch, published=data.warehouse, before=before) as connection,
    ):
        chosen = comparison.choose_pages(connection, sample=choice.sample, seed=choice.seed)
        page_count = sum(map(len, chosen.values()))
        jobs = [
            Job(PendingBatch(batch_id, data.raw_batch(batch_id), scratch / f"{batch_id}.parquet"), only)
            for batch_id, only in chosen.items()
        ]
        for done, _ in enumerate(extract.parse_all(jobs, rules, settings.worker_count), start=1):
            progress.advance("plan", done, len(jobs), "batches")
        files = [job.batch.parsed for job in jobs]
        notes.append(f"{page_count:,} pages read")
        return Plan(
            versions_before=comparison.versions_before(connection),
            version_after=version,
            page_count=page_count,
            tables=comparison.compare_readings(connection, files, example_count=choice.example_count),
        )


def _find_before(data: DataDir, against: str | None) -> Path:
    """Return what is compared with: a warehouse, the published one or another, or batches of a version."""
    if against is None:
        return data.warehouse
    other = DataDir(Path(against).absolute())
    if other.warehouse.exists():
        return other.warehouse
    batches = data.parsed_batch(against, "any").parent
    if Path(against).name == against and batches.is_dir():
        return batches
    versions = ", ".join(sorted(path.name for path in batches.parent.glob("*"))) or "none"
    raise UsageError(
        f"{against!r} is no data directory with a warehouse, and no version of the parser that the lake has "
        f"pages of. It has: {versions}."
    )


@contextmanager
def _scratch(data: DataDir) -> Iterator[Path]:
    """Yield a folder of this process, gone when the block ends; remove those of plans that were killed."""
    for left in data.plans.glob("*"):
        if not _is_alive(int(left.name)):
            shutil.rmtree(left, ignore_errors=True)
    folder = data.plans / str(os.getpid())
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except OSError as problem:
        return isinstance(problem, PermissionError)
    return True


def _as_text(plan: Plan) -> Iterator[Text | Table]:
    """Yield the parts of the answer for people."""
    before = ", ".join(plan.versions_before) or "nothing"
    yield Text(f"{plan.page_count:,} pages, read by {before}, and now by {plan.version_after}")
    if not plan.difference_count:
        yield Text("No row would change.")
        return
    yield _as_table(plan)
    for table in plan.tables:
        if not table.examples:
            continue
        yield Text()
        yield Text(table.table, style="bold")
        if table.columns:
            yield Text(f"  columns that change: {_as_list(table.columns)}")
        outlets = {name: sum(counts.values()) for name, counts in table.outlets.items()}
        yield Text(f"  outlets: {_as_list(outlets, limit=SHOWN_OUTLETS)}")
        for example in table.examples:
            yield from _as_lines(example)
    yield Text()
    yield Text("Nothing has been switched. `sourceline run --reparse` reads all pages so, batch by batch.")


def _as_table(plan: Plan) -> Table:
    table = Table(title="Rows", title_justify="left")
    table.add_column("table")
    for name in ("before", "after", "gained", "lost", "changed"):
        table.add_column(name, justify="right")
    for one in plan.tables:
        numbers = (one.before_count, one.after_count, one.gained, one.lost, one.changed)
        table.add_row(one.table, *(f"{number:,}" for number in numbers))
    return table


def _as_lines(example: Example) -> Iterator[Text]:
    """Yield an example: its page and place, its words, and each column that changed."""
    words = example.words_after if example.words_after is not None else example.words_before
    where = f"{as_shown(example.source_file)} [{example.span_start}:{example.span_end}]"
    yield Text(f"  {example.change:<8}{where}  {_shortened(words)}")
    for name, (former, later) in example.columns.items():
        yield Text(f"          {name}: {_shortened(former)} → {_shortened(later)}")


def _as_list(counts: Mapping[str, int], *, limit: int | None = None) -> str:
    shown = [f"{as_shown(name)} {count:,}" for name, count in list(counts.items())[:limit]]
    rest = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")


def _shortened(text: str | None) -> str:
    if text is None:
        return "(nothing)"
    line = " ".join(as_shown(text).split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"
