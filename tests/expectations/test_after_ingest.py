"""Each fault on a file of its own, all in one run: each is found, at its file, by the check for it alone."""

import pytest

from expectations.after_ingest import REASON_CODES
from flows.documents.reasons import REASONS


def change_text(page, text):
    page.raw["text"] = text


OUTCOME_FAULTS = {
    "outcome_is_known": lambda page: page.outcome.update(outcome="forgotten"),
    "ingested_files_have_their_page": lambda page: setattr(page, "is_kept", False),
    "ingested_documents_have_a_batch": lambda page: page.outcome.update(batch_id=None),
    "duplicates_name_the_first": lambda page: page.outcome.update(outcome="duplicate"),
    "known_content_is_named": lambda page: page.outcome.update(outcome="unchanged", content_sha256=None),
    "quarantined_files_have_a_reason": lambda page: page.outcome.update(outcome="quarantined"),
    "reason_code_is_known": lambda page: page.outcome.update(outcome="quarantined", reason_code="odd"),
    "opened_containers_lost_nothing": lambda page: page.outcome.update(outcome="opened", document_count=2),
}
STILL_INGESTED = {"ingested_files_have_their_page", "ingested_documents_have_a_batch"}
PAGE_FAULTS = {
    "pages_have_an_outcome": lambda page: page.outcome.clear(),
    "content_sha256_is_sha256": lambda page: (
        page.raw.update(content_sha256="x" * 64),
        page.outcome.update(content_sha256="x" * 64),
    ),
    "text_is_not_empty": lambda page: change_text(page, " \n—\n"),
    "text_has_no_nul": lambda page: change_text(page, "Ferry\0Halts"),
    "replacement_characters_are_rare": lambda page: change_text(page, "The caf\ufffd was closed."),
    "text_is_one_page_long": lambda page: change_text(page, "word " * 200_001),
    "text_is_not_markup": lambda page: change_text(page, '<p class="x">Ferry</p>' * 11),
}


@pytest.fixture(scope="module")
def faulty(check, tmp_path_factory, make_page, make_lake, make_outcome):
    faults = OUTCOME_FAULTS | PAGE_FAULTS
    pages = {name: make_page(number) for number, name in enumerate(faults)}
    for name, add_fault in faults.items():
        add_fault(pages[name])
    for name in OUTCOME_FAULTS.keys() - STILL_INGESTED:
        pages[name].is_kept = False  # what was not ingested is no page
        pages[name].outcome["batch_id"] = None
    twice = make_outcome("/pages/twice.txt", "unchanged", content_sha256="a" * 64)
    again = make_page(99)
    copy = dict(again.outcome, source_path="/pages/copy.txt")
    lake = make_lake([*pages.values(), again], [twice, twice, copy])
    with lake.open(tmp_path_factory.mktemp("faulty")) as connection:
        return pages, check("after_ingest", connection)


@pytest.mark.parametrize("fault", OUTCOME_FAULTS)
def test_each_fault_of_an_outcome_is_found_by_its_own_check_alone(faulty, fault):
    pages, found = faulty
    assert found.failed_for(f"run-1#{pages[fault].raw['source_path']}") == {fault}


@pytest.mark.parametrize("fault", PAGE_FAULTS)
def test_each_fault_of_a_page_is_found_by_its_own_check_alone(faulty, fault):
    pages, found = faulty
    assert found.failed_for(pages[fault].key) == {fault}


def test_a_content_that_is_ingested_twice_in_a_run_fails(faulty, make_page):
    _, found = faulty
    assert "content_is_ingested_once" in found.failed_for(f"run-1#{make_page(99).key}")


def test_there_is_a_fault_for_every_check(list_checks):
    others = {"one_outcome_per_file", "content_is_ingested_once"}  # each with a test of its own below
    whole = {"content_sha256_is_unique", "as_many_pages_as_ingested", "quarantined_share"}
    empty = {"expect_table_row_count_to_be_between"}
    assert list_checks("after_ingest") == {*OUTCOME_FAULTS, *PAGE_FAULTS, *others, *whole, *empty}


def test_two_outcomes_of_one_file_fail(faulty):
    _, found = faulty
    assert found.failed_for("run-1#/pages/twice.txt") == {"one_outcome_per_file"}


def test_files_of_every_outcome_pass_together(check, tmp_path, make_page, make_lake, make_outcome):
    known = {"content_sha256": "a" * 64, "known_as": "/pages/a.txt"}
    others = [
        make_outcome(f"/pages/{name}.txt", name, **known) for name in ("unchanged", "renamed", "duplicate")
    ]
    others.append(make_outcome("/pages/bad.txt", "quarantined", reason_code="nul_bytes", reason="NUL at 3"))
    others.append(make_outcome("/pages/bad.zip/c.txt", "unchanged", container_path="/pages/bad.zip", **known))
    others.append(make_outcome("/pages/bad.zip", "quarantined", reason_code="damaged_container"))
    others.append(make_outcome("/pages/b.zip/c.txt", "unchanged", container_path="/pages/b.zip", **known))
    others.append(make_outcome("/pages/b.zip", "opened", content_sha256="b" * 64, document_count=1))
    with make_lake([make_page(number) for number in range(20)], others).open(tmp_path) as connection:
        assert check("after_ingest", connection).failed == set()


def test_the_reasons_that_are_explained_are_those_that_the_gate_knows():
    assert set(REASON_CODES.split()) == set(REASONS)


def test_a_run_with_nothing_but_a_quarantined_file_passes(check, tmp_path, make_lake, make_outcome):
    bad = make_outcome("/pages/bad.txt", "quarantined", reason_code="nul_bytes", reason="NUL at 3")
    with make_lake([], [bad]).open(tmp_path) as connection:
        assert check("after_ingest", connection).failed == set()


def test_a_run_that_looked_at_nothing_fails(check, tmp_path, make_lake):
    with make_lake([]).open(tmp_path) as connection:
        found = check("after_ingest", connection)
    assert found.failed == {"expect_table_row_count_to_be_between"}


def test_a_page_in_two_batches_and_many_quarantined_files_fail(
    check, tmp_path, make_page, make_lake, make_outcome
):
    twice = [make_page(1), make_page(1)]
    twice[1].outcome = make_outcome(
        "/pages/copy.txt", "duplicate", content_sha256=twice[0].key, known_as="/1.txt"
    )
    bad = [
        make_outcome(f"/pages/{number}.bin", "quarantined", reason_code="nul_bytes") for number in range(8)
    ]
    with make_lake(twice, bad).open(tmp_path) as connection:
        found = check("after_ingest", connection)
    assert found.failed == {"content_sha256_is_unique", "as_many_pages_as_ingested", "quarantined_share"}
    assert found.result("quarantined_share").severity == "warning"
    assert found.result("quarantined_share").observed_value == "8 of 10 files were quarantined"
