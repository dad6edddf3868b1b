from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.entities.mentions import find_mentions
from flows.parsing.entities.surnames import surname_of
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.layout.segments import find_segments
from flows.parsing.records import READ_SEGMENTS, Mention
from tests.parsing.entities.written_pages import mentions, read

USER_PAGE = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))


@cache
def user_page() -> tuple[Mention, ...]:
    text = USER_PAGE.read_text(encoding="utf-8")
    found = find_segments(text)
    return find_mentions(text, find_sentences(found), find_quotes(found), load_lexicon(), date(2025, 2, 10))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Russian and the Europeans met on Monday in February.",
        "However, critics say Christmas came early.",
        "I'm sure. Don't go. We're here.",
        'He wrote "Blue Evening Song" at home.',
        "It landed as Air Force One did on the Fourth of July.",
        "He posted it on Twitter and on her Facebook page.",
    ],
)
def test_what_is_no_name_of_ours_is_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize("segment_type", ["caption", "byline", "boilerplate", "headline_repeat", "topic_tag"])
def test_furniture_has_no_mentions(segment_type):
    assert mentions((segment_type, "Vladimir Putin met NATO in Paris.")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He says President Trump left.", [("Trump", "PERSON")]),
        ("It was the Kremlin's idea.", [("Kremlin", "ORG")]),
        ("He met Texas Gov. Ann Hallow there.", [("Texas", "PLACE"), ("Ann Hallow", "PERSON")]),
        ("Russian Deputy Foreign Minister Sergei Vostrov left.", [("Sergei Vostrov", "PERSON")]),
        ("It is in Zolvenburg, he said.", [("Zolvenburg", "PLACE")]),
        ("He works at the University of Zolven.", [("University of Zolven", "ORG")]),
        ("He runs Zolven Widgets Inc. in Ohio.", [("Zolven Widgets Inc.", "ORG"), ("Ohio", "PLACE")]),
        ("The sheriff of Zolven County left.", [("Zolven County", "PLACE")]),
        ("He told the New York Post so.", [("New York Post", "ORG")]),
        ("It is new, the Zolven Herald reports.", [("Zolven Herald", "ORG")]),
        ("It is new, KQZX reports.", [("KQZX", "ORG")]),
        ("It is new, per ABC 11.", [("ABC 11", "ORG")]),
        ("He sued the Food and Drug Administration.", [("Food and Drug Administration", "ORG")]),
        ("He met Bill de Zolva today.", [("Bill de Zolva", "PERSON")]),
        ("Zolvenka, 34, left.", [("Zolvenka", "PERSON")]),
        ("So spokesman Zolvenka left.", [("Zolvenka", "PERSON")]),
        ("The retailer Zolvenka grew, and retailer Zolvenka fell.", [("Zolvenka", "ORG")] * 2),
    ],
)
def test_names_are_found_and_typed_by_their_evidence(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adds Ann Hallow: It is so.", [("Ann Hallow", "PERSON")]),
        ("Ann Hallow left. Adds Hallow: It is so.", [("Ann Hallow", "PERSON"), ("Hallow", "PERSON")]),
        ("Per CNN, it is so.", [("CNN", "ORG")]),
        ("Former Fox News host Ann Hallow left.", [("Fox News", "ORG"), ("Ann Hallow", "PERSON")]),
        ("Noticed Pete Hallow's absence?", [("Pete Hallow", "PERSON")]),
        ("Two Ohio lawmakers left.", [("Ohio", "PLACE")]),
        ("Several Fox News hosts left.", [("Fox News", "ORG")]),
        ("Regarding Zolvenka, 34, it is so.", [("Zolvenka", "PERSON")]),
        ("Writes the paper. Writes Zolven Herald columnist Ann.", [("Zolven Herald", "ORG")]),
    ],
)
def test_the_first_word_of_a_sentence_stays_out_of_the_name_behind_it(text, expected):
    assert read(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("State Farm Insurance paid.", ("State Farm Insurance", "ORG")),
        ("Claims Court is in session.", ("Claims Court", "ORG")),
        ("Seven Zolven County is a place.", ("Seven Zolven County", "PLACE")),
        ("Mohammed Ann Hallow, 34, left.", ("Mohammed Ann Hallow", "PERSON")),
    ],
)
def test_a_name_that_begins_with_a_verb_keeps_it(text, expected):
    assert read(text) == [expected]


def test_a_title_is_known_without_its_full_stop():
    assert read("He met Lt Gen Zolvenka there.") == [("Zolvenka", "PERSON")]


