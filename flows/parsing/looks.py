"""Look at the lines of a page one by one: how much prose each is, and what its wording says it must be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.parsing.bylines import is_byline, is_name_line
from flows.parsing.captions import is_caption
from flows.parsing.furniture import find_furniture
from flows.parsing.lines import Line, find_lines
from flows.parsing.prose import count_words, is_prose
from flows.parsing.records import SegmentType
from flows.parsing.timestamps import find_printed_times, is_stamp
from flows.parsing.topics import find_tag_list

DATELINE = re.compile(
    r"[A-Z][A-Z'.\u2019-]+(?:,?\s[A-Z][\w.'\u2019-]*){0,4}(?:,\s\w{3,9}\.?\s\d{1,2})?\s*\(\s?[A-Z][\w\s.]{1,30}\)\s?[-\u2013\u2014]*"
)
"""A dateline on a line of its own: `WASHINGTON (AP) —`."""

DATELINE_MAX_CHARS = 100


@dataclass(frozen=True, slots=True)
class Claim:
    """A type for a line, and the rule that demands it."""

    segment_type: SegmentType
    rule: str


@dataclass(frozen=True, slots=True)
class Look:
    """A line that has ink. `claim` is what its wording demands; place decides about the others."""

    line: Line
    word_count: int
    is_prose: bool
    claim: Claim | None

    @property
    def content(self) -> str:
        """The text of the line as a reader sees it."""
        return self.line.content.text

    def is_claimed_as(self, *segment_types: SegmentType) -> bool:
        """Tell whether the wording of the line demands one of these types."""
        return self.claim is not None and self.claim.segment_type in segment_types


def find_looks(text: str) -> tuple[list[Line], list[Look]]:
    """Return the lines of a page, and a look at each one that is not blank."""
    lines = find_lines(text)
    looks = [_look(line) for line in lines if not line.is_blank]
    return lines, list(_claim_names_beside_times(looks))


def _look(line: Line) -> Look:
    content = line.content.text
    word_count = count_words(content)
    return Look(line, word_count, is_prose(content, word_count), _claim(content))


def _claim(content: str) -> Claim | None:
    """Try the rules of wording in order."""
    if furniture := find_furniture(content):
        return Claim(*furniture)
    if find_tag_list(content):
        return Claim("topic_tag", "tag_list")
    if is_byline(content):
        return Claim("byline", "by_and_name")
    if find_printed_times(content) and is_name_line(content):
        return Claim("byline", "name_and_time")
    if is_stamp(content):
        return Claim("timestamp", "printed_time")
    if len(content) <= DATELINE_MAX_CHARS and DATELINE.fullmatch(content):
        return Claim("dateline", "place_and_agency")
    if is_caption(content):
        return Claim("caption", "photo_credit")
    return None


def _claim_names_beside_times(looks: Sequence[Look]) -> Iterator[Look]:
    """Read lines of nothing but names as bylines where the line before or after is a timestamp."""
    for at, look in enumerate(looks):
        neighbours: Iterable[Look] = (*looks[max(0, at - 1) : at], *looks[at + 1 : at + 2])
        if (
            look.claim is None
            and any(n.is_claimed_as("timestamp") for n in neighbours)
            and is_name_line(look.content)
        ):
            yield replace(look, claim=Claim("byline", "names_beside_time"))
        else:
            yield look
