-- Q12. Which entities appear together more often than chance has it?
-- One row per pair of entities that three articles or more have in common.
select
    entity_name,
    other_entity_name,
    article_count,
    story_count,
    npmi
from marts.agg_entity_pairs
order by npmi desc, article_count desc, agg_id asc
