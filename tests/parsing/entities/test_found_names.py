"""Names that another reader marks get the borders that names have here, whatever it marked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.entities.found_names import FoundName, type_found_names
from flows.parsing.language.sentences import find_sentences
from flows.parsing.records import Segment, TextSpan


def sentences(page):
    return find_sentences([Segment(0, "paragraph", 0, len(page), page, TextSpan(0, len(page), page), "test")])


def mark(page, text, entity_type):
    start = page.index(text)
    return FoundName(start, start + len(text), entity_type, "model")


def take_in(page, *marks):
    return type_found_names(page, sentences(page), [mark(page, *each) for each in marks], load_lexicon())


@pytest.mark.parametrize(
    ("page", "marked", "entity_type"),
    [
        ("The US-led mission went on.", "US", "PLACE"),
        ("They met in Oslo-based halls.", "Oslo", "PLACE"),
        ("Nothing was said — by anyone.", "—", "ORG"),
        ("Nothing was said by anyone.", " ", "PERSON"),
        ("He followed @anasolis for years.", "@anasolis", "PERSON"),
        ("The bridge is closed.", "The b", "PLACE"),
    ],
)
def test_a_mark_that_holds_no_whole_name_is_none(page, marked, entity_type):
    assert take_in(page, (marked, entity_type)) == ()


@pytest.mark.parametrize(
    ("page", "marked", "entity_type", "name"),
    [
        ("It was Norland's harbor.", "Norland's", "PLACE", "Norland"),
        ("It was Norland’s harbor.", "Norland’s", "PLACE", "Norland"),
        ("It was the Solis' boat.", "Solis'", "PERSON", "Solis"),
        (
            "It is run by the Tulsa Ferry Authority.",
            "the Tulsa Ferry Authority",
            "ORG",
            "Tulsa Ferry Authority",
        ),
        ("A judge in the Hague ruled.", "the Hague", "PLACE", "Hague"),
        ("A judge in The Hague ruled.", "The Hague", "PLACE", "The Hague"),
        ("The Guardian reports it.", "The Guardian", "ORG", "Guardian"),
        ("They lived in Norland , he said.", " Norland ,", "PLACE", "Norland"),
        ('A firm called "Acme" fell.', '"Acme"', "ORG", "Acme"),
        ("The firm Acme Inc. fell.", "Acme Inc", "ORG", "Acme Inc."),
        ("Ask Mayor Ana Solis about it.", "Mayor Ana Solis", "PERSON", "Ana Solis"),
        ("Ask Rev. Dr. Ana Solis about it.", "Rev. Dr. Ana Solis", "PERSON", "Ana Solis"),
        ("Ask Sol King Jr. about it.", "King Jr.", "PERSON", "King Jr."),
        ("Ask the Prince of Norland about it.", "Prince of Norland", "PERSON", "Prince of Norland"),
        ("Ask King about it.", "King", "PERSON", "King"),
        ("The General Dynamics yard closed.", "General Dynamics", "ORG", "General Dynamics"),
        ("Ask Ana de Solis about it.", "Ana de Solis", "PERSON", "Ana de Solis"),
    ],
)
def test_names_have_no_titles_determiners_possessives_or_marks(page, marked, entity_type, name):
    (found,) = take_in(page, (marked, entity_type))
    assert (found.name.text, found.entity_type, found.rule) == (name, entity_type, "model")
    assert page[found.name.start : found.name.end] == name


@pytest.mark.parametrize(
    ("page", "marked", "title"),
    [
        ("Ask Mayor Ana Solis about it.", "Mayor Ana Solis", "mayor"),
        ("Ask Mayor Ana Solis about it.", "Ana Solis", "mayor"),
        ("Ask Ana Solis about it.", "Ana Solis", None),
    ],
)
def test_the_title_is_kept_beside_the_name_wherever_the_mark_begins(page, marked, title):
    (found,) = take_in(page, (marked, "PERSON"))
    assert found.name.title == title


def test_the_lexicon_adds_the_outlet_and_the_country_but_not_the_type():
    page = "The AP says Britain and Reuters agree."
    outlet, country, person = take_in(page, ("AP", "ORG"), ("Britain", "PLACE"), ("Reuters", "PERSON"))
    assert (outlet.name.outlet_id, outlet.name.country_code) == ("associated-press", None)
    assert (country.name.outlet_id, country.name.country_code) == (None, "GB")
    assert (person.entity_type, person.name.outlet_id) == ("PERSON", None)


def test_a_name_ends_with_the_sentence_it_begins_in():
    page = "They met in Norland. Solis spoke."
    (found,) = take_in(page, ("Norland. Solis", "PLACE"))
    assert found.name.text == "Norland"


def test_of_marks_that_overlap_the_first_and_longest_counts():
    page = "They met at the Norland Ferry Hall."
    (found,) = take_in(page, ("Norland", "PLACE"), ("Norland Ferry Hall", "PLACE"), ("Ferry Hall", "ORG"))
    assert found.name.text == "Norland Ferry Hall"


def test_a_page_without_sentences_has_no_names():
    assert type_found_names("", (), [FoundName(0, 3, "ORG", "model")], load_lexicon()) == ()


@given(
    words=st.lists(
        st.sampled_from(["Mayor", "Ana", "the", "The", "Acme", "Inc.", "'s", "“", "US-led", ".", ",", "\n"])
    ),
    spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 12))),
    entity_type=st.sampled_from(["PERSON", "ORG", "PLACE"]),
)
def test_whatever_is_marked_names_are_in_order_apart_and_equal_to_their_characters(words, spans, entity_type):
    page = " ".join(words)
    marks = [FoundName(start, start + length, entity_type, "model") for start, length in spans]
    found = [typed.name for typed in type_found_names(page, sentences(page), marks, load_lexicon())]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(name.text == page[name.start : name.end] for name in found)
    assert all(name.text[0].isalnum() for name in found)
