"""What a hostile file may cost: it is set aside with a reason, the run goes on, and memory is bounded."""

import gzip
import io
import subprocess
import sys
import tarfile
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

MEGABYTE = 2**20
PEAK = """
import resource, sys
from pathlib import Path
from flows import ingest
from flows.settings import Settings
from flows.storage.layout import DataDir
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = ingest.ingest_pages(Settings((sys.argv[1],), Path(sys.argv[2])), DataDir(Path(sys.argv[2])), "a-b")
print(found.quarantined_count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
"""Prints how much was set aside, and by how many megabytes the memory grew."""


def zeros_gz(megabytes, text=b"0"):
    """Return a gzip file of zeros, without ever holding what it unpacks to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = text * (MEGABYTE // len(text))
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def zeros_zip(name, megabytes):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(megabytes):
            member.write(b"0" * MEGABYTE)
    return stream.getvalue()


@pytest.mark.parametrize("content", ["[" + "0," * 30_000 + "0]", "0 " * 30_000, '"x"' * 30_000])
def test_a_feed_of_nothing_but_faults_ends_early(intake, content):
    intake.save("a.json", content)
    intake.save("b.jsonl", "0\n" * 30_000)
    intake.look()
    assert intake.outcomes()["a.json"] == intake.outcomes()["b.jsonl"] == "too_many_faults"
    assert len(intake.outcomes()) < 20_100


def test_bombs_of_gigabytes_leave_the_memory_as_it_was(intake, make):
    bomb = zeros_gz(1100)
    intake.save("line.jsonl.gz", bomb)
    intake.save("page.txt.gz", bomb)
    intake.save("table.csv.gz", bomb)
    intake.save("tape.tgz", bomb)
    intake.save("crawl.warc.gz", bomb)
    intake.save("nested.zip", make.zip_of({"inner.tar.gz": bomb, "feed.json.gz": bomb}, zipfile.ZIP_STORED))
    run = subprocess.run(
        [sys.executable, "-c", PEAK, intake.pages, intake.data.root],
        capture_output=True,
        text=True,
        check=True,
    )
    set_aside_count, grown = map(int, run.stdout.split())
    assert set_aside_count >= 6
    assert grown < 400


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zeros_zip("inner.tar", 64)),
        ("a.zip", zeros_zip("feed.jsonl", 64)),
        ("a.jsonl.gz", gzip.compress(b'{"text": "' + b"again " * 5_000 + b'"}\n') * 2_000),
        ("a.csv.gz", gzip.compress(b"text\n" + (b"again and " * 5_000 + b"again\n") * 500)),
    ],
)
def test_what_grows_beyond_the_ratio_is_set_aside(make_intake, name, content):
    intake = make_intake(max_expansion_ratio=2)
    intake.save(name, content)
    intake.save("good.txt", "Good\n")
    intake.look()
    assert intake.outcomes()[name] == "expands_too_much"
    assert intake.outcomes()["good.txt"] == "ingested"


def test_the_whole_of_a_container_is_limited_too(make_intake, make):
    intake = make_intake(max_expanded_bytes=1_000)
    intake.save("a.zip", make.zip_of({f"{number}.txt": f"{number} " * 100 for number in range(20)}))
    found = intake.look()
    assert intake.outcomes()["a.zip"] == "expands_too_much"
    assert 0 < found.ingested_count < 20


def test_members_that_overlap_cannot_be_unpacked_over_and_over(make_intake, make):
    """A zip of which every entry of the directory points to the same compressed bytes."""
    intake = make_intake(max_expansion_ratio=10)
    one = make.zip_of({"a.txt": b"word " * 200_000})
    start = one.index(b"PK\x01\x02")
    entry, ending = one[start : one.index(b"PK\x05\x06")], bytearray(one[one.index(b"PK\x05\x06") :])
    count = 200
    ending[8:12] = count.to_bytes(2, "little") * 2
    ending[12:16] = (len(entry) * count).to_bytes(4, "little")
    intake.save("a.zip", one[:start] + entry * count + bytes(ending))
    found = intake.look()
    assert intake.outcomes()["a.zip"] in {"expands_too_much", "damaged_container"}
    assert found.file_count < count


