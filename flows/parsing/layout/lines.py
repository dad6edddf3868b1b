"""Cut a page into lines, and each line into its bullet and what a reader would call its text."""

from __future__ import annotations

import re
from typing import Literal

BREAKS = "\r\n"

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


def cut_lines(text: str) -> list[str]:
    """Return the lines of a page in order, each with its break; joined, they are the page."""
    lines = text.splitlines(keepends=True)
    if all(line[-1] in BREAKS for line in lines[:-1]):
        return lines
    return LINE.findall(text)


def find_content(line: str) -> tuple[int, str, Marker | None]:
    """Return where the content of a line begins, the content itself, and what marks it as a list item.

    The content leaves out indent, bullet, trailing space and line break and is empty on a blank line. A list
    number is part of it, because a reader reads it; the marker says that it is there.
    """
    body = line.strip()
    if body and (body[0] in ZERO_WIDTH or body[-1] in ZERO_WIDTH):
        body = line.strip(MARGIN)
    if not body:
        return 0, "", None
    indent = line.find(body)
    if body[0].isalpha():
        return indent, body, None
    if body[0].isdigit():
        return indent, body, "number" if NUMBER.match(body) else None
    bullet = BULLET.match(body)
    return (indent + bullet.end(), body[bullet.end() :], "bullet") if bullet else (indent, body, None)
