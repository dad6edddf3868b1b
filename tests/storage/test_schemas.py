"""What the parser returns is what the lake's columns hold, field by field."""

import dataclasses

import pyarrow as pa
import pytest

from flows.parsing import records
from flows.storage import history_schemas, lake, schemas

STRUCTS = [
    (records.TextSpan, schemas.SPAN),
    (records.Segment, schemas.SEGMENT),
    (records.Author, schemas.AUTHOR),
    (records.PublishedTime, schemas.PUBLISHED),
    (records.Topic, schemas.TOPIC),
    (records.ImageCredit, schemas.IMAGE_CREDIT),
    (records.Mention, schemas.MENTION),
    (records.Citation, schemas.CITATION),
]
FILES = [
    schemas.RAW_PAGE,
    schemas.PARSED_PAGE,
    history_schemas.PAGE_OUTCOME,
    history_schemas.PAGE_READING,
    history_schemas.GATE_RESULT,
    history_schemas.GATE_FAILED_ROW,
    history_schemas.RUN,
    history_schemas.RECURRING_LINE,
    history_schemas.ACCURACY,
]


@pytest.mark.parametrize(("record", "struct"), STRUCTS)
def test_each_record_has_its_columns_in_order(record, struct):
    assert [field.name for field in dataclasses.fields(record)] == [field.name for field in struct]


@pytest.mark.parametrize(("record", "struct"), STRUCTS)
def test_what_may_be_missing_in_a_record_may_be_null_in_its_column(record, struct):
    optional = {field.name for field in dataclasses.fields(record) if "None" in str(field.type)}
    assert optional == {field.name for field in struct if field.nullable}


@pytest.mark.parametrize("schema", FILES)
def test_every_column_says_what_it_holds(schema):
    assert schema.metadata[b"grain"].startswith(b"One row per")
    assert all(field.metadata[b"description"] for field in schema)


def test_a_missing_key_cannot_be_written_and_leaves_no_file(tmp_path):
    row = dict.fromkeys(schemas.RAW_PAGE.names)
    with pytest.raises(pa.ArrowInvalid, match="non-nullable"):
        lake.write_rows([row], schemas.RAW_PAGE, tmp_path / "page.parquet")
    assert not (tmp_path / "page.parquet").exists()