def test_too_many_members_end_an_archive(make_intake, make):
    intake = make_intake(max_members=5)
    pages = {f"{number}.txt": f"Page {number}\n".encode() for number in range(6)}
    intake.save("a.zip", make.zip_of(pages))
    intake.save("b.tar", make.tar_of(pages))
    found = intake.look()
    assert intake.outcomes()["a.zip"] == intake.outcomes()["b.tar"] == "too_many_members"
    assert found.ingested_count == 5  # of the tar, which is a stream; a zip tells before


def test_archives_nested_too_deep_are_set_aside_and_the_others_are_read(make_intake, make):
    intake = make_intake(max_nesting=2)
    deepest = make.zip_of({"deep.txt": "Too deep\n"})
    middle = make.tar_of({"c.zip": deepest, "in.txt": b"Fine\n"})
    intake.save("a.zip", make.zip_of({"b.tar": middle}))
    intake.look()
    assert intake.outcomes() == {
        "a.zip/b.tar/c.zip": "nested_too_deep",
        "a.zip/b.tar/in.txt": "ingested",
        "a.zip/b.tar": "opened",
        "a.zip": "opened",
    }


def test_a_member_over_the_limit_is_set_aside_and_the_next_is_read(make_intake, make):
    intake = make_intake(max_page_bytes=100)
    members = {"long.txt": b"x" * 101, "fits.txt": b"x" * 100, "long.txt.gz": gzip.compress(b"y" * 101)}
    intake.save("a.zip", make.zip_of(members))
    intake.save("b.tar", make.tar_of(members))
    intake.look()
    assert intake.outcomes() == {
        "a.zip": "opened",
        "a.zip/long.txt": "too_large",
        "a.zip/fits.txt": "ingested",
        "a.zip/long.txt.gz": "too_large",
        "b.tar": "opened",
        "b.tar/long.txt": "too_large",
        "b.tar/fits.txt": "duplicate",
        "b.tar/long.txt.gz": "too_large",
    }


def test_a_record_over_the_limit_is_set_aside_and_the_next_is_read(make_intake, make):
    intake = make_intake(max_page_bytes=100)
    records = make.json_lines({"text": "x" * 200, "id": 1}, {"text": "fits", "id": 2})
    intake.save("a.jsonl", records)
    intake.save("b.json", f"[{','.join(records.decode().splitlines())}]")
    pq.write_table(pa.table({"text": ["x" * 200, "fits too"], "id": ["1", "2"]}), intake.pages / "c.parquet")
    intake.look()
    assert intake.outcomes() == {
        "a.jsonl": "opened",
        "a.jsonl#1": "too_large",
        "a.jsonl#2": "ingested",
        "b.json": "opened",
        "b.json#1": "too_large",
        "b.json#2": "duplicate",
        "c.parquet": "opened",
        "c.parquet#1": "too_large",
        "c.parquet#2": "ingested",
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '[{"text": "' + "x" * 5_000_000),
        ("a.csv", "text\n" + "x" * 5_000_000 + "\nshort\n"),
        ("a.csv", 'text\n"' + "x\n" * 1_000_000),
        ("a.csv", "text,b\n" + ('"' + "x\n" * 400 + '",') * 2_000),
    ],
)
def test_a_feed_that_cannot_be_read_on_within_the_limit_ends_there(make_intake, name, content):
    intake = make_intake(max_page_bytes=100_000)
    intake.save(name, content)
    intake.look()
    assert intake.outcomes()[name] in {"too_large", "damaged_container"}


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.GNUTYPE_SPARSE])
def test_a_header_of_a_tar_cannot_fill_the_memory(intake, kind):
    entry = tarfile.TarInfo("page.txt")
    entry.type, entry.size = kind, 8 * 2**30
    intake.save("a.tar", entry.tobuf(tarfile.GNU_FORMAT) + b"\0" * 4096)
    intake.look()
    assert intake.outcomes()["a.tar"] in {"damaged_container", "unsafe_member"}


