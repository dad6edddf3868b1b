"""The one Prefect flow: files ▸ Parquet ▸ DuckDB ▸ dbt ▸ published, with a gate after each stage.

Each stage is a task around the plain function of the module with its name; tasks pass paths, counts and
small frozen records. Nothing is retried: the stages are deterministic, so the same input would fail in
the same way. Nothing is cached: what a stage made is a file. A run that is killed leaves whole files
only, and the next run goes on from them.
"""

# No `from __future__ import annotations` here: Prefect loads this file anew for a scheduled run and must be
# able to read the types of the flow's parameters.

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias

from prefect import flow, runtime, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from flows import extract, gates, ingest, learn, load, logs, publish, transform, waiting
from flows.announce import announced, noticed, tell_of_crashes
from flows.errors import GateFailed, RunLocked
from flows.gates import GateReport
from flows.ingest import Ingested
from flows.report import overview
from flows.run_record import RunRecord, recorded
from flows.settings import Replay, RunIdentity, Settings, begin_run, load_log_format, load_settings, utc_now
from flows.storage import lake, lake_views, reader, warehouse
from flows.storage.faults import named_faults
from flows.storage.layout import DataDir
from flows.storage.lock import WAIT_SECONDS, hold, read_owner
from flows.storage.parts import require_whole
from flows.storage.warehouse import Loaded, PendingBatch
from flows.waiting import Trial

Connect: TypeAlias = Callable[[], AbstractContextManager[Any]]
"""Opens what a gate looks at: views over lake files, or the warehouse being built."""


CHUNK_SECONDS = 1800.0
"""How long a scheduled run waits for the end of a chunk of a backfill."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended: its row in `ops.runs`, and the totals of the warehouse where it published one."""

    run: dict[str, Any]
    totals: dict[str, int]


@flow(name="sourceline")
def pipeline(
    sources: list[str] | None = None,
    data_dir: str | None = None,
    gates_mode: Literal["enforce", "strict", "report"] | None = None,
    *,
    reparse: bool = False,
    rebuild: bool = False,
    entities: str | None = None,
    replay: Replay | None = None,
    backfill: bool = False,
) -> RunResult:
    """Bring the warehouse up to date with the pages in the sources; raise what stopped the run.

    Nothing is published when there is nothing new or when a gate refuses. A scheduled run that finds another
    at work ends as skipped: that one, or the next, finds what this one would have found. `rebuild` looks at
    no source and makes the warehouse anew from all that is in the lake.
    """
    settings = load_settings(
        sources=sources,
        data_dir=data_dir,
        gates_mode=gates_mode,
        is_reparse=reparse,
        entities=entities,
        replay=replay,
        is_rebuild=rebuild,
        is_backfill=backfill,
    )
    data = DataDir(settings.data_dir)
    run = begin_run(after=lake.newest_run(data))
    with noticed(run, data):
        record = RunRecord(run, settings, extract.current_parser_version(settings.entities))
    if runtime.deployment.id:
        logs.begin(load_log_format())  # nobody watches a scheduled run: the log is told of its stages
    try:
        with named_faults(data, "Nothing was published."):
            return bring_up_to_date(record, data)
    except RunLocked as busy:
        if not runtime.deployment.id:
            raise
        return Completed(name="Skipped", message=str(busy))  # type: ignore[return-value] # Prefect takes a state


def bring_up_to_date(record: RunRecord, data: DataDir) -> RunResult:
    """Carry out a run as the one writer of the data directory; raise RunLocked where there is another."""
    settings = record.settings
    turn = hold(data, command=settings.command, run_id=record.run.run_id, wait_seconds=find_patience(data))
    with turn, announced(record, data):
        unpublished = named_faults(data, "Nothing was published.")
        with shown_if_refused(record, data), recorded(record, data), unpublished:
            data.sweep()
            tell_of_crashes(data)
            plan = load.plan_rebuild(data) if settings.is_rebuild else find_news(record, data)
            if not plan.is_needed:
                row = record.finish("nothing_new")
                record.write(data, row)
                return RunResult(row, reader.count_marts(data))
            build = build_warehouse(record, data, plan)
            with record.stage("publish"):
                publish_build(data, build, record)
        # the run has published, whatever becomes of the page about it
        with named_faults(data, "The warehouse was published; the page about it is not up to date."):
            with record.stage("report"):
                write_report(data)
            with record.stage("learn") as notes:
                line_count = learn_lines(data)
                notes.append("not yet due" if line_count is None else f"{line_count:,} recurring lines")
        return RunResult(record.finish("published"), reader.count_marts(data))


def find_patience(data: DataDir) -> float:
    """Return how many seconds to wait for another writer: a backfill makes room for the schedule soon."""
    owner = read_owner(data) if runtime.deployment.id else None
    return CHUNK_SECONDS if owner and owner.command == "backfill" else WAIT_SECONDS


@contextmanager
def shown_if_refused(record: RunRecord, data: DataDir) -> Iterator[None]:
    """Let the overview say that a gate refused the run, where this version published what it shows."""
    try:
        yield
    except GateFailed:
        published = load.read_published(data)
        if published and published.origin == load.warehouse_origin(record.parser_version):
            write_report(data)
        raise


