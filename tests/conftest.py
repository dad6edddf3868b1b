"""What tests of the running pipeline share: one Prefect server for the session, and a desk to work at."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]
USER_PAGE = next((ROOT / "seeds").glob("*.txt"))


class Desk:
    """A folder of pages and a data directory, and the pipeline between them."""

    def __init__(self, root: Path, caches: Path | None = None) -> None:
        self.root = root
        self.pages = root / "pages"
        self.pages.mkdir(parents=True, exist_ok=True)
        self.data_dir = root / "data"
        self.data_dir.mkdir(exist_ok=True)
        if caches:
            shutil.copytree(caches, self.data_dir, dirs_exist_ok=True)

    def save(self, name: str, text: str | bytes) -> Path:
        path = self.pages / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def save_user_page(self) -> Path:
        return Path(shutil.copy(USER_PAGE, self.pages))

    def run(self, **options):
        from flows.pipeline import pipeline

        return pipeline(sources=[str(self.pages)], data_dir=str(self.data_dir), **options)

    def ask(self, sql: str) -> list[tuple]:
        from flows.storage import reader
        from flows.storage.layout import DataDir

        return reader.query(DataDir(self.data_dir), sql)[1]

    def marts(self) -> dict[str, list[tuple]]:
        """Return every row of every mart, but for the one that tells of runs."""
        names = self.ask(
            "select table_name from information_schema.tables "
            "where table_schema = 'marts' and table_name <> 'wide_page_outcomes'"
        )
        return {name: self.ask(f"select * from marts.{name} order by all") for (name,) in sorted(names)}


@pytest.fixture(scope="session")
def caches(tmp_path_factory, worker_id) -> Path:
    """What a first run in a data directory spends most of its time on, done once for all workers.

    That is the project as dbt has read it and the empty database of Prefect.
    """
    return make_once("caches", fill_caches, tmp_path_factory, worker_id)


def make_once(name: str, fill: Callable[[Path], None], tmp_path_factory, worker_id: str) -> Path:
    """Return a folder that one worker has filled, and the others have copied."""
    own = tmp_path_factory.mktemp(name)
    if worker_id == "master":  # alone
        fill(own)
        return own
    shared = tmp_path_factory.getbasetemp().parent / name
    with FileLock(shared.with_suffix(".lock")):
        if not shared.exists():
            fill(own)
            shutil.copytree(own, shared)
    return Path(shutil.copytree(shared, own, dirs_exist_ok=True))


def fill_caches(folder: Path) -> None:
    from flows import transform

    transform.parse_project(folder / ".dbt")
    home = folder / ".prefect"
    home.mkdir()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PREFECT_HOME", str(home))
        environment.delenv("PREFECT_API_URL", raising=False)
        subprocess.run([sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"], check=True)


@pytest.fixture(scope="session")
def dbt_cache(caches) -> Path:
    return caches / ".dbt"


@pytest.fixture
def desk(tmp_path, caches) -> Desk:
    return Desk(tmp_path, caches)


@pytest.fixture(scope="session")
def make_desk(prefect_server, caches) -> Callable[[Path], Desk]:  # noqa: ARG001 - where its runs are recorded
    return partial(Desk, caches=caches)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory, worker_id, make_desk) -> Desk:
    """A desk whose first run has published the user's page; tests work on copies of it."""

    def run_once(folder: Path) -> None:
        desk = make_desk(folder)
        desk.save_user_page()
        assert desk.run().run["status"] == "published"

    return Desk(make_once("first_run", run_once, tmp_path_factory, worker_id))


@pytest.fixture
def published_desk(first_run, tmp_path) -> Desk:
    shutil.copytree(first_run.root, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def saved_pipeline(tmp_path_factory) -> Path:
    """A spaCy pipeline on disk that knows the names of one story, some of them marked too wide."""
    import spacy

    nlp = spacy.blank("en", meta={"name": "ferry_names", "version": "1.2.0"})
    patterns = {
        "PERSON": ["Mayor Ana Solis", "Solis"],
        "ORG": ["the Harbor Authority", "AP"],
        "GPE": ["Norland's", "Britain"],
        "FAC": ["Dock 9"],
        "LOC": ["Cold Sound"],
        "NORP": ["Norlandic"],
        "DATE": ["Monday"],
    }
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": label, "pattern": text} for label, texts in patterns.items() for text in texts]
    )
    folder = tmp_path_factory.mktemp("pipelines") / "ferry_names"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory, caches) -> Iterator[str]:
    """A real Prefect server for the session; starting one takes longer than most tests."""
    from flows.orchestration import server
    from flows.settings import set_variables
    from flows.storage.layout import DataDir

    data = DataDir(tmp_path_factory.mktemp("prefect"))
    shutil.copytree(caches / ".prefect", data.prefect_home)
    set_variables({"PREFECT_LOGGING_LEVEL": "CRITICAL"})
    with server.start_server(data, port=server.free_port(), is_scheduling=False) as running:
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        server.wait_until_up(running, data)
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield running.api_url
