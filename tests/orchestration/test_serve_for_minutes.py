"""A schedule of a run a minute, pages arriving all the time, and `kill -9`: nothing twice, nothing missing.

It takes SOURCELINE_TEST_MINUTES (10) and some more. A third of the way the Prefect server is killed, half-way
the whole schedule with the run that is at work; after a minute it is started again as a supervisor would.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from flows.orchestration import server
from flows.orchestration.server_api import ServerApi
from flows.storage.layout import DataDir
from flows.storage.lock import read_owner
from tests.conftest import Desk

pytestmark = pytest.mark.slow

MINUTES = float(os.environ.get("SOURCELINE_TEST_MINUTES", "10"))
DOWN_SECONDS = 75
"""Longer than a minute, so that at least one time is missed."""
PAGE_SECONDS = 5
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Office:
    """A desk whose pages arrive by themselves, the schedule that reads them, and what became of it."""

    desk: Desk
    port: int
    process: subprocess.Popen | None = None
    saved: list[str] = field(default_factory=list)
    is_closed: threading.Event = field(default_factory=threading.Event)
    runs: list[dict] = field(default_factory=list)
    exit_code: int | None = None
    screens: dict[str, str] = field(default_factory=dict)

    @property
    def api(self) -> ServerApi:
        return ServerApi(f"http://127.0.0.1:{self.port}/api")

    @property
    def said(self) -> str:
        return (self.desk.root / "serve.log").read_text(encoding="utf-8")

    def serve(self) -> None:
        where = ("--source", self.desk.pages, "--data-dir", self.desk.data_dir, "--port", str(self.port))
        with (self.desk.root / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "serve", "--cron", "* * * * *", *where],
                env={name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def save_pages(self) -> None:
        while not self.is_closed.wait(PAGE_SECONDS):
            name = f"page-{len(self.saved):04}.txt"
            arriving = self.desk.root / name
            arriving.write_text(tell_news(len(self.saved)), encoding="utf-8")
            arriving.rename(self.desk.pages / name)
            self.saved.append(name)


def tell_news(number: int) -> str:
    return (
        f"Council weighs repair number {number} of the quay\n\nBy Dana Quill\n\nFeb 10, 2025 4:11 PM EST\n\n"
        f"The quay at {number} Mill Road will close for repairs, Mayor Ana Solis said on Monday.\n\n"
        f'"We counted {number} cracks near the lock," Solis told Reuters. The lock stays open, according to '
        f"the Harbor Authority.\n\nEngineers expect {number * 3 + 7} days of work, the Tennessean reports.\n"
    )


def wait_until(condition, seconds=600):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.5)


def find_server_process(office) -> int:
    found = subprocess.run(
        ["pgrep", "-P", str(office.process.pid), "-f", "flows.orchestration.server_process"],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(found.stdout.split()[0])


def is_at_work(office) -> bool:
    return read_owner(DataDir(office.desk.data_dir)) is not None


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The office after its minutes: closed, with all its runs told by Prefect and shown in its UI."""
    office = Office(Desk(tmp_path_factory.mktemp("office")), server.free_port())
    paper = threading.Thread(target=office.save_pages, daemon=True)
    paper.start()
    try:
        office.serve()
        wait_until(lambda: "Prefect UI" in office.said)
        opened = time.monotonic()
        wait_until(lambda: time.monotonic() - opened > MINUTES * 20)
        os.kill(find_server_process(office), signal.SIGKILL)
        wait_until(lambda: "answers again" in office.said)
        wait_until(lambda: time.monotonic() - opened > MINUTES * 30 and is_at_work(office))
        os.killpg(office.process.pid, signal.SIGKILL)
        office.process.wait()
        time.sleep(DOWN_SECONDS)
        office.serve()
        wait_until(lambda: time.monotonic() - opened > MINUTES * 60)
        office.is_closed.set()
        paper.join()
        wait_until(lambda: has_read_everything(office), 900)
        office.runs = office.api.filter("/flow_runs", {"sort": "EXPECTED_START_TIME_ASC"})
        office.screens = look(office)
    finally:
        office.is_closed.set()
        office.process.terminate()
        office.exit_code = office.process.wait(300)
    return office


def has_read_everything(office) -> bool:
    if is_at_work(office) or not (office.desk.data_dir / "warehouse.duckdb").exists():
        return False
    return office.desk.ask("select count(*) from marts.fct_articles") >= [(len(office.saved),)]


def look(office) -> dict[str, str]:
    """Return what pages of Prefect's UI show in a real browser, and leave a picture of each."""
    from playwright.sync_api import sync_playwright

    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser_path:
        return {}
    folder = Path(os.environ.get("SOURCELINE_TEST_SCREENS", office.desk.root))
    screens = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1100})
        for name in ("runs", "deployments", "artifacts"):
            page.goto(f"http://127.0.0.1:{office.port}/{name}")
            page.wait_for_timeout(5000)
            page.screenshot(path=folder / f"prefect_{name}.png")
            screens[name] = page.locator("body").inner_text()
        browser.close()
    return screens


def test_every_page_that_was_saved_is_published_exactly_once(office):
    assert len(office.saved) > MINUTES * 60 / PAGE_SECONDS / 2
    found = office.desk.ask("select source_file, version_no, is_current from marts.fct_articles")
    assert Counter(Path(path).name for path, _, _ in found) == Counter(office.saved)
    assert {(version, is_current) for _, version, is_current in found} == {(1, True)}


def test_the_history_of_runs_adds_up(office):
    runs = office.desk.ask(
        "select run_id, status, ingested_count, started_at, finished_at from ops.runs order by started_at"
    )
    assert len({run_id for run_id, *_ in runs}) == len(runs)
    killed = {run["name"] for run in office.runs if run["state"]["type"] == "CRASHED"}
    # a run that is killed while it writes its report has published
    assert {status for run_id, status, *_ in runs if run_id in killed} <= {"crashed", "published"}
    assert {status for run_id, status, *_ in runs if run_id not in killed} <= {"published", "nothing_new"}
    for (*_, finished_at), (*_, started_at, _) in pairwise(runs):
        assert finished_at <= started_at, "two runs at once"


def test_the_killed_run_has_crashed_and_all_others_ended_well(office):
    ends = Counter(run["state"]["type"] for run in office.runs if run["state"]["type"] != "SCHEDULED")
    print(json.dumps({"pages": len(office.saved), "runs": ends}))  # noqa: T201 - the figures of this measurement
    assert set(ends) <= {"COMPLETED", "CANCELLED", "CRASHED"}
    assert ends["CRASHED"] == 1
    assert ends["COMPLETED"] >= MINUTES / 5


def test_one_run_caught_up_with_the_minutes_that_were_missed(office):
    assert "times that were missed" in office.said.lower()
    skipped = [run["state"]["message"] for run in office.runs if run["state"]["type"] == "CANCELLED"]
    assert all(skipped), "each says why"


def test_the_schedule_ends_well_when_it_is_told_to(office):
    assert office.exit_code == 0


def test_the_ui_shows_the_runs(office):
    if not office.screens:
        pytest.skip("no Chromium here")
    shown = office.screens["runs"]
    assert "sourceline" in shown
    assert "Completed" in shown
    assert "Crashed" in shown


def test_the_ui_shows_what_each_run_left_to_look_at(office):
    if not office.screens:
        pytest.skip("no Chromium here")
    shown = office.screens["artifacts"].lower()
    for key in ("run", "checks", "overview"):
        assert key in shown
    assert "0 artifacts" not in shown
