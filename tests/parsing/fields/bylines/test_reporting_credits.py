import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.bylines.reporting_credits import is_reporting_credit, read_reporting_credit
from flows.parsing.records import TextSpan


def read(text: str) -> list[tuple[str, str | None]]:
    authors = read_reporting_credit(TextSpan(7, 7 + len(text), text), load_lexicon())
    return [(author.name, author.role) for author in authors]


@pytest.mark.parametrize(
    "text",
    [
        "Written by Ana Lopez",
        "Reporting by the numbers is hard",
        "The mayor contributed to the fund",
        "Reporting from Kyiv",
        "",
        "x" * 2000,
    ],
)
def test_what_names_no_shares_in_the_work_is_no_credit(text):
    assert not is_reporting_credit(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "(Reporting by Ana Lopez in London and Jo Roe; Writing by Al Poe; Editing by Ed Ito)",
            [("Ana Lopez", "reporting"), ("Jo Roe", "reporting"), ("Al Poe", "writing")],
        ),
        (
            "Reporting by Ana Lopez; additional reporting by Jo Roe in Los Angeles; editing by Ed Ito",
            [("Ana Lopez", "reporting"), ("Jo Roe", "additional reporting")],
        ),
        ("Reporting and writing by Ana Lopez", [("Ana Lopez", "reporting")]),
        ("Reported by: Ana Lopez, Edited by: Ed Ito", [("Ana Lopez", "reporting")]),
        (
            "Associated Press writers Ana Lopez in Boston and Jo Roe contributed to this report.",
            [("Ana Lopez", "additional reporting"), ("Jo Roe", "additional reporting")],
        ),
        ("The Associated Press contributed to this report.", []),
        ("(Editing by Ed Ito)", []),
    ],
)
def test_reporters_and_writers_are_credited_and_editors_are_not(text, expected):
    assert is_reporting_credit(text)
    assert read(text) == expected


def test_credited_names_point_into_the_page():
    text = "(Reporting by Ana Lopez)"
    (author,) = read_reporting_credit(TextSpan(7, 7 + len(text), text), load_lexicon())

    assert text[author.start - 7 : author.end - 7] == "Ana Lopez"
