"""Cut a page into lines, and each line into its bullet and what a reader would call its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.parsing.records import TextSpan

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""One line with its break: `Posted Feb 10\\r\\n`. Form feeds and U+2028 stay inside the line."""

MARGIN = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""Characters without ink: Unicode white space, the zero-width space and the byte order mark."""

BULLET = re.compile(r"(?:[•‣⁃◦▪▫●○■□►▶➤∙]|[*·–-](?=\s))\s*(?=\w|[^\w\s]+\w)")  # noqa: RUF001 - typographic marks are the point
"""A bullet before some text: `• ` of `• Ryabkov said`. A dash or an asterisk needs a space after it."""

NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
"""The number of a list item: `2. ` of `2. Tap to add`."""

Marker = Literal["bullet", "number"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page as `text[start:end]`, line break included.

    `content` leaves out indent, bullet and trailing space and is empty on a blank line. A list number is
    part of the content, because a reader reads it; `marker` says that it is there.
    """

    line_no: int
    start: int
    end: int
    text: str
    content: TextSpan
    marker: Marker | None

    @property
    def is_blank(self) -> bool:
        """Whether nothing on the line has ink."""
        return not self.content.text


def find_lines(text: str) -> list[Line]:
    """Return the lines of a page in order; joined, their texts are the page."""
    return [_line(line_no, found.start(), found.group()) for line_no, found in enumerate(LINE.finditer(text))]


def _line(line_no: int, start: int, text: str) -> Line:
    body = text.rstrip(MARGIN)
    offset = len(body) - len(body.lstrip(MARGIN))
    begin, marker = _read_marker(body, offset)
    content = TextSpan(start + begin, start + max(begin, len(body)), body[begin:])
    return Line(line_no, start, start + len(text), text, content, marker)


def _read_marker(body: str, offset: int) -> tuple[int, Marker | None]:
    """Return where the text of a line begins, and which marker stands before or at it. Most lines have none."""
    first = body[offset : offset + 1]
    if first.isalpha() or not first:
        return offset, None
    if first.isdigit():
        return offset, "number" if NUMBER.match(body, offset) else None
    bullet = BULLET.match(body, offset)
    return (bullet.end(), "bullet") if bullet else (offset, None)
