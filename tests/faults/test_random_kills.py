"""Runs are killed with SIGKILL at random points while pages arrive: no reader sees it, and nothing is lost.

`uv run pytest -n0 -s tests/faults/test_random_kills.py --kills 100 --seed 7` kills a hundred of them.
"""

import sys
from random import Random

import duckdb

from tests.faults.harness import STAGES, Harness, differing

FIRST = ("transform", "publish", "load")
"""Where the first kills are aimed at, as a few have to do for every day; the next are anywhere."""
AT_WORK = STAGES[STAGES.index("after_ingest") : STAGES.index("after_transform")]
"""Stages in which a kill surely meets a run that has begun and not published."""


def choose_stage(random, number):
    """Return the stage that a kill is aimed at, None for anywhere."""
    return FIRST[number] if number < len(FIRST) else random.choice((*STAGES, None, None))


def test_runs_killed_at_random_points_lose_and_repeat_nothing(request, tmp_path, prefect_server):
    kills = request.config.getoption("--kills", default=1)
    seed = request.config.getoption("--seed", default=20251123)
    tell = sys.stdout.write  # for whoever runs many of them, with -s
    random = Random(seed)
    harness = Harness(tmp_path, prefect_server, random)
    with harness.reader() as reads:
        while harness.landed.total() < kills:
            stage = choose_stage(random, harness.landed.total())
            attempt = harness.attempt(stage)
            tell(f"{harness.landed.total()} of {kills}: aimed at {stage}, hit {attempt.stage}\n")
        harness.finish()
    tell(f"seed {seed}, kills {dict(harness.landed)}, reads and warehouses read {reads}\n")

    assert not list((harness.data.root / "lake").rglob("*unfinished*"))
    with duckdb.connect(str(harness.data.warehouse), read_only=True) as connection:
        loaded = connection.execute("select count(*), count(distinct content_sha256) from raw.pages")
        versions = sum(map(len, harness.newsroom.versions.values()))
        assert loaded.fetchone() == (versions, versions)
        crashed = connection.execute("select count(*) from ops.runs where status = 'crashed'").fetchone()[0]
        assert sum(harness.landed[stage] for stage in AT_WORK) <= crashed <= kills
        bad = connection.execute("select count(*) from ops.quarantine where reason_code <> 'not_an_article'")
        assert bad.fetchone() == (len(harness.newsroom.bad),)
    assert differing(harness.data, harness.undisturbed()) == {}
    assert reads[0] > 3
