"""Pages of a web archive; the archives are written by an independent library."""

import gzip
import zlib

import pytest

HTML = {"Content-Type": "text/html; charset=utf-8"}
TEXT = {"Content-Type": "text/plain"}


def chunked(body, size=100):
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_only_pages_that_a_server_gave_are_read(intake, make, is_gzipped):
    content = make.warc_of(
        [
            ("https://example.com/a", "200 OK", HTML, make.web_page()),
            ("https://example.com/b", "200 OK", TEXT, b"Plain page\n"),
            ("https://example.com/gone", "404 Not Found", HTML, b"<html>Gone</html>"),
            ("https://example.com/c.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG"),
            ("dns:example.com", "200 OK", {"Content-Type": "text/dns"}, b"1.2.3.4"),
        ],
        is_gzipped=is_gzipped,
    )
    name = "crawl.warc.gz" if is_gzipped else "crawl.warc"
    intake.save(name, content)
    intake.look()
    assert intake.outcomes() == {
        f"{name}#https://example.com/a": "ingested",
        f"{name}#https://example.com/b": "ingested",
        name: "opened",
    }
    (opened,) = [row for row in intake.rows() if row["outcome"] == "opened"]
    assert (opened["document_count"], opened["skipped_count"]) == (2, 4)
    assert intake.in_lake()[f"{name}#https://example.com/a"]["hints"]["url"] == "https://example.com/a"


def test_a_page_in_a_web_archive_is_the_page_saved_as_a_file(intake, make):
    intake.save("a.html", make.web_page())
    intake.save("b.warc.gz", make.warc_of([("https://example.com/a", "200 OK", HTML, make.web_page())]))
    intake.look()
    assert intake.outcomes()["b.warc.gz#https://example.com/a"] == "duplicate"


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        ({"Transfer-Encoding": "chunked"}, chunked),
        ({"Content-Encoding": "gzip"}, gzip.compress),
        ({"Content-Encoding": "deflate"}, zlib.compress),
        ({"Content-Encoding": "deflate"}, lambda body: zlib.compress(body)[2:-4]),
        (
            {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
            lambda body: chunked(gzip.compress(body)),
        ),
        ({"Content-Encoding": "gzip"}, bytes),  # unpacked by the crawler, which left the header
        ({"Transfer-Encoding": "chunked"}, bytes),
    ],
)
def test_a_body_is_unpacked_as_its_headers_say_where_it_agrees(intake, make, headers, pack):
    body = b"A plain page of some length, as servers send them. " * 9
    intake.save("a.warc", make.warc_of([("https://example.com/a", "200 OK", TEXT | headers, pack(body))]))
    intake.look()
    assert intake.in_lake()["a.warc#https://example.com/a"]["text"].encode() == body


def test_bodies_that_cannot_be_unpacked_are_set_aside_and_the_next_is_read(make_intake, make):
    intake = make_intake(max_page_bytes=10_000)
    packed = gzip.compress(b"word " * 5_000)
    good = ("https://example.com/good", "200 OK", TEXT, b"Good\n")
    bad = [
        ("https://example.com/1", "200 OK", TEXT | {"Content-Encoding": "gzip"}, packed),
        ("https://example.com/2", "200 OK", TEXT | {"Content-Encoding": "gzip"}, packed[:30]),
        ("https://example.com/3", "200 OK", TEXT | {"Content-Encoding": "br"}, b"xyz"),
        ("https://example.com/4", "200 OK", TEXT, b"x" * 10_001),
    ]
    intake.save("a.warc.gz", make.warc_of([*bad, good]))
    intake.look()
    assert intake.outcomes() == {
        "a.warc.gz#2": "too_large",
        "a.warc.gz#3": "damaged_member",
        "a.warc.gz#4": "unsupported_compression",
        "a.warc.gz#5": "too_large",
        "a.warc.gz#https://example.com/good": "ingested",
        "a.warc.gz": "opened",
    }


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_what_came_before_the_end_of_a_cut_archive_stays(intake, make, is_gzipped):
    pages = [
        (f"https://example.com/{number}", "200 OK", TEXT, b"%d words\n" % number * 99) for number in range(9)
    ]
    name = "cut.warc.gz" if is_gzipped else "cut.warc"
    intake.save(name, make.warc_of(pages, is_gzipped=is_gzipped)[:-200])
    intake.look()
    outcomes = intake.outcomes()
    assert outcomes[name] == "damaged_container"
    assert outcomes[f"{name}#https://example.com/7"] == "ingested"


@pytest.mark.parametrize(
    "tail", [b"x" * 300_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000, b"WARC/1.0\r\n\r\n"]
)
def test_headers_without_an_end_end_the_archive(intake, make, tail):
    intake.save("a.warc", make.warc_of([("https://x/a", "200 OK", TEXT, b"Page\n")], is_gzipped=False) + tail)
    intake.look()
    assert intake.outcomes() == {"a.warc#https://x/a": "ingested", "a.warc": "damaged_container"}
