-- Q19. Where did each file stop, and why?
-- One row per stage, outcome and reason, as the last run saw the files.
select
    last_stage,
    outcome,
    reason_code,
    count(*) as file_count
from marts.wide_page_outcomes
where is_latest
group by all
order by file_count desc, last_stage asc, outcome asc, reason_code asc
