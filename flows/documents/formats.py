"""Tell what a file is by its name, and whether its text is a web page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "html", "json", "jsonl", "csv", "parquet", "zip", "tar", "warc"]

PAGE_KINDS: frozenset[Kind] = frozenset({"text", "html"})
"""Kinds that are one page each; the others are containers."""

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".zip": "zip",
    ".tar": "tar",
    ".warc": "warc",
}
GZIP_SUFFIX = ".gz"
SHORT_SUFFIXES = {".tgz": ".tar.gz"}
READABLE_SUFFIXES = ", ".join([*SUFFIXES, *SHORT_SUFFIXES, f"and each of them with {GZIP_SUFFIX}"])

APPLE_DOUBLE = "._"
"""How names begin that macOS gives to its own notes on a file, beside the file or in an archive."""

HTML_OPENING = re.compile(
    r"[\ufeff\s]{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^<]{0,500}-->\s{0,200}){0,3}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
"""The first tag of a web page: `<!DOCTYPE html>`. No article begins like that."""

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!")
"""Anything that makes a file markup: `<p class="x">`."""


@dataclass(frozen=True, slots=True)
class Format:
    """What a name says a file is. `is_gzipped`: it is one such file compressed by gzip."""

    kind: Kind
    is_gzipped: bool


def format_of(name: str) -> Format | None:
    """Return the format of a file by its name, None where its suffix is of no format that is read."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    if base.startswith(APPLE_DOUBLE):
        return None
    for short, full in SHORT_SUFFIXES.items():
        if base.endswith(short):
            base = base.removesuffix(short) + full
    is_gzipped = base.endswith(GZIP_SUFFIX)
    stem, dot, suffix = base.removesuffix(GZIP_SUFFIX).rpartition(".")
    kind = SUFFIXES.get(dot + suffix)
    return Format(kind, is_gzipped) if kind and (stem or not is_gzipped) else None


def looks_like_html(text: str) -> bool:
    """Tell whether text begins as a web page does, whatever the name of its file."""
    return bool(HTML_OPENING.match(text))


def has_tags(text: str) -> bool:
    """Tell whether text has any markup; a page saved as `.html` may be plain text."""
    return bool(TAG.search(text))
