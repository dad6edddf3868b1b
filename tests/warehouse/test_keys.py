"""The keys that the macros make."""

from pathlib import Path

import duckdb
import pytest
from jinja2 import Environment

MACROS = Path(__file__).parents[2] / "dbt_project" / "macros" / "keys.sql"


def ask(macro: str, *values: str | None):
    keys = Environment(autoescape=False).from_string(MACROS.read_text(encoding="utf-8")).module
    names = [f"${number}::text" for number in range(1, len(values) + 1)]
    return duckdb.connect().execute(f"select {getattr(keys, macro)(*names)}", values).fetchone()[0]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        # what trackers hang on an address does not make another page, nor do `www.` and a place on it
        ("https://www.example.com/2025/02/10/ferry/?utm_source=x#top", "example.com/2025/02/10/ferry"),
        ("http://example.com/2025/02/10/ferry", "example.com/2025/02/10/ferry"),
        ("https://example.com/story?id=12&utm_medium=mail", "example.com/story?id=12"),
        ("https://example.com/story?utm_medium=mail&id=13", "example.com/story?id=13"),
        ("https://example.com/the-ferry-sinks", "example.com/the-ferry-sinks"),
        # front pages and sections name no single page
        ("https://example.com", ""),
        ("https://1news.example.com/", ""),
        ("https://example.com/world-news", ""),
        ("ferry-sinks-in-harbor", ""),
        ("\n'); drop table x; --", ""),
    ],
)
def test_an_address_that_names_a_page(url, address):
    assert ask("page_address", url) == address


def test_records_that_all_carry_the_address_of_their_section_are_pages_of_their_own():
    section = "https://example.com/world-news"
    assert ask("page_key", section, "/feed#1") != ask("page_key", section, "/feed#2")


def test_one_page_in_two_feeds_is_one_page():
    url = "https://example.com/2025/02/10/ferry"
    assert ask("page_key", url, "/feed#1") == ask("page_key", f"{url}?utm_source=feed", "/other/feed#7")


def test_a_page_without_an_address_is_known_by_its_path():
    assert ask("page_key", None, "/news/a.txt") != ask("page_key", None, "/news/b.txt")


@pytest.mark.parametrize(
    ("run_id", "started"),
    [
        ("20250210T211100123Z-9f3a", "2025-02-10 21:11:00.123+00"),
        ("20250210", "2025-02-10 00:00:00+00"),
        ("nobody's", None),
    ],
)
def test_a_run_id_says_when_the_run_started(run_id, started):
    told = ask("run_started_at", run_id)
    expected = duckdb.connect().execute("select $1::timestamptz", [started]).fetchone()[0]
    assert told == expected
