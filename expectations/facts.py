"""What every fact table keeps to: nothing lost, of one article with its batch and run, spans as on the page.

That keys are unique and that what they point to exists is for dbt, which enforces it while it builds. These
checks belong to the gate `after_transform`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from expectations.checks import CRITICAL, Check, QueryCheck, TableChecks, at_least_one, no_rows
from expectations.run_scope import LOADED_NOW
from expectations.span_text import misread_spans

SPANS_OF = {
    "fct_source_citations": {
        "source": ("source_start", "source_end", "source_text"),
        "cue": ("cue_start", "cue_end", "cue_text"),
        "content": ("content_start", "content_end", "content_text"),
        "addressee": ("addressee_start", "addressee_end", "addressee_text"),
    },
    "fct_quotes": {"quote": ("quote_start", "quote_end", "quote_text")},
    "fct_entity_mentions": {"mention": ("mention_start", "mention_end", "mention_text")},
    "fct_article_segments": {
        "segment": ("segment_start", "segment_end", "segment_text"),
        "content": ("content_start", "content_end", "content_text"),
    },
}
"""Columns of start, end and text, by table and kind of span."""


def nothing_lost(what: str, facts: str, expected_count: str) -> QueryCheck:
    """Return the check that each article has as many facts as the parser found on its page."""
    return no_rows(
        f"no_{what}_lost",
        f"Each article that was loaded has as many {what.replace('_', ' ')} as were found on its page",
        CRITICAL,
        """
        with expected as (
            select article_id, $expected_count as found_on_page
            from {batch} join raw.parsed_pages as page using (content_sha256) where page.$loaded_now
        ),
        counted as (
            select article_id, count(*) as in_marts from $facts where $loaded_now group by article_id
        )
        select article_id, found_on_page, coalesce(in_marts, 0) as in_marts
        from expected full join counted using (article_id)
        where found_on_page is distinct from coalesce(in_marts, 0)
        """,
        facts=facts,
        expected_count=expected_count,
        loaded_now=LOADED_NOW,
    )


def earlier_rows_stand(what: str, facts: str, count_column: str) -> QueryCheck:
    """Return the check that batches of earlier runs have their facts still: a build only touches its own."""
    return no_rows(
        f"{what}_of_earlier_batches_stand",
        f"Every batch has as many {what} as its articles say",
        CRITICAL,
        """
        with expected as (
            select batch_id, sum($count_column) as said_by_articles from {batch} group by batch_id
        ),
        counted as (select batch_id, count(*) as in_marts from $facts group by batch_id)
        select batch_id, said_by_articles, coalesce(in_marts, 0) as in_marts
        from expected full join counted using (batch_id)
        where said_by_articles is distinct from coalesce(in_marts, 0)
        """,
        row_key=("batch_id",),
        facts=facts,
        count_column=count_column,
    )


def fact_table(
    table: str, key: str, *, filled_by: str | None = None, more: Callable[[], list[Check]] = list
) -> TableChecks:
    """Return the checks of a table that hangs on articles; `filled_by` says that it is never empty."""

    def checks(_checked_at: datetime) -> list[Check]:
        found = [follow_their_article(key)]
        if table in SPANS_OF:
            found.append(_say_what_the_page_says(table, key))
        return [*([at_least_one(filled_by)] if filled_by else []), *found, *more()]

    return TableChecks("marts", table, tuple(key.split(", ")), checks)


def follow_their_article(key: str) -> QueryCheck:
    """Return the check that a fact is of an article that is there, and of its batch, run and parser."""
    return no_rows(
        "facts_follow_their_article",
        "A fact has an article, and the batch, the delivering run and the parser version of it",
        CRITICAL,
        """
        with fact as (select * from {batch} where $loaded_now)
        select $key, fact.batch_id, article.batch_id as batch_of_article,
            fact.run_id, article.run_id as run_of_article,
            fact.parser_version, article.parser_version as parser_of_article
        from fact left join marts.fct_articles as article using (article_id)
        where (fact.batch_id, fact.run_id, fact.parser_version)
            is distinct from (article.batch_id, article.run_id, article.parser_version)
        """,
        key=key,
        loaded_now=LOADED_NOW,
    )


def _say_what_the_page_says(table: str, key: str) -> QueryCheck:
    spans = " union all ".join(
        f"select content_sha256, {key}, '{kind}' as span_kind, {start} as span_start, {end} as span_end, "  # noqa: S608 - constants of this module
        f"{text} as span_text from fact where {start} is not null"
        for kind, (start, end, text) in SPANS_OF[table].items()
    )
    facts = (
        "with fact as (select fact.*, content_sha256 from {batch} as fact "  # noqa: S608 - as above
        f"join marts.fct_articles using (article_id) where fact.{LOADED_NOW}) {spans}"
    )
    return no_rows(
        "spans_say_what_the_page_says",
        "The characters of the page from start to end are the text in the row",
        CRITICAL,
        misread_spans(facts, f"(from raw.pages where {LOADED_NOW})", f"{key}, span_kind"),
    )
