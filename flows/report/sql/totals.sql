-- In the warehouse
-- Everything published so far; articles are pages in their latest version.

select
    (
        select count(*) from marts.fct_articles
        where is_current
    ) as articles,
    (
        select count(distinct story_id) from marts.fct_articles
        where is_current
    ) as stories,
    (select count(*) from marts.fct_source_citations) as citations,
    (select count(*) from marts.fct_quotes) as quotes,
    (select count(*) from marts.fct_entity_mentions) as mentions,
    (
        select count(*) from marts.dim_entities
        where entity_id not in ('none', 'unknown')
    ) as entities,
    (
        select count(*) from ops.quarantine
    ) as set_aside
