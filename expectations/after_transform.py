"""After transform: the marts hold everything that was loaded, nothing twice, and in plausible amounts.

Keys, relations and closed lists of the marts are for dbt, which enforces them while it builds.
"""

from __future__ import annotations

from datetime import datetime

from expectations import linked_articles
from expectations.article_dates import date_checks
from expectations.article_rows import page_checks, version_checks
from expectations.checks import (
    CRITICAL,
    WARNING,
    Check,
    RowCountCheck,
    TableChecks,
    ValuesCheck,
    at_least_one,
    no_rows,
)
from expectations.delivery_history import NAMES, PUBLISHERS, SOURCES, share_checks, volume_check
from expectations.facts import earlier_rows_stand, fact_table, nothing_lost
from expectations.outlet_history import outlet_checks
from expectations.run_scope import LOADED_NOW

MAX_CHAIN_DEPTH = 3
"""Outlets between a reader and the words. Observed: 1; a paper that quotes AP quoting the Times has 2."""
MAX_CITATIONS_PER_ARTICLE = 300
"""Observed: 155 at most and 11 on average, over 1,134 articles that cite somebody."""
MAX_QUOTED_WORDS = 500
"""Words in one pair of quotation marks. Observed: 86 at most; a mark that is never closed runs to the end."""


def articles(checked_at: datetime) -> list[Check]:
    """One row per version of an article."""
    return [
        at_least_one("article"),
        *page_checks(),
        nothing_lost("segments", "marts.fct_article_segments", "len(segments)"),
        nothing_lost("citations", "marts.fct_source_citations", "len(citations)"),
        nothing_lost(
            "quotes",
            "marts.fct_quotes",
            "len(flatten(list_transform(citations, lambda c: c.quotes)))",
        ),
        nothing_lost("mentions", "marts.fct_entity_mentions", "len(mentions)"),
        nothing_lost("authors", "marts.bridge_article_authors", "len(authors)"),
        nothing_lost("topics", "marts.bridge_article_topics", "len(topics)"),
        nothing_lost("image_credits", "marts.bridge_image_credits", "len(image_credits)"),
        earlier_rows_stand("citations", "marts.fct_source_citations", "citation_count"),
        earlier_rows_stand("mentions", "marts.fct_entity_mentions", "mention_count"),
        *version_checks(),
        no_rows(
            "citations_per_article_are_plausible",
            f"An article has at most {MAX_CITATIONS_PER_ARTICLE} citations",
            WARNING,
            "select article_id, source_file, citation_count from {batch} "
            "where $loaded_now and citation_count > $max_count",
            loaded_now=LOADED_NOW,
            max_count=MAX_CITATIONS_PER_ARTICLE,
        ),
        *date_checks(),
        *share_checks(PUBLISHERS),
        volume_check(checked_at),
    ]


def _citation_checks() -> list[Check]:
    return [
        no_rows(
            "chains_are_short",
            f"Words reach the reader through at most {MAX_CHAIN_DEPTH} outlets",
            WARNING,
            "select citation_id, chain_depth from {batch} where $loaded_now and chain_depth > $max_depth",
            loaded_now=LOADED_NOW,
            max_depth=MAX_CHAIN_DEPTH,
        ),
        no_rows(
            "relays_are_of_the_same_article",
            "Words are relayed by a citation of their own article",
            CRITICAL,
            "select citation_id, relayed_by_citation_id, article_id from {batch} "
            "where $loaded_now and relayed_by_citation_id is not null "
            "and not starts_with(relayed_by_citation_id, article_id || '-')",
            loaded_now=LOADED_NOW,
        ),
        *share_checks(SOURCES),
    ]


def _quote_checks() -> list[Check]:
    return [
        no_rows(
            "quotes_are_of_plausible_length",
            f"A quote has from one to {MAX_QUOTED_WORDS} words",
            WARNING,
            "select quote_id, word_count, left(quote_text, 80) as quote_text from {batch} "
            "where $loaded_now and word_count not between 1 and $max_words",
            loaded_now=LOADED_NOW,
            max_words=MAX_QUOTED_WORDS,
        ),
        no_rows(
            "quotes_are_of_the_article_of_their_citation",
            "A quote and the citation it belongs to are of one article",
            CRITICAL,
            "select quote_id, citation_id, article_id from {batch} "
            "where $loaded_now and not starts_with(citation_id, article_id || '-')",
            loaded_now=LOADED_NOW,
        ),
        *linked_articles.quotation_checks(),
    ]


