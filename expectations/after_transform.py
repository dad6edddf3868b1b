"""After transform: the marts hold everything that was loaded, nothing twice, and in plausible amounts.

Keys, relations and closed lists of the marts are for dbt, which enforces them while it builds.
"""

from __future__ import annotations

from datetime import datetime

from expectations.checks import (
    CRITICAL,
    WARNING,
    Check,
    QueryCheck,
    RowCountCheck,
    TableChecks,
    ValuesCheck,
    at_least_one,
    no_rows,
    table_holds,
)

MAX_CHAIN_DEPTH = 3
"""Outlets between a reader and the words. Observed: 1; a paper that quotes AP quoting the Times has 2."""
MAX_CITATIONS_PER_ARTICLE = 300
"""Observed: 155 at most and 11 on average, over 1,134 articles that cite somebody."""
MIN_CITATIONS_FOR_SHARES = 200
"""Below this many citations a share says nothing."""
MAX_UNRESOLVED_SHARE = 0.1
"""Share of sources known only by a pronoun or a name that nobody on the page bears. Observed: 0.008."""


def articles(_checked_at: datetime) -> list[Check]:
    """One row per version of an article."""
    return [
        at_least_one("article"),
        no_rows(
            "every_page_is_an_article",
            "Every page that was loaded, read and not rejected is an article",
            CRITICAL,
            "select left(content_sha256, 32) as article_id, content_sha256, batch_id from raw.parsed_pages "
            "anti join {batch} using (content_sha256) where parse_error is null and rejection is null",
        ),
        no_rows(
            "every_article_is_a_page",
            "Every article is a page that was loaded",
            CRITICAL,
            "select article_id, content_sha256 from {batch} "
            "anti join raw.parsed_pages using (content_sha256)",
        ),
        no_rows(
            "no_page_is_two_articles",
            "No page is more than one article",
            CRITICAL,
            "select any_value(article_id) as article_id, content_sha256, count(*) as article_count "
            "from {batch} group by content_sha256 having count(*) > 1",
        ),
        _nothing_lost("segments", "marts.fct_article_segments", "len(segments)"),
        _nothing_lost("citations", "marts.fct_source_citations", "len(citations)"),
        _nothing_lost(
            "quotes",
            "marts.fct_quotes",
            "len(flatten(list_transform(citations, lambda c: c.quotes)))",
        ),
        _nothing_lost("mentions", "marts.fct_entity_mentions", "len(mentions)"),
        _nothing_lost("authors", "marts.bridge_article_authors", "len(authors)"),
        _nothing_lost("topics", "marts.bridge_article_topics", "len(topics)"),
        _nothing_lost("image_credits", "marts.bridge_image_credits", "len(image_credits)"),
        no_rows(
            "citations_per_article_are_plausible",
            f"An article has at most {MAX_CITATIONS_PER_ARTICLE} citations",
            WARNING,
            "select article_id, source_file, citation_count from {batch} where citation_count > $max_count",
            max_count=MAX_CITATIONS_PER_ARTICLE,
        ),
    ]


def segments(_checked_at: datetime) -> list[Check]:
    """One row per line of an article."""
    return [at_least_one("segment"), _survives_joins("marts.fct_articles using (article_id)")]


def citations(_checked_at: datetime) -> list[Check]:
    """One row per attribution; none where no article cites anybody."""
    return [
        _survives_joins(
            "marts.fct_articles using (article_id)",
            "marts.dim_outlets on dim_outlets.outlet_id = fact.source_outlet_id",
            "marts.dim_entities on dim_entities.entity_id = fact.source_entity_id",
            "marts.dim_cues on dim_cues.cue_id = fact.cue_id",
            "marts.dim_dates on dim_dates.date_id = fact.said_date_id",
        ),
        no_rows(
            "chains_are_short",
            f"Words reach the reader through at most {MAX_CHAIN_DEPTH} outlets",
            WARNING,
            "select citation_id, chain_depth from {batch} where chain_depth > $max_depth",
            max_depth=MAX_CHAIN_DEPTH,
        ),
        table_holds(
            "unresolved_share",
            f"At most {MAX_UNRESOLVED_SHARE:.0%} of {MIN_CITATIONS_FOR_SHARES} citations or more have an "
            "unresolved source",
            WARNING,
            """
            with counted as (
                select count(*) as citation_count,
                    count(*) filter (resolved_by = 'unresolved') as unresolved_count
                from {batch}
            )
            select unresolved_count || ' of ' || citation_count || ' sources are unresolved' as detail
            from counted where citation_count >= $min_count and unresolved_count > $max_share * citation_count
            """,
            min_count=MIN_CITATIONS_FOR_SHARES,
            max_share=MAX_UNRESOLVED_SHARE,
        ),
    ]


