"""Runs that are killed: pages that arrive between them, where the kills land, what readers see meanwhile.

A run is the real command in a process group of its own, which is killed as a whole. What the warehouse holds
in the end is held against one made from the same pages without any harm.
"""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import duckdb

from flows.storage import lake
from flows.storage.layout import DataDir

STAGES = (
    "start",
    "ingest",
    "after_ingest",
    "extract",
    "after_extract",
    "load",
    "after_load",
    "transform",
    "after_transform",
    "publish",
    "report",
    "learn",
)
ENDED = re.compile(r"^  (?P<stage>\w+) +(?P<seconds>\d+\.\d) s ")
"""The line that a stage leaves behind, such as `  ingest             0.1 s  3 files, 2 new`."""

BATCH_BYTES = 1_500
"""About two of the pages here: a run has several batches, and reads them in two processes."""

DELIVERY = {"batch_id", "run_id", "first_seen_at", "latency_minutes"} | {
    f"latency_p{percentile}_minutes" for percentile in (50, 95)
}
"""Columns that say when and how a page came. `first_seen_at` of an entity is of what pages print."""
PRINTED = {"dim_entities", "agg_entities"}

SUBJECTS = ("Ferry", "Library", "Tram", "Harbor", "Stadium", "Reservoir", "Airport", "Museum", "Orchard")
EVENTS = ("Halts Service", "Opens Late", "Loses Its Permit", "Hires Divers", "Raises Prices", "Is Sold")
SPEAKERS = ("Maria Ortiz", "Daniel Whitcombe", "Aisha Karimi", "Peter Lindqvist", "Grace Oyelaran")
OUTLETS = ("the Associated Press", "Reuters", "the Boston Globe", "CNN", "the Guardian", "Axios")
VERBS = ("reports", "said", "noted")

READER = """
import os, random, sys, time, duckdb
database, enough = sys.argv[1:]
QUESTIONS = {
    "pages loaded and counted": (
        "select (select count(*) from raw.pages), (select sum(page_count) from raw.batches)"
    ),
    "pages loaded and read": (
        "select (select count(*) from raw.pages), (select count(*) from raw.parsed_pages)"
    ),
    "pages loaded and ingested": (
        "select (select count(*) from raw.pages), "
        "(select count(distinct content_sha256) from ops.page_outcomes where outcome = 'ingested')"
    ),
    "articles and articles with segments": (
        "select (select count(*) from marts.fct_articles), "
        "(select count(distinct article_id) from marts.fct_article_segments)"
    ),
    "citations counted and told": (
        "select (select sum(citation_count) from marts.fct_articles), "
        "(select count(*) from marts.fct_source_citations)"
    ),
    "mentions counted and told": (
        "select (select sum(mention_count) from marts.fct_articles), "
        "(select count(*) from marts.fct_entity_mentions)"
    ),
    "builds and builds that published": (
        "select count(*), count(*) filter (status = 'published') "
        "from raw.current_build join ops.runs using (run_id)"
    ),
}
reads, seen, grown = 0, set(), (0, 0)
print("ready", flush=True)
while not os.path.exists(enough):
    time.sleep(random.uniform(0, 0.1))  # the runs need the processor too
    if not os.path.exists(database):
        continue
    with duckdb.connect(database, read_only=True) as connection:
        for name, question in QUESTIONS.items():
            one, other = connection.execute(question).fetchone()
            assert one == other and one, (name, one, other)
        (run_id,) = connection.execute("select run_id from raw.current_build").fetchone()
        sizes = connection.execute(
            "select (select count(*) from raw.batches), (select count(*) from ops.runs)"
        ).fetchone()
    assert all(now >= before for now, before in zip(sizes, grown)), (grown, sizes)
    grown = sizes
    seen.add(run_id)
    reads += 1
print(reads, len(seen))
"""


