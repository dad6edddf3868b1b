"""Lay a page that comes in parts out as a reader would see it: title, byline, time, then the text.

The parser finds what it knows in the text of a page, with its span; so what a format says apart from the
text is put before it, each on a line of its own, unless the text says it itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from flows.parsing.records import Hints

FIRST_LINES = 12
"""Lines of the text in which its title, byline or time may stand already."""

MAX_LINE_CHARS = 300
"""A longer line is prose."""

FIRST_CHARS = 20_000
BY = re.compile(r"(?:\w+\s+){0,3}by\b", re.IGNORECASE)
"""How a byline begins: `By`, `Written by`."""

SITE_TAIL = re.compile(r"\s+(?:[|•·»]|-{1,2}|[\u2013\u2014]|::)\s+")
"""What stands between a title and the name of the site: ` | `."""

HOST = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,9}[a-z]{2,24})(?=[/:?#]|$)", re.IGNORECASE)
"""The host in an address, or alone: `www.bbc.com`."""

AUTHOR_BREAK = re.compile(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
"""What stands between authors: `; `, ` and `."""


def lay_out(text: str, hints: Hints) -> tuple[str, Hints]:
    """Return the page as text, and the hints in the words of its lines.

    What is added stands below the title, where pages have it.
    """
    first = _first_lines(text)
    title, is_title_there = _find_title(hints, first)
    byline, is_byline_there = _find_byline(hints.byline, first)
    published, is_time_there = _find_time(hints.published, first)
    added = [
        line for line, is_there in ((byline, is_byline_there), (published, is_time_there)) if not is_there
    ]
    if is_title_there and first[0] == title:
        head, body = _split_after_title(text) if any(added) else ("", text)
    else:
        head, body = ("" if is_title_there else title or ""), text
    laid_out = "\n\n".join(part for part in (head, *added, body) if part)
    return laid_out, replace(hints, title=title, byline=byline, published=published)


def _split_after_title(text: str) -> tuple[str, str]:
    """Return the first line of a text that has words, and the rest."""
    title, _, rest = text.lstrip().partition("\n")
    return title.rstrip(), rest.lstrip("\r\n")


def _first_lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text[:FIRST_CHARS].splitlines())
    return list(islice(filter(None, lines), FIRST_LINES))


def _find_title(hints: Hints, first: Sequence[str]) -> tuple[str | None, bool]:
    """Return the title as the text has it, or as given, in both cases without the name of the site."""
    title = hints.title
    if not title:
        return None, False
    wanted = {_key(title), *(_key(title[: tail.start()]) for tail in SITE_TAIL.finditer(title))}
    for line in first:
        if _key(line) in wanted:
            return line, True
    return _cut_site(title, hints), False


def _cut_site(title: str, hints: Hints) -> str:
    """Return a title without the name of its site at the end, where the hints have that name too."""
    sites = {_site_key(name) for name in _site_names(hints)}
    for tail in SITE_TAIL.finditer(title):
        if title[: tail.start()].strip() and _site_key(title[tail.end() :]) in sites:
            return title[: tail.start()]
    return title


def _site_names(hints: Hints) -> Iterator[str]:
    """Yield what a site may be called: its name, and the parts of its domain but the last."""
    for given in (hints.site_name, hints.url):
        host = HOST.match(given or "")
        yield from host[1].split(".")[:-1] if host else ()
    yield hints.site_name or ""


def _site_key(name: str) -> str:
    """Return a name by which a site and its domain are the same: `bbc` for `BBC News`."""
    key = _key(name)
    return key.removeprefix("the").removesuffix("news").removesuffix("com") or key


def _find_byline(byline: str | None, first: Sequence[str]) -> tuple[str | None, bool]:
    """Return the line of the text that names all authors and little else, or one that is made of them."""
    if not byline:
        return None, False
    names = [name for name in AUTHOR_BREAK.split(BY.sub("", byline, count=1).strip(" :")) if name]
    for line in first:
        if names and len(line) <= len(byline) + MAX_LINE_CHARS // 3 and _names_all(line, names):
            return line, True
    return (byline if BY.match(byline) else f"By {_join(names)}"), False


def _join(names: Sequence[str]) -> str:
    """Return names as prose has them, such as `Ann Lee, Bo Ek and Cy Oh`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else "".join(names)


def _names_all(line: str, names: Sequence[str]) -> bool:
    is_byline = bool(BY.match(line)) or _key(line) == _key(" ".join(names))
    return is_byline and all(_key(name) in _key(line) for name in names)


def _find_time(published: str | None, first: Sequence[str]) -> tuple[str | None, bool]:
    for line in first:
        if published and published in line and len(line) <= MAX_LINE_CHARS:
            return line, True
    return published, False


def _key(text: str) -> str:
    """Return the letters and digits of a text, by which lines are compared."""
    return "".join(filter(str.isalnum, text.casefold()))
