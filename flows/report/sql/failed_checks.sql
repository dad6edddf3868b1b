-- Checks that failed
-- In the last thirty runs that went through the gates; what they found the last time they failed.

with checked_runs as (

    select distinct run_id
    from ops.gate_results
    where outcome <> 'not_run'
    order by run_id desc
    limit 30

),

failed as (

    select results.*
    from ops.gate_results as results
    inner join checked_runs on results.run_id = checked_runs.run_id
    where results.outcome in ('failed', 'broken')

)

select
    gate,
    severity,
    description,
    max(run_id) as last_run_id,
    left(max_by(coalesce(evidence, observed_value), run_id), 240) as evidence,
    max_by(unexpected_count, run_id) as row_count,
    count(*) as run_count,
    max(run_id) = (select max(checked_runs.run_id) from checked_runs) as is_in_last_run,
    strftime(max(checked_at), '%Y-%m-%d %H:%M') as last_failed_at
from failed
group by gate, severity, description, check_name
order by is_in_last_run desc, last_run_id desc, severity asc, run_count desc, description asc
limit 20
