-- Outlets to add
-- Leaned on and not in the registry; ops.unknown_outlets has all of them, each with the line to add.

select
    outlets.outlet_name,
    count(*) as citation_count,
    count(distinct citations.article_id) as article_count
from marts.fct_source_citations as citations
inner join marts.dim_outlets as outlets on citations.source_outlet_id = outlets.outlet_id
where
    citations.published_date_id between getvariable('first_day') and getvariable('last_day')
    and not outlets.is_in_registry
    and outlets.outlet_id not in ('none', 'unknown')
group by outlets.outlet_name
order by citation_count desc, outlets.outlet_name asc
limit 12
