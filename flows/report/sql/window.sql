-- The days shown
-- Up to sixty, the last that of the newest page; a page that claims a day after the last run does not count.

with articles as (

    select published_date_id::date as published_on
    from marts.fct_articles
    where
        published_date_id <> 'unknown'
        and published_date_id <= (
            select coalesce(strftime(max(runs.started_at) + interval 1 day, '%Y-%m-%d'), '')
            from ops.runs as runs
        )

),

last_days as (

    select coalesce(max(published_on), date '1970-01-01') as last_day
    from articles

)

-- fewer days where the first of the sixty are empty, but no less than two weeks
select
    strftime(
        least(coalesce(min(articles.published_on), last_days.last_day), last_days.last_day - 13), '%Y-%m-%d'
    ) as first_day,
    strftime(last_days.last_day, '%Y-%m-%d') as last_day
from last_days
left join articles on articles.published_on >= last_days.last_day - 59
group by last_days.last_day
