"""Say what the wording of a line demands, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from flows.parsing.fields.bylines.byline_lines import is_byline, is_name_and_time
from flows.parsing.fields.images.captions import is_caption
from flows.parsing.fields.times.timestamps import is_stamp
from flows.parsing.fields.topics import is_tag_list
from flows.parsing.layout.furniture.furniture_lines import find_furniture
from flows.parsing.layout.notes import is_credit_line, is_editor_note
from flows.parsing.layout.picture_credits import is_picture_credit
from flows.parsing.layout.signs import (
    BRACKET,
    BY,
    COLON,
    FIGURE,
    FURNITURE,
    LABEL,
    MARKS,
    NOTE,
    OPENING,
    PICTURE,
    SLASH,
    WORK,
)
from flows.parsing.records import SegmentType

DATELINE = re.compile(
    r"[A-Z][A-Z'.\u2019-]+(?:,?\s[A-Z][\w.'\u2019-]*){0,4}(?:,\s\w{3,9}\.?\s\d{1,2})?\s*\(\s?[A-Z][\w\s.]{1,30}\)\s?[-\u2013\u2014]*"
)
"""A dateline on a line of its own: `WASHINGTON (AP) —`."""

DATELINE_MAX_CHARS = 100

TIME_ALONE = re.compile(
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d\s?(?:[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?"
    r"|\d{1,3}\s?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?)\sago"
)
"""A time without a day: `12.42 CET`, `3 hours ago`. It dates something only where entries follow another."""

TIME_ALONE_MAX_CHARS = 24
STAMP_MAX_CHARS = 200
STAMP_MAX_WORDS = 30

LABEL_MAX_CHARS = 80
BY_RUN_IN = frozenset({"By", "by", "BY"})
RULE_WORD_LIST = """
    additional afp ago alamy an analysis ap author authors by caption clarification clarifications
    column commentary compiled contributed contributing correction corrections courtesy credit credits
    day edited editing editor editors exclusive feature file filed friday further getty graphic graphics
    guest handout illustration image images interview istock keywords monday note now opinion original
    originally photo photograph photographs photos pic picture pictures posted published reported
    reporter reporters reporting reuters review saturday screenshot shutterstock source story sunday
    tags text the this thursday today told topics tuesday unsplash updated via video wednesday with words
    writing written yesterday
"""
RULE_WORDS = frozenset(RULE_WORD_LIST.split())
"""Words of which one at least is in every line of letters alone that the rules below claim."""

CREDIT_SIGNS = (
    *(")", ":", "/", "]", " by ", " By ", "hoto", "HOTO", "mage", "icture", "ourtesy", "upplied", "andout"),
    *("redit", "etty", "File", "FILE", "AP", "AFP"),
)
"""What one at least of stands in every line that credits a picture."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A type for a line, and the rule that demands it."""

    segment_type: SegmentType
    rule: str


REPORTING_CREDIT = Claim("byline", "reporting_credit")
TIME_WITHOUT_DAY = Claim("boilerplate", "time_alone")


def find_claim(content: str, word_count: int, signs: int) -> Claim | None:
    """Return what the wording of a line demands: the first of the rules that holds.

    A rule is asked where the line has one of its signs.
    """
    if signs & FIGURE and len(content) <= TIME_ALONE_MAX_CHARS and TIME_ALONE.fullmatch(content):
        return TIME_WITHOUT_DAY
    may_open, may_hold = bool(signs & (OPENING | MARKS)), bool(signs & FURNITURE)
    if (may_open or may_hold) and (
        furniture := find_furniture(content, word_count, may_open=may_open, may_hold=may_hold)
    ):
        return Claim(*furniture)
    if not signs & RULE_SIGNS or _is_label(content):
        return None
    for needed, holds, claim in WORDING_RULES if word_count <= STAMP_MAX_WORDS else LONG_LINE_RULES:
        if signs & needed and holds(content):
            return claim
    return None


def _is_label(content: str) -> bool:
    """Tell whether a line is a few words that no rule asks for, without figures or marks: most links are."""
    return (
        len(content) <= LABEL_MAX_CHARS
        and content.replace(" ", "").isalpha()
        and RULE_WORDS.isdisjoint(content.lower().split())
        and content[:2] not in BY_RUN_IN
    )


def _is_stamp(content: str) -> bool:
    return len(content) <= STAMP_MAX_CHARS and is_stamp(content)


def _is_dateline(content: str) -> bool:
    return (
        len(content) <= DATELINE_MAX_CHARS
        and "(" in content
        and content[0].isupper()
        and DATELINE.fullmatch(content) is not None
    )


def _is_caption(content: str) -> bool:
    """Tell whether a line is a caption whose credit can be read: it has a sign that credits have."""
    return any(map(content.__contains__, CREDIT_SIGNS)) and is_caption(content)


Rules = tuple[tuple[int, Callable[[str], bool], Claim], ...]

LONG_LINE_RULES: Rules = (
    (NOTE, is_editor_note, Claim("editor_note", "newsroom_note")),
    (BY | WORK, is_credit_line, REPORTING_CREDIT),
    (BY | COLON, is_byline, Claim("byline", "by_and_name")),
    (BRACKET | SLASH | PICTURE, _is_caption, Claim("caption", "photo_credit")),
    (BRACKET | PICTURE, is_picture_credit, Claim("caption", "picture_credit")),
)
"""Rules by the wording of a line with too many words for a stamp, tried in order; each with its signs."""

WORDING_RULES: Rules = (
    *LONG_LINE_RULES[:2],
    (COLON | BRACKET, is_tag_list, Claim("topic_tag", "tag_list")),
    LONG_LINE_RULES[2],
    (FIGURE, is_name_and_time, Claim("byline", "name_and_time")),
    (FIGURE | LABEL, _is_stamp, Claim("timestamp", "printed_time")),
    (BRACKET, _is_dateline, Claim("dateline", "place_and_agency")),
    *LONG_LINE_RULES[3:],
)
"""Rules by the wording of a line that is no furniture, tried in order; each with its signs."""

RULE_SIGNS = reduce(or_, (needed for needed, _, _ in WORDING_RULES))