def test_a_surname_follows_the_full_name_of_the_page():
    first, second = mentions(("paragraph", "Sergei Vostrov spoke. Vostrov left."))
    assert (first.resolved_by, second.resolved_by) == ("explicit", "surname")
    assert second.entity_name == second.name_in_page == "Sergei Vostrov"
    assert second.rule == "surname_of_person"


def test_an_acronym_means_the_body_it_shortens():
    found = mentions(("paragraph", "The North Atlantic Treaty Organization (NATO) met. It was NATO's day."))
    assert [m.text for m in found] == ["North Atlantic Treaty Organization", "NATO", "NATO"]
    assert {m.entity_name for m in found} == {"North Atlantic Treaty Organization"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was the Muslim Brotherhood. The Brotherhood won.", ["Muslim Brotherhood"] * 2),
        ("He led the Indian Navy, and the Navy left.", ["Indian Navy"] * 2),
        ("The Zolven Army met the Vostrov Army. He saw the Army.", ["Zolven Army", "Vostrov Army", "Army"]),
    ],
)
def test_the_last_word_of_one_body_alone_means_that_body(text, expected):
    assert [found.entity_name for found in mentions(("paragraph", text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Bryan Singer, and Singer left.", [("Bryan Singer", "PERSON"), ("Singer", "PERSON")]),
        ("He met Bryan Singer, and the Singer left.", [("Bryan Singer", "PERSON")]),
        ("He met Bryan Hallow, and Singer left.", [("Bryan Hallow", "PERSON")]),
    ],
)
def test_a_title_alone_is_a_name_only_if_somebody_is_called_so(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "entity_name", "name_in_page"),
    [
        ("RIGA (Reuters) - It was so. He left Riga.", "Riga", "Riga"),
        ("RIGA, Latvia (AP) — It was so. He left.", "Riga", "RIGA"),
        ("ZOLVENBURG, Ohio (AP) — It was so. He stayed in Zolvenburg.", "Zolvenburg", "Zolvenburg"),
        ("ZOLVENBURG (Reuters) - It was so.", "ZOLVENBURG", "ZOLVENBURG"),
    ],
)
def test_a_dateline_in_capitals_means_the_place_it_spells(text, entity_name, name_in_page):
    first = mentions(("paragraph", text))[0]
    assert (first.entity_type, first.entity_name, first.name_in_page) == ("PLACE", entity_name, name_in_page)


@pytest.mark.parametrize("text", ["BREAKING (Tuesday) - It was so.", "ZOLVENBURG - It was so."])
def test_capitals_without_a_place_or_an_agency_behind_them_are_no_dateline(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The USAID Mission closed. He left USAID.", ["USAID Mission", "USAID"]),
        ("He left LMI Holdings. It was LMI.", ["LMI Holdings", "LMI"]),
        ("The ZQX Ann Hallow came. It was the ZQX.", ["ZQX", "Ann Hallow", "ZQX"]),
    ],
)
def test_initials_that_begin_a_name_are_a_body_of_their_own_unless_a_company_ends_it(text, expected):
    assert [found.text for found in mentions(("paragraph", text))] == expected


def test_only_a_company_is_what_its_initials_stand_for():
    mission = mentions(("paragraph", "The USAID Mission closed. He left USAID."))
    company = mentions(("paragraph", "He left LMI Holdings. It was LMI."))
    assert [found.entity_name for found in mission] == ["USAID Mission", "USAID"]
    assert [found.entity_name for found in company] == ["LMI Holdings", "LMI Holdings"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Centers for Zolven and Vostrov Services (CZS) met. So CZS left.", "CZS"),
        ("The National Chamber of Tourism (Natur) met. So Natur left.", "Natur"),
    ],
)
def test_what_stands_in_brackets_behind_a_body_is_its_short_name(text, expected):
    found = mentions(("paragraph", text))
    assert [m.text for m in found[1:]] == [expected] * 2
    assert {(m.entity_type, m.entity_name) for m in found} == {("ORG", found[0].text)}


@pytest.mark.parametrize(
    "text",
    ["He met the Zolven Council (Tuesday).", "They left (Zolvik) early.", "Ann Hallow of Ohio (Zolvik) won."],
)
def test_brackets_behind_anything_else_name_no_body(text):
    assert "ORG" not in {m.entity_type for m in mentions(("paragraph", text)) if m.start > text.index("(")}


