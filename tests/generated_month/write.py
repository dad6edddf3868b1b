"""Write a month of pages and the truth about them.

    python tests/generated_month/write.py DIR --seed 1 --pages 300

makes `DIR/delivery-1` to `delivery-4`, each with what is new or changed that week: copy one after the other
into a folder of pages and run Sourceline on it. `DIR/truth` holds what is true of them, as Parquet files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.generated_month.month import generate
from tests.generated_month.truth import Month, truth_tables


def write_delivery(month: Month, delivery_no: int, folder: Path) -> None:
    """Write the files of one delivery into a folder, over what came before."""
    for file in month.files:
        if file.delivery_no == delivery_no:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)


def write_month(month: Month, folder: Path) -> None:
    """Write every delivery into a folder of its own, and the truth."""
    for number in range(1, len(month.delivered_at) + 1):
        write_delivery(month, number, folder / f"delivery-{number}")
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    for name, table in truth_tables(month).items():
        pq.write_table(table, folder / "truth" / f"{name}.parquet")


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=300)
    options = parser.parse_args()
    month = generate(options.seed, options.pages)
    write_month(month, options.folder)
    print(f"{len(month.versions)} pages in {len(month.delivered_at)} deliveries: {options.folder}")  # noqa: T201 - a person reads it


if __name__ == "__main__":
    main()
