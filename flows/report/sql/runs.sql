-- Runs
-- The last thirty runs that the warehouse knows of, newest first.

select
    run_id,
    status,
    message,
    file_count,
    ingested_count,
    quarantined_count,
    checks_passed,
    checks_failed,
    round(epoch(finished_at - started_at), 1) as second_count,
    stage_seconds,
    strftime(started_at, '%Y-%m-%d %H:%M') as started_at,
    strftime(finished_at, '%Y-%m-%d %H:%M') as finished_at
from ops.runs
order by run_id desc
limit 30
