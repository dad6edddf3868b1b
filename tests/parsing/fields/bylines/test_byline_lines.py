import pytest

from flows.parsing.fields.bylines.byline_lines import is_byline, is_name_and_time, is_name_line


@pytest.mark.parametrize(
    "text",
    [
        "By Monday morning the ferries were back",
        "By the numbers",
        "By",
        "Bystanders Help Ferry Crew",
        "ByteDance Owner Says No",
        "Posted on 10 February 2025",
        "The report by Ana Lopez came on 10 February 2025",
        "Photographs by Ana Lopez",
        "Edited by Ana Lopez",
        "",
    ],
)
def test_a_line_without_a_writer_is_no_byline(text):
    assert not is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "By Ana Lopez",
        "BY ANA LOPEZ",
        "by: Ana Lopez",
        "ByANA LOPEZ",
        "By AFP",
        "By The Editorial Board",
        "By Newser Staff",
        "By CNN's Ana Lopez",
        "Story by Ana Lopez",
        "Words: Ana Lopez",
        "Text by Ana Lopez",
        "Reported by Ana Lopez",
        "Analysis by Ana Lopez, CNN",
        "Updated by Ana Lopez",
        "Author: Ana Lopez",
        "Author of the article: Ana Lopez",
        "By Li You",
        "By Ana Lopez ana.lopez@example.com (555) 010-0100",
        "Posted on February 10, 2025 by Ana Lopez",
        "February 10, 2025 | by Ana Lopez",
        "3:11 PM CST 2/10/2025 by Ana Lopez",
    ],
)
def test_a_byline_says_by_and_names_a_person_or_a_newsroom(text):
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Piers Closed After Cracks",
        "Mayor's Ferry Plan",
        "Current Issue",
        "Career Feature",
        "Hi Milan,",
        "Politics",
        "Ana Lopez closed the piers.",
        "Will Ferries Return",
        "“Ana Lopez”",
        "",
    ],
)
def test_what_is_not_all_names_is_no_name_line(text):
    assert not is_name_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lopez",
        "ANA LOPEZ",
        "Ana Lopez and AP",
        "Ana Lopez, Staff Writer",
        "Ana Lopez | Special to The Tribune",
        "Ana Lopez Political Correspondent",
        "Ana LopezTravel News Reporter",
        "Ana LopezBBC News",
        "Ana Lopez and Jo Roe CNN",
        "Ana Lopez in Berlin",
        "Ana Lopez@analopez",
        "Ana Lopez · CBC News ·",
        "Robert Ford, Jr.",
        "Will Roe",
    ],
)
def test_a_name_line_has_names_and_what_bylines_add_to_them(text):
    assert is_name_line(text)


def test_only_a_by_makes_a_name_of_a_common_word():
    assert not is_name_line("Li You")
    assert is_name_line("Li You", is_introduced=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Lopez 7 hours", True),
        ("Ana Lopez @analopez / 2 days", True),
        ("Ana Lopez · 3h ago", True),
        ("Ana Lopez | 10 February 2025", True),
        ("Ana Lopez", False),
        ("Ferries Return 7 hours late", False),
        ("10 February 2025", False),
        ("", False),
    ],
)
def test_a_name_with_a_time_needs_both(text, expected):
    assert is_name_and_time(text) is expected
