"""Read one record of a feed or a table: which of its fields is the text, and what the others say.

Understood are `{text, title, url ...}`, what news-please, trafilatura and newspaper4k write, NewsArticle of
schema.org and what WordPress serves. Names are compared without case, spaces, `_` and `-`.
"""

from __future__ import annotations

import hashlib
import html
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from flows.decoding import Unreadable, refuse_unreadable
from flows.documents.document import Page, PageFormat, as_row
from flows.documents.reader_view import lay_out
from flows.parsing.records import Hints

TEXT_NAMES = ("text", "maintext", "articlebody")
"""Names that mean the text of an article and nothing else, the first goes before the others."""

LOOSE_TEXT_NAMES = frozenset(
    {"body", "bodytext", "content", "article", "articletext", "fulltext", "story", "plaintext"}
)
"""Names that often do: one of them is taken, several cannot be told apart."""

HINT_NAMES: Mapping[str, Sequence[str]] = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "creator"),
    "published": (
        "published",
        "datepublished",
        "datepublish",
        "publishedat",
        "publishdate",
        "publicationdate",
        "publisheddate",
        "pubdate",
        "date",
        "datetime",
        "timestamp",
    ),
    "url": ("url", "link", "canonicalurl", "pageurl", "mainentityofpage", "uri"),
    "site_name": ("sitename", "site", "publisher", "outlet", "source", "sourcedomain", "hostname", "domain"),
    "language": ("language", "lang", "inlanguage"),
}
"""The names under which each hint is looked for, the first that holds something is taken."""

ID_NAMES = ("id", "guid", "uuid", "articleid", "docid", "identifier")

USED_NAMES = frozenset(
    {*TEXT_NAMES, *LOOSE_TEXT_NAMES, *ID_NAMES, *(n for names in HINT_NAMES.values() for n in names)}
)
SEPARATORS = re.compile(r"[\s_-]+")
MAX_HINT_CHARS = 1_000
"""Longer values are no title, byline, time or address."""

MAX_EPOCH_DIGITS = 13
MAX_NAMES_SHOWN = 20
MAX_LISTED = 50
"""Authors of one article that are read."""

EPOCH_SECONDS = range(10**8, 4 * 10**9)
"""Numbers that are seconds since 1970, of 1973 to 2096; a thousand times as many are milliseconds."""

MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0{1,9})?)?")
"""A day that was kept as a time, without an offset: `2025-02-10 00:00:00`."""

MARKUP = re.compile(r"</?(?:p|div|br|ul|ol|li|h[1-6]|blockquote|figure)\b[^<>]{0,500}>", re.IGNORECASE)
"""A tag of a text that is given with its tags, as feeds of content systems do: `<p>`."""

QUOTED_NAME = re.compile(r"'([^']{1,200})'|\"([^\"]{1,200})\"")
"""An item of a list that was written out as Python does: `'Ann Lee'`."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What stands in a feed or a table at a position, from 1, or why it cannot be read.

    `is_listed`: it is an item of a list or a row, even if it is the only one.
    """

    position: int
    value: Any
    problem: Unreadable | None
    content_sha256: str
    byte_count: int
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a feed or a table, as given. `name` is what it goes by there: its URL or its id."""

    text: str
    hints: Hints
    name: str | None
    content_sha256: str

    def lay_out(self, encoding: str, page_format: PageFormat) -> Page:
        """Return it as the text of a page; raise Unreadable for what is no text."""
        given = self.text
        if MARKUP.search(given):
            from flows.documents.web_pages import read_fragment

            given = read_fragment(given)
        text, hints = lay_out(given, self.hints)
        refuse_unreadable(text)
        return Page(text, encoding, page_format, hints)


def parse_record(fields: Mapping[str, Any]) -> Record:
    """Return the article in a record; raise Unreadable where none is in it."""
    values = by_plain_name({name: value for name, value in fields.items() if not _is_blank(value)})
    has_text = not (LOOSE_TEXT_NAMES | {*TEXT_NAMES}).isdisjoint(values)
    text = _read_text(values.get(choose_text_field(values if has_text else fields)))
    hints = Hints(**{hint: _first_value(values, names, hint) for hint, names in HINT_NAMES.items()})
    return Record(text, hints, name_of(fields), _find_key(text, hints))


def _find_key(text: str, hints: Hints) -> str:
    """Return the hash of an article as given: the same record in any container is the same page."""
    given = {"text": text, **as_row(hints)}
    canonical = json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return hashlib.sha256(canonical.encode()).hexdigest()
    except UnicodeEncodeError as problem:
        raise Unreadable("undecodable", "it has half of a character that needs two halves") from problem


def by_plain_name(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a meaning here by their names without case and separators."""
    plain = ((plain_name(name), value) for name, value in fields.items())
    return {name: value for name, value in plain if name in USED_NAMES}


