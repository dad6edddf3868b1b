import pytest

from flows.parsing.layout.segments import find_segments
from flows.parsing.layout.titles import title_keys
from flows.parsing.records import Hints

HEADLINE = "Three Piers Closed After Engineers Find Cracks"
BODY = [
    "The harbor authority closed three piers on Monday after engineers found cracks in the old pillars.",
    "Repairs will take at least two months, an official said, and ferries will use the north dock.",
    "The cracks were found when divers looked at the pillars after the storm of the week before.",
    "Fishermen said that they had warned the authority about the piers for years.",
]
MENU = ["Skip to content", "  • Home", "  • World", "  • Sport", "  • Weather", "Log in", "Subscribe"]
TEASERS = [
    "Mayor to stand for a third term in autumn election",
    "Bakery on Hill Street wins national bread prize",
    "Schools to close early ahead of the long weekend",
    "Opinion: Why our town needs a new library",
]
FOOTER = ["Most Read", *TEASERS, "Contact us", "© 2025 Harbor News. All rights reserved."]


def headline(*lines, **hints):
    found = [s for s in find_segments("\n".join(lines), Hints(**hints)) if s.segment_type == "headline"]
    assert len(found) <= 1
    return found[0] if found else None


def test_paragraphs_alone_have_no_headline():
    assert headline(*BODY) is None


def test_a_menu_alone_has_no_headline():
    assert headline(*MENU) is None


def test_a_question_within_the_body_is_no_headline():
    assert headline(BODY[0], "What happens next?", *BODY[1:]) is None


@pytest.mark.parametrize(
    "head",
    [
        [HEADLINE],
        [HEADLINE, "By Ana Lopez", "March 3, 2025"],
        ["Local News", HEADLINE, "Engineers warn of more damage along the waterfront", "By Ana Lopez"],
        ["HARBOR", HEADLINE, "March 3, 2025 9:15 AM EST", "Ana Lopez", "Share on Facebook"],
        ["Home > News > Local", HEADLINE, "3 March 2025"],
        [*TEASERS, "News", HEADLINE, "By Ana Lopez", "March 3, 2025"],
        [*TEASERS, HEADLINE],
        ["Trending", *TEASERS, "Advertisement", "Local", HEADLINE, "2 min read", "By Ana Lopez"],
        [HEADLINE, "  • Latest", "  • Local", "  • Obituaries", HEADLINE, "By Ana Lopez"],
        [f"{HEADLINE} | Harbor News", *MENU, HEADLINE, "By Ana Lopez"],
        [f"Harbor News: {HEADLINE}", *MENU, "Local", HEADLINE],
        [HEADLINE, "By Ana Lopez", "Updated March 3, 2025", "Listen to this article", "Gift this article"],
        [
            f"Share this Story: {HEADLINE}",
            "Copy Link",
            *TEASERS[:2],
            HEADLINE,
            "Author of the article:",
            "Ana Lopez",
        ],
    ],
    ids=lambda head: " / ".join(line[:12] for line in head),
)
@pytest.mark.parametrize("menu", [[], MENU], ids=["plain", "menu"])
def test_the_headline_is_found_in_any_layout(menu, head):
    found = headline(*menu, *head, *BODY, *(FOOTER if menu else []))

    assert found is not None
    assert found.content.text == HEADLINE


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ([HEADLINE, "By Ana Lopez"], "shares_words_with_body"),
        (["Waiting for the boat that never came", "By Ana Lopez", "March 3, 2025"], "above_byline"),
        (["Waiting for the boat that never came", "March 3, 2025"], "above_timestamp"),
        (["Waiting for the boat that never came"], "above_body"),
        ([f"{HEADLINE} | Harbor News", "Local", HEADLINE], "named_on_top"),
    ],
)
def test_the_rule_says_what_spoke_for_the_headline(head, rule):
    found = headline(*head, *BODY)

    assert found is not None
    assert found.rule == rule


def test_of_two_printings_the_one_above_the_body_is_the_headline():
    lines = [HEADLINE, *MENU, HEADLINE, "By Ana Lopez", *BODY]
    found = headline(*lines)

    assert found is not None
    assert found.segment_no == 8


def test_a_dek_that_shares_more_words_is_no_headline():
    dek = "Engineers found cracks in the old pillars of three piers, the harbor authority said"

    assert headline("After the Storm, Piers Are Closed", dek, "By Ana Lopez", *BODY).content.text == (
        "After the Storm, Piers Are Closed"
    )


@pytest.mark.parametrize("name", ["Harbor Authority Pillars Staff", "Ana Lopez, Harbor Correspondent"])
def test_a_byline_that_shares_words_is_no_headline(name):
    assert headline(HEADLINE, name, "March 3, 2025", *BODY).content.text == HEADLINE


