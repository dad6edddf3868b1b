import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.bylines.authors import find_authors
from flows.parsing.fields.publisher.publishers import Publisher, find_outlet_of_url, find_publisher
from flows.parsing.layout.segments import find_segments, with_ink
from flows.parsing.records import NO_HINTS, Hints

HEADLINE = "Piers Closed After Cracks Are Found"
PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."
MORE = "The city council meets on Thursday to decide who pays for the repair of the piers, officials said."


def publisher(*lines: str, hints: Hints = NO_HINTS) -> Publisher:
    segments, lexicon = with_ink(find_segments("\n".join(lines), hints)), load_lexicon()
    return find_publisher(find_authors(segments, lexicon).affiliations, segments, lexicon, hints)


@pytest.mark.parametrize(
    ("url", "outlet_id"),
    [
        (None, None),
        ("", None),
        ("https://www.example.com/bbc.com", None),
        ("https://notbbc.com/", None),
        ("https://com/", None),
        ("https://[::1]/", None),
        ("https://www.bbc.com/news/1", "bbc"),
        ("https://m.bbc.co.uk/news/1", "bbc"),
        ("https://BBC.com", "bbc"),
        ("https://edition.cnn.com/2025/02/10/piers", "cnn"),
        ("https://money.cnn.com/2015/02/10/piers", "cnn-money"),
        ("https://amp.theguardian.com/world", "guardian"),
        ("https://www.nytimes.com/2025/02/10/piers.html", "new-york-times"),
        ("https://www.nytimes.com/athletic/1/piers", "the-athletic"),
        ("https://www.nytimes.com/athletics", "new-york-times"),
    ],
)
def test_an_address_belongs_to_the_outlet_of_the_longest_known_host_and_path(url, outlet_id):
    assert find_outlet_of_url(url, load_lexicon()) == outlet_id


@pytest.mark.parametrize(
    "lines",
    [
        [PROSE],
        [HEADLINE, "By Ana Lopez, Associated Press", PROSE],
        [HEADLINE, "BOSTON (AP) — " + PROSE],
        [PROSE, MORE, "© 2024 The Associated Press. This material may not be published or rewritten."],
        [PROSE, MORE, "© 2024 Fox Television Stations"],
        ["Where to Watch - The Guardian of the Harbor", PROSE],
    ],
)
def test_neither_a_wire_nor_likeness_makes_a_publisher(lines):
    assert publisher(*lines) == Publisher(None, None, "not_found")


@pytest.mark.parametrize(
    ("lines", "outlet_id", "found_by"),
    [
        ([HEADLINE, "By Ana Lopez, Newser Staff", PROSE, MORE], "newser", "staff_byline"),
        ([HEADLINE, "By Ana Lopez | Axios", PROSE, MORE], "axios", "byline"),
        ([f"{HEADLINE} | CBC News", HEADLINE, PROSE, MORE], "cbc", "title_suffix"),
        ([f"{HEADLINE} - BBC News", "Feb 10, 2025", PROSE, MORE], "bbc", "title_suffix"),
        ([PROSE, MORE, "© 2024 Axios. All rights reserved."], "axios", "copyright"),
        (
            [PROSE, MORE, "© 2019-2024 Guardian News & Media Limited or its affiliates."],
            "guardian",
            "copyright",
        ),
        (
            [PROSE, MORE, "© copyright 2024 The Associated Press. All rights reserved."],
            "associated-press",
            "copyright",
        ),
        ([HEADLINE, "Feb 10, 2025", "BOSTON (CNN) — " + PROSE, MORE], "cnn", "dateline"),
        ([HEADLINE, "Feb 10, 2025", "(Newser) – " + PROSE, MORE], "newser", "dateline"),
    ],
)
def test_the_publisher_is_the_outlet_whose_page_it_is(lines, outlet_id, found_by):
    found = publisher(*lines)

    assert (found.outlet_id, found.found_by) == (outlet_id, found_by)
    assert found.name == load_lexicon().outlets[outlet_id].outlet_name


def test_a_staff_byline_names_a_publisher_that_no_registry_knows():
    found = publisher(HEADLINE, "By Ana Lopez, Harbor Tribune Staff", PROSE, MORE)

    assert found == Publisher("Harbor Tribune", None, "staff_byline")


def test_a_story_under_the_notice_of_a_wire_is_published_by_the_owner_of_the_footer():
    notice = "© 2024 The Associated Press. All rights reserved."

    assert publisher(PROSE, MORE, notice, "© 2024 Axios. All rights reserved.").outlet_id == "axios"


@pytest.mark.parametrize(
    ("hints", "name", "outlet_id", "found_by"),
    [
        (Hints(url="https://www.cbc.ca/news/1", site_name="Axios"), "CBC News", "cbc", "url"),
        (Hints(url="https://example.com/1", site_name="The Axios"), "Axios", "axios", "site_name"),
        (Hints(site_name="HUFFPOST"), "HUFFPOST", None, "site_name"),
        (Hints(site_name="www.bbc.co.uk"), "BBC", "bbc", "site_name"),
        (Hints(site_name="Harbor  Tribune"), "Harbor Tribune", None, "site_name"),
        (Hints(site_name="  "), "Newser", "newser", "staff_byline"),
    ],
)
def test_the_address_goes_before_the_sites_name_and_both_before_the_text(hints, name, outlet_id, found_by):
    found = publisher(HEADLINE, "By Ana Lopez, Newser Staff", PROSE, hints=hints)

    assert found == Publisher(name, outlet_id, found_by)
