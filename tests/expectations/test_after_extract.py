"""Each fault on a page of its own, all in one lake: each is found, on its page, by the check for it alone."""

from datetime import UTC, date, datetime

import pytest

FAR_FUTURE = datetime(2025, 3, 8, tzinfo=UTC)


def set_in(items, number, **values):
    items[number] = {**items[number], **values}


def read_two_lines_as_content(page):
    first, second = page.segments[:2]
    both = (first["text"] + second["text"])[: second["content"]["end"]]
    set_in(page.segments, 0, content={"start": 0, "end": len(both), "text": both})


def lose_a_character(page):
    page.raw["text"] += "!"


def leave_unread(page):
    page.is_read = False


def read_what_is_not_there(page):
    page.is_kept = False


def publish(page, **values):
    page.parsed["published"] = {**page.parsed["published"], **values}


def shift_a_mention_by_a_grapheme(page):
    """Count the family emoji of the headline as one character, as graphemes do, instead of five."""
    mention = page.mentions[1]
    set_in(page.mentions, 1, start=mention["start"] - 4, end=mention["end"] - 4)


def read_as(page, **language):
    page.parsed["language"] = {**page.parsed["language"], **language}


FAULTS = {
    "rejected_pages_have_a_known_reason": lambda page: page.parsed.update(
        rejection={"code": "too_dull", "reason": "nobody is named"}, citations=[], mentions=[]
    ),
    "findings_are_of_articles_in_english": lambda page: read_as(page, code="fr", is_read=False),
    "language_confidence_is_a_probability": lambda page: read_as(page, confidence=1.5),
    "published_is_placed_or_not": lambda page: publish(page, precision=None),
    "every_page_was_read": leave_unread,
    "nothing_else_was_read": read_what_is_not_there,
    "segments_give_the_page_back": lose_a_character,
    "blank_lines_hold_no_words": lambda page: set_in(page.segments, 1, segment_type="blank"),
    "unclaimed_lines_are_counted": lambda page: page.parsed.update(unclaimed_line_count=1),
    "published_at_is_plausible": lambda page: publish(
        page, at=FAR_FUTURE, local=FAR_FUTURE.replace(tzinfo=None), utc_offset_minutes=0
    ),
    "published_at_agrees_with_local_time": lambda page: publish(page, utc_offset_minutes=-360),
    "segment_type_is_known": lambda page: set_in(page.segments, 1, segment_type="advert"),
    "segments_follow_one_another": lambda page: set_in(page.segments, 4, segment_no=7),
    "content_lies_within_its_segment": read_two_lines_as_content,
    "source_kind_is_known": lambda page: set_in(page.citations, 1, source_kind="robot"),
    "source_role_is_known": lambda page: set_in(page.citations, 1, source_role="hero"),
    "quote_form_is_known": lambda page: set_in(page.citations, 1, quote_form="loud"),
    "citation_no_counts_from_0": lambda page: set_in(page.citations, 1, citation_no=5),
    "confidence_is_a_probability": lambda page: set_in(page.citations, 1, confidence=1.5),
    "words_are_relayed_by_an_outlet": lambda page: set_in(page.citations, 1, relayed_by_no=9),
    "chains_have_an_end": lambda page: set_in(page.citations, 0, relayed_by_no=0),
    "quote_form_agrees_with_quotes": lambda page: set_in(page.citations, 1, quote_form="indirect"),
    "said_date_is_plausible": lambda page: set_in(page.citations, 1, said_date=date(2025, 3, 5)),
    "entity_type_is_known": lambda page: set_in(page.mentions, 0, entity_type="SHIP"),
    "mention_no_counts_from_0": lambda page: set_in(page.mentions, 2, mention_no=4),
    "mentions_lie_within_their_segment": lambda page: set_in(page.mentions, 0, segment_no=0),
    "entity_name_is_not_empty": lambda page: set_in(page.mentions, 0, entity_name=""),
    "spans_lie_on_their_page": lambda page: page.parsed.update(
        dek={"start": 4, "end": 9_999, "text": "Ferry"}
    ),
    "spans_say_what_the_page_says": shift_a_mention_by_a_grapheme,
    "the_parser_could_read_it": lambda page: page.parsed.update(parse_error="ValueError: no"),
    "rule_is_not_empty": lambda page: set_in(page.segments, 0, rule=""),
    "resolved_by_is_known": lambda page: set_in(page.mentions, 0, resolved_by="chance"),
    "segment_no_exists": lambda page: set_in(page.citations, 1, segment_no=9),
    "spans_are_not_empty": lambda page: page.parsed.update(dek={"start": 4, "end": 4, "text": ""}),
}


@pytest.fixture(scope="module")
def faulty(check, tmp_path_factory, make_page, make_lake):
    """Return the pages by their fault, and what the gate found on all of them together."""
    pages = {name: make_page(number) for number, name in enumerate(FAULTS)}
    for name, add_fault in FAULTS.items():
        add_fault(pages[name])
    clean = [make_page(number) for number in range(100, 105)]
    with make_lake([*pages.values(), *clean]).open(tmp_path_factory.mktemp("faulty")) as connection:
        return pages, clean, check("after_extract", connection)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_its_own_check_alone(faulty, fault):
    pages, _, found = faulty
    assert found.failed_for(pages[fault].key) == {fault}


