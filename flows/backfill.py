"""`sourceline backfill`: bring in an archive in chunks, each a run that publishes, beside the schedule.

Nothing is kept of how far it is but the lake itself: files that a run has read are not looked at again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from flows import terminal_run
from flows.chunks import Archive, Chunk, find_archive, make_chunks
from flows.errors import Interrupted, RunLocked
from flows.settings import Settings, load_settings, utc_now
from flows.storage import lake
from flows.storage.layout import DataDir
from flows.storage.lock import read_owner

if TYPE_CHECKING:
    from flows.pipeline import RunResult

TURN_SECONDS = 1.0
"""Between two chunks the data directory is free for so long: a scheduled run that waits for it takes it."""


def backfill(
    console: Console,
    *,
    sources: Iterable[str] | None,
    data_dir: Path | None,
    gates_mode: str | None,
    entities: str | None,
    since: date | None,
    until: date | None,
    chunk_size: int,
) -> None:
    """Read what the lake has not got of the sources; a chunk that is refused or broken ends it."""
    settings = load_settings(
        sources=sources, data_dir=data_dir, gates_mode=gates_mode, entities=entities, is_backfill=True
    )
    data = DataDir(settings.data_dir)
    archive = find_archive(
        settings.sources,
        since=since,
        until=until or (utc_now().date() if since else None),
        own_paths=data.own_paths,
        known=lake.paths_read(data),
    )
    # of an archive that was read, one file more publishes what a chunk that was killed left in the lake
    chunks = tuple(make_chunks(archive.units or (archive.last,), chunk_size))
    console.print(describe_archive(archive, len(chunks)), highlight=False)
    done = 0
    try:
        with terminal_run.connected(console, data) as run_once:
            begun = time.monotonic()
            for done, chunk in enumerate(chunks):
                if done:
                    time.sleep(TURN_SECONDS)
                run = take_turn(console, data, replace(settings, sources=chunk.sources), run_once).run
                console.print(describe_chunk(chunks, done, run, time.monotonic() - begun), highlight=False)
    except Interrupted as stop:
        raise Interrupted(
            f"Stopped after {done:,} of {len(chunks):,} chunks, which stand; the same command goes on."
        ) from stop


def take_turn(
    console: Console, data: DataDir, settings: Settings, run_once: Callable[[Settings], RunResult]
) -> RunResult:
    """Carry out a run, waiting for as long as another command is writing."""
    told = None
    while True:
        while owner := read_owner(data):
            if owner != told:
                console.print(f"Waiting for {owner}.", highlight=False, markup=False)
                told = owner
            time.sleep(TURN_SECONDS)
        try:
            return run_once(settings)
        except RunLocked:  # another took the turn in between
            continue


def describe_archive(archive: Archive, chunk_count: int) -> str:
    """Return what is about to be read."""
    empty = f" {len(archive.empty_days):,} days have none." if archive.empty_days else ""
    known = f"{archive.known_count:,} were read before and are left out."
    if not archive.units:
        return f"Every file was read before: {archive.known_count:,}.{empty}"
    return f"{archive.file_count:,} files in {chunk_count:,} chunks; {known}{empty}"


def describe_chunk(chunks: Sequence[Chunk], done: int, run: Mapping[str, Any], seconds: float) -> str:
    """Return what became of the chunk after the first `done`, and how long the rest may take."""
    read = sum(chunk.file_count for chunk in chunks[: done + 1])
    left = sum(chunk.file_count for chunk in chunks[done + 1 :])
    rest = f"about {timedelta(seconds=round(seconds / read * left))} left" if left else "done"
    return (
        f"chunk {done + 1:,} of {len(chunks):,} {run['status'].replace('_', ' ')}: "
        f"{run['ingested_count']:,} new pages; {read:,} of {read + left:,} files, {rest}"
    )
