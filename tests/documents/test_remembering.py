"""A container is opened once; whatever happens to a run, nothing in it is lost or read twice."""

import gzip
import random
import subprocess
import sys

import pytest

from flows.documents import json_values
from flows.errors import SourceNotFound
from flows.settings import Limits
from flows.storage import lake


def feed(make, *numbers):
    return make.json_lines(
        *({"text": f"Story {number}\n", "url": f"https://x/{number}"} for number in numbers)
    )


def test_a_container_of_the_same_bytes_is_not_opened_again(intake, make):
    intake.save("a.zip", make.zip_of({"page.txt": "Page\n", "bad.txt": b"\0\0\0\1"}))
    intake.save("b.jsonl", feed(make, 1, 2))
    intake.save("one.json", '{"text": "Alone"}')
    assert intake.look().ingested_count == 4
    found = intake.look()
    assert intake.outcomes() == dict.fromkeys(("a.zip", "b.jsonl", "one.json"), "unchanged")
    assert (found.file_count, found.unchanged_count, found.batch_ids) == (3, 3, ())


def test_a_container_is_opened_again_by_another_reader_or_with_other_limits(intake, make):
    intake.limits = Limits(max_page_bytes=8)
    intake.save("a.zip", make.zip_of({"long.txt": "A long page\n", "page.txt": "Page\n"}))
    assert intake.look().quarantined_count == 1
    intake.limits = Limits()
    intake.look()
    assert intake.outcomes() == {
        "a.zip": "opened",
        "a.zip/long.txt": "ingested",
        "a.zip/page.txt": "unchanged",
    }


def test_only_what_is_new_in_a_changed_container_is_taken(intake, make):
    inner = make.zip_of({"deep.txt": "Deep\n"})
    intake.save("a.zip", make.zip_of({"page.txt": "Page\n", "inner.zip": inner}))
    intake.look()
    intake.save("a.zip", make.zip_of({"new.txt": "New\n", "page.txt": "Page\n", "inner.zip": inner}))
    intake.look()
    assert intake.outcomes() == {
        "a.zip": "opened",
        "a.zip/new.txt": "ingested",
        "a.zip/page.txt": "unchanged",
        "a.zip/inner.zip": "unchanged",
    }


def test_a_feed_that_is_written_anew_names_its_records_as_before(intake, make):
    intake.save("a.jsonl", feed(make, 1, 2))
    intake.look()
    intake.save("a.jsonl", feed(make, 3, 2, 1))
    intake.look()
    assert intake.outcomes() == {
        "a.jsonl": "opened",
        "a.jsonl#https://x/3": "ingested",
        "a.jsonl#https://x/2": "unchanged",
        "a.jsonl#https://x/1": "unchanged",
    }


def test_records_without_a_name_go_by_their_content_and_two_of_one_name_are_told_apart(intake, make):
    records = [
        {"text": "Nameless"},
        {"text": "One", "id": 5},
        {"text": "Two", "id": 5},
        {"text": "Two", "id": 5},
    ]
    intake.save("a.jsonl", make.json_lines(*records))
    intake.look()
    names = {path: row["content_sha256"] for path, row in intake.in_lake().items()}
    assert set(intake.outcomes()) == {"a.jsonl", *names, "a.jsonl#5~3"}
    assert {"a.jsonl#5", "a.jsonl#5~2"} <= set(names)
    (nameless,) = set(names) - {"a.jsonl#5", "a.jsonl#5~2"}
    assert nameless == f"a.jsonl#{names[nameless][:16]}"


def test_content_known_from_another_container_is_a_duplicate_or_renamed(intake, make):
    first = intake.save("a.zip", make.zip_of({"page.txt": "Page\n"}))
    intake.look()
    intake.save("b.tar", make.tar_of({"copy.txt": b"Page\n"}))
    intake.save("c.zip", first.read_bytes())
    intake.look()
    assert intake.outcomes() == {
        "a.zip": "unchanged",
        "b.tar": "opened",
        "b.tar/copy.txt": "duplicate",
        "c.zip": "duplicate",
    }
    first.unlink()
    intake.save("d.jsonl.gz", gzip.compress(b'{"text": "Other"}\n'))
    intake.save("e.zip", make.zip_of({"again.txt": "Page\n"}))
    intake.look()
    assert intake.outcomes()["e.zip/again.txt"] == "renamed"
    assert intake.outcomes()["c.zip"] == "renamed"


