"""The questions of newsrooms: each is answered by one plain select that anybody can paste."""

import re
from pathlib import Path

import pytest

from flows.storage import reader
from flows.storage.layout import DataDir

ANALYSES = Path(__file__).parents[2] / "dbt_project" / "analyses"
QUESTIONS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(ANALYSES.glob("*.sql"))}
COUNT = 27
RELATION = re.compile(r"\b(?:from|join) ((?:marts|ops)\.[a-z_]+)")


def test_every_question_has_an_answer():
    assert [name[:4] for name in QUESTIONS] == [f"q{number:02d}_" for number in range(1, COUNT + 1)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_begins_with_its_question_and_says_what_a_row_is(name):
    remarks = [line for line in QUESTIONS[name].splitlines() if line.startswith("-- ")]
    assert remarks[0].startswith(f"-- {name[:3].upper()}. ")
    assert "?" in " ".join(remarks[:-1])
    assert remarks[-1].startswith("-- One row per ")


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_one_select_of_at_most_two_relations(name):
    sql = "\n".join(line for line in QUESTIONS[name].splitlines() if not line.startswith("--"))
    assert sql.startswith("select\n")
    assert len(re.findall(r"\b(?:select|union|with)\b", sql)) == 1
    assert len(RELATION.findall(sql)) == len(re.findall(r"\b(?:from|join)\b", sql)) <= 2


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_what_the_query_command_prints(second_build, name):
    names, _ = reader.query(DataDir(second_build.folder), QUESTIONS[name])
    assert [column for column in names if not re.fullmatch(r"[a-z][a-z0-9_]*", column)] == []
    assert len(set(names)) == len(names)
