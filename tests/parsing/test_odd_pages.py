"""Pages that are rare and real: old print, odd spaces, ranges of hours, names that are only a number."""

import pytest

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page

PROSE = (
    "The council met for three hours on the plan for the old bridge, and most of the people who came to hear "
    "it said afterwards that they had expected rather more of the evening than that."
)


def read(*lines):
    return parse_page("\n".join(lines), load_lexicon())


@pytest.mark.parametrize(
    "hours",
    ["09:00-17:00", "14:00-15:30", "10:00+2025", "3:11 PM UTC+15", "3:11 PM GMT+20", "15:11:00+99:00"],
)
def test_a_range_of_hours_is_no_offset_from_utc(hours):
    published = read("Bridge Plan Divides the Council", f"Feb 10, 2025 {hours}", PROSE).published
    assert published is not None
    assert published.evidence == "assumed_utc"


@pytest.mark.parametrize(
    ("hours", "minutes"), [("15:11 +05:30", 330), ("15:11 -03:30", -210), ("15:11 UTC+14", 840)]
)
def test_an_offset_that_clocks_have_is_believed(hours, minutes):
    published = read("Bridge Plan Divides the Council", f"Feb 10, 2025 {hours}", PROSE).published
    assert published is not None
    assert (published.utc_offset_minutes, published.evidence) == (minutes, "printed_offset")


@pytest.mark.parametrize("name", ["Mr. V", "President IV", "Queen V", "Mayor Jr."])
def test_a_name_that_is_only_a_suffix_does_not_break_a_page(name):
    assert read(PROSE, f"The council asked {name} about it before the vote and was told nothing.").word_count


@pytest.mark.parametrize(
    "line",
    [
        "Posted \u017fep 10, 2025 3:11 PM",
        "The mayor said on Thur\u017fday that it was late.",
        "On \u017fept 10, the mayor said that it was late.",
        "Posted Jan 5, 1901 3:11 PM AT",
    ],
)
def test_old_print_does_not_break_a_page(line):
    assert read("Bridge Plan Divides the Council", line, PROSE).segments


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u2003"])
def test_any_white_space_separates_a_publisher_from_its_staff(space):
    page = read("Bridge Plan Divides the Council", f"By Jane Roe, Newser{space}Staff", PROSE)
    assert page.publisher_outlet_id == "newser"


def test_white_space_is_no_part_of_an_author():
    lines = ("By Jane Roe\u2003Posted Feb 10, 2025", "By Jane Roe")
    assert [author.name for author in read("Bridge Plan Divides the Council", *lines, PROSE).authors] == [
        "Jane Roe"
    ]


def test_a_continued_quotation_of_somebody_unknown_stays_unresolved():
    page = read('"We lost it all," he said. "It was a bad day for the whole town."')
    assert {citation.resolved_by for citation in page.citations if citation.source_name is None} == {
        "unresolved"
    }
