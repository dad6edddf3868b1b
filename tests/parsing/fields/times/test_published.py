from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.fields.times.published import find_published
from flows.parsing.layout.segments import find_segments, with_ink
from flows.parsing.records import NO_HINTS, Hints, PublishedTime, Segment, TextSpan

HEADLINE = "Piers Closed After Cracks Are Found"
PROSE = "The harbor authority closed three piers on Monday after engineers found cracks in the pillars."
MORE = "The city council meets on Thursday to decide who pays for the repair of the piers, officials said."


def published(*lines: str, outlet_id: str | None = None, hints: Hints = NO_HINTS) -> PublishedTime | None:
    lexicon = load_lexicon()
    outlet = lexicon.outlets[outlet_id] if outlet_id else None
    return find_published(with_ink(find_segments("\n".join(lines), hints)), outlet, lexicon, hints)


def as_segments(*lines: tuple[str, str, str]) -> list[Segment]:
    """Return the segments of a page given as (type, rule, text) for each line."""
    segments, start = [], 0
    for number, (segment_type, rule, text) in enumerate(lines):
        content = TextSpan(start, start + len(text), text)
        segments.append(Segment(number, segment_type, start, content.end + 1, f"{text}\n", content, rule))
        start = content.end + 1
    return segments


def published_in(*lines: tuple[str, str, str], hints: Hints = NO_HINTS) -> PublishedTime | None:
    return find_published(as_segments(*lines), None, load_lexicon(), hints)


HEAD = ("headline", "top_of_article", HEADLINE)
BODY = ("paragraph", "sentences", PROSE)


def test_a_page_without_a_stamp_has_no_time():
    assert published(HEADLINE, PROSE, MORE) is None


def test_dates_in_prose_captions_teasers_and_copyright_are_not_of_the_article():
    lines = [
        HEAD,
        ("caption", "photo_credit", "The harbor on Feb. 3, 2025. (Jo Doe)"),
        ("paragraph", "sentences", "It was built on March 4, 1931."),
        ("related", "teaser", "Bridge Opens Feb. 9, 2025"),
        ("boilerplate", "stamp_below_body", "Feb. 9, 2025"),
        ("boilerplate", "copyright", "© 2025 The Harbor Tribune"),
    ]

    assert published_in(*lines) is None


def test_posting_goes_before_updating():
    page = [HEADLINE, "Updated Mar 4, 2025 8:00 AM EDT", "Posted Mar 3, 2025 9:15 AM PDT", PROSE, MORE]

    assert published(*page).local == datetime.fromisoformat("2025-03-03 09:15")


def test_a_page_that_only_says_when_it_was_updated_tells_so():
    found = published(HEADLINE, "Updated Mar 4, 2025 8:00 AM EDT", PROSE, MORE)

    assert (found.local, found.evidence) == (
        datetime.fromisoformat("2025-03-04 08:00"),
        "first_reading+only_update",
    )