@lru_cache(maxsize=4_096)
def plain_name(name: str) -> str:
    """Return a name without case and separators, such as `datepublished` for `date_published`."""
    return SEPARATORS.sub("", name).casefold()


def name_of(fields: Mapping[str, Any]) -> str | None:
    """Return what a record goes by: its URL, or else its id."""
    values = by_plain_name(fields)
    return _first_value(values, HINT_NAMES["url"], "url") or _first_value(values, ID_NAMES, "id")


def choose_text_field(names: Iterable[str]) -> str:
    """Return the plain name of the field with the text; raise Unreadable where none or several can be it."""
    seen = [str(name) for name in islice(names, 1_000)]
    plain = [plain_name(name) for name in seen]
    for name in TEXT_NAMES:
        if name in plain:
            return name
    loose = LOOSE_TEXT_NAMES.intersection(plain)
    if len(loose) == 1:
        return next(iter(loose))
    problem = "more than one of its fields" if loose else "none of its fields"
    shown = ", ".join(name[:40] for name in seen[:MAX_NAMES_SHOWN])
    raise Unreadable("no_text_field", f"{problem} can be the text of an article: {shown}")


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _read_text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("rendered", value)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if _is_blank(value):
        raise Unreadable("no_text", "its text is empty")
    if not isinstance(value, str):
        raise Unreadable("wrong_type", f"its text is a value of type {type(value).__name__}")
    return value


def _first_value(values: Mapping[str, Any], names: Iterable[str], hint: str) -> str | None:
    """Return the first of some fields that holds something, as one line."""
    for name in names:
        if name in values:
            value = values[name]
            if hint == "byline" and isinstance(value, str):
                value = _read_listed(value)
            given = _as_line(value, is_time=hint == "published")
            if given and len(given) <= MAX_HINT_CHARS:
                return given
    return None


def _as_line(value: object, *, is_time: bool) -> str:
    """Return a value as one line: the names in a list or an object, a time in ISO 8601 or as given."""
    if isinstance(value, list):
        listed = [line for part in value[:MAX_LISTED] if (line := _as_line(part, is_time=is_time))]
        return " and ".join([*([", ".join(listed[:-1])] if listed[1:] else []), *listed[-1:]])
    if isinstance(value, dict):
        if isinstance(value.get("rendered"), str):
            return " ".join(html.unescape(value["rendered"]).split())
        named = (value.get(name) for name in ("name", "@id", "url"))
        return next((" ".join(name.split()) for name in named if isinstance(name, str)), "")
    if isinstance(value, bool):
        return ""
    if is_time and isinstance(value, int | float):
        return _from_epoch(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    line = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    return _as_time(line) if is_time else line


def _as_time(line: str) -> str:
    """Return a time that is given as text, as a day where it has no time of day."""
    if line.isdecimal() and len(line) <= MAX_EPOCH_DIGITS:
        return _from_epoch(int(line)) or line
    midnight = MIDNIGHT.fullmatch(line)
    return midnight[1] if midnight else line


def _read_listed(names: str) -> object:
    """Return the names in a list that a table has as text, such as `['Ann Lee', 'Bo Ek']`."""
    if not (names.startswith("[") and names.endswith("]")) or len(names) > MAX_HINT_CHARS:
        return names
    try:
        return json.loads(names)
    except (ValueError, RecursionError):
        if "{" in names:
            return None  # objects in the notation of a program
        return [single or double for single, double in QUOTED_NAME.findall(names)]


def _from_epoch(value: float) -> str:
    """Return a time that is given as seconds or milliseconds since 1970; nothing for any other number."""
    seconds = int(value) if math.isfinite(value) else 0
    if seconds not in EPOCH_SECONDS:
        seconds //= 1_000
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat() if seconds in EPOCH_SECONDS else ""
