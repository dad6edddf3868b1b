-- Outlets to add
-- Named on pages most often and not in dbt_project/lookups/outlets.csv.

select
    outlets.outlet_name,
    count(*) as citation_count,
    count(distinct citations.article_id) as article_count
from marts.fct_source_citations as citations
inner join marts.dim_outlets as outlets on citations.source_outlet_id = outlets.outlet_id
where not outlets.is_in_registry and outlets.outlet_id not in ('none', 'unknown')
group by outlets.outlet_name
order by citation_count desc, outlets.outlet_name asc
limit 12
