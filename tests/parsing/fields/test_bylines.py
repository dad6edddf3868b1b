import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.bylines import Byline, is_byline, is_name_line, read_byline
from flows.parsing.fields.credit_names import as_mixed_case, is_person_shaped
from flows.parsing.records import TextSpan

OFFSET = 100


def read(text: str) -> Byline:
    return read_byline(TextSpan(OFFSET, OFFSET + len(text), text), load_lexicon())


def names(text: str) -> list[str]:
    return [author.name for author in read(text).authors]


@pytest.mark.parametrize(
    "text",
    [
        "By Associated Press",
        "By AP",
        "By Newser Staff",
        "By The Editorial Board",
        "By Harbor Desk",
        "Updated February 10, 2025",
        "By Reuters, Feb 10, 2025",
    ],
)
def test_agencies_desks_and_dates_are_no_people(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Rob Quinn, \xa0Newser Staff", ["Rob Quinn"]),
        ("by ana lópez", []),
        ("By Ana López", ["Ana López"]),
        ("BY ROB O'NEIL AND JEAN-LUC MCKAY", ["Rob O'Neil", "Jean-Luc McKay"]),
        ("By María de la Cruz and Ludwig van der Berg", ["María de la Cruz", "Ludwig van der Berg"]),
        ("By J. R. Ford Jr., Ana Lopez & Jo Roe", ["J. R. Ford Jr.", "Ana Lopez", "Jo Roe"]),
        ("By Robert Ford, Jr. and Jo Roe", ["Robert Ford, Jr.", "Jo Roe"]),
        ("Written by Ana Lopez | Feb 10, 2025 3:11 PM", ["Ana Lopez"]),
        ("By: Ana Lopez in Moscow", ["Ana Lopez"]),
        ("By Ana LopezPublished Jul 17, 2024, 11:21am", ["Ana Lopez"]),
        ("Jo Roe and AP", ["Jo Roe"]),
        ("Jo Roe · CBC News ·", ["Jo Roe"]),
    ],
)
def test_people_are_found_as_they_are_called(text, expected):
    assert names(text) == expected


def test_author_spans_point_into_the_page():
    text = "By Ana Lopez and Robert Ford, Jr."
    spans = [(author.start - OFFSET, author.end - OFFSET) for author in read(text).authors]

    assert [text[start:end] for start, end in spans] == ["Ana Lopez", "Robert Ford, Jr."]


@pytest.mark.parametrize(
    ("text", "role", "affiliation", "outlet_id"),
    [
        ("By Rob Quinn, Newser Staff", "staff", "Newser", "newser"),
        ("By Ana Lopez, Staff Writer", "staff writer", None, None),
        ("By Ana Lopez, Senior Correspondent, Reuters", "senior correspondent", "Reuters", "reuters"),
        ("By Ana Lopez | Axios", None, "Axios", "axios"),
        ("By Ana Lopez for the Guardian", None, "The Guardian", "guardian"),
        ("By Ana Lopez, Harbor Tribune", None, "Harbor Tribune", None),
        ("By Ana Lopez", None, None, None),
    ],
)
def test_role_and_affiliation_follow_the_name(text, role, affiliation, outlet_id):
    (author,) = read(text).authors

    assert (author.role, author.affiliation, author.affiliation_outlet_id) == (role, affiliation, outlet_id)


def test_what_follows_two_names_belongs_to_both_and_to_no_later_one():
    roles = {
        author.name: author.role
        for author in read("By Ana Lopez and Jo Roe, Staff Writers, with Al Poe").authors
    }

    assert roles == {"Ana Lopez": "staff writers", "Jo Roe": "staff writers", "Al Poe": None}


def test_a_byline_without_a_person_still_names_its_newsroom():
    (affiliation,) = read("By Newser Staff").affiliations

    assert (affiliation.name, affiliation.outlet_id, affiliation.is_staff) == ("Newser", "newser", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ana Lopez", True),
        ("By AFP", True),
        ("By Monday morning the ferries were back", False),
        ("By the numbers", False),
        ("Bystanders Help Ferry Crew", False),
    ],
)
def test_a_byline_names_a_person_or_a_newsroom(text, expected):
    assert is_byline(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Lopez and AP", True),
        ("Ana Lopez, Staff Writer", True),
        ("Piers Closed After Cracks", False),
        ("Mayor's Ferry Plan", False),
        ("Politics", False),
    ],
)
def test_a_name_line_has_nothing_but_names(text, expected):
    assert is_name_line(text) is expected


@pytest.mark.parametrize(
    "text", ["Monday", "Ana", "Getty Images", "of the Sea", "Ana lopez", "A B", "Ana 2 Lopez"]
)
def test_what_is_not_shaped_like_a_name(text):
    assert not is_person_shaped(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ANA DE LA CRUZ", "Ana de la Cruz"), ("J.R. FORD III", "J.R. Ford III"), ("Ana", "Ana")],
)
def test_names_in_capitals_are_written_as_elsewhere(name, expected):
    assert as_mixed_case(name) == expected
