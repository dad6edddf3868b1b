"""Whole pages against what a careful reader finds on them, field by field.

A case is a folder in `tests/golden/` with a page and an `expected.json`. Spans are [start, end, text].
"""

import dataclasses
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import Citation, ParsedPage

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(folder.name for folder in GOLDEN.iterdir())
EXTRA_CITATIONS_ALLOWED = 2
CITATION_FIELDS = (
    "source_kind",
    "source_name",
    "quote_form",
    "content",
    "quotes",
    "relayed_by",
    "addressee",
    "said_date",
)


@cache
def text_of(case: str) -> str:
    return (GOLDEN / case / "page.txt").read_bytes().decode()


@cache
def read(case: str) -> ParsedPage:
    return parse_page(text_of(case), load_lexicon())


@cache
def expected(case: str) -> dict:
    return json.loads((GOLDEN / case / "expected.json").read_text(encoding="utf-8"))


def span(found) -> list | None:
    return [found.start, found.end, found.text] if found else None


def as_expected(citation: Citation, page: ParsedPage) -> dict:
    relay = None if citation.relayed_by_no is None else page.citations[citation.relayed_by_no]
    return {
        "source": span(citation.source),
        "source_kind": citation.source_kind,
        "source_name": citation.source_name,
        "source_role": citation.source_role,
        "cue": span(citation.cue),
        "quote_form": citation.quote_form,
        "content": span(citation.content),
        "quotes": [quote.text for quote in citation.quotes],
        "relayed_by": relay.source_name if relay else None,
        "addressee": citation.addressee.text if citation.addressee else None,
        "said_date": citation.said_date.isoformat() if citation.said_date else None,
    }


def key(citation: dict) -> tuple:
    """What tells citations apart: who says it, by which words; a continuation is known by its content."""
    named = citation["source"] or citation["content"]
    return (tuple(named), tuple(citation["cue"] or ()), citation["source_role"])


def citations(case: str) -> dict[tuple, dict]:
    return {key(row): row for row in (as_expected(c, read(case)) for c in read(case).citations)}


def values(record, wanted: dict) -> dict:
    return {name: getattr(record, name) for name in wanted}


@pytest.mark.parametrize("case", CASES)
def test_segments_joined_are_the_page(case):
    assert "".join(segment.text for segment in read(case).segments) == text_of(case)


@pytest.mark.parametrize("case", CASES)
def test_lines_are_of_the_expected_types(case):
    assert Counter(segment.segment_type for segment in read(case).segments) == expected(case)["segments"]


@pytest.mark.parametrize("case", CASES)
def test_every_line_is_claimed(case):
    assert read(case).unclaimed_line_count == 0


@pytest.mark.parametrize("field", ["headline", "dek", "caption"])
@pytest.mark.parametrize("case", CASES)
def test_text_fields_are_found(case, field):
    found = getattr(read(case), field)

    assert found.text == expected(case)[field]
    assert text_of(case)[found.start : found.end] == found.text


@pytest.mark.parametrize("field", ["publisher_name", "publisher_outlet_id", "is_file_photo"])
@pytest.mark.parametrize("case", CASES)
def test_plain_fields_are_found(case, field):
    assert getattr(read(case), field) == expected(case)[field]


@pytest.mark.parametrize("field", ["authors", "image_credits"])
@pytest.mark.parametrize("case", CASES)
def test_names_in_bylines_and_credits_are_found(case, field):
    wanted = expected(case)[field]

    assert [values(found, wanted[0]) for found in getattr(read(case), field)] == wanted


@pytest.mark.parametrize("case", CASES)
def test_topics_are_found(case):
    assert [topic.name for topic in read(case).topics] == expected(case)["topics"]


@pytest.mark.parametrize("case", CASES)
def test_publication_time_is_found_with_its_evidence(case):
    published = read(case).published
    wanted = dict(expected(case)["published"])

    assert published.at.isoformat() == wanted.pop("at")
    assert published.local.isoformat() == wanted.pop("local")
    assert values(published, wanted) == wanted


@pytest.mark.parametrize("case", CASES)
def test_every_span_carries_the_text_it_points_at(case):
    page, text = read(case), text_of(case)
    named = [*page.authors, *page.topics]
    spans = [
        *page.segments,
        *(segment.content for segment in page.segments),
        *page.mentions,
        *(
            part
            for c in page.citations
            for part in (c.source, c.cue, c.content, c.addressee, *c.quotes)
            if part
        ),
        page.published,
    ]

    assert [text[found.start : found.end] for found in named] == [found.name for found in named]
    assert [text[found.start : found.end] for found in spans] == [found.text for found in spans]


@pytest.mark.parametrize("case", CASES)
def test_every_citation_of_the_page_is_found(case):
    wanted = [key(citation) for citation in expected(case)["citations"]]

    assert [citation for citation in wanted if citation not in citations(case)] == []


@pytest.mark.parametrize("case", CASES)
def test_hardly_any_citation_is_found_that_is_none(case):
    wanted = {key(citation) for citation in expected(case)["citations"]}

    assert len(read(case).citations) <= len(wanted) + EXTRA_CITATIONS_ALLOWED


@pytest.mark.parametrize("field", CITATION_FIELDS)
@pytest.mark.parametrize("case", CASES)
def test_citations_are_read_right(case, field):
    """A relay row expected without content carries the words of the citation it relays: those are free."""
    found = citations(case)
    wanted = {
        key(citation): citation[field]
        for citation in expected(case)["citations"]
        if not (citation["content"] is None and field in {"content", "quotes"})
    }

    assert {row: found[row][field] for row in wanted if row in found} == wanted


@pytest.mark.parametrize(
    ("field", "entity_type"), [("people", "PERSON"), ("places", "PLACE"), ("organisations", "ORG")]
)
@pytest.mark.parametrize("case", CASES)
def test_the_people_places_and_organisations_of_the_page_are_found(case, field, entity_type):
    found = {mention.entity_name for mention in read(case).mentions if mention.entity_type == entity_type}

    assert found == set(expected(case)[field])


@pytest.mark.parametrize("case", CASES)
def test_furniture_is_never_an_entity(case):
    found = {mention.text for mention in read(case).mentions}

    assert found.isdisjoint(expected(case)["never_entities"])


@pytest.mark.parametrize("case", CASES)
def test_reading_twice_finds_the_same(case):
    assert dataclasses.asdict(parse_page(text_of(case), load_lexicon())) == dataclasses.asdict(read(case))
