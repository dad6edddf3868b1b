"""How DuckDB is opened and how it reads Parquet files here: offline, and by their exact names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

OFFLINE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Nothing is downloaded, whatever a query asks for."""


def parquet_scan(files: Iterable[Path]) -> str:
    """Return the table function that reads exactly these files, for a place where SQL takes no parameter.

    Columns come from the files alone: a folder named like `day=3` would add one if it were allowed to.
    """
    paths = ", ".join(literal(_escape_glob(str(file.absolute()))) for file in files)
    return f"read_parquet([{paths}], hive_partitioning = false, union_by_name = true)"


def literal(text: str) -> str:
    """Return text as an SQL string, such as `'o''clock'`."""
    return "'" + text.replace("'", "''") + "'"


def _escape_glob(path: str) -> str:
    """Return a path in which `*`, `?` and `[` stand for themselves, such as `page[[]1].parquet`."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in path)
