-- Q23. Who ran a story first, and how long did the others take?
-- One row per current article of a story that several tell.
select
    story_id,
    story_headline,
    publisher_name,
    story_relation,
    similarity,
    lag_minutes,
    wire_origin_name,
    is_story_first
from marts.wide_articles
where
    is_current
    and story_article_count > 1
order by story_id, lag_minutes nulls last, article_id
