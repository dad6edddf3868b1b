"""After extract: every page was read, nothing of it was lost, and every span says what the page says.

`lake.parsed_pages` holds what the parser found on the pages of `lake.pages`; the other views list what
is nested in it. A run without new pages has none of either.
"""

from __future__ import annotations

from datetime import datetime

from expectations import after_extract_findings as findings
from expectations.checks import (
    CRITICAL,
    WARNING,
    Check,
    TableChecks,
    no_rows,
    not_empty,
    one_of,
    table_holds,
    unique,
)
from expectations.page_shares import share_checks

SEGMENT_KEY = "content_sha256, segment_no"
SEGMENT_TYPES = [
    "headline",
    "dek",
    "byline",
    "timestamp",
    "dateline",
    "headline_repeat",
    "caption",
    "paragraph",
    "list_item",
    "subheading",
    "topic_tag",
    "related",
    "editor_note",
    "boilerplate",
    "blank",
    "unclaimed",
]

REJECTION_CODES = ["index_page", "error_page", "no_prose"]


def parsed_pages(checked_at: datetime) -> list[Check]:
    """One row per page that was read."""
    return [
        *_completeness_checks(),
        *_article_checks(),
        *_published_checks(checked_at),
        *share_checks(),
    ]


def _completeness_checks() -> list[Check]:
    return [
        table_holds(
            "as_many_parsed_as_pages",
            "There are as many parsed pages as pages",
            CRITICAL,
            """
            with counted as (
                select (select count(*) from {batch}) as parsed_count,
                    (select count(*) from lake.pages) as page_count
            )
            select parsed_count || ' parsed of ' || page_count || ' pages' as detail
            from counted where parsed_count <> page_count
            """,
        ),
        unique("content_sha256", "No page was read twice"),
        no_rows(
            "every_page_was_read",
            "Every page has been read",
            CRITICAL,
            "select content_sha256, source_path from lake.pages anti join {batch} using (content_sha256)",
        ),
        no_rows(
            "nothing_else_was_read",
            "Nothing was read that is not a page",
            CRITICAL,
            "select content_sha256 from {batch} anti join lake.pages using (content_sha256)",
        ),
        no_rows(
            "the_parser_could_read_it",
            "No page breaks the parser",
            WARNING,
            "select content_sha256, parse_error from {batch} where parse_error is not null",
        ),
        no_rows(
            "segments_give_the_page_back",
            "The segments of a page, joined, are the page, character for character",
            CRITICAL,
            """
            with joined as (
                select content_sha256, text, parse_error,
                    array_to_string(list_transform(segments, lambda s: s.text), '') as segment_text
                from {batch} join lake.pages using (content_sha256)
            )
            select content_sha256,
                length(text) as page_length, length(segment_text) as segments_length
            from joined where segment_text is distinct from text and parse_error is null
            """,
        ),
        no_rows(
            "blank_lines_hold_no_words",
            "A segment of type blank has no letter and no digit",
            CRITICAL,
            r"""
            with blank as (
                select content_sha256, unnest(list_filter(segments, lambda s: s.segment_type = 'blank')) as s
                from {batch}
            )
            select content_sha256, s.segment_no, left(s.text, 80) as segment_text
            from blank where regexp_matches(s.text, '[\p{{L}}\p{{N}}]')
            """,
        ),
        no_rows(
            "unclaimed_lines_are_counted",
            "The count of unclaimed lines is that of the segments of type unclaimed",
            CRITICAL,
            """
            with counted as (
                select content_sha256, unclaimed_line_count,
                    len(list_filter(segments, lambda s: s.segment_type = 'unclaimed')) as segment_count
                from {batch}
            )
            select content_sha256, unclaimed_line_count, segment_count from counted
            where unclaimed_line_count is distinct from segment_count
            """,
        ),
    ]


