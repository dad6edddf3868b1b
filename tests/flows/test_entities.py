"""A pipeline that people own finds the names of a real run, and everything after follows from them."""

import pytest

from flows.errors import BackendUnusable
from flows.storage.layout import DataDir

PAGE = """Ferry Stops for the Winter

By Jane Roe

Mayor Ana Solis said Monday that the ferry stopped at Dock 9 in Norland's harbor, the AP reports.

The Norlandic vessel belongs to the Harbor Authority and came from Britain by the Cold Sound.

"It will sail again," Solis said.
"""
RULE = "spacy:en_ferry_names@1.2.0"


@pytest.fixture(scope="module")
def runs(make_desk, tmp_path_factory, saved_pipeline):
    """A desk, its run by the rules and its two by the pipeline after that."""
    desk = make_desk(tmp_path_factory.mktemp("read_by_pipeline"))
    desk.save("ferry.txt", PAGE)
    by_pipeline = {"entities": f"spacy:{saved_pipeline}"}
    return desk, desk.run().run, desk.run(**by_pipeline).run, desk.run(**by_pipeline).run


@pytest.fixture(scope="module")
def read_by_pipeline(runs):
    return runs[0]


def test_a_pipeline_that_is_not_there_stops_the_run_before_anything_comes_in(desk):
    desk.save("ferry.txt", PAGE)
    with pytest.raises(BackendUnusable, match="No spaCy pipeline"):
        desk.run(entities=f"spacy:{desk.root / 'nowhere'}")
    assert not list(DataDir(desk.data_dir).root.rglob("*.parquet"))


def test_names_have_exact_borders_mapped_types_and_the_pipeline_as_their_rule(read_by_pipeline):
    rows = read_by_pipeline.ask(
        "select mention_text, entity_type, rule from marts.fct_entity_mentions order by mention_start"
    )
    assert rows == [
        ("Ana Solis", "PERSON", RULE),
        ("Dock 9", "PLACE", RULE),
        ("Norland", "PLACE", RULE),
        ("AP", "ORG", RULE),
        ("Harbor Authority", "ORG", RULE),
        ("Britain", "PLACE", RULE),
        ("Cold Sound", "PLACE", RULE),
        ("Solis", "PERSON", RULE),
    ]


def test_spans_are_the_characters_of_the_page(read_by_pipeline):
    rows = read_by_pipeline.ask(
        "select mention_text, mention_start, mention_end from marts.fct_entity_mentions"
    )
    assert [PAGE[start:end] for _, start, end in rows] == [text for text, _, _ in rows]


def test_names_are_resolved_in_the_page_and_by_the_registry_as_those_of_the_rules_are(read_by_pipeline):
    rows = read_by_pipeline.ask(
        "select mention_text, entity_name, resolved_by from marts.fct_entity_mentions order by mention_start"
    )
    assert ("Solis", "Ana Solis", "surname") in rows
    assert ("AP", "Associated Press", "registry") in rows
    assert ("Britain", "United Kingdom", "registry") in rows


def test_attributions_use_the_names(read_by_pipeline):
    rows = read_by_pipeline.ask(
        "select source_text, source_name, source_kind, relayed_by_name "
        "from marts.fct_source_citations order by citation_no"
    )
    assert rows == [
        ("Ana Solis", "Ana Solis", "person", "Associated Press"),
        ("AP", "Associated Press", "outlet", None),
        ("Solis", "Ana Solis", "person", None),
    ]


def test_a_change_of_who_finds_names_reads_every_page_again(runs):
    desk, rules, pipeline, again = runs
    assert (rules["status"], pipeline["status"], again["status"]) == ("published", "published", "nothing_new")
    version = pipeline["parser_version"]
    assert version.startswith(f"{rules['parser_version']}.spacy-")
    assert "en_ferry_names@1.2.0" in version
    assert desk.ask("select distinct parser_version from marts.fct_articles") == [(version,)]
    assert desk.ask("select distinct rule from marts.fct_entity_mentions") == [(RULE,)]
