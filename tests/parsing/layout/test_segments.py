import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.layout.prose import as_key
from flows.parsing.layout.segments import find_segments
from flows.parsing.records import BODY_SEGMENTS, Hints

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
    "Editor's note: This story has been updated.",
    "(Reporting by Ana Lopez; Editing by Jo Roe)",
    "10:15",
    "Q: Will the ferries run?",
    '"We lost it all in one night and nobody came to help us."',
    "Most Read",
    "Ana Lopez is a reporter for Harbor News.",
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


@settings(max_examples=50)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(LINES), st.sampled_from(LINES))
def test_hints_and_recurring_lines_leave_the_tiling_whole(lines, title, recurring):
    text = "\n".join(lines)
    hints = Hints(title=title, byline=lines[0] if lines else None, published="10:15")

    assert "".join(s.text for s in find_segments(text, hints, frozenset({as_key(recurring)}))) == text


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


@pytest.mark.parametrize(
    "note",
    [
        "Editor's note: An earlier version of this story gave the wrong number of piers.",
        "Correction: The harbor has nine piers, not eight.",
        "CORRECTION (March 4, 2025): The harbor has nine piers, not eight.",
        "Clarification: The north dock is closed to lorries only.",
        "This story has been updated with comments from the mayor.",
        "An earlier version of this article misspelled the name of the engineer.",
        "This is a developing story and will be updated.",
        "This article was originally published by The Example and is republished here with permission.",
    ],
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_notes_of_the_newsroom_are_no_body(note, at):
    body = [PROSE, MORE_PROSE, PROSE, MORE_PROSE]
    page = ["Piers Closed After Cracks Are Found", "By Ana Lopez", *body[:at], note, *body[at:]]

    assert (types(*page)[2 + at], rules(*page)[2 + at]) == ("editor_note", "newsroom_note")


@pytest.mark.parametrize(
    "sentence",
    [
        "Corrections officers said that the prison had been without power for two days.",
        "This story of a harbor and its people begins on a cold morning in March.",
        "The editor noted that the harbor had been closed before, in 1953.",
        "The original version of the plan had two piers fewer.",
        "An earlier vote on this matter failed by a wide margin.",
        "Reporting by the paper showed that the port had known about the cracks.",
        "He contributed $500 to the campaign, records show.",
        "Editing by hand took the archive more than two years.",
    ],
)
def test_sentences_that_open_like_notes_and_credits_are_prose(sentence):
    assert types(PROSE, sentence, MORE_PROSE)[1] == "paragraph"


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Ana Lopez in Riga; Editing by Jo Roe)",
        "Reporting by Ana Lopez; Additional reporting by Jo Roe; Editing by Sam Poe",
        "Additional reporting by Jo Roe.",
        "Jo Roe contributed to this report.",
        "Example Press writers Jo Roe in Riga and Sam Poe in Oslo contributed to this report.",
        "With files from Example Press",
    ],
)
def test_credits_for_reporting_are_bylines(credit):
    page = ("Piers Closed After Cracks Are Found", PROSE, MORE_PROSE, credit)

    assert (types(*page)[-1], rules(*page)[-1]) == ("byline", "reporting_credit")


def test_times_of_day_between_entries_make_a_live_blog():
    page = ("Storm Closes the Coast: Live", PROSE, "11:05", PROSE, "10.40 GMT", MORE_PROSE, "9:15 am", PROSE)

    assert types(*page) == ["headline", "paragraph", *["timestamp", "paragraph"] * 3]
    assert rules(*page)[2::2] == ["live_entry_time"] * 3


def test_one_time_of_day_makes_no_live_blog():
    assert rules(PROSE, "1:45", MORE_PROSE, PROSE)[1] == "time_alone"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Q: Will the ferries run again this year?", "marked_turn"),
        ("A: Not before the divers have looked at every pillar.", "marked_turn"),
        ("Q: Why now?", "marked_turn"),
        ("When do you think that the ferries will run again?", "question_above_answer"),
        ('"We lost it all in one night and nobody came to help us."', "block_quote"),
        ("> We lost it all in one night and nobody came to help us.", "block_quote"),
    ],
)
def test_turns_of_an_interview_and_block_quotes_are_body(line, rule):
    page = (PROSE, MORE_PROSE, line, PROSE, MORE_PROSE)

    assert (types(*page)[2], rules(*page)[2]) == ("paragraph", rule)


@pytest.mark.parametrize(
    "caption",
    [
        "The north dock on Monday morning, when the ferries were diverted. (AP)",
        "The north dock on Monday morning, when the ferries were diverted. Jo Roe/Example Images",
        "The north dock on Monday morning, when the ferries were diverted. Supplied",
        "The north dock on Monday morning (Image: Example Pictures)",
        "(Jo Roe / Example Times)",
        "Photo via Example Pictures",
    ],
)
def test_captions_are_known_by_the_credits_at_their_ends(caption):
    assert types(PROSE, caption, MORE_PROSE, PROSE, MORE_PROSE)[1] == "caption"


def test_the_agency_at_the_end_of_a_story_makes_no_caption_of_its_last_paragraph():
    assert types(PROSE, MORE_PROSE, f"{PROSE} (AFP)")[-1] == "paragraph"


