{{ config(materialized='table') }}

select
    topic_id,
    min(topic_name) as topic_name
from {{ ref('bridge_article_topics') }}
group by topic_id
