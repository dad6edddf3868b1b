"""Learn which lines recur on the pages of each outlet, for the next run to read them as furniture.

What recurs is a view of the warehouse, `ops.recurring_lines`, and so depends on nothing but the pages of the
lake. It is copied to the lake each time the warehouse has grown by half: over the years that costs a small
multiple of looking once. Pages that were read before keep their reading until `sourceline run --reparse`.
"""

from __future__ import annotations

from flows.storage import lake, reader
from flows.storage.layout import DataDir

GROWTH = 1.5
"""The lines are learned again when there are this many times the articles of the last time."""

MIN_ARTICLES = 20
"""Below this no outlet has enough pages."""


def learn_recurring_lines(data: DataDir) -> int | None:
    """Copy the published recurring lines to the lake; return their number, None where it is not yet time."""
    article_count = reader.count_marts(data)["articles"]
    learned_from = lake.read_learned_from(data)
    if article_count < max(MIN_ARTICLES, GROWTH * learned_from):
        return None
    rows = reader.read_rows(data, "select * from ops.recurring_lines order by publisher_name, line_text")
    lake.write_recurring_lines(data, rows, article_count=article_count)
    return len(rows)
