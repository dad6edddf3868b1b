-- Why pages were set aside
-- Every document that waits in the quarantine, by the stage that set it aside and its reason.

select
    stage,
    reason_code,
    count(*) as file_count,
    max(last_seen_run_id) as last_run_id
from ops.quarantine
group by stage, reason_code
order by file_count desc, reason_code asc
limit 15
