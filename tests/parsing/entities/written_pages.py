"""Pages of a line or two, as tests write them, and the mentions found on them."""

from __future__ import annotations

from datetime import date

from flows.lookups import load_lexicon
from flows.parsing.entities.mentions import find_mentions
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.records import Mention, Segment, SegmentType, TextSpan


def segments(*lines: tuple[SegmentType, str]) -> list[Segment]:
    found = []
    start = 0
    for number, (segment_type, text) in enumerate(lines):
        end = start + len(text)
        line = text + "\n"
        found.append(Segment(number, segment_type, start, end + 1, line, TextSpan(start, end, text), "test"))
        start = end + 1
    return found


def mentions(*lines: tuple[SegmentType, str], on: date | None = None) -> tuple[Mention, ...]:
    found = segments(*lines)
    page = "".join(segment.text for segment in found)
    return find_mentions(page, find_sentences(found), find_quotes(found), load_lexicon(), on)


def read(text: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(found.text, found.entity_type) for found in mentions(("paragraph", text), on=on)]


def full_names(text: str) -> list[str]:
    return [found.entity_name for found in mentions(("paragraph", text))]
