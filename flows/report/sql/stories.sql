-- Stories that many ran
-- Articles that tell the same story, and how long after the first each of them came.

with stories as (

    select
        story_id,
        min_by(headline, (published_at, article_id)) as headline,
        min_by(publisher_outlet_id, (published_at, article_id)) as first_outlet_id,
        count(*) as article_count,
        count(distinct publisher_outlet_id) as outlet_count,
        min(published_at) as first_at,
        list(published_at order by published_at) as times
    from marts.fct_articles
    where is_current and published_date_id between getvariable('first_day') and getvariable('last_day')
    group by story_id
    having count(*) > 1

)

select
    left(coalesce(stories.headline, 'no headline'), 160) as headline,
    outlets.outlet_name as first_outlet_name,
    list_transform(stories.times, lambda seen: round(epoch(seen - stories.first_at) / 3600, 2)) as lag_hours,
    stories.article_count,
    stories.outlet_count,
    strftime(stories.first_at, '%Y-%m-%d %H:%M') as first_at
from stories
inner join marts.dim_outlets as outlets on stories.first_outlet_id = outlets.outlet_id
order by stories.outlet_count desc, stories.article_count desc, stories.first_at desc, stories.story_id
limit 10
