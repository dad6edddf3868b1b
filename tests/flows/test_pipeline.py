"""Pages in, a published warehouse out, the same one every time."""

import json
import shutil

import duckdb
import pyarrow.parquet as pq
import pytest

from flows import load, transform
from flows.errors import GateFailed, RunLocked
from flows.storage import history_schemas, lake
from flows.storage.layout import DataDir

FERRY_PAGE = """Ferry Line Halts Crossings After Inspection

By Ana Lopez, Staff Writer
Posted Mar 3, 2025 9:15 AM EST

Harbor officials said Monday that two ferries failed an inspection, the Associated Press reports. \
"We will not sail until they are safe," port director Maria Ortiz told the Boston Globe.

The crossings carry about 4,000 people a day.
"""


def published_file(desk):
    found = DataDir(desk.data_dir).warehouse.stat()
    return found.st_ino, found.st_mtime_ns


def poison_lake(desk):
    """Add a batch that no honest ingest would write: a page without text, and its outcome."""
    page = {
        "content_sha256": "f" * 64,
        "source_file": "poison.txt",
        "source_path": "/poison.txt",
        "encoding": "utf-8",
        "format": "text",
        "hints": {},
        "byte_count": 0,
        "text": "",
    }
    outcome = {
        **dict.fromkeys(history_schemas.PAGE_OUTCOME.names),
        **page,
        "outcome": "ingested",
        "run_id": "a-b",
    }
    del outcome["text"]
    lake.write_ingested(DataDir(desk.data_dir), run_id="a-b", part_no=0, outcomes=[outcome], pages=[page])


def test_a_gate_that_refuses_leaves_the_published_warehouse_and_the_evidence(published_desk):
    desk = published_desk
    before, rows = published_file(desk), desk.marts()
    poison_lake(desk)
    with pytest.raises(GateFailed, match=r"(?s)after_ingest.*data_docs"):
        desk.run()
    assert published_file(desk) == before
    assert desk.marts() == rows
    newest = lake.recent_runs(DataDir(desk.data_dir), 1)[0]
    assert (newest["status"], newest["checks_failed"] > 0) == ("refused", True)
    pages = (desk.data_dir / "reports" / "data_docs").rglob("*.html")
    assert any("ffffffff" in page.read_text(encoding="utf-8") for page in pages)
    overview = (desk.data_dir / "reports" / "index.html").read_text(encoding="utf-8")
    assert f"Run {newest['run_id']} was refused" in overview

    published = desk.run(gates_mode="report")
    assert published.run["status"] == "published"
    assert desk.ask("select count(*) from ops.runs where status = 'refused'") == [(1,)]
    assert desk.ask("select count(*) > 0 from ops.gate_results where not is_success") == [(True,)]
    assert desk.ask(
        "select distinct gate from ops.gate_results join ops.runs using (run_id) "
        "where status = 'refused' and outcome = 'not_run' order by gate"
    ) == [("after_extract",), ("after_load",), ("after_transform",)]


def test_bad_pages_are_quarantined_while_the_rest_goes_through(published_desk):
    desk = published_desk
    desk.save("ferry.txt", FERRY_PAGE)
    desk.save("broken.txt", b"A page\0with a NUL\n")
    result = desk.run()
    assert (result.run["ingested_count"], result.run["quarantined_count"]) == (1, 1)
    assert desk.ask("select source_file, reason_code from ops.quarantine") == [("broken.txt", "nul_bytes")]
    assert desk.run().run["status"] == "nothing_new"


def test_a_first_run_that_finds_only_bad_pages_is_refused(desk):
    desk.save("broken.txt", b"A page\0with a NUL\n")
    with pytest.raises(GateFailed, match="at least one"):
        desk.run()
    assert not DataDir(desk.data_dir).warehouse.exists()


def test_a_new_bad_page_alone_is_published_to_the_quarantine(published_desk):
    desk = published_desk
    rows = desk.marts()
    desk.save("broken.txt", b"A page\0with a NUL\n")
    assert desk.run().run["status"] == "published"
    assert desk.ask("select reason_code from ops.quarantine") == [("nul_bytes",)]
    assert desk.marts() == rows


def test_an_empty_folder_is_nothing_new(desk):
    assert desk.run().run["status"] == "nothing_new"


def test_a_second_run_publishes_nothing_and_changes_no_row(published_desk):
    desk = published_desk
    before, rows = published_file(desk), desk.marts()
    run = desk.run().run
    assert run["status"] == "nothing_new"
    assert published_file(desk) == before
    assert desk.marts() == rows
    checks = pq.read_table(DataDir(desk.data_dir).gate_results / f"{run['run_id']}.parquet")
    assert set(checks["outcome"].to_pylist()) == {"not_run"}


@pytest.mark.slow
def test_the_same_pages_make_the_same_rows_in_a_new_warehouse(desk, tmp_path_factory):
    desk.save_user_page()
    desk.save("ferry.txt", FERRY_PAGE)
    desk.run()
    first = desk.marts()
    assert sum(map(len, first.values())) > 100
    desk.data_dir = tmp_path_factory.mktemp("again")
    desk.run()
    assert_same_but_for_delivery(desk, desk.marts(), first)


def test_pages_that_come_in_two_runs_make_the_rows_of_one(published_desk, tmp_path_factory):
    desk = published_desk
    desk.save("ferry.txt", FERRY_PAGE)
    assert desk.run().run["page_count"] == 1
    grown = desk.marts()
    desk.data_dir = tmp_path_factory.mktemp("at-once")
    desk.run()
    assert_same_but_for_delivery(desk, desk.marts(), grown)


