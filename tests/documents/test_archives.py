"""Archives of files, whole and hostile: every member has an outcome, and none is ever written anywhere."""

import gzip
import io
import random
import stat
import tarfile
import warnings
import zipfile

import pytest


def test_pages_come_out_of_archives_in_archives(intake, make):
    inner = make.tar_of(
        {"deep.txt": b"Deep page\n", "feed.jsonl": make.json_lines({"text": "Fed", "id": 7})}, "w:gz"
    )
    intake.save("outer.zip", make.zip_of({"in/page.txt": "Page\n", "inner.tgz": inner, "picture.png": "png"}))
    intake.save("alone.txt.gz", gzip.compress(b"Alone\n"))
    intake.look()
    assert intake.outcomes() == {
        "alone.txt.gz": "ingested",
        "outer.zip": "opened",
        "outer.zip/in/page.txt": "ingested",
        "outer.zip/inner.tgz": "opened",
        "outer.zip/inner.tgz/deep.txt": "ingested",
        "outer.zip/inner.tgz/feed.jsonl": "opened",
        "outer.zip/inner.tgz/feed.jsonl#7": "ingested",
    }
    counted = {row["source_file"]: (row["document_count"], row["skipped_count"]) for row in intake.rows()}
    assert counted["outer.zip"] == (2, 1)
    assert counted["outer.zip/inner.tgz"] == (2, 0)
    assert intake.in_lake()["outer.zip/inner.tgz/deep.txt"]["text"] == "Deep page\n"


@pytest.mark.parametrize(
    "name", ["../up.txt", "a/../../up.txt", "/etc/up.txt", "C:\\up.txt", "..\\up.txt", "\\\\host\\up.txt"]
)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_name_that_leads_out_of_the_archive_is_set_aside(intake, make, kind, name):
    members = {name: b"Evil\n", "good.txt": b"Good\n"}
    intake.save(f"a.{kind}", make.zip_of(members) if kind == "zip" else make.tar_of(members))
    before = sorted(intake.pages.parent.rglob("*"))
    intake.look()
    assert sorted(intake.outcomes().values()) == ["ingested", "opened", "unsafe_member"]
    assert not [path for path in intake.pages.parent.rglob("*up.txt") if path not in before]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_in_a_tar_are_set_aside(intake, make, kind):
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = kind, "/etc/passwd"
    intake.save("a.tar", make.tar_of({"link.txt": link, "good.txt": b"Good\n"}))
    intake.look()
    assert intake.outcomes() == {
        "a.tar/link.txt": "unsafe_member",
        "a.tar/good.txt": "ingested",
        "a.tar": "opened",
    }


def test_a_link_in_a_zip_is_set_aside(intake):
    path = intake.pages / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    intake.look()
    assert intake.outcomes() == {"a.zip/link.txt": "unsafe_member", "a.zip": "opened"}


def test_an_encrypted_member_is_set_aside_and_the_others_are_read(intake, make):
    content = bytearray(make.zip_of({"secret.txt": "Secret\n", "open.txt": "Open\n"}, zipfile.ZIP_STORED))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    intake.save("a.zip", bytes(content))
    intake.look()
    assert intake.outcomes() == {
        "a.zip/secret.txt": "encrypted",
        "a.zip/open.txt": "ingested",
        "a.zip": "opened",
    }


def test_a_compression_that_is_not_read_is_named(intake, make):
    intake.save("a.zip", make.zip_of({"page.txt": "Page\n"}, zipfile.ZIP_LZMA))
    intake.look()
    assert intake.outcomes() == {"a.zip/page.txt": "unsupported_compression", "a.zip": "opened"}


def test_a_damaged_member_of_a_zip_leaves_the_others(intake, make):
    content = make.zip_of({"bad.txt": b"Bad page\n" * 9, "good.txt": b"Good\n"}, zipfile.ZIP_STORED)
    intake.save("a.zip", content.replace(b"Bad page", b"Bat page", 1))
    intake.look()
    assert intake.outcomes() == {
        "a.zip/bad.txt": "damaged_member",
        "a.zip/good.txt": "ingested",
        "a.zip": "opened",
    }


