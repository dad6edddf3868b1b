-- Q08. Which verbs are used for whom: who says, who claims, who declines?
-- One row per source and cue.
select
    source_entity_id,
    source_name,
    cue_class,
    cue_lemma,
    count(*) as citation_count,
    count(distinct article_id) as article_count,
    count(distinct story_id) as story_count
from marts.wide_citations
where
    is_current
    and source_role = 'source'
    and source_entity_id not in ('none', 'unknown')
group by all
order by source_entity_id asc, citation_count desc, cue_lemma asc
