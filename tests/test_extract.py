"""Pages are read once per version of the parser, in one process or several, and none can stop the others."""

import re
import subprocess
import sys

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


def learn(data, line, publisher="Axios"):
    row = {
        "publisher_name": publisher,
        "line_text": line,
        "page_count": 9,
        "outlet_page_count": 9,
        "page_share": 1.0,
    }
    lake.write_recurring_lines(data, [row], article_count=9)


def file_states(batches):
    return [(batch.parsed.stat().st_ino, batch.parsed.stat().st_mtime_ns) for batch in batches]


def test_a_batch_is_read_once_unless_asked_again_after_something_was_learned(tmp_path):
    data = DataDir(tmp_path)
    batches = extract_all(data, [write_batch(data, TEXTS[0])])
    first = file_states(batches)
    learn(data, "Sign up")
    (batch,) = extract_all(data, [batches[0].batch_id])
    assert (file_states([batch]), batch.is_read_now) == (first, False)
    (batch,) = extract_all(data, [batch.batch_id], is_reparse=True)
    assert (file_states([batch]) != first, batch.is_read_now) == (True, True)
    again = file_states([batch])
    (batch,) = extract_all(data, [batch.batch_id], is_reparse=True)
    assert (file_states([batch]), batch.is_read_now) == (again, False)


def test_reading_again_goes_on_where_it_was_interrupted(tmp_path, monkeypatch):
    data = DataDir(tmp_path)
    batch_ids = [write_batch(data, text) for text in TEXTS]
    extract_all(data, batch_ids)
    learn(data, "Sign up")
    read_one, done = extract.parse_batch, []

    def stop_after_two(job, *, rules):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(job.batch.batch_id)
        return read_one(job, rules=rules)

    with monkeypatch.context() as patch:
        patch.setattr(extract, "parse_batch", stop_after_two)
        with pytest.raises(KeyboardInterrupt):
            extract_all(data, batch_ids, is_reparse=True)
    batches = extract_all(data, batch_ids, is_reparse=True)
    assert [batch.batch_id for batch in batches if not batch.is_read_now] == done
    assert len(done) == 2


REREADING = """
import sys
from pathlib import Path
from flows import extract
from flows.storage import lake
from flows.storage.layout import DataDir
data = DataDir(Path(sys.argv[1]))
batch_ids = lake.find_batches(data)
extract.extract_batches(data, batch_ids, version="v", worker_count=1, is_reparse=True)
"""


def test_reading_again_that_was_killed_keeps_the_batches_it_had_read(tmp_path):
    data = DataDir(tmp_path)
    batch_ids = [
        write_batch(data, *(f"{no} {text}{'It rained. ' * 300}" for text in TEXTS)) for no in range(8)
    ]
    batches = extract_all(data, batch_ids)
    first = file_states(batches)
    learn(data, "Sign up")
    run = subprocess.Popen([sys.executable, "-c", REREADING, tmp_path])
    while file_states(batches) == first:
        assert run.poll() is None
    run.kill()
    run.wait()
    killed = file_states(batches)
    kept = [batch.batch_id for batch, was, now in zip(batches, first, killed, strict=True) if was != now]
    assert 0 < len(kept) < len(batches)
    batches = extract_all(data, batch_ids, is_reparse=True)
    assert [batch.batch_id for batch in batches if not batch.is_read_now] == kept


def test_a_parsed_file_that_is_damaged_is_read_again_where_all_is(tmp_path):
    data = DataDir(tmp_path)
    batches = extract_all(data, [write_batch(data, TEXTS[0])])
    whole = parsed(batches)
    batches[0].parsed.write_bytes(b"PAR1")
    assert parsed(extract_all(data, [batches[0].batch_id], is_reparse=True)) == whole


def test_some_pages_of_a_batch_are_read_again_and_only_a_change_is_written(tmp_path, monkeypatch):
    data = DataDir(tmp_path)
    batch_id = write_batch(data, *TEXTS)
    batches = extract_all(data, [batch_id])
    (before,), first = parsed(batches), file_states(batches)
    chosen = before[1]["content_sha256"]
    rules = extract.load_rules(data, version="v")
    again = {batch_id: frozenset({chosen}), "not read yet": frozenset({"x"})}
    assert extract.read_again(data, again, rules=rules, worker_count=1) == ()
    assert file_states(batches) == first

    def read_otherwise(*_, **__):
        raise ValueError("a rule that is broken on purpose")

    with monkeypatch.context() as patch:
        patch.setattr(extract, "parse_page", read_otherwise)
        assert extract.read_again(data, again, rules=rules, worker_count=1) == (batch_id,)
    (after,) = parsed(batches)
    changed = {row["content_sha256"] for row in after if row not in before}
    assert (len(after), changed) == (len(before), {chosen})
    assert extract.read_again(data, again, rules=rules, worker_count=1) == (batch_id,)
    assert sorted(parsed(batches)[0], key=str) == sorted(before, key=str)


def test_the_version_tells_the_rules_the_lookups_and_the_code_apart():
    rules, _, rest = extract.current_parser_version().partition("+")
    assert rules == parser.PARSER_VERSION
    assert [len(part) for part in rest.split(".")] == [8, 8]