@pytest.mark.parametrize(
    ("title", "content"),
    [
        (f"{HEADLINE} | Harbor News", HEADLINE),
        (f"{HEADLINE} - Harbor News", HEADLINE),
        (f"{HEADLINE} - video", f"{HEADLINE} - video"),
        ("Harbor | Three Piers Closed After Cracks Are Found in Them", None),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(title, content):
    found = headline(title, "By Ana Lopez", *BODY, "© 2025 Harbor News")

    assert found is not None
    assert found.content.text == (content or title)
    assert found.text == f"{title}\n"


@pytest.mark.parametrize(
    "title", ["Waiting for the boat", "WAITING FOR THE BOAT", "Waiting for the boat | Harbor News"]
)
def test_a_hinted_title_is_the_headline_whatever_else_looks_like_one(title):
    lines = ["Harbor News", HEADLINE, "Waiting for the boat", "By Ana Lopez", *BODY]
    found = headline(*lines, title=title)

    assert found is not None
    assert (found.content.text, found.rule) == ("Waiting for the boat", "hinted_title")


def test_a_hinted_title_may_stand_before_the_name_of_a_site():
    found = headline("Waiting for the boat | Harbor News", *BODY, title="Waiting for the boat")

    assert found is not None
    assert found.content.text == "Waiting for the boat"


def test_a_hinted_title_that_the_page_does_not_print_changes_nothing():
    assert headline(HEADLINE, *BODY, title="Something else entirely").content.text == HEADLINE


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("", []),
        ("Piers Closed", ["piers closed"]),
        (
            "Three Piers Closed Today | Harbor News",
            ["three piers closed today | harbor news", "three piers closed today"],
        ),
    ],
)
def test_a_title_names_itself_and_its_longer_sides(title, keys):
    assert title_keys(title) == keys


def test_a_page_title_named_in_a_list_below_the_body_is_no_headline_there():
    lines = [f"{HEADLINE} | Harbor News", *MENU, *BODY, "Most Read", *TEASERS[:2], HEADLINE, "Contact us"]
    segments = find_segments("\n".join(lines))

    assert segments[0].segment_type == "headline"
    assert [s.segment_type for s in segments].count("paragraph") == len(BODY)


def test_teasers_with_excerpts_above_the_headline_are_no_body():
    excerpt = "The {} went on for hours, and those who had come to see it said that they were glad of it."
    teasers = [line for t in TEASERS for line in (t, excerpt.format(t.lower()))]
    lines = [f"{HEADLINE} | Harbor News", *MENU, *teasers, HEADLINE, "March 3, 2025", *BODY]
    segments = find_segments("\n".join(lines))

    assert [s.content.text for s in segments if s.segment_type == "paragraph"] == BODY


LONG = (
    "Ferryman, 84, who lived on bread and tea leaves behind boathouse full of paintings worth more than "
    "anyone in the town had thought - and stuns neighbours by giving them all to his postwoman"
)


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ([*MENU, LONG, "By Ana Lopez", "March 3, 2025"], LONG),
        (
            [
                *MENU,
                "I closed a pier. It cost me three ferries and my sleep.",
                "By Ana Lopez",
                "March 3, 2025",
            ],
            "I closed a pier. It cost me three ferries and my sleep.",
        ),
        ([*MENU, "Home/", "News/", "Harbor authority shuts piers", HEADLINE, "By Ana Lopez"], HEADLINE),
        ([*MENU, "Harbors, Ferries, Old piers", HEADLINE, "By Ana Lopez", "March 3, 2025"], HEADLINE),
        ([*MENU, HEADLINE, "Ana Lopez", "Harbor News, Piers and Cracks", "March 3, 2025"], HEADLINE),
        ([*MENU, HEADLINE, "By Ana Lopez", "A pier with cracks in three pillars", "March 3, 2025"], HEADLINE),
        (
            [f"Harbor: {HEADLINE} - Harbor News", *MENU, HEADLINE, "Water came over the piers at night"],
            HEADLINE,
        ),
    ],
    ids=["long", "sentences", "trail", "topics", "newsroom", "picture", "title"],
)
def test_the_headline_is_told_from_what_stands_beside_it(head, wanted):
    assert headline(*head, *BODY).content.text == wanted


def test_of_two_copies_the_one_above_the_byline_is_the_headline():
    page = [
        f"{HEADLINE} - Harbor News",
        *MENU,
        HEADLINE,
        "Ana Lopez, March 3, 2025",
        "Share",
        HEADLINE,
        *BODY,
    ]

    assert headline(*page).segment_no == len(MENU) + 1


def test_an_entry_of_a_live_blog_is_not_its_headline():
    entries = [
        line for at, text in enumerate(BODY * 2) for line in (f"{9 - at}:15pm", "Cracks in the piers", text)
    ]

    assert (
        headline(f"As it happened: {HEADLINE} - Harbor News", *MENU, HEADLINE, *entries).content.text
        == HEADLINE
    )


def test_a_headline_below_an_address_is_no_step_of_a_trail():
    assert headline("https://harbor.example/piers/", "", HEADLINE, *BODY).content.text == HEADLINE
