-- In the news
-- The people, bodies and places that most articles name, day by day.

with days as (

    select
        mentions.entity_id,
        mentions.published_date_id,
        count(distinct mentions.article_id) as article_count
    from marts.fct_entity_mentions as mentions
    inner join marts.fct_articles as articles on mentions.article_id = articles.article_id
    where articles.is_current and mentions.published_date_id between getvariable('first_day') and getvariable('last_day')
    group by mentions.entity_id, mentions.published_date_id

),

totals as (

    select
        entity_id,
        sum(article_count)::bigint as article_count,
        map_from_entries(list({'day': published_date_id, 'article_count': article_count})) as articles_by_day
    from days
    group by entity_id

)

select
    entities.entity_name,
    entities.entity_type,
    totals.articles_by_day,
    totals.article_count,
    strftime(entities.first_seen_at, '%Y-%m-%d') as first_seen_on
from totals
inner join marts.dim_entities as entities on totals.entity_id = entities.entity_id
where entities.entity_id not in ('none', 'unknown')
order by totals.article_count desc, entities.entity_name
limit 15
