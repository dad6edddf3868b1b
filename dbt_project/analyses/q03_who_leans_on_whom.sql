-- Q03. Which outlets does each publisher lean on?
-- One row per publisher, outlet it cites and role of that outlet.
select
    publisher_name,
    source_name as cited_name,
    source_role,
    count(*) as citation_count,
    count(distinct article_id) as article_count,
    count(distinct story_id) as story_count
from marts.wide_citations
where
    is_current
    and source_kind = 'outlet'
group by all
order by citation_count desc, publisher_name asc, cited_name asc, source_role asc
