"""Read the passages in this folder: short news texts with every row that a careful reader finds in them.

A file holds one group of patterns, a pattern a list of passages. A passage has a `text` (a blank line ends a
paragraph), `citations` and `entities`, both complete; where `headline` is `yes` its first line is one, and
`published` is the day from which dates are counted. Words stand for their place in the text: `said@2` is the
second `said`, and words that stand there more than once must say which.

* A citation has `source`, `kind`, `cue` and `content` (the first words of it); `role` is `source`, `form` is
  `indirect` and `name` is the source as printed unless they say otherwise. `via` names the outlet that
  carries the words. `said` is the day they were said, or what is printed of a week, a month or a year. A list
  of cues gives several ways to see it. A quotation without a cue has only the `name` of its speaker; where it
  is open which words are attributed, there is no `content`.
* An entity is `[text, type, name]`, in reading order, without `name` where the text has no fuller one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import yaml

from flows.accuracy.gold import GoldCitation, GoldName
from flows.parsing.records import EntityType, QuoteForm, SourceKind, SourceRole, TextSpan

PASSAGES = Path(__file__).parent

NAMED_KINDS = frozenset({"outlet", "person", "organisation"})
"""Sources whose name is compared even where it is as printed, if it has a capital: `court` is no name."""


CLOSED_FIELDS = {"kind": get_args(SourceKind), "role": get_args(SourceRole), "form": get_args(QuoteForm)}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with all that is in it. `number` counts from 1 within the pattern."""

    group: str
    pattern: str
    number: int
    text: str
    has_headline: bool
    published: date | None
    rows: tuple[GoldCitation, ...]
    names: tuple[GoldName, ...]

    @property
    def label(self) -> str:
        return f"{self.group} / {self.pattern} {self.number}"


class PassageInvalid(ValueError):
    """An annotation names words that are not in its text, or not once."""


@cache
def load_passages() -> tuple[Passage, ...]:
    return tuple(passage for path in sorted(PASSAGES.glob("*.yaml")) for passage in _read_file(path))


def _read_file(path: Path) -> Iterator[Passage]:
    # the base loader keeps dates, numbers and `No` as they are written
    patterns = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    for pattern, passages in patterns.items():
        for number, fields in enumerate(passages, start=1):
            try:
                yield annotate(path.stem, pattern, number, fields)
            except PassageInvalid as error:
                raise PassageInvalid(f"{path.name}, {pattern}, passage {number}: {error}") from error


def annotate(group: str, pattern: str, number: int, fields: Mapping) -> Passage:
    """Return a passage as a file has it, with the place of all words its annotations name."""
    text, published = fields["text"], fields.get("published")
    return Passage(
        group=group,
        pattern=pattern,
        number=number,
        text=text,
        has_headline=fields.get("headline") == "yes",
        published=date.fromisoformat(published) if published else None,
        rows=tuple(_read_row(text, row) for row in fields["citations"]),
        names=tuple(_read_names(text, fields["entities"])),
    )


def _read_row(text: str, row: Mapping) -> GoldCitation:
    if unknown := row.keys() - {"source", "kind", "name", "role", "cue", "form", "content", "via", "said"}:
        raise PassageInvalid(f"unknown fields {sorted(unknown)}")
    for name, allowed in CLOSED_FIELDS.items():
        if name in row and row[name] not in allowed:
            raise PassageInvalid(f"no {name} {row[name]!r}")
    cues = row.get("cue", [])
    source = _find(text, row["source"]) if "source" in row else None
    is_named = source is not None and row["kind"] in NAMED_KINDS and not source.text.islower()
    return GoldCitation(
        source=source,
        kind=row["kind"],
        name=row.get("name", source.text if is_named else None),
        role=row.get("role", "source"),
        cues=tuple(_find(text, cue) for cue in ([cues] if isinstance(cues, str) else cues)),
        form=row.get("form", "indirect"),
        content=_find(text, row["content"]) if "content" in row else None,
        via=row.get("via"),
        said=row.get("said"),
    )


def _read_names(text: str, entities: list[list[str]]) -> Iterator[GoldName]:
    end = 0
    for words, entity_type, *name in entities:
        if entity_type not in get_args(EntityType):
            raise PassageInvalid(f"no type {entity_type!r}")
        if not (place := next((p for p in _places(text, words) if p.start >= end), None)):
            raise PassageInvalid(f"no entity {words!r} after {text[:end]!r}")
        end = place.end
        yield GoldName(place, entity_type, name[0] if name else words)


def _find(text: str, words: str) -> TextSpan:
    """Return the place that `words` or `words@2` mean."""
    words, _, ordinal = words.partition("@")
    places = _places(text, words)
    if not places or (len(places) > 1 and not ordinal) or len(places) < int(ordinal or 1):
        raise PassageInvalid(f"{words!r} stands {len(places)} times in {text!r}")
    return places[int(ordinal or 1) - 1]


def _places(text: str, words: str) -> list[TextSpan]:
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [TextSpan(*match.span(), match.group()) for match in whole.finditer(text)]
