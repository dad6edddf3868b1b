"""Carry the deliveries of a month through the stages of the pipeline, each as a run of its own week.

The stages are those of a real run, called as its flow calls them, but without Prefect: a run under it would
start now, and every page of the month would have come in late.
"""

from __future__ import annotations

from pathlib import Path

from flows import extract, gates, ingest, load, publish, transform
from flows.run_record import RunRecord
from flows.settings import RunIdentity, Settings
from flows.storage import warehouse
from flows.storage.layout import DataDir
from tests.generated_month.truth import Month
from tests.generated_month.write import write_delivery


def run_month(month: Month, root: Path) -> DataDir:
    """Deliver the month below `root` week by week, each time with a run; return where it is published."""
    data = DataDir(root / "data")
    for delivery_no in range(1, len(month.delivered_at) + 1):
        write_delivery(month, delivery_no, root / "pages")
        run_delivery(month, delivery_no, root / "pages", data)
    return data


def run_delivery(month: Month, delivery_no: int, pages: Path, data: DataDir) -> None:
    """Bring the warehouse up to date with the pages, at the time of a delivery."""
    at = month.delivered_at[delivery_no - 1]
    run = RunIdentity(run_id_of(month, delivery_no), at)
    settings = Settings(sources=(str(pages),), data_dir=data.root)
    record = RunRecord(run, settings, extract.current_parser_version())
    data.sweep()
    record.ingested = ingest.ingest_pages(settings, data, run.run_id)
    plan = load.plan_load(
        data,
        parser_version=record.parser_version,
        is_reparse=False,
        quarantined=record.ingested.quarantined,
    )
    record.batch_count = len(plan.batch_ids)
    batches = extract.extract_batches(
        data, plan.batch_ids, version=record.parser_version, worker_count=1, is_reparse=False
    )
    build, record.loaded = load.load_batches(
        data, batches, run=run, parser_version=record.parser_version, is_addition=plan.is_addition
    )
    _check(record, data, "after_load", build)
    transform.build_marts(data, build, is_addition=plan.is_addition and not plan.has_new_lookups)
    _check(record, data, "after_transform", build)
    publish.publish_warehouse(data, build, record)


def run_id_of(month: Month, delivery_no: int) -> str:
    """Return the run that brings a delivery."""
    return f"{month.delivered_at[delivery_no - 1]:%Y%m%dT%H%M%S}000Z-{delivery_no:04d}"


def _check(record: RunRecord, data: DataDir, gate: str, build: Path) -> None:
    """Run a gate on the warehouse being built and keep its report; a refusal ends the month."""
    with warehouse.open_build(build) as connection:
        report = gates.run_gate(
            gate,
            connection,
            run_id=record.run.run_id,
            checked_at=record.run.started_at,
            reports_dir=data.reports,
        )
    record.gate_reports.append(report)
    gates.enforce(report, mode="enforce")
