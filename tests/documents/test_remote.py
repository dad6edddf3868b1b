"""Object stores: an S3 server on this machine, and Google's protocol by a server of a few lines."""

import json
import logging
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import unquote, urlsplit

import pytest

from flows.errors import SourceNotFound

BUCKET = "news-pages"


@pytest.fixture(scope="module")
def s3_port():
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def bucket(s3_port, monkeypatch):
    """An empty bucket, and the standard variables that lead to it."""
    import boto3

    endpoint = f"http://127.0.0.1:{s3_port}"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    store = boto3.resource("s3", region_name="us-east-1", endpoint_url=endpoint)
    bucket = store.create_bucket(Bucket=BUCKET)
    yield bucket
    bucket.objects.delete()
    bucket.delete()


@pytest.mark.parametrize("source", [f"s3://{BUCKET}/nothing", "s3://no-such-bucket/pages"])
def test_a_place_without_anything_is_an_error_that_says_where(intake, bucket, source):
    bucket.put_object(Key="pages/a.txt", Body=b"Page\n")
    with pytest.raises(SourceNotFound, match=source):
        intake.look(source)


def test_a_store_that_does_not_answer_is_an_error_after_a_few_tries(intake, bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(SourceNotFound, match=r"cannot be listed.*endpoint"):
        intake.look(f"s3://{bucket.name}/pages")


def test_a_bucket_is_read_like_a_folder(intake, bucket, make):
    bucket.put_object(Key="pages/a.txt", Body=b"Page\n")
    bucket.put_object(Key="pages/2025/b é.html", Body=make.web_page())
    bucket.put_object(
        Key="pages/c.zip", Body=make.zip_of({"in.txt": "Zipped\n", "feed.jsonl": '{"text": "x"}'})
    )
    bucket.put_object(Key="pages/d.parquet", Body=b"no table")
    bucket.put_object(Key="pages/e.txt.gz", Body=b"no gzip")
    bucket.put_object(Key="pages/f.png", Body=b"png")
    bucket.put_object(Key="other/g.txt", Body=b"Elsewhere\n")
    intake.look(f"s3://{BUCKET}/pages")
    assert {path: outcome for path, outcome in intake.outcomes().items() if "jsonl#" not in path} == {
        "a.txt": "ingested",
        "2025/b é.html": "ingested",
        "c.zip": "opened",
        "c.zip/in.txt": "ingested",
        "c.zip/feed.jsonl": "opened",
        "d.parquet": "damaged_container",
        "e.txt.gz": "damaged_container",
    }
    assert {row["source_path"] for row in intake.rows()} > {
        f"s3://{BUCKET}/pages/a.txt",
        f"s3://{BUCKET}/pages/c.zip/in.txt",
    }


def test_the_second_run_finds_nothing_new_and_copies_are_duplicates(intake, bucket, make):
    bucket.put_object(Key="pages/a.txt", Body=b"Page\n")
    bucket.put_object(Key="pages/c.zip", Body=make.zip_of({"in.txt": "Zipped\n"}))
    intake.look(f"s3://{BUCKET}/pages")
    intake.save("copy.txt", "Page\n")
    intake.look(f"s3://{BUCKET}/pages/", str(intake.pages))
    assert intake.outcomes() == {"a.txt": "unchanged", "c.zip": "unchanged", "copy.txt": "duplicate"}


def test_one_object_is_a_source_and_the_endpoint_may_stand_in_the_url(intake, bucket, s3_port, monkeypatch):
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    bucket.put_object(Key="pages/a.txt", Body=b"Page\n")
    bucket.put_object(Key="pages/b.pdf", Body=b"%PDF")
    query = f"?endpoint_override=127.0.0.1:{s3_port}&scheme=http&region=us-east-1"
    intake.look(
        f"s3://key:secret@{BUCKET}/pages/a.txt{query}", f"s3://key:secret@{BUCKET}/pages/b.pdf{query}"
    )
    assert {row["source_path"]: row["outcome"] for row in intake.rows()} == {
        f"s3://{BUCKET}/pages/a.txt": "ingested",
        f"s3://{BUCKET}/pages/b.pdf": "quarantined",
    }


def test_an_object_that_goes_after_it_was_listed_is_set_aside(intake, bucket, monkeypatch):
    from flows.documents import remote

    bucket.put_object(Key="pages/a.txt", Body=b"Page\n")
    bucket.put_object(Key="pages/b.txt", Body=b"Other\n")
    find = remote.find_remote

    def find_and_lose(url):
        found = list(find(url))
        bucket.Object("pages/a.txt").delete()
        return iter(found)

    monkeypatch.setattr(remote, "find_remote", find_and_lose)
    intake.look(f"s3://{BUCKET}/pages")
    assert intake.outcomes() == {"a.txt": "unreadable", "b.txt": "ingested"}


def test_an_object_over_the_limit_is_set_aside_unread(make_intake, bucket):
    intake = make_intake(max_page_bytes=10)
    bucket.put_object(Key="pages/a.txt", Body=b"x" * 11)
    intake.look(f"s3://{BUCKET}/pages")
    assert intake.outcomes() == {"a.txt": "too_large"}


class BusyStore(BaseHTTPRequestHandler):
    """Answers for an S3 server, but first so many times that it is busy."""

    port = 0
    busy_count = 0
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(f"{self.command} {self.path}")
        if len(self.asked) <= self.busy_count:
            self.answer(
                503, b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"
            )
            return
        store = HTTPConnection("127.0.0.1", self.port)
        store.request(self.command, self.path, headers=dict(self.headers))
        found = store.getresponse()
        self.answer(found.status, found.read(), dict(found.getheaders()))
        store.close()

    do_HEAD = do_GET  # noqa: N815 - the name that the server calls

    def answer(self, status, content, headers=None):
        self.send_response(status)
        size = (headers or {}).pop("Content-Length", str(len(content)))
        for name, value in (headers or {"Content-Type": "application/xml"}).items():
            if name.lower() not in {"transfer-encoding", "connection", "server", "date"}:
                self.send_header(name, value)
        self.send_header("Content-Length", size)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_):
        """Write no log."""