def test_a_data_directory_inside_the_source_is_no_source(intake, make):
    intake.save("a.html", make.web_page())
    home = intake.data.root.parent
    report = intake.data.reports / "index.html"
    report.parent.mkdir(parents=True)
    report.write_bytes(make.web_page("Our own report"))
    intake.look(str(home))
    intake.look(str(home), str(home / "**" / "*.parquet"))
    assert intake.outcomes() == {"pages/a.html": "unchanged"}


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("write_count", range(5))
def test_a_run_killed_between_two_writes_is_finished_by_the_next(make_intake, make, monkeypatch, write_count):
    intake = make_intake()
    intake.batch_bytes = 10
    texts = {f"{number}.txt": f"Story {number}\n" for number in range(4)}
    intake.save("a.zip", make.zip_of(texts))
    write = lake.write_rows
    written = []

    def write_until_killed(rows, schema, path):
        if len(written) == write_count:
            raise Killed
        written.append(path)
        write(rows, schema, path)

    monkeypatch.setattr(lake, "write_rows", write_until_killed)
    with pytest.raises(Killed):
        intake.look()
    monkeypatch.undo()
    intake.look()
    assert {page["text"] for page in intake.in_lake().values()} == set(texts.values())
    assert intake.outcomes()["a.zip"] == "opened"
    intake.look()
    assert intake.outcomes() == {"a.zip": "unchanged"}


def test_the_rows_do_not_depend_on_the_order_in_which_files_are_found(make_intake, make):
    files = {
        "a.zip": make.zip_of({"page.txt": "Page\n"}),
        "b.jsonl": feed(make, 1, 2, 3),
        "c/page.txt": b"Page\n",
        "d.html": make.web_page(),
    }
    found = []
    for seed in range(3):
        intake = make_intake()
        names = list(files)
        random.Random(seed).shuffle(names)
        for name in names:
            intake.save(name, files[name])
        intake.look()
        found.append((intake.outcomes(), intake.in_lake().keys()))
    assert found[0] == found[1] == found[2]


def test_a_container_that_changes_while_it_is_read_is_not_remembered(intake, make, monkeypatch):
    path = intake.save("a.jsonl", feed(make, 1))
    parse = json_values.parse_json

    def grow(content):
        path.write_bytes(feed(make, 1, 2))
        return parse(content)

    with monkeypatch.context() as patch:
        patch.setattr(json_values, "parse_json", grow)
        intake.look()
    assert intake.outcomes()["a.jsonl"] == "being_written"
    intake.look()
    assert intake.outcomes()["a.jsonl"] == "opened"


def test_a_file_named_as_a_source_that_is_of_no_known_format_says_so(intake):
    path = intake.save("slides.pdf", b"%PDF-1.7")
    intake.save("notes.docx", b"PK")
    assert intake.look().file_count == 0
    intake.look(str(path))
    assert intake.outcomes() == {"slides.pdf": "unknown_format"}
    assert ".warc" in intake.rows()[0]["reason"]


def test_a_scheme_that_is_no_object_store_is_an_error_without_the_keys_in_it(intake):
    with pytest.raises(SourceNotFound, match="Download") as problem:
        intake.look("https://user:secret@example.com/pages")
    assert "secret" not in str(problem.value)


def test_reading_text_loads_none_of_the_libraries_for_other_formats(intake):
    intake.save("page.txt", "Page\n")
    code = (
        "import sys; from pathlib import Path; from flows import ingest; "
        "from flows.settings import Settings; "
        "from flows.storage.layout import DataDir; data = Path(sys.argv[2]); "
        "ingest.ingest_pages(Settings((sys.argv[1],), data), DataDir(data), 'a-b'); "
        "print({'trafilatura', 'lxml', 'warcio', 'pyarrow.fs'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, intake.pages, intake.data.root],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() in {"set()", "{'pyarrow.fs'}"}
