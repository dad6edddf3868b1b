"""Readers query the warehouse while runs publish: none is in the way, none sees half a run."""

import json
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SNIPPET = '''
import duckdb

def follow(warehouse):
    """Yield a connection to what is published now, each time it is asked; it may stay open for ever."""
    connection = duckdb.connect()  # in memory, so that the file can be changed for its successor
    while True:
        connection.execute(f"attach '{warehouse}' as published (read_only)")
        connection.execute("use published")
        yield connection
        connection.execute("use memory; detach published")
'''
"""What a long-lived Python process does to see new runs."""

READER = """
import json, os, sys, time

database, enough, way = sys.argv[1:]
WHOLE = '''
    select
        (select run_id from raw.current_build),
        (select max(run_id) from ops.runs where status = 'published'),
        (select count(*) from raw.pages),
        (select sum(page_count) from ops.runs where status = 'published'),
        (select count(*) from marts.fct_articles),
        (select count(distinct article_id) from marts.fct_article_segments)
'''

def kept(database):
    connection = duckdb.connect(database, read_only=True)
    while True:
        yield connection

def in_transaction(database):
    connection = duckdb.connect(database, read_only=True)
    connection.execute("begin")
    while True:
        yield connection

def opened_anew(database):
    while True:
        with duckdb.connect(database, read_only=True) as connection:
            yield connection

connections = {"kept": kept, "in_transaction": in_transaction, "opened_anew": opened_anew, "follow": follow}
seen, reads = [], 0
for connection in connections[way](database):
    built_by, told_by, pages, loaded, articles, segmented = connection.execute(WHOLE).fetchone()
    assert built_by == told_by, (built_by, told_by)
    assert pages == loaded > 0, (pages, loaded)
    assert articles == segmented == pages, (articles, segmented, pages)
    if [built_by, articles] not in seen:
        seen.append([built_by, articles])
    reads += 1
    if reads == 1:
        print("ready", flush=True)
    time.sleep(0.05)
    if os.path.exists(enough):
        break
print(json.dumps({"seen": seen, "reads": reads}))
"""

WAYS = {"kept": [1], "in_transaction": [1], "opened_anew": [1, 2, 3], "follow": [1, 2, 3]}
"""How a client holds the file, and the numbers of articles that it sees while two runs add one each."""


@pytest.fixture(scope="module")
def readings(first_run, tmp_path_factory, make_desk):
    """Let every kind of client read while runs publish, and return what each has seen."""
    root = tmp_path_factory.mktemp("readers")
    shutil.copytree(first_run.root, root, dirs_exist_ok=True)
    desk, enough = make_desk(root), root / "enough"
    readers = {
        way: subprocess.Popen(
            [sys.executable, "-c", SNIPPET + READER, desk.data_dir / "warehouse.duckdb", enough, way],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for way in WAYS
    }
    assert [reader.stdout.readline() for reader in readers.values()] == ["ready\n"] * len(WAYS)
    runs = []
    for number in range(2):
        page = f"Ferry {number} Halts\n\nOfficials said Monday that ferry {number} failed.\n"
        desk.save(f"{number}.txt", page)
        runs.append(desk.run().run)
    enough.touch()
    told = {}
    for way, reader in readers.items():
        answer, complaints = reader.communicate(timeout=120)
        assert complaints == "", way
        told[way] = json.loads(answer)
    return runs, told


def test_runs_publish_whoever_keeps_the_file_open(readings):
    runs, _ = readings
    assert [run["status"] for run in runs] == ["published", "published"]


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_sees_one_whole_run_at_a_time_and_a_new_one_as_it_was_told_it_would(readings, way):
    runs, told = readings
    assert told[way]["reads"] > 3
    articles = [count for _, count in told[way]["seen"]]
    assert articles[0] == 1
    assert set(articles) <= set(WAYS[way])
    if len(WAYS[way]) > 1:
        assert told[way]["seen"][-1] == [runs[-1]["run_id"], WAYS[way][-1]]