def test_a_sparse_file_of_the_newer_kind_is_refused(intake):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("page.txt")
        entry.pax_headers = {
            "GNU.sparse.major": "1",
            "GNU.sparse.minor": "0",
            "GNU.sparse.realsize": "9" * 12,
        }
        entry.size = 512
        archive.addfile(entry, io.BytesIO(b"1\n0\n5\n".ljust(512, b"\0")))
    intake.save("a.tar", stream.getvalue())
    intake.look()
    assert intake.outcomes()["a.tar"] == "unsafe_member"


def test_a_text_that_many_rows_of_a_table_share_counts_for_each_of_them(make_intake):
    intake = make_intake(max_expansion_ratio=5)
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 5_000, pa.int32()), ["word " * 20_000])
    pq.write_table(pa.table({"text": column, "id": list(range(5_000))}), intake.pages / "a.parquet")
    intake.save("good.txt", "Good\n")
    intake.look()
    assert intake.outcomes()["a.parquet"] == "expands_too_much"
    assert intake.outcomes()["good.txt"] == "ingested"


@pytest.mark.parametrize(
    ("record", "reason_code"),
    [
        ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested_too_deep"),
        ('{"text": "x", "n": ' + "9" * 5_000 + "}", "invalid_json"),
        ('{"text": "x", "n": -Infinity}', "invalid_json"),
        ('{"text": "x", "text": "y"}', "duplicate_keys"),
        ('{"text": "x", "a": {"b": 1, "b": 2}}', "duplicate_keys"),
        ('{"text": "half \\ud83d of a character"}', "undecodable"),
        ('{"text": "x", "url": "https://example.com/\\ud83d"}', "undecodable"),
        ('{"text": "a NUL \\u0000 in it"}', "nul_bytes"),
        ('{"text": "fine", "title": "a NUL \\u0000 in it"}', "nul_bytes"),
        ('{"text": "\\u0001\\u0002\\u0003 x"}', "binary"),
        ('{"text": ""}', "no_text"),
        ('{"text": null}', "no_text"),
        ('{"text": "***"}', "empty"),
        ('{"text": 7}', "wrong_type"),
        ('{"text": {"a": 1}}', "wrong_type"),
        ('{"words": "x"}', "no_text_field"),
        ('{"body": "x", "content": "y"}', "no_text_field"),
        ('["text"]', "invalid_json"),
        ("7", "not_an_object"),
        ('{"text": "x"', "invalid_json"),
    ],
)
def test_each_fault_of_a_record_is_named_and_the_next_record_is_read(intake, record, reason_code):
    intake.save("a.jsonl", '{"text": "First"}\n' + record + '\n{"text": "Good", "id": "good"}\n')
    intake.save("b.json", record)
    intake.look()
    outcomes = intake.outcomes()
    assert outcomes["a.jsonl#good"] == "ingested"
    if record != '["text"]':
        assert outcomes["b.json"] == reason_code
        assert sorted(outcomes.values()).count(reason_code) == 2


def test_a_line_that_is_not_utf_8_is_set_aside(intake):
    intake.save("a.jsonl", b'{"text": "caf\xe9"}\n{"text": "Good", "id": 1}\n')
    intake.save("b.json", b'{"text": "caf\xe9"}')
    intake.save("c.jsonl", '{"text": "x"}\n'.encode("utf-16"))
    intake.look()
    assert intake.outcomes() == {
        "a.jsonl": "opened",
        "a.jsonl#1": "undecodable",
        "a.jsonl#1~2": "ingested",
        "b.json": "undecodable",
        "c.jsonl": "undecodable",
    }
