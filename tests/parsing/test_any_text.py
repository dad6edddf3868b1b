"""Whatever a page holds, it is read: no text is refused, none is lost, and long pages come to an end."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page, read_layout
from flows.parsing.records import READ_SEGMENTS, Hints
from tests.parsing.hostile_text import FRAGMENTS

LINES = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.text(max_size=80),
        st.builds("".join, st.lists(st.sampled_from(FRAGMENTS), max_size=12)),
    ),
    max_size=30,
)
PAGES = st.builds(str.join, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), LINES)
HINTS = st.builds(
    Hints,
    title=st.none() | st.sampled_from(FRAGMENTS) | st.text(max_size=40),
    byline=st.none() | st.sampled_from(FRAGMENTS) | st.text(max_size=40),
    published=st.none() | st.sampled_from(FRAGMENTS) | st.text(max_size=40),
    url=st.none() | st.text(max_size=40) | st.just("https://www.reuters.com/world/a"),
    site_name=st.none() | st.text(max_size=40),
    language=st.none() | st.text(max_size=8),
)


def spans_of(page):
    for citation in page.citations:
        yield from (citation.source, citation.cue, citation.content, citation.addressee, *citation.quotes)
    yield from (page.headline, page.dek, page.caption)
    yield from (*page.mentions, *page.segments, *(segment.content for segment in page.segments))
    if page.published:
        yield page.published


@settings(max_examples=150, deadline=None)
@given(PAGES, HINTS)
def test_segments_tile_any_page_and_every_span_says_what_the_page_says(text, hints):
    page = parse_page(text, load_lexicon(), hints)
    assert "".join(segment.text for segment in page.segments) == text
    assert all(text[span.start : span.end] == span.text for span in spans_of(page) if span)
    assert all(text[author.start : author.end] for author in page.authors)


@settings(max_examples=100, deadline=None)
@given(PAGES, HINTS)
def test_sentences_tile_the_headline_the_dek_and_the_body_of_any_article(text, hints):
    page = parse_page(text, load_lexicon(), hints)
    read = [] if page.rejection else [s for s in page.segments if s.segment_type in READ_SEGMENTS]
    assert {s.segment_no for s in page.sentences} <= {segment.segment_no for segment in read}
    for segment in read:
        spans = [(s.start, s.end) for s in page.sentences if s.segment_no == segment.segment_no]
        edges = [segment.content.start, *chain.from_iterable(spans), segment.content.end]
        assert edges == sorted(edges)
        assert not "".join(text[end:start] for end, start in gaps_of(edges)).strip()
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


def gaps_of(edges):
    """Return what lies between sentences: from the start to the first, from one to the next, to the end."""
    return zip(edges[::2], edges[1::2], strict=True)


def test_a_page_in_another_language_has_sentences_all_the_same():
    text = (
        "Der Hafen bleibt zu\n\nDie Stadt schließt den Hafen für drei Tage. Das sagte der Rat am Montag, "
        "nachdem die Brücke nicht gehalten hatte.\n"
    )
    page = parse_page(text, load_lexicon())
    assert not page.language.is_read
    assert [text[s.start : s.end] for s in page.sentences][:2] == [
        "Der Hafen bleibt zu",
        "Die Stadt schließt den Hafen für drei Tage.",
    ]


@settings(max_examples=50, deadline=None)
@given(PAGES, HINTS)
def test_reading_twice_is_reading_once(text, hints):
    assert parse_page(text, load_lexicon(), hints) == parse_page(text, load_lexicon(), hints)


@pytest.mark.parametrize("joint", [" ", "\n"], ids=["one line", "many lines"])
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_no_fragment_repeated_stops_the_reader(fragment, joint):
    text = joint.join([fragment] * (20_000 // len(fragment)))
    assert "".join(segment.text for segment in parse_page(text, load_lexicon()).segments) == text


SENTENCE = "The harbor board met on Monday and voted for the new ferry, officials said. "


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 130_000,
        (SENTENCE * 3 + "\n") * 43_000,
        "News\n" * 500_000,
        "\n" * 500_000,
    ],
    ids=["10 MB on one line", "10 MB of paragraphs", "500,000 links", "500,000 blank lines"],
)
def test_a_gigantic_page_has_all_its_lines(text):
    segments = read_layout(text, load_lexicon()).segments
    assert sum(len(segment.text) for segment in segments) == len(text)
