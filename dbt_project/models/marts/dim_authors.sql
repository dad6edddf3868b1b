{{ config(materialized='table') }}

select
    author_id,
    min(published_date_id) as first_seen_date_id,
    min(author_name) as author_name
from {{ ref('bridge_article_authors') }}
group by author_id
