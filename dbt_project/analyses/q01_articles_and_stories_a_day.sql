-- Q01. How many articles does an outlet publish a day, and how many stories once copies are folded?
-- One row per day and publisher.
select
    published_date_id,
    publisher_name,
    article_count,
    story_count
from marts.agg_publisher_daily
order by published_date_id, publisher_name
