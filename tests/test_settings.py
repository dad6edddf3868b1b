"""Flags come before the environment, the environment before the defaults."""

import os
from dataclasses import astuple, fields
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import Limits, begin_run, load_settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in list(os.environ):
        if name.startswith("SOURCELINE_"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SOURCELINE_GATES", "maybe"), ("SOURCELINE_WORKERS", "0"), ("SOURCELINE_BATCH_BYTES", "ten")],
)
def test_a_variable_that_cannot_be_used_is_named(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=value):
        load_settings()


def test_defaults_work_on_seeds_and_data():
    settings = load_settings()
    assert (settings.sources, settings.data_dir) == (("seeds",), Path("data").absolute())


def test_a_flag_comes_before_its_variable(monkeypatch):
    monkeypatch.setenv("SOURCELINE_SOURCE", os.pathsep.join(["one", "two"]))
    monkeypatch.setenv("SOURCELINE_GATES", "report")
    assert load_settings().sources == ("one", "two")
    assert load_settings().gates_mode == "report"
    flagged = load_settings(sources=["three"], gates_mode="enforce")
    assert (flagged.sources, flagged.gates_mode) == (("three",), "enforce")


@pytest.mark.parametrize("value", ["spacy", "spacy:", "spacy: en_core_web_sm", "Rules", "en_core_web_sm"])
def test_who_finds_names_is_told_how_to_be_written(value):
    with pytest.raises(UsageError, match="'spacy:en_core_web_sm'"):
        load_settings(entities=value)


def test_the_rules_find_names_unless_a_flag_or_a_variable_says_who(monkeypatch):
    assert load_settings().entities == "rules"
    monkeypatch.setenv("SOURCELINE_ENTITIES", "spacy:en_core_web_sm")
    assert load_settings().entities == "spacy:en_core_web_sm"
    assert load_settings(entities="rules").entities == "rules"


def test_a_folder_of_a_pipeline_is_the_same_wherever_the_run_starts(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en_news").mkdir()
    assert load_settings(entities="spacy:en_news").entities == "spacy:en_news"
    (tmp_path / "en_news" / "config.cfg").touch()
    assert load_settings(entities="spacy:en_news").entities == f"spacy:{tmp_path / 'en_news'}"
    assert load_settings(entities="spacy:./gone").entities == f"spacy:{tmp_path / 'gone'}"


def test_sources_of_a_variable_stand_between_colons_and_those_of_urls_are_kept(monkeypatch):
    monkeypatch.setenv("SOURCELINE_SOURCE", os.pathsep.join(["pages", "s3://bucket/a", "gs://bucket/b"]))
    assert load_settings().sources == ("pages", "s3://bucket/a", "gs://bucket/b")


def test_every_limit_has_its_variable(monkeypatch):
    for number, limit in enumerate(fields(Limits), start=1):
        monkeypatch.setenv(f"SOURCELINE_{limit.name.upper()}", str(number))
    assert astuple(load_settings().limits) == (1, 2, 3, 4, 5)


def test_run_ids_sort_by_time_and_differ():
    runs = [begin_run() for _ in range(5)]
    assert len({run.run_id for run in runs}) == 5
    assert [run.run_id[:18] for run in runs] == sorted(run.run_id[:18] for run in runs)