def test_pages_without_a_fault_fail_no_check_beside_faulty_ones(faulty):
    _, clean, found = faulty
    assert [found.failed_for(page.key) for page in clean] == [set()] * len(clean)


def test_failing_rows_are_counted_and_shown_with_what_is_wrong(faulty):
    pages, _, found = faulty
    result = found.result("words_are_relayed_by_an_outlet")
    assert (result.severity, result.unexpected_count) == ("critical", 1)
    assert pages["words_are_relayed_by_an_outlet"].key + "#1" in result.evidence
    assert "relayed_by_no: 9" in result.evidence


WHOLE_FAULTS = {
    "content_sha256_is_unique",
    "as_many_parsed_as_pages",
    "unclaimed_line_share",
    "unclaimed_line_majority",
    "pages_with_a_headline",
    "pages_with_a_published_time",
    "pages_with_a_citation",
    "pages_with_a_mention",
    "citations_per_long_page",
    "mentions_per_long_page",
    "some_citations_were_found",
    "some_mentions_were_found",
    "pages_that_could_be_read",
    "pages_that_are_articles",
    "pages_in_english",
    "pages_with_a_body",
    "every_page_has_segments",
    "there_are_spans",
}
"""Checks that tests of their own make fail, below."""


def test_there_is_a_fault_for_every_check(list_checks):
    assert list_checks("after_extract") == {*FAULTS, *WHOLE_FAULTS}


def test_a_page_that_was_read_and_has_no_segment_fails(check, tmp_path, make_page, make_lake):
    page = make_page(1)
    page.parsed |= {name: [] for name in ("segments", "sentences", "citations", "mentions")}
    page.parsed |= {"headline": None, "published": None}
    with make_lake([page]).open(tmp_path) as connection:
        found = check("after_extract", connection)
    assert {"there_are_spans", "every_page_has_segments"} <= found.failed
    assert "every_page_has_segments" in found.failed_for(f"{page.key}#None")


def test_pages_of_another_kind_fail_by_their_shares(check, tmp_path, make_page, make_lake):
    pages = [make_page(number) for number in range(60)]
    nothing = {"citations": [], "mentions": []}
    for page in pages[:15]:
        page.parsed |= {"parse_error": "ValueError: no", **nothing}
    for page in pages[15:39]:
        page.parsed |= {"rejection": {"code": "no_prose", "reason": "links"}, **nothing}
        read_as(page, code="fr", is_read=False)
    for page in pages[39:48]:
        page.parsed |= {"word_count": 0, **nothing}
    with make_lake(pages).open(tmp_path) as connection:
        found = check("after_extract", connection)
    kinds = ["pages_that_could_be_read", "pages_that_are_articles", "pages_in_english", "pages_with_a_body"]
    assert [found.result(kind).observed_value for kind in kinds] == [
        "45 of 60 pages",
        "21 of 45 pages",
        "21 of 45 pages",
        "27 of 36 pages",
    ]


def test_pages_without_a_fault_pass_every_check(check, tmp_path, make_page, make_lake):
    with make_lake([make_page(number) for number in range(30)]).open(tmp_path) as connection:
        found = check("after_extract", connection)
    assert found.failed == set()
    assert found.report.failed_rows == ()


def test_a_single_page_of_nothing_but_a_paragraph_passes(check, tmp_path, make_page, make_lake):
    page = make_page(1)
    page.parsed |= {"headline": None, "published": None, "citations": [], "mentions": []}
    with make_lake([page]).open(tmp_path) as connection:
        assert check("after_extract", connection).failed == set()


def test_nothing_read_of_a_lake_with_pages_fails(check, tmp_path, make_page, make_lake):
    pages = [make_page(number) for number in range(3)]
    for page in pages:
        page.is_read = False
    with make_lake(pages).open(tmp_path) as connection:
        found = check("after_extract", connection)
    assert {"as_many_parsed_as_pages", "every_page_was_read"} <= found.failed
    assert found.result("as_many_parsed_as_pages").observed_value == "0 parsed of 3 pages"


def test_a_page_read_twice_fails(check, tmp_path, make_page, make_lake):
    pages = [make_page(1), make_page(1)]
    pages[1].is_kept = False
    with make_lake(pages).open(tmp_path) as connection:
        found = check("after_extract", connection)
    assert {"content_sha256_is_unique", "as_many_parsed_as_pages"} <= found.failed


def test_many_long_pages_on_which_nothing_is_found_are_a_parser_that_no_longer_reads(
    check, tmp_path, make_page, make_lake
):
    pages = [make_page(number) for number in range(20)]
    for page in pages:
        page.parsed |= {"headline": None, "published": None, "citations": [], "mentions": []}
        page.parsed |= {"word_count": 100, "unclaimed_line_count": 3}
        for number in (0, 1, 3):
            set_in(page.segments, number, segment_type="unclaimed" if number != 1 else "timestamp")
        page.parsed["unclaimed_line_count"] = 2
    with make_lake(pages).open(tmp_path) as connection:
        found = check("after_extract", connection)
    assert found.failed == {
        "unclaimed_line_share",
        "unclaimed_line_majority",
        "pages_with_a_headline",
        "pages_with_a_published_time",
        "pages_with_a_citation",
        "pages_with_a_mention",
        "citations_per_long_page",
        "mentions_per_long_page",
        "some_citations_were_found",
        "some_mentions_were_found",
    }
    assert found.result("pages_with_a_headline").observed_value == "0 of 20 pages"
