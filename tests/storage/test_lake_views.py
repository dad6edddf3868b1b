"""The lake's files as tables: exactly the files given, whatever they are called."""

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.storage import schemas
from flows.storage.lake import to_table
from flows.storage.lake_views import open_lake

TABLES = ["pages", "parsed_pages", "page_outcomes", "segments", "citations", "mentions", "spans"]


def write_page(path, text="text"):
    row = dict.fromkeys(("content_sha256", "source_file", "source_path", "encoding", "format"), path.stem)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(to_table([{**row, "byte_count": 1, "hints": {}, "text": text}], schemas.RAW_PAGE), path)
    return path


@pytest.mark.parametrize("table", TABLES)
def test_without_files_every_table_is_there_and_empty(table):
    with open_lake(pages=[], parsed_pages=[], page_outcomes=[]) as connection:
        assert connection.execute(f"select count(*) from lake.{table}").fetchone() == (0,)


def test_empty_tables_have_the_types_of_files(tmp_path):
    describe = "select column_name, data_type from information_schema.columns where table_name = 'pages'"
    with open_lake(pages=[], parsed_pages=[], page_outcomes=[]) as connection:
        empty = connection.execute(describe).fetchall()
    with open_lake(
        pages=[write_page(tmp_path / "a.parquet")], parsed_pages=[], page_outcomes=[]
    ) as connection:
        assert connection.execute(describe).fetchall() == empty


@pytest.mark.parametrize(
    "name",
    ["it's.parquet", "page[1].parquet", "a*b?.parquet", "day=3/x.parquet", 'quo"te.parquet', "a;--.parquet"],
)
def test_a_file_is_read_whatever_its_name_and_nothing_beside_it(tmp_path, name):
    for other in ("page1.parquet", "axb1.parquet", "a.parquet"):
        write_page(tmp_path / other)
    wanted = write_page(tmp_path / name)
    with open_lake(pages=[wanted], parsed_pages=[], page_outcomes=[]) as connection:
        rows = connection.execute("select * from lake.pages").fetchall()
    assert [row[0] for row in rows] == [wanted.stem]
    assert len(rows[0]) == len(schemas.RAW_PAGE)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("aé👩\u200d👧\u0301🇫🇷\r\n \ufeff中"), min_size=1, max_size=30),
    data=st.data(),
)
def test_duckdb_counts_characters_as_python_does(text, data):
    """Spans are code points in both; a family emoji or a combining accent is several of them."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    with open_lake(pages=[], parsed_pages=[], page_outcomes=[]) as connection:
        answer = connection.execute(
            "select length($text), substring($text, $start + 1, $end - $start)",
            {"text": text, "start": start, "end": end},
        ).fetchone()
    assert answer == (len(text), text[start:end])
