-- Voices
-- The people and bodies quoted or reported most, and how many stories and outlets carry their words.

select
    entities.entity_name as speaker_name,
    count(*) as citation_count,
    count(distinct citations.article_id) as article_count,
    count(distinct articles.story_id) as story_count,
    count(distinct articles.publisher_outlet_id) as outlet_count,
    sum(citations.quoted_word_count)::bigint as quoted_word_count
from marts.fct_source_citations as citations
inner join marts.fct_articles as articles on citations.article_id = articles.article_id
inner join marts.dim_entities as entities on citations.source_entity_id = entities.entity_id
where
    articles.is_current
    and citations.published_date_id between getvariable('first_day') and getvariable('last_day')
    and citations.source_role = 'source'
    and citations.source_kind in ('person', 'organisation')
    and citations.source_entity_id not in ('none', 'unknown')
group by entities.entity_id, entities.entity_name
order by citation_count desc, article_count desc, speaker_name asc
limit 15
