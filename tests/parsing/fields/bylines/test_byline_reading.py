import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.bylines.byline_reading import Byline, read_byline_lines
from flows.parsing.fields.person_names import as_mixed_case, is_person_shaped
from flows.parsing.records import TextSpan

OFFSET = 100


def read(text: str) -> Byline:
    return read_byline_lines((TextSpan(OFFSET, OFFSET + len(text), text),), load_lexicon())


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
        "Reuters Staff",
        "By PTI",
        "By Staff Reporter",
        "By Web Desk",
        "BBC News",
        "By Harbor Tribune Editorial Staff",
        "By Los Angeles",
        "By ABC News, New York",
        "Current Issue",
        "Hi Milan,",
        "BBC Sport",
        "By Our Foreign Staff",
        "By Staff and agencies",
        "@analopez",
        "Photographs by Ana Lopez",
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
        ("By Jo Roe in Berlin and Ana Lopez in Los Angeles, California", ["Jo Roe", "Ana Lopez"]),
        ("By JO ROE FOR MAILONLINE and ANA LOPEZ FOR EXAMPLE.COM", ["Jo Roe", "Ana Lopez"]),
        ("By Dr. Ana Lopez, MD, Ph.D.", ["Ana Lopez"]),
        ("By CNN's Ana Lopez and Jo Roe", ["Ana Lopez", "Jo Roe"]),
        ("By Staff Writer Ana Lopez", ["Ana Lopez"]),
        ("By Ana Lopez Photographs by Jo Roe", ["Ana Lopez"]),
        ("By Ana Lopez Follow", ["Ana Lopez"]),
        ("By Ana LopezTwitter", ["Ana Lopez"]),
        ("Ana Lopez@analopez", ["Ana Lopez"]),
        ("Ana LopezTravel News Reporter", ["Ana Lopez"]),
        ("Ana Lopez and Jo Roe USA TODAY", ["Ana Lopez", "Jo Roe"]),
        ("By Ana Lopez On 2/10/25 at 4:00 PM EST", ["Ana Lopez"]),
        ("by Ana Lopez - 02/10/25 5:00 PM ET", ["Ana Lopez"]),
        ("By Ana Lopez Ana Lopez", ["Ana Lopez"]),
        ("By Ana Lopez ana@example.com (555) 010-0100", ["Ana Lopez"]),
        ("February 10, 2025 | by Ana Lopez", ["Ana Lopez"]),
        ("By Jean al-Rashid", ["Jean al-Rashid"]),
        ("21 May 2025 - 14:19 BY ANA LOPEZ AND JO ROE", ["Ana Lopez", "Jo Roe"]),
        ("By Ana Lopez Last updated on 10 February 2025", ["Ana Lopez"]),
        ("By Ana Lopez, Kuala Lumpur", ["Ana Lopez"]),
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
        ("By Ana Lopez, Harbor Gazette Staff Writer", "staff writer", "Harbor Gazette", None),
        ("By Ana Lopez, AP Staff Writer", "staff writer", "Associated Press", "associated-press"),
        ("Ana Lopez, Special to the Harbor Tribune", None, "Harbor Tribune", None),
        ("Ana Lopez, The Guardian's diplomatic editor", "diplomatic editor", "The Guardian", "guardian"),
        ("By Ana Lopez, Berlin Correspondent", "berlin correspondent", None, None),
        ("By Ana Lopez, MD", None, None, None),
        ("By Ana Lopez - BBC Sport", None, "BBC Sport", None),
        ("Ana Lopez, University of Harborville", None, "University of Harborville", None),
        ("By Ana Lopez and agencies", None, None, None),
        ("By ANA LOPEZ Associated Press", None, "Associated Press", "associated-press"),
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


def test_roles_and_newsrooms_below_the_name_belong_to_it():
    lines = ("By Ana Lopez", "Political Editor", "BBC News")
    spans = [TextSpan(no * 20, no * 20 + len(line), line) for no, line in enumerate(lines)]
    (author,) = read_byline_lines(spans, load_lexicon()).authors

    assert (author.name, author.role, author.affiliation_outlet_id) == (
        "Ana Lopez",
        "political editor",
        "bbc",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Lopez, Jo Roe", ["Ana Lopez", "Jo Roe"]),
        ("Ana Lopez;The Associated Press", ["Ana Lopez"]),
        ("By Li You for CNN", ["Li You"]),
        ("Li You|Ana Lopez", ["Li You", "Ana Lopez"]),
    ],
)
def test_a_line_known_to_be_a_byline_needs_no_by(text, expected):
    authors = read_byline_lines([TextSpan(0, len(text), text)], load_lexicon(), is_introduced=True).authors

    assert [author.name for author in authors] == expected


def test_only_the_beginning_of_a_long_byline_is_read():
    assert len(names("By " + "Ana Lopez and " * 10_000)) < 100


@pytest.mark.parametrize(
    "text", ["", "Monday", "Ana", "Getty Images", "of the Sea", "Ana lopez", "A B", "Ana 2 Lopez"]
)
def test_what_is_not_shaped_like_a_name(text):
    assert not is_person_shaped(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ANA DE LA CRUZ", "Ana de la Cruz"), ("J.R. FORD III", "J.R. Ford III"), ("Ana", "Ana")],
)
def test_names_in_capitals_are_written_as_elsewhere(name, expected):
    assert as_mixed_case(name) == expected
