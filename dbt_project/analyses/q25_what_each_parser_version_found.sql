-- Q25. Did another version of the parser change what is found? A new version reads every page again.
-- One row per run that read pages, the first of each version being the one to compare.
select
    parser_version,
    run_id,
    page_count,
    rejected_count,
    citation_count,
    mention_count,
    citation_count / page_count as citations_per_page,
    mention_count / page_count as mentions_per_page
from ops.runs
where
    page_count > 0
    and citation_count is not null
order by run_id
