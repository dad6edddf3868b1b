"""Every file that is looked at has one outcome, and the lake holds each content once."""

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import ingest
from flows.errors import SourceNotFound
from flows.settings import Limits, Settings
from flows.storage import lake
from flows.storage.layout import DataDir


class Desk:
    """A folder of pages beside a data directory."""

    def __init__(self, root: Path, **settings) -> None:
        self.pages = root / "pages"
        self.pages.mkdir()
        self.data = DataDir(root / "data")
        self.settings = settings
        self.run_count = 0

    def save(self, name: str, text: str | bytes) -> Path:
        path = self.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def ingest(self, *sources: str) -> ingest.Ingested:
        self.run_count += 1
        settings = Settings(sources or (str(self.pages),), self.data.root, **self.settings)
        return ingest.ingest_pages(settings, self.data, self.run_id)

    @property
    def run_id(self) -> str:
        return f"20250210T21110000{self.run_count}Z-0000"

    def outcomes(self) -> dict[str, str]:
        rows = [
            row
            for path in sorted(self.data.outcomes.glob(f"{self.run_id}-*.parquet"))
            for row in pq.read_table(path).to_pylist()
        ]
        return {row["source_file"]: row["reason_code"] or row["outcome"] for row in rows}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.mark.parametrize("source", ["no/such/folder", "no-page.txt", "pages/*.nothing"])
def test_a_source_that_names_nothing_is_an_error_that_says_what_to_give(desk, source, monkeypatch):
    monkeypatch.chdir(desk.pages.parent)
    with pytest.raises(SourceNotFound, match="Give a folder"):
        desk.ingest(source)


def test_bad_pages_are_set_aside_with_a_reason_and_the_rest_goes_through(desk):
    desk.save("good.txt", "Mayor resigns\n")
    desk.save("empty.txt", "")
    desk.save("nul.txt", b"Mayor\0resigns and more of this to make it long\n")
    desk.save("cut.txt", "Mayor resigns —".encode()[:-1])
    found = desk.ingest()
    assert desk.outcomes() == {
        "good.txt": "ingested",
        "empty.txt": "empty",
        "nul.txt": "nul_bytes",
        "cut.txt": "truncated",
    }
    assert (found.file_count, found.ingested_count, found.quarantined_count) == (4, 1, 3)


def test_a_page_over_the_limit_is_set_aside_unread(tmp_path):
    desk = Desk(tmp_path, limits=Limits(max_page_bytes=10))
    desk.save("long.txt", "x" * 11)
    desk.ingest()
    assert desk.outcomes() == {"long.txt": "too_large"}


def test_a_pipe_named_like_a_page_does_not_hang_the_run(desk):
    os.mkfifo(desk.pages / "pipe.txt")
    desk.ingest()
    assert desk.outcomes() == {"pipe.txt": "not_a_file"}


