-- Q11. How does attention to an entity change, as an average of seven days?
-- One row per entity and day on which it is named.
select
    entity_name,
    published_date,
    mention_count,
    article_count,
    story_count,
    articles_7_day_average
from marts.agg_entity_daily
where published_date is not null
order by entity_id, published_date
