"""What the parser knows of the world before it reads a page.

The rows come from the CSV files in `dbt_project/lookups/` (read by `flows.lookups`), so that the parser
and the warehouse share one source that anyone can extend without touching code. Country names come
from the Unicode CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news organisation. `home_time_zone` is an IANA zone name, or None where unknown.

    `domain` is where it publishes, with a path where it shares the site of another: `nytimes.com/athletic`.
    """

    outlet_id: str
    outlet_name: str
    outlet_type: str
    country_code: str | None
    home_time_zone: str | None
    is_wire: bool
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that signal an attribution; `forms` are its printed forms in lower case.

    `cue_kind` is `verb` (`say`), `phrase` (`according to`) or `noun` (`statement`).
    """

    cue_id: str
    cue_class: str
    cue_kind: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """One way to read a zone abbreviation: `CST` is US Central, China or Cuba."""

    abbreviation: str
    utc_offset_minutes: int
    zone_name: str
    country_code: str


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who a title and a surname meant between two dates (`held_until` None: to this day)."""

    title: str
    surname: str
    person_name: str
    held_from: date
    held_until: date | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code and the name it goes by in the warehouse."""

    country_code: str
    country_name: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All lookups, keyed the way the parser asks for them; names are as printed, words in lower case.

    A lexicon equals itself alone, so that what is worked out from one can be kept for it.

    `outlet_aliases` maps a printed name (`AP`, `Guardian`) to an outlet id and includes every standard
    name; `outlet_domains` maps `apnews.com` to an outlet id; `country_aliases` maps `US` or `Britain` to a
    country. `digest` changes when any lookup does and is part of the parser version. `other_names` are
    proper names of nothing we look for: days, events, products, laws, works.
    """

    outlets: Mapping[str, Outlet]
    outlet_aliases: Mapping[str, str]
    outlet_domains: Mapping[str, str]
    cues: tuple[Cue, ...]
    zones: Mapping[str, tuple[ZoneReading, ...]]
    office_holders: tuple[OfficeHolder, ...]
    country_aliases: Mapping[str, Country]
    places: frozenset[str]
    given_names: frozenset[str]
    person_titles: frozenset[str]
    organisation_names: frozenset[str]
    organisation_words: frozenset[str]
    unnamed_sources: frozenset[str]
    document_sources: frozenset[str]
    demonyms: frozenset[str]
    digest: str
    common_words: frozenset[str] = frozenset()
    other_names: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()
