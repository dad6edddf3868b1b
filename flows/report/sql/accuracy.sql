-- How far to trust the counts
-- Precision and recall on pages whose every attribution and name is known, and which shaped no rule.

select
    task,
    page_count,
    precision,
    recall,
    strftime(measured_at, '%Y-%m-%d') as measured_on
from ops.accuracy
where
    gold_set = 'unseen'
    and measurement_id = (select max(latest.measurement_id) from ops.accuracy as latest)
order by task asc
limit 20
