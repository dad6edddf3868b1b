-- In the news
-- The people, bodies and places that most articles name, day by day.

with named as (

    select distinct
        mentions.entity_id,
        mentions.article_id,
        mentions.published_date_id,
        articles.story_id
    from marts.fct_entity_mentions as mentions
    inner join marts.fct_articles as articles on mentions.article_id = articles.article_id
    where
        articles.is_current
        and mentions.published_date_id between getvariable('first_day') and getvariable('last_day')
        and mentions.entity_id not in ('none', 'unknown')

),

totals as (

    select
        entity_id,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        histogram(published_date_id) as articles_by_day
    from named
    group by entity_id

)

select
    entities.entity_name,
    entities.entity_type,
    totals.articles_by_day,
    totals.article_count,
    totals.story_count,
    strftime(entities.first_seen_at, '%Y-%m-%d') as first_seen_on
from totals
inner join marts.dim_entities as entities on totals.entity_id = entities.entity_id
order by totals.article_count desc, entities.entity_name asc
limit 15
