-- How outlets source
-- Words quoted, partly quoted or told; voices without a name; how much of the leaning is on agencies.

select
    publisher_name as outlet_name,
    sum(direct_count)::bigint as direct_count,
    sum(mixed_count)::bigint as mixed_count,
    sum(indirect_count)::bigint as indirect_count,
    sum(citation_count)::bigint as citation_count,
    sum(anonymous_count) / nullif(sum(voice_count), 0) as anonymous_share,
    sum(wire_citation_count) / nullif(sum(outlet_citation_count), 0) as wire_share
from marts.agg_publisher_daily
where
    published_date_id between getvariable('first_day') and getvariable('last_day')
    and publisher_outlet_id not in ('none', 'unknown')
group by publisher_outlet_id, publisher_name
having sum(citation_count) > 0
order by citation_count desc, outlet_name asc
limit 15
