-- Gates, run by run
-- What each gate found in the last thirty runs that went through any.

with checked_runs as (

    select distinct run_id
    from ops.gate_results
    order by run_id desc
    limit 30

)

select
    results.run_id,
    results.gate,
    count(*) as check_count,
    count(*) filter (where results.is_broken) as broken_count,
    count(*) filter (where not results.is_success and not results.is_broken and results.severity = 'critical')
        as critical_count,
    count(*) filter (
        where not results.is_success and not results.is_broken and results.severity <> 'critical'
    )
        as warning_count,
    strftime(min(results.checked_at), '%Y-%m-%d %H:%M') as checked_at
from ops.gate_results as results
inner join checked_runs on results.run_id = checked_runs.run_id
group by results.run_id, results.gate
order by results.run_id, results.gate
