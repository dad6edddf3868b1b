"""Read one page: the way into the parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from flows.parsing.attribution.citations import find_citations
from flows.parsing.entities.mentions import find_mentions
from flows.parsing.entities.typed_names import NameFinder, find_typed_names
from flows.parsing.fields.bylines.authors import find_authors
from flows.parsing.fields.images.captions import read_caption
from flows.parsing.fields.publisher.publishers import find_publisher
from flows.parsing.fields.publisher.wires import find_wire
from flows.parsing.fields.times.published import find_published
from flows.parsing.fields.topics import find_topics
from flows.parsing.language.detection import detect_language
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.layout.rejections import find_rejection
from flows.parsing.layout.segments import find_segments, with_ink
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import (
    BODY_SEGMENTS,
    NO_HINTS,
    NOTHING_READ,
    Hints,
    ParsedPage,
    Segment,
    SegmentType,
    SentenceSpan,
    TextSpan,
)

PARSER_VERSION = "0.4.0"
"""Raised whenever a rule changes what is found."""

RecurringLines = Mapping[str, frozenset[str]]
"""The lines that stand on many pages of an outlet, by its name; each line as `as_key` gives it."""

NO_RECURRING_LINES: RecurringLines = MappingProxyType({})


def parser_version(lexicon: Lexicon) -> str:
    """Return the version that reading depends on: of the rules and, after the plus sign, of the lookups."""
    return f"{PARSER_VERSION}+{lexicon.digest}"


def parse_page(
    text: str,
    lexicon: Lexicon,
    hints: Hints = NO_HINTS,
    recurring_lines: RecurringLines = NO_RECURRING_LINES,
    *,
    find_names: NameFinder = find_typed_names,
) -> ParsedPage:
    """Return everything found on one page of decoded text; `find_names` finds the names in its sentences."""
    page = read_layout(text, lexicon, hints, recurring_lines)
    page = replace(page, language=detect_language(page.body_text, hints.language))
    if page.rejection:
        return page
    sentences = find_sentences(page.segments)
    page = replace(page, sentences=tuple(SentenceSpan(s.segment_no, s.start, s.end) for s in sentences))
    if not page.language.is_read:
        return page
    published_on = page.published.local.date() if page.published and page.published.local else None
    quotes = find_quotes(page.segments)
    mentions = find_mentions(text, sentences, quotes, lexicon, published_on, find_names=find_names)
    citations = find_citations(text, sentences, quotes, mentions, lexicon, published_on)
    return replace(page, citations=citations, mentions=mentions)


def read_layout(
    text: str,
    lexicon: Lexicon,
    hints: Hints = NO_HINTS,
    recurring_lines: RecurringLines = NO_RECURRING_LINES,
) -> ParsedPage:
    """Return the lines and fields of a page: everything but its language and who says what about whom."""
    segments = find_segments(text, hints)
    lines = with_ink(segments)
    byline = find_authors(lines, lexicon)
    publisher = find_publisher(byline.affiliations, lines, lexicon, hints)
    if recurring := recurring_lines.get(publisher.name or ""):
        segments = find_segments(text, hints, recurring)
        lines = with_ink(segments)
        byline = find_authors(lines, lexicon)
    wire = find_wire(publisher, byline.affiliations, lines, lexicon)
    outlet = lexicon.outlets[publisher.outlet_id] if publisher.outlet_id else None
    captions = [read_caption(s.content, lexicon) for s in lines if s.segment_type == "caption"]
    body_text = "\n".join([s.content.text for s in lines if s.segment_type in BODY_SEGMENTS])
    return replace(
        NOTHING_READ,
        rejection=find_rejection(lines),
        segments=segments,
        headline=_first(lines, "headline"),
        dek=_first(lines, "dek"),
        authors=byline.authors,
        publisher_name=publisher.name,
        publisher_outlet_id=publisher.outlet_id,
        publisher_evidence=publisher.found_by,
        wire_outlet_id=wire.outlet_id,
        wire_evidence=wire.evidence,
        published=find_published(lines, outlet, lexicon, hints),
        topics=find_topics(lines),
        caption=next((caption.text for caption in captions if caption.text), None),
        image_credits=tuple(credit for caption in captions for credit in caption.credits),
        is_file_photo=any(caption.is_file_photo for caption in captions),
        body_text=body_text,
        word_count=len(body_text.split()),
        unclaimed_line_count=sum(s.segment_type == "unclaimed" for s in lines),
    )


def _first(segments: Sequence[Segment], segment_type: SegmentType) -> TextSpan | None:
    return next((s.content for s in segments if s.segment_type == segment_type), None)
