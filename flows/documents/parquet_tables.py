"""Read a Parquet file as records, a few rows at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from flows.decoding import Unreadable
from flows.documents.records import USED_NAMES, RecordRow, choose_text_field, plain_name
from flows.documents.streams import Budget

ROWS_AT_A_TIME = 64
PAGE_BUFFER_BYTES = 2**20
FAULTS = (pa.ArrowException, OSError, ValueError, KeyError)
"""What pyarrow raises for a file that is damaged, or of a kind that it does not read."""


def read_parquet(stream: BinaryIO, budget: Budget, max_bytes: int) -> Iterator[RecordRow]:
    """Yield the rows of a file; raise Unreadable where there is no text column or no reading on.

    A text that many rows share is stored once; it counts for each of them against the budget.
    """
    try:
        file = pq.ParquetFile(stream, buffer_size=PAGE_BUFFER_BYTES, pre_buffer=False)
        names = [name for name in file.schema_arrow.names if plain_name(name) in USED_NAMES]
        text_name = _check_text_column(file.schema_arrow)
        # texts that repeat stay a dictionary: written out, a small file could fill the memory
        file = pq.ParquetFile(
            stream, buffer_size=PAGE_BUFFER_BYTES, pre_buffer=False, read_dictionary=[text_name]
        )
        batches = file.iter_batches(ROWS_AT_A_TIME, columns=names, use_threads=False)
        for position, fields in enumerate(_rows(batches), start=1):
            yield _row(position, fields, budget, max_bytes)
    except FAULTS as problem:
        raise Unreadable("damaged_container", f"the table cannot be read on: {problem}") from problem


def _check_text_column(schema: pa.Schema) -> str:
    """Return the name of the text column; raise Unreadable where there is none or it holds no text."""
    wanted = choose_text_field(schema.names)
    column = next(field for field in schema if plain_name(field.name) == wanted)
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        raise Unreadable("wrong_type", f"its column {column.name} holds {column.type}, not text")
    return str(column.name)


def _rows(batches: Iterator[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    """Yield one row after another, so that no more than one is held as Python values."""
    for batch in batches:
        for number in range(batch.num_rows):
            yield {name: batch.column(name)[number].as_py() for name in batch.schema.names}


def _row(position: int, fields: dict[str, Any], budget: Budget, max_bytes: int) -> RecordRow:
    problem = None
    for name, value in fields.items():
        if isinstance(value, str):
            budget.spend(len(value))
            if len(value) > max_bytes:
                problem = Unreadable("too_large", f"{name} has more than {max_bytes:,} characters")
    joined = "\x1f".join(map(str, fields.values())).encode("utf-8", "replace")
    return RecordRow(position, fields, problem, hashlib.sha256(joined).hexdigest(), len(joined))
