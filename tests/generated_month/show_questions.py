"""Print what each question of analysts is answered with on a generated month.

python tests/generated_month/show_questions.py [--seed 1] [--pages 220] [--rows 5]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from flows.accuracy import measurement
from flows.storage import reader
from flows.storage.layout import DataDir
from tests.generated_month.month import generate
from tests.generated_month.runs import run_month

ANALYSES = Path(__file__).parents[2] / "dbt_project" / "analyses"
MAX_CHARS = 44


def read_question(number: str) -> tuple[str, str]:
    """Return the words of a question, such as `q01`, and its SQL."""
    (path,) = ANALYSES.glob(f"{number}_*.sql")
    sql = path.read_text(encoding="utf-8")
    comment = takewhile(lambda line: line.startswith("-- "), sql.splitlines())
    return " ".join(line.removeprefix("-- ") for line in comment), sql


def show(data: DataDir, number: str, row_count: int) -> Iterator[str]:
    """Yield a question and the first rows of its answer as a table in Markdown."""
    heading, sql = read_question(number)
    names, rows = reader.query(data, sql)
    yield f"\n{heading} ({len(rows):,} rows)\n"
    yield _line(names)
    yield _line(["---"] * len(names))
    yield from (_line([_shorten(value) for value in row]) for row in rows[:row_count])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shorten(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return text if len(text) <= MAX_CHARS else f"{text[: MAX_CHARS - 1]}…"


def main() -> None:
    """Build the month in a folder that is thrown away, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=220)
    parser.add_argument("--rows", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measurement.keep_rows(DataDir(Path(folder) / "data"), measurement.score_gold())
        data = run_month(generate(options.seed, options.pages), Path(folder))
        for path in sorted(ANALYSES.glob("q*.sql")):
            print(*show(data, path.name[:3], options.rows), sep="\n")  # noqa: T201 - a person reads it


if __name__ == "__main__":
    main()
