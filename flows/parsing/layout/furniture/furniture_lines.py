"""Tell the lines that are furniture by their wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flows.parsing.layout.furniture.appeals import APPEALS
from flows.parsing.layout.furniture.buttons import CONTROL_LINES, SHARE_FILLERS, SHARE_TARGETS
from flows.parsing.layout.furniture.signposts import SIGNPOSTS
from flows.parsing.layout.furniture.wordings import Wording
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

SHARE_WORDS = SHARE_TARGETS | SHARE_FILLERS
CLOSING_LETTERS = frozenset({"x", "\u00d7"})
"""What closes a box."""

END_RULES = frozenset({"copyright", "more_heading", "comments", "policy", "reader_comment"})
"""Furniture that stands below an article far more often than within one."""


FURNITURE = (*SIGNPOSTS, *APPEALS)


def _by_opening(wordings: Iterable[Wording]) -> Mapping[str, tuple[Wording, ...]]:
    """Return the wordings by the words that open them, in their order."""
    found: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        for opening in wording.openings:
            found[opening].append(wording)
    return {opening: tuple(several) for opening, several in found.items()}


BY_OPENING = _by_opening(FURNITURE)
INSIDES = tuple(dict.fromkeys(inside for wording in FURNITURE for inside in wording.insides))
WORDS_INSIDE = tuple(dict.fromkeys(max(inside.split(), key=len) for inside in INSIDES))
"""One word, or a part of one, of each wording that stands anywhere in a line."""

BY_INSIDE = tuple((inside, wording) for wording in FURNITURE for inside in wording.insides)

OPENINGS = frozenset(
    [*BY_OPENING, *SHARE_WORDS, *CLOSING_LETTERS, *(WORD.findall(line)[0] for line in CONTROL_LINES)]
)
"""The letters with which lines of furniture open that no word inside gives away."""


def find_furniture(
    content: str, word_count: int, *, may_open: bool = True, may_hold: bool = True
) -> tuple[SegmentType, str] | None:
    """Return the segment type and the rule of a line that its wording gives away.

    `may_open` is False where none of `OPENINGS` opens the line, `may_hold` where none of `WORDS_INSIDE` is
    in it: then what begins so, or has it anywhere, is not asked for.
    """
    if not word_count:
        return "boilerplate", "no_words"
    if len(content) > FURNITURE_MAX_CHARS:
        return None
    lowered = content.lower()
    if may_open and (button := _find_button(lowered)):
        return "boilerplate", button
    wordings = (
        *(_wordings_by_opening(lowered) if may_open else ()),
        *(_wordings_by_inside(lowered) if may_hold else ()),
    )
    for wording in wordings:
        if wording.pattern.match(lowered):
            return wording.segment_type, wording.rule
    return None


def _find_button(lowered: str) -> str | None:
    """Return the rule of a line that is the label of a button, or of several."""
    if len(lowered) > SHARE_BAR_MAX_CHARS:
        return None
    bare = lowered.strip(EDGE_MARKS)
    if bare in CLOSING_LETTERS:
        return "no_words"
    if bare in CONTROL_LINES:
        return "control"
    return "share_bar" if _is_share_bar(lowered) else None


def _is_share_bar(lowered: str) -> bool:
    """Tell whether a line is words of share buttons and no others."""
    has_target = False
    for word in WORD.finditer(lowered):
        if word.group() not in SHARE_WORDS:
            return False
        has_target = has_target or word.group() in SHARE_TARGETS
    return has_target


def _wordings_by_opening(lowered: str) -> Sequence[Wording]:
    opening = FIRST_WORD.match(lowered)
    return BY_OPENING.get(opening["word"] or "0", ()) if opening else ()


def _wordings_by_inside(lowered: str) -> Sequence[Wording]:
    return [wording for inside, wording in BY_INSIDE if inside in lowered]
