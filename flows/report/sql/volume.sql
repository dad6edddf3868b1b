-- Articles a day
-- By the day the page prints, each page once; articles that tell one story count there once.

select
    published_date_id as published_on,
    count(*) as article_count,
    count(distinct story_id) as story_count
from marts.fct_articles
where is_current and published_date_id between getvariable('first_day') and getvariable('last_day')
group by published_date_id
order by published_date_id
