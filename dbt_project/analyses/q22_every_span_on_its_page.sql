-- Q22. Does every extracted span say what the page says at that place?
-- One row per kind of span; both counts are the same.
select
    span_kind,
    count(*) as span_count,
    count(*) filter (where is_exact) as exact_count
from marts.wide_spans
group by span_kind
order by span_kind
