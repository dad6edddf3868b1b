"""Tell the lines that are furniture by their wording, which `wordings` holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from flows.parsing.layout.wordings import (
    CONTROL_LINES,
    FURNITURE,
    SHARE_FILLERS,
    SHARE_TARGETS,
    Wording,
)
from flows.parsing.records import SegmentType

FURNITURE_MAX_CHARS = 300
"""A longer line is judged as prose."""

SHARE_BAR_MAX_CHARS = 200
EDGE_MARKS = " \t\xa0.,:;!?*|\u00b7\u2022\u2026>\u00bb\u203a<\u00ab\u2039\u2192+-\u2013\u2014()[]"
"""Marks that buttons and labels wear at their ends."""

WORD = re.compile(r"[^\W\d_]+")
"""A word: `Share`."""

FIRST_WORD = re.compile(r"[\W_]{0,8}(?:(?P<word>[^\W\d_]+)|\d)")
"""The word or the digit that opens a line: `don` of `Don't miss`."""

CLOSING_LETTERS = frozenset({"x", "\u00d7"})
"""What closes a box."""

END_RULES = frozenset({"copyright", "more_heading", "comments", "policy", "reader_comment"})
"""Furniture that stands below an article far more often than within one."""


def _by_opening(wordings: Iterable[Wording]) -> Mapping[str, tuple[Wording, ...]]:
    """Return the wordings by the words that open them, in their order."""
    found: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        for opening in wording.openings:
            found[opening].append(wording)
    return {opening: tuple(several) for opening, several in found.items()}


BY_OPENING = _by_opening(FURNITURE)
BY_INSIDE = tuple((inside, wording) for wording in FURNITURE for inside in wording.insides)


def find_furniture(content: str, word_count: int) -> tuple[SegmentType, str] | None:
    """Return the segment type and the rule of a line that its wording gives away."""
    if not word_count:
        return "boilerplate", "no_words"
    if len(content) > FURNITURE_MAX_CHARS:
        return None
    lowered = content.lower()
    bare = lowered.strip(EDGE_MARKS)
    if bare in CLOSING_LETTERS:
        return "boilerplate", "no_words"
    if bare in CONTROL_LINES:
        return "boilerplate", "control"
    if len(content) <= SHARE_BAR_MAX_CHARS and _is_share_bar(lowered):
        return "boilerplate", "share_bar"
    opening = FIRST_WORD.match(lowered)
    for wording in BY_OPENING.get((opening["word"] or "0") if opening else "", ()):
        if wording.pattern.match(lowered):
            return wording.segment_type, wording.rule
    for inside, wording in BY_INSIDE:
        if inside in lowered and wording.pattern.match(lowered):
            return wording.segment_type, wording.rule
    return None


def _is_share_bar(lowered: str) -> bool:
    words = WORD.findall(lowered)
    return (
        words[0] in SHARE_WORDS and words[-1] in SHARE_WORDS and _are_share_words(words) if words else False
    )


SHARE_WORDS = SHARE_TARGETS | SHARE_FILLERS


def _are_share_words(words: list[str]) -> bool:
    found = set(words)
    return not found.isdisjoint(SHARE_TARGETS) and found <= SHARE_WORDS
