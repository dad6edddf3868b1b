"""The pages are HTML that does nothing but show: no script, nothing loaded, hostile values as text."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "\"><a href='javascript:alert(1)'>x</a>",
    "</style></title><b>loud</b>",
    "{{ 7 * 7 }}{% raw %}",
    "$path ${value}",
    "&lt;i&gt;",
]
ALLOWED_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "h1",
    "h2",
    "h3",
}
ALLOWED_TAGS |= {"p", "label", "input", "table", "thead", "tbody", "tr", "th", "td", "span", "a", "details"}
ALLOWED_TAGS |= {"summary", "pre"}
ALLOWED_ATTRIBUTES = {"lang", "charset", "content", "name", "http-equiv", "class", "href", "type", "id"}


class Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.links, self.metas, self.text = set(), set(), [], [], ""
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]
        self.metas += [dict(attrs)] if tag == "meta" else []

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory, checked_at, make_page, make_lake, make_outcome):
    """Return the folder of the pages about two runs over files with hostile names, with a broken check."""
    from flows import gates

    folder = tmp_path_factory.mktemp("site")
    outcomes = [make_outcome(name, name) for name in HOSTILE]
    with make_lake([make_page(1)], outcomes).open(folder) as connection:
        connection.execute("create table kept as from lake.pages; drop view lake.pages")
        connection.execute("create table lake.pages as select * exclude (text) from kept")
        for minute, run_id in enumerate(("run-1", "run-2")):
            report = gates.run_gate(
                "after_ingest",
                connection,
                run_id=run_id,
                checked_at=checked_at.replace(minute=minute),
                reports_dir=folder / "reports",
            )
    return report.docs.parent


@pytest.fixture(scope="module")
def pages(site):
    return {str(path.relative_to(site)): Reader(path) for path in site.rglob("*.html")}


def page_about(pages, table, run_id):
    (page,) = [page for name, page in pages.items() if f"-{table}/{run_id}/" in name]
    return page


def test_there_is_an_index_and_a_page_for_each_table_and_run(pages):
    assert len(pages) == 1 + 2 * 2
    assert "index.html" in pages


def test_nothing_on_any_page_can_run_or_load(pages):
    for page in pages.values():
        assert page.tags <= ALLOWED_TAGS
        assert page.attributes <= ALLOWED_ATTRIBUTES
        assert not [link for link in page.links if ":" in link or link.startswith("//")]
        policy = next(meta["content"] for meta in page.metas if "http-equiv" in meta)
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_shown_as_they_are(pages, value):
    assert value in page_about(pages, "page_outcomes", "run-2").text


def test_a_page_says_what_was_asked_how_severe_it_is_and_that_a_check_is_broken(pages):
    outcomes = page_about(pages, "page_outcomes", "run-1").text
    assert "critical outcome is one of ingested, opened, unchanged" in outcomes
    assert "warning At most 20% of 10 files or more were quarantined" in outcomes
    broken = page_about(pages, "pages", "run-1").text
    assert "⚠ broken" in broken
    assert 'Referenced column "text" not found' in broken


def test_the_index_lists_every_run_newest_first_and_leads_to_its_pages(site, pages):
    index = pages["index.html"]
    assert index.text.index("run-2") < index.text.index("run-1")
    assert len(index.links) == 4
    assert all((site / link).is_file() for link in index.links)


def summarise(number, run_name, reports, *, tables=(), runs_kept=2):
    from expectations.docs_index import add_summary

    for folder, name in ((".gx/results", "x.json"), ("data_docs/validations", "x.html")):
        page = reports / folder / "after_load-pages" / run_name / "20250305T120000.000000Z" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("old", encoding="utf-8")
    run_time = datetime(2025, 3, 5, 12, number, tzinfo=UTC)
    add_summary(reports, "after_load", tables, run_name=run_name, run_time=run_time, runs_kept=runs_kept)


def test_of_the_oldest_runs_neither_results_nor_pages_are_kept(tmp_path):
    for number, run_name in enumerate(("run-d", "run-c", "run-b", "run-a")):
        summarise(number, run_name, tmp_path)
    left = {path.name for path in tmp_path.rglob("run-*")}
    assert left == {"run-a", "run-b"}
    assert len(list(tmp_path.rglob("run-*"))) == 3 * 2
    summarise(4, "run-a", tmp_path)
    assert {path.name for path in tmp_path.rglob("run-*")} == {"run-a", "run-b"}


@pytest.mark.parametrize(
    ("found", "label"),
    [
        ({}, "✓ pass"),
        ({"warning_count": 2}, "! warning"),
        ({"warning_count": 2, "critical_count": 1}, "✗ fail"),
        ({"warning_count": 2, "critical_count": 1, "broken_count": 1}, "⚠ broken"),
    ],
)
def test_the_index_tells_a_warning_from_what_stops_a_run_and_from_a_broken_check(tmp_path, found, label):
    from expectations.docs_index import TableSummary

    counts = {"critical_count": 0, "warning_count": 0, "broken_count": 0} | found
    table = TableSummary(table_name="raw.pages", check_count=9, page=None, **counts)
    summarise(0, "run-a", tmp_path, tables=[table])
    index = Reader(tmp_path / "data_docs" / "index.html")
    assert label in index.text
    assert "raw.pages (cannot be read)" in index.text
    assert index.links == []


def test_every_page_leads_back_to_the_index(site, pages):
    for name, page in pages.items():
        if name != "index.html":
            assert [(site / name).parent.joinpath(link).resolve() for link in page.links] == [
                site / "index.html"
            ]


def test_nothing_is_written_beside_the_reports(site):
    reports = site.parent
    assert {path.name for path in reports.iterdir()} == {".gx", "data_docs"}
    assert not [path for path in site.rglob("*") if path.is_file() and path.suffix != ".html"]
