"""Tell the lines that are bylines by the lines beside them: names below a `By`, above a time or a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flows.parsing.fields.bylines.byline_lines import is_name_line
from flows.parsing.fields.bylines.byline_parts import find_parts
from flows.parsing.fields.bylines.byline_wording import (
    BARE_OPENING,
    CONNECTIVE,
    ROLE,
    is_newsroom_line,
    is_role_line,
    is_section_name,
)

LineKind = Literal["free", "role", "stamp", "byline", "no_words", "button", "other"]
"""What the wording of a line says it is: nothing, a time, a byline, marks alone, a button, something else.

Of the lines whose wording says nothing, those with one of `ROLE_HINTS` may name a `role`.
"""

FREE = frozenset({"free", "role"})

BLOCK_MAX_LINES = 24
LINE_MAX_CHARS = 120
OPENING_MAX_CHARS = 32
OPENING_ENDS = frozenset("yY:rRsSoO")
"""Last letters of `By`, `Author`, `Authors`, `As told to` and of an opening with a colon."""

BARE_LABELS = frozenset({"published", "posted", "updated", "last updated", "first published", "date"})
"""What stands on a line of its own above a time, between it and the names."""


ROLE_HINTS = (
    "staff",
    "writer",
    "report",
    "corresp",
    "editor",
    "author",
    "column",
    "contribut",
    "produc",
    "journalis",
    "critic",
    "analyst",
    "bureau",
    "present",
    "grapher",
)
"""Letters of the commonest roles, in lower case: a quick look before a thorough one."""

JOINT = re.compile(r"(?:[,&;]|\band|\bwith)$", re.IGNORECASE)
"""The end of a line of names that goes on below: `Jane Roe,`."""


def find_byline_lines(contents: Sequence[str], kinds: Sequence[LineKind]) -> dict[int, str]:
    """Return the numbers of the lines that are bylines by their neighbours, each with the rule that tells it.

    `contents` are the lines with ink. The first line is left alone: it has to be a headline first, and
    headlines can be as short as names.
    """
    lines = _Lines(contents, kinds)
    found: dict[int, str] = {}
    for at, (content, kind) in enumerate(zip(contents, kinds, strict=True)):
        if kind == "stamp":
            found.update(lines.beside_time(at))
        elif kind == "byline":
            found.update(lines.below(at, is_open=bool(JOINT.search(content))))
        elif content[-1] in OPENING_ENDS and kind != "no_words" and is_opening(content):
            found.update(lines.from_opening(at))
        elif at == 0 or at in found or len(content) > LINE_MAX_CHARS:
            continue
        elif kind == "role":
            found.update(lines.from_role_line(at))
        elif kind == "free" and content == contents[at - 1] and lines.is_names(at) and lines.is_names(at - 1):
            found.update({at - 1: "name_twice", at: "name_twice"})
    return found


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page that have ink, with what the wording of each says."""

    contents: Sequence[str]
    kinds: Sequence[LineKind]

    def is_names(self, at: int) -> bool:
        """Tell whether a line is free and nothing but names; the first line of a page is none."""
        return 0 < at < len(self.contents) and self.kinds[at] in FREE and is_name_line(self.contents[at])

    def is_name_and_role(self, at: int) -> bool:
        """Tell whether a line names people and what they are: `Jane Roe, Staff Writer`."""
        content = self.contents[at]
        if self.kinds[at] != "role" or not is_name_line(content):
            return False
        return any(ROLE.fullmatch(part.text) for part in find_parts(content))

    def from_opening(self, at: int) -> dict[int, str]:
        below = self.below(at, is_open=True)
        return {at: "by_alone", **below} if "names_below_by" in below.values() else {}

    def beside_time(self, at: int) -> dict[int, str]:
        """Return the names above a time, a role or section between them, and the names right below it."""
        found: dict[int, str] = {}
        last = at - 2 if at > 1 and self.contents[at - 1].rstrip(":").lower() in BARE_LABELS else at - 1
        if last > 1 and self.kinds[last] in FREE:
            if _is_role_or_newsroom(self.contents[last]):
                found[last] = "role_below_name"
            if found or is_section_name(self.contents[last]):
                last -= 1
        first = self._first_of_names(last)
        if first is None:
            found.clear()
        else:
            found.update((name_at, self._rule_beside_time(name_at)) for name_at in range(first, last + 1))
        if self.is_names(at + 1):
            found[at + 1] = self._rule_beside_time(at + 1)
        return found

    def _rule_beside_time(self, at: int) -> str:
        return "name_and_role" if self.is_name_and_role(at) else "names_beside_time"

    def _first_of_names(self, last: int) -> int | None:
        """Return the first of the lines of names that end with one; None where they end a list of links."""
        first = last
        while self.is_names(first):
            if self.kinds[first - 1] not in FREE or not JOINT.search(self.contents[first - 1]):
                return first
            first -= 1
        return None

    def from_role_line(self, at: int) -> dict[int, str]:
        """Return the byline that a role ends: `Jane Roe`, then `Political Editor`."""
        if is_role_line(self.contents[at]) and self.is_names(at - 1):
            return {at - 1: "name_above_role", at: "role_below_name"}
        if self.is_name_and_role(at):
            return {at: "name_and_role", **self.below(at, is_open=False)}
        return {}

    def below(self, at: int, *, is_open: bool) -> dict[int, str]:
        """Return the lines below that go on with a byline: names while more are due, then a role."""
        found: dict[int, str] = {}
        for below in range(at + 1, min(len(self.contents), at + BLOCK_MAX_LINES)):
            content = self.contents[below]
            if self.kinds[below] == "button":
                continue
            if self.kinds[below] == "no_words":
                is_open = is_open or content == ","
                continue
            if self.kinds[below] not in FREE or len(content) > LINE_MAX_CHARS:
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


def is_opening(content: str) -> bool:
    """Tell whether a line says `By` and no more, which furniture says too."""
    return len(content) <= OPENING_MAX_CHARS and BARE_OPENING.fullmatch(content) is not None


def _is_role_or_newsroom(content: str) -> bool:
    return is_role_line(content) or is_newsroom_line(content)
