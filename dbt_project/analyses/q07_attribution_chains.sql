-- Q07. Which outlet carried whose words: outlet, speaker, words?
-- One row per citation that an outlet carries.
select
    headline,
    relayed_by_name,
    relayed_by_cue_text,
    source_name,
    cue_text,
    content_text,
    chain_depth,
    citation_id
from marts.wide_citations
where
    is_current
    and chain_depth > 0
order by citation_id
