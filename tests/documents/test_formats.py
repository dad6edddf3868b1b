"""What a file is, by its name and by how it begins."""

import pytest

from flows.documents.formats import Format, format_of, has_tags, looks_like_html


@pytest.mark.parametrize(
    "name",
    [
        "page",
        "page.pdf",
        "page.txt.bz2",
        ".gz",
        ".txt.gz.gz",
        "page.gz",
        "notes.md",
        "._page.txt",
        "a/._b.zip",
    ],
)
def test_a_suffix_that_is_not_read_is_no_format(name):
    assert format_of(name) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("page.txt", Format("text", is_gzipped=False)),
        ("PAGE.HTM", Format("html", is_gzipped=False)),
        ("feed.ndjson.gz", Format("jsonl", is_gzipped=True)),
        ("crawl.warc.gz", Format("warc", is_gzipped=True)),
        ("pages.tgz", Format("tar", is_gzipped=True)),
        ("pages.tar.gz", Format("tar", is_gzipped=True)),
        ("dir.zip/page.txt.gz", Format("text", is_gzipped=True)),
        ("folder\\page.csv", Format("csv", is_gzipped=False)),
        ("..hidden.txt", Format("text", is_gzipped=False)),
    ],
)
def test_a_name_says_what_a_file_is(name, found):
    assert format_of(name) == found


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!DOCTYPE html>\n<html>", True),
        ("\ufeff  <?xml version='1.0'?>\n<!-- saved from -->\n<HTML lang=en>", True),
        ("Mayor says <html> is a tag", False),
        ("<p>A quotation with a tag", False),
    ],
)
def test_only_what_begins_as_a_web_page_is_taken_for_one(text, is_html):
    assert looks_like_html(text) is is_html


def test_a_price_below_another_is_no_tag():
    assert not has_tags("Shares fell to < 5 dollars, and > 3 were sold. I <3 it.")
    assert has_tags("Mayor <br> resigns")
