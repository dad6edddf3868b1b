"""What the overview asks the published warehouse: one file of SQL a question, in `sql/`.

A file begins with its title and an explanation as comments, which the page shows, as it shows the SQL itself:
what stands on the page can be asked again by anybody. Every question is bounded in rows, and where it looks
at articles in days, so that the page costs what it shows and not what the warehouse holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FILES = Path(__file__).parent / "sql"
DAYS_SHOWN = "window"
"""The question that says between which days the others look."""


@dataclass(frozen=True, slots=True)
class Question:
    """One select, with what it is called on the page and what its numbers mean."""

    name: str
    title: str
    note: str
    sql: str

    def about(self, days: Mapping[str, str]) -> Question:
        """Return the question with its days written out, so that it can be copied from the page and run."""
        sql = self.sql
        for variable, day in days.items():
            sql = sql.replace(f"getvariable('{variable}')", f"'{day}'")
        return replace(self, sql=sql)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was asked, and its rows by the names of their columns."""

    question: Question
    rows: tuple[dict[str, Any], ...]


def read_questions() -> dict[str, Question]:
    """Return every question by its name, which is that of its file."""
    return {path.stem: parse_question(path.stem, path.read_text()) for path in sorted(FILES.glob("*.sql"))}


def parse_question(name: str, text: str) -> Question:
    """Return the question in a file: a title line, lines of explanation, an empty line, a select."""
    comment, _, sql = text.partition("\n\n")
    title, *note = (line.removeprefix("-- ") for line in comment.splitlines())
    return Question(name=name, title=title, note=" ".join(note), sql=sql.strip())
