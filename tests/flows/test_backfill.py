"""An archive comes in by chunks that publish; it can be stopped, and others may write between two chunks."""

import io
import threading
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from flows import backfill
from flows.chunks import Chunk
from flows.errors import RunLocked
from flows.settings import load_settings
from flows.storage import lake
from flows.storage.layout import DataDir
from flows.storage.lock import hold

STORY = """{name} Line Halts Crossings After Inspection

By Ana Lopez, Staff Writer
Posted Mar 3, 2025 9:15 AM EST

Harbor officials said Monday that the {name} failed an inspection, the Associated Press reports. \
"It carries about 4,000 people a day," said Maria Ortiz, the port director of the {name} harbor.
"""


def save_day(desk, day, name) -> Path:
    folder = desk.pages / day
    folder.mkdir(parents=True)
    path = folder / "story.txt"
    path.write_text(STORY.format(name=name))
    return path


def bring_in(desk, **options):
    """Carry out a backfill of three days; return what it said."""
    console = Console(file=io.StringIO(), width=200)
    plain = {"gates_mode": None, "entities": None, "chunk_size": 1}
    dates = {"since": date(2025, 3, 1), "until": date(2025, 3, 3)}
    pattern = f"{desk.pages}/{{date:%Y-%m-%d}}"
    backfill.backfill(console, sources=[pattern], data_dir=desk.data_dir, **{**plain, **dates, **options})
    return console.file.getvalue()


def files(desk):
    return {name for (name,) in desk.ask("select source_file from marts.fct_articles")}


@pytest.mark.slow
def test_each_chunk_publishes_and_what_was_read_is_not_looked_at_again(published_desk):
    desk = published_desk
    before = files(desk)
    save_day(desk, "2025-03-01", "Ferry")
    said = bring_in(desk)
    assert "chunk 1 of 1 published: 1 new pages; 1 of 1 files, done" in said
    assert "2 days have none" in said

    save_day(desk, "2025-03-03", "Tram")
    said = bring_in(desk)
    assert "1 files in 1 chunks; 1 were read before and are left out" in said
    # named as a run over the folder names them, which finds nothing new in them
    assert files(desk) - before == {"2025-03-01/story.txt", "2025-03-03/story.txt"}
    assert desk.run().run["status"] == "nothing_new"

    said = bring_in(desk)
    assert "Every file was read before: 2" in said
    assert "chunk 1 of 1 nothing new" in said


def test_a_chunk_waits_for_whoever_is_writing_and_says_for_whom(tmp_path):
    data, console = DataDir(tmp_path), Console(file=io.StringIO(), width=200)
    settings = load_settings(sources=["s"], data_dir=tmp_path, is_backfill=True)
    is_held, runs = threading.Event(), []

    def write():
        with hold(data, command="run"):
            is_held.set()
            is_told.wait(60)

    is_told = threading.Event()

    def run_once(settings):
        runs.append(settings.command)
        if len(runs) == 1:
            raise RunLocked("another was quicker")
        return "done"

    writer = threading.Thread(target=write)
    writer.start()
    is_held.wait(60)
    turn = threading.Thread(target=backfill.take_turn, args=(console, data, settings, run_once))
    turn.start()
    while "Waiting for sourceline run" not in console.file.getvalue():
        assert turn.is_alive()
    assert runs == []
    is_told.set()
    turn.join(60)
    assert runs == ["backfill", "backfill"]
    writer.join(60)


def test_the_time_left_follows_from_the_files_read():
    chunks = [Chunk(("a",), 10), Chunk(("b",), 10), Chunk(("c",), 5)]
    run = {"status": "published", "ingested_count": 9}
    assert backfill.describe_chunk(chunks, 1, run, 120.0).endswith("20 of 25 files, about 0:00:30 left")


@pytest.mark.parametrize(
    ("outcome", "batch_id", "is_read"),
    [
        ("ingested", "here", True),
        ("ingested", "never written", False),
        ("duplicate", None, True),
        ("opened", None, True),
        ("quarantined", None, False),
    ],
)
def test_a_file_is_read_when_what_came_of_it_is_in_the_lake(tmp_path, outcome, batch_id, is_read):
    data = DataDir(tmp_path)
    row = {"run_id": "a-b", "source_path": "/a", "source_file": "a", "outcome": outcome}
    page = {
        "content_sha256": "f" * 64,
        "source_file": "a",
        "source_path": "/a",
        "encoding": "utf-8",
        "format": "text",
        "hints": {},
        "byte_count": 1,
        "text": "x",
    }
    pages = [page] if batch_id == "here" else []
    lake.write_ingested(data, run_id="a-b", part_no=0, outcomes=[row], pages=pages)
    if batch_id == "never written":
        row = {**row, "batch_id": batch_id}
        lake.write_rows([row], lake.history_schemas.PAGE_OUTCOME, data.outcomes / "a-b-00000.parquet")
    assert lake.paths_read(data) == ({"/a"} if is_read else frozenset())
