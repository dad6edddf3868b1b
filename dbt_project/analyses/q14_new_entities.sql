-- Q14. Who and what is new this week?
-- One row per entity, the latest week first.
select
    first_seen_week,
    first_seen_date_id,
    entity_id,
    entity_name,
    entity_type,
    article_count,
    story_count
from marts.agg_entities
where
    first_seen_week <> 'unknown'
    and not is_page_only
order by first_seen_date_id desc, article_count desc, entity_id asc