def test_a_time_of_day_goes_before_a_bare_date_of_the_same_day():
    page = [HEADLINE, "Mar 3, 2025", "Mar 3, 2025 9:15 AM CET", PROSE, MORE]

    assert published(*page).at == datetime(2025, 3, 3, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "other",
    [
        ("timestamp", "live_entry_time", "Mar 2, 2025 9:15 AM"),
        ("timestamp", "printed_time", "— Jane Roe (@janeroe) March 2, 2025"),
        ("timestamp", "printed_time", "Jane Roe on March 2, 2025 at 5:23 pm said:"),
        ("timestamp", "printed_time", "Updated Mar 3, 2025 11:15 AM"),
        ("boilerplate", "far_above_headline", "Sunday, March 2, 2025"),
        ("boilerplate", "stamp_below_body", "Mar 2, 2025 9:15 AM"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_articles_own_date_goes_before(other, is_first):
    own = ("timestamp", "printed_time", "March 3, 2025")
    lines = [other, HEAD, own, BODY] if is_first else [HEAD, own, BODY, other]

    assert published_in(*lines).local == datetime.fromisoformat("2025-03-03")


def test_the_date_beside_the_byline_goes_before_one_further_off():
    todays = ("timestamp", "printed_time", "March 5, 2025")
    menu = ("boilerplate", "short_line_above_body", "Opinion")
    own = (("byline", "by_and_name", "By Ana Lopez"), ("timestamp", "printed_time", "March 3, 2025"))

    assert published_in(HEAD, todays, *[menu] * 4, *own, BODY).text == "March 3, 2025"


def test_an_event_later_than_the_last_update_is_not_the_posting():
    lines = [
        HEAD,
        ("timestamp", "printed_time", "December 5, 2026"),
        ("timestamp", "printed_time", "Nov 1, 2025"),
        ("timestamp", "printed_time", "Updated Nov 2, 2025"),
        BODY,
    ]

    assert published_in(*lines).text == "Nov 1, 2025"


def test_the_line_that_metadata_name_goes_first():
    lines = [
        ("timestamp", "hinted_time", "2025-03-03T15:15:00Z"),
        HEAD,
        ("timestamp", "printed_time", "Posted March 1, 2025 9:15 AM"),
        BODY,
    ]

    assert published_in(*lines).at == datetime(2025, 3, 3, 15, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "hints",
    [
        Hints(url="https://www.example.com/2025/mar/03/piers-closed"),
        Hints(published="2025-03-03T09:15:00-05:00", url="https://www.example.com/2025/03/05/"),
        Hints(published="2025-03-04T02:15:00Z"),
    ],
)
def test_the_day_of_metadata_and_address_tells_which_date_is_the_articles(hints):
    lines = [
        HEAD,
        ("timestamp", "printed_time", "March 6, 2025"),
        ("timestamp", "printed_time", "March 3, 2025"),
        BODY,
    ]

    assert published_in(*lines).text == "March 6, 2025"
    assert published_in(*lines, hints=hints).text == "March 3, 2025"


def test_a_date_far_above_the_headline_is_a_marked_last_resort():
    lines = [("boilerplate", "far_above_headline", "Sunday, March 2, 2025"), HEAD, BODY]

    assert published_in(*lines).evidence == "date_only+far_above_headline"


@pytest.mark.parametrize(
    ("dateline", "evidence"),
    [
        ("BOSTON, March 2, 2025 /Harborwire/ -- ", "date_only+dateline"),
        ("BOSTON, March 2 (Reuters) - ", "date_only+year_from_page+dateline"),
        ("New Delhi, Mar 2 (PTI) ", "date_only+year_from_page+dateline"),
    ],
)
def test_a_dateline_tells_the_day_where_no_stamp_does(dateline, evidence):
    lines = [
        HEAD,
        ("paragraph", "sentences", dateline + PROSE),
        ("boilerplate", "copyright", "© 2019-2025 Tribune"),
    ]
    found = published_in(*lines)

    assert (found.local, found.evidence) == (datetime.fromisoformat("2025-03-02"), evidence)


@pytest.mark.parametrize(
    ("stamp", "others", "local"),
    [
        ("Posted March 3, 9:15 AM", ["© 2025 Tribune"], "2025-03-03 09:15"),
        ("Mon, March 3, 9:15 AM", ["© 2023-2025 Tribune", "© 2024 Wire"], "2025-03-03 09:15"),
        ("Posted March 3, 9:15 AM", ["© 2024 Tribune", "© 2025 Wire"], None),
        ("Tue, March 3, 9:15 AM", ["© 2025 Tribune"], None),
        ("Posted March 3, 9:15 AM", [], None),
        ("Posted February 29, 9:15 AM", ["© 2025 Tribune"], None),
    ],
)
def test_a_missing_year_is_taken_where_the_page_speaks_for_exactly_one(stamp, others, local):
    found = published_in(
        HEAD,
        ("timestamp", "printed_time", stamp),
        BODY,
        *[("boilerplate", "copyright", text) for text in others],
    )

    assert found.local == (datetime.fromisoformat(local) if local else None)
    assert found.evidence == ("assumed_utc+year_from_page" if local else "no_year")


def test_a_missing_year_is_taken_from_the_address():
    hints = Hints(url="https://www.example.com/story/2025-03-03/piers")
    lines = [HEAD, ("timestamp", "printed_time", "Posted March 3, 9:15 AM"), BODY]

    assert published_in(*lines, hints=hints).local == datetime.fromisoformat("2025-03-03 09:15")


@pytest.mark.parametrize(
    ("stamp", "evidence", "text"),
    [
        ("2 hours ago", "relative", "2 hours ago"),
        ("Updated 35 minutes ago", "relative", "35 minutes ago"),
        ("Yesterday", "relative", "Yesterday"),
        ("Today at 5 pm", "relative", "Today at 5 pm"),
        ("Updated 4:30 am", "no_day", "4:30 am"),
        ("Posted March 3, 1962", "before_1990", "March 3, 1962"),
    ],
)
def test_a_time_that_places_no_day_is_kept_unresolved(stamp, evidence, text):
    found = published(HEADLINE, stamp, PROSE, MORE)

    assert (found.text, found.evidence) == (text, evidence)
    assert (found.local, found.at, found.precision, found.utc_offset_minutes) == (None, None, None, None)


def test_a_dated_time_goes_before_one_that_counts_back():
    found = published(HEADLINE, "2 hours ago", "March 3, 2025", PROSE, MORE)

    assert found.text == "March 3, 2025"


@pytest.mark.parametrize(
    ("stamp", "outlet_id", "url", "others", "expected"),
    [
        ("2/3/2025", None, None, [], ("2025-02-03", "date_only+number_order_assumed")),
        ("2.3.2025", None, None, [], ("2025-03-02", "date_only+number_order_assumed")),
        ("2/3/2025", "cbc", None, [], ("2025-02-03", "date_only+number_order_assumed")),
        ("2/3/2025", "guardian", None, [], ("2025-03-02", "date_only")),
        ("2/3/2025", "newser", None, [], ("2025-02-03", "date_only")),
        ("2/3/2025", None, "https://example.co.in/1", [], ("2025-03-02", "date_only")),
        ("2/3/2025", None, None, ["25/2/2025"], ("2025-03-02", "date_only")),
        ("2/3/2025", None, None, ["2 March 2025"], ("2025-03-02", "date_only")),
        ("2/3/2025", None, "https://example.com/2025/03/02/piers", [], ("2025-03-02", "date_only")),
        ("Sun 2/3/2025", None, None, [], ("2025-03-02", "date_only")),
    ],
)
def test_the_order_of_a_date_in_numbers_is_decided_by_evidence(stamp, outlet_id, url, others, expected):
    lexicon, hints = load_lexicon(), Hints(url=url)
    segments = as_segments(
        HEAD,
        ("timestamp", "printed_time", stamp),
        BODY,
        *[("boilerplate", "footer", text) for text in others],
    )
    found = find_published(segments, lexicon.outlets[outlet_id] if outlet_id else None, lexicon, hints)

    assert (str(found.local.date()), found.evidence) == expected


def test_a_weekday_that_disagrees_is_told():
    assert published(HEADLINE, "Friday, March 3, 2025", PROSE, MORE).evidence == "date_only+weekday_disagrees"


def test_a_time_later_than_all_else_on_the_page_is_told():
    lines = [
        HEAD,
        ("timestamp", "printed_time", "March 3, 2031"),
        BODY,
        ("boilerplate", "copyright", "© 2025 Tribune"),
    ]

    assert published_in(*lines).evidence == "date_only+later_than_page"


def test_letters_that_are_no_zone_are_left_out_of_the_stamp():
    found = published(HEADLINE, "Mar 3, 2025 9:15 AM XYZ", PROSE, MORE)

    assert (found.text, found.zone_text) == ("Mar 3, 2025 9:15 AM", None)


def test_a_bare_date_keeps_its_day_and_has_no_offset():
    found = published(HEADLINE, "March 3, 2025", PROSE, MORE, outlet_id="newser")

    assert found.at == datetime(2025, 3, 3, tzinfo=UTC)
    assert (found.precision, found.utc_offset_minutes, found.evidence) == ("day", None, "date_only")


def test_the_home_zone_of_the_publisher_settles_the_abbreviation():
    found = published(HEADLINE, "Mar 3, 2025 9:15 AM CST", PROSE, MORE, outlet_id="newser")

    assert found.at == datetime(2025, 3, 3, 15, 15, tzinfo=UTC)
    assert (found.evidence, found.is_zone_ambiguous) == ("abbreviation_and_home_zone", False)


def test_the_country_of_the_address_settles_the_abbreviation():
    found = published(
        HEADLINE, "Mar 3, 2025 9:15 AM IST", PROSE, MORE, hints=Hints(url="https://example.ie/1")
    )

    assert found.at == datetime(2025, 3, 3, 8, 15, tzinfo=UTC)
    assert (found.evidence, found.is_zone_ambiguous) == ("abbreviation_and_country", False)


STAMPS = (
    "Feb. 10, 2025, 3:11 p.m. ET",
    "2/3/2025",
    "Updated",
    "2 hours ago",
    "10 Feb",
    "1511 GMT",
    "© 2025",
    PROSE,
    "",
)


@given(st.lists(st.sampled_from(STAMPS) | st.text(max_size=60), max_size=8))
def test_any_page_is_read_without_raising_and_the_span_is_the_text(lines):
    text = "\n".join(lines)
    found = find_published(with_ink(find_segments(text)), None, load_lexicon())

    assert found is None or text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published on 06/05/2025 - 7:00 GMT+2", "2025-05-06"),
        ("06/05/2025 7:00 BST", "2025-05-06"),
        ("06/05/2025 7:00 ET", "2025-06-05"),
        ("06/05/2025 7:00 UTC-5", "2025-06-05"),
        ("06/05/2025 7:00 UTC", "2025-06-05"),
        ("Published On 4 Feb 20254 Feb 2025", "2025-02-04"),
    ],
)
def test_a_zone_tells_the_order_of_numbers_and_a_date_ends_where_its_copy_begins(line, day):
    found = published(HEADLINE, "By Ana Lopez", line, PROSE, MORE)

    assert found is not None
    assert found.local is not None
    assert found.local.date().isoformat() == day


def test_a_label_on_the_line_above_is_that_of_the_time():
    head = ("Updated", "9:14 PM EST, Wed January 15, 2025", "PUBLISHED", "Jan 14, 2025, 6:02 AM ET")
    found = published(HEADLINE, "By Ana Lopez", *head, PROSE, MORE)

    assert found is not None
    assert found.local == datetime.fromisoformat("2025-01-14T06:02")


@pytest.mark.parametrize(
    ("foot", "local"), [("© 2025 Harbor News", datetime.fromisoformat("2025-08-14")), ("Contact", None)]
)
def test_a_day_alone_beside_a_byline_takes_the_year_of_the_page(foot, local):
    found = published("By Ana Lopez", "14 Aug", HEADLINE, PROSE, MORE, foot)

    assert (found.local if found else None) == local
