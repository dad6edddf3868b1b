"""Pages are read once per version of the parser, in one process or several, and none can stop the others."""

import re

import pyarrow.parquet as pq
import pytest

from flows import extract
from flows.lookups import load_lexicon
from flows.parsing import page as parser
from flows.parsing.records import NOTHING_READ
from flows.storage import lake
from flows.storage.layout import DataDir

TEXTS = [
    f"Ferry {number} Halts\n\nOfficials said Monday that ferry {number} failed.\n" for number in range(4)
]


def write_batch(data, *texts):
    pages = [
        {
            "content_sha256": f"{text!r:064.64}",
            "source_file": "a.txt",
            "source_path": "/a.txt",
            "encoding": "utf-8",
            "format": "text",
            "hints": {},
            "byte_count": len(text),
            "text": text,
        }
        for text in texts
    ]
    return lake.write_ingested(data, run_id="a-b", part_no=0, outcomes=[], pages=pages)


def parsed(batches):
    return [pq.read_table(batch.parsed).to_pylist() for batch in batches]


def extract_all(data, batch_ids, *, worker_count=1, is_reparse=False):
    return extract.extract_batches(
        data, batch_ids, version="v", worker_count=worker_count, is_reparse=is_reparse
    )


def test_a_page_that_breaks_the_parser_is_kept_with_its_error():
    row = extract.read_page(None, load_lexicon())
    assert re.match(r"\w+Error: .*NoneType.*\(\w+\.py, line \d+\)$", row["parse_error"])
    assert row["segments"] == NOTHING_READ.segments


@pytest.mark.parametrize(
    "text", ["\ufeff", "\u2028", "\x0c", "“" * 500, "a\r\rb\r\n" * 50, "By " * 300, "…", "(" * 99]
)
def test_odd_pages_do_not_break_the_parser(text):
    assert "parse_error" not in extract.read_page(text, load_lexicon())


def test_workers_find_what_one_process_finds(tmp_path):
    data = DataDir(tmp_path)
    batch_ids = [write_batch(data, *TEXTS[:2]), write_batch(data, *TEXTS[2:])]
    alone = parsed(extract_all(data, batch_ids))
    together = parsed(extract_all(data, batch_ids, worker_count=2, is_reparse=True))
    assert alone == together
    assert sum(map(len, alone)) == len(TEXTS)


def test_a_batch_is_read_once_unless_asked_again(tmp_path):
    data = DataDir(tmp_path)
    (batch,) = extract_all(data, [write_batch(data, TEXTS[0])])
    first = batch.parsed.stat().st_mtime_ns
    extract_all(data, [batch.batch_id])
    assert batch.parsed.stat().st_mtime_ns == first
    extract_all(data, [batch.batch_id], is_reparse=True)
    assert batch.parsed.stat().st_mtime_ns > first


def test_the_version_tells_the_rules_the_lookups_and_the_code_apart():
    rules, _, rest = extract.current_parser_version().partition("+")
    assert rules == parser.PARSER_VERSION
    assert [len(part) for part in rest.split(".")] == [8, 8]
