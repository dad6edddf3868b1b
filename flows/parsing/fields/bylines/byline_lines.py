"""Tell the lines that say who wrote a page, each by its own wording.

What lines say beside each other is read in `byline_blocks`, what they say of the authors in `byline_reading`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from flows.parsing.fields.bylines.byline_parts import BylinePart, find_opening, find_parts
from flows.parsing.fields.bylines.byline_wording import (
    AGO,
    BYLINE_MAX_CHARS,
    BYLINE_MAX_WORDS,
    is_newsroom_shaped,
)
from flows.parsing.fields.person_names import (
    DEGREE,
    NAME_MIN_WORDS,
    NAME_SUFFIX,
    NOT_IN_NAMES,
    PARTICLES,
    is_person_shaped,
)
from flows.parsing.fields.times.timestamps import find_printed_times

NAME_LINE_MAX_CHARS = 160

LINES_KEPT = 256
"""Lines of a page that are asked for names more than once: for what stands above them, and below."""

OPENING_MAX_CHARS = 60
"""More characters than the first two words of a name have."""

DIGIT = re.compile(r"\d")
"""What every time has."""


def is_byline(content: str) -> bool:
    """Tell whether a line says `By` and goes on with a name, an agency or a desk."""
    if len(content) > BYLINE_MAX_CHARS or content.count(" ") > BYLINE_MAX_WORDS:
        return False
    start = find_opening(content)
    first = next(find_parts(content, start), None) if start is not None else None
    return first is not None and (
        is_person_shaped(first.text, is_introduced=True) or is_newsroom_shaped(first.text)
    )


@lru_cache(maxsize=LINES_KEPT)
def is_name_line(content: str, *, is_introduced: bool = False) -> bool:
    """Tell whether a line consists of people's names and what bylines add to them, without a `By`.

    `is_introduced` says that a `By` stands on a line above.
    """
    if len(content) > NAME_LINE_MAX_CHARS or not _opens_with_name(content, is_introduced=is_introduced):
        return False
    if content[-1] in ".!?" and not NAME_SUFFIX.fullmatch(content.rsplit(maxsplit=1)[-1]):
        return False
    parts = find_parts(content)
    first = next(parts, None)
    return (
        first is not None
        and is_person_shaped(first.text, is_introduced=is_introduced)
        and all(_belongs_to_byline(part, is_introduced=is_introduced) for part in parts)
    )


def _opens_with_name(content: str, *, is_introduced: bool) -> bool:
    """Tell by its first two words whether a line may open with a name: a quick look before a thorough one."""
    words = content[:OPENING_MAX_CHARS].split(maxsplit=2)
    if len(words) < NAME_MIN_WORDS or not words[0][0].isalpha():
        return False
    first, second = words[:2]
    if not second[0].isupper() and second.lower() not in PARTICLES:
        return False
    return is_introduced or first == "Will" or first.lower() not in NOT_IN_NAMES


def is_name_and_time(content: str) -> bool:
    """Tell whether a line is names with a time: `Jane Roe · 10 February 2025`, `Jane Roe 7 hours`."""
    if len(content) > NAME_LINE_MAX_CHARS or not _opens_with_name(content, is_introduced=False):
        return False
    if not DIGIT.search(content) or not (AGO.search(content) or find_printed_times(content)):
        return False
    return is_name_line(content)


def _belongs_to_byline(part: BylinePart, *, is_introduced: bool) -> bool:
    return (
        part.kind != "words"
        or is_person_shaped(part.text, is_introduced=is_introduced)
        or is_newsroom_shaped(part.text)
        or bool(DEGREE.fullmatch(part.text) or NAME_SUFFIX.fullmatch(part.text))
    )
