"""Read the articles in this folder, with every attribution and every name a careful reader finds in them.

`page.txt` is a page as it was saved, `expected.json` what is on it: citations, and entities as
`[start, text, type, fullest name]` in reading order. Spans are `[start, text]`, in code points from 0.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import ParsedPage, TextSpan
from tests.passages.annotations import Name, Row
from tests.passages.scores import Tally, add_citations, add_names

ARTICLES = Path(__file__).parent

KINDS = ("known", "unseen")
"""Articles by whose misses the rules were mended, and those by which none may be."""


def read_annotations(folder: Path) -> tuple[str, tuple[Row, ...], tuple[Name, ...]]:
    """Return the text of a page, its citations and its names."""
    text = (folder / "page.txt").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    rows = tuple(_read_row(row) for row in expected["citations"])
    names = tuple(Name(_span([start, text]), kind, name) for start, text, kind, name in expected["entities"])
    return text, rows, names


def _read_row(row: dict) -> Row:
    return Row(
        source=_span(row["source"]),
        kind=row["kind"],
        name=row["name"],
        role=row["role"],
        cues=(_span(row["cue"]),) if row["cue"] else (),
        form=row["form"],
        content=_span(row["content"]),
        via=None,
        said=None,
    )


def _span(place: list | None) -> TextSpan | None:
    return TextSpan(place[0], place[0] + len(place[1]), place[1]) if place else None


@cache
def read_articles(kind: str) -> tuple[tuple[str, ParsedPage], ...]:
    """Return the name of each article of a kind and how it reads."""
    lexicon = load_lexicon()
    pages = ((folder, (folder / "page.txt").read_text(encoding="utf-8")) for folder in folders(kind))
    return tuple((folder.name, parse_page(text, lexicon)) for folder, text in pages)


def folders(kind: str) -> Iterator[Path]:
    return (path.parent for path in sorted((ARTICLES / kind).glob("*/expected.json")))


def tally_articles(kind: str) -> Tally:
    """Compare every article of a kind with what is annotated."""
    total = Tally()
    for folder, (name, page) in zip(folders(kind), read_articles(kind), strict=True):
        _, rows, names = read_annotations(folder)
        tally = Tally(passages=1)
        add_citations(tally, rows, page.citations)
        add_names(tally, names, page.mentions)
        tally.misses = [f"{name}: {miss}" for miss in tally.misses]
        total.add(tally)
    return total
