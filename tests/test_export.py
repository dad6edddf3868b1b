"""The marts on their way out: they explain themselves, and without text nothing of a page goes with them."""

import json
import re

import frictionless
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from flows.errors import UsageError, WarehouseMissing
from flows.export import DESCRIPTOR, DICTIONARY, FIELD_TYPES, export_marts

QUIET = Console(quiet=True)
HASH = re.compile(r"(h-)?[0-9a-f]{32}(-[a-z]\d{4,})*|\d{4}-\d\d-\d\d|\d{8}T\d{9}Z-[0-9a-f]{4}|none|unknown")
"""A key with nothing to read in it: `h-` and a hash, or `<article>-c0004`; a day; a run"""
CODE = re.compile(r"[\w.+:/-]{0,64}")
"""A value of a closed list: `list_item`, `0.3.0+8a3f8aaf`, `America/New_York`"""


@pytest.fixture(scope="module")
def exported(first_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported") / "with text"
    export_marts(QUIET, first_run.data_dir, folder, is_text_kept=True)
    return folder


@pytest.fixture(scope="module")
def shared(first_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared") / "it's without"
    export_marts(QUIET, first_run.data_dir, folder, is_text_kept=False)
    return folder


def read_descriptor(folder) -> dict:
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))


def test_without_a_warehouse_nothing_is_exported(tmp_path):
    with pytest.raises(WarehouseMissing):
        export_marts(QUIET, tmp_path / "data", tmp_path / "out", is_text_kept=True)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(first_run, tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        export_marts(QUIET, first_run.data_dir, tmp_path, is_text_kept=True)
    with pytest.raises(UsageError, match="not empty"):
        export_marts(QUIET, first_run.data_dir, tmp_path / "letters.txt", is_text_kept=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_an_earlier_export_is_replaced_and_equal_rows_give_equal_files(first_run, exported, tmp_path):
    folder = tmp_path / "again"
    for _ in range(2):
        export_marts(QUIET, first_run.data_dir, folder, is_text_kept=True)
    assert read_descriptor(folder) == read_descriptor(exported)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again"]


def test_every_mart_is_exported_with_its_rows(first_run, exported):
    for path in (exported / "data").iterdir():
        assert (
            pq.read_metadata(path).num_rows == first_run.ask(f"select count(*) from marts.{path.stem}")[0][0]
        )
    marts = first_run.ask("select table_name from information_schema.tables where table_schema = 'marts'")
    assert sorted(path.stem for path in (exported / "data").iterdir()) == sorted(name for (name,) in marts)


@pytest.mark.parametrize("kind", ["exported", "shared"])
def test_the_descriptor_is_a_valid_data_package_and_describes_every_column(kind, request):
    folder = request.getfixturevalue(kind)
    descriptor = read_descriptor(folder)
    assert frictionless.Package.validate_descriptor(descriptor).valid
    for resource in descriptor["resources"]:
        columns = pq.read_schema(folder / resource["path"]).names
        assert [field["name"] for field in resource["schema"]["fields"]] == columns
        assert all(field["description"] for field in resource["schema"]["fields"]), resource["name"]
        assert {field["type"] for field in resource["schema"]["fields"]} <= {*FIELD_TYPES.values()}
        assert set(resource["schema"].get("primaryKey", ())) <= set(columns)


@pytest.mark.parametrize("kind", ["exported", "shared"])
def test_every_foreign_key_of_the_descriptor_leads_to_a_row(kind, request):
    folder = request.getfixturevalue(kind)
    resources = {resource["name"]: resource for resource in read_descriptor(folder)["resources"]}
    checked = 0
    for resource in resources.values():
        table = pq.read_table(folder / resource["path"])
        for key in resource["schema"].get("foreignKeys", ()):
            other = resources[key["reference"]["resource"]]
            known = pq.read_table(folder / other["path"]).column(key["reference"]["fields"]).to_pylist()
            held = {value for value in table.column(key["fields"]).to_pylist() if value is not None}
            assert held <= set(known), (resource["name"], key)
            checked += bool(held)
    assert checked > 20


def test_without_text_no_word_of_the_page_is_left(first_run, shared):
    registered = first_run.ask(
        "select outlet_id from marts.dim_outlets where is_in_registry union select cue_id from marts.dim_cues"
    )
    lemmas = {row[0] for row in first_run.ask("select cue_lemma from marts.dim_cues")}
    keys, codes = set(), set()
    for path in (shared / "data").iterdir():
        table = pq.read_table(path)
        for name in table.column_names:
            cells = {cell for cell in table.column(name).to_pylist() if isinstance(cell, str)}
            if name.endswith("_id"):
                keys |= cells
            elif path.stem != "dim_cues":  # a lookup of ours, where forms of verbs stand
                codes |= cells
    assert [key for key in keys - {row[0] for row in registered} if not HASH.fullmatch(key)] == []
    assert [code for code in codes - lemmas if not CODE.fullmatch(code)] == []
    assert {"h-", "fc", "no"} <= {key[:2] for key in keys}


def test_without_text_the_tables_still_join(first_run, shared):
    def count(folder_sql):
        return first_run.ask(folder_sql)[0][0]

    mentions = pq.read_table(shared / "data" / "fct_entity_mentions.parquet").column("entity_id").to_pylist()
    assert len(set(mentions)) == count("select count(distinct entity_id) from marts.fct_entity_mentions")
    assert all(key.startswith("h-") for key in mentions)


def test_the_dictionary_names_every_column_and_cannot_break_its_tables(exported):
    text = (exported / DICTIONARY).read_text(encoding="utf-8")
    for resource in read_descriptor(exported)["resources"]:
        assert f"\n## {resource['name']}\n" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 4 for line in rows)
