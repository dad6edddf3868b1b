"""What is true of the generated month: frozen records, and the same as tables for DuckDB.

The generator writes them beside the pages it puts them in. Nothing here is read from a page or a warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pyarrow as pa

from flows.parsing.records import EntityType, QuoteForm, SourceKind, SourceRole
from tests.generated_month.world import Outlet

Relation = Literal["origin", "exact", "near", "excerpt", "update"]


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a sentence names somebody or something."""

    name: str
    entity_type: EntityType
    printed: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks; `family` is shared by the whole words and by what is cut from them."""

    text: str
    family: str
    is_trimmed: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution. `cue` is as printed; `relayed_by` and `addressee` are outlets by their full names."""

    source_kind: SourceKind
    source_name: str
    source_role: SourceRole = "source"
    quote_form: QuoteForm = "indirect"
    cue: str | None = "said"
    quotes: tuple[Quoted, ...] = ()
    relayed_by: str | None = None
    addressee: str | None = None
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what stands in it. Quotation marks are “ ” until a layout prints its own."""

    text: str
    attributions: tuple[Attribution, ...] = ()
    names: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a version has otherwise than the one before it."""

    changed_part: Literal["field", "sentence"]
    change_type: Literal["added", "removed", "reworded"]
    field_name: str | None
    before_text: str | None
    after_text: str | None


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One version of a page as it is delivered.

    `page_no` is the same for all versions of a page, `version_no` counts from 1. `story_no` is shared by all
    that is made from one text, whatever was cut or added; `relation` says how this page was made from it.
    `wire_outlet_id` is the agency that a dateline names.
    """

    page_no: int
    version_no: int
    story_no: int
    delivery_no: int
    outlet: Outlet
    city: str
    headline: str
    authors: tuple[str, ...]
    topic: str
    photographer: str | None
    published_at: datetime
    wire_outlet_id: str | None
    relation: Relation
    paragraphs: tuple[Paragraph, ...]
    changes: tuple[Change, ...] = ()
    is_current: bool = True
    source_file: str = ""
    url: str | None = None

    @property
    def published_on(self) -> date:
        """Return the day that the page prints: a magazine's has no time to count from."""
        at = self.published_at
        return (at if self.outlet.layout == "magazine" else at.astimezone(ZoneInfo(self.outlet.zone))).date()

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        return tuple(one for paragraph in self.paragraphs for one in paragraph.attributions)

    @property
    def names(self) -> tuple[Named, ...]:
        """The names of the text and the city that the headline names."""
        named = (name for paragraph in self.paragraphs for name in paragraph.names)
        return (Named(self.city, "PLACE", self.city), *named)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that a delivery brings: its path below the source folder, and its bytes."""

    delivery_no: int
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no page, or that has been delivered before under another name."""

    delivery_no: int
    path: str
    outcome: Literal["quarantined", "duplicate"]


@dataclass(frozen=True, slots=True)
class Month:
    """Everything that is delivered, and what is true of it. `delivered_at[n - 1]` is when delivery n came."""

    versions: tuple[PageVersion, ...]
    files: tuple[Delivered, ...]
    set_aside: tuple[Unreadable, ...]
    delivered_at: tuple[datetime, ...]

    @property
    def current(self) -> tuple[PageVersion, ...]:
        return tuple(version for version in self.versions if version.is_current)


def truth_tables(month: Month) -> dict[str, pa.Table]:
    """Return the truth as tables, one row per version, attribution, quotation, name, change and file."""
    return {
        "versions": _table(
            {
                **_key(version),
                "outlet_id": version.outlet.outlet_id,
                **_plain(version),
                "author_names": ", ".join(version.authors),
            }
            for version in month.versions
        ),
        "attributions": _table(
            {**_key(version), "attribution_no": number, **_plain(one)}
            for version in month.versions
            for number, one in enumerate(version.attributions)
        ),
        "quotes": _table(
            {**_key(version), "attribution_no": number, "source_name": one.source_name, **asdict(quoted)}
            for version in month.versions
            for number, one in enumerate(version.attributions)
            for quoted in one.quotes
        ),
        "names": _table(
            {**_key(version), **asdict(name)} for version in month.versions for name in version.names
        ),
        "changes": _table(
            {**_key(version), **asdict(change)} for version in month.versions for change in version.changes
        ),
        "set_aside": _table(asdict(file) for file in month.set_aside),
    }


def _key(version: PageVersion) -> dict[str, Any]:
    return {"page_no": version.page_no, "version_no": version.version_no}


def _plain(record: PageVersion | Attribution) -> dict[str, Any]:
    """Return what a record holds itself, without the records in it."""
    return {name: value for name, value in asdict(record).items() if not isinstance(value, tuple | dict)}


def _table(rows: Iterable[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))