@dataclass
class Newsroom:
    """A folder that pages arrive in, and what arrived: the versions of each page, by its name."""

    folder: Path
    random: Random
    versions: dict[str, list[bytes]] = field(default_factory=dict)
    bad: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    """Content of each copy, and the number of the version that it is a copy of."""

    def arrive(self, known: set[str]) -> None:
        """Let pages arrive: new ones, and now and then a change, a copy or a bad one.

        A page changes only when its last version is among the `known` hashes: nobody can tell of one that
        was overwritten before any run saw it.
        """
        for _ in range(self.random.randint(1, 2)):
            name = f"page-{len(self.versions):04d}.txt"
            self.versions[name] = [self._write(name, write_story(self.random, len(self.versions)))]
        if self.random.random() < 0.3:
            self._change(known)
        if self.random.random() < 0.2:
            name, versions = self.random.choice(list(self.versions.items()))
            copy = f"same-{len(self.copies):04d}-as-{name}"
            self.copies[copy] = (self._write(copy, versions[-1]), len(versions))
        if self.random.random() < 0.2:
            name = f"bad-{len(self.bad):04d}.txt"
            content = self.random.choice([b"", b"A page\0with a NUL", b"\xff\xfe\x00", b"  \n"])
            self.bad[name] = self._write(name, content + b" " * len(self.bad))

    def _change(self, known: set[str]) -> None:
        seen = [
            name
            for name, versions in self.versions.items()
            if len(versions) < 3 and hashlib.sha256(versions[-1]).hexdigest() in known
        ]
        if seen:
            name = self.random.choice(seen)
            number = int(name[5:9])
            changed = write_story(self.random, number, version_no=len(self.versions[name]) + 1)
            self.versions[name].append(self._write(name, changed))

    def _write(self, name: str, content: bytes) -> bytes:
        (self.folder / name).write_bytes(content)
        return content

    def rounds(self) -> Iterator[None]:
        """Let the same pages arrive again in a folder of the same name, first versions first."""
        for path in self.folder.iterdir():
            path.unlink()
        for version_no in range(1, 1 + max(map(len, self.versions.values()))):
            for name, versions in self.versions.items():
                self._write(name, versions[min(version_no, len(versions)) - 1])
            for name, (content, copied_version) in self.copies.items():
                if copied_version == version_no:
                    self._write(name, content)
            for name, content in self.bad.items():
                self._write(name, content)
            yield


def write_story(random: Random, number: int, version_no: int = 1) -> bytes:
    """Return a page that is like no other, save for another version of the same number."""
    subject, event = SUBJECTS[number % len(SUBJECTS)], EVENTS[number % len(EVENTS)]
    speaker, other = random.sample(SPEAKERS, 2)
    outlet, rival = random.sample(OUTLETS, 2)
    verb, day = random.choice(VERBS), 1 + number % 28
    lines = [
        f"{subject} No. {number} {event}",
        f"By {other}",
        f"Posted Mar {day}, 2025 9:{10 + number % 50} AM EST",
        f"The {subject.lower()} on Pier {number} lost {random.randint(100, 999)} visitors, {outlet} {verb}.",
        f'"We counted {random.randint(1000, 9999)} of them at Gate {number}," {speaker} told {rival}.',
        f"{speaker} said the {subject.lower()} would need {random.randint(10, 99)} weeks of work.",
    ]
    if version_no > 1:
        lines.append(f"Update {version_no}: officials said Pier {number} had been closed for repairs.")
    return "\n\n".join(lines).encode() + b"\n"


@dataclass
class Attempt:
    """One run of the command: the stage it was in when it was killed, or how it ended before that."""

    stage: str
    exit_code: int | None
    output: str


