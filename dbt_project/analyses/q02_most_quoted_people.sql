-- Q02. Who are the most-quoted people of each month, in citations, in words and in outlets?
-- One row per month and person, the latest month first.
select
    published_month,
    source_entity_id,
    source_name,
    count(*) as citation_count,
    count(distinct article_id) as article_count,
    count(distinct story_id) as story_count,
    count(distinct publisher_outlet_id) as outlet_count,
    sum(quoted_word_count)::bigint as quoted_word_count
from marts.wide_citations
where
    is_current
    and is_in_body
    and source_kind = 'person'
    and source_role = 'source'
    and source_entity_id <> 'unknown'
group by published_month, source_entity_id, source_name
order by
    published_month = 'unknown' asc,
    published_month desc,
    citation_count desc,
    quoted_word_count desc,
    source_entity_id asc
