"""Tell the lines that say who wrote a page, each by its own wording.

What lines say beside each other is read in `byline_blocks`, what they say of the authors in `bylines`.
"""

from __future__ import annotations

import re

from flows.parsing.fields.byline_parts import BylinePart, find_opening, find_parts
from flows.parsing.fields.byline_wording import (
    AGO,
    BYLINE_MAX_CHARS,
    BYLINE_MAX_WORDS,
    is_newsroom_shaped,
)
from flows.parsing.fields.credit_names import DEGREE, NAME_SUFFIX, is_person_shaped
from flows.parsing.fields.timestamps import find_printed_times

NAME_LINE_MAX_CHARS = 160

DIGIT = re.compile(r"\d")
"""What every time has."""


def is_byline(content: str) -> bool:
    """Tell whether a line says `By` and goes on with a name, an agency or a desk."""
    if len(content) > BYLINE_MAX_CHARS or content.count(" ") > BYLINE_MAX_WORDS:
        return False
    start = find_opening(content)
    if start is None:
        return False
    first = next(find_parts(content, start), None)
    return first is not None and (
        is_person_shaped(first.text, is_introduced=True) or is_newsroom_shaped(first.text)
    )


def is_name_line(content: str, *, is_introduced: bool = False) -> bool:
    """Tell whether a line consists of people's names and what bylines add to them, without a `By`.

    `is_introduced` says that a `By` stands on a line above.
    """
    if len(content) > NAME_LINE_MAX_CHARS or " " not in content or not content[0].isalpha():
        return False
    if content[-1] in ".!?" and not NAME_SUFFIX.fullmatch(content.rsplit(maxsplit=1)[-1]):
        return False
    parts = list(find_parts(content))
    return (
        bool(parts)
        and is_person_shaped(parts[0].text, is_introduced=is_introduced)
        and all(_belongs_to_byline(part, is_introduced=is_introduced) for part in parts)
    )


def is_name_and_time(content: str) -> bool:
    """Tell whether a line is names with a time: `Jane Roe · 10 February 2025`, `Jane Roe 7 hours`."""
    if len(content) > NAME_LINE_MAX_CHARS or not DIGIT.search(content) or not content[0].isalpha():
        return False
    has_time = AGO.search(content) is not None or bool(find_printed_times(content))
    return has_time and is_name_line(content)


def _belongs_to_byline(part: BylinePart, *, is_introduced: bool) -> bool:
    return (
        part.kind != "words"
        or is_person_shaped(part.text, is_introduced=is_introduced)
        or is_newsroom_shaped(part.text)
        or bool(DEGREE.fullmatch(part.text) or NAME_SUFFIX.fullmatch(part.text))
    )
