"""Turn answers into HTML that works offline from a file, without script.

What the page says of articles, outlets and files was written by strangers: the template escapes all of it,
and a policy in the page forbids to load or to run anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.report import pictures, questions
from flows.report.questions import Answer

TEMPLATES = Path(__file__).parents[1] / "templates"
UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and those that turn round the direction of what stands beside them."""

GateState = Literal["missed", "passed", "warned", "failed", "broken"]
HEIGHTS: Mapping[GateState, float] = {
    "missed": 0.12,
    "passed": 0.35,
    "warned": 0.65,
    "failed": 1.0,
    "broken": 1.0,
}
"""How high the block of a run stands: the worse, the higher."""
GATES = ("after_ingest", "after_extract", "after_load", "after_transform")
STAGES: Mapping[str, tuple[str, ...]] = {
    "full": ("ingest", "extract"),
    "half": GATES,
    "faint": ("load", "transform"),
}
"""Which stages of a run share a colour: reading, checking, building; all others are `rest`."""
RUNS_SHOWN = 30
"""Runs that the questions about them ask for at most."""
OUTLETS_LINKED = 10
"""Outlets on each side of the picture of who leans on whom."""
DAY_HOURS = 24
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not the names that `strftime` gives, which follow the language of the machine."""


def render(
    answers: Mapping[str, Answer], *, later_runs: Iterable[Mapping[str, Any]], links: Mapping[str, str]
) -> str:
    """Return the page as HTML."""
    leanings = answers["network"].rows
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            answers=answers,
            days=pictures.days_between(**answers[questions.DAYS_SHOWN].rows[0]),
            gates=gate_grid(answers["gates"].rows),
            later_runs=later_runs,
            leanings=pictures.ribbons(
                [
                    (row["citing_outlet_name"], row["cited_outlet_name"], row["citation_count"])
                    for row in leanings
                ],
                limit=OUTLETS_LINKED,
            ),
            wires={row["cited_outlet_name"] for row in leanings if row["is_wire"]},
            links=links,
        )
    )


def gate_grid(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[GateState]]:
    """Return what each gate found in each run, oldest first; gates in the order of a run."""
    found = {(row["gate"], row["run_id"]): row for row in rows}
    runs = sorted({run_id for _, run_id in found})
    return {gate: [gate_state(found.get((gate, run_id))) for run_id in runs] for gate in GATES}


def gate_state(found: Mapping[str, Any] | None) -> GateState:
    """Return the worst that a gate found in a run; one that found nothing was not reached."""
    worst: tuple[tuple[GateState, str], ...] = (
        ("broken", "broken_count"),
        ("failed", "critical_count"),
        ("warned", "warning_count"),
        ("passed", "passed_count"),
    )
    return next((state for state, count in worst if found and found[count]), "missed")


def stage_parts(stage_seconds: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return the seconds of a run for each colour of its bar."""
    parts = dict.fromkeys([*STAGES, "rest"], 0.0)
    for stage in stage_seconds:
        part = next((name for name, stages in STAGES.items() if stage["stage"] in stages), "rest")
        parts[part] += stage["seconds"]
    return parts


def by_day(counts: Mapping[str, int], days: Iterable[str]) -> list[int]:
    """Return the count of each day, 0 where there is none."""
    return [counts.get(day, 0) for day in days]


def column(rows: Iterable[Mapping[str, Any]], key: str, value: str) -> dict[Any, Any]:
    """Return one column of the rows by another."""
    return {row[key]: row[value] for row in rows}


def name_day(day: str) -> str:
    """`2025-02-10` → `10 Feb 2025`."""
    return f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def name_hours(hours: float) -> str:
    """`0.4` → `24 min`, `30.2` → `30 h`, `75.0` → `3 days`."""
    if hours < 1:
        return f"{hours * 60:.0f} min"
    return f"{hours:.0f} h" if hours < 2 * DAY_HOURS else f"{hours / DAY_HOURS:,.0f} days"


def show(value: object) -> object:
    """Return text without what a browser would obey or hide instead of showing it; all else as it is."""
    # markup is a kind of str too, and is finished
    return UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", value) if type(value) is str else value


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=show,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "by_day": by_day,
        "column": column,
        "count": "{:,}".format,
        "day": name_day,
        "hours": name_hours,
        "parts": stage_parts,
    }
    environment.globals |= {
        "bars": pictures.bars,
        "blocks": pictures.blocks,
        "stack": pictures.stack,
        "heights": HEIGHTS,
        "runs_shown": RUNS_SHOWN,
    }
    return environment
