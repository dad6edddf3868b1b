"""Pages as the lake holds them, a warehouse as it is built, and what a gate says about them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.signatures import sign
from flows.storage import history_schemas, schemas
from flows.storage.lake import to_table
from flows.storage.lake_views import open_lake

WAREHOUSE = Path(__file__).with_name("warehouse.sql")
CHECKED_AT = datetime(2025, 3, 5, 12, tzinfo=UTC)
POSTED_LOCAL = datetime(2025, 3, 3, 9, 15)  # noqa: DTZ001 - as printed, without a zone


@dataclass
class Page:
    """One page in all its forms; a test changes what it wants to be wrong."""

    raw: dict
    outcome: dict
    parsed: dict
    is_read: bool = True
    is_kept: bool = True

    @property
    def key(self) -> str:
        return self.raw["content_sha256"]

    @property
    def citations(self) -> list[dict]:
        return self.parsed["citations"]

    @property
    def mentions(self) -> list[dict]:
        return self.parsed["mentions"]

    @property
    def segments(self) -> list[dict]:
        return self.parsed["segments"]


@dataclass
class Lake:
    """Some pages as Parquet files."""

    pages: list[Page]
    more_outcomes: list[dict] = field(default_factory=list)

    def open(self, folder):
        tables = {
            "pages": (schemas.RAW_PAGE, [page.raw for page in self.pages if page.is_kept]),
            "parsed_pages": (schemas.PARSED_PAGE, [page.parsed for page in self.pages if page.is_read]),
            "page_outcomes": (
                history_schemas.PAGE_OUTCOME,
                [page.outcome for page in self.pages if page.outcome] + self.more_outcomes,
            ),
        }
        files = {}
        for name, (schema, rows) in tables.items():
            path = folder / f"{name}.parquet"
            pq.write_table(to_table(rows, schema), path)
            files[name] = [path]
        return open_lake(**files, run_id="run-1")


def span(text: str, part: str) -> dict:
    start = text.index(part)
    return {"start": start, "end": start + len(part), "text": part}


def place(text: str, part: str) -> dict:
    return {name: span(text, part)[name] for name in ("start", "end")}


def make_outcome(source_path: str, outcome: str, **values) -> dict:
    row = dict.fromkeys(history_schemas.PAGE_OUTCOME.names)
    return {**row, "run_id": "run-1", "source_path": source_path, "source_file": source_path} | {
        "outcome": outcome,
        **values,
    }


def make_page(number: int) -> Page:
    """Return a page without a fault, on which the Gazette carries the words of Ann Lee."""
    lines = [
        f"Ferry {number} Halts Crossings 👩‍👩‍👧\n",
        "Posted Mar 3, 2025 9:15 AM EST\n",
        "\n",
        'The Gazette reports that Ann Lee of Besançon said "help is near" on Monday.\n',
        "\n",
    ]
    text = "".join(lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    raw = {
        "content_sha256": digest,
        "source_file": f"{number}.txt",
        "source_path": f"/pages/{number}.txt",
        "encoding": "utf-8",
        "byte_count": len(text.encode()),
        "format": "text",
        "hints": dict.fromkeys(field.name for field in schemas.HINTS),
        "text": text,
    }
    outcome = make_outcome(raw["source_path"], "ingested", content_sha256=digest, batch_id="batch-1")
    return Page(raw, outcome, _read(digest, lines))


def _read(digest: str, lines: list[str]) -> dict:
    text = "".join(lines)
    return {
        **dict.fromkeys(schemas.PARSED_PAGE.names),
        "content_sha256": digest,
        "parser_version": "1+a",
        "language": {"code": "en", "confidence": 0.99, "is_read": True},
        "segments": _segments(lines),
        "sentences": [{"segment_no": no, **place(text, lines[no].strip())} for no in (0, 3)],
        "headline": span(text, lines[0].strip()),
        "authors": [],
        "published": {
            **span(text, "Mar 3, 2025 9:15 AM EST"),
            "local": POSTED_LOCAL,
            "at": (POSTED_LOCAL + timedelta(hours=5)).replace(tzinfo=UTC),
            "zone_text": "EST",
            "utc_offset_minutes": -300,
            "is_zone_ambiguous": False,
            "precision": "minute",
            "evidence": "zone",
        },
        "topics": [],
        "image_credits": [],
        "is_file_photo": False,
        "body_text": lines[3].strip(),
        "word_count": 14,
        "unclaimed_line_count": 0,
        "citations": _citations(text),
        "mentions": _mentions(text),
        **asdict(sign(lines[3].strip())),
    }


def _segments(lines: list[str]) -> list[dict]:
    types = ["headline", "timestamp", "blank", "paragraph", "blank"]
    segments, start = [], 0
    for number, (line, segment_type) in enumerate(zip(lines, types, strict=True)):
        content = line.strip()
        segments.append(
            {
                "segment_no": number,
                "segment_type": segment_type,
                "start": start,
                "end": start + len(line),
                "text": line,
                "content": {"start": start, "end": start + len(content), "text": content},
                "rule": "test",
            }
        )
        start += len(line)
    return segments


def _citations(text: str) -> list[dict]:
    shared = {
        **dict.fromkeys(field.name for field in schemas.CITATION),
        "segment_no": 3,
        "resolved_by": "explicit",
        "quotes": [],
        "rule": "test",
        "confidence": 0.9,
    }
    relay = {
        **shared,
        "citation_no": 0,
        "source": span(text, "The Gazette"),
        "source_kind": "outlet",
        "source_name": "The Gazette",
        "source_role": "relay",
        "cue": span(text, "reports"),
        "quote_form": "indirect",
        "content": span(text, 'Ann Lee of Besançon said "help is near" on Monday'),
    }
    words = {
        **shared,
        "citation_no": 1,
        "source": span(text, "Ann Lee of Besançon"),
        "source_kind": "person",
        "source_name": "Ann Lee",
        "source_role": "source",
        "cue": span(text, "said"),
        "quote_form": "direct",
        "content": span(text, '"help is near"'),
        "quotes": [span(text, "help is near")],
        "relayed_by_no": 0,
        "said_date": date(2025, 3, 3),
        "said_date_text": "Monday",
    }
    return [relay, words]


def _mentions(text: str) -> list[dict]:
    named = [("The Gazette", "ORG"), ("Ann Lee", "PERSON"), ("Besançon", "PLACE")]
    return [
        {
            "mention_no": number,
            **span(text, name),
            "entity_type": entity_type,
            "entity_name": name,
            "name_in_page": name,
            "outlet_id": None,
            "country_code": None,
            "segment_no": 3,
            "is_in_quote": False,
            "resolved_by": "explicit",
            "rule": "test",
        }
        for number, (name, entity_type) in enumerate(named)
    ]


@contextmanager
def open_warehouse(*changes: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to a warehouse without a fault, and then with these changes."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(WAREHOUSE.read_text(encoding="utf-8"))
        for change in changes:
            connection.execute(change)
        yield connection


@dataclass
class Findings:
    """What a gate found, by check and by row."""

    report: object

    @property
    def failed(self) -> set[str]:
        return {result.check_name for result in self.report.results if not result.is_success}

    def failed_for(self, key: str) -> set[str]:
        """Return the checks that name a row whose key begins so."""
        names = {result.check_no: result.check_name for result in self.report.results}
        return {names[row.check_no] for row in self.report.failed_rows if row.row_key.startswith(key)}

    def failed_for_end(self, end: str) -> set[str]:
        """Return the checks that name a row whose key ends so."""
        names = {result.check_no: result.check_name for result in self.report.results}
        return {names[row.check_no] for row in self.report.failed_rows if row.row_key.endswith(end)}

    @property
    def outcomes(self) -> dict[tuple[str, str], str]:
        """Return what became of each check, by table and name."""
        return {(result.table_name, result.check_name): result.outcome for result in self.report.results}

    def result(self, check_name: str):
        (found,) = [result for result in self.report.results if result.check_name == check_name]
        return found


@pytest.fixture(scope="session")
def check(tmp_path_factory):
    """Run a gate on a connection, for the session's reports."""
    from flows import gates

    reports_dir = tmp_path_factory.mktemp("reports")

    def run(gate, connection):
        return Findings(
            gates.run_gate(gate, connection, run_id="run-1", checked_at=CHECKED_AT, reports_dir=reports_dir)
        )

    return run


@pytest.fixture(scope="session")
def checked_at():
    return CHECKED_AT


@pytest.fixture(scope="session", name="make_page")
def _make_page():
    return make_page


@pytest.fixture(scope="session", name="make_outcome")
def _make_outcome():
    return make_outcome


@pytest.fixture(scope="session", name="make_lake")
def _make_lake():
    return Lake


@pytest.fixture(scope="session", name="open_warehouse")
def _open_warehouse():
    return open_warehouse


@pytest.fixture(scope="session")
def list_checks():
    """Return the names of the checks of a gate."""
    from flows import gates

    def names(gate: str) -> set[str]:
        return {row.check_name for row in gates.list_checks(gate, run_id="run-1", checked_at=CHECKED_AT)}

    return names
