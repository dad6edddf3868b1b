"""Two thousand bad files and some good pages in one run: each is accounted for, with its reason."""

from random import Random

import pyarrow.parquet as pq
import pytest

from flows import ingest
from flows.documents.document import printable
from flows.errors import GateFailed
from flows.settings import Settings
from flows.storage.layout import DataDir
from tests.faults.bad_inputs import TEXT, make_bad_inputs
from tests.faults.harness import write_story

BAD = 2_000
GOOD = 40
SEED = 6


@pytest.fixture(autouse=True)
def _recorded_by_prefect():
    """Only the slow test runs a flow, at a desk with a server."""


@pytest.fixture
def delivery(tmp_path):
    """The folder of the files, what each bad one is, and the paths of the good ones."""
    random = Random(SEED)
    folder = tmp_path / "pages"
    folder.mkdir()
    bad = {printable(str(path)): kind for path, kind in make_bad_inputs(folder, random, BAD)}
    good = []
    for number in range(GOOD):
        path = folder / f"good-{number:03d}.txt"
        path.write_bytes(write_story(random, number))
        good.append(str(path))
    return folder, bad, good


def read_outcomes(data):
    return [row for part in sorted(data.outcomes.glob("*")) for row in pq.read_table(part).to_pylist()]


def test_every_bad_input_has_one_outcome_with_a_reason_that_fits(delivery, tmp_path):
    folder, bad, good = delivery
    data = DataDir(tmp_path / "data")
    found = ingest.ingest_pages(Settings((str(folder),), data.root), data, "20250101T000000000Z-aaaa")
    rows = read_outcomes(data)
    told = {row["source_path"]: row["reason_code"] or row["outcome"] for row in rows}
    assert len(told) == len(rows)
    of_files = {row["source_path"] for row in rows if row["container_path"] is None}
    assert of_files == {*bad, *good}
    repeated = {"duplicate"}  # the same bytes as another
    wrong = {path: told[path] for path, kind in bad.items() if told[path] not in kind.outcomes | repeated}
    assert wrong == {}
    assert {told[path] for path in good} == {"ingested"}
    assert sum(value == "ingested" for value in told.values()) == found.ingested_count
    assert all(row["reason"] for row in rows if row["outcome"] == "quarantined")
    assert not (tmp_path / "owned").exists()


@pytest.mark.slow
def test_good_pages_among_bad_ones_are_published_and_the_rest_is_in_the_quarantine(
    delivery, tmp_path, make_desk
):
    folder, bad, good = delivery
    desk = make_desk(tmp_path)
    with pytest.raises(GateFailed, match="quarantined_share"):
        desk.run(gates_mode="strict")
    assert not (desk.data_dir / "warehouse.duckdb").exists()
    run = desk.run().run
    assert (run["status"], run["gates_passed"]) == ("published", 4)
    published = {
        path
        for (path,) in desk.ask(
            "select source_path from raw.pages semi join marts.fct_articles using (content_sha256)"
        )
    }
    assert published >= set(good)
    quarantined = {path for (path,) in desk.ask("select source_path from ops.quarantine")}
    unaccounted = {
        path
        for path, kind in bad.items()
        if not (kind.outcomes & {"opened"}) and path not in quarantined | published
    }
    known = {
        path for (path,) in desk.ask("select source_path from ops.page_outcomes where outcome = 'duplicate'")
    }
    assert unaccounted <= known
    share = "select outcome from ops.gate_results where check_name = 'quarantined_share'"
    # of the run that it stopped, and of the one that it warned of
    assert desk.ask(share) == [("failed",)] * 2
    assert {kind.outcomes == TEXT for kind in bad.values()} == {True, False}
    assert folder.is_dir()
    assert desk.run().run["status"] == "nothing_new"
