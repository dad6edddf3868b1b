"""A folder of whatever people keep pages in, and what becomes of it."""

import io
import json
import tarfile
import warnings
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows import ingest
from flows.settings import Limits, Settings
from flows.storage.layout import DataDir

WEB_PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Ferry halts crossings | The Harbour Gazette</title>
<meta property="og:title" content="Ferry halts crossings">
<meta property="og:site_name" content="The Harbour Gazette">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Ferry halts crossings", "datePublished": "2025-03-03T09:15:00-05:00",
 "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ferry halts crossings</h1>
<p>The ferry to NAME stopped on Monday after its engine failed, the harbour master said. "We are sorry," said
Maria Stone, who runs it, and she told the Gazette that it would take a week to mend.</p>
<h2>What happened</h2>
<p>Officials said the ferry would be repaired by Friday. It has been in service for forty years and carries
two thousand people a day across the bay, in summer more.</p>
<ul><li>The first crossing was cancelled at dawn.</li><li>Buses ran instead.</li></ul>
<blockquote><p>It broke, and nobody knew what to do about it.</p></blockquote>
</article><footer>Copyright The Harbour Gazette</footer></body></html>"""


def web_page(name="Harwich"):
    return WEB_PAGE.replace("NAME", name).encode()


def json_lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def zip_of(members, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tar_of(members, mode="w"):
    """Return a tar of contents by name; a `TarInfo` in the place of a content is a member without one."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in members.items():
            entry = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            if isinstance(content, bytes):
                entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content) if isinstance(content, bytes) else None)
    return stream.getvalue()


def warc_of(responses, *, is_gzipped=True):
    """Return a web archive of `(url, status, headers, body)`, written by an independent library."""
    stream = io.BytesIO()
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # warcio leaves its spools open
        _write_warc(stream, responses, is_gzipped=is_gzipped)
    return stream.getvalue()


def _write_warc(stream, responses, *, is_gzipped):
    writer = WARCWriter(stream, gzip=is_gzipped)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "test"}))
    for url, status, headers, body in responses:
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http)
        )


class Intake:
    """A folder of sources beside a data directory; each `look` is a run's ingest."""

    def __init__(self, root: Path, **limits) -> None:
        self.pages = root / "pages"
        self.pages.mkdir(parents=True)
        self.data = DataDir(root / "data")
        self.limits = Limits(**limits)
        self.batch_bytes = 2**24
        self.run_count = 0

    def save(self, name, content) -> Path:
        path = self.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    @property
    def run_id(self) -> str:
        return f"20250303T0915{self.run_count:05d}Z-0000"

    def look(self, *sources: str) -> ingest.Ingested:
        self.run_count += 1
        settings = Settings(
            sources or (str(self.pages),),
            self.data.root,
            limits=self.limits,
            batch_bytes=self.batch_bytes,
        )
        return ingest.ingest_pages(settings, self.data, self.run_id)

    def rows(self) -> list[dict]:
        """Return the outcome rows of the last run."""
        files = sorted(self.data.outcomes.glob(f"{self.run_id}-*.parquet"))
        return [row for file in files for row in pq.read_table(file).to_pylist()]

    def outcomes(self) -> dict[str, str]:
        return {row["source_file"]: row["reason_code"] or row["outcome"] for row in self.rows()}

    def in_lake(self) -> dict[str, dict]:
        """Return every page of the lake by its path below the source."""
        rows = [row for file in self.data.raw.glob("*.parquet") for row in pq.read_table(file).to_pylist()]
        return {row["source_file"]: row for row in rows}


@pytest.fixture
def make_intake(tmp_path):
    count = iter(range(100))
    return lambda **limits: Intake(tmp_path / f"desk{next(count)}", **limits)


@pytest.fixture
def intake(make_intake) -> Intake:
    return make_intake()


@pytest.fixture(scope="session")
def make():
    """Make containers and pages of every kind."""

    class Make:
        web_page = staticmethod(web_page)
        json_lines = staticmethod(json_lines)
        zip_of = staticmethod(zip_of)
        tar_of = staticmethod(tar_of)
        warc_of = staticmethod(warc_of)

    return Make
