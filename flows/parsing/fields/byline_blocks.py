"""Tell the lines that are bylines by the lines beside them: names below a `By`, above a time or a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from flows.parsing.fields.byline_wording import (
    BARE_OPENING,
    CONNECTIVE,
    ROLE,
    is_newsroom_line,
    is_role_line,
)
from flows.parsing.fields.byline_parts import find_parts
from flows.parsing.fields.byline_lines import is_name_line

LineKind = Literal["free", "stamp", "byline", "no_words", "other"]
"""What the wording of a line says it is: nothing, a timestamp, a byline, marks alone, or something else."""

BLOCK_MAX_LINES = 24
LINE_MAX_CHARS = 120

ROLE_HINT = re.compile(
    r"staff|writer|report|corresp|editor|author|column|contribut|produc|journalis|critic|analyst|comment|blog|"
    r"bureau|fellow|freelance|present|broadcast",
    re.IGNORECASE,
)
"""Some letters of each word for a role: a quick look before a thorough one."""

JOINT = re.compile(r"(?:[,&;]|\band|\bwith)$", re.IGNORECASE)
"""The end of a line of names that goes on below: `Jane Roe,`."""


def find_byline_lines(contents: Sequence[str], kinds: Sequence[LineKind]) -> dict[int, str]:
    """Return the numbers of the free lines that belong to bylines, each with the rule that tells it.

    `contents` are the lines with ink. The first line is left alone: it has to be a headline first, and
    headlines can be as short as names.
    """
    found: dict[int, str] = {}
    for at, kind in enumerate(kinds):
        if kind == "stamp":
            found.update(dict.fromkeys(_names_above(contents, kinds, at), "names_beside_time"))
            if _is_names(contents, kinds, at + 1):
                found[at + 1] = "names_beside_time"
        elif kind == "byline":
            found.update(_lines_below(contents, kinds, at, is_open=bool(JOINT.search(contents[at]))))
        elif kind == "free" and at > 0 and at not in found and len(contents[at]) <= LINE_MAX_CHARS:
            found.update(_from_free_line(contents, kinds, at))
    return found


def _from_free_line(contents: Sequence[str], kinds: Sequence[LineKind], at: int) -> dict[int, str]:
    """Return the byline that begins or ends with a line: an opening, a role, or a name printed twice."""
    content = contents[at]
    if BARE_OPENING.fullmatch(content):
        below = _lines_below(contents, kinds, at, is_open=True)
        return {at: "by_alone", **below} if "names_below_by" in below.values() else {}
    if ROLE_HINT.search(content):
        if is_role_line(content) and _is_names(contents, kinds, at - 1):
            return {at - 1: "name_above_role", at: "role_below_name"}
        if _is_name_and_role(content):
            return {at: "name_and_role", **_lines_below(contents, kinds, at, is_open=False)}
    elif content == contents[at - 1] and _is_names(contents, kinds, at):
        return {at - 1: "name_twice", at: "name_twice"} if at > 1 else {at: "name_twice"}
    return {}


def _is_name_and_role(content: str) -> bool:
    return is_name_line(content) and any(ROLE.fullmatch(part.text) for part in find_parts(content))


def _lines_below(
    contents: Sequence[str], kinds: Sequence[LineKind], at: int, *, is_open: bool
) -> dict[int, str]:
    """Return the lines below an opening or a byline that go on with it: names while one is due, then a role."""
    found: dict[int, str] = {}
    for below in range(at + 1, min(len(contents), at + BLOCK_MAX_LINES)):
        content = contents[below]
        if kinds[below] == "no_words":
            continue
        if kinds[below] != "free" or len(content) > LINE_MAX_CHARS:
            break
        if CONNECTIVE.fullmatch(content):
            is_open, found[below] = True, "names_below_by"
        elif is_open and (is_name_line(content, is_introduced=True) or is_newsroom_line(content)):
            is_open, found[below] = bool(JOINT.search(content)), "names_below_by"
        elif is_role_line(content):
            found[below] = "role_below_name"
        elif is_newsroom_line(content):
            found[below] = "newsroom_below_name"
        else:
            break
    return found


def _names_above(contents: Sequence[str], kinds: Sequence[LineKind], at: int) -> Sequence[int]:
    """Return the lines of names that end above a time, with the role between them; none out of a list of links."""
    last = at - 1
    if (
        last > 1
        and kinds[last] == "free"
        and (is_role_line(contents[last]) or is_newsroom_line(contents[last]))
    ):
        last -= 1
    first = last
    while _is_names(contents, kinds, first):
        if kinds[first - 1] != "free" or not JOINT.search(contents[first - 1]):
            return range(first, at)
        first -= 1
    return ()


def _is_names(contents: Sequence[str], kinds: Sequence[LineKind], at: int) -> bool:
    """Tell whether a line is free and nothing but names; the first line of a page is none."""
    return 0 < at < len(contents) and kinds[at] == "free" and is_name_line(contents[at])
