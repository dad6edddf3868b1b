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

ZERO_WIDTH = frozenset("\u200b\u2060\ufeff")
"""Characters of the margin that are no white space to Python."""

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


def find_lines(text: str) -> list[Line]:
    """Return the lines of a page in order; joined, their texts are the page."""
    return [_line(line_no, found.start(), found.group()) for line_no, found in enumerate(LINE.finditer(text))]


def _line(line_no: int, start: int, text: str) -> Line:
    body = text.strip()
    if not body:
        return Line(line_no, start, start + len(text), text, TextSpan(start, start, ""), None)
    if body[:1] in ZERO_WIDTH or body[-1:] in ZERO_WIDTH:
        body = text.strip(MARGIN)
    marker, skipped = _read_marker(body)
    begin = start + text.find(body) + skipped
    content = TextSpan(begin, begin + len(body) - skipped, body[skipped:])
    return Line(line_no, start, start + len(text), text, content, marker)


def _read_marker(body: str) -> tuple[Marker | None, int]:
    """Return the marker that opens a line, and how much of it is no content. Most lines have none."""
    first = body[:1]
    if not first or first.isalpha():
        return None, 0
    if first.isdigit():
        return ("number" if NUMBER.match(body) else None), 0
    bullet = BULLET.match(body)
    return ("bullet", bullet.end()) if bullet else (None, 0)
