"""The same pages in whatever order they arrive, and one batch of them read again.

A generated month is dealt out to three batches at random, so that stories, quotations and names are scattered
over all of them; of a page with two versions, one is in the first batch and one in the second. Only tables
are built here, as views hold nothing, and no data tests are run, which others do.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, permutations
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from flows import extract, ingest
from flows.settings import Settings
from flows.storage import lake, schemas
from flows.storage.layout import DataDir
from flows.storage.warehouse import PendingBatch
from tests.generated_month.delivery import deliver
from tests.generated_month.month import plan
from tests.generated_month.truth import Month
from tests.generated_month.write import write_delivery

pytestmark = pytest.mark.slow

PAGES = 40
BATCHES = (1, 2, 3)
ORDERS = Random(7).sample(list(permutations(BATCHES)), 5)

TABLES = ("--select", "config.materialized:incremental", "config.materialized:table")
ARRIVAL = frozenset({"run_id", "first_seen_at"})
"""Columns that say with which run a row came; all others must be the same whatever the order."""

Marts = Mapping[str, list[dict]]


@dataclass(frozen=True)
class Arrivals:
    """Batches that are read already, and a warehouse without any page to load them into.

    What orders begin with alike is built once.
    """

    root: Path
    batches: Mapping[int, PendingBatch]
    make_bench: Callable
    benches: dict = field(default_factory=dict)

    def arrive(self, order: tuple[int, ...]):
        """Return a bench on which the batches came in an order, each with a run of its own."""
        if order not in self.benches:
            *before, last = order
            folder = self.root / "-".join(["order", *map(str, order)])
            folder.mkdir()
            bench = self.make_bench(folder)
            shutil.copy(
                self.arrive(tuple(before)).database if before else self.root / "warehouse.duckdb", folder
            )
            run_id = f"2025030{len(order)}"
            bench.record_ingested(self.batches[last].batch_id, run_id=run_id)
            bench.load_files(self.batches[last], run_id=run_id)
            assert bench.build_models(run_id, *TABLES) == []
            self.benches[order] = bench
        return self.benches[order]


def deal_out(random: Random) -> Month:
    """Return a month whose pages come in batches of no order."""
    versions = [version for version in plan(random, PAGES) if version.version_no <= 2]
    edited = {version.page_no for version in versions if version.version_no == 2}
    places = [
        version.version_no if version.page_no in edited else random.choice(BATCHES) for version in versions
    ]
    return deliver(
        random,
        [replace(version, delivery_no=place) for version, place in zip(versions, places, strict=True)],
    )


def read_again(batch: PendingBatch, folder: Path) -> PendingBatch:
    """Return the batch as another parser reads it, which misses the last name of each page."""
    rows = pq.read_table(batch.parsed).to_pylist()
    for row in rows:
        row["parser_version"] = "2"
        row["mentions"] = row["mentions"][:-1]
    path = folder / "parsed.parquet"
    lake.write_rows(rows, schemas.PARSED_PAGE, path)
    return replace(batch, parsed=path)


def read_marts(bench) -> Marts:
    """Return the rows of every mart that is a table."""
    names = bench.ask("select table_name from duckdb_tables() where schema_name = 'marts' order by 1")
    return {name: bench.rows(f"select * from marts.{name} order by all") for (name,) in names}


def without_arrival(marts: Marts) -> Marts:
    """Return what does not say when a row came, in an order that does not depend on it."""
    return {
        name: sorted(
            ({column: value for column, value in row.items() if column not in ARRIVAL} for row in rows),
            key=str,
        )
        for name, rows in marts.items()
    }


def differing(one: Marts, other: Marts) -> dict[str, tuple[list[dict], list[dict]]]:
    """Return, for each mart that differs, the first rows that only the one and only the other has."""
    assert one.keys() == other.keys()
    return {
        name: (
            [row for row in rows if row not in other[name]][:3],
            [row for row in other[name] if row not in rows][:3],
        )
        for name, rows in one.items()
        if rows != other[name]
    }


@pytest.fixture(scope="module")
def arrivals(tmp_path_factory, make_bench) -> Arrivals:
    root = tmp_path_factory.mktemp("arrivals")
    month = deal_out(Random(7))
    data = DataDir(root / "data")
    data.sweep()
    settings = Settings(sources=(str(root / "pages"),), data_dir=data.root)
    batches = {}
    for number in BATCHES:
        write_delivery(month, number, root / "pages")
        batch_ids = ingest.ingest_pages(settings, data, f"2025020{number}").batch_ids
        (batches[number],) = extract.extract_batches(
            data, batch_ids, version="1", worker_count=1, is_reparse=False
        )
    assert make_bench(root).build("20250301", "--exclude-resource-type", "test") == []
    return Arrivals(root, batches, make_bench)


def test_the_batches_hold_what_can_depend_on_their_order(arrivals):
    bench = arrivals.arrive(ORDERS[0])
    assert bench.ask("select count(*) > 5 from marts.dim_stories where article_count > 1") == [(True,)]
    assert bench.ask("select count(*) > 1 from marts.fct_articles where version_no = 2") == [(True,)]
    assert bench.ask("select count(distinct batch_id) from marts.fct_articles") == [(len(BATCHES),)]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_built_at_once_or_batch_by_batch_the_marts_are_the_same_row_for_row(arrivals, order, tmp_path):
    bench = arrivals.arrive(order)
    batch_by_batch = read_marts(bench)
    at_once = arrivals.make_bench(tmp_path)
    shutil.copy(bench.database, tmp_path)
    assert at_once.build_models(f"2025030{len(order)}", "--full-refresh", *TABLES) == []
    assert differing(batch_by_batch, read_marts(at_once)) == {}


def test_the_order_of_arrival_changes_nothing_but_when_a_row_came(arrivals):
    def first_comes_before_second(order):
        return order.index(1) < order.index(2)

    for _, alike in groupby(sorted(ORDERS, key=first_comes_before_second), first_comes_before_second):
        first, *others = [without_arrival(read_marts(arrivals.arrive(order))) for order in alike]
        assert others
        for other in others:
            assert differing(first, other) == {}


def test_reading_a_batch_again_changes_only_the_rows_of_its_pages(arrivals, tmp_path):
    arrived = arrivals.arrive(ORDERS[0])
    before = read_marts(arrived)
    bench = arrivals.make_bench(tmp_path)
    shutil.copy(arrived.database, tmp_path)
    batch = read_again(arrivals.batches[2], tmp_path)
    bench.load_files(batch, run_id="20250304", parser_version="2")
    assert bench.build_models("20250304", *TABLES) == []
    after = read_marts(bench)
    others_before, others_after = (
        {name: [row for row in rows if row.get("batch_id") != batch.batch_id] for name, rows in marts.items()}
        for marts in (before, after)
    )
    # A dimension has a row for whoever is named anywhere, and one who was named here alone is gone.
    assert differing(others_before, others_after).keys() <= {"dim_entities"}
    mentions = [row for row in after["fct_entity_mentions"] if row["batch_id"] == batch.batch_id]
    assert {row["parser_version"] for row in mentions} == {"2"}
    pages = sum(row["batch_id"] == batch.batch_id for row in after["fct_articles"])
    assert len(before["fct_entity_mentions"]) - len(after["fct_entity_mentions"]) == pages
    assert bench.build_models("20250304", "--full-refresh", *TABLES) == []
    assert differing(after, read_marts(bench)) == {}
