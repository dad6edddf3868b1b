"""Accuracy is data: it stands in the warehouse it is about."""

import pytest

from flows.accuracy import measurement
from flows.accuracy.gold import GOLD_SETS
from flows.accuracy.scoring import TASKS
from flows.errors import RunLocked
from flows.storage.layout import DataDir
from flows.storage.lock import hold


@pytest.fixture(scope="module")
def rows():
    return measurement.score_gold()


def test_every_task_is_measured_on_every_gold_set(rows):
    assert [(row["gold_set"], row["task"]) for row in rows] == [
        (kind, task) for kind in GOLD_SETS for task in TASKS
    ]
    assert all(0.5 < row["precision"] <= 1 and 0.5 < row["recall"] <= 1 for row in rows)


def test_a_run_that_is_writing_is_not_disturbed(tmp_path, rows):
    data = DataDir(tmp_path)
    with hold(data), pytest.raises(RunLocked):
        measurement.keep_rows(data, rows)


def test_without_a_warehouse_the_lake_keeps_the_scores(tmp_path, rows):
    data = DataDir(tmp_path)
    assert measurement.keep_rows(data, rows) is False
    assert [path.stem for path in data.accuracy.iterdir()] == [rows[0]["measurement_id"]]


def test_the_published_warehouse_shows_the_scores_and_so_does_one_built_again(published_desk, rows):
    assert published_desk.ask("select count(*) from ops.accuracy") == [(0,)]
    assert measurement.keep_rows(DataDir(published_desk.data_dir), rows) is True

    question = "select gold_set, task, round(recall, 6) from ops.accuracy order by all"
    expected = sorted((row["gold_set"], row["task"], round(row["recall"], 6)) for row in rows)
    assert published_desk.ask(question) == expected

    (published_desk.data_dir / "warehouse.duckdb").unlink()
    published_desk.run()
    assert published_desk.ask(question) == expected


def test_a_warehouse_of_another_make_is_left_to_the_next_run(published_desk, rows):
    others = [row | {"parser_version": "0.0.1"} for row in rows]
    assert measurement.keep_rows(DataDir(published_desk.data_dir), others) is False
    assert published_desk.ask("select count(*) from ops.accuracy") == [(0,)]