def _article_checks() -> list[Check]:
    return [
        no_rows(
            "rejected_pages_have_a_known_reason",
            f"A page that is no article is {', '.join(REJECTION_CODES)}, and the reason is told",
            CRITICAL,
            "select content_sha256, rejection.code as code, rejection.reason as reason from {batch} "
            "where rejection is not null "
            "and (coalesce(rejection.code not in ($codes), true) "
            "or trim(coalesce(rejection.reason, '')) = '')",
            codes=", ".join(f"'{code}'" for code in REJECTION_CODES),
        ),
        no_rows(
            "findings_are_of_articles_in_english",
            "Citations and mentions are only of articles, and of such in a language that is read",
            CRITICAL,
            """
            select content_sha256, rejection.code as code, language.code as language,
                len(citations) as citation_count, len(mentions) as mention_count
            from {batch}
            where (rejection is not null or not language.is_read) and len(citations) + len(mentions) > 0
            """,
        ),
        no_rows(
            "language_confidence_is_a_probability",
            "The confidence of the language lies between 0 and 1",
            CRITICAL,
            "select content_sha256, language.confidence as confidence from {batch} "
            "where coalesce(language.confidence not between 0 and 1, true)",
        ),
    ]


def _published_checks(checked_at: datetime) -> list[Check]:
    return [
        no_rows(
            "published_at_is_plausible",
            "A page was published after 1990 and not later than two days from now",
            WARNING,
            """
            select content_sha256, published.text as published_text, published.at::text as published_at
            from {batch}
            where published.at < timestamptz '1990-01-01 00:00:00+00'
                or published.at > timestamptz '$checked_at' + interval 2 days
            """,
            checked_at=checked_at.isoformat(),
        ),
        no_rows(
            "published_is_placed_or_not",
            "A posting time has a local time, an instant and a precision, or none of the three",
            CRITICAL,
            """
            select content_sha256, published.text as published_text, published.evidence as evidence
            from {batch}
            where published is not null
                and (
                    (published.local is null) <> (published.at is null)
                    or (published.local is null) <> (published.precision is null)
                )
            """,
        ),
        no_rows(
            "published_at_agrees_with_local_time",
            "The instant of publication is the printed time less its offset from UTC",
            CRITICAL,
            """
            select content_sha256, published.text as published_text,
                published.local::text as published_local, published.at::text as published_at,
                published.utc_offset_minutes
            from {batch}
            where published.utc_offset_minutes is not null
                and published.at at time zone 'UTC'
                    is distinct from published.local - to_minutes(published.utc_offset_minutes)
            """,
        ),
    ]


def segments(_checked_at: datetime) -> list[Check]:
    """One row per line of a page."""
    return [
        no_rows(
            "every_page_has_segments",
            "Every page that was read has at least one segment",
            CRITICAL,
            "select content_sha256, null as segment_no from lake.parsed_pages "
            "anti join {batch} using (content_sha256) where parse_error is null",
        ),
        one_of("segment_type", SEGMENT_TYPES, SEGMENT_KEY),
        no_rows(
            "segments_follow_one_another",
            "Segments are numbered from 0, and each begins where the one before it ends",
            CRITICAL,
            """
            with placed as (
                select content_sha256, segment_no, segment_start,
                    row_number() over page - 1 as expected_no,
                    lag(segment_end, 1, 0) over page as expected_start
                from {batch}
                window page as (partition by content_sha256 order by segment_no, segment_start)
            )
            select content_sha256, segment_no, expected_no, segment_start, expected_start from placed
            where segment_no is distinct from expected_no or segment_start is distinct from expected_start
            """,
        ),
        no_rows(
            "content_lies_within_its_segment",
            "The content of a segment lies within the segment",
            CRITICAL,
            "select content_sha256, segment_no, segment_start, content_start, content_end, segment_end "
            "from {batch} where content_start < segment_start or content_end > segment_end",
        ),
        not_empty("rule", SEGMENT_KEY),
    ]


TABLES = (
    TableChecks("lake", "parsed_pages", ("content_sha256",), parsed_pages),
    TableChecks("lake", "segments", ("content_sha256", "segment_no"), segments),
    TableChecks("lake", "citations", ("content_sha256", "citation_no"), findings.citations),
    TableChecks("lake", "mentions", ("content_sha256", "mention_no"), findings.mentions),
    TableChecks("lake", "spans", ("content_sha256", "span_kind", "span_no"), findings.spans),
)
