-- Q20. How do pass rate and failing rows develop, gate by gate and run by run?
-- One row per run and gate; checks that the run did not come to are counted apart.
select
    run_id,
    gate,
    count(*) as check_count,
    count(*) filter (where outcome = 'not_run') as not_run_count,
    count(*) filter (where outcome = 'passed') / nullif(count(is_success), 0) as pass_rate,
    coalesce(sum(unexpected_count), 0)::bigint as failing_row_count
from ops.gate_results
group by run_id, gate
order by run_id, min(check_no), gate