@pytest.fixture
def make_busy(s3_port, bucket, monkeypatch):
    """Put a busy store in front of the bucket; return its class, which counts what it is asked."""
    store = type("Store", (BusyStore,), {"port": s3_port, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), store)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    bucket.put_object(Key="pages/a.txt", Body=b"Page\n")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")

    def make(busy_count):
        store.busy_count = busy_count
        return store

    yield make
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_busy_store_is_asked_again_until_it_answers(intake, make_busy):
    store = make_busy(5)
    intake.look(f"s3://{BUCKET}/pages")
    assert intake.outcomes() == {"a.txt": "ingested"}
    assert len(store.asked) > store.busy_count


def test_a_store_that_stays_busy_is_given_up_after_seconds(intake, make_busy):
    store = make_busy(1000)
    with pytest.raises(SourceNotFound, match=r"cannot be listed"):
        intake.look(f"s3://{BUCKET}/pages")
    assert 5 < len(store.asked) < 40


class GoogleStorage(BaseHTTPRequestHandler):
    """Lists and gives objects as the JSON API of Google Cloud Storage does."""

    objects: ClassVar = {"pages/a.txt": b"Page\n", "pages/deep/b.jsonl": b'{"text": "Fed", "id": 1}\n'}

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        name = path.rpartition("/o/")[2] if "/o/" in path else path.partition(f"/{BUCKET}/")[2]
        if path.endswith("/o"):
            self.answer(
                json.dumps({"kind": "storage#objects", "items": list(map(self.describe, self.objects))})
            )
        elif name not in self.objects:
            self.answer('{"error": {"code": 404, "message": "Not Found"}}', 404)
        elif "alt=media" in self.path or "/o/" not in path:
            self.answer(self.objects[name])
        else:
            self.answer(json.dumps(self.describe(name)))

    def describe(self, name):
        size = str(len(self.objects[name]))
        return {"kind": "storage#object", "name": name, "bucket": BUCKET, "size": size, "generation": "1"}

    def answer(self, body, status=200):
        content = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("x-goog-generation", "1")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Write no log."""


@pytest.fixture
def google_port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), GoogleStorage)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_google_cloud_storage_is_read_the_same_way(intake, google_port):
    query = f"?endpoint_override=127.0.0.1:{google_port}&scheme=http&retry_limit_seconds=5"
    intake.look(f"gs://anonymous@{BUCKET}/pages{query}")
    assert {row["source_path"]: row["outcome"] for row in intake.rows()} == {
        f"gs://{BUCKET}/pages/a.txt": "ingested",
        f"gs://{BUCKET}/pages/deep/b.jsonl": "opened",
        f"gs://{BUCKET}/pages/deep/b.jsonl#1": "ingested",
    }


def test_an_anchor_names_objects_by_what_comes_after_it(intake, bucket):
    for name in ("pages/2025/01/a.txt", "pages/2025/02/b.txt"):
        bucket.put_object(Key=name, Body=f"{name}\n".encode())
    intake.look(f"s3://{bucket.name}/pages/./2025/01")
    assert intake.outcomes() == {"2025/01/a.txt": "ingested"}
    intake.look(f"s3://{bucket.name}/pages/./2025/02/b.txt")
    assert intake.outcomes() == {"2025/02/b.txt": "ingested"}
    intake.look(f"s3://{bucket.name}/pages")
    assert set(intake.outcomes().values()) == {"unchanged"}
    assert set(intake.outcomes()) == {"2025/01/a.txt", "2025/02/b.txt"}