def quotes(_checked_at: datetime) -> list[Check]:
    """One row per quoted span; none where nothing is quoted."""
    return [_survives_joins("marts.fct_source_citations using (citation_id)")]


def mentions(_checked_at: datetime) -> list[Check]:
    """One row per proper name; none where no article names anybody."""
    return [
        _survives_joins(
            "marts.fct_articles using (article_id)",
            "marts.dim_entities on dim_entities.entity_id = fact.entity_id",
        )
    ]


def names(_checked_at: datetime) -> list[Check]:
    """One row per name of an article; none where no article names anybody."""
    return [
        _survives_joins(
            "marts.fct_articles using (article_id)",
            "marts.dim_entities on dim_entities.entity_id = fact.entity_id",
        ),
        no_rows(
            "mentions_follow_their_names",
            "Every mention means the entity that its name was joined to",
            CRITICAL,
            "select article_id, name_id, mention_id, mention.entity_id, name.entity_id as joined_to "
            "from marts.fct_entity_mentions as mention left join {batch} as name using (article_id, name_id) "
            "where mention.entity_id is distinct from name.entity_id",
        ),
        no_rows(
            "citations_follow_their_names",
            "Every citation of a named source means the entity that its name was joined to",
            CRITICAL,
            "select citation.article_id, source_name_id as name_id, citation_id, source_entity_id, "
            "name.entity_id as joined_to "
            "from marts.fct_source_citations as citation left join {batch} as name "
            "on citation.article_id = name.article_id and citation.source_name_id = name.name_id "
            "where source_name_id not in ('none', 'unknown') "
            "and source_entity_id is distinct from name.entity_id",
        ),
    ]


def outlets(_checked_at: datetime) -> list[Check]:
    """One row per outlet."""
    return _dimension("outlet_id", ["none", "unknown"])


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


def _nothing_lost(what: str, facts: str, expected_count: str) -> QueryCheck:
    """Return the check that each article has as many facts as the parser found on its page."""
    return no_rows(
        f"no_{what}_lost",
        f"Each article has as many {what.replace('_', ' ')} as were found on its page",
        CRITICAL,
        """
        with expected as (
            select article_id, $expected_count as found_on_page
            from {batch} join raw.parsed_pages using (content_sha256)
        ),
        counted as (select article_id, count(*) as in_marts from $facts group by article_id)
        select article_id, found_on_page, coalesce(in_marts, 0) as in_marts
        from expected full join counted using (article_id)
        where found_on_page is distinct from coalesce(in_marts, 0)
        """,
        facts=facts,
        expected_count=expected_count,
    )


def _survives_joins(*joins: str) -> QueryCheck:
    """Return the check that joining a fact to the tables it points to keeps every row, once."""
    return table_holds(
        "facts_survive_their_joins",
        "Joined to the tables they point to, facts are neither lost nor repeated",
        CRITICAL,
        """
        with joined as (select count(*) as joined_count from {batch} as fact join $joins),
        counted as (select count(*) as fact_count from {batch})
        select joined_count || ' of ' || fact_count || ' rows after the joins' as detail
        from joined, counted where joined_count <> fact_count
        """,
        joins=" join ".join(joins),
    )


TABLES = (
    TableChecks("marts", "fct_articles", ("article_id",), articles),
    TableChecks("marts", "fct_article_segments", ("segment_id",), segments),
    TableChecks("marts", "fct_source_citations", ("citation_id",), citations),
    TableChecks("marts", "fct_quotes", ("quote_id",), quotes),
    TableChecks("marts", "fct_entity_mentions", ("mention_id",), mentions),
    TableChecks("marts", "bridge_article_names", ("article_id", "name_id"), names),
    TableChecks("marts", "dim_outlets", ("outlet_id",), outlets),
    TableChecks("marts", "dim_entities", ("entity_id",), entities),
    TableChecks("marts", "dim_cues", ("cue_id",), cues),
    TableChecks("marts", "dim_dates", ("date_id",), dates),
)
