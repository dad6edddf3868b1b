-- Gates, run by run
-- What each gate found in the last thirty runs that went through any.

with checked_runs as (

    select distinct run_id
    from ops.gate_results
    where outcome <> 'not_run'
    order by run_id desc
    limit 30

)

select
    results.run_id,
    results.gate,
    count(*) filter (where results.outcome = 'passed') as passed_count,
    count(*) filter (where results.outcome = 'failed' and results.severity = 'warning') as warning_count,
    count(*) filter (where results.outcome = 'failed' and results.severity <> 'warning') as critical_count,
    count(*) filter (where results.outcome = 'broken') as broken_count,
    count(*) filter (where results.outcome = 'not_run') as missed_count
from ops.gate_results as results
inner join checked_runs on results.run_id = checked_runs.run_id
group by results.run_id, results.gate
order by results.run_id asc, results.gate asc
