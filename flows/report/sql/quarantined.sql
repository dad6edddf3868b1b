-- The latest set aside
-- With what was wrong with each. All of them: select * from ops.quarantine.

select
    right(source_file, 120) as source_file,
    reason_code,
    left(reason, 240) as reason,
    last_seen_run_id
from ops.quarantine
order by last_seen_run_id desc, source_file asc
limit 12
