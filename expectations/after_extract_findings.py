"""What was found on the pages: citations, mentions and the spans of both.

These suites belong to the gate `after_extract`. That a list is empty is for the shares of pages to judge:
a single page may well cite nobody.
"""

from __future__ import annotations

from datetime import datetime

from expectations.checks import CRITICAL, WARNING, Check, QueryCheck, no_rows, not_empty, one_of, table_holds
from expectations.span_text import misread_spans

CITATION_KEY = "content_sha256, citation_no"
MENTION_KEY = "content_sha256, mention_no"

ENTITY_TYPES = ["PERSON", "ORG", "PLACE"]
SOURCE_KINDS = ["outlet", "person", "organisation", "document", "unnamed"]
SOURCE_ROLES = ["source", "relay", "addressee"]
QUOTE_FORMS = ["direct", "mixed", "indirect"]
RESOLVED_BY = ["explicit", "surname", "pronoun", "continuation", "registry", "unresolved"]

STEPS_OF_A_RING = 10
"""Steps from words to the outlet that carries them. Observed: 1; only a ring has 10."""
LONG_BODIES = 20
"""Pages with a body of a hundred words and more, of which at least one names and one cites somebody."""
MAX_SAID_DAYS_BEFORE = 3650
"""Days from what was said to its publication. Observed: 5; old interviews are quoted, but rarely."""


def citations(_checked_at: datetime) -> list[Check]:
    """One row per attribution."""
    return [
        _some_on_long_pages("citation"),
        one_of("source_kind", SOURCE_KINDS, CITATION_KEY),
        one_of("source_role", SOURCE_ROLES, CITATION_KEY),
        one_of("quote_form", QUOTE_FORMS, CITATION_KEY),
        one_of("resolved_by", RESOLVED_BY, CITATION_KEY),
        _numbered_from_0("citation_no"),
        _segment_exists("citation_no"),
        no_rows(
            "confidence_is_a_probability",
            "confidence lies between 0 and 1",
            CRITICAL,
            "select content_sha256, citation_no, confidence from {batch} "
            "where (confidence between 0 and 1) is not true",
        ),
        not_empty("rule", CITATION_KEY),
        *_chain_checks(),
        no_rows(
            "quote_form_agrees_with_quotes",
            "The direct or mixed words of a source are quoted, and indirect ones are not",
            WARNING,
            # who carries or hears the words has their form, while the quotes are the speaker's
            "select content_sha256, citation_no, source_role, quote_form, quote_count from {batch} "
            "where (quote_form = 'indirect' and quote_count > 0) "
            "or (quote_form <> 'indirect' and quote_count = 0 and source_role = 'source')",
        ),
        no_rows(
            "said_date_is_plausible",
            "Nothing was said after the day following publication, or more than ten years before it",
            WARNING,
            """
            select content_sha256, citation_no, said_date, said_date_text,
                published.local::date as published_on
            from {batch} join lake.parsed_pages using (content_sha256)
            where said_date > published.local::date + 1
                or said_date < published.local::date - $max_days_before
            """,
            max_days_before=MAX_SAID_DAYS_BEFORE,
        ),
    ]


def _chain_checks() -> list[Check]:
    return [
        no_rows(
            "words_are_relayed_by_an_outlet",
            "What carries the words of another is a citation of the same page, of an outlet in role relay",
            CRITICAL,
            """
            select citation.content_sha256, citation.citation_no, citation.relayed_by_no,
                relay.source_kind as relay_kind, relay.source_role as relay_role
            from {batch} as citation
            left join lake.citations as relay
                on relay.content_sha256 = citation.content_sha256
                and relay.citation_no = citation.relayed_by_no
            where citation.relayed_by_no is not null
                and (relay.source_kind, relay.source_role) is distinct from ('outlet', 'relay')
            """,
        ),
        no_rows(
            "chains_have_an_end",
            "Following who carries whose words comes to an end",
            CRITICAL,
            """
            with recursive chain as (
                select content_sha256, citation_no, relayed_by_no as next_no, 1 as step_count
                from {batch} where relayed_by_no is not null
                union all
                select chain.content_sha256, chain.citation_no, relay.relayed_by_no, chain.step_count + 1
                from chain
                join lake.citations as relay
                    on relay.content_sha256 = chain.content_sha256 and relay.citation_no = chain.next_no
                where relay.relayed_by_no is not null and chain.step_count < $steps_of_a_ring
            )
            select content_sha256, citation_no from chain where step_count >= $steps_of_a_ring
            """,
            steps_of_a_ring=STEPS_OF_A_RING,
        ),
    ]


