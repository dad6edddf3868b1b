-- Q17. How long does a page take from publication to the warehouse, and how many come late?
-- One row per day.
select
    published_date_id,
    count(*) as article_count,
    count(distinct story_id) as story_count,
    count(*) filter (where latency_minutes > 24 * 60) as late_count,
    quantile_cont(latency_minutes, 0.5) as latency_p50_minutes,
    quantile_cont(latency_minutes, 0.95) as latency_p95_minutes
from marts.wide_articles
where is_current
group by published_date_id
order by published_date_id