def names(_checked_at: datetime) -> list[Check]:
    """One row per name of an article; none where no article names anybody."""
    return [
        no_rows(
            "mentions_follow_their_names",
            "Every mention that was loaded means the entity that its name was joined to",
            CRITICAL,
            "select article_id, name_id, mention_id, mention.entity_id, name.entity_id as joined_to "
            "from marts.fct_entity_mentions as mention "
            "left join (from {batch} where $loaded_now) as name using (article_id, name_id) "
            "where mention.$loaded_now and mention.entity_id is distinct from name.entity_id",
            loaded_now=LOADED_NOW,
        ),
        no_rows(
            "citations_follow_their_names",
            "Every citation of a named source that was loaded means the entity that its name was joined to",
            CRITICAL,
            "select citation.article_id, source_name_id as name_id, citation_id, source_entity_id, "
            "name.entity_id as joined_to "
            "from marts.fct_source_citations as citation "
            "left join (from {batch} where $loaded_now) as name "
            "on citation.article_id = name.article_id and citation.source_name_id = name.name_id "
            "where citation.$loaded_now and source_name_id not in ('none', 'unknown') "
            "and source_entity_id is distinct from name.entity_id",
            loaded_now=LOADED_NOW,
        ),
        # what a name of an earlier run means may change with a later one
        no_rows(
            "entities_have_the_mentions_of_their_names",
            "Over all runs, an entity is mentioned as often as the names that were joined to it",
            CRITICAL,
            """
            with expected as (
                select entity_id, sum(mention_count) as by_name from {batch} group by entity_id
            ),
            counted as (
                select entity_id, count(*) as mention_count from marts.fct_entity_mentions group by entity_id
            )
            select entity_id, by_name, coalesce(mention_count, 0) as mention_count
            from expected full join counted using (entity_id)
            where coalesce(by_name, 0) <> coalesce(mention_count, 0)
            """,
            row_key=("entity_id",),
        ),
        *share_checks(NAMES),
    ]


def outlets(checked_at: datetime) -> list[Check]:
    """One row per outlet."""
    return [*_dimension("outlet_id", ["none", "unknown"]), *outlet_checks(checked_at)]


def entities(_checked_at: datetime) -> list[Check]:
    """One row per entity."""
    return _dimension("entity_id", ["none", "unknown"])


def cues(_checked_at: datetime) -> list[Check]:
    """One row per way to attribute."""
    return _dimension("cue_id", ["none", "unknown"])


def dates(_checked_at: datetime) -> list[Check]:
    """One row per day."""
    return _dimension("date_id", ["unknown"])


def _dimension(column: str, placeholders: list[str]) -> list[Check]:
    """Return the checks of a dimension: facts that lack a value join its placeholder rows."""
    return [
        RowCountCheck(f"There are at least {len(placeholders)} rows", CRITICAL, len(placeholders)),
        ValuesCheck(
            f"There is a row for {' and one for '.join(placeholders)}", CRITICAL, column, tuple(placeholders)
        ),
    ]


TABLES = (
    TableChecks("marts", "fct_articles", ("article_id",), articles),
    fact_table("fct_article_segments", "segment_id", filled_by="segment"),
    fact_table("fct_source_citations", "citation_id", more=_citation_checks),
    fact_table("fct_quotes", "quote_id", more=_quote_checks),
    fact_table("fct_entity_mentions", "mention_id"),
    fact_table("bridge_article_authors", "article_id, author_no"),
    fact_table("bridge_article_topics", "article_id, topic_no"),
    fact_table("bridge_image_credits", "article_id, credit_no"),
    TableChecks("marts", "bridge_article_names", ("article_id", "name_id"), names),
    TableChecks("marts", "dim_outlets", ("outlet_id",), outlets),
    TableChecks("marts", "dim_entities", ("entity_id",), entities),
    TableChecks("marts", "dim_cues", ("cue_id",), cues),
    TableChecks("marts", "dim_dates", ("date_id",), dates),
    *linked_articles.TABLES,
)
