-- Q06. How often are sources anonymous, by outlet and topic?
-- One row per publisher and topic.
select
    publisher_name,
    topic_name,
    article_count,
    story_count,
    voice_count,
    anonymous_count,
    anonymous_share
from marts.agg_publisher_topics
order by publisher_name, topic_name
