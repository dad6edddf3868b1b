"""Read the titles of pages: `Piers Closed After Cracks | Harbor News` names a headline and a site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import as_key

TITLE_MIN_WORDS = 4
"""A side of a title with fewer words may be the name of a section or a site."""

SITE_MAX_WORDS = 5
TOP_LINES = 3
"""Lines on top of a page of which one may be its title."""

STAMP_REACH = 4
"""Lines below a headline in which its byline or its time may stand."""

KEY_MAX_GROWTH = 8
"""Characters by which a line may differ from its key in length: white space, letters that fold to two."""

BARS = (" | ", " - ", " :: ", " \u00bb ", " \u00b7 ", ": ")
"""What stands between a headline and the name of a site, as keys have it."""

SITE_AT_END = re.compile(
    r"\s(?P<bar>\||::|\u00bb|\u00b7|-|\u2013|\u2014)\s+(?P<site>[^|:\u00bb\u00b7\s][^|:\u00bb\u00b7]{0,60})$"
)
"""What may be the name of a site at the end of a title: ` | Harbor News`."""

LinesByLength = dict[int, list[int]]

DASHES = frozenset("-\u2013\u2014")
SITE_REACH = 80


def title_keys(title: str) -> list[str]:
    """Return what a title may name, as keys: itself, then what is left without a site at either end.

    Of two sides the longer one goes first.
    """
    key = as_key(title)
    sides = _sides(key)
    sides |= {inner for side in sides for inner in _sides(side)}
    clear = [side for side in sides if len(side.split()) >= TITLE_MIN_WORDS]
    return [key, *sorted(clear, key=lambda side: (-len(side), side))] if key else []


def _sides(key: str) -> set[str]:
    """Return what is left of a title without what stands before its first bar, or behind its last."""
    return {side for bar in BARS if bar in key for side in (key.rpartition(bar)[0], key.partition(bar)[2])}


def find_hinted_line(looks: Sequence[Look], limit: int, title: str) -> int | None:
    """Return the line that a title known beforehand names, with or without a site on either of them."""
    by_length = _group_by_length(looks)
    for wanted in title_keys(title):
        found = _last_above(looks, by_length, limit, wanted, below=-1)
        if found is not None:
            return found
    wanted = as_key(title)
    with_site = (
        at
        for at in range(len(looks))
        if wanted and wanted in as_key(looks[at].content[: SITE_REACH + len(title)])
    )
    return next((at for at in with_site if wanted in title_keys(looks[at].content)), None)


def find_line_named_on_top(looks: Sequence[Look], limit: int) -> int | None:
    """Return the line that repeats a title on top of the page without the name of the site."""
    by_length: LinesByLength | None = None
    for top in range(min(TOP_LINES, len(looks))):
        if looks[top].marker is None:
            for wanted in title_keys(looks[top].content)[1:]:
                by_length = by_length or _group_by_length(looks)
                found = _last_above(looks, by_length, limit, wanted, below=top)
                if found is not None:
                    return found
    return None


def _group_by_length(looks: Sequence[Look]) -> LinesByLength:
    """Return the numbers of the lines by the length of their content, which their copies share."""
    found: LinesByLength = {}
    for at, look in enumerate(looks):
        found.setdefault(len(look.content), []).append(at)
    return found


def _last_above(
    looks: Sequence[Look], by_length: LinesByLength, limit: int, wanted: str, *, below: int
) -> int | None:
    """Return the line above the body that has a key, or else the first in it.

    Of several above the body it is the last, or the last one right above a byline or a time.
    """
    lengths = range(len(wanted) - KEY_MAX_GROWTH, len(wanted) + KEY_MAX_GROWTH + 1)
    alike = sorted(at for length in lengths for at in by_length.get(length, ()))
    found = [at for at in alike if at > below and as_key(looks[at].content) == wanted]
    above = [at for at in found if at < limit]
    signed = [at for at in above if _is_signed(looks[at + 1 : at + 1 + STAMP_REACH])]
    return next(iter([*reversed(signed), *reversed(above), *found]), None)


def _is_signed(looks: Sequence[Look]) -> bool:
    return any(look.is_claimed_as("byline", "timestamp") for look in looks)


def without_site(looks: Sequence[Look], at: int) -> str:
    """Return a headline without the name of a site at its end.

    Behind a bar stands a site; behind a dash only what stands on the page by itself or in its copyright
    notice.
    """
    content = looks[at].content
    found = SITE_AT_END.search(content, max(0, len(content) - SITE_REACH))
    if found is None or len(found["site"].split()) > SITE_MAX_WORDS:
        return content
    headline = content[: found.start()].rstrip()
    if len(headline.split()) < TITLE_MIN_WORDS:
        return content
    if found["bar"] in DASHES and not _is_site(looks, as_key(found["site"])):
        return content
    return headline


def _is_site(looks: Sequence[Look], name: str) -> bool:
    return any(
        (look.claim is not None and look.claim.rule == "copyright" and name in as_key(look.content))
        or (len(look.content) <= len(name) + KEY_MAX_GROWTH and as_key(look.content) == name)
        for look in looks
    )
