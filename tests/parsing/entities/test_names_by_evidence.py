"""What is said of a name tells what it stands for, and what only looks like a name is none."""

from __future__ import annotations

import pytest

from tests.parsing.entities.written_pages import full_names, read

PERSON, ORG, PLACE = "PERSON", "ORG", "PLACE"


@pytest.mark.parametrize(
    "text",
    [
        "He said Vice is a problem.",
        "He said that Variety is the spice of life.",
        "They saw that Time is short.",
        "He knows that Slate is a rock.",
        "He walked up the Hill.",
    ],
)
def test_a_word_that_is_an_outlet_too_is_none_without_a_report(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He told Vice that it rained.", "Vice"),
        ("It rained, according to Variety.", "Variety"),
        ("He is a Time reporter.", "Time"),
        ("He read Slate's story.", "Slate"),
        ("It rained, the Hill reports.", "Hill"),
        ("It rained, the Sun reports.", "Sun"),
    ],
)
def test_an_outlet_with_the_name_of_a_thing_is_shown_by_what_it_reports(text, name):
    assert read(text)[0] == (name, ORG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zolven Wendrik, a small charity, left.", ("Zolven Wendrik", ORG)),
        ("He met Zolven Wendrik, a farmer, there.", ("Zolven Wendrik", PERSON)),
        ("The insurer, Zolven Wendrik, left.", ("Zolven Wendrik", ORG)),
        ("The man, Zolven Wendrik, left.", ("Zolven Wendrik", PERSON)),
        ("He blamed Zolven Wendrik, which left.", ("Zolven Wendrik", ORG)),
        ("He blamed Zolven Wendrik, who left.", ("Zolven Wendrik", PERSON)),
        ("It was published in Zolven Letters.", ("Zolven Letters", ORG)),
        ("He lives in Zolven Letters.", ("Zolven Letters", PLACE)),
        ("He met the mayor of Zolven.", ("Zolven", PLACE)),
        ("Then Zolven Canada left.", ("Zolven Canada", ORG)),
        ("Then Radio Zolven left.", ("Radio Zolven", ORG)),
        ("ZOLVEN, B.C. - It was so.", ("ZOLVEN", PLACE)),
    ],
)
def test_what_is_said_of_an_unknown_name_gives_it_a_type(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize("text", ["Then Zolvenans left.", "Then Zolvenans said so."])
def test_people_named_for_their_home_are_no_single_person(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann von und zu Zolven left. Zolven is ill.", "Ann von und zu Zolven"),
        ("Ann van 't Zolven left.", "Ann van 't Zolven"),
        ("Ann d'Arvelle-Zolven left.", "Ann d'Arvelle-Zolven"),
        ("Ann de los Zolven left.", "Ann de los Zolven"),
        ("A lawyer, Mei-Ling Zolven, left.", "Mei-Ling Zolven"),
        ("He met Ann Zolven KC there.", "Ann Zolven"),
        ("Said Coach Ann Zolven then.", "Ann Zolven"),
    ],
)
def test_a_person_has_every_part_of_the_name_and_no_honour(text, expected):
    assert full_names(text)[0] == expected


@pytest.mark.parametrize(
    "text", ["Ann van den Zolven left. Then van den Zolven wept.", "Ann de Zolven left. Then de Zolven wept."]
)
def test_the_small_words_of_a_surname_are_kept_where_it_stands_alone(text):
    name, alone = read(text)
    assert name[0] == f"Ann {alone[0]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He sued Zolven Inc. of Austin.", [("Zolven Inc.", ORG), ("Austin", PLACE)]),
        ("He sued the Bank of Zolven.", [("Bank of Zolven", ORG)]),
        (
            "He asked the Economic and Financial Crimes Commission.",
            [("Economic and Financial Crimes Commission", ORG)],
        ),
        ("He met Ann Hallow and the Zolven Club.", [("Ann Hallow", PERSON), ("Zolven Club", ORG)]),
    ],
)
def test_a_body_ends_where_its_name_does(text, expected):
    assert read(text) == expected
