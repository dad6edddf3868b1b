"""What Prefect's UI shows of a run beside its stages: its id, a summary, its checks, the way to the overview.

It is made in one go when a run begins or has ended, which takes a tenth of a second. Prefect is told, not
asked: where its server does not take it, the log says so and the run goes on.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings

from flows.notices.wording import inert
from flows.storage.layout import DataDir

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

    from flows.notices.incidents import FailedCheck

logger = logging.getLogger("flows")

SHOWN_CHECKS = 50
MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~&$-])")
"""What Markdown obeys, and HTML in it."""


def name_run(run_id: str) -> None:
    """Give the flow run the id that the rows, notices and log lines of this run have."""
    _tell(lambda client, flow_run_id: client.update_flow_run(flow_run_id, name=run_id))


def show_run(
    data: DataDir, row: Mapping[str, Any], gates: Sequence[Mapping[str, Any]], failed: Sequence[FailedCheck]
) -> None:
    """Show a run that has ended: its row of `ops.runs`, its gates with counts, the checks that failed."""
    overview = data.reports / "index.html"
    shown = {
        "run": ("markdown", summarise(row)),
        "checks": ("table", json.dumps(tabulate(failed) or gates)),
        "overview": ("markdown", f"[{escape(str(overview))}]({overview.as_uri()})"),
    }

    def create(client: SyncPrefectClient, flow_run_id: UUID) -> None:
        for key, (kind, content) in shown.items():
            artifact = ArtifactCreate(
                key=key, type=kind, data=content, description=row["run_id"], flow_run_id=flow_run_id
            )
            client.create_artifact(artifact)

    _tell(create)


def summarise(row: Mapping[str, Any]) -> str:
    """Return a run as Markdown: how it ended, what came in, what its stages cost."""
    counts = {
        "files looked at": row["file_count"],
        "new": row["ingested_count"],
        "unchanged": row["unchanged_count"],
        "duplicates": row["duplicate_count"],
        "quarantined": row["quarantined_count"],
        "pages loaded": row["page_count"],
        "gates passed": row["gates_passed"],
        "checks passed": row["checks_passed"],
        "checks failed": row["checks_failed"],
    }
    stages = [
        f"| {cost['stage']} | {cost['seconds']:.1f} | {_mebibytes(cost['peak_bytes'])} |"
        for cost in row["stage_seconds"]
    ]
    lines = [f"**{row['status'].replace('_', ' ')}**", ""]
    if row["message"]:
        lines += [f"> {escape(inert(row['message']))}", ""]
    lines += [
        "| what | count |",
        "|---|---:|",
        *(f"| {name} | {count:,} |" for name, count in counts.items()),
    ]
    lines += ["", "| stage | seconds | peak memory (MiB) |", "|---|---:|---:|", *stages]
    return "\n".join(lines)


def tabulate(failed: Sequence[FailedCheck]) -> list[dict[str, Any]]:
    """Return the checks that failed as rows of a table, at most so many of them."""
    return [
        {
            "gate": check.gate,
            "table": check.table_name,
            "check": check.check_name,
            "severity": check.severity,
            "rows": check.unexpected_count,
            "example": check.example and inert(check.example),
        }
        for check in failed[:SHOWN_CHECKS]
    ]


def escape(text: str) -> str:
    """Return text as Markdown that shows it."""
    return MARKUP.sub(r"\\\1", text)


def _mebibytes(peak_bytes: int | None) -> str:
    return "" if peak_bytes is None else f"{peak_bytes / 2**20:,.0f}"


def _tell(act: Callable[[SyncPrefectClient, UUID], object]) -> None:
    """Use a client of the server that records this run, trying once; outside of Prefect there is none."""
    flow_run_id = runtime.flow_run.id
    if not flow_run_id:
        return
    try:
        with temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}), get_client(sync_client=True) as client:
            act(client, UUID(str(flow_run_id)))
    except Exception as problem:  # noqa: BLE001 - whatever it is, the run is not Prefect's to fail
        logger.warning("Prefect did not take what there is to show of the run: %s", problem)
