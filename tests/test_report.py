"""The pure parts of the overview: questions in, shapes and HTML out."""

import re

import pytest

from flows.report import page, pictures, questions
from flows.report.questions import Answer, Question

DAYS = {"first_day": "2025-02-01", "last_day": "2025-02-03"}
HOSTILE = "<script>owned()</script>\x1b[31m\u202eevil\x00"


@pytest.fixture(scope="module")
def asked():
    return questions.read_questions()


def test_every_question_says_what_it_shows_and_is_one_bounded_select(asked):
    assert len(asked) > 15
    for question in asked.values():
        assert question.title
        assert question.note.endswith(".")
        assert question.sql.startswith(("select", "with"))
        assert ";" not in question.sql
        is_one_row = question.name in ("window", "totals")
        counts_kinds = question.name in ("gates", "segments", "volume")
        assert is_one_row or counts_kinds or re.search(r"\n *limit \d+", question.sql), question.name


def test_a_question_can_be_copied_with_its_days_written_out():
    question = Question("q", "Q", "", "select getvariable('first_day'), getvariable('last_day')")
    assert question.about(DAYS).sql == "select '2025-02-01', '2025-02-03'"


def test_a_file_of_sql_begins_with_title_and_explanation():
    text = "-- Voices\n-- Who says\n-- most.\n\nselect 1 -- one\n\nfrom somewhere\n"
    question = questions.parse_question("voices", text)
    assert (question.title, question.note) == ("Voices", "Who says most.")
    assert question.sql == "select 1 -- one\n\nfrom somewhere"


def test_days_run_over_the_end_of_a_month():
    assert pictures.days_between("2024-02-28", "2024-03-01") == ["2024-02-28", "2024-02-29", "2024-03-01"]


@pytest.mark.parametrize(
    ("values", "top", "path"),
    [
        ([], 0, ""),
        ([0, 0], 0, ""),
        ([0, 2, 1], 2, "M1 1v-1h0.75V1zM2 1v-0.5h0.75V1z"),
    ],
)
def test_bars_stand_in_their_places(values, top, path):
    assert pictures.bars(values, top=top) == path


def test_the_last_run_stands_rightmost_and_the_worst_highest():
    paths = pictures.blocks(["passed", "failed"], heights=page.HEIGHTS, places=30)
    assert paths == {"passed": "M28 1v-0.35h0.75V1z", "failed": "M29 1v-1h0.75V1z"}


def test_parts_follow_one_another_and_nothing_has_no_width():
    assert pictures.stack({"a": 1, "b": 3}, total=4) == [("a", 0.0, 0.25), ("b", 0.25, 0.75)]
    assert pictures.stack({"a": 0, "b": 0}, total=0) == [("a", 0.0, 0.0), ("b", 0.0, 0.0)]


def test_ribbons_join_the_biggest_outlets_and_stay_in_the_box():
    links = [("Post", "AP", 6), ("Post", "Reuters", 1), ("Echo", "AP", 2), ("Small", "Tiny", 1)]
    drawn = pictures.ribbons(links, limit=2)
    assert drawn.sources == {"Post": 7, "Echo": 2}
    assert drawn.targets == {"AP": 8, "Reuters": 1}
    joined = [(ribbon.source, ribbon.target) for ribbon in drawn.ribbons]
    assert joined == [("Post", "AP"), ("Post", "Reuters"), ("Echo", "AP")]
    for ribbon in drawn.ribbons:
        assert all(0 <= float(number) <= 1 for number in re.findall(r"[\d.]+", ribbon.path))


def test_outlets_of_one_name_are_drawn_as_one():
    drawn = pictures.ribbons([("Post", "AP", 1), ("Post", "AP", 2)], limit=5)
    assert drawn.targets == {"AP": 3}
    assert len(drawn.ribbons) == 1


def test_nobody_who_leans_on_nobody_is_an_empty_picture():
    assert pictures.ribbons([], limit=5) == pictures.Ribbons({}, {}, ())


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        (None, "missed"),
        ((0, 0, 0, 0), "missed"),
        ((0, 0, 0, 5), "passed"),
        ((0, 0, 2, 5), "warned"),
        ((0, 1, 2, 5), "failed"),
        ((1, 1, 2, 5), "broken"),
    ],
)
def test_a_gate_is_as_bad_as_the_worst_it_found(counts, state):
    names = ("broken_count", "critical_count", "warning_count", "passed_count")
    found = None if counts is None else dict(zip(names, counts, strict=True))
    assert page.gate_state(found) == state


def test_a_run_that_stopped_early_never_reached_the_later_gates():
    counts = {"broken_count": 0, "critical_count": 1, "warning_count": 0, "passed_count": 9}
    row = {"gate": "after_ingest", "run_id": "1", **counts}
    grid = page.gate_grid([row])
    assert grid["after_ingest"] == ["failed"]
    assert grid["after_transform"] == ["missed"]


def test_stages_nobody_named_are_the_rest():
    parts = page.stage_parts([{"stage": "ingest", "seconds": 1.0}, {"stage": "novel", "seconds": 2.0}])
    assert parts == {"full": 1.0, "half": 0.0, "faint": 0.0, "rest": 2.0}


@pytest.mark.parametrize(
    ("hours", "name"), [(0, "0 min"), (0.4, "24 min"), (30.2, "30 h"), (75, "3 days"), (30000, "1,250 days")]
)
def test_hours_are_named_as_people_would(hours, name):
    assert page.name_hours(hours) == name


def test_text_cannot_turn_or_end_what_stands_around_it():
    assert page.show(HOSTILE) == "<script>owned()</script>\ufffd[31m\ufffdevil\ufffd"
    assert page.show("שלום\u200f 👩\u200d🚀\n") == "שלום\u200f 👩\u200d🚀\n"
    assert page.show(7) == 7


def render_nothing(asked, **rows):
    """Render the page of a warehouse with one run and nothing else in it, but for the rows given."""
    run = {
        "run_id": "r1",
        "status": "published",
        "message": None,
        "file_count": 0,
        "ingested_count": 0,
        "quarantined_count": 0,
        "checks_passed": 0,
        "checks_failed": 0,
        "second_count": 0.0,
        "stage_seconds": [],
        "started_at": "2025-02-03 10:00",
        "finished_at": "2025-02-03 10:00",
    }
    known = {"window": [DAYS], "runs": [run], "totals": [{"articles": 0}]} | rows
    answers = {name: Answer(question, tuple(known.get(name, ()))) for name, question in asked.items()}
    return page.render(answers, later_runs=[], links={})


def test_an_empty_warehouse_is_one_page_that_says_so(asked):
    html = render_nothing(asked)
    assert html.count('class="none"') == len(asked) - 3
    assert html.count("sourceline query - ") == len(asked) - 1


def test_every_answer_is_on_the_page_with_the_sql_it_came_from(asked):
    html = render_nothing(asked)
    for name in set(asked) - {"window"}:
        assert f'id="{name}"' in html


def test_hostile_names_stay_text(asked):
    row = {"outlet_name": HOSTILE, "citation_count": 1, "article_count": 1}
    html = render_nothing(asked, unknown_outlets=[row])
    assert "<script" not in html
    assert "<bdi>&lt;script&gt;owned()&lt;/script&gt;\ufffd[31m\ufffdevil\ufffd</bdi>" in html
