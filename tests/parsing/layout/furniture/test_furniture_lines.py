import pytest

from flows.parsing.layout.furniture.furniture_lines import find_furniture
from flows.parsing.layout.prose import count_words


def rule(line):
    found = find_furniture(line, count_words(line))
    return found[1] if found else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Share on Facebook Tweet", "share_bar"),
        ("Click to share on Reddit (Opens in new window)", "share_bar"),
        ("Share current article via Email", "share_bar"),
        ("Copy Link", "control"),
        ("Listen to this article", "control"),
        ("X", "no_words"),
        ("***", "no_words"),
        ("https://example.org/news/piers", "address"),
        ("READ MORE: Bridge reopens after repairs", "related_link"),
        ("Also on example.org: Bridge reopens after repairs", "related_link"),
        ("Don’t miss: ten walks for the weekend", "related_link"),
        ("Get the Harbor app", "app_prompt"),
        ("CLICK HERE TO GET THE HARBOR NEWS APP", "app_prompt"),
        ("Sign up for our free daily newsletter", "newsletter"),
        ("Get the day's top stories delivered to your inbox.", "newsletter"),
        ("Thanks for signing up!", "newsletter"),
        ("after newsletter promotion", "newsletter"),
        ("You can unsubscribe at any time.", "newsletter"),
        ("Already a subscriber? Log in", "paywall"),
        ("Create an account or sign in to continue with your reading experience.", "paywall"),
        ("This content is reserved for subscribers", "paywall"),
        ("You have 2 free articles left this month.", "paywall"),
        ("Story continues below advertisement", "read_on"),
        ("This advertisement has not loaded yet, but your article continues below.", "read_on"),
        ("Advertisement 2", "read_on"),
        ("Skip to main content", "read_on"),
        ("Home > News > Local", "breadcrumb"),
        ("4 min read", "reading_time"),
        ("3,304 views", "reading_time"),
        ("Image 1 of 4", "gallery"),
        ("View 6 images", "gallery"),
        ("Duration 1:30", "player"),
        ("0:12 / 1:45", "player"),
        ("Try refreshing your browser, or", "player"),
        ("Log in / Register", "account"),
        ("© 2024 The Daily Example. All rights reserved.", "copyright"),
        ("Privacy Policy", "policy"),
        ("We use cookies to improve your visit.", "policy"),
        ("We may earn a commission from links in this article.", "disclosure"),
        ("12 Comments", "comments"),
        ("34 responses to “Piers closed”", "comments"),
        ("joeofboston says:", "reader_comment"),
        ("Joe on March 3, 2025 at 9:15 am said:", "reader_comment"),
        ("Most read in Football", "more_heading"),
        ("You may also like", "more_heading"),
        ("Got a story? Email news@example.org", "contact"),
        ("Follow Ana Lopez on Twitter @analopez.", "contact"),
    ],
)
def test_furniture_is_known_by_its_wording(line, expected):
    assert rule(line) == expected
    assert rule(line.upper()) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the harbor closed, traders in the city said on Friday.",
        "Subscribe or not, readers of the paper have the right to know, the court said.",
        "Home prices along the harbor have doubled since the piers were built in 1990.",
        "More on the cracks will be known when divers return from the sea floor next week.",
        "The newsletter said that profits had risen for the third year in a row, to $4 million.",
        "Comments by the mayor angered the fishermen, who had hoped for an answer on Monday.",
        "Privacy was the first thing the court asked about when the case was opened.",
        "Get ready for a long winter",
        "The report says:",
        "He said:",
        "Watch out for ice on the roads, police say",
        "Read the whole letter",
        "You have to see it to believe it, she said.",
        "Popular mayor leaves office after twelve years",
        "Latest figures show that fewer ships called at the port in March.",
        "Related diseases have been found in two other herds, the ministry said.",
        "Cookies baked by prisoners are sold at the market on Saturdays.",
        "Trending downwards for years, the price of fish rose sharply in May.",
        "Terms of the deal were not disclosed.",
        "Register of voters to be checked before the election",
    ],
)
def test_what_a_reporter_would_write_is_no_furniture(line):
    assert rule(line) is None


@pytest.mark.parametrize("line", ["a" * 301, "Subscribe " * 40, "Share " * 100])
def test_a_long_line_is_never_furniture(line):
    assert rule(line) is None
