"""Read the lookup CSVs in `dbt_project/lookups/` into the parser's `Lexicon`.

dbt loads the same files into the warehouse, so a name added there is known everywhere. Files under
`words/` hold one word or name a line and are for the parser alone.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from flows.errors import LookupInvalid
from flows.fingerprint import fingerprint
from flows.parsing.lexicon import Country, Cue, Lexicon, OfficeHolder, Outlet, ZoneReading

LOOKUPS = Path(__file__).parents[1] / "dbt_project" / "lookups"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "outlets": (
        "outlet_id",
        "outlet_name",
        "outlet_type",
        "country_code",
        "domain",
        "home_time_zone",
        "is_wire",
        "is_closed",
        "parent_outlet_id",
        "parent_name",
        "fact_source",
    ),
    "outlet_aliases": ("alias", "outlet_id"),
    "cues": ("cue_id", "cue_class", "cue_kind", "forms"),
    "office_holders": ("title", "surname", "person_name", "held_from", "held_until", "country_code"),
    "zone_abbreviations": ("abbreviation", "utc_offset_minutes", "zone_name", "country_code"),
    "country_aliases": ("alias", "country_code"),
}
"""The header each lookup must have; the first column of `outlets`, `outlet_aliases`, `cues` and
`country_aliases` is a key."""

KEYED = frozenset({"outlets", "outlet_aliases", "cues", "country_aliases"})

WORD_LISTS = (
    "places",
    "given_names",
    "person_titles",
    "organisation_names",
    "organisation_words",
    "unnamed_sources",
    "document_sources",
    "demonyms",
    "common_words",
    "other_names",
    "place_words",
)

ALPHA_2 = 2
"""Letters in an ISO 3166 country code; longer CLDR codes are continents."""

NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""CLDR codes for groupings and placeholders."""

Row = dict[str, str]


@cache
def load_lexicon(folder: Path = LOOKUPS) -> Lexicon:
    """Return the lexicon of a lookups folder; raise LookupInvalid with the file and line at fault."""
    try:
        return _build_lexicon(folder)
    except ValueError as problem:
        raise LookupInvalid(f"{folder}: a number or a date (YYYY-MM-DD) is wrong: {problem}") from problem


def _build_lexicon(folder: Path) -> Lexicon:
    tables = {name: _read(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    words = {name: _read(folder / "words" / f"{name}.csv", ("word",)) for name in WORD_LISTS}
    for name in KEYED:
        _require_unique(tables[name], COLUMNS[name][0], folder / f"{name}.csv")
    with_domain = [row for row in tables["outlets"] if row["domain"]]
    _require_unique(with_domain, "domain", folder / "outlets.csv")
    outlets = {row["outlet_id"]: _outlet(row) for row in tables["outlets"]}
    _require_outlets(tables["outlets"], "parent_outlet_id", outlets, folder / "outlets.csv")
    return Lexicon(
        outlets=outlets,
        outlet_domains={row["domain"]: row["outlet_id"] for row in with_domain},
        outlet_aliases=_outlet_aliases(outlets, tables["outlet_aliases"], folder),
        cues=tuple(_cue(row) for row in tables["cues"]),
        zones=_zones(tables["zone_abbreviations"]),
        office_holders=tuple(_office_holder(row) for row in tables["office_holders"]),
        country_aliases=_countries(tables["country_aliases"], folder),
        digest=fingerprint(_files(folder), root=folder),
        **{name: frozenset(row["word"] for row in rows) for name, rows in words.items()},
    )


def _files(folder: Path) -> list[Path]:
    """Return the files that reading depends on; those below `entities/` are for joining what was read."""
    words = [folder / "words" / f"{name}.csv" for name in WORD_LISTS]
    return [folder / f"{name}.csv" for name in COLUMNS] + words


def _read(path: Path, columns: tuple[str, ...]) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise LookupInvalid(f"{path}: the header must be {','.join(columns)}")
        rows = list(reader)
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values() or not row[columns[0]].strip():
            raise LookupInvalid(f"{path}, line {line}: expected {len(columns)} values, the first not empty")
    return rows


def _require_unique(rows: list[Row], key: str, path: Path) -> None:
    seen: set[str] = set()
    for row in rows:
        if row[key] in seen:
            raise LookupInvalid(f"{path}: {key} {row[key]!r} stands twice")
        seen.add(row[key])


def _require_outlets(rows: list[Row], column: str, outlets: Mapping[str, Outlet], path: Path) -> None:
    for line, row in enumerate(rows, start=2):
        if row[column] and row[column] not in outlets:
            raise LookupInvalid(f"{path}, line {line}: outlets.csv does not have {column} {row[column]!r}")


def _outlet(row: Row) -> Outlet:
    return Outlet(
        outlet_id=row["outlet_id"],
        outlet_name=row["outlet_name"],
        outlet_type=row["outlet_type"],
        country_code=row["country_code"] or None,
        home_time_zone=row["home_time_zone"] or None,
        is_wire=row["is_wire"] == "true",
        domain=row["domain"] or None,
    )


def _outlet_aliases(outlets: Mapping[str, Outlet], rows: list[Row], folder: Path) -> dict[str, str]:
    """Map every printed name to its outlet; a name that could mean two outlets is refused."""
    path = folder / "outlet_aliases.csv"
    _require_outlets(rows, "outlet_id", outlets, path)
    names = [(outlet.outlet_name, outlet.outlet_id) for outlet in outlets.values()]
    aliases: dict[str, str] = {}
    for name, outlet_id in names + [(row["alias"], row["outlet_id"]) for row in rows]:
        if name in aliases:
            raise LookupInvalid(f"{path}: {name!r} means {aliases[name]!r} and {outlet_id!r}")
        aliases[name] = outlet_id
    return aliases


def _cue(row: Row) -> Cue:
    return Cue(row["cue_id"], row["cue_class"], row["cue_kind"], tuple(row["forms"].split("|")))


def _zones(rows: list[Row]) -> dict[str, tuple[ZoneReading, ...]]:
    readings: dict[str, list[ZoneReading]] = defaultdict(list)
    for row in rows:
        readings[row["abbreviation"]].append(
            ZoneReading(
                row["abbreviation"], int(row["utc_offset_minutes"]), row["zone_name"], row["country_code"]
            )
        )
    return {abbreviation: tuple(found) for abbreviation, found in readings.items()}


def _office_holder(row: Row) -> OfficeHolder:
    return OfficeHolder(
        title=row["title"],
        surname=row["surname"],
        person_name=row["person_name"],
        held_from=date.fromisoformat(row["held_from"]),
        held_until=date.fromisoformat(row["held_until"]) if row["held_until"] else None,
    )


def _countries(rows: list[Row], folder: Path) -> dict[str, Country]:
    """Map every name a country goes by in print to it: the Unicode CLDR's names, then the aliases."""
    from babel import Locale

    by_code = {
        code: Country(code, _without_gloss(name))
        for code, name in Locale("en").territories.items()
        if code.isalpha() and len(code) == ALPHA_2 and code not in NOT_COUNTRIES
    }
    names = {country.country_name: country for country in by_code.values()}
    for row in rows:
        if row["country_code"] not in by_code:
            raise LookupInvalid(f"{folder / 'country_aliases.csv'}: no country {row['country_code']!r}")
        names[row["alias"]] = by_code[row["country_code"]]
    return names


def _without_gloss(name: str) -> str:
    """Return a CLDR name as a newspaper prints it: `Myanmar (Burma)` is Myanmar."""
    return name.partition(" (")[0].removesuffix(" SAR China").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
