"""Find the quoted spans of a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.parsing.records import READ_SEGMENTS, Segment

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""

MARK = re.compile(r"''|``|[\"“”„]|['‘’](?:(?![^\W_])|(?<![^\W_].))")
"""A mark that may open or close a quotation; `''` is a double one typed as two.

A single one between two letters or digits is an apostrophe (`don't`).
"""

MARK_CHARACTERS = tuple("\"'’“”‘„`")

DOUBLE_MARKS = frozenset({'"', "“", "”", "„", "''", "``"})

MEASURE = re.compile(
    r"\d\s?['’]\s?\d+\s?(?:[\"”]|'')|\d(?:[\"”]|'')(?=[\s-](?:\w+\s)?(?:tall|high|wide|long|deep|thick)\b)"
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


class _Mark(NamedTuple):
    at: int
    end: int
    is_double: bool
    side: Literal["open", "close", "either"]
    is_curly_open: bool
    may_be_possessive: bool


class _Pair(NamedTuple):
    """A quotation within its text: from its opening mark, without its marks, and to its closing mark."""

    outer_start: int
    outer_end: int
    start: int
    end: int


def find_quotes(segments: Sequence[Segment]) -> tuple[Quote, ...]:
    """Return the quotations of the headline, the dek and the body, outer ones before those inside them."""
    return tuple(
        [
            Quote(
                segment.segment_no, at + pair.start, at + pair.end, at + pair.outer_start, at + pair.outer_end
            )
            for segment in segments
            if segment.segment_type in READ_SEGMENTS and _has_marks(segment.content.text)
            for at in (segment.content.start,)
            for pair in _find_in(segment.content.text)
        ]
    )


def _has_marks(text: str) -> bool:
    return any([mark in text for mark in MARK_CHARACTERS])  # noqa: C419 - a list takes half the time here


def _find_in(text: str) -> Iterator[_Pair]:
    """Return the quotations of one text."""
    marks = _find_marks(text)
    return _with_words(text, _drop_crossing(sorted(_find_pairs(text, marks)))) if marks else iter(())


def _drop_crossing(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Leave out pairs that end after the quotation in which they began: a mark was forgotten there."""
    ends: list[int] = []
    for pair in pairs:
        while ends and ends[-1] < pair.start:
            ends.pop()
        if not ends or pair.end <= ends[-1]:
            ends.append(pair.end)
            yield pair


def _with_words(text: str, pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Leave out pairs of marks with no letter or digit between them: they quote nothing."""
    words: list[int] | None = None
    for pair in pairs:
        if text[pair.start : pair.start + 1].isalnum():
            yield pair
            continue
        if words is None:
            words = [match.start() for match in WORD.finditer(text)]
        following = bisect_left(words, pair.start)
        if following < len(words) and words[following] < pair.end:
            yield pair


def _find_pairs(text: str, marks: Sequence[_Mark]) -> Iterator[_Pair]:
    """Yield opening and closing marks; where the latter is missing, the quotation ends with the text."""
    closed_by = dict(_pair_singles(marks))
    open_doubles: list[_Mark] = []
    for number, mark in enumerate(marks):
        if not mark.is_double:
            if number in closed_by:
                yield _pair(mark, marks[closed_by[number]])
            elif mark.is_curly_open:
                yield _unclosed(mark, text)
        elif mark.side == "open" or (mark.side == "either" and not open_doubles):
            open_doubles.append(mark)
        elif open_doubles:
            yield _pair(open_doubles.pop(), mark)
    for mark in open_doubles:
        yield _unclosed(mark, text)


def _pair(opening: _Mark, closing: _Mark) -> _Pair:
    return _Pair(opening.at, closing.end, opening.end, closing.at)


def _unclosed(opening: _Mark, text: str) -> _Pair:
    return _Pair(opening.at, len(text), opening.end, len(text))


def _find_marks(text: str) -> list[_Mark]:
    """Return the quotation marks of a text; apostrophes within words and signs of measure are none."""
    found = list(MARK.finditer(text))
    if not found:
        return []
    skipped = {at for match in MEASURE.finditer(text) for at in range(match.start(), match.end())}
    skipped.update(match.start() for match in ELISION.finditer(text))
    return [_mark(text, match[0], *match.span()) for match in found if match.start() not in skipped]


def _mark(text: str, mark: str, at: int, end: int) -> _Mark:
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    return _Mark(
        at,
        end,
        mark in DOUBLE_MARKS,
        _side(mark, before, after),
        is_curly_open=mark == "‘",
        may_be_possessive=before in "sS" and text[end : end + 2].strip().islower(),
    )


def _side(mark: str, before: str, after: str) -> Literal["open", "close", "either"]:
    """Tell an opening mark from a closing one by its shape or, if straight, by what stands around it."""
    if mark in {"“", "„", "‘", "``"}:
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
