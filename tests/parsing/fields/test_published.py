from datetime import UTC, datetime

import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.bylines import find_authors
from flows.parsing.fields.published import find_published, find_publisher
from flows.parsing.layout.segments import find_segments

HEADLINE = "Piers Closed After Cracks Are Found"
PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."


def publisher(*lines: str) -> tuple[str | None, str | None]:
    segments, lexicon = find_segments("\n".join(lines)), load_lexicon()
    return find_publisher(find_authors(segments, lexicon).affiliations, segments, lexicon)


def published(*lines: str, outlet_id: str | None = None):
    lexicon = load_lexicon()
    outlet = lexicon.outlets[outlet_id] if outlet_id else None
    return find_published(find_segments("\n".join(lines)), outlet, lexicon)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([PROSE], (None, None)),
        ([HEADLINE, "By Ana Lopez, Associated Press", PROSE], (None, None)),
        ([HEADLINE, "By Ana Lopez, Newser Staff", PROSE], ("Newser", "newser")),
        ([HEADLINE, "By Ana Lopez | Axios", PROSE], ("Axios", "axios")),
        ([HEADLINE, "By Ana Lopez, Harbor Tribune Staff", PROSE], ("Harbor Tribune", None)),
        ([PROSE, PROSE, "© 2024 Axios. All rights reserved."], ("Axios", "axios")),
    ],
)
def test_the_publisher_is_the_outlet_whose_page_it_is(lines, expected):
    assert publisher(*lines) == expected


def test_a_page_without_a_stamp_has_no_time():
    assert published(HEADLINE, PROSE) is None


def test_posting_goes_before_updating():
    page = [HEADLINE, "Updated Mar 4, 2025 8:00 AM EDT", "Posted Mar 3, 2025 9:15 AM PDT", PROSE]

    assert published(*page).local == datetime.fromisoformat("2025-03-03 09:15")


def test_a_time_of_day_goes_before_a_bare_date():
    page = [HEADLINE, "Mar 3, 2025", "Mar 3, 2025 9:15 AM CET", PROSE]

    assert published(*page).at == datetime(2025, 3, 3, 8, 15, tzinfo=UTC)


def test_letters_that_are_no_zone_are_left_out_of_the_stamp():
    found = published(HEADLINE, "Mar 3, 2025 9:15 AM XYZ", PROSE)

    assert (found.text, found.zone_text) == ("Mar 3, 2025 9:15 AM", None)


def test_a_bare_date_keeps_its_day_and_has_no_offset():
    found = published(HEADLINE, "March 3, 2025", PROSE, outlet_id="newser")

    assert found.at == datetime(2025, 3, 3, tzinfo=UTC)
    assert (found.precision, found.utc_offset_minutes, found.evidence) == ("day", None, "date_only")


def test_the_home_zone_of_the_publisher_settles_the_abbreviation():
    found = published(HEADLINE, "Mar 3, 2025 9:15 AM CST", PROSE, outlet_id="newser")

    assert found.at == datetime(2025, 3, 3, 15, 15, tzinfo=UTC)
    assert (found.evidence, found.is_zone_ambiguous) == ("abbreviation_and_home_zone", False)
