-- Q13. Who is mentioned and never quoted, and who is quoted and never mentioned?
-- One row per person.
select
    entity_id,
    entity_name,
    mention_count,
    citation_count,
    article_count,
    story_count
from marts.agg_entities
where
    entity_type = 'PERSON'
    and (mention_count = 0) <> (citation_count = 0)
order by mention_count desc, citation_count desc, entity_id asc
