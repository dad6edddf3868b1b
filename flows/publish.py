"""Put the finished warehouse in front of its readers."""

from __future__ import annotations

from pathlib import Path

from flows.run_record import RunRecord
from flows.storage import readings, warehouse
from flows.storage.layout import DataDir


def publish_warehouse(data: DataDir, build: Path, record: RunRecord) -> None:
    """Add this run's own record to the build and make it the published warehouse.

    The lake gets the record last: it says that a warehouse was published, which is true only then.
    """
    row = record.row("published")
    results, failed = record.gate_rows()
    with warehouse.open_build(build) as connection:
        warehouse.add_rows(connection, "gate_results", results)
        warehouse.add_rows(connection, "gate_failed_rows", failed)
        warehouse.add_rows(connection, "runs", [row])
        readings.write_readings(connection, data, run_id=record.run.run_id)
        connection.execute("checkpoint")
    warehouse.publish(data, build)
    record.write(data, row)