def noise(seed):
    return random.Random(seed).randbytes(40_000).hex().encode()


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_what_came_before_the_fault_in_a_tar_stays(intake, make, mode):
    content = make.tar_of({f"{number}.txt": noise(number) for number in range(4)}, mode)
    intake.save("cut.tar" if mode == "w" else "cut.tgz", content[: len(content) // 2])
    intake.look()
    outcomes = sorted(intake.outcomes().values())
    assert outcomes[0] == "damaged_container"
    assert outcomes[1:] in (["ingested"], ["ingested"] * 2)


@pytest.mark.parametrize("lost", [512, 1024, 10_000])
def test_a_tar_that_lost_its_end_between_two_members_is_noticed(intake, make, lost):
    whole = make.tar_of({"a.txt": b"One\n", "b.txt": b"Two\n"})
    end = len(whole.rstrip(b"\0")) // 512 * 512 + 512
    intake.save("a.tar", whole[: max(end, len(whole) - lost)] if lost < 10_000 else whole[:end])
    intake.look()
    is_cut = lost == 10_000
    assert intake.outcomes()["a.tar"] == ("damaged_container" if is_cut else "opened")


@pytest.mark.parametrize(
    ("name", "content"),
    [  # without the time of writing: the bytes name the tests, which are the same in every worker
        ("a.zip", b"this is no archive"),
        ("a.zip", b""),
        ("a.zip", b"PK\x03\x04" + b"x" * 100),
        ("a.tar", b"this is no archive" * 100),
        ("a.tar", b""),
        ("a.tgz", b"this is no gzip"),
        ("a.tgz", gzip.compress(b"this is no tar" * 100, mtime=0)),
        ("a.txt.gz", b"this is no gzip"),
        ("a.txt.gz", gzip.compress(noise(1), mtime=0)[:-20]),
        ("a.txt.gz", gzip.compress(noise(1), mtime=0) + b"more"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n', mtime=0)[:-6]),
        ("a.warc", b"this is no web archive"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\nContent-Length: many\r\n\r\n", mtime=0)),
        ("a.parquet", b"this is no table"),
        ("a.parquet", b"PAR1" + b"x" * 100 + b"PAR1"),
    ],
)
def test_what_is_not_what_its_name_says_is_set_aside(intake, name, content):
    intake.save(name, content)
    intake.save("good.txt", "Good\n")
    intake.look()
    assert intake.outcomes()[name] == "damaged_container"
    assert intake.outcomes()["good.txt"] == "ingested"


def test_two_members_of_one_name_are_told_apart(intake):
    path = intake.pages / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings(action="ignore"):  # of the name
        for text in ("One\n", "Two\n", "Three\n"):
            archive.writestr("page.txt", text)
    intake.look()
    assert intake.outcomes() == {
        "a.zip/page.txt": "ingested",
        "a.zip/page.txt~2": "ingested",
        "a.zip/page.txt~3": "ingested",
        "a.zip": "opened",
    }


def test_a_name_that_meets_one_in_a_nested_archive_is_told_apart(intake, make):
    inner = make.zip_of({"page.txt": "Inner\n"})
    intake.save("a.zip", make.zip_of({"b.zip": inner, "b.zip/page.txt": "Outer\n"}))
    intake.look()
    assert intake.outcomes() == {
        "a.zip/b.zip": "opened",
        "a.zip/b.zip/page.txt": "ingested",
        "a.zip/b.zip/page.txt~2": "ingested",
        "a.zip": "opened",
    }


def test_a_name_that_is_not_text_is_shown_escaped(intake):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        entry = tarfile.TarInfo("caf\udce9.txt")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"Cafe"))
    intake.save("a.tar", stream.getvalue())
    intake.look()
    assert intake.outcomes() == {"a.tar/caf\\xe9.txt": "ingested", "a.tar": "opened"}


def test_notes_of_the_mac_beside_a_file_are_skipped(intake, make):
    intake.save("a.zip", make.zip_of({"page.txt": "Page\n", "__MACOSX/._page.txt": b"\0\5\x16\7"}))
    intake.look()
    assert intake.outcomes() == {"a.zip/page.txt": "ingested", "a.zip": "opened"}
