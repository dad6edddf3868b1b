"""Write `reports/index.html`: the answers of the published warehouse as one page made for looking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.report import questions
from flows.report.page import render
from flows.report.questions import Answer
from flows.storage import lake
from flows.storage.files import write_text
from flows.storage.layout import DataDir
from flows.storage.reader import open_reader, rows_of

LATER_RUNS_SHOWN = 3


def write_overview(data: DataDir) -> Path:
    """Write the page from what is published and return its path; raise WarehouseMissing where nothing is."""
    answers = ask(data)
    page = render(answers, later_runs=find_later_runs(data, answers["runs"]), links=find_links(data))
    return write_text(data.reports / "index.html", page)


def ask(data: DataDir) -> dict[str, Answer]:
    """Return the answers of the published warehouse to all questions, by their names."""
    asked = questions.read_questions()
    with open_reader(data) as connection:
        (days,) = rows_of(connection, asked[questions.DAYS_SHOWN].sql)
        about = {name: question.about(days) for name, question in asked.items()}
        return {
            name: Answer(question, tuple(rows_of(connection, question.sql)))
            for name, question in about.items()
        }


def find_later_runs(data: DataDir, runs: Answer) -> list[dict[str, Any]]:
    """Return the runs that were stopped since the warehouse was published, newest first."""
    published = max((run["run_id"] for run in runs.rows), default="")
    return [
        run
        for run in lake.recent_runs(data, LATER_RUNS_SHOWN)
        if run["run_id"] > published and run["status"] in ("refused", "broken", "crashed")
    ]


def find_links(data: DataDir) -> dict[str, str]:
    """Return the other pages beside this one, by what they are called; only those that are there."""
    pages = {
        "Every check, with the rows that failed it": "data_docs/index.html",
        "Every table and column, with its lineage": data.dbt_docs.name,
    }
    return {title: link for title, link in pages.items() if (data.reports / link).exists()}
