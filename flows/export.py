"""`sourceline export`: the marts as a folder of Parquet files that explains itself, for people elsewhere.

`datapackage.json` describes every file and column after the Frictionless Data Package standard
(https://specs.frictionlessdata.io/data-package/), `DICTIONARY.md` says the same for people.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from flows.errors import UsageError
from flows.storage import catalog, reader
from flows.storage.catalog import Column, Relation
from flows.storage.layout import DataDir
from flows.storage.scan import literal

DESCRIPTOR: Final = "datapackage.json"
DICTIONARY: Final = "DICTIONARY.md"

CLOSED_COLUMNS: Final = frozenset(
    {
        *("changed_part", "change_type", "chain_depth", "content_sha256", "country_code", "credit_kind"),
        *("cue_class", "cue_forms", "cue_kind", "cue_lemma", "day_name", "entity_type", "field_name"),
        *("home_time_zone", "iso_week", "joined_by", "language", "parser_version", "publisher_evidence"),
        *("quote_form", "relation", "resolved_by", "rule", "segment_type", "source_format", "source_kind"),
        *("source_role", "time_evidence", "time_precision", "anonymity"),
    }
)
"""Text columns whose values stand in closed lists of ours, and never in the words of a page."""

FIELD_TYPES: Final = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "UINTEGER": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
}
"""Types of Table Schema by DuckDB's; what is not here is `any`."""

OPEN_KEY: Final = (
    r"[0-9a-f]{32}(-[a-z][0-9]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}T[0-9]{9}Z-[0-9a-f]{4}|none|unknown"
)
"""Keys that tell nothing: hashes and their parts, days, runs. In one such as `person-ann-lee` is a name."""


SHARED_KEY: Final = """
    create temp macro shared_key(key) as
        case
            when
                key is null
                or regexp_full_match(key, getvariable('open_key'))
                or key in (select outlet_id from marts.dim_outlets where is_in_registry)
                or key in (select cue_id from marts.dim_cues)
                then key
            else 'h-' || left(sha256(key), 32)
        end
"""
"""Turns a key with a name in it into a hash, the same everywhere, so that tables still join."""


def export_marts(console: Console, data_dir: Path, folder: Path, *, is_text_kept: bool) -> None:
    """Write every mart to `folder`, which is new, empty or an earlier export, and say what was written.

    Without text only keys, spans, counts, times and values from closed lists are left. Raise UsageError for a
    folder with other things in it, WarehouseMissing without a warehouse.
    """
    folder = folder.absolute()
    if _is_somebody_elses(folder):
        raise UsageError(f"{folder} is not empty and no earlier export. Name a folder of its own.")
    aside = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "data").mkdir(parents=True)
    with reader.open_reader(DataDir(data_dir)) as connection, console.status("export") as status:
        relations = catalog.read_marts(connection)
        if not is_text_kept:
            connection.execute(f"set variable open_key = {literal(OPEN_KEY)}")
            connection.execute(SHARED_KEY)
            relations = tuple(map(_without_text, relations))
        resources = []
        for done, relation in enumerate(relations, start=1):
            status.update(f"export  {done} of {len(relations)} marts: {relation.name}")
            path = aside / "data" / f"{relation.name}.parquet"
            connection.execute(_copy(relation, path, is_text_kept=is_text_kept))
            resources.append(_describe(relation, relations, path))
        (published_at,) = connection.execute("select max(finished_at) from ops.runs").fetchone() or (None,)
    descriptor = _describe_package(resources, published_at, is_text_kept=is_text_kept)
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (aside / DESCRIPTOR).write_text(text, encoding="utf-8")
    (aside / DICTIONARY).write_text("".join(_write_dictionary(relations)), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    console.print(f"{len(relations)} marts in {folder}", soft_wrap=True, highlight=False)
    console.print(f"{DICTIONARY} says what their columns mean, {DESCRIPTOR} tells programs.", highlight=False)


def _is_somebody_elses(folder: Path) -> bool:
    if not folder.is_dir():
        return folder.exists()
    return any(folder.iterdir()) and not (folder / DESCRIPTOR).exists()


def _copy(relation: Relation, path: Path, *, is_text_kept: bool) -> str:
    """Return the SQL that writes a mart, in the order of its key, so that equal rows give equal files."""
    columns = [
        column.name
        if is_text_kept or not column.name.endswith("_id")
        else f"shared_key({column.name}) as {column.name}"
        for column in relation.columns
    ]
    return (
        f"copy (select {', '.join(columns)} from marts.{relation.name} "  # noqa: S608 - names of ours
        f"order by {', '.join(relation.key) or 'all'}) to {literal(str(path))} "
        "(format parquet, compression zstd)"
    )


def _without_text(relation: Relation) -> Relation:
    kept = tuple(column for column in relation.columns if _is_wordless(column))
    return Relation(relation.name, relation.description, kept, relation.key, relation.is_view)


def _is_wordless(column: Column) -> bool:
    is_text = FIELD_TYPES.get(column.data_type, "any") in ("string", "any")
    return not is_text or column.name.endswith("_id") or column.name in CLOSED_COLUMNS


def _describe(relation: Relation, relations: Sequence[Relation], path: Path) -> dict[str, Any]:
    """Return a mart as a Frictionless resource."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    schema: dict[str, Any] = {"fields": [_describe_field(column, relation) for column in relation.columns]}
    if relation.key:
        schema["primaryKey"] = list(relation.key)
    names = {column.name for column in relation.columns}
    references = [
        {"fields": ref.column, "reference": {"resource": ref.relation, "fields": ref.field}}
        for ref in catalog.find_references(relation, relations)
        if ref.column in names
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "name": relation.name,
        "path": f"data/{path.name}",
        "description": relation.description,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _describe_field(column: Column, relation: Relation) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES.get(column.data_type, "any"),
        "description": column.description,
    }
    constraints = {"required": column.is_required, "unique": relation.key == (column.name,)}
    if any(constraints.values()):
        field["constraints"] = {name: True for name, holds in constraints.items() if holds}
    return field


def _describe_package(
    resources: Sequence[dict[str, Any]], published_at: datetime | None, *, is_text_kept: bool
) -> dict[str, Any]:
    words = "" if is_text_kept else " Without words of the pages: keys with a name in them are hashes."
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "sourceline",
        "title": "Sourceline: who reported what, on whose word, about whom",
        "description": f"The marts of a Sourceline warehouse as Parquet files.{words}",
        "resources": list(resources),
    }
    if published_at:
        package["created"] = published_at.isoformat()
    return package


def _write_dictionary(relations: Sequence[Relation]) -> Iterator[str]:
    """Yield the lines of the data dictionary: a table for each mart."""
    yield "# Data dictionary\n\nEach file in `data/` is a table. Times are in UTC; `_id` columns are keys.\n"
    for relation in relations:
        yield f"\n## {relation.name}\n\n{_as_line(relation.description)}\n\n"
        if relation.key:
            yield f"Key: {', '.join(relation.key)}\n\n"
        references = {ref.column: ref for ref in catalog.find_references(relation, relations)}
        yield "| column | type | what it is |\n|---|---|---|\n"
        for column in relation.columns:
            ref = references.get(column.name)
            link = f" → {ref.relation}.{ref.field}" if ref else ""
            yield f"| {column.name} | {column.data_type.lower()} | {_as_line(column.description)}{link} |\n"


def _as_line(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")
