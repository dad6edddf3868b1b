"""A small warehouse made of hand-written records, so that a test decides what the parser found."""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest

from flows import transform
from flows.parsing import records
from flows.parsing.records import NOTHING_READ, Citation, Mention, ParsedPage, PublishedTime, TextSpan
from flows.signatures import sign
from flows.storage import lake, readings, schemas, warehouse
from flows.storage.warehouse import PendingBatch
from tests.conftest import make_once

PUBLISHED = PublishedTime(
    start=0,
    end=1,
    text="Mar 3, 2025 9:15 PM EST",
    local=datetime(2025, 3, 3, 21, 15),  # noqa: DTZ001 - local time as printed
    at=datetime(2025, 3, 4, 2, 15, tzinfo=UTC),
    zone_text="EST",
    utc_offset_minutes=-300,
    is_zone_ambiguous=False,
    precision="minute",
    evidence="test",
)
HOSTILE = "'); drop table marts.fct_articles; -- <script>alert(1)</script> {{ ref('x') }} \"“\n=1+1"


def span(text: str, start: int = 0) -> TextSpan:
    return TextSpan(start, start + len(text), text)


def a_citation(number: int, source: str, **changes) -> Citation:
    plain = Citation(
        citation_no=number,
        segment_no=0,
        source=span(source),
        source_kind="person",
        source_name=source,
        source_role="source",
        source_outlet_id=None,
        resolved_by="explicit",
        cue=span("says"),
        cue_id="say",
        quote_form="direct",
        content=span("We won, at last."),
        quotes=(span("We won, at last."),),
        relayed_by_no=None,
        addressee=None,
        addressee_outlet_id=None,
        said_date=date(2025, 3, 2),
        said_date_text="Sunday",
        rule="test",
        confidence=1.0,
    )
    return replace(plain, **changes)


def a_relay(number: int, outlet: str) -> Citation:
    return a_citation(number, outlet, source_kind="outlet", source_role="relay", quotes=())


def a_mention(number: int, name: str, **changes) -> Mention:
    plain = Mention(
        mention_no=number,
        start=0,
        end=len(name),
        text=name,
        entity_type="PERSON",
        entity_name=name,
        name_in_page=name,
        outlet_id=None,
        country_code=None,
        segment_no=0,
        is_in_quote=False,
        resolved_by="explicit",
        rule="test",
    )
    return replace(plain, **changes)


@dataclass(frozen=True)
class Page:
    """A page and what the parser is said to have found on it."""

    path: str
    text: str
    found: ParsedPage

    @property
    def content_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def article_id(self) -> str:
        return self.content_sha256[:32]

    def read_again(self, **changes) -> "Page":
        """The same content, of which another parser finds something else."""
        return replace(self, found=replace(self.found, **changes))

    def edited(self, text: str) -> "Page":
        """Other content under the same path."""
        return replace(self, text=text, found=replace(self.found, body_text=text))


def a_page(path: str, text: str, **changes) -> Page:
    line = records.Segment(0, "paragraph", 0, len(text), text, TextSpan(0, len(text), text), "test")
    plain = replace(
        NOTHING_READ,
        language=records.Language("en", 0.99, is_read=True),
        segments=(line,),
        body_text=text,
        word_count=len(text.split()),
    )
    return Page(path, text, replace(plain, **changes))