def test_links_below_a_source_are_refused_and_lead_nowhere(desk, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Not of this source\n")
    (desk.pages / "gone.txt").symlink_to(desk.pages / "nowhere")
    (desk.pages / "out.txt").symlink_to(outside / "secret.txt")
    (desk.pages / "folder").symlink_to(outside)
    (desk.pages / "loop").symlink_to(desk.pages)
    refused = dict.fromkeys(("gone.txt", "out.txt", "folder", "loop"), "link")
    desk.ingest()
    assert desk.outcomes() == refused
    desk.ingest(str(desk.pages / "*"), str(desk.pages / "*" / "*.txt"))
    assert desk.outcomes() == refused


def test_a_link_that_is_named_as_a_source_is_followed(desk, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page.txt").write_text("Mayor resigns\n")
    (desk.pages / "folder").symlink_to(outside)
    (desk.pages / "page.txt").symlink_to(outside / "page.txt")
    desk.ingest(str(desk.pages / "folder"))
    assert desk.outcomes() == {"page.txt": "ingested"}
    desk.ingest(str(desk.pages / "page.txt"))
    assert desk.outcomes() == {"page.txt": "duplicate"}


@pytest.mark.parametrize(
    "name", ['it\'s "quoted".txt', "line\nbreak.txt", "..hidden.txt", "<b>.txt", "日本.TXT"]
)
def test_hostile_names_are_only_names(desk, name):
    desk.save(name, "Mayor resigns\n")
    desk.ingest()
    assert desk.outcomes() == {name: "ingested"}


def test_a_name_that_is_not_text_is_shown_escaped(desk):
    path = os.fsencode(desk.pages) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Mayor resigns\n")
    desk.ingest()
    assert desk.outcomes() == {"caf\\xe9.txt": "ingested"}


def test_content_the_lake_has_is_skipped_whatever_its_name(desk):
    kept, moved = desk.save("kept.txt", "One\n"), desk.save("moved.txt", "Two\n")
    assert desk.ingest().ingested_count == 2
    moved.rename(desk.pages / "renamed.txt")
    desk.save("copy.txt", kept.read_bytes())
    found = desk.ingest()
    assert desk.outcomes() == {"kept.txt": "unchanged", "renamed.txt": "renamed", "copy.txt": "duplicate"}
    assert found.batch_ids == ()
    assert len(lake.known_pages(desk.data)) == 2


def test_two_files_of_one_content_make_one_page(desk):
    desk.save("a.txt", "Same\n")
    desk.save("b.txt", "Same\n")
    desk.ingest()
    assert desk.outcomes() == {"a.txt": "ingested", "b.txt": "duplicate"}


def test_changed_content_under_an_old_name_is_a_new_page(desk):
    desk.save("story.txt", "First version\n")
    desk.ingest()
    desk.save("story.txt", "Second version\n")
    assert desk.ingest().ingested_count == 1


def test_a_pattern_names_files_from_where_it_begins_and_keeps_what_cannot_be_read(desk):
    desk.save("2024/story.txt", "One\n")
    desk.save("2025/story.txt", "Two\n")
    (desk.pages / "2025" / "gone.txt").symlink_to(desk.pages / "nowhere")
    desk.ingest(str(desk.pages / "*" / "*.txt"))
    assert desk.outcomes() == {
        "2024/story.txt": "ingested",
        "2025/story.txt": "ingested",
        "2025/gone.txt": "link",
    }


def test_names_that_are_not_text_do_not_meet_names_that_look_like_them(desk):
    for name, text in ((b"caf\xe9.txt", "One\n"), (b"caf\\xe9.txt", "Two\n")):
        Path(os.fsdecode(os.fsencode(desk.pages) + b"/" + name)).write_text(text, encoding="utf-8")
    desk.ingest()
    assert desk.outcomes() == {"caf\\xe9.txt": "ingested", "caf\\\\xe9.txt": "ingested"}


def test_a_roundabout_path_is_the_same_path(desk):
    desk.save("deep/story.txt", "Once\n")
    desk.ingest()
    assert desk.ingest(str(desk.pages / "deep" / ".." / ".." / "pages")).unchanged_count == 1


def test_a_file_named_by_two_sources_is_looked_at_once(desk):
    page = desk.save("deep/story.txt", "Once\n")
    found = desk.ingest(str(desk.pages), str(page), str(desk.pages / "**" / "*.txt"))
    assert found.file_count == 1


def test_batches_are_bounded_and_do_not_depend_on_the_order_of_sources(tmp_path):
    texts = [f"Story {number}\n" for number in range(6)]
    names: list[tuple[str, ...]] = []
    for place, folders in (("one", ("a", "b")), ("two", ("b", "a"))):
        (tmp_path / place).mkdir()
        desk = Desk(tmp_path / place, batch_bytes=20)
        for number, text in enumerate(texts):
            desk.save(f"{'ab'[number % 2]}/{number}.txt", text)
        names.append(desk.ingest(*(str(desk.pages / folder) for folder in folders)).batch_ids)
    assert names[0] == names[1]
    assert len(names[0]) == 2


def test_every_page_of_the_lake_names_the_outcomes_it_came_with(desk):
    desk.save("a.txt", "Story\n")
    found = desk.ingest()
    (file,) = lake.outcome_files(desk.data, found.batch_ids, run_id="another run")
    assert pq.read_table(file).to_pylist()[0]["batch_id"] == found.batch_ids[0]


def test_a_file_that_never_got_its_name_is_swept(desk):
    desk.save("a.txt", "Story\n")
    desk.ingest()
    leftover = desk.data.raw / "0123.parquet.unfinished"
    leftover.write_bytes(b"half")
    desk.data.sweep()
    assert not leftover.exists()
    assert len(lake.find_batches(desk.data)) == 1
