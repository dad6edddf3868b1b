"""The gold pages in `expectations/gold/`: every attribution and every name a careful reader finds on them.

A folder is a page: `page.txt` as it was saved, and `expected.json` with its citations, and its entities as
`[start, text, type, fullest name]` in reading order. Spans are `[start, text]`, in code points from 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.parsing.records import TextSpan

GOLD = Path(__file__).parents[2] / "expectations" / "gold"

GOLD_SETS: Final = ("known", "unseen")
"""Pages by whose misses the rules were mended, and those by which none may be: only the latter tell how well
other pages are read."""


@dataclass(frozen=True, slots=True)
class GoldCitation:
    """One attribution as annotated.

    `name` is None where it does not matter how the source is called. `cues` holds every way to see the cue.
    `via` names the outlet that carries the words and `said` the day they were said, where that is annotated.
    """

    source: TextSpan | None
    kind: str
    name: str | None
    role: str
    cues: tuple[TextSpan, ...]
    form: str
    content: TextSpan | None
    via: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class GoldName:
    """One mention of an entity as annotated, with the fullest name of it on the page."""

    span: TextSpan
    entity_type: str
    name: str


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and all that is on it."""

    name: str
    text: str
    citations: tuple[GoldCitation, ...]
    names: tuple[GoldName, ...]


def read_gold(gold_set: str) -> Iterator[GoldPage]:
    """Yield the pages of a set in the order of their names; raise KeyError for a set that does not exist."""
    if gold_set not in GOLD_SETS:
        raise KeyError(gold_set)
    for path in sorted((GOLD / gold_set).glob("*/expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        yield GoldPage(
            name=path.parent.name,
            text=path.with_name("page.txt").read_text(encoding="utf-8"),
            citations=tuple(_read_citation(row) for row in expected["citations"]),
            names=tuple(
                GoldName(_read_place([start, text]), kind, name)
                for start, text, kind, name in expected["entities"]
            ),
        )


def _read_citation(row: Mapping[str, Any]) -> GoldCitation:
    return GoldCitation(
        source=_read_span(row["source"]),
        kind=row["kind"],
        name=row["name"],
        role=row["role"],
        cues=(_read_place(row["cue"]),) if row["cue"] else (),
        form=row["form"],
        content=_read_span(row["content"]),
    )


def _read_span(place: Sequence[Any] | None) -> TextSpan | None:
    return _read_place(place) if place else None


def _read_place(place: Sequence[Any]) -> TextSpan:
    start, text = place
    return TextSpan(start, start + len(text), text)
