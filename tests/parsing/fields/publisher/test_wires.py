import pytest

from flows.lookups import load_lexicon
from flows.parsing.page import read_layout
from flows.parsing.records import NO_HINTS, Hints

HEADLINE = "Piers Closed After Cracks Are Found"
PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."
MORE = "The city council meets on Thursday to decide who pays for the repair of the piers, officials said."
SYNDICATED = "Copyright 2025 The Associated Press. All rights reserved. This material may not be published."


def wire(*lines: str, hints: Hints = NO_HINTS) -> tuple[str | None, str | None]:
    page = read_layout("\n\n".join(lines), load_lexicon(), hints)
    return page.wire_outlet_id, page.wire_evidence


@pytest.mark.parametrize(
    "lines",
    [
        [HEADLINE, PROSE, MORE],
        [HEADLINE, "By Ana Lopez, The Tennessean", PROSE, MORE],
        [HEADLINE, "BOSTON (CNN) — " + PROSE, MORE],
        [HEADLINE, "The piers on Monday. (AP Photo/Bo Ray)", PROSE, MORE],
        [HEADLINE, PROSE, "The piers are closed (Reuters said) — " + MORE],
        [HEADLINE, PROSE, MORE, "© 2025 The Tennessean. This material may not be published or rewritten."],
    ],
)
def test_neither_a_picture_nor_a_citation_makes_a_page_wire_copy(lines):
    assert wire(*lines) == (None, None)


@pytest.mark.parametrize(
    ("lines", "outlet_id", "evidence"),
    [
        ([HEADLINE, "BOSTON (AP) — " + PROSE, MORE], "associated-press", "dateline"),
        ([HEADLINE, "LONDON, March 3 (Reuters) - " + PROSE, MORE], "reuters", "dateline"),
        ([HEADLINE, "By The Associated Press", PROSE, MORE], "associated-press", "byline"),
        ([HEADLINE, "By Ana Lopez, Associated Press", PROSE, MORE], "associated-press", "byline"),
        ([HEADLINE, PROSE, MORE, SYNDICATED], "associated-press", "copyright"),
        ([HEADLINE, "By Ana Lopez, Associated Press", "LONDON (Reuters) - " + PROSE], "reuters", "dateline"),
    ],
)
def test_the_agency_that_wrote_a_page_is_known_by_what_the_page_prints_of_it(lines, outlet_id, evidence):
    assert wire(*lines) == (outlet_id, evidence)


def test_an_agency_s_own_page_is_its_own():
    hints = Hints(url="https://apnews.com/article/piers-1")
    assert wire(HEADLINE, PROSE, MORE, hints=hints) == ("associated-press", "publisher")
