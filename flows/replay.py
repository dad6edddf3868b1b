"""`sourceline replay`: try again what is in the quarantine, as a run of its own, and tell what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from flows import terminal_run
from flows.settings import Replay, load_settings
from flows.storage import lake
from flows.storage.layout import DataDir
from flows.waiting import Trial, Waiting, find_waiting, plan_trial

if TYPE_CHECKING:
    from flows.pipeline import RunResult


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """What became of the documents that one stage had set aside for one reason.

    `again` were set aside again, for this reason or another; `lost` have neither bytes nor a source any more.
    """

    stage: str
    reason_code: str
    tried: int
    passed: int
    again: int
    lost: int


def replay(
    console: Console,
    *,
    data_dir: Path | None,
    gates_mode: str | None,
    entities: str | None,
    reasons: Sequence[str],
    since: date | None,
    is_dry: bool,
) -> None:
    """Try again what waits, or only show it; raise WarehouseMissing where nothing is published yet."""
    choice = Replay(tuple(reasons), since)
    settings = load_settings(data_dir=data_dir, gates_mode=gates_mode, entities=entities, replay=choice)
    data = DataDir(settings.data_dir)
    trial = plan_trial(data, choice)
    if not trial.waiting:
        console.print("Nothing waits in the quarantine that this asks for.")
        return
    if is_dry:
        console.print(_as_plan(trial))
        console.print("Nothing was tried: --dry-run.")
        return
    with terminal_run.connected(console, data) as run_once:
        result = run_once(settings)
    console.print(_as_table(count_reasons(trial, find_again(data, trial, result))))
    terminal_run.print_result(console, data, result)


def find_again(data: DataDir, trial: Trial, result: RunResult) -> frozenset[Waiting]:
    """Return what the run set aside again: as published, or as ingest found it where nothing was."""
    tried = set(trial.waiting).difference(trial.lost)
    if result.run["status"] == "published":
        still = {found.source_path for found in find_waiting(data)}
        return frozenset(found for found in tried if found.source_path in still)
    accepted = lake.accepted_places(data, result.run["run_id"])
    return frozenset(found for found in tried if found.source_path not in accepted)


def count_reasons(trial: Trial, again: Iterable[Waiting]) -> list[ReasonCount]:
    """Return what became of what was tried, by stage and reason."""
    lost, refused = set(trial.lost), set(again)
    return [
        ReasonCount(
            stage,
            reason_code,
            tried=len(group) - len(lost.intersection(group)),
            passed=len(set(group) - lost - refused),
            again=len(refused.intersection(group)),
            lost=len(lost.intersection(group)),
        )
        for (stage, reason_code), group in _by_reason(trial.waiting)
    ]


def _by_reason(waiting: Iterable[Waiting]) -> list[tuple[tuple[str, str], list[Waiting]]]:
    groups: dict[tuple[str, str], list[Waiting]] = defaultdict(list)
    for found in waiting:
        groups[found.stage, found.reason_code].append(found)
    return sorted(groups.items())


def _as_table(counts: Iterable[ReasonCount]) -> Table:
    table = _table("Tried again", ("tried", "passed", "set aside again", "lost"))
    for count in counts:
        numbers = (count.tried, count.passed, count.again, count.lost)
        table.add_row(count.stage, count.reason_code, *(f"{number:,}" for number in numbers))
    return table


def _as_plan(trial: Trial) -> Table:
    """Return what would be tried, and from where."""
    table = _table("Would be tried again, from", ("its bytes", "its source", "the lake", "nowhere: lost"))
    kept, lost = set(trial.kept), set(trial.lost)
    for (stage, reason_code), group in _by_reason(trial.waiting):
        by_bytes, is_lost = len(kept.intersection(group)), len(lost.intersection(group))
        there = len(group) - by_bytes - is_lost
        numbers = (by_bytes, there, 0, is_lost) if stage == "ingest" else (0, 0, there, 0)
        table.add_row(stage, reason_code, *(f"{number:,}" for number in numbers))
    return table


def _table(title: str, counted: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("stage", "reason"):
        table.add_column(name)
    for name in counted:
        table.add_column(name, justify="right")
    return table
