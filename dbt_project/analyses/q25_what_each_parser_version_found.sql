-- Q25. Did another version of the parser change what was found?
-- One row per parser version and month of publication.
select
    parser_version,
    published_month,
    count(*) as article_count,
    count(distinct story_id) as story_count,
    sum(citation_count)::bigint as citation_count,
    sum(mention_count)::bigint as mention_count
from marts.wide_articles
group by parser_version, published_month
order by parser_version, published_month
