"""What an old rule set aside and a new one takes moves through a replay, and its history stays."""

import io
import zipfile

import pytest
from rich.console import Console

from flows import extract, replay
from flows.parsing.layout import rejections
from flows.settings import Replay, utc_now
from flows.storage.layout import DataDir
from flows.waiting import plan_trial

PROSE = "The {name} carries about 4,000 people a day, said Maria Ortiz, the port director. " * 3
STORY = """{name} Line Halts Crossings After Inspection

By Ana Lopez, Staff Writer
Posted Mar 3, 2025 9:15 AM EST

Harbor officials said Monday that the {name} failed an inspection, the Associated Press reports. {prose}
"""
PAGE_LIMIT = 40_000
LARGE = f"{STORY.format(name='Barge', prose=PROSE.format(name='Barge'))}\n" + "The harbor was calm.\n" * 3_000
ERROR_PAGE = f"Page not found\n\n{PROSE.format(name='tram')}\n"

HISTORY = (
    "select source_file, reason_code, run_id, left_run_id, left_as from ops.quarantine_history "
    "order by source_file, run_id"
)


def story(name):
    return STORY.format(name=name, prose=PROSE.format(name=name))


def zip_of(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def try_again(desk, **choice):
    """Carry out a replay; return its run and, by reason, how many passed, were set aside again, were lost."""
    data, asked = DataDir(desk.data_dir), Replay(**choice)
    trial = plan_trial(data, asked)
    result = desk.run(replay=asked)
    counts = replay.count_reasons(trial, replay.find_again(data, trial, result))
    return result.run, {count.reason_code: (count.passed, count.again, count.lost) for count in counts}


def facts(desk):
    """Return what the articles say, by file, without what tells which run delivered them."""
    return {
        row[0]: row[1:]
        for row in desk.ask(
            "select source_file, article_id, headline, body_text, citation_count, mention_count, "
            "parser_version from marts.fct_articles"
        )
    }


@pytest.fixture
def old_rules(published_desk, monkeypatch):
    """A desk whose second run set six things aside under older rules; three of the files are gone since."""
    desk = published_desk
    desk.save("bus.txt", story("Bus"))
    desk.save("error.txt", ERROR_PAGE)
    desk.save("large.txt", LARGE)
    gone = [
        desk.save("gone.txt", LARGE.replace("Barge", "Canoe")),
        desk.save("many.zip", zip_of({"in/ferry.txt": story("Ferry"), "kayak.txt": story("Kayak")})),
        desk.save("nul.txt", b"A page\0with a NUL\n"),
    ]
    desk.save("tram.txt", story("Tram"))
    read = extract.parse_page

    def break_on_trams(text, *arguments, **options):
        if text.startswith("Tram"):
            raise ValueError("a rule that is broken")
        return read(text, *arguments, **options)

    monkeypatch.setenv("SOURCELINE_WORKERS", "1")
    with monkeypatch.context() as patch:
        patch.setenv("SOURCELINE_MAX_PAGE_BYTES", str(PAGE_LIMIT))
        patch.setenv("SOURCELINE_MAX_MEMBERS", "1")
        patch.setattr(extract, "parse_page", break_on_trams)
        first = desk.run()
    for path in gone:
        path.unlink()
    return desk, first.run["run_id"]


def test_what_is_taken_now_leaves_the_quarantine_and_its_history_stays(old_rules, monkeypatch):
    desk, first = old_rules
    before = facts(desk).keys()
    assert desk.ask(HISTORY) == [
        ("error.txt", "error_page", first, None, None),
        ("gone.txt", "too_large", first, None, None),
        ("large.txt", "too_large", first, None, None),
        ("many.zip", "too_many_members", first, None, None),
        ("nul.txt", "nul_bytes", first, None, None),
        ("tram.txt", "parser_error", first, None, None),
    ]

    console = Console(file=io.StringIO(), width=160)
    only = {"reasons": ("too_large", "nul_bytes"), "since": utc_now().date(), "is_dry": True}
    replay.replay(console, data_dir=desk.data_dir, gates_mode=None, entities=None, **only)
    rows = [line.split() for line in console.file.getvalue().splitlines() if "ingest" in line]
    assert [[cell for cell in row if cell != "│"] for row in rows] == [
        ["ingest", "nul_bytes", "1", "0", "0", "0"],
        ["ingest", "too_large", "0", "1", "0", "1"],
    ]

    version = extract.current_parser_version()
    monkeypatch.setattr(extract, "current_parser_version", lambda *_: f"{version}-new")
    monkeypatch.setattr(rejections, "PLAIN_ERROR_MAX_PROSE_WORDS", 10)
    run, counts = try_again(desk)
    second = run["run_id"]
    assert counts == {
        "error_page": (1, 0, 0),
        "nul_bytes": (0, 1, 0),
        "parser_error": (1, 0, 0),
        "too_large": (1, 0, 1),
        "too_many_members": (1, 0, 0),
    }
    assert facts(desk).keys() - before == {
        "error.txt",
        "large.txt",
        "many.zip/in/ferry.txt",
        "many.zip/kayak.txt",
        "tram.txt",
    }
    assert desk.ask(HISTORY) == [
        ("error.txt", "error_page", first, second, "passed"),
        ("gone.txt", "too_large", first, None, None),
        ("large.txt", "too_large", first, second, "passed"),
        ("many.zip", "too_many_members", first, second, "passed"),
        ("nul.txt", "nul_bytes", first, None, None),
        ("nul.txt", "nul_bytes", second, None, None),
        ("tram.txt", "parser_error", first, second, "passed"),
    ]
    assert desk.ask("select source_file, attempt_count, is_kept from ops.quarantine order by 1") == [
        ("gone.txt", 1, False),
        ("nul.txt", 2, True),
    ]
    assert desk.run().run["status"] == "nothing_new"


@pytest.mark.slow
def test_a_page_that_broke_the_parser_is_read_again_and_no_row_of_another_changes(old_rules):
    desk, first = old_rules
    before = facts(desk)
    run, counts = try_again(desk, reasons=("parser_error",))
    assert (run["status"], counts) == ("published", {"parser_error": (1, 0, 0)})
    after = facts(desk)
    assert after.keys() - before.keys() == {"tram.txt"}
    assert {name: after[name] for name in before} == before
    assert (("tram.txt", "parser_error", first, run["run_id"], "passed")) in desk.ask(HISTORY)


def test_nothing_to_try_is_said_and_nothing_is_run(published_desk):
    console = Console(file=io.StringIO(), width=160)
    replay.replay(
        console,
        data_dir=published_desk.data_dir,
        gates_mode=None,
        entities=None,
        reasons=(),
        since=None,
        is_dry=False,
    )
    assert "Nothing waits" in console.file.getvalue()
