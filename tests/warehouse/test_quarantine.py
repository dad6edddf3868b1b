"""What waits in the quarantine and what has left it, by the outcomes of runs and the readings of pages."""

import pytest

from flows.parsing.records import Rejection

A, B = "a" * 64, "b" * 64
RUNS = [f"2025030{day}" for day in range(1, 6)]
BAD_A = ("quarantined", A, "nul_bytes")
LARGE_A = ("quarantined", A, "too_large")
BAD_B = ("quarantined", B, "nul_bytes")
CLOSED = ("quarantined", None, "unreadable")
GOOD_A, GOOD_B = ("ingested", A, None), ("ingested", B, None)

HISTORY = (
    "select run_id, reason_code, attempt_no, left_run_id, left_as from ops.quarantine_history "
    "order by source_path, stage, run_id"
)

STAYS = {
    "it waits": ([BAD_A, BAD_A], [(0, "nul_bytes", 1, None, None), (1, "nul_bytes", 2, None, None)]),
    "the rule changes, then it passes": (
        [LARGE_A, BAD_A, GOOD_A],
        [(0, "too_large", 1, 2, "passed"), (1, "nul_bytes", 2, 2, "passed")],
    ),
    "other content comes in its place": ([BAD_A, GOOD_B], [(0, "nul_bytes", 1, 1, "replaced")]),
    "other bad content comes in its place": (
        [BAD_A, BAD_B],
        [(0, "nul_bytes", 1, 1, "replaced"), (1, "nul_bytes", 1, None, None)],
    ),
    "what could not be read can be": ([CLOSED, GOOD_A], [(0, "unreadable", 1, 1, "passed")]),
    "it comes back": (
        [BAD_A, GOOD_B, BAD_A],
        [(0, "nul_bytes", 1, 1, "replaced"), (2, "nul_bytes", 1, None, None)],
    ),
    "it was never in": ([GOOD_A, GOOD_A], []),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory, make_bench):
    """A warehouse in which each stay is at a path of its own, and containers are beside them."""
    bench = make_bench(tmp_path_factory.mktemp("quarantine"))
    for path, (looks, _) in STAYS.items():
        for run_id, (outcome, content, reason) in zip(RUNS, looks, strict=False):
            bench.record_outcome(run_id, path, outcome, content_sha256=content, reason_code=reason)
    for member in ("left out", "still bad"):
        bench.record_outcome(
            RUNS[0], member, "quarantined", container_path="feed", content_sha256=A, reason_code="empty"
        )
    bench.record_outcome(
        RUNS[1], "still bad", "quarantined", container_path="feed", content_sha256=A, reason_code="empty"
    )
    bench.record_outcome(RUNS[1], "feed", "opened", content_sha256=B)
    assert bench.build(RUNS[-1], "--select", "quarantine", "quarantine_history") == []
    return bench


@pytest.mark.parametrize("path", STAYS)
def test_each_attempt_is_told_with_how_the_stay_ended(told, path):
    expected = [
        (RUNS[run], reason, number, None if left is None else RUNS[left], how)
        for run, reason, number, left, how in STAYS[path][1]
    ]
    assert told.ask(HISTORY.replace("order by", f"where source_path = '{path}' order by")) == expected


def test_what_a_container_no_longer_holds_is_gone_and_what_it_holds_waits(told):
    assert told.ask(
        "select source_path, left_as from ops.quarantine_history where container_path = 'feed' order by all"
    ) == [("left out", "gone"), ("still bad", None), ("still bad", None)]


def test_the_quarantine_has_one_row_for_each_that_waits_with_its_latest_reason(told):
    assert told.ask(
        "select source_path, content_sha256[1], reason_code, attempt_count, first_seen_at::date::text, "
        "last_seen_run_id from ops.quarantine order by source_path"
    ) == [
        ("it comes back", "a", "nul_bytes", 1, "2025-03-03", RUNS[2]),
        ("it waits", "a", "nul_bytes", 2, "2025-03-01", RUNS[1]),
        ("other bad content comes in its place", "b", "nul_bytes", 1, "2025-03-02", RUNS[1]),
        ("still bad", "a", "empty", 2, "2025-03-01", RUNS[1]),
    ]


def test_a_page_that_the_parser_takes_after_all_leaves_with_its_history(empty_bench, article):
    bench = empty_bench
    front = article.read_again(rejection=Rejection("index_page", "40 links"))
    worse = article.read_again(rejection=Rejection("no_prose", "no words"))
    for run_id, page, version in (
        (RUNS[0], front, "1"),
        (RUNS[1], front, "1"),  # loaded again as it was read: no attempt
        (RUNS[2], worse, "2"),
        (RUNS[3], article, "3"),
        (RUNS[4], article, "4"),
    ):
        bench.load("b1", page, run_id=run_id, parser_version=version)
    assert bench.build(RUNS[4], "--select", "quarantine", "quarantine_history") == []
    assert bench.ask(HISTORY.replace("run_id, reason", "run_id, parser_version, reason", 1)) == [
        (RUNS[0], "1", "index_page", 1, RUNS[3], "passed"),
        (RUNS[2], "2", "no_prose", 2, RUNS[3], "passed"),
    ]
    assert bench.ask("select * from ops.quarantine") == []


def test_a_parser_version_says_what_it_is_made_of(empty_bench, article):
    bench = empty_bench
    version = "0.9.0+1f0c9d2e.5b7a6c3d"
    bench.load("b1", article, run_id=RUNS[0], parser_version=version)
    bench.load(
        "b2", article.edited("Other"), run_id=RUNS[0], parser_version=f"{version}.spacy-3.8.en_news@1.2.0"
    )
    assert bench.build(RUNS[0], "--select", "parser_versions") == []
    assert bench.ask(
        "select rules_version, lookups_hash, code_hash, name_finder, page_count, run_count "
        "from ops.parser_versions order by parser_version"
    ) == [
        ("0.9.0", "1f0c9d2e", "5b7a6c3d", None, 1, 0),
        ("0.9.0", "1f0c9d2e", "5b7a6c3d", "spacy-3.8.en_news@1.2.0", 1, 0),
    ]
