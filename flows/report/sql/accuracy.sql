-- How far to trust the counts
-- Precision and recall on pages whose every attribution and name is known; unseen pages shaped no rule.

select
    task,
    gold_set,
    page_count,
    precision,
    recall,
    strftime(measured_at, '%Y-%m-%d') as measured_on
from ops.accuracy
where measurement_id = (select max(latest.measurement_id) from ops.accuracy as latest)
order by gold_set desc, task asc
limit 40