def mentions(_checked_at: datetime) -> list[Check]:
    """One row per proper name in the text."""
    return [
        _some_on_long_pages("mention"),
        one_of("entity_type", ENTITY_TYPES, MENTION_KEY),
        one_of("resolved_by", RESOLVED_BY, MENTION_KEY),
        _numbered_from_0("mention_no"),
        _segment_exists("mention_no"),
        no_rows(
            "mentions_lie_within_their_segment",
            "A name lies within the content of its segment",
            CRITICAL,
            """
            select mention.content_sha256, mention.mention_no, mention.entity_name, segment.segment_no
            from {batch} as mention
            join lake.segments as segment
                on segment.content_sha256 = mention.content_sha256
                and segment.segment_no = mention.segment_no
            where mention.mention_start < segment.content_start or mention.mention_end > segment.content_end
            """,
        ),
        not_empty("entity_name", MENTION_KEY),
        not_empty("rule", MENTION_KEY),
    ]


def spans(_checked_at: datetime) -> list[Check]:
    """One row per span of any kind."""
    return [
        table_holds(
            "there_are_spans",
            "Where pages were read, there is at least one span",
            CRITICAL,
            """
            with counted as (
                select (select count(*) from (select 1 from {batch} limit 1)) as span_count,
                    (select count(*) from lake.parsed_pages) as page_count
            )
            select 'no span on ' || page_count || ' pages' as detail
            from counted where span_count = 0 and page_count > 0
            """,
        ),
        no_rows(
            "spans_lie_on_their_page",
            "A span begins on its page, ends on its page, and does not end before it begins",
            CRITICAL,
            """
            with measured as materialized (
                select content_sha256, length(text) as page_length from lake.pages
            )
            select content_sha256, span_kind, span_no, span_start, span_end, page_length
            from {batch} join measured using (content_sha256)
            where (span_start >= 0 and span_start <= span_end and span_end <= page_length) is not true
            """,
        ),
        no_rows(
            "spans_say_what_the_page_says",
            "The characters from the start of a span to its end are the text it carries",
            CRITICAL,
            misread_spans("from {batch}", "lake.pages", "content_sha256, span_kind, span_no"),
        ),
        no_rows(
            "spans_are_not_empty",
            "A span has at least one character, unless it is the content of a blank line",
            CRITICAL,  # the contracts of the marts refuse them, and here the rows are named
            "select content_sha256, span_kind, span_no, span_start from {batch} "
            "where span_kind <> 'segment_content' and span_start = span_end",
        ),
    ]


def _some_on_long_pages(what: str) -> QueryCheck:
    """Return the check that a table is not empty where there was enough text to find something in."""
    return table_holds(
        f"some_{what}s_were_found",
        f"At least one {what} was found, where {LONG_BODIES} pages have a hundred words and more",
        CRITICAL,
        """
        with counted as (
            select (select count(*) from {batch}) as found_count,
                (select count(*) from lake.parsed_pages where word_count >= 100) as page_count
        )
        select 'none on ' || page_count || ' long pages' as detail
        from counted where found_count = 0 and page_count >= $min_pages
        """,
        min_pages=LONG_BODIES,
    )


def _numbered_from_0(column: str) -> QueryCheck:
    return no_rows(
        f"{column}_counts_from_0",
        f"On each page, {column} counts up from 0",
        CRITICAL,
        """
        with counted as (
            select content_sha256, $column,
                row_number() over (partition by content_sha256 order by $column) - 1 as expected_no
            from {batch}
        )
        select content_sha256, $column, expected_no from counted where $column is distinct from expected_no
        """,
        column=column,
    )


def _segment_exists(column: str) -> QueryCheck:
    return no_rows(
        "segment_no_exists",
        "segment_no is a segment of the same page",
        CRITICAL,
        "select content_sha256, $column, segment_no from {batch} "
        "anti join lake.segments using (content_sha256, segment_no)",
        column=column,
    )