def find_news(record: RunRecord, data: DataDir) -> load.LoadPlan:
    """Look at every file, or at what is tried again, and return what the warehouse lacks."""
    load.require_lake(data)
    replay = record.settings.replay
    trial = waiting.plan_trial(data, replay) if replay else None
    with record.stage("ingest") as notes:
        record.ingested = ingest_files(record.settings, data, record.run, trial)
        notes.append(f"{record.ingested.file_count:,} files, {record.ingested.ingested_count:,} new")
    changed: tuple[str, ...] = ()
    if trial and trial.pages:
        with record.stage("read again") as notes:
            changed = read_pages_again(record.settings, data, trial, record.parser_version)
            notes.append(f"{len(changed):,} of {len(trial.pages):,} batches changed")
    return load.plan_load(
        data,
        parser_version=record.parser_version,
        is_reparse=record.settings.is_reparse,
        quarantined=record.ingested.quarantined,
        read_again=changed,
    )


def build_warehouse(record: RunRecord, data: DataDir, plan: load.LoadPlan) -> Path:
    """Carry the planned batches through every stage and gate; return the warehouse built aside."""
    record.batch_count = len(plan.batch_ids)
    pages = [data.raw_batch(batch_id) for batch_id in plan.batch_ids]
    outcomes = lake.outcome_files(data, plan.batch_ids, record.run.run_id)
    require_whole([*pages, *outcomes])
    look = partial(
        lake_views.open_lake,
        pages=pages,
        page_outcomes=outcomes,
        run_id=record.run.run_id,
        spill_dir=data.build,
    )
    check(record, data, "after_ingest", partial(look, parsed_pages=[]))
    with record.stage("extract") as notes:
        batches = extract_pages(record.settings, data, plan.batch_ids, record.parser_version)
        notes.append(f"{len(batches):,} batches")
    check(record, data, "after_extract", partial(look, parsed_pages=[batch.parsed for batch in batches]))
    with record.stage("load") as notes:
        build, record.loaded = load_pages(
            data, batches, record.run, record.parser_version, is_addition=plan.is_addition
        )
        notes.append(f"{record.loaded.page_count:,} pages, {record.loaded.set_aside_count:,} set aside")
    check(record, data, "after_load", partial(warehouse.open_build, build))
    with record.stage("transform") as notes:
        built = transform_pages(data, build, is_addition=plan.is_addition and not plan.has_new_lookups)
        notes.append(f"{built.node_count} nodes built, {built.test_count} tests passed")
    check(record, data, "after_transform", partial(warehouse.open_build, build))
    return build


def check(record: RunRecord, data: DataDir, gate: str, connect: Connect) -> None:
    """Run a gate, keep its report and stop the run where it refuses."""
    with record.stage(gate) as notes:
        found = run_gate(gate, connect, data, record.run)
        record.gate_reports.append(found)
        notes.append(f"{found.passed_count} checks passed, {found.failed_count} failed")
    gates.enforce(found, mode=record.settings.gates_mode)


@task(cache_policy=NO_CACHE)
def ingest_files(settings: Settings, data: DataDir, run: RunIdentity, trial: Trial | None) -> Ingested:
    """Find pages, decode them, write the new ones to the lake."""
    return ingest.ingest_pages(settings, data, run.run_id, trial)


@task(cache_policy=NO_CACHE)
def read_pages_again(settings: Settings, data: DataDir, trial: Trial, version: str) -> tuple[str, ...]:
    """Read the pages that the parser set aside again; return the batches that are changed by it."""
    rules = extract.load_rules(data, version=version, entities=settings.entities)
    return extract.read_again(data, trial.pages, rules=rules, worker_count=settings.worker_count)


@task(cache_policy=NO_CACHE)
def extract_pages(
    settings: Settings, data: DataDir, batch_ids: Sequence[str], version: str
) -> tuple[PendingBatch, ...]:
    """Read the pages of the batches: segments, fields, citations, mentions."""
    return extract.extract_batches(
        data,
        batch_ids,
        version=version,
        worker_count=settings.worker_count,
        is_reparse=settings.is_reparse,
        entities=settings.entities,
    )


@task(cache_policy=NO_CACHE)
def load_pages(
    data: DataDir, batches: Sequence[PendingBatch], run: RunIdentity, version: str, *, is_addition: bool
) -> tuple[Path, Loaded]:
    """Put the batches into a warehouse built aside."""
    return load.load_batches(data, batches, run=run, parser_version=version, is_addition=is_addition)


@task(cache_policy=NO_CACHE)
def transform_pages(data: DataDir, build: Path, *, is_addition: bool) -> transform.Transformed:
    """Build and test the marts with dbt."""
    return transform.build_marts(data, build, is_addition=is_addition)


@task(cache_policy=NO_CACHE)
def run_gate(gate: str, connect: Connect, data: DataDir, run: RunIdentity) -> GateReport:
    """Check what the stage before it made, and write the page that shows it."""
    with connect() as connection:
        return gates.run_gate(
            gate, connection, run_id=run.run_id, checked_at=utc_now(), reports_dir=data.reports
        )


@task(cache_policy=NO_CACHE)
def publish_build(data: DataDir, build: Path, record: RunRecord) -> None:
    """Put the finished warehouse in front of its readers."""
    publish.publish_warehouse(data, build, record)


@task(cache_policy=NO_CACHE)
def write_report(data: DataDir) -> None:
    """Write the overview that people open first."""
    overview.write_overview(data)


@task(cache_policy=NO_CACHE)
def learn_lines(data: DataDir) -> int | None:
    """Tell the next run which lines recur on the pages of each outlet."""
    return learn.learn_recurring_lines(data)