def test_a_surname_in_the_middle_of_a_sentence_keeps_its_small_words():
    found = mentions(("paragraph", "He met Olivia de Zolva. Then de Zolva left with the Zolva."))
    assert [(m.text, m.entity_name) for m in found[:2]] == [
        ("Olivia de Zolva", "Olivia de Zolva"),
        ("de Zolva", "Olivia de Zolva"),
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (None, ("Trump", "explicit")),
        (date(2010, 1, 1), ("Trump", "explicit")),
        (date(2025, 2, 10), ("Donald Trump", "registry")),
    ],
)
def test_an_office_names_its_holder_only_on_a_day_it_was_held(on, expected):
    (found,) = mentions(("paragraph", "He says President Trump left."), on=on)
    assert (found.entity_name, found.resolved_by) == expected


def test_countries_go_by_their_standard_name():
    us, britain = mentions(("paragraph", "It is the US and Britain, he said."))
    assert (us.entity_name, us.country_code) == ("United States", "US")
    assert (britain.entity_name, britain.country_code) == ("United Kingdom", "GB")


def test_a_headline_gives_only_names_known_otherwise():
    found = mentions(
        ("headline", "Vostrov Calls Big Meeting in Zolva a 'Total Mess'"),
        ("paragraph", "The mayor, Sergei Vostrov, spoke."),
    )
    assert [(m.text, m.entity_name) for m in found] == [
        ("Vostrov", "Sergei Vostrov"),
        ("Sergei Vostrov", "Sergei Vostrov"),
    ]


def test_mentions_know_whether_a_quotation_covers_them():
    found = mentions(("paragraph", 'Sergei Vostrov said, "We like Ohio." He left Texas.'))
    assert [(m.text, m.is_in_quote) for m in found] == [
        ("Sergei Vostrov", False),
        ("Ohio", True),
        ("Texas", False),
    ]


@pytest.mark.parametrize(
    ("entity_type", "names"),
    [
        (
            "PERSON",
            {"Donald Trump", "Vladimir Putin", "Sergei Ryabkov", "Dmitry Peskov", "Michael Waltz"},
        ),
        ("PLACE", {"Russia", "United States", "Ukraine", "United Kingdom", "Europe"}),
        (
            "ORG",
            {
                "Kremlin",
                "NATO",
                "NBC News",
                "Reuters",
                "Associated Press",
                "New York Post",
                "Axios",
                "The Guardian",
            },
        ),
    ],
)
def test_the_users_page_names_exactly_these(entity_type, names):
    assert {m.entity_name for m in user_page() if m.entity_type == entity_type} == names


def test_every_occurrence_on_the_users_page_is_found():
    text = USER_PAGE.read_text(encoding="utf-8")
    starts = {m.start for m in user_page()}
    for segment in find_segments(text):
        if segment.segment_type in READ_SEGMENTS:
            for name in ("Putin", "Trump", "Ryabkov", "Ukraine", "Reuters", "Kremlin", "Guardian"):
                at = segment.content.text.find(name)
                while at >= 0:
                    place = segment.content.start + at
                    is_adjective = text[place : place + len(name) + 3] == "Ukrainian"
                    ends_longer_name = any(m.start < place < m.end for m in user_page())
                    assert place in starts or is_adjective or ends_longer_name, text[place - 20 : place + 20]
                    at = segment.content.text.find(name, at + 1)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Vostrov", "Vostrov"),
        ("Bill de Zolva", "de Zolva"),
        ("Ann Hall Jr.", "Hall"),
        ("Ann B. Hall", "Hall"),
    ],
)
def test_a_surname_keeps_its_particles(name, surname):
    assert surname_of(name) == surname


WORDS = st.lists(
    st.sampled_from(
        (
            "Ann",
            "Hall",
            "said",
            "the",
            "US",
            "of",
            "and",
            "Bank",
            "President",
            "Russian",
            "Inc.",
            '"',
            "'",
            ",",
            ".",
            "(",
            ")",
            "11",
            "ABC",
            "Lake",
            "de",
            "'s",
            "MAYOR",
            "will",
        )
    ),
    max_size=30,
)


@settings(max_examples=150)
@given(WORDS)
def test_spans_hold_their_text_in_order_and_never_overlap(words):
    text = " ".join(words)
    found = mentions(("paragraph", text))
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.mention_no for m in found] == list(range(len(found)))
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_reading_takes_time_in_proportion_to_the_text():
    text = "Zolven Hall of Zolva and the Bank of Ohio de la Ann " * 2_000
    assert len(mentions(("paragraph", text))) > 1_000
