"""Find the quoted spans of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.parsing.records import READ_SEGMENTS, Segment

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""

MARK = re.compile(r"[\"“”„'‘’]")
"""A mark that may open or close a quotation, or be an apostrophe."""

MEASURE = re.compile(
    r"\d\s?['’]\s?\d+\s?[\"”]|\d[\"”](?=[\s-](?:\w+\s)?(?:tall|high|wide|long|deep|thick)\b)"
)
"""Feet and inches, whose marks quote nothing: `6'2"`."""

ELISION = re.compile(r"['‘’](?:\d0s|em|til|tis|twas|cause|round|n)\b", re.IGNORECASE)
"""A word that lost its beginning: `'em`, `'90s`."""

BEFORE_OPENING = frozenset("([{—–-/“‘\"'„:,=…")
"""Marks after which a quotation may open without a space."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted span: `start` and `end` without its quotation marks, `outer_*` with them.

    A quotation that its paragraph never closes ends with the paragraph, as quotations of several
    paragraphs do; its outer end is then its inner end.
    """

    segment_no: int
    start: int
    end: int
    outer_start: int
    outer_end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    is_double: bool
    side: Literal["open", "close", "either"]
    is_curly_open: bool
    may_be_possessive: bool


def find_quotes(segments: Sequence[Segment]) -> tuple[Quote, ...]:
    """Return the quotations of the headline, the dek and the body, outer ones before those inside them."""
    found: list[Quote] = []
    for segment in segments:
        if segment.segment_type in READ_SEGMENTS:
            content = segment.content
            found.extend(
                Quote(
                    segment.segment_no,
                    content.start + start + 1,
                    content.start + end,
                    content.start + start,
                    min(content.start + end + 1, content.end),
                )
                for start, end in _with_words(content.text, _drop_crossing(sorted(_find_pairs(content.text))))
            )
    return tuple(found)


def _drop_crossing(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Leave out pairs that end after the quotation in which they began: a mark was forgotten there."""
    ends: list[int] = []
    for start, end in pairs:
        while ends and ends[-1] < start:
            ends.pop()
        if not ends or end <= ends[-1]:
            ends.append(end)
            yield start, end


def _with_words(text: str, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Leave out pairs of marks with no letter or digit between them: they quote nothing."""
    words = [match.start() for match in WORD.finditer(text)]
    for start, end in pairs:
        following = bisect_right(words, start)
        if following < len(words) and words[following] < end:
            yield start, end


def _find_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the positions of opening and closing marks; where the latter is missing, the end of the text."""
    marks = tuple(_find_marks(text))
    closed_by = dict(_pair_singles(marks))
    open_doubles: list[int] = []
    for number, mark in enumerate(marks):
        if not mark.is_double:
            if number in closed_by:
                yield mark.at, marks[closed_by[number]].at
            elif mark.is_curly_open:
                yield mark.at, len(text)
        elif mark.side == "open" or (mark.side == "either" and not open_doubles):
            open_doubles.append(mark.at)
        elif open_doubles:
            yield open_doubles.pop(), mark.at
    for at in open_doubles:
        yield at, len(text)


def _find_marks(text: str) -> Iterator[_Mark]:
    """Yield the quotation marks of a text; apostrophes within words and signs of measure are none."""
    skipped = {at for match in MEASURE.finditer(text) for at in range(match.start(), match.end())}
    skipped.update(match.start() for match in ELISION.finditer(text))
    for match in MARK.finditer(text):
        at = match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        is_double = match.group() in '"“”„'
        if at in skipped or (not is_double and before.isalnum() and after.isalnum()):
            continue
        yield _Mark(
            at,
            is_double,
            _side(match.group(), before, after),
            is_curly_open=match.group() == "‘",
            may_be_possessive=before in "sS" and text[at + 1 : at + 3].strip().islower(),
        )


def _side(mark: str, before: str, after: str) -> Literal["open", "close", "either"]:
    """Tell an opening mark from a closing one by its shape or, if straight, by what stands around it."""
    if mark in "“„‘":
        return "open"
    if mark == "”":
        return "close"
    may_open = before.isspace() or before in BEFORE_OPENING
    if may_open and not after.isspace():
        return "open"
    return "either" if may_open and before.isspace() else "close"


def _pair_singles(marks: Sequence[_Mark]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of single marks that open and close a quotation.

    Only a mark that a later one closes before the quotation around it ends can have opened anything:
    the rest are apostrophes. After an s a mark may be a plural possessive, so a plainer one is preferred.
    """
    busy_until = -1
    for number, mark in enumerate(marks):
        if mark.is_double or mark.side != "open" or number <= busy_until:
            continue
        closing = _closing_single(marks, number)
        if closing is not None:
            yield number, closing
            busy_until = closing


def _closing_single(marks: Sequence[_Mark], opening: int) -> int | None:
    depth = 0
    possessive: int | None = None
    for number in range(opening + 1, len(marks)):
        mark = marks[number]
        if mark.is_double:
            depth += 1 if mark.side == "open" else -1
            if depth < 0:
                break
        elif mark.side == "open":
            break
        elif depth == 0 and not mark.may_be_possessive:
            return number
        elif depth == 0 and possessive is None:
            possessive = number
    return possessive