def test_a_text_broken_to_fit_a_width_has_no_captions():
    page = [
        "Ferries stopped on Monday, the harbor said in a notice. The",
        "piers will stay closed for two months. The",
    ]

    assert types(*page, "mayor said that he was sorry.", PROSE)[:2] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "bio",
    [
        ["Ana Lopez is a reporter for Harbor News who writes about the sea."],
        ["Ana Lopez", "Ana Lopez covers the harbor and its people for the paper."],
        ["Jo Roe writes about science for the paper. She can be reached at jo@example.org."],
    ],
)
def test_what_presents_the_author_below_the_body_is_no_body(bio):
    menu = ["Home", "Menu", "Log in", "Search", "Subscribe"]
    page = [*menu, "Piers Closed After Cracks Are Found", "By Ana Lopez", PROSE, MORE_PROSE, *bio]

    assert set(types(*page)[-len(bio) :]).isdisjoint(BODY_SEGMENTS)
    assert types(*page)[-len(bio) - 1] == "paragraph"


def test_a_reporter_in_the_news_is_body():
    page = ("Piers Closed After Cracks Are Found", PROSE, "Ana Lopez is a reporter who was jailed in 2019.")

    assert types(*page)[-1] == "paragraph"


def test_paragraphs_beyond_a_list_of_links_are_found_by_their_words():
    menu = ["Home", "Menu", "Log in", "Search", "Subscribe"]
    links = [
        "Bakery wins prize",
        "Library to open on Sundays",
        "Mayor to stand again",
        "Rain at last for farmers",
    ] * 4
    far = "Engineers who looked at the cracks in the pillars of the harbor said the piers were safe in 2019."
    other = "A bakery on Hill Street has won the national prize for bread for the third time in a row."
    page = [*menu, "Piers Closed After Engineers Find Cracks", "By Ana Lopez", PROSE, MORE_PROSE]
    page += [*links, other, "Most Read", far, far.replace("2019", "2021"), *menu]
    found = dict(zip(page, types(*page), strict=True))

    assert found[far] == "paragraph"
    assert found[other] == "boilerplate"


def test_readers_comments_outweigh_no_story():
    comments = [line for name in "abcdefgh" for line in (f"joe{name} says:", f"{PROSE} {name} {MORE_PROSE}")]
    page = ["Piers Closed After Cracks Are Found", "By Ana Lopez", MORE_PROSE, "8 Comments", *comments]

    assert [at for at, kind in enumerate(types(*page)) if kind in BODY_SEGMENTS] == [2]


def test_sentences_that_a_page_prints_again_and_again_are_furniture():
    notice = "The owner of this site takes no part in what the people here say to one another."
    page = [
        PROSE,
        notice,
        MORE_PROSE,
        notice,
        PROSE.replace("three", "four"),
        notice,
        MORE_PROSE.replace("two", "six"),
    ]

    assert [t for t, line in zip(types(*page), page, strict=True) if line == notice] == ["boilerplate"] * 3


def test_a_page_that_prints_its_story_twice_keeps_it():
    assert types(*[PROSE, MORE_PROSE] * 2) == ["paragraph"] * 4


RECURRING = [
    "The Harbor Gazette has told the news of the coast since the year of the great storm.",
    "Our reporters are paid by readers such as you",
    "Harbor people and places",
]


@pytest.mark.parametrize("line", RECURRING)
def test_a_line_that_stands_on_many_pages_of_an_outlet_is_furniture(line):
    page = "\n".join([PROSE, MORE_PROSE, line, PROSE.replace("three", "four"), MORE_PROSE])
    before = find_segments(page)[2]
    after = find_segments(page, recurring_lines=frozenset({as_key(line)}))[2]

    assert before.segment_type in BODY_SEGMENTS
    assert (after.segment_type, after.rule) == ("boilerplate", "recurring_line")


def test_recurring_lines_are_no_headline_and_end_no_menu():
    page = [
        RECURRING[1],
        "Piers Closed After Cracks Are Found",
        "By Ana Lopez",
        PROSE,
        MORE_PROSE,
        RECURRING[0],
    ]
    segments = find_segments("\n".join(page), recurring_lines=frozenset(map(as_key, RECURRING)))

    assert [s.segment_type for s in segments] == [
        *("boilerplate", "headline", "byline", "paragraph", "paragraph", "boilerplate")
    ]


@pytest.mark.parametrize(
    ("line", "segment_type"),
    [
        ("By Ana Lopez", "byline"),
        ("March 3, 2025 9:15 AM EST", "timestamp"),
        ("A pier at dawn (Jo Roe/Example Images)", "caption"),
        ("Topics: harbors, storms", "topic_tag"),
    ],
)
def test_a_recurring_line_that_says_what_it_is_stays_so(line, segment_type):
    page = f"Piers Closed After Cracks Are Found\n{line}\n{PROSE}\n{MORE_PROSE}"

    assert find_segments(page, recurring_lines=frozenset({as_key(line)}))[1].segment_type == segment_type


def test_hints_name_bylines_and_times_whatever_their_shape():
    page = [
        "Piers Closed After Cracks Are Found",
        "the harbor desk",
        "a quarter past nine",
        PROSE,
        MORE_PROSE,
    ]
    hints = Hints(byline="The Harbor  Desk", published="A quarter past nine")
    segments = find_segments("\n".join(page), hints)

    assert [(s.segment_type, s.rule) for s in segments[1:3]] == [
        ("byline", "hinted_byline"),
        ("timestamp", "hinted_time"),
    ]


def test_a_poem_is_the_body_below_its_title():
    poem = ["The piers are still, the lamps are low", "and every rope lies slack and wet"] * 3

    assert types("The Harbor at Night", "", *poem) == ["headline", "blank", *["paragraph"] * 6]


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
