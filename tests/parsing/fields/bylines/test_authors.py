import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.fields.bylines.authors import find_authors
from flows.parsing.fields.bylines.byline_reading import Byline
from flows.parsing.layout.segments import find_segments, with_ink

HEADLINE = "Harbor piers closed after engineers find deep cracks"
DATE = "Feb. 10, 2025"
BODY = """\
The harbor authority closed three piers on Monday after engineers found deep cracks in the pilings.
Passengers were told to use buses while repairs go on, and the mayor said they would take three weeks.
"We want everyone to be safe," said Mayor Paul Keane, who came to the piers with the chief engineer.
The ferries carry about 20,000 people a day, according to the port's own figures for last year.
Traffic on the bridge has doubled since the piers were closed, and the city has put on more buses.
A report on the state of the pilings is due in the spring, the authority said in a statement."""


def read(*head: str, foot: tuple[str, ...] = ()) -> Byline:
    page = "\n".join([HEADLINE, *head, BODY, *foot])
    return find_authors(with_ink(find_segments(page)), load_lexicon())


def names(*head: str, foot: tuple[str, ...] = ()) -> list[str]:
    return [author.name for author in read(*head, foot=foot).authors]


@pytest.mark.parametrize(
    "head",
    [
        (DATE,),
        ("By The Editorial Board", DATE),
        ("Reuters Staff", DATE),
        ("Express News Service", DATE),
        ("PTI", DATE),
        ("Web Desk", DATE),
        ("Staff Reporter", DATE),
        ("Press Release", DATE),
        ("Live Updates", DATE),
        ("Los Angeles", DATE),
        ("Middle East", DATE),
        ("Photo by Ana Lopez", DATE),
        (DATE, "Paul Keane"),
    ],
)
def test_agencies_desks_places_photographers_and_subjects_are_no_authors(head):
    assert names(*head) == []


@pytest.mark.parametrize(
    "foot",
    [
        ("Most read", "City budget passes after long night", "By Ana Lopez", "Feb. 9, 2025"),
        ("More stories", "School opens after a long wait", "By Ana Lopez"),
        ("2 Comments", "Ana Lopez", "Feb. 11, 2025", "They should have closed the piers a year ago, really."),
        ("(Editing by Ana Lopez)",),
        ("Paul Keane is an engineer who was born in the city.",),
    ],
)
def test_bylines_of_other_stories_comments_and_editors_are_no_authors(foot):
    assert names(DATE, foot=foot) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (("By Ana Lopez and Jo Roe", DATE), ["Ana Lopez", "Jo Roe"]),
        (("By Ana Lopez", "By Jo Roe", DATE), ["Ana Lopez", "Jo Roe"]),
        (("Ana Lopez and agencies", DATE), ["Ana Lopez"]),
        (("Ana Lopez, Harbor Times", DATE), ["Ana Lopez"]),
        (("Ana Lopez / HNN / Updated: Feb 10, 2025, 10:33 IST",), ["Ana Lopez"]),
        (("Posted on February 10, 2025 by Ana Lopez",), ["Ana Lopez"]),
        ((DATE, "By", "Ana Lopez", ",", "Jo Roe"), ["Ana Lopez", "Jo Roe"]),
        (("Ana Lopez", "Political Editor", "Jo Roe", "Senior Reporter", DATE), ["Ana Lopez", "Jo Roe"]),
        (("Ana Lopez", "Reporter", "Jo Roe", "Photographer", DATE), ["Ana Lopez"]),
        (("Ana Lopez", "Share", DATE), ["Ana Lopez"]),
        (("By Ana Lopez", "Story by Ana Lopez", DATE), ["Ana Lopez"]),
        (("Reported By: Ana Lopez | Edited By: Jo Roe | Source: PTI", DATE), ["Ana Lopez"]),
        (("Written by Ana Lopez, MD | Medically reviewed by Jo Roe, PhD", DATE), ["Ana Lopez"]),
    ],
)
def test_authors_are_found_in_the_head_of_an_article(head, expected):
    assert names(*head) == expected


@pytest.mark.parametrize(
    ("foot", "role"),
    [
        (("(Reporting by Ana Lopez; Editing by Ed Ito)",), "reporting"),
        (("— Ana Lopez",), None),
        (("Ana Lopez is a staff writer at the Harbor Times.",), None),
    ],
)
def test_the_foot_names_authors_where_no_byline_does(foot, role):
    (author,) = read("By Reuters Staff", DATE, foot=foot).authors

    assert (author.name, author.role) == ("Ana Lopez", role)


def test_a_byline_goes_before_the_credit_below_the_story():
    assert names("By Ana Lopez", DATE, foot=("(Reporting by Jo Roe; Editing by Ed Ito)",)) == ["Ana Lopez"]


def test_a_teaser_above_the_headline_is_not_the_article_s():
    teaser = ("Budget passes after a long night", "Jo Roe", "Feb 9, 2025", "City")
    page = "\n".join([*teaser, HEADLINE, "Ana Lopez", DATE, BODY])

    assert [a.name for a in find_authors(with_ink(find_segments(page)), load_lexicon()).authors] == [
        "Ana Lopez"
    ]


def test_role_and_outlet_below_the_name_are_the_author_s():
    (author,) = read("By Ana Lopez", "Health Correspondent", "BBC News", DATE).authors

    assert (author.role, author.affiliation_outlet_id) == ("health correspondent", "bbc")


LINES = st.sampled_from(
    [
        HEADLINE,
        DATE,
        *BODY.splitlines(),
        "By Ana Lopez",
        "Jo Roe",
        "By",
        "and",
        "Reporter",
        "BBC News",
        "Share",
    ]
)


@given(st.lists(LINES, max_size=25))
def test_authors_point_into_the_page_whatever_its_lines(lines):
    page = "\n".join(lines)
    authors = find_authors(with_ink(find_segments(page)), load_lexicon()).authors

    assert all(page[author.start : author.end] == author.name for author in authors)
    assert len({author.name for author in authors}) == len(authors)


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (("As told to Ana Lopez", DATE), ["Ana Lopez"]),
        (("By", "Ana Lopez", "Follow", "and", "Jane Roe", "Follow", DATE), ["Ana Lopez", "Jane Roe"]),
        (("Ana Lopez and Jane Roe", "Harbor News, South", "Published", DATE), ["Ana Lopez", "Jane Roe"]),
        (("By Ana Lopez & Pau Ferrer i Mas", DATE), ["Ana Lopez", "Pau Ferrer i Mas"]),
        (("Clare 1-24 Cork 2-20", "Jane Roe", "Today at 18:41", "Share"), ["Jane Roe"]),
        (("By Ana Lopez\u2003", DATE), ["Ana Lopez"]),
    ],
    ids=["as told to", "buttons", "label", "particle", "relative", "em space"],
)
def test_names_are_read_whatever_stands_between_them(head, wanted):
    assert names(*head) == wanted
