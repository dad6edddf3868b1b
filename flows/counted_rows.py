"""Which rows each aggregate counts, so that any of its numbers can be taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class CountedRows:
    """The current rows of `view` for which `condition` holds: `counted` there, and the aggregate `agg`."""

    view: str
    key: str
    condition: str

    def select(self, aggregate: str) -> str:
        """Return the query for the keys of the rows that one row of the aggregate, `$1`, counts."""
        return f"""
            select counted.{self.key} as row_key
            from marts.{self.view} as counted
            inner join (select * from marts.{aggregate} where agg_id = $1) as agg on {self.condition}
            where counted.is_current
        """  # noqa: S608 - names and conditions of this module


def _articles(condition: str) -> CountedRows:
    return CountedRows("wide_articles", "article_id", condition)


def _citations(condition: str) -> CountedRows:
    return CountedRows("wide_citations", "citation_id", condition)


def _mentions(condition: str) -> CountedRows:
    return CountedRows("wide_mentions", "mention_id", condition)


COUNTED_ROWS: Final[Mapping[str, CountedRows]] = {
    "agg_article_sourcing": _citations("counted.article_id = agg.article_id"),
    "agg_author_sources": _citations("""
        counted.source_entity_id = agg.source_entity_id
        and counted.article_id in (
            select article_id from marts.bridge_article_authors where author_id = agg.author_id
        )
    """),
    "agg_entities": _mentions("counted.entity_id = agg.entity_id"),
    "agg_entity_daily": _mentions("""
        counted.entity_id = agg.entity_id
        and counted.published_date_id = agg.published_date_id
    """),
    "agg_entity_pairs": _articles("""
        counted.article_id in (
            select article_id from marts.bridge_article_names
            where entity_id = agg.entity_id and mention_count > 0
            intersect
            select article_id from marts.bridge_article_names
            where entity_id = agg.other_entity_id and mention_count > 0
        )
    """),
    "agg_measured_counts": _citations("counted.publisher_outlet_id = agg.publisher_outlet_id"),
    "agg_outlet_citations_daily": _citations("""
        counted.source_kind = 'outlet'
        and counted.published_date_id = agg.published_date_id
        and counted.publisher_outlet_id = agg.publisher_outlet_id
        and counted.source_outlet_id = agg.source_outlet_id
        and counted.source_role = agg.source_role
    """),
    "agg_outlet_sourcing": _citations("counted.publisher_outlet_id = agg.publisher_outlet_id"),
    "agg_publisher_daily": _articles("""
        counted.publisher_outlet_id = agg.publisher_outlet_id
        and counted.published_date_id = agg.published_date_id
    """),
    "agg_publisher_topics": _articles("""
        counted.publisher_outlet_id = agg.publisher_outlet_id
        and (
            counted.article_id in (
                select article_id from marts.bridge_article_topics where topic_id = agg.topic_id
            )
            or (
                agg.topic_id = 'none'
                and counted.article_id not in (select article_id from marts.bridge_article_topics)
            )
        )
    """),
    "agg_speaker_daily": _citations("""
        counted.source_role = 'source'
        and counted.source_kind in ('person', 'organisation')
        and counted.published_date_id = agg.published_date_id
        and counted.source_entity_id = agg.source_entity_id
    """),
    "agg_voice_shares": _citations("""
        counted.source_role = 'source'
        and counted.source_kind in ('person', 'organisation')
        and counted.published_month = agg.published_month
        and coalesce(counted.source_country_code, 'unknown') = agg.source_country_code
        and agg.speaker_role = case
            when counted.source_kind = 'organisation' then 'organisation'
            else coalesce(counted.speaker_role, 'unknown')
        end
    """),
}
"""By the name of the aggregate; a test holds the counts of both together."""
