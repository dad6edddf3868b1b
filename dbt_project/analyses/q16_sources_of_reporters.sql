-- Q16. Which reporters rely on which outlets and sources?
-- One row per author and source.
select
    author_name,
    source_kind,
    source_name,
    citation_count,
    article_count,
    story_count
from marts.agg_author_sources
order by author_name asc, citation_count desc, agg_id asc
