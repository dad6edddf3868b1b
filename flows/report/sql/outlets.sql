-- Outlets
-- Who published what, how fresh it is, and how long after publication it was in the warehouse (the median).

with articles as (

    select *
    from marts.fct_articles
    where is_current and published_date_id between getvariable('first_day') and getvariable('last_day')

),

totals as (

    select
        publisher_outlet_id,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        median(epoch(first_seen_at - published_at) / 3600) as median_hours,
        histogram(published_date_id) as articles_by_day,
        max(published_date_id) as last_published_on,
        strftime(max(first_seen_at), '%Y-%m-%d %H:%M') as last_seen_at
    from articles
    group by publisher_outlet_id

)

select
    outlets.outlet_name,
    totals.articles_by_day,
    totals.article_count,
    totals.story_count,
    totals.median_hours,
    totals.last_published_on,
    totals.last_seen_at,
    count(*) over () as outlet_count,
    sum(totals.article_count) over () as all_article_count
from totals
inner join marts.dim_outlets as outlets on totals.publisher_outlet_id = outlets.outlet_id
order by totals.article_count desc, outlets.outlet_name asc
limit 20
