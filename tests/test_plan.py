"""A plan shows exactly the rows that other rules would gain, lose or change, and touches nothing."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from flows import extract, ingest, load, plan
from flows.errors import UsageError, WarehouseMissing
from flows.lookups import LOOKUPS
from flows.settings import RunIdentity, Settings, utc_now
from flows.storage import comparison, warehouse
from flows.storage.layout import DataDir

FERRY = """Ferry Line Halts Crossings After Inspection

By Ana Lopez, Staff Writer
Posted Mar 3, 2025 9:15 AM EST

"We will not sail until they are safe," port director Maria Ortiz told the Boston Globe on Monday.

"It is only water," quipped Bo Ray, who has fished in the harbor for forty years and sells what he catches.

"We are sorry," Ortiz said. The crossings carry about 4,000 people a day.
"""
TRAM = """Tram Stops For A Week

By Ana Lopez, Staff Writer
Posted Mar 4, 2025 9:15 AM EST

"The tram will be back on Sunday," said Carl Moss, who runs it. Harbor officials said that buses would run.
"""


def publish(root, texts, **rules):
    """Make a data directory whose warehouse holds what the parser finds on these pages; return it."""
    pages, data = root / "pages", DataDir(root / "data")
    pages.mkdir(parents=True)
    for name, text in texts.items():
        (pages / name).write_text(text)
    run = RunIdentity("20250303T091500000Z-0000", utc_now())
    settings = Settings((str(pages),), data.root)
    found = ingest.ingest_pages(settings, data, run.run_id)
    version = extract.current_parser_version(**rules)
    batches = extract.extract_batches(
        data, found.batch_ids, version=version, worker_count=1, is_reparse=False
    )
    data.sweep()
    build, _ = load.load_batches(data, batches, run=run, parser_version=version, is_addition=False)
    warehouse.publish(data, build)
    return data


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> DataDir:
    return publish(tmp_path_factory.mktemp("plan"), {"ferry.txt": FERRY, "tram.txt": TRAM})


def changed_lookups(folder, table, change) -> Path:
    """Return a copy of the lookups in which `change` was made to each row of a table; None drops the row."""
    copy = Path(shutil.copytree(LOOKUPS, folder / "lookups"))
    path = copy / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = [row for row in map(change, reader) if row]
        names = reader.fieldnames
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return copy


def make_plan(data, **choice):
    plain = {"sample": None, "seed": 1, "against": None, "lookups": None, "example_count": 9}
    return plan.make_plan(data.root, plan.Choice(**{**plain, **choice}))


def differences(found):
    """Return each row that differs: table, change, page, the words and what changed in it."""
    return [
        (table.table, row.change, row.source_file, row.words_after or row.words_before, row.columns)
        for table in found.tables
        for row in table.examples
    ]


def test_the_same_rules_change_nothing_and_leave_nothing(published):
    before = published.warehouse.stat()
    found = make_plan(published)
    assert (found.difference_count, found.page_count) == (0, 2)
    assert found.versions_before == (found.version_after,)
    assert {table.table: table.before_count for table in found.tables}["citations"] > 4
    assert all(table.before_count == table.after_count for table in found.tables)
    after = published.warehouse.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(published.plans.iterdir()) == []


def test_a_row_fewer_in_a_lookup_loses_what_it_found_and_later_numbers_are_no_change(published, tmp_path):
    lookups = changed_lookups(tmp_path, "cues", lambda row: None if row["cue_id"] == "quip" else row)
    assert differences(make_plan(published, lookups=lookups)) == [
        ("citations", "lost", "ferry.txt", "Bo Ray … quipped … It is only water,", {}),
        ("quotes", "lost", "ferry.txt", "It is only water,", {}),
    ]


def test_a_form_more_in_a_lookup_gains_what_it_finds(tmp_path):
    data = publish(tmp_path, {"ferry.txt": FERRY.replace("quipped", "harrumphed")})
    lookups = changed_lookups(
        tmp_path,
        "cues",
        lambda row: {**row, "forms": f"{row['forms']}|harrumphed"} if row["cue_id"] == "quip" else row,
    )
    assert differences(make_plan(data, lookups=lookups)) == [
        ("citations", "gained", "ferry.txt", "Bo Ray … harrumphed … It is only water,", {}),
        ("quotes", "gained", "ferry.txt", "It is only water,", {}),
    ]


def test_what_a_row_now_means_changes_the_rows_that_name_it(published, tmp_path):
    renamed = changed_lookups(
        tmp_path,
        "outlets",
        lambda row: {**row, "outlet_name": "Globe of Boston"} if row["outlet_id"] == "boston-globe" else row,
    )
    words = "told … We will not sail until they are safe,"
    unknown = {"outlet_id": ("boston-globe", None), "country_code": ("US", None)}
    assert differences(make_plan(published, lookups=renamed)) == [
        (
            "citations",
            "changed",
            "ferry.txt",
            f"Maria Ortiz … {words}",
            {"addressee_outlet_id": ("boston-globe", None)},
        ),
        (
            "citations",
            "changed",
            "ferry.txt",
            f"Boston Globe … {words}",
            {"source_outlet_id": ("boston-globe", None)},
        ),
        (
            "mentions",
            "changed",
            "ferry.txt",
            "Boston Globe",
            {**unknown, "rule": ("known_outlet", "outlet_pattern")},
        ),
    ]


def test_a_page_that_is_set_aside_is_lost_with_all_its_rows(published, monkeypatch):
    read = extract.parse_page

    def break_on_trams(text, *arguments, **options):
        if text.startswith("Tram"):
            raise ValueError("a rule that is broken")
        return read(text, *arguments, **options)

    monkeypatch.setattr(extract, "parse_page", break_on_trams)
    found = {table.table: table for table in make_plan(published).tables}
    assert (found["articles"].lost, found["set aside"].gained) == (1, 1)
    assert "a rule that is broken" in found["set aside"].examples[0].words_after
    assert found["citations"].lost == found["citations"].before_count - found["citations"].after_count > 0
    assert found["citations"].outlets == {"(unknown)": {"gained": 0, "lost": 2, "changed": 0}}


def test_a_seed_chooses_the_same_pages_and_seeds_choose_different_ones(published, tmp_path):
    def choose(seed):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        with comparison.open_comparison(
            folder, published=published.warehouse, before=published.warehouse
        ) as connection:
            return comparison.choose_pages(connection, sample=1, seed=seed)

    chosen = [choose(seed) for seed in range(8)]
    assert chosen == [choose(seed) for seed in range(8)]
    assert {len(pages) for found in chosen for pages in found.values()} == {1}
    assert len({hashes for found in chosen for hashes in found.values()}) == 2


def test_it_compares_with_a_version_in_the_lake_or_with_another_warehouse(published, tmp_path):
    version = extract.current_parser_version()
    assert make_plan(published, against=version).difference_count == 0
    other = publish(tmp_path, {"tram.txt": TRAM})
    found = make_plan(published, against=str(other.root))
    assert (found.page_count, found.difference_count) == (1, 0)
    with pytest.raises(UsageError, match=re.escape(version)):
        make_plan(published, against="0.0.1+none")


def test_nothing_published_is_wrong_use(tmp_path):
    with pytest.raises(WarehouseMissing, match="sourceline run"):
        make_plan(DataDir(tmp_path))


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_people_and_programs_are_told_the_same(published, tmp_path, output_format):
    lookups = changed_lookups(tmp_path, "cues", lambda row: None if row["cue_id"] == "quip" else row)
    console = Console(file=io.StringIO(), width=160)
    choice = plan.Choice(sample=None, seed=1, against=None, lookups=lookups, example_count=1)
    plan.show(console, published.root, choice, entities=None, output_format=output_format)
    said = console.file.getvalue()
    if output_format == "json":
        told = {table["table"]: table for table in json.loads(said)["tables"]}
        assert {name: table["lost"] for name, table in told.items() if table["lost"]} == {
            "citations": 1,
            "quotes": 1,
        }
        assert told["citations"]["examples"][0]["words_before"].startswith("Bo Ray")
    else:
        assert "Bo Ray … quipped … It is only water," in said
        assert "Nothing has been switched" in said