ARTICLE = a_page(
    "/news/ferry.txt",
    "Ann Lee says: We won, at last.",
    headline=span("Ann Lee"),
    published=PUBLISHED,
    publisher_outlet_id="axios",
    publisher_name="Axios",
    authors=(records.Author("Ana López", 0, 3, "Staff", "The Tennessean", None),),
    topics=(records.Topic("Ferries", 0, 3),),
    image_credits=(
        records.ImageCredit("Bo Ray", "photographer", 0, 3, None),
        records.ImageCredit("Associated Press", "agency", 0, 3, "associated-press"),
    ),
    citations=(
        a_relay(0, "The Tennessean"),
        a_citation(1, "Ann Lee", relayed_by_no=0),
        a_citation(2, "Ann Lee", quotes=(span("WE WON -- at last!"),)),
        a_citation(3, "officials", source_kind="unnamed", cue=None, cue_id=None, said_date=None, quotes=()),
    ),
    mentions=(
        a_mention(0, "Ann Lee"),
        a_mention(1, "Russia", entity_type="PLACE", country_code="RU"),
        a_mention(2, "Associated Press", entity_type="ORG", outlet_id="associated-press"),
    ),
)
HOSTILE_PAGE = a_page(
    f"/news/{HOSTILE}.txt",
    HOSTILE,
    headline=span(HOSTILE),
    publisher_name=HOSTILE,
    authors=(records.Author(HOSTILE, 0, 3, HOSTILE, HOSTILE, None),),
    topics=(records.Topic("***", 0, 3),),
    citations=(a_relay(0, HOSTILE), a_citation(1, HOSTILE, quotes=(span(HOSTILE), span("…")))),
    mentions=(a_mention(0, HOSTILE),),
)


def a_page_naming(path: str, *names: str) -> Page:
    """Return a page that names people; `ORG:` and `PLACE:` before a name say that it is something else.

    `ORG:ECB=European Central Bank` is printed in the one way and means the other.
    """
    mentions = []
    for number, name in enumerate(names):
        entity_type, _, printed = name.rpartition(":")
        text, _, full_name = printed.partition("=")
        mentions.append(
            a_mention(number, text, entity_type=entity_type or "PERSON", entity_name=full_name or text)
        )
    return a_page(path, f"{path}: {', '.join(names)}", mentions=tuple(mentions))


