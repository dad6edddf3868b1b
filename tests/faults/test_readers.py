"""Readers query the warehouse while runs publish, and never meet an error or half a warehouse."""

import subprocess
import sys

READER = """
import os, sys, duckdb
database, enough = sys.argv[1:]
reads = 0
print("ready", flush=True)
while not os.path.exists(enough):
    with duckdb.connect(database, read_only=True) as connection:
        articles, segmented = connection.execute(
            "select (select count(*) from marts.fct_articles), "
            "(select count(distinct article_id) from marts.fct_article_segments)"
        ).fetchone()
    assert articles == segmented > 0, (articles, segmented)
    reads += 1
print(reads)
"""


def test_readers_are_never_blocked_and_see_whole_warehouses_only(published_desk, tmp_path):
    desk = published_desk
    enough = tmp_path / "enough"
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, desk.data_dir / "warehouse.duckdb", enough],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline() == "ready\n"
    for number in range(2):
        desk.save(
            f"{number}.txt", f"Ferry {number} Halts\n\nOfficials said Monday that ferry {number} failed.\n"
        )
        assert desk.run().run["status"] == "published"
    enough.touch()
    reads, complaints = reader.communicate(timeout=60)
    assert complaints == ""
    assert int(reads) > 3
    assert desk.ask("select count(*) from marts.fct_articles") == [(3,)]
