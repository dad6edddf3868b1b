import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.fields.bylines.byline_blocks import ROLE_HINTS, LineKind, find_byline_lines

STAMP = "10 February 2025"


def rules(*contents: str) -> dict[str, str]:
    """Return the rule of each claimed line below a headline; a line of marks or a date has its own kind."""
    lines = ["Piers closed after cracks", *contents]
    kinds: list[LineKind] = [kind_of(line) for line in lines]
    return {lines[at]: rule for at, rule in sorted(find_byline_lines(lines, kinds).items())}


def kind_of(line: str) -> LineKind:
    if line == STAMP:
        return "stamp"
    if line.startswith("By "):
        return "byline"
    if line.endswith("."):
        return "other"
    if not any(map(str.isalnum, line)):
        return "no_words"
    return "role" if any(hint in line.lower() for hint in ROLE_HINTS) else "free"


@pytest.mark.parametrize(
    "lines",
    [
        ("Ana Lopez", "The piers are closed."),
        ("Labour Party,", "Ana Lopez", STAMP),
        ("Powered by", "Harbor Systems"),
        ("By", "The numbers"),
        ("Letters to the Editor",),
        ("Ana Lopez", "Letters to the Editor"),
        ("By Ana Lopez", "World News"),
        ("Ana Lopez", "Show authors"),
    ],
)
def test_names_in_lists_and_links_are_no_bylines(lines):
    assert rules(*lines) == {}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Ana Lopez", STAMP), {"Ana Lopez": "names_beside_time"}),
        ((STAMP, "Ana Lopez"), {"Ana Lopez": "names_beside_time"}),
        (("Ana Lopez", "World", STAMP), {"Ana Lopez": "names_beside_time"}),
        (("Ana Lopez,", "Jo Roe", STAMP), {"Ana Lopez,": "names_beside_time", "Jo Roe": "names_beside_time"}),
        (
            ("Ana Lopez", "BBC News, Kyiv", STAMP),
            {"Ana Lopez": "names_beside_time", "BBC News, Kyiv": "role_below_name"},
        ),
        (
            ("Ana Lopez", "Senior Reporter, Health"),
            {"Ana Lopez": "name_above_role", "Senior Reporter, Health": "role_below_name"},
        ),
        (("Ana Lopez Political Correspondent",), {"Ana Lopez Political Correspondent": "name_and_role"}),
        (("By", "Ana Lopez"), {"By": "by_alone", "Ana Lopez": "names_below_by"}),
        (
            ("Written by", "Ana Lopez", "and", "Li You"),
            {
                "Written by": "by_alone",
                "Ana Lopez": "names_below_by",
                "and": "names_below_by",
                "Li You": "names_below_by",
            },
        ),
        (
            ("By", "Ana Lopez", ",", "Jo Roe"),
            {"By": "by_alone", "Ana Lopez": "names_below_by", "Jo Roe": "names_below_by"},
        ),
        (("By Ana Lopez and", "Jo Roe"), {"Jo Roe": "names_below_by"}),
        (("By Ana Lopez", "Associated Press"), {"Associated Press": "newsroom_below_name"}),
        (("By Ana Lopez", "Reporting from Kyiv"), {"Reporting from Kyiv": "role_below_name"}),
    ],
)
def test_lines_are_bylines_by_the_lines_beside_them(lines, expected):
    assert rules(*lines) == expected


def test_only_a_comma_or_an_and_leads_from_one_name_to_the_next():
    assert rules("By", "Ana Lopez", "Paul Keane") == {"By": "by_alone", "Ana Lopez": "names_below_by"}


def test_a_name_printed_twice_is_an_author_with_a_portrait():
    lines = ["Piers closed after cracks", "3 photos", "Ana Lopez", "Ana Lopez"]

    assert find_byline_lines(lines, ["free"] * 4) == {2: "name_twice", 3: "name_twice"}


def test_the_first_line_is_left_to_be_a_headline():
    assert find_byline_lines(["Ana Lopez", STAMP], ["free", "stamp"]) == {}


WORDS = st.sampled_from(
    ["By", "Ana Lopez", "Ana Lopez,", "and", "Reporter", "BBC News", STAMP, "…", "x" * 300, "Home"]
)
KINDS = st.sampled_from(["free", "stamp", "byline", "no_words", "other"])


@given(st.lists(st.tuples(WORDS, KINDS), max_size=30))
def test_only_lines_of_the_page_are_claimed_and_no_time_is(lines):
    contents, kinds = [content for content, _ in lines], [kind for _, kind in lines]
    found = find_byline_lines(contents, kinds)

    assert all(0 <= at < len(lines) and kinds[at] in {"free", "other"} for at in found)
