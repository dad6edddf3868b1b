import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.layout.rejections import find_rejection
from flows.parsing.layout.segments import find_segments, with_ink

PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."
MORE_PROSE = "Repairs will take at least two months, an official said, and ferries will use the north dock."
TREES = "Alder Birch Cedar Dogwood Elm Fir Gum Hazel Ivy Juniper Laurel Maple Nutmeg Oak Pine Rowan"
PLACES = TREES.split()
LINKS = [f"Council votes to rebuild the bridge on {place} Street" for place in PLACES]
MORE_LINKS = [f"Two hurt as lorry leaves the road near {place} Hill" for place in PLACES]
MENU = ["Home", "News", "Sport", "Search", "Log in"]


def code(*lines):
    rejection = find_rejection(with_ink(find_segments("\n".join(lines))))
    return rejection.code if rejection else None


@pytest.mark.parametrize(
    "lines",
    [
        ["404"],
        ["404 - Page not found", *MENU],
        ["Home", "Oops! Sorry, the page you are looking for could not be found.", "Search"],
        ["This page does not exist or is no longer available."],
        ["Access Denied", "You don't have permission to access this page on this server.", "Reference #18"],
        ["Please enable JavaScript and cookies to continue"],
        ["example.org", "Checking your browser before accessing the site.", "Ray ID: 12"],
        ["Are you a robot?", "Please confirm you are a human by completing the check below."],
        ["503 Service Unavailable"],
    ],
    ids=lambda lines: lines[0],
)
def test_a_page_that_says_it_has_nothing_is_an_error_page(lines):
    assert code(*lines) == "error_page"


@pytest.mark.parametrize(
    "lines",
    [
        [*MENU, *LINKS, *MORE_LINKS, "© 2025 Harbor News"],
        [*MENU, *[line for link in LINKS + MORE_LINKS for line in (link, "3 hours ago")], "Newsletters"],
        [
            *MENU,
            *[line for link in LINKS + MORE_LINKS for line in (link, f"{link}, the mayor said on Monday.")],
        ],
    ],
    ids=["links", "links and times", "links and teasers"],
)
def test_a_page_of_links_to_stories_is_an_index_page(lines):
    assert code(*lines) == "index_page"


@pytest.mark.parametrize("lines", [[], ["", "  "], MENU, ["Piers", "Docks", "Ferries"], ["* * *", "--"]])
def test_a_page_that_says_nothing_has_no_prose(lines):
    assert code(*lines) == "no_prose"


@pytest.mark.parametrize(
    "lines",
    [
        [PROSE],
        ["Officials visited Riga"],
        ["Three Piers Closed After Cracks", PROSE],
        ["Three Piers Closed After Cracks", PROSE, "Most Read", *LINKS, *MORE_LINKS, "© 2025 Harbor News"],
        ["By Ana Lopez", PROSE, *LINKS, *MORE_LINKS, "© 2025 Harbor News"],
        ["Error 404: A Year of Broken Links", "By Ana Lopez", PROSE, MORE_PROSE, PROSE],
        ["Access denied to reporters at the port", PROSE, MORE_PROSE, MORE_PROSE],
        ["Storm: live", "10:15", PROSE, "10:40", MORE_PROSE, "11:05", PROSE],
        [
            "The Harbor at Night",
            "",
            "The piers are still, the lamps are low",
            *["and every rope lies slack and wet"] * 5,
        ],
        ["Results of the second round", "", *[f"{place} Rovers 2 {place} United 1" for place in PLACES]],
        [
            "The storm in pictures",
            *[f"A pier at {place} after the storm (Jo Roe/Example Images)" for place in PLACES],
        ],
        ["Ten walks for the weekend", *[line for place in PLACES for line in (f"{place} Hill", PROSE)]],
    ],
    ids=lambda lines: lines[0][:20],
)
def test_short_and_odd_articles_are_articles(lines):
    assert code(*lines) is None


def test_the_reason_has_figures():
    rejection = find_rejection(with_ink(find_segments("\n".join([*MENU, *LINKS, *MORE_LINKS, "© 2025"]))))

    assert rejection is not None
    assert "32 of its 38 lines read as links" in rejection.reason


@settings(max_examples=100)
@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from([PROSE, *LINKS, "404", *MENU])), max_size=40))
def test_any_page_is_an_article_or_has_a_reason(lines):
    rejection = find_rejection(with_ink(find_segments("\n".join(lines))))

    assert rejection is None or rejection.reason


BIO = "Ana Lopez covers the waterfront for Harbor News, which she joined in 2021 from another paper."


def cards(*extra):
    """Return teasers of stories, each with its own time."""
    return [line for link in LINKS[:8] for line in (link, "A spokesman would not say when.", *extra)]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Search results for harbor | Harbor News",
            *MENU,
            "Showing 1 to 10 of 84 results for harbor",
            *cards(),
        ],
        ["Town | Harbor News", *MENU, *cards("2 hrs ago"), "© 2025 Harbor News"],
        [
            "Ana Lopez - Harbor News",
            *MENU,
            "Ana Lopez",
            "Reporter",
            BIO,
            *cards("By Ana Lopez | March 3, 2025"),
        ],
    ],
    ids=["search", "section", "author"],
)
def test_teasers_of_other_stories_are_an_index_page(lines):
    assert code(*lines) == "index_page"


def test_prices_on_lines_of_their_own_are_no_prose():
    quotes = [line for place in PLACES * 2 for line in (f"{place} Inc", "71.14", "-11.60 (-14.02%)")]

    assert code("Quotes", *MENU, *quotes, "© 2025 Harbor News") == "no_prose"


def test_an_error_page_may_explain_itself_and_offer_other_stories():
    assert (
        code("Page not found - Harbor News", *MENU, PROSE, MORE_PROSE, "Most Read", *LINKS[:4])
        == "error_page"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["Piers Closed", "By Ana Lopez", PROSE, *cards("2 hrs ago")],
        ["Piers Closed", PROSE, MORE_PROSE, *cards("2 hrs ago")],
        ["No results found in search for the ferry", PROSE, MORE_PROSE, PROSE.replace("three", "four")],
    ],
    ids=["signed", "two paragraphs", "a search in the story"],
)
def test_a_short_story_above_teasers_is_an_article(lines):
    assert code(*lines) is None