class Command:
    """`sourceline run` in a process group of its own, watched by what it prints."""

    def __init__(self, pages: Path, data_dir: Path, api_url: str) -> None:
        self.lines: list[str] = []
        self.ended: list[str] = []
        self.seconds: dict[str, float] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "run", "--source", pages, "--data-dir", data_dir],
            env={
                **os.environ,
                "PREFECT_API_URL": api_url,
                "SOURCELINE_BATCH_BYTES": str(BATCH_BYTES),
                "SOURCELINE_WORKERS": "2",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()

    def _watch(self) -> None:
        for line in self._process.stdout:
            self.lines.append(line)
            if found := ENDED.match(line):
                self.seconds[found["stage"]] = float(found["seconds"])
                self.ended.append(found["stage"])

    @property
    def stage(self) -> str:
        """Return the stage at work, or `exit` after the last."""
        return STAGES[len(self.ended)] if len(self.ended) < len(STAGES) else "exit"

    @property
    def is_over(self) -> bool:
        return self._process.poll() is not None

    def wait_for(self, stage: str) -> None:
        """Return as a stage begins, or the run is over."""
        while not self.is_over and STAGES.index(stage) > len(self.ended):
            time.sleep(0.002)

    def kill(self) -> Attempt:
        """Kill the whole group with SIGKILL, if it has not ended by itself."""
        stage = self.stage
        if not self.is_over:
            os.killpg(self._process.pid, signal.SIGKILL)
        return self._attempt(stage)

    def finish(self) -> Attempt:
        """Wait for the run to end by itself."""
        self._process.wait(timeout=300)
        return self._attempt("exit")

    def _attempt(self, stage: str) -> Attempt:
        code = self._process.wait()
        self._watcher.join()
        self._process.stdout.close()
        return Attempt(stage if code < 0 else "exit", None if code < 0 else code, "".join(self.lines))


@dataclass
class Harness:
    """A newsroom, its data directory and the kills so far."""

    root: Path
    api_url: str
    random: Random
    typical: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 1.0))
    landed: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.pages = self.root / "pages"
        self.pages.mkdir()
        self.data = DataDir(self.root / "data")
        self.newsroom = Newsroom(self.pages, self.random)

    def start(self, data: DataDir | None = None) -> Command:
        return Command(self.pages, (data or self.data).root, self.api_url)

    def attempt(self, stage: str | None) -> Attempt:
        """Let pages arrive, start a run and kill it in a stage, or anywhere where none is given."""
        self.newsroom.arrive(set(lake.known_pages(self.data)))
        command = self.start()
        if stage:
            command.wait_for(stage)
            time.sleep(self.random.uniform(0, self.typical[stage]))
        else:
            deadline = time.monotonic() + self.random.uniform(0, sum(self.typical.values()))
            while time.monotonic() < deadline and not command.is_over:
                time.sleep(0.005)
        attempt = command.kill()
        self.learn(command)
        self.landed.update([attempt.stage] if attempt.exit_code is None else [])
        assert attempt.exit_code in {None, 0}, attempt.output
        return attempt

    def learn(self, command: Command) -> None:
        """Keep how long the stages took, so that the next kills hit the middle of them."""
        self.typical |= {stage: max(seconds, 0.05) for stage, seconds in command.seconds.items()}

    def finish(self) -> None:
        """Run undisturbed until there is nothing new."""
        for expected in ("published", "Nothing new"):
            command = self.start()
            attempt = command.finish()
            self.learn(command)
            assert attempt.exit_code == 0, attempt.output
            if expected == "published" and "Nothing new" in attempt.output:
                return
            assert expected in attempt.output, attempt.output

    def undisturbed(self) -> DataDir:
        """Return the data directory of runs on the same pages that nobody killed."""
        data = DataDir(self.root / "undisturbed")
        for _ in self.newsroom.rounds():
            attempt = self.start(data).finish()
            assert attempt.exit_code == 0, attempt.output
        return data

    @contextmanager
    def reader(self) -> Iterator[list[int]]:
        """Let a reader ask its questions all through the block; yield its reads and warehouses seen."""
        enough = self.root / "enough"
        with subprocess.Popen(
            [sys.executable, "-c", READER, self.data.warehouse, enough],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout.readline() == "ready\n"
            counts: list[int] = []
            try:
                yield counts
            finally:
                enough.touch()
                told, complaints = process.communicate(timeout=60)
            assert complaints == ""
            counts += map(int, told.split())


def read_marts(data: DataDir) -> dict[str, list[str]]:
    """Return the rows of all marts without what says when and how a page came, in an order of their own."""
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        names = connection.execute(
            "select table_name from information_schema.tables "
            "where table_schema = 'marts' and table_name <> 'wide_page_outcomes' order by 1"
        ).fetchall()
        return {name: _read_rows(connection, name) for (name,) in names}


def _read_rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    answer = connection.execute(f"select * from marts.{table}")
    told = DELIVERY - {"first_seen_at"} if table in PRINTED else DELIVERY
    columns = [column[0] for column in answer.description]
    kept = [position for position, column in enumerate(columns) if column not in told]
    return sorted(repr([row[position] for position in kept]) for row in answer.fetchall())


def differing(found: DataDir, expected: DataDir) -> dict[str, tuple[list[str], list[str]]]:
    """Return, for each mart that differs, the first rows that only the one and only the other has."""
    ours, theirs = read_marts(found), read_marts(expected)
    assert ours.keys() == theirs.keys()
    return {
        name: (
            [row for row in rows if row not in theirs[name]][:2],
            [row for row in theirs[name] if row not in rows][:2],
        )
        for name, rows in ours.items()
        if rows != theirs[name]
    }
