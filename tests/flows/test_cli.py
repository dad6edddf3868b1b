"""The command, run as people run it: in a process of its own."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from flows.storage import lake
from flows.storage.layout import DataDir


def sourceline(*arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_help_names_every_command_and_the_exit_codes():
    assert all(name in sourceline("--help").stdout for name in ("run", "serve", "query", "status", "report"))
    assert "Exit code 0" in sourceline("run", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--source", "nowhere"), "No page found at"),
        (("run", "--gates", "maybe"), "maybe"),
        (("query", "select 1"), "No warehouse"),
        (("serve", "--timezone", "Mars/Base"), "not a time zone"),
    ],
)
def test_wrong_use_is_one_clear_message_and_exit_code_2(arguments, said, tmp_path):
    done = sourceline(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_gate_that_refuses_is_exit_code_1_and_says_what_and_where(desk):
    desk.save("broken.txt", b"A page\0with a NUL\n")
    done = sourceline("run", "--source", desk.pages, "--data-dir", desk.data_dir)
    assert done.returncode == 1
    assert "GateFailed" in done.stderr
    assert str(desk.data_dir / "reports") in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_run_has_published_can_be_queried_in_every_format(published_desk):
    desk = published_desk
    where = ("--data-dir", desk.data_dir)
    sql = """
        select source_name, count(*) as citation_count
        from marts.fct_source_citations
        group by all
        order by all
    """
    as_json = json.loads(sourceline("query", sql, "--format", "json", *where).stdout)
    as_csv = list(csv.DictReader(io.StringIO(sourceline("query", sql, "--format", "csv", *where).stdout)))
    as_table = sourceline("query", sql, *where).stdout
    assert {row["source_name"] for row in as_json} >= {"Sergei Ryabkov", "NBC News"}
    assert [str(row["citation_count"]) for row in as_json] == [row["citation_count"] for row in as_csv]
    assert "Sergei Ryabkov" in as_table

    assert "published" in sourceline("status", *where).stdout
    assert lake.recent_runs(DataDir(desk.data_dir), 1)[0]["status"] == "published"
    assert sourceline("query", "select * from nowhere", *where).returncode == 2
