"""Look at the lines of a page one by one: how much prose each is, and what its wording says it must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.parsing.fields.bylines import is_byline, is_name_line
from flows.parsing.fields.captions import is_caption
from flows.parsing.fields.timestamps import find_printed_times, is_stamp
from flows.parsing.fields.topics import is_tag_list
from flows.parsing.layout.furniture import find_furniture
from flows.parsing.layout.lines import Line, find_lines
from flows.parsing.layout.prose import PROSE_MIN_WORDS, as_key, count_words, is_prose
from flows.parsing.records import SegmentType

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


RECURRING = Claim("boilerplate", "recurring_line")
"""A line that stands on many pages of the outlet, and whose wording does not say what it is."""


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


def find_looks(text: str, recurring_lines: frozenset[str] = frozenset()) -> tuple[list[Line], list[Look]]:
    """Return the lines of a page, and a look at each one that is not blank."""
    lines = find_lines(text)
    looks = [_look(line, recurring_lines) for line in lines if not line.is_blank]
    return lines, list(_claim_names_beside_times(list(_join_wrapped_prose(looks))))


def _look(line: Line, recurring_lines: frozenset[str]) -> Look:
    content = line.content.text
    word_count = count_words(content)
    claim = _claim(content)
    if claim is None and recurring_lines and as_key(content) in recurring_lines:
        claim = RECURRING
    return Look(line, word_count, is_prose(content, word_count), claim)


def _claim(content: str) -> Claim | None:
    """Return what the wording of a line demands: the first of the rules that holds."""
    if furniture := find_furniture(content):
        return Claim(*furniture)
    return next((claim for holds, claim in WORDING_RULES if holds(content)), None)


def _is_name_and_time(content: str) -> bool:
    return bool(find_printed_times(content)) and is_name_line(content)


def _is_dateline(content: str) -> bool:
    return len(content) <= DATELINE_MAX_CHARS and DATELINE.fullmatch(content) is not None


WORDING_RULES: tuple[tuple[Callable[[str], bool], Claim], ...] = (
    (is_tag_list, Claim("topic_tag", "tag_list")),
    (is_byline, Claim("byline", "by_and_name")),
    (_is_name_and_time, Claim("byline", "name_and_time")),
    (is_stamp, Claim("timestamp", "printed_time")),
    (_is_dateline, Claim("dateline", "place_and_agency")),
    (is_caption, Claim("caption", "photo_credit")),
)
"""Rules by the wording of a line that is no furniture, tried in order."""


def _join_wrapped_prose(looks: Sequence[Look]) -> Iterator[Look]:
    """Read lines as prose where a sentence is broken to fit a width, to go on in lower case on the next."""
    for at, look in enumerate(looks):
        is_broken = look.claim is None and not look.is_prose and look.word_count >= PROSE_MIN_WORDS
        goes_on = at + 1 < len(looks) and _continues(looks[at + 1], look)
        if is_broken and (goes_on or (at > 0 and _continues(look, looks[at - 1]))):
            yield replace(look, is_prose=True)
        else:
            yield look


def _continues(look: Look, previous: Look) -> bool:
    is_next_line = look.line.line_no == previous.line.line_no + 1
    return is_next_line and look.line.marker is None and look.content[:1].islower()


def _claim_names_beside_times(looks: Sequence[Look]) -> Iterator[Look]:
    """Read lines of nothing but names as bylines where the line before or after is a timestamp.

    The first line is left alone: it has to be a headline first, and headlines can be as short as names.
    """
    for at, look in enumerate(looks):
        neighbours: Iterable[Look] = (*looks[max(0, at - 1) : at], *looks[at + 1 : at + 2])
        if (
            at > 0
            and look.claim is None
            and any(n.is_claimed_as("timestamp") for n in neighbours)
            and is_name_line(look.content)
        ):
            yield replace(look, claim=Claim("byline", "names_beside_time"))
        else:
            yield look
