import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.layout.segments import find_segments

PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."
MORE_PROSE = "Repairs will take at least two months, an official said, and ferries will use the north dock."
LINES = [
    "Piers Closed After Cracks Are Found",
    "By Ana Lopez, Staff Writer",
    "Posted Mar 3, 2025 9:15 AM EST",
    "Share on Facebook",
    "",
    "  • Home",
    PROSE,
    MORE_PROSE,
    "(Photo by Jo Roe/Example Images)",
    "(More harbor stories.)",
    "© 2025 Example",
]


def types(*lines: str) -> list[str]:
    return [segment.segment_type for segment in find_segments("\n".join(lines))]


def rules(*lines: str) -> list[str]:
    return [segment.rule for segment in find_segments("\n".join(lines))]


@settings(max_examples=100)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(LINES), max_size=12).flatmap(
            lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
        ),
    )
)
def test_segments_joined_are_the_page(text):
    segments = find_segments(text)

    assert "".join(segment.text for segment in segments) == text
    assert all(text[s.content.start : s.content.end] == s.content.text for s in segments)
    assert all(segment.rule for segment in segments)


def test_an_empty_page_has_no_segments():
    assert find_segments("") == ()


@pytest.mark.parametrize("page", [[PROSE], [f"{PROSE} {MORE_PROSE} " * 20], ["Officials visited Riga"]])
def test_a_page_of_one_line_is_its_body(page):
    assert types(*page) == ["paragraph"]


def test_paragraphs_alone_have_no_headline():
    assert types(PROSE, "", MORE_PROSE, "", PROSE) == ["paragraph", "blank"] * 2 + ["paragraph"]


def test_a_short_first_line_above_prose_is_the_headline():
    assert types("Piers Closed After Cracks Are Found", "", PROSE)[0] == "headline"


def test_bullet_points_belong_to_the_body():
    assert types(PROSE, f"  • {MORE_PROSE}", f"2. {MORE_PROSE}") == ["paragraph", "list_item", "list_item"]


def test_short_lines_between_paragraphs_are_subheadings():
    assert types(PROSE, "What happens next", MORE_PROSE) == ["paragraph", "subheading", "paragraph"]


def test_the_line_between_headline_and_byline_is_the_dek():
    page = ["Piers Closed After Cracks Are Found", "Engineers warn of more damage", "By Ana Lopez", PROSE]

    assert types(*page) == ["headline", "dek", "byline", "paragraph"]


def test_a_dek_may_be_a_sentence():
    page = [
        "Piers Closed After Cracks Are Found",
        "Engineers have warned of more damage to come.",
        "By Ana Lopez",
    ]

    assert types(*page, PROSE, MORE_PROSE) == ["headline", "dek", "byline", "paragraph", "paragraph"]


def test_a_headline_printed_again_is_a_repeat():
    page = [
        "Mayor\u2019s Piers Closed After Cracks",
        "Mar 3, 2025",
        "Mayor's piers closed after cracks",
        PROSE,
    ]

    assert types(*page) == ["headline", "timestamp", "headline_repeat", "paragraph"]


def test_menus_above_the_headline_are_boilerplate():
    menu = ["  • Home", "  • World", "  • Sport", "Log in", "Weather", "Harbor"]
    page = [*menu, "Piers Closed After Cracks Are Found", "By Ana Lopez", "3 March 2025", PROSE, MORE_PROSE]

    assert types(*page) == ["boilerplate"] * 6 + ["headline", "byline", "timestamp", "paragraph", "paragraph"]


def test_a_name_beside_a_timestamp_is_a_byline():
    page = [
        "Piers Closed After Cracks Are Found",
        "Ana Lopez and Jo Roe",
        "Published March 3, 2025 9:15pm",
        PROSE,
    ]

    assert types(*page) == ["headline", "byline", "timestamp", "paragraph"]


def test_short_lines_after_the_last_prose_are_boilerplate():
    page = [PROSE, MORE_PROSE, "Contact us", "Sitemap", "Jobs"]

    assert types(*page) == ["paragraph", "paragraph"] + ["boilerplate"] * 3


def test_stamps_of_other_stories_below_the_body_are_boilerplate():
    page = [
        "Piers Closed After Cracks",
        "By Ana Lopez",
        PROSE,
        MORE_PROSE,
        "Most Read",
        "By Jo Roe",
        "3 March 2025",
    ]

    assert types(*page)[-3:] == ["boilerplate"] * 3


@pytest.mark.parametrize(
    ("line", "segment_type", "rule"),
    [
        ("Share on Facebook Tweet", "boilerplate", "share_bar"),
        ("Story continues below advertisement", "boilerplate", "read_on"),
        ("Sign up for our free daily newsletter", "boilerplate", "newsletter"),
        ("READ MORE: Bridge reopens after repairs", "related", "related_link"),
        ("https://example.org/news/piers", "boilerplate", "address"),
        ("X", "boilerplate", "no_words"),
        ("FILE PHOTO: Ferries wait at the pier", "caption", "photo_credit"),
        ("Ferries wait at the pier (Jo Roe/Example Images)", "caption", "photo_credit"),
    ],
)
def test_furniture_within_the_body_is_not_body(line, segment_type, rule):
    page = (PROSE, MORE_PROSE, line, PROSE, MORE_PROSE)

    assert (types(*page)[2], rules(*page)[2]) == (segment_type, rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the ferries were running again, the port said in a statement.",
        "Share prices fell after the harbor closed, traders in the city said on Friday.",
        "More on the cracks will be known when divers return from the sea floor next week.",
        "Subscribe or not, readers of the paper have the right to know, the court said.",
        'Ferries will return "when they are safe" (not before), according to the mayor.',
        "Home prices along the harbor have doubled since the piers were built in 1990.",
    ],
)
def test_sentences_that_open_like_furniture_are_prose(sentence):
    assert types(PROSE, sentence, MORE_PROSE)[1] == "paragraph"


def test_a_sentence_broken_to_fit_a_width_is_prose():
    page = [
        "The harbor authority closed three piers on Monday after",
        "engineers found cracks in the old pillars",
    ]

    assert types(PROSE, *page, "below the water line.", PROSE)[1:3] == ["paragraph", "paragraph"]


def test_lines_no_rule_knows_are_unclaimed():
    assert types("Piers", "Docks", "Ferries") == ["unclaimed"] * 3


def count_calls(text: str) -> int:
    """Count the calls of functions that reading a page makes: the same on every machine, unlike time."""
    calls = Counter()
    sys.setprofile(lambda _frame, event, _arg: calls.update([event]))
    try:
        find_segments(text)
    finally:
        sys.setprofile(None)
    return calls["call"] + calls["c_call"]


@pytest.mark.parametrize("line", [*LINES, "a", "By " + "A " * 30, "(" * 150, "1" * 290, "Jan 1 " * 30])
def test_the_work_grows_with_the_number_of_lines_only(line):
    small, large = (count_calls(f"{line}\n" * lines) for lines in (60, 240))

    assert large < small * 4.5


@pytest.mark.parametrize("unit", ["a ", "A. ", "(", "1/1/", "x•", ". ", "— ", "by A ", "\xa0", "Photo: "])
def test_the_work_on_a_line_does_not_explode_with_its_length(unit):
    assert count_calls(unit * 20_000) < 200_000