DELIVERY = {
    "page_id",
    "batch_id",
    "run_id",
    "first_seen_at",
    "latency_minutes",
    "latency_p50_minutes",
    "latency_p95_minutes",
}
"""Columns of when, from where and how a page came. `first_seen_at` of an entity is of what pages print."""


def without_delivery(desk, table, rows):
    """Return rows without the columns that say which delivery brought them, and when."""
    names = desk.ask(
        f"select column_name from information_schema.columns where table_name = '{table}' "
        "and table_schema = 'marts' order by ordinal_position"
    )
    told = DELIVERY - {"first_seen_at"} if table in {"dim_entities", "agg_entities"} else DELIVERY
    kept = [position for position, (name,) in enumerate(names) if name not in told]
    return sorted(repr(tuple(row[position] for position in kept)) for row in rows)


def assert_same_but_for_delivery(desk, found, expected):
    assert found.keys() == expected.keys()
    for name, rows in found.items():
        assert without_delivery(desk, name, rows) == without_delivery(desk, name, expected[name]), name


def test_reparse_reads_everything_again_and_ends_at_the_same_rows(published_desk):
    desk = published_desk
    rows = desk.marts()
    assert desk.run(reparse=True).run["status"] == "published"
    assert desk.marts() == rows


@pytest.fixture
def own_project(tmp_path_factory, monkeypatch):
    """A copy of the dbt project that a test may change."""
    project = tmp_path_factory.mktemp("own") / "dbt_project"
    shutil.copytree(transform.PROJECT, project)
    monkeypatch.setattr(transform, "PROJECT", project)
    monkeypatch.setattr(load, "LOOKUPS", project / "lookups")
    return project


@pytest.mark.slow
def test_a_decision_about_an_entity_is_news_and_can_be_undone(published_desk, own_project):
    desk = published_desk
    (before,) = desk.ask("select * from marts.bridge_article_names where printed_name = 'Sergei Ryabkov'")
    decisions = own_project / "lookups" / "entities" / "entity_decisions.csv"
    undecided = decisions.read_text(encoding="utf-8")
    described = DataDir(desk.data_dir).dbt_docs.stat().st_mtime_ns
    decided = f"PERSON,Sergei Ryabkov,{before[0]},same,Sergei Ryabkov (diplomat),two of that name\n"
    decisions.write_text(undecided + decided, encoding="utf-8")

    assert desk.run().run["status"] == "published"
    (judged,) = desk.ask(
        "select entity_id, joined_by, evidence from marts.bridge_article_names "
        "where printed_name = 'Sergei Ryabkov'"
    )
    assert judged == ("person-sergei-ryabkov-diplomat", "decision", "two of that name")
    # no model has changed, so none is described anew
    assert DataDir(desk.data_dir).dbt_docs.stat().st_mtime_ns == described
    assert desk.ask(
        "select distinct source_entity_id from marts.fct_source_citations "
        "where source_name = 'Sergei Ryabkov'"
    ) == [("person-sergei-ryabkov-diplomat",)]
    assert desk.run().run["status"] == "nothing_new"

    decisions.write_text(undecided, encoding="utf-8")
    assert desk.run().run["status"] == "published"
    assert desk.ask("select * from marts.bridge_article_names where printed_name = 'Sergei Ryabkov'") == [
        before
    ]


def test_every_view_works_in_a_copy_of_the_warehouse_under_any_name(first_run, tmp_path):
    shutil.copy(first_run.data_dir / "warehouse.duckdb", tmp_path / "copy of today's.duckdb")
    with duckdb.connect() as connection:
        path = str(tmp_path / "copy of today's.duckdb").replace("'", "''")
        connection.execute(f"attach '{path}' as mine (read_only)")
        views = connection.execute(
            "select schema_name, view_name from duckdb_views() where database_name = 'mine' and not internal"
        ).fetchall()
        assert views
        for schema, view in views:
            connection.execute(f"select count(*) from mine.{schema}.{view}").fetchone()


@pytest.mark.slow
def test_a_warehouse_of_another_make_is_built_again_from_the_lake(published_desk):
    desk = published_desk
    rows = desk.marts()
    with duckdb.connect(str(desk.data_dir / "warehouse.duckdb")) as connection:
        connection.execute("drop table raw.current_build; delete from marts.fct_quotes")
    assert desk.run().run["status"] == "published"
    assert desk.marts() == rows


def test_a_run_in_a_held_data_directory_says_who_is_in_the_way(desk):
    from flows.pipeline import hold

    with hold(DataDir(desk.data_dir)), pytest.raises(RunLocked, match="Another run"):
        desk.run()


def test_the_run_is_kept_with_its_stages_and_checks(first_run):
    ((status, stages),) = first_run.ask("select status, to_json(stage_seconds) from ops.runs")
    names = [item["stage"] for item in json.loads(stages)]
    assert status == "published"
    assert names == [
        "ingest",
        "after_ingest",
        "extract",
        "after_extract",
        "load",
        "after_load",
        "transform",
        "after_transform",
    ]
    assert first_run.ask("select count(distinct gate) from ops.gate_results where is_success") == [(4,)]


def test_a_run_keeps_how_much_its_pages_say_for_the_next_parser_to_be_held_against(first_run):
    assert first_run.ask("select citation_count, mention_count from ops.runs") == first_run.ask(
        "select (select count(*) from marts.fct_source_citations), "
        "(select count(*) from marts.fct_entity_mentions)"
    )
