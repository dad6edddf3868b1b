"""Which rows a gate looks at, so that its cost is that of a run and not of all runs before.

The warehouse being built says in `raw.current_build` which run builds it, and in `raw.batches` which run
loaded each batch last. Facts carry the run that delivered their page.
"""

from __future__ import annotations

from string import Template
from typing import Final

LOADED_NOW: Final = "batch_id in (select batch_id from raw.batches join raw.current_build using (run_id))"
"""Rows that this run loaded: all of them where it builds the warehouse anew."""

DELIVERED_NOW: Final = "run_id > coalesce((select max(run_id) from ops.runs where status = 'published'), '')"
"""Rows that no published warehouse has had: delivered by this run, or by one that was refused before it."""

BATCHES_DELIVERED_NOW: Final = Template(
    "batch_id in (select batch_id from marts.fct_articles where $delivered_now)"
).substitute(delivered_now=DELIVERED_NOW)
"""The same for a table whose rows do not say which run delivered them."""

WEEKS_REMEMBERED: Final = 8
"""How far back a run is compared: long enough for eight of each weekday, short enough to follow a change."""

REMEMBERED: Final = Template(
    "first_seen_at >= (select max(first_seen_at) from marts.fct_articles) - to_weeks($weeks)"
).substitute(weeks=WEEKS_REMEMBERED)
"""Articles that were delivered within those weeks."""