class Workbench:
    """A warehouse being built: load batches as a run does, build the marts, look at their rows."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.database = folder / "warehouse.duckdb"
        self.nodes: set[str] = set()
        self._cache = cache

    def load(self, batch_id: str, *pages: Page, run_id: str, parser_version: str = "1") -> None:
        raw, parsed = self.folder / f"{batch_id}.raw", self.folder / f"{batch_id}.parsed"
        lake.write_rows([_raw_row(page) for page in pages], schemas.RAW_PAGE, raw)
        lake.write_rows([_parsed_row(page, parser_version) for page in pages], schemas.PARSED_PAGE, parsed)
        self.load_files(PendingBatch(batch_id, raw, parsed), run_id=run_id, parser_version=parser_version)

    def load_files(self, batch: PendingBatch, *, run_id: str, parser_version: str = "1") -> None:
        """Load a batch that is in the lake."""
        with closing(duckdb.connect(str(self.database))) as connection:
            warehouse.create_tables(connection, origin="test", lookups_version="", run_id=run_id)
            warehouse.load_batch(
                connection,
                batch,
                run_id=run_id,
                parser_version=parser_version,
                loaded_at=datetime(2025, 3, 4, tzinfo=UTC),
            )
            readings.note_readings(connection, [batch], run_id=run_id)

    def record_ingested(self, batch_id: str, *, run_id: str) -> None:
        self.record_outcome(run_id, "/ingested", "ingested", batch_id=batch_id)

    def record_outcome(self, run_id: str, path: str, outcome: str, **details) -> None:
        row = {"run_id": run_id, "source_path": path, "source_file": path, "outcome": outcome, **details}
        with closing(duckdb.connect(str(self.database))) as connection:
            warehouse.create_tables(connection, origin="test", lookups_version="", run_id=run_id)
            warehouse.add_rows(connection, "page_outcomes", [row])

    def build(self, run_id: str, *options: str) -> list[str]:
        """Run the `dbt build` of a run; return the nodes that failed, with their messages."""
        with closing(duckdb.connect(str(self.database))) as connection:
            warehouse.create_tables(connection, origin="test", lookups_version="", run_id=run_id)
            views = connection.execute("from duckdb_views() where schema_name = 'marts'").fetchall()
        return self._dbt("build", *transform.select_nodes(is_addition=bool(views)), *options)

    def build_models(self, run_id: str, *options: str) -> list[str]:
        """Build the models alone, of a warehouse that has its lookups; return those that failed."""
        return self.build(
            run_id, "--exclude-resource-type", "test", "--exclude-resource-type", "seed", *options
        )

    def test_views(self) -> list[str]:
        """Run the tests of the views, left out where a run adds to a warehouse; return those that failed."""
        return self._dbt("test", "--select", "config.materialized:view", "--exclude", "test_type:unit")

    def unit_test(self) -> list[str]:
        """Run the unit tests of the models; return those that failed, with their messages."""
        return self._dbt("test", "--select", "test_type:unit")

    def _dbt(self, *command: str) -> list[str]:
        manifest = transform.parse_project(self._cache)
        with transform.opened_by_dbt(self.database):
            outcome = transform.invoke(self._cache, "--no-write-json", *command, manifest=manifest)
        self.nodes = {result.node.name for result in outcome.result.results}
        failed = [result for result in outcome.result.results if result.status not in {"success", "pass"}]
        return [f"{result.node.name}: {result.status}: {result.message}" for result in failed]

    def ask(self, sql: str) -> list[tuple]:
        with closing(duckdb.connect(str(self.database), read_only=True)) as connection:
            connection.execute("set timezone = 'UTC'")
            return connection.execute(sql).fetchall()

    def rows(self, sql: str) -> list[dict]:
        """Return the rows of a query with the names of their columns."""
        with closing(duckdb.connect(str(self.database), read_only=True)) as connection:
            connection.execute("set timezone = 'UTC'")
            answer = connection.execute(sql)
            names = [column[0] for column in answer.description]
            return [dict(zip(names, values, strict=True)) for values in answer.fetchall()]

    def marts(self) -> dict[str, list[tuple]]:
        """Return every row of every mart."""
        names = self.ask("select table_name from duckdb_tables() where schema_name = 'marts' order by 1")
        return {name: self.ask(f"select * from marts.{name} order by all") for (name,) in names}


def _raw_row(page: Page) -> dict:
    return {
        "content_sha256": page.content_sha256,
        "source_file": page.path.removeprefix("/"),
        "source_path": page.path,
        "encoding": "utf-8",
        "byte_count": len(page.text.encode()),
        "format": "text",
        "hints": asdict(records.NO_HINTS),
        "text": page.text,
    }


def _parsed_row(page: Page, parser_version: str) -> dict:
    return {
        "content_sha256": page.content_sha256,
        "parser_version": parser_version,
        **asdict(page.found),
        **asdict(sign(page.found.body_text)),
    }


@pytest.fixture(scope="session")
def make_bench(dbt_cache) -> Callable[[Path], Workbench]:
    return partial(Workbench, cache=dbt_cache)


@pytest.fixture
def empty_bench(tmp_path, dbt_cache) -> Workbench:
    return Workbench(tmp_path, dbt_cache)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory, worker_id, dbt_cache) -> Workbench:
    """The warehouse after a first run; tests only read it."""

    def build_once(folder: Path) -> None:
        bench = Workbench(folder, dbt_cache)
        bench.load("b1", ARTICLE, HOSTILE_PAGE, run_id="20250301")
        bench.record_ingested("b1", run_id="20250301")
        assert bench.build("20250301") == []

    return Workbench(make_once("first_build", build_once, tmp_path_factory, worker_id), dbt_cache)


@pytest.fixture
def bench(first_build, tmp_path, dbt_cache) -> Workbench:
    """A copy of that warehouse for a test to go on with."""
    shutil.copy(first_build.database, tmp_path)
    return Workbench(tmp_path, dbt_cache)


@pytest.fixture(scope="session")
def second_build(first_build, tmp_path_factory, dbt_cache) -> Workbench:
    """The warehouse after a second run, which found the article changed; tests only read it."""
    bench = Workbench(tmp_path_factory.mktemp("second_build"), dbt_cache)
    shutil.copy(first_build.database, bench.database)
    bench.load("b0", ARTICLE.edited("Ann Lee says: We won again."), run_id="20250302")
    bench.record_ingested("b0", run_id="20250302")
    assert bench.build("20250302") == []
    assert bench.test_views() == []
    return bench


@pytest.fixture(scope="session")
def page_saying():
    return a_page


@pytest.fixture(scope="session")
def page_naming():
    return a_page_naming


@pytest.fixture(scope="session")
def article() -> Page:
    return ARTICLE


@pytest.fixture
def hostile_page() -> Page:
    return HOSTILE_PAGE
