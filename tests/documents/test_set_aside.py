"""What is set aside at ingest leaves its bytes in the lake, each content once and under its own hash."""

import hashlib

import pytest

from flows.documents import set_aside
from flows.settings import Limits
from flows.storage import kept_bytes

BROKEN = b"A page\0with a NUL\n"


def kept(intake):
    return {path.name: path.read_bytes() for path in (intake.data.root / "lake").glob("quarantine/*")}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "reason_code"),
    [
        ("page.txt", BROKEN, "nul_bytes"),
        ("page.txt", b"", "empty"),
        ("page.html", "Mayor resigns —".encode()[:-1], "truncated"),
        ("one.json", b'{"words": "none"}\n', "no_text_field"),
        ("one.json", b'{"text": "Mayor', "invalid_json"),
        ("pages.zip", b"no zip", "damaged_container"),
        ("pages.tar.gz", b"\x1f\x8bno gzip", "damaged_container"),
    ],
)
def test_a_file_leaves_its_bytes(intake, name, content, reason_code):
    intake.save(name, content)
    intake.look()
    (row,) = intake.rows()
    assert (row["reason_code"], row["content_sha256"]) == (reason_code, sha256(content))
    assert kept(intake) == {sha256(content): content}


def test_a_member_of_an_archive_leaves_its_own_bytes(intake, make):
    intake.save("a.zip", make.zip_of({"in/bad.txt": BROKEN, "good.txt": "Page\n"}))
    intake.look()
    assert kept(intake) == {sha256(BROKEN): BROKEN}


def test_a_record_and_a_name_that_leads_out_leave_none_as_their_container_is_read_again(intake, make):
    intake.save("feed.jsonl", make.json_lines({"words": "none"}, {"text": "Story"}))
    intake.save("a.zip", make.zip_of({"../evil.txt": "Evil", "good.txt": "Page\n"}))
    assert intake.look().quarantined_count == 2
    assert kept(intake) == {}


def test_the_same_bytes_are_kept_once_and_written_once(intake):
    for name in ("a.txt", "b.txt"):
        intake.save(name, BROKEN)
    intake.look()
    (path,) = (intake.data.root / "lake" / "quarantine").iterdir()
    first = path.stat()
    intake.look()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_a_file_over_the_limit_leaves_its_size_and_hash_only(make_intake):
    intake = make_intake()
    intake.limits = Limits(max_page_bytes=10)
    intake.save("long.txt", b"x" * 11)
    intake.save("long.zip", b"x" * 12)
    intake.look()
    assert {row["source_file"]: (row["content_sha256"], row["byte_count"]) for row in intake.rows()} == {
        "long.txt": (sha256(b"x" * 11), 11),
        "long.zip": (sha256(b"x" * 12), 12),
    }
    assert kept(intake) == {}


def test_a_huge_file_is_told_by_its_size_alone_as_each_run_would_read_it_for_the_hash(intake, monkeypatch):
    monkeypatch.setattr(set_aside, "HASHED_BYTES", 10)
    intake.limits = Limits(max_page_bytes=5)
    intake.save("huge.txt", b"x" * 11)
    intake.look()
    (row,) = intake.rows()
    assert (row["reason_code"], row["content_sha256"], row["byte_count"]) == ("too_large", None, 11)


def test_bytes_that_were_damaged_are_not_given_back_and_are_written_anew_when_seen_again(intake):
    intake.save("a.txt", BROKEN)
    intake.look()
    path = intake.data.kept_bytes(sha256(BROKEN))
    path.write_bytes(b"")
    assert kept_bytes.read(intake.data, sha256(BROKEN)) is None
    intake.look()
    assert kept_bytes.read(intake.data, sha256(BROKEN)) == BROKEN


def test_other_bytes_or_another_reason_are_told_apart(make_intake):
    intake = make_intake()
    intake.save("a.txt", BROKEN)
    first = intake.look().quarantined
    assert intake.look().quarantined == first
    intake.limits = Limits(max_page_bytes=4)
    other_reason = intake.look().quarantined
    intake.save("a.txt", BROKEN * 2)
    other_bytes = intake.look().quarantined
    assert len(first | other_reason | other_bytes) == 3
