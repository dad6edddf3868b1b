"""What every model of the dbt project must say of itself."""

from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[2] / "dbt_project"
DOCUMENTED = {
    model["name"]: model
    for path in sorted(PROJECT.glob("models/**/_*.yml"))
    for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
}
MODELS = sorted(path.stem for path in PROJECT.glob("models/**/*.sql"))
LOOKUPS = sorted([*PROJECT.glob("lookups/*.csv"), *PROJECT.glob("lookups/entities/*.csv")])
VIEWED = {"wide", "aggregates", "outlets", "quotations"}
"""Folders of marts that are views: questions to the facts and lookups, which hold nothing themselves."""
MARTS = sorted(path.stem for path in PROJECT.glob("models/marts/**/*.sql") if path.parent.name not in VIEWED)


def test_the_yml_and_the_folders_name_the_same_models():
    assert sorted(DOCUMENTED) == MODELS


@pytest.mark.parametrize("name", MODELS)
def test_a_model_says_what_a_row_is(name):
    assert DOCUMENTED[name]["description"].startswith("One row per ")


@pytest.mark.parametrize("name", MODELS)
def test_a_model_describes_every_column(name):
    assert [c["name"] for c in DOCUMENTED[name]["columns"] if not c.get("description")] == []


@pytest.mark.parametrize("name", MODELS)
def test_the_described_columns_are_those_the_model_has(first_build, name):
    columns = first_build.ask(f"select column_name from duckdb_columns() where table_name = '{name}'")
    assert sorted(column for (column,) in columns) == sorted(c["name"] for c in DOCUMENTED[name]["columns"])


@pytest.mark.parametrize("name", MARTS)
def test_a_mart_enforces_its_primary_key_or_is_tested_for_it(first_build, name):
    keys = first_build.ask(
        "select constraint_column_names from duckdb_constraints() "
        f"where table_name = '{name}' and constraint_type = 'PRIMARY KEY'"
    )
    constraints = DOCUMENTED[name].get("constraints", ())
    declared = [c["columns"] for c in constraints if c["type"] == "primary_key"]
    tests = DOCUMENTED[name].get("data_tests", ())
    tested = [t["unique_key"]["arguments"]["columns"] for t in tests if "unique_key" in t]
    assert [columns for (columns,) in keys] == declared
    assert len(declared + tested) == 1
    assert tested in ([], [DOCUMENTED[name].get("config", {}).get("meta", {}).get("key")])


@pytest.mark.parametrize("name", sorted(set(MODELS) - set(MARTS)))
def test_a_view_names_its_key(name):
    columns = {c["name"] for c in DOCUMENTED[name]["columns"]}
    assert set(DOCUMENTED[name]["config"]["meta"]["key"]) <= columns


@pytest.mark.parametrize("name", MARTS)
def test_only_facts_at_the_top_of_a_chain_have_an_empty_foreign_key(name):
    nullable = {
        column["name"]
        for column in DOCUMENTED[name]["columns"]
        if column["name"].endswith("_id") and {"type": "not_null"} not in column.get("constraints", [])
    }
    assert nullable <= {"relayed_by_citation_id"}


@pytest.mark.parametrize("path", LOOKUPS, ids=lambda path: path.stem)
def test_a_lookup_is_described_column_by_column(path):
    seeds = yaml.safe_load((PROJECT / "lookups" / "_lookups.yml").read_text(encoding="utf-8"))["seeds"]
    (seed,) = [seed for seed in seeds if seed["name"] == path.stem]
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert [column["name"] for column in seed["columns"]] == header
    assert list(seed["config"]["column_types"]) == header
