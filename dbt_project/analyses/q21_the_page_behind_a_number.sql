-- Q21. Which files and which rules stand behind a number? Here: every citation counted; add the `where` of
-- the number.
-- One row per citation of a current article.
select
    citation_id,
    source_name,
    published_date_id,
    source_file,
    content_sha256,
    segment_no,
    source_start,
    source_end,
    content_start,
    content_end,
    rule,
    parser_version,
    run_id
from marts.wide_citations
where is_current
order by citation_id
