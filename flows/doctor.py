"""`sourceline doctor`: look at everything a data directory needs, say what is wrong and the way out."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import extract, load
from flows.errors import SourcelineError, WarehouseMissing
from flows.lookups import load_lexicon
from flows.orchestration import server
from flows.storage import checkup, mending, reader
from flows.storage.faults import require_writable
from flows.storage.layout import DataDir
from flows.storage.lock import hold, read_owner

Outcome = Literal["ok", "warning", "broken"]
STYLES = {"ok": "green", "warning": "yellow", "broken": "red"}

ROOM = 3
"""A build is a copy of the warehouse that grows, and sorts on disk what does not fit into memory."""
MIN_FREE_BYTES = 500 * 2**20
FILES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one check; `way_out` says what to do where it is not ok."""

    check: str
    outcome: Outcome
    detail: str
    way_out: str | None = None


def show(
    console: Console,
    data_dir: Path,
    *,
    is_deep: bool,
    is_mended: bool,
    output_format: Literal["table", "json"],
) -> int:
    """Print the findings, after mending where that is wanted; return the exit code, 3 where one is broken."""
    data = DataDir(data_dir)
    if not data.root.is_dir():
        raise WarehouseMissing(f"There is no {data.root} yet. `sourceline run` makes it.")
    mended = mend(data, is_deep=is_deep) if is_mended else []
    findings = examine(data, is_deep=is_deep)
    if output_format == "json":
        told = {"mended": mended, "findings": [asdict(finding) for finding in findings]}
        console.print_json(json.dumps(told))
    else:
        for sentence in mended:
            console.print(sentence, soft_wrap=True, highlight=False, markup=False)
        console.print(as_table(findings))
    return 3 if any(finding.outcome == "broken" for finding in findings) else 0


def as_table(findings: list[Finding]) -> Table:
    """Return the findings as a table, in the order in which they were made."""
    table = Table()
    for name in ("check", "outcome", "what was found"):
        table.add_column(name, no_wrap=name != "what was found")
    for finding in findings:
        detail = f"{finding.detail}\n{finding.way_out}" if finding.way_out else finding.detail
        table.add_row(finding.check, Text(finding.outcome, style=STYLES[finding.outcome]), Text(detail))
    return table


def examine(data: DataDir, *, is_deep: bool) -> list[Finding]:
    """Carry out every check; change nothing. A check that itself fails is a finding too."""
    checks: dict[str, Callable[[DataDir], Finding]] = {
        "data directory": check_writable,
        "free space": check_space,
        "temporary folder": check_temporary,
        "lock": check_lock,
        "leftovers": check_leftovers,
        "lake": partial(check_lake, is_deep=is_deep),
        "warehouse": partial(check_warehouse, is_deep=is_deep),
        "versions": check_origin,
        "Prefect": check_prefect,
        "lookups": check_lookups,
        "libraries": check_libraries,
    }
    return [_carry_out(name, check, data) for name, check in checks.items()]


def mend(data: DataDir, *, is_deep: bool) -> list[str]:
    """Sweep leftovers, move damaged files aside and bring back what can be brought back; say each."""
    with hold(data, command="doctor --mend"):
        data.sweep()
        told = list(mending.mend_lake(data, checkup.inspect_lake(data, is_deep=is_deep)))
        if not server.find_running(data) and _find_prefect_fault(data):
            aside = data.prefect_home / "prefect.damaged.db"
            (data.prefect_home / "prefect.db").replace(aside)
            told.append(f"Prefect's history was damaged and is now {aside}; the next run begins another.")
    return told


def _carry_out(name: str, check: Callable[[DataDir], Finding], data: DataDir) -> Finding:
    try:
        return check(data)
    except (SourcelineError, OSError) as problem:
        first, *rest = str(problem).splitlines()
        return Finding(name, "broken", first, " ".join(rest) or None)


def check_writable(data: DataDir) -> Finding:
    """Write a small file, as every run has to."""
    require_writable(data)
    return Finding("data directory", "ok", f"{data.root} can be written")


def check_space(data: DataDir) -> Finding:
    """Compare what is free with what the next build may take."""
    free = shutil.disk_usage(data.root).free
    needed = ROOM * data.warehouse.stat().st_size if data.warehouse.exists() else 0
    detail = f"{free / 2**30:,.1f} GiB free"
    if free >= max(needed, MIN_FREE_BYTES):
        return Finding("free space", "ok", detail)
    way_out = f"The next build may need {max(needed, MIN_FREE_BYTES) / 2**30:,.1f} GiB: free some."
    return Finding("free space", "warning", detail, way_out)


def check_temporary(_data: DataDir) -> Finding:
    """Write to the temporary folder. A run spills into the data directory; its libraries may not."""
    folder = tempfile.gettempdir()
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as probe:
            probe.write(bytes(2**16))
            probe.flush()
    except OSError as problem:
        way_out = "Free space there or set TMPDIR to another folder."
        return Finding("temporary folder", "warning", f"{folder}: {problem.strerror}", way_out)
    return Finding("temporary folder", "ok", f"{folder} can be written")


