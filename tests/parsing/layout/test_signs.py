import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.layout import claims
from flows.parsing.layout.claims import LONG_LINE_RULES, WORDING_RULES
from flows.parsing.layout.furniture.furniture_lines import find_furniture
from flows.parsing.layout.signs import FURNITURE, MARKS, OPENING, read_words

FURNITURE_LINES = [
    *(
        "Share",
        "\u2022 Ad feedback",
        "x",
        "\u00d7",
        "***",
        "0 Comments",
        "3:45",
        "[ 12 Comments ]",
        "(c) 2024 Example",
    ),
    *("GET MORE BY CLICKING HERE", "Our free daily newsletter", "All rights reserved", "\u00a9 2024 Example"),
    *("joeofboston says:", "jroe@example.org", "A sale may earn us a commission", "Don't miss: the piers"),
    *("Most Read:", "||| Tweet", "Video: your browser does not play it"),
]

RULE_LINES = [
    *(
        "Editor's note: The piers were closed.",
        "*This story has been updated.",
        "An earlier version of this report",
    ),
    *("(Reporting by Jane Roe)", "Jane Roe contributed to this report.", "With files from Example Press"),
    *("Jane Roe edited this story for broadcast.", "(More harbor stories.)", "Topics: ferries, piers"),
    *(
        "By Jane Roe",
        "ByJane Roe",
        "Words: Jane Roe",
        "As told to Jane Roe",
        "Posted on 10 February 2025 by Jane Roe",
    ),
    *(
        "Jane Roe 7 hours",
        "Jane Roe \u00b7 10 February 2025",
        "Updated just now",
        "Feb 10, 2025",
        "Feb. 10, 3:11 p.m.",
    ),
    *("WASHINGTON (AP) \u2014", "A pier (Jane Roe/Example Wire)", "REUTERS/Jane Roe", "Photograph: Jane Roe"),
    *("FILE PHOTO: A pier", "Photo via Example", "A pier | Shutterstock", "A pier [Source: Example]"),
    *("A pier. AP Photo/Jane Roe", "12.42 CET", "3 hours ago"),
]

LINE = st.lists(
    st.sampled_from([word for line in [*FURNITURE_LINES, *RULE_LINES] for word in line.split()]),
    min_size=1,
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize("line", FURNITURE_LINES)
def test_lines_of_furniture_have_a_sign_of_it(line):
    word_count, signs = read_words(line)
    assert find_furniture(line, word_count)
    assert signs & (FURNITURE | OPENING | MARKS)


@pytest.mark.parametrize("line", RULE_LINES)
def test_lines_that_a_rule_claims_have_one_of_its_signs(line):
    _, signs = read_words(line)
    holding = [needed for needed, holds, _ in WORDING_RULES if holds(line)]
    assert holding or claims.TIME_ALONE.fullmatch(line)
    assert all(signs & needed for needed in holding)


@given(LINE)
def test_no_line_without_a_sign_is_one_that_a_rule_would_claim(line):
    word_count, signs = read_words(line)
    assert all(signs & needed for needed, holds, _ in (*WORDING_RULES, *LONG_LINE_RULES) if holds(line))
    assert signs & (FURNITURE | OPENING | MARKS) or not find_furniture(line, word_count)


@pytest.mark.parametrize(
    ("line", "word_count"),
    [
        ("Piers \u2014 closed", 2),
        ("* * *", 0),
        ("\u201cStop,\u201d he said.", 3),
        ("\u30d5\u30a7\u30ea\u30fc\u904b\u822a", 4),
    ],
)
def test_marks_are_no_words_and_some_scripts_have_many_in_one(line, word_count):
    assert read_words(line)[0] == word_count
