"""Which tables each gate checks."""

from __future__ import annotations

from expectations import after_extract, after_ingest, after_load, after_transform
from expectations.checks import TableChecks

_TABLES_BY_GATE = {
    "after_ingest": after_ingest.TABLES,
    "after_extract": after_extract.TABLES,
    "after_load": after_load.TABLES,
    "after_transform": after_transform.TABLES,
}

GATES = tuple(_TABLES_BY_GATE)
"""The gates in the order in which a run comes to them."""


def find_tables(gate: str) -> tuple[TableChecks, ...]:
    """Return the checks of a gate, table by table; raise KeyError for a gate that does not exist."""
    return _TABLES_BY_GATE[gate]
