"""What a person reads off a page is what the parser finds on it, whatever format the page came in."""

import gzip
import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import Hints

PARAGRAPHS = (
    "The ferry to Harwich stopped on Monday after its engine failed, the harbour master said.",
    "Officials said the ferry would be repaired by Friday. It has been in service for forty years.",
    "The council is to meet on Tuesday to talk about what should be done for those who travel to work.",
)
STORY = "\n\n".join(PARAGRAPHS)
HEADLINE = "Ferry halts all crossings of the bay"
URL = "https://www.cbc.ca/news/ferry-1.77"
TEXT = f"{HEADLINE}\nBy Ann Lee and Bo Ek\nCBC News\nMarch 3, 2025 9:15 a.m. EST\n\n{STORY}\n"
WEB_PAGE = f"""<!doctype html><html lang="en"><head><title>{HEADLINE} | CBC News</title>
<meta property="og:title" content="{HEADLINE} | CBC News">
<link rel="canonical" href="{URL}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebPage", "datePublished": "2020-01-01T00:00:00Z"}},
 {{"@type": "NewsArticle", "headline": "{HEADLINE}",
   "datePublished": "2025-03-03T09:15:00-05:00",
   "dateModified": "2025-03-09T00:00:00Z",
   "author": [{{"@type": "Person", "name": "Ann Lee"}}, {{"@type": "Person", "name": "Bo Ek"}}]}}]}}</script>
</head><body><div><a href="/">Home</a> <a href="/world">World</a></div><div class="story">
<h1>{HEADLINE}</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</div>
</body></html>"""
NEWS_PLEASE = {
    "maintext": STORY,
    "text": None,
    "title": f"{HEADLINE} - CBC News",
    "authors": ["Ann Lee", "Bo Ek"],
    "date_publish": "2025-03-03 09:15:00",
    "source_domain": "www.cbc.ca",
    "url": URL,
}
PLAIN = {
    "text": STORY,
    "title": HEADLINE,
    "author": "Ann Lee; Bo Ek",
    "published": "2025-03-03T09:15:00-05:00",
    "url": URL,
}
TABLE = (
    "\ufeffid;title;text;authors;date;url\r\n"
    f"1;{HEADLINE};\"{STORY}\";\"['Ann Lee', 'Bo Ek']\";1741011300;{URL}\r\n"
)


def write_parquet(path):
    row = {
        "text": [STORY],
        "title": [HEADLINE],
        "authors": [["Ann Lee", "Bo Ek"]],
        "date": pa.array([datetime(2025, 3, 3, 14, 15, tzinfo=UTC)], pa.timestamp("ns", tz="UTC")),
        "url": [URL],
    }
    pq.write_table(pa.table(row), path)


FORMATS = ["txt", "html", "warc.gz", "zip", "tar.gz", "json", "jsonl", "html.gz", "csv", "parquet"]


def save(intake, make, suffix):
    page, record = WEB_PAGE.encode(), json.dumps(NEWS_PLEASE)
    contents = {
        "txt": TEXT,
        "html": page,
        "html.gz": gzip.compress(page),
        "warc.gz": make.warc_of([(URL, "200 OK", {"Content-Type": "text/html"}, page)]),
        "zip": make.zip_of({"pages/a.html": page}),
        "tar.gz": make.tar_of({"a.txt": TEXT.encode()}, "w:gz"),
        "json": record,
        "jsonl": f"\ufeff\r\n{json.dumps(PLAIN)}\r\n\r\n",
        "csv": TABLE,
    }
    if suffix == "parquet":
        write_parquet(intake.pages / "a.parquet")
    else:
        intake.save(f"a.{suffix}", contents[suffix])


@pytest.mark.parametrize("suffix", FORMATS)
def test_headline_authors_time_and_publisher_are_read_in_every_format(intake, make, suffix):
    save(intake, make, suffix)
    intake.look()
    (page,) = intake.in_lake().values()
    read = parse_page(page["text"], load_lexicon(), Hints(**page["hints"]))
    assert read.rejection is None
    assert read.headline.text == HEADLINE
    assert [author.name for author in read.authors] == ["Ann Lee", "Bo Ek"]
    assert read.published.at == datetime(2025, 3, 3, 14, 15, tzinfo=UTC)
    assert read.published.precision == "minute"
    assert read.publisher_outlet_id == "cbc"
    assert read.body_text == "\n".join(PARAGRAPHS)
