"""An archive is cut into chunks by date and name, without what was read, and its files keep their names."""

import os
from datetime import date
from pathlib import Path

import pytest

from flows.chunks import MAX_SOURCES_BYTES, Chunk, Unit, expand_dates, find_archive, make_chunks
from flows.documents.sources import find_files
from flows.errors import SourceNotFound, UsageError

NEW_YEAR = date(2024, 12, 31), date(2025, 1, 1)


@pytest.fixture
def archive(tmp_path) -> Path:
    root = tmp_path / "archive"
    for name in ("2024/12/31/a.txt", "2025/01/01/a.txt", "2025/01/01/deep/b.txt", "2025/01/02/c.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def find(*sources, since=None, until=None, known=(), own=()):
    return find_archive(map(str, sources), since=since, until=until, own_paths=own, known=known)


def names(archive):
    """Return the names that the files of an archive have for the runs that read them, in order."""
    sources = [unit.source for unit in archive.units]
    return [file.locator.source_file for source in sources for file in find_files((source,))]


@pytest.mark.parametrize(
    ("pattern", "expanded"),
    [
        ("in/{date:%Y/%m/%d}", ["in/./2024/12/31", "in/./2025/01/01"]),
        ("in/news-{date:%Y%m%d}*.jsonl", ["in/./news-20241231*.jsonl", "in/./news-20250101*.jsonl"]),
        ("in/{date:%Y}/{date:%m}/x", ["in/./2024/12/x", "in/./2025/01/x"]),
        ("{date:%Y}", ["././2024", "././2025"]),
        ("s3://b/{date:%Y-%m-%d}?region=x", ["s3://b/./2024-12-31?region=x", "s3://b/./2025-01-01?region=x"]),
    ],
)
def test_a_pattern_stands_for_each_of_its_days(pattern, expanded):
    since, until = NEW_YEAR
    assert [source for source, _ in expand_dates([pattern], since=since, until=until)] == expanded


def test_a_month_is_read_once_however_many_days_of_it_are_asked_for():
    days = expand_dates(["in/{date:%Y-%m}.zip"], since=date(2025, 1, 1), until=date(2025, 2, 28))
    assert [source for source, _ in days] == ["in/./2025-01.zip", "in/./2025-02.zip"]


@pytest.mark.parametrize(
    ("source", "since", "said"),
    [("in/{date:%Y}", None, "--since"), ("in", date(2025, 1, 1), "{date:%Y/%m/%d}")],
)
def test_dates_need_a_place_and_a_place_needs_dates(source, since, said):
    with pytest.raises(UsageError, match=said):
        list(expand_dates([source], since=since, until=since))


def test_files_come_in_the_order_of_days_and_have_the_names_that_their_folder_gives_them(archive):
    since, until = NEW_YEAR
    found = find(archive / "{date:%Y/%m/%d}", since=since, until=until)
    assert names(found) == ["2024/12/31/a.txt", "2025/01/01/a.txt", "2025/01/01/deep/b.txt"]
    assert names(find(archive)) == [file.locator.source_file for file in find_files((str(archive),))]
    matched = find(archive / "2025" / "*" / "0?" / "*.txt")
    assert names(matched) == ["01/01/a.txt", "01/02/c.txt"]


def test_a_name_that_is_not_text_can_be_given_to_a_run(archive):
    path = os.fsencode(archive) + b"/caf\xe9 [1].txt"
    Path(os.fsdecode(path)).write_text("Page")
    (unit,) = (unit for unit in find(archive).units if "caf" in unit.source)
    unit.source.encode()
    assert names(find(archive))[-1] == "caf\\xe9 [1].txt"


def test_what_was_read_is_left_out_and_the_last_file_is_known(archive):
    read = {str(archive / "2024/12/31/a.txt"), str(archive / "2025/01/01/a.txt")}
    found = find(archive, known=read)
    assert (names(found), found.known_count) == (["2025/01/01/deep/b.txt", "2025/01/02/c.txt"], 2)
    everything = {str(path) for path in archive.rglob("*.txt")}
    found = find(archive, known=everything)
    assert (found.units, found.known_count, found.last.source) == (
        (),
        4,
        f"{archive}/./2025/01/02/c.txt",
    )


def test_days_without_files_are_told_and_only_an_archive_without_any_is_an_error(archive):
    since, until = date(2024, 12, 29), date(2024, 12, 31)
    assert find(archive / "{date:%Y/%m/%d}", since=since, until=until).empty_days == (
        date(2024, 12, 29),
        date(2024, 12, 30),
    )
    with pytest.raises(SourceNotFound, match="from 2020-01-01 to 2020-01-02"):
        find(archive / "{date:%Y/%m/%d}", since=date(2020, 1, 1), until=date(2020, 1, 2))
    with pytest.raises(SourceNotFound):
        find(archive / "nowhere")


def test_chunks_are_bounded_by_files_and_by_the_length_of_their_names():
    units = [Unit(f"in/./{number}.txt", 1) for number in range(5)]
    assert [chunk.file_count for chunk in make_chunks(units, 2)] == [2, 2, 1]
    assert [source for chunk in make_chunks(units, 2) for source in chunk.sources] == [
        unit.source for unit in units
    ]
    large = Unit("s3://b/./2025", 10)
    assert list(make_chunks([units[0], large, units[1]], 2)) == [
        Chunk((units[0].source,), 1),
        Chunk((large.source,), 10),
        Chunk((units[1].source,), 1),
    ]
    long_names = [Unit("x" * (MAX_SOURCES_BYTES // 3), 1) for _ in range(6)]
    assert [chunk.file_count for chunk in make_chunks(long_names, 100)] == [2, 2, 2]