def check_lock(data: DataDir) -> Finding:
    """Say who holds the data directory; what an owner that is gone left behind holds nothing."""
    owner = read_owner(data)
    return Finding("lock", "ok", f"held by {owner}" if owner else "held by nobody")


def check_leftovers(data: DataDir) -> Finding:
    """Look for what a killed run left behind, unless one is at work."""
    if read_owner(data):
        return Finding("leftovers", "ok", "not looked for while a run is at work")
    left = [path for path in data.root.rglob("*.unfinished") if path.is_file()]
    left += [path for path in data.build.rglob("*") if path.is_file()]
    if data.warehouse_log.exists():
        left.append(data.warehouse_log)
    if not left:
        return Finding("leftovers", "ok", "none")
    size = sum(path.stat().st_size for path in left)
    way_out = "The next run sweeps them; so does `sourceline doctor --mend`."
    return Finding("leftovers", "warning", f"{len(left):,} files, {size / 2**20:,.1f} MiB", way_out)


def check_lake(data: DataDir, *, is_deep: bool) -> Finding:
    """Read the end of each file of the lake or, deep, all of it; look for batches that are missing."""
    state = checkup.inspect_lake(data, is_deep=is_deep)
    faults = [f"{damage.path}: {damage.reason}" for damage in state.damaged]
    faults += [f"{data.raw_batch(batch_id)}: it is missing" for batch_id in state.lost]
    if faults:
        more = f"\nand {len(faults) - FILES_NAMED:,} more" if len(faults) > FILES_NAMED else ""
        way_out = "`sourceline doctor --mend` moves them aside and brings back what can be brought back."
        return Finding("lake", "broken", "\n".join(faults[:FILES_NAMED]) + more, way_out)
    how = "every byte read" if is_deep else "the end of each file read; --deep reads all"
    counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(state.counts.items()))
    return Finding("lake", "ok", f"{counts or 'empty'} ({how})")


def check_warehouse(data: DataDir, *, is_deep: bool) -> Finding:
    """Open the published warehouse and hold its counts against one another."""
    way_out = "`sourceline rebuild` makes it anew from the lake."
    try:
        contradictions = checkup.inspect_warehouse(data, is_deep=is_deep)
    except WarehouseMissing as missing:
        return Finding("warehouse", "warning", str(missing))
    if contradictions:
        return Finding("warehouse", "broken", "\n".join(contradictions), way_out)
    return Finding("warehouse", "ok", f"{data.warehouse.stat().st_size / 2**20:,.1f} MiB, its counts agree")


def check_origin(data: DataDir) -> Finding:
    """Say whether what is published was built by this version."""
    parser_version = extract.current_parser_version()
    published = reader.read_published(data)
    if published and published.origin != load.warehouse_origin(parser_version):
        way_out = "The next run builds it anew from the lake."
        return Finding("versions", "warning", "the warehouse was built by another version", way_out)
    return Finding("versions", "ok", f"parser {parser_version}")


def check_prefect(data: DataDir) -> Finding:
    """Look at the database in which Prefect keeps its history, and for the note of a server that is gone."""
    fault = _find_prefect_fault(data)
    if fault:
        way_out = "`sourceline doctor --mend` moves it aside; it holds what Prefect's UI shows of past runs."
        return Finding("Prefect", "broken", fault, way_out)
    running = server.find_running(data)
    return Finding("Prefect", "ok", f"served at {running.url}" if running else "no schedule is being served")


def _find_prefect_fault(data: DataDir) -> str | None:
    path = data.prefect_home / "prefect.db"
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as history:
            (answer,) = history.execute("pragma quick_check(1)").fetchone()
    except sqlite3.DatabaseError as problem:
        return f"{path}: {problem}"
    return None if answer == "ok" else f"{path}: {answer}"


def check_lookups(_data: DataDir) -> Finding:
    """Read the lookups as the parser does."""
    load_lexicon()
    return Finding("lookups", "ok", f"{load.LOOKUPS} can be read")


def check_libraries(_data: DataDir) -> Finding:
    """Hold the versions of the libraries against those that were tested together."""
    strange = list(_find_strange())
    way_out = "`uv sync` installs the versions that were tested."
    if strange:
        return Finding("libraries", "warning", ", ".join(strange), way_out)
    return Finding("libraries", "ok", "all of versions that were tested")


def _find_strange() -> Iterator[str]:
    try:
        needed = [Requirement(line) for line in requires("sourceline") or ()]
    except PackageNotFoundError:
        yield "sourceline itself is not installed"
        return
    for requirement in needed:
        if not requirement.marker and not requirement.specifier.contains(version(requirement.name)):
            yield f"{requirement.name} {version(requirement.name)} (tested: {requirement.specifier})"
